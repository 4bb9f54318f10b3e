"""Every outcome still possible, exactly: the tables of a convention compiled once, then asked about drafts."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from intake.convention import DANGER, DERIVED, NO_TOPIC, TOPIC_PREFIX, AxisTable, Convention, ConventionError, Row
from intake.eligibility.diagram import Diagrams, Node, TooComplexError
from intake.eligibility.facts import COMPUTED, NOT_APPLICABLE, UNKNOWN, Fact, Facts, inputs_of, setting_of
from intake.eligibility.variables import ANY_DAY, Variable, variables_of
from lexicon.codes import Outcome

# Steps of work to compile one convention: a few seconds at most. The sample needs a few hundredths of it (a test guards that).
BUDGET: Final = 300_000
# No input produces this combination.
IMPOSSIBLE: Final = "impossible"
# The first orientation row that holds, when none does.
NO_ROW: Final = ""

AxisSays = Literal["yes", "no", "review"]


@dataclass(frozen=True)
class Compiled:
    """The tables of one convention as functions of what can be told."""

    diagrams: Diagrams
    variables: tuple[Variable, ...]
    outcome: Node
    # The id of the first orientation row that holds.
    first_row: Node
    # Per axis "yes", "no" or "review".
    axes: Mapping[str, Node]
    # Per axis, whether a row of its table holds.
    covered: Mapping[str, Node]
    # Per row, whether it holds.
    rows: Mapping[str, Node]
    # Per fact that a row tests, its value.
    facts: Mapping[str, Node]
    widths: tuple[int, ...] = field(default=())

    def known(self, facts: Facts) -> list[int | None]:
        """Per variable the class that a draft tells, or None."""
        return [variable.place(facts) for variable in self.variables]

    def values(self, root: Node, known: list[int | None]) -> frozenset[Hashable]:
        """The values of one function over every completion of a draft."""
        return frozenset(self.diagrams.values(root, known, self.widths)) - {IMPOSSIBLE}

    def path(self, wanted: Callable[[Hashable, Hashable], bool], left: Node, right: Node) -> dict[int, int] | None:
        """The fewest inputs, each with its class, that give two functions a wanted pair of values; None when nothing does."""
        return self.diagrams.path(wanted, left, right, self.widths)


class _Compiler:
    def __init__(self, convention: Convention) -> None:
        self.convention = convention
        self.setting = setting_of(convention, ANY_DAY)
        self.diagrams = Diagrams(BUDGET)
        self.variables = variables_of(convention)
        self._place = {variable.code: place for place, variable in enumerate(self.variables)}
        self._facts: dict[str, Node] = {}

    def compiled(self) -> Compiled:
        rows = {row.id: self._row(row) for row in self.convention.orientation.rows}
        first = self.diagrams.terminal(NO_ROW)
        for row in reversed(self.convention.orientation.rows):
            first = self._if(rows[row.id], self.diagrams.terminal(row.id), first)
        axes, covered = {}, {}
        for table in self.convention.axis_tables:
            rows |= {row.id: self._row(row) for row in table.rows}
            axes[table.axis], covered[table.axis] = self._axis(table, rows)
        outcome = self._outcome(first, tuple(axes.values()))
        possible = self._producible()
        impossible = self.diagrams.terminal(IMPOSSIBLE)

        def kept(node: Node) -> Node:
            return self._if(possible, node, impossible)

        return Compiled(
            diagrams=self.diagrams,
            variables=self.variables,
            outcome=kept(outcome),
            first_row=kept(first),
            axes={axis: kept(node) for axis, node in axes.items()},
            covered={axis: kept(node) for axis, node in covered.items()},
            rows={row: kept(node) for row, node in rows.items()},
            facts=dict(self._facts),
            widths=tuple(variable.width for variable in self.variables),
        )

    def _if(self, condition: Node, then: Node, otherwise: Node) -> Node:
        return self.diagrams.ite(condition, then, otherwise)

    def _all(self, nodes: list[Node]) -> Node:
        result = self.diagrams.terminal(True)
        for node in reversed(nodes):
            result = self._if(node, result, self.diagrams.terminal(False))
        return result

    def _any(self, nodes: list[Node]) -> Node:
        result = self.diagrams.terminal(False)
        for node in reversed(nodes):
            result = self._if(node, self.diagrams.terminal(True), result)
        return result

    def _input(self, code: str) -> Node:
        """What is told of an input, whether it applies or not."""
        place = self._place.get(code)
        if place is None:
            return self.diagrams.terminal(NOT_APPLICABLE)
        samples = self.variables[place].samples
        if self.convention.has_field(code):
            samples = (*samples, NOT_APPLICABLE)
        return self.diagrams.node(place, tuple(self.diagrams.terminal(sample) for sample in samples))

    def _fact(self, code: str) -> Node:
        if code not in self._facts:
            self._facts[code] = self._build(code)
        return self._facts[code]

    def _build(self, code: str) -> Node:
        if code in DERIVED:
            return self._derived(code, {}, inputs_of(self.convention, code))
        if code == DANGER or code.startswith(TOPIC_PREFIX) or not self.convention.has_field(code):
            return self._input(code)
        field_ = self.convention.field(code)
        node = self._input(code)
        if field_.assumed is not None:
            node = self._if(self._among(field_.assumed.field, field_.assumed.values), self.diagrams.terminal(field_.assumed.value), node)
        if field_.only_if is not None and field_.only_if.values:
            node = self._if(self._among(field_.only_if.field, field_.only_if.values), node, self.diagrams.terminal(NOT_APPLICABLE))
        return node

    def _among(self, code: str, values: tuple[str, ...]) -> Node:
        return self.diagrams.combine(lambda value: value in values, self._fact(code))

    def _derived(self, code: str, given: dict[str, Fact], left: tuple[str, ...]) -> Node:
        """A fact computed in code, by cases of its inputs one after the other, as far as needed."""
        self.diagrams.spend()
        inputs = given | dict.fromkeys(left, UNKNOWN)
        value = COMPUTED[code](inputs, self.setting)
        if value is not UNKNOWN or not left:
            return self.diagrams.terminal(value)
        node = self._fact(left[0])
        values = self.diagrams.values(node, [None] * len(self.variables), [1 << 30] * len(self.variables))
        return self.diagrams.choose(node, {value: self._derived(code, given | {left[0]: value}, left[1:]) for value in values})

    def _row(self, row: Row) -> Node:
        # A test is never true of NOT_APPLICABLE or UNKNOWN: no cell matches these marks.
        return self._all([self.diagrams.combine(cell.matches, self._fact(code)) for code, cell in row.conditions.items()])

    def _axis(self, table: AxisTable, rows: Mapping[str, Node]) -> tuple[Node, Node]:
        """What the table says, and whether one of its rows holds."""
        says_yes = self._any([rows[row.id] for row in table.rows if row.says])
        says_no = self._any([rows[row.id] for row in table.rows if not row.says])

        def verdict(yes: Hashable, no: Hashable) -> AxisSays:
            return "review" if yes == no else "yes" if yes else "no"

        return self.diagrams.combine(verdict, says_yes, says_no), self._any([says_yes, says_no])

    def _outcome(self, first: Node, axes: tuple[Node, ...]) -> Node:
        proposed = {row.id: row.proposes.outcome.value for row in self.convention.orientation.rows}

        def by_axes(*says: Hashable) -> Hashable:
            return str(combined(frozenset(str(value) for value in says)))

        without_row = self.diagrams.combine(by_axes, *axes)
        branches: dict[Hashable, Node] = {row: self.diagrams.terminal(outcome) for row, outcome in proposed.items()}
        return self.diagrams.choose(first, branches | {NO_ROW: without_row})

    def _producible(self) -> Node:
        """False for the combinations that no input produces: topics known, and none of them heard."""
        topics = [variable.code for variable in self.variables if variable.code.startswith(TOPIC_PREFIX)]
        if not topics:
            return self.diagrams.terminal(True)
        return self._any([self._is_true(code) for code in topics if code != TOPIC_PREFIX + NO_TOPIC])

    def _is_true(self, code: str) -> Node:
        return self.diagrams.combine(lambda value: value is True, self._input(code))


def combined(says: frozenset[str]) -> Outcome:
    """The outcome when no orientation row holds, from what the axes say ("yes", "no", "review")."""
    if "yes" in says:
        return Outcome.AXIS_OK
    return Outcome.OUT_OF_SCOPE if says == {"no"} else Outcome.NEEDS_HUMAN_REVIEW


def compile_rules(convention: Convention) -> Compiled:
    """Compile the tables afresh; ConventionError when they are too complex to be exact."""
    try:
        return _Compiler(convention).compiled()
    except (TooComplexError, RecursionError):
        raise ConventionError("règles trop complexes : regroupez des lignes ou retirez des colonnes") from None


_KEPT: Final = 16
_compiled: OrderedDict[str, Compiled] = OrderedDict()


def compiled(convention: Convention) -> Compiled:
    """The compiled tables of a convention, kept by fingerprint; raises as `compile_rules` does."""
    found = _compiled.get(convention.fingerprint)
    if found is None:
        found = compile_rules(convention)
        _compiled[convention.fingerprint] = found
        while len(_compiled) > _KEPT:
            _compiled.popitem(last=False)
    return found
