"""The history of conventions: each step carries the hash of the one before, so that nothing can be changed unseen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.amending.codes import Step
from intake.privacy import Actor
from intake.storage import ConventionEventRow

# What the first step is chained to.
BEGINNING = "0" * 64


@dataclass(frozen=True, slots=True)
class Event:
    """One step: who, when, of what draft or version, with what words."""

    number: int
    at: datetime
    actor: str
    step: Step
    draft_id: str | None
    version: int | None
    fingerprint: str | None
    words: str


def record(
    session: Session,
    actor: Actor,
    step: Step,
    now: datetime,
    *,
    draft_id: str | None = None,
    version: int | None = None,
    fingerprint: str | None = None,
    words: str = "",
) -> None:
    """Add a step at the end of the chain."""
    last = session.scalar(select(ConventionEventRow).order_by(ConventionEventRow.number.desc()).limit(1))
    row = ConventionEventRow(
        number=1 if last is None else last.number + 1,
        at=now,
        actor=actor.id,
        action=step.value,
        draft_id=draft_id,
        version=version,
        fingerprint=fingerprint,
        words=words,
        previous=BEGINNING if last is None else last.hash,
    )
    row.hash = sealed(row)
    session.add(row)
    session.flush()


def sealed(row: ConventionEventRow) -> str:
    """The hash of a step and of all before it."""
    at = row.at.astimezone(UTC).isoformat()
    told = [row.number, at, row.actor, row.action, row.draft_id, row.version, row.fingerprint, row.words, row.previous]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def first_broken(rows: Iterable[ConventionEventRow]) -> int | None:
    """The number of the first step that is not what it was when it was written, or that misses its predecessor; None when all hold."""
    previous, number = BEGINNING, 0
    for row in rows:
        if row.number != number + 1 or row.previous != previous or row.hash != sealed(row):
            return row.number
        previous, number = row.hash, row.number
    return None


def check_chain(session: Session) -> int | None:
    """As `first_broken`, for the whole history."""
    return first_broken(session.scalars(select(ConventionEventRow).order_by(ConventionEventRow.number)))


def events(session: Session, *, draft_id: str | None = None, limit: int = 200) -> tuple[Event, ...]:
    """The newest steps first, of one draft or of all."""
    query = select(ConventionEventRow).order_by(ConventionEventRow.number.desc()).limit(limit)
    if draft_id is not None:
        query = query.where(ConventionEventRow.draft_id == draft_id)
    return tuple(
        Event(row.number, row.at, row.actor, Step(row.action), row.draft_id, row.version, row.fingerprint, row.words)
        for row in session.scalars(query)
    )
