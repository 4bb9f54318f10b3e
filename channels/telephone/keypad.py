"""What keys mean: a lone zero is a person, a star repeats, figures choose or answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from intake.convention import FieldDefinition, FieldKind
from intake.dialogue import MENU_OPTIONS
from intake.requests import Choice
from lexicon.codes import Act

_AVAILABILITY = {"1": "le matin", "2": "l’après-midi", "3": "n’importe quand"}


@dataclass(frozen=True)
class Pressed:
    """What was typed: a move, a button, or words for the reader."""

    move: str | None = None
    choice_id: str | None = None
    text: str = ""


def by_key(field: FieldDefinition | None, choices: tuple[Choice, ...], *, menu_said: bool) -> tuple[Choice, ...]:
    """The buttons that keys 1, 2… stand for: only what the person can know, « oui » and « non », or a list that was said aloud."""
    shown = tuple(choice for choice in choices if not choice.secondary)
    if field is None:
        # A read-back: yes, or something is wrong. Other offers are taken by saying them.
        return shown[:2] if shown and shown[0].act is Act.AFFIRM else ()
    if field.kind is FieldKind.PHONE:
        return shown
    if field.kind is not FieldKind.CHOICE:
        return ()
    if menu_said:
        return shown[:MENU_OPTIONS]
    # 1 for « oui » and 2 for « non » go without saying.
    return shown[:2] if [value.code for value in field.values][:2] == ["oui", "non"] else ()


def pressed(digits: str, field: FieldDefinition | None, keys_for: tuple[Choice, ...]) -> Pressed:
    """What these keys mean after a question on `field`, where keys stand for `keys_for`; never raises."""
    keys = digits.strip("#")
    if keys == "0":
        return Pressed(move="human")
    if keys == "*":
        return Pressed(move="repeat")
    if len(keys) == 1 and keys in "123456789"[: len(keys_for)]:
        return Pressed(choice_id=keys_for[int(keys) - 1].id)
    if field is not None and field.kind is FieldKind.CHOICE:
        # Nobody said yet what this key stands for: the ladder does next.
        return Pressed(move="unclear_key")
    return Pressed(text=_as_words(keys, field))


def _as_words(keys: str, field: FieldDefinition | None) -> str:
    if field is not None and field.kind is FieldKind.DATE and len(keys) == 8 and keys.isascii():
        day, month, year = keys[:2], keys[2:4], keys[4:]
        try:
            date(int(year), int(month), int(day))
        except ValueError:
            return keys
        return f"{day}/{month}/{year}"
    if field is not None and field.kind is FieldKind.AVAILABILITY:
        return _AVAILABILITY.get(keys, keys)
    return keys
