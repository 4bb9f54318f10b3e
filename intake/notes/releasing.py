"""When the person asks for the notes: a decision is recorded first, and only then can they be handed over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.clock import PARIS
from intake.labels import code_of
from intake.notes.codes import NoteError, ReleaseDecision
from intake.notes.owning import check_writer
from intake.privacy import Actor
from intake.storage import NoteReleaseRow, WorkingNoteRow
from intake.trail import note


@dataclass(frozen=True, slots=True)
class Release:
    """A decision on the notes of one author, as she sees it."""

    asked_on: date
    decided_by: str
    decision: ReleaseDecision
    reason: str
    recorded_at: datetime


def record_release(
    session: Session, actor: Actor, request_id: str, *, asked_on: date, decided_by: str, decision: str, reason: str, now: datetime
) -> None:
    """Record what was decided about the actor's own notes; raises NoteError when the day, the name or the reason is missing."""
    check_writer(actor)
    known = code_of(ReleaseDecision, decision)
    if known is None:
        raise NoteError("Indiquez la décision : accordée ou refusée.")
    if not decided_by.strip() or not reason.strip():
        raise NoteError("Indiquez qui a décidé, et pourquoi.")
    if asked_on > now.astimezone(PARIS).date():
        raise NoteError("Le jour de la demande ne peut pas être à venir.")
    session.add(
        NoteReleaseRow(
            request_id=request_id,
            author_id=actor.id,
            asked_on=asked_on,
            decided_by=decided_by.strip()[:200],
            decision=known.value,
            reason=reason.strip()[:1000],
            recorded_at=now,
        )
    )
    session.flush()
    note(session, actor, f"notes_release_{known.value}", request_id, now)


def releases_of(session: Session, actor: Actor, request_id: str) -> tuple[Release, ...]:
    """The decisions on the actor's own notes, the newest first."""
    mine = (NoteReleaseRow.request_id == request_id, NoteReleaseRow.author_id == actor.id)
    rows = session.scalars(select(NoteReleaseRow).where(*mine).order_by(NoteReleaseRow.recorded_at.desc(), NoteReleaseRow.id.desc()))
    return tuple(Release(row.asked_on, row.decided_by, ReleaseDecision(row.decision), row.reason, row.recorded_at) for row in rows)


def released_notes(session: Session, actor: Actor, request_id: str, now: datetime) -> tuple[str, ...] | None:
    """The texts of the actor's own notes, to hand over; None unless the newest decision grants it. Leaves a trace."""
    check_writer(actor)
    decisions = releases_of(session, actor, request_id)
    if not decisions or decisions[0].decision is not ReleaseDecision.GRANTED:
        return None
    note(session, actor, "notes_released", request_id, now)
    mine = (WorkingNoteRow.request_id == request_id, WorkingNoteRow.author_id == actor.id)
    return tuple(session.scalars(select(WorkingNoteRow.text).where(*mine).order_by(WorkingNoteRow.created_at, WorkingNoteRow.id)))
