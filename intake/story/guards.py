"""What takes a statement back: a hypothesis, a question, a negation, the past."""

from __future__ import annotations

import re
from datetime import date

from intake.reading import with_digits
from intake.story.clauses import Clause
from intake.story.words import HYPOTHESIS, LONG_AGO, NEGATION, PAST, RESUMED

# How far before the words a negation still bears on them.
_REACH = 24
_CLOSE = 12
# How far after the words « il y a dix ans » still bears on them.
_FAR = 45
_QUESTION = re.compile(
    r"\W*(?:et |mais )?(?:est ce|puis je|peut (?:on|il|elle)|peuvent ils|ont ils|a t il|a t on|qu est ce|comment|suis je|ai je|dois je)\b"
)
# « Quand je suis en arrêt » says nothing of now.
_WHENEVER = ("quand", "lorsque", "lorsqu", "qd")
_AFTER = re.compile(r"\b(?:apres|avant|suite a) $")
_REFLEXIVE = re.compile(r"\b(?:me|m|s|se|t) $")


def guarded(guards: str, plain: str, clause: Clause, span: tuple[int, int], today: date, said: frozenset[str]) -> bool:
    """True when the words around a statement take it back; the negations in `said` are its own."""
    start, end = span
    before = plain[clause.start : start]
    if "h" in guards and (clause.mark in _WHENEVER or HYPOTHESIS.search(before)):
        return True
    if ("h" in guards or "q" in guards) and _asked(plain, clause):
        return True
    if "p" in guards and PAST.search(before + plain[start:end]):
        return True
    if "l" in guards and _long_ago(plain, clause, span, today):
        return True
    if "r" in guards and RESUMED.search(plain) is not None:
        return True
    if "a" in guards and _AFTER.search(before) is not None:
        return True
    if "x" in guards and NEGATION.search(before[-_CLOSE:]) is not None:
        return True
    return "n" in guards and (
        NEGATION.search(before[-_REACH:]) is not None or any(word not in said for word in NEGATION.findall(plain, start, end))
    )


def reflexive(plain: str, start: int) -> bool:
    """True when the verb that begins here is something done to oneself."""
    return _REFLEXIVE.search(plain[max(0, start - 4) : start]) is not None


def _asked(plain: str, clause: Clause) -> bool:
    """True for a clause that is itself the question."""
    said = plain[clause.start : clause.end].rstrip()
    return said.endswith("?") or _QUESTION.match(said) is not None


def _long_ago(plain: str, clause: Clause, span: tuple[int, int], today: date) -> bool:
    said = plain[clause.start : min(clause.end, span[1] + _FAR)]
    told = LONG_AGO.search(with_digits(said) if "mille" in said else said)
    if told is None:
        return False
    return told["year"] is None or int(told["year"]) <= today.year - 2
