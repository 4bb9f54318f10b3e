"""What asking could still change: the verdict as a function of the fields that may yet be asked, and of nothing else."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Final

from intake.eligibility.diagram import Diagrams, Node
from intake.eligibility.possible import BUDGET, IMPOSSIBLE, Compiled
from lexicon.codes import Outcome

_OUTCOMES: Final[tuple[str, ...]] = tuple(str(outcome) for outcome in Outcome)
_REVIEW: Final = str(Outcome.NEEDS_HUMAN_REVIEW)
_BITS: Final[dict[object, int]] = {IMPOSSIBLE: 0, **{outcome: 1 << place for place, outcome in enumerate(_OUTCOMES)}}


def _verdict(bits: int) -> str:
    """The outcome over a set of ways: theirs when they agree, else human review."""
    if bits == 0:
        return IMPOSSIBLE
    return _OUTCOMES[bits.bit_length() - 1] if bits & (bits - 1) == 0 else _REVIEW


class Settling:
    """The final verdict of one draft as a function of what is still open."""

    def __init__(self, compiled: Compiled, known: Sequence[int | None], closed: Set[int]) -> None:
        """`known`: per variable its class or None; `closed`: the unknown variables that nothing more will tell."""
        self._compiled = compiled
        self._diagrams = Diagrams(BUDGET)
        self._closed = closed
        self._known = known
        self._memo: dict[Node, Node] = {}
        self._root = self._diagrams.combine(_verdict, self._over_closed(compiled.outcome))
        nodes = self._diagrams.nodes_of(self._root)
        self.matters: frozenset[str] = frozenset(
            compiled.variables[self._diagrams.variable[node]].code for node in nodes if not self._diagrams.is_terminal(node)
        )
        """The inputs whose answer could change the verdict."""

    def _over_closed(self, node: Node) -> Node:
        """The set of outcomes, as bits, over every completion of what is closed."""
        found = self._memo.get(node)
        if found is not None:
            return found
        source = self._compiled.diagrams
        if source.is_terminal(node):
            result = self._diagrams.terminal(_BITS[source.value[node]])
        else:
            variable = source.variable[node]
            place = self._known[variable]
            children = source.children[node]
            if place is not None:
                result = self._over_closed(children[place])
            else:
                below = tuple(self._over_closed(child) for child in children[: self._compiled.widths[variable]])
                result = self._diagrams.combine(_union, *below) if variable in self._closed else self._diagrams.node(variable, below)
        self._memo[node] = result
        return result

    def settles(self, code: str) -> tuple[float, float]:
        """How much the answer to a field settles: the share of its values that leave one outcome, then minus the mean number left."""
        place = next(place for place, variable in enumerate(self._compiled.variables) if variable.code == code)
        left: list[int] = []
        for value in range(self._compiled.variables[place].width):
            known: list[int | None] = [None] * len(self._compiled.variables)
            known[place] = value
            left.append(len(self._diagrams.values(self._root, known, self._compiled.widths) - {IMPOSSIBLE}))
        return sum(count == 1 for count in left) / len(left), -sum(left) / len(left)


def _union(*bits: int) -> int:
    result = 0
    for each in bits:
        result |= each
    return result
