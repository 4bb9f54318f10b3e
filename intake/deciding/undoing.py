"""Undoing a decision while nothing has left."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from intake.deciding.codes import DecisionKind, ToldBy
from intake.deciding.errors import ChangedError, DecisionError
from intake.deciding.reaching import take_back
from intake.deciding.taking import held, last_decision, standing
from intake.privacy import Actor
from intake.storage import DecisionRow, HandoffRow, RewordingRow
from intake.telling import tell_no_more, untell
from intake.trail import note


def undo(session: Session, actor: Actor, handoff_id: str, decision_id: str, *, now: datetime) -> DecisionRow | None:
    """Put back how things stood before a decision; None when the actor sees no such decision.

    Raises DecisionError when ten minutes have passed, when something came after it, or when its text has begun to leave.
    """
    row = held(session, handoff_id)
    last = None if row is None else last_decision(session, row.id)
    if row is None or last is None:
        return None
    if last.id != decision_id or _compared(standing(row)) != _compared(last.after):
        raise ChangedError("La demande a changé depuis cette décision : elle ne s’annule plus.")
    if now >= last.effective_at:
        raise DecisionError("Les dix minutes sont passées : la décision ne s’annule plus. Vous pouvez en prendre une autre.")
    if last.told_by == ToldBy.TEXT.value and not take_back(session, last):
        raise DecisionError("Le message est déjà parti : la décision ne s’annule plus.")
    tell_no_more(session, last.id)
    session.execute(delete(RewordingRow).where(RewordingRow.decision_id == last.id))
    if last.kind == DecisionKind.REOPEN.value:
        # Her « non », where that reopened it.
        untell(session, row.id, last.at)
    _put_back(row, last.before, last.after)
    # Strictly newer, also when it is undone within the same instant.
    row.updated_at = max(now, row.updated_at + timedelta(microseconds=1))
    last.undone_at, last.undone_by = now, actor.id
    note(session, actor, "decide_undo", row.request_id, now)
    session.flush()
    return last


def may_undo(row: HandoffRow, last: DecisionRow, now: datetime) -> bool:
    """Whether the newest decision can still be undone."""
    return now < last.effective_at and _compared(standing(row)) == _compared(last.after)


def _compared(standing: dict[str, Any]) -> dict[str, Any]:
    # A new danger may bring the due time nearer: no reason not to undo.
    return {name: value for name, value in standing.items() if name != "due_at"}


def _put_back(row: HandoffRow, before: dict[str, Any], after: dict[str, Any]) -> None:
    row.status, row.antenna = before["status"], before["antenna"]
    row.antenna_chosen, row.assigned_to = before["antenna_chosen"], before["assigned_to"]
    row.waiting_since = datetime.fromisoformat(before["waiting_since"]) if before["waiting_since"] else None
    if row.due_at == datetime.fromisoformat(after["due_at"]):
        row.due_at = datetime.fromisoformat(before["due_at"])
