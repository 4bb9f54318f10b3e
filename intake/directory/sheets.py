"""The two kinds of sheets of data·inclusion v1: their columns, their checks, their one canonical form."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from data_inclusion.schema.v1 import Categorie, ReseauPorteur, Service, Structure, Thematique
from pydantic import ValidationError

from intake.convention import departement_of
from intake.directory.words import spaced, words_in
from lexicon.codes import Code

# What the schema only warns about.
_WARNING = "avertissement"


class FileKind(Code):
    """What a file holds."""

    STRUCTURES = "structures", "organisations"
    SERVICES = "services", "services"


MODELS: Final[Mapping[FileKind, Any]] = {FileKind.STRUCTURES: Structure, FileKind.SERVICES: Service}
COLUMNS: Final[Mapping[FileKind, tuple[str, ...]]] = {kind: tuple(model.model_fields) for kind, model in MODELS.items()}
LISTS: Final[frozenset[str]] = frozenset(
    {"reseaux_porteurs", "thematiques", "publics", "modes_accueil", "zone_eligibilite", "modes_mobilisation", "mobilisable_par"}
)
NUMBERS: Final[frozenset[str]] = frozenset({"longitude", "latitude", "volume_horaire_hebdomadaire", "nombre_semaines"})
# How the sources of data·inclusion name what they add for themselves; nothing of it is kept.
IGNORED: Final[frozenset[str]] = frozenset({"score_qualite", "doublons", "extra"})


@dataclass(frozen=True, slots=True)
class Remark:
    """What is wrong with one column of a row, or what the schema would like better."""

    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One row that fits: its content in canonical form, and what the schema would like better."""

    content: dict[str, Any]
    warnings: tuple[Remark, ...] = ()

    @property
    def id(self) -> str:
        """Its identifier at its source."""
        return str(self.content["id"])

    @property
    def date_maj(self) -> date:
        """When its source last changed it."""
        return date.fromisoformat(self.content["date_maj"])

    @property
    def fingerprint(self) -> str:
        """The same for the same content, whatever the file and the order of its lists."""
        return fingerprint_of(self.content)


class RowRefusedError(ValueError):
    """A row that does not fit; `remarks` says why, column by column."""

    def __init__(self, remarks: tuple[Remark, ...]) -> None:
        super().__init__(remarks[0].sentence)
        self.remarks = remarks


def sheet_of(kind: FileKind, values: Mapping[str, Any], today: date) -> Sheet:
    """A row as a sheet; raises RowRefusedError. `today` is the service's day, which the machine's may not be."""
    model = MODELS[kind]
    warnings: tuple[Remark, ...] = ()
    try:
        made = model.model_validate(values, context={"ignore_warnings": False})
    except ValidationError as error:
        faults = error.errors()
        wrong = tuple(_remark(fault) for fault in faults if fault["type"] != _WARNING)
        if wrong:
            raise RowRefusedError(tuple({remark.column: remark for remark in reversed(wrong)}.values())[::-1]) from None
        warnings = tuple(Remark(_column(fault), fault["msg"]) for fault in faults)
        made = model.model_validate(values)
    for name, most in (("longitude", 180), ("latitude", 90)):
        value = getattr(made, name)
        if value is not None and not -most <= value <= most:
            raise RowRefusedError((Remark(name, f"un nombre entre -{most} et {most} est attendu"),))
    hours = getattr(made, "volume_horaire_hebdomadaire", None)
    if hours is not None and not hours <= 168:
        raise RowRefusedError((Remark("volume_horaire_hebdomadaire", "une semaine a 168 heures"),))
    if made.date_maj > today:
        raise RowRefusedError((Remark("date_maj", "cette date est dans le futur"),))
    content = made.model_dump(mode="json", exclude_none=True)
    return Sheet({name: sorted(set(value)) if name in LISTS else value for name, value in content.items()}, warnings)


def fingerprint_of(content: Mapping[str, Any]) -> str:
    """The hash of the canonical JSON."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def departement_of_place(code_insee: str | None, postal_code: str | None) -> str | None:
    """The département of a place: its commune's where that is known, because a postal code may cross the border of two."""
    if code_insee:
        code = code_insee[:3] if code_insee.startswith(("97", "98")) else code_insee[:2]
        return code.upper()
    return departement_of(postal_code)


def words_of_structure(content: Mapping[str, Any]) -> Iterator[str]:
    """By what an organisation is found: its name, its place, its networks, the beginning of what it says of itself."""
    for name in ("nom", "commune", "code_postal"):
        yield from words_in(content.get(name) or "")
    for code in content.get("reseaux_porteurs", ()):
        yield from words_in(code)
        yield from words_in(ReseauPorteur(code).label)
    yield from words_in((content.get("description") or "")[:400])


def words_of_service(content: Mapping[str, Any]) -> Iterator[str]:
    """By what a service is found: its name and its themes."""
    yield from words_in(content["nom"])
    for code in content.get("thematiques", ()):
        yield from words_in(Thematique(code).label)
    yield from words_in(content["description"][:200])


def search_columns(structure: Mapping[str, Any], services: list[Mapping[str, Any]]) -> dict[str, str]:
    """The texts that the search looks into."""
    words = [*words_of_structure(structure), *(word for service in services for word in words_of_service(service))]
    return {
        "words": spaced(words),
        "themes": spaced(code for service in services for code in service.get("thematiques", ())),
    }


def reaches(structure: Mapping[str, Any], services: list[Mapping[str, Any]]) -> set[str]:
    """The places that people come from: its own département, and what its services say they cover."""
    own = departement_of_place(structure.get("code_insee"), structure.get("code_postal"))
    covered = {code for service in services for code in service.get("zone_eligibilite", ())}
    return covered | {own} if own else covered


def theme_groups() -> tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]:
    """Every category with its code and label, and its themes with theirs."""
    return tuple(
        (
            str(category.value),
            str(category.label),
            tuple((str(theme.value), str(theme.label)) for theme in Thematique if str(theme.value).startswith(f"{category.value}--")),
        )
        for category in Categorie
    )


def theme_label(code: str) -> str:
    """The French label of a theme; the code itself when the schema does not know it any more."""
    return next((str(theme.label) for theme in Thematique if theme.value == code), code)


def _column(fault: Any) -> str:
    return str(fault["loc"][0]) if fault["loc"] else ""


_SAID: Final[Mapping[str, str]] = {
    "missing": "cette valeur est obligatoire",
    "string_type": "un texte est attendu",
    "date_from_datetime_parsing": "une date est attendue, comme 2025-02-14",
    "date_from_datetime_inexact": "une date sans heure est attendue, comme 2025-02-14",
    "date_type": "une date est attendue, comme 2025-02-14",
    "date_parsing": "une date est attendue, comme 2025-02-14",
    "float_parsing": "un nombre est attendu",
    "float_type": "un nombre est attendu",
    "int_parsing": "un nombre entier est attendu",
    "int_type": "un nombre entier est attendu",
    "int_from_float": "un nombre entier est attendu",
    "greater_than_equal": "ce nombre est trop petit",
    "finite_number": "un nombre est attendu",
    "enum": "valeur inconnue du vocabulaire data·inclusion",
    "set_type": "une liste est attendue",
    "list_type": "une liste est attendue",
    "too_short": "cette liste est vide",
    "url_parsing": "une adresse web est attendue, en http:// ou https://",
    "url_scheme": "une adresse web est attendue, en http:// ou https://",
    "url_too_long": "cette adresse web est trop longue",
    "url_type": "une adresse web est attendue, en http:// ou https://",
    "literal_error": "valeur inconnue",
}
_SHAPES: Final[Mapping[str, str]] = {
    "code_postal": "un code postal a cinq chiffres",
    "code_insee": "un code de commune a cinq signes",
    "siret": "un SIRET a quatorze chiffres",
    "courriel": "une adresse électronique est attendue",
    "zone_eligibilite": "des codes de communes, de départements, d’EPCI, ou « france » sont attendus",
}


def _remark(fault: Any) -> Remark:
    column = _column(fault)
    limits = fault.get("ctx") or {}
    empty = fault["type"] == "string_type" and fault["input"] is None
    if empty or fault["type"] == "missing":
        said = _SAID["missing"]
    elif column in _SHAPES:
        said = _SHAPES[column]
    elif fault["type"] == "string_too_short":
        said = f"ce texte est trop court (au moins {limits.get('min_length')} signes)"
    elif fault["type"] == "string_too_long":
        said = f"ce texte est trop long (au plus {limits.get('max_length')} signes)"
    elif fault["type"] == "value_error" and "ctx" in fault and column in ("date_maj", "publics"):
        said = str(limits["error"]).rstrip(".").replace("`", "")
        said = said[:1].lower() + said[1:]
    else:
        said = _SAID.get(fault["type"], "valeur qui ne convient pas")
    if fault["type"] == "enum":
        said = f"{said} : « {_short(fault['input'])} »"
    return Remark(column, said)


def _short(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 40 else text[:40] + "…"
