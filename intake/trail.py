"""The trail of what staff and programs do: identifiers and roles, never content."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from intake.privacy import Actor
from intake.storage import AuditRow


def note(session: Session, actor: Actor, action: str, request_id: str | None, now: datetime) -> None:
    """Write down that `actor` did `action`, on a request or on none."""
    session.add(
        AuditRow(
            at=now,
            actor_kind=actor.kind.value,
            actor_id=actor.id,
            role=actor.role.value if actor.role else None,
            antenna=actor.antenna,
            action=action,
            request_id=request_id,
        )
    )
