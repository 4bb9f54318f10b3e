"""Who has a request open now, so that two people on one file are warned."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from intake.privacy import Actor, ActorKind
from intake.storage import PresenceRow, StaffRow

# Pages tell every twenty seconds that they are open; who has been silent longer has left.
_HERE = timedelta(seconds=90)


def note_presence(session: Session, actor: Actor, request_id: str, now: datetime) -> None:
    """Write down that the actor has the request open."""
    if actor.kind is not ActorKind.STAFF or session.get(StaffRow, actor.id) is None:
        return
    row = session.get(PresenceRow, (actor.id, request_id))
    if row is not None:
        row.seen_at = now
        session.flush()
        return
    try:
        with session.begin_nested():
            session.add(PresenceRow(staff_id=actor.id, request_id=request_id, seen_at=now))
    except IntegrityError:
        # Two windows opened at the same moment: one of them has noted it.
        return


def others_present(session: Session, actor: Actor, request_id: str, now: datetime) -> tuple[str, ...]:
    """The names of the other members of staff who have the request open, in order of name."""
    query = (
        select(StaffRow.name)
        .join(PresenceRow, PresenceRow.staff_id == StaffRow.id)
        .where(PresenceRow.request_id == request_id, PresenceRow.staff_id != actor.id, PresenceRow.seen_at > now - _HERE)
    )
    return tuple(sorted(session.scalars(query)))
