"""Writing, sharing, keeping and deleting working notes, and saving what is being typed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from intake.notes.codes import NoteError
from intake.notes.owning import check_writer, is_closed, own_note
from intake.privacy import Actor
from intake.storage import NoteDraftRow, StaffRow, WorkingNoteRow, hold_name
from intake.trail import note
from lexicon.codes import Role

MOST: Final = 8000


def write_note(
    session: Session, actor: Actor, request_id: str, *, text: str, shared_with: Iterable[str] = (), note_id: str = "", now: datetime
) -> str:
    """Write a note, or write the actor's own note `note_id` anew; gives its id, and drops the draft of it.

    Raises NoteError for an empty or too long text, a colleague who is no social worker, a note that is not hers,
    or a new note on a closed file.
    """
    check_writer(actor)
    text = text.strip()
    if not text:
        raise NoteError("La note est vide.")
    if len(text) > MOST:
        raise NoteError(f"La note est trop longue : {MOST} signes au plus.")
    shared = _colleagues(session, actor, shared_with)
    if note_id:
        row = own_note(session, actor, request_id, note_id)
        row.text, row.shared_with, row.updated_at = text, shared, now
    else:
        if is_closed(session, request_id):
            raise NoteError("La demande est close : il n’y a plus de note de travail à y écrire.")
        row = WorkingNoteRow(
            request_id=request_id, author_id=actor.id, text=text, shared_with=shared, kept_reason=None, created_at=now, updated_at=now
        )
        session.add(row)
    _drop_draft(session, actor, request_id, note_id)
    session.flush()
    note(session, actor, "note_written", request_id, now)
    return row.id


def keep_note(session: Session, actor: Actor, request_id: str, note_id: str, *, reason: str, now: datetime) -> None:
    """Keep a note when the file closes, for a reason; an empty reason lets it be erased again. Raises NoteError."""
    row = own_note(session, actor, request_id, note_id)
    row.kept_reason = reason.strip()[:500] or None
    note(session, actor, "note_kept" if row.kept_reason else "note_not_kept", request_id, now)


def delete_note(session: Session, actor: Actor, request_id: str, note_id: str, now: datetime) -> None:
    """Delete the actor's own note; raises NoteError."""
    session.delete(own_note(session, actor, request_id, note_id))
    _drop_draft(session, actor, request_id, note_id)
    session.flush()
    note(session, actor, "note_deleted", request_id, now)


def save_draft(session: Session, actor: Actor, request_id: str, *, text: str, note_id: str = "", now: datetime) -> None:
    """Save what is being typed, so that an interruption loses nothing; an empty text drops the draft.

    Raises NoteError for a note that is not hers, and for a new one on a closed file.
    """
    check_writer(actor)
    if note_id:
        own_note(session, actor, request_id, note_id)
    if text.strip() and is_closed(session, request_id) and not note_id:
        raise NoteError("La demande est close : il n’y a plus de note de travail à y écrire.")
    # Two windows that save together must not both insert.
    hold_name(session, f"note_draft:{actor.id}:{request_id}")
    _drop_draft(session, actor, request_id, note_id)
    if text.strip():
        session.add(NoteDraftRow(author_id=actor.id, request_id=request_id, note_id=note_id, text=text[:MOST], saved_at=now))
        session.flush()


def _drop_draft(session: Session, actor: Actor, request_id: str, note_id: str) -> None:
    mine = (NoteDraftRow.author_id == actor.id, NoteDraftRow.request_id == request_id, NoteDraftRow.note_id == note_id)
    session.execute(delete(NoteDraftRow).where(*mine))


def _colleagues(session: Session, actor: Actor, ids: Iterable[str]) -> list[str]:
    wanted = sorted(set(ids) - {actor.id})
    allowed = (StaffRow.id.in_(wanted), StaffRow.role == Role.SOCIAL_WORKER.value, StaffRow.disabled_at.is_(None))
    found = set(session.scalars(select(StaffRow.id).where(*allowed))) if wanted else set()
    if found != set(wanted):
        raise NoteError("Une note ne se partage qu’avec des assistantes de service social.")
    return wanted
