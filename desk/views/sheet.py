"""One hand-off on one sheet of paper, and the first page of the booklet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from desk.views.handoff import FactLine, HandoffScreen, handoff_screen
from desk.views.queue import contact_clock
from desk.views.words import moment
from intake.clock import DAYS, day_of_month
from intake.exchange import Booklet
from intake.labels import capital
from intake.requests import HandoffView


@dataclass(frozen=True, slots=True)
class Sheet:
    """The screen of the hand-off, the facts that its other parts do not already tell, its topics with their words, days in full."""

    screen: HandoffScreen
    due: str
    received: str
    facts: tuple[FactLine, ...]
    topics: tuple[tuple[str, str], ...]
    printed: str


@dataclass(frozen=True, slots=True)
class BookletScreen:
    """The booklet: its first page lists the sheets, in order."""

    sheets: tuple[Sheet, ...]
    printed: str
    until: str
    left_out: int


def sheet_of(view: HandoffView, antennas: Mapping[str, str], now: datetime) -> Sheet:
    """The sheet of a hand-off; `antennas` gives the name of each code."""
    screen = handoff_screen(view, (), antennas, now)
    contact = screen.contact
    told_above = {phone.label for phone in contact.phones} | {name for name, _ in contact.lines}
    told_above |= {_label(view, code) for code in ("safe_contact", "email") if view.draft.value(code)}
    return Sheet(
        screen=screen,
        due=contact_clock(view.row.status, view.row.due_at, view.row.first_contact_at, date.min),
        received=_dated(view.row.created_at),
        facts=tuple(fact for fact in screen.facts if fact.label not in told_above),
        topics=tuple((capital(view.convention.topic_label(topic.code)), topic.words or "") for topic in view.draft.topics),
        printed=_dated(now),
    )


def booklet_screen(booklet: Booklet, antennas: Mapping[str, str], now: datetime) -> BookletScreen:
    """The whole booklet."""
    until = booklet.until
    return BookletScreen(
        sheets=tuple(sheet_of(view, antennas, now) for view in booklet.views),
        printed=_dated(now),
        until=f"{DAYS[until.weekday()]} {day_of_month(until)}",
        left_out=booklet.total - len(booklet.views),
    )


def _label(view: HandoffView, code: str) -> str:
    return capital(view.convention.field(code).label) if view.convention.has_field(code) else code


def _dated(at: datetime) -> str:
    """With its day and year: paper outlives « aujourd’hui »."""
    return moment(at, date.min)
