"""The draft request in the database: saved at every answer, rebuilt for every question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from intake.draft import Answer, DangerHeard, Draft, Said, TopicHeard
from intake.storage import AccountPartRow, AnswerRow, DangerRow, RequestRow, TopicRow
from lexicon.codes import AnswerStatus, Channel, DangerKind, SaidBy


def load_draft(session: Session, request_id: str) -> Draft:
    """The draft as it stands; raises LookupError for an unknown request."""
    request = session.get(RequestRow, request_id)
    if request is None:
        raise LookupError("demande inconnue")
    return _drafts(session, [request])[request_id]


def load_drafts(session: Session, request_ids: Sequence[str]) -> dict[str, Draft]:
    """Several drafts as they stand, by request, in as many questions to the database as for one; unknown requests are left out."""
    return _drafts(session, session.scalars(select(RequestRow).where(RequestRow.id.in_(request_ids))).all())


def _drafts(session: Session, requests: Sequence[RequestRow]) -> dict[str, Draft]:
    ids = [request.id for request in requests]
    account = _of_each(session, AccountPartRow, ids, AccountPartRow.id)
    answers = _of_each(session, AnswerRow, ids, AnswerRow.id)
    topics = _of_each(session, TopicRow, ids, TopicRow.id)
    dangers = _of_each(session, DangerRow, ids, DangerRow.at, DangerRow.lifted_at.is_(None))
    return {
        request.id: Draft(
            request_id=request.id,
            channel=Channel(request.channel),
            reference_date=request.reference_date,
            convention_version=request.convention_version,
            account=tuple(Said(text=row.text, at=row.at, said_by=SaidBy(row.said_by)) for row in account[request.id]),
            answers={row.field: _answer(row) for row in answers[request.id]},
            topics=tuple(TopicHeard(code=row.code, words=row.words) for row in topics[request.id]),
            danger=next((_danger(row) for row in dangers[request.id]), None),
        )
        for request in requests
    }


_Told = TypeVar("_Told", AccountPartRow, AnswerRow, TopicRow, DangerRow)


def _of_each(session: Session, table: type[_Told], ids: Sequence[str], order: Any, *wanted: Any) -> Mapping[str, list[_Told]]:
    found: dict[str, list[_Told]] = defaultdict(list)
    for row in session.scalars(select(table).where(table.request_id.in_(ids), *wanted).order_by(order)):
        found[row.request_id].append(row)
    return found


def _danger(row: DangerRow) -> DangerHeard:
    return DangerHeard(kind=DangerKind(row.kind), words=row.words, confirmed=row.confirmed_at is not None)


def _current(session: Session, request_id: str) -> dict[str, Answer]:
    rows = session.scalars(select(AnswerRow).where(AnswerRow.request_id == request_id).order_by(AnswerRow.id))
    return {row.field: _answer(row) for row in rows}


def _answer(row: AnswerRow) -> Answer:
    return Answer(field=row.field, value=row.value, words=row.words, said_by=SaidBy(row.said_by), status=AnswerStatus(row.status))


def record_answer(
    session: Session,
    request_id: str,
    message_id: str,
    *,
    field: str,
    value: Any,
    words: str | None,
    status: AnswerStatus,
    said_by: SaidBy,
    now: datetime,
) -> None:
    """Record what one message says of one field; the same message again overwrites its own record only."""
    row = session.scalar(
        select(AnswerRow).where(AnswerRow.request_id == request_id, AnswerRow.field == field, AnswerRow.message_id == message_id)
    )
    if row is None:
        row = AnswerRow(request_id=request_id, field=field, message_id=message_id, at=now)
        session.add(row)
    row.value, row.words, row.status, row.said_by = value, words, status.value, said_by.value
    session.flush()


def confirm_deduced(session: Session, request_id: str, message_id: str, now: datetime, fields: Iterable[str] | None = None) -> None:
    """The person agreed with the read-back: what was deduced is now confirmed, its words kept; `fields`: only these were read."""
    read = None if fields is None else set(fields)
    for answer in _current(session, request_id).values():
        if answer.status is AnswerStatus.DEDUCED and (read is None or answer.field in read):
            record_answer(
                session,
                request_id,
                message_id,
                field=answer.field,
                value=answer.value,
                words=answer.words,
                status=AnswerStatus.CONFIRMED,
                said_by=answer.said_by,
                now=now,
            )


def forget_deduced(session: Session, request_id: str, fields: Iterable[str]) -> None:
    """The person said that a deduction is wrong: it is dropped, and the field will be asked."""
    wrong = set(fields)
    session.execute(
        delete(AnswerRow).where(
            AnswerRow.request_id == request_id, AnswerRow.field.in_(wrong), AnswerRow.status == AnswerStatus.DEDUCED.value
        )
    )


def add_account(session: Session, request_id: str, message_id: str, *, text: str, said_by: SaidBy, now: datetime) -> None:
    """Add a message to the person's own account, once."""
    known = session.scalar(
        select(AccountPartRow.id).where(AccountPartRow.request_id == request_id, AccountPartRow.message_id == message_id)
    )
    if known is None:
        session.add(AccountPartRow(request_id=request_id, message_id=message_id, text=text, said_by=said_by.value, at=now))
        session.flush()


def add_topics(session: Session, request_id: str, message_id: str, topics: Iterable[TopicHeard]) -> None:
    """Add topics not heard before; `autre` gives way as soon as something else is heard."""
    rows = {row.code: row for row in session.scalars(select(TopicRow).where(TopicRow.request_id == request_id))}
    for topic in topics:
        if topic.code not in rows:
            rows[topic.code] = TopicRow(request_id=request_id, code=topic.code, message_id=message_id, words=topic.words)
            session.add(rows[topic.code])
    session.flush()
    if len(rows) > 1 and "autre" in rows:
        session.delete(rows["autre"])
        session.flush()


def add_danger(session: Session, request_id: str, message_id: str, danger: DangerHeard, now: datetime) -> None:
    """Flag a danger heard in a message, once."""
    known = session.scalar(select(DangerRow.id).where(DangerRow.request_id == request_id, DangerRow.message_id == message_id))
    if known is None:
        session.add(DangerRow(request_id=request_id, message_id=message_id, kind=danger.kind.value, words=danger.words, at=now))
        session.flush()
