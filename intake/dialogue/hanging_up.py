"""When the line is cut: what was said is kept, and handed over only if she can be called, safely, and did not object."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from intake.dialogue.flow import callable_back
from intake.dialogue.state import State
from intake.privacy import Indexer
from intake.requests import HandoverReason, existing_handoff, hand_over, hold_request, load_conversation, load_draft


def hung_up(session: Session, conversation_id: str, *, now: datetime, indexer: Indexer) -> bool:
    """Make the incomplete hand-off of a call that was cut; True when one was made.

    Without a number, without « oui » to a call without risk, or without her having been told, the request waits for a code.
    """
    conversation = load_conversation(session, conversation_id)
    if conversation is None:
        return False
    hold_request(session, conversation.request_id)
    memory = State.model_validate(conversation.state).memory
    if existing_handoff(session, conversation.request_id) is not None or not memory.cut_told or memory.no_callback or memory.left:
        return False
    if not callable_back(load_draft(session, conversation.request_id)):
        return False
    hand_over(session, conversation.request_id, reason=HandoverReason.CUT, now=now, indexer=indexer)
    return True
