"""
Where facts meet law: rows, provenance and links as index arrays.

A row is one element for one claim and, by the element's scope, for one incident, person, context or group.
A link counts for a row if the claim asks for its address and everything that the link states matches; what it leaves
out is filled only where there is no choice, else it is unassigned and counts nowhere.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, Literal, Protocol, final

from attrs import evolve, field, frozen

from claimmap.address import BadAddress
from claimmap.case import (
    CONCLUSIONS,
    SELF,
    Alternative,
    Assessment,
    Case,
    Claim,
    Evidence,
    Link,
    Names,
    Search,
    Settled,
    Source,
)
from claimmap.law import Crime, Element, Law, Mode
from claimmap.problems import UnknownId

PERPETRATORS: Final = "direct-perpetrators"
"""Written as a link's `person` where it concerns those who carried the conduct out, not an accused."""


# ---------------------------------------------------------------- provenance


@final
@frozen(kw_only=True)
class Provenance:
    """
    Sources and items as a graph of indices.

    Attributes:
        names: Id of each node; an undisclosed origin is named `?` and the id of the item behind it.
        index: Node of each id; a copy has the node of its original.
        parents: Nodes that each node derives from.
        needs_all: Whether all parents must hold.
        order: Topological order, parents first, independent of the order of the file.
        undisclosed: Whether a node is an origin that nobody on the team can name.
        sources: Source of each node, if it is one.
        items: Item of each node, if it is one.
    """

    names: list[str]
    index: dict[str, int]
    parents: list[tuple[int, ...]]
    needs_all: list[bool]
    order: list[int]
    undisclosed: list[bool]
    sources: list[Source | None]
    items: list[Evidence | None]
    children: list[list[int]] = field(factory=list)


def originals(case: Case) -> dict[str, str]:
    """
    Map each copy to its original: `copy-of`, or the first by id of the items with one hash.

    A chain of copies ends at the first original; hashes that disagree about provenance are a problem of `checks`.
    """
    by_hash: dict[str, list[str]] = defaultdict(list)
    for item in case.evidence:
        if item.sha256 and not item.copy_of:
            by_hash[item.sha256].append(item.id)
    out = {name: min(same) for same in by_hash.values() if len(same) > 1 for name in same if name != min(same)}
    out.update({item.id: item.copy_of for item in case.evidence if item.copy_of})
    for name in list(out):
        seen = {name}
        while out[name] in out and out[name] not in seen:
            seen.add(out[name])
            out[name] = out[out[name]]
    return out


def provenance(case: Case) -> Provenance:
    """
    Build the provenance graph.

    A source without `from` is an origin; an item without `from` derives from an origin of its own that nobody has
    disclosed; an item `from: self` is an origin. Names that do not resolve are left out here and reported by `checks`.
    """
    copies = originals(case)
    names: list[str] = []
    index: dict[str, int] = {}
    sources: list[Source | None] = []
    items: list[Evidence | None] = []
    for source in case.sources:
        if source.id not in index:
            index[source.id] = len(names)
            names.append(source.id)
            sources.append(source)
            items.append(None)
    for item in case.evidence:
        if item.id not in copies and item.id not in index:
            index[item.id] = len(names)
            names.append(item.id)
            sources.append(None)
            items.append(item)
    for name, original in copies.items():
        if original in index:
            index[name] = index[original]
    count = len(names)
    parents: list[tuple[int, ...]] = []
    undisclosed = [False] * count
    needs_all = [False] * count
    hidden: list[int] = []
    for node in range(count):
        it = items[node]
        if it is not None:
            needs_all[node] = it.needs == "all"
            if not it.from_:
                parents.append((count + len(hidden),))
                hidden.append(node)
                continue
            if len(it.from_) == 1:
                parent = index.get(it.from_[0])
                parents.append(() if parent is None or parent == node else (parent,))
                continue
            found = {index[name] for name in it.from_ if name != SELF and name in index}
            parents.append(tuple(found - {node}))
        else:
            so = sources[node]
            if so is None:  # pragma: no cover - every node is one or the other
                continue
            needs_all[node] = so.needs == "all"
            parents.append(tuple({index[name] for name in so.from_ if name in index} - {node}))
            if not so.from_:
                undisclosed[node] = so.identity is None or so.identity == "unknown-to-team"
    for node in hidden:
        names.append("?" + names[node])
        sources.append(None)
        items.append(None)
        parents.append(())
        undisclosed.append(True)
        needs_all.append(False)
    return Provenance(
        names=names, index=index, parents=parents, needs_all=needs_all, order=_topological(parents), undisclosed=undisclosed,
        sources=sources, items=items,
    )  # fmt: skip


def _topological(parents: Sequence[tuple[int, ...]]) -> list[int]:
    """Order nodes so that parents come first; nodes on a cycle are left out (`checks` refuses cycles)."""
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


# ---------------------------------------------------------------- what each claim asks

Holder = Literal["accused", "perpetrators"]


@final
@frozen(kw_only=True)
class ClaimLaw:
    """
    A claim with the law it calls on.

    Attributes:
        crime: None where the claim is of conduct that the instrument does not name.
        context: Id of its context, stated or the only one that fits.
    """

    index: int
    claim: Claim
    crime: Crime | None
    modes: tuple[Mode, ...]
    context: str | None

    def holders(self) -> tuple[Holder, ...]:
        """Whose mental elements the crime's are, over all its modes; the accused's where it names no mode."""
        found = {mode.crime_mental for mode in self.modes}
        out: list[Holder] = []
        if not found or "accused" in found:
            out.append("accused")
        if "direct-perpetrators" in found:
            out.append("perpetrators")
        return tuple(out)

    def asked(self, element: Element) -> bool:
        """Whether any of its modes asks for an element of its crime."""
        return not self.modes or any(mode.asks_for(element) for mode in self.modes)


def claim_law(case: Case, law: Law) -> tuple[ClaimLaw, ...]:
    """Resolve the crime, modes and context of every claim; names that do not resolve are left out (see `checks`)."""
    out = []
    for index, claim in enumerate(case.claims):
        crime = None
        if claim.crime != "none":
            try:
                crime = law.crime(claim.crime)
            except (UnknownId, BadAddress):
                crime = None
        modes = []
        for text in claim.modes:
            try:
                modes.append(law.mode(text))
            except (UnknownId, BadAddress):
                continue
        out.append(ClaimLaw(index=index, claim=claim, crime=crime, modes=tuple(modes), context=_context_of(case, claim, crime)))
    return tuple(out)


def _context_of(case: Case, claim: Claim, crime: Crime | None) -> str | None:
    if claim.context is not None:
        return claim.context
    if len(case.contexts) == 1:
        return case.contexts[0].id
    wanted = "armed-conflict" if crime is not None and crime.article == "8" else "attack"
    fitting = [one.id for one in case.contexts if one.kind == wanted]
    return fitting[0] if len(fitting) == 1 else None


# ---------------------------------------------------------------- rows


class Scoped(Protocol):
    """Anything that states a scope: links, alternatives, assessments, searches, settled matters."""

    claim: Names
    event: Names
    person: Names
    context: Names
    group: str | None


@final
@frozen(kw_only=True, eq=False)
class Row:
    """
    One element for one claim and one incident, person, context or group.

    Attributes:
        holder: Whose mental element it is: an accused's or the direct perpetrators'; None for other elements.
        links: Positions in the table of links, by polarity and limb (`""` = the whole element).
    """

    claim: int
    element: Element
    mode: str | None
    event: str | None = None
    person: str | None = None
    context: str | None = None
    holder: Holder | None = None
    pro: dict[str, list[int]] = field(factory=dict)
    con: dict[str, list[int]] = field(factory=dict)
    alternatives: list[Alternative] = field(factory=list)
    assessments: list[Assessment] = field(factory=list)
    searches: list[Search] = field(factory=list)
    settled: list[Settled] = field(factory=list)

    @property
    def for_whole_claim(self) -> bool:
        """Whether the row belongs to no single incident."""
        return self.event is None


@final
@frozen(kw_only=True)
class Unassigned:
    """
    A link that counts nowhere until a person says where it belongs, or that states something nothing matches.

    Attributes:
        reason: choice (several places fit), no-claim (nothing asks for the address), outside-group, no-match.
        missing: The keys to state: claim, event, person, context.
        claims: Claims it might belong to.
    """

    link: int
    element: str
    reason: Literal["choice", "no-claim", "outside-group", "no-match"]
    missing: tuple[str, ...]
    claims: tuple[str, ...]


@final
@frozen(kw_only=True, eq=False)
class Links:
    """
    Every link of the case, as parallel lists.

    Attributes:
        item: Node of the item.
        link: The link itself.
        against: True for `undermines`.
        where: Position of the item in the case's evidence, the key, and the position in that list.
    """

    item: list[int]
    link: list[Link]
    against: list[bool]
    where: list[tuple[int, str, int]]

    def evidence(self, case: Case, position: int) -> Evidence:
        """Return the item that makes a link."""
        return case.evidence[self.where[position][0]]


@final
@frozen(kw_only=True, eq=False)
class Graph:
    """Facts and law joined: what evaluation works on."""

    case: Case
    law: Law
    provenance: Provenance
    links: Links
    claims: tuple[ClaimLaw, ...]
    rows: tuple[Row, ...]
    unassigned: tuple[Unassigned, ...]
    alternative_links: dict[str, tuple[list[int], list[int]]]
    conclusions: list[bool]

    def rows_of(self, claim: int) -> list[Row]:
        """Return the rows of a claim."""
        return [row for row in self.rows if row.claim == claim]


@final
@frozen(kw_only=True, eq=False)
class _Slot:
    """The rows of one element of one claim, and how a link chooses among them."""

    claim: ClaimLaw
    element: Element
    mode: str | None
    scope: str
    rows: list[Row]


def build(case: Case, law: Law) -> Graph:
    """Join a case with the law it is measured by."""
    nodes = provenance(case)
    claims = claim_law(case, law)
    rows, askers = _rows(claims)
    links = Links(item=[], link=[], against=[], where=[])
    unassigned: list[Unassigned] = []
    alternative_links: dict[str, tuple[list[int], list[int]]] = {one.id: ([], []) for one in case.alternatives}
    slots_of: dict[str, tuple[list[_Slot], str]] = {}
    item_of, link_of, against_of, where_of = links.item, links.link, links.against, links.where
    index = nodes.index
    bare: dict[str, tuple[list[tuple[_Slot, list[Row]]] | _Misfit, str]] = {}
    pending: list[tuple[_Slot, Row, int, str, bool]] = []
    for number, item in enumerate(case.evidence):
        node = index[item.id]
        for against, key, found in ((False, "supports", item.supports), (True, "undermines", item.undermines)):
            for place, link in enumerate(found):
                position = len(item_of)
                item_of.append(node)
                link_of.append(link)
                against_of.append(against)
                where_of.append((number, key, place))
                address = link.element
                if address is None:
                    if link.alternative in alternative_links:
                        alternative_links[link.alternative][against].append(position)
                    continue
                if link.claim or link.event or link.person or link.context or link.group is not None:
                    slots, limb = slots_of.get(address) or slots_of.setdefault(address, _slots_for(address, law, askers))
                    placed = place_scoped(link, slots)
                else:
                    if address not in bare:
                        slots, limb = slots_of.setdefault(address, _slots_for(address, law, askers))
                        bare[address] = (place_scoped(link, slots), limb)
                    placed, limb = bare[address]
                if isinstance(placed, _Misfit):
                    unassigned.append(Unassigned(link=position, element=address, reason=placed.reason, missing=placed.missing, claims=placed.claims))
                    continue
                for slot, chosen in placed:
                    if link.event and slot.scope == "person" and len(slot.claim.claim.events) > 1:
                        pending += [(slot, row, position, limb, against) for row in chosen]
                        continue
                    for row in chosen:
                        (row.con if against else row.pro).setdefault(limb, []).append(position)
    rows = _split_by_event(rows, pending, links)
    graph = Graph(
        case=case, law=law, provenance=nodes, links=links, claims=claims, rows=tuple(rows), unassigned=tuple(unassigned),
        alternative_links=alternative_links, conclusions=[it is not None and it.kind in CONCLUSIONS for it in nodes.items],
    )  # fmt: skip
    _attach(graph, case, law, {(row.claim, row.element.address) for row in rows})
    return graph


def _rows(claims: Iterable[ClaimLaw]) -> tuple[list[Row], dict[str, list[_Slot]]]:
    rows: list[Row] = []
    askers: dict[str, list[_Slot]] = defaultdict(list)
    for claim in claims:
        elements: list[tuple[Element, str | None]] = []
        if claim.crime is not None:
            elements += [(element, None) for element in claim.crime.elements]
        elements += [(element, mode.address) for mode in claim.modes for element in mode.elements]
        for element, mode in elements:
            slot = _Slot(claim=claim, element=element, mode=mode, scope=element.scope, rows=list(_rows_of(claim, element, mode)))
            rows += slot.rows
            askers[element.key].append(slot)
            if element.same_as is not None and element.key != element.same_as:
                askers[element.same_as].append(slot)
            elif element.same_as is not None:
                askers[element.address].append(slot)
    return rows, askers


def _rows_of(claim: ClaimLaw, element: Element, mode: str | None) -> Iterator[Row]:
    one = claim.claim
    if element.scope == "context":
        yield Row(claim=claim.index, element=element, mode=mode, context=claim.context)
    elif element.scope == "incident":
        for event in one.events or (None,):
            yield Row(claim=claim.index, element=element, mode=mode, event=event)
    elif element.scope == "group":
        yield Row(claim=claim.index, element=element, mode=mode)
    else:
        holders: tuple[Holder, ...] = ("accused",) if mode is not None else claim.holders()
        for holder in holders:
            people: tuple[str | None, ...] = (one.people or (None,)) if holder == "accused" else (None,)
            for person in people:
                yield Row(claim=claim.index, element=element, mode=mode, person=person, holder=holder)


def _slots_for(address: str, law: Law, askers: dict[str, list[_Slot]]) -> tuple[list[_Slot], str]:
    try:
        found = law.resolve(address)
    except (UnknownId, BadAddress):
        return [], ""
    name = found.element or found.address
    if found.kind == "shared":
        return askers.get(found.owner, []), found.limb or ""
    if found.kind != "element":
        return [], ""
    element = law.element(found.address)
    if element.same_as is not None and element.scope == "context":
        return askers.get(element.same_as, []), found.limb or ""
    return askers.get(name, []), found.limb or ""


@final
@frozen(kw_only=True)
class _Misfit:
    reason: Literal["choice", "no-claim", "outside-group", "no-match"]
    missing: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


def place_scoped(scoped: Scoped, slots: Sequence[_Slot]) -> list[tuple[_Slot, list[Row]]] | _Misfit:
    """
    Say which rows something with a scope counts for.

    What it leaves out is filled only where there is no choice.
    """
    if not slots:
        return _Misfit(reason="no-claim")
    contextual = slots[0].element.scope == "context"
    fitting: list[_Slot] = []
    outside = False
    for slot in slots:
        claim = slot.claim.claim
        if scoped.claim and claim.id not in scoped.claim:
            continue
        if scoped.event and not any(one in claim.events for one in scoped.event):
            continue
        if scoped.group is not None and not _group_fits(scoped.group, slot):
            outside = True
            continue
        if scoped.context and slot.claim.context not in scoped.context:
            continue
        if scoped.person and not contextual and not _person_fits(scoped.person, slot):
            continue
        if scoped.person and contextual and not any(one in claim.people for one in scoped.person):
            continue
        fitting.append(slot)
    names = tuple(dict.fromkeys(slot.claim.claim.id for slot in slots))
    if not fitting:
        return _Misfit(reason="outside-group" if outside else "no-match", claims=names)
    if contextual:
        contexts = {slot.claim.context for slot in fitting}
        if len(contexts) > 1 and not scoped.context:
            return _Misfit(reason="choice", missing=("context",), claims=names)
        return [(slot, slot.rows) for slot in fitting]
    claims = dict.fromkeys(slot.claim.claim.id for slot in fitting)
    if len(claims) > 1 and not scoped.claim:
        return _Misfit(reason="choice", missing=("claim",), claims=tuple(claims))
    out: list[tuple[_Slot, list[Row]]] = []
    missing: list[str] = []
    for slot in fitting:
        chosen = _choose(scoped, slot)
        if isinstance(chosen, str):
            missing.append(chosen)
        else:
            out.append((slot, chosen))
    if not out:
        return _Misfit(reason="choice", missing=tuple(dict.fromkeys(missing)), claims=tuple(claims))
    return out


def _group_fits(group: str, slot: _Slot) -> bool:
    stated = slot.claim.claim.group
    if stated is not None:
        return stated == group
    crime = slot.claim.crime
    return crime is None or not (crime.article == "6" or crime.address == "7(1)(h)")


def _person_fits(people: Names, slot: _Slot) -> bool:
    accused = slot.claim.claim.people
    if any(one in accused for one in people):
        return True
    return "perpetrators" in slot.claim.holders() and slot.mode is None


def _choose(scoped: Scoped, slot: _Slot) -> list[Row] | str:
    if slot.scope == "incident":
        if scoped.event:
            return [row for row in slot.rows if row.event in scoped.event]
        return slot.rows if len(slot.rows) == 1 else "event"
    if slot.scope == "person":
        accused = [row for row in slot.rows if row.holder == "accused"]
        others = [row for row in slot.rows if row.holder == "perpetrators"]
        if scoped.person:
            chosen = [row for row in accused if row.person in scoped.person]
            if any(one not in slot.claim.claim.people for one in scoped.person):
                chosen += others
            return chosen
        if not accused:
            return others
        return accused if len(accused) == 1 else "person"
    return slot.rows


def _split_by_event(rows: list[Row], pending: Sequence[tuple[_Slot, Row, int, str, bool]], links: Links) -> list[Row]:
    """
    Split rows about a person where evidence speaks of one incident among several.

    What shows a state of mind in one incident does not count for another; what states no incident counts for each.
    """
    if not pending:
        return rows
    limited: dict[int, list[tuple[int, str, bool]]] = defaultdict(list)
    events_of: dict[int, tuple[str, ...]] = {}
    for slot, row, position, limb, against in pending:
        limited[id(row)].append((position, limb, against))
        events_of[id(row)] = slot.claim.claim.events
    out: list[Row] = []
    for row in rows:
        if id(row) not in limited:
            out.append(row)
            continue
        for event in events_of[id(row)]:
            pro = {limb: list(found) for limb, found in row.pro.items()}
            con = {limb: list(found) for limb, found in row.con.items()}
            for position, limb, against in limited[id(row)]:
                if event in links.link[position].event:
                    (con if against else pro).setdefault(limb, []).append(position)
            out.append(evolve(row, event=event, pro=pro, con=con))
    return out


def _attach(graph: Graph, case: Case, law: Law, asked: set[tuple[int, str]]) -> None:
    """Put alternatives, assessments, searches and settled matters on the rows they speak of."""
    if not (case.alternatives or case.assessments or case.searches or case.settled):
        return
    askers: dict[str, list[_Slot]] = defaultdict(list)
    grouped: dict[tuple[int, str], list[Row]] = defaultdict(list)
    for row in graph.rows:
        grouped[row.claim, row.element.address].append(row)
    for (number, address), rows in grouped.items():
        element = rows[0].element
        slot = _Slot(claim=graph.claims[number], element=element, mode=rows[0].mode, scope=element.scope, rows=rows)
        askers[element.key].append(slot)
        for other in {element.same_as, address} - {None, element.key}:
            askers[str(other)].append(slot)
    for alternative in case.alternatives:
        for row in _every(alternative, _slots_for(alternative.element, law, askers)[0]):
            row.alternatives.append(alternative)
    for kind, found in (("assessments", case.assessments), ("settled", case.settled)):
        for one in found:  # type: ignore[attr-defined]
            placed = place_scoped(one, _slots_for(one.element, law, askers)[0])
            for _, rows in [] if isinstance(placed, _Misfit) else placed:
                for row in rows:
                    getattr(row, kind).append(one)
    for search in case.searches:
        placed = place_scoped(search, _slots_for(search.for_, law, askers)[0])
        for _, rows in [] if isinstance(placed, _Misfit) else placed:
            for row in rows:
                row.searches.append(search)


def _every(scoped: Scoped, slots: Sequence[_Slot]) -> Iterator[Row]:
    """Give every row that something does not exclude: a rival explanation stands against all it may concern."""
    for slot in slots:
        claim = slot.claim.claim
        if scoped.claim and claim.id not in scoped.claim:
            continue
        if scoped.group is not None and claim.group is not None and scoped.group != claim.group:
            continue
        if scoped.context and slot.claim.context not in scoped.context:
            continue
        for row in slot.rows:
            if scoped.event and row.event is not None and row.event not in scoped.event:
                continue
            if scoped.event and row.event is None and not any(one in claim.events for one in scoped.event):
                continue
            if scoped.person and row.person is not None and row.person not in scoped.person:
                continue
            yield row


def network(case: Case, law: Law) -> Any:  # noqa: ANN401 - networkx is imported only when asked for
    """
    Return sources, items and elements as a `networkx.DiGraph`.

    Nodes carry `kind` (source, item, origin, element); edges from items to elements carry `polarity` and `shows`.
    """
    import networkx  # noqa: PLC0415 - costs 0.4 s, so only on request

    graph = build(case, law)
    out = networkx.DiGraph()
    nodes = graph.provenance
    for number, name in enumerate(nodes.names):
        kind = "item" if nodes.items[number] else "source" if nodes.sources[number] else "origin"
        out.add_node(name, kind=kind, undisclosed=nodes.undisclosed[number])
    for number, parents in enumerate(nodes.parents):
        out.add_edges_from((nodes.names[parent], nodes.names[number]) for parent in sorted(parents))
    for row in graph.rows:
        for polarity, table in (("supports", row.pro), ("undermines", row.con)):
            for positions in table.values():
                for position in positions:
                    out.add_node(row.element.key, kind="element")
                    out.add_edge(nodes.names[graph.links.item[position]], row.element.key, polarity=polarity,
                                 shows=graph.links.link[position].shows)  # fmt: skip
    return out
