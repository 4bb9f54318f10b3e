"""Rasa as this process sees it: a pure function of a turn, over HTTP on the loopback."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import httpx
from pydantic import ValidationError

from intake.dialogue import Answered, State
from intake.draft import DangerHeard
from intake.requests import Choice, Reply
from lexicon.codes import Channel

TOKEN_HEADER = "X-Seuil-Token"  # noqa: S105  the name of a header is no secret
# Under this name a button that is no act travels whole; see the action server.
WHOLE_CHOICE = "_choice"


class RasaDownError(RuntimeError):
    """Rasa or its actions gave no usable answer in time; nothing of the turn's state may be kept."""


@dataclass(frozen=True)
class TurnRequest:
    """One turn to be understood and answered."""

    conversation_id: str
    message_id: str
    text: str
    choice: Choice | None
    channel: Channel
    state: dict[str, Any]
    danger: DangerHeard | None
    today: date


class Rasa:
    """A client of the turn endpoint; safe to share between threads."""

    def __init__(self, base_url: str, actions_url: str, token: str, client: httpx.Client | None = None) -> None:
        """Addresses of the Rasa server and of its actions, without a trailing slash."""
        self._base = base_url
        self._actions = actions_url
        self._headers = {TOKEN_HEADER: token}
        self._client = client or httpx.Client(limits=httpx.Limits(max_keepalive_connections=32))

    def turn(self, asked: TurnRequest, seconds: float) -> Answered:
        """Send one turn; raises RasaDownError when there is no complete answer within `seconds`."""
        body = {
            "conversation_id": asked.conversation_id,
            "message_id": asked.message_id,
            "text": None if asked.choice else asked.text,
            "choice": _choice(asked.choice),
            "channel": asked.channel.value,
            "asked": asked.state.get("asked"),
            "state": {name: asked.state.get(name) for name in ("mode", "asked", "memory")},
            "danger": _danger(asked.danger, asked.text),
            "today": asked.today.isoformat(),
        }
        try:
            response = self._client.post(f"{self._base}/webhooks/turn/turn", json=body, headers=self._headers, timeout=seconds)
            response.raise_for_status()
            answer = response.json()
            replies = tuple(Reply.model_validate(message) for message in answer["messages"])
            return Answered(replies=replies, state=State.model_validate(answer["state"]))
        except (httpx.HTTPError, KeyError, TypeError, ValueError, ValidationError) as error:
            # The message of these errors may quote the turn: only the kind goes on.
            raise RasaDownError(type(error).__name__) from None

    def alive(self) -> bool:
        """True when Rasa answers and has a model."""
        return self._answers(f"{self._base}/webhooks/turn/")

    def actions_alive(self) -> bool:
        """True when the action server answers and reaches the database."""
        return self._answers(f"{self._actions}/health")

    def _answers(self, url: str) -> bool:
        try:
            return self._client.get(url, timeout=2).status_code == httpx.codes.OK
        except httpx.HTTPError:
            return False


def _choice(choice: Choice | None) -> dict[str, Any] | None:
    if choice is None:
        return None
    if choice.act is not None:
        return {"act": choice.act.value}
    return {"field": WHOLE_CHOICE, "value": choice.model_dump(mode="json")}


def _danger(danger: DangerHeard | None, text: str) -> dict[str, Any] | None:
    if danger is None:
        return None
    start = max(text.find(danger.words), 0)
    return {"kind": danger.kind.value, "words": danger.words, "start": start, "end": start + len(danger.words), "now": danger.now}
