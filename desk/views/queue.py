"""The queue as it is shown: its filters, its lines, the address of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from desk.views.words import axes, capital, label, moment
from intake.clock import PARIS, in_words
from intake.convention import Convention
from intake.requests import Page, QueueFilter, QueueLine, reference_in_pairs
from lexicon.codes import Channel, HandoffStatus, Outcome

ALL = "toutes"
_WAITING = frozenset({HandoffStatus.NEW.value, HandoffStatus.IN_REVIEW.value})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address of the page asks for, as typed; values that nobody knows are left aside."""

    statut: str = ""
    axe: str = ""
    proposition: str = ""
    antenne: str = ""
    urgent: str = ""
    q: str = ""

    def filter(self) -> QueueFilter:
        """The filter of the queue; open hand-offs unless a status is asked for."""
        statuses = {status.value for status in HandoffStatus}
        outcomes = {outcome.value for outcome in Outcome}
        return QueueFilter(
            status=self.statut if self.statut in statuses else None,
            axis=self.axe or None,
            outcome=self.proposition if self.proposition in outcomes else None,
            antenna=self.antenne or None,
            urgent=True if self.urgent == "1" else None,
            q=self.q or None,
            open_only=self.statut not in statuses and self.statut != ALL,
        )

    def address(self, path: str = "/", **more: str) -> str:
        """An address that keeps the filters, with some of them replaced."""
        given = {name: getattr(self, name) for name in self.__slots__} | more
        query = urlencode({name: value for name, value in given.items() if value})
        return f"{path}?{query}" if query else path

    @property
    def narrowed(self) -> bool:
        """True when something besides the usual queue is asked for."""
        return any(getattr(self, name) for name in self.__slots__)


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter."""

    code: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One hand-off of the queue, in words."""

    id: str
    reference: str
    headline: str
    urgent: bool
    late: bool
    due: str
    received: str
    channel: str
    antenna: str
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
    next_address: str | None
    first_address: str | None
    fragment_address: str
    everywhere_address: str
    mark: str


def queue_screen(
    wanted: Wanted,
    page: Page,
    counts: Mapping[str, int],
    *,
    convention: Convention,
    antennas: Mapping[str, str],
    cursor: str,
    mark: str,
    now: datetime,
) -> QueueScreen:
    """The page of one part of the queue; `antennas` gives the name of each code."""
    return QueueScreen(
        wanted=wanted,
        lines=tuple(_line(line, antennas, now) for line in page.lines),
        waiting=counts["waiting"],
        urgent=counts["urgent"],
        filters={
            "statut": ("Statut", _options(wanted.statut, "À traiter", [*_coded(HandoffStatus), (ALL, "Toutes")])),
            "axe": ("Axe proposé", _options(wanted.axe, "Tous", axes(convention))),
            "proposition": ("Proposition", _options(wanted.proposition, "Toutes", _coded(Outcome))),
            "antenne": ("Antenne", _options(wanted.antenne, "Toutes", antennas.items())),
        },
        next_address=wanted.address(suite=page.next_cursor) if page.next_cursor else None,
        first_address=wanted.address() if cursor else None,
        fragment_address=wanted.address("/fragments/file", suite=cursor),
        everywhere_address=wanted.address(statut=ALL),
        mark=mark,
    )


def _coded(codes: Iterable[HandoffStatus | Outcome]) -> list[tuple[str, str]]:
    return [(code.value, code.label) for code in codes]


def _options(chosen: str, default: str, choices: Iterable[tuple[str, str]]) -> tuple[Option, ...]:
    known = [Option(code, capital(name), code == chosen) for code, name in choices]
    return (Option("", default, not any(option.chosen for option in known)), *known)


def _line(line: QueueLine, antennas: Mapping[str, str], now: datetime) -> Line:
    today = now.astimezone(PARIS).date()
    return Line(
        id=line.id,
        reference=reference_in_pairs(line.reference),
        headline=line.headline,
        urgent=line.urgent,
        late=is_late(line.status, line.due_at, now),
        due=in_words(line.due_at, today),
        received=moment(line.created_at, today),
        channel=label(Channel, line.channel),
        antenna=antennas.get(line.antenna, line.antenna) if line.antenna else "antenne à déterminer",
        status=label(HandoffStatus, line.status),
        status_code=line.status,
    )


def is_late(status: str, due_at: datetime, now: datetime) -> bool:
    """True when the first contact should have been made and nobody has decided anything yet."""
    return status in _WAITING and due_at < now
