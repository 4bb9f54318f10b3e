"""Reading working notes: one's own, and those that a colleague shared by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from intake.notes.owning import check_writer, is_closed
from intake.notes.releasing import Release, releases_of
from intake.privacy import Actor
from intake.storage import HandoffRow, NoteDraftRow, StaffRow, WorkingNoteRow
from intake.trail import note
from lexicon.codes import Role


@dataclass(frozen=True, slots=True)
class Colleague:
    """A social worker with whom a note may be shared."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note as the actor may see it; `draft` is what she typed since and has not stored."""

    id: str
    mine: bool
    author: str
    text: str
    shared_with: tuple[Colleague, ...]
    kept_reason: str | None
    created_at: datetime
    updated_at: datetime
    draft: str | None


@dataclass(frozen=True, slots=True)
class NotesView:
    """What a social worker finds about notes on one file; `draft` is that of a new note."""

    notes: tuple[Note, ...]
    draft: str
    draft_at: datetime | None
    colleagues: tuple[Colleague, ...]
    releases: tuple[Release, ...]
    closed: bool


def read_notes(session: Session, actor: Actor, request_id: str, now: datetime) -> NotesView:
    """Her own notes and those shared with her, the oldest first; a trace is left when there are any.

    Raises PermissionError for anybody but a social worker.
    """
    check_writer(actor)
    rows = [
        row
        for row in session.scalars(
            select(WorkingNoteRow).where(WorkingNoteRow.request_id == request_id).order_by(WorkingNoteRow.created_at, WorkingNoteRow.id)
        )
        if row.author_id == actor.id or actor.id in row.shared_with
    ]
    if rows:
        note(session, actor, "notes_read", request_id, now)
    mine = (NoteDraftRow.author_id == actor.id, NoteDraftRow.request_id == request_id)
    drafts: dict[str, list[NoteDraftRow]] = {}
    for one in session.scalars(select(NoteDraftRow).where(*mine).order_by(NoteDraftRow.saved_at, NoteDraftRow.id)):
        drafts.setdefault(one.note_id, []).append(one)
    people = {one for row in rows for one in (row.author_id, *row.shared_with)}
    found = session.scalars(select(StaffRow).where(StaffRow.id.in_(people))) if people else ()
    names = {one.id: one.name for one in found}
    new = drafts.get("", [])
    return NotesView(
        notes=tuple(_note(row, actor, names, drafts.get(row.id, [])) for row in rows),
        draft=_joined(new),
        draft_at=new[-1].saved_at if new else None,
        colleagues=_colleagues(session, actor, request_id),
        releases=releases_of(session, actor, request_id),
        closed=is_closed(session, request_id),
    )


def _note(row: WorkingNoteRow, actor: Actor, names: dict[str, str], drafts: list[NoteDraftRow]) -> Note:
    mine = row.author_id == actor.id
    return Note(
        id=row.id,
        mine=mine,
        author=names.get(row.author_id, "Une collègue"),
        text=row.text,
        shared_with=tuple(Colleague(one, names.get(one, "Une collègue")) for one in row.shared_with),
        kept_reason=row.kept_reason,
        created_at=row.created_at,
        updated_at=row.updated_at,
        draft=_joined(drafts) if drafts and mine else None,
    )


def _joined(drafts: list[NoteDraftRow]) -> str:
    """One draft in the ordinary case; after a merge, those of both requests."""
    return "\n\n".join(draft.text for draft in drafts)


def _colleagues(session: Session, actor: Actor, request_id: str) -> tuple[Colleague, ...]:
    """The other social workers who can open the file: nobody else would find the note."""
    handoff = session.execute(select(HandoffRow.antenna, HandoffRow.assigned_to).where(HandoffRow.request_id == request_id)).first()
    query = select(StaffRow).where(StaffRow.role == Role.SOCIAL_WORKER.value, StaffRow.disabled_at.is_(None), StaffRow.id != actor.id)
    if handoff is not None and handoff.antenna is not None:
        query = query.where(or_(StaffRow.antenna == handoff.antenna, StaffRow.id == handoff.assigned_to))
    found = (Colleague(row.id, row.name) for row in session.scalars(query))
    return tuple(sorted(found, key=lambda one: one.name.casefold()))
