"""A recorded value in plain French."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from intake.clock import DAYS
from intake.convention import FieldDefinition, FieldKind
from intake.summary.dates import iso_date_in_words, spoken_phone

PARTS = {"matin": "le matin", "apres_midi": "l’après-midi", "indifferent": "à toute heure"}
WEEKDAYS = list(DAYS[:5])


def in_words(field: FieldDefinition, value: Any) -> str:
    """The value as a person would write it; codes never show."""
    match field.kind:
        case FieldKind.CHOICE:
            return field.label_of(str(value))
        case FieldKind.CHOICES:
            return ", ".join(field.label_of(str(code)) for code in value)
        case FieldKind.DATE:
            return iso_date_in_words(str(value))
        case FieldKind.PHONE:
            return spoken_phone(str(value))
        case FieldKind.NAME:
            return full_name(value)
        case FieldKind.AVAILABILITY:
            return _availability(value)
        case FieldKind.NIR:
            return "numéro masqué"
        case _:
            return str(value)


def full_name(value: Mapping[str, Any]) -> str:
    """« Jeanne Martin »."""
    return " ".join(str(part) for part in (value.get("first"), value.get("last")) if part)


def _availability(value: Mapping[str, Any]) -> str:
    days = list(value.get("days") or WEEKDAYS)
    part = PARTS.get(str(value.get("part")), "")
    named = "du lundi au vendredi" if days == WEEKDAYS else ", ".join(days)
    return f"{named}, {part}" if part else named
