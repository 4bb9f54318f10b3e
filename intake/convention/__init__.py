"""The convention: axes, fields, topics, rules, next doors, times and sentences, published together as one value."""

from intake.convention.cases import Case, Example, case_sentence
from intake.convention.departements import DEPARTEMENTS, covers, departement_of, postal_code_in
from intake.convention.differences import WHEN, Difference, Part, differences
from intake.convention.discretion import indiscreet_parts, indiscretions
from intake.convention.dmn import to_dmn
from intake.convention.errors import ConventionError
from intake.convention.facts import ALL_TOPICS, DANGER, DERIVED, NO_TOPIC, TOPIC_PREFIX, DerivedFact, FactKind, topic_fact
from intake.convention.fields import Assumed, FieldDefinition, FieldKind, FieldValue, OnlyIf, When
from intake.convention.loading import MAX_BYTES, load_convention, read_convention, sample_convention
from intake.convention.model import (
    SENTENCE_VARIANTS,
    Axis,
    Convention,
    DangerNumber,
    Deadline,
    Door,
    NextDoors,
    RegionalService,
    Targets,
    Times,
    TopicDefinition,
)
from intake.convention.rules import (
    AxisRow,
    AxisTable,
    Bounds,
    Cell,
    InCell,
    IsCell,
    OrientationRow,
    OrientationTable,
    Proposes,
    RangeCell,
    Row,
)
from intake.convention.schema import convention_schema
from intake.convention.wording import cell_sentence, fact_label, row_sentence

__all__ = [
    "ALL_TOPICS",
    "DANGER",
    "DEPARTEMENTS",
    "DERIVED",
    "MAX_BYTES",
    "NO_TOPIC",
    "SENTENCE_VARIANTS",
    "TOPIC_PREFIX",
    "WHEN",
    "Assumed",
    "Axis",
    "AxisRow",
    "AxisTable",
    "Bounds",
    "Case",
    "Cell",
    "Convention",
    "ConventionError",
    "DangerNumber",
    "Deadline",
    "DerivedFact",
    "Difference",
    "Door",
    "Example",
    "FactKind",
    "FieldDefinition",
    "FieldKind",
    "FieldValue",
    "InCell",
    "IsCell",
    "NextDoors",
    "OnlyIf",
    "OrientationRow",
    "OrientationTable",
    "Part",
    "Proposes",
    "RangeCell",
    "RegionalService",
    "Row",
    "Targets",
    "Times",
    "TopicDefinition",
    "When",
    "case_sentence",
    "cell_sentence",
    "convention_schema",
    "covers",
    "departement_of",
    "differences",
    "fact_label",
    "indiscreet_parts",
    "indiscretions",
    "load_convention",
    "postal_code_in",
    "read_convention",
    "row_sentence",
    "sample_convention",
    "to_dmn",
    "topic_fact",
]
