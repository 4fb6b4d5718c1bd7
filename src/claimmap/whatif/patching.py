"""The graph of a case with a difference: nodes, links and rows as before, and what differs set anew."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import final

from attrs import evolve, frozen

from claimmap.case import CONCLUSIONS, SELF, Case, Evidence, Link, Names, Source
from claimmap.evaluation import Evaluation
from claimmap.graph import Graph, Links, Provenance, build
from claimmap.whatif.difference import ATTACHED, Difference
from claimmap.whatif.reach import Reach, attacks_of, cone_of, in_order, key_of


@final
@frozen(kw_only=True, eq=False)
class Patched:
    """A graph with a difference.

    Attributes:
        nodes: Nodes that are new or differ.
        moved: Whether provenance differs: who derives from what, and which origins are undisclosed.
        links: Links that are new or differ, and those that a challenge which differs speaks of.
        rows: Rows whose links, assessments or other attachments differ.
    """

    graph: Graph
    reach: Reach
    nodes: set[int]
    moved: bool
    links: set[int]
    rows: set[int]


def patched(before: Evaluation, held: Reach, case: Case, found: Difference) -> Patched | None:
    """Put a difference into the graph of an evaluation; None where rows would be other ones.

    Args:
        before: The evaluation as it stands.
        held: What its nodes lead to.
        case: The case as supposed.
        found: How it differs.
    """
    old, nodes, was = before.graph, before.graph.provenance, before.graph.case
    first_source, first_item = len(was.sources), len(was.evidence)
    new_sources, new_items = case.sources[first_source:], case.evidence[first_item:]
    changed: set[int] = set()
    rows: set[int] = set()
    links: set[int] = set()
    sources, items = list(nodes.sources), list(nodes.items)
    for place in found.sources:
        node = nodes.index[case.sources[place].id]
        sources[node] = case.sources[place]
        changed.add(node)
    for place in found.items:
        node = nodes.index[case.evidence[place].id]
        if node in nodes.copies:
            return None
        items[node] = case.evidence[place]
        changed.add(node)
    provenance, reach = nodes, held
    derived = [case.sources[place].id for place in found.sources if was.sources[place].from_ != case.sources[place].from_]
    derived += [case.evidence[place].id for place in found.items if was.evidence[place].from_ != case.evidence[place].from_]
    renamed = bool(new_sources or new_items or derived)
    if renamed:
        grown, children = _grown(nodes, reach, sources, items, new_sources, new_items, derived, changed)
        if grown is None:
            return None
        provenance = grown
        positions = [*reach.positions, *([] for _ in range(len(provenance.names) - len(nodes.names)))]
        reach = evolve(reach, children=children, positions=positions)
    else:
        undisclosed = nodes.undisclosed
        for place in found.sources:
            node = nodes.index[case.sources[place].id]
            hidden = not nodes.parents[node] and not case.sources[place].from_ and case.sources[place].identity in (None, "unknown-to-team")
            if hidden != undisclosed[node]:
                undisclosed = [*undisclosed]
                undisclosed[node] = hidden
        needs = nodes.needs_all
        for place, table in ((p, case.evidence) for p in found.items):
            needs = _set_needs(needs, nodes.index[table[place].id], needs_all=table[place].needs == "all")
        for place in found.sources:
            needs = _set_needs(needs, nodes.index[case.sources[place].id], needs_all=case.sources[place].needs == "all")
        provenance = evolve(nodes, sources=sources, items=items, undisclosed=undisclosed, needs_all=needs)
    moved = renamed or provenance.undisclosed is not nodes.undisclosed or provenance.needs_all is not nodes.needs_all
    conclusions = old.conclusions
    if new_sources or new_items or found.items or renamed:
        conclusions = [*conclusions, *([False] * (len(provenance.names) - len(conclusions)))]
        for item in (*(case.evidence[place] for place in found.items), *new_items):
            conclusions[provenance.index[item.id]] = item.kind in CONCLUSIONS
    graph = evolve(old, case=case, provenance=provenance, conclusions=conclusions)
    if found.judged:
        restated = [*graph.links.link]
        for place in found.judged:
            for position in reach.positions[provenance.index[case.evidence[place].id]]:
                number, key, at = graph.links.where[position]
                if number == place:
                    restated[position] = getattr(case.evidence[place], key)[at]
                    links.add(position)
        graph = evolve(graph, links=evolve(graph.links, link=restated))
    if found.relinked or new_items or found.attached:
        relinked = _relinked(graph, reach, found, first_item)
        if relinked is None:
            return None
        graph, reach, more_links, more_rows = relinked
        links |= more_links
        rows |= more_rows
    if found.challenges or found.relinked or new_items:
        attacks = attacks_of(case.challenges, graph, reach.positions)
        gone, come = set(was.challenges) - set(case.challenges), set(case.challenges) - set(was.challenges)
        for attacked_by, differs in ((reach.attacks, gone), (attacks, come)):
            for one in differs:
                attacked = attacked_by.get(provenance.index.get(one.from_, -1))
                if attacked is not None:
                    changed.update(attacked[0])
                    links.update(attacked[1])
        reach = evolve(reach, attacks=attacks)
    return Patched(graph=graph, reach=reach, nodes=changed, moved=moved, links=links, rows=rows)


def _set_needs(needs: list[bool], node: int, *, needs_all: bool) -> list[bool]:
    if needs[node] == needs_all:
        return needs
    out = [*needs]
    out[node] = needs_all
    return out


def _grown(
    nodes: Provenance, reach: Reach, sources: list[Source | None], items: list[Evidence | None], new_sources: Sequence[Source],
    new_items: Sequence[Evidence], derived: Sequence[str], changed: set[int],
) -> tuple[Provenance | None, list[list[int]]]:  # fmt: skip
    """Add nodes behind the old ones and set anew what some derive from."""
    names, index, parents = [*nodes.names], {**nodes.index}, [*nodes.parents]
    needs, undisclosed, children = [*nodes.needs_all], [*nodes.undisclosed], [*reach.children]

    def add(name: str, source: Source | None, item: Evidence | None) -> int:
        names.append(name)
        sources.append(source)
        items.append(item)
        parents.append(())
        needs.append(False)
        undisclosed.append(False)
        children.append([])
        changed.add(len(names) - 1)
        return len(names) - 1

    for source in new_sources:
        index[source.id] = add(source.id, source, None)
    for item in new_items:
        index[item.id] = add(item.id, None, item)
    for name in (*derived, *(one.id for one in new_sources), *(one.id for one in new_items)):
        node = index[name]
        made = items[node] or sources[node]
        written = made.from_ if made is not None else ()
        behind = {index[parent] for parent in written if parent != SELF and parent in index} - {node}
        if not written and items[node] is not None:
            hidden = add("?" + name, None, None)
            undisclosed[hidden] = True
            behind = {hidden}
        for parent in parents[node]:
            children[parent] = [child for child in children[parent] if child != node]
        for parent in behind:
            children[parent] = [*children[parent], node]
        parents[node] = tuple(behind)
        changed.add(node)
    for node in list(changed):
        its, origin = items[node], sources[node]
        if its is not None:
            needs[node] = its.needs == "all"
        elif origin is not None:
            needs[node] = origin.needs == "all"
            undisclosed[node] = not origin.from_ and origin.identity in (None, "unknown-to-team")
    below = cone_of(changed, children, {})
    grown = Provenance(
        names=names, index=index, parents=parents, needs_all=needs, order=[], undisclosed=undisclosed, sources=sources, items=items,
    )  # fmt: skip
    tail = in_order(below, grown, children)
    if len(tail) < len(below):
        return None, children
    return evolve(grown, order=[*(node for node in nodes.order if node not in below), *tail]), children


def _relinked(graph: Graph, reach: Reach, found: Difference, first_item: int) -> tuple[Graph, Reach, set[int], set[int]] | None:
    """Take the old links of changed items away, put the new ones in their rows, and set anew what is attached to rows."""
    case, places = graph.case, [*found.relinked, *range(first_item, len(graph.case.evidence))]
    if found.attached and is_split(graph) and any(one.event for name in ATTACHED for one in getattr(case, name)):
        return None
    news = [case.evidence[place] for place in places]
    small = build(evolve(case, evidence=(*news, _splitter(graph)), sources=(), challenges=()), graph.law)
    if [key_of(row) for row in small.rows] != [key_of(row) for row in graph.rows]:
        return None
    count = sum(number < len(news) for number, _, _ in small.links.where)
    table = Links(item=[*graph.links.item], link=[*graph.links.link], against=[*graph.links.against], where=[*graph.links.where])
    positions, rows_of = [*reach.positions], [*reach.rows]
    gone = _taken_away(graph, positions, rows_of, [case.evidence[place].id for place in found.relinked])
    if gone is None:
        return None
    offset = len(table.item)
    for position in range(count):
        number, key, at = small.links.where[position]
        node = graph.provenance.index[news[number].id]
        table.item.append(node)
        table.link.append(small.links.link[position])
        table.against.append(small.links.against[position])
        table.where.append((places[number], key, at))
        positions[node] = [*positions[node], offset + position]
    counted: list[list[int]] = [[] for _ in range(count)]
    rows, changed = list(graph.rows), set[int]()
    lost = {position for missing in gone.values() for position in missing}
    for number, row in enumerate(small.rows):
        sides = [{limb: [one for one in held if one < count] for limb, held in side.items()} for side in (row.pro, row.con, row.excluders)]
        attached = found.attached and any(getattr(row, name) != getattr(rows[number], name) for name in ATTACHED)
        if not (attached or number in gone or any(held for side in sides for held in side.values())):
            continue
        old = rows[number]
        pros, cons, excluders = (_joined(was, new, gone.get(number, set()), offset) for was, new in zip((old.pro, old.con, old.excluders), sides, strict=True))
        rows[number] = evolve(
            old, pro=pros, con=cons, excluders=excluders, settled=row.settled, assessments=row.assessments, searches=row.searches
        )  # fmt: skip
        changed.add(number)
        for side in sides:
            for held in side.values():
                for position in held:
                    counted[position].append(number)
    rows_of += [tuple(dict.fromkeys(numbers)) for numbers in counted]
    alternative_links = {}
    for name, (pro, con) in graph.alternative_links.items():
        more, less = small.alternative_links[name]
        alternative_links[name] = (_kept(pro, more, lost, offset, count), _kept(con, less, lost, offset, count))
    unassigned = [one for one in graph.unassigned if table.where[one.link][0] not in found.relinked]
    unassigned += [evolve(one, link=offset + one.link) for one in small.unassigned if one.link < count]
    out = evolve(
        graph, links=table, rows=tuple(rows), alternative_links=alternative_links, unassigned=tuple(unassigned),
        misplaced=small.misplaced if found.attached else graph.misplaced,
    )  # fmt: skip
    return out, evolve(reach, positions=positions, rows=rows_of), set(range(offset, offset + count)), changed


def _kept(old: Sequence[int], new: Sequence[int], lost: set[int], offset: int, count: int) -> list[int]:
    return [*(one for one in old if one not in lost), *(offset + one for one in new if one < count)]


def _splitter(graph: Graph) -> Evidence:
    """Make an item whose links call up again what only evidence calls up: rows split by incident, conditions of jurisdiction."""
    links = {
        (row.of.id, row.element.address, row.event): Link(
            element=row.element.address, shows="", claim=Names((row.of.id,)), event=Names((row.event,) if row.event else ()),
            person=Names((row.person,) if row.person else ()),
        )
        for row in graph.rows if row.element.part == "jurisdiction" or (row.element.scope == "person" and row.event is not None)
    }  # fmt: skip
    return Evidence(id="?split", title="", kind="other", supports=tuple(links.values()))


def is_split(graph: Graph) -> bool:
    """Tell whether any rows about a person are split by incident."""
    return any(row.event is not None and row.element.scope == "person" for row in graph.rows)


def _taken_away(graph: Graph, positions: list[list[int]], rows_of: list[tuple[int, ...]], items: Sequence[str]) -> dict[int, set[int]] | None:
    """Take the links of items away; return what each row loses, or None where rows may no longer be split."""
    gone: dict[int, set[int]] = defaultdict(set)
    split = is_split(graph)
    for name in items:
        node = graph.provenance.index[name]
        for position in positions[node]:
            if split and graph.links.link[position].event:
                return None
            for number in rows_of[position]:
                gone[number].add(position)
            rows_of[position] = ()
        positions[node] = []
    return gone


def _joined(old: Mapping[str, Sequence[int]], new: Mapping[str, Sequence[int]], gone: set[int], offset: int) -> dict[str, list[int]]:
    out = {limb: [one for one in found if one not in gone] if gone else list(found) for limb, found in old.items()}
    for limb, found in new.items():
        out.setdefault(limb, []).extend(offset + one for one in found)
    return out


