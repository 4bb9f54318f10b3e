"""What the hand-off page shows of appointments."""

from __future__ import annotations

from desk.panels import Opened, Panel, Place
from desk.views.appointments import AppointmentPanel, planned, ways
from intake.appointments import appointments_of
from intake.clock import PARIS
from intake.deciding import names, text_thread
from intake.storage import OVER


def _load(opened: Opened) -> AppointmentPanel | None:
    if not opened.visitor.may("appointment_page"):
        return None
    rows = appointments_of(opened.session, opened.view.row.request_id)
    may_make = opened.view.row.antenna is not None and opened.view.row.status not in OVER
    if not rows and not may_make:
        return None
    found = planned(rows, names(opened.session, {row.worker for row in rows}), opened.now.astimezone(PARIS).date())
    may_text = text_thread(opened.session, opened.view.draft, opened.view.row.request_id) is not None
    return AppointmentPanel(opened.view.row.id, found, may_make, ways(may_text))


APPOINTMENTS = Panel("appointments", Place.WORK, "handoff_appointments.html", _load)
