"""One turn: screened for danger, masked, stored, answered once; the same for every channel."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from channels.rasa import Rasa, RasaDownError, TurnRequest
from channels.screening import screen, screen_alone
from intake.clock import PARIS
from intake.dialogue import Answered, State, Turn, answer_turn, apology, choice_said, command_of, move_of, overhear
from intake.directory import service_antenna
from intake.draft import DangerHeard
from intake.live import note_answer
from intake.requests import (
    Choice,
    Conversation,
    Received,
    Reply,
    Unheard,
    add_account,
    antennas,
    begin_turn,
    convention_of,
    end_turn,
    find_choice,
    hear,
    hold_conversation,
    last_choices,
    load_conversation,
    load_draft,
    receive,
    replies_to,
    store_replies,
    unheard_before,
)
from intake.runtime import Runtime
from intake.storage import new_id
from intake.summary import spoken_phone
from lexicon import mask_nir
from lexicon.codes import Act, Channel, MessageKind, SaidBy

logger = logging.getLogger("seuil.turns")

# A turn that is not given back within this time is taken for dead.
LEASE = timedelta(seconds=30)
_POLL = 0.03
SILENCE = "silence"
WithReplies = Callable[[Session, list[Reply]], None]


class UnknownChoiceError(LookupError):
    """The button is not of this conversation."""


class BusyError(RuntimeError):
    """Another message of the conversation is still being answered."""


@dataclass(frozen=True)
class Inbound:
    """What arrived: a text, or the id of a choice."""

    client_id: str
    text: str = ""
    choice_id: str | None = None
    # A step that needs no understanding: a silence, a key, « plus lentement ».
    move: str | None = None
    # What the channel noted: typed on the keypad, cut by the recogniser, silence.
    notes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class _Work:
    """A message stored, and who answers it; `taken`: the conversation is already held for it."""

    conversation: Conversation
    received: Received
    choice: Choice | None
    danger: DangerHeard | None
    owner: str
    taken: bool


class Turns:
    """Runs turns; safe to share between threads and processes: the database serialises each conversation."""

    def __init__(self, runtime: Runtime, rasa: Rasa, sleep: Callable[[float], None] = time.sleep) -> None:
        """`sleep` is how a turn waits for the one before it."""
        self._runtime = runtime
        self._rasa = rasa
        self._sleep = sleep

    def answer(
        self, conversation_id: str, inbound: Inbound, *, seconds: float | None = None, with_replies: WithReplies | None = None
    ) -> list[Reply]:
        """Store the message, then give its replies; the same client id again gives the same replies.

        `seconds` is the channel's time budget; `with_replies` writes in the very transaction that stores the replies.
        Raises LookupError for an unknown conversation, UnknownChoiceError, BusyError.
        """
        deadline = time.monotonic() + (seconds or self._runtime.settings.turn_budget_web)
        work = self._store(conversation_id, inbound)
        if work.received.answered:
            with self._runtime.database.read() as session:
                return replies_to(session, work.received.id)
        if not work.taken:
            self._take(conversation_id, work.received, work.owner, deadline)
        try:
            return self._answer_once(work, deadline, inbound.move, with_replies)
        except BaseException:
            # Otherwise the turn ended with its replies.
            with self._runtime.database.write() as session:
                end_turn(session, conversation_id, work.owner)
            raise

    def _store(self, conversation_id: str, inbound: Inbound) -> _Work:
        """Store the message and, where nobody else works on the conversation, take it: one transaction in the ordinary case."""
        now = self._runtime.clock.now()
        with self._runtime.database.write() as session:
            conversation = load_conversation(session, conversation_id)
            if conversation is None:
                raise LookupError("conversation inconnue")
            choice = None
            if inbound.choice_id is not None:
                choice = find_choice(session, conversation_id, inbound.choice_id)
                if choice is None:
                    raise UnknownChoiceError
            raw = choice.title if choice else inbound.text
            danger = None if choice else screen(raw)
            payload = {**inbound.notes, **({"choice": choice.id} if choice else {})}
            received = receive(
                session,
                conversation_id,
                text=self._masked(conversation, raw),
                client_id=inbound.client_id,
                now=now,
                payload=payload,
                silent=inbound.move == SILENCE,
            )
            owner = new_id()
            taken = not received.answered and begin_turn(session, conversation_id, received, owner, now, LEASE)
        return _Work(conversation, received, choice, danger, owner, taken)

    @staticmethod
    def _masked(conversation: Conversation, text: str) -> str:
        asked = conversation.state.get("asked") or {}
        return text if asked.get("kind") == "nir" else mask_nir(text)

    def _take(self, conversation_id: str, received: Received, owner: str, deadline: float) -> None:
        while True:
            with self._runtime.database.write() as session:
                if begin_turn(session, conversation_id, received, owner, self._runtime.clock.now(), LEASE):
                    return
            if time.monotonic() > deadline:
                raise BusyError
            self._sleep(_POLL)

    def _answer_once(self, work: _Work, deadline: float, move: str | None, with_replies: WithReplies | None) -> list[Reply]:
        now, received, choice, danger = self._runtime.clock.now(), work.received, work.choice, work.danger
        with self._runtime.database.read() as session:
            stored = replies_to(session, received.id)
            conversation = load_conversation(session, work.conversation.id)
            shown = last_choices(session, work.conversation.id)
            unheard = unheard_before(session, work.conversation.id, received)
        if conversation is None:
            raise LookupError("conversation inconnue")
        if stored:
            with self._runtime.database.write() as session:
                end_turn(session, conversation.id, work.owner)
            return stored
        # What no turn has answered is not lost: a danger in it is answered now, its words join the account.
        danger = danger or next((found for left in unheard if (found := screen(left.text)) is not None), None)
        if conversation.held_by and danger is None and choice is None:
            # While staff hold the conversation no model weighs the words: every sign counts.
            danger = screen_alone(received.text)
        silent = answered = self._held(conversation, danger) if conversation.held_by else None
        if answered is None and danger is None and choice is None and move is None:
            choice = choice_said(received.text, shown)
            if choice is None:
                move = command_of(received.text, conversation.channel, State.model_validate(conversation.state))
        asked = TurnRequest(
            conversation_id=conversation.id,
            message_id=received.id,
            text=received.text,
            choice=choice,
            channel=conversation.channel,
            state=conversation.state,
            danger=danger,
            today=now.astimezone(PARIS).date(),
        )
        if answered is None and (move is None or danger is not None):
            answered = self._ask_rasa(asked, deadline)
            move = None
        with self._runtime.database.write() as session:
            self._hear(session, conversation, unheard)
            if silent and choice is None:
                self._overhear(session, asked)
            if answered is None:
                answered = self._by_itself(session, asked, move) if move else self._without_rasa(session, conversation, asked)
            replies = store_replies(
                session,
                conversation.id,
                replies=self._still_said(session, conversation, answered),
                now=self._runtime.clock.now(),
                answers=received,
                # A silent turn changes nothing: the conversation may have been handed back meanwhile.
                state=None if silent else answered.state.model_dump(mode="json"),
            )
            if with_replies is not None:
                with_replies(session, replies)
            end_turn(session, conversation.id, work.owner)
            return replies

    def _still_said(self, session: Session, before: Conversation, answered: Answered) -> list[Reply]:
        """What is still to be said: staff who took the conversation during the turn speak now, and only safety is added."""
        if before.held_by:
            return list(answered.replies)
        hold_conversation(session, before.id)
        after = load_conversation(session, before.id)
        held = after is not None and after.held_by
        return [reply for reply in answered.replies if not held or reply.kind is MessageKind.SAFETY]

    def _hear(self, session: Session, conversation: Conversation, unheard: list[Unheard]) -> None:
        for left in unheard:
            if left.text:
                now = self._runtime.clock.now()
                add_account(session, conversation.request_id, left.id, text=left.text, said_by=SaidBy.PERSON, now=now)
        if unheard:
            hear(session, [left.id for left in unheard])

    def _overhear(self, session: Session, asked: TurnRequest) -> None:
        """Staff hold the conversation: what she writes is hers all the same, and may be what answers them."""
        now = self._runtime.clock.now()
        note_answer(session, asked.conversation_id, now)
        overhear(session, self._turn_of(asked), now=now, indexer=self._runtime.indexer)

    def _ask_rasa(self, asked: TurnRequest, deadline: float) -> Answered | None:
        """Twice at most; None when no complete answer came. A failed try leaves no state behind."""
        for share in (0.6, 1.0):
            left = (deadline - time.monotonic()) * share
            if left <= 0:
                return None
            try:
                return self._rasa.turn(asked, left)
            except RasaDownError as error:
                logger.warning("the dialogue engine gave no answer (%s)", error)
        return None

    def _by_itself(self, session: Session, asked: TurnRequest, move: str) -> Answered:
        """A move that needs no understanding is made here, without the dialogue engine."""
        settings = self._runtime.settings
        return answer_turn(
            session,
            self._turn_of(asked),
            move,
            now=self._runtime.clock.now(),
            indexer=self._runtime.indexer,
            on_call=settings.has_on_call,
            person_wait=settings.person_wait_minutes,
        )

    @staticmethod
    def _turn_of(asked: TurnRequest) -> Turn:
        return Turn(
            conversation_id=asked.conversation_id,
            message_id=asked.message_id,
            text="" if asked.choice else asked.text,
            choice=asked.choice,
            act=(asked.choice.act if asked.choice else None) or Act.INFORM,
            danger=asked.danger,
            channel=asked.channel,
            state=State.model_validate(asked.state),
        )

    def _held(self, conversation: Conversation, danger: DangerHeard | None) -> Answered | None:
        """Staff hold the conversation: the assistant is silent, but a danger is still answered."""
        return None if danger is not None else Answered(replies=(), state=State.model_validate(conversation.state))

    def _without_rasa(self, session: Session, conversation: Conversation, asked: TurnRequest) -> Answered:
        """The dialogue engine is down: the words are kept, a danger is answered by the rules, the rest gets an apology."""
        now = self._runtime.clock.now()
        state = State.model_validate(conversation.state)
        # No model weighed the words: every sign counts.
        danger = asked.danger or (None if asked.choice else screen_alone(asked.text))
        if danger is not None:
            return self._by_itself(session, replace(asked, danger=danger), "danger")
        if asked.choice is not None:
            return self._by_itself(session, asked, move_of(asked.choice, state.mode))
        draft = load_draft(session, conversation.request_id)
        if state.asked is not None and state.asked.field == "narrative":
            by = SaidBy.OTHER if draft.value("for_whom") == "other" else SaidBy.PERSON
            add_account(session, conversation.request_id, asked.message_id, text=asked.text, said_by=by, now=now)
        if conversation.channel is Channel.VOICE:
            return self._by_itself(session, asked, "engine_down")
        convention = convention_of(session, draft.convention_version)
        first = service_antenna(antennas(session))
        replies = apology(convention, conversation.channel, phone=spoken_phone(first.phone) if first else "")
        return Answered(replies=replies, state=state)
