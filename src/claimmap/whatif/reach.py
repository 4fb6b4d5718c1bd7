"""What each source and item leads to: what derives from it, what it challenges, which rows count it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import final

from attrs import frozen

from claimmap.case import Challenge
from claimmap.grading import link_names, target_name
from claimmap.graph import Graph, Provenance, Row

Attacks = Mapping[int, tuple[tuple[int, ...], tuple[int, ...]]]
"""Nodes and links that each node challenges."""

NO_ATTACK: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())


@final
@frozen(kw_only=True, eq=False)
class Reach:
    """What each node leads to.

    Attributes:
        children: Nodes that derive from each node.
        positions: Links of each node.
        rows: Rows that count each link, for or against the element or a rival explanation.
        attacks: Nodes and links that each node challenges.
    """

    children: list[list[int]]
    positions: list[list[int]]
    rows: list[tuple[int, ...]]
    attacks: Attacks


def key_of(row: Row) -> tuple[object, ...]:
    """Return what names a row: claim, element, mode, incident and its part, person, context and holder."""
    return (row.of.id, row.element.address, row.mode, row.event, row.part, row.person, row.context, row.holder)


def reach_of(graph: Graph) -> Reach:
    """Find what each node leads to."""
    nodes = graph.provenance
    children: list[list[int]] = [[] for _ in nodes.names]
    for node, parents in enumerate(nodes.parents):
        for parent in parents:
            children[parent].append(node)
    positions: list[list[int]] = [[] for _ in nodes.names]
    for position, node in enumerate(graph.links.item):
        positions[node].append(position)
    rows: list[list[int]] = [[] for _ in graph.links.item]
    for number, row in enumerate(graph.rows):
        for table in (row.pro, row.con, row.excluders):
            for found in table.values():
                for position in found:
                    rows[position].append(number)
    return Reach(
        children=children, positions=positions, rows=[tuple(one) for one in rows], attacks=attacks_of(graph.case.challenges, graph, positions)
    )


def attacks_of(challenges: Iterable[Challenge], graph: Graph, positions: Sequence[Sequence[int]]) -> Attacks:
    """Return the nodes and links that each node challenges."""
    index = graph.provenance.index
    found: dict[int, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    for one in challenges:
        attacker = index.get(one.from_)
        if attacker is None:
            continue
        if isinstance(one.target, str):
            if one.target in index:
                found[attacker][0].add(index[one.target])
        elif one.target.evidence in index:
            wanted = target_name(graph, one.target.element)
            for position in positions[index[one.target.evidence]]:
                address = graph.links.link[position].element
                if address is not None and wanted in link_names(graph, address):
                    found[attacker][1].add(position)
    return {node: (tuple(sorted(nodes)), tuple(sorted(links))) for node, (nodes, links) in found.items()}


def cone_of(changed: Iterable[int], children: Sequence[Sequence[int]], attacks: Attacks) -> set[int]:
    """Return everything that derives from some nodes, or is challenged from there, and so on."""
    out = set(changed)
    waiting = list(out)
    while waiting:
        node = waiting.pop()
        for follower in (*children[node], *attacks.get(node, NO_ATTACK)[0]):
            if follower not in out:
                out.add(follower)
                waiting.append(follower)
    return out


def in_order(cone: set[int], nodes: Provenance, children: Sequence[Sequence[int]]) -> list[int]:
    """Order some nodes, parents first."""
    waiting = {node: sum(parent in cone for parent in nodes.parents[node]) for node in cone}
    order = sorted(node for node, count in waiting.items() if not count)
    for node in order:
        for child in children[node]:
            if child in waiting:
                waiting[child] -= 1
                if not waiting[child]:
                    order.append(child)
    return order


def behind(nodes: Provenance, starts: Iterable[int], attacks: Attacks | None = None) -> set[int]:
    """Return some nodes with everything behind them and, if attacks are given, everything that challenges any of it."""
    attackers: dict[int, list[int]] = defaultdict(list)
    for attacker, (targets, _) in (attacks or {}).items():
        for target in targets:
            attackers[target].append(attacker)
    out = set(starts)
    waiting = list(out)
    while waiting:
        node = waiting.pop()
        for one in (*nodes.parents[node], *attackers.get(node, ())):
            if one not in out:
                out.add(one)
                waiting.append(one)
    return out
