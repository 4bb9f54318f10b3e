"""The answer to « avez-vous eu une réponse ? »: noted and acknowledged; a « non » is back with a human."""

from __future__ import annotations

from channels.screening import screen
from channels.texts.wording import plain_signs
from intake.dialogue import say
from intake.directory import service_antenna
from intake.following_up import answer_by_text, asked_by_text, by_call, read_follow_up
from intake.requests import Reply, antennas, convention_of, hold_request, load_conversation, load_draft, receive, store_replies
from intake.runtime import Runtime
from intake.summary import spoken_phone
from intake.telephony import find_thread, text_on, touch_thread
from lexicon.codes import Channel


def answer_about_follow_up(runtime: Runtime, token: str, sid: str, body: str) -> bool:
    """True when the text answers the question, and is answered; the same `sid` again changes nothing.

    False for anything else: with a danger, or neither yes nor no, it is an ordinary message, and a human asks by telephone.
    """
    now = runtime.clock.now()
    with runtime.database.read() as session:
        known = find_thread(session, token)
        before = load_conversation(session, known.conversation_id) if known else None
        if before is None or before.held_by or asked_by_text(session, before.request_id, now) is None:
            return False
    said = read_follow_up(body) if screen(body) is None else None
    with runtime.database.write() as session:
        # The request before the number, as everywhere; then it is looked at again.
        hold_request(session, before.request_id)
        asked = asked_by_text(session, before.request_id, now)
        thread, conversation = find_thread(session, token), load_conversation(session, before.id)
        if asked is None or thread is None or conversation is None or conversation.held_by:
            return False
        if said is None:
            by_call(session, asked)
            return False
        received = receive(session, thread.conversation_id, text=body, client_id=sid, now=now)
        if received.answered:
            return True
        touch_thread(session, token, thread.service_number, now)
        answer_by_text(session, asked, said, now)
        convention = convention_of(session, load_draft(session, conversation.request_id).convention_version)
        first = service_antenna(antennas(session))
        key = "sms.follow_up_yes" if said else "sms.follow_up_no"
        text = say(convention, key, Channel.SMS, False, phone=spoken_phone(first.phone) if first else "")
        store_replies(session, thread.conversation_id, replies=[Reply(text=text)], now=now, answers=received)
        text_on(session, thread, plain_signs(text), key=f"sms:{sid}", now=now, daily_limit=runtime.settings.sms_per_day)
    return True
