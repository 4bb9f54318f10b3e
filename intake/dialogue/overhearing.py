"""What the person writes while a member of staff holds the conversation: the assistant says nothing, her words are kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from intake.dialogue.scene import Scene
from intake.dialogue.turn import Turn
from intake.privacy import Indexer


def overhear(session: Session, turn: Turn, *, now: datetime, indexer: Indexer) -> None:
    """Add the words to her account, deduce what they say in plain words, and let the hand-off follow.

    Twice is once. Raises LookupError for an unknown conversation.
    """
    if not turn.text.strip():
        return
    scene = Scene.open(session, turn, now, indexer)
    scene.keep_words(turn.text)
    scene.deduce(turn.text)
    scene.refresh_handoff()
