"""What a writer may show beyond the report itself: items, links and leads, already cut to the audience."""

from collections.abc import Mapping
from typing import Any, Final, Literal, final

from attrs import field, frozen

from claimmap.case import Case, Lead, Link
from claimmap.graph import Graph
from claimmap.report.exhibits import Exhibit, PageData, exhibits_of
from claimmap.report.model import ClaimReport, ElementReport, Report

Key = Literal["supports", "undermines"]
BASES: Final = ("direct", None, "circumstantial", "hearsay", "opinion")
"""What a link may rest on, strongest first in structure; what nobody has said stands after what is direct."""
RELAYED: Final = frozenset({"hearsay", "opinion"})


@final
@frozen(kw_only=True)
class Use:
    """One row for which a link counts.

    Attributes:
        element: Address in the claim's crime or mode, or of a condition of jurisdiction.
        limb: Letter of the limb, or empty where the link is to the whole element.
        part: For a condition of jurisdiction, the part of the incident.
    """

    claim: str
    element: str
    mode: str | None
    limb: str
    event: str | None
    person: str | None
    context: str | None
    part: str | None


@final
@frozen(kw_only=True)
class WrittenLink:
    """One link as it is written in the case, and the rows for which it counts.

    Attributes:
        key: The list in which it stands.
        number: Its place in that list, counted from 1.
        element: Address as written; None where the link speaks of a rival explanation.
        uses: Rows that it counts for; none where it is unassigned or speaks of a rival explanation.
        unassigned: Why it counts nowhere, or None.
    """

    evidence: str
    key: Key
    number: int
    element: str | None
    alternative: str | None
    shows: str
    at: str | None
    when: str | None
    basis: str | None
    strength: str | None
    claim: tuple[str, ...]
    event: tuple[str, ...]
    part: str | None
    person: tuple[str, ...]
    context: tuple[str, ...]
    group: str | None
    uses: tuple[Use, ...]
    unassigned: str | None


@final
@frozen(kw_only=True)
class Showing:
    """One fact that an item shows about one element of one claim, as it counts there.

    Attributes:
        steps: Fewest steps from an origin to the item; 0 where it is an origin itself.
        disclosed: Whether an origin that the team can name is behind it.
    """

    exhibit: Exhibit
    link: WrittenLink
    use: Use
    steps: int
    disclosed: bool

    @property
    def first_hand(self) -> bool:
        """Whether the item comes straight from a disclosed origin and is not said to relay or to give an opinion."""
        return self.disclosed and self.steps <= 1 and self.link.basis not in RELAYED

    def sort_key(self) -> tuple[object, ...]:
        """Order by structure, never by grade.

        What supports comes before what undermines, what carries something before conclusions, what the team holds before
        what is only mentioned, first-hand before relayed, fewer steps from the origin before more.
        """
        one = self.exhibit
        return (
            self.link.key == "undermines", one.conclusion, not one.held, not self.first_hand, not self.disclosed, max(self.steps, 1),
            BASES.index(self.link.basis),
            one.id, self.link.key, self.link.number, self.use.event or "", self.use.person or "", self.use.context or "", self.use.part or "",
        )  # fmt: skip


Place = tuple[str, str | None, str]


@final
@frozen(kw_only=True)
class Dossier:
    """A report with what stands behind it.

    Attributes:
        data: Items and sources, as every writer may show them.
        links: Every link of the case, in the order of its files.
        audience: internal, partner or public; everything here is cut to it already.
        held: How many things were held back from the audience, by reason.
        case: The case itself, as the audience may see it; writers take from it only what stands beside the report.
    """

    report: Report
    data: PageData
    links: tuple[WrittenLink, ...]
    leads: tuple[Lead, ...] = ()
    audience: str = "internal"
    held: tuple[tuple[str, int], ...] = ()
    case: Case | None = field(default=None, eq=False, repr=False)
    steps: Mapping[str, tuple[int, bool]] = field(factory=dict, repr=False)
    _shown: Mapping[Place, list[Showing]] = field(init=False, eq=False, repr=False)

    @_shown.default
    def _by_element(self) -> dict[Place, list[Showing]]:
        out: dict[Place, list[Showing]] = {}
        for link in self.links:
            if link.evidence not in self.data:
                continue
            steps, disclosed = self.steps.get(link.evidence, (0, False))
            for use in link.uses:
                one = Showing(exhibit=self.data[link.evidence], link=link, use=use, steps=steps, disclosed=disclosed)
                out.setdefault((use.claim, use.mode, use.element), []).append(one)
        for found in out.values():
            found.sort(key=Showing.sort_key)
        return out

    def showings(self, claim: ClaimReport, element: ElementReport) -> list[Showing]:
        """Return what the items show about an element of a claim, strongest structure first, one per link and row."""
        found = self._shown.get((claim.id, element.mode, element.address), ())
        if element.part != "jurisdiction":
            return list(found)
        rows = {(row.event, row.part, row.person) for row in element.rows}
        return [one for one in found if (one.use.event, one.use.part, one.use.person) in rows]

    def to_plain(self) -> dict[str, Any]:
        """Return the report's JSON values, with the audience where it is not the team itself."""
        out = self.report.to_plain()
        if self.audience != "internal":
            out["audience"] = self.audience
            out["held_back"] = dict(self.held)
        return out


def dossier(report: Report, graph: Graph, *, audience: str = "internal", held: tuple[tuple[str, int], ...] = ()) -> Dossier:
    """Join a report with the items of the case it was made from, or of that case as an audience may see it."""
    nodes = graph.provenance
    steps, disclosed = _paths(graph)
    return Dossier(
        report=report, data=exhibits_of(graph, report), links=written_links(graph), leads=graph.case.leads, audience=audience, held=held,
        case=graph.case,
        steps={item.id: (steps[nodes.index[item.id]], disclosed[nodes.index[item.id]]) for item in graph.case.evidence},
    )  # fmt: skip


def written_links(graph: Graph) -> tuple[WrittenLink, ...]:
    """Return every link of a case as it is written, in the order of its files, with the rows for which it counts."""
    uses: dict[int, list[Use]] = {}
    for row in graph.rows:
        for table in (row.pro, row.con):
            for limb, positions in table.items():
                use = Use(
                    claim=graph.claims[row.claim].claim.id, element=row.element.address, mode=row.mode, limb=limb, event=row.event,
                    person=row.person, context=row.context, part=row.part,
                )  # fmt: skip
                for position in positions:
                    uses.setdefault(position, []).append(use)
    loose = {one.link: one.reason for one in graph.unassigned}
    out = []
    for position, (number, key, place) in enumerate(graph.links.where):
        link: Link = graph.links.link[position]
        out.append(
            WrittenLink(
                evidence=graph.case.evidence[number].id, key="undermines" if key == "undermines" else "supports", number=place + 1,
                element=link.element, alternative=link.alternative, shows=link.shows, at=link.at,
                when=None if link.when is None else str(link.when), basis=link.basis, strength=link.strength, claim=link.claim,
                event=link.event, part=link.part, person=link.person, context=link.context, group=link.group,
                uses=tuple(uses.get(position, ())), unassigned=loose.get(position),
            )
        )  # fmt: skip
    return tuple(out)


def _paths(graph: Graph) -> tuple[list[int], list[bool]]:
    """Return the fewest steps from an origin to each node, and whether a disclosed origin is behind it."""
    nodes = graph.provenance
    steps, disclosed = [0] * len(nodes.names), [False] * len(nodes.names)
    for node in nodes.order:
        parents = nodes.parents[node]
        if parents:
            steps[node] = 1 + min(steps[parent] for parent in parents)
            disclosed[node] = any(disclosed[parent] for parent in parents)
        else:
            disclosed[node] = not nodes.undisclosed[node]
    return steps, disclosed
