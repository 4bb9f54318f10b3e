"""Calls that were passed on to an antenna: who is on the line, for whoever takes the call and her screen."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.privacy import Actor
from intake.requests.audit import note_access
from intake.storage import CallRow, ConversationRow, HandoffRow

# Past this it is no news any more.
_NEWS = timedelta(minutes=20)
# No antenna's telephone rings that long: nobody took the call, and the assistant has it back.
_RINGS = timedelta(minutes=3)
# The carrier cuts a passed call after four hours: one whose end was never told is over by then.
_LONGEST = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class PassedCall:
    """A call passed on that has not ended; `antenna` is the code of where it was passed to, None when that is no antenna.

    `missed`: it rang there, and nobody took it.
    """

    id: str
    handoff_id: str
    request_id: str
    reference: str
    antenna: str | None
    since: datetime
    taken: bool
    missed: bool


def passed_calls(session: Session, actor: Actor, now: datetime) -> tuple[PassedCall, ...]:
    """Calls passed on in the last twenty minutes that have not ended, newest first, one for each hand-off; leaves a read trace each.

    Only hand-offs that the session may see (`narrow`) count.
    """
    calls = _calls(session, now, _NEWS)
    for call in calls:
        note_access(session, actor, "list", call.request_id, now)
    return calls


def call_on_line(session: Session, handoff_id: str, now: datetime) -> PassedCall | None:
    """The passed call through which the person of that hand-off is on the telephone now, or None."""
    return next(iter(_calls(session, now, _LONGEST, handoff_id)), None)


def calls_mark(session: Session, now: datetime, handoff_id: str | None = None) -> str:
    """A short mark that changes when `passed_calls` or the `call_on_line` of that hand-off do; empty when there are none.

    Names nobody, so it leaves no trace.
    """
    calls = _calls(session, now, _NEWS)
    here = call_on_line(session, handoff_id, now) if handoff_id else None
    if not calls and here is None:
        return ""
    parts = [(call.id, call.since, call.taken, call.missed) for call in calls], here and here.id
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _calls(session: Session, now: datetime, within: timedelta, handoff_id: str | None = None) -> tuple[PassedCall, ...]:
    query = (
        select(
            CallRow.id, CallRow.passed_to, CallRow.passed_at, CallRow.taken_at, HandoffRow.id, HandoffRow.request_id, HandoffRow.reference
        )
        .join(ConversationRow, ConversationRow.id == CallRow.conversation_id)
        .join(HandoffRow, HandoffRow.request_id == ConversationRow.request_id)
        .where(CallRow.passed_at > now - within, CallRow.ended_at.is_(None))
        .order_by(CallRow.passed_at.desc(), CallRow.id.desc())
    )
    if handoff_id is not None:
        query = query.where(HandoffRow.id == handoff_id)
    newest: dict[str, PassedCall] = {}
    for call_id, antenna, since, taken_at, handoff, request_id, reference in session.execute(query):
        if since is not None and handoff not in newest:
            taken = taken_at is not None
            missed = not taken and since <= now - _RINGS
            newest[handoff] = PassedCall(call_id, handoff, request_id, reference, antenna, since, taken, missed)
    return tuple(newest.values())
