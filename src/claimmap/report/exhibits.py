"""The evidence behind a gap report as frozen values: which item shows what, where, and what it derives from.

The page, the Word chart and the workbook show these beside the report. A title stands here only where the item's
access is public; sources appear by code only.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal, final

from attrs import field, frozen

from claimmap.case import CONCLUSIONS, SELF, Case, Evidence, Link, LinkTarget, Source
from claimmap.graph import Graph, Row, originals
from claimmap.law import Element
from claimmap.problems import UnknownId
from claimmap.report.model import ClaimReport, ElementReport, Report

Polarity = Literal["for", "against", "pointer", "pointer-against"]

POLARITY_WORDS: Final[Mapping[Polarity, str]] = {
    "for": "for",
    "against": "against",
    "pointer": "pointer",
    "pointer-against": "pointer against",
}
"""What the sides are called; a pointer is a conclusion, which carries no weight."""

POLARITY_SIGNS: Final[Mapping[Polarity, str]] = {"for": "+", "against": "\u2212", "pointer": "\u2192", "pointer-against": "\u21a0"}
"""The sign of each side; it stands beside its word, or has it as its text for a screen reader."""


@final
@frozen(kw_only=True)
class ExhibitLink:
    """What an item shows about one element.

    Attributes:
        element: Address of the element; of a contextual one the common address, such as 7/attack.
        claims: Claims for which it counts there; several only where they share a context.
        mode: Address of the mode that the element belongs to, or None.
        limb: Letter of the limb that it speaks of; empty for the whole element.
        context: Context of a contextual element.
        events, people: Incidents and people of the rows for which it counts.
        part: For a condition of jurisdiction, the part of the incident and its place.
        shows: One sentence.
        at: Pinpoint in the item.
        strength: Of the inference, as written; None where nobody has said.
    """

    element: str
    claims: tuple[str, ...]
    polarity: Polarity
    shows: str
    at: str | None = None
    when: str | None = None
    basis: str | None = None
    strength: str | None = None
    mode: str | None = None
    limb: str = ""
    context: str | None = None
    events: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    part: str | None = None


@final
@frozen(kw_only=True)
class RivalLink:
    """What an item shows for or against a rival explanation of an element."""

    alternative: str
    element: str
    against: bool
    shows: str
    at: str | None = None


@final
@frozen(kw_only=True)
class Objection:
    """A challenge to an item, to a source, or to one use of an item (`element`)."""

    by: str
    element: str | None
    effect: str
    because: str


@final
@frozen(kw_only=True)
class Exhibit:
    """One item of evidence, as reports show it.

    Attributes:
        title: None unless access is public.
        access: `unstated` where nobody has said; to be treated as restricted.
        origin: Whether it is its own origin.
        undisclosed: Whether nobody has said what it derives from.
        from_: Sources and items it derives from.
        derived: Items that derive from it directly.
        copy_of: The item that it is a copy of; evaluation counts the two as one.
        grade: Grade as written: a word, or the digit of its credibility.
        restrictions: Limits on use that stand, such as `54(3)(e): lead-only`.
        conclusion: Whether its kind states a conclusion, which carries no weight.
    """

    id: str
    kind: str
    title: str | None
    made: str | None
    held: bool
    verification: str
    admissibility: str
    access: str
    origin: bool
    undisclosed: bool
    from_: tuple[str, ...]
    derived: tuple[str, ...]
    copy_of: str | None
    grade: str | None
    restrictions: tuple[str, ...]
    conclusion: bool
    links: tuple[ExhibitLink, ...]
    rivals: tuple[RivalLink, ...] = ()
    objections: tuple[Objection, ...] = ()


@final
@frozen(kw_only=True)
class Provider:
    """One source, as reports show it: by code, never by name.

    Attributes:
        identity: None where the file does not say.
        undisclosed: Whether it is an origin that nobody on the team can name.
        derived: Sources and items that derive from it directly.
    """

    id: str
    kind: str
    identity: str | None
    party: str | None
    grade: str | None
    undisclosed: bool
    from_: tuple[str, ...]
    derived: tuple[str, ...]
    objections: tuple[Objection, ...] = ()


@final
@frozen(kw_only=True)
class PageData:
    """Items and sources behind a report, in the order of their ids in the case."""

    exhibits: tuple[Exhibit, ...]
    providers: tuple[Provider, ...]
    _places: dict[str, int] = field(init=False, repr=False, eq=False)

    @_places.default
    def _index(self) -> dict[str, int]:
        return {one.id: number for number, one in enumerate(self.exhibits)}

    def __getitem__(self, name: str) -> Exhibit:
        """Return an item by its id; raises UnknownId."""
        if name not in self._places:
            raise UnknownId("item", name, self._places)
        return self.exhibits[self._places[name]]

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def __iter__(self) -> Iterator[Exhibit]:
        return iter(self.exhibits)

    def uses(self) -> dict[tuple[str, str], list[tuple[Exhibit, ExhibitLink]]]:
        """Return, by claim and element, the items that speak of it; contextual elements stand under their common address."""
        out: dict[tuple[str, str], list[tuple[Exhibit, ExhibitLink]]] = defaultdict(list)
        for item in self.exhibits:
            for link in item.links:
                for claim in link.claims:
                    out[claim, link.element].append((item, link))
        return out


def key_of(element: ElementReport) -> str:
    """Return the address under which the links of an element stand: the common one of a contextual element."""
    return element.same_as or element.address if element.scope == "context" else element.address


def exhibits_of(graph: Graph, report: Report) -> PageData:
    """Put the evidence behind a report in the order of its case.

    A report cut to some claims or elements keeps the items that speak of those and what these derive from.
    """
    placed = _placed(graph, report)
    case = graph.case
    used: dict[int, list[ExhibitLink]] = defaultdict(list)
    for (position, _, _), use in placed.items():
        used[graph.links.where[position][0]].append(use.link(graph, position))
    kept = None if _is_whole(graph, report) else _cone(case, (case.evidence[number].id for number in used))
    copies = originals(case)
    derived = _derived(case, kept)
    objections = _objections(case)
    rivals = _rivals(graph)
    return PageData(
        exhibits=tuple(
            _exhibit(
                item, links=used.get(number, ()), derived=derived.get(item.id, ()), copy_of=copies.get(item.id),
                rivals=rivals.get(item.id, ()), objections=objections.get(item.id, ()),
            )
            for number, item in enumerate(case.evidence)
            if kept is None or item.id in kept
        ),
        providers=tuple(
            _provider(source, derived.get(source.id, ()), objections.get(source.id, ()))
            for source in case.sources
            if kept is None or source.id in kept
        ),
    )


@final
class _Use:
    """Where one link counts, gathered over the rows that it counts for."""

    __slots__ = ("against", "claims", "events", "limb", "people", "row")

    def __init__(self, row: Row, limb: str, *, against: bool) -> None:
        self.row, self.limb, self.against = row, limb, against
        self.claims: dict[str, None] = {}
        self.events: dict[str, None] = {}
        self.people: dict[str, None] = {}

    def link(self, graph: Graph, position: int) -> ExhibitLink:
        """Return what the item shows, and for which rows it counts."""
        link: Link = graph.links.link[position]
        row = self.row
        return ExhibitLink(
            element=_key(row), claims=tuple(self.claims), polarity=_polarity(graph, position, against=self.against),
            shows=link.shows, at=link.at, when=None if link.when is None else str(link.when), basis=link.basis,
            strength=link.strength, mode=row.mode, limb=self.limb, context=row.context, events=tuple(self.events),
            people=tuple(self.people), part=row.part,
        )  # fmt: skip


def _key(row: Row) -> str:
    return row.element.same_as or row.element.address if row.element.scope == "context" else row.element.address


def _polarity(graph: Graph, position: int, *, against: bool) -> Polarity:
    if graph.conclusions[graph.links.item[position]]:
        return "pointer-against" if against else "pointer"
    return "against" if against else "for"


def _placed(graph: Graph, report: Report) -> dict[tuple[int, str, str], _Use]:
    """Gather, by link, element and claim (or context), the rows of the report for which each link counts."""
    shown = {(claim.id, one.address, one.mode) for claim in report.claims for one in (*claim.elements, *claim.conditions)}
    out: dict[tuple[int, str, str], _Use] = {}
    for row in graph.rows:
        claim = graph.claims[row.claim].claim.id
        if (claim, row.element.address, row.mode) not in shown:
            continue
        key = _key(row)
        where = f"context {row.context}" if row.element.scope == "context" else f"claim {claim}"
        if row.element.part == "jurisdiction":
            where = f"{where} about {row.event} {row.part} {row.person}"
        for against, table in ((False, row.pro), (True, row.con)):
            for limb, positions in table.items():
                for position in positions:
                    place = (position, key, where)
                    use = out.get(place)
                    if use is None:
                        use = out[place] = _Use(row, limb, against=against)
                    use.claims[claim] = None
                    if row.event is not None:
                        use.events[row.event] = None
                    if row.person is not None:
                        use.people[row.person] = None
    return out


def _is_whole(graph: Graph, report: Report) -> bool:
    asked = {(claim.claim.id, element.address) for claim in graph.claims for element in _elements(graph, claim.index)}
    return asked <= {(claim.id, one.address) for claim in report.claims for one in claim.elements}


def _elements(graph: Graph, claim: int) -> Iterable[Element]:
    law = graph.claims[claim]
    if law.crime is not None:
        yield from law.crime.elements
    for mode in law.modes:
        yield from mode.elements


def _cone(case: Case, names: Iterable[str]) -> set[str]:
    """Return items with everything that they derive from."""
    parents: dict[str, tuple[str, ...]] = {one.id: one.from_ for one in case.sources}
    parents.update({one.id: (*one.from_, *((one.copy_of,) if one.copy_of else ())) for one in case.evidence})
    out: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in out and name in parents:
            out.add(name)
            waiting += parents[name]
    return out


def _derived(case: Case, kept: set[str] | None) -> dict[str, list[str]]:
    out: dict[str, list[str]] = defaultdict(list)
    every: Sequence[Source | Evidence] = (*case.sources, *case.evidence)
    for one in every:
        if kept is None or one.id in kept:
            for parent in one.from_:
                if parent not in (SELF, one.id):
                    out[parent].append(one.id)
    return out


def _objections(case: Case) -> dict[str, list[Objection]]:
    out: dict[str, list[Objection]] = defaultdict(list)
    for one in case.challenges:
        link = one.target if isinstance(one.target, LinkTarget) else None
        effect = "defeats it" if one.effect == "none" else f"caps it at {one.effect}"
        target = link.evidence if link else str(one.target)
        out[target].append(Objection(by=one.from_, element=link.element if link else None, effect=effect, because=one.because))
    return out


def _rivals(graph: Graph) -> dict[str, list[RivalLink]]:
    out: dict[str, list[RivalLink]] = defaultdict(list)
    elements = {one.id: one.element for one in graph.case.alternatives}
    for name, (pro, con) in graph.alternative_links.items():
        for against, positions in ((False, pro), (True, con)):
            for position in positions:
                link = graph.links.link[position]
                out[graph.links.evidence(graph.case, position).id].append(
                    RivalLink(alternative=name, element=elements[name], against=against, shows=link.shows, at=link.at)
                )
    return out


def _exhibit(
    item: Evidence, *, links: Sequence[ExhibitLink], derived: Sequence[str], copy_of: str | None, rivals: Sequence[RivalLink],
    objections: Sequence[Objection],
) -> Exhibit:  # fmt: skip
    return Exhibit(
        id=item.id, kind=item.kind, title=item.title if item.access == "public" else None,
        made=None if item.made is None else str(item.made), held=item.held, verification=item.verification,
        admissibility=item.admissibility.status, access=item.access or "unstated", origin=SELF in item.from_,
        undisclosed=not item.from_ and copy_of is None, from_=tuple(one for one in item.from_ if one != SELF), derived=tuple(derived),
        copy_of=copy_of, grade=item.grade or item.credibility, conclusion=item.kind in CONCLUSIONS, links=tuple(links),
        restrictions=tuple(f"{one.basis}: {one.use}" for one in item.restrictions if one.lifted is None), rivals=tuple(rivals),
        objections=tuple(objections),
    )  # fmt: skip


def _provider(source: Source, derived: Sequence[str], objections: Sequence[Objection]) -> Provider:
    return Provider(
        id=source.id, kind=source.kind, identity=source.identity, party=source.party, grade=source.grade or source.reliability,
        undisclosed=not source.from_ and source.identity in (None, "unknown-to-team"), from_=source.from_, derived=tuple(derived),
        objections=tuple(objections),
    )  # fmt: skip


Uses = Mapping[tuple[str, str], Sequence[tuple[Exhibit, ExhibitLink]]]


def element_links(claim: ClaimReport, element: ElementReport, uses: Uses) -> list[tuple[Exhibit, ExhibitLink]]:
    """Return the items that speak of one element or condition of a claim, from `PageData.uses`."""
    found = [one for one in uses.get((claim.id, key_of(element)), ()) if one[1].mode == element.mode]
    if element.part != "jurisdiction":
        return found
    row = element.rows[0]
    people = tuple(filter(None, [row.person]))
    return [one for one in found if one[1].part == row.part and (row.event is None or row.event in one[1].events) and one[1].people == people]
