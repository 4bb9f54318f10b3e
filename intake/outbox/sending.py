"""Taking what is due, and what becomes of it: sent, tried again later, or given up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import ColumnElement, and_, case, or_, select, tuple_
from sqlalchemy.orm import Session, aliased, defer

from intake.outbox.codes import CODE_OPTED_OUT, KINDS, OPEN, TextKind, TextStatus
from intake.outbox.leasing import due, put_off, still_held
from intake.outbox.stopping import opt_out, opted_out
from intake.privacy import UnreadableError
from intake.storage import OutboxRow

# Pauses after the first, second… failed try; the last one repeats.
_PAUSES = tuple(timedelta(seconds=seconds) for seconds in (5, 20, 60, 300, 900, 3600))
# Each pause is made up to a quarter shorter or longer, so that what failed together does not come back together.
_JITTER = 0.25
_LONGEST_PAUSE = timedelta(hours=1)
_PATIENCE = {TextKind.ORDINARY: timedelta(hours=12), TextKind.SAFETY: timedelta(hours=12), TextKind.REMINDER: timedelta(hours=1)}
# A text that still fails after this gives way to a newer one of its conversation: it would only confuse.
_GIVES_WAY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class DueText:
    """A text that this worker, and no other, has to send now; `attempt` counts from 1."""

    id: str
    attempt: int
    safety: bool
    to: str = field(repr=False)
    sender: str
    body: str = field(repr=False)


def has_due(session: Session, now: datetime) -> bool:
    """True when there may be something to take: a look that locks nothing."""
    return session.scalar(select(OutboxRow.id).where(*due(now, *KINDS)).limit(1)) is not None


def due_texts(session: Session, now: datetime, *, limit: int, lease: timedelta) -> list[DueText]:
    """Take texts to send, dangers first, then oldest first; no other worker is given them until `lease` has passed.

    A text waits until the earlier ones of its conversation are sent or given up, except that a danger waits for nothing.
    """
    query = (
        select(OutboxRow)
        .where(*due(now, *KINDS), or_(OutboxRow.kind == TextKind.SAFETY.value, ~_earlier_waits()))
        .order_by(case((OutboxRow.kind == TextKind.SAFETY.value, 0), else_=1), OutboxRow.created_at, OutboxRow.id)
        .limit(limit)
        .options(defer(OutboxRow.payload))
        .with_for_update(skip_locked=True, of=OutboxRow)
        .execution_options(populate_existing=True)
    )
    taken = []
    for row in session.scalars(query).all():
        safety = row.kind == TextKind.SAFETY.value
        if not safety and row.recipient and opted_out(session, row.recipient):
            # It was being put here while the person wrote STOP.
            row.status, row.payload = TextStatus.CANCELLED.value, {}
            continue
        try:
            payload = row.payload
        except UnreadableError:
            row.status, row.error, row.payload = TextStatus.GIVEN_UP.value, "unreadable", {}
            continue
        row.status, row.due_at, row.attempts = TextStatus.SENDING.value, now + lease, row.attempts + 1
        taken.append(DueText(row.id, row.attempts, safety, payload["to"], payload["sender"], payload["body"]))
    session.flush()
    return taken


def _earlier_waits() -> ColumnElement[bool]:
    earlier = aliased(OutboxRow)
    before = tuple_(earlier.created_at, earlier.id) < tuple_(OutboxRow.created_at, OutboxRow.id)
    same = (earlier.conversation_id == OutboxRow.conversation_id, earlier.kind.in_(KINDS))
    return select(earlier.id).where(*same, earlier.status.in_(OPEN), before).exists()


def sent(session: Session, text_id: str, external_id: str, now: datetime) -> None:
    """The carrier took it, under the name `external_id`; nothing of what it said is kept."""
    row = _held(session, text_id)
    if row is None:
        return
    row.status, row.payload = TextStatus.SENT.value, {}
    row.external_id, row.sent_at = row.external_id or external_id, row.sent_at or now
    if row.delivery is None:
        row.error = None
    session.flush()


def failed(
    session: Session,
    text: DueText,
    *,
    now: datetime,
    random: Random,
    retry_after: float | None = None,
    error_code: str | None = None,
    for_good: bool = False,
) -> TextStatus | None:
    """The text did not leave: it is tried again later, or given up when that is no use; gives what it became.

    `retry_after`: seconds that the carrier asks to wait. `for_good`: it would be refused again. The code 21610 also opts
    the number out. None when the text is no longer this worker's: cancelled, sent after all, or taken over by another.
    """
    row = still_held(session, text)
    if row is None:
        return None
    due_at = now + pause_after(text.attempt, random, retry_after)
    give_up = for_good or error_code == CODE_OPTED_OUT or due_at > row.created_at + _PATIENCE[TextKind(row.kind)]
    became = put_off(session, row, due_at, give_up=give_up, why=error_code)
    if error_code == CODE_OPTED_OUT and row.recipient:
        opt_out(session, row.recipient, now)
    return became


def pause_after(attempt: int, random: Random, retry_after: float | None = None) -> timedelta:
    """How long to wait after the `attempt`-th try failed: longer each time, never less than the carrier asks, an hour at most."""
    pause = _PAUSES[min(attempt, len(_PAUSES)) - 1] * random.uniform(1 - _JITTER, 1 + _JITTER)
    return max(pause, min(timedelta(seconds=max(retry_after or 0.0, 0.0)), _LONGEST_PAUSE))


def _held(session: Session, text_id: str) -> OutboxRow | None:
    query = select(OutboxRow).where(OutboxRow.id == text_id).options(defer(OutboxRow.payload)).with_for_update()
    return session.scalar(query.execution_options(populate_existing=True))


def give_up_stale(session: Session, now: datetime) -> int:
    """Give up what is too old to be of use, even when nothing can be sent at all; gives how many texts that were."""
    too_old = or_(*(and_(OutboxRow.kind == kind.value, OutboxRow.created_at <= now - patience) for kind, patience in _PATIENCE.items()))
    newer = aliased(OutboxRow)
    after = tuple_(newer.created_at, newer.id) > tuple_(OutboxRow.created_at, OutboxRow.id)
    newer_waits = select(newer.id).where(
        newer.conversation_id == OutboxRow.conversation_id, newer.kind.in_(KINDS), newer.status == TextStatus.WAITING.value, after
    )
    in_the_way = and_(
        OutboxRow.kind != TextKind.SAFETY.value,
        OutboxRow.attempts > 0,
        OutboxRow.created_at <= now - _GIVES_WAY,
        newer_waits.exists(),
    )
    # What a worker holds is left to it until its lease has run out.
    idle = or_(OutboxRow.status == TextStatus.WAITING.value, and_(OutboxRow.status == TextStatus.SENDING.value, OutboxRow.due_at <= now))
    query = select(OutboxRow).where(idle, OutboxRow.kind.in_(KINDS), or_(too_old, in_the_way)).options(defer(OutboxRow.payload))
    rows = session.scalars(query.with_for_update(skip_locked=True, of=OutboxRow)).all()
    for row in rows:
        row.status, row.payload = TextStatus.GIVEN_UP.value, {}
    session.flush()
    return len(rows)
