"""Putting a text in the outbox: once, within the day's limit, and not for who wants none."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from intake.clock import PARIS
from intake.outbox.codes import KINDS, Enqueued, TextKind, TextStatus
from intake.outbox.stopping import opted_out
from intake.storage import OutboxRow, rehearsal_of


def enqueue_text(
    session: Session,
    *,
    key: str,
    to: str,
    sender: str,
    body: str,
    recipient_token: str,
    conversation_id: str | None,
    now: datetime,
    daily_limit: int,
    safety: bool = False,
    reminder: bool = False,
    not_before: datetime | None = None,
) -> Enqueued:
    """Put a text in the outbox, in the caller's transaction; the same `key` (120 signs at most) again changes nothing.

    Nothing is sent to who opted out, nor past `daily_limit` texts in the recipient's day (Europe/Paris). `safety`: the
    answer to a danger just written from that number; it passes both limits and overtakes what waits. `reminder`: worth
    nothing an hour later. `not_before`: it leaves then, and counts as written then; `withdraw_text` takes it back.
    `to` and `sender` are E.164 numbers (or a short code to send from).
    """
    if rehearsal_of(session) is not None:
        # What a rehearsal would send is not even written.
        return Enqueued.QUEUED
    if session.scalar(select(OutboxRow.id).where(OutboxRow.key == key)) is not None:
        return Enqueued.DUPLICATE
    leaves = now if not_before is None else max(now, not_before)
    if not safety:
        if opted_out(session, recipient_token):
            return Enqueued.OPTED_OUT
        if texts_today(session, recipient_token, leaves) >= daily_limit:
            return Enqueued.CAPPED
    kind = TextKind.SAFETY if safety else TextKind.REMINDER if reminder else TextKind.ORDINARY
    row = OutboxRow(
        key=key,
        kind=kind.value,
        payload={"to": to, "sender": sender, "body": body},
        status=TextStatus.WAITING.value,
        attempts=0,
        due_at=leaves,
        created_at=leaves,
        recipient=recipient_token,
        conversation_id=conversation_id,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        if session.scalar(select(OutboxRow.id).where(OutboxRow.key == key)) is None:
            raise
        # Another process put it there meanwhile.
        return Enqueued.DUPLICATE
    return Enqueued.QUEUED


def withdraw_text(session: Session, key: str) -> bool:
    """Take back a text that has not begun to leave, as if it had never been written; False when there is none such."""
    mine = (OutboxRow.key == key, OutboxRow.status == TextStatus.WAITING.value, OutboxRow.attempts == 0)
    return session.scalar(delete(OutboxRow).where(*mine).returning(OutboxRow.id)) is not None


def has_texts(session: Session, conversation_id: str) -> bool:
    """True when a text of that conversation was ever put in the outbox."""
    query = select(OutboxRow.id).where(OutboxRow.conversation_id == conversation_id, OutboxRow.kind.in_(KINDS)).limit(1)
    return session.scalar(query) is not None


def texts_today(session: Session, recipient_token: str, now: datetime) -> int:
    """How many texts were put in the outbox for that number since midnight in Paris, cancelled ones apart."""
    day = now.astimezone(PARIS).date()
    since, until = (datetime.combine(start, time(), PARIS) for start in (day, day + timedelta(days=1)))
    counted = (OutboxRow.recipient == recipient_token, OutboxRow.kind.in_(KINDS), OutboxRow.status != TextStatus.CANCELLED.value)
    query = select(func.count()).select_from(OutboxRow).where(*counted, OutboxRow.created_at >= since, OutboxRow.created_at < until)
    return session.scalar(query) or 0
