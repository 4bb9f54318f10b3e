"""What a member of staff writes to the person, on the page or by SMS."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from intake.convention import indiscretions
from intake.live.holding import NotHeldError, held_row
from intake.live.texting import MOST_TEXT as MOST_SMS
from intake.live.texting import text_person
from intake.outbox import Enqueued
from intake.privacy import Actor
from intake.requests import store_staff_message
from intake.storage import LiveRow
from intake.trail import note
from lexicon.codes import Channel

MOST_TEXT = 4000


class Saying(StrEnum):
    """What became of a message."""

    SAID = "said"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    # Somebody else may read a text: these words would tell. It leaves when she confirms.
    TELLING = "telling"
    # She wrote STOP, was sent the day's most, or writes from elsewhere by now: no text leaves.
    NO_TEXTS = "no_texts"


@dataclass(frozen=True, slots=True)
class Said:
    """What became of a message, and the words that would tell."""

    became: Saying
    telling: tuple[str, ...] = ()


def say_as_staff(
    session: Session,
    actor: Actor,
    conversation_id: str,
    text: str,
    now: datetime,
    *,
    client_id: str,
    daily_limit: int,
    anyway: bool = False,
) -> Said:
    """Write to the person; the same `client_id` again writes nothing more. Nothing is kept of what is not SAID.

    `anyway`: a text that tells leaves all the same. Raises NotLiveError, NotHeldError.
    """
    row = held_row(session, conversation_id)
    if row.held_by != actor.id:
        raise NotHeldError(conversation_id)
    words = text.replace("\x00", "").replace("\r\n", "\n").strip()
    by_sms = row.channel == Channel.SMS.value
    if not words:
        return Said(Saying.EMPTY)
    if len(words) > (MOST_SMS if by_sms else MOST_TEXT):
        return Said(Saying.TOO_LONG)
    if by_sms and not anyway and (telling := tuple(dict.fromkeys(indiscretions(words)))):
        return Said(Saying.TELLING, telling)
    if by_sms:
        key = f"live:{conversation_id}:{client_id}"
        left = text_person(session, conversation_id, body=words, key=key, now=now, daily_limit=daily_limit)
        if left not in (Enqueued.QUEUED, Enqueued.DUPLICATE):
            return Said(Saying.NO_TEXTS)
    if store_staff_message(session, conversation_id, text=words, by=actor.id, client_id=client_id, now=now):
        note(session, actor, "say_as_staff", row.request_id, now)
    session.get_one(LiveRow, conversation_id).seen_at = now
    session.flush()
    return Said(Saying.SAID)
