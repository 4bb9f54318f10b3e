"""Noticing what changed, and putting it in the outbox once per subscriber and change."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from intake.outbox import TextStatus
from intake.storage import HandoffRow, OutboxRow, SubscriberRow, ToldRow

KIND = "webhook"
# A change is dated when its transaction begins and seen when that ends: looked at again for longer than any lasts.
_OVERLAP = timedelta(minutes=2)
_AT_ONCE = 200


def notice_changes(session: Session, now: datetime) -> int:
    """Put every new change in the outbox; gives how many, so that a full round is followed by another.

    A hand-off that changed several times since the last round is told once: what is told is that it changed.
    """
    found = 0
    open_ones = select(SubscriberRow).where(SubscriberRow.disabled_at.is_(None)).order_by(SubscriberRow.id)
    for subscriber in session.scalars(open_ones.with_for_update(skip_locked=True)).all():
        found += _notice(session, subscriber, now)
    session.flush()
    return found


def _notice(session: Session, subscriber: SubscriberRow, now: datetime) -> int:
    told = and_(ToldRow.handoff_id == HandoffRow.id, ToldRow.subscriber_id == subscriber.id)
    changed = (
        select(HandoffRow.id, HandoffRow.reference, HandoffRow.created_at, HandoffRow.updated_at, ToldRow)
        .join(ToldRow, told, isouter=True)
        .where(
            HandoffRow.updated_at >= max(subscriber.looked_until - _OVERLAP, subscriber.created_at),
            or_(ToldRow.updated_at.is_(None), ToldRow.updated_at < HandoffRow.updated_at),
        )
        .order_by(HandoffRow.updated_at, HandoffRow.id)
        .limit(_AT_ONCE)
    )
    rows = session.execute(changed).all()
    for handoff_id, reference, created_at, updated_at, before in rows:
        event = "handoff.created" if before is None and created_at >= subscriber.created_at else "handoff.updated"
        session.add(_event(subscriber.id, event, handoff_id, reference, updated_at, now))
        if before is None:
            session.add(ToldRow(subscriber_id=subscriber.id, handoff_id=handoff_id, updated_at=updated_at))
        else:
            before.updated_at = updated_at
    if len(rows) < _AT_ONCE:
        subscriber.looked_until = now
    return len(rows)


def _event(subscriber_id: str, event: str, handoff_id: str, reference: str, at: datetime, now: datetime) -> OutboxRow:
    payload = {"subscriber": subscriber_id, "event": event, "handoff_id": handoff_id, "reference": reference, "at": at.isoformat()}
    return OutboxRow(
        key=f"{KIND}:{subscriber_id}:{handoff_id}:{int(at.timestamp() * 1_000_000)}",
        kind=KIND,
        payload=payload,
        status=TextStatus.WAITING.value,
        attempts=0,
        due_at=now,
        created_at=now,
    )
