"""The shapes of what is said: replies with their choices, and items of the message log."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, JsonValue

from lexicon.codes import Act, MessageKind, Sender


class Presence(StrEnum):
    """Who answers from now on."""

    STAFF = "staff"
    ASSISTANT = "assistant"


class Choice(BaseModel):
    """A button. It carries what it means, field and value or an act; it is never guessed back from its title."""

    model_config = ConfigDict(frozen=True)

    id: str = ""
    title: str
    field: str | None = None
    value: JsonValue = None
    act: Act | None = None
    # Something else than a field or an act: a step of the dialogue ("correct_field", "add_more"…) with its argument.
    step: str | None = None
    # Shown more quietly than the values themselves: « je ne sais pas », « pourquoi ».
    secondary: bool = False

    def public(self) -> dict[str, Any]:
        """The choice as the public API gives it."""
        shown: dict[str, Any] = {"id": self.id, "title": self.title}
        return {**shown, "secondary": True} if self.secondary else shown


class Transfer(BaseModel):
    """A call to be passed on to an antenna's telephone."""

    model_config = ConfigDict(frozen=True)

    phone: str
    antenna: str | None = None


class Reply(BaseModel):
    """One thing said to the person, already in the words of her channel."""

    model_config = ConfigDict(frozen=True)

    id: str = ""
    text: str
    choices: tuple[Choice, ...] = ()
    asks: str | None = None
    kind: MessageKind = MessageKind.ANSWER
    reference: str | None = None
    # About how many questions are left, when a question is asked.
    remaining: int | None = None
    # What the page needs to draw the input: the kind of the field asked.
    control: str | None = None
    # On the telephone: once this is said, the call is passed on.
    transfer: Transfer | None = None
    # On the telephone: once this is said, the line is closed.
    hang_up: bool = False
    # This message says that somebody else answers from now on.
    presence: Presence | None = None

    def public(self) -> dict[str, Any]:
        """The reply as the public API gives it."""
        shown: dict[str, Any] = {
            "id": self.id,
            "text": self.text,
            "choices": [choice.public() for choice in self.choices],
            "asks": self.asks,
            "kind": self.kind.value,
        }
        if self.reference:
            shown["handoff"] = {"reference": self.reference}
        if self.remaining is not None:
            shown["remaining"] = self.remaining
        if self.control:
            shown["control"] = self.control
        if self.presence:
            shown["presence"] = self.presence.value
        return shown


class Item(BaseModel):
    """One message of a conversation, whoever wrote it."""

    model_config = ConfigDict(frozen=True)

    seq: int
    id: str
    sender: Sender
    at: datetime
    text: str
    reply: Reply | None = None
    # The key under which the person's own page sent it, so that the page knows it again.
    client_id: str | None = None
    # How the person said it on the telephone, when it was not in words: "silence" or "keypad". For the staff.
    note: str | None = None

    def public(self) -> dict[str, Any]:
        """The item as the public API gives it."""
        shown: dict[str, Any] = {"seq": self.seq, "id": self.id, "from": self.sender.value, "at": self.at.isoformat(), "text": self.text}
        if self.client_id is not None:
            shown["client_message_id"] = self.client_id
        if self.reply is not None:
            shown |= {k: v for k, v in self.reply.public().items() if k not in ("id", "text")}
        return shown
