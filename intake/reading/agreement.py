"""Yes or no to what was read back."""

from __future__ import annotations

import re

from intake.reading.wording import wording
from intake.reading.yes_no import leading_yes_no, whole_yes_no

_YES_BUT = re.compile(r"\b(?:mais|sauf|par contre|en fait|a part|excepte|non|pas|plutot)\b")


def read_yes_or_no(text: str) -> bool | None:
    """True for an agreement, False for a disagreement, None when the message says neither or « oui, mais… »."""
    plain = wording(text).plain
    whole = whole_yes_no(plain)
    if whole is not None:
        return whole
    led = leading_yes_no(plain)
    if led is None:
        return None
    agreed, rest = led
    return None if agreed and _YES_BUT.search(rest) else agreed
