"""How sure it is that two requests come from one person."""

from __future__ import annotations

from lexicon.codes import Code


class Strength(Code):
    """How sure it is; a human looks in every case."""

    PROBABLE = "probable", "très probablement la même personne"
    POSSIBLE = "possible", "peut-être la même personne"
