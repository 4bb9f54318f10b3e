"""What is wrong with rules that can each be read: contradictions and rows that never hold, found exactly."""

from __future__ import annotations

from collections.abc import Hashable

from intake.convention import Convention
from intake.eligibility.diagram import Node
from intake.eligibility.possible import IMPOSSIBLE, Compiled, compile_rules


def contradictions(convention: Convention) -> tuple[tuple[str, str], ...]:
    """The pairs of rows of one axis table that can hold together, one saying yes and the other no."""
    compiled = compile_rules(convention)
    return tuple(
        (yes.id, no.id)
        for table in convention.axis_tables
        for yes in table.rows
        if yes.says
        for no in table.rows
        if not no.says and _can_hold(compiled, compiled.diagrams.combine(_both, compiled.rows[yes.id], compiled.rows[no.id]))
    )


def unreachable_rows(convention: Convention) -> tuple[str, ...]:
    """The rows that no input makes hold, and the orientation rows that an earlier one always hides."""
    compiled = compile_rules(convention)
    first = compiled.values(compiled.first_row, [None] * len(compiled.variables))
    hidden = [row.id for row in convention.orientation.rows if row.id not in first]
    rows = [row.id for table in convention.axis_tables for row in table.rows]
    return (*hidden, *(row for row in rows if not _can_hold(compiled, compiled.rows[row])))


def _both(left: Hashable, right: Hashable) -> Hashable:
    return IMPOSSIBLE if left == IMPOSSIBLE else left is True and right is True


def _can_hold(compiled: Compiled, row: Node) -> bool:
    return True in compiled.values(row, [None] * len(compiled.variables))
