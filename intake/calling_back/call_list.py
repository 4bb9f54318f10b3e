"""Whom to call now, in order: urgent, then due first, at the times that each one said; who is not to be called stands apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy import literal, select, text
from sqlalchemy.orm import Session

from intake.calling_back.other_ways import VAIN_TRIES, OtherWay, other_ways
from intake.calling_back.results import CallResult
from intake.calling_back.times import Availability, availability_of, next_slot
from intake.clock import PARIS, OpeningHours
from intake.draft import KNOWN
from intake.privacy import Actor
from intake.requests import antennas, current_convention, hours_of, note_access
from intake.storage import OPEN_STATUS, AnswerRow, ContactAttemptRow, HandoffRow
from intake.telling import ToSay, to_say
from lexicon.codes import HandoffStatus

MOST = 300
# Of each part, on one page.
SHOWN = 40
_KNOWN = frozenset(status.value for status in KNOWN)
_FIELDS = (
    "phone",
    "email",
    "safe_contact",
    "availability",
    "contact_preference",
    "communication_needs",
    "third_party_phone",
    "person_agreement",
)


@dataclass(frozen=True, slots=True)
class Callee:
    """Somebody to call back. `when`: the next time to try, None for now. `answers`: what she said about reaching her."""

    handoff_id: str
    request_id: str
    reference: str
    headline: str
    urgent: bool
    due_at: datetime
    antenna: str | None
    assigned_to: str | None
    answers: Mapping[str, Any]
    availability: Availability
    tries: int
    last_result: CallResult | None
    last_at: datetime | None
    when: datetime | None
    ways: tuple[OtherWay, ...]
    # What a decision leaves to be said to her.
    says: tuple[ToSay, ...] = ()

    @property
    def unsafe(self) -> bool:
        """She said that calling or writing may harm her."""
        return self.answers.get("safe_contact") == "non"

    @property
    def otherwise(self) -> bool:
        """Calling her again is of no use, or not wished."""
        over = self.last_result is not None and self.last_result.ends_calling
        has_number = bool(self.answers.get("phone") or self.answers.get("third_party_phone"))
        return over or not has_number or self.tries >= VAIN_TRIES


@dataclass(frozen=True, slots=True)
class CallList:
    """Whom to call now, later, never without care, and whom to reach in another way; `more`: how many each part leaves out."""

    now: tuple[Callee, ...]
    later: tuple[Callee, ...]
    unsafe: tuple[Callee, ...]
    otherwise: tuple[Callee, ...]
    more: tuple[int, int, int, int] = (0, 0, 0, 0)


def call_list(session: Session, actor: Actor, now: datetime, *, antenna: str | None = None, mine: bool = False) -> CallList:
    """Everybody who waits for a first contact, or whom something is to be told; each one shown leaves a read trace."""
    whole = _sorted(_callees(session, now, antenna=antenna, assigned_to=actor.id if mine else None), now)
    parts = (whole.now, whole.later, whole.unsafe, whole.otherwise)
    at_once, later, unsafe, otherwise = (part[:SHOWN] for part in parts)
    for one in chain(at_once, later, unsafe, otherwise):
        note_access(session, actor, "list", one.request_id, now)
    left = [len(part) - min(len(part), SHOWN) for part in parts]
    return CallList(at_once, later, unsafe, otherwise, (left[0], left[1], left[2], left[3]))


def next_to_call(session: Session, now: datetime, *, besides: str) -> str | None:
    """The hand-off to open after `besides`; reads no name and leaves no trace: its page will."""
    ready = _sorted(_callees(session, now, antenna=None, assigned_to=None), now).now
    return next((one.handoff_id for one in ready if one.handoff_id != besides), None)


def callee_of(session: Session, handoff: HandoffRow, now: datetime) -> Callee:
    """One hand-off as somebody to call; the page that shows it leaves the trace."""
    return _built(session, [handoff], now, to_say(session, now, [handoff.id]))[0]


def _sorted(found: Iterable[Callee], now: datetime) -> CallList:
    parts: dict[str, list[Callee]] = defaultdict(list)
    for one in found:
        name = "unsafe" if one.unsafe else "otherwise" if one.otherwise else "later" if one.when is not None and one.when > now else "now"
        parts[name].append(one)
    later = sorted(parts["later"], key=lambda one: (one.when or now, not one.urgent, one.due_at))
    return CallList(tuple(parts["now"]), tuple(later), tuple(parts["unsafe"]), tuple(parts["otherwise"]))


def _callees(session: Session, now: datetime, *, antenna: str | None, assigned_to: str | None) -> list[Callee]:
    rows: list[HandoffRow] = []
    # The urgent ones, then the others, each along the index of open hand-offs.
    for urgent in (True, False):
        query = (
            select(HandoffRow)
            .where(text(f"handoffs.{OPEN_STATUS}"), HandoffRow.urgent == literal(urgent))
            .where(HandoffRow.status != HandoffStatus.WAITING_PERSON.value)
            .where(HandoffRow.first_contact_at.is_(None), HandoffRow.waiting_since.is_(None))
        )
        if antenna is not None:
            query = query.where(HandoffRow.antenna == antenna)
        if assigned_to is not None:
            query = query.where(HandoffRow.assigned_to == assigned_to)
        rows += session.scalars(query.order_by(HandoffRow.due_at, HandoffRow.id).limit(MOST - len(rows)))
    says, there = to_say(session, now), {row.id for row in rows}
    if says:
        told = select(HandoffRow).where(HandoffRow.id.in_(says.keys() - there))
        for wanted, column in ((antenna, HandoffRow.antenna), (assigned_to, HandoffRow.assigned_to)):
            told = told if wanted is None else told.where(column == wanted)
        rows += session.scalars(told.order_by(HandoffRow.due_at, HandoffRow.id))
    return _built(session, rows, now, says)


def _built(session: Session, rows: Sequence[HandoffRow], now: datetime, says: Mapping[str, tuple[ToSay, ...]]) -> list[Callee]:
    requests = [row.request_id for row in rows]
    answers = _answers(session, requests)
    tried: dict[str, list[ContactAttemptRow]] = defaultdict(list)
    query = select(ContactAttemptRow).where(ContactAttemptRow.request_id.in_(requests), ContactAttemptRow.undone_at.is_(None))
    for attempt in session.scalars(query.order_by(ContactAttemptRow.at, ContactAttemptRow.id)):
        tried[attempt.request_id].append(attempt)
    convention = current_convention(session, now.astimezone(PARIS).date())
    known = {antenna.code: hours_of(convention, antenna) for antenna in antennas(session)}
    service = hours_of(convention)
    return [
        _callee(row, answers[row.request_id], tried[row.request_id], known.get(row.antenna or "", service), now, says.get(row.id, ()))
        for row in rows
    ]


def _callee(
    row: HandoffRow,
    answers: Mapping[str, Any],
    tried: Sequence[ContactAttemptRow],
    hours: OpeningHours,
    now: datetime,
    says: tuple[ToSay, ...],
) -> Callee:
    if says:
        # Calls about something else, before there was this to say, are no tries to say it.
        tried = [one for one in tried if one.at >= min(said.since for said in says)]
    last = tried[-1] if tried else None
    availability = availability_of(answers.get("availability"))
    return Callee(
        handoff_id=row.id,
        request_id=row.request_id,
        reference=row.reference,
        headline=row.summary["headline"],
        urgent=row.urgent,
        due_at=row.due_at,
        antenna=row.antenna,
        assigned_to=row.assigned_to,
        answers=answers,
        availability=availability,
        tries=sum(CallResult(one.result).in_vain for one in tried),
        last_result=None if last is None else CallResult(last.result),
        last_at=None if last is None else last.at,
        when=_when(row.urgent, last, availability, hours, now),
        ways=other_ways(answers),
        says=says,
    )


def _when(urgent: bool, last: ContactAttemptRow | None, availability: Availability, hours: OpeningHours, now: datetime) -> datetime | None:
    if last is not None and last.next_at is not None and last.next_at > now:
        return last.next_at
    # What is urgent is not kept for the day that suits best.
    return None if urgent or availability.fits(now) else next_slot(now, availability, hours)


def _answers(session: Session, requests: Sequence[str]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    query = select(AnswerRow).where(AnswerRow.request_id.in_(requests), AnswerRow.field.in_(_FIELDS)).order_by(AnswerRow.id)
    for row in session.scalars(query):
        found[row.request_id][row.field] = row.value if row.status in _KNOWN else None
    return found
