"""One line per hand-off without name, reference or words: for figures, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from intake.clock import PARIS
from intake.deciding import CloseOutcome, DecisionKind, OrientReason
from intake.exchange.columns import COLUMNS, FigureLine
from intake.labels import code_of
from intake.requests import antennas, current_convention, hours_of
from intake.storage import OVER, DecisionRow, HandoffRow, TopicRow
from lexicon.codes import Code, HandoffStatus

# A value that fewer hand-offs of one antenna carry could point at somebody.
FLOOR = 5
RARE = f"(moins de {FLOOR})"
NOWHERE = "(à déterminer)"
# What is left out where few carry it.
_VALUES = ("channel", "axis", "outcome", "status", "decided", "ending")
# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def read_figures(session: Session, *, since: date, until: date, now: datetime, antenna: str | None = None) -> list[FigureLine]:
    """The lines of hand-offs created from `since` to `until` (days in Paris, both included), of one antenna or of all.

    Reads codes only: nothing that is encrypted.
    """
    start, end = datetime.combine(since, time(), PARIS), datetime.combine(until + timedelta(days=1), time(), PARIS)
    wanted = [HandoffRow.created_at >= start, HandoffRow.created_at < end]
    if antenna is not None:
        wanted.append(HandoffRow.antenna == antenna)
    topics: dict[str, list[str]] = defaultdict(list)
    heard = select(TopicRow.request_id, TopicRow.code).join(HandoffRow, HandoffRow.request_id == TopicRow.request_id)
    for request_id, code in session.execute(heard.where(*wanted).order_by(TopicRow.code)):
        topics[request_id].append(code)
    decided, endings = _decisions(session, wanted)
    days = _WorkingDays(session, now)
    columns = (
        HandoffRow.id, HandoffRow.first_contact_at,
        HandoffRow.request_id, HandoffRow.created_at, HandoffRow.due_at, HandoffRow.channel, HandoffRow.antenna, HandoffRow.axis,
        HandoffRow.outcome, HandoffRow.complete, HandoffRow.urgent, HandoffRow.status,
    )  # fmt: skip
    lines = [
        FigureLine(
            day=row.created_at.astimezone(PARIS).date(),
            channel=row.channel,
            antenna=row.antenna or NOWHERE,
            axis=row.axis,
            outcome=row.outcome,
            complete=row.complete,
            urgent=row.urgent,
            status=row.status,
            topics=tuple(topics[row.request_id]),
            hours_allowed=int((row.due_at - row.created_at).total_seconds() // 3600),
            overdue=row.status == HandoffStatus.NEW.value and row.due_at < now,
            days_to_contact=days.between(row.antenna, row.created_at, row.first_contact_at),
            decided=decided.get(row.id, ("", None))[0],
            agrees=decided.get(row.id, ("", None))[1],
            ending=endings.get(row.id, "") if row.status in OVER else "",
        )
        for row in session.execute(select(*columns).where(*wanted))
    ]
    # Sorted by what is written, so that the order tells nothing of who came before whom on a day.
    return sorted(lines, key=lambda line: (line.day, line.antenna, line.channel, line.axis, line.outcome, line.status, line.topics))


def floored(lines: Sequence[FigureLine], floor: int = FLOOR) -> list[FigureLine]:
    """The same lines where a value carried by fewer than `floor` lines of its antenna is left out, and so is a small antenna's name."""
    sizes = Counter(line.antenna for line in lines)
    lines = [line if sizes[line.antenna] >= floor else replace(line, antenna=RARE) for line in lines]
    counted: Counter[tuple[str, str, str]] = Counter()
    for line in lines:
        counted.update((line.antenna, name, getattr(line, name)) for name in _VALUES)
        counted.update((line.antenna, "topics", topic) for topic in line.topics)

    def common(line: FigureLine, name: str, value: str) -> str:
        return value if not value or counted[line.antenna, name, value] >= floor else RARE

    return [
        replace(
            line,
            channel=common(line, "channel", line.channel),
            axis=common(line, "axis", line.axis),
            outcome=common(line, "outcome", line.outcome),
            status=common(line, "status", line.status),
            decided=common(line, "decided", line.decided),
            ending=common(line, "ending", line.ending),
            # Which way a rare decision went would tell it.
            agrees=line.agrees if common(line, "decided", line.decided) != RARE else None,
            topics=tuple(dict.fromkeys(common(line, "topics", topic) for topic in line.topics)),
        )
        for line in lines
    ]


def as_csv(lines: Iterable[FigureLine]) -> str:
    """The file: UTF-8 with its mark, semicolons, one header line; a cell never starts a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(column.name for column in COLUMNS)
    for line in lines:
        writer.writerow(_harmless(column.cell(line)) for column in COLUMNS)
    return "\ufeff" + out.getvalue()


def _decisions(session: Session, wanted: Sequence[ColumnElement[bool]]) -> tuple[dict[str, tuple[str, bool | None]], dict[str, str]]:
    """By hand-off: the axis decided last and whether it follows the proposal; how it ended last, in words."""
    query = select(DecisionRow.handoff_id, DecisionRow.kind, DecisionRow.axis, DecisionRow.reason, DecisionRow.agrees)
    query = query.join(HandoffRow, HandoffRow.id == DecisionRow.handoff_id).where(*wanted, DecisionRow.undone_at.is_(None))
    decided: dict[str, tuple[str, bool | None]] = {}
    endings: dict[str, str] = {}
    for row in session.execute(query.order_by(DecisionRow.at, DecisionRow.id)):
        match row.kind:
            case DecisionKind.ACCEPT.value:
                decided[row.handoff_id] = (row.axis or "", row.agrees)
            case DecisionKind.ORIENT.value:
                endings[row.handoff_id] = f"orientée : {_reason(OrientReason, row.reason)}"
            case DecisionKind.CLOSE.value:
                endings[row.handoff_id] = f"close : {_reason(CloseOutcome, row.reason)}"
    return decided, endings


def _reason(codes: Iterable[Code], value: str | None) -> str:
    code = code_of(codes, value)
    return code.label if code else "sans raison notée"


class _WorkingDays:
    """Working days of each antenna, counted once for the same two days."""

    def __init__(self, session: Session, now: datetime) -> None:
        convention = current_convention(session, now.astimezone(PARIS).date())
        self._hours = {antenna.code: hours_of(convention, antenna) for antenna in antennas(session)}
        self._service = hours_of(convention, None)
        self._known: dict[tuple[str | None, date, date], int] = {}

    def between(self, antenna: str | None, sent: datetime, spoken: datetime | None) -> int | None:
        if spoken is None:
            return None
        key = (antenna, sent.astimezone(PARIS).date(), spoken.astimezone(PARIS).date())
        if key not in self._known:
            self._known[key] = self._hours.get(antenna or "", self._service).working_days_between(*key[1:])
        return self._known[key]


def _harmless(cell: str) -> str:
    # Some spreadsheets skip what is blank before they look.
    return f"'{cell}" if cell.startswith(_FORMULA) or cell.lstrip().startswith(_FORMULA) else cell
