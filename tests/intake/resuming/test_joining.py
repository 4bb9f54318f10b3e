"""A conversation joins the request that a code names: what was said meanwhile goes along, and the empty request is gone."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from intake.draft import DangerHeard, TopicHeard
from intake.privacy import ASSISTANT
from intake.requests import (
    Conversation,
    HandoverReason,
    QueueFilter,
    add_account,
    add_danger,
    add_topics,
    hand_over,
    list_handoffs,
    load_conversation,
    load_draft,
    messages_after,
    receive,
    refresh,
)
from intake.resuming import join
from intake.runtime import Runtime
from intake.storage import Base, RequestRow
from lexicon.codes import DangerKind, SaidBy
from tests.conftest import NOW
from tests.intake.requests.conftest import open_one, tell


@pytest.fixture
def old(runtime: Runtime) -> Conversation:
    """The request to go on with: a name, a birth date and a story."""
    with runtime.database.write() as session:
        opened = open_one(session, NOW, seed=1)
        tell(session, opened, NOW, name={"first": "Jeanne", "last": "Martin"}, birth_date="1960-03-12")
        speak(session, opened, "mon histoire")
    return opened


@pytest.fixture
def new(runtime: Runtime) -> Conversation:
    with runtime.database.write() as session:
        return open_one(session, NOW, seed=2)


def speak(session, conversation: Conversation, text: str) -> str:
    message = receive(session, conversation.id, text=text, client_id=text, now=NOW)
    add_account(session, conversation.request_id, message.id, text=text, said_by=SaidBy.PERSON, now=NOW)
    return message.id


def joined(runtime: Runtime, new: Conversation, old: Conversation) -> None:
    with runtime.database.write() as session:
        join(session, new.id, old.request_id)


def test_the_conversation_is_of_the_request_and_its_own_is_gone(runtime: Runtime, old: Conversation, new: Conversation):
    joined(runtime, new, old)
    with runtime.database.read() as session:
        assert session.scalars(select(RequestRow.id)).all() == [old.request_id]
        assert load_conversation(session, new.id).request_id == old.request_id
        assert load_conversation(session, old.id).request_id == old.request_id


def test_no_row_of_the_empty_request_is_left(runtime: Runtime, old: Conversation, new: Conversation):
    with runtime.database.write() as session:
        speak(session, new, "bonjour")
        tell(session, new, NOW, regime="general")
    joined(runtime, new, old)
    with runtime.database.read() as session:
        for table in Base.metadata.sorted_tables:
            if "request_id" in table.c:
                assert new.request_id not in session.scalars(select(table.c.request_id)).all(), table.name


def test_words_dangers_topics_and_answers_said_meanwhile_are_kept(runtime: Runtime, old: Conversation, new: Conversation):
    with runtime.database.write() as session:
        message = speak(session, new, "je dors dehors")
        add_danger(session, new.request_id, message, DangerHeard(kind=DangerKind.SANS_ABRI, words="je dors dehors"), NOW)
        add_topics(session, new.request_id, message, [TopicHeard(code="logement", words="dehors")])
        tell(session, new, NOW, phone="+33639981234", birth_date="1999-01-01")
    joined(runtime, new, old)
    with runtime.database.read() as session:
        draft = load_draft(session, old.request_id)
    assert [said.text for said in draft.account] == ["mon histoire", "je dors dehors"]
    assert draft.danger is not None
    assert draft.danger.kind is DangerKind.SANS_ABRI
    assert [topic.code for topic in draft.topics] == ["logement"]
    assert draft.value("phone") == "+33639981234"
    assert draft.value("birth_date") == "1960-03-12"
    assert draft.value("name") == {"first": "Jeanne", "last": "Martin"}


def test_a_topic_that_both_have_is_there_once(runtime: Runtime, old: Conversation, new: Conversation):
    with runtime.database.write() as session:
        for conversation in (old, new):
            message = speak(session, conversation, f"arrêt {conversation.id}")
            add_topics(session, conversation.request_id, message, [TopicHeard(code="arret_travail", words="arrêt")])
    joined(runtime, new, old)
    with runtime.database.read() as session:
        assert [topic.code for topic in load_draft(session, old.request_id).topics] == ["arret_travail"]


def test_the_messages_of_both_conversations_stay(runtime: Runtime, old: Conversation, new: Conversation):
    with runtime.database.write() as session:
        speak(session, new, "bonjour")
    joined(runtime, new, old)
    with runtime.database.read() as session:
        assert [item.text for item in messages_after(session, new.id, 0)] == ["bonjour"]
        assert len(messages_after(session, old.id, 0)) == 2


def test_both_conversations_lead_to_the_hand_off(runtime: Runtime, old: Conversation, new: Conversation):
    with runtime.database.write() as session:
        hand_over(session, old.request_id, reason=HandoverReason.SENT, now=NOW, indexer=runtime.indexer)
    joined(runtime, new, old)
    with runtime.database.write() as session:
        refresh(session, old.request_id, now=NOW, indexer=runtime.indexer)
    with runtime.database.write() as session:
        for conversation in (old, new):
            wanted = QueueFilter(conversation_id=conversation.id)
            page = list_handoffs(session, ASSISTANT, wanted, now=NOW, indexer=runtime.indexer)
            assert [line.request_id for line in page.lines] == [old.request_id]


def test_joining_ones_own_request_changes_nothing(runtime: Runtime, old: Conversation):
    with runtime.database.write() as session:
        assert join(session, old.id, old.request_id) is None
    with runtime.database.read() as session:
        assert load_draft(session, old.request_id).value("birth_date") == "1960-03-12"


def test_joining_twice_is_joining_once(runtime: Runtime, old: Conversation, new: Conversation):
    with runtime.database.write() as session:
        speak(session, new, "bonjour")
    joined(runtime, new, old)
    joined(runtime, new, old)
    with runtime.database.read() as session:
        assert len(load_draft(session, old.request_id).account) == 2


def test_a_third_conversation_joins_too(runtime: Runtime, old: Conversation, new: Conversation):
    with runtime.database.write() as session:
        third = open_one(session, NOW, seed=3)
    joined(runtime, new, old)
    joined(runtime, third, old)
    with runtime.database.read() as session:
        assert session.scalars(select(RequestRow.id)).all() == [old.request_id]


def test_a_request_that_was_erased_cannot_be_joined(runtime: Runtime, new: Conversation):
    with pytest.raises(LookupError), runtime.database.write() as session:
        join(session, new.id, "gone")
    with runtime.database.read() as session:
        assert load_conversation(session, new.id).request_id == new.request_id


def test_the_state_of_the_last_conversation_is_handed_over(runtime: Runtime, old: Conversation, new: Conversation):
    with runtime.database.write() as session:
        assert join(session, new.id, old.request_id) == {"mode": "intake"}


@pytest.mark.parametrize(("before", "since", "kept"), [(None, "+33639985678", "+33639985678"), ("+33639981234", None, "+33639981234")])
def test_what_has_a_value_counts_over_what_is_unknown(
    runtime: Runtime, old: Conversation, new: Conversation, before: str | None, since: str | None, kept: str
):
    with runtime.database.write() as session:
        tell(session, old, NOW, phone=before)
        tell(session, new, NOW, phone=since)
    joined(runtime, new, old)
    with runtime.database.read() as session:
        assert load_draft(session, old.request_id).value("phone") == kept


def test_a_request_that_was_handed_over_is_never_dropped(runtime: Runtime, old: Conversation, new: Conversation):
    with runtime.database.write() as session:
        hand_over(session, new.request_id, reason=HandoverReason.HUMAN, now=NOW, indexer=runtime.indexer)
    with pytest.raises(ValueError, match="transmise"), runtime.database.write() as session:
        join(session, new.id, old.request_id)
    with runtime.database.read() as session:
        assert load_conversation(session, new.id).request_id == new.request_id
        assert set(session.scalars(select(RequestRow.id))) == {old.request_id, new.request_id}
