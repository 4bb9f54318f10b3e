"""Several files handed to one colleague, or to nobody, at once: each by a decision of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.deciding.codes import DecisionKind
from intake.deciding.errors import DecisionError
from intake.deciding.taking import decide
from intake.deciding.wishes import HandedTo, Wish
from intake.deciding.workers import check_handed
from intake.privacy import Actor
from intake.storage import HandoffRow


@dataclass(frozen=True, slots=True)
class Shared:
    """What became of files handed over together: how many moved, and how many could not, being over or merged into another."""

    moved: int
    refused: int


def share_out(session: Session, actor: Actor, handoff_ids: Sequence[str], assignee: str | None, now: datetime) -> Shared:
    """Hand these files to a colleague, or to nobody, as one by one: with its history, its trace and ten minutes to undo.

    What she has already stays as it is, and so does what the actor does not see (`narrow`). Raises DecisionError, before
    anything moved, for a colleague who has no open account.
    """
    to = HandedTo(None, assignee)
    check_handed(session, to, here=None, anybody=True)
    wish, moved, refused = Wish(DecisionKind.ASSIGN, handed_to=to), 0, 0
    query = select(HandoffRow).where(HandoffRow.id.in_(handoff_ids)).order_by(HandoffRow.id)
    for row in session.scalars(query).all():
        if row.assigned_to == assignee:
            continue
        try:
            with session.begin_nested():
                moved += decide(session, actor, row.id, row.updated_at, wish, now=now, daily_limit=0) is not None
        except DecisionError:
            refused += 1
    return Shared(moved, refused)
