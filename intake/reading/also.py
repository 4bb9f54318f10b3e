"""Other fields clearly given in the same breath."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from pydantic import JsonValue

from intake.convention import FieldDefinition, FieldKind
from intake.reading.availability import read_availability
from intake.reading.date_reader import Policy, read_date
from intake.reading.emails import read_email
from intake.reading.model import Read
from intake.reading.names import read_name
from intake.reading.phones import read_phone
from intake.reading.places import codes_in, read_postal_code
from intake.reading.wording import wording

# Asked about the person herself; what is said with other questions may be about someone else.
_ABOUT_HERSELF = frozenset({"name", "birth_date", "phone", "email", "postal_code", "availability", "safe_contact", "contact_preference"})
_NAMED = re.compile(r"\b(?:m appelle|mon nom (?:c )?est|mon nom de famille)\b")
_BORN = re.compile(r"\bnee?(?: le)? \d|\b(?:date de naissance|nee? le)\b")
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+|\barobase\b")
_WHEN = re.compile(
    r"\b(?:matin|apres midi|soir|lundi|mardi|mercredi|jeudi|vendredi|appel\w*|joindre|joignable|rappel\w*|apres \d|avant \d|heures?)\b"
)
_LIVES = re.compile(r"\b(?:code postal|habite|adresse)\b")


def _birth(text: str, plain: str, today: date) -> Read:
    born = _BORN.search(plain)
    return read_date(plain[born.start() :] if born else plain, today, Policy.BIRTH)


_FINDERS: Mapping[str, tuple[FieldKind, Callable[[str], bool], Callable[[str, str, date], Read]]] = {
    "name": (FieldKind.NAME, lambda p: bool(_NAMED.search(p)), lambda t, p, d: read_name(t)),
    "birth_date": (FieldKind.DATE, lambda p: bool(_BORN.search(p)), _birth),
    "phone": (FieldKind.PHONE, lambda p: bool(re.search(r"\b0\b|\b0\d|\bzero\b|\+", p)), lambda t, p, d: read_phone(p)),
    "email": (FieldKind.EMAIL, lambda p: "@" in p or " arobase " in p, lambda t, p, d: read_email(t, p)),
    "postal_code": (
        FieldKind.POSTAL_CODE,
        lambda p: bool(_LIVES.search(p)) and any(len(c) == 5 for c in codes_in(p)),
        lambda t, p, d: read_postal_code(p),
    ),
    "availability": (FieldKind.AVAILABILITY, lambda p: bool(_WHEN.search(p)), lambda t, p, d: read_availability(p, d)),
}


def said_besides(field: FieldDefinition, text: str, today: date) -> dict[str, JsonValue]:
    """Canonical values of other fields, by field code; only what cannot be taken for the answer itself."""
    if field.code not in _ABOUT_HERSELF:
        return {}
    text = text[:1500]
    plain = wording(text).plain
    found: dict[str, JsonValue] = {}
    for code, (kind, hinted, read) in _FINDERS.items():
        if code == field.code or kind is field.kind or not hinted(plain):
            continue
        # "le matin" says when to call only beside a way to be reached.
        if code == "availability" and field.code not in ("phone", "email", "safe_contact", "contact_preference"):
            continue
        value = read(text, plain, today).value
        if value is not None:
            found[code] = value
    return found
