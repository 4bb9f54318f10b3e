"""What the hand-off page shows of appointments."""

from __future__ import annotations

from desk.panels import Opened, Panel, Place
from desk.views.appointments import AppointmentPanel, planned, ways
from intake.appointments import appointments_of, never_left, ways_to_tell
from intake.clock import PARIS
from intake.staff import staff_names
from intake.storage import OVER


def _load(opened: Opened) -> AppointmentPanel | None:
    if not opened.visitor.may("appointment_page"):
        return None
    session, row = opened.session, opened.view.row
    rows = appointments_of(session, row.request_id)
    may_make = row.antenna is not None and row.status not in OVER
    if not rows and not may_make:
        return None
    untold = frozenset(one.id for one in rows if never_left(session, one, opened.now))
    found = planned(rows, staff_names(session, {one.worker for one in rows}), opened.now.astimezone(PARIS).date(), untold)
    may_tell = ways_to_tell(session, opened.view.draft, row.request_id, may_email=True)
    return AppointmentPanel(row.id, found, may_make, ways(may_tell))


APPOINTMENTS = Panel("appointments", Place.WORK, "handoff_appointments.html", _load)
