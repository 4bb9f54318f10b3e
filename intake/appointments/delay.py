"""How long a person waited for her first appointment: from her request on, never paused."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.clock import PARIS
from intake.storage import AppointmentRow, RequestRow


def days_to_appointment(session: Session, request_id: str) -> int | None:
    """Calendar days (Europe/Paris) from the day of her first message to the first appointment that stands; None without one.

    One that was moved counts on its new day, one that was cancelled does not count; an appointment is an interview that was
    agreed on, so a short call is none, and waiting for the person's answer takes nothing off.
    """
    request = session.get(RequestRow, request_id)
    first = session.scalar(
        select(AppointmentRow.starts_at)
        .where(AppointmentRow.request_id == request_id, AppointmentRow.cancelled_at.is_(None))
        .order_by(AppointmentRow.starts_at)
        .limit(1)
    )
    if request is None or first is None:
        return None
    return (first.astimezone(PARIS).date() - request.reference_date) // timedelta(days=1)
