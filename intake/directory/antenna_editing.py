"""Changing an antenna: what is refused, what was changed by whom, and by which prefix people come to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import phonenumbers
from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.clock import OpeningHours, date_in_words, hours_in_words
from intake.directory.antennas import Antenna
from intake.directory.errors import ChangedMeanwhileError, DirectoryError
from intake.directory.sheets import fingerprint_of
from intake.labels import capital
from intake.privacy import Actor
from intake.storage import AntennaChangeRow, AntennaRow, hold_name
from intake.trail import note

_LONGEST: Final = 500
_MOST_LINES: Final = 200
# In the order of the form, as people name them.
FIELDS: Final[Mapping[str, str]] = {
    "name": "nom",
    "phone": "téléphone",
    "address": "adresse",
    "manager": "responsable",
    "postal_codes": "codes postaux",
    "answers_for_all": "répond pour tout le service",
    "opening_hours": "horaires",
    "closed": "jours de fermeture",
    "open_doors": "permanences sans rendez-vous",
    "access": "accès",
    "partners": "partenaires",
    "capacity": "premiers rendez-vous par semaine",
}


@dataclass(frozen=True, slots=True)
class AntennaChange:
    """One field that was changed: when, by which member of staff, and how it was said before and after."""

    at: datetime
    by: str
    label: str
    before: str
    after: str


def may_edit(actor: Actor, code: str) -> bool:
    """An administrator who is bound to one antenna changes that one only."""
    return actor.antenna in (None, code)


def version_of(antenna: Antenna) -> str:
    """What a form carries, to tell that the antenna was changed meanwhile."""
    return fingerprint_of(antenna.model_dump(mode="json"))


def change_antenna(session: Session, actor: Actor, code: str, version: str, values: Mapping[str, Any], now: datetime) -> Antenna:
    """Change an antenna; `values` replace those of its fields.

    Raises DirectoryError with a French sentence and the field to correct, ChangedMeanwhileError when `version` is not any more
    how it stands. The caller has checked that the actor may.
    """
    hold_name(session, "antennas")
    rows = {row.code: row for row in session.scalars(select(AntennaRow).order_by(AntennaRow.code))}
    if code not in rows:
        raise DirectoryError("Cette antenne n’existe pas.")
    known = {key: Antenna.model_validate(row.content) for key, row in rows.items()}
    before = known[code]
    if version_of(before) != version:
        raise ChangedMeanwhileError(
            "L’antenne a été modifiée pendant que vous écriviez. Voici ce qu’elle dit maintenant : reprenez vos changements."
        )
    after = checked_antenna({**before.model_dump(mode="json"), **values}, [one for key, one in known.items() if key != code])
    for field in FIELDS:
        old, new = said_of(before, field), said_of(after, field)
        if old != new:
            session.add(AntennaChangeRow(antenna=code, by=actor.id, at=now, field=field, before=old, after=new))
    if after != before:
        rows[code].content = after.model_dump(mode="json")
        note(session, actor, "antenna_change", None, now)
        session.flush()
    return after


def checked_antenna(values: Mapping[str, Any], others: Iterable[Antenna]) -> Antenna:
    """An antenna from its fields; raises DirectoryError for the first that does not fit."""
    for field in ("name", "address"):
        if not str(values.get(field) or "").strip():
            raise DirectoryError(f"Il faut {'un nom' if field == 'name' else 'une adresse'}.", field)
    if any(len(str(text)) > _LONGEST for text in _texts(values)):
        raise DirectoryError(f"Un texte est trop long : {_LONGEST} signes au plus.")
    phone = _french(str(values.get("phone") or ""))
    _check_prefixes(values["postal_codes"], others)
    _check_sessions(values.get("open_doors", ()))
    try:
        return Antenna.model_validate({**values, "phone": phone})
    except ValidationError as error:
        fault = error.errors()[0]
        field = str(fault["loc"][0]) if fault["loc"] else "opening_hours"
        own = fault.get("ctx", {}).get("error")
        sentence = str(own) if own and not fault["loc"] else f"« {FIELDS.get(field, field)} » : cette valeur ne convient pas"
        raise DirectoryError(f"{capital(sentence)}.", field) from None


def antenna_history(session: Session, code: str, *, most: int = 50) -> tuple[AntennaChange, ...]:
    """The newest changes of an antenna first."""
    query = (
        select(AntennaChangeRow).where(AntennaChangeRow.antenna == code).order_by(AntennaChangeRow.at.desc(), AntennaChangeRow.id.desc())
    )
    return tuple(
        AntennaChange(row.at, row.by, FIELDS.get(row.field, row.field), row.before, row.after) for row in session.scalars(query.limit(most))
    )


def said_of(antenna: Antenna, field: str) -> str:
    """A field of an antenna as people read it; "" when nothing is said."""
    value = getattr(antenna, field)
    match field:
        case "postal_codes":
            return ", ".join(value)
        case "partners":
            return " ; ".join(value)
        case "open_doors":
            return " ; ".join(one.in_words() for one in value)
        case "opening_hours":
            return "ceux de la convention" if value is None else hours_in_words(OpeningHours(week=value))
        case "closed":
            return ", ".join(date_in_words(day) for day in value)
        case "answers_for_all":
            return "oui" if value else "non"
        case "access":
            return access_in_words(antenna)
        case _:
            return "" if value is None else str(value)


def access_in_words(antenna: Antenna) -> str:
    """How one gets there and in: « Tram 1, arrêt Commerce. Entrée de plain-pied. », "" when nothing is said."""
    access = antenna.access
    if access is None:
        return ""
    step = {True: "Entrée de plain-pied", False: "Il y a des marches à l’entrée", None: ""}[access.step_free]
    return " ".join(f"{part.rstrip('.')}." for part in (access.transport, step, access.notes) if part)


def _texts(values: Mapping[str, Any]) -> Iterable[str]:
    yield from (str(values.get(field) or "") for field in ("name", "address", "manager"))
    yield from values.get("partners", ())
    yield from (str(one.get("place", "")) for one in values.get("open_doors", ()))
    yield from (str(text) for text in (values.get("access") or {}).values())


def _french(text: str) -> str:
    try:
        number = phonenumbers.parse(text, "FR")
    except phonenumbers.NumberParseException:
        number = None
    # A number kept for fiction is possible and yet given to nobody: shape and country are what is checked.
    if number is None or number.country_code != 33 or not phonenumbers.is_possible_number(number):
        raise DirectoryError("Ce n’est pas un numéro de téléphone français, comme 02 61 91 10 01.", "phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _check_prefixes(prefixes: Iterable[str], others: Iterable[Antenna]) -> None:
    prefixes = tuple(prefixes)
    if not prefixes:
        raise DirectoryError("Il faut au moins un début de code postal.", "postal_codes")
    if len(prefixes) > _MOST_LINES:
        raise DirectoryError(f"Il y a trop de codes postaux : {_MOST_LINES} au plus.", "postal_codes")
    for prefix in prefixes:
        if not (prefix.isascii() and prefix.isdigit() and 2 <= len(prefix) <= 5):
            raise DirectoryError(f"« {prefix[:20]} » n’est pas un début de code postal : de deux à cinq chiffres.", "postal_codes")
    if len(set(prefixes)) != len(prefixes):
        raise DirectoryError("Un code postal est donné deux fois.", "postal_codes")
    for other in others:
        both = set(prefixes) & set(other.postal_codes)
        if both:
            raise DirectoryError(f"« {min(both)} » est déjà servi par : {other.name}. Retirez-le d’abord là-bas.", "postal_codes")


def _check_sessions(open_doors: Iterable[Mapping[str, Any]]) -> None:
    for one in open_doors:
        if not str(one.get("place") or "").strip():
            raise DirectoryError("Chaque permanence a un lieu.", "open_doors")
        if not one.get("start") or not one.get("end") or str(one["start"]) >= str(one["end"]):
            raise DirectoryError("Une permanence finit après son début.", "open_doors")
