"""Many cases judged one after the other: the same answers as `assess`, without drafts, sentences or words."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from typing import Final

from intake.convention import DANGER, NO_TOPIC, TOPIC_PREFIX, Case, Convention, FieldKind, covers, departement_of
from intake.eligibility.possible import IMPOSSIBLE, Compiled, compile_rules
from intake.eligibility.variables import Variable, all_rows
from intake.eligibility.walking import UNKNOWN_PLACE, Walks
from lexicon.codes import Outcome

# Per variable the place of what is known, or UNKNOWN_PLACE.
Known = tuple[int, ...]
_PlaceOf = Callable[[object], int | None]

_REVIEW: Final = Outcome.NEEDS_HUMAN_REVIEW.value
_LAST: Final = 1 << 30
_NEW: Final = (-1, -1)
# Facts that are remembered, and ways in which the facts of one group of columns may be known.
_MOST_KEPT: Final = 100_000
_MOST_WAYS: Final = 5_000


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say of a case: the outcome, human review when several are possible, and the axes that are certain."""

    outcome: str
    certain: bool
    axes: tuple[str, ...]
    # The axes whose questions are still worth asking.
    open_axes: tuple[str, ...]


class Judge:
    """The tables of one convention, ready for many cases. Raises ConventionError when they are too complex."""

    def __init__(self, convention: Convention) -> None:
        self.convention = convention
        self.compiled: Compiled = compile_rules(convention)
        self.row_ids = tuple(row.id for row in all_rows(convention))
        self._axes = tuple(self.compiled.axes)
        self._ending = frozenset(row.id for row in convention.orientation.rows if row.ends_axes)
        variables = self.compiled.variables
        self._places = {each.code: (at, _place(convention, each)) for at, each in enumerate(variables) if not _is_topic(each)}
        self._nothing = [UNKNOWN_PLACE] * len(self._places)
        self._danger = self._places.pop(DANGER, None)
        self._told: dict[tuple[str, str | int], tuple[int, int] | None] = {}
        # Topics are the last variables: what was heard is looked up whole.
        self._topics = tuple(each.code.removeprefix(TOPIC_PREFIX) for each in variables if _is_topic(each))
        self._heard: dict[tuple[str, ...] | None, Known] = {}
        walk = partial(Walks, self.compiled.diagrams, widths=self.compiled.widths)
        self._outcome = walk(self.compiled.outcome)
        self._ends = walk(self.compiled.diagrams.combine(self._ended, self.compiled.first_row))
        self._says = [walk(node) for node in self.compiled.axes.values()]
        self._blocks = _blocks(self.compiled, [_Column(self.compiled, fact, rows) for fact, rows in _cells(convention).items()])
        self._all = (1 << len(self.row_ids)) - 1
        self._verdicts: dict[tuple[frozenset[Hashable], ...], Judged] = {}

    def known(self, case: Case) -> Known:
        """The places of what is known of a case; a value that the convention does not know is not known."""
        heard = self._heard.get(case.topics)
        if heard is None:
            heard = self._heard[case.topics] = self._topics_of(case.topics)
        known = self._nothing.copy()
        if self._danger is not None:
            known[self._danger[0]] = int(case.danger)
        told = self._told
        for fact in case.facts.items():
            # Most facts were met before, in another case.
            place = told.get(fact, _NEW)
            if place is _NEW:
                place = self._place_of(fact)
            if place is not None:
                known[place[0]] = place[1]
        return (*known, *heard)

    def _place_of(self, fact: tuple[str, str | int]) -> tuple[int, int] | None:
        at, place_of = self._places.get(fact[0], (0, _nowhere))
        place = place_of(fact[1])
        found = None if place is None else (at, place)
        if len(self._told) < _MOST_KEPT:
            self._told[fact] = found
        return found

    def _topics_of(self, topics: tuple[str, ...] | None) -> Known:
        if not any(topic != NO_TOPIC for topic in topics or ()):
            return (UNKNOWN_PLACE,) * len(self._topics)
        return tuple(int(topic in (topics or ())) for topic in self._topics)

    def judge(self, known: Known) -> Judged:
        """The verdict on what is known."""
        ways = (self._outcome.values(known), self._ends.values(known), *[says.values(known) for says in self._says])
        found = self._verdicts.get(ways)
        if found is None:
            found = self._verdicts[ways] = self._verdict(*ways)
        return found

    def _ended(self, first: Hashable) -> Hashable:
        return first if first == IMPOSSIBLE else first in self._ending

    def trace(self, known: Known) -> tuple[int, int]:
        """The rows that certainly hold and those that certainly do not, as bits in the order of `row_ids`; the others are unknown."""
        unsure = false = 0
        for key, kept, block in self._blocks:
            at = key(known)
            found = kept.get(at)
            if found is None:
                found = kept[at] = _of_all(block, known)
            unsure |= found[0]
            false |= found[1]
        return ~unsure & self._all, false

    def _verdict(self, outcomes: frozenset[Hashable], ends: frozenset[Hashable], *says: frozenset[Hashable]) -> Judged:
        possible = outcomes - {IMPOSSIBLE}
        said = [(axis, each - {IMPOSSIBLE}) for axis, each in zip(self._axes, says, strict=True)]
        return Judged(
            outcome=str(next(iter(possible))) if len(possible) == 1 else _REVIEW,
            certain=len(possible) == 1,
            axes=tuple(axis for axis, each in said if each == {"yes"}),
            open_axes=() if ends - {IMPOSSIBLE} == {True} else tuple(axis for axis, each in said if each != {"no"}),
        )


class _Column:
    """One fact and the rows that test it: which of them its value excludes or leaves open."""

    def __init__(self, compiled: Compiled, fact: str, tests: list[tuple[int, Callable[[object], bool]]]) -> None:
        self._compiled = compiled
        self._node = compiled.facts[fact]
        self._tests = tests
        self.variables = {compiled.diagrams.variable[node] for node in compiled.diagrams.nodes_of(self._node)} - {_LAST}

    def at(self, known: Known) -> tuple[int, int]:
        """The rows whose cell does not certainly hold, and those whose cell certainly does not."""
        places = [None if place == UNKNOWN_PLACE else place for place in known]
        values = self._compiled.diagrams.values(self._node, places, self._compiled.widths)
        unsure = false = 0
        for bit, matches in self._tests:
            met = [matches(value) for value in values]
            unsure |= 0 if all(met) else bit
            false |= 0 if any(met) else bit
        return unsure, false


def _of_all(columns: list[_Column], known: Known) -> tuple[int, int]:
    unsure = false = 0
    for column in columns:
        not_true, not_possible = column.at(known)
        unsure |= not_true
        false |= not_possible
    return unsure, false


# What a few columns say together, kept by the little that they depend on.
_Block = tuple[Callable[[Known], object], dict[object, tuple[int, int]], list[_Column]]


def _blocks(compiled: Compiled, columns: list[_Column]) -> list[_Block]:
    """The columns in as few groups as can be kept whole: one look-up for several columns."""
    groups: list[tuple[set[int], list[_Column]]] = []
    for column in sorted(columns, key=lambda each: sorted(each.variables)):
        fits = next((group for group in groups if _ways(compiled, group[0] | column.variables) <= _MOST_WAYS), None)
        if fits is None:
            groups.append((set(column.variables), [column]))
        else:
            fits[0].update(column.variables)
            fits[1].append(column)
    return [(itemgetter(*sorted(variables)) if variables else lambda known: None, {}, block) for variables, block in groups]


def _ways(compiled: Compiled, variables: set[int]) -> int:
    """In how many ways these may be known or not; what is heard counts little, few topics are heard together."""
    found = 1
    for variable in variables:
        found *= len(compiled.variables[variable].samples) + 1
    return found


def _nowhere(value: object) -> None:
    return None


def _is_topic(variable: Variable) -> bool:
    return variable.code.startswith(TOPIC_PREFIX)


def _cells(convention: Convention) -> dict[str, list[tuple[int, Callable[[object], bool]]]]:
    found: dict[str, list[tuple[int, Callable[[object], bool]]]] = {}
    for place, row in enumerate(all_rows(convention)):
        for fact, cell in row.conditions.items():
            found.setdefault(fact, []).append((1 << place, cell.matches))
    return found


def _place(convention: Convention, variable: Variable) -> _PlaceOf:
    """Where a value stands on one variable that is no topic."""
    code = variable.code
    if code == DANGER:
        return lambda danger: int(bool(danger))
    if convention.field(code).kind is FieldKind.POSTAL_CODE:
        return lambda value: _region(convention, variable, value)
    if variable.cuts is not None:
        return lambda value: variable.class_of(value) if isinstance(value, int) else None
    return {sample: place for place, sample in enumerate(variable.samples)}.get


def _region(convention: Convention, variable: Variable, value: object) -> int | None:
    departement = departement_of(value)
    if departement is None:
        return None
    return 0 if covers(convention.departements, departement) else variable.width - 1
