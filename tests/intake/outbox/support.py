"""Texts put in the outbox and looked at there."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.outbox import DueText, Enqueued, TextStatus, due_texts, enqueue_text, failed, sent
from intake.runtime import Runtime
from intake.storage import OutboxRow
from tests.conftest import NOW
from tests.intake.requests.conftest import open_one

TO, SENDER, TOKEN = "+33639981234", "+33939981200", "t" * 32
LEASE = timedelta(minutes=2)
_keys = (f"key-{number}" for number in count())


def after(**parts: float) -> datetime:
    return NOW + timedelta(**parts)


def conversation(runtime: Runtime, seed: int = 1) -> str:
    with runtime.database.write() as session:
        return open_one(session, NOW, seed=seed).id


def put_in(session: Session, body: str, now: datetime = NOW, **more: Any) -> Enqueued:
    given = {"to": TO, "sender": SENDER, "recipient_token": TOKEN, "conversation_id": None, "daily_limit": 40, **more}
    return enqueue_text(session, key=given.pop("key", None) or next(_keys), body=body, now=now, **given)


def put(runtime: Runtime, body: str = "Bonjour", now: datetime = NOW, **more: Any) -> Enqueued:
    with runtime.database.write() as session:
        return put_in(session, body, now, **more)


def take(runtime: Runtime, now: datetime = NOW, limit: int = 10) -> list[DueText]:
    with runtime.database.write() as session:
        return due_texts(session, now, limit=limit, lease=LEASE)


def bodies(runtime: Runtime, now: datetime = NOW) -> list[str]:
    return [text.body for text in take(runtime, now)]


def leave(runtime: Runtime, text: DueText, now: datetime = NOW, sid: str = "SM1") -> None:
    with runtime.database.write() as session:
        sent(session, text.id, sid, now)


def fail(runtime: Runtime, text: DueText, now: datetime = NOW, **more: Any) -> TextStatus | None:
    with runtime.database.write() as session:
        return failed(session, text, now=now, random=Random(1), **more)


def rows(runtime: Runtime) -> list[OutboxRow]:
    """Every text, in order of arrival."""
    with runtime.database.read() as session:
        return list(session.scalars(select(OutboxRow).order_by(OutboxRow.created_at, OutboxRow.id)))


def row(runtime: Runtime) -> OutboxRow:
    """The only text."""
    (only,) = rows(runtime)
    return only


def statuses(runtime: Runtime) -> list[str]:
    return [one.status for one in rows(runtime)]
