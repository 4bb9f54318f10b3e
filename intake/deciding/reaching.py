"""Whether a person can be written to by SMS, and what a text must not say."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from intake.convention import indiscretions
from intake.deciding.errors import DecisionError
from intake.draft import Draft
from intake.outbox import Enqueued, opted_out, withdraw_text
from intake.storage import DecisionRow
from intake.telephony import Thread, text_on, thread_in

LONGEST_TEXT = 300


def text_thread(session: Session, draft: Draft, request_id: str) -> Thread | None:
    """Her conversation by SMS; None when she has none, writing may harm her, or she wants no texts."""
    if draft.value("safe_contact") == "non":
        return None
    thread = thread_in(session, request_id)
    return None if thread is None or opted_out(session, thread.token) else thread


def check_text(text: str) -> str:
    """The text without spaces around it; raises DecisionError when it is empty, too long or indiscreet."""
    text = text.strip()
    if not text:
        raise DecisionError("Écrivez le message.", "words")
    if len(text) > LONGEST_TEXT:
        raise DecisionError(f"Le message fait {len(text)} signes : {LONGEST_TEXT} au plus.", "words")
    if found := dict.fromkeys(indiscretions(text)):
        listed = ", ".join(f"« {word} »" for word in found)
        raise DecisionError(f"Quelqu’un d’autre peut lire ce message. Retirez ce qui en dit trop : {listed}.", "words")
    return text


def send(session: Session, thread: Thread, decision: DecisionRow, text: str, *, now: datetime, daily_limit: int) -> None:
    """Let the text leave when the decision takes effect; raises DecisionError when it may not leave at all."""
    became = text_on(session, thread, text, key=_key(decision.id), now=now, daily_limit=daily_limit, not_before=decision.effective_at)
    if became in (Enqueued.OPTED_OUT, Enqueued.CAPPED):
        raise DecisionError(f"Aucun SMS ne peut partir : {became.label}. Appelez-la.", "told_by")


def take_back(session: Session, decision: DecisionRow) -> bool:
    """The text of a decision does not leave after all; False when it has begun to leave."""
    return withdraw_text(session, _key(decision.id))


def _key(decision_id: str) -> str:
    return f"decision:{decision_id}"
