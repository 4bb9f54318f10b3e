from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from intake.requests import (
    Choice,
    Conversation,
    Reply,
    answered_before,
    begin_turn,
    end_turn,
    find_choice,
    hear,
    load_conversation,
    messages_after,
    receive,
    replies_to,
    store_replies,
    unheard_before,
)
from intake.runtime import Runtime
from intake.storage import RequestRow
from lexicon.codes import MessageKind, Sender
from tests.intake.requests.conftest import open_one

LEASE = timedelta(seconds=30)


def test_the_same_message_twice_is_one_message(runtime: Runtime, conversation: Conversation):
    now = runtime.clock.now()
    with runtime.database.write() as session:
        first = receive(session, conversation.id, text="bonjour", client_id="a", now=now)
        again = receive(session, conversation.id, text="autre chose", client_id="a", now=now)
        assert first.new
        assert not again.new
        assert again.id == first.id
        assert again.text == "bonjour"
        assert len(messages_after(session, conversation.id, 0)) == 1


def test_the_same_key_in_two_conversations_is_two_messages(runtime: Runtime, conversation: Conversation):
    now = runtime.clock.now()
    with runtime.database.write() as session:
        other = open_one(session, now, seed=2)
        assert receive(session, conversation.id, text="a", client_id="k", now=now).new
        assert receive(session, other.id, text="b", client_id="k", now=now).new


def test_replies_and_state_are_stored_together_and_once(runtime: Runtime, conversation: Conversation):
    now = runtime.clock.now()
    with runtime.database.write() as session:
        asked = receive(session, conversation.id, text="bonjour", client_id="a", now=now)
        first = store_replies(session, conversation.id, replies=[Reply(text="oui")], now=now, answers=asked, state={"mode": "sent"})
    with runtime.database.write() as session:
        late = store_replies(session, conversation.id, replies=[Reply(text="trop tard")], now=now, answers=asked, state={"mode": "intake"})
    with runtime.database.read() as session:
        assert [reply.text for reply in late] == ["oui"]
        assert replies_to(session, asked.id) == first
        assert load_conversation(session, conversation.id).state == {"mode": "sent"}
        assert [item.sender for item in messages_after(session, conversation.id, 0)] == [Sender.PERSON, Sender.ASSISTANT]


def test_a_choice_is_found_by_its_id_in_its_own_conversation_only(runtime: Runtime, conversation: Conversation):
    now = runtime.clock.now()
    with runtime.database.write() as session:
        other = open_one(session, now, seed=2)
        choices = (Choice(title="Oui", field="safe_contact", value="oui"), Choice(title="Non", field="safe_contact", value="non"))
        reply = store_replies(session, conversation.id, replies=[Reply(text="?", choices=choices)], now=now)[0]
        assert find_choice(session, conversation.id, reply.choices[1].id).value == "non"
        assert find_choice(session, other.id, reply.choices[1].id) is None
        assert find_choice(session, conversation.id, "n’importe quoi") is None
        assert find_choice(session, conversation.id, reply.id + "-9") is None


def test_one_turn_at_a_time_in_order_of_arrival(runtime: Runtime, conversation: Conversation):
    now = runtime.clock.now()
    with runtime.database.write() as session:
        first = receive(session, conversation.id, text="un", client_id="1", now=now)
        second = receive(session, conversation.id, text="deux", client_id="2", now=now)
        assert not begin_turn(session, conversation.id, second, "b", now, LEASE)
        assert begin_turn(session, conversation.id, first, "a", now, LEASE)
        assert not begin_turn(session, conversation.id, first, "c", now, LEASE)
        store_replies(session, conversation.id, replies=[Reply(text="1")], now=now, answers=first)
        end_turn(session, conversation.id, "a")
        assert begin_turn(session, conversation.id, second, "b", now, LEASE)


def test_a_dead_turn_blocks_nobody_past_its_lease(runtime: Runtime, conversation: Conversation):
    now = runtime.clock.now()
    with runtime.database.write() as session:
        first = receive(session, conversation.id, text="un", client_id="1", now=now)
        assert begin_turn(session, conversation.id, first, "dead", now, LEASE)
        later = now + LEASE + timedelta(seconds=1)
        second = receive(session, conversation.id, text="deux", client_id="2", now=later)
        assert begin_turn(session, conversation.id, second, "b", later, LEASE)
        end_turn(session, conversation.id, "dead")
        assert not begin_turn(session, conversation.id, second, "c", later, LEASE)


def test_the_first_message_sets_the_reference_date(runtime: Runtime, conversation: Conversation):
    from intake.requests import load_draft

    later = runtime.clock.now() + timedelta(days=2)
    with runtime.database.write() as session:
        receive(session, conversation.id, text="un", client_id="1", now=later)
        receive(session, conversation.id, text="deux", client_id="2", now=later + timedelta(days=3))
        assert load_draft(session, conversation.request_id).reference_date == later.date()


def test_a_given_id_opens_a_conversation_once(runtime: Runtime, conversation: Conversation):
    now = runtime.clock.now()
    with runtime.database.write() as session:
        again = open_one(session, now + timedelta(days=1), seed=2, conversation_id=conversation.id)
        assert again == conversation
        other = open_one(session, now, seed=3)
    with runtime.database.read() as session:
        assert session.scalars(select(RequestRow.id).order_by(RequestRow.id)).all() == sorted([conversation.request_id, other.request_id])


def test_an_unknown_conversation_is_said(runtime: Runtime):
    with pytest.raises(LookupError), runtime.database.write() as session:
        receive(session, "00000000-0000-7000-8000-000000000000", text="x", client_id="1", now=runtime.clock.now())


def test_public_shapes_carry_no_meaning_of_choices():
    reply = Reply(id="r", text="?", kind=MessageKind.QUESTION, asks="phone", choices=(Choice(id="c", title="Oui", field="x", value="y"),))
    assert reply.public() == {"id": "r", "text": "?", "choices": [{"id": "c", "title": "Oui"}], "asks": "phone", "kind": "question"}


def test_messages_that_no_turn_answered_are_found_in_order_and_heard_once(runtime: Runtime, conversation: Conversation):
    now = runtime.clock.now()
    with runtime.database.write() as session:
        other = open_one(session, now, seed=2)
        receive(session, other.id, text="ailleurs", client_id="0", now=now)
        first, second, third, last = (
            receive(session, conversation.id, text=text, client_id=text, now=now) for text in ("un", "2", "3", "4")
        )
        store_replies(session, conversation.id, replies=[Reply(text="oui")], now=now, answers=second)
    with runtime.database.read() as session:
        assert unheard_before(session, conversation.id, first) == []
        assert [(left.id, left.text) for left in unheard_before(session, conversation.id, last)] == [(first.id, "un"), (third.id, "3")]
    with runtime.database.write() as session:
        hear(session, [first.id, third.id])
        hear(session, [])
    with runtime.database.read() as session:
        assert unheard_before(session, conversation.id, last) == []
        # What was heard so holds up no turn after it, and has no replies of its own.
        assert replies_to(session, first.id) == []
    with runtime.database.write() as session:
        assert begin_turn(session, conversation.id, last, "a", now, LEASE)


def test_a_key_was_answered_before_whatever_the_conversation(runtime: Runtime, conversation: Conversation):
    now = runtime.clock.now()
    with runtime.database.write() as session:
        asked = receive(session, conversation.id, text="bonjour", client_id="SM1", now=now)
        assert not answered_before(session, "SM1")
        assert not answered_before(session, "SM2")
        store_replies(session, conversation.id, replies=[], now=now, answers=asked)
        assert answered_before(session, "SM1")
