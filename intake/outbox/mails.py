"""E-mails to people outside the service: written once in the caller's transaction, sent once by the worker.

One that waits is taken back by `withdraw_text`, as a text is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Final

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from intake.outbox.codes import Enqueued, TextStatus
from intake.outbox.leasing import due, put_off, still_held
from intake.outbox.sending import pause_after
from intake.privacy import UnreadableError
from intake.storage import OutboxRow, rehearsal_of

KIND: Final = "mail"


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """What goes with an e-mail about an appointment; `method` as its content says (RFC 5546)."""

    method: str
    content: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DueMail:
    """An e-mail that this worker, and no other, has to send now; `attempt` counts from 1."""

    id: str
    attempt: int
    to: str = field(repr=False)
    subject: str
    text: str = field(repr=False)
    calendar: CalendarFile | None = field(repr=False, default=None)


def enqueue_mail(
    session: Session,
    *,
    key: str,
    to: str,
    subject: str,
    text: str,
    now: datetime,
    useful_until: datetime,
    not_before: datetime | None = None,
    conversation_id: str | None = None,
    calendar: CalendarFile | None = None,
) -> Enqueued:
    """Put an e-mail in the outbox; the same `key` (120 signs at most) again changes nothing. Past `useful_until` it is given up.

    It leaves at `not_before`, and is erased with the conversation that it is about.
    """
    if rehearsal_of(session) is not None:
        # What a rehearsal would send is not even written.
        return Enqueued.QUEUED
    if session.scalar(select(OutboxRow.id).where(OutboxRow.key == key)) is not None:
        return Enqueued.DUPLICATE
    leaves = now if not_before is None else max(now, not_before)
    row = OutboxRow(
        key=key,
        kind=KIND,
        payload={
            "to": to,
            "subject": subject,
            "text": text,
            "until": useful_until.isoformat(),
            "calendar": calendar and [calendar.method, calendar.content],
        },
        status=TextStatus.WAITING.value,
        attempts=0,
        due_at=leaves,
        created_at=leaves,
        conversation_id=conversation_id,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        # Another process put it there meanwhile.
        return Enqueued.DUPLICATE
    return Enqueued.QUEUED


def has_due_mail(session: Session, now: datetime) -> bool:
    """True when there may be something to take: a look that locks nothing."""
    return session.scalar(select(OutboxRow.id).where(*due(now, KIND)).limit(1)) is not None


def due_mail(session: Session, now: datetime, *, lease: timedelta) -> DueMail | None:
    """Take the oldest e-mail that is due; no other worker is given it until `lease` has passed. What is too old is given up."""
    query = select(OutboxRow).where(*due(now, KIND)).order_by(OutboxRow.due_at, OutboxRow.id).limit(20)
    for row in session.scalars(query.with_for_update(skip_locked=True)).all():
        try:
            mail = row.payload
        except UnreadableError:
            row.status, row.error, row.payload = TextStatus.GIVEN_UP.value, "unreadable", {}
            continue
        if datetime.fromisoformat(mail["until"]) <= now:
            row.status, row.payload = TextStatus.GIVEN_UP.value, {}
            continue
        row.status, row.due_at, row.attempts = TextStatus.SENDING.value, now + lease, row.attempts + 1
        session.flush()
        calendar = mail.get("calendar")
        return DueMail(row.id, row.attempts, mail["to"], mail["subject"], mail["text"], CalendarFile(*calendar) if calendar else None)
    session.flush()
    return None


def mail_sent(session: Session, mail: DueMail, now: datetime) -> None:
    """The server took it; nothing of what it said is kept."""
    row = still_held(session, mail)
    if row is not None:
        row.status, row.payload, row.sent_at, row.error = TextStatus.SENT.value, {}, now, None
        session.flush()


def mail_failed(session: Session, mail: DueMail, *, now: datetime, random: Random, why: str, for_good: bool = False) -> TextStatus | None:
    """It did not leave: tried again later, or given up once it is of no more use; gives what it became.

    `why`: the kind of fault (20 signs). `for_good`: it would be refused again.
    """
    row = still_held(session, mail)
    if row is None:
        return None
    due_at = now + pause_after(mail.attempt, random)
    give_up = for_good or due_at >= datetime.fromisoformat(row.payload["until"])
    return put_off(session, row, due_at, give_up=give_up, why=why)
