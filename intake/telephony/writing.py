"""Writing to the owner of a thread by SMS."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from intake.outbox import Enqueued, enqueue_text
from intake.telephony.threads import Thread


def text_on(
    session: Session,
    thread: Thread,
    body: str,
    *,
    key: str,
    now: datetime,
    daily_limit: int,
    safety: bool = False,
    reminder: bool = False,
    not_before: datetime | None = None,
) -> Enqueued:
    """Put a text to the number of a thread in the outbox, from the service's number that it writes to; see `enqueue_text`."""
    return enqueue_text(
        session,
        key=key,
        to=thread.number,
        sender=thread.service_number,
        body=body,
        recipient_token=thread.token,
        conversation_id=thread.conversation_id,
        now=now,
        daily_limit=daily_limit,
        safety=safety,
        reminder=reminder,
        not_before=not_before,
    )
