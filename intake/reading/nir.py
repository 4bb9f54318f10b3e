"""Social-security numbers with their key."""

from __future__ import annotations

import re

from stdnum.fr import nir

from intake.reading.figures import PAIR_WORDS, readings, runs
from intake.reading.model import NOTHING, Read

_LENGTH = Read(error="Ce numéro a treize chiffres et une clé de deux chiffres : pouvez-vous les lire sur votre carte ?")
_WRONG = Read(
    error="La clé de ce numéro ne correspond pas : pouvez-vous relire les treize chiffres et les deux de la clé sur votre carte ?"
)
_REST = r"cents?\b(?P<rest>(?: (?!zero|cents?\b|cle)(?:et|[a-z]+)){0,4})"
_HUNDREDS = re.compile(rf"\b(?:(?P<n>deux|trois|quatre|cinq|six|sept|huit|neuf) )?{_REST}")
# A unit that ends a number over sixty is not that of the hundreds.
_ONE_HUNDRED = re.compile(rf"\b(?:(?<!dix )(?<!vingt )(?<!soixante )(?P<n>deux|trois|quatre|cinq|six|sept|huit|neuf) )?{_REST}")
_CORSICA = re.compile(r"\b2 ?([ab])\b(?! \d{4,})")


def read_nir(plain: str) -> Read:
    """The fifteen characters of a social-security number, or what is wrong with it, from plain words."""
    words = re.sub(r"\bcle\b|\bnumero\b", ",", plain)
    found = [figures for hundreds in _with_hundreds(words) for figures in _figures(hundreds)]
    whole = dict.fromkeys(f for f in found if len(f) == 15)
    valid = [f for f in whole if nir.is_valid(f)]
    if len(valid) == 1:
        return Read(value=valid[0])
    if whole:
        return _WRONG
    return _LENGTH if any(len(f) >= 7 for f in found) else NOTHING


def _figures(words: str) -> list[str]:
    corsica = _CORSICA.search(words)
    if corsica is None:
        return [reading for run in runs(words) for reading in readings(run, in_pairs=False)]
    words = words[: corsica.start()] + f"20{1 if corsica[1] == 'a' else 2}77" + words[corsica.end() :]
    found = [reading for run in runs(words) for reading in readings(run, in_pairs=False)]
    return [f[:5] + f"2{corsica[1].upper()}" + f[10:] for f in found if f[5:8] in ("201", "202")]


def _with_hundreds(words: str) -> list[str]:
    """The words with their hundreds as three figures; "quatre-vingt-dix-neuf cent trente" can be 99 130 or 90 930, the key decides."""
    return list(dict.fromkeys(pattern.sub(_three_figures, words) for pattern in (_HUNDREDS, _ONE_HUNDRED)))


def _three_figures(match: re.Match[str]) -> str:
    """Hundreds in words as three figures, with as many of the words after it as make one number under a hundred."""
    hundreds = PAIR_WORDS[match["n"]] if match["n"] else 1
    words = match["rest"].split()
    for size in range(min(4, len(words)), 0, -1):
        value = PAIR_WORDS.get(" ".join(words[:size]))
        if value is not None:
            return " ".join([f"{hundreds}{value:02d}", *words[size:]])
    return " ".join([f"{hundreds}00", *words])
