from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import Any
from uuid import NAMESPACE_OID, uuid5

import pytest
from sqlalchemy.orm import Session

from intake.requests import Conversation, current_convention, load_draft, open_conversation, receive, record_answer
from intake.runtime import Runtime
from lexicon.codes import AnswerStatus, Channel, SaidBy

Opener = Callable[..., Conversation]


def open_one(session: Session, now: datetime, seed: int = 1, **more: Any) -> Conversation:
    version = current_convention(session, now.date()).version
    return open_conversation(
        session, channel=Channel.WEB, locale="fr", version=version, now=now, random=Random(seed), state={"mode": "intake"}, **more
    )


def tell(session: Session, conversation: Conversation, now: datetime, **values: Any) -> None:
    key = str(uuid5(NAMESPACE_OID, str(sorted(values.items()))))
    message = receive(session, conversation.id, text=str(sorted(values)), client_id=key, now=now)
    for field, value in values.items():
        record_answer(
            session,
            conversation.request_id,
            message.id,
            field=field,
            value=value,
            words=str(value),
            status=AnswerStatus.TOLD if value is not None else AnswerStatus.UNKNOWN,
            said_by=SaidBy.PERSON,
            now=now,
        )


@pytest.fixture
def conversation(runtime: Runtime) -> Conversation:
    with runtime.database.write() as session:
        return open_one(session, runtime.clock.now())


__all__ = ["load_draft", "open_one", "tell"]
