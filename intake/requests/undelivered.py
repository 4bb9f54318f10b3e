"""Whether the last text sent to a person arrived."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from intake.outbox import Delivery, TextKind, TextStatus
from intake.storage import ConversationRow, OutboxRow

_STILL_OURS = (TextStatus.WAITING.value, TextStatus.SENDING.value)
_NEVER_LEFT = (TextStatus.GIVEN_UP.value, TextStatus.CANCELLED.value)
_LOST = (Delivery.UNDELIVERED.value, Delivery.FAILED.value, Delivery.CANCELED.value)


@dataclass(frozen=True, slots=True)
class UndeliveredText:
    """A text that did not arrive; `error` is the carrier's code, `stopped` that the person wants no texts."""

    at: datetime
    error: str | None
    stopped: bool


def undelivered_text(session: Session, request_id: str) -> UndeliveredText | None:
    """The last text of the request's conversations, when it did not arrive; those still waiting to leave are no answer yet."""
    talks = select(ConversationRow.id).where(ConversationRow.request_id == request_id)
    last = session.scalar(
        select(OutboxRow)
        .where(
            OutboxRow.conversation_id.in_(talks),
            OutboxRow.kind.in_([kind.value for kind in TextKind]),
            OutboxRow.status.not_in(_STILL_OURS),
        )
        .order_by(OutboxRow.created_at.desc(), OutboxRow.id.desc())
        .limit(1)
        .options(defer(OutboxRow.payload))
    )
    if last is None or (last.status not in _NEVER_LEFT and last.delivery not in _LOST):
        return None
    return UndeliveredText(last.created_at, last.error, last.status == TextStatus.CANCELLED.value)
