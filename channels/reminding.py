"""One reminder, at a decent hour, to who began a request by SMS and stopped in the middle of it."""

from __future__ import annotations

from channels.texts.wording import plain_signs
from intake.clock import PARIS
from intake.dialogue import Stage, State, say
from intake.outbox import Unfinished, enqueue_text, note_reminded, unfinished_texts
from intake.requests import convention_of, hours_of
from intake.runtime import Runtime
from lexicon.codes import Channel, Mode

_FROM_HOUR, _UNTIL_HOUR = 9, 19
SENTENCE = "sms.reminder"


def remind(runtime: Runtime) -> int:
    """Put the reminders that are due in the outbox; gives how many. Raises DatabaseDownError."""
    now = runtime.clock.now()
    local = now.astimezone(PARIS)
    if not _FROM_HOUR <= local.hour < _UNTIL_HOUR:
        return 0
    reminded = 0
    with runtime.database.write() as session:
        for talk in unfinished_texts(session, now):
            convention = convention_of(session, talk.convention_version)
            if not hours_of(convention).works_on(local.date()):
                continue
            # Noted in any case: whoever is not to be reminded now is not to be looked at again.
            note_reminded(session, talk.token, now)
            if SENTENCE not in convention.sentences or not _waits_for_her(talk):
                continue
            enqueue_text(
                session,
                key=f"reminder:{talk.conversation_id}",
                to=talk.number,
                sender=talk.service_number,
                body=plain_signs(say(convention, SENTENCE, Channel.SMS, False)),
                recipient_token=talk.token,
                conversation_id=talk.conversation_id,
                now=now,
                daily_limit=runtime.settings.sms_per_day,
                reminder=True,
            )
            reminded += 1
    return reminded


def _waits_for_her(talk: Unfinished) -> bool:
    """False when she said that she stops there, or when more than a request is at stake."""
    state = State.model_validate(talk.state)
    stopped = state.asked is None and state.memory.stage in (Stage.OPENING, Stage.QUESTIONS)
    return not stopped and state.mode in (Mode.INTAKE, Mode.HUMAN)
