"""The hand-off that an address names, for a visitor who may see it."""

from __future__ import annotations

from typing import Final

from fastapi import HTTPException
from sqlalchemy.orm import Session

from desk.guard import Visitor
from intake.staff import narrow
from intake.storage import HandoffRow

GONE: Final = "Cette demande n’existe pas, a été effacée, ou n’est pas de votre antenne."


def seen_handoff(session: Session, visitor: Visitor, handoff_id: str) -> HandoffRow:
    """The hand-off, in a session narrowed to what the visitor may see; raises a 404. Who shows anything of it leaves the trace."""
    row = narrow(session, visitor.actor).get(HandoffRow, handoff_id)
    if row is None:
        raise HTTPException(404, GONE)
    return row
