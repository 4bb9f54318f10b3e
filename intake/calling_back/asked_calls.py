"""People who answered that they want an appointment changed: each is called, whatever contact there was before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.calling_back.call_list import Callee, callee_of
from intake.calling_back.results import CallResult
from intake.privacy import Actor
from intake.requests import note_access
from intake.storage import AppointmentRow, ContactAttemptRow, HandoffRow

_MOST = 40
_SPOKEN = tuple(result.value for result in CallResult if result.ends_calling)


@dataclass(frozen=True, slots=True)
class AskedCall:
    """Somebody to call about an appointment; `asked` is the code of what she wrote."""

    callee: Callee
    asked: str
    starts_at: datetime


def asked_calls(session: Session, actor: Actor, now: datetime, *, antenna: str | None = None, mine: bool = False) -> tuple[AskedCall, ...]:
    """Those whose appointment is to come and who were not spoken with since, the soonest first; each leaves a read trace."""
    spoken = (
        select(ContactAttemptRow.id)
        .where(ContactAttemptRow.request_id == AppointmentRow.request_id, ContactAttemptRow.undone_at.is_(None))
        .where(ContactAttemptRow.at >= AppointmentRow.asked_at, ContactAttemptRow.result.in_(_SPOKEN))
        .exists()
    )
    query = (
        select(AppointmentRow, HandoffRow)
        .join(HandoffRow, HandoffRow.request_id == AppointmentRow.request_id)
        .where(AppointmentRow.asked_at.is_not(None), AppointmentRow.cancelled_at.is_(None), AppointmentRow.starts_at > now, ~spoken)
        .order_by(AppointmentRow.starts_at, AppointmentRow.id)
        .limit(_MOST)
    )
    if antenna is not None:
        query = query.where(HandoffRow.antenna == antenna)
    if mine:
        query = query.where(HandoffRow.assigned_to == actor.id)
    found = []
    for row, handoff in session.execute(query).all():
        note_access(session, actor, "list", handoff.request_id, now)
        found.append(AskedCall(callee_of(session, handoff, now), row.asked or "", row.starts_at))
    return tuple(found)
