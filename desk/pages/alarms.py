"""What a human does with an alarm: see it, confirm it, lift it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from desk.guard import SignedInVisitor, Visitor, runtime_of
from desk.handoffs import seen_handoff
from intake.alarms import confirm_alarm, lift_alarm, note_seen
from intake.privacy import Actor
from intake.requests import hold_request, refresh_judged

router = APIRouter(prefix="/demandes/{handoff_id}/alerte")

Judgement = Callable[[Session, Actor, str, datetime], bool]


@router.post("/vue", name="alarm_seen")
def seen(request: Request, visitor: SignedInVisitor, handoff_id: str) -> Response:
    """Seen: the contact on call is told no more."""
    return _judged(request, visitor, handoff_id, note_seen)


@router.post("/confirmee", name="alarm_confirm")
def confirm(request: Request, visitor: SignedInVisitor, handoff_id: str) -> Response:
    """A true alarm."""
    return _judged(request, visitor, handoff_id, confirm_alarm)


@router.post("/levee", name="alarm_lift")
def lift(request: Request, visitor: SignedInVisitor, handoff_id: str) -> Response:
    """A false alarm: it leaves the summary, the print and the rules."""
    return _judged(request, visitor, handoff_id, lift_alarm)


def _judged(request: Request, visitor: Visitor, handoff_id: str, judgement: Judgement) -> Response:
    runtime = runtime_of(request)
    now = runtime.clock.now()
    with runtime.database.write() as session:
        row = seen_handoff(session, visitor, handoff_id)
        # The request before its hand-off, as everywhere.
        hold_request(session, row.request_id)
        # Judged by a colleague meanwhile: the page simply shows how it stands now.
        if judgement(session, visitor.actor, row.request_id, now):
            refresh_judged(session, row.request_id, now=now, indexer=runtime.indexer)
    return RedirectResponse(f"/demandes/{handoff_id}", 303)
