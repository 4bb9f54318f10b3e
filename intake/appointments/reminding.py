"""Who is reminded of an appointment of the next day, and what the person answers: a human calls her back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.appointments.codes import Asked, Told
from intake.appointments.telling import ways_to_tell
from intake.clock import PARIS
from intake.draft import Draft
from intake.privacy import PERSON
from intake.requests import hold_request, kept_request, load_draft
from intake.storage import OVER, AppointmentRow, ConversationRow, HandoffRow
from intake.trail import note
from lexicon import plain

_ANSWER: Final = re.compile(
    r"(?:bonjour,? )?(?:je (?:veux|voudrais|souhaite|dois|prefere) )?"
    r"(?:(?P<cancel>annuler?|annulation)|(?P<move>changer?|deplacer?|reporter?|decaler?|changement))"
    r"(?: (?:mon|le|ce|du) (?:rdv|rendez[ -]?vous))?(?: (?:svp|s'il vous plait|merci))?"
)


@dataclass(frozen=True, slots=True)
class DueReminder:
    """An appointment of tomorrow whose person is reminded now, by a text or an e-mail."""

    row: AppointmentRow
    draft: Draft
    told_by: Told


def due_reminders(session: Session, now: datetime, *, may_email: bool, limit: int = 50) -> list[DueReminder]:
    """The appointments of tomorrow (Europe/Paris) of which the person is to be reminded; each is marked and never comes again.

    Left out: who was not said to be safe to write to, whose file is closed, who was told of it yesterday or today, and who
    wants calls or letters.
    """
    today = now.astimezone(PARIS).date()
    tomorrow = [datetime.combine(today + timedelta(days=shift), time(), PARIS) for shift in (1, 2)]
    query = (
        select(AppointmentRow)
        .where(AppointmentRow.starts_at >= tomorrow[0], AppointmentRow.starts_at < tomorrow[1])
        .where(AppointmentRow.cancelled_at.is_(None), AppointmentRow.reminded_at.is_(None))
        .order_by(AppointmentRow.starts_at, AppointmentRow.id)
        .limit(limit)
    )
    found = []
    for row in session.scalars(query).all():
        # The request before its rows, as everywhere; then it is looked at again.
        request_id = hold_request(session, kept_request(session, row.request_id)).id
        session.refresh(row)
        if row.cancelled_at is not None or row.reminded_at is not None:
            continue
        row.reminded_at = now
        draft = load_draft(session, request_id)
        told_by = _way(session, row, draft, request_id, may_email=may_email)
        if told_by is not None and not _just_told(row, today) and not _over(session, request_id):
            found.append(DueReminder(row, draft, told_by))
    session.flush()
    return found


def _way(session: Session, row: AppointmentRow, draft: Draft, request_id: str, *, may_email: bool) -> Told | None:
    if draft.value("safe_contact") != "oui":
        return None
    may = [way for way in ways_to_tell(session, draft, request_id, may_email=may_email) if way is not Told.CALL]
    if Told(row.told_by) in may:
        return Told(row.told_by)
    wished = {"sms": Told.TEXT, "email": Told.EMAIL}.get(str(draft.value("contact_preference")))
    return wished if wished in may else None


def _just_told(row: AppointmentRow, today: date) -> bool:
    return row.made_at.astimezone(PARIS).date() >= today - timedelta(days=1)


def _over(session: Session, request_id: str) -> bool:
    return session.scalar(select(HandoffRow.status).where(HandoffRow.request_id == request_id)) in OVER


def asked_in(text: str) -> Asked | None:
    """What a whole message says about an appointment; None for anything else."""
    match = _ANSWER.fullmatch(" ".join(plain(text).replace("’", "'").strip(" .!?\n\r\t").split()))
    if match is None:
        return None
    return Asked.CANCEL if match["cancel"] else Asked.MOVE


def next_appointment(session: Session, conversation_id: str, now: datetime) -> AppointmentRow | None:
    """The next appointment to come of who writes in that conversation."""
    request_id = session.scalar(select(ConversationRow.request_id).where(ConversationRow.id == conversation_id))
    if request_id is None:
        return None
    query = select(AppointmentRow).where(
        AppointmentRow.request_id == kept_request(session, request_id),
        AppointmentRow.cancelled_at.is_(None),
        AppointmentRow.starts_at > now,
    )
    return session.scalar(query.order_by(AppointmentRow.starts_at).limit(1))


def note_asked(session: Session, row: AppointmentRow, asked: Asked, now: datetime) -> None:
    """The person wants it changed: the appointment stands until a human has called her."""
    row.asked, row.asked_at = asked.value, now
    handoff = session.scalar(select(HandoffRow).where(HandoffRow.request_id == row.request_id))
    if handoff is not None:
        handoff.updated_at = now
    note(session, PERSON, "appointment_asked", row.request_id, now)
    session.flush()
