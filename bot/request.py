"""The body of a turn, read strictly: what is malformed is named by its place, never quoted."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from pydantic import BaseModel, StrictBool, StrictInt, StrictStr, ValidationError, root_validator

from lexicon import Act, Channel, DangerKind, Mode


class MalformedTurnError(ValueError):
    """The body is not a turn; the message names the place and the kind of fault only."""


class _Strict(BaseModel):
    class Config:
        extra = "forbid"
        allow_mutation = False


class Asked(_Strict):
    """The field that the person is now expected to give."""

    field: StrictStr
    kind: StrictStr


class Danger(_Strict):
    """A danger that the rules found in the raw message before this turn."""

    kind: DangerKind
    words: StrictStr
    start: StrictInt
    end: StrictInt
    # Happening at this very moment: the first number to call is another one.
    now: StrictBool = False


class Choice(_Strict):
    """A button: the value of a field, or a move of the dialogue."""

    field: StrictStr | None = None
    value: Any = None
    act: Act | None = None

    @root_validator(skip_on_failure=True)
    @classmethod
    def _one_of_two(cls, given: dict[str, Any]) -> dict[str, Any]:
        if (given["act"] is None) == (given["field"] is None):
            raise ValueError("a field with its value, or an act")
        return given


class State(_Strict):
    """All that a conversation is to Rasa, empty at its start; `memory` belongs to the actions."""

    mode: Mode | None = None
    asked: Asked | None = None
    memory: dict[str, Any] | None = None


class Turn(_Strict):
    """One message of a person, with the state of her conversation."""

    conversation_id: StrictStr
    message_id: StrictStr
    text: StrictStr | None = None
    choice: Choice | None = None
    channel: Channel
    asked: Asked | None = None
    state: State
    danger: Danger | None = None
    today: date

    @root_validator(skip_on_failure=True)
    @classmethod
    def _something_said(cls, given: dict[str, Any]) -> dict[str, Any]:
        if given["text"] is None and given["choice"] is None:
            raise ValueError("a text or a choice")
        return given

    @property
    def expected(self) -> Asked | None:
        """What the person is answering."""
        return self.asked or self.state.asked


def read_turn(body: bytes) -> Turn:
    """The turn in a request's body.

    Raises MalformedTurnError with a short reason that repeats nothing of the body's values.
    """
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        raise MalformedTurnError("body: not JSON") from None
    if not isinstance(given, dict):
        raise MalformedTurnError("body: not an object")
    try:
        return Turn.parse_obj(given)
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(str(part) for part in fault["loc"]).replace("__root__", "body")
        raise MalformedTurnError(f"{place}: {fault['type']}") from None
