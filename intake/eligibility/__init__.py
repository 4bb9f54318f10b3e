"""Eligibility: three-valued rules over a draft. They propose; a human decides."""

from intake.eligibility.evaluation import Evaluation
from intake.eligibility.next_doors import Proposal
from intake.eligibility.possible import compiled
from intake.eligibility.soundness import contradictions, unreachable_rows
from intake.eligibility.tables import Criterion
from intake.eligibility.verdict import (
    AxisCertainty,
    AxisSummary,
    Verdict,
    applies,
    assess,
    fields_to_ask,
    is_complete,
    mandatory_fields,
    verdict_of,
)

__all__ = [
    "AxisCertainty",
    "AxisSummary",
    "Criterion",
    "Evaluation",
    "Proposal",
    "Verdict",
    "applies",
    "assess",
    "compiled",
    "contradictions",
    "fields_to_ask",
    "is_complete",
    "mandatory_fields",
    "unreachable_rows",
    "verdict_of",
]
