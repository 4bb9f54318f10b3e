"""An account ready to be read: its plain words, clauses and people, and the statements found in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from intake.reading import Wording
from intake.story.clauses import Clauses
from intake.story.guards import guarded, reflexive
from intake.story.patterns import Pattern, Saying
from intake.story.people import NOBODY, SELF, THIRD, WE, People
from intake.story.phrases import Phrase, owner_of
from intake.story.plainer import Plainer

_OWN = re.compile(r"\b(?:je|j|moi|me|m|mon|ma|mes)\b")
# Occurrences of one phrase that are looked at.
_MANY = 6


class Account:
    """The plain words of an account, its clauses and its people."""

    def __init__(self, words: Wording, today: date) -> None:
        self.words = words
        self.today = today
        self._plainer = Plainer(words)
        self.plain = self._plainer.text
        self.pieces = Clauses(self.plain)
        self.people = People(self.plain, self.pieces)

    def said(self, span: tuple[int, int]) -> str:
        """The person's own words at this place."""
        return self._plainer.said(*span)

    def has(self, phrase: Phrase) -> bool:
        """True when the account may hold this phrase."""
        return not phrase.needs or any(word in self.plain for word in phrase.needs)

    def bearer(self, match: re.Match[str], *, work: bool = False) -> str:
        """Whose fact these words tell."""
        owner, place = owner_of(match) or ("", match.start())
        if owner in ("own", "our"):
            return SELF if owner == "own" else WE
        if owner == "him":
            return self.people.object(place, self.plain[place : place + 2])
        if owner == "his":
            return self.people.third(place) if work else self.people.subject_of_third(place)
        who = self.people.subject(place)
        if not work or who not in (NOBODY, THIRD):
            return who
        # « Mon patron », or « il » of a contract: about whoever the account is about.
        return self.people.employed_by(place) if who == NOBODY else ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact told somewhere in the account, and whose it is; `outspoken` when its clause says « je » or « mon »."""

    saying: Saying
    span: tuple[int, int]
    bearer: str
    outspoken: bool


def statements(account: Account, patterns: tuple[Pattern, ...]) -> list[Statement]:
    """Every statement of an account, in its order, the weak ones last."""
    found: list[Statement] = []
    for pattern in patterns:
        if not account.has(pattern.phrase) or not _needed(account, pattern):
            continue
        for count, match in enumerate(pattern.phrase.words.finditer(account.plain)):
            if count >= _MANY:
                break
            clause = account.pieces.at(match.start())
            span = (match.start(), match.end() - 1)
            if guarded(pattern.saying.guards, account.plain, clause, span, account.today, pattern.negations):
                continue
            if not pattern.reflexive and reflexive(account.plain, match.start()):
                continue
            outspoken = _OWN.search(account.plain, clause.start, match.end()) is not None
            found.append(Statement(pattern.saying, span, account.bearer(match, work=pattern.saying.work), outspoken))
    return sorted(found, key=lambda one: (one.saying.weak, one.span[0]))


def _needed(account: Account, pattern: Pattern) -> bool:
    return all(account.has(one) and one.words.search(account.plain) is not None for one in pattern.needs)
