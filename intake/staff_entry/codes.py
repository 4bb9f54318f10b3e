"""How the person reached the member of staff who types."""

from __future__ import annotations

from lexicon.codes import Code


class EntryKind(Code):
    """What is being typed in."""

    CALL = "call", "appel"
    VISIT = "visit", "visite"
    LETTER = "letter", "courrier"
