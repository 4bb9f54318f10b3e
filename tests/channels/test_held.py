"""While staff hold a conversation the assistant is silent, and the rules of danger go on, every one of them."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from sqlalchemy.orm import Session

from channels.rasa import Rasa
from channels.turns import Inbound, Turns
from intake.dialogue import State
from intake.requests import (
    HandoverReason,
    current_convention,
    existing_handoff,
    hand_over,
    load_draft,
    open_conversation,
    store_staff_message,
)
from intake.runtime import Runtime
from intake.storage import ConversationRow, LiveRow
from lexicon import find_danger, find_sure_danger
from lexicon.codes import AnswerStatus, Channel, MessageKind

# A sign that ordinary talk gives too: only a model could weigh it.
UNSURE = "je pense tout le temps à la mort"


@pytest.fixture
def held(runtime: Runtime) -> str:
    now = runtime.clock.now()
    with runtime.database.write() as session:
        version = current_convention(session, now.date()).version
        state = State().model_dump(mode="json")
        opened = open_conversation(session, channel=Channel.WEB, locale="fr", version=version, now=now, random=Random(1), state=state)
        session.get_one(ConversationRow, opened.id).held_by = "lea"
    return opened.id


@pytest.fixture
def turns(runtime: Runtime) -> Turns:
    # Nothing listens there: as with Rasa stopped.
    return Turns(runtime, Rasa("http://127.0.0.1:9", "http://127.0.0.1:9", "token"))


def test_an_ordinary_message_is_left_to_the_human(turns: Turns, held: str):
    assert turns.answer(held, Inbound("m1", "merci, je vous écoute")) == []


def account(runtime: Runtime, conversation_id: str) -> list[str]:
    with runtime.database.read() as session:
        return [said.text for said in load_draft(session, request_of(session, conversation_id)).account]


def request_of(session: Session, conversation_id: str) -> str:
    return session.get_one(ConversationRow, conversation_id).request_id


def test_what_she_writes_then_joins_her_account_once_with_what_it_says(runtime: Runtime, turns: Turns, held: str):
    with runtime.database.write() as session:
        hand_over(session, request_of(session, held), reason=HandoverReason.HUMAN, now=runtime.clock.now(), indexer=runtime.indexer)
    for _ in range(2):
        assert turns.answer(held, Inbound("m1", "Je suis en arrêt de travail depuis le 3 mars.")) == []
    assert account(runtime, held) == ["Je suis en arrêt de travail depuis le 3 mars."]
    with runtime.database.read() as session:
        draft = load_draft(session, request_of(session, held))
        assert (draft.value("sick_leave"), draft.status("sick_leave")) == ("oui", AnswerStatus.DEDUCED)
        row = existing_handoff(session, request_of(session, held))
        assert row is not None
        assert "arrêt" in str(row.summary).lower()
        # Nobody of the staff has written: it is no contact.
        assert row.first_contact_at is None


def test_she_and_staff_have_spoken_once_both_have_written(runtime: Runtime, turns: Turns, held: str):
    now = runtime.clock.now()
    with runtime.database.write() as session:
        hand_over(session, request_of(session, held), reason=HandoverReason.HUMAN, now=now, indexer=runtime.indexer)
        # Of an earlier talk: what staff wrote then is no part of this one.
        store_staff_message(session, held, text="Bonjour, ici Léa.", by="lea", client_id="s1", now=now - timedelta(hours=1))
        session.add(LiveRow(conversation_id=held, held_since=now, seen_at=now))
    assert turns.answer(held, Inbound("m1", "merci, je vous écoute")) == []
    assert contact(runtime, held) is None
    with runtime.database.write() as session:
        store_staff_message(session, held, text="Je regarde.", by="lea", client_id="s2", now=runtime.clock.now())
    assert contact(runtime, held) is None
    assert turns.answer(held, Inbound("m2", "d’accord")) == []
    assert contact(runtime, held) == "live"


def contact(runtime: Runtime, conversation_id: str) -> str | None:
    with runtime.database.read() as session:
        row = existing_handoff(session, request_of(session, conversation_id))
        assert row is not None
        assert (row.first_contact_at is None) == (row.first_contact_by is None)
        return row.first_contact_by


def test_an_unsure_sign_rings_where_no_model_reads(turns: Turns, held: str):
    assert find_danger(UNSURE) is not None
    assert find_sure_danger(UNSURE) is None
    replies = turns.answer(held, Inbound("m1", UNSURE))
    assert replies[0].kind is MessageKind.SAFETY
