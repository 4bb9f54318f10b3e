"""Several files handed over at once: each a decision, none moved that is over, out of sight or hers already."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from intake.deciding import CloseOutcome, DecisionError, DecisionKind, share_out, undo
from intake.runtime import Runtime
from intake.staff import disable_staff, narrow
from intake.storage import DecisionRow, HandoffRow
from tests.conftest import NOW
from tests.desk.people import file
from tests.intake.deciding.conftest import Desk, later, member


def shared(desk: Desk, ids: list[str], assignee: str | None, actor=None) -> tuple[int, int]:
    with desk.runtime.database.write() as session:
        who = actor or desk.actor
        found = share_out(narrow(session, who), who, ids, assignee, later(minutes=1))
        return found.moved, found.refused


def where(runtime: Runtime, handoff_id: str) -> tuple[str | None, str | None, bool]:
    with runtime.database.read() as session:
        row = session.get_one(HandoffRow, handoff_id)
        return row.assigned_to, row.antenna, row.antenna_chosen


def test_each_file_moves_by_a_decision_that_is_undone_by_itself(desk: Desk):
    ines = member(desk.runtime, "ines", "social_worker", "angers")
    other = file(desk.runtime, seed=2)
    assert shared(desk, [desk.filed.id, other.id, "inconnue"], ines.id) == (2, 0)
    # As one by one: her antenna comes with her.
    assert where(desk.runtime, other.id) == (ines.id, "angers", True)
    # What she has already is no change, and no decision.
    assert shared(desk, [desk.filed.id, other.id], ines.id) == (0, 0)
    with desk.runtime.database.write() as session:
        found = {one.handoff_id: one for one in session.scalars(select(DecisionRow))}
        assert {one.kind for one in found.values()} == {"assign"}
        assert len(found) == 2
        assert undo(session, desk.actor, other.id, found[other.id].id, now=later(minutes=5))
    assert where(desk.runtime, other.id) == (None, "nantes", False)
    assert where(desk.runtime, desk.filed.id) == (ines.id, "angers", True)


def test_what_is_over_stays_and_is_counted(desk: Desk):
    other = file(desk.runtime, seed=2)
    desk.take(DecisionKind.CLOSE, reason=CloseOutcome.HELPED)
    assert shared(desk, [desk.filed.id, other.id], desk.actor.id) == (1, 1)
    assert where(desk.runtime, desk.filed.id)[0] is None


def test_a_secretary_takes_files_and_gives_them_back_without_moving_them(desk: Desk):
    assert shared(desk, [desk.filed.id], desk.actor.id) == (1, 0)
    assert where(desk.runtime, desk.filed.id) == (desk.actor.id, "nantes", False)
    assert shared(desk, [desk.filed.id], None) == (1, 0)
    assert where(desk.runtime, desk.filed.id) == (None, "nantes", False)


def test_what_is_out_of_sight_stays(desk: Desk):
    stranger = member(desk.runtime, "ines", "social_worker", "angers")
    assert shared(desk, [desk.filed.id], stranger.id, stranger) == (0, 0)


def test_who_has_no_account_is_given_nothing(desk: Desk):
    gone, auditor = member(desk.runtime, "nora", "social_worker", "nantes"), member(desk.runtime, "max", "auditor")
    with desk.runtime.database.write() as session:
        disable_staff(session, "nora", NOW)
    for one in (gone, auditor):
        with pytest.raises(DecisionError, match="compte"):
            shared(desk, [desk.filed.id], one.id)
