"""The desk's queue: urgent first, then the oldest due, so what is overdue leads; outcome and completeness never order it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, literal, select, text, tuple_
from sqlalchemy.orm import Session

from intake.privacy import Actor, Indexer, words_of
from intake.requests.audit import note_reads
from intake.requests.places import read_place, write_place
from intake.requests.reference import is_reference
from intake.storage import OPEN_STATUS, OVER, CallRow, ConversationRow, HandoffRow, MessageRow, SearchTokenRow, UtcDateTime
from lexicon.codes import HandoffStatus

MOST = 100
# In the words of the indexes on open hand-offs: said otherwise, SQLite would not use them.
OPEN_ONES = tuple(status.value for status in HandoffStatus if status.value not in OVER)
OPEN = text(f"handoffs.{OPEN_STATUS}")


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
    antenna: str | None
    created_at: datetime
    due_at: datetime
    assigned_to: str | None
    first_contact_at: datetime | None
    warned_at: datetime | None
    headline: str


# The columns of a line, in its order; the summary, from which the headline comes, is long and comes beside them.
_COLUMNS = {field.name: getattr(HandoffRow, field.name) for field in fields(QueueLine) if field.name != "headline"}


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
    after = None if cursor is None else read_place(cursor)
    asked = [condition for name, condition in conditions(wanted, _COLUMNS) if name != "urgent"] + list(found_by(wanted, indexer))
    rows: list[Row[Any]] = []
    # The urgent ones, then the others: each part is one walk along an index, from where the last page ended.
    for urgent in (True, False):
        if (after and after[0] < urgent) or len(rows) > size or (wanted.urgent is not None and wanted.urgent is not urgent):
            continue
        query = select(*_COLUMNS.values(), HandoffRow.summary).where(HandoffRow.urgent == literal(urgent), *asked)
        if wanted.open_only or wanted.undecided:
            query = query.where(OPEN)
            if not wanted.q:
                # SQLite alone would walk the index of all that were ever filed, until it has looked at its tables.
                query = query.with_hint(HandoffRow, "INDEXED BY ix_handoffs_open_ones", "sqlite")
        if after and after[0] is urgent:
            place = tuple_(literal(after[1], UtcDateTime()), literal(after[2]))
            query = query.where(tuple_(HandoffRow.due_at, HandoffRow.id) > place)
        rows += session.execute(query.order_by(HandoffRow.due_at, HandoffRow.id).limit(size + 1 - len(rows)))
    lines = tuple(_line(row) for row in rows[:size])
    note_reads(session, actor, "list", [line.request_id for line in lines], now)
    return Page(lines, write_place(lines[-1].urgent, lines[-1].due_at, lines[-1].id) if len(rows) > size else None)


def _line(row: Row[Any]) -> QueueLine:
    values: list[Any]
    *values, summary = row
    known: dict[str, Any] = dict(zip(_COLUMNS, values, strict=True))
    return QueueLine(**known, headline=summary["headline"])


def conditions(wanted: QueueFilter, columns: Mapping[str, Any]) -> Iterator[tuple[str, ColumnElement[bool]]]:
    """What the filter asks of a hand-off's columns, each with the name of what it looks at; the search is apart (`found_by`)."""
    if wanted.undecided:
        yield "status", columns["status"] != HandoffStatus.ACCEPTED.value
    for name in ("status", "axis", "outcome", "antenna", "channel"):
        if (value := getattr(wanted, name)) is not None:
            yield name, columns[name] == value
    for name in ("urgent", "complete"):
        if (value := getattr(wanted, name)) is not None:
            yield name, columns[name] == literal(value)
    if wanted.unassigned:
        yield "assigned_to", columns["assigned_to"].is_(None)
    if wanted.assigned_to is not None:
        yield "assigned_to", columns["assigned_to"].in_(wanted.assigned_to)


def found_by(wanted: QueueFilter, indexer: Indexer) -> Iterator[ColumnElement[bool]]:
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
