"""What still stands between a draft and its publication: each obstacle one French sentence that says what to do."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from intake.amending.examples import rows_without_example, try_examples
from intake.convention import Convention, differences, indiscreet_parts
from intake.eligibility import Fault, FaultKind, find_faults
from lexicon.codes import Code


class Gate(Code):
    """One thing that is checked before a convention may be proposed."""

    CHANGES = "changes", "ce qui change"
    FAULTS = "faults", "les règles entre elles"
    GAPS = "gaps", "les cas non couverts"
    EXAMPLES = "examples", "les exemples"
    DISCRETION = "discretion", "la discrétion des phrases"
    COMPARED = "compared", "l’essai sur les demandes passées"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a convention cannot be proposed yet."""

    gate: Gate
    sentence: str


def obstacles(
    base: Convention, convention: Convention, acknowledged: Collection[str], compared: str | None, faults: Collection[Fault] | None = None
) -> tuple[Obstacle, ...]:
    """Every obstacle, in the order of the gates.

    `acknowledged`: marks of gaps that a human has seen; `compared`: the fingerprint that was tried on past requests; `faults`: those
    of `find_faults`, when they are at hand.
    """
    found = find_faults(convention) if faults is None else tuple(faults)
    return (
        *_unchanged(base, convention),
        *(Obstacle(Gate.FAULTS, fault.sentence) for fault in found if fault.kind.blocks),
        *_gaps(found, acknowledged),
        *_examples(convention, found),
        *(Obstacle(Gate.DISCRETION, f"Une phrase en dit trop par SMS : {line}.") for line in indiscreet_parts(convention)),
        *_compared(convention, compared),
    )


def _unchanged(base: Convention, convention: Convention) -> Iterator[Obstacle]:
    if not differences(base, convention):
        yield Obstacle(Gate.CHANGES, "Rien ne change : il n’y a rien à proposer.")


def _gaps(faults: Collection[Fault], acknowledged: Collection[str]) -> Iterator[Obstacle]:
    for fault in faults:
        if fault.kind is FaultKind.GAP and fault.mark not in acknowledged:
            told = fault.sentence.partition(", par exemple")[0]
            yield Obstacle(Gate.GAPS, f"{told}. Dites que cela vous convient, ou ajoutez une règle.")


def _examples(convention: Convention, faults: Collection[Fault]) -> Iterator[Obstacle]:
    if any(fault.kind is FaultKind.INCONCLUSIVE for fault in faults):
        return
    for row in rows_without_example(convention):
        yield Obstacle(Gate.EXAMPLES, f"La règle {row} n’a pas d’exemple : ajoutez-en un.")
    for tried in try_examples(convention):
        if not tried.passes:
            came = (
                f"il en sort « {tried.outcome.label} »"
                if tried.row_holds is not False
                else f"la règle {tried.example.row} ne s’y applique pas"
            )
            yield Obstacle(Gate.EXAMPLES, f"L’exemple « {tried.example.id} » ne donne plus ce qui est attendu : {came}.")


def _compared(convention: Convention, compared: str | None) -> Iterator[Obstacle]:
    if compared != convention.fingerprint:
        yield Obstacle(
            Gate.COMPARED, "Essayez cette version sur les demandes passées : elle a changé depuis le dernier essai, ou il n’a pas eu lieu."
        )
