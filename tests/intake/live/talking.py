"""Conversations that go on, without the public process: begun, and one turn after the other."""

from __future__ import annotations

from random import Random

from intake.dialogue import Answered, State, Turn, answer_turn, open_dialogue
from intake.requests import current_convention, open_conversation, receive, store_replies
from intake.runtime import Runtime
from intake.storage import ConversationRow, TextThreadRow, new_id
from lexicon.codes import Channel

NUMBER = "+33639980042"


def begin(runtime: Runtime, channel: Channel = Channel.WEB, seed: int = 1) -> str:
    """A conversation in which the person has told her story and is asked her first question."""
    now = runtime.clock.now()
    with runtime.database.write() as session:
        convention = current_convention(session, now.date())
        opening = open_dialogue(convention, channel)
        state = opening.state.model_dump(mode="json")
        made = open_conversation(
            session, channel=channel, locale="fr", version=convention.version, now=now, random=Random(seed), state=state
        )
        store_replies(session, made.id, replies=list(opening.replies), now=now)
        if channel is Channel.SMS:
            token = runtime.indexer.token("phone", NUMBER)
            session.add(TextThreadRow(token=token, conversation_id=made.id, number=NUMBER, service_number="+33261911000", last_at=now))
    turn(runtime, made.id, "je suis en arrêt depuis six mois et mon employeur veut me licencier", "take_answer")
    return made.id


def turn(runtime: Runtime, conversation_id: str, text: str, move: str) -> Answered:
    now = runtime.clock.now()
    with runtime.database.write() as session:
        row = session.get_one(ConversationRow, conversation_id)
        said = receive(session, conversation_id, text=text, client_id=new_id(), now=now)
        whole = Turn(
            conversation_id=conversation_id,
            message_id=said.id,
            text=text,
            channel=Channel(row.channel),
            state=State.model_validate(row.state),
        )
        answered = answer_turn(session, whole, move, now=now, indexer=runtime.indexer, person_wait=5)
        store_replies(
            session,
            conversation_id,
            replies=list(answered.replies),
            now=now,
            answers=said,
            state=answered.state.model_dump(mode="json"),
        )
    return answered
