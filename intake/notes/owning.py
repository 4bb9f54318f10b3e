"""Who may touch working notes: a social worker, in person."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.notes.codes import NoteError
from intake.privacy import Actor, ActorKind
from intake.storage import HandoffRow, WorkingNoteRow
from lexicon.codes import HandoffStatus, Role


def check_writer(actor: Actor) -> None:
    """Raise PermissionError for anybody but a social worker; programs never see notes, whatever their role."""
    if actor.kind is not ActorKind.STAFF or actor.role is not Role.SOCIAL_WORKER:
        raise PermissionError("working notes belong to social workers")


def own_note(session: Session, actor: Actor, request_id: str, note_id: str) -> WorkingNoteRow:
    """The actor's own note on this request; raises NoteError when she has none with this id."""
    check_writer(actor)
    row = session.scalar(
        select(WorkingNoteRow).where(
            WorkingNoteRow.id == note_id, WorkingNoteRow.request_id == request_id, WorkingNoteRow.author_id == actor.id
        )
    )
    if row is None:
        raise NoteError("Cette note n’existe plus, ou n’est pas la vôtre.")
    return row


def is_closed(session: Session, request_id: str) -> bool:
    """Whether the file is closed: what is not kept on purpose is then erased."""
    status = session.scalar(select(HandoffRow.status).where(HandoffRow.request_id == request_id))
    return bool(status == HandoffStatus.CLOSED.value)
