"""From a French message to what the models look at: its words, its spelling, its sound, and the clauses it is made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
import scipy.sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.components.concepts import concepts
from bot.components.sounds import sound
from lexicon import plain

_WORD = re.compile(r"\w+")
_BREAK = re.compile(r"[.!?…;:,\n()«»\"]+|\s[-–—]\s")
_NEGATION = frozenset({"pas", "plus", "jamais", "aucun", "aucune", "sans", "ni"})
# A clause longer than this is read through overlapping windows: speech and SMS have no punctuation.
_WINDOW, _STEP, _SHORT = 12, 6, 3
_MOST_CLAUSES = 60
_PIECES, _SOUNDS = (2, 5), (3, 5)
_RARE = 3


@dataclass(frozen=True)
class Part:
    """A message or one of its clauses, with the features that the rules of danger give it."""

    text: str
    signs: tuple[str, ...] = ()


def words(part: Part) -> list[str]:
    """Features of whole words: words and pairs, what follows a negation, concepts, signs, the length and marks."""
    folded = plain(part.text)
    found = _WORD.findall(folded)
    grams = found + [f"{a} {b}" for a, b in pairwise(found)]
    for index, word in enumerate(found):
        if word in _NEGATION:
            grams += [f"!{after}" for after in found[index + 1 : index + 4]]
    return [*grams, *concepts(folded), *part.signs, *_marks(part.text, len(found))]


def pieces(part: Part) -> str:
    """The text whose pieces of words are features."""
    return plain(part.text)


def sounds(part: Part) -> list[str]:
    """Features of sound: words and pairs as they sound, and stretches of sound across words, however they are cut."""
    heard = [sound(word) for word in _WORD.findall(plain(part.text))]
    stream = "".join(heard)
    stretches = [stream[at : at + size] for size in range(_SOUNDS[0], _SOUNDS[1] + 1) for at in range(len(stream) - size + 1)]
    return [*(f"~{one}" for one in heard), *(f"~{a} {b}" for a, b in pairwise(heard)), *stretches]


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


@dataclass(frozen=True)
class Views:
    """Ways of looking at rows: the columns of words, of pieces and of sounds stand one after the other."""

    words: int
    pieces: int
    sounds: int

    @property
    def written(self) -> np.ndarray:
        """The columns of words and spelling."""
        return np.arange(self.words + self.pieces)

    @property
    def spoken(self) -> np.ndarray:
        """The columns of words and sound."""
        first = self.words + self.pieces
        return np.concatenate([np.arange(self.words), np.arange(first, first + self.sounds)])


class _Counted:
    """One part of a row: features counted, rare where they are rare, of length 1. scikit-learn learns it, its own reading is too slow."""

    def __init__(self, **wanted: Any) -> None:
        self._learner = TfidfVectorizer(sublinear_tf=True, norm=None, dtype=np.float32, **wanted)

    def fit(self, parts: list[Part]) -> None:
        """Learn the features of these parts, and how rare each is."""
        self._learner.fit(parts)
        self._learner.stop_words_ = None

    def __len__(self) -> int:
        return len(self._learner.vocabulary_)

    def reader(self) -> Callable[[Part], tuple[np.ndarray, np.ndarray]]:
        """A reader of parts: places of features, and their weights."""
        analyze, places, rarity = self._learner.build_analyzer(), self._learner.vocabulary_, self._learner.idf_.astype(np.float32)

        def read(part: Part) -> tuple[np.ndarray, np.ndarray]:
            counts: dict[int, int] = {}
            for gram in analyze(part):
                place = places.get(gram)
                if place is not None:
                    counts[place] = counts.get(place, 0) + 1
            found = np.fromiter(counts, dtype=np.int32, count=len(counts))
            weights = (1 + np.log(np.fromiter(counts.values(), dtype=np.float32, count=len(counts)))) * rarity[found]
            return found, weights / max(float(np.sqrt(weights @ weights)), 1e-9)

        return read


class FrenchVectors:
    """TF-IDF rows of words, of pieces of words and of sounds; the three parts of a row weigh the same."""

    def __init__(self) -> None:
        """Make the parts, not fitted yet."""
        self._thirds = (
            _Counted(analyzer=words),
            _Counted(preprocessor=pieces, analyzer="char_wb", ngram_range=_PIECES, min_df=_RARE),
            _Counted(analyzer=sounds, min_df=_RARE + 1),
        )

    def fit(self, parts: list[Part]) -> FrenchVectors:
        """Learn the vocabulary of these messages."""
        for third in self._thirds:
            third.fit(parts)
        return self

    @cached_property
    def _readers(self) -> list[tuple[int, Callable[[Part], tuple[np.ndarray, np.ndarray]]]]:
        """The readers of the thirds, each with the place of its first column."""
        starts = accumulate((len(third) for third in self._thirds), initial=0)
        return [(start, third.reader()) for start, third in zip(starts, self._thirds, strict=False)]

    def __getstate__(self) -> dict[str, Any]:
        # The readers are made again on first use: functions do not travel.
        return {"_thirds": self._thirds}

    def rows(self, parts: list[Part]) -> scipy.sparse.csr_matrix:
        """One row a part, each third of length 1 (0 for a part without known features)."""
        places, weights, ends = [], [], [0]
        for part in parts:
            size = 0
            for start, read in self._readers:
                found, weight = read(part)
                places.append(found + np.int32(start))
                weights.append(weight)
                size += len(found)
            ends.append(ends[-1] + size)
        shape = (len(parts), sum(len(third) for third in self._thirds))
        return scipy.sparse.csr_matrix((np.concatenate(weights), np.concatenate(places), np.array(ends, dtype=np.int32)), shape=shape)

    @property
    def views(self) -> Views:
        """How many columns each part has."""
        return Views(*(len(third) for third in self._thirds))
