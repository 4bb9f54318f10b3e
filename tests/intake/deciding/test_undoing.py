"""Ten minutes to undo: what was is put back, and nothing leaves."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from intake.deciding import ChangedError, CloseOutcome, DecisionError, DecisionKind, HandedTo, ToldBy
from intake.outbox import due_texts
from intake.storage import HandoffRow, OutboxRow
from tests.conftest import NOW
from tests.intake.deciding.conftest import NANTES, Desk, later, member

KEPT = ("status", "antenna", "antenna_chosen", "assigned_to", "waiting_since", "due_at")


def standing(row: HandoffRow) -> list[object]:
    return [getattr(row, name) for name in KEPT]


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        (DecisionKind.ACCEPT, {"axis": "soins", "handed_to": HandedTo("angers")}),
        (DecisionKind.ASSIGN, {"handed_to": HandedTo("angers")}),
        (DecisionKind.ASK, {"words": "Rappelez-nous.", "told_by": ToldBy.CALL}),
        (DecisionKind.CLOSE, {"reason": CloseOutcome.MISTAKE}),
    ],
)
def test_undoing_puts_back_what_was(desk: Desk, kind: DecisionKind, more: dict):
    before = standing(desk.row)
    taken = desk.take(kind, **more)
    assert standing(desk.row) != before
    desk.undo(taken, later(minutes=9))
    assert standing(desk.row) == before
    with pytest.raises(AssertionError):
        desk.undo(taken, later(minutes=9))


def test_a_text_that_was_undone_never_leaves(desk: Desk):
    desk.by_text()
    taken = desk.take(DecisionKind.ASK, words="Rappelez-nous.", told_by=ToldBy.TEXT)
    desk.undo(taken, later(minutes=9))
    with desk.runtime.database.write() as session:
        assert session.scalar(select(OutboxRow.id)) is None
    # Asked again, it leaves once.
    desk.take(DecisionKind.ASK, words="Rappelez-nous.", told_by=ToldBy.TEXT, now=later(minutes=9))
    with desk.runtime.database.write() as session:
        assert due_texts(session, later(minutes=18), limit=10, lease=later(minutes=1) - NOW) == []
        assert len(due_texts(session, later(minutes=19), limit=10, lease=later(minutes=1) - NOW)) == 1


def test_after_ten_minutes_it_is_too_late(desk: Desk):
    taken = desk.take(DecisionKind.CLOSE, reason=CloseOutcome.MISTAKE)
    with pytest.raises(DecisionError, match="dix minutes"):
        desk.undo(taken, later(minutes=10))
    assert desk.row.status == "closed"


def test_only_the_last_decision_is_undone_one_after_the_other(desk: Desk):
    first = desk.take(DecisionKind.ASSIGN, handed_to=HandedTo("angers"))
    second = desk.take(DecisionKind.CLOSE, reason=CloseOutcome.MISTAKE, now=later(minutes=1))
    with pytest.raises(ChangedError):
        desk.undo(first, later(minutes=2))
    desk.undo(second, later(minutes=2))
    desk.undo(first, later(minutes=3))
    assert (desk.row.status, desk.row.antenna) == ("new", "nantes")


def test_what_changed_by_another_way_is_not_overwritten(desk: Desk):
    taken = desk.take(DecisionKind.ACCEPT, axis="emploi", handed_to=NANTES)
    with desk.runtime.database.write() as session:
        session.get_one(HandoffRow, desk.filed.id).assigned_to = member(desk.runtime, "ines").id if False else "x"
    with pytest.raises(ChangedError):
        desk.undo(taken, later(minutes=1))
