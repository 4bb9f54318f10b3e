"""What the rules propose for a draft, and what is still to ask; a human decides."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, field_serializer

from intake.convention import Convention
from intake.draft import Draft
from intake.eligibility.evaluation import Evaluation
from intake.eligibility.facts import Facts
from intake.eligibility.next_doors import Proposal, proposals
from intake.eligibility.tables import Criterion, trace
from lexicon.codes import Outcome

AxisCertainty = Literal["yes", "no", "undetermined"]
AxisSummary = Literal["emploi", "soins", "both", "none", "undetermined"]

# The two axes that programs older than a convention with other axes know.
_EMPLOI, _SOINS = "emploi", "soins"


class Verdict(BaseModel):
    """The proposal of the rules, never a decision. `possible` has one outcome exactly when the verdict is certain."""

    model_config = ConfigDict(frozen=True)

    axes: tuple[str, ...]
    axis: AxisSummary
    outcome: Outcome
    possible: frozenset[Outcome]
    ruleset_version: int
    trace: tuple[Criterion, ...]
    missing: tuple[str, ...]
    orientation: tuple[Proposal, ...]
    axis_certainty: dict[str, AxisCertainty]

    @field_serializer("possible", when_used="json")
    def _in_order(self, possible: frozenset[Outcome]) -> list[str]:
        return sorted(outcome.value for outcome in possible)

    @property
    def certain(self) -> bool:
        """True when every way the unknown facts could turn out gives this outcome."""
        return len(self.possible) == 1


def assess(convention: Convention, draft: Draft) -> Verdict:
    """The verdict on a draft, with its full explanation."""
    return verdict_of(Evaluation(convention, draft))


def verdict_of(evaluation: Evaluation) -> Verdict:
    """The verdict of an evaluation already begun."""
    convention, draft = evaluation.convention, evaluation.draft
    certainty = {axis.code: _certainty(evaluation.axis_says(axis.code)) for axis in convention.axes}
    outcome = evaluation.outcome
    return Verdict(
        axes=tuple(axis for axis, says in certainty.items() if says == "yes"),
        axis=axis_summary(certainty, outcome),
        outcome=outcome,
        possible=evaluation.possible,
        ruleset_version=convention.version,
        trace=trace(convention, draft, evaluation.facts),
        missing=evaluation.missing,
        orientation=proposals(
            convention,
            draft,
            [row.id for row in convention.orientation.rows if evaluation.holds(row.id)],
            evaluation.first_rows,
            outcome is Outcome.OUT_OF_SCOPE,
        ),
        axis_certainty=certainty,
    )


def _certainty(says: frozenset[str]) -> AxisCertainty:
    if says == {"yes"}:
        return "yes"
    return "no" if says == {"no"} else "undetermined"


def axis_summary(certainty: dict[str, AxisCertainty], outcome: Outcome) -> AxisSummary:
    """The single `axis` for programs that know only `emploi` and `soins`."""
    emploi, soins = certainty.get(_EMPLOI) == "yes", certainty.get(_SOINS) == "yes"
    if emploi and soins:
        return "both"
    if emploi:
        return "emploi"
    if soins:
        return "soins"
    none = all(says == "no" for says in certainty.values()) or outcome is Outcome.OUT_OF_SCOPE
    return "none" if none else "undetermined"


def fields_to_ask(convention: Convention, draft: Draft) -> tuple[str, ...]:
    """The codes of the fields still to ask, in the order to ask them; the first is the next question."""
    return Evaluation(convention, draft).to_ask


def mandatory_fields(convention: Convention, draft: Draft) -> tuple[str, ...]:
    """The codes of the fields that apply and must be collected as things stand, answered or not.

    A field that is asked only while it could change the outcome is no longer among them once it is answered.
    """
    return tuple(field.code for field in Evaluation(convention, draft).mandatory)


def applies(convention: Convention, draft: Draft, field: str) -> bool:
    """False when the question of a field certainly does not arise: another answer excludes it, or already counts for it."""
    return _applies(Facts(convention, draft), field)


def applicable(convention: Convention, draft: Draft) -> frozenset[str]:
    """The codes of the fields that apply (`applies`)."""
    facts = Facts(convention, draft)
    return frozenset(field.code for field in convention.fields if _applies(facts, field.code))


def _applies(facts: Facts, field: str) -> bool:
    return facts.applies(field) is not False and not facts.is_assumed(field)


def is_complete(convention: Convention, draft: Draft) -> bool:
    """True when every mandatory field that applies is told, confirmed, refused or unknown (deduced waits for its read-back)."""
    evaluation = Evaluation(convention, draft)
    return all(evaluation.is_done(field) for field in evaluation.mandatory)
