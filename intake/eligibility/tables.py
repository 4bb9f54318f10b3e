"""The tables read row by row in Kleene logic, with the cells that hold a row back: the explanation of a verdict."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from intake.convention import Convention, Row, cell_sentence
from intake.draft import Draft
from intake.eligibility.because import because
from intake.eligibility.facts import NOT_APPLICABLE, UNKNOWN, Fact, Facts

Truth = Literal["true", "false", "unknown"]


class Criterion(BaseModel):
    """One condition of one row, with why it is true, false or unknown.

    A row is told by the conditions that make it what it is: all of them when it holds, the false ones when it does not,
    the unknown ones otherwise. So `value` is also the value of the row.
    """

    model_config = ConfigDict(frozen=True)

    rule: str
    criterion: str
    value: Truth
    because: str
    words: str | None = None


def cell_value(fact: Fact, matches: bool) -> Truth:
    """A cell over a fact; `matches` is its test of that fact."""
    if fact is UNKNOWN:
        return "unknown"
    return "true" if matches and fact is not NOT_APPLICABLE else "false"


def row_cells(facts: Facts, row: Row) -> dict[str, Truth]:
    """The value of each cell of a row, by fact."""
    return {code: cell_value(facts[code], cell.matches(facts[code])) for code, cell in facts.convention.in_order(row)}


def all_of(values: dict[str, Truth]) -> Truth:
    """Kleene's "and"."""
    found = set(values.values())
    return "false" if "false" in found else "unknown" if "unknown" in found else "true"


def row_value(facts: Facts, row: Row) -> Truth:
    """Whether a row holds; unknown as soon as one cell is unknown and none is false."""
    return all_of(row_cells(facts, row))


def trace(convention: Convention, draft: Draft, facts: Facts | None = None) -> tuple[Criterion, ...]:
    """Every row of every table, told by the conditions that make it true, false or unknown."""
    known = facts or Facts(convention, draft)
    reasons: dict[str, tuple[str, str | None]] = {}
    told: list[Criterion] = []
    rows: list[Row] = [*convention.orientation.rows, *(row for table in convention.axis_tables for row in table.rows)]
    for row in rows:
        cells = row_cells(known, row)
        whole = all_of(cells)
        for code, value in cells.items():
            if value != whole:
                continue
            if code not in reasons:
                reasons[code] = because(known, code)
            sentence, words = reasons[code]
            criterion = cell_sentence(convention, code, row.conditions[code])
            told.append(Criterion(rule=row.id, criterion=criterion, value=whole, because=sentence, words=words))
    return tuple(told)
