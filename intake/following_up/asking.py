"""Whose time has come to be asked, and by which way."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.deciding import ToldBy, text_thread
from intake.privacy import ASSISTANT
from intake.requests import hold_request, load_draft
from intake.storage import TellingRow, TextThreadRow
from intake.telephony import Thread
from intake.telling import TellingKind, alive
from intake.trail import note


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One question to ask. `thread`: her conversation by SMS, None where a human calls her."""

    id: str
    request_id: str
    convention_version: int
    thread: Thread | None = field(repr=False)


def due_follow_ups(session: Session, now: datetime, *, limit: int = 20) -> list[FollowUp]:
    """Those whose time has come, the oldest first; their requests are held until the end of the transaction."""
    mine = (TellingRow.kind == TellingKind.FOLLOW_UP.value, TellingRow.by.is_(None), TellingRow.from_at <= now)
    found = []
    for row, _ in session.execute(alive().where(*mine).limit(limit)).all():
        hold_request(session, row.request_id)
        session.refresh(row)
        if row.by is None and row.done_at is None:
            draft = load_draft(session, row.request_id)
            found.append(FollowUp(row.id, row.request_id, draft.convention_version, text_thread(session, draft, row.request_id)))
    return found


def note_asked(session: Session, follow_up: FollowUp, now: datetime, *, by: ToldBy) -> None:
    """It was asked by text, or a human will ask it: it is not looked at again."""
    row = session.get_one(TellingRow, follow_up.id)
    row.by, row.asked_at = by.value, now
    if by is ToldBy.TEXT and follow_up.thread is not None:
        # What she answers belongs to this request, however long she had not written.
        thread = session.scalar(select(TextThreadRow).where(TextThreadRow.token == follow_up.thread.token))
        if thread is not None:
            thread.last_at = now
    note(session, ASSISTANT, "follow_up_asked", follow_up.request_id, now)
    session.flush()
