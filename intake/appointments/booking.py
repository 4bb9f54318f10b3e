"""Making, moving and cancelling an appointment; the person is told ten minutes later, by her own channel."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from intake.appointments.codes import Mode
from intake.appointments.slots import MINUTES, free_slots
from intake.appointments.wording import cancellation, confirmation
from intake.clock import PARIS, UNDO_WITHIN
from intake.convention import Convention
from intake.deciding import ToldBy, text_thread, workers
from intake.directory import Antenna
from intake.outbox import Enqueued, enqueue_text, withdraw_text
from intake.privacy import Actor
from intake.requests import antennas, convention_of, hold_request, hours_of, load_draft
from intake.storage import AppointmentRow, HandoffRow
from intake.trail import note

DAYS_AHEAD = 28


class AppointmentError(ValueError):
    """An appointment that cannot be made, moved or cancelled; the message is a French sentence."""


def slots(session: Session, worker_id: str, now: datetime, *, antenna: Antenna, convention: Convention) -> list[datetime]:
    """When that social worker can receive at this antenna in the next four weeks."""
    taken = session.scalars(
        select(AppointmentRow.starts_at).where(
            AppointmentRow.worker == worker_id, AppointmentRow.cancelled_at.is_(None), AppointmentRow.starts_at > now - timedelta(days=1)
        )
    ).all()
    return list(free_slots(hours_of(convention, antenna), taken, now, days=DAYS_AHEAD))


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
    told_by: ToldBy,
    now: datetime,
    daily_limit: int,
    instead_of: str | None = None,
) -> AppointmentRow | None:
    """Make an appointment, or move one (`instead_of`); None when the actor sees no such hand-off.

    Raises AppointmentError when the time is not free any more, or when the person cannot be told that way.
    """
    row = _held(session, handoff_id)
    if row is None:
        return None
    draft = load_draft(session, row.request_id)
    antenna = _antenna(session, row.antenna)
    if worker not in {one.id for one in workers(session)}:
        raise AppointmentError("Cette collègue n’a plus de compte ouvert. Choisissez-en une autre.")
    old = None if instead_of is None else _one(session, row.request_id, instead_of)
    if old is not None:
        # First, so that it may be moved to a time that it takes itself.
        old.cancelled_at, old.cancelled_by = now, actor.id
        session.flush()
    convention = convention_of(session, draft.convention_version)
    if starts_at not in slots(session, worker, now, antenna=antenna, convention=convention):
        raise AppointmentError("Cette heure n’est plus libre. Choisissez-en une autre.")
    made = AppointmentRow(
        request_id=row.request_id,
        antenna=antenna.code,
        worker=worker,
        mode=mode.value,
        starts_at=starts_at,
        minutes=MINUTES,
        told_by=told_by.value,
        made_by=actor.id,
        made_at=now,
        cancelled_at=None,
        cancelled_by=None,
        moved_to=None,
        sequence=0 if old is None else old.sequence + 1,
    )
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError:
        raise AppointmentError("Une collègue vient de prendre cette heure. Choisissez-en une autre.") from None
    if old is not None:
        old.moved_to = made.id
        withdraw_text(session, _key(old))
    if told_by is ToldBy.TEXT:
        _tell(session, row, made, confirmation(made, antenna, _today(now)), now, daily_limit, _key(made))
    note(session, actor, "appointment_move" if old else "appointment_make", row.request_id, now)
    row.updated_at = now
    session.flush()
    return made


def cancel(
    session: Session, actor: Actor, handoff_id: str, appointment_id: str, *, told_by: ToldBy, now: datetime, daily_limit: int
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
    if not withdraw_text(session, _key(found)) and told_by is ToldBy.TEXT:
        text = cancellation(found, _antenna(session, found.antenna), _today(now))
        _tell(session, row, found, text, now, daily_limit, f"{_key(found)}:off")
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


def _antenna(session: Session, code: str | None) -> Antenna:
    found = next((one for one in antennas(session) if one.code == code), None)
    if found is None:
        raise AppointmentError("Confiez d’abord la demande à une antenne.")
    return found


def _tell(session: Session, row: HandoffRow, made: AppointmentRow, text: str, now: datetime, daily_limit: int, key: str) -> None:
    thread = text_thread(session, load_draft(session, row.request_id), row.request_id)
    if thread is None:
        raise AppointmentError("On ne peut pas lui écrire par SMS. Appelez-la.")
    became = enqueue_text(
        session,
        key=key,
        to=thread.number,
        sender=thread.service_number,
        body=text,
        recipient_token=thread.token,
        conversation_id=thread.conversation_id,
        now=now,
        daily_limit=daily_limit,
        not_before=now + UNDO_WITHIN,
    )
    if became in (Enqueued.OPTED_OUT, Enqueued.CAPPED):
        raise AppointmentError(f"Aucun SMS ne peut partir : {became.label}. Appelez-la.")


def _key(row: AppointmentRow) -> str:
    return f"appointment:{row.id}"


def _today(now: datetime) -> date:
    return now.astimezone(PARIS).date()
