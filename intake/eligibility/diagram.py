"""Decision diagrams: finite functions of finite variables, shared and reduced, so that "every completion" is one walk.

A node tests one variable and has one child per value; equal functions are the same node. Variables are tested in a fixed
order. This is what makes exact answers cheap: no enumeration of completions, whatever the number of unknown facts.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Mapping, Sequence

Node = int
# The place of a terminal in the order of variables: after all of them.
_LAST = 1 << 30


class TooComplexError(Exception):
    """The budget of work is spent."""


class Diagrams:
    """A store of shared nodes; every function of one store can be combined with every other."""

    def __init__(self, budget: int) -> None:
        """`budget`: how many steps of work (nodes made, pairs combined) may be spent before TooComplexError is raised."""
        self.left = budget
        self.variable: list[int] = []
        self.children: list[tuple[Node, ...]] = []
        self.value: list[Hashable] = []
        self._terminals: dict[tuple[type, Hashable], Node] = {}
        self._nodes: dict[tuple[int, tuple[Node, ...]], Node] = {}

    def __len__(self) -> int:
        return len(self.variable)

    def spend(self) -> None:
        """Count one step of work."""
        self.left -= 1
        if self.left < 0:
            raise TooComplexError

    def terminal(self, value: Hashable) -> Node:
        """The constant function."""
        # By type too: `True` and `1` are equal, and are different values.
        key = (type(value), value)
        node = self._terminals.get(key)
        if node is None:
            node = self._terminals[key] = self._add(_LAST, (), value)
        return node

    def node(self, variable: int, children: tuple[Node, ...]) -> Node:
        """The function that follows one child per value of a variable."""
        first = children[0]
        if all(child == first for child in children):
            return first
        key = (variable, children)
        node = self._nodes.get(key)
        if node is None:
            node = self._nodes[key] = self._add(variable, children, None)
        return node

    def _add(self, variable: int, children: tuple[Node, ...], value: Hashable) -> Node:
        self.spend()
        self.variable.append(variable)
        self.children.append(children)
        self.value.append(value)
        return len(self.variable) - 1

    def is_terminal(self, node: Node) -> bool:
        """True for a constant function."""
        return self.variable[node] == _LAST

    def combine(self, function: Callable[..., Hashable], *operands: Node) -> Node:
        """The function whose value is `function` of the operands' values."""
        memo: dict[tuple[Node, ...], Node] = {}

        def walk(nodes: tuple[Node, ...]) -> Node:
            found = memo.get(nodes)
            if found is not None:
                return found
            self.spend()
            top = min(self.variable[node] for node in nodes)
            if top == _LAST:
                result = self.terminal(function(*(self.value[node] for node in nodes)))
            else:
                width = next(len(self.children[node]) for node in nodes if self.variable[node] == top)
                result = self.node(
                    top,
                    tuple(
                        walk(tuple(self.children[node][index] if self.variable[node] == top else node for node in nodes))
                        for index in range(width)
                    ),
                )
            memo[nodes] = result
            return result

        return walk(operands)

    def ite(self, condition: Node, then: Node, otherwise: Node) -> Node:
        """The function that is `then` where a condition, whose values are True and False, holds, and `otherwise` elsewhere."""
        variable, children, value = self.variable, self.children, self.value
        memo: dict[tuple[Node, Node, Node], Node] = {}

        def walk(chosen: Node, yes: Node, no: Node) -> Node:
            top = variable[chosen]
            if top == _LAST:
                return yes if value[chosen] else no
            if yes == no:
                return yes
            key = (chosen, yes, no)
            found = memo.get(key)
            if found is not None:
                return found
            self.spend()
            first, second = variable[yes], variable[no]
            top = min(top, first, second)
            chosens = children[chosen] if variable[chosen] == top else None
            yeses = children[yes] if first == top else None
            noes = children[no] if second == top else None
            width = len(chosens or yeses or noes or ())
            result = memo[key] = self.node(
                top,
                tuple(
                    [walk(chosens[at] if chosens else chosen, yeses[at] if yeses else yes, noes[at] if noes else no) for at in range(width)]
                ),
            )
            return result

        return walk(condition, then, otherwise)

    def choose(self, chooser: Node, branches: Mapping[Hashable, Node]) -> Node:
        """The function that follows the branch named by the value of `chooser`; a value without branch is a KeyError."""
        memo: dict[tuple[Node, ...], Node] = {}
        names = tuple(branches)

        def walk(chosen: Node, nodes: tuple[Node, ...]) -> Node:
            if self.is_terminal(chosen):
                return nodes[names.index(self.value[chosen])]
            if all(node == nodes[0] for node in nodes):
                return nodes[0]
            key = (chosen, *nodes)
            found = memo.get(key)
            if found is not None:
                return found
            self.spend()
            every = (chosen, *nodes)
            top = min(self.variable[node] for node in every)
            width = next(len(self.children[node]) for node in every if self.variable[node] == top)
            result = self.node(
                top,
                tuple(
                    walk(self._below(chosen, top, index), tuple(self._below(node, top, index) for node in nodes)) for index in range(width)
                ),
            )
            memo[key] = result
            return result

        return walk(chooser, tuple(branches.values()))

    def _below(self, node: Node, variable: int, index: int) -> Node:
        return self.children[node][index] if self.variable[node] == variable else node

    def path(self, wanted: Callable[[Hashable, Hashable], bool], left: Node, right: Node, widths: Sequence[int]) -> dict[int, int] | None:
        """The fewest variables, each with the place of its value, that give two functions wanted values; None when nothing does."""
        start = (left, right)
        came: dict[tuple[Node, Node], tuple[tuple[Node, Node], int, int] | None] = {start: None}
        waiting = deque([start])
        while waiting:
            self.spend()
            pair = waiting.popleft()
            one, other = pair
            top, second = self.variable[one], self.variable[other]
            if top == _LAST == second:
                if wanted(self.value[one], self.value[other]):
                    return self._way(came, pair)
                continue
            ones = self.children[one] if top <= second else None
            others = self.children[other] if second <= top else None
            top = min(top, second)
            for place in range(widths[top]):
                below = (one if ones is None else ones[place], other if others is None else others[place])
                if below not in came:
                    came[below] = (pair, top, place)
                    waiting.append(below)
        return None

    def _way(self, came: Mapping[tuple[Node, Node], tuple[tuple[Node, Node], int, int] | None], pair: tuple[Node, Node]) -> dict[int, int]:
        way: dict[int, int] = {}
        step = came[pair]
        while step is not None:
            pair, variable, place = step
            way[variable] = place
            step = came[pair]
        return dict(sorted(way.items()))

    def nodes_of(self, root: Node) -> set[Node]:
        """Every node of a function, itself included."""
        seen = {root}
        waiting = [root]
        while waiting:
            for child in self.children[waiting.pop()]:
                if child not in seen:
                    seen.add(child)
                    waiting.append(child)
        return seen

    def values(self, root: Node, known: Sequence[int | None], widths: Sequence[int]) -> set[Hashable]:
        """The values that a function takes over every completion.

        `known`: per variable the place of its value, or None; `widths`: how many of its values a completion may take.
        """
        seen = {root}
        waiting = [root]
        found: set[Hashable] = set()
        while waiting:
            node = waiting.pop()
            variable = self.variable[node]
            if variable == _LAST:
                found.add(self.value[node])
                continue
            children = self.children[node]
            place = known[variable]
            for child in children[: widths[variable]] if place is None else (children[place],):
                if child not in seen:
                    seen.add(child)
                    waiting.append(child)
        return found
