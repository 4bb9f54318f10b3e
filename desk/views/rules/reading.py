"""A convention to read: its tables, questions, sentences and times in French, code by code nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from intake.amending import ORIENTATION
from intake.convention import WHEN, Convention, Row, case_sentence, row_sentence


@dataclass(frozen=True, slots=True)
class RowShown:
    """One row as a sentence."""

    id: str
    sentence: str
    motive: str
    reference: str
    examples: int


@dataclass(frozen=True, slots=True)
class TableShown:
    """One table: the orientation, whose order counts, or that of an axis."""

    code: str
    title: str
    ordered: bool
    rows: tuple[RowShown, ...]


@dataclass(frozen=True, slots=True)
class VersionScreen:
    """A whole convention."""

    tables: tuple[TableShown, ...]
    fields: tuple[tuple[str, str], ...]
    topics: tuple[str, ...]
    examples: tuple[str, ...]


def tables_of(convention: Convention) -> tuple[TableShown, ...]:
    """The orientation, then each axis."""
    labels = {axis.code: axis.label for axis in convention.axes}
    orientation = TableShown(ORIENTATION, "Orientation", True, tuple(_row(convention, row, None) for row in convention.orientation.rows))
    axes = (
        TableShown(table.axis, f"Axe : {labels[table.axis]}", False, tuple(_row(convention, row, table.axis) for row in table.rows))
        for table in convention.axis_tables
    )
    return (orientation, *axes)


def version_screen(convention: Convention) -> VersionScreen:
    """Everything of a convention that people read."""
    return VersionScreen(
        tables_of(convention),
        tuple((field.label, WHEN[field.when]) for field in convention.fields),
        tuple(topic.label for topic in convention.topics),
        tuple(f"{case_sentence(convention, example.case)} → {example.outcome.label}" for example in convention.examples),
    )


def _row(convention: Convention, row: Row, axis: str | None) -> RowShown:
    examples = sum(example.row == row.id for example in convention.examples)
    return RowShown(row.id, row_sentence(convention, row, axis), row.motive, row.reference, examples)
