"""The calls passed on now, as the strip at the top of every page shows them: a reference, and nobody's name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from desk.views.words import lasting
from intake.privacy import Actor
from intake.requests import PassedCall, reference_in_pairs


@dataclass(frozen=True, slots=True)
class CallLine:
    """One call. `mine`: it was passed to who looks, or to nobody in particular; `waits`: it still rings there.

    `here`: its request is the page that is open.
    """

    id: str
    handoff_id: str
    reference: str
    said: str
    seconds: int
    since: str
    mine: bool
    waits: bool
    here: bool


@dataclass(frozen=True, slots=True)
class CallsScreen:
    """The calls, those for who looks first; `on_line` tells that the person of the open page is on the telephone."""

    mark: str
    lines: tuple[CallLine, ...]
    on_line: bool


def calls_screen(
    calls: Iterable[PassedCall],
    antennas: Mapping[str, str],
    actor: Actor,
    now: datetime,
    *,
    mark: str,
    here: str | None = None,
    on_line: bool = False,
) -> CallsScreen:
    """The strip; `antennas` gives the name of each code, `here` is the hand-off whose page is open."""
    lines = [_line(call, antennas, actor, now, here) for call in calls]
    return CallsScreen(mark, tuple(sorted(lines, key=lambda line: (not line.mine, not line.waits))), on_line)


def _line(call: PassedCall, antennas: Mapping[str, str], actor: Actor, now: datetime, here: str | None) -> CallLine:
    seconds = max(0, int((now - call.since).total_seconds()))
    mine = None in (actor.antenna, call.antenna) or actor.antenna == call.antenna
    return CallLine(
        id=call.id,
        handoff_id=call.handoff_id,
        reference=reference_in_pairs(call.reference),
        said=_said(call, antennas, actor, mine=mine),
        seconds=seconds,
        since=lasting(seconds),
        mine=mine,
        waits=not call.taken and not call.missed,
        here=call.handoff_id == here,
    )


def _said(call: PassedCall, antennas: Mapping[str, str], actor: Actor, *, mine: bool) -> str:
    if call.taken:
        what = "Appel en cours"
    elif call.missed:
        what = "Appel passé, que personne n’a pris"
    else:
        what = "Un appel vous est passé" if mine else "Un appel est passé à une autre antenne"
    # Her own antenna goes without saying.
    known = antennas.get(call.antenna, call.antenna) if call.antenna and call.antenna != actor.antenna else None
    return f"{what} ({known})" if known else what
