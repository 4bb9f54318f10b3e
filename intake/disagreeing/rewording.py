"""Words written again by a human leave only once an administrator has read them and found nothing of anybody in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.privacy import Actor
from intake.storage import DecisionRow, RewordingRow
from intake.trail import note

_MOST = 100


@dataclass(frozen=True, slots=True)
class Pending:
    """Words to judge; `id` is that of the decision, and leads to no page."""

    id: str
    words: str = field(repr=False)


def pending(session: Session) -> list[Pending]:
    """The words that wait to be judged, in the order of their letters."""
    query = (
        select(RewordingRow)
        .join(DecisionRow, DecisionRow.id == RewordingRow.decision_id)
        .where(RewordingRow.judged_at.is_(None), DecisionRow.undone_at.is_(None))
        .limit(_MOST)
    )
    return sorted((Pending(row.decision_id, row.words) for row in session.scalars(query)), key=lambda one: one.words.casefold())


def judge(session: Session, actor: Actor, decision_id: str, *, approved: bool, now: datetime) -> bool:
    """Let the words leave, or not; False when they were judged before, or are gone."""
    row = session.get(RewordingRow, decision_id, with_for_update=True)
    if row is None or row.judged_at is not None:
        return False
    row.judged_at, row.judged_by, row.approved = now, actor.id, approved
    note(session, actor, "rewording_judged", None, now)
    session.flush()
    return True
