"""Entries: begun, found again, handed over once, or given up."""

from __future__ import annotations

from datetime import datetime
from random import Random
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from intake.draft import Draft
from intake.privacy import Actor, Indexer
from intake.requests import (
    FirstContact,
    HandoverReason,
    confirm_deduced,
    erase_request,
    existing_handoff,
    hand_over,
    hold_request,
    kept_request,
    load_conversation,
    load_draft,
    note_access,
    note_contact,
    open_conversation,
)
from intake.staff_entry.codes import EntryKind
from intake.storage import AccountPartRow, HandoffRow, RequestRow, StaffEntryRow, new_id
from lexicon.codes import Channel, SaidBy

NOTHING_YET = "Écrivez d’abord ce que dit la personne, ou au moins son nom ou un moyen de la joindre."
STILL_WRONG = "Des réponses n’ont pas pu être lues. Corrigez-les, ou videz-les : rien n’a encore été transmis."


class EntryError(ValueError):
    """The entry cannot be handed over yet; the message is a French sentence."""


def start_entry(session: Session, actor: Actor, kind: EntryKind, *, key: str, version: int, now: datetime, random: Random) -> StaffEntryRow:
    """Begin an entry with a new request; the same key again finds the one it began.

    Raises ValueError for a key that is no UUID, and LookupError for the key of something else.
    """
    key = str(UUID(key))
    known = load_conversation(session, key)
    if known is not None:
        own = _on(session, actor, known.request_id)
        if own is None:
            raise LookupError("saisie inconnue")
        return own
    conversation = open_conversation(
        session, channel=Channel.STAFF, locale="fr", version=version, now=now, random=random, state={}, conversation_id=key
    )
    request = hold_request(session, conversation.request_id)
    request.first_message_at = request.last_message_at = now
    note_access(session, actor, "type_in", request.id, now)
    return _begin(session, actor, request.id, kind, now)


def entry_on(session: Session, actor: Actor, handoff_id: str, kind: EntryKind, now: datetime) -> StaffEntryRow:
    """The member's entry on a request handed over before, begun or found again; raises LookupError when the session does not see it."""
    row = session.get(HandoffRow, handoff_id)
    if row is None:
        raise LookupError("demande inconnue")
    request_id = hold_request(session, kept_request(session, row.request_id)).id
    note_access(session, actor, "type_in", request_id, now)
    own = _on(session, actor, request_id)
    if own is None:
        return _begin(session, actor, request_id, kind, now)
    if own.done_at is not None:
        own.done_at, own.kind = None, kind.value
    own.updated_at = now
    session.flush()
    return own


def _on(session: Session, actor: Actor, request_id: str) -> StaffEntryRow | None:
    return session.scalar(select(StaffEntryRow).where(StaffEntryRow.request_id == request_id, StaffEntryRow.staff_id == actor.id))


def _begin(session: Session, actor: Actor, request_id: str, kind: EntryKind, now: datetime) -> StaffEntryRow:
    row = StaffEntryRow(
        id=new_id(),
        request_id=request_id,
        staff_id=actor.id,
        kind=kind.value,
        said_by=SaidBy.PERSON.value,
        unread={},
        created_at=now,
        updated_at=now,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        # Begun twice at the same moment.
        own = _on(session, actor, request_id)
        if own is None:
            raise
        return own
    return row


def own_entry(session: Session, actor: Actor, entry_id: str) -> StaffEntryRow | None:
    """The member's own entry, or None; it follows its request where that one was merged."""
    row = session.get(StaffEntryRow, entry_id)
    return row if row is not None and row.staff_id == actor.id else None


def request_of(session: Session, entry: StaffEntryRow) -> str:
    """The request that an entry writes to now."""
    return kept_request(session, entry.request_id)


def open_entries(session: Session, actor: Actor, now: datetime) -> list[tuple[StaffEntryRow, Draft]]:
    """The member's entries that are not finished, newest first; leaves a read trace each."""
    query = select(StaffEntryRow).where(StaffEntryRow.staff_id == actor.id, StaffEntryRow.done_at.is_(None))
    rows = session.scalars(query.order_by(StaffEntryRow.updated_at.desc()).limit(50)).all()
    for row in rows:
        note_access(session, actor, "list", row.request_id, now)
    return [(row, load_draft(session, request_of(session, row))) for row in rows]


def own_words(session: Session, entry: StaffEntryRow) -> str:
    """The part of the account that was typed in this entry."""
    return session.scalar(select(AccountPartRow.text).where(AccountPartRow.message_id == entry.id)) or ""


def send_entry(session: Session, actor: Actor, entry: StaffEntryRow, *, read_over: bool, now: datetime, indexer: Indexer) -> HandoffRow:
    """Hand the request over, once however often it is sent; `read_over`: what was deduced was read over with the person.

    Raises EntryError while something typed could not be read, or while there is nothing.
    """
    request_id = hold_request(session, request_of(session, entry)).id
    if entry.unread:
        raise EntryError(STILL_WRONG)
    draft = load_draft(session, request_id)
    if not draft.account and not any(answer.known for answer in draft.answers.values()):
        raise EntryError(NOTHING_YET)
    if read_over:
        confirm_deduced(session, request_id, new_id(), now)
    row = hand_over(session, request_id, reason=HandoverReason.STAFF, now=now, indexer=indexer)
    if entry.done_at is None:
        entry.done_at = now
        note_access(session, actor, "hand_over", request_id, now)
        # A letter is read, and a relative is not the person: neither is a contact with her.
        if entry.kind != EntryKind.LETTER.value and entry.said_by != SaidBy.OTHER.value:
            note_contact(session, request_id, FirstContact.TYPED_IN, now)
    session.flush()
    return row


def give_up(session: Session, actor: Actor, entry: StaffEntryRow, now: datetime) -> None:
    """Give an entry up: a request that it began and that nobody was handed is erased, any other stays as it is."""
    request_id = hold_request(session, request_of(session, entry)).id
    note_access(session, actor, "give_up_entry", request_id, now)
    request = session.get(RequestRow, request_id)
    begun_here = request is not None and request.channel == Channel.STAFF.value and request_id == entry.request_id
    if begun_here and existing_handoff(session, request_id) is None:
        session.expire_all()
        erase_request(session, request_id)
    else:
        entry.done_at, entry.unread = now, {}
        session.flush()
