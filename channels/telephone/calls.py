"""A call, turn by turn: each post of the carrier is one turn, answered once and always the same."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from channels.opening import open_on
from channels.posted import Posted
from channels.telephone import twiml
from channels.telephone.keypad import by_key, pressed
from channels.telephone.listening import listening_for
from channels.telephone.speech import seconds_to_say
from channels.telephone.twiml import Addresses, Voice
from channels.turns import SILENCE, BusyError, Inbound, Turns, UnknownChoiceError
from intake.convention import Convention, sample_convention
from intake.dialogue import State, hung_up, menu_said, say
from intake.requests import (
    FirstContact,
    Reply,
    convention_of,
    hold_conversation,
    last_choices,
    load_conversation,
    load_draft,
    note_contact,
    store_replies,
)
from intake.runtime import Runtime
from intake.telephony import (
    Call,
    CallState,
    StoredTurn,
    end_call,
    find_call,
    hold_call,
    keep_call,
    number_of,
    open_call,
    pass_call,
    store_turn,
    stored_turn,
)
from lexicon.codes import Channel

# The recogniser stops after sixty seconds of speech.
_CUT_AFTER = 56.0
# Silences after which nobody is hurried any more.
_QUIET_FROM = 4


@dataclass(frozen=True)
class Heard:
    """One turn as posted: what was typed or said, both empty for a silence."""

    digits: str = ""
    speech: str = ""


class Telephone:
    """Answers the carrier about calls; safe to share between threads and processes."""

    def __init__(self, runtime: Runtime, turns: Turns) -> None:
        """`turns` runs the dialogue."""
        self._runtime = runtime
        self._turns = turns
        self._to = Addresses(runtime.settings.base_url)

    def begin(self, posted: Posted) -> StoredTurn:
        """The first post of a call: the notice and the first question; posted again, the turn that is waited for."""
        sid = posted.sid("CallSid")
        try:
            with self._runtime.database.write() as session:
                known = hold_call(session, sid)
                return self._open(session, sid, posted) if known is None else self._current(session, known)
        except IntegrityError:
            # Another process has just opened it.
            with self._runtime.database.read() as session:
                known = find_call(session, sid)
                if known is None:
                    raise
                return self._current(session, known)

    def _open(self, session: Session, sid: str, posted: Posted) -> StoredTurn:
        now = self._runtime.clock.now()
        opened = open_on(session, self._runtime, Channel.VOICE)
        call = open_call(
            session,
            sid=sid,
            conversation_id=opened.conversation.id,
            caller=number_of(posted.text("From")),
            called=posted.text("To")[:32],
            now=now,
        )
        replies = store_replies(session, opened.conversation.id, replies=opened.replies, now=now)
        return self._keep(session, call, replies)

    def turn(self, posted: Posted, number: int) -> StoredTurn:
        """One turn; a turn that is not waited for gets what is now asked."""
        heard = Heard(digits=posted.text("Digits"), speech=posted.text("SpeechResult").strip())
        return self._turn(posted, number, heard, None)

    def dialled(self, posted: Posted, number: int) -> StoredTurn:
        """The antenna's telephone was rung: whoever spoke with somebody takes leave, the others hear by when they are called."""
        with self._runtime.database.read() as session:
            call = find_call(session, posted.sid("CallSid"))
        # An answering machine « completes » the call too, but nobody pressed a key and no lines were joined.
        joined = posted.text("DialCallStatus") == "completed" and posted.text("DialBridged") != "false"
        if call is not None and call.turn == number and joined:
            return self._goodbye(call)
        if call is not None and call.turn == number:
            with self._runtime.database.write() as session:
                keep_call(session, call.sid)
        return self._turn(posted, number, Heard(), "not_reached")

    def _turn(self, posted: Posted, number: int, heard: Heard, move: str | None) -> StoredTurn:
        with self._runtime.database.read() as session:
            call = find_call(session, posted.sid("CallSid"))
            if call is not None and call.turn != number:
                return self._current(session, call)
            inbound = None if call is None else self._inbound(session, call, heard, move)
        if call is None or inbound is None:
            return self.begin(posted)
        try:
            kept: list[StoredTurn] = []
            replies = self._turns.answer(
                call.conversation_id,
                inbound,
                seconds=self._runtime.settings.turn_budget_voice,
                with_replies=lambda session, said: kept.append(self._answer_in(session, call, number, said)),
            )
            if kept:
                return kept[0]
        except BusyError:
            action = self._to.dialled(number) if move else self._to.voice(number)
            return self._one_moment(action)
        except UnknownChoiceError:
            # The conversation went on elsewhere meanwhile.
            with self._runtime.database.read() as session:
                return self._current(session, call)
        # The replies were there, of a post that never got as far as its markup.
        with self._runtime.database.write() as session:
            return self._answer_in(session, call, number, replies)

    def _answer_in(self, session: Session, call: Call, number: int, replies: list[Reply]) -> StoredTurn:
        held = hold_call(session, call.sid)
        if held is None or held.turn != number:
            return self._current(session, held or call)
        return self._keep(session, held, replies)

    def _keep(self, session: Session, call: Call, replies: list[Reply]) -> StoredTurn:
        """Make the markup of these replies, and keep it for whoever posts the turn again."""
        now = self._runtime.clock.now()
        convention, state = self._where(session, call)
        texts = [reply.text for reply in replies] or [say(convention, "call.one_moment", Channel.VOICE, False)]
        answer = self._markup(session, call, replies, texts, convention, state)
        fresh = CallState(answered_at=now, speaking=sum(map(seconds_to_say, texts)))
        return store_turn(session, call, call.turn, answer, fresh, now)

    def _markup(
        self, session: Session, call: Call, replies: list[Reply], texts: list[str], convention: Convention, state: State
    ) -> StoredTurn:
        settings, after = self._runtime.settings, call.turn + 1
        voice = Voice(settings.voice, state.memory.slow)
        transfer = next((reply.transfer for reply in replies if reply.transfer), None)
        if transfer is not None:
            pass_call(session, call, transfer.antenna, self._runtime.clock.now())
            caller_id = call.called if number_of(call.called) else ""
            to, whisper = self._to.dialled(after), self._to.whisper(call.sid)
            markup = twiml.pass_on(texts, voice, transfer, action=to, whisper=whisper, caller_id=caller_id, seconds=settings.dial_seconds)
            return StoredTurn(markup, None)
        if any(reply.hang_up for reply in replies):
            return StoredTurn(twiml.close(texts, voice), None)
        asks = next((reply.asks for reply in reversed(replies) if reply.asks), None)
        field = convention.field(asks) if asks and convention.has_field(asks) else None
        choices = next((reply.choices for reply in reversed(replies) if reply.choices), ())
        keys_for = by_key(field, choices, menu_said=menu_said(state.memory))
        listening = listening_for(field, choices, keys_for, quiet=state.memory.silences >= _QUIET_FROM)
        model = settings.speech_model_story if listening.story else settings.speech_model_answer
        return StoredTurn(twiml.ask(texts, voice, listening, self._to.voice(after), model=model), asks)

    def _where(self, session: Session, call: Call) -> tuple[Convention, State]:
        conversation = load_conversation(session, call.conversation_id)
        if conversation is None:
            raise LookupError("conversation inconnue")
        convention = convention_of(session, load_draft(session, conversation.request_id).convention_version)
        return convention, State.model_validate(conversation.state)

    def _goodbye(self, call: Call) -> StoredTurn:
        """Somebody spoke with her: nothing is left to say."""
        with self._runtime.database.write() as session:
            if call.taken:
                self._note_contact(session, call)
            # In the order in which a turn takes them.
            hold_conversation(session, call.conversation_id)
            held = hold_call(session, call.sid)
            if held is None or held.turn != call.turn:
                return self._current(session, held or call)
            convention, _ = self._where(session, held)
            reply = Reply(text=say(convention, "call.goodbye", Channel.VOICE, False), hang_up=True)
            store_replies(session, held.conversation_id, replies=[reply], now=self._runtime.clock.now())
            return self._keep(session, held, [reply])

    def _note_contact(self, session: Session, call: Call) -> None:
        conversation = load_conversation(session, call.conversation_id)
        if conversation is not None:
            note_contact(session, conversation.request_id, FirstContact.PASSED_CALL, self._runtime.clock.now())

    def _current(self, session: Session, call: Call) -> StoredTurn:
        """What is now asked: the answer to the last turn that was taken."""
        last = stored_turn(session, call, call.turn - 1)
        if last is None:
            # What was said aloud has just been erased, and the new question is not stored yet.
            return self._one_moment(self._to.voice(call.turn))
        return last

    def _one_moment(self, action: str) -> StoredTurn:
        """The same turn again, a moment later; needs nothing that may be held by another."""
        text = say(sample_convention(), "call.one_moment", Channel.VOICE, False)
        return StoredTurn(twiml.wait_and_return([text], Voice(self._runtime.settings.voice), action), None)

    def _inbound(self, session: Session, call: Call, heard: Heard, move: str | None) -> Inbound:
        client_id = f"{call.sid}:{call.turn}"
        if move is not None:
            return Inbound(client_id, move=move)
        if heard.digits:
            return self._typed(session, call, heard.digits, client_id)
        if heard.speech:
            notes = {"cut": True} if self._was_cut(call) else {}
            return Inbound(client_id, text=heard.speech, notes=notes)
        return Inbound(client_id, move=SILENCE, notes={"silence": True})

    def _typed(self, session: Session, call: Call, digits: str, client_id: str) -> Inbound:
        convention, state = self._where(session, call)
        field = convention.field(state.asked.field) if state.asked else None
        keys_for = by_key(field, last_choices(session, call.conversation_id), menu_said=menu_said(state.memory))
        meant = pressed(digits, field, keys_for)
        return Inbound(client_id, text=meant.text, choice_id=meant.choice_id, move=meant.move, notes={"keypad": True})

    def _was_cut(self, call: Call) -> bool:
        """True when she spoke for so long that the recogniser stopped in the middle."""
        if call.state.answered_at is None:
            return False
        elapsed = (self._runtime.clock.now() - call.state.answered_at).total_seconds()
        return elapsed - call.state.speaking >= _CUT_AFTER

    def ended(self, posted: Posted) -> None:
        """The line is closed: what was said is kept, and handed over where that is allowed."""
        now = self._runtime.clock.now()
        with self._runtime.database.write() as session:
            call = end_call(session, posted.sid("CallSid"), now)
            if call is not None:
                hung_up(session, call.conversation_id, now=now, indexer=self._runtime.indexer)
