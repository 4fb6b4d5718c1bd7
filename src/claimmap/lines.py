"""Independent lines of support: how many sources or documents must fall before nothing is left.

One dominator pass answers "is there a single point of failure?" for every element at once; a capped flow counts three
lines and more.

Literature:
    Menger's theorem; Cooper, Harvey and Kennedy, A simple, fast dominance algorithm (2001).
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, final

from attrs import frozen

from claimmap.graph import Graph, Links

MANY: Final = 2
ROOT: Final = -1
NOTHING: Final = -2


@final
@frozen(kw_only=True, eq=False)
class Pass:
    """Dominators of the live part of the provenance graph at one grade and one end of the intervals.

    Attributes:
        idom: Immediate dominator of each live node; ROOT where no single node stands behind it.
        depth: Distance from the root; 0 = not live.
        sets: For nodes with a `needs: all` node behind them, every node whose loss would end them.
        reachable: Live if undisclosed origins counted; None where that is the same.
        least: Grade a link must carry.
    """

    idom: list[int]
    depth: list[int]
    sets: dict[int, frozenset[int]]
    reachable: list[bool] | None
    least: int
    links: list[int]

    def single_points(self, graph: Graph, positions: Iterable[int]) -> tuple[int, ...]:
        """Return the nodes whose loss alone leaves no live link, origin first."""
        live = [graph.links.item[one] for one in positions if self.links[one] >= self.least and self.depth[graph.links.item[one]]]
        if not live:
            return ()
        common: set[int] | None = None
        for node in dict.fromkeys(live):
            chain = self.chain(node)
            common = set(chain) if common is None else common & chain
            if not common:
                return ()
        return tuple(sorted(common or (), key=lambda node: (self.depth[node], graph.provenance.names[node])))

    def chain(self, node: int) -> frozenset[int]:
        """Return every node whose loss ends *node*, itself included."""
        if node in self.sets:
            return self.sets[node]
        out = []
        while node != ROOT:
            out.append(node)
            if node in self.sets:
                return frozenset(out) | self.sets[node]
            node = self.idom[node]
        return frozenset(out)


def run_pass(graph: Graph, own: Sequence[int], links: list[int], least: int, *, lower: bool) -> Pass:
    """Find the dominators of every node that carries at least a grade.

    Args:
        own: What each node carries, at the end asked for.
        links: The same for links.
        least: The grade, from 1.
        lower: In the lower run an undisclosed origin ends no path.
    """
    count = len(own)
    idom, depth = [ROOT] * count, [0] * count
    sets: dict[int, frozenset[int]] = {}
    hidden = _walk(graph, graph.provenance.order, own, least, idom, depth, sets, lower=lower)
    reachable = _reachable(graph, graph.provenance.order, own, least, [False] * count) if hidden else None
    return Pass(idom=idom, depth=depth, sets=sets, reachable=reachable, least=least, links=links)


def rerun_pass(graph: Graph, before: Pass, cone: Sequence[int], own: Sequence[int], links: list[int], *, lower: bool) -> Pass:
    """Find the dominators anew for some nodes only.

    Args:
        before: The pass before something changed; nodes that are new since have the last indices.
        cone: Every node that the change may reach, parents first: what derives from a node of it is in it too.
        own, links, lower: As for `run_pass`.
    """
    more = len(own) - len(before.idom)
    idom, depth, sets = [*before.idom, *([ROOT] * more)], [*before.depth, *([0] * more)], dict(before.sets)
    for node in cone:
        idom[node], depth[node] = ROOT, 0
        sets.pop(node, None)
    hidden = _walk(graph, cone, own, before.least, idom, depth, sets, lower=lower)
    reachable = before.reachable
    if reachable is None and hidden:
        reachable = [one > 0 for one in depth]  # nothing hidden elsewhere: what is live is what could be reached
    elif reachable is not None:
        reachable = [*reachable, *([False] * more)]
    if reachable is not None:
        for node in cone:
            reachable[node] = False
        _reachable(graph, cone, own, before.least, reachable)
    return Pass(idom=idom, depth=depth, sets=sets, reachable=reachable, least=before.least, links=links)


def _walk(
    graph: Graph, order: Sequence[int], own: Sequence[int], least: int, idom: list[int], depth: list[int],
    sets: dict[int, frozenset[int]], *, lower: bool,
) -> bool:  # fmt: skip
    """Fill in dominators in the order given; tell whether an undisclosed origin was left out."""
    nodes = graph.provenance
    undisclosed, parents_of, needs_all = nodes.undisclosed, nodes.parents, nodes.needs_all
    hidden = False
    for node in order:
        if own[node] < least:
            continue
        parents = parents_of[node]
        if not parents:
            if lower and undisclosed[node]:
                hidden = True
                continue
            depth[node] = 1
            continue
        if len(parents) == 1 and not needs_all[node]:
            parent = parents[0]
            behind = depth[parent]
            if behind:
                idom[node] = parent
                depth[node] = behind + 1
                if sets and parent in sets:
                    sets[node] = sets[parent] | {node}
            continue
        if needs_all[node] or (sets and any(parent in sets for parent in parents)):
            _join_sets(node, parents, idom, depth, sets, every=needs_all[node])
            continue
        dominator = NOTHING
        for parent in parents:
            if not depth[parent]:
                continue
            if dominator == NOTHING:
                dominator = parent
                continue
            other = parent
            while dominator != other:
                if dominator == ROOT or other == ROOT:
                    dominator = ROOT
                    break
                if depth[dominator] > depth[other]:
                    dominator = idom[dominator]
                elif depth[other] > depth[dominator]:
                    other = idom[other]
                else:
                    dominator, other = idom[dominator], idom[other]
            if dominator == ROOT:
                break
        if dominator != NOTHING:
            idom[node] = dominator
            depth[node] = 1 if dominator == ROOT else depth[dominator] + 1
    return hidden


def _join_sets(
    node: int, parents: Sequence[int], idom: list[int], depth: list[int], sets: dict[int, frozenset[int]], *, every: bool
) -> None:
    """Fill in a node with a `needs: all` node behind it, by sets of nodes whose loss would end it."""
    live = [parent for parent in parents if depth[parent]]
    if not live or (every and len(live) < len(parents)):
        return
    behind = [_chain(parent, idom, sets) for parent in live]
    joined = frozenset().union(*behind) if every else frozenset.intersection(*behind)
    sets[node] = joined | {node}
    depth[node] = 1 + max((depth[one] for one in joined), default=0)


def _chain(node: int, idom: Sequence[int], sets: Mapping[int, frozenset[int]]) -> frozenset[int]:
    out: list[int] = []
    while node != ROOT:
        if node in sets:
            return sets[node].union(out)
        out.append(node)
        node = idom[node]
    return frozenset(out)


def _reachable(graph: Graph, order: Sequence[int], own: Sequence[int], least: int, out: list[bool]) -> list[bool]:
    """Tell for each node, in the order given, whether it would be live if undisclosed origins counted."""
    nodes = graph.provenance
    for node in order:
        if own[node] < least:
            continue
        parents = nodes.parents[node]
        if not parents:
            out[node] = True
        elif nodes.needs_all[node]:
            out[node] = all(out[parent] for parent in parents)
        else:
            out[node] = any(out[parent] for parent in parents)
    return out


def count_lines(links: Links, positions: Iterable[int], found: Pass) -> int:
    """Count independent lines of support by links: 0, 1, or 2 for two or more.

    Independence is structural: the least number of sources and items whose loss leaves no live link.
    """
    item_of, strength, least, depth, idom, sets = links.item, found.links, found.least, found.depth, found.idom, found.sets
    common = NOTHING
    tainted: list[int] = []
    for position in positions:
        if strength[position] < least:
            continue
        node = item_of[position]
        if not depth[node]:
            continue
        if sets and node in sets:
            tainted.append(node)
            continue
        if common == NOTHING:
            common = node
            continue
        while common != node:
            if common == ROOT or node == ROOT:
                return MANY
            if depth[common] > depth[node]:
                common = idom[common]
            elif depth[node] > depth[common]:
                node = idom[node]
            else:
                common, node = idom[common], idom[node]
        if common == ROOT:
            return MANY
    if tainted:
        together = frozenset.intersection(*(sets[node] for node in tainted))
        if common != NOTHING:
            together &= _chain(common, idom, sets)
        return 1 if together else MANY
    if common != NOTHING:
        return 1
    if found.reachable is not None:
        for position in positions:
            if strength[position] >= least and found.reachable[item_of[position]]:
                return 1
    return 0


def capped_flow(graph: Graph, positions: Iterable[int], found: Pass, most: int) -> int:
    """Count independent lines up to *most*, by augmenting paths of unit capacity through each source and item.

    Exact for `needs: any`; with `needs: all` behind the links it is an upper bound.
    """
    starts = sorted({graph.links.item[one] for one in positions if found.links[one] >= found.least and found.depth[graph.links.item[one]]})
    used: set[int] = set()
    edges: set[tuple[int, int]] = set()
    total = 0
    while total < most and _augment(graph.provenance.parents, found.depth, starts, used, edges):
        total += 1
    return total


State = tuple[int, bool]
"""A node on the way from the element to an origin: its near side (False) or its far side (True)."""


def _augment(
    parents: Sequence[Sequence[int]], depth: Sequence[int], starts: Sequence[int], used: set[int], edges: set[tuple[int, int]]
) -> bool:
    """Find one more path from the element to an origin in the residual graph, and add it to the flow."""
    back: dict[int, list[int]] = {}
    for near, far in edges:
        back.setdefault(far, []).append(near)
    entered = {near for near, _ in edges}
    came: dict[State, State | None] = {(node, False): None for node in starts}
    waiting: deque[State] = deque(came)
    while waiting:
        state = waiting.popleft()
        node, far = state
        steps: list[State] = []
        if not far:
            if node not in used:
                steps.append((node, True))
            steps += [(near, True) for near in sorted(back.get(node, ()))]
        else:
            if not parents[node] and node not in entered:
                _apply(came, state, used, edges)
                return True
            steps += [(parent, False) for parent in sorted(parents[node]) if depth[parent]]
            if node in used:
                steps.append((node, False))
        for step in steps:
            if step not in came:
                came[step] = state
                waiting.append(step)
    return False


def _apply(came: Mapping[State, State | None], end: State, used: set[int], edges: set[tuple[int, int]]) -> None:
    """Turn the flow around the path that ends at an origin's far side."""
    state = end
    while (before := came[state]) is not None:
        if before[0] == state[0]:
            (used.add if state[1] else used.discard)(state[0])
        elif state[1]:
            edges.discard((state[0], before[0]))
        else:
            edges.add((before[0], state[0]))
        state = before
