"""What every thing that leaves has in common: due at a time, taken by one worker for a while, put off or given up when it fails."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, defer

from intake.outbox.codes import OPEN, TextStatus
from intake.storage import OutboxRow


class Taken(Protocol):
    """What a worker took: the row, and which try it is."""

    @property
    def id(self) -> str:
        """The row's."""

    @property
    def attempt(self) -> int:
        """Counts from 1."""


def due(now: datetime, *kinds: str) -> tuple[ColumnElement[bool], ...]:
    """What of these kinds is to be sent now; of what is being sent, the due time is the end of its lease."""
    return (OutboxRow.status.in_(OPEN), OutboxRow.due_at <= now, OutboxRow.kind.in_(kinds))


def still_held(session: Session, taken: Taken) -> OutboxRow | None:
    """The row, held to the end of the transaction; None when its lease ran out and another worker has it, or it is gone."""
    # Its content may be unreadable, and is not needed here.
    query = select(OutboxRow).where(OutboxRow.id == taken.id).options(defer(OutboxRow.payload)).with_for_update()
    row = session.scalar(query.execution_options(populate_existing=True))
    mine = row is not None and row.status == TextStatus.SENDING.value and row.attempts == taken.attempt
    return row if mine else None


def put_off(session: Session, row: OutboxRow, due_at: datetime, *, give_up: bool, why: str | None) -> TextStatus:
    """It did not leave: tried again at `due_at`, or given up and its content forgotten; gives what it became. `why`: 20 signs."""
    row.error = None if why is None else why[:20]
    if give_up:
        row.status, row.payload = TextStatus.GIVEN_UP.value, {}
    else:
        row.status, row.due_at = TextStatus.WAITING.value, due_at
    session.flush()
    return TextStatus(row.status)
