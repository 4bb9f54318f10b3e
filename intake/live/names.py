"""How a member of staff is named to the person: by her first name, or not at all."""

from __future__ import annotations

import re

from sqlalchemy.orm import Session

from intake.storage import StaffRow

_TITLES = frozenset({"m", "mr", "mme", "mlle", "dr", "pr", "madame", "monsieur", "mademoiselle", "docteur"})
_FIRST = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]{2,})*\Z")
SOMEBODY = "La personne du service"


def first_name(session: Session, staff_id: str) -> str | None:
    """Her first name; None when her account shows none that can be told apart from her surname."""
    row = session.get(StaffRow, staff_id)
    words = row.name.split() if row else []
    if len(words) < 2 or words[0].rstrip(".").casefold() in _TITLES or not _FIRST.match(words[0]) or words[0].isupper():
        return None
    return words[0]


def name_of(session: Session, staff_id: str) -> str:
    """Her whole name, for her colleagues."""
    row = session.get(StaffRow, staff_id)
    return row.name if row else "Une collègue"
