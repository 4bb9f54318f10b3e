"""What keys mean: a lone zero is a person, a star repeats, figures choose or answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from intake.convention import FieldDefinition, FieldKind
from intake.requests import Choice

_AVAILABILITY = {"1": "le matin", "2": "l’après-midi", "3": "n’importe quand"}


@dataclass(frozen=True)
class Pressed:
    """What was typed: a move, a button, or words for the reader."""

    move: str | None = None
    choice_id: str | None = None
    text: str = ""


def pressed(digits: str, field: FieldDefinition | None, choices: tuple[Choice, ...]) -> Pressed:
    """What these keys mean after a question on `field` that showed `choices`; never raises."""
    keys = digits.strip("#")
    if keys == "0":
        return Pressed(move="human")
    if keys == "*":
        return Pressed(move="repeat")
    by_key = [choice for choice in choices if not choice.secondary]
    if len(keys) == 1 and keys.isdigit() and 1 <= int(keys) <= len(by_key) and (field is None or _by_menu(field, by_key)):
        return Pressed(choice_id=by_key[int(keys) - 1].id)
    return Pressed(text=_as_words(keys, field))


def _by_menu(field: FieldDefinition, by_key: list[Choice]) -> bool:
    """True where one key is a choice and not the beginning, or the whole, of a number."""
    return field.kind is FieldKind.CHOICE or (field.kind is FieldKind.PHONE and by_key[0].field == field.code)


def _as_words(keys: str, field: FieldDefinition | None) -> str:
    if field is not None and field.kind is FieldKind.DATE and len(keys) == 8:
        day, month, year = keys[:2], keys[2:4], keys[4:]
        try:
            date(int(year), int(month), int(day))
        except ValueError:
            return keys
        return f"{day}/{month}/{year}"
    if field is not None and field.kind is FieldKind.AVAILABILITY:
        return _AVAILABILITY.get(keys, keys)
    return keys
