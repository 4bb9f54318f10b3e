"""Names that may be one and the same: accents, order, a part left out, one typo."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import permutations
from typing import Any

from rapidfuzz.distance import OSA

from lexicon import plain

_WORD = re.compile(r"[a-z]+")
# In shorter words one other letter makes another name: Léa, Léo.
_LONG_ENOUGH = 5
# More words than this are not tried in every order.
_MOST_WORDS = 5


def name_words(value: Any) -> tuple[str, ...]:
    """The words of a name as `{first, last}`, folded; none when it is no name."""
    if not isinstance(value, Mapping):
        return ()
    return tuple(_WORD.findall(plain(" ".join(str(part) for part in (value.get("first"), value.get("last")) if part))))


def same_name(one: Any, other: Any) -> bool:
    """True when both names may be the same person's: every word of the shorter one, two at least, is in the other, with one typo in all."""
    fewer, more = sorted((name_words(one), name_words(other)), key=len)
    if fewer and "".join(fewer) == "".join(more):
        # Le Goff, Legoff.
        return True
    if len(fewer) < 2 or len(more) > _MOST_WORDS:
        return bool(fewer) and sorted(fewer) == sorted(more)
    return any(_typos(fewer, order) <= 1 for order in permutations(more, len(fewer)))


def _typos(words: tuple[str, ...], others: tuple[str, ...]) -> int:
    return sum(_distance(word, other) for word, other in zip(words, others, strict=True))


def _distance(word: str, other: str) -> int:
    distance = OSA.distance(word, other, score_cutoff=1)
    return distance if distance == 0 or min(len(word), len(other)) >= _LONG_ENOUGH else 2
