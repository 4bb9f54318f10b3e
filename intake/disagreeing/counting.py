"""How often a proposal was followed, by what it stood on.

Counted: decisions of the period that were not undone and that could agree or not with the proposal (accepting, orienting).
A line is one rule of one version of the rules, one topic, or one fact; a decision counts on every line that its proposal
stood on. `followed` and `disagreed` add up to the decisions of the line; `named`: how often a human pointed at this line as
what was wrong. Below ten decisions a line shows no figure at all. Decisions leave with the files that they belong to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from intake.deciding import Blamed
from intake.storage import DecisionRow, DisagreementRow

FLOOR = 10
_KINDS = {"rules": Blamed.RULE, "topics": Blamed.TOPIC, "facts": Blamed.FACT}
_Key = tuple[Blamed, str, int | None]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that proposals stood on. `version`: of the rules, None for topics and facts. The counts are None below ten decisions."""

    kind: Blamed
    code: str
    version: int | None
    followed: int | None
    disagreed: int | None
    named: int | None

    @property
    def share(self) -> float | None:
        """Of its decisions, the part that disagreed."""
        return None if self.followed is None or self.disagreed is None else self.disagreed / (self.followed + self.disagreed)


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a period: all decisions, « aucun de ceux-là », and each line. None stands for fewer than ten."""

    followed: int | None
    disagreed: int | None
    others: int | None
    lines: tuple[Line, ...]


def report(session: Session, since: datetime, until: datetime) -> Report:
    """The figures of the decisions taken from `since` on, before `until`; those most often wrong first."""
    judged = (DecisionRow.agrees.is_not(None), DecisionRow.undone_at.is_(None), DecisionRow.at >= since, DecisionRow.at < until)
    followed, disagreed = Counter[_Key](), Counter[_Key]()
    whole = [0, 0]
    columns = select(DecisionRow.agrees, DecisionRow.stood_on, DecisionRow.ruleset_version)
    for agrees, stood_on, version in session.execute(columns.where(*judged)):
        whole[0 if agrees else 1] += 1
        (followed if agrees else disagreed).update(_keys(stood_on or {}, version))
    named, others = _named(session, judged)
    lines = [_line(key, followed[key], disagreed[key], named[key]) for key in {*followed, *disagreed}]
    lines.sort(key=lambda line: (-(line.share or 0), line.kind.value, line.code, line.version or 0))
    shown = sum(whole) >= FLOOR
    return Report(whole[0] if shown else None, whole[1] if shown else None, others if others >= FLOOR else None, tuple(lines))


def _keys(stood_on: dict[str, list[str]], version: int) -> Iterator[_Key]:
    for name, kind in _KINDS.items():
        for code in stood_on.get(name, ()):
            yield kind, code, version if kind is Blamed.RULE else None


def _named(session: Session, judged: Iterable[object]) -> tuple[Counter[_Key], int]:
    columns = (DisagreementRow.kind, DisagreementRow.code, DisagreementRow.ruleset_version)
    query = select(*columns, func.count()).join(DecisionRow, DecisionRow.id == DisagreementRow.decision_id).group_by(*columns)
    named, others = Counter[_Key](), 0
    for kind, code, version, count in session.execute(query.where(*judged)):  # type: ignore[arg-type]
        if kind == Blamed.OTHER.value:
            others += count
        elif code is not None:
            named[(Blamed(kind), code, version if kind == Blamed.RULE.value else None)] += count
    return named, others


def _line(key: _Key, followed: int, disagreed: int, named: int) -> Line:
    enough = followed + disagreed >= FLOOR
    return Line(*key, *((followed, disagreed, named) if enough else (None, None, None)))
