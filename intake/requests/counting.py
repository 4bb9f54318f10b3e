"""How many open hand-offs each choice of the queue's filters would show, in one question to the database and from an index alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Integer, String, case, cast, func, literal, select, true, union_all
from sqlalchemy.orm import Session

from intake.privacy import Indexer
from intake.requests.queue import OPEN, OPEN_ONES, QueueFilter, conditions, found_by
from intake.storage import HandoffRow

# What the queue's filters decide, each with what its choices are counted without: asking for a colleague opens other statuses too.
PARTS: Mapping[str, frozenset[str]] = {
    "status": frozenset({"status"}),
    "axis": frozenset({"axis"}),
    "outcome": frozenset({"outcome"}),
    "antenna": frozenset({"antenna"}),
    "channel": frozenset({"channel"}),
    "assigned_to": frozenset({"assigned_to", "status"}),
}
_COLUMNS = (*PARTS, "urgent", "complete")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many hand-offs have one value in a part of the filter; `status` is told beside a colleague only."""

    value: str | None
    status: str | None
    count: int


def counts(session: Session) -> dict[str, int]:
    """How many hand-offs wait, how many are urgent."""
    urgent = func.coalesce(func.sum(case((HandoffRow.urgent == true(), 1), else_=0)), 0)
    total, pressing = session.execute(select(func.count(), urgent).select_from(HandoffRow).where(OPEN)).one()
    return {"waiting": total, "urgent": int(pressing)}


def tallies(session: Session, wanted: QueueFilter, *, indexer: Indexer) -> Mapping[str, tuple[Tally, ...]] | None:
    """By part of the filter (PARTS), how many open hand-offs pass all the others, by value; reads no personal data.

    None when closed files are asked for too: they are many, and how many says nothing about the work to do.
    """
    if not (wanted.open_only or wanted.undecided or wanted.status in OPEN_ONES):
        return None
    columns = {name: getattr(HandoffRow, name) for name in _COLUMNS}
    of_all = [condition for name, condition in conditions(wanted, columns) if name in ("urgent", "complete")]
    base = select(*columns.values()).where(OPEN, *of_all, *found_by(wanted, indexer)).cte("open_ones")
    each = []
    for part, own in PARTS.items():
        value = base.c[part]
        status = base.c.status if part == "assigned_to" else cast(literal(None), String)
        others = [condition for name, condition in conditions(wanted, dict(base.c)) if name not in own]
        each.append(select(literal(part), value, status, cast(func.count(), Integer)).where(*others).group_by(value, status))
    told: dict[str, list[Tally]] = defaultdict(list)
    for part, value, status, count in session.execute(union_all(*each)):
        told[part].append(Tally(value, status, count))
    return {part: tuple(told[part]) for part in PARTS}
