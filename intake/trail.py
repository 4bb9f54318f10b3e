"""The trail of what staff and programs do: identifiers and roles, never content."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from intake.privacy import Actor
from intake.storage import AuditRow


def note(session: Session, actor: Actor, action: str, request_id: str | None, now: datetime) -> None:
    """Write down that `actor` did `action`, on a request or on none."""
    session.add(AuditRow(**_who(actor, now), action=action, request_id=request_id))


def note_each(session: Session, actor: Actor, action: str, request_ids: Sequence[str], now: datetime) -> None:
    """Write down that `actor` did `action` on each of several requests, in one write."""
    if request_ids:
        who = _who(actor, now)
        session.execute(insert(AuditRow), [{**who, "action": action, "request_id": one} for one in request_ids])


def _who(actor: Actor, now: datetime) -> dict[str, Any]:
    return {
        "at": now,
        "actor_kind": actor.kind.value,
        "actor_id": actor.id,
        "role": actor.role.value if actor.role else None,
        "antenna": actor.antenna,
    }
