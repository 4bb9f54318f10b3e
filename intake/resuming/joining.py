"""Joining a conversation to the request that a code names: what was said meanwhile goes along."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from intake.requests import erase_request, existing_handoff, hold_request, load_draft
from intake.storage import AccountPartRow, AnswerRow, ConversationRow, DangerRow, RequestRow, TopicRow


def join(session: Session, conversation_id: str, request_id: str) -> dict[str, Any] | None:
    """Make the conversation one of that request, and drop the empty request it had.

    What the person said in it meanwhile is kept: her words, dangers, topics and answers that the request has not.
    Gives the dialogue state of the request's last conversation, or None when it has none. Raises LookupError, and
    ValueError when the request it had was handed over: that one is never dropped.
    """
    conversation = session.get(ConversationRow, conversation_id)
    if conversation is None:
        raise LookupError("conversation inconnue")
    own = conversation.request_id
    if own == request_id:
        return None
    for held in sorted((own, request_id)):
        hold_request(session, held)
    if existing_handoff(session, own) is not None:
        raise ValueError("une demande transmise ne se joint pas à une autre")
    last = session.scalar(
        select(ConversationRow).where(ConversationRow.request_id == request_id).order_by(ConversationRow.id.desc()).limit(1)
    )
    _bring_along(session, own, request_id)
    conversation.request_id = request_id
    session.flush()
    _later(session, own, request_id)
    session.expire_all()
    erase_request(session, own)
    return None if last is None else last.state


def _bring_along(session: Session, own: str, request_id: str) -> None:
    for table in (AccountPartRow, DangerRow):
        session.execute(update(table).where(table.request_id == own).values(request_id=request_id))
    topics = select(TopicRow.code).where(TopicRow.request_id == request_id)
    session.execute(
        update(TopicRow).where(TopicRow.request_id == own, TopicRow.code.not_in(topics.scalar_subquery())).values(request_id=request_id)
    )
    # What was told since counts where the request has no value: unknown or refused before is no value.
    told, known = load_draft(session, own), load_draft(session, request_id)
    fresh = [code for code, answer in told.answers.items() if known.value(code) is None and (answer.known or code not in known.answers)]
    session.execute(update(AnswerRow).where(AnswerRow.request_id == own, AnswerRow.field.in_(fresh)).values(request_id=request_id))


def _later(session: Session, own: str, request_id: str) -> None:
    """The request was last written in now."""
    latest = session.scalar(select(RequestRow.last_message_at).where(RequestRow.id == own))
    if latest is not None:
        session.execute(update(RequestRow).where(RequestRow.id == request_id).values(last_message_at=latest))
