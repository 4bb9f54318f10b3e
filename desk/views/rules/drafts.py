"""Where a draft stands: what is wrong, what is left to do, and what this visitor may do with it."""

from __future__ import annotations

from dataclasses import dataclass

from intake.amending import DraftStatus, Obstacle, needs_second, obstacles, unnumbered
from intake.convention import Convention, IsCell, Row, cell_sentence, fact_label
from intake.eligibility import Fault, FaultKind, find_faults
from intake.storage import ConventionDraftRow


@dataclass(frozen=True, slots=True)
class Standing:
    """What there is to do with a draft. `problem`: why it cannot be used at all yet."""

    problem: str
    faults: tuple[Fault, ...]
    # The gaps, each with whether it was accepted.
    gaps: tuple[tuple[Fault, bool], ...]
    obstacles: tuple[Obstacle, ...]
    # Whether another person must sign it, and whether this visitor is one of its writers.
    second: bool
    mine: bool
    may_submit: bool
    may_sign: bool
    may_publish: bool


def standing(base: Convention, convention: Convention, row: ConventionDraftRow, problem: str, visitor: str) -> Standing:
    """Judge a draft for a visitor."""
    mine = visitor in row.writers or visitor == row.submitted_by
    if problem:
        return Standing(problem, (), (), (), True, mine, False, False, False)
    faults = find_faults(convention)
    compared = (row.compared or {}).get("fingerprint") == unnumbered(convention)
    left = obstacles(base, convention, row.acknowledged, convention.fingerprint if compared else None, faults)
    second = needs_second(base, convention)
    status = DraftStatus(row.status)
    return Standing(
        problem,
        tuple(fault for fault in faults if fault.kind is not FaultKind.GAP),
        tuple((fault, fault.mark in row.acknowledged) for fault in faults if fault.kind is FaultKind.GAP),
        left,
        second,
        mine,
        status is DraftStatus.DRAFT and not left,
        status is DraftStatus.SUBMITTED and second and not mine,
        status is DraftStatus.APPROVED or (status is DraftStatus.SUBMITTED and not second),
    )


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as a grid: a label per column, and per row its cells ("" where it does not matter) and what it says."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...], str], ...]


def grids(convention: Convention) -> tuple[Grid, ...]:
    """Every table of a convention."""
    labels = {axis.code: axis.label for axis in convention.axes}
    found = [_grid(convention, "Orientation", [(row, row.proposes.outcome.label) for row in convention.orientation.rows])]
    for table in convention.axis_tables:
        found.append(_grid(convention, f"Axe : {labels[table.axis]}", [(row, "oui" if row.says else "non") for row in table.rows]))
    return tuple(found)


def _grid(convention: Convention, title: str, rows: list[tuple[Row, str]]) -> Grid:
    used = {fact for row, _ in rows for fact in row.conditions}
    columns = [fact for fact in convention.fact_codes if fact in used]
    lines = tuple((row.id, tuple(_cell(convention, row, fact) for fact in columns), says) for row, says in rows)
    return Grid(title, tuple(fact_label(convention, fact) for fact in columns), lines)


def _cell(convention: Convention, row: Row, fact: str) -> str:
    cell = row.conditions.get(fact)
    if cell is None:
        return ""
    if isinstance(cell, IsCell):
        return "oui" if cell.expected else "non"
    return cell_sentence(convention, fact, cell).rpartition(" : ")[2]
