"""A number that no longer wants texts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from intake.outbox.codes import KINDS, OPEN, TextStatus
from intake.storage import OptOutRow, OutboxRow


def opt_out(session: Session, token: str, now: datetime) -> None:
    """Send nothing more to that number, and cancel what still waits for it; twice is the same as once.

    What a worker is handing to the carrier at this very moment may still leave. `token` is the keyed token of the number.
    """
    if not opted_out(session, token):
        try:
            with session.begin_nested():
                session.add(OptOutRow(token=token, at=now))
        except IntegrityError:
            # Another process was told at the same moment.
            pass
    waiting = (OutboxRow.recipient == token, OutboxRow.kind.in_(KINDS), OutboxRow.status.in_(OPEN))
    cancelled = {"status": TextStatus.CANCELLED.value, "payload": {}}
    session.execute(update(OutboxRow).where(*waiting).values(cancelled), execution_options={"synchronize_session": "fetch"})


def opt_in(session: Session, token: str) -> bool:
    """Texts are welcome again; False when they were all along."""
    gone = session.scalar(delete(OptOutRow).where(OptOutRow.token == token).returning(OptOutRow.token))
    return gone is not None


def opted_out(session: Session, token: str) -> bool:
    """True when that number wants no texts."""
    return session.scalar(select(OptOutRow.token).where(OptOutRow.token == token)) is not None
