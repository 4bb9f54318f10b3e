"""Eligibility: three-valued rules over a draft. They propose; a human decides."""

from intake.eligibility.cases import case_of, draft_of
from intake.eligibility.evaluation import Evaluation
from intake.eligibility.judging import Judge, Judged
from intake.eligibility.next_doors import Proposal
from intake.eligibility.possible import compiled
from intake.eligibility.soundness import Fault, FaultKind, contradictions, find_faults, unreachable_rows
from intake.eligibility.tables import Criterion
from intake.eligibility.verdict import (
    AxisCertainty,
    AxisSummary,
    Verdict,
    applicable,
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
    "Fault",
    "FaultKind",
    "Judge",
    "Judged",
    "Proposal",
    "Verdict",
    "applicable",
    "applies",
    "assess",
    "case_of",
    "compiled",
    "contradictions",
    "draft_of",
    "fields_to_ask",
    "find_faults",
    "is_complete",
    "mandatory_fields",
    "unreachable_rows",
    "verdict_of",
]
