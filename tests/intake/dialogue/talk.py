"""A conversation with the dialogue alone: what Rasa would have understood is told, everything else is real."""

from __future__ import annotations

import itertools
from random import Random

from intake.dialogue import Answered, Turn, answer_turn, open_dialogue
from intake.draft import DangerHeard, Draft, TopicHeard
from intake.privacy import ASSISTANT
from intake.requests import (
    HandoffView,
    Reply,
    current_convention,
    find_by_conversation,
    load_draft,
    open_conversation,
    read_handoff,
    receive,
)
from intake.runtime import Runtime
from lexicon.codes import Act, Channel

_WORDS_OF_MODE = {Act.TELL_SITUATION, Act.INFORM, Act.AFFIRM, Act.DENY, Act.DONT_KNOW, Act.REFUSE_ANSWER}


class Talk:
    """One conversation; `state` goes from turn to turn as it does through Rasa."""

    def __init__(self, runtime: Runtime, channel: Channel = Channel.WEB) -> None:
        self.runtime = runtime
        self.channel = channel
        now = runtime.clock.now()
        with runtime.database.write() as session:
            convention = current_convention(session, now.date())
            opening = open_dialogue(convention, channel)
            conversation = open_conversation(
                session,
                channel=channel,
                locale="fr",
                version=convention.version,
                now=now,
                random=Random(7),
                state=opening.state.model_dump(mode="json"),
            )
        self.id, self.request_id = conversation.id, conversation.request_id
        self.state = opening.state
        self.replies: tuple[Reply, ...] = opening.replies
        self._count = itertools.count()

    def say(
        self, text: str, act: Act = Act.INFORM, *topics: str, danger: DangerHeard | None = None, move: str | None = None
    ) -> tuple[Reply, ...]:
        heard = tuple(TopicHeard(code=code, words=text[:40]) for code in topics)
        return self._turn(Turn(conversation_id=self.id, message_id="", text=text, act=act, topics=heard, danger=danger), text, move)

    def pick(self, title: str) -> tuple[Reply, ...]:
        choice = next(choice for reply in reversed(self.replies) for choice in reply.choices if choice.title == title)
        turn = Turn(conversation_id=self.id, message_id="", choice=choice, act=choice.act or Act.INFORM)
        return self._turn(turn, title, None)

    def _turn(self, turn: Turn, text: str, move: str | None) -> tuple[Reply, ...]:
        with self.runtime.database.write() as session:
            message = receive(session, self.id, text=text, client_id=str(next(self._count)), now=self.runtime.clock.now())
            whole = turn.model_copy(update={"message_id": message.id, "state": self.state, "channel": self.channel})
            answered = answer_turn(session, whole, move or self._move(turn.act), now=self.runtime.clock.now(), indexer=self.runtime.indexer)
        return self._keep(answered)

    def _keep(self, answered: Answered) -> tuple[Reply, ...]:
        self.state, self.replies = answered.state, answered.replies
        return answered.replies

    def _move(self, act: Act) -> str:
        """What Rasa's rules choose."""
        if act in _WORDS_OF_MODE:
            return "take_answer" if self.state.mode in ("intake", "human") else "add_words"
        return "not_understood" if act is Act.GIBBERISH else act.value

    @property
    def asks(self) -> str | None:
        return next((reply.asks for reply in reversed(self.replies) if reply.asks), None)

    @property
    def text(self) -> str:
        return "\n".join(reply.text for reply in self.replies)

    @property
    def titles(self) -> list[str]:
        return [choice.title for reply in self.replies for choice in reply.choices]

    @property
    def draft(self) -> Draft:
        with self.runtime.database.read() as session:
            return load_draft(session, self.request_id)

    @property
    def handoff(self) -> HandoffView | None:
        with self.runtime.database.write() as session:
            found = find_by_conversation(session, self.id)
            return read_handoff(session, ASSISTANT, found, self.runtime.clock.now()) if found else None
