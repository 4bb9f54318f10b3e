"""A call and its turns, a number and its thread: each answered once, and found again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from intake.requests import erase_request, load_conversation
from intake.runtime import Runtime
from intake.storage import CallRow, CallTurnRow, TextThreadRow
from intake.telephony import (
    Call,
    CallState,
    StoredTurn,
    caller_of,
    end_call,
    find_call,
    find_thread,
    forgotten_calls,
    hold_call,
    keep_thread,
    open_call,
    pass_call,
    store_turn,
    stored_turn,
    take_call,
    touch_thread,
)
from tests.conftest import NOW
from tests.intake.requests.conftest import open_one

NUMBER, SERVICE, TOKEN = "+33639980001", "+33261911000", "t" * 32
STATE = CallState(answered_at=NOW, speaking=3.5)


def opened(session: Session, sid: str = "CA1", seed: int = 1, caller: str | None = NUMBER) -> Call:
    conversation = open_one(session, NOW, seed=seed)
    return open_call(session, sid=sid, conversation_id=conversation.id, caller=caller, called=SERVICE, now=NOW)


@pytest.fixture
def call(runtime: Runtime) -> Call:
    with runtime.database.write() as session:
        return opened(session)


def test_a_call_is_found_by_its_identifier_only(runtime: Runtime, call: Call):
    with runtime.database.read() as session:
        assert find_call(session, "CA1") == call
        assert hold_call(session, "CA1") == call
        for other in ("ca1", "CA", "CA11", "", NUMBER):
            assert find_call(session, other) is None


def test_a_call_is_noted_once(runtime: Runtime, call: Call):
    with pytest.raises(IntegrityError), runtime.database.write() as session:
        opened(session, seed=2)
    with runtime.database.read() as session:
        assert session.query(CallRow).count() == 1


def test_turns_are_kept_in_order_and_the_next_is_waited_for(runtime: Runtime, call: Call):
    for number in range(3):
        with runtime.database.write() as session:
            held = hold_call(session, "CA1")
            assert held is not None
            assert held.turn == number
            answer = StoredTurn(f"<Response>{number}</Response>", "phone" if number else None)
            assert store_turn(session, held, number, answer, STATE, NOW) == answer
    with runtime.database.read() as session:
        found = find_call(session, "CA1")
        assert found is not None
        assert (found.turn, found.state) == (3, STATE)
        assert stored_turn(session, found, 1) == StoredTurn("<Response>1</Response>", "phone")
        assert stored_turn(session, found, 3) is None


def test_a_turn_answered_before_keeps_its_first_answer(runtime: Runtime, call: Call):
    first, second = StoredTurn("<a/>", None), StoredTurn("<b/>", "phone")
    with runtime.database.write() as session:
        store_turn(session, call, 0, first, STATE, NOW)
    with runtime.database.write() as session:
        assert store_turn(session, call, 0, second, CallState(), NOW) == first
        assert stored_turn(session, call, 0) == first
        found = find_call(session, "CA1")
    assert found is not None
    assert (found.turn, found.state) == (1, STATE)


def test_passing_on_and_taking(runtime: Runtime, call: Call):
    with runtime.database.write() as session:
        pass_call(session, call, "laval", NOW)
    with runtime.database.write() as session:
        take_call(session, "CA1", NOW)
        take_call(session, "CA1", NOW + timedelta(minutes=1))
        take_call(session, "unknown", NOW)
        found = find_call(session, "CA1")
        assert found is not None
        assert (found.passed_to, found.taken) == ("laval", True)
        assert session.query(CallRow).one().taken_at == NOW
    with runtime.database.write() as session:
        pass_call(session, call, None, NOW)
        found = find_call(session, "CA1")
    assert found is not None
    assert (found.passed_to, found.taken) == (None, False)


def test_a_call_ends_once(runtime: Runtime, call: Call):
    with runtime.database.write() as session:
        ended = end_call(session, "CA1", NOW)
        assert ended is not None
        assert ended.conversation_id == call.conversation_id
        assert end_call(session, "CA1", NOW + timedelta(minutes=1)) is None
        assert end_call(session, "unknown", NOW) is None
        assert session.query(CallRow).one().ended_at == NOW


def test_the_number_is_forgotten_with_the_call(runtime: Runtime, call: Call):
    with runtime.database.write() as session:
        assert caller_of(session, call.conversation_id) == NUMBER
        end_call(session, "CA1", NOW)
        assert caller_of(session, call.conversation_id) is None


def test_a_call_whose_end_was_never_told_is_found(runtime: Runtime):
    moments = {"CA1": NOW, "CA2": NOW + timedelta(minutes=20), "CA3": NOW, "CA4": NOW}
    with runtime.database.write() as session:
        for seed, (sid, at) in enumerate(moments.items()):
            call = opened(session, sid, seed=seed + 1)
            store_turn(session, call, 0, StoredTurn("<a/>", None), CallState(), at)
        end_call(session, "CA3", NOW)
        pass_call(session, call, "laval", NOW)
        take_call(session, "CA4", NOW)
    with runtime.database.read() as session:
        assert forgotten_calls(session, NOW + timedelta(minutes=10)) == ["CA1"]
        assert forgotten_calls(session, NOW) == []
        # A conversation with a person may last, but not for ever.
        assert set(forgotten_calls(session, NOW + timedelta(hours=4))) == {"CA1", "CA2"}
        assert set(forgotten_calls(session, NOW + timedelta(hours=4, seconds=1))) == {"CA1", "CA2", "CA4"}


def test_numbers_and_markup_are_unreadable_by_sql(runtime: Runtime, call: Call):
    with runtime.database.write() as session:
        store_turn(session, call, 0, StoredTurn("<Response>Jeanne</Response>", None), CallState(), NOW)
        keep_thread(session, token=TOKEN, conversation_id=call.conversation_id, number=NUMBER, service_number=SERVICE, now=NOW, known=False)
    with runtime.database.read() as session:
        rows = [
            session.connection().exec_driver_sql(f"SELECT * FROM {table}").all()  # noqa: S608  names of our own tables
            for table in ("calls", "call_turns", "text_threads")
        ]
    assert "Jeanne" not in str(rows)
    assert "639980001" not in str(rows)


def test_erasing_the_request_erases_calls_turns_and_threads(runtime: Runtime, call: Call):
    with runtime.database.write() as session:
        store_turn(session, call, 0, StoredTurn("<a/>", None), CallState(), NOW)
        keep_thread(session, token=TOKEN, conversation_id=call.conversation_id, number=NUMBER, service_number=SERVICE, now=NOW, known=False)
        conversation = load_conversation(session, call.conversation_id)
        assert conversation is not None
        erase_request(session, conversation.request_id)
    with runtime.database.read() as session:
        assert [session.query(table).count() for table in (CallRow, CallTurnRow, TextThreadRow)] == [0, 0, 0]


def test_a_number_has_one_thread_which_may_move_on(runtime: Runtime):
    later = NOW + timedelta(days=20)
    with runtime.database.write() as session:
        first, second = open_one(session, NOW, seed=1), open_one(session, NOW, seed=2)
        assert find_thread(session, TOKEN) is None
        keep_thread(session, token=TOKEN, conversation_id=first.id, number=NUMBER, service_number=SERVICE, now=NOW, known=False)
        touch_thread(session, TOKEN, "+33261911009", NOW + timedelta(days=1))
    with runtime.database.write() as session:
        found = find_thread(session, TOKEN)
        assert found is not None
        assert (found.conversation_id, found.service_number, found.last_at) == (first.id, "+33261911009", NOW + timedelta(days=1))
        keep_thread(session, token=TOKEN, conversation_id=second.id, number=NUMBER, service_number=SERVICE, now=later, known=True)
    with runtime.database.read() as session:
        found = find_thread(session, TOKEN)
        assert found is not None
        assert (found.conversation_id, found.last_at) == (second.id, later)
        assert caller_of(session, second.id) == NUMBER
        assert caller_of(session, first.id) is None
        assert caller_of(session, "unknown") is None


def test_a_withheld_caller_is_nobody(runtime: Runtime):
    with runtime.database.write() as session:
        call = opened(session, caller=None)
        assert caller_of(session, call.conversation_id) is None
