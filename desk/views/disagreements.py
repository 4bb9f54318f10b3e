"""The figures of disagreements in words; never a link to a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from intake.convention import Convention, row_sentence
from intake.deciding import Blamed
from intake.disagreeing import FLOOR, Line, Report
from intake.labels import capital
from intake.requests import convention_of, current_convention

FEW = f"moins de {FLOOR}"
_TITLES = {Blamed.RULE: "Les règles", Blamed.TOPIC: "Les sujets entendus", Blamed.FACT: "Les informations"}


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One rule, topic or fact in words, with its figures or « moins de 10 »."""

    name: str
    few: bool
    followed: str
    disagreed: str
    share: str
    named: str


@dataclass(frozen=True, slots=True)
class DisagreementsScreen:
    """The page `/desaccords`."""

    first: str
    last: str
    followed: str
    disagreed: str
    others: str
    parts: tuple[tuple[str, tuple[FigureLine, ...]], ...]


def disagreements_screen(session: Session, found: Report, first: date, last: date) -> DisagreementsScreen:
    """The figures, with the sentences of the version of the rules that each rule belongs to."""
    today = current_convention(session, last)
    versions = {line.version for line in found.lines if line.version is not None}
    conventions = {version: convention_of(session, version) for version in versions}
    parts = []
    for kind, title in _TITLES.items():
        lines = tuple(_line(line, conventions.get(line.version or 0, today)) for line in found.lines if line.kind is kind)
        if lines:
            parts.append((title, lines))
    return DisagreementsScreen(
        first.isoformat(), last.isoformat(), _figure(found.followed), _figure(found.disagreed), _figure(found.others), tuple(parts)
    )


def _figure(count: int | None) -> str:
    return FEW if count is None else str(count)


def _line(line: Line, convention: Convention) -> FigureLine:
    share = "" if line.share is None else f"{round(100 * line.share)} %"
    return FigureLine(
        _name(line, convention), line.share is None, _figure(line.followed), _figure(line.disagreed), share, _figure(line.named)
    )


def _name(line: Line, convention: Convention) -> str:
    match line.kind:
        case Blamed.RULE:
            return f"{capital(_sentence(convention, line.code))} (règles n° {line.version})"
        case Blamed.TOPIC:
            return capital(convention.topic_label(line.code))
        case _:
            return capital(convention.field(line.code).label if convention.has_field(line.code) else line.code)


def _sentence(convention: Convention, rule: str) -> str:
    rows = {row.id: row_sentence(convention, row) for row in convention.orientation.rows}
    for table in convention.axis_tables:
        rows |= {row.id: row_sentence(convention, row, table.axis) for row in table.rows}
    return rows.get(rule, rule)
