"""Social-security numbers with their key."""

from __future__ import annotations

import re

from stdnum.fr import nir

from intake.reading.figures import readings, runs
from intake.reading.model import NOTHING, Read

_LENGTH = Read(
    error="Le numéro de sécurité sociale a treize chiffres et une clé de deux chiffres : pouvez-vous les lire sur votre carte Vitale ?"
)
_WRONG = Read(
    error="La clé de ce numéro ne correspond pas : pouvez-vous relire les treize chiffres et les deux de la clé sur votre carte Vitale ?"
)
_CORSICA = re.compile(r"\b2 ?([ab])\b(?! \d{4,})")


def read_nir(plain: str) -> Read:
    """The fifteen characters of a social-security number, or what is wrong with it, from plain words."""
    words = re.sub(r"\bcle\b|\bnumero\b", ",", plain)
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
