"""One Rasa action per move of the dialogue; each answers in one call."""

from __future__ import annotations

import asyncio

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.translation import events_from, message_from, turn_from
from intake.dialogue import MOVES, Answered, Turn, answer_turn
from intake.rehearsing import Room
from intake.runtime import Runtime


class MoveAction(Action):  # type: ignore[misc]  # rasa-sdk carries no types
    """Makes one move. Holds no state of anyone: Rasa shares one instance between all conversations."""

    def __init__(self, room: Room, move: str) -> None:
        """`move` is a name of the dialogue's registry; `room` knows on what parts a conversation runs."""
        self._room = room
        self._move = move

    def name(self) -> str:
        """The action's name in Rasa's domain."""
        return f"action_{self._move}"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: object) -> list[EventType]:
        """Answer the turn: the database is used in a thread, one transaction, no await inside."""
        answered = await asyncio.to_thread(self._answer, turn_from(tracker))
        for reply in answered.replies:
            dispatcher.utter_message(json_message=message_from(reply))
        return events_from(answered)

    def _answer(self, turn: Turn) -> Answered:
        runtime = self._room.runtime_of(turn.conversation_id)
        with runtime.database.write() as session:
            return answer_turn(
                session,
                turn,
                self._move,
                now=runtime.clock.now(),
                indexer=runtime.indexer,
                on_call=runtime.settings.has_on_call,
                person_wait=runtime.settings.person_wait_minutes,
            )


def all_actions(runtime: Runtime) -> list[MoveAction]:
    """An action for every move of the dialogue."""
    room = Room(runtime)
    return [MoveAction(room, move) for move in MOVES]
