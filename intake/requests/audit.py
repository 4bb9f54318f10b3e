"""The trace of reads and writes of requests: identifiers and roles, never content."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from intake.privacy import Actor
from intake.trail import note, note_each


def note_access(session: Session, actor: Actor, action: str, request_id: str | None, now: datetime) -> None:
    """Write down that `actor` did `action` on a request; the person's own reads and the assistant's work leave none."""
    if actor.traced:
        note(session, actor, action, request_id, now)


def note_reads(session: Session, actor: Actor, action: str, request_ids: Sequence[str], now: datetime) -> None:
    """Write down the same of several requests at once, such as those of a list."""
    if actor.traced:
        note_each(session, actor, action, request_ids, now)
