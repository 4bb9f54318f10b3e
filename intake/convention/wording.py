"""Rules as French sentences, generated from their cells, so that what is read is what is applied."""

from __future__ import annotations

from intake.convention.facts import DANGER, DERIVED, TOPIC_PREFIX
from intake.convention.model import Convention
from intake.convention.rules import AxisRow, Cell, InCell, IsCell, OrientationRow, Proposes, RangeCell, Row

_PROPOSES = {
    Proposes.DANGER: "un danger a été entendu : une personne du service s’en occupe tout de suite",
    Proposes.OUTSIDE: "nous proposons un autre service",
    Proposes.HUMAN_REVIEW: "une personne du service regarde la demande",
}


def fact_label(convention: Convention, fact: str) -> str:
    """The French name of a fact, in lower case."""
    if fact == DANGER:
        return "danger entendu"
    if fact in DERIVED:
        return DERIVED[fact].label
    if fact.startswith(TOPIC_PREFIX):
        return f"sujet « {convention.topic_label(fact.removeprefix(TOPIC_PREFIX))} »"
    return convention.field(fact).label if convention.has_field(fact) else fact


def cell_sentence(convention: Convention, fact: str, cell: Cell) -> str:
    """One condition as a French phrase, such as « jours d’arrêt de travail : 90 ou plus »."""
    if fact == DANGER or fact.startswith(TOPIC_PREFIX):
        heard = isinstance(cell, IsCell) and cell.expected
        name = "danger" if fact == DANGER else fact_label(convention, fact)
        return f"{name} {'entendu' if heard else 'non entendu'}"
    return f"{fact_label(convention, fact)} : {_test(convention, fact, cell)}"


def _test(convention: Convention, fact: str, cell: Cell) -> str:
    match cell:
        case IsCell():
            return "oui" if cell.expected else "non"
        case InCell():
            return _either(tuple(convention.field(fact).label_of(value) for value in cell.values))
        case RangeCell():
            return _range(cell)


def _range(cell: RangeCell) -> str:
    lo, hi = cell.bounds.lo, cell.bounds.hi
    if lo is None:
        return f"{hi} ou moins"
    if hi is None:
        return f"{lo} ou plus"
    return str(lo) if lo == hi else f"de {lo} à {hi}"


def _either(labels: tuple[str, ...]) -> str:
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} ou {labels[-1]}"


def row_sentence(convention: Convention, row: Row, axis: str | None = None) -> str:
    """A whole row as one French sentence; `axis` is the code of the axis whose table it stands in."""
    conditions = " ; ".join(cell_sentence(convention, fact, cell) for fact, cell in convention.in_order(row))
    return f"Si {conditions}, alors {_then(convention, row, axis)}."


def _then(convention: Convention, row: Row, axis: str | None) -> str:
    if isinstance(row, OrientationRow):
        return _PROPOSES[row.proposes]
    label = next((known.label for known in convention.axes if known.code == axis), "cet axe")
    says = isinstance(row, AxisRow) and row.says
    return f"la demande {'relève' if says else 'ne relève pas'} de : {label}"
