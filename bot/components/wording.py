"""From a French message to what the models look at: words, word pairs, word pieces, and the clauses it is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import scipy.sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.components.concepts import concepts
from lexicon import plain

_WORD = re.compile(r"\w+")
_BREAK = re.compile(r"[.!?…;:,\n()«»\"]+|\s[-–—]\s")
_NEGATION = frozenset({"pas", "plus", "jamais", "aucun", "aucune", "sans", "ni"})
# A clause longer than this is read through overlapping windows: speech and SMS have no punctuation.
_WINDOW, _STEP, _SHORT = 12, 6, 3
_MOST_CLAUSES = 60


def words(text: str) -> list[str]:
    """Features of whole words: words and pairs, what follows a negation, concepts, the message's length and marks."""
    folded = plain(text)
    found = _WORD.findall(folded)
    grams = found + [f"{a} {b}" for a, b in pairwise(found)]
    for index, word in enumerate(found):
        if word in _NEGATION:
            grams += [f"!{after}" for after in found[index + 1 : index + 4]]
    return [*grams, *concepts(folded), *_marks(text, len(found))]


def _marks(text: str, length: int) -> Iterator[str]:
    yield f"#length {min(length, 4) if length < 5 else 5 + min((length - 5) // 5, 5)}"
    if "?" in text:
        yield "#question"
    if any(sign.isdigit() for sign in text):
        yield "#digits"
    if any(sign.isalpha() and ord(sign) > 0x24F for sign in text):
        yield "#other script"


def clauses(text: str) -> list[tuple[int, int]]:
    """The [start, end) places of the text's clauses in reading order; long ones give overlapping windows."""
    found: list[tuple[int, int]] = []
    start = 0
    for stop in [*_BREAK.finditer(text), None]:
        end = stop.start() if stop else len(text)
        found += _windows(text, start, end)
        start = stop.end() if stop else end
    return found[:_MOST_CLAUSES]


def _windows(text: str, start: int, end: int) -> list[tuple[int, int]]:
    places = [match.span() for match in re.finditer(r"\S+", text[start:end])]
    if not places:
        return []
    firsts = range(0, max(len(places) - _WINDOW, 0) + _STEP, _STEP) if len(places) > _WINDOW else range(1)
    spans = []
    for first in firsts:
        window = places[first : first + _WINDOW]
        if len(window) >= _SHORT or first == 0:
            spans.append((start + window[0][0], start + window[-1][1]))
    return spans


class FrenchVectors:
    """TF-IDF rows of words and of word pieces; the two halves weigh the same."""

    def __init__(self) -> None:
        """Make the two vectorizers, not fitted yet."""
        self._words = TfidfVectorizer(analyzer=words, sublinear_tf=True, norm=None, dtype=np.float32)
        self._pieces = TfidfVectorizer(
            preprocessor=plain, analyzer="char_wb", ngram_range=(2, 5), min_df=3, sublinear_tf=True, norm=None, dtype=np.float32
        )

    def fit(self, texts: list[str]) -> FrenchVectors:
        """Learn the vocabulary of these texts."""
        self._words.fit(texts)
        self._pieces.fit(texts)
        return self

    def rows(self, texts: list[str]) -> scipy.sparse.csr_matrix:
        """One row a text, each half of the same length (0 for a text without known features)."""
        halves = [_unit(half.transform(texts)) for half in (self._words, self._pieces)]
        return scipy.sparse.hstack(halves, format="csr", dtype=np.float32)


def _unit(rows: scipy.sparse.csr_matrix) -> scipy.sparse.csr_matrix:
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return scipy.sparse.diags(1 / np.maximum(lengths, 1e-9)) @ rows
