"""The desk's queue: urgent first, then the oldest due; outcome and completeness never order it."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from intake.privacy import Actor, Indexer, words_of
from intake.requests.audit import note_access
from intake.requests.reference import is_reference
from intake.storage import CallRow, ConversationRow, HandoffRow, MessageRow, SearchTokenRow
from lexicon.codes import HandoffStatus

CLOSED = (HandoffStatus.CLOSED.value, HandoffStatus.REDIRECTED.value)
MOST = 100


class BadCursorError(ValueError):
    """The cursor was not given by this program."""


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What to show; None means any."""

    status: str | None = None
    axis: str | None = None
    outcome: str | None = None
    urgent: bool | None = None
    antenna: str | None = None
    conversation_id: str | None = None
    call_sid: str | None = None
    message_sid: str | None = None
    q: str | None = None
    open_only: bool = False


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One line of the queue."""

    id: str
    request_id: str
    reference: str
    channel: str
    status: str
    complete: bool
    urgent: bool
    axis: str
    outcome: str
    headline: str
    antenna: str | None
    created_at: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Page:
    """Lines of the queue and the cursor of the next page, None on the last."""

    lines: tuple[QueueLine, ...]
    next_cursor: str | None


def list_handoffs(
    session: Session,
    actor: Actor,
    wanted: QueueFilter,
    *,
    now: datetime,
    indexer: Indexer,
    cursor: str | None = None,
    limit: int = 50,
) -> Page:
    """One page of the queue; every file whose headline is shown leaves a read trace."""
    query = _where(select(HandoffRow), wanted, indexer)
    if cursor is not None:
        urgent, due, last = _read_cursor(cursor)
        later = or_(HandoffRow.due_at > due, and_(HandoffRow.due_at == due, HandoffRow.id > last))
        rest = and_(HandoffRow.urgent.is_(urgent), later)
        query = query.where(or_(HandoffRow.urgent.is_(False), rest) if urgent else rest)
    size = max(1, min(limit, MOST))
    query = query.order_by(HandoffRow.urgent.desc(), HandoffRow.due_at, HandoffRow.id).limit(size + 1)
    rows = list(session.scalars(query))
    lines = tuple(_line(row) for row in rows[:size])
    for line in lines:
        note_access(session, actor, "list", line.request_id, now)
    return Page(lines, _cursor(rows[size - 1]) if len(rows) > size else None)


def counts(session: Session) -> dict[str, int]:
    """How many hand-offs wait, how many are urgent."""
    waiting = HandoffRow.status.not_in(CLOSED)
    total = session.scalar(select(func.count()).select_from(HandoffRow).where(waiting)) or 0
    urgent = session.scalar(select(func.count()).select_from(HandoffRow).where(waiting, HandoffRow.urgent)) or 0
    return {"waiting": total, "urgent": urgent}


def _where(query: Select[HandoffRow], wanted: QueueFilter, indexer: Indexer) -> Select[HandoffRow]:
    if wanted.open_only:
        query = query.where(HandoffRow.status.not_in(CLOSED))
    for column, value in (
        (HandoffRow.status, wanted.status),
        (HandoffRow.axis, wanted.axis),
        (HandoffRow.outcome, wanted.outcome),
        (HandoffRow.antenna, wanted.antenna),
    ):
        if value is not None:
            query = query.where(column == value)
    if wanted.urgent is not None:
        query = query.where(HandoffRow.urgent.is_(wanted.urgent))
    for requests in _requests_of(wanted):
        query = query.where(HandoffRow.request_id.in_(requests))
    for group in _search_tokens(wanted.q or "", indexer):
        query = query.where(HandoffRow.request_id.in_(select(SearchTokenRow.request_id).where(SearchTokenRow.token.in_(group))))
    return query


def _requests_of(wanted: QueueFilter) -> Iterator[Select[str]]:
    """The requests of a conversation, of a call and of a message, each when it is asked for."""
    requests = select(ConversationRow.request_id)
    if wanted.conversation_id is not None:
        yield requests.where(ConversationRow.id == wanted.conversation_id)
    if wanted.call_sid is not None:
        yield requests.join(CallRow, CallRow.conversation_id == ConversationRow.id).where(CallRow.sid == wanted.call_sid)
    if wanted.message_sid is not None:
        messages = requests.join(MessageRow, MessageRow.conversation_id == ConversationRow.id)
        yield messages.where(MessageRow.client_id == wanted.message_sid)


def _search_tokens(text: str, indexer: Indexer) -> list[list[str]]:
    """Groups of tokens: a file must have one token of each group."""
    if not text.strip():
        return []
    digits = "".join(filter(str.isdigit, text))
    if is_reference(digits):
        return [[indexer.token("reference", digits)]]
    if len(digits) == 10 and digits.startswith("0"):
        return [[indexer.token("phone", "+33" + digits[1:])]]
    if "@" in text:
        return [[indexer.token("email", text.strip().casefold())]]
    words = sorted(words_of(text))
    return [[indexer.token("name", word), indexer.token("word", word)] for word in words] or [[indexer.token("word", "")]]


def _line(row: HandoffRow) -> QueueLine:
    return QueueLine(
        id=row.id,
        request_id=row.request_id,
        reference=row.reference,
        channel=row.channel,
        status=row.status,
        complete=row.complete,
        urgent=row.urgent,
        axis=row.axis,
        outcome=row.outcome,
        headline=row.summary["headline"],
        antenna=row.antenna,
        created_at=row.created_at,
        due_at=row.due_at,
    )


def _cursor(row: HandoffRow) -> str:
    raw = json.dumps([row.urgent, row.due_at.isoformat(), row.id])
    return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")


def _read_cursor(cursor: str) -> tuple[bool, datetime, str]:
    try:
        raw: Any = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        urgent, due, last = raw
        moment = datetime.fromisoformat(due)
        if not isinstance(urgent, bool) or not isinstance(last, str) or moment.tzinfo is None:
            raise ValueError
    except (ValueError, TypeError, binascii.Error):
        raise BadCursorError("ce curseur de page n’est pas valable : reprenez depuis la première page") from None
    return urgent, moment, last
