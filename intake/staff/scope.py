"""Which hand-offs an actor sees, applied to every query of a session so that no page can forget it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, event, false, func, or_, true
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from intake.privacy import Actor, ActorKind
from intake.storage import OVER, HandoffRow
from lexicon.codes import Role

# Overdue with no antenna to be told: every manager sees it, so that one of them gives it a place.
_NOBODY_CALLED = and_(HandoffRow.antenna.is_(None), HandoffRow.escalated_at.is_not(None), HandoffRow.status.not_in(OVER))


def narrow(session: Session, actor: Actor) -> Session:
    """Narrow every query of this session on hand-offs to those that the actor may see; the others do not exist for it."""
    allowed = _allowed(actor)

    @event.listens_for(session, "do_orm_execute")
    def _narrowed(state: ORMExecuteState) -> None:
        state.statement = state.statement.options(with_loader_criteria(HandoffRow, allowed, include_aliases=True))

    return session


def _allowed(actor: Actor) -> ColumnElement[Any]:
    match actor.role:
        case Role.SECRETARY if actor.kind is ActorKind.PROGRAM and actor.antenna:
            # A token for one antenna reads that antenna; a secretary answers the line of the whole region.
            return HandoffRow.antenna == actor.antenna
        case Role.SECRETARY:
            return true()
        case Role.SOCIAL_WORKER:
            # A file that no antenna serves yet is everybody's, or nobody would call.
            here = actor.antenna or ""
            # Said so that no database goes looking for each half through an index of its own, all the closed files with it.
            return or_(func.coalesce(HandoffRow.antenna, here) == here, HandoffRow.assigned_to == actor.id)
        case Role.MANAGER:
            return or_(HandoffRow.antenna == actor.antenna if actor.antenna else false(), _NOBODY_CALLED)
        case _:
            return false()
