"""Making, moving and cancelling an appointment, and its file for a calendar."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from desk.guard import SignedInVisitor, Visitor, runtime_of
from desk.pages.handoff import GONE
from desk.rendering import page
from desk.views.appointments import days_of, planned, ways
from desk.views.words import capital
from intake.appointments import AppointmentError, Mode, appointments_of, book, calendar, cancel, slots
from intake.clock import PARIS
from intake.deciding import ToldBy, Worker, text_thread, workers
from intake.requests import antennas, convention_of, load_draft, note_access, reference_in_pairs
from intake.staff import narrow
from intake.storage import HandoffRow
from lexicon.codes import Role

router = APIRouter(prefix="/demandes/{handoff_id}")

Id = Annotated[str, Form(max_length=40)]
Asked = Annotated[str, Query(max_length=40)]


@router.get("/rendez-vous", name="appointment_page")
def choose(request: Request, visitor: SignedInVisitor, handoff_id: str, avec: Asked = "", deplace: Asked = "") -> Response:
    """Choose with whom, then among her free times; `deplace` names the appointment that is moved."""
    return _page(request, visitor, handoff_id, avec, deplace, None)


@router.post("/rendez-vous", name="appointment_make")
def make(
    request: Request,
    visitor: SignedInVisitor,
    handoff_id: str,
    avec: Id = "",
    heure: Id = "",
    comment: Id = "",
    dire: Id = "",
    deplace: Id = "",
) -> Response:
    """Make it, or move the one named."""
    runtime = runtime_of(request)
    mode = next((one for one in Mode if one.value == comment), None)
    told_by = next((one for one in ToldBy if one.value == dire), None)
    starts_at = _moment(heure)
    if mode is None or told_by is None or starts_at is None:
        return _page(request, visitor, handoff_id, avec, deplace, "Choisissez une heure, où vous vous verrez, et comment le lui dire.")
    try:
        with runtime.database.write() as session:
            made = book(
                narrow(session, visitor.actor),
                visitor.actor,
                handoff_id,
                worker=avec,
                mode=mode,
                starts_at=starts_at,
                told_by=told_by,
                now=runtime.clock.now(),
                daily_limit=runtime.settings.sms_per_day,
                instead_of=deplace or None,
            )
    except AppointmentError as error:
        return _page(request, visitor, handoff_id, avec, deplace, str(error))
    if made is None:
        raise HTTPException(404, GONE)
    return RedirectResponse(f"/demandes/{handoff_id}#rendez-vous", 303)


@router.post("/rendez-vous/annulation", name="appointment_cancel")
def call_off(request: Request, visitor: SignedInVisitor, handoff_id: str, rendez_vous: Id = "", dire: Id = "") -> Response:
    """Cancel one."""
    runtime = runtime_of(request)
    told_by = ToldBy.TEXT if dire == ToldBy.TEXT.value else ToldBy.CALL
    now, limit = runtime.clock.now(), runtime.settings.sms_per_day
    try:
        with runtime.database.write() as session:
            narrow(session, visitor.actor)
            found = cancel(session, visitor.actor, handoff_id, rendez_vous, told_by=told_by, now=now, daily_limit=limit)
    except AppointmentError as error:
        raise HTTPException(409, str(error)) from None
    if found is None:
        raise HTTPException(404, GONE)
    return RedirectResponse(f"/demandes/{handoff_id}#rendez-vous", 303)


@router.get("/rendez-vous.ics", name="appointment_file")
def file(request: Request, visitor: SignedInVisitor, handoff_id: str, rendez_vous: Asked = "") -> Response:
    """For a calendar: when and where, neither who nor why."""
    runtime = runtime_of(request)
    now = runtime.clock.now()
    with runtime.database.write() as session:
        row = narrow(session, visitor.actor).get(HandoffRow, handoff_id)
        if row is None:
            raise HTTPException(404, GONE)
        note_access(session, visitor.actor, "appointment_file", row.request_id, now)
        found = next((one for one in appointments_of(session, row.request_id) if one.id == rendez_vous), None)
        antenna = next((one for one in antennas(session) if found is not None and one.code == found.antenna), None)
        if found is None or antenna is None:
            raise HTTPException(404, "Ce rendez-vous a été déplacé ou annulé.")
        content = calendar(found, antenna, now)
    return Response(content, media_type="text/calendar", headers={"Content-Disposition": 'attachment; filename="rendez-vous.ics"'})


def _page(request: Request, visitor: Visitor, handoff_id: str, chosen: str, moved: str, error: str | None) -> Response:
    runtime = runtime_of(request)
    now = runtime.clock.now()
    today = now.astimezone(PARIS).date()
    with runtime.database.write() as session:
        row = narrow(session, visitor.actor).get(HandoffRow, handoff_id)
        if row is None:
            raise HTTPException(404, GONE)
        note_access(session, visitor.actor, "appointment_page", row.request_id, now)
        draft = load_draft(session, row.request_id)
        antenna = next((one for one in antennas(session) if one.code == row.antenna), None)
        known = _known(session, row)
        who = _who(known, chosen, row, visitor)
        convention = convention_of(session, draft.convention_version)
        free = [] if who is None or antenna is None else slots(session, who.id, now, antenna=antenna, convention=convention)
        names = {worker.id: worker.name for worker in known}
        old = next((one for one in planned(appointments_of(session, row.request_id), names, today) if one.id == moved), None)
        values = {
            "id": row.id,
            "reference": reference_in_pairs(row.reference),
            "antenna": antenna.name if antenna else None,
            "workers": known,
            "who": who,
            "days": days_of(free),
            "modes": [(mode.value, capital(mode.label)) for mode in Mode],
            "ways": ways(text_thread(session, draft, row.request_id) is not None),
            "old": old,
            "error": error,
        }
    return page(request, "appointment.html", values, status=422 if error else 200)


def _known(session: Session, row: HandoffRow) -> list[Worker]:
    """Those of the antenna first."""
    return sorted(workers(session), key=lambda worker: worker.antenna != row.antenna)


def _who(known: list[Worker], chosen: str, row: HandoffRow, visitor: Visitor) -> Worker | None:
    """The one chosen, else who follows the file, else the social worker who asks, else the first of the antenna."""
    mine = visitor.actor.id if visitor.actor.role is Role.SOCIAL_WORKER else None
    for wanted in (chosen, row.assigned_to, mine):
        if found := next((worker for worker in known if wanted and worker.id == wanted), None):
            return found
    return next((worker for worker in known if worker.antenna == row.antenna), None)


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
