"""Reading what she writes back."""

from __future__ import annotations

import re

from intake.reading import read_yes_or_no
from lexicon import plain

# Longer is a story: a human reads it.
_LONGEST = 80
_NOTHING = re.compile(r"\b(?:pas|aucun|aucune|sans|jamais|rien)\b.*\b(?:reponses?|nouvelles?|retours?|recue?s?|appele?e?|rappele?e?)\b")


def read_follow_up(text: str) -> bool | None:
    """True when the service named to her has answered, False when it has not, None for anything that is not plainly one of the two."""
    if len(text) > _LONGEST:
        return None
    said = read_yes_or_no(text)
    return False if said is not True and _NOTHING.search(plain(text)) else said
