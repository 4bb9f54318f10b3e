"""Danger and distress heard in any message: every declared rule is tried, the most immediate threat to life wins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lexicon.codes import DangerKind
from lexicon.danger import child, distress, foreign, medical, shelter, suicide, violence
from lexicon.danger.pattern import Rule
from lexicon.danger.unsure import UNSURE
from lexicon.danger.words import Words, read_words

__all__ = ["DANGER_RULES", "DISTRESS_RULES", "DangerFound", "find_all_dangers", "find_danger", "find_distress", "find_sure_danger"]

DANGER_RULES: tuple[Rule, ...] = (*suicide.RULES, *medical.RULES, *violence.RULES, *child.RULES, *shelter.RULES, *foreign.RULES)
DISTRESS_RULES: tuple[Rule, ...] = distress.RULES

_IN_PROGRESS = 3
_ORDER = (DangerKind.SUICIDE, DangerKind.MEDICAL, DangerKind.ENFANT, DangerKind.VIOLENCE, DangerKind.SANS_ABRI)


def _checked(rules: tuple[Rule, ...]) -> None:
    codes = [rule.code for rule in rules]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise ValueError(f"rule declared twice: {twice}")


_checked((*DANGER_RULES, *DISTRESS_RULES))
if UNSURE - {rule.code for rule in DANGER_RULES}:
    raise ValueError(f"unsure rules that do not exist: {sorted(UNSURE - {rule.code for rule in DANGER_RULES})}")


@dataclass(frozen=True)
class DangerFound:
    """A danger heard: start and end are characters of the original text; `rule` says which declared sign was met."""

    kind: DangerKind
    confidence: float
    start: int
    end: int
    rule: str = ""
    urgency: int = 2

    @property
    def sure(self) -> bool:
        """True when the sign stands by itself, whatever a model thinks of the words around it."""
        return self.rule not in UNSURE

    @property
    def now(self) -> bool:
        """True when it is happening at this very moment."""
        return self.urgency >= _IN_PROGRESS


def _by_word(rules: tuple[Rule, ...]) -> Mapping[str, tuple[int, ...]]:
    table: dict[str, list[int]] = {}
    for place, rule in enumerate(rules):
        for word in rule.template.rarest:
            table.setdefault(word, []).append(place)
    return {word: tuple(places) for word, places in table.items()}


_WORDS_OF_DANGER = _by_word(DANGER_RULES)


def _hits(words: Words) -> Iterator[DangerFound]:
    # Most rules share no word with a message: only the others are tried.
    tried = {place for word in words.index & _WORDS_OF_DANGER.keys() for place in _WORDS_OF_DANGER[word]}
    for place in sorted(tried):
        rule = DANGER_RULES[place]
        first = next(rule.hits(words), None)
        if first is not None and rule.kind is not None:
            yield DangerFound(rule.kind, rule.confidence, *words.original(*first), rule.code, rule.urgency)


def _rank(found: DangerFound) -> tuple[int, float, int]:
    return (-found.urgency, -found.confidence, _ORDER.index(found.kind))


def find_all_dangers(text: str) -> tuple[DangerFound, ...]:
    """Every sign of danger of a message, the most immediate first; one place for each rule."""
    return tuple(sorted(_hits(read_words(text)), key=_rank))


def find_danger(text: str) -> DangerFound | None:
    """The most immediate danger of a message, or None. Total on any text; the same text always gives the same answer.

    Unsure signs count: this is for where no model weighs the words around them.
    """
    found = find_all_dangers(text)
    return found[0] if found else None


def find_sure_danger(text: str) -> DangerFound | None:
    """The most immediate danger among the signs that stand by themselves, or None."""
    return next((found for found in find_all_dangers(text) if found.sure), None)


def find_distress(text: str) -> tuple[int, int] | None:
    """The first span (original characters) where the person sounds worn out or low; says nothing about danger."""
    words = read_words(text)
    spans = [span for rule in DISTRESS_RULES for span in [next(rule.hits(words), None)] if span is not None]
    return words.original(*min(spans)) if spans else None
