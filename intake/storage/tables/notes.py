"""Working notes of social workers: outside the record."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from intake.privacy import EncryptedText
from intake.storage.tables.base import CODE, ID, Base, of_request, row_id


class WorkingNoteRow(Base):
    """What a social worker thinks, for herself and for the colleagues whom she names."""

    __tablename__ = "working_notes"

    id: Mapped[str] = row_id()
    request_id: Mapped[str] = of_request()
    author_id: Mapped[str] = mapped_column(ID, index=True)
    text: Mapped[str] = mapped_column(EncryptedText("working_notes.text"))
    # Ids of colleagues.
    shared_with: Mapped[Any] = mapped_column(JSON, default=list)
    # Kept on purpose when the file closes, and why.
    kept_reason: Mapped[str | None] = mapped_column(EncryptedText("working_notes.kept_reason"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class NoteDraftRow(Base):
    """What a social worker is typing, saved as she goes; `note_id` is empty for a new note."""

    __tablename__ = "note_drafts"

    # No uniqueness by author and request: when two requests are merged, the drafts of both must live.
    id: Mapped[str] = row_id()
    request_id: Mapped[str] = of_request()
    author_id: Mapped[str] = mapped_column(ID)
    note_id: Mapped[str] = mapped_column(ID, default="")
    text: Mapped[str] = mapped_column(EncryptedText("note_drafts.text"))
    saved_at: Mapped[datetime]


class NoteReleaseRow(Base):
    """The decision on a person's asking for the notes of one author."""

    __tablename__ = "note_releases"

    id: Mapped[str] = row_id()
    request_id: Mapped[str] = of_request()
    author_id: Mapped[str] = mapped_column(ID)
    asked_on: Mapped[date]
    # Who decided, as a name and a function: it may be somebody without an account.
    decided_by: Mapped[str] = mapped_column(EncryptedText("note_releases.decided_by"))
    decision: Mapped[str] = mapped_column(CODE)
    reason: Mapped[str] = mapped_column(EncryptedText("note_releases.reason"))
    recorded_at: Mapped[datetime]
