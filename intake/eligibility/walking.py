"""Many incomplete inputs over one diagram: what was walked once is not walked again.

A place on the way is the set of nodes that the unknown inputs leave possible; from it, each value of the next variable, or that
it is not known, leads to one other place. Places are made when they are first reached and kept: a walk is one step per variable.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, Final

from intake.eligibility.diagram import Diagrams, Node

# The place of what is not known.
UNKNOWN_PLACE: Final = -1
_LAST: Final = 1 << 30
# Places that are kept; beyond, all are forgotten and made anew.
_MOST: Final = 100_000

# Where each value of a variable leads, then that variable (-1 at an end), then the nodes (the values at an end), then where
# it leads when it is not known: one flat list, so that a step is one look-up by place, of which UNKNOWN_PLACE is the last.
_Place = list[Any]


class Walks:
    """The values of one function over every completion, for many inputs one after the other."""

    def __init__(self, diagrams: Diagrams, root: Node, widths: Sequence[int]) -> None:
        """`widths`: per variable how many of its values a completion may take."""
        self._diagrams, self._widths = diagrams, widths
        self._reach = _reach(diagrams, root)
        self._root = frozenset((root,))
        self._places: dict[frozenset[Node], _Place] = {}
        self._start = self._at(self._root)

    def __len__(self) -> int:
        return len(self._places)

    def values(self, known: Sequence[int]) -> frozenset[Hashable]:
        """As `Diagrams.values`. `known`: per variable the place of its value, or UNKNOWN_PLACE."""
        at = self._start
        while (tested := at[-3]) >= 0:
            at = at[known[tested]] or self._step(at, tested, known[tested])
        found: frozenset[Hashable] = at[-2]
        return found

    def _step(self, at: _Place, tested: int, place: int) -> _Place:
        if len(self._places) > _MOST:
            self._places.clear()
            self._start = self._at(self._root)
        diagrams = self._diagrams
        reached: set[Node] = set()
        for node in at[-2]:
            if diagrams.variable[node] != tested:
                reached.add(node)
            elif place == UNKNOWN_PLACE:
                reached.update(diagrams.children[node][: self._widths[tested]])
            else:
                reached.add(diagrams.children[node][place])
        found = at[place] = self._at(self._worth(reached))
        return found

    def _worth(self, nodes: set[Node]) -> frozenset[Node]:
        """The nodes from which something more may be learnt than is certain already."""
        certain = frozenset[Node]().union(*[self._reach[node] for node in nodes if self._diagrams.is_terminal(node)])
        return frozenset(node for node in nodes if node in certain or not self._reach[node] <= certain)

    def _at(self, nodes: frozenset[Node]) -> _Place:
        found = self._places.get(nodes)
        if found is None:
            diagrams = self._diagrams
            first = min(diagrams.variable[node] for node in nodes)
            if first == _LAST:
                found = [-1, frozenset(diagrams.value[node] for node in nodes), None]
            else:
                width = next(len(diagrams.children[node]) for node in nodes if diagrams.variable[node] == first)
                found = [*[None] * width, first, nodes, None]
            self._places[nodes] = found
        return found


def _reach(diagrams: Diagrams, root: Node) -> dict[Node, frozenset[Node]]:
    """Per node the constants that it may lead to."""
    found: dict[Node, frozenset[Node]] = {}
    # A node is made after its children.
    for node in sorted(diagrams.nodes_of(root)):
        below = [found[child] for child in diagrams.children[node]]
        found[node] = frozenset((node,)) if diagrams.is_terminal(node) else frozenset[Node]().union(*below)
    return found
