"""How French words sound, roughly: « c'est », « ces » and « sè » are one, and so are « thérapeutique » and « t'es rapeutique »."""

from __future__ import annotations

import re
from functools import lru_cache

# In this order: what is written with more letters first. Capitals stand for sounds that no single letter writes.
_SPELLINGS = (
    *((spelling, "o") for spelling in ("eaux", "eau", "aux", "au")),
    ("ph", "f"),
    ("qu", "k"),
    ("ch", "S"),
    ("gn", "N"),
    ("oeu", "e"),
    ("eu", "e"),
    ("oi", "W"),
    ("ou", "U"),
    *((spelling, "X") for spelling in ("ain", "ein", "aim", "in", "im", "un")),
    *((spelling, "A") for spelling in ("an", "am", "en", "em")),
    *((spelling, "O") for spelling in ("on", "om")),
    *((spelling, "e") for spelling in ("ai", "ei", "er", "ez", "et", "es")),
    ("y", "i"),
    ("h", ""),
)
_LAST = (("c", "k"), ("q", "k"), ("ss", "s"), ("z", "s"), ("w", "v"), ("x", "ks"))
_SOFT_C, _SOFT_G, _TWICE, _SILENT = (
    re.compile(r"c(?=[ei])"),
    re.compile(r"g(?=[ei])"),
    re.compile(r"(.)\1+"),
    re.compile(r"(?<=.)[etdsxp]+$"),
)


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """The sound of one plain word (lower case, no accents); figures stay as they are, foreign letters too."""
    heard = word
    if not heard.isascii() or not heard.isalpha():
        return heard
    for spelling, said in _SPELLINGS:
        heard = heard.replace(spelling, said)
    heard = _SOFT_C.sub("s", heard)
    for spelling, said in _LAST:
        heard = heard.replace(spelling, said)
    heard = _TWICE.sub(r"\1", _SOFT_G.sub("j", heard))
    return _SILENT.sub("", heard) or heard
