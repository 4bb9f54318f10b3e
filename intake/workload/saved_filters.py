"""The filters of the queue that a member of staff keeps under a name of hers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.storage import SavedFilterRow
from intake.workload.colleagues import WorkloadError

MOST_SAVED = 20
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A kept filter; `query` is the query of the queue's address, without what was searched for. `opens`: the queue opens with it."""

    id: str
    name: str
    query: str
    opens: bool = False


def saved_filters(session: Session, staff_id: str) -> tuple[SavedFilter, ...]:
    """What she keeps, in order of the names."""
    rows = session.scalars(select(SavedFilterRow).where(SavedFilterRow.staff_id == staff_id))
    return tuple(sorted((SavedFilter(row.id, row.name, row.query, row.opens) for row in rows), key=lambda kept: kept.name.casefold()))


def save_filter(session: Session, staff_id: str, name: str, query: str, now: datetime) -> None:
    """Keep a filter; the same name replaces what it stood for. Raises WorkloadError without a name, or when she keeps too many."""
    name = " ".join(name.split())[:LONGEST_NAME]
    if not name:
        raise WorkloadError("il faut un nom pour garder ces filtres")
    rows = list(session.scalars(select(SavedFilterRow).where(SavedFilterRow.staff_id == staff_id)))
    same = next((row for row in rows if row.name.casefold() == name.casefold()), None)
    if same is not None:
        same.name, same.query, same.at = name, query, now
    elif len(rows) >= MOST_SAVED:
        raise WorkloadError(f"vous gardez déjà {MOST_SAVED} filtres : effacez-en un")
    else:
        session.add(SavedFilterRow(staff_id=staff_id, name=name, query=query, at=now))
    session.flush()


def open_with(session: Session, staff_id: str, filter_id: str | None) -> bool:
    """From now on the queue opens with that filter of hers, or with none; False when she keeps none with that id."""
    rows = list(session.scalars(select(SavedFilterRow).where(SavedFilterRow.staff_id == staff_id)))
    if filter_id is not None and filter_id not in {row.id for row in rows}:
        return False
    for row in rows:
        row.opens = row.id == filter_id
    session.flush()
    return True


def opening_query(session: Session, staff_id: str) -> str | None:
    """The query with which her queue opens; None for the usual queue."""
    row = session.scalar(select(SavedFilterRow).where(SavedFilterRow.staff_id == staff_id, SavedFilterRow.opens))
    return None if row is None else row.query


def forget_filter(session: Session, staff_id: str, filter_id: str) -> bool:
    """Forget a filter of hers; False when she keeps none with that id."""
    row = session.scalar(select(SavedFilterRow).where(SavedFilterRow.id == filter_id, SavedFilterRow.staff_id == staff_id))
    if row is None:
        return False
    session.delete(row)
    session.flush()
    return True
