"""Who has which file: several are given to one colleague at once, each with its own trace."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.privacy import Actor
from intake.staff import Member, list_staff
from intake.storage import HandoffRow
from intake.trail import note
from lexicon.codes import Role

WORKING_ROLES = frozenset({Role.SECRETARY, Role.SOCIAL_WORKER, Role.MANAGER})


class WorkloadError(ValueError):
    """Something asked about the sharing of work cannot be done; the message is one French line."""


def colleagues(session: Session) -> tuple[Member, ...]:
    """Who may have files: the members who work at the desk, in order of their names."""
    working = (member for member in list_staff(session) if member.role in WORKING_ROLES and not member.disabled)
    return tuple(sorted(working, key=lambda member: member.name.casefold()))


def assign_files(session: Session, actor: Actor, handoff_ids: Sequence[str], assignee: str | None, now: datetime) -> int:
    """Give these hand-offs to a colleague, or to nobody; gives how many changed hands.

    Those that the actor does not see (`narrow`) are left as they are. Raises WorkloadError for an unknown colleague.
    """
    if assignee is not None and assignee not in {member.id for member in colleagues(session)}:
        raise WorkloadError("cette collègue n’a pas de compte ouvert au bureau")
    rows = session.scalars(select(HandoffRow).where(HandoffRow.id.in_(handoff_ids)).order_by(HandoffRow.id).with_for_update())
    moved = [row for row in rows if row.assigned_to != assignee]
    for row in moved:
        row.assigned_to = assignee
        row.updated_at = now
        note(session, actor, "assign", row.request_id, now)
    session.flush()
    return len(moved)
