"""Which hand-offs an actor sees, applied to every query of a session so that no page can forget it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, event, false, or_, true
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from intake.privacy import Actor
from intake.storage import HandoffRow
from lexicon.codes import Role


def narrow(session: Session, actor: Actor) -> Session:
    """Narrow every query of this session on hand-offs to those that the actor may see; the others do not exist for it."""
    allowed = _allowed(actor)

    @event.listens_for(session, "do_orm_execute")
    def _narrowed(state: ORMExecuteState) -> None:
        state.statement = state.statement.options(with_loader_criteria(HandoffRow, allowed, include_aliases=True))

    return session


def _allowed(actor: Actor) -> ColumnElement[Any]:
    match actor.role:
        case Role.SECRETARY:
            return true()
        case Role.SOCIAL_WORKER:
            # A file that no antenna serves yet is everybody's, or nobody would call.
            return or_(HandoffRow.antenna == actor.antenna, HandoffRow.antenna.is_(None), HandoffRow.assigned_to == actor.id)
        case Role.MANAGER:
            return HandoffRow.antenna == actor.antenna if actor.antenna else false()
        case _:
            return false()
