"""The code that a value stands for, and labels as they are read: with a capital, as a sentence, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from lexicon.codes import Code

C = TypeVar("C", bound=Code)


def code_of(codes: Iterable[C], value: object) -> C | None:
    """The code with that value, as stored or as a form sent it; None when nobody knows it."""
    return next((code for code in codes if code.value == value), None)


def label_of(codes: Iterable[Code], value: str) -> str:
    """The French label of a code; the value itself when nobody knows it."""
    code = code_of(codes, value)
    return value if code is None else code.label


def capital(text: str) -> str:
    """The text with a capital first letter, and the others as they are: acronyms stay."""
    return text[:1].upper() + text[1:]


def sentence(text: object) -> str:
    """What a text or an error says, as a sentence: with a capital and an end."""
    told = str(text)
    return capital(told) + ("" if told.endswith((".", "!", "?", "…")) else ".")


def all_of(parts: Sequence[str]) -> str:
    """« a », « a et b », « a, b et c »; "" for nothing."""
    return " et ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)
