"""When a file closes, or was oriented a while ago, its working notes are erased, unless kept on purpose."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import and_, delete, or_, select
from sqlalchemy.orm import Session

from intake.storage import HandoffRow, NoteDraftRow, WorkingNoteRow
from lexicon.codes import HandoffStatus

# The person may come back from the other door, "non, pas de réponse": until then her social worker keeps what she thought.
ORIENTED_FOR: Final = timedelta(days=30)


def erase_notes_at_closing(session: Session, request_id: str) -> int:
    """Erase the notes of a file that closes, all drafts and every note without a reason to keep it; gives how many notes."""
    session.execute(delete(NoteDraftRow).where(NoteDraftRow.request_id == request_id))
    doomed = select(WorkingNoteRow).where(WorkingNoteRow.request_id == request_id)
    # Decrypted here and not compared in the database: an encrypted column only tells empty from filled.
    rows = [row for row in session.scalars(doomed) if not row.kept_reason]
    for row in rows:
        session.delete(row)
    session.flush()
    return len(rows)


def sweep_closed(session: Session, closed_before: datetime, most: int = 200) -> int:
    """Erase what is left on files closed and untouched since `closed_before`: closing can no longer be undone.

    Those that were oriented wait for 30 days more. Gives how many files were swept, `most` at a time: what closes a file need
    not know of notes.
    """
    over = or_(
        and_(HandoffRow.status == HandoffStatus.CLOSED.value, HandoffRow.updated_at <= closed_before),
        and_(HandoffRow.status == HandoffStatus.REDIRECTED.value, HandoffRow.updated_at <= closed_before - ORIENTED_FOR),
    )
    closed = select(HandoffRow.request_id).where(over)
    notes = select(WorkingNoteRow.request_id).where(WorkingNoteRow.kept_reason.is_(None), WorkingNoteRow.request_id.in_(closed))
    drafts = select(NoteDraftRow.request_id).where(NoteDraftRow.request_id.in_(closed))
    left = session.scalars(notes.union(drafts).limit(most)).all()
    for request_id in left:
        erase_notes_at_closing(session, request_id)
    return len(left)
