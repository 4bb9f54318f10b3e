"""Making, moving and cancelling an appointment; the person is told ten minutes later, by her own channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from intake.appointments.calendar_file import calendar, calendar_method
from intake.appointments.codes import Mode, Told
from intake.appointments.free import slots
from intake.appointments.rules import rules_of
from intake.appointments.telling import UntoldError, key_of, tell
from intake.appointments.wording import cancellation, confirmation
from intake.clock import PARIS, UNDO_WITHIN
from intake.deciding import workers
from intake.directory import Antenna
from intake.outbox import CalendarFile, withdraw_text
from intake.privacy import Actor
from intake.requests import FirstContact, antenna_by_code, convention_of, hold_request, load_draft, note_contact
from intake.storage import AppointmentRow, HandoffRow
from intake.storage.database import hold_name
from intake.trail import note

REMINDER = ":day_before"


class AppointmentError(ValueError):
    """An appointment that cannot be made, moved or cancelled; the message is a French sentence."""


@dataclass(frozen=True, slots=True)
class Post:
    """What leaves for the person: at most so many a day; `organiser` is the e-mail address of the service."""

    daily_limit: int
    organiser: str


def appointments_of(session: Session, request_id: str) -> list[AppointmentRow]:
    """Those of a request that were not cancelled, soonest first."""
    query = select(AppointmentRow).where(AppointmentRow.request_id == request_id, AppointmentRow.cancelled_at.is_(None))
    return list(session.scalars(query.order_by(AppointmentRow.starts_at)))


def book(
    session: Session,
    actor: Actor,
    handoff_id: str,
    *,
    worker: str,
    mode: Mode,
    starts_at: datetime,
    told_by: Told,
    now: datetime,
    post: Post,
    instead_of: str | None = None,
    agreed: bool = False,
) -> AppointmentRow | None:
    """Make an appointment, or move one (`instead_of`); None when the actor sees no such hand-off.

    `agreed`: she is on the telephone and agrees, which is a contact with her. The same again changes nothing. Raises
    AppointmentError when the time is not free any more, or when the person cannot be told that way.
    """
    row = _held(session, handoff_id)
    if row is None:
        return None
    draft = load_draft(session, row.request_id)
    antenna = _antenna(session, row.antenna)
    if worker not in {one.id for one in workers(session)}:
        raise AppointmentError("Cette collègue n’a plus de compte ouvert. Choisissez-en une autre.")
    # Two who book at once wait for each other: interviews of different lengths may overlap without beginning together.
    for name in sorted((f"appointments:{worker}", f"appointments:{antenna.code}")):
        hold_name(session, name)
    if (same := _same(session, row.request_id, worker, mode, starts_at)) is not None:
        return same
    old = None if instead_of is None else _one(session, row.request_id, instead_of)
    if old is not None:
        # First, so that it may be moved to a time that it takes itself.
        old.cancelled_at, old.cancelled_by = now, actor.id
        session.flush()
    convention = convention_of(session, draft.convention_version)
    if starts_at not in slots(session, worker, now, antenna=antenna, convention=convention, mode=mode):
        raise AppointmentError("Cette heure n’est plus libre. Choisissez-en une autre.")
    made = AppointmentRow(
        request_id=row.request_id,
        antenna=antenna.code,
        worker=worker,
        mode=mode.value,
        starts_at=starts_at,
        minutes=rules_of(session, antenna.code).minutes(mode),
        told_by=told_by.value,
        made_by=actor.id,
        made_at=now,
        cancelled_at=None,
        cancelled_by=None,
        moved_to=None,
        sequence=0 if old is None else old.sequence + 1,
        series=None if old is None else old.series or old.id,
    )
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError:
        raise AppointmentError("Une collègue vient de prendre cette heure. Choisissez-en une autre.") from None
    if old is not None:
        old.moved_to = made.id
        _withdraw(session, old)
    _tell(session, made, antenna, told_by, confirmation(made, antenna, _today(now)), now, post)
    if agreed:
        note_contact(session, row.request_id, FirstContact.APPOINTMENT, now)
    note(session, actor, "appointment_move" if old else "appointment_make", row.request_id, now)
    row.updated_at = now
    session.flush()
    return made


def cancel(
    session: Session, actor: Actor, handoff_id: str, appointment_id: str, *, told_by: Told, now: datetime, post: Post
) -> AppointmentRow | None:
    """Cancel an appointment; None when the actor sees no such hand-off. Raises AppointmentError when there is none to cancel.

    A confirmation that has not left yet never leaves, and then no cancellation does either.
    """
    row = _held(session, handoff_id)
    if row is None:
        return None
    found = _one(session, row.request_id, appointment_id)
    found.cancelled_at, found.cancelled_by = now, actor.id
    found.sequence += 1
    if not _withdraw(session, found):
        antenna = _antenna(session, found.antenna)
        _tell(session, found, antenna, told_by, cancellation(found, antenna, _today(now)), now, post, ":off")
    note(session, actor, "appointment_cancel", row.request_id, now)
    row.updated_at = now
    session.flush()
    return found


def _held(session: Session, handoff_id: str) -> HandoffRow | None:
    # The request before its hand-off, as everywhere; what the actor may not see does not exist here.
    request_id = session.scalar(select(HandoffRow.request_id).where(HandoffRow.id == handoff_id))
    if request_id is None:
        return None
    hold_request(session, request_id)
    return session.scalar(select(HandoffRow).where(HandoffRow.id == handoff_id).execution_options(populate_existing=True))


def _one(session: Session, request_id: str, appointment_id: str) -> AppointmentRow:
    found = session.get(AppointmentRow, appointment_id)
    if found is None or found.request_id != request_id or found.cancelled_at is not None:
        raise AppointmentError("Ce rendez-vous a déjà été déplacé ou annulé.")
    return found


def _same(session: Session, request_id: str, worker: str, mode: Mode, starts_at: datetime) -> AppointmentRow | None:
    """Sent twice: it is there already."""
    there = (AppointmentRow.worker == worker, AppointmentRow.mode == mode.value, AppointmentRow.starts_at == starts_at)
    mine = (AppointmentRow.request_id == request_id, AppointmentRow.cancelled_at.is_(None))
    return session.scalar(select(AppointmentRow).where(*mine, *there))


def _antenna(session: Session, code: str | None) -> Antenna:
    found = antenna_by_code(session, code)
    if found is None:
        raise AppointmentError("Confiez d’abord la demande à une antenne.")
    return found


def _tell(
    session: Session, made: AppointmentRow, antenna: Antenna, told_by: Told, text: str, now: datetime, post: Post, end: str = ""
) -> None:
    file = CalendarFile(calendar_method(made), calendar(made, antenna, now, organiser=post.organiser))
    try:
        tell(
            session,
            made.request_id,
            told_by,
            text,
            key=key_of(made, end),
            now=now,
            daily_limit=post.daily_limit,
            not_before=now + UNDO_WITHIN,
            calendar=file,
        )
    except UntoldError as error:
        raise AppointmentError(str(error)) from None


def _withdraw(session: Session, row: AppointmentRow) -> bool:
    """What has not left yet never leaves; True when that was the news of the appointment itself."""
    withdraw_text(session, key_of(row, REMINDER))
    return withdraw_text(session, key_of(row))


def _today(now: datetime) -> date:
    return now.astimezone(PARIS).date()
