"""The cheapest disjoint paths from an element to origins, each node with its price.

Literature:
    Suurballe, Disjoint paths in a network (1974): shortest augmenting paths in the residual graph.
"""

import itertools
from collections.abc import Mapping, Sequence
from typing import Final

from claimmap.graph import Provenance

FAR: Final = 1_000_000
"""The price of what no step can make count."""


def cheapest_paths(nodes: Provenance, price: Sequence[int], starts: Mapping[int, int], count: int) -> int:
    """Return the least price of so many paths that share no node; what lies at `FAR` or beyond cannot be had.

    Where something needs all of its parents the price is that of its dearest parent alone, which is a lower bound.

    Args:
        nodes: Provenance; parents come first in its order.
        price: Of each node.
        starts: Items that are linked, each with the price of its link.
        count: Paths wanted.
    """
    if count == 1 or any(nodes.needs_all):
        return _one_path(nodes, price, starts)
    up: dict[int, int | None] = {}
    down: dict[int, int | None] = {}
    total = 0
    for _ in range(count):
        found = _residual_path(nodes, price, starts, up, down)
        if found is None:
            return FAR
        cost, states = found
        if cost >= FAR:
            return FAR
        total += cost
        _turn(states, up, down)
    return total


def _one_path(nodes: Provenance, price: Sequence[int], starts: Mapping[int, int]) -> int:
    best = [FAR] * len(price)
    for node in nodes.order:
        if node >= len(price):
            continue
        parents = nodes.parents[node]
        choose = max if nodes.needs_all[node] else min
        best[node] = min(FAR, price[node] + (choose(best[parent] for parent in parents) if parents else 0))
    return min((best[node] + cost for node, cost in starts.items()), default=FAR)


State = tuple[int, bool]
"""A node on its near side, towards the element (False), or its far side, towards the origins (True)."""


def _residual_path(
    nodes: Provenance, price: Sequence[int], starts: Mapping[int, int], up: Mapping[int, int | None], down: Mapping[int, int | None]
) -> tuple[int, list[State]] | None:
    """Find the cheapest path of the residual graph, with prices taken back where it turns one around (Bellman and Ford)."""
    best: dict[State, int] = {}
    came: dict[State, State | None] = {}
    waiting: list[State] = []

    def reach(state: State, cost: int, before: State | None) -> None:
        if cost < best.get(state, FAR):
            best[state], came[state] = cost, before
            waiting.append(state)

    for node, cost in sorted(starts.items()):
        if not (node in up and down[node] is None):
            reach((node, False), cost, None)
    while waiting:
        state = waiting.pop(0)
        node, far = state
        cost = best[state]
        if far:
            for parent in nodes.parents[node]:
                if up.get(node, -1) != parent:
                    reach((parent, False), cost, state)
            if node in up:
                reach((node, False), cost - price[node], state)
        elif node in up:
            before = down[node]
            if before is not None:
                reach((before, True), cost, state)
        else:
            reach((node, True), cost + price[node], state)
    ends = [state for state in best if state[1] and not nodes.parents[state[0]] and state[0] not in up]
    if not ends:
        return None
    end = min(ends, key=lambda state: (best[state], state))
    states: list[State] = []
    step: State | None = end
    while step is not None:
        states.append(step)
        step = came[step]
    return best[end], states[::-1]


def _turn(states: Sequence[State], up: dict[int, int | None], down: dict[int, int | None]) -> None:
    """Add a path of the residual graph to the flow."""
    edges: set[tuple[int | None, int]] = {(below, node) for node, below in down.items()}
    ends = {node for node, above in up.items() if above is None} | {states[-1][0]}
    edges.add((None, states[0][0]))
    for (one, _), (other, far) in itertools.pairwise(states):
        if one == other:
            continue
        if far:
            edges.discard((other, one))
        else:
            edges.add((one, other))
    up.clear()
    down.clear()
    for below, node in edges:
        down[node] = below
        if below is not None:
            up[below] = node
    for node in ends:
        if node in down:
            up[node] = None
