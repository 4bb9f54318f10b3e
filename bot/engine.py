"""One turn through Rasa's own parsing and prediction loop, on a tracker that lives as long as the turn."""

from __future__ import annotations

import asyncio
from typing import Any

from rasa.core.actions.action import Action
from rasa.core.channels.channel import CollectingOutputChannel, OutputChannel, UserMessage
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.request import Turn
from lexicon import Act, Mode

DANGER_INTENT = "danger"
_STATE = ("mode", "asked", "memory")
# Above every channel's time budget: whoever waited has gone by then.
_ACTION_SECONDS = 20.0


class ActionFailedError(Exception):
    """The action server was not reached, refused, or did not answer as an action does."""

    def __init__(self, action: str, cause: str) -> None:
        """Name the action and the type of the error; never its message, which may quote the request."""
        super().__init__(action)
        self.action, self.cause = action, cause


class NoReplyError(Exception):
    """The turn ended without a word to the person."""


class _Watched(Action):
    """An action whose failure is noted: Rasa logs it with the whole request and goes on."""

    def __init__(self, action: Action, failures: list[ActionFailedError]) -> None:
        self._action, self._failures = action, failures

    def name(self) -> str:
        return self._action.name()

    def event_for_successful_execution(self, prediction: PolicyPrediction) -> ActionExecuted:
        return self._action.event_for_successful_execution(prediction)

    async def run(
        self, output_channel: OutputChannel, nlg: NaturalLanguageGenerator, tracker: DialogueStateTracker, domain: Domain
    ) -> list[Event]:
        try:
            return await asyncio.wait_for(self._action.run(output_channel, nlg, tracker, domain), _ACTION_SECONDS)
        except Exception as error:  # whatever went wrong, the turn is dropped
            self._failures.append(ActionFailedError(self.name(), type(error).__name__))
            return []


class _TurnProcessor(MessageProcessor):
    """The agent's processor for the length of one turn: same model, no store, failures noted."""

    def __init__(self, shared: MessageProcessor) -> None:
        self.__dict__.update(vars(shared))
        self.tracker_store = self.lock_store = None
        self.failures: list[ActionFailedError] = []

    async def _run_action(
        self,
        action: Action,
        tracker: DialogueStateTracker,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        prediction: PolicyPrediction,
    ) -> bool:
        go_on = await super()._run_action(_Watched(action, self.failures), tracker, output_channel, nlg, prediction)
        return go_on and not self.failures

    async def predict_and_act(self, output: OutputChannel, tracker: DialogueStateTracker) -> None:
        """Act until the rules say to wait. Raises ActionFailedError at the first action that did not succeed."""
        await self._run_prediction_loop(output, tracker)
        if self.failures:
            raise self.failures[0]


class _Replies(CollectingOutputChannel):
    """Collects whole messages; Rasa's own would cut a text at its blank lines."""

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        await self._persist_message({"text": text})

    def payloads(self) -> list[dict[str, Any]]:
        """The messages as the actions made them, without Rasa's envelope."""
        return [message.get("custom") or {"text": message["text"]} for message in self.messages if "custom" in message or "text" in message]


def without_power(text: str) -> str:
    """The text of the same length whose leading slashes are blanks: Rasa would take them for commands."""
    shown = text.lstrip("/ \t\r\n")
    return " " * (len(text) - len(shown)) + shown


def _tracker(turn: Turn, domain: Domain) -> DialogueStateTracker:
    state = turn.state
    slots = {
        "mode": str(state.mode or Mode.INTAKE),
        "asked": state.asked.dict() if state.asked else None,
        "memory": state.memory,
        "channel": str(turn.channel),
    }
    events: list[Event] = [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted()]
    events += [SlotSet(name, value) for name, value in slots.items()]
    events.append(ActionExecuted(ACTION_LISTEN_NAME))
    return DialogueStateTracker.from_events(turn.conversation_id, events, slots=domain.slots, domain=domain)


def _metadata(turn: Turn) -> dict[str, Any]:
    expected = turn.expected
    return {
        "message_id": turn.message_id,
        "asked": expected.dict() if expected else None,
        "channel": str(turn.channel),
        "choice": _choice(turn),
        "danger": {**turn.danger.dict(), "kind": str(turn.danger.kind)} if turn.danger else None,
        "today": turn.today.isoformat(),
    }


def _choice(turn: Turn) -> dict[str, Any] | None:
    if turn.choice is None:
        return None
    if turn.choice.act is not None:
        return {"act": str(turn.choice.act)}
    return {"field": turn.choice.field, "value": turn.choice.value}


async def _understood(processor: MessageProcessor, turn: Turn, tracker: DialogueStateTracker, metadata: dict[str, Any]) -> dict[str, Any]:
    """Rasa's parse data; a choice needs no understanding, and a danger found by rules stands above it."""
    if turn.choice is not None:
        act = str(turn.choice.act or Act.INFORM)
        parsed: dict[str, Any] = {"intent": {"name": act, "confidence": 1.0}, "entities": [], "act": act, "topics": [], "axis_hint": "none"}
    else:
        message = UserMessage(
            text=without_power(turn.text or ""),
            sender_id=turn.conversation_id,
            input_channel=str(turn.channel),
            message_id=turn.message_id,
            metadata=metadata,
        )
        parsed = await processor.parse_message(message, tracker)
    if turn.danger is not None:
        parsed["danger"] = {"kind": str(turn.danger.kind), "confidence": 1.0, "start": turn.danger.start, "end": turn.danger.end}
        parsed["danger"]["now"] = turn.danger.now
        parsed["intent"] = {"name": DANGER_INTENT, "confidence": 1.0}
    return {**parsed, "text": turn.text or "", "metadata": metadata}


async def run_turn(shared: MessageProcessor, turn: Turn) -> dict[str, Any]:
    """Replies, new state and understanding of one turn; `shared` is only read.

    Raises ActionFailedError when an action call did not succeed, NoReplyError when nothing was said.
    """
    processor = _TurnProcessor(shared)
    tracker = _tracker(turn, processor.domain)
    metadata = _metadata(turn)
    parsed = await _understood(processor, turn, tracker, metadata)
    said = UserUttered(
        turn.text or "",
        parsed["intent"],
        parsed["entities"],
        parsed,
        input_channel=str(turn.channel),
        message_id=turn.message_id,
        metadata=metadata,
    )
    tracker.update(said, processor.domain)
    replies = _Replies()
    await processor.predict_and_act(replies, tracker)
    messages = replies.payloads()
    if not messages:
        raise NoReplyError
    return {
        "messages": messages,
        "state": {name: tracker.get_slot(name) for name in _STATE},
        "understanding": {
            "act": parsed.get("act"),
            "topics": parsed.get("topics", []),
            "axis_hint": parsed.get("axis_hint", "none"),
            "danger": parsed.get("danger"),
            "intent": parsed["intent"]["name"],
        },
    }
