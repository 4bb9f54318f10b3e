"""Taking the next event to post, and what becomes of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.outbox import TextStatus, due, pause_after, put_off, still_held
from intake.storage import HandoffRow, OutboxRow, SubscriberRow
from intake.subscribers.noticing import KIND

# A weekend's outage on the other side loses nothing.
_PATIENCE = timedelta(days=4)


@dataclass(frozen=True, slots=True)
class DueEvent:
    """An event that this worker, and no other, has to post now; `attempt` counts from 1."""

    id: str
    attempt: int
    subscriber_id: str
    event: str
    url: str = field(repr=False)
    secret: str = field(repr=False)
    body: bytes = field(repr=False)


def has_due_event(session: Session, now: datetime) -> bool:
    """True when there may be something to take: a look that locks nothing."""
    return session.scalar(select(OutboxRow.id).where(*due(now, KIND)).limit(1)) is not None


def due_event(session: Session, now: datetime, *, lease: timedelta) -> DueEvent | None:
    """Take the oldest event that is due; no other worker is given it until `lease` has passed.

    What concerns a closed address or an erased hand-off is cancelled instead.
    """
    query = select(OutboxRow).where(*due(now, KIND)).order_by(OutboxRow.due_at, OutboxRow.id).limit(20)
    for row in session.scalars(query.with_for_update(skip_locked=True)).all():
        told = row.payload
        subscriber = session.get(SubscriberRow, told["subscriber"])
        if subscriber is None or subscriber.disabled_at is not None or session.get(HandoffRow, told["handoff_id"]) is None:
            row.status, row.payload = TextStatus.CANCELLED.value, {}
            continue
        row.status, row.due_at, row.attempts = TextStatus.SENDING.value, now + lease, row.attempts + 1
        session.flush()
        body = {"id": row.id, "event": told["event"], "handoff_id": told["handoff_id"], "reference": told["reference"], "at": told["at"]}
        return DueEvent(row.id, row.attempts, subscriber.id, told["event"], subscriber.url, subscriber.secret, json.dumps(body).encode())
    session.flush()
    return None


def event_sent(session: Session, event: DueEvent, now: datetime) -> None:
    """The subscriber took it."""
    row = still_held(session, event)
    subscriber = session.get(SubscriberRow, event.subscriber_id)
    if subscriber is not None:
        subscriber.last_sent_at, subscriber.failures = now, 0
    if row is not None:
        row.status, row.payload, row.sent_at, row.error = TextStatus.SENT.value, {}, now, None
    session.flush()


def event_failed(
    session: Session, event: DueEvent, *, now: datetime, random: Random, why: str, retry_after: float | None = None
) -> TextStatus | None:
    """It was not taken: tried again later, given up after four days. `why`: a status or a word (20 signs), never an answer's text."""
    row = still_held(session, event)
    subscriber = session.get(SubscriberRow, event.subscriber_id)
    if subscriber is not None:
        subscriber.last_failed_at, subscriber.failures = now, (subscriber.failures or 0) + 1
    if row is None:
        return None
    due_at = now + pause_after(event.attempt, random, retry_after)
    return put_off(session, row, due_at, give_up=due_at > row.created_at + _PATIENCE, why=why)
