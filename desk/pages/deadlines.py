"""The clock of the first contact: a line on the hand-off, and what is late for the manager of an antenna."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from desk.guard import SignedInVisitor, runtime_of
from desk.panels import Opened, Panel, Place
from desk.rendering import page
from desk.views.words import moment
from intake.clock import PARIS, in_words
from intake.deadlines import ClockState, delay_of, late_files, state_of
from intake.requests import reference_in_pairs
from intake.staff import narrow
from intake.storage import OVER

router = APIRouter()


@router.get("/retards", name="late")
def late(request: Request, visitor: SignedInVisitor) -> Response:
    """What is overdue in her antenna, or in none: each file comes here once, and leaves by itself."""
    runtime = runtime_of(request)
    now, today = runtime.clock.now(), runtime.clock.today()
    with runtime.database.write() as session:
        found = late_files(narrow(session, visitor.actor), visitor.actor, now)
    lines = [
        {
            "id": one.handoff_id,
            "reference": reference_in_pairs(one.reference),
            "headline": one.headline,
            "urgent": one.urgent,
            "without_antenna": one.antenna is None,
            "due": in_words(one.due_at, today),
            "told": moment(one.escalated_at, today),
        }
        for one in found
    ]
    return page(request, "late.html", {"lines": lines})


def _load(opened: Opened) -> str | None:
    """The line of the clock, None when there is nothing to say."""
    row = opened.view.row
    if row.status in OVER:
        return None
    today = opened.now.astimezone(PARIS).date()
    delay, hours = delay_of(opened.session, row, opened.now)
    match state_of(delay, opened.now, hours):
        case ClockState.STOPPED:
            return f"Premier contact fait {moment(delay.first_contact_at, today)}." if delay.first_contact_at else None
        case ClockState.PAUSED:
            since = f" depuis {moment(delay.waiting_since, today)}" if delay.waiting_since else ""
            return f"Délai suspendu{since} : on attend la personne."
        case ClockState.SOON:
            return "Les trois quarts du délai sont passés."
        case ClockState.OVERDUE:
            who = "La responsable de l’antenne le voit" if row.antenna else "Sans antenne, toutes les responsables le voient"
            told = f" {who} depuis {moment(delay.escalated_at, today)}." if delay.escalated_at else ""
            return f"Le premier contact est en retard.{told}"
        case _:
            return None


PANEL = Panel("clock", Place.SIDE, "handoff_clock.html", _load)
