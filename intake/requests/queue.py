"""The desk's queue: urgent first, then the oldest due, so what is overdue leads; outcome and completeness never order it."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, select, text, true, tuple_
from sqlalchemy.orm import Session

from intake.privacy import Actor, Indexer, words_of
from intake.requests.audit import note_access
from intake.requests.reference import is_reference
from intake.storage import OPEN_STATUS, OVER, CallRow, ConversationRow, HandoffRow, MessageRow, SearchTokenRow, UtcDateTime
from lexicon.codes import HandoffStatus

MOST = 100
# In the words of the indexes on open hand-offs: said otherwise, SQLite would not use them.
_OPEN_ONES = tuple(status.value for status in HandoffStatus if status.value not in OVER)
_OPEN = text(f"handoffs.{OPEN_STATUS}")


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
    # Still to be decided: open, and not accepted yet.
    undecided: bool = False
    channel: str | None = None
    complete: bool | None = None
    # Assigned to one of these; none of them is nobody's file.
    assigned_to: tuple[str, ...] | None = None
    unassigned: bool = False


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
    assigned_to: str | None = None
    first_contact_at: datetime | None = None
    warned_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many hand-offs have the same value in all that the queue is filtered by."""

    status: str
    urgent: bool
    axis: str
    outcome: str
    antenna: str | None
    channel: str
    assigned_to: str | None
    complete: bool
    count: int


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
    size = max(1, min(limit, MOST))
    after = None if cursor is None else _read_cursor(cursor)
    rows: list[HandoffRow] = []
    # The urgent ones, then the others: each part is one walk along an index, from where the last page ended.
    for urgent in (True, False):
        if (after and after[0] < urgent) or len(rows) > size or (wanted.urgent is not None and wanted.urgent is not urgent):
            continue
        query = _where(select(HandoffRow), wanted, indexer).where(HandoffRow.urgent == literal(urgent))
        if after and after[0] is urgent:
            place = tuple_(literal(after[1], UtcDateTime()), literal(after[2]))
            query = query.where(tuple_(HandoffRow.due_at, HandoffRow.id) > place)
        rows += session.scalars(query.order_by(HandoffRow.due_at, HandoffRow.id).limit(size + 1 - len(rows)))
    lines = tuple(_line(row) for row in rows[:size])
    for line in lines:
        note_access(session, actor, "list", line.request_id, now)
    return Page(lines, _cursor(rows[size - 1]) if len(rows) > size else None)


def counts(session: Session) -> dict[str, int]:
    """How many hand-offs wait, how many are urgent."""
    total = session.scalar(select(func.count()).select_from(HandoffRow).where(_OPEN)) or 0
    urgent = session.scalar(select(func.count()).select_from(HandoffRow).where(_OPEN, HandoffRow.urgent == true())) or 0
    return {"waiting": total, "urgent": urgent}


def tallies(session: Session, wanted: QueueFilter, *, indexer: Indexer) -> list[Tally]:
    """What the queue holds, counted by every value that it is filtered by; only the search and the openness of `wanted` narrow it.

    Reads no personal data, and only an index.
    """
    by = (
        HandoffRow.status,
        HandoffRow.urgent,
        HandoffRow.axis,
        HandoffRow.outcome,
        HandoffRow.antenna,
        HandoffRow.channel,
        HandoffRow.assigned_to,
        HandoffRow.complete,
    )
    query = select(*by, func.count()).where(*_found(wanted, indexer)).group_by(*by)
    # Closed files are many: they are counted only when they are asked for.
    if wanted.open_only or wanted.undecided or wanted.status in _OPEN_ONES:
        query = query.where(HandoffRow.status.in_(_OPEN_ONES))
    return [Tally(*row) for row in session.execute(query)]


def _where(query: Select[HandoffRow], wanted: QueueFilter, indexer: Indexer) -> Select[HandoffRow]:
    if wanted.open_only or wanted.undecided:
        query = query.where(_OPEN)
    if wanted.undecided:
        query = query.where(HandoffRow.status != HandoffStatus.ACCEPTED.value)
    for column, value in (
        (HandoffRow.status, wanted.status),
        (HandoffRow.axis, wanted.axis),
        (HandoffRow.outcome, wanted.outcome),
        (HandoffRow.antenna, wanted.antenna),
        (HandoffRow.channel, wanted.channel),
    ):
        if value is not None:
            query = query.where(column == value)
    if wanted.complete is not None:
        query = query.where(HandoffRow.complete == literal(wanted.complete))
    if wanted.unassigned:
        query = query.where(HandoffRow.assigned_to.is_(None))
    if wanted.assigned_to is not None:
        query = query.where(HandoffRow.assigned_to.in_(wanted.assigned_to))
    return query.where(*_found(wanted, indexer))


def _found(wanted: QueueFilter, indexer: Indexer) -> Iterator[ColumnElement[bool]]:
    """What the search asks of a hand-off."""
    for requests in _requests_of(wanted):
        yield HandoffRow.request_id.in_(requests)
    for group in _search_tokens(wanted.q or "", indexer):
        yield HandoffRow.request_id.in_(select(SearchTokenRow.request_id).where(SearchTokenRow.token.in_(group)))


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
        assigned_to=row.assigned_to,
        first_contact_at=row.first_contact_at,
        warned_at=row.warned_at,
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
