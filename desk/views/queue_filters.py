"""The filters of the queue: what the address asks for, and each choice with how many hand-offs it would show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any
from urllib.parse import urlencode

from desk.views.words import axes, capital
from intake.convention import Convention
from intake.requests import QueueFilter, Tally
from intake.storage import OVER
from lexicon.codes import Channel, HandoffStatus, Outcome

ALL = "toutes"
OPEN = "ouvertes"
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
        return f"{path}?{query}" if query else path

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


_Keep = Callable[[Tally], bool]


def filters(
    wanted: Wanted,
    tallies: Sequence[Tally],
    convention: Convention,
    antennas: Mapping[str, str],
    me: str,
    names: Mapping[str, str],
    away: frozenset[str],
) -> dict[str, tuple[str, tuple[Option, ...]]]:
    """Every filter with its choices, by the name that it has in the address."""
    base = wanted.filter(me, away)
    tests = _tests(base)
    # What each tally fails at: a choice counts the tallies that fail at nothing but its own filter.
    failed = [(tally, frozenset(name for name, test in tests.items() if not test(tally))) for tally in tallies]

    def built(name: str, title: str, first: str, choices: Iterable[tuple[str, str]]) -> tuple[str, tuple[Option, ...]]:
        chosen, own = getattr(wanted, name), _OF[name]
        pool = _alike((tally for tally, at in failed if at <= own), own)

        def counted(code: str) -> int | None:
            if name == "statut" and (code == ALL or code in OVER) and base.open_only:
                return None
            would = _tests(_replaced(wanted, name, code).filter(me, away))
            return sum(tally.count for tally in pool if all(would[key](tally) for key in own))

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


# Which parts of the test each filter of the address decides: asking for a colleague also opens what is accepted already.
_OF: Mapping[str, frozenset[str]] = {
    "statut": frozenset({"status"}),
    "axe": frozenset({"axis"}),
    "proposition": frozenset({"outcome"}),
    "antenne": frozenset({"antenna"}),
    "canal": frozenset({"channel"}),
    "attribue": frozenset({"assigned_to", "status"}),
}


def _alike(tallies: Iterable[Tally], names: frozenset[str]) -> list[Tally]:
    """Fewer tallies: those that differ in none of `names` are counted together."""
    key = attrgetter(*sorted(names))
    first: dict[Any, Tally] = {}
    total: Counter[Any] = Counter()
    for tally in tallies:
        total[key(tally)] += tally.count
        first.setdefault(key(tally), tally)
    return [replace(first[one], count=count) for one, count in total.items()]


def _replaced(wanted: Wanted, name: str, code: str) -> Wanted:
    return Wanted(**({key: getattr(wanted, key) for key in Wanted.__slots__} | {name: code}))


def _tests(wanted: QueueFilter) -> dict[str, _Keep]:
    """The filter as tests of a tally, each by what it looks at."""

    def same(attribute: str, value: Any) -> _Keep:
        return lambda tally: value is None or getattr(tally, attribute) == value

    def status(tally: Tally) -> bool:
        if wanted.status is not None:
            return tally.status == wanted.status
        if wanted.undecided and tally.status == HandoffStatus.ACCEPTED.value:
            return False
        return not wanted.open_only or tally.status not in OVER

    def assigned(tally: Tally) -> bool:
        if wanted.unassigned:
            return tally.assigned_to is None
        return wanted.assigned_to is None or tally.assigned_to in wanted.assigned_to

    return {
        "status": status,
        "assigned_to": assigned,
        **{name: same(name, getattr(wanted, name)) for name in ("axis", "outcome", "antenna", "channel", "urgent", "complete")},
    }


def _coded(codes: Iterable[HandoffStatus | Outcome | Channel]) -> list[tuple[str, str]]:
    return [(code.value, code.label) for code in codes]
