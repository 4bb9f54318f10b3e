"""From what people type or say to plain spaced words: SMS spelling, missing apostrophes, masked swearing, common misspellings."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from lexicon.danger.spelling import AFTER_GLUE, AFTER_J, BEFORE_PLUS, KEY, REAL, SHORT
from lexicon.text import Folded, fold

_GLUE = {"j": "je", "l": "l", "m": "me", "t": "te", "s": "se", "d": "de", "n": ""}
_WORD = re.compile(r"[\w*]+|(?P<stop>[.!?;]+)")
_LONG_RUN = re.compile(r"([^\W\d_])\1{2,}")
_MASKED = re.compile(r"(?=[a-z]*\*)[a-z*]{3,}\Z")
_SWEAR = {"f": "foutre", "c": "cul", "g": "gueule"}


def _without_one(word: str) -> list[str]:
    return [word[:i] + word[i + 1 :] for i in range(len(word))]


def _neighbours() -> dict[str, str]:
    table: dict[str, str] = {}
    for key in KEY:
        for shape in (key, *_without_one(key)):
            table.setdefault(shape, key)
    return table


_NEAR = _neighbours()
_KEY_SET = frozenset(KEY)


def _one_off(word: str, key: str) -> bool:
    """Whether two words differ by one letter added, lost, changed or swapped with its neighbour."""
    if abs(len(word) - len(key)) > 1:
        return False
    if len(word) == len(key):
        wrong = [i for i, (a, b) in enumerate(zip(word, key, strict=True)) if a != b]
        swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and word[wrong[0]] == key[wrong[1]] and word[wrong[1]] == key[wrong[0]]
        return len(wrong) <= 1 or swapped
    short, long = sorted((word, key), key=len)
    return short in _without_one(long)


def _closest_key(word: str) -> str | None:
    if len(word) < 5 or word in REAL or not word.isalpha():
        return None
    for shape in (word, *_without_one(word)):
        key = _NEAR.get(shape)
        # The first letter is seldom wrong; a changed one is usually another word.
        if key is not None and key[0] == word[0] and len(key) >= 6 and _one_off(word, key):
            return key
    return None


def _unmask(word: str) -> str:
    """The word behind stars, when one of ours fits; a recogniser masks swearing this way."""
    if any(c != "*" for c in word) and 4 <= len(word) <= 16:
        shape = re.compile(word.replace("*", "[a-z]"))
        for key in (*KEY, "tuer", "crever", "mort", "viol", "viole"):
            if len(key) == len(word) and shape.fullmatch(key):
                return key
    return _SWEAR.get(word[0], "*")


def canonical(typed: str) -> tuple[str, ...]:
    """The plain words behind one typed of folded text; none for a typed that says nothing."""
    short = SHORT.get(typed)
    if short is not None:
        return tuple(short.split())
    if typed in _KEY_SET:
        return (typed,)
    if "*" in typed:
        return (_unmask(typed),) if _MASKED.match(typed) else ("*",)
    if _LONG_RUN.search(typed):
        return canonical(_LONG_RUN.sub(r"\1", typed))
    if (
        typed[0] in _GLUE
        and typed[1:] in AFTER_GLUE
        and typed not in ("lai", "sy", "men", "sen", "den", "tas", "mas", "lune", "dune", "dun", "sun")
    ):
        return tuple(f"{_GLUE[typed[0]]} {typed[1:]}".split())
    if typed[0] == "j" and typed[1:] in AFTER_J:
        return ("je", typed[1:])
    key = _closest_key(typed)
    return (key,) if key else (typed,)


@dataclass(frozen=True)
class Words:
    """Plain words with one space on each side; « . » stands for the end of a sentence."""

    text: str
    index: frozenset[str]
    _folded: Folded
    _at: tuple[int, ...]
    _tokens: tuple[tuple[int, int], ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text behind a span of these words."""
        first = self._tokens[bisect_right(self._at, start) - 1]
        last = self._tokens[bisect_right(self._at, max(start, end - 2)) - 1]
        return self._folded.span(first[0], last[1])


def read_words(text: str) -> Words:
    """Read any text as plain words; total and linear."""
    folded = fold(text)
    out: list[str] = []
    at: list[int] = []
    tokens: list[tuple[int, int]] = []
    position = 1
    previous = ""
    for match in _WORD.finditer(folded.text):
        typed = match.group()
        following = folded.text[match.end() : match.end() + 1]
        if match["stop"]:
            # Dots in a row are a pause, not an end.
            words: tuple[str, ...] = () if typed.startswith("..") else (".",)
        elif typed == "g" and not previous.isdigit():
            words = ("je", "ai")
        elif typed == "c" and following != "'":
            words = ("ce",) if folded.text.startswith((" est", " etait"), match.end()) else ("ce", "est")
        elif typed == "pu" and previous in BEFORE_PLUS:
            words = ("plus",)
        elif typed == "ts" and previous in ("une", "sa", "de", "des", "ma", "la"):
            words = ("tentative", "de", "suicide")
        else:
            words = canonical(typed)
        previous = typed
        for word in words:
            out.append(word)
            at.append(position)
            tokens.append(match.span())
            position += len(word) + 1
    index = set(out)
    for word in tuple(index):
        index.update(word[:size] + "*" for size in range(2, min(len(word), 9) + 1))
    return Words(f" {' '.join(out)} ", frozenset(index), folded, tuple(at), tuple(tokens))
