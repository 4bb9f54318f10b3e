"""The filters of the queue: what the address asks for, and each choice with how many hand-offs it would show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from desk.views.words import axes
from intake.convention import Convention
from intake.labels import capital
from intake.requests import QueueFilter, Tally
from intake.storage import OVER
from lexicon.codes import Channel, HandoffStatus, Outcome

ALL = "toutes"
OPEN = "ouvertes"
# Asks for the usual queue, whatever filter of hers it opens with.
EVERYTHING = "tout"
MINE, NOBODY, AWAY = "moi", "personne", "absentes"
_STATUSES = frozenset(status.value for status in HandoffStatus)
_OUTCOMES = frozenset(outcome.value for outcome in Outcome)
_CHANNELS = frozenset(channel.value for channel in Channel)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address of the page asks for, as typed; values that nobody knows are left aside."""

    statut: str = ""
    axe: str = ""
    proposition: str = ""
    antenne: str = ""
    canal: str = ""
    attribue: str = ""
    incompletes: str = ""
    urgent: str = ""
    q: str = ""

    def filter(self, me: str, away: frozenset[str]) -> QueueFilter:
        """The filter of the queue for the member `me`; what is still to be decided unless a status or a colleague is asked for."""
        named = self.statut in _STATUSES
        undecided = not named and self.statut not in (ALL, OPEN) and not self.attribue
        return QueueFilter(
            status=self.statut if named else None,
            axis=self.axe or None,
            outcome=self.proposition if self.proposition in _OUTCOMES else None,
            antenna=self.antenne or None,
            channel=self.canal if self.canal in _CHANNELS else None,
            complete=False if self.incompletes == "1" else None,
            urgent=True if self.urgent == "1" else None,
            q=self.q or None,
            open_only=not named and self.statut != ALL,
            undecided=undecided,
            unassigned=self.attribue == NOBODY,
            assigned_to=self._assigned(me, away),
        )

    def _assigned(self, me: str, away: frozenset[str]) -> tuple[str, ...] | None:
        match self.attribue:
            case "" | "personne":
                return None
            case "moi":
                return (me,)
            case "absentes":
                return tuple(sorted(away))
            case other:
                return (other,)

    def address(self, path: str = "/", **more: str) -> str:
        """An address that keeps the filters, with some of them replaced."""
        given = {name: getattr(self, name) for name in self.__slots__} | more
        query = urlencode({name: value for name, value in given.items() if value})
        if query:
            return f"{path}?{query}"
        # The bare address opens with her own filter.
        return f"/?{EVERYTHING}=1" if path == "/" else path

    @property
    def to_keep(self) -> str:
        """The query that may be kept or shown to a colleague: without what was searched for."""
        return self.address("", q="").removeprefix("?")

    @property
    def narrowed(self) -> bool:
        """True when something besides the usual queue is asked for."""
        return any(getattr(self, name) for name in self.__slots__)


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter; `count`: how many hand-offs it would show beside the other filters, None when it is not known."""

    code: str
    label: str
    chosen: bool
    count: int | None = None


# The part of the filter that each name of the address decides.
_PART = {"statut": "status", "axe": "axis", "proposition": "outcome", "antenne": "antenna", "canal": "channel", "attribue": "assigned_to"}


def filters(
    wanted: Wanted,
    tallies: Mapping[str, tuple[Tally, ...]] | None,
    convention: Convention,
    antennas: Mapping[str, str],
    me: str,
    names: Mapping[str, str],
    away: frozenset[str],
) -> dict[str, tuple[str, tuple[Option, ...]]]:
    """Every filter with its choices, by the name that it has in the address; no choice says how many without `tallies`."""

    def built(name: str, title: str, first: str, choices: Iterable[tuple[str, str]]) -> tuple[str, tuple[Option, ...]]:
        chosen, counter = getattr(wanted, name), _Counter((tallies or {}).get(_PART[name], ()))

        def counted(code: str) -> int | None:
            # What is closed is not counted.
            if tallies is None or (name == "statut" and (code == ALL or code in OVER)):
                return None
            return counter.count(_replaced(wanted, name, code).filter(me, away), _PART[name])

        known = [Option(code, capital(text), code == chosen, counted(code)) for code, text in choices]
        return title, (Option("", first, not any(option.chosen for option in known), counted("")), *known)

    colleagues = [(MINE, "À moi"), (NOBODY, "À personne"), (AWAY, "À une absente")]
    return {
        "statut": built("statut", "Statut", "À traiter", [(OPEN, "Toutes les ouvertes"), *_coded(HandoffStatus), (ALL, "Toutes")]),
        "axe": built("axe", "Axe proposé", "Tous", axes(convention)),
        "proposition": built("proposition", "Proposition", "Toutes", _coded(Outcome)),
        "antenne": built("antenne", "Antenne", "Toutes", antennas.items()),
        "canal": built("canal", "Canal", "Tous", _coded(Channel)),
        "attribue": built("attribue", "Attribuée", "À n’importe qui", [*colleagues, *((i, n) for i, n in names.items() if i != me)]),
    }


class _Counter:
    """The tallies of one part of the filter, found by their value."""

    def __init__(self, tallies: Iterable[Tally]) -> None:
        self._by_value: dict[str | None, list[Tally]] = defaultdict(list)
        for tally in tallies:
            self._by_value[tally.value].append(tally)

    def count(self, would: QueueFilter, part: str) -> int:
        """How many of them a filter shows that asks for something else in this part."""
        return sum(
            tally.count for value in self._asked(would, part) for tally in self._by_value.get(value, ()) if _shown(would, part, tally)
        )

    def _asked(self, would: QueueFilter, part: str) -> Iterable[str | None]:
        if part == "assigned_to":
            every = would.assigned_to is None and not would.unassigned
            return self._by_value if every else (None,) if would.unassigned else would.assigned_to or ()
        value = getattr(would, part)
        return self._by_value if value is None else (value,)


def _shown(would: QueueFilter, part: str, tally: Tally) -> bool:
    """Whether the status of a tally is one that the filter shows; where another part is counted, the question asked for it."""
    if part not in ("status", "assigned_to"):
        return True
    status = tally.value if part == "status" else tally.status
    if would.status is not None:
        return status == would.status
    return not (would.undecided and status == HandoffStatus.ACCEPTED.value)


def _replaced(wanted: Wanted, name: str, code: str) -> Wanted:
    return replace(wanted, **{name: code})


def _coded(codes: Iterable[HandoffStatus | Outcome | Channel]) -> list[tuple[str, str]]:
    return [(code.value, code.label) for code in codes]
