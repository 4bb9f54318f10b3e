"""Conversations and their message log: store first, answer once, one turn at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from intake.clock import PARIS
from intake.requests.locking import hold_conversation, hold_request
from intake.requests.messages import Choice, Item, Reply
from intake.requests.reference import new_reference
from intake.storage import ConversationRow, MessageRow, RequestRow, new_id, rehearsal_of
from lexicon.codes import Channel, Sender

_REHEARSED = re.compile(r"r([0-9]{1,9})-")


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a turn needs to know of its conversation."""

    id: str
    request_id: str
    channel: Channel
    state: dict[str, Any]
    held_by: str | None


@dataclass(frozen=True, slots=True)
class Received:
    """An inbound message as stored; `new` is False when this very message had come before."""

    id: str
    seq: int
    text: str
    new: bool
    answered: bool


def open_conversation(
    session: Session,
    *,
    channel: Channel,
    locale: str,
    version: int,
    now: datetime,
    random: Random,
    state: dict[str, Any],
    conversation_id: str | None = None,
) -> Conversation:
    """Start a request with its first conversation; a given id makes doing it twice impossible."""
    request = RequestRow(
        reference=_free_reference(session, random),
        channel=channel.value,
        convention_version=version,
        reference_date=_day(now),
        created_at=now,
        first_message_at=None,
        last_message_at=None,
    )
    row = ConversationRow(id=conversation_id or _new_id(session), channel=channel.value, locale=locale, state=state, created_at=now)
    try:
        with session.begin_nested():
            session.add(request)
            session.flush()
            row.request_id = request.id
            session.add(row)
    except IntegrityError:
        # The given id was opened before, or by another process meanwhile: that one is the conversation.
        known = load_conversation(session, conversation_id) if conversation_id else None
        if known is None:
            raise
        return known
    return _conversation(row)


def _new_id(session: Session) -> str:
    """An identifier, which tells of a rehearsal that it is one, so that every process finds where it is kept."""
    version = rehearsal_of(session)
    return new_id() if version is None else f"r{version}-{new_id().replace('-', '')}"[:36]


def rehearsed_in(conversation_id: str) -> int | None:
    """The version that a conversation rehearses, None for a real one."""
    found = _REHEARSED.match(conversation_id)
    return None if found is None else int(found[1])


def _free_reference(session: Session, random: Random) -> str:
    while True:
        reference = new_reference(random)
        if session.scalar(select(RequestRow.id).where(RequestRow.reference == reference)) is None:
            return reference


def load_conversation(session: Session, conversation_id: str) -> Conversation | None:
    """The conversation, or None."""
    row = session.get(ConversationRow, conversation_id)
    return None if row is None else _conversation(row)


def _conversation(row: ConversationRow) -> Conversation:
    return Conversation(row.id, row.request_id, Channel(row.channel), row.state, row.held_by)


def receive(
    session: Session,
    conversation_id: str,
    *,
    text: str,
    client_id: str,
    now: datetime,
    payload: dict[str, Any] | None = None,
    silent: bool = False,
) -> Received:
    """Store an inbound message under its idempotency key, before anything is done with it.

    The same key again returns the first message and changes nothing. `silent`: nothing was said, no clock starts.
    """
    request = _held_request(session, conversation_id)
    known = session.scalar(select(MessageRow).where(MessageRow.conversation_id == conversation_id, MessageRow.client_id == client_id))
    if known is not None:
        return Received(known.id, known.seq, known.text, new=False, answered=known.answered)
    row = _append(session, conversation_id, sender=Sender.PERSON, text=text, now=now, payload=payload or {}, client_id=client_id)
    if not silent:
        if request.first_message_at is None:
            request.first_message_at = now
            request.reference_date = _day(now)
        request.last_message_at = now
    return Received(row.id, row.seq, row.text, new=True, answered=False)


def _held_request(session: Session, conversation_id: str) -> RequestRow:
    request_id = session.scalar(select(ConversationRow.request_id).where(ConversationRow.id == conversation_id))
    if request_id is None:
        raise LookupError("conversation inconnue")
    return hold_request(session, request_id)


def _day(now: datetime) -> date:
    return now.astimezone(PARIS).date()


def _append(
    session: Session,
    conversation_id: str,
    *,
    sender: Sender,
    text: str,
    now: datetime,
    payload: dict[str, Any],
    client_id: str | None = None,
    answers_id: str | None = None,
    kind: str | None = None,
    message_id: str | None = None,
) -> MessageRow:
    seq = session.scalar(
        update(ConversationRow)
        .where(ConversationRow.id == conversation_id)
        .values(next_seq=ConversationRow.next_seq + 1)
        .returning(ConversationRow.next_seq)
    )
    if seq is None:
        raise LookupError("conversation inconnue")
    row = MessageRow(
        id=message_id or new_id(),
        conversation_id=conversation_id,
        seq=seq - 1,
        sender=sender.value,
        kind=kind,
        text=text,
        payload=payload,
        client_id=client_id,
        answers_id=answers_id,
        answered=sender is not Sender.PERSON,
        at=now,
    )
    session.add(row)
    session.flush()
    return row


def begin_turn(session: Session, conversation_id: str, message: Received, owner: str, now: datetime, lease: timedelta) -> bool:
    """Take the conversation for one turn; False while another turn holds it or an earlier message waits.

    A lease that ran out, and a message that waited longer than a lease, block nobody.
    """
    earlier = session.scalar(
        select(MessageRow.id).where(
            MessageRow.conversation_id == conversation_id,
            MessageRow.sender == Sender.PERSON.value,
            MessageRow.answered.is_(False),
            MessageRow.seq < message.seq,
            MessageRow.at > now - lease,
        )
    )
    if earlier is not None:
        return False
    taken = session.scalar(
        update(ConversationRow)
        .where(
            ConversationRow.id == conversation_id,
            or_(ConversationRow.turn_until.is_(None), ConversationRow.turn_until < now, ConversationRow.turn_owner == owner),
        )
        .values(turn_owner=owner, turn_until=now + lease)
        .returning(ConversationRow.id)
    )
    return taken is not None


def end_turn(session: Session, conversation_id: str, owner: str) -> None:
    """Give the conversation back, if this turn still holds it."""
    session.execute(
        update(ConversationRow)
        .where(ConversationRow.id == conversation_id, ConversationRow.turn_owner == owner)
        .values(turn_owner=None, turn_until=None)
    )


def store_replies(
    session: Session,
    conversation_id: str,
    *,
    replies: list[Reply],
    now: datetime,
    answers: Received | None = None,
    state: dict[str, Any] | None = None,
) -> list[Reply]:
    """Store replies and the new state together; a message already answered keeps its first replies."""
    if answers is not None:
        hold_conversation(session, conversation_id)
        inbound = session.get(MessageRow, answers.id, populate_existing=True)
        if inbound is None:
            raise LookupError("message inconnu")
        if inbound.answered:
            return replies_to(session, inbound.id)
        inbound.answered = True
    stored = []
    for reply in replies:
        message_id = new_id()
        numbered = tuple(choice.model_copy(update={"id": f"{message_id}-{n}"}) for n, choice in enumerate(reply.choices, 1))
        kept = reply.model_copy(update={"id": message_id, "choices": numbered})
        _append(
            session,
            conversation_id,
            sender=Sender.ASSISTANT,
            text=kept.text,
            now=now,
            payload=kept.model_dump(mode="json", exclude={"text"}),
            answers_id=answers.id if answers else None,
            kind=kept.kind.value,
            message_id=message_id,
        )
        stored.append(kept)
    if state is not None:
        hold_state(session, conversation_id, state)
    return stored


def store_staff_message(session: Session, conversation_id: str, *, text: str, by: str, client_id: str, now: datetime) -> bool:
    """Store what a member of staff (`by`, her id) wrote; False when this very message had come before."""
    _held_request(session, conversation_id)
    hold_conversation(session, conversation_id)
    known = select(MessageRow.id).where(MessageRow.conversation_id == conversation_id, MessageRow.client_id == client_id)
    if session.scalar(known) is not None:
        return False
    _append(session, conversation_id, sender=Sender.STAFF, text=text, now=now, payload={"by": by}, client_id=client_id)
    return True


def hold_state(session: Session, conversation_id: str, state: dict[str, Any]) -> None:
    """Keep the dialogue's state for the next turn."""
    session.execute(update(ConversationRow).where(ConversationRow.id == conversation_id).values(state=state))


def replies_to(session: Session, message_id: str) -> list[Reply]:
    """The replies stored for an inbound message, in order."""
    rows = session.scalars(select(MessageRow).where(MessageRow.answers_id == message_id).order_by(MessageRow.seq))
    return [_reply(row) for row in rows]


def answered_before(session: Session, client_id: str) -> bool:
    """True when a message of that key was answered, in whatever conversation; for keys that are unique everywhere."""
    return bool(session.scalar(select(MessageRow.answered).where(MessageRow.client_id == client_id, MessageRow.answered).limit(1)))


@dataclass(frozen=True, slots=True)
class Unheard:
    """A message of the person that no turn has answered."""

    id: str
    text: str


def unheard_before(session: Session, conversation_id: str, message: Received) -> list[Unheard]:
    """Earlier messages left without an answer, oldest first: their words must not be lost."""
    rows = session.scalars(
        select(MessageRow)
        .where(
            MessageRow.conversation_id == conversation_id,
            MessageRow.sender == Sender.PERSON.value,
            MessageRow.answered.is_(False),
            MessageRow.seq < message.seq,
        )
        .order_by(MessageRow.seq)
    )
    return [Unheard(row.id, row.text) for row in rows]


def hear(session: Session, message_ids: Iterable[str]) -> None:
    """These messages were taken into account by a later turn."""
    session.execute(update(MessageRow).where(MessageRow.id.in_(list(message_ids))).values(answered=True))


def notes_of(session: Session, message_id: str) -> dict[str, Any]:
    """What the channel noted of an inbound message: that it was typed on the keypad, that its speech was cut."""
    row = session.get(MessageRow, message_id)
    return {} if row is None else row.payload


def said_first(session: Session, conversation_id: str) -> list[Reply]:
    """What the assistant said by itself when the conversation was opened."""
    rows = select(MessageRow).where(
        MessageRow.conversation_id == conversation_id, MessageRow.sender == Sender.ASSISTANT.value, MessageRow.answers_id.is_(None)
    )
    return [_reply(row) for row in session.scalars(rows.order_by(MessageRow.seq))]


def last_choices(session: Session, conversation_id: str) -> tuple[Choice, ...]:
    """The buttons last shown in a conversation, which figures and keys stand for; none when what was said last has none."""
    newest = select(MessageRow).where(MessageRow.conversation_id == conversation_id, MessageRow.sender == Sender.ASSISTANT.value)
    last = session.scalar(newest.order_by(MessageRow.seq.desc()).limit(1))
    if last is None:
        return ()
    same_turn = newest.where(MessageRow.answers_id == last.answers_id) if last.answers_id else newest.where(MessageRow.id == last.id)
    shown = (_reply(row).choices for row in session.scalars(same_turn.order_by(MessageRow.seq.desc())))
    return next((choices for choices in shown if choices), ())


def find_choice(session: Session, conversation_id: str, choice_id: str) -> Choice | None:
    """The choice of this conversation with that id, or None."""
    message_id = choice_id.rpartition("-")[0]
    row = session.get(MessageRow, message_id) if message_id else None
    if row is None or row.conversation_id != conversation_id or row.sender != Sender.ASSISTANT.value:
        return None
    return next((choice for choice in _reply(row).choices if choice.id == choice_id), None)


def messages_after(session: Session, conversation_id: str, seq: int, limit: int = 500) -> list[Item]:
    """The conversation's messages with a greater sequence number, oldest first."""
    rows = session.scalars(
        select(MessageRow).where(MessageRow.conversation_id == conversation_id, MessageRow.seq > seq).order_by(MessageRow.seq).limit(limit)
    )
    return [item(row) for row in rows]


def item(row: MessageRow) -> Item:
    """A stored message as an item of the log."""
    sender = Sender(row.sender)
    reply = _reply(row) if sender is Sender.ASSISTANT else None
    note = next((name for name in ("silence", "keypad") if sender is Sender.PERSON and row.payload.get(name)), None)
    return Item(seq=row.seq, id=row.id, sender=sender, at=row.at, text=row.text, reply=reply, client_id=row.client_id, note=note)


def _reply(row: MessageRow) -> Reply:
    return Reply.model_validate({**row.payload, "text": row.text, "id": row.id})
