"""The words by which the directory is searched."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# Apostrophes and dashes become spaces: what is no ASCII would vanish, and join two words.
_SIMPLER = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"} | dict.fromkeys("’‘ʼ–—‑·", " "))
_WORD = re.compile(r"[a-z0-9]+")


def words_in(text: str) -> list[str]:
    """« Point-justice de l’Œuvre » → point, justice, de, l, oeuvre. Quick: a file holds millions of signs."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_SIMPLER)).encode("ascii", "ignore").decode()
    return _WORD.findall(text.casefold())


def spaced(parts: Iterable[str]) -> str:
    """Each once, in order, between spaces: « caf nantes » is found by « % caf% »."""
    found = dict.fromkeys(part for part in parts if part)
    return f" {' '.join(found)} " if found else " "
