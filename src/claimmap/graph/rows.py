"""Rows, and what is put on them: one element for one claim and one incident, person, context or group."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final, Literal, Protocol, final

from attrs import field, frozen

from claimmap.address import BadAddress
from claimmap.case import Alternative, Assessment, Case, Claim, Evidence, Link, Names, Search, Settled
from claimmap.graph.calling import ClaimLaw, Holder, conditions_asked, placed_parts, with_nationality
from claimmap.graph.provenance import Provenance
from claimmap.law import Element, Law
from claimmap.problems import UnknownId

PERPETRATORS: Final = "direct-perpetrators"
"""Written as a link's `person` where it concerns those who carried the conduct out, not an accused."""


class Scoped(Protocol):
    """Anything that states a scope: links, alternatives, assessments, searches, settled matters."""

    @property
    def claim(self) -> Names:
        """The claims it states."""

    @property
    def event(self) -> Names:
        """The incidents it states."""

    @property
    def person(self) -> Names:
        """The persons it states."""

    @property
    def context(self) -> Names:
        """The contexts it states."""

    @property
    def group(self) -> str | None:
        """The group it states."""


@final
@frozen(kw_only=True, eq=False)
class Row:
    """One element for one claim and one incident, person, context or group.

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
    """A link that counts nowhere until a person says where it belongs, or that states something nothing matches.

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
    """Every link of the case, as parallel lists.

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
class Slot:
    """The rows of one element of one claim, and how a link chooses among them."""

    claim: ClaimLaw
    element: Element
    mode: str | None
    rows: list[Row]
    contexts: int

    @property
    def scope(self) -> str:
        """Whose fact the element is: a context, an incident, a person or a group."""
        return self.element.scope


Slots = dict[str, list[Slot]]


def limb_of(address: str) -> str:
    """Return the letter of the limb that an address names, or nothing.

    >>> limb_of("7(1)(i)/1(a)"), limb_of("7(1)(i)/1")
    ('a', '')
    """
    tail = address.rpartition("/")[2] if "/" in address else ""
    return tail.partition("(")[2].rstrip(")")


def make_rows(case: Case, law: Law, claims: Iterable[ClaimLaw]) -> tuple[list[Row], Slots]:
    """Make the rows of every claim, and say which slots each address asks.

    Rows about a person are split by incident where anything speaks of one incident among several: what shows a state of
    mind in one incident does not count for another; what states no incident counts for each.
    """
    askers: Slots = defaultdict(list)
    slots: list[Slot] = []
    for claim in claims:
        elements: list[tuple[Element, str | None]] = []
        if claim.crime is not None:
            elements += [(element, None) for element in claim.crime.elements]
        elements += [(element, mode.address) for mode in claim.modes for element in mode.elements]
        elements += [(element, None) for element in conditions_asked(case, law, claim)]
        for element, mode in elements:
            slot = Slot(claim=claim, element=element, mode=mode, rows=[], contexts=len(case.contexts))
            slots.append(slot)
            for name in {element.key, element.address, element.same_as} - {None}:
                askers[str(name)].append(slot)
    split = _split(case, law, slots, askers)
    rows: list[Row] = []
    for slot in slots:
        if slot.element.part == "jurisdiction":
            slot.rows.extend(condition_rows(case, law, slot.claim, slot.element))
        else:
            slot.rows.extend(_rows_of(slot.claim, slot.element, slot.mode, by_event=id(slot) in split))
        rows += slot.rows
    return rows, askers


def _split(case: Case, law: Law, slots: Iterable[Slot], askers: Slots) -> set[int]:
    """Return the slots about a person that something speaks of for one incident among several."""
    several = {id(slot) for slot in slots if slot.scope == "person" and len(slot.claim.claim.events) > 1}
    if not several:
        return several
    stating: set[tuple[str, Names, Names]] = set()
    explained = {one.id: one.element for one in case.alternatives}
    for item in case.evidence:
        for found in (item.supports, item.undermines):
            for link in found:
                if link.event:
                    stating.add((link.element or explained.get(link.alternative or "", ""), link.claim, link.event))
    stating |= {(one.element, one.claim, one.event) for one in case.alternatives if one.event}
    stating |= {(one.element, one.claim, one.event) for one in case.assessments if one.event}
    stating |= {(one.element, one.claim, one.event) for one in case.settled if one.event}
    stating |= {(one.for_, one.claim, one.event) for one in case.searches if one.event}
    return several & {
        id(slot)
        for address, claims, events in stating
        if address
        for slot in slots_for(address, law, askers)[0]
        if (not claims or slot.claim.claim.id in claims) and not set(events).isdisjoint(slot.claim.claim.events)
    }


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


def condition_rows(case: Case, law: Law, claim: ClaimLaw, element: Element) -> Iterator[Row]:
    """Make the rows of a condition of jurisdiction: one for each placed part, or for each accused with a nationality."""
    if element.scope == "person":
        for person in with_nationality(case, law, claim):
            yield Row(claim=claim.index, of=claim.claim, element=element, mode=None, person=person, holder="accused")
        return
    for event, part, place in placed_parts(case, law, claim):
        yield Row(claim=claim.index, of=claim.claim, element=element, mode=None, event=event, part=f"{part} at {place}")


def slots_for(address: str, law: Law, askers: Slots) -> tuple[list[Slot], str]:
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
