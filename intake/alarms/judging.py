"""A human has seen an alarm, and says whether it was one: the only report made of it is a count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.clock import PARIS
from intake.privacy import Actor
from intake.storage import AlarmCountRow, DangerRow
from intake.trail import note


@dataclass(frozen=True)
class JudgedCounts:
    """Alarms that humans confirmed and lifted in one month (`month` as in 2026-11)."""

    month: str
    confirmed: int
    lifted: int


def note_seen(session: Session, actor: Actor, request_id: str, now: datetime) -> bool:
    """A human has seen the alarms of a request: nobody is called for them any more. False when there were none left."""
    fresh = [row for row in _standing(session, request_id) if row.seen_at is None]
    for row in fresh:
        row.seen_at, row.seen_by = now, actor.id
    if fresh:
        note(session, actor, "alarm_seen", request_id, now)
        session.flush()
    return bool(fresh)


def is_seen(session: Session, request_id: str) -> bool:
    """True when a human has seen every alarm of the request that still stands."""
    query = select(DangerRow.id).where(DangerRow.request_id == request_id, DangerRow.lifted_at.is_(None), DangerRow.seen_at.is_(None))
    return session.scalar(query.limit(1)) is None


def lift_alarm(session: Session, actor: Actor, request_id: str, now: datetime) -> bool:
    """The alarms of a request were false: they are lifted and counted. False when there were none left."""
    return _judge(session, actor, request_id, now, lifted=True)


def confirm_alarm(session: Session, actor: Actor, request_id: str, now: datetime) -> bool:
    """The alarms of a request were true: they are confirmed and counted. False when there were none left to judge."""
    return _judge(session, actor, request_id, now, lifted=False)


def _judge(session: Session, actor: Actor, request_id: str, now: datetime, *, lifted: bool) -> bool:
    rows = [row for row in _standing(session, request_id) if lifted or row.confirmed_at is None]
    counts = _counts_of(session, now)
    for row in rows:
        if row.seen_at is None:
            row.seen_at, row.seen_by = now, actor.id
        if lifted:
            row.lifted_at, row.lifted_by = now, actor.id
            counts.lifted += 1
            # Confirmed by mistake, then lifted: it is counted as what it turned out to be.
            if row.confirmed_at is not None and row.confirmed_at.astimezone(PARIS).strftime("%Y-%m") == counts.month:
                counts.confirmed -= 1
        else:
            row.confirmed_at, row.confirmed_by = now, actor.id
            counts.confirmed += 1
    if rows:
        note(session, actor, "alarm_lifted" if lifted else "alarm_confirmed", request_id, now)
        session.flush()
    return bool(rows)


def _standing(session: Session, request_id: str) -> list[DangerRow]:
    query = select(DangerRow).where(DangerRow.request_id == request_id, DangerRow.lifted_at.is_(None))
    return list(session.scalars(query.with_for_update()))


def _counts_of(session: Session, now: datetime) -> AlarmCountRow:
    month = now.astimezone(PARIS).strftime("%Y-%m")
    row = session.get(AlarmCountRow, month, with_for_update=True)
    if row is None:
        row = AlarmCountRow(month=month, confirmed=0, lifted=0)
        session.add(row)
        session.flush()
    return row


def alarm_counts(session: Session) -> list[JudgedCounts]:
    """True and false alarms by month, the latest first; anonymous."""
    rows = session.scalars(select(AlarmCountRow).order_by(AlarmCountRow.month.desc()))
    return [JudgedCounts(row.month, row.confirmed, row.lifted) for row in rows]
