"""Telling the person of her appointment by her own channel: a text where she writes by text, an e-mail with a calendar file."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.appointments.codes import Told
from intake.appointments.wording import SUBJECT
from intake.deciding import text_thread
from intake.draft import Draft
from intake.outbox import CalendarFile, Enqueued, TextStatus, enqueue_mail
from intake.requests import load_draft
from intake.storage import AppointmentRow, ConversationRow, OutboxRow
from intake.telephony import text_on

_SOON: Final = timedelta(hours=1)
# A reminder is worth nothing once the day has come; other news waits out a night's outage.
_PATIENCE: Final = {True: timedelta(hours=8), False: timedelta(hours=24)}


class UntoldError(ValueError):
    """The person cannot be told that way; the message is a French sentence."""


def email_of(draft: Draft) -> str | None:
    """Her address, only when she said that it is safe to write to her."""
    email = draft.value("email")
    return email if isinstance(email, str) and draft.value("safe_contact") == "oui" else None


def ways_to_tell(session: Session, draft: Draft, request_id: str, *, may_email: bool) -> tuple[Told, ...]:
    """How she can be told, her own preference first; a call is always one of them. `may_email`: a server for e-mails is set up."""
    may = [Told.CALL]
    if text_thread(session, draft, request_id) is not None:
        may.append(Told.TEXT)
    if may_email and email_of(draft) is not None:
        may.append(Told.EMAIL)
    preferred = {"sms": Told.TEXT, "email": Told.EMAIL}.get(str(draft.value("contact_preference")))
    return tuple(sorted(may, key=lambda way: way is not preferred))


def tell(
    session: Session,
    request_id: str,
    told_by: Told,
    text: str,
    *,
    key: str,
    now: datetime,
    daily_limit: int,
    not_before: datetime,
    calendar: CalendarFile | None = None,
    reminder: bool = False,
) -> Enqueued | None:
    """Put it in the outbox; None when she is to be called. Raises UntoldError."""
    draft = load_draft(session, request_id)
    match told_by:
        case Told.CALL:
            return None
        case Told.TEXT:
            thread = text_thread(session, draft, request_id)
            if thread is None:
                raise UntoldError("On ne peut pas lui écrire par SMS. Appelez-la.")
            became = text_on(session, thread, text, key=key, now=now, daily_limit=daily_limit, reminder=reminder, not_before=not_before)
        case Told.EMAIL:
            email = email_of(draft)
            if email is None:
                raise UntoldError("On ne peut pas lui écrire par e-mail. Appelez-la.")
            became = enqueue_mail(
                session,
                key=key,
                to=email,
                subject=SUBJECT,
                text=text,
                now=now,
                useful_until=not_before + _PATIENCE[reminder],
                not_before=not_before,
                conversation_id=_conversation(session, request_id),
                calendar=calendar,
            )
    if became in (Enqueued.OPTED_OUT, Enqueued.CAPPED):
        raise UntoldError(f"Aucun message ne peut partir : {became.label}. Appelez-la.")
    return became


def never_left(session: Session, row: AppointmentRow, now: datetime) -> bool:
    """True when what was to tell her of this appointment was given up, or has waited for an hour: she is to be called."""
    found = session.execute(select(OutboxRow.status, OutboxRow.created_at).where(OutboxRow.key == key_of(row))).first()
    if found is None:
        return False
    status, leaves = found
    if status in (TextStatus.GIVEN_UP.value, TextStatus.CANCELLED.value):
        return True
    return status != TextStatus.SENT.value and leaves + _SOON < now


def key_of(row: AppointmentRow, end: str = "") -> str:
    """The name in the outbox of what tells of an appointment."""
    return f"appointment:{row.id}{end}"


def _conversation(session: Session, request_id: str) -> str | None:
    # Erased with the request.
    query = select(ConversationRow.id).where(ConversationRow.request_id == request_id).order_by(ConversationRow.created_at)
    return session.scalar(query.limit(1))
