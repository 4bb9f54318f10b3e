"""What is wrong with rules that can each be read, found exactly, each with a case that shows it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from intake.convention import (
    AxisRow,
    AxisTable,
    Case,
    Cell,
    Convention,
    ConventionError,
    InCell,
    IsCell,
    RangeCell,
    Row,
    case_sentence,
)
from intake.eligibility.diagram import Node, TooComplexError
from intake.eligibility.possible import BUDGET, NO_ROW, Compiled, compile_rules
from intake.eligibility.witnesses import case_on
from lexicon.codes import Code

ORIENTATION: Final = "orientation"
# Steps of work for all questions asked of one convention: some seconds at most.
CHECKING_BUDGET: Final = 10 * BUDGET


class FaultKind(Code):
    """What can be wrong with tables."""

    CONTRADICTION = "contradiction", "deux règles se contredisent"
    UNREACHABLE = "unreachable", "règle qui ne sert jamais"
    INCONCLUSIVE = "inconclusive", "non concluant"
    GAP = "gap", "cas non couvert"
    SUBSUMED = "subsumed", "règle déjà contenue dans une autre"

    @property
    def blocks(self) -> bool:
        """True when nothing may be published with it."""
        return self in (FaultKind.CONTRADICTION, FaultKind.UNREACHABLE, FaultKind.INCONCLUSIVE)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: the rows concerned, a case that shows it, and one French sentence.

    `table`: the code of an axis or "orientation". `mark`: the same as long as the fault is the same, whatever else changes; what
    a human acknowledges.
    """

    kind: FaultKind
    table: str
    rows: tuple[str, ...]
    case: Case | None
    sentence: str
    mark: str = ""


def find_faults(convention: Convention) -> tuple[Fault, ...]:
    """Every fault, those that block first; a convention too complex to be judged has one: that it cannot be."""
    try:
        compiled = compile_rules(convention)
        compiled.diagrams.left = CHECKING_BUDGET
        found = [*_hidden(convention, compiled)]
        for table in convention.axis_tables:
            found += _faults_of(convention, compiled, table)
    except (ConventionError, TooComplexError, RecursionError):
        sentence = "Ces règles sont trop complexes pour être vérifiées : regroupez des lignes ou retirez des colonnes."
        return (Fault(FaultKind.INCONCLUSIVE, ORIENTATION, (), None, sentence),)
    order = list(FaultKind)
    return tuple(sorted(found, key=lambda fault: order.index(fault.kind)))


def contradictions(convention: Convention) -> tuple[tuple[str, ...], ...]:
    """The pairs of rows of one axis table that can hold together, one saying yes and the other no."""
    return tuple(fault.rows for fault in find_faults(convention) if fault.kind is FaultKind.CONTRADICTION)


def unreachable_rows(convention: Convention) -> tuple[str, ...]:
    """The rows that no input makes hold, and the orientation rows that an earlier one always hides."""
    return tuple(row for fault in find_faults(convention) if fault.kind is FaultKind.UNREACHABLE for row in fault.rows)


def _hidden(convention: Convention, compiled: Compiled) -> Iterator[Fault]:
    first = compiled.values(compiled.first_row, [None] * len(compiled.variables))
    for row in convention.orientation.rows:
        if row.id not in first:
            ever = _witness(convention, compiled, _together, compiled.rows[row.id], compiled.rows[row.id])
            why = "aucune demande ne remplit ses conditions" if ever is None else "une règle placée avant la cache toujours"
            yield Fault(FaultKind.UNREACHABLE, ORIENTATION, (row.id,), ever, f"La règle {row.id} ne sert jamais : {why}.")


def _faults_of(convention: Convention, compiled: Compiled, table: AxisTable) -> Iterator[Fault]:
    dead = {row.id for row in table.rows if not _can(compiled, compiled.rows[row.id])}
    for row in table.rows:
        if row.id in dead:
            sentence = f"La règle {row.id} ne sert jamais : aucune demande ne remplit toutes ses conditions."
            yield Fault(FaultKind.UNREACHABLE, table.axis, (row.id,), None, sentence)
    alive = [row for row in table.rows if row.id not in dead]
    for one, other in combinations(alive, 2):
        if _apart(one, other):
            continue
        yield from _pair(convention, compiled, table.axis, one, other)
    yield from _gap(convention, compiled, table.axis)


def _pair(convention: Convention, compiled: Compiled, axis: str, one: AxisRow, other: AxisRow) -> Iterator[Fault]:
    left, right = compiled.rows[one.id], compiled.rows[other.id]
    if one.says != other.says:
        case = _witness(convention, compiled, _together, left, right)
        if case is not None:
            sentence = f"Les règles {one.id} et {other.id} se contredisent, par exemple pour : {case_sentence(convention, case)}."
            yield Fault(FaultKind.CONTRADICTION, axis, (one.id, other.id), case, sentence)
        return
    for inner, outer in ((one, other), (other, one)):
        # What holds in one without holding in the other: nothing, when it is contained.
        if compiled.path(_without, compiled.rows[inner.id], compiled.rows[outer.id]) is not None:
            continue
        same = left == right
        sentence = f"La règle {inner.id} n’ajoute rien : tout ce qu’elle couvre est déjà dans la règle {outer.id}."
        if same:
            sentence = f"Les règles {one.id} et {other.id} disent la même chose."
        case = _witness(convention, compiled, _together, compiled.rows[inner.id], compiled.rows[inner.id])
        yield Fault(FaultKind.SUBSUMED, axis, (inner.id, outer.id), case, sentence)
        if same:
            return


def _gap(convention: Convention, compiled: Compiled, axis: str) -> Iterator[Fault]:
    case = _witness(convention, compiled, _uncovered, compiled.first_row, compiled.covered[axis])
    if case is not None:
        label = next(known.label for known in convention.axes if known.code == axis)
        sentence = f"Axe « {label} » : aucune règle ne dit oui ni non, par exemple pour : {case_sentence(convention, case)}. "
        sentence += "Une personne du service regardera ces demandes."
        gap = compiled.diagrams.combine(_uncovered, compiled.first_row, compiled.covered[axis])
        yield Fault(FaultKind.GAP, axis, (), case, sentence, _mark(axis, compiled, gap))


def _mark(axis: str, compiled: Compiled, root: Node) -> str:
    """A hash of a function: equal when it takes the same values for the same inputs."""
    diagrams = compiled.diagrams
    marks: dict[Node, str] = {}
    for node in sorted(diagrams.nodes_of(root)):
        if diagrams.is_terminal(node):
            told: str = repr(diagrams.value[node])
        else:
            variable = compiled.variables[diagrams.variable[node]]
            told = repr((variable.code, variable.samples, [marks[child] for child in diagrams.children[node]]))
        marks[node] = hashlib.sha256(told.encode()).hexdigest()
    return hashlib.sha256(f"{axis} {marks[root]}".encode()).hexdigest()[:32]


def _witness(
    convention: Convention, compiled: Compiled, wanted: Callable[[Hashable, Hashable], bool], left: Node, right: Node
) -> Case | None:
    path = compiled.path(wanted, left, right)
    return None if path is None else case_on(convention, compiled, path)


def _can(compiled: Compiled, root: Node) -> bool:
    return compiled.path(_together, root, root) is not None


def _together(left: Hashable, right: Hashable) -> bool:
    return left is True and right is True


def _without(left: Hashable, right: Hashable) -> bool:
    return left is True and right is False


def _uncovered(first: Hashable, covered: Hashable) -> bool:
    return first == NO_ROW and covered is False


def _apart(one: Row, other: Row) -> bool:
    """True when a test of one excludes a test of the other: such rows never hold together."""
    return any(fact in other.conditions and _exclude(cell, other.conditions[fact]) for fact, cell in one.conditions.items())


def _exclude(one: Cell, other: Cell) -> bool:
    match one, other:
        case IsCell(), IsCell():
            return one.expected != other.expected
        case InCell(), InCell():
            return not set(one.values) & set(other.values)
        case RangeCell(), RangeCell():
            lows = [bounds.lo for bounds in (one.bounds, other.bounds) if bounds.lo is not None]
            highs = [bounds.hi for bounds in (one.bounds, other.bounds) if bounds.hi is not None]
            return bool(lows and highs) and max(lows) > min(highs)
        case _:
            return False
