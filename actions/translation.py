"""From a Rasa tracker to a turn of the dialogue, and back to Rasa's events and messages."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from intake.dialogue import Answered, State, Turn
from intake.draft import DangerHeard, TopicHeard
from intake.requests import Choice, Reply
from lexicon.codes import Act, Channel, DangerKind

# A button that is no act travels whole under this name; Rasa passes it on unread.
WHOLE_CHOICE = "_choice"


def turn_from(tracker: Tracker) -> Turn:
    """The turn that Rasa understood; raises ValueError when the tracker is not one of the turn endpoint."""
    message: dict[str, Any] = tracker.latest_message or {}
    metadata: dict[str, Any] = message.get("metadata") or {}
    text = message.get("text") or ""
    choice = metadata.get("choice")
    return Turn(
        conversation_id=str(tracker.sender_id),
        message_id=str(metadata["message_id"]),
        text="" if choice else text,
        choice=_choice(choice),
        act=_act(message, choice),
        topics=tuple(
            TopicHeard(code=topic["code"], words=text[topic["start"] : topic["end"]].strip() or None)
            for topic in message.get("topics") or ()
        ),
        danger=_danger(metadata.get("danger") or message.get("danger"), text),
        channel=Channel(metadata["channel"]),
        state=State.model_validate(
            {
                "mode": tracker.get_slot("mode") or "intake",
                "asked": tracker.get_slot("asked"),
                "memory": tracker.get_slot("memory") or {},
            }
        ),
    )


def _choice(given: dict[str, Any] | None) -> Choice | None:
    if not given:
        return None
    if given.get("field") == WHOLE_CHOICE:
        return Choice.model_validate(given["value"])
    return Choice(title="", act=Act(given["act"])) if given.get("act") else Choice(title="", field=given["field"], value=given.get("value"))


def _act(message: dict[str, Any], choice: dict[str, Any] | None) -> Act:
    if choice and choice.get("act"):
        return Act(choice["act"])
    intent = (message.get("intent") or {}).get("name")
    known = {act.value for act in Act}
    # The intent is what the bot settled on with the asked field in mind; `act` is the bare reading.
    return Act(next((str(name) for name in (intent, message.get("act")) if name in known), Act.INFORM.value))


def _danger(found: dict[str, Any] | None, text: str) -> DangerHeard | None:
    if not found:
        return None
    words = found.get("words") or text[found["start"] : found["end"]] or text
    return DangerHeard(kind=DangerKind(found["kind"]), words=words, now=bool(found.get("now")))


def events_from(answered: Answered) -> list[EventType]:
    """The new state as slots."""
    state = answered.state.model_dump(mode="json")
    return [SlotSet("mode", state["mode"]), SlotSet("asked", state["asked"]), SlotSet("memory", state["memory"])]


def message_from(reply: Reply) -> dict[str, Any]:
    """A reply as a custom message of Rasa."""
    return reply.model_dump(mode="json")
