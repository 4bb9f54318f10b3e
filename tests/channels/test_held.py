"""While staff hold a conversation the assistant is silent, and the rules of danger go on, every one of them."""

from __future__ import annotations

from random import Random

import pytest

from channels.rasa import Rasa
from channels.turns import Inbound, Turns
from intake.dialogue import State
from intake.requests import current_convention, open_conversation
from intake.runtime import Runtime
from intake.storage import ConversationRow
from lexicon import find_danger, find_sure_danger
from lexicon.codes import Channel, MessageKind

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


def test_an_unsure_sign_rings_where_no_model_reads(turns: Turns, held: str):
    assert find_danger(UNSURE) is not None
    assert find_sure_danger(UNSURE) is None
    replies = turns.answer(held, Inbound("m1", UNSURE))
    assert replies[0].kind is MessageKind.SAFETY
