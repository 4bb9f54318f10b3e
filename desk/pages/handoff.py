"""One hand-off, and taking it in review."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse

from desk.guard import SignedInVisitor, runtime_of
from desk.handoffs import GONE
from desk.pages.antennas import PANEL as ANTENNA
from desk.pages.appointment_panel import APPOINTMENTS
from desk.pages.calling_back import PANELS as CALLING_BACK
from desk.pages.deadlines import PANEL as DEADLINE
from desk.pages.decide_panels import DECIDE, HISTORY, UNDO
from desk.pages.live import PANEL as LIVE
from desk.pages.notes import NOTES
from desk.pages.partners import PANELS as PARTNER
from desk.pages.person_panels import COMPLETING, DUPLICATES, MERGED, PRESENCE, TYPING
from desk.pages.printing import PANEL as PRINT
from desk.panels import Opened, Panel, shown
from desk.rendering import page
from desk.views import handoff_screen
from intake.alarms import is_seen
from intake.requests import antennas, call_on_line, kept_handoff, read_handoff, read_transcript, undelivered_text
from intake.staff import narrow, take_in_review

router = APIRouter()

# In the order in which they stand at their place.
PANELS: tuple[Panel, ...] = (
    PRINT,
    *PARTNER,
    *CALLING_BACK,
    DEADLINE,
    ANTENNA,
    LIVE,
    PRESENCE,
    MERGED,
    TYPING,
    DUPLICATES,
    COMPLETING,
    UNDO,
    DECIDE,
    APPOINTMENTS,
    HISTORY,
    NOTES,
)


@router.get("/demandes/{handoff_id}", name="handoff")
def handoff(
    request: Request,
    visitor: SignedInVisitor,
    handoff_id: str,
    deja: str = "",
    reunie: str = "",
    organisme: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """The person's account first, the machine's proposal last; one that goes on in another one opens that one."""
    runtime = runtime_of(request)
    now = runtime.clock.now()
    # A write: reading leaves a trace, stored before anything is shown.
    with runtime.database.write() as session:
        if (kept := kept_handoff(narrow(session, visitor.actor), handoff_id)) is not None:
            return RedirectResponse(f"/demandes/{kept}?reunie=1", 303)
        view = read_handoff(session, visitor.actor, handoff_id, now)
        if view is None:
            raise HTTPException(404, GONE)
        transcript = read_transcript(session, visitor.actor, view.row.request_id, now)
        alarm_seen = is_seen(session, view.row.request_id)
        on_line = call_on_line(session, handoff_id, now) is not None
        lost_text = undelivered_text(session, view.row.request_id)
        names = {antenna.code: antenna.name for antenna in antennas(session)}
        panels = shown(PANELS, Opened(session, visitor, view, now, runtime.indexer, organisme))
    screen = handoff_screen(view, transcript, names, now, alarm_seen=alarm_seen, on_line=on_line, lost_text=lost_text)
    return page(request, "handoff.html", {"screen": screen, "taken_before": deja == "1", "merged_here": reunie == "1", "panels": panels})


@router.post("/demandes/{handoff_id}/examen", name="review")
def review(request: Request, visitor: SignedInVisitor, handoff_id: str) -> Response:
    """Take a new hand-off in review; when somebody was faster, the page says so."""
    runtime = runtime_of(request)
    with runtime.database.write() as session:
        taken = take_in_review(narrow(session, visitor.actor), visitor.actor, handoff_id, runtime.clock.now())
    if taken is None:
        raise HTTPException(404, GONE)
    return RedirectResponse(f"/demandes/{handoff_id}" + ("" if taken else "?deja=1"), 303)
