"""The words of working notes, and what may go wrong."""

from __future__ import annotations

from lexicon.codes import Code


class NoteError(ValueError):
    """Something asked about a working note cannot be done; the message is one French sentence, without what was typed."""


class ReleaseDecision(Code):
    """What was decided when the person asked for the notes."""

    GRANTED = "granted", "communication accordée"
    REFUSED = "refused", "communication refusée"
