"""The machine's proposal with its reasons, criterion by criterion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from desk.views.words import axis_label
from intake.convention import Convention, row_sentence
from intake.labels import capital, label_of
from intake.requests import HandoffView
from lexicon.codes import Outcome

_VALUES = {"true": "oui", "false": "non", "unknown": "inconnu"}


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: its name, oui, non or inconnu, and why."""

    name: str
    value: str
    because: str
    words: str


@dataclass(frozen=True, slots=True)
class RuleTrace:
    """One rule as a sentence: oui when it applies, non when it is ruled out, inconnu while that is open; with its criteria."""

    sentence: str
    value: str
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rules propose, why, and where else the person could go."""

    outcome: str
    axis: str
    version: int
    convention: str
    rules: tuple[RuleTrace, ...]
    doors: tuple[tuple[str, str], ...]


def proposal_of(view: HandoffView) -> Proposal:
    """The proposal of a hand-off, in words."""
    convention, found = view.convention, view.row.proposal
    eligibility = found["eligibility"]
    return Proposal(
        outcome=capital(label_of(Outcome, eligibility["outcome"])),
        axis=axis_label(convention, eligibility["axis"]),
        version=eligibility["ruleset_version"],
        convention=convention.label,
        rules=_rules(convention, eligibility["trace"]),
        doors=tuple((door["organisation"], door["why"]) for door in found["orientation"]),
    )


def _rules(convention: Convention, trace: Iterable[Mapping[str, Any]]) -> tuple[RuleTrace, ...]:
    sentences = _sentences(convention)
    rules = []
    for rule, told in groupby(trace, key=lambda criterion: criterion["rule"]):
        criteria = tuple(_criterion(one) for one in told)
        # Every criterion that tells a rule has the value of the whole rule.
        rules.append(RuleTrace(sentences.get(rule, rule), criteria[0].value, criteria))
    return tuple(rules)


def _sentences(convention: Convention) -> dict[str, str]:
    rows = {row.id: row_sentence(convention, row) for row in convention.orientation.rows}
    for table in convention.axis_tables:
        rows |= {row.id: row_sentence(convention, row, table.axis) for row in table.rows}
    return rows


def _criterion(found: Mapping[str, Any]) -> Criterion:
    return Criterion(capital(found["criterion"]), _VALUES[found["value"]], found["because"], found["words"] or "")
