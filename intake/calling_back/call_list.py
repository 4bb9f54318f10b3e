"""Whom to call now, in order: urgent, then due first, at the times that each one said; who is not to be called stands apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import literal, select, text, tuple_
from sqlalchemy.orm import Session, defer

from intake.calling_back.other_ways import VAIN_TRIES, OtherWay, other_ways
from intake.calling_back.results import CallResult
from intake.calling_back.times import Availability, availability_of, next_slot
from intake.clock import PARIS, OpeningHours
from intake.draft import KNOWN
from intake.privacy import PERSON, Actor
from intake.requests import antennas, current_convention, hours_of, note_reads, read_place, write_place
from intake.staff import queue_mark
from intake.storage import RUNNING, AnswerRow, ContactAttemptRow, HandoffRow, PresenceRow, UtcDateTime
from intake.telling import ToSay, to_say
from lexicon.codes import HandoffStatus

# Looked at for one page, in the order of the queue.
MOST = 80
# As long as a page that is open says so.
_HERE = timedelta(seconds=90)
# Nobody is called before or after, whoever still works then.
_FROM, _UNTIL = time(8), time(20)
# Pages looked through for the next person who can be called now.
_PAGES = 5
# The proposal is long, and nobody is called by it.
_LIGHT = select(HandoffRow).options(defer(HandoffRow.proposal))
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
    """Whom to call now, later, never without care, and whom to reach in another way; `next_cursor`: of the next page."""

    now: tuple[Callee, ...]
    later: tuple[Callee, ...]
    unsafe: tuple[Callee, ...]
    otherwise: tuple[Callee, ...]
    next_cursor: str | None = None


def call_list(
    session: Session, actor: Actor, now: datetime, *, antenna: str | None = None, mine: bool = False, cursor: str | None = None
) -> CallList:
    """Who waits for a first contact, a page in the order of the queue; on the first, also whom something is to be told.

    Each one shown leaves a read trace. Raises BadCursorError.
    """
    window = _window(session, now, antenna=antenna, assigned_to=actor.id if mine else None, cursor=cursor)
    note_reads(session, actor, "list", [one.request_id for one in window.callees], now)
    return _sorted(window.callees, now, window.next_cursor)


def call_list_mark(session: Session, now: datetime) -> str:
    """A short mark that changes when the queue does, and every quarter of an hour: who can be called changes with the time.

    Reads no personal data.
    """
    local = now.astimezone(PARIS)
    return f"{queue_mark(session, now)}{local.hour:02d}{local.minute // 15}"


def next_to_call(session: Session, actor: Actor, now: datetime, *, besides: str) -> str | None:
    """The hand-off to open after `besides`; reads no name and leaves no trace: its page will.

    Those that a colleague has open are hers: two who call down the same list never ring the same telephone.
    """
    here = (PresenceRow.staff_id != actor.id, PresenceRow.seen_at > now - _HERE)
    taken = frozenset(session.scalars(select(PresenceRow.request_id).where(*here)))
    cursor: str | None = None
    for _ in range(_PAGES):
        window = _window(session, now, antenna=None, assigned_to=None, cursor=cursor)
        for one in _sorted(window.callees, now).now:
            if one.handoff_id != besides and one.request_id not in taken:
                return one.handoff_id
        cursor = window.next_cursor
        if cursor is None:
            break
    return None


def callee_of(session: Session, handoff: HandoffRow, now: datetime) -> Callee:
    """One hand-off as somebody to call; the page that shows it leaves the trace."""
    return _built(session, [handoff], now, to_say(session, now, [handoff.id]))[0]


def _sorted(found: Iterable[Callee], now: datetime, next_cursor: str | None = None) -> CallList:
    parts: dict[str, list[Callee]] = defaultdict(list)
    for one in found:
        name = "unsafe" if one.unsafe else "otherwise" if one.otherwise else "later" if one.when is not None and one.when > now else "now"
        parts[name].append(one)
    later = sorted(parts["later"], key=lambda one: (one.when or now, not one.urgent, one.due_at))
    return CallList(tuple(parts["now"]), tuple(later), tuple(parts["unsafe"]), tuple(parts["otherwise"]), next_cursor)


@dataclass(frozen=True, slots=True)
class _Window:
    """One page of whom to call."""

    callees: list[Callee]
    next_cursor: str | None


def _window(session: Session, now: datetime, *, antenna: str | None, assigned_to: str | None, cursor: str | None) -> _Window:
    after = None if cursor is None else read_place(cursor)
    asked = [
        column == value for column, value in ((HandoffRow.antenna, antenna), (HandoffRow.assigned_to, assigned_to)) if value is not None
    ]
    rows: list[HandoffRow] = []
    # The urgent ones, then the others: each part is one walk along the index of those whose clock runs.
    for urgent in (True, False):
        if (after and after[0] < urgent) or len(rows) > MOST:
            continue
        query = _LIGHT.where(text(RUNNING), HandoffRow.urgent == literal(urgent), *asked)
        query = query.where(HandoffRow.status != HandoffStatus.WAITING_PERSON.value)
        if after and after[0] is urgent:
            query = query.where(tuple_(HandoffRow.due_at, HandoffRow.id) > tuple_(literal(after[1], UtcDateTime()), literal(after[2])))
        rows += session.scalars(query.order_by(HandoffRow.due_at, HandoffRow.id).limit(MOST + 1 - len(rows)))
    page, last = rows[:MOST], rows[MOST - 1] if len(rows) > MOST else None
    says, there = to_say(session, now), {row.id for row in page}
    if says and cursor is None:
        told = _LIGHT.where(HandoffRow.id.in_(says.keys() - there), *asked)
        page += session.scalars(told.order_by(HandoffRow.due_at, HandoffRow.id))
    return _Window(_built(session, page, now, says), None if last is None else write_place(last.urgent, last.due_at, last.id))


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
        # Whoever objected herself is not to be reached in any other way either.
        ways=() if last is not None and last.staff_id == PERSON.id else other_ways(answers),
        says=says,
    )


def _when(urgent: bool, last: ContactAttemptRow | None, availability: Availability, hours: OpeningHours, now: datetime) -> datetime | None:
    if last is not None and last.next_at is not None and last.next_at > now:
        return last.next_at
    # What is urgent is not kept for the day that suits best.
    if urgent:
        return None
    local = now.astimezone(PARIS)
    decent = hours.works_on(local.date()) and _FROM <= local.time() < _UNTIL
    return None if decent and availability.fits(now) else next_slot(now, availability, hours)


def _answers(session: Session, requests: Sequence[str]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    columns = (AnswerRow.request_id, AnswerRow.field, AnswerRow.value, AnswerRow.status)
    query = select(*columns).where(AnswerRow.request_id.in_(requests), AnswerRow.field.in_(_FIELDS)).order_by(AnswerRow.id)
    for row in session.execute(query):
        found[row.request_id][row.field] = row.value if row.status in _KNOWN else None
    return found
