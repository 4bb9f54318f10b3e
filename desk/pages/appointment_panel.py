"""What the hand-off page shows of appointments."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from desk.guard import Visitor
from desk.panels import Panel, Place
from desk.views.appointments import AppointmentPanel, planned, ways
from intake.appointments import appointments_of
from intake.clock import PARIS
from intake.deciding import names, text_thread
from intake.requests import HandoffView
from lexicon.codes import HandoffStatus

_OVER = (HandoffStatus.CLOSED.value, HandoffStatus.REDIRECTED.value)


def _load(session: Session, visitor: Visitor, view: HandoffView, now: datetime) -> AppointmentPanel | None:
    if not visitor.may("appointment_page"):
        return None
    rows = appointments_of(session, view.row.request_id)
    may_make = view.row.antenna is not None and view.row.status not in _OVER
    if not rows and not may_make:
        return None
    found = planned(rows, names(session, {row.worker for row in rows}), now.astimezone(PARIS).date())
    may_text = text_thread(session, view.draft, view.row.request_id) is not None
    return AppointmentPanel(view.row.id, found, may_make, ways(may_text))


APPOINTMENTS = Panel("appointments", Place.WORK, "handoff_appointments.html", _load)
