"""A conversation begins, on whatever channel: its notice and its first question."""

from __future__ import annotations

from dataclasses import dataclass
from random import SystemRandom

from sqlalchemy.orm import Session

from intake.dialogue import open_dialogue
from intake.requests import Conversation, Reply, current_convention, open_conversation
from intake.runtime import Runtime
from lexicon.codes import Channel


@dataclass(frozen=True)
class Opened:
    """The conversation, and what the assistant says first; it is for the channel to store what it says."""

    conversation: Conversation
    replies: list[Reply]


def open_on(session: Session, runtime: Runtime, channel: Channel, locale: str = "fr") -> Opened:
    """Start a request with its first conversation, under the convention in force today."""
    convention = current_convention(session, runtime.clock.today())
    opening = open_dialogue(convention, channel)
    conversation = open_conversation(
        session,
        channel=channel,
        locale=locale,
        version=convention.version,
        now=runtime.clock.now(),
        random=SystemRandom(),
        state=opening.state.model_dump(mode="json"),
    )
    return Opened(conversation, list(opening.replies))
