"""What the assistant says by itself between two turns: who has joined, who has left, that nobody could answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from sqlalchemy.orm import Session

from intake.dialogue.flow import resume
from intake.dialogue.handing import service_phone
from intake.dialogue.scene import Scene
from intake.dialogue.state import State
from intake.dialogue.turn import Answered, Turn
from intake.privacy import Indexer
from intake.requests import Presence, load_conversation
from lexicon.codes import MessageKind, Mode


def announce(
    session: Session,
    conversation_id: str,
    key: str,
    *,
    now: datetime,
    indexer: Indexer,
    presence: Presence | None = None,
    go_back: bool = False,
    over: bool = False,
    parts: Mapping[str, str] = MappingProxyType({}),
) -> Answered:
    """Say the sentence `key`; `{when}` and `{phone}` are filled by themselves.

    `key` may have a twin `key_unreachable`, said when there is no way to reach the person, and a twin `key_late`, said when
    the time promised to her has gone by. `go_back`: then ask again where
    the dialogue was. `over`: nothing more is asked, what she writes from now on is added to her request.
    Raises LookupError for an unknown conversation.
    """
    conversation = load_conversation(session, conversation_id)
    if conversation is None:
        raise LookupError("conversation inconnue")
    state = State.model_validate(conversation.state)
    turn = Turn(conversation_id=conversation_id, message_id="", channel=conversation.channel, state=state)
    scene = Scene.open(session, turn, now, indexer)
    said = _variant(scene, key)
    scene.reply(scene.words(said, when=scene.due(), phone=service_phone(scene), **parts), MessageKind.NOTICE)
    if presence is not None:
        scene.amend(presence=presence)
    if over:
        scene.mode, scene.asked = Mode.SENT, None
        scene.remember(checking=None, confirming=None, joining=None)
    elif go_back:
        _go_back(scene)
    return scene.close()


def _variant(scene: Scene, key: str) -> str:
    handoff = scene.handoff
    late = handoff is not None and handoff.due_at < scene.now
    twin = f"{key}_unreachable" if not scene.reachable() else f"{key}_late" if late else key
    return twin if scene.has_words(twin) else key


def _go_back(scene: Scene) -> None:
    before = len(scene.replies)
    resume(scene)
    if len(scene.replies) == before and scene.mode is Mode.HUMAN:
        choice = scene.choice("choice.resume", step="resume")
        scene.amend(choices=(choice,))
