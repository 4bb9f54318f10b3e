"""One text in: the conversation of its number, one turn, and the answer into the outbox, in one transaction with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from channels.opening import open_on
from channels.posted import Posted
from channels.texts.appointments import answer_about_appointment
from channels.texts.following_up import answer_about_follow_up
from channels.texts.stopping import Wish, wish_of
from channels.texts.wording import text_of
from channels.turns import Inbound, Turns
from intake.convention import Convention
from intake.dialogue import State, say
from intake.directory import service_antenna
from intake.outbox import has_texts, opt_in, opt_out, texts_today
from intake.partners import Sender, is_no, object_by_text, open_notices
from intake.requests import (
    Reply,
    answered_before,
    antennas,
    convention_of,
    last_choices,
    load_conversation,
    load_draft,
    receive,
    said_first,
    store_replies,
)
from intake.runtime import Runtime
from intake.summary import spoken_phone
from intake.telephony import Thread, find_thread, keep_thread, number_of, text_on, touch_thread
from lexicon import mask_nir
from lexicon.codes import Channel, MessageKind

# A number that has not written for so long begins a new request.
SAME_REQUEST = timedelta(days=14)
MOST_TEXT = 4000


@dataclass(frozen=True)
class Taken:
    """What a text led to: the field now asked, if any."""

    asks: str | None = None


class Texts:
    """Answers texts; safe to share between threads and processes."""

    def __init__(self, runtime: Runtime, turns: Turns) -> None:
        """`turns` runs the dialogue."""
        self._runtime = runtime
        self._turns = turns

    def take(self, posted: Posted) -> Taken:
        """One text; the same MessageSid again changes nothing. Raises BusyError, DatabaseDownError."""
        sid = posted.sid("MessageSid")
        number = number_of(posted.text("From"))
        if number is None:
            # A name or a short code writes: nobody is there to answer.
            return Taken()
        token = self._runtime.indexer.token("phone", number)
        body = posted.text("Body").replace("\x00", "")[:MOST_TEXT].strip()
        with self._runtime.database.read() as session:
            if answered_before(session, sid):
                return Taken(self._asked(token))
        wish = wish_of(body, posted.text("OptOutType"), self._asked(token))
        if wish is not None:
            self._stop_or_start(wish, token, sid)
            return Taken()
        if is_no(body) and self._refuses(token, sid, body, number, posted.text("To")):
            return Taken()
        if answer_about_appointment(self._runtime, token, sid, body) or answer_about_follow_up(self._runtime, token, sid, body):
            return Taken()
        thread = self._thread(token, number, posted.text("To"))
        media = posted.text("NumMedia") not in ("", "0")
        if not body:
            self._without_words(thread, sid, media=media)
            return Taken(self._asked(token))
        replies = self._turns.answer(
            thread.conversation_id,
            self._inbound(thread, sid, body),
            with_replies=lambda session, said: self._send(session, thread, sid, said, media=media),
        )
        return Taken(next((reply.asks for reply in reversed(replies) if reply.asks), None))

    def _refuses(self, token: str, sid: str, body: str, number: str, service_number: str) -> bool:
        """« NON » to the text that told of a professional's request, noted; False when it answers something else."""
        now = self._runtime.clock.now()
        with self._runtime.database.write() as session:
            filings = open_notices(session, token, now, asked=self._expects(session, token))
            sender = Sender(number_of(service_number) or service_number[:32], self._runtime.settings.sms_per_day)
            return object_by_text(session, filings, sid=sid, text=mask_nir(body), number=number, now=now, answer_from=sender)

    @staticmethod
    def _expects(session: Session, token: str) -> bool:
        """Whether a « non » answers what the assistant has just asked this number; telling what happens is no such question."""
        thread = find_thread(session, token)
        conversation = load_conversation(session, thread.conversation_id) if thread else None
        if thread is None or conversation is None:
            return False
        asked = State.model_validate(conversation.state).asked
        if asked is not None:
            return asked.field != "narrative"
        # What was understood is read back, without a field.
        return any(not choice.secondary for choice in last_choices(session, thread.conversation_id))

    def _asked(self, token: str) -> str | None:
        """The field that this number was asked last."""
        with self._runtime.database.read() as session:
            thread = find_thread(session, token)
            conversation = load_conversation(session, thread.conversation_id) if thread else None
        asked = State.model_validate(conversation.state).asked if conversation else None
        return asked.field if asked else None

    def _inbound(self, thread: Thread, sid: str, body: str) -> Inbound:
        """A figure alone stands for the line of that number, where lines were shown."""
        with self._runtime.database.read() as session:
            shown = last_choices(session, thread.conversation_id)
        figure = body.rstrip(" .)")
        lines = {str(place): choice for place, choice in enumerate(shown, 1) if not choice.secondary}
        return Inbound(sid, choice_id=lines[figure].id) if figure in lines else Inbound(sid, text=body)

    def _thread(self, token: str, number: str, service_number: str) -> Thread:
        """The number's thread, opened when it has none, or an old one."""
        try:
            with self._runtime.database.write() as session:
                return self._find_or_open(session, token, number, service_number)
        except IntegrityError:
            # Another text of the same number has just opened it.
            with self._runtime.database.write() as session:
                return self._find_or_open(session, token, number, service_number)

    def _find_or_open(self, session: Session, token: str, number: str, service_number: str) -> Thread:
        now = self._runtime.clock.now()
        sender = number_of(service_number) or service_number[:32]
        known = find_thread(session, token)
        if known is not None and now - known.last_at <= SAME_REQUEST:
            touch_thread(session, token, sender, now)
            return Thread(token, known.conversation_id, number, sender, now)
        opened = open_on(session, self._runtime, Channel.SMS)
        conversation = opened.conversation
        had_one = known is not None
        keep_thread(session, token=token, conversation_id=conversation.id, number=number, service_number=sender, now=now, known=had_one)
        # The question is what this first text answers: only the notice is said.
        notice = [reply for reply in opened.replies if reply.kind is MessageKind.NOTICE]
        store_replies(session, conversation.id, replies=notice, now=now)
        return Thread(token, conversation.id, number, sender, now)

    def _stop_or_start(self, wish: Wish, token: str, sid: str) -> None:
        """The carrier itself answers to the words that it knows."""
        with self._runtime.database.write() as session:
            if not self._note(session, token, sid, wish):
                return
            match wish:
                case Wish.START:
                    opt_in(session, token)
                case Wish.STOP:
                    self._stop(session, token, sid)
                case Wish.ARRET:
                    self._stop(session, token, sid)
                    self._confirm_stop(session, token, sid)
                case Wish.HELP:
                    return

    def _stop(self, session: Session, token: str, sid: str) -> None:
        """No more texts; who was told by one that a professional had written for her does not want to be called either."""
        now = self._runtime.clock.now()
        object_by_text(session, open_notices(session, token, now), sid=sid, text=Wish.STOP.value.upper(), number="", now=now)
        opt_out(session, token, now)

    def _note(self, session: Session, token: str, sid: str, wish: Wish) -> bool:
        """Keep in the log that it was written; False when this very text was taken before."""
        thread = find_thread(session, token)
        if thread is None:
            return True
        now = self._runtime.clock.now()
        received = receive(session, thread.conversation_id, text=wish.value.upper(), client_id=sid, now=now, silent=True)
        if received.answered:
            return False
        store_replies(session, thread.conversation_id, replies=[], now=now, answers=received)
        return True

    def _confirm_stop(self, session: Session, token: str, sid: str) -> None:
        """The last text: that there are none any more, and how to have some again."""
        thread = find_thread(session, token)
        if thread is None:
            return
        text_on(
            session,
            thread,
            say(self._convention(session, thread), "sms.stopped", Channel.SMS, False),
            key=f"sms:{sid}",
            now=self._runtime.clock.now(),
            daily_limit=self._runtime.settings.sms_per_day,
            # It must leave although the number has just opted out.
            safety=True,
        )

    def _without_words(self, thread: Thread, sid: str, *, media: bool) -> None:
        """A photo or nothing at all: kept nowhere, declined once."""
        now = self._runtime.clock.now()
        with self._runtime.database.write() as session:
            convention = self._convention(session, thread)
            received = receive(
                session, thread.conversation_id, text="", client_id=sid, now=now, payload={"media": True} if media else {}, silent=True
            )
            if received.answered:
                return
            conversation = load_conversation(session, thread.conversation_id)
            if conversation is not None and conversation.held_by:
                # Staff are writing with her: they see that something came without words.
                store_replies(session, thread.conversation_id, replies=[], now=now, answers=received)
                return
            # The lines shown before stand for what they stood for.
            shown = last_choices(session, thread.conversation_id)
            text = say(convention, "sms.no_media" if media else "sms.unreadable", Channel.SMS, False)
            replies = store_replies(session, thread.conversation_id, replies=[Reply(text=text, choices=shown)], now=now, answers=received)
            self._send(session, thread, sid, replies, media=False)

    def _convention(self, session: Session, thread: Thread) -> Convention:
        conversation = load_conversation(session, thread.conversation_id)
        if conversation is None:
            raise LookupError("conversation inconnue")
        return convention_of(session, load_draft(session, conversation.request_id).convention_version)

    def _send(self, session: Session, thread: Thread, sid: str, said: list[Reply], *, media: bool) -> None:
        """The replies of a turn, as one text, into the outbox."""
        if not said:
            return
        convention = self._convention(session, thread)
        begins = not has_texts(session, thread.conversation_id)
        first = said_first(session, thread.conversation_id) if begins else []
        last = [Reply(text=say(convention, "sms.no_media", Channel.SMS, False))] if media else []
        safety = any(reply.kind is MessageKind.SAFETY for reply in said)
        limit, now = self._runtime.settings.sms_per_day, self._runtime.clock.now()
        if texts_today(session, thread.token, now) == limit - 1:
            antenna = service_antenna(antennas(session))
            last.append(Reply(text=say(convention, "sms.capped", Channel.SMS, False, phone=spoken_phone(antenna.phone) if antenna else "")))
        # What to do now comes before anything else.
        order = [*said, *first, *last] if safety else [*first, *last, *said]
        body = text_of(order, more=say(convention, "sms.more", Channel.SMS, False))
        text_on(session, thread, body, key=f"sms:{sid}", now=now, daily_limit=limit, safety=safety)
