"""What every source, item and link carries: intervals of grades, capped and attacked.

Nothing defaults to a grade: what nobody assessed, holds or cleared is an interval, never a value.

Literature:
    Dung, On the acceptability of arguments (1995): the grounded extension, lifted here to intervals of grades.
"""

import datetime as dt
from collections import deque
from typing import Final, final

from attrs import frozen

from claimmap.address import BadAddress
from claimmap.case import CONCLUSIONS, Evidence, LinkTarget, Source
from claimmap.dates import When
from claimmap.graph import Graph
from claimmap.policy import LEVEL, Policy, Stage
from claimmap.problems import UnknownId

HIGH: Final = 3
ONE_DAY: Final = dt.timedelta(days=1)


@final
@frozen(kw_only=True, eq=False)
class Grades:
    """Interval of grades of every node and link under one set of caps.

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
        one.use == "lead-only" and not (one.lifted is not None and day is not None and one.lifted.before(day + ONE_DAY) is True)
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


def records_of(graph: Graph, node: int) -> tuple[Evidence, ...]:
    """Return an item and the further records of it; nothing for a source."""
    item = graph.provenance.items[node]
    return () if item is None else (item, *graph.provenance.copies.get(node, ()))


def tags_of(graph: Graph, node: int) -> tuple[str, ...]:
    """Return the tags of a node that a policy may cap, its kind of identity among them."""
    source = graph.provenance.sources[node]
    if source is not None:
        identity = source.identity or "unknown-to-team"
        return source.tags if identity == "known" else (*source.tags, identity)
    records = records_of(graph, node)
    return tuple(tag for one in records for tag in one.tags) if records else ("unknown-to-team",)


def base_grades(graph: Graph, policy: Policy) -> tuple[list[int], list[int]]:
    """Return the interval of every node before caps and attacks.

    Several records of one item count as one; where they differ, the interval holds what each says.
    """
    as_of = When.parse(graph.case.as_of.isoformat())
    low: list[int] = []
    high: list[int] = []
    nodes = graph.provenance
    copies = nodes.copies
    for node, item in enumerate(nodes.items):
        if item is not None:
            if graph.conclusions[node] and policy.conclusions == "none":
                least = most = 0
            elif node in copies:
                least, most = _together((item, *copies[node]), policy, as_of)
            else:
                least, most = item_interval(item, policy, as_of)
        else:
            source = nodes.sources[node]
            grade = None if source is None else source_grade(source, policy)
            least, most = (0, HIGH) if grade is None else (LEVEL[grade], LEVEL[grade])
        low.append(least)
        high.append(most)
    return low, high


def item_interval(item: Evidence, policy: Policy, as_of: When) -> tuple[int, int]:
    """Return the interval of one record of an item."""
    if item.admissibility.status in ("excluded", "withdrawn") or (item.kind in CONCLUSIONS and policy.conclusions == "none"):
        return 0, 0
    grade = item_grade(item, policy)
    least, most = (0, HIGH) if grade is None else (LEVEL[grade], LEVEL[grade])
    return (0, most) if is_pending(item, as_of) else (least, most)


def _together(records: tuple[Evidence, ...], policy: Policy, as_of: When) -> tuple[int, int]:
    """Combine the records of one item: from the least that one of them says to the most that another says.

    So no result rests on what is doubted in one record, and no contradiction is answered by it. A grade that one record
    has holds for those that have none.
    """
    every = [item_interval(one, policy, as_of) for one in records]
    graded = [interval for one, interval in zip(records, every, strict=True) if item_grade(one, policy) is not None]
    excluded = [interval for interval in every if interval == (0, 0)]
    least = 0 if any(is_pending(one, as_of) for one in records) else min(interval[0] for interval in graded or every)
    most = max(interval[1] for interval in graded or every)
    return (0 if excluded else least, most)


def link_grades(graph: Graph) -> tuple[list[int], list[int]]:
    """Return the interval of every link.

    A strength left out is high for a direct showing and unassessed otherwise.
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
    return low, high


def out_of_period(graph: Graph) -> dict[int, list[str]]:
    """Find links about an incident whose stated date certainly lies outside it.

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
            if not item.tags and node not in nodes.copies:
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
    """Apply attacks: the least precise fixpoint, which is unique and does not depend on order.

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
    wanted: dict[int, dict[str, list[tuple[int, int]]]] = {}
    for challenge in graph.case.challenges:
        attacker, cap = index.get(challenge.from_), LEVEL[challenge.effect]
        if attacker is None:
            continue
        if isinstance(challenge.target, LinkTarget):
            target = index.get(challenge.target.evidence)
            if target is not None:
                named = wanted.setdefault(target, {})
                named.setdefault(target_name(graph, challenge.target.element), []).append((attacker, cap))
        elif (target := index.get(challenge.target)) is not None:
            on_node.setdefault(target, []).append((attacker, cap))
            by_attacker.setdefault(attacker, []).append(target)
    names: dict[str, frozenset[str]] = {}
    for position, node in enumerate(graph.links.item) if wanted else ():
        address = graph.links.link[position].element
        if node not in wanted or address is None:
            continue
        if address not in names:
            names[address] = link_names(graph, address)
        found = [attack for name, attacks in wanted[node].items() if name in names[address] for attack in attacks]
        if found:
            on_link[position] = found
    return on_node, on_link, by_attacker


def link_names(graph: Graph, address: str) -> frozenset[str]:
    """Return every name under which a challenge may mean a link to an address.

    A personal element of one crime is not that of its neighbour, and one limb is not the other; the name of a common
    element means a link to any of its numbers, and the whole element any of its limbs.
    """
    try:
        found = graph.law.resolve(address)
        element = graph.law.element(address)
    except (UnknownId, BadAddress):  # reported by `checks`
        return frozenset({address})
    names = {found.address, str(found.element or found.owner)}
    if element.same_as is not None:
        names.add(element.same_as)
    return frozenset(names)


def target_name(graph: Graph, address: str) -> str:
    """Return the name under which a challenge to a link is looked up."""
    try:
        found = graph.law.resolve(address)
        element = graph.law.element(address)
    except (UnknownId, BadAddress):  # reported by `checks`
        return address
    return element.same_as if element.same_as is not None and element.scope == "context" else found.address
