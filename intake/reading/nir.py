"""Social-security numbers with their key."""

from __future__ import annotations

import re

from stdnum.fr import nir

from intake.reading.figures import PAIR_WORDS, readings, runs
from intake.reading.model import NOTHING, Read

_LENGTH = Read(
    error="Le numéro de sécurité sociale a treize chiffres et une clé de deux chiffres : pouvez-vous les lire sur votre carte Vitale ?"
)
_WRONG = Read(
    error="La clé de ce numéro ne correspond pas : pouvez-vous relire les treize chiffres et les deux de la clé sur votre carte Vitale ?"
)
_HUNDREDS = re.compile(
    r"\b(?:(?P<n>deux|trois|quatre|cinq|six|sept|huit|neuf) )?cents?\b(?P<rest>(?: (?!zero|cents?\b|cle)(?:et|[a-z]+)){0,4})"
)
_CORSICA = re.compile(r"\b2 ?([ab])\b(?! \d{4,})")


def read_nir(plain: str) -> Read:
    """The fifteen characters of a social-security number, or what is wrong with it, from plain words."""
    words = _HUNDREDS.sub(_three_figures, re.sub(r"\bcle\b|\bnumero\b", ",", plain))
    corsica = _CORSICA.search(words)
    if corsica is not None:
        words = words[: corsica.start()] + f"20{1 if corsica[1] == 'a' else 2}77" + words[corsica.end() :]
    found = [reading for run in runs(words) for reading in readings(run, in_pairs=False)]
    if corsica is not None:
        found = [f[:5] + f"2{corsica[1].upper()}" + f[10:] for f in found if f[5:8] in ("201", "202")]
    whole = dict.fromkeys(f for f in found if len(f) == 15)
    valid = [f for f in whole if nir.is_valid(f)]
    if len(valid) == 1:
        return Read(value=valid[0])
    if whole:
        return _WRONG
    return _LENGTH if any(len(f) >= 7 for f in found) else NOTHING


def _three_figures(match: re.Match[str]) -> str:
    """Hundreds in words as three figures, with as many of the words after it as make one number under a hundred."""
    hundreds = PAIR_WORDS[match["n"]] if match["n"] else 1
    words = match["rest"].split()
    for size in range(min(4, len(words)), 0, -1):
        value = PAIR_WORDS.get(" ".join(words[:size]))
        if value is not None:
            return " ".join([f"{hundreds}{value:02d}", *words[size:]])
    return " ".join([f"{hundreds}00", *words])
