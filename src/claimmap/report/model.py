"""The gap report as frozen values.

Writers show these and decide nothing. People at risk appear here by id only.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final, final

from attrs import evolve, field, frozen

from claimmap.faces import Shown
from claimmap.gaps import Gap
from claimmap.problems import ClaimmapError, UnknownId

WORDS: Final[Mapping[str, str]] = {
    "met": "working threshold reached",
    "open": "undecided",
    "not-met": "not reached",
}
"""What the results are called in running text."""

CAUTION: Final = (
    "Working thresholds for review under the named policy: an aid, not a finding that an article is satisfied. "
    "Conclusions (findings, opinions, submissions, political statements) carry no weight; they point to what they rest on."
)


@final
@frozen(kw_only=True, repr=False)
class RowReport(Shown):
    """One row of an element: an incident, a person, a context.

    Attributes:
        event: Incident, or None.
        person: Accused, or None.
        context: Attack or conflict, or None.
        part: For a condition of jurisdiction, the part of the incident.
        holder: accused or perpetrators, where it matters whose state of mind it is.
        status: Status word at the standard shown.
        result: met, open or not-met at the standard shown.
        results: The result at each standard.
    """

    event: str | None
    person: str | None
    context: str | None
    part: str | None
    holder: str | None
    status: str
    result: str
    results: Mapping[str, str]

    def to_plain(self) -> dict[str, Any]:
        """Return the row as JSON values."""
        return {
            "event": self.event, "person": self.person, "context": self.context, "part": self.part, "holder": self.holder,
            "status": self.status, "result": self.result, "results": dict(self.results),
        }  # fmt: skip


@final
@frozen(kw_only=True, repr=False)
class ElementReport(Shown):
    """Where one element of a claim stands.

    Attributes:
        address: Address of the element.
        number: Official number, from 1.
        same_as: Address of the common element that it stands for.
        part: crime, shared or mode.
        scope: context, incident, person or group.
        mode: Address of the mode it belongs to, or None.
        kind: conduct, consequence, circumstance, mental or contextual.
        statement: As in the law.
        asked: False where no mode of the claim asks for this element of the crime.
        status: Status word at the standard shown.
        result: The worst of its rows.
        results: The same at each standard.
        items: Number of supporting items.
        origins: Number of their origins.
        lines_for, lines_against: Lower and upper bound of independent lines; 2 means two or more.
        single_points: Sources and items without which nothing supports it, origin first.
        for_, against: Ids of items; pointers are conclusions, which carry nothing.
        pointers: Ids of conclusions that point to it.
        unassigned: Items whose links to it count nowhere.
        settled: Why it needs no proof, or None.
        rows: Incident by incident, person by person.
        flags: Kinds of gap that stand beside the status.
        gaps: What is missing or in the way.
        means: Kinds of evidence used to show such an element.
    """

    address: str
    number: int | None
    same_as: str | None
    part: str
    scope: str
    mode: str | None
    kind: str
    statement: str
    asked: bool
    status: str
    result: str
    results: Mapping[str, str]
    items: int
    origins: int
    lines_for: tuple[int, int]
    lines_against: tuple[int, int]
    single_points: tuple[str, ...]
    for_: tuple[str, ...]
    against: tuple[str, ...]
    pointers: tuple[str, ...]
    unassigned: tuple[str, ...]
    settled: str | None
    rows: tuple[RowReport, ...]
    flags: tuple[str, ...]
    gaps: tuple[Gap, ...]
    means: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Whether the result depends on something that a person has not yet decided."""
        return self.result == "open"

    @property
    def status_words(self) -> str:
        """The status, with the suffix `(open)` if the result is open."""
        return f"{self.status} (open)" if self.open else self.status

    def to_plain(self) -> dict[str, Any]:
        """Return the element as JSON values."""
        return {
            "address": self.address, "same_as": self.same_as, "part": self.part, "scope": self.scope, "mode": self.mode,
            "kind": self.kind, "statement": self.statement, "asked": self.asked, "status": self.status, "open": self.open,
            "result": self.result, "results": dict(self.results), "items": self.items, "origins": self.origins,
            "lines": {"for": list(self.lines_for), "against": list(self.lines_against)},
            "single_points": list(self.single_points), "for": list(self.for_), "against": list(self.against),
            "pointers": list(self.pointers), "unassigned": list(self.unassigned), "settled": self.settled,
            "rows": [row.to_plain() for row in self.rows], "flags": list(self.flags),
            "gaps": [gap_to_plain(one) for one in self.gaps],
        }  # fmt: skip


def gap_to_plain(one: Gap) -> dict[str, Any]:
    """Return a gap as JSON values."""
    return {"kind": one.kind, "message": one.message, "because": list(one.because), "next": one.next, "source": one.source,
            "precedents": list(one.precedents), "where": one.where or None}  # fmt: skip


@final
@frozen(kw_only=True, repr=False)
class ClaimReport(Shown):
    """Where one claim stands.

    Attributes:
        id: As in the case.
        title: As in the case.
        crime: Address of the crime.
        crime_title: Its title.
        modes: Addresses of the modes.
        people: Ids of the accused.
        events: Ids of the incidents.
        context: Id of the attack or conflict.
        group: Id of the victim group.
        result: The worst of the crime's elements and of the best mode.
        results: The same at each standard.
        best_mode: The mode on which the result rests; None where the claim names none.
        mode_results: Result of each mode at the chosen standard.
        elements: Every element of the crime and of each mode.
        gaps: Gaps of the claim as a whole.
        jurisdiction: None until computed.
        conditions: What is to be proved for article 12, one entry for each part of an incident or accused.
        note: What is to be said of the claim.
    """

    id: str
    title: str
    crime: str
    crime_title: str
    modes: tuple[str, ...]
    people: tuple[str, ...]
    events: tuple[str, ...]
    context: str | None
    group: str | None
    result: str
    results: Mapping[str, str]
    best_mode: str | None
    mode_results: Mapping[str, str]
    elements: tuple[ElementReport, ...]
    gaps: tuple[Gap, ...]
    jurisdiction: Mapping[str, Any] | None = None
    conditions: tuple[ElementReport, ...] = ()
    note: str | None = None

    def __getitem__(self, address: str) -> ElementReport:
        """Return an element by its address or the address of the common element it stands for; raises UnknownId."""
        for one in self.elements:
            if address in (one.address, one.same_as):
                return one
        raise UnknownId("element", address, [one.address for one in self.elements])

    def __iter__(self) -> Iterator[ElementReport]:
        return iter(self.elements)

    def to_plain(self) -> dict[str, Any]:
        """Return the claim as JSON values."""
        return {
            "id": self.id, "title": self.title, "crime": self.crime, "modes": list(self.modes), "people": list(self.people),
            "events": list(self.events), "context": self.context, "group": self.group, "result": self.result,
            "results": dict(self.results), "best_mode": self.best_mode, "mode_results": dict(self.mode_results),
            "jurisdiction": None if self.jurisdiction is None else dict(self.jurisdiction),
            "gaps": [gap_to_plain(one) for one in self.gaps], "elements": [one.to_plain() for one in self.elements],
            "conditions": [one.to_plain() for one in self.conditions],
        }  # fmt: skip


@final
@frozen(kw_only=True, repr=False)
class SharedContext(Shown):
    """A contextual element that several claims rest on, proved once.

    Attributes:
        address: Address of the element.
        context: Id of the attack or conflict.
        claims: Ids of the claims.
        element: Where it stands.
    """

    address: str
    context: str | None
    claims: tuple[str, ...]
    element: ElementReport

    def to_plain(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {"address": self.address, "context": self.context, "claims": list(self.claims)}


@final
@frozen(kw_only=True, repr=False)
class LooseLink(Shown):
    """A link that counts nowhere, and why.

    Attributes:
        evidence: Id of the item.
        element: Address, as written.
        reason: Why it counts nowhere.
        missing: Keys that would have to be stated.
        claims: Claims that ask for the element.
    """

    evidence: str
    element: str
    reason: str
    missing: tuple[str, ...]
    claims: tuple[str, ...]

    def to_plain(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            "evidence": self.evidence, "element": self.element, "reason": self.reason, "missing": list(self.missing),
            "claims": list(self.claims),
        }  # fmt: skip


@final
@frozen(kw_only=True, repr=False)
class Report(Shown):
    """A gap report at one standard, with results at all four.

    Attributes:
        case: Id of the case.
        title: Title of the case.
        standard: Standard at which status, gaps and lines are shown.
        as_of: The day of the question.
        law: Id and version of the instrument.
        policy: Id and hash of the policy.
        claims: In the order of the case.
        shared: Contextual elements that several claims rest on.
        unassigned: Links that count nowhere.
        unused: Items that no link uses, directly or through what derives from them.
        standards: Laxest first.
        item_kinds: Kind of each item, by id.
        questions: Possible identities and other questions that the case itself records.
    """

    case: str
    title: str
    standard: str
    as_of: str
    law: Mapping[str, str]
    policy: Mapping[str, str]
    claims: tuple[ClaimReport, ...]
    shared: tuple[SharedContext, ...]
    unassigned: tuple[LooseLink, ...]
    unused: tuple[str, ...]
    standards: tuple[str, ...]
    item_kinds: Mapping[str, str] = field(factory=dict, repr=False)

    def __getitem__(self, claim: str) -> ClaimReport:
        """Return a claim by its id; raises UnknownId."""
        for one in self.claims:
            if one.id == claim:
                return one
        raise UnknownId("claim", claim, [one.id for one in self.claims])

    def __iter__(self) -> Iterator[ClaimReport]:
        return iter(self.claims)

    def only(self, *, claims: Collection[str] = (), element: str | None = None, with_gaps: bool = False) -> "Report":
        """Return the report cut to some claims, one element, or elements with gaps; results stay as they are.

        Raises:
            UnknownId: a claim or the element is not in the report.
        """
        chosen = [self[name] for name in claims] if claims else list(self.claims)
        if element is not None:
            kept = [evolve(one, elements=tuple(el for el in one.elements if element in (el.address, el.same_as))) for one in chosen]
            if not any(one.elements for one in kept):
                raise UnknownId("element", element, {name for one in chosen for el in one.elements for name in (el.address, el.same_as or el.address)})
            chosen = [one for one in kept if one.elements]
        if with_gaps:
            chosen = [evolve(one, elements=tuple(el for el in one.elements if el.gaps)) for one in chosen]
        ids = {one.id for one in chosen}
        shown = {el.same_as or el.address for one in chosen for el in one.elements}
        shared = tuple(one for one in self.shared if ids & set(one.claims) and one.address in shown)
        return evolve(self, claims=tuple(chosen), shared=shared)

    def to_plain(self) -> dict[str, Any]:
        """Return the report as the JSON values of `claimmap/gaps-1`."""
        return {
            "format": "claimmap/gaps-1", "case": self.case, "title": self.title, "standard": self.standard, "as_of": self.as_of,
            "law": dict(self.law), "policy": dict(self.policy), "claims": [one.to_plain() for one in self.claims],
            "unused_evidence": list(self.unused), "shared": [one.to_plain() for one in self.shared],
            "unassigned": [one.to_plain() for one in self.unassigned],
        }  # fmt: skip

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return one flat dict per claim and element, for tables."""
        out = []
        for claim in self.claims:
            for one in claim.elements:
                row: dict[str, Any] = {
                    "claim": claim.id, "crime": claim.crime, "address": one.address, "same_as": one.same_as, "part": one.part,
                    "scope": one.scope, "mode": one.mode, "kind": one.kind, "statement": one.statement, "status": one.status,
                    "result": one.result,
                }  # fmt: skip
                row.update({f"at {standard}": one.results[standard] for standard in self.standards})
                row.update(
                    items=one.items, origins=one.origins, lines_for_low=one.lines_for[0], lines_for_high=one.lines_for[1],
                    lines_against_low=one.lines_against[0], lines_against_high=one.lines_against[1],
                    supporting=", ".join(one.for_), against=", ".join(one.against), pointers=", ".join(one.pointers),
                    gaps=", ".join(dict.fromkeys(gap.kind for gap in one.gaps)),
                )  # fmt: skip
                out.append(row)
        return out

    def to_frame(self) -> Any:
        """Return `to_dicts` as a data frame of pandas or, without it, of polars.

        Raises:
            ClaimmapError: neither is installed.
        """
        try:
            import pandas as pd  # noqa: PLC0415
        except ImportError:
            try:
                import polars as pl  # noqa: PLC0415
            except ImportError:
                message = "a data frame needs pandas or polars: pip install 'claimmap[frames]'"
                raise ClaimmapError(message) from None
            return pl.DataFrame(self.to_dicts(), infer_schema_length=None)
        return pd.DataFrame(self.to_dicts())
