"""Many cases judged one after the other: the same answers as `assess`, without drafts, sentences or words."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

from intake.convention import DANGER, NO_TOPIC, TOPIC_PREFIX, Case, Convention, FieldKind, covers, departement_of
from intake.eligibility.diagram import Node
from intake.eligibility.possible import IMPOSSIBLE, Compiled, compile_rules
from intake.eligibility.variables import Variable, all_rows
from lexicon.codes import Outcome

# Per variable the place of what is known, or None.
Known = tuple[int | None, ...]

_REVIEW: Final = Outcome.NEEDS_HUMAN_REVIEW.value
_LAST: Final = 1 << 30


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
        self._places = [_place(convention, each) for each in variables if not each.code.startswith(TOPIC_PREFIX)]
        # Topics are the last variables: what was heard is looked up whole.
        self._topics = tuple(each.code.removeprefix(TOPIC_PREFIX) for each in variables if each.code.startswith(TOPIC_PREFIX))
        self._heard: dict[tuple[str, ...] | None, Known] = {}
        diagrams = self.compiled.diagrams
        # One function for all that is judged: each case is one walk.
        self._whole: Node = diagrams.combine(_joined, self.compiled.outcome, self.compiled.first_row, *self.compiled.axes.values())
        self._columns = [_Column(self.compiled, fact, rows) for fact, rows in _cells(convention).items()]
        self._at: dict[Node, Judged] = {}
        self._judged: dict[Known, Judged] = {}

    def known(self, case: Case) -> Known:
        """The places of what is known of a case; a value that the convention does not know is not known."""
        heard = self._heard.get(case.topics)
        if heard is None:
            heard = self._heard[case.topics] = self._topics_of(case.topics)
        facts = case.facts
        return (*[place(case.danger if code == DANGER else facts.get(code)) for code, place in self._places], *heard)

    def _topics_of(self, topics: tuple[str, ...] | None) -> Known:
        if not any(topic != NO_TOPIC for topic in topics or ()):
            return (None,) * len(self._topics)
        return tuple(int(topic in (topics or ())) for topic in self._topics)

    def judge(self, known: Known) -> Judged:
        """The verdict on what is known."""
        node = self._walk(known)
        if self.compiled.diagrams.is_terminal(node):
            found = self._at.get(node)
            if found is None:
                found = self._at[node] = self._verdict(frozenset((self.compiled.diagrams.value[node],)))
            return found
        found = self._judged.get(known)
        if found is None:
            found = self._judged[known] = self._verdict(self._ways(node, known))
        return found

    def trace(self, known: Known) -> tuple[int, int]:
        """The rows that certainly hold and those that certainly do not, as bits in the order of `row_ids`; the others are unknown."""
        unsure = false = 0
        for column in self._columns:
            not_true, not_possible = column.at(known)
            unsure |= not_true
            false |= not_possible
        return ~unsure & ((1 << len(self.row_ids)) - 1), false

    def _walk(self, known: Known) -> Node:
        """As far as what is known leads."""
        diagrams = self.compiled.diagrams
        node, variable, children = self._whole, diagrams.variable, diagrams.children
        while (at := variable[node]) != _LAST:
            place = known[at]
            if place is None:
                return node
            node = children[node][place]
        return node

    def _ways(self, start: Node, known: Known) -> frozenset[Hashable]:
        """What every completion gives; the walk ends as soon as nothing more can be learnt."""
        diagrams, widths = self.compiled.diagrams, self.compiled.widths
        variable, children, value = diagrams.variable, diagrams.children, diagrams.value
        seen, waiting, found = {start}, [start], set[Hashable]()
        while waiting:
            node = waiting.pop()
            at = variable[node]
            if at == _LAST:
                if value[node] not in found:
                    found.add(value[node])
                    if self._open(found):
                        break
                continue
            place = known[at]
            for child in children[node][: widths[at]] if place is None else (children[node][place],):
                if child not in seen:
                    seen.add(child)
                    waiting.append(child)
        return frozenset(found)

    def _open(self, ways: set[Hashable]) -> bool:
        """True when outcome and axes are all undetermined, and no row certainly ends the questions."""
        told = [way for way in ways if isinstance(way, tuple)]
        if len({way[0] for way in told}) < 2 or {way[1] for way in told} <= self._ending:
            return False
        return all(len({way[2 + place] for way in told}) > 1 for place in range(len(self._axes)))

    def _verdict(self, ways: frozenset[Hashable]) -> Judged:
        told = [way for way in ways if isinstance(way, tuple)]
        outcomes = {way[0] for way in told}
        firsts = {way[1] for way in told}
        says = {axis: {way[2 + place] for way in told} for place, axis in enumerate(self._axes)}
        ended = bool(firsts) and firsts <= self._ending
        return Judged(
            outcome=str(next(iter(outcomes))) if len(outcomes) == 1 else _REVIEW,
            certain=len(outcomes) == 1,
            axes=tuple(axis for axis, said in says.items() if said == {"yes"}),
            open_axes=() if ended else tuple(axis for axis, said in says.items() if said != {"no"}),
        )


class _Column:
    """One fact and the rows that test it: which of them its value excludes or leaves open, kept by what it depends on."""

    def __init__(self, compiled: Compiled, fact: str, tests: list[tuple[int, Callable[[object], bool]]]) -> None:
        self._compiled = compiled
        self._node = compiled.facts[fact]
        self._tests = tests
        variables = sorted({compiled.diagrams.variable[node] for node in compiled.diagrams.nodes_of(self._node)} - {_LAST})
        self._key: Callable[[Known], object] = itemgetter(*variables) if variables else lambda known: None
        self._kept: dict[object, tuple[int, int]] = {}

    def at(self, known: Known) -> tuple[int, int]:
        """The rows whose cell does not certainly hold, and those whose cell certainly does not."""
        key = self._key(known)
        found = self._kept.get(key)
        if found is None:
            values = self._compiled.diagrams.values(self._node, known, self._compiled.widths)
            unsure = false = 0
            for bit, matches in self._tests:
                met = [matches(value) for value in values]
                unsure |= 0 if all(met) else bit
                false |= 0 if any(met) else bit
            found = self._kept[key] = (unsure, false)
        return found


def _joined(outcome: Hashable, *others: Hashable) -> Hashable:
    return IMPOSSIBLE if outcome == IMPOSSIBLE else (outcome, *others)


def _cells(convention: Convention) -> dict[str, list[tuple[int, Callable[[object], bool]]]]:
    found: dict[str, list[tuple[int, Callable[[object], bool]]]] = {}
    for place, row in enumerate(all_rows(convention)):
        for fact, cell in row.conditions.items():
            found.setdefault(fact, []).append((1 << place, cell.matches))
    return found


def _place(convention: Convention, variable: Variable) -> tuple[str, Callable[[object], int | None]]:
    """Where a value stands on one variable that is no topic."""
    code = variable.code
    if code == DANGER:
        return code, lambda danger: int(bool(danger))
    if convention.field(code).kind is FieldKind.POSTAL_CODE:
        return code, lambda value: _region(convention, variable, value)
    if variable.cuts is not None:
        return code, lambda value: variable.class_of(value) if isinstance(value, int) else None
    return code, {sample: place for place, sample in enumerate(variable.samples)}.get


def _region(convention: Convention, variable: Variable, value: object) -> int | None:
    departement = departement_of(value)
    if departement is None:
        return None
    return 0 if covers(convention.departements, departement) else variable.width - 1
