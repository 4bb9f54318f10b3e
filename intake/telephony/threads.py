"""The conversation that a number has by SMS, found by the number's keyed token."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.storage import ConversationRow, TextThreadRow


@dataclass(frozen=True, slots=True)
class Thread:
    """A number's conversation, and the number of the service from which it is answered."""

    token: str
    conversation_id: str
    number: str = field(repr=False)
    service_number: str
    last_at: datetime


def find_thread(session: Session, token: str) -> Thread | None:
    """The thread of that number, kept from others until this transaction ends; None when it has none."""
    row = session.scalar(select(TextThreadRow).where(TextThreadRow.token == token).with_for_update())
    return None if row is None else thread_of(row)


def thread_in(session: Session, request_id: str) -> Thread | None:
    """The thread in which the person of a request wrote last; None when she has none."""
    row = session.scalar(
        select(TextThreadRow)
        .join(ConversationRow, ConversationRow.id == TextThreadRow.conversation_id)
        .where(ConversationRow.request_id == request_id)
        .order_by(TextThreadRow.last_at.desc())
        .limit(1)
    )
    return None if row is None else thread_of(row)


def thread_of(row: TextThreadRow) -> Thread:
    """A stored thread."""
    return Thread(row.token, row.conversation_id, row.number, row.service_number, row.last_at)


def keep_thread(
    session: Session, *, token: str, conversation_id: str, number: str, service_number: str, now: datetime, known: bool
) -> None:
    """From now on this number writes in that conversation, `known` telling whether it had one (found and held before).

    Raises sqlalchemy's IntegrityError when another process has just given it its first.
    """
    row = session.get_one(TextThreadRow, token) if known else TextThreadRow(token=token)
    if not known:
        session.add(row)
    row.conversation_id, row.number, row.service_number = conversation_id, number, service_number
    row.last_at, row.reminded_at = now, None
    session.flush()


def touch_thread(session: Session, token: str, service_number: str, now: datetime) -> None:
    """The person wrote."""
    row = session.get_one(TextThreadRow, token)
    row.last_at, row.service_number = now, service_number
    session.flush()
