"""« Avez-vous eu une réponse ? »: one text at a decent hour to who agreed to it; a human calls whom no text may reach."""

from __future__ import annotations

from sqlalchemy.orm import Session

from channels.texts.wording import plain_signs
from intake.clock import PARIS
from intake.deciding import ToldBy
from intake.dialogue import say
from intake.following_up import FollowUp, due_follow_ups, note_asked
from intake.outbox import Enqueued
from intake.requests import convention_of, current_convention, hours_of
from intake.runtime import Runtime
from intake.telephony import text_on
from lexicon.codes import Channel

SENTENCE = "sms.follow_up"


def follow_up(runtime: Runtime) -> int:
    """Ask whom it is time to ask, while the service is open; gives how many. Raises DatabaseDownError."""
    now = runtime.clock.now()
    with runtime.database.write() as session:
        if not hours_of(current_convention(session, now.astimezone(PARIS).date())).is_open(now):
            return 0
        due = due_follow_ups(session, now)
        for one in due:
            note_asked(session, one, now, by=ToldBy.TEXT if _text(session, runtime, one) else ToldBy.CALL)
    return len(due)


def _text(session: Session, runtime: Runtime, one: FollowUp) -> bool:
    if one.thread is None:
        return False
    body = plain_signs(say(convention_of(session, one.convention_version), SENTENCE, Channel.SMS, False))
    now, limit = runtime.clock.now(), runtime.settings.sms_per_day
    became = text_on(session, one.thread, body, key=f"follow_up:{one.id}", now=now, daily_limit=limit)
    return became in (Enqueued.QUEUED, Enqueued.DUPLICATE)
