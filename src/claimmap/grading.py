"""
What every source, item and link carries: intervals of grades, capped and attacked.

Nothing defaults to a grade: what nobody assessed, holds or cleared is an interval, never a value.

Literature:
    Dung, On the acceptability of arguments (1995): the grounded extension, lifted here to intervals of grades.
"""

from collections import deque
from typing import Final, final

from attrs import frozen

from claimmap.address import BadAddress
from claimmap.case import Evidence, LinkTarget, Source
from claimmap.dates import When
from claimmap.graph import Graph
from claimmap.policy import LEVEL, Policy, Stage
from claimmap.problems import UnknownId

HIGH: Final = 3


@final
@frozen(kw_only=True, eq=False)
class Grades:
    """
    Interval of grades of every node and link under one set of caps.

    Attributes:
        low, high: What each node itself carries, after caps and attacks.
        link_low, link_high: The same for links.
        reach_low, reach_high: Strongest path into each node, as attacks see it.
    """

    low: list[int]
    high: list[int]
    link_low: list[int]
    link_high: list[int]
    reach_low: list[int]
    reach_high: list[int]


def source_grade(source: Source, policy: Policy) -> str | None:
    """Return the grade of a source under a policy; None where nobody assessed it."""
    if source.grade is not None:
        return source.grade
    if source.reliability is None:
        return None
    read = policy.admiralty.letter.get(source.reliability, "unassessed")
    return None if read == "unassessed" else read


def item_grade(item: Evidence, policy: Policy) -> str | None:
    """Return the grade of an item under a policy; None where nobody assessed it."""
    if item.grade is not None:
        return item.grade
    if item.credibility is None:
        return None
    read = policy.admiralty.digit.get(item.credibility, "unassessed")
    return None if read == "unassessed" else read


def is_lead_only(item: Evidence, as_of: When) -> bool:
    """Tell whether a restriction that is not lifted by the day of the question allows only leads."""
    day = as_of.start.last
    return any(
        one.use == "lead-only" and not (one.lifted is not None and day is not None and one.lifted.before(day) is True)
        for one in item.restrictions
    )


def is_pending(item: Evidence, as_of: When) -> bool:
    """Tell whether an item may not carry a result yet: challenged, disputed, not held, or good for leads only."""
    return (
        item.admissibility.status == "challenged"
        or item.verification == "disputed"
        or not item.held
        or (bool(item.restrictions) and is_lead_only(item, as_of))
    )


def tags_of(graph: Graph, node: int) -> tuple[str, ...]:
    """Return the tags of a node that a policy may cap, its kind of identity among them."""
    item, source = graph.provenance.items[node], graph.provenance.sources[node]
    if item is not None:
        return item.tags
    if source is not None:
        identity = source.identity or "unknown-to-team"
        return source.tags if identity == "known" else (*source.tags, identity)
    return ("unknown-to-team",)


def base_grades(graph: Graph, policy: Policy) -> tuple[list[int], list[int]]:
    """Return the interval of every node before caps and attacks."""
    as_of = When.parse(graph.case.as_of.isoformat())
    low: list[int] = []
    high: list[int] = []
    nodes = graph.provenance
    for node, item in enumerate(nodes.items):
        if item is not None:
            if graph.conclusions[node] and policy.conclusions == "none":
                low.append(0)
                high.append(0)
                continue
            grade = item_grade(item, policy)
            least, most = (0, HIGH) if grade is None else (LEVEL[grade], LEVEL[grade])
            if item.admissibility.status in ("excluded", "withdrawn"):
                least = most = 0
            elif is_pending(item, as_of):
                least = 0
        else:
            source = nodes.sources[node]
            grade = None if source is None else source_grade(source, policy)
            least, most = (0, HIGH) if grade is None else (LEVEL[grade], LEVEL[grade])
        low.append(least)
        high.append(most)
    return low, high


def link_grades(graph: Graph) -> tuple[list[int], list[int]]:
    """
    Return the interval of every link.

    A strength left out is high for a direct showing and unassessed otherwise; what is certainly dated outside the
    incident or the claim's period awaits a decision.
    """
    low: list[int] = []
    high: list[int] = []
    for link in graph.links.link:
        if link.strength is not None:
            level = LEVEL[link.strength]
            low.append(level)
            high.append(level)
        else:
            low.append(HIGH if link.basis is None or link.basis == "direct" else 0)
            high.append(HIGH)
    for position in out_of_period(graph):
        low[position] = 0
    return low, high


def out_of_period(graph: Graph) -> dict[int, list[str]]:
    """
    Find links about an incident whose stated date certainly lies outside it.

    Returns:
        Position of the link, and the ids of the incidents it was offered for.
    """
    out: dict[int, list[str]] = {}
    when = {event.id: event.when for event in graph.case.events}
    for row in graph.rows:
        if row.event is None or row.element.scope != "incident" or (period := when.get(row.event)) is None:
            continue
        for table in (row.pro, row.con):
            for positions in table.values():
                for position in positions:
                    dated = graph.links.link[position].when
                    if dated is not None and dated.overlaps(period.until(graph.case.as_of)) is False:
                        out.setdefault(position, []).append(row.event)
    return out


def cap_tags(graph: Graph, stage: Stage, low: list[int], high: list[int]) -> bool:
    """Apply a stage's caps and pending tags in place; tell whether any node was touched."""
    touched = False
    if not stage.caps and not stage.pending:
        return False
    nodes = graph.provenance
    for node in range(len(low)):
        item, source = nodes.items[node], nodes.sources[node]
        if item is not None:
            if not item.tags:
                continue
        elif source is not None and source.identity == "known" and not source.tags:
            continue
        for tag in tags_of(graph, node):
            if tag in stage.pending:
                low[node] = 0
                touched = True
            elif tag in stage.caps:
                cap = LEVEL[stage.caps[tag]]
                low[node], high[node] = min(low[node], cap), min(high[node], cap)
                touched = True
    return touched


def resolve_attacks(graph: Graph, low: list[int], high: list[int], link_low: list[int], link_high: list[int]) -> Grades:
    """
    Apply attacks: the least precise fixpoint, which is unique and does not depend on order.

    A target's lower end falls if its attacker may stand; its upper end falls if its attacker certainly stands.
    """
    nodes = graph.provenance
    challenges = graph.case.challenges
    if not challenges:
        return Grades(low=low, high=high, link_low=link_low, link_high=link_high, reach_low=[], reach_high=[])
    on_node, on_link, by_attacker = _attacks(graph)
    count = len(low)
    children: list[list[int]] = [[] for _ in range(count)]
    for node, parents in enumerate(nodes.parents):
        for parent in parents:
            children[parent].append(node)
    reach_low, reach_high = [0] * count, [HIGH] * count
    own_low, own_high = list(low), list(high)
    waiting = deque(nodes.order)
    queued = [True] * count
    while waiting:
        node = waiting.popleft()
        queued[node] = False
        least, most = low[node], high[node]
        for attacker, cap in on_node.get(node, ()):
            if reach_high[attacker] >= 1:
                least = min(least, cap)
            if reach_low[attacker] >= 1:
                most = min(most, cap)
        own_low[node], own_high[node] = least, most
        parents = nodes.parents[node]
        if parents:
            choose = min if nodes.needs_all[node] else max
            least = min(least, choose([reach_low[parent] for parent in parents]))
            most = min(most, choose([reach_high[parent] for parent in parents]))
        if (least, most) != (reach_low[node], reach_high[node]):
            reach_low[node], reach_high[node] = least, most
            for follower in (*children[node], *by_attacker.get(node, ())):
                if not queued[follower]:
                    queued[follower] = True
                    waiting.append(follower)
    out_low, out_high = list(link_low), list(link_high)
    for position, found in on_link.items():
        for attacker, cap in found:
            if reach_high[attacker] >= 1:
                out_low[position] = min(out_low[position], cap)
            if reach_low[attacker] >= 1:
                out_high[position] = min(out_high[position], cap)
    return Grades(low=own_low, high=own_high, link_low=out_low, link_high=out_high, reach_low=reach_low, reach_high=reach_high)


Attackers = dict[int, list[tuple[int, int]]]


def _attacks(graph: Graph) -> tuple[Attackers, Attackers, dict[int, list[int]]]:
    """Return attackers and caps by node and by link, and the nodes that each attacker attacks."""
    index = graph.provenance.index
    on_node: Attackers = {}
    on_link: Attackers = {}
    by_attacker: dict[int, list[int]] = {}
    wanted: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for challenge in graph.case.challenges:
        attacker, cap = index.get(challenge.from_), LEVEL[challenge.effect]
        if attacker is None:
            continue
        if isinstance(challenge.target, LinkTarget):
            target = index.get(challenge.target.evidence)
            if target is not None:
                wanted.setdefault((target, _same(graph, challenge.target.element)), []).append((attacker, cap))
        elif (target := index.get(challenge.target)) is not None:
            on_node.setdefault(target, []).append((attacker, cap))
            by_attacker.setdefault(attacker, []).append(target)
    if wanted:
        targets = {node for node, _ in wanted}
        for position, node in enumerate(graph.links.item):
            address = graph.links.link[position].element
            if node in targets and address is not None:
                found = wanted.get((node, _same(graph, address)))
                if found:
                    on_link[position] = list(found)
    return on_node, on_link, by_attacker


def _same(graph: Graph, address: str) -> str:
    """Return one name for an element however it is addressed."""
    try:
        element = graph.law.element(address)
    except (UnknownId, BadAddress):  # reported by `checks`
        return address
    return element.same_as or element.address


