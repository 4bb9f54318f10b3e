"""One turn in and out of the dialogue."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from intake.dialogue.state import State
from intake.draft import DangerHeard, TopicHeard
from intake.requests import Choice, Reply
from lexicon.codes import Act, Channel


class Turn(BaseModel):
    """What the person just did, as understood; `text` is empty when she took a choice."""

    model_config = ConfigDict(frozen=True)

    conversation_id: str
    message_id: str
    text: str = ""
    choice: Choice | None = None
    act: Act = Act.INFORM
    topics: tuple[TopicHeard, ...] = ()
    danger: DangerHeard | None = None
    channel: Channel = Channel.WEB
    state: State = State()


class Answered(BaseModel):
    """What the assistant says, and the state it is in afterwards."""

    model_config = ConfigDict(frozen=True)

    replies: tuple[Reply, ...]
    state: State
