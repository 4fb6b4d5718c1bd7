"""Certificates of independence: so many paths that share nothing, and as many nodes that cut every path.

That the two numbers are equal proves both: no more paths can be had, no fewer nodes will do. A reader checks it by
looking; `faults` does the same in linear time.

Literature:
    Menger's theorem.
"""

import itertools
from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final, final

from attrs import frozen

from claimmap.graph import Graph
from claimmap.lines import Pass

MOST: Final = 8
"""Paths looked for; where there are more, the certificate says `at least`."""


@final
@frozen(kw_only=True)
class Certificate:
    """Proof of a number of independent lines.

    Attributes:
        paths: Each from an origin to the item that is linked, by id; no two share a node.
        cut: As many ids; every path from an origin to the element goes through one of them.
        complete: False where there are more paths than were looked for; then there is no cut.
        exact: False where something needs all of its parents: then a path is not enough, and the cut alone holds.
    """

    paths: tuple[tuple[str, ...], ...]
    cut: tuple[str, ...]
    complete: bool = True
    exact: bool = True

    @property
    def lines(self) -> int:
        """The number of lines that it proves, or at least so many."""
        return len(self.paths) if self.exact else len(self.cut)

    def to_plain(self) -> dict[str, Any]:
        """Return the certificate as JSON values."""
        return {"lines": self.lines, "paths": [list(one) for one in self.paths], "cut": list(self.cut), "complete": self.complete, "exact": self.exact}


def certificate(graph: Graph, positions: Iterable[int], found: Pass, most: int = MOST) -> Certificate:
    """Prove how many independent lines some links have.

    Args:
        graph: Facts joined with law.
        positions: The links.
        found: What is live at the grade and end asked for.
        most: Paths looked for.
    """
    held = list(positions)
    links = graph.links
    starts = sorted({links.item[one] for one in held if found.links[one] >= found.least and found.depth[links.item[one]]})
    names = graph.provenance.names
    if any(node in found.sets for node in starts):
        points = found.single_points(graph, held)
        return Certificate(paths=(), cut=tuple(names[node] for node in points[:1]), exact=False, complete=bool(points))
    paths, cut = disjoint_paths(graph.provenance.parents, [depth > 0 for depth in found.depth], starts, most)
    named = tuple(tuple(names[node] for node in reversed(path)) for path in paths)
    return Certificate(paths=named, cut=() if cut is None else tuple(sorted(names[node] for node in cut)), complete=cut is not None)


def disjoint_paths(
    parents: Sequence[Sequence[int]], live: Sequence[bool], starts: Collection[int], most: int
) -> tuple[list[list[int]], list[int] | None]:
    """Find paths from some nodes up to origins that share no node, and a smallest cut.

    Returns:
        The paths, each from its start to an origin; the cut, or None where *most* paths were found before one was.
    """
    up: dict[int, int | None] = {}
    down: dict[int, int | None] = {}
    while True:
        came, end = _residual(parents, live, starts, up, down)
        if end is None:
            reached_near = {node for node, far in came if not far}
            cut = sorted(node for node in reached_near if (node, True) not in came)
            return _read_paths(starts, up, down), cut
        if len(_heads(up, down)) >= most:
            return _read_paths(starts, up, down), None
        _turn(came, end, up, down)


_State = tuple[int, bool]
"""A node on its near side, towards the element (False), or its far side, towards the origins (True)."""


def _residual(
    parents: Sequence[Sequence[int]], live: Sequence[bool], starts: Collection[int], up: Mapping[int, int | None], down: Mapping[int, int | None]
) -> tuple[dict[_State, _State | None], _State | None]:
    """Walk the residual graph from the element; return where each state was reached from, and an origin's far side if one was."""
    came: dict[_State, _State | None] = {(node, False): None for node in sorted(starts)}
    waiting = deque(came)
    while waiting:
        state = waiting.popleft()
        node, far = state
        steps: list[_State] = []
        if far:
            if not parents[node] and node not in up:
                return came, state
            steps += [(parent, False) for parent in sorted(parents[node]) if live[parent] and up.get(node, -1) != parent]
            if node in up:
                steps.append((node, False))
        elif node in up:
            before = down[node]
            if before is not None:
                steps.append((before, True))
        else:
            steps.append((node, True))
        for step in steps:
            if step not in came:
                came[step] = state
                waiting.append(step)
    return came, None


def _turn(came: Mapping[_State, _State | None], end: _State, up: dict[int, int | None], down: dict[int, int | None]) -> None:
    """Add a path of the residual graph to the flow."""
    edges: set[tuple[int | None, int]] = {(below, node) for node, below in down.items()}
    ends = {node for node, above in up.items() if above is None}
    state: _State | None = end
    ends.add(end[0])
    while state is not None:
        before = came[state]
        node, far = state
        if before is None:
            edges.add((None, node))
        elif before[0] != node:
            if far:
                edges.discard((node, before[0]))
            else:
                edges.add((before[0], node))
        state = before
    up.clear()
    down.clear()
    for below, node in edges:
        down[node] = below
        if below is not None:
            up[below] = node
    for node in ends:
        if node in down:
            up[node] = None


def _heads(up: Mapping[int, int | None], down: Mapping[int, int | None]) -> list[int]:
    return sorted(node for node in up if down[node] is None)


def _read_paths(starts: Collection[int], up: Mapping[int, int | None], down: Mapping[int, int | None]) -> list[list[int]]:
    out: list[list[int]] = []
    for head in _heads(up, down):
        path, node = [], head
        while node is not None:
            path.append(node)
            node = up[node]  # type: ignore[assignment]
        out.append(path)
    return out


def faults(proof: Certificate, parents: Mapping[str, Collection[str]], linked: Collection[str], live: Collection[str]) -> list[str]:
    """Say what is wrong with a certificate; an empty list means that it holds.

    Args:
        proof: The certificate.
        parents: What each source and item derives from, by id.
        linked: Ids of the items that are linked to the element.
        live: Ids of everything that counts at the grade asked for.
    """
    out: list[str] = []
    seen: set[str] = set()
    for path in proof.paths:
        if seen & set(path):
            out.append(f"two paths share {', '.join(sorted(seen & set(path)))}")
        seen |= set(path)
        if path and parents[path[0]]:
            out.append(f"{path[0]} is no origin")
        if path and path[-1] not in linked:
            out.append(f"{path[-1]} is not linked")
        out += [f"{one} does not derive from {before}" for before, one in itertools.pairwise(path) if before not in parents[one]]
        out += [f"{one} does not count" for one in path if one not in live]
    if proof.complete and proof.exact and len(proof.cut) != len(proof.paths):
        out.append(f"{len(proof.paths)} paths but a cut of {len(proof.cut)}")
    if proof.complete:
        left = _alive(parents, set(live) - set(proof.cut))
        out += [f"{one} stands though the cut falls" for one in sorted(left & set(linked))]
    return out


def _alive(parents: Mapping[str, Collection[str]], live: set[str]) -> set[str]:
    """Return what still has a path from an origin through what counts."""
    children: dict[str, list[str]] = {}
    for one, behind in parents.items():
        for parent in behind:
            children.setdefault(parent, []).append(one)
    out = {one for one in live if not parents[one]}
    waiting = list(out)
    while waiting:
        for child in children.get(waiting.pop(), ()):
            if child in live and child not in out:
                out.add(child)
                waiting.append(child)
    return out
