"""Which words of a name are the first name and which the last, and how they are written."""

from __future__ import annotations

import re

from intake.reading.model import Read
from intake.reading.word_lists import listed
from lexicon.text import plain as folded

PARTICLES = listed("particles.txt")
# Always written small.
_LOWER_PARTICLES = frozenset(("de", "du", "des", "d", "van", "von", "der", "den", "y"))
# Surnames as well as first names, when another first name stands beside them; and those that are surnames even alone.
_ALSO_SURNAMES = listed("also_surnames.txt")
# Given names that some families bear.
_MAYBE_SURNAMES = _ALSO_SURNAMES | listed("maybe_surnames.txt")
_SURNAMES = frozenset(
    ("martin", "bernard", "thomas", "robert", "richard", "simon", "michel", "bertrand", "gautier", "vidal", "lambert", "colas", "germain")
)
_COMPOUND_HEADS = frozenset(("jean", "marie", "anne"))


def is_given(word: str) -> bool:
    """True for a usual first name, compound ones included."""
    return all(part in listed("first_names.txt") for part in folded(word).split("-"))


def single(word: str, titled: bool) -> Read:
    """One word alone: a usual first name, or a last name."""
    if is_given(word) and folded(word) not in _SURNAMES and not titled:
        return name_of([word], [])
    return name_of([], [word])


def ordered(words: list[str], titled: bool = False) -> Read:
    """Which words are the first name: by capitals, by usual first names, else the first word."""
    if len(words) == 1:
        return single(words[0], titled)
    known = [is_given(w) for w in words]
    if len(words) == 2 and folded(words[0]) in PARTICLES and not known[0]:
        return name_of([], words)
    if titled and folded(words[0]) in PARTICLES and (len(words) == 2 or not any(known)):
        return name_of([], words)
    shouted = [w.isupper() and len(w) > 1 for w in words]
    if any(shouted) and not all(shouted):
        lasts = [w for w, s in zip(words, shouted, strict=True) if s or folded(w) in PARTICLES]
        firsts = [w for w, s in zip(words, shouted, strict=True) if not s and folded(w) not in PARTICLES]
        if firsts:
            return name_of(firsts, lasts)
    particle = next((i for i, w in enumerate(words) if folded(w.split("'")[0]) in PARTICLES and not known[i]), None)
    if particle:
        return name_of(words[:particle], words[particle:])
    leading = next((i for i, k in enumerate(known) if not k), len(words))
    if leading == 0:
        return _last_first(words, known, particle)
    # Two given names stand as said, "Gérard Thibault", unless only the first is ever a surname: "martin jeanne", in the order of forms.
    if leading == len(words) == 2 and folded(words[0]) in _MAYBE_SURNAMES and folded(words[1]) not in _MAYBE_SURNAMES:
        return name_of(words[1:], words[:1])
    compound = leading > 1 and folded(words[0]) in _COMPOUND_HEADS and len(words) > 2
    # "José Manuel Fernandes": two given names before an unknown word.
    double = leading == 2 and len(words) == 3 and folded(words[1]) not in _ALSO_SURNAMES
    return name_of(words[:2], words[2:]) if compound or double else name_of(words[:1], words[1:])


def _last_first(words: list[str], known: list[bool], particle: int | None) -> Read:
    trailing = next((i for i, k in enumerate(reversed(known)) if not k), len(words))
    if folded(words[0]) in PARTICLES:
        # "Aït Ahmed Nora": a particle holds the word after it.
        trailing = min(trailing, len(words) - 2)
    if trailing:
        return name_of(words[-trailing:], words[:-trailing])
    if particle is None:
        return name_of(words[:1], words[1:])
    body = next((i for i, w in enumerate(words) if folded(w) not in PARTICLES), len(words) - 1)
    return name_of(words[body + 1 :], words[: body + 1])


def name_of(first: list[str], last: list[str]) -> Read:
    """The canonical name, written as names are."""
    given = " ".join(first)
    if len(first) == 2 and folded(first[0]) in _COMPOUND_HEADS and folded(first[1]) in listed("first_names.txt"):
        given = "-".join(first)
    return Read(value={"first": _cased(given) or None, "last": _cased(" ".join(last)) or None})


def _cased(name: str) -> str:
    return " ".join(_cased_word(w) for w in name.split())


def _cased_word(word: str) -> str:
    plain = folded(word)
    if plain in _LOWER_PARTICLES:
        return word.lower()
    if not word.islower() and not word.isupper():
        return word
    pieces = re.split(r"(['-])", word.lower())
    small = len(pieces) > 2 and pieces[0] == "d" and pieces[1] == "'"
    return "".join(p if i == 0 and small else p[:1].upper() + p[1:] for i, p in enumerate(pieces))
