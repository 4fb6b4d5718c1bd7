"""Grades of the part of a graph that a change reaches, worked out anew; the rest keeps what it carried."""

from collections.abc import Iterable, Mapping, Sequence
from typing import final

from attrs import evolve

from claimmap.case import Challenge, LinkTarget
from claimmap.evaluation import Evaluation
from claimmap.grading import Grades, base_grades, cap_tags, link_grades, resolve_attacks
from claimmap.graph import Graph, Links, Provenance
from claimmap.whatif.reach import NO_ATTACK, Reach


@final
class Slice:
    """The part of a graph that grades must be worked out for anew, as a graph of its own.

    What stands at its border keeps what it carries: it enters without parents and unchallenged.
    """

    def __init__(self, graph: Graph, reach: Reach, inside: Iterable[int], links: Iterable[int]) -> None:
        nodes = graph.provenance
        self.inside = sorted(inside)
        self.links = sorted(links)
        within = set(self.inside)
        linked = {position: place for place, position in enumerate(self.links)}
        challenges, attackers = self._challenges(graph, reach, within, linked)
        border = {parent for node in self.inside for parent in nodes.parents[node]} | attackers | {graph.links.item[one] for one in self.links}
        self.border = sorted(border - within)
        chosen = [*self.inside, *self.border]
        local = {node: place for place, node in enumerate(chosen)}
        parents = [tuple(local[parent] for parent in nodes.parents[node]) for node in self.inside] + [()] * len(self.border)
        index = {nodes.names[node]: place for node, place in local.items()}
        for name in {name for one in challenges for name in (one.from_, one.target if isinstance(one.target, str) else one.target.evidence)}:
            if name in nodes.index and nodes.index[name] in local:
                index[name] = local[nodes.index[name]]
        self.graph = evolve(
            graph, case=evolve(graph.case, challenges=tuple(challenges)),
            provenance=Provenance(
                names=[nodes.names[node] for node in chosen], index=index, parents=parents, needs_all=[nodes.needs_all[node] for node in chosen],
                order=self._order(parents), undisclosed=[nodes.undisclosed[node] for node in chosen],
                sources=[nodes.sources[node] for node in chosen], items=[nodes.items[node] for node in chosen],
                copies={local[node]: nodes.copies[node] for node in chosen if node in nodes.copies} if nodes.copies else {},
            ),
            links=Links(
                item=[local[graph.links.item[one]] for one in self.links], link=[graph.links.link[one] for one in self.links],
                against=[graph.links.against[one] for one in self.links], where=[graph.links.where[one] for one in self.links],
            ),
            rows=(), conclusions=[graph.conclusions[node] for node in chosen],
        )  # fmt: skip

    @staticmethod
    def _challenges(graph: Graph, reach: Reach, within: set[int], linked: Mapping[int, int]) -> tuple[list[Challenge], set[int]]:
        """Return the challenges to what is inside, in the order of the case, and who makes them."""
        index = graph.provenance.index
        out, attackers = [], set()
        for one in graph.case.challenges:
            attacker = index.get(one.from_)
            if attacker is None:
                continue
            if isinstance(one.target, LinkTarget):
                hit = any(position in linked for position in reach.attacks.get(attacker, NO_ATTACK)[1])
            else:
                hit = index.get(one.target, -1) in within
            if hit:
                out.append(one)
                attackers.add(attacker)
        return out, attackers

    @staticmethod
    def _order(parents: Sequence[tuple[int, ...]]) -> list[int]:
        waiting = [len(found) for found in parents]
        children: list[list[int]] = [[] for _ in parents]
        for node, found in enumerate(parents):
            for parent in found:
                children[parent].append(node)
        order = [node for node, count in enumerate(waiting) if not count]
        for node in order:
            for child in children[node]:
                waiting[child] -= 1
                if not waiting[child]:
                    order.append(child)
        return order


def regraded(before: Evaluation, graph: Graph, slice_: Slice) -> tuple[Grades, tuple[Grades, ...]] | None:
    """Return the grades of the whole graph, uncapped and by standard, those of the slice worked out anew.

    Standards that shared their grades go on sharing them; None where caps would part them.
    """
    low, high = base_grades(slice_.graph, before.policy)
    link_low, link_high = link_grades(slice_.graph)
    done = {id(before.uncapped): _grade(before.uncapped, graph, slice_, low, high, link_low, link_high)}
    out = []
    for stage, old in zip(before.policy.stages, before.grades, strict=True):
        capped_low, capped_high = [*low], [*high]
        touched = cap_tags(slice_.graph, stage, capped_low, capped_high)
        if old is before.uncapped and touched:
            return None
        if id(old) not in done:
            done[id(old)] = _grade(old, graph, slice_, capped_low, capped_high, link_low, link_high)
        out.append(done[id(old)])
    return done[id(before.uncapped)], tuple(out)


def _grade(
    old: Grades, graph: Graph, slice_: Slice, low: Sequence[int], high: Sequence[int], link_low: Sequence[int], link_high: Sequence[int]
) -> Grades:
    low, high = [*low], [*high]
    inside, border = slice_.inside, slice_.border
    challenged = bool(old.reach_low)
    for place, node in enumerate(border, len(inside)):
        held_low, held_high = (old.reach_low, old.reach_high) if challenged else (old.low, old.high)
        low[place], high[place] = held_low[node], held_high[node]
    found = resolve_attacks(slice_.graph, low, high, [*link_low], [*link_high])
    more, more_links = len(graph.provenance.names) - len(old.low), len(graph.links.item) - len(old.link_low)

    def patched(values: Sequence[int], news: Sequence[int], places: Sequence[int], extra: int) -> list[int]:
        out = [*values, *([0] * extra)]
        for place, node in enumerate(places):
            out[node] = news[place]
        return out

    if challenged and not found.reach_low:
        found = evolve(found, reach_low=_through(slice_.graph, low), reach_high=_through(slice_.graph, high))
    return Grades(
        low=patched(old.low, found.low, inside, more), high=patched(old.high, found.high, inside, more),
        link_low=patched(old.link_low, found.link_low, slice_.links, more_links),
        link_high=patched(old.link_high, found.link_high, slice_.links, more_links),
        reach_low=patched(old.reach_low, found.reach_low, inside, more) if challenged else [],
        reach_high=patched(old.reach_high, found.reach_high, inside, more) if challenged else [],
    )  # fmt: skip


def _through(graph: Graph, own: Sequence[int]) -> list[int]:
    """Return the strongest path into each node where nothing is challenged."""
    out = [*own]
    nodes = graph.provenance
    for node in nodes.order:
        if nodes.parents[node]:
            choose = min if nodes.needs_all[node] else max
            out[node] = min(own[node], choose([out[parent] for parent in nodes.parents[node]]))
    return out
