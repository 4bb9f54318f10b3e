"""The report of a draft on past requests, in French."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from intake.amending import unnumbered
from intake.convention import Convention
from lexicon.codes import Outcome


@dataclass(frozen=True, slots=True)
class PastLine:
    """Cases that change: what they are, how many, what came out and what would."""

    sentence: str
    count: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PastScreen:
    """A report; `current`: of the draft as it is now."""

    current: bool
    total: int
    matrix: tuple[tuple[str, str, int, bool], ...]
    undetermined: tuple[str, str]
    questions: tuple[str, str]
    changed_count: int
    changed: tuple[PastLine, ...]
    newly_outside_count: int
    newly_outside: tuple[PastLine, ...]


def past_screen(convention: Convention, report: dict[str, Any] | None) -> PastScreen | None:
    """None while the draft was never tried."""
    if report is None:
        return None
    total = report["total"]
    axes = {axis.code: axis.label for axis in convention.axes}
    return PastScreen(
        report["fingerprint"] == unnumbered(convention),
        total,
        tuple((Outcome(before).label, Outcome(after).label, count, before != after) for before, after, count in report["matrix"]),
        (_share(report["undetermined"][0], total), _share(report["undetermined"][1], total)),
        (_mean(report["questions"][0], total), _mean(report["questions"][1], total)),
        report["changed_count"],
        tuple(_line(one, axes) for one in report["changed"]),
        report["newly_outside_count"],
        tuple(_line(one, axes) for one in report["newly_outside"]),
    )


def _line(one: dict[str, Any], axes: dict[str, str]) -> PastLine:
    return PastLine(one["sentence"], one["count"], _judged(one["before"], axes), _judged(one["after"], axes))


def _judged(judged: dict[str, Any], axes: dict[str, str]) -> str:
    told = [Outcome(judged["outcome"]).label, *(axes.get(axis, axis) for axis in judged["axes"])]
    return ", ".join(told)


def _share(count: int, total: int) -> str:
    return f"{100 * count / total:.1f} %".replace(".", ",") if total else "–"


def _mean(count: int, total: int) -> str:
    return f"{count / total:.1f}".replace(".", ",") if total else "–"
