"""The examples of a convention against its rules: which fail, and which rows have none."""

from __future__ import annotations

from dataclasses import dataclass

from intake.convention import Convention, Example
from intake.eligibility import Judge
from lexicon.codes import Outcome


@dataclass(frozen=True, slots=True)
class Tried:
    """What came out of an example, and whether it is what was expected; `row_holds` is None where it names no row."""

    example: Example
    outcome: Outcome
    axes: tuple[str, ...]
    row_holds: bool | None

    @property
    def passes(self) -> bool:
        """True when all that it expects came out."""
        same = self.outcome is self.example.outcome and set(self.axes) == set(self.example.axes)
        return same and self.row_holds is not False


def try_examples(convention: Convention) -> tuple[Tried, ...]:
    """Every example of a convention, tried. Raises ConventionError when the tables are too complex."""
    judge = Judge(convention)
    found = []
    for example in convention.examples:
        known = judge.known(example.case)
        judged, holding = judge.judge(known), judge.trace(known)[0]
        holds = None if example.row is None else bool(holding >> judge.row_ids.index(example.row) & 1)
        found.append(Tried(example, Outcome(judged.outcome), judged.axes, holds))
    return tuple(found)


def rows_without_example(convention: Convention) -> tuple[str, ...]:
    """The rows that no example names, in order."""
    named = {example.row for example in convention.examples}
    rows = [row.id for row in convention.orientation.rows]
    rows += [row.id for table in convention.axis_tables for row in table.rows]
    return tuple(row for row in rows if row not in named)
