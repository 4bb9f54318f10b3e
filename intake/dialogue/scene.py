"""The hands of a move: what it may read, record and say during one turn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy.orm import Session

from intake.clock import PARIS
from intake.clock import in_words as moment_in_words
from intake.convention import Convention, FieldDefinition, When, sample_convention
from intake.dialogue.state import Asked, Memory, Stage, State
from intake.dialogue.turn import Answered, Turn
from intake.dialogue.wording import has, say
from intake.directory import Antenna, antenna_for
from intake.draft import KNOWN, DangerHeard, Draft, TopicHeard
from intake.eligibility import fields_to_ask
from intake.labels import capital
from intake.privacy import Indexer
from intake.requests import (
    Choice,
    HandoverReason,
    Reply,
    add_account,
    add_danger,
    add_topics,
    antennas,
    confirm_deduced,
    convention_of,
    existing_handoff,
    forget_deduced,
    hand_over,
    hold_request,
    load_conversation,
    load_draft,
    notes_of,
    record_answer,
    refresh,
)
from intake.storage import HandoffRow
from intake.story import facts_from_story
from intake.summary import in_words
from intake.telephony import caller_of
from lexicon.codes import AnswerStatus, Channel, MessageKind, Mode, SaidBy

# A message of this many words that is no answer is part of the account.
_TELLING = 8


@dataclass
class Scene:
    """One turn being answered. Everything recorded is saved at once; replies and state are handed back."""

    session: Session
    turn: Turn
    now: datetime
    indexer: Indexer
    request_id: str
    convention: Convention
    mode: Mode
    asked: Asked | None
    memory: Memory
    # Somebody is really called when a danger is heard.
    on_call: bool = False
    # Minutes within which somebody answers where she writes, or she is told that nobody could; 0: nothing is announced.
    person_wait: int = 0
    replies: list[Reply] = field(default_factory=list)

    @classmethod
    def open(cls, session: Session, turn: Turn, now: datetime, indexer: Indexer, *, on_call: bool = False, person_wait: int = 0) -> Scene:
        """The scene of a turn; raises LookupError for an unknown conversation."""
        conversation = load_conversation(session, turn.conversation_id)
        if conversation is None:
            raise LookupError("conversation inconnue")
        hold_request(session, conversation.request_id)
        draft = load_draft(session, conversation.request_id)
        convention = convention_of(session, draft.convention_version)
        state = turn.state
        place = (conversation.request_id, convention, state.mode, state.asked, state.memory)
        return cls(session, turn, now, indexer, *place, on_call, person_wait)

    def close(self) -> Answered:
        """What this turn says, and the state it leaves."""
        return Answered(replies=tuple(self.replies), state=State(mode=self.mode, asked=self.asked, memory=self.memory))

    # What is known

    @cached_property
    def draft(self) -> Draft:
        """The draft as it stands now; re-read after every record."""
        return load_draft(self.session, self.request_id)

    def _changed(self) -> None:
        self.__dict__.pop("draft", None)

    @property
    def today(self) -> date:
        """The day it is in Paris."""
        return self.now.astimezone(PARIS).date()

    @property
    def telling(self) -> bool:
        """True when the message is long enough to be part of the account, whatever was asked."""
        return len(self.turn.text.split()) >= _TELLING

    @property
    def behalf(self) -> bool:
        """True when someone else speaks for the person."""
        return self.draft.value("for_whom") == "other"

    @property
    def speaker(self) -> SaidBy:
        """Who is speaking."""
        return SaidBy.OTHER if self.behalf else SaidBy.PERSON

    @property
    def antenna(self) -> Antenna | None:
        """The antenna of the person's postal code, once known."""
        code = self.draft.value("postal_code")
        return antenna_for(antennas(self.session), code if isinstance(code, str) else None)

    @property
    def handoff(self) -> HandoffRow | None:
        """The request's hand-off, once made."""
        return existing_handoff(self.session, self.request_id)

    @property
    def spoken(self) -> bool:
        """True on the telephone."""
        return self.turn.channel is Channel.VOICE

    @cached_property
    def notes(self) -> dict[str, Any]:
        """What the channel noted of this message: `keypad`, `cut`."""
        return notes_of(self.session, self.turn.message_id)

    @cached_property
    def caller(self) -> str | None:
        """The number that calls or writes, when it is shown."""
        return caller_of(self.session, self.turn.conversation_id)

    def to_ask(self) -> tuple[str, ...]:
        """Fields still to ask, the next one first."""
        return fields_to_ask(self.convention, self.draft)

    def reachable(self) -> bool:
        """True when there is a way to reach someone."""
        return any(self.draft.value(code) for code in ("phone", "email", "third_party_phone"))

    # What is recorded

    def record(
        self, code: str, value: Any, *, words: str | None, status: AnswerStatus = AnswerStatus.TOLD, said_by: SaidBy | None = None
    ) -> None:
        """Record one answer of this message."""
        record_answer(
            self.session,
            self.request_id,
            self.turn.message_id,
            field=code,
            value=value,
            words=words,
            status=status,
            said_by=said_by or self.speaker,
            now=self.now,
        )
        self._changed()

    def keep_words(self, text: str) -> None:
        """Add the message to the person's own account, with its topics."""
        add_account(self.session, self.request_id, self.turn.message_id, text=text, said_by=self.speaker, now=self.now)
        self.keep_topics(self.turn.topics)

    def keep_topics(self, topics: Iterable[TopicHeard]) -> None:
        """Add topics heard."""
        add_topics(self.session, self.request_id, self.turn.message_id, topics)
        self._changed()

    def keep_danger(self, danger: DangerHeard) -> None:
        """Flag a danger."""
        add_danger(self.session, self.request_id, self.turn.message_id, danger, self.now)
        self._changed()

    def deduce(self, text: str) -> tuple[str, ...]:
        """Record what the text says in plain words as deduced; what was told or confirmed is never overwritten."""
        fresh = []
        for fact in facts_from_story(text, today=self.draft.reference_date):
            definition = self.field(fact.field)
            if definition is None or definition.when is When.OFF or not definition.deducible:
                continue
            status = self.draft.status(fact.field)
            if status in (AnswerStatus.TOLD, AnswerStatus.CONFIRMED) or self.draft.value(fact.field) == fact.value:
                continue
            self.record(fact.field, fact.value, words=fact.words, status=AnswerStatus.DEDUCED)
            fresh.append(fact.field)
        return tuple(fresh)

    def confirm(self, codes: Iterable[str] | None = None) -> None:
        """The person agreed with what was read back: with these fields, or with everything deduced."""
        confirm_deduced(self.session, self.request_id, self.turn.message_id, self.now, codes)
        self._changed()

    def unsay(self, code: str) -> None:
        """The person said that what was heard is wrong: the field is as if never asked."""
        self.record(code, None, words=None, status=AnswerStatus.NOT_ASKED)

    def move_to(self, request_id: str) -> None:
        """Go on with another request: the conversation was joined to it."""
        self.request_id = request_id
        self._changed()
        self.convention = convention_of(self.session, self.draft.convention_version)

    def forget(self, codes: Iterable[str]) -> None:
        """The person said that these deductions are wrong."""
        forget_deduced(self.session, self.request_id, codes)
        self._changed()

    def hand_over(self, reason: HandoverReason) -> HandoffRow:
        """Make the hand-off, or bring it up to date."""
        return hand_over(self.session, self.request_id, reason=reason, now=self.now, indexer=self.indexer)

    def refresh_handoff(self) -> None:
        """After the person added something: the hand-off follows, if there is one."""
        refresh(self.session, self.request_id, now=self.now, indexer=self.indexer)

    # What is said

    def words(self, key: str, **parts: str) -> str:
        """A sentence of the convention for this channel."""
        return say(self.convention, key, self.turn.channel, self.behalf, **parts)

    def has_words(self, key: str) -> bool:
        """True when there is such a sentence."""
        return has(self.convention, key) or has(sample_convention(), key)

    def reply(self, text: str, kind: MessageKind = MessageKind.ANSWER, **more: Any) -> None:
        """Say something."""
        self.replies.append(Reply(text=text, kind=kind, **more))

    def say(self, key: str, kind: MessageKind = MessageKind.ANSWER, *, choices: tuple[Choice, ...] = (), **parts: str) -> None:
        """Say a sentence of the convention."""
        self.reply(self.words(key, **parts), kind, choices=choices)

    def amend(self, **more: Any) -> None:
        """Complete what was said last: its choices, what it asks, what the channel does after it."""
        self.replies[-1] = self.replies[-1].model_copy(update=more)

    def choice(self, key: str, **meaning: Any) -> Choice:
        """A button whose title is a sentence of the convention."""
        return Choice(title=self.words(key), **meaning)

    def field(self, code: str) -> FieldDefinition | None:
        """The definition of a field in this request's convention, or None."""
        return next((definition for definition in self.convention.fields if definition.code == code), None)

    @property
    def discreet(self) -> bool:
        """True where somebody else may read what is said: by SMS."""
        return self.turn.channel is Channel.SMS

    def label_of(self, field: FieldDefinition, value: str) -> str:
        """The label of a closed value, in the words of the channel."""
        return field.discreet_label_of(value) if self.discreet else field.label_of(value)

    def label(self, field: FieldDefinition) -> str:
        """The label of a field with a capital, in the words of the channel."""
        return capital(field.discreet_label if self.discreet else field.label)

    def value_in_words(self, field: FieldDefinition) -> str:
        """What is recorded for a field, in the words of the channel."""
        value = self.draft.value(field.code)
        if self.discreet and field.values:
            codes = value if isinstance(value, list) else [value]
            return ", ".join(field.discreet_label_of(str(code)) for code in codes)
        return in_words(field, value)

    def due(self) -> str:
        """By when a human makes contact, in words."""
        handoff = self.handoff
        return moment_in_words(handoff.due_at, self.today) if handoff else ""

    # Where it stands

    def stand(self, stage: Stage, **changes: Any) -> None:
        """Move to a stage; misses start again from none."""
        self.memory = self.memory.model_copy(update={"stage": stage, "misses": 0, **changes})

    def remember(self, **changes: Any) -> None:
        """Change the memory."""
        self.memory = self.memory.model_copy(update=changes)

    def waiting_deductions(self) -> tuple[str, ...]:
        """Fields deduced and not yet confirmed, in the convention's order."""
        return tuple(d.code for d in self.convention.fields if self.draft.status(d.code) is AnswerStatus.DEDUCED)

    def answered_fields(self) -> tuple[str, ...]:
        """Fields with a value, in the convention's order."""
        return tuple(d.code for d in self.convention.fields if self.draft.status(d.code) in KNOWN and self.draft.value(d.code) is not None)
