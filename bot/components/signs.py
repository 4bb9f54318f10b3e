"""What the declared rules of danger say of a message, told to the models as features of their own."""

from __future__ import annotations

from dataclasses import dataclass

from lexicon import find_all_dangers, find_distress


@dataclass(frozen=True)
class Sign:
    """A sign met at text[start:end], and the names of the features that it gives."""

    start: int
    end: int
    names: tuple[str, ...]


def signs(text: str) -> tuple[Sign, ...]:
    """Every sign of danger and of distress of a message."""
    found = [
        Sign(one.start, one.end, ("@danger rule", f"@danger {one.kind}", f"@rule {one.rule}", *(("@danger sure",) if one.sure else ())))
        for one in find_all_dangers(text)
    ]
    worn_out = find_distress(text)
    return (*found, *((Sign(*worn_out, ("@distress",)),) if worn_out else ()))


def named(found: tuple[Sign, ...], start: int, end: int) -> tuple[str, ...]:
    """The features of the signs that touch text[start:end], each once."""
    return tuple(sorted({name for sign in found if sign.start < end and start < sign.end for name in sign.names}))
