"""Making, moving and cancelling an appointment, and its file for a calendar."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from desk.guard import SignedInVisitor, Visitor, runtime_of
from desk.handoffs import GONE, seen_handoff
from desk.rendering import page
from desk.views.appointments import days_of, planned, ways
from intake.appointments import (
    AppointmentError,
    Mode,
    Post,
    Told,
    appointments_of,
    book,
    calendar,
    cancel,
    rules_of,
    slots,
    ways_to_tell,
)
from intake.clock import PARIS
from intake.convention import Convention
from intake.deciding import Worker, workers
from intake.directory import Antenna
from intake.labels import capital, code_of
from intake.requests import antenna_by_code, convention_of, load_draft, note_access, reference_in_pairs
from intake.runtime import Runtime
from intake.staff import narrow
from intake.storage import HandoffRow
from lexicon.codes import Role

router = APIRouter(prefix="/demandes/{handoff_id}")

# Whoever of the antenna is free first.
ANYBODY = "toutes"
# Of those: enough to find a day that suits, few enough to read.
MOST_TIMES = 120

Id = Annotated[str, Form(max_length=40)]
Slot = Annotated[str, Form(max_length=80)]
Asked = Annotated[str, Query(max_length=40)]


@router.get("/rendez-vous", name="appointment_page")
def choose(request: Request, visitor: SignedInVisitor, handoff_id: str, avec: Asked = "", ou: Asked = "", deplace: Asked = "") -> Response:
    """Choose with whom and where, then among the free times; `deplace` names the appointment that is moved."""
    return _page(request, visitor, handoff_id, avec, ou, deplace, None)


@router.post("/rendez-vous", name="appointment_make")
def make(
    request: Request,
    visitor: SignedInVisitor,
    handoff_id: str,
    avec: Id = "",
    heure: Slot = "",
    ou: Id = "",
    dire: Id = "",
    deplace: Id = "",
    convenu: Id = "",
) -> Response:
    """Make it, or move the one named; `convenu`: agreed with her on the telephone, just now."""
    runtime = runtime_of(request)
    mode, told_by = code_of(Mode, ou), code_of(Told, dire)
    text, _, worker = heure.partition(" ")
    starts_at = _moment(text)
    if mode is None or told_by is None or starts_at is None:
        return _page(request, visitor, handoff_id, avec, ou, deplace, "Choisissez une heure, et comment le dire à la personne.")
    try:
        with runtime.database.write() as session:
            made = book(
                narrow(session, visitor.actor),
                visitor.actor,
                handoff_id,
                worker=worker,
                mode=mode,
                starts_at=starts_at,
                told_by=told_by,
                now=runtime.clock.now(),
                post=_post(runtime),
                instead_of=deplace or None,
                agreed=convenu == "1",
            )
    except AppointmentError as error:
        return _page(request, visitor, handoff_id, avec, ou, deplace, str(error))
    if made is None:
        raise HTTPException(404, GONE)
    return RedirectResponse(f"/demandes/{handoff_id}#rendez-vous", 303)


@router.post("/rendez-vous/annulation", name="appointment_cancel")
def call_off(request: Request, visitor: SignedInVisitor, handoff_id: str, rendez_vous: Id = "", dire: Id = "") -> Response:
    """Cancel one."""
    runtime = runtime_of(request)
    told_by = code_of(Told, dire) or Told.CALL
    now = runtime.clock.now()
    try:
        with runtime.database.write() as session:
            narrow(session, visitor.actor)
            found = cancel(session, visitor.actor, handoff_id, rendez_vous, told_by=told_by, now=now, post=_post(runtime))
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
        row = seen_handoff(session, visitor, handoff_id)
        note_access(session, visitor.actor, "appointment_file", row.request_id, now)
        found = next((one for one in appointments_of(session, row.request_id) if one.id == rendez_vous), None)
        antenna = antenna_by_code(session, found.antenna) if found else None
        if found is None or antenna is None:
            raise HTTPException(404, "Ce rendez-vous a été déplacé ou annulé.")
        content = calendar(found, antenna, now, organiser=runtime.settings.mail_from)
    return Response(content, media_type="text/calendar", headers={"Content-Disposition": 'attachment; filename="rendez-vous.ics"'})


def _page(request: Request, visitor: Visitor, handoff_id: str, chosen: str, where: str, moved: str, error: str | None) -> Response:
    runtime = runtime_of(request)
    now = runtime.clock.now()
    today = now.astimezone(PARIS).date()
    with runtime.database.write() as session:
        row = seen_handoff(session, visitor, handoff_id)
        note_access(session, visitor.actor, "appointment_page", row.request_id, now)
        draft = load_draft(session, row.request_id)
        antenna = antenna_by_code(session, row.antenna)
        known = _known(session, row)
        here = [worker for worker in known if worker.antenna == row.antenna]
        who = here if chosen == ANYBODY else _who(known, chosen, row, visitor)
        rows = appointments_of(session, row.request_id)
        names = {worker.id: worker.name for worker in known}
        old = next((one for one in planned(rows, names, today) if one.id == moved), None)
        mode = code_of(Mode, where) or next((Mode(one.mode) for one in rows if one.id == moved), Mode.ANTENNA)
        convention = convention_of(session, draft.convention_version)
        free = [] if antenna is None else _times(session, who, now, antenna, convention, mode)
        values = {
            "id": row.id,
            "reference": reference_in_pairs(row.reference),
            "antenna": antenna.name if antenna else None,
            "workers": known,
            "who": who,
            "anybody": (ANYBODY, chosen == ANYBODY) if len(here) > 1 else None,
            "chosen": chosen if chosen == ANYBODY else who[0].id if who else "",
            "days": days_of(free),
            "minutes": rules_of(session, antenna.code).minutes(mode) if antenna else 0,
            "mode": (mode.value, mode.label),
            "modes": [(one.value, capital(one.label)) for one in Mode],
            "ways": ways(ways_to_tell(session, draft, row.request_id, may_email=bool(runtime.settings.smtp_url))),
            "old": old,
            "error": error,
        }
    return page(request, "appointment.html", values, status=422 if error else 200)


def _times(
    session: Session, who: list[Worker], now: datetime, antenna: Antenna, convention: Convention, mode: Mode
) -> list[tuple[datetime, str, str]]:
    """The free times of one of them, or of each with her name, soonest first."""
    found = [
        (slot, worker.id, worker.name if len(who) > 1 else "")
        for worker in who
        for slot in slots(session, worker.id, now, antenna=antenna, convention=convention, mode=mode)
    ]
    return sorted(found)[:MOST_TIMES] if len(who) > 1 else found


def _known(session: Session, row: HandoffRow) -> list[Worker]:
    """Those of the antenna first."""
    return sorted(workers(session), key=lambda worker: worker.antenna != row.antenna)


def _who(known: list[Worker], chosen: str, row: HandoffRow, visitor: Visitor) -> list[Worker]:
    """The one chosen, else who follows the file, else the social worker who asks, else the first of the antenna."""
    mine = visitor.actor.id if visitor.actor.role is Role.SOCIAL_WORKER else None
    for wanted in (chosen, row.assigned_to, mine):
        if found := next((worker for worker in known if wanted and worker.id == wanted), None):
            return [found]
    return [worker for worker in known if worker.antenna == row.antenna][:1]


def _post(runtime: Runtime) -> Post:
    return Post(runtime.settings.sms_per_day, runtime.settings.mail_from)


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
