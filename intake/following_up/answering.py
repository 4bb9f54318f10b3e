"""What becomes of the answer: yes ends it, no brings the request back to a human, anything else is asked by one."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.deciding import DecisionKind, ToldBy, Wish, decide
from intake.privacy import ASSISTANT, Actor
from intake.requests import hold_request
from intake.storage import HandoffRow, TellingRow
from intake.telling import FollowUpAnswer, TellingKind, alive
from intake.trail import note

# Past this a « non » may be about anything.
_ANSWERS_WITHIN = timedelta(days=14)
NO_ANSWER = "Elle n’a pas eu de réponse du service indiqué."


def asked_by_text(session: Session, request_id: str, now: datetime) -> str | None:
    """The question that waits for this person's answer by text, or None."""
    mine = (TellingRow.kind == TellingKind.FOLLOW_UP.value, TellingRow.by == ToldBy.TEXT.value, TellingRow.request_id == request_id)
    found = session.execute(alive().where(*mine, TellingRow.asked_at > now - _ANSWERS_WITHIN).limit(1)).first()
    return None if found is None else found[0].id


def answer_by_text(session: Session, telling_id: str, said: bool, now: datetime) -> bool:
    """Her answer by text; False when it was answered meanwhile."""
    row = session.get(TellingRow, telling_id)
    return row is not None and answer(session, ASSISTANT, row.handoff_id, said, now)


def answer(session: Session, actor: Actor, handoff_id: str, said: bool, now: datetime) -> bool:
    """Note whether she had an answer; a « non » reopens the request. False when nothing was asked, or the actor does not see it.

    A member of staff may undo the reopening within ten minutes, and the question is open again.
    """
    row = session.scalar(select(HandoffRow).where(HandoffRow.id == handoff_id))
    if row is None:
        return False
    hold_request(session, row.request_id)
    mine = (TellingRow.kind == TellingKind.FOLLOW_UP.value, TellingRow.by.is_not(None), TellingRow.handoff_id == handoff_id)
    found = session.execute(alive().where(*mine).limit(1).execution_options(populate_existing=True)).first()
    if found is None:
        return False
    telling = found[0]
    telling.done_at, telling.done_by = now, actor.id
    telling.answer = (FollowUpAnswer.YES if said else FollowUpAnswer.NO).value
    note(session, actor, "follow_up_answered", row.request_id, now)
    session.flush()
    if not said:
        session.refresh(row)
        decide(session, actor, handoff_id, row.updated_at, Wish(DecisionKind.REOPEN, words=NO_ANSWER), now=now, daily_limit=0)
    return True


def by_call(session: Session, telling_id: str) -> None:
    """Her answer is not plainly yes or no: a human asks her."""
    row = session.get_one(TellingRow, telling_id)
    row.by = ToldBy.CALL.value
    session.flush()
