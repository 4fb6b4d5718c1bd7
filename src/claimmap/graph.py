"""
Where facts meet law: rows, provenance and links as index arrays.

A row is one element for one claim and, by the element's scope, for one incident, person, context or group.
A link counts for a row if the claim asks for its address and everything that the link states matches; what it leaves
out is filled only where there is no choice, else it is unassigned and counts nowhere.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Literal, Protocol, final

from attrs import field, frozen

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
        copies: Further records of a node's item: what is least favourable in any of them holds for all.
    """

    names: list[str]
    index: dict[str, int]
    parents: list[tuple[int, ...]]
    needs_all: list[bool]
    order: list[int]
    undisclosed: list[bool]
    sources: list[Source | None]
    items: list[Evidence | None]
    copies: dict[int, tuple[Evidence, ...]] = field(factory=dict)


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
    disclosed; an item `from: self` is an origin. A name that does not resolve, which `checks` reports, counts as an
    origin that nobody has disclosed.
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
    twins: dict[int, list[Evidence]] = defaultdict(list)
    for name, original in copies.items():
        if original in index:
            index[name] = index[original]
    if copies:
        for item in sorted(case.evidence, key=lambda one: one.id):
            if item.id in copies and item.id in index:
                twins[index[item.id]].append(item)
    count = len(names)
    parents: list[tuple[int, ...]] = []
    undisclosed = [False] * count
    needs_all = [False] * count
    hidden: list[int] = []
    for node in range(count):
        it, so = items[node], sources[node]
        from_ = it.from_ if it is not None else so.from_ if so is not None else ()
        needs_all[node] = (it.needs if it is not None else so.needs if so is not None else "any") == "all"
        if len(from_) == 1 and (only := index.get(from_[0])) is not None and only != node:
            parents.append((only,))
            continue
        found = {index[name] for name in from_ if name in index} - {node}
        if (it is not None and not from_) or any(name not in index and name != SELF for name in from_):
            found.add(count + len(hidden))  # nobody says where it comes from, or a name that means nothing
            hidden.append(node)
        parents.append(tuple(found))
        if so is not None and not from_:
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
        sources=sources, items=items, copies={node: tuple(found) for node, found in twins.items()},
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
        claim, of: The claim's position, and the claim.
        holder: Whose mental element it is: an accused's or the direct perpetrators'; None for other elements.
        pro, con: Positions in the table of links, by limb (`""` = the whole element).
        part: For a condition of jurisdiction, the part of the incident and its place, such as `arrival at BGD`.
        excluders: Positions of the links that refute a rival explanation in this row, by its id.
    """

    claim: int
    element: Element
    mode: str | None
    of: Claim
    event: str | None = None
    person: str | None = None
    context: str | None = None
    part: str | None = None
    holder: Holder | None = None
    pro: dict[str, list[int]] = field(factory=dict)
    con: dict[str, list[int]] = field(factory=dict)
    alternatives: list[Alternative] = field(factory=list)
    assessments: list[Assessment] = field(factory=list)
    searches: list[Search] = field(factory=list)
    settled: list[Settled] = field(factory=list)
    excluders: dict[str, list[int]] = field(factory=dict)

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
@frozen(kw_only=True)
class Misplaced:
    """An assessment, a search, a settled matter that counts nowhere; `key` and `number` say where it stands."""

    key: str
    number: int
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
    misplaced: tuple["Misplaced", ...]
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
    rows: list[Row]
    contexts: int

    @property
    def scope(self) -> str:
        return self.element.scope


Slots = dict[str, list[_Slot]]


def limb_of(address: str) -> str:
    """
    Return the letter of the limb that an address names, or nothing.

    >>> limb_of("7(1)(i)/1(a)"), limb_of("7(1)(i)/1")
    ('a', '')
    """
    tail = address.rpartition("/")[2] if "/" in address else ""
    return tail.partition("(")[2].rstrip(")")


def build(case: Case, law: Law) -> Graph:
    """Join a case with the law it is measured by."""
    nodes = provenance(case)
    claims = claim_law(case, law)
    rows, askers = _rows(case, law, claims)
    links, unassigned, alternative_links = _place_links(case, law, nodes, askers)
    misplaced = _attach(case, law, askers)
    unassigned += _place_refuters(rows, links, alternative_links)
    weightless = [it is not None and it.kind in CONCLUSIONS for it in nodes.items]
    for node, copies in nodes.copies.items():
        weightless[node] = weightless[node] or any(one.kind in CONCLUSIONS for one in copies)
    return Graph(
        case=case, law=law, provenance=nodes, links=links, claims=claims, rows=tuple(rows), unassigned=tuple(unassigned),
        misplaced=tuple(misplaced), alternative_links=alternative_links, conclusions=weightless,
    )  # fmt: skip


def _rows(case: Case, law: Law, claims: Iterable[ClaimLaw]) -> tuple[list[Row], Slots]:
    """
    Make the rows of every claim, and say which slots each address asks.

    Rows about a person are split by incident where anything speaks of one incident among several: what shows a state of
    mind in one incident does not count for another; what states no incident counts for each.
    """
    askers: Slots = defaultdict(list)
    slots: list[_Slot] = []
    for claim in claims:
        elements: list[tuple[Element, str | None]] = []
        if claim.crime is not None:
            elements += [(element, None) for element in claim.crime.elements]
        elements += [(element, mode.address) for mode in claim.modes for element in mode.elements]
        elements += [(element, None) for element in conditions_asked(case, law, claim)]
        for element, mode in elements:
            slot = _Slot(claim=claim, element=element, mode=mode, rows=[], contexts=len(case.contexts))
            slots.append(slot)
            for name in {element.key, element.address, element.same_as} - {None}:
                askers[str(name)].append(slot)
    split = _split(case, law, slots, askers)
    rows: list[Row] = []
    for slot in slots:
        if slot.element.part == "jurisdiction":
            slot.rows.extend(_condition_rows(case, slot.claim, slot.element))
        else:
            slot.rows.extend(_rows_of(slot.claim, slot.element, slot.mode, by_event=id(slot) in split))
        rows += slot.rows
    return rows, askers


def _split(case: Case, law: Law, slots: Iterable[_Slot], askers: Slots) -> set[int]:
    """Return the slots about a person that something speaks of for one incident among several."""
    several = {id(slot) for slot in slots if slot.scope == "person" and len(slot.claim.claim.events) > 1}
    if not several:
        return several
    stating = {link.element for item in case.evidence for found in (item.supports, item.undermines) for link in found if link.event}
    stating |= {one.element for one in (*case.alternatives, *case.assessments, *case.settled) if one.event}
    stating |= {one.for_ for one in case.searches if one.event}
    refuted = {
        link.alternative for item in case.evidence for found in (item.supports, item.undermines) for link in found if link.event and link.alternative
    }
    stating |= {one.element for one in case.alternatives if one.id in refuted}
    return several & {id(slot) for address in stating if address for slot in _slots_for(address, law, askers)[0]}


def _rows_of(claim: ClaimLaw, element: Element, mode: str | None, *, by_event: bool) -> Iterator[Row]:
    one = claim.claim
    if element.scope == "context":
        yield Row(claim=claim.index, of=one, element=element, mode=mode, context=claim.context)
    elif element.scope == "incident":
        for event in one.events or (None,):
            yield Row(claim=claim.index, of=one, element=element, mode=mode, event=event)
    elif element.scope == "group":
        yield Row(claim=claim.index, of=one, element=element, mode=mode)
    else:
        holders: tuple[Holder, ...] = ("accused",) if mode is not None else claim.holders()
        for holder in holders:
            people: tuple[str | None, ...] = (one.people or (None,)) if holder == "accused" else (None,)
            for person in people:
                for event in one.events if by_event else (None,):
                    yield Row(claim=claim.index, of=one, element=element, mode=mode, event=event, person=person, holder=holder)


CONDITIONS: Final[Mapping[str, tuple[Literal["incident", "person"], tuple[str, ...]]]] = {
    "12(2)(a)": (
        "incident",
        (
            "Coordinates, border, flight and registry records that place this part of the crime",
            "Statements of people who were there, saying where and on which day",
            "Maps, treaties and registers that show whose territory, vessel or aircraft it was on that day",
        ),
    ),
    "12(2)(b)": (
        "person",
        (
            "Passports, nationality registers and naturalisation files",
            "The nationality law of the State at the time of the conduct",
            "Official biographies and service records that state nationality",
        ),
    ),
}
"""Conditions of jurisdiction that evidence may be linked to, by whose fact they are, with means of proof."""


def conditions_asked(case: Case, law: Law, claim: ClaimLaw) -> Iterator[Element]:
    """
    Give the conditions of article 12 that the facts of a claim call for.

    Source:
        Rome Statute, art. 12(2).
    """
    asked = {"12(2)(a)": any(_placed_parts(case, claim)), "12(2)(b)": any(_with_nationality(case, claim))}
    for address, (scope, means) in CONDITIONS.items():
        if asked[address] and address in law.provisions:
            provision = law.provisions[address]
            yield Element(
                address=address, number=None, kind="circumstance", scope=scope, statement=provision.statement, part="jurisdiction",
                means=means, source=provision.source,
            )  # fmt: skip


def _placed_parts(case: Case, claim: ClaimLaw) -> Iterator[tuple[str, str, str]]:
    """Give the incident, the id and the place of each part of the claim's incidents that may be an element."""
    for event in case.events:
        if event.id in claim.claim.events:
            for number, part in enumerate(event.parts, 1):
                if part.at is not None and part.role not in ("accessory", "effect"):
                    yield event.id, part.id or f"part {number}", part.at


def _with_nationality(case: Case, claim: ClaimLaw) -> Iterator[str]:
    return (person.id for person in case.people if person.id in claim.claim.people and person.nationality)


def _condition_rows(case: Case, claim: ClaimLaw, element: Element) -> Iterator[Row]:
    if element.scope == "person":
        for person in _with_nationality(case, claim):
            yield Row(claim=claim.index, of=claim.claim, element=element, mode=None, person=person, holder="accused")
        return
    for event, part, place in _placed_parts(case, claim):
        yield Row(claim=claim.index, of=claim.claim, element=element, mode=None, event=event, part=f"{part} at {place}")


def _place_links(
    case: Case, law: Law, nodes: Provenance, askers: Slots
) -> tuple[Links, list[Unassigned], dict[str, tuple[list[int], list[int]]]]:
    """Put every link on the rows it counts for; what fits nowhere or more than one place is unassigned."""
    links = Links(item=[], link=[], against=[], where=[])
    unassigned: list[Unassigned] = []
    alternative_links: dict[str, tuple[list[int], list[int]]] = {one.id: ([], []) for one in case.alternatives}
    item_of, link_of, against_of, where_of = links.item, links.link, links.against, links.where
    slots_of: dict[str, tuple[list[_Slot], str]] = {}
    bare: dict[str, tuple[_Placement, str]] = {}
    index = nodes.index
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
                    placement = place_scoped(link, slots)
                else:
                    if address not in bare:
                        slots, limb = slots_of.setdefault(address, _slots_for(address, law, askers))
                        bare[address] = (place_scoped(link, slots), limb)
                    placement, limb = bare[address]
                for misfit in placement.misfits:
                    unassigned.append(
                        Unassigned(link=position, element=address, reason=misfit.reason, missing=misfit.missing, claims=misfit.claims)
                    )
                for row in placement.rows:
                    (row.con if against else row.pro).setdefault(limb, []).append(position)
    return links, unassigned, alternative_links


def _slots_for(address: str, law: Law, askers: Slots) -> tuple[list[_Slot], str]:
    """Return the slots that an address asks for, and the limb it names."""
    try:
        found = law.resolve(address)
    except (UnknownId, BadAddress):
        return [], ""
    if found.kind in ("shared", "provision"):
        return askers.get(found.owner, []), found.limb or ""
    if found.kind != "element":
        return [], ""
    element = law.element(found.address)
    name = element.same_as if element.same_as is not None and element.scope == "context" else found.element
    return askers.get(str(name), []), found.limb or ""


Reason = Literal["choice", "no-claim", "outside-group", "no-match"]


@final
@frozen(kw_only=True)
class _Misfit:
    reason: Reason
    missing: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


@final
@frozen(kw_only=True, eq=False)
class _Placement:
    """Where something with a scope counts, and for which claims that is not settled."""

    rows: tuple[Row, ...] = ()
    misfits: tuple[_Misfit, ...] = ()


def place_scoped(scoped: Scoped, slots: Sequence[_Slot]) -> _Placement:
    """
    Say which rows something with a scope counts for.

    What it leaves out is filled only where there is no choice.
    """
    if not slots:
        return _Placement(misfits=(_Misfit(reason="no-claim"),))
    contextual = slots[0].scope == "context"
    fitting, outside = _fitting(scoped, slots, contextual=contextual)
    names = tuple(dict.fromkeys(slot.claim.claim.id for slot in slots))
    if not fitting:
        return _Placement(misfits=(_Misfit(reason="outside-group" if outside else "no-match", claims=names),))
    if contextual:
        contexts = {slot.claim.context for slot in fitting}
        unclear = None in contexts and slots[0].contexts > 1
        if not scoped.context and (len(contexts) > 1 or unclear):
            return _Placement(misfits=(_Misfit(reason="choice", missing=("context",), claims=names),))
        return _Placement(rows=tuple(row for slot in fitting for row in slot.rows))
    claims = tuple(dict.fromkeys(slot.claim.claim.id for slot in fitting))
    if len(claims) > 1 and not scoped.claim:
        return _Placement(misfits=(_Misfit(reason="choice", missing=("claim",), claims=claims),))
    rows: list[Row] = []
    open_: dict[str, list[str]] = {}
    nowhere: dict[str, bool] = {}
    for slot in fitting:
        name = slot.claim.claim.id
        chosen = _choose(scoped, slot)
        if isinstance(chosen, str):
            open_.setdefault(name, []).append(chosen)
            continue
        nowhere[name] = nowhere.get(name, True) and not chosen
        rows += chosen
    misfits = [_Misfit(reason="choice", missing=tuple(dict.fromkeys(missing)), claims=(name,)) for name, missing in open_.items()]
    misfits += [_Misfit(reason="no-match", claims=(name,)) for name, empty in nowhere.items() if empty and name not in open_]
    return _Placement(rows=tuple(rows), misfits=tuple(misfits))


def _fitting(scoped: Scoped, slots: Sequence[_Slot], *, contextual: bool) -> tuple[list[_Slot], bool]:
    """Return the slots whose claim matches all that is stated, and whether one failed only by its group."""
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
        if scoped.person and not (any(one in claim.people for one in scoped.person) or (not contextual and _of_perpetrators(slot))):
            continue
        fitting.append(slot)
    return fitting, outside


def _group_fits(group: str, slot: _Slot) -> bool:
    stated = slot.claim.claim.group
    if stated is not None:
        return stated == group
    crime = slot.claim.crime
    return crime is None or not (crime.article == "6" or crime.address == "7(1)(h)")


def _of_perpetrators(slot: _Slot) -> bool:
    """Whether the slot may speak of those who carried the conduct out, who are not accused."""
    return "perpetrators" in slot.claim.holders() and slot.mode is None


def _choose(scoped: Scoped, slot: _Slot) -> list[Row] | str:
    """Choose rows of a slot; the name of a key means that it must be stated."""
    if slot.scope == "incident":
        part = getattr(scoped, "part", None) if slot.element.part == "jurisdiction" else None
        rows = [row for row in slot.rows if part is None or str(row.part).partition(" at ")[0] == part]
        if scoped.event:
            rows = [row for row in rows if row.event in scoped.event]
        if slot.element.part == "jurisdiction":
            return rows if len(rows) < 2 else "part"  # noqa: PLR2004 - one part, or a choice
        return rows if scoped.event or len(rows) == 1 else "event"
    if slot.scope != "person":
        return slot.rows
    rows = [row for row in slot.rows if not scoped.event or row.event is None or row.event in scoped.event]
    accused = [row for row in rows if row.holder == "accused"]
    others = [row for row in rows if row.holder == "perpetrators"]
    if scoped.person:
        chosen = [row for row in accused if row.person in scoped.person]
        if any(one not in slot.claim.claim.people for one in scoped.person):
            chosen += others
        return chosen
    if not accused:
        return others
    return accused if len({row.person for row in accused}) == 1 else "person"


def _attach(case: Case, law: Law, askers: Slots) -> list[Misplaced]:
    """Put alternatives, assessments, searches and settled matters on the rows they speak of; return what fits nowhere."""
    for alternative in case.alternatives:
        for row in _every(alternative, _slots_for(alternative.element, law, askers)[0]):
            row.alternatives.append(alternative)
    out: list[Misplaced] = []

    def place(key: str, number: int, scoped: Scoped, address: str) -> tuple[Row, ...]:
        placement = place_scoped(scoped, _slots_for(address, law, askers)[0])
        for one in placement.misfits:
            out.append(Misplaced(key=key, number=number, element=address, reason=one.reason, missing=one.missing, claims=one.claims))
        return placement.rows

    for number, assessment in enumerate(case.assessments):
        for row in place("assessments", number, assessment, assessment.element):
            row.assessments.append(assessment)
    for number, settled in enumerate(case.settled):
        for row in place("settled", number, settled, settled.element):
            row.settled.append(settled)
    for number, search in enumerate(case.searches):
        for row in place("searches", number, search, search.for_):
            row.searches.append(search)
    return out


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


REFUTED_BY: Final = {"context": ("context",), "person": ("claim", "person"), "incident": ("claim", "event"), "group": ("claim",)}
"""What a link to a rival explanation must leave no choice about, by the scope of the element explained."""


def _place_refuters(rows: Sequence[Row], links: Links, alternative_links: dict[str, tuple[list[int], list[int]]]) -> list[Unassigned]:
    """
    Put the links that refute a rival explanation on the rows where they count.

    To refute it is to incriminate: what is left out is filled only where there is no choice, as for other links.
    """
    unassigned: list[Unassigned] = []
    standing: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for one in row.alternatives:
            standing[one.id].append(row)
    for name, (_, against) in alternative_links.items():
        for position in against:
            link = links.link[position]
            found = [row for row in standing[name] if _row_fits(link, row)]
            scope = found[0].element.scope if found else "incident"
            keys = REFUTED_BY[scope]
            missing = tuple(key for key in keys if not getattr(link, key) and len({getattr(row, key) for row in found}) > 1)
            if missing or not found:
                reason: Reason = "choice" if missing else "no-match"
                unassigned.append(Unassigned(link=position, element=f"alternative {name}", reason=reason, missing=missing, claims=()))
                continue
            for row in found:
                row.excluders.setdefault(name, []).append(position)
    return unassigned


def _row_fits(link: Link, row: Row) -> bool:
    """Tell whether a row is one of those that a link to a rival explanation states."""
    claim = row.of
    return (
        (not link.claim or claim.id in link.claim)
        and (not link.event or (row.event in link.event if row.event is not None else any(one in claim.events for one in link.event)))
        and (not link.person or (row.person in link.person if row.person is not None else True))
        and (not link.context or row.context is None or row.context in link.context)
        and (link.group is None or claim.group is None or claim.group == link.group)
    )


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
