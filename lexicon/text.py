"""Folding: one plain form of what people type or say, with the way back to their own characters."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Folded", "fold", "plain"]

_ALIKE = {
    **dict.fromkeys("’‘‛ʼʹ′`´＇ʻ", "'"),
    **dict.fromkeys("“”„‟«»″＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    "œ": "oe",
    "Œ": "oe",
    "æ": "ae",
    "Æ": "ae",
    "ø": "o",
    "Ø": "o",
    "ł": "l",
    "Ł": "l",
    "đ": "d",
    "Đ": "d",
    "ı": "i",
}


@dataclass(frozen=True)
class Folded:
    """A folded text; each of its characters remembers the original characters that it stands for."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text behind folded characters start..end (end excluded); out-of-range ends are clamped."""
        size = len(self.text)
        start = min(max(start, 0), size)
        end = min(max(end, start), size)
        if start == size:
            return (self.length, self.length)
        if end == start:
            return (self.starts[start], self.starts[start])
        return (self.starts[start], self.ends[end - 1])


@lru_cache(maxsize=4096)
def _plain_char(char: str) -> str:
    """What one character becomes; a space for any blank or control, nothing for accents and invisible marks."""
    if char in _ALIKE:
        return _ALIKE[char]
    category = unicodedata.category(char)
    if char.isspace() or category == "Cc":
        return " "
    if category in ("Mn", "Me", "Cf"):
        return ""
    simple = unicodedata.normalize("NFKD", char).casefold()
    if simple == char:
        return char
    # Decomposing and lowering can each uncover work for the other.
    return "".join(_plain_char(c) for c in simple)


def fold(text: str) -> Folded:
    """Lower case, no accents, plain quotes and dashes, single spaces, nothing around; linear in the length of the text."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    gap = False
    for index, original in enumerate(text):
        for char in _plain_char(original):
            if char == " ":
                gap = bool(out)
                continue
            if gap:
                out.append(" ")
                starts.append(ends[-1])
                ends.append(index)
                gap = False
            out.append(char)
            starts.append(index)
            ends.append(index + 1)
    return Folded("".join(out), tuple(starts), tuple(ends), len(text))


def plain(text: str) -> str:
    """The folded text alone."""
    return fold(text).text
