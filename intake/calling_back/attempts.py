"""Tries to reach a person: noted in one click, undone within ten minutes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.calling_back.drafts import LONGEST, save_draft
from intake.calling_back.results import CallResult
from intake.calling_back.times import availability_of, next_try
from intake.clock import UNDO_WITHIN
from intake.privacy import Actor
from intake.requests import (
    FirstContact,
    antenna_by_code,
    convention_of,
    hold_request,
    hours_of,
    load_draft,
    note_access,
    note_contact,
)
from intake.storage import ContactAttemptRow, HandoffRow
from intake.telling import call_in_vain, note_told, untell
from intake.trail import note as trail_note

# No telephone rings out in less.
_TWICE = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try, with the note that was written about it."""

    id: str
    request_id: str
    staff_id: str
    result: CallResult
    note: str | None = field(repr=False)
    at: datetime
    next_at: datetime | None


def note_attempt(session: Session, actor: Actor, handoff_id: str, result: CallResult, note: str, now: datetime) -> Attempt | None:
    """Note what came of a call, and when to call again; None when there is no such hand-off.

    The first time that the person is reached stops the clock of the first contact.
    """
    row = session.get(HandoffRow, handoff_id)
    if row is None:
        return None
    request = hold_request(session, row.request_id)
    if (same := _same(session, actor, row.request_id, result, now)) is not None:
        return _attempt(same)
    draft = load_draft(session, row.request_id)
    antenna = antenna_by_code(session, row.antenna)
    hours = hours_of(convention_of(session, request.convention_version), antenna)
    attempt = ContactAttemptRow(
        request_id=row.request_id,
        staff_id=actor.id,
        result=result.value,
        note=note.strip()[:LONGEST] or None,
        at=now,
        next_at=next_try(result, now, availability_of(draft.value("availability")), hours),
    )
    session.add(attempt)
    if result is CallResult.REACHED:
        note_contact(session, row.request_id, FirstContact.CALL, now)
        note_told(session, actor, handoff_id, now)
    elif result is not CallResult.LATER:
        call_in_vain(session, actor, handoff_id, now)
    row.updated_at = now
    trail_note(session, actor, "call_noted", row.request_id, now)
    save_draft(session, actor, row.request_id, "", now)
    session.flush()
    return _attempt(attempt)


def undo_attempt(session: Session, actor: Actor, attempt_id: str, now: datetime) -> str | None:
    """Undo a try of one's own, noted less than ten minutes ago; gives the hand-off, None when it cannot be undone.

    What was written comes back as a draft, and a first contact that rested on it is none.
    """
    row = session.get(ContactAttemptRow, attempt_id)
    if row is None or row.undone_at is not None or row.staff_id != actor.id or now - row.at > UNDO_WITHIN:
        return None
    hold_request(session, row.request_id)
    handoff = session.scalar(select(HandoffRow).where(HandoffRow.request_id == row.request_id))
    if handoff is None:
        return None
    row.undone_at = now
    untell(session, handoff.id, row.at)
    if handoff.first_contact_at == row.at:
        handoff.first_contact_at = handoff.first_contact_by = None
    handoff.updated_at = now
    if row.note:
        save_draft(session, actor, row.request_id, row.note, now)
    trail_note(session, actor, "call_undone", row.request_id, now)
    session.flush()
    return handoff.id


def attempts_of(session: Session, actor: Actor, request_id: str, now: datetime) -> tuple[Attempt, ...]:
    """Every try on a request that was not undone, the oldest first; leaves a read trace when there is any."""
    rows = session.scalars(
        select(ContactAttemptRow)
        .where(ContactAttemptRow.request_id == request_id, ContactAttemptRow.undone_at.is_(None))
        .order_by(ContactAttemptRow.at, ContactAttemptRow.id)
    ).all()
    if rows:
        note_access(session, actor, "calls", request_id, now)
    return tuple(_attempt(row) for row in rows)


def undoable(session: Session, actor: Actor, now: datetime) -> tuple[Attempt, HandoffRow] | None:
    """The last try that this member may still undo, with its hand-off."""
    query = (
        select(ContactAttemptRow, HandoffRow)
        .join(HandoffRow, HandoffRow.request_id == ContactAttemptRow.request_id)
        .where(ContactAttemptRow.staff_id == actor.id, ContactAttemptRow.at >= now - UNDO_WITHIN, ContactAttemptRow.undone_at.is_(None))
        .order_by(ContactAttemptRow.at.desc(), ContactAttemptRow.id.desc())
        .limit(1)
    )
    found = session.execute(query).first()
    return None if found is None else (_attempt(found[0]), found[1])


def _same(session: Session, actor: Actor, request_id: str, result: CallResult, now: datetime) -> ContactAttemptRow | None:
    """A button pressed twice is one call."""
    mine = (ContactAttemptRow.request_id == request_id, ContactAttemptRow.staff_id == actor.id, ContactAttemptRow.result == result.value)
    just_now = (ContactAttemptRow.at > now - _TWICE, ContactAttemptRow.undone_at.is_(None))
    return session.scalar(select(ContactAttemptRow).where(*mine, *just_now).limit(1))


def _attempt(row: ContactAttemptRow) -> Attempt:
    return Attempt(row.id, row.request_id, row.staff_id, CallResult(row.result), row.note, row.at, row.next_at)
