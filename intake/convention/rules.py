"""Decision tables as data: three closed kinds of cells, rows that say or propose. No expression, no code."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StrictBool, StrictInt, Tag, model_validator

from lexicon.codes import Outcome

# About a century of days either side: wider bounds are a typing slip.
MAX_NUMBER = 40_000
MAX_ROWS = 200
MAX_CELLS = 40

Text = Annotated[str, Field(min_length=1, max_length=600)]
Number = Annotated[StrictInt, Field(ge=-MAX_NUMBER, le=MAX_NUMBER)]
RowId = Annotated[str, Field(pattern=r"^[A-Z][A-Za-z0-9]{0,15}$")]


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)


class IsCell(_Closed):
    """`{"is": true}`: a boolean fact has this value."""

    expected: StrictBool = Field(alias="is")

    def matches(self, value: object) -> bool:
        """True when a known value passes the test."""
        return value is self.expected


class InCell(_Closed):
    """`{"in": ["oui"]}`: a closed field has one of these values."""

    values: Annotated[tuple[Annotated[str, Field(max_length=60)], ...], Field(alias="in", min_length=1, max_length=60)]

    def matches(self, value: object) -> bool:
        """True when a known value passes the test."""
        return value in self.values


class Bounds(_Closed):
    """A range of whole numbers, both ends included; an end left out is open."""

    lo: Number | None = None
    hi: Number | None = None

    @model_validator(mode="after")
    def _not_empty(self) -> Bounds:
        if self.lo is None and self.hi is None:
            raise ValueError("intervalle sans borne")
        if self.lo is not None and self.hi is not None and self.lo > self.hi:
            raise ValueError("intervalle vide : la première borne dépasse la seconde")
        return self


class RangeCell(_Closed):
    """`{"range": {"lo": 90}}`: a number lies in a range."""

    bounds: Bounds = Field(alias="range")

    def matches(self, value: object) -> bool:
        """True when a known value passes the test."""
        if not isinstance(value, int) or isinstance(value, bool):
            return False
        lo, hi = self.bounds.lo, self.bounds.hi
        return (lo is None or value >= lo) and (hi is None or value <= hi)


_CELL_KINDS = {"is": "is", "expected": "is", "in": "in", "values": "in", "range": "range", "bounds": "range"}


def _cell_kind(cell: Any) -> str | None:
    if isinstance(cell, IsCell):
        return "is"
    if isinstance(cell, InCell):
        return "in"
    if isinstance(cell, RangeCell):
        return "range"
    if isinstance(cell, dict) and len(cell) == 1:
        return _CELL_KINDS.get(str(next(iter(cell))))
    return None


Cell = Annotated[
    Annotated[IsCell, Tag("is")] | Annotated[InCell, Tag("in")] | Annotated[RangeCell, Tag("range")],
    Discriminator(_cell_kind),
]


class Row(_Closed):
    """What every row has: its conditions (all must hold), why it is there, where it comes from."""

    id: RowId
    conditions: Annotated[dict[Annotated[str, Field(max_length=60)], Cell], Field(min_length=1, max_length=MAX_CELLS)]
    motive: Text
    reference: Text


class AxisRow(Row):
    """A row of an axis table: says yes or no."""

    says: StrictBool


class Proposes(StrEnum):
    """What an orientation row proposes to the desk."""

    DANGER = "danger"
    OUTSIDE = "outside"
    HUMAN_REVIEW = "human_review"

    @property
    def outcome(self) -> Outcome:
        """The outcome of a request for which this row is the first that holds."""
        return _OUTCOMES[self]


_OUTCOMES = {
    Proposes.DANGER: Outcome.DANGER,
    Proposes.OUTSIDE: Outcome.OUT_OF_SCOPE,
    Proposes.HUMAN_REVIEW: Outcome.NEEDS_HUMAN_REVIEW,
}


class OrientationRow(Row):
    """A row of the orientation table, with the next door that it names."""

    proposes: Proposes
    # Keys of `next_doors`, or the rule that finds them.
    doors: Annotated[tuple[Annotated[str, Field(max_length=60)], ...], Field(max_length=20)] = ()
    doors_by: Literal["topic", "departement"] | None = None
    # Once certain, no axis is possible any more: its questions are not asked.
    ends_axes: StrictBool = False

    @model_validator(mode="after")
    def _coherent(self) -> OrientationRow:
        if self.proposes is Proposes.OUTSIDE and not self.doors and self.doors_by is None:
            raise ValueError("une orientation ailleurs nomme toujours une porte suivante")
        if self.doors and self.doors_by is not None:
            raise ValueError("« doors » et « doors_by » ne vont pas ensemble")
        if self.ends_axes and self.proposes is not Proposes.OUTSIDE:
            raise ValueError("« ends_axes » va avec une orientation ailleurs")
        return self


class OrientationTable(_Closed):
    """Ordered rows: the first that holds decides."""

    rows: Annotated[tuple[OrientationRow, ...], Field(max_length=MAX_ROWS)]


class AxisTable(_Closed):
    """The rows of one axis, in no order: what matches no row, or is contradicted, goes to human review."""

    axis: str
    rows: Annotated[tuple[AxisRow, ...], Field(max_length=MAX_ROWS)]
