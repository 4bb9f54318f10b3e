"""Working notes of social workers: outside the record, the figures, the search and the eyes of others."""

from intake.notes.closing import erase_notes_at_closing, sweep_closed
from intake.notes.codes import NoteError, ReleaseDecision
from intake.notes.reading import Colleague, Note, NotesView, read_notes
from intake.notes.releasing import Release, record_release, released_notes
from intake.notes.writing import MOST, delete_note, keep_note, save_draft, write_note

__all__ = [
    "MOST",
    "Colleague",
    "Note",
    "NoteError",
    "NotesView",
    "Release",
    "ReleaseDecision",
    "delete_note",
    "erase_notes_at_closing",
    "keep_note",
    "read_notes",
    "record_release",
    "released_notes",
    "save_draft",
    "sweep_closed",
    "write_note",
]
