"""Holding a request while it is written to, so that two processes never cross."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.storage import ConversationRow, RequestRow


def hold_request(session: Session, request_id: str) -> RequestRow:
    """The request as it now is, held until the end of the transaction; raises LookupError for an unknown one.

    Whoever writes to a request comes here before looking at anything and before its conversations: always in that
    order, so that nobody waits in a circle. SQLite needs no lock here, its write transactions already wait for each other.
    """
    # Not the lock of a deletion: rows that refer to the request can be inserted meanwhile.
    query = select(RequestRow).where(RequestRow.id == request_id).with_for_update(key_share=True)
    row = session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise LookupError("demande inconnue")
    return row


def hold_conversation(session: Session, conversation_id: str) -> None:
    """Hold one conversation until the end of the transaction; raises LookupError for an unknown one."""
    query = select(ConversationRow.id).where(ConversationRow.id == conversation_id).with_for_update(key_share=True)
    if session.scalar(query) is None:
        raise LookupError("conversation inconnue")
