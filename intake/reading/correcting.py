"""Which earlier answer a sentence corrects, and what it becomes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from intake.convention import FieldDefinition, FieldKind
from intake.reading.answer import read_answer
from intake.reading.choices import matches
from intake.reading.model import Reading
from intake.reading.sayings import sayings_of
from intake.reading.wording import wording

# Words that name a field, most telling first.
_MENTIONS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (code, re.compile(rf"\b(?:{words})\b"))
    for code, words in (
        ("third_party_phone", "(?:son|leur) (?:numero|telephone|tel|portable)"),
        ("postal_code", r"code postal|codes postaux|(?:j habite|habite)(?= )|adresse(?! (?:e )?mail| electronique)|demenage\w*"),
        ("email", "e mail|mail|adresse (?:mail|e mail|electronique)|courriel"),
        ("nir", "numero de (?:secu|securite sociale)"),
        ("birth_date", "date de naissance|nee? le|nee? en|naissance"),
        (
            "sick_leave_since",
            "(?:arret|arretee?).{0,20}(?:depuis|commence|debute|date|le \\d)|depuis quand je suis en arret|debut de (?:mon |l )?arret",
        ),
        (
            "hospital_discharge_date",
            "(?:je sors|sortie|sorti|sortirai|date de sortie)(?: .*)? (?:le|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain|\\d)",
        ),
        ("treating_doctor", "medecin traitant|mon docteur|mon medecin"),
        ("children_count", "enfants?"),
        ("third_party_link", "je suis (?:sa|son)"),
        ("name", "m appelle|mon nom|mon prenom|nom de famille|prenom|s ecrit"),
        ("phone", "numero|telephone|tel|portable|fixe|mobile"),
        ("complementary_cover", "mutuelle|complementaire|cmu|css|c 2 s"),
        ("regime", "regime|caisse|msa|cpam"),
        ("availability", "joignable|disponible|dispo|m appeler|rappeler|me joindre"),
        ("contact_preference", "plutot (?:par|un)"),
        ("sick_leave", "en arret|arretee?"),
        ("rqth", "rqth|travailleur handicape"),
        ("invalidity", "invalidite"),
        ("work_accident", "accident (?:du|de) travail|maladie professionnelle"),
        ("job_risk", "licenci\\w*|inapt\\w*"),
        ("legal_protection", "tutelle|curatelle|habilitation"),
        ("hospital_status", "hopital|hospitalis\\w*|clinique"),
        ("for_whom", "(?:c est |la demande est |demande )?pour (?:moi|ma|mon|quelqu un)"),
    )
)
_SHAPES = frozenset({FieldKind.PHONE, FieldKind.EMAIL, FieldKind.NIR})
# Lists whose values are said in no other connection.
_TELLING = frozenset({"employment_status", "regime", "marital_status", "household", "legal_protection"})
_LEAD = re.compile(
    r"^(?:(?:non|pardon|attendez|euh|ah|oh|zut|oups|mais|alors|en fait|au fait|desolee?|excusez moi|je (?:me |m )?(?:suis )?trompe(?:e|es)?|j ai fait une erreur|erreur|je (?:voulais|veux) (?:dire|corriger|changer|modifier|rectifier)|il y a une erreur|y a une erreur|c est faux|ce n est pas ca|c est pas ca"
    r"|sur|de|dans|pour|a|mon|ma|le|la|l) ?[,.;:!]? ?)+"
)


def read_correction(text: str, fields: Sequence[FieldDefinition], *, today: date) -> tuple[str, Reading] | None:
    """The code of the corrected field among `fields`, and its new reading; None when it cannot be told which.

    The reading has `understood` False when the field was named without its new value.
    """
    said = wording(text[:1500])
    known = {field.code: field for field in fields}
    named = [code for code, pattern in _MENTIONS if code in known and pattern.search(said.plain)]
    readings = {code: _reading(known[code], text, said.plain, today) for code in named}
    valued = [code for code in named if readings[code].understood]
    if valued:
        return valued[0], readings[valued[0]]
    if named:
        return (named[0], Reading()) if len(named) == 1 else None
    return _by_value(text, said.plain, fields, today)


def _reading(field: FieldDefinition, text: str, plain: str, today: date) -> Reading:
    reading = read_answer(field, text, today=today)
    if reading.value is not None or field.kind is FieldKind.NAME:
        return reading if reading.value is not None else _reading_after(field, text, today)
    after = _reading_after(field, text, today)
    return after if after.value is not None else reading if reading.error else after


def _reading_after(field: FieldDefinition, text: str, today: date) -> Reading:
    """What follows "c’est": the new value, without what is said around it."""
    said = wording(text)
    starts = [m.end() for m in re.finditer(r"\bc est |\best |, | : ", said.plain)]
    lead = _LEAD.match(said.plain)
    for start in [*reversed(starts), *([lead.end()] if lead else [])]:
        rest = said.said(min(start, len(said.plain)), len(said.plain))
        if rest.strip() and (reading := read_answer(field, rest, today=today)).value is not None:
            return reading
    return Reading()


def _by_value(text: str, plain: str, fields: Sequence[FieldDefinition], today: date) -> tuple[str, Reading] | None:
    """The only field whose values or shape stand in the sentence."""
    found: list[tuple[str, Reading]] = []
    for field in fields:
        if field.kind in _SHAPES or (
            field.kind is FieldKind.CHOICE and (field.code in _TELLING or not sayings_of(field.code).values) and matches(field, plain)
        ):
            reading = read_answer(field, text, today=today)
        else:
            continue
        if reading.value is not None and reading.value not in [r.value for _, r in found]:
            found.append((field.code, reading))
    return found[0] if len(found) == 1 else None
