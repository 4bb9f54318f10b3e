"""The queue as it is shown: its filters with their counts, its lines, the address of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from desk.views.queue_filters import ALL, Option, Wanted, filters
from desk.views.words import moment
from intake.clock import PARIS, in_words
from intake.convention import Convention
from intake.labels import label_of
from intake.requests import Page, QueueLine, Tally, reference_in_pairs
from intake.workload import SavedFilter
from lexicon.codes import Channel, HandoffStatus

# While the person is waited for, and once a file is closed, the clock of the first contact does not run.
_RUNNING = frozenset({HandoffStatus.NEW.value, HandoffStatus.IN_REVIEW.value, HandoffStatus.ACCEPTED.value})


@dataclass(frozen=True, slots=True)
class Line:
    """One hand-off of the queue, in words."""

    id: str
    reference: str
    headline: str
    urgent: bool
    late: bool
    soon: bool
    # When she is to be called, or why that clock does not run.
    due: str
    received: str
    channel: str
    antenna: str
    assignee: str
    complete: bool
    status: str
    status_code: str


@dataclass(frozen=True, slots=True)
class QueueScreen:
    """The whole queue page."""

    wanted: Wanted
    lines: tuple[Line, ...]
    waiting: int
    urgent: int
    filters: Mapping[str, tuple[str, tuple[Option, ...]]]
    kept: tuple[SavedFilter, ...]
    colleagues: tuple[tuple[str, str], ...]
    address: str
    next_address: str | None
    first_address: str | None
    fragment_address: str
    everywhere_address: str
    mark: str


@dataclass(frozen=True, slots=True)
class People:
    """Who looks, the colleagues by id in order of their names, and who of them is away."""

    me: str
    names: Mapping[str, str]
    away: frozenset[str]


def queue_screen(
    wanted: Wanted,
    page: Page,
    counts: Mapping[str, int],
    *,
    tallies: Mapping[str, tuple[Tally, ...]] | None,
    convention: Convention,
    antennas: Mapping[str, str],
    people: People,
    kept: tuple[SavedFilter, ...],
    cursor: str,
    mark: str,
    now: datetime,
) -> QueueScreen:
    """The page of one part of the queue; `antennas` gives the name of each code."""
    return QueueScreen(
        wanted=wanted,
        lines=tuple(_line(line, antennas, people, now) for line in page.lines),
        waiting=counts["waiting"],
        urgent=counts["urgent"],
        filters=filters(wanted, tallies, convention, antennas, people.me, people.names, people.away),
        kept=kept,
        colleagues=tuple(people.names.items()),
        address=wanted.address(),
        next_address=wanted.address(suite=page.next_cursor) if page.next_cursor else None,
        first_address=wanted.address() if cursor else None,
        fragment_address=wanted.address("/fragments/file", suite=cursor),
        everywhere_address=wanted.address(statut=ALL),
        mark=mark,
    )


def _line(line: QueueLine, antennas: Mapping[str, str], people: People, now: datetime) -> Line:
    today = now.astimezone(PARIS).date()
    late = is_late(line.status, line.due_at, line.first_contact_at, now)
    return Line(
        id=line.id,
        reference=reference_in_pairs(line.reference),
        headline=line.headline,
        urgent=line.urgent,
        late=late,
        soon=not late and line.warned_at is not None and line.first_contact_at is None and line.status in _RUNNING,
        due=contact_clock(line.status, line.due_at, line.first_contact_at, today),
        received=moment(line.created_at, today),
        channel=label_of(Channel, line.channel),
        antenna=antennas.get(line.antenna, line.antenna) if line.antenna else "antenne à déterminer",
        assignee=_assignee(line.assigned_to, people),
        complete=line.complete,
        status=label_of(HandoffStatus, line.status),
        status_code=line.status,
    )


def _assignee(staff_id: str | None, people: People) -> str:
    if staff_id is None:
        return ""
    name = "à vous" if staff_id == people.me else f"à {people.names.get(staff_id, 'un compte fermé')}"
    return f"{name} (absente)" if staff_id in people.away else name


def contact_clock(status: str, due_at: datetime, first_contact_at: datetime | None, today: date) -> str:
    """What the clock of the first contact says: done, standing still, over, or when she is to be called."""
    if first_contact_at is not None:
        return "premier contact fait"
    if status == HandoffStatus.WAITING_PERSON.value:
        return "délai en pause : on attend sa réponse"
    if status not in _RUNNING:
        return "plus de délai à tenir"
    return f"à contacter {in_words(due_at, today)}"


def is_late(status: str, due_at: datetime, first_contact_at: datetime | None, now: datetime) -> bool:
    """True when the first contact should have been made, and was not."""
    return first_contact_at is None and status in _RUNNING and due_at < now
