"""One line per hand-off without name, reference or words: for figures, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.clock import PARIS
from intake.storage import HandoffRow, TopicRow
from lexicon.codes import Channel, Code, HandoffStatus, Outcome, Topic

# A value that fewer hand-offs of one antenna carry could point at somebody.
FLOOR = 5
RARE = f"(moins de {FLOOR})"
NOWHERE = "(à déterminer)"
_COLUMNS = (
    "date", "canal", "antenne", "axe proposé", "proposition", "complète", "urgente", "statut", "sujets", "heures jusqu’à l’échéance",
    "échéance dépassée",
)  # fmt: skip
# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class FigureLine:
    """What is counted of one hand-off: codes, a day and delays."""

    day: date
    channel: str
    antenna: str
    axis: str
    outcome: str
    complete: bool
    urgent: bool
    status: str
    topics: tuple[str, ...]
    hours_allowed: int
    overdue: bool


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
    columns = (
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
        counted.update((line.antenna, name, getattr(line, name)) for name in ("channel", "axis", "outcome", "status"))
        counted.update((line.antenna, "topics", topic) for topic in line.topics)

    def common(line: FigureLine, name: str, value: str) -> str:
        return value if counted[line.antenna, name, value] >= floor else RARE

    return [
        replace(
            line,
            channel=common(line, "channel", line.channel),
            axis=common(line, "axis", line.axis),
            outcome=common(line, "outcome", line.outcome),
            status=common(line, "status", line.status),
            topics=tuple(dict.fromkeys(common(line, "topics", topic) for topic in line.topics)),
        )
        for line in lines
    ]


def as_csv(lines: Iterable[FigureLine]) -> str:
    """The file: UTF-8 with its mark, semicolons, one header line; a cell never starts a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for line in lines:
        cells = (
            line.day.isoformat(),
            _label(Channel, line.channel),
            line.antenna,
            line.axis,
            _label(Outcome, line.outcome),
            _yes(line.complete),
            _yes(line.urgent),
            _label(HandoffStatus, line.status),
            " | ".join(_label(Topic, topic) for topic in line.topics),
            str(line.hours_allowed),
            _yes(line.overdue),
        )
        writer.writerow([_harmless(cell) for cell in cells])
    return "\ufeff" + out.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _yes(value: bool) -> str:
    return "oui" if value else "non"


def _label(codes: Iterable[Code], value: str) -> str:
    return next((code.label for code in codes if code.value == value), value)
