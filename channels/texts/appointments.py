"""« Annuler » or « changer », written after a reminder: noted, acknowledged, and left to a human who calls."""

from __future__ import annotations

from channels.texts.wording import plain_signs
from intake.appointments import asked_in, moment_in_words, next_appointment, note_asked
from intake.clock import PARIS
from intake.dialogue import say
from intake.requests import (
    Reply,
    antenna_by_code,
    convention_of,
    hold_request,
    load_conversation,
    load_draft,
    receive,
    store_replies,
)
from intake.runtime import Runtime
from intake.summary import spoken_phone
from intake.telephony import find_thread, text_on, touch_thread
from lexicon.codes import Channel

SENTENCE = "sms.appointment_asked"


def answer_about_appointment(runtime: Runtime, token: str, sid: str, body: str) -> bool:
    """True when the text was about an appointment to come of that number, and is answered; the same `sid` again changes nothing.

    False for anything else, and while a member of staff writes with her: she reads it herself.
    """
    asked = asked_in(body)
    if asked is None:
        return False
    now = runtime.clock.now()
    with runtime.database.read() as session:
        known = find_thread(session, token)
        if known is None or next_appointment(session, known.conversation_id, now) is None:
            return False
    with runtime.database.write() as session:
        conversation = load_conversation(session, known.conversation_id)
        if conversation is None:
            return False
        # The request before the number, as everywhere; then it is looked at again.
        hold_request(session, conversation.request_id)
        conversation = load_conversation(session, known.conversation_id)
        row = next_appointment(session, known.conversation_id, now)
        thread = find_thread(session, token)
        if conversation is None or row is None or thread is None or conversation.held_by:
            return False
        received = receive(session, thread.conversation_id, text=body, client_id=sid, now=now)
        if received.answered:
            return True
        # What she writes next is about the same thing.
        touch_thread(session, token, thread.service_number, now)
        note_asked(session, row, asked, now)
        convention = convention_of(session, load_draft(session, conversation.request_id).convention_version)
        antenna = antenna_by_code(session, row.antenna)
        when = moment_in_words(row.starts_at, now.astimezone(PARIS).date())
        text = say(convention, SENTENCE, Channel.SMS, False, when=when, phone=spoken_phone(antenna.phone) if antenna else "")
        store_replies(session, thread.conversation_id, replies=[Reply(text=text)], now=now, answers=received)
        text_on(session, thread, plain_signs(text), key=f"sms:{sid}", now=now, daily_limit=runtime.settings.sms_per_day)
    return True
