"""What a decision leaves to be said, and taking it back with the decision."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import delete
from sqlalchemy.orm import Session

from intake.clock import PARIS, OpeningHours
from intake.storage import DecisionRow, TellingRow
from intake.telling.codes import TellingKind

# Long enough for a service to answer a letter, short enough for her to remember which one it was.
FOLLOW_UP_AFTER: Final = timedelta(weeks=3)


def follow_up_at(decided: datetime, hours: OpeningHours) -> datetime:
    """When to ask: three weeks later, as the service opens, on the next day that it does (UTC)."""
    day = (decided + FOLLOW_UP_AFTER).astimezone(PARIS).date()
    if not hours.works_on(day):
        day = hours.working_day_after(day)
    opens, _ = hours.week[day.weekday()][0]
    return datetime.combine(day, opens, PARIS).astimezone(UTC)


def tell_later(session: Session, decision: DecisionRow, kind: TellingKind, from_at: datetime, *, by: str | None) -> None:
    """Keep that this is to be said, not before `from_at`; `by`: "call", or None when the way is chosen at that time."""
    session.add(
        TellingRow(
            request_id=decision.request_id,
            handoff_id=decision.handoff_id,
            decision_id=decision.id,
            kind=kind.value,
            from_at=from_at,
            by=by,
            asked_at=None,
            done_at=None,
            done_by=None,
            answer=None,
        )
    )
    session.flush()


def tell_no_more(session: Session, decision_id: str) -> None:
    """The decision is undone: nothing of it is to be said."""
    session.execute(delete(TellingRow).where(TellingRow.decision_id == decision_id))
