"""What a writer may show beyond the report itself: items, sources and leads, already cut to the audience."""

from collections.abc import Mapping
from typing import Any, Final, final

from attrs import field, frozen

from claimmap.case import Case, Lead
from claimmap.graph import Graph
from claimmap.policy import Policy
from claimmap.report.exhibits import Exhibit, ExhibitLink, Origin, Use, exhibits, origins
from claimmap.report.model import ClaimReport, ElementReport, Report

BASES: Final = ("direct", None, "circumstantial", "hearsay", "opinion")
"""What a link may rest on, strongest first in structure; what nobody has said stands after what is direct."""


@final
@frozen(kw_only=True)
class Showing:
    """One fact that an item shows about one element of one claim, as it counts there."""

    exhibit: Exhibit
    link: ExhibitLink
    use: Use

    @property
    def first_hand(self) -> bool:
        """Whether the item comes straight from a disclosed origin and is not said to relay or to conclude."""
        return self.exhibit.disclosed and self.exhibit.steps <= 1 and self.link.basis in (None, "direct", "circumstantial")

    def sort_key(self) -> tuple[object, ...]:
        """
        Order by structure, never by grade.

        First come items that the team holds, then first-hand before relayed, then fewer steps from the origin.
        """
        one = self.exhibit
        return (
            one.conclusion, not one.held, not self.first_hand, not one.disclosed, one.steps, BASES.index(self.link.basis),
            one.id, self.link.polarity, self.link.number, self.use.event or "", self.use.person or "", self.use.context or "",
        )  # fmt: skip


@final
@frozen(kw_only=True)
class Dossier:
    """
    A report with what stands behind it.

    Attributes:
        audience: internal, partner or public; everything here is cut to it already.
        held: How many items, events and people were held back from the audience, by reason.
    """

    report: Report
    exhibits: tuple[Exhibit, ...]
    origins: tuple[Origin, ...] = ()
    leads: tuple[Lead, ...] = ()
    audience: str = "internal"
    held: tuple[tuple[str, int], ...] = ()
    _named: Mapping[str, Exhibit] = field(init=False, eq=False, repr=False)
    _shown: Mapping[tuple[str, str | None, str], list[Showing]] = field(init=False, eq=False, repr=False)

    @_named.default
    def _by_name(self) -> dict[str, Exhibit]:
        return {one.id: one for one in self.exhibits}

    @_shown.default
    def _by_element(self) -> dict[tuple[str, str | None, str], list[Showing]]:
        out: dict[tuple[str, str | None, str], list[Showing]] = {}
        for exhibit in self.exhibits:
            for link in exhibit.links:
                for use in link.uses:
                    out.setdefault((use.claim, use.mode, use.element), []).append(Showing(exhibit=exhibit, link=link, use=use))
        for found in out.values():
            found.sort(key=Showing.sort_key)
        return out

    def exhibit(self, name: str) -> Exhibit | None:
        """Return an item by its id, or None where it is a source or nothing."""
        return self._named.get(name)

    def showings(self, claim: ClaimReport, element: ElementReport) -> list[Showing]:
        """Return what the items show about an element of a claim, strongest structure first, one per link and row."""
        return list(self._shown.get((claim.id, element.mode, element.address), ()))

    def to_plain(self) -> dict[str, Any]:
        """Return the report's JSON values, with the audience where it is not the team itself."""
        out = self.report.to_plain()
        if self.audience != "internal":
            out["audience"] = self.audience
            out["held_back"] = dict(self.held)
        return out


def dossier(report: Report, graph: Graph, policy: Policy, *, audience: str = "internal", held: tuple[tuple[str, int], ...] = ()) -> Dossier:
    """Join a report with the items of the case it was made from, or of that case as an audience may see it."""
    case: Case = graph.case
    return Dossier(
        report=report, exhibits=exhibits(graph, policy), origins=origins(case, policy), leads=case.leads, audience=audience, held=held
    )
