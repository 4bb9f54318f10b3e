"""A call whose end was never told is closed as its hang-up would have been; what was said aloud is erased with the rest."""

from __future__ import annotations

from sqlalchemy import select

from channels.worker import care_for_calls
from intake.storage import CallRow, CallTurnRow
from lexicon.codes import Act
from tests.channels.line import CALLER, Line
from tests.channels.telephone.people import at, do


def test_a_call_of_which_nothing_is_heard_any_more_is_over(line: Line):
    call = do(at(line, "safe_contact"), "[1]")
    line.runtime.clock.move(minutes=20)
    assert care_for_calls(line.runtime) == 0
    line.runtime.clock.move(minutes=15)
    assert care_for_calls(line.runtime) == 1
    assert [handoff.reason for handoff in line.handoffs()] == ["cut"]
    assert care_for_calls(line.runtime) == 0
    call.hang_up()
    assert len(line.handoffs()) == 1


def test_the_number_of_a_call_that_ended_is_not_kept(line: Line):
    call = do(line.call(CALLER), "…")
    with line.runtime.database.read() as session:
        assert session.scalar(select(CallRow.caller)) == CALLER
    call.hang_up()
    with line.runtime.database.read() as session:
        assert session.scalar(select(CallRow.caller)) is None


def test_erasing_everything_erases_what_was_said_aloud(line: Line):
    call = at(line, "safe_contact")
    line.engine.means("effacez mes données", Act.DELETE_DATA)
    do(call, "effacez mes données", "tout effacer")
    assert "effacé" in call.now.said
    with line.runtime.database.read() as session:
        said = [row.twiml for row in session.scalars(select(CallTurnRow))]
    assert len(said) == 1
    assert "J’ai compris" not in said[0]
    # The line goes on, also where the carrier posts an old turn again.
    do(call, "…")
    assert call.now.asks == "narrative"
