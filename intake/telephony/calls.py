"""A call and its turns: each turn is answered once, and again with the same words when it is posted again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict
from sqlalchemy import func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from intake.storage import CallRow, CallTurnRow

_LONGEST = timedelta(hours=4)


class CallState(BaseModel):
    """What a call remembers besides its conversation."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    # When the last prompt left, and how many seconds it takes to say: tells a speech that was cut.
    answered_at: datetime | None = None
    speaking: float = 0.0


@dataclass(frozen=True, slots=True)
class Call:
    """A call as stored; `turn` is the one now waited for."""

    id: str
    sid: str
    conversation_id: str
    caller: str | None
    called: str
    turn: int
    state: CallState
    passed_to: str | None
    taken: bool


@dataclass(frozen=True, slots=True)
class StoredTurn:
    """What was answered to a turn: the markup as sent, and the field it asks."""

    twiml: str
    asks: str | None


def _call(row: CallRow) -> Call:
    return Call(
        id=row.id,
        sid=row.sid,
        conversation_id=row.conversation_id,
        caller=row.caller,
        called=row.called,
        turn=row.turn,
        state=CallState.model_validate(row.state),
        passed_to=row.passed_to,
        taken=row.taken_at is not None,
    )


def find_call(session: Session, sid: str) -> Call | None:
    """The call of that identifier, or None."""
    row = session.scalar(select(CallRow).where(CallRow.sid == sid))
    return None if row is None else _call(row)


def hold_call(session: Session, sid: str) -> Call | None:
    """The same, kept from others until this transaction ends."""
    row = session.scalar(select(CallRow).where(CallRow.sid == sid).with_for_update().execution_options(populate_existing=True))
    return None if row is None else _call(row)


def open_call(session: Session, *, sid: str, conversation_id: str, caller: str | None, called: str, now: datetime) -> Call:
    """Note a new call; raises sqlalchemy's IntegrityError when it was noted meanwhile."""
    row = CallRow(
        sid=sid,
        conversation_id=conversation_id,
        caller=caller,
        called=called,
        state=CallState().model_dump(mode="json"),
        started_at=now,
        turn=0,
    )
    session.add(row)
    session.flush()
    return _call(row)


def stored_turn(session: Session, call: Call, turn: int) -> StoredTurn | None:
    """What was answered to that turn of the call, or None."""
    row = session.get(CallTurnRow, (call.id, turn))
    return None if row is None else StoredTurn(row.twiml, row.asks)


def store_turn(session: Session, call: Call, turn: int, answer: StoredTurn, state: CallState, now: datetime) -> StoredTurn:
    """Keep the answer to a turn and wait for the next; a turn answered before keeps its first answer."""
    known = stored_turn(session, call, turn)
    if known is not None:
        return known
    try:
        with session.begin_nested():
            session.add(CallTurnRow(call_id=call.id, turn=turn, twiml=answer.twiml, asks=answer.asks, at=now))
    except IntegrityError:
        return stored_turn(session, call, turn) or answer
    row = session.get_one(CallRow, call.id)
    row.turn, row.state = turn + 1, state.model_dump(mode="json")
    session.flush()
    return answer


def pass_call(session: Session, call: Call, antenna: str | None, now: datetime) -> None:
    """The call is being passed to an antenna's telephone."""
    row = session.get_one(CallRow, call.id)
    row.passed_at, row.passed_to, row.taken_at = now, antenna, None
    session.flush()


def keep_call(session: Session, sid: str) -> None:
    """Nobody at the antenna took the call: it is with the assistant again."""
    row = session.scalar(select(CallRow).where(CallRow.sid == sid))
    if row is not None and row.taken_at is None:
        row.passed_at = row.passed_to = None
        session.flush()


def take_call(session: Session, sid: str, now: datetime) -> None:
    """Somebody at the antenna took the call."""
    row = session.scalar(select(CallRow).where(CallRow.sid == sid))
    if row is not None and row.taken_at is None:
        row.taken_at = now
        session.flush()


def end_call(session: Session, sid: str, now: datetime) -> Call | None:
    """The line is closed; the call as it was, or None when it is unknown or was closed before."""
    row = session.scalar(select(CallRow).where(CallRow.sid == sid).with_for_update())
    if row is None or row.ended_at is not None:
        return None
    ended = _call(row)
    # The number served for this call only; what is to be kept of it was recorded as an answer.
    row.ended_at, row.caller = now, None
    session.flush()
    return ended


def forgotten_calls(session: Session, before: datetime) -> list[str]:
    """Calls of which nothing was heard since `before`, and whose end was never told; those passed on may last."""
    last = select(func.max(CallTurnRow.at)).where(CallTurnRow.call_id == CallRow.id).scalar_subquery()
    # Somebody who spoke with a person may have spoken for long.
    spoken = or_(CallRow.taken_at.is_(None), CallRow.taken_at < before - _LONGEST)
    quiet = select(CallRow.sid).where(CallRow.ended_at.is_(None), last < before, spoken)
    return list(session.scalars(quiet.limit(100)))
