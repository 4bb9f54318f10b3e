"""Typing in for somebody who calls, comes or writes: the same fields and the same verdict, saved at every field."""

from intake.staff_entry.codes import EntryKind
from intake.staff_entry.entries import (
    EntryError,
    entry_on,
    give_up,
    open_entries,
    own_entry,
    own_words,
    request_of,
    send_entry,
    start_entry,
)
from intake.staff_entry.presence import note_presence, others_present
from intake.staff_entry.reading import LISTED, STATUSES, Taken, Typed, shown, take
from intake.staff_entry.saving import save

__all__ = [
    "LISTED",
    "STATUSES",
    "EntryError",
    "EntryKind",
    "Taken",
    "Typed",
    "entry_on",
    "give_up",
    "note_presence",
    "open_entries",
    "others_present",
    "own_entry",
    "own_words",
    "request_of",
    "save",
    "send_entry",
    "shown",
    "start_entry",
    "take",
]
