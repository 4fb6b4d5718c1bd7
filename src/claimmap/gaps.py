"""
What is missing for each element, why, and what would close it: plain values.

A gap is a finding, not an error, and never a judgment on the claim.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal, final

from attrs import field, frozen

from claimmap.dates import When
from claimmap.evaluation import MET, NOT_MET, OPEN, Evaluation, RowResult, UnitResult, assessed, result_of
from claimmap.grading import is_lead_only, item_grade, out_of_period, source_grade
from claimmap.graph import Graph, Row, Unassigned
from claimmap.law import Element
from claimmap.policy import LEVEL, Stage

Status = Literal[
    "meets", "unsupported", "support-defeated", "asserted", "contested", "awaiting-assessment", "single-line", "below-standard",
]  # fmt: skip
KINDS: Final = (
    "unsupported", "support-defeated", "asserted", "below-standard", "single-line", "contested", "awaiting-assessment",
    "no-mode", "no-linkage", "unassigned", "contradicted", "alternative-open", "undisclosed-origin", "anonymous-only",
    "indirect-only", "one-party-only", "unassessed", "not-held", "challenged-material", "restricted", "out-of-period",
    "outside-group", "no-exonerating-search", "override",
)  # fmt: skip
"""Every kind of gap, in the order in which they are shown."""

SOURCES: Final[Mapping[str, str]] = {
    "unsupported": "Rome Statute, art. 66(2): the onus is on the Prosecutor",
    "support-defeated": "Rome Statute, art. 69(4): relevance and probative value",
    "asserted": "Rome Statute, art. 69(4): nothing counts before it is assessed",
    "below-standard": "working threshold of the policy; no chamber is bound by it",
    "single-line": "Rules of Procedure and Evidence, rule 63(4): corroboration is not required; a working caution of the policy",
    "contested": "Rome Statute, arts. 54(1)(a) and 66(3)",
    "awaiting-assessment": "Rome Statute, art. 74(2): the evidence is weighed as a whole, by people",
    "no-mode": "Rome Statute, arts. 25 and 28",
    "no-linkage": "Rome Statute, arts. 25(2) and 30(1)",
    "unassigned": "scope of links: what is left out is filled only where there is no choice",
    "contradicted": "Rome Statute, arts. 54(1)(a) and 67(2)",
    "alternative-open": "Rome Statute, art. 66(3): an inference must be the only reasonable one at trial",
    "undisclosed-origin": "Rome Statute, art. 69(4); Berkeley Protocol, source analysis",
    "anonymous-only": "Rome Statute, art. 69(4); practice on anonymous hearsay",
    "indirect-only": "Rome Statute, art. 69(2) and (4): hearsay goes to weight",
    "one-party-only": "Rome Statute, art. 54(1)(a)",
    "unassessed": "Rome Statute, art. 69(4)",
    "not-held": "Rules of Procedure and Evidence, rule 76 and following: what is not held cannot be tendered",
    "challenged-material": "Rome Statute, art. 69(4) and (7)",
    "restricted": "Rome Statute, arts. 54(3)(e), 72, 73 and 93(8)",
    "out-of-period": "Rome Statute, art. 67(1)(a): the charge states its time",
    "outside-group": "Elements of Crimes, arts. 6 and 7(1)(h)",
    "no-exonerating-search": "Rome Statute, art. 54(1)(a)",
    "override": "a recorded assessment stands beside the policy's result, never in its place",
}
MOST_NAMED: Final = 25


@final
@frozen(kw_only=True)
class Gap:
    """
    One thing that is missing or in the way.

    Attributes:
        message: One sentence that names the element and the reason.
        because: Ids of what it rests on; at most 25 are named, and the message gives the number.
        next: What would close it or help to.
        source: Where the demand comes from.
    """

    kind: str
    message: str
    because: tuple[str, ...] = ()
    next: str = ""
    source: str = ""


@final
@frozen(kw_only=True)
class RowFinding:
    """
    What one row shows at the chosen standard.

    Attributes:
        lines_for, lines_against: Lower and upper bound at grade low or better.
        items, origins: Plain counts of what supports it.
        single_points: Sources and items each of whose loss leaves nothing, origin first.
    """

    row: Row
    status: Status
    result: int
    lines_for: tuple[int, int]
    lines_against: tuple[int, int]
    items: tuple[str, ...]
    against: tuple[str, ...]
    pointers: tuple[str, ...]
    origins: int
    single_points: tuple[str, ...]
    flags: tuple[str, ...]
    gaps: tuple[Gap, ...]


@final
@frozen(kw_only=True, eq=False)
class _Cone:
    """What stands behind the supporting links of a row."""

    origins: int = 0
    undisclosed: list[int] = field(factory=list)
    unassessed: list[int] = field(factory=list)
    pending: list[int] = field(factory=list)
    not_held: list[int] = field(factory=list)
    restricted: list[int] = field(factory=list)
    parties: set[str | None] = field(factory=set)


def status_of(unit: UnitResult, row: Row, stage: int, rule: Stage, *, settled: bool) -> Status:
    """
    Choose the one word that says where a unit stands; the first that fits wins.

    Status words are for reading: only results are ordered.
    """
    if settled or unit.results[stage] == MET:
        return "meets"
    if not unit.unit.pro:
        return "unsupported"
    low = unit.profiles[stage].pro[0]
    if low[1] == 0:
        return "support-defeated"
    if low[0] == 0:
        return "asserted"
    if unit.pro_holds[stage] == MET and unit.con_holds[stage] != MET:
        return "contested"
    if not assessed(row, rule.standard):
        total, pro, _ = result_of(unit.profiles[stage], rule, assessment=True)
        if pro == MET:
            return "awaiting-assessment" if total == MET else "contested"
    return "single-line" if low[1] == 1 else "below-standard"


def named(ids: Iterable[str]) -> tuple[str, ...]:
    """Sort ids and keep the first 25."""
    return tuple(sorted(set(ids))[:MOST_NAMED])


def count_of(found: Sequence[object], one: str, many: str) -> str:
    """Say how many: `1 item`, `3 items`."""
    return f"{len(found)} {one if len(found) == 1 else many}"


@final
class GapFinder:
    """Finds status, flags and gaps for every row at one standard; holds what is worked out once for all rows."""

    def __init__(self, evaluation: Evaluation, stage: int) -> None:
        self.evaluation = evaluation
        self.graph = evaluation.graph
        self.stage = stage
        self.rule = evaluation.policy.stages[stage]
        self.grades = evaluation.grades[stage]
        self.upper = evaluation.passes[id(self.grades), 1, "high"]
        self.late = out_of_period(self.graph)
        self.distance, self.named_path = self._paths()
        self.cones = self._cones()
        self.unassigned = self._unassigned()

    # -- worked out once

    def _paths(self) -> tuple[list[int], list[bool]]:
        """Shortest distance from an origin to each live node, and whether a path free of anonymous sources reaches it."""
        nodes = self.graph.provenance
        far = 1 << 30
        distance, clear = [far] * len(nodes.names), [False] * len(nodes.names)
        live = self.upper.depth
        for node in nodes.order:
            if not live[node]:
                continue
            item, source = nodes.items[node], nodes.sources[node]
            anonymous = (
                "anonymous-hearsay" in item.tags if item is not None
                else source is None or (not nodes.parents[node] and source.identity in (None, "unknown-to-team"))
            )  # fmt: skip
            parents = nodes.parents[node]
            if not parents:
                distance[node], clear[node] = 0, not anonymous
                continue
            distance[node] = 1 + min(distance[parent] for parent in parents)
            combine = all if nodes.needs_all[node] else any
            clear[node] = not anonymous and combine(clear[parent] for parent in parents)
        return distance, clear

    def _cones(self) -> list[_Cone]:
        """Gather, for every row at once, what stands behind its supporting items."""
        graph, nodes = self.graph, self.graph.provenance
        cones = [_Cone() for _ in graph.rows]
        masks: dict[int, int] = {}
        for number, row in enumerate(graph.rows):
            bit = 1 << number
            for positions in row.pro.values():
                for position in positions:
                    node = graph.links.item[position]
                    masks[node] = masks.get(node, 0) | bit
        as_of = When.parse(graph.case.as_of.isoformat())
        for node in reversed(nodes.order):
            mask = masks.get(node, 0)
            if not mask:
                continue
            parents = nodes.parents[node]
            for parent in parents:
                masks[parent] = masks.get(parent, 0) | mask
            item, source = nodes.items[node], nodes.sources[node]
            kinds: list[str] = []
            if not parents:
                kinds.append("origin")
                if nodes.undisclosed[node]:
                    kinds.append("undisclosed")
            if item is not None and not graph.conclusions[node]:
                if item_grade(item, self.evaluation.policy) is None:
                    kinds.append("unassessed")
                if item.admissibility.status == "challenged" or item.verification == "disputed":
                    kinds.append("pending")
                if not item.held:
                    kinds.append("not_held")
                if item.restrictions and is_lead_only(item, as_of):
                    kinds.append("restricted")
            elif source is not None and source_grade(source, self.evaluation.policy) is None:
                kinds.append("unassessed")
            if not kinds:
                continue
            party = source.party if source is not None else None
            while mask:
                bit = mask & -mask
                mask ^= bit
                cone = cones[bit.bit_length() - 1]
                for kind in kinds:
                    if kind == "origin":
                        object.__setattr__(cone, "origins", cone.origins + 1)
                        cone.parties.add(party)
                    else:
                        getattr(cone, kind).append(node)
        return cones

    def _unassigned(self) -> dict[tuple[str, str], list[Unassigned]]:
        """Unassigned links by claim and by each address under which the element may be asked for."""
        out: dict[tuple[str, str], list[Unassigned]] = {}
        for one in self.graph.unassigned:
            element = self._element(one.element)
            for claim in one.claims:
                out.setdefault((claim, element), []).append(one)
        return out

    def _element(self, address: str) -> str:
        element = self.graph.law.element(address)
        return element.same_as or element.address

    # -- one row

    def row(self, number: int) -> RowFinding:
        """Return what one row shows."""
        found = self.evaluation.rows[number]
        row = found.row
        unit = found.units[found.shown[self.stage]]
        profile = unit.profiles[self.stage]
        status = status_of(unit, row, self.stage, self.rule, settled=found.settled)
        cone = self.cones[number]
        items, pointers = self._ids(row.pro, conclusions=False), self._ids(row.pro, conclusions=True)
        against = self._ids(row.con, conclusions=False)
        points: tuple[str, ...] = ()
        if profile.pro[0][1] == 1:
            names = self.graph.provenance.names
            points = tuple(names[node] for node in self.upper.single_points(self.graph, unit.unit.pro))
        gaps = [] if found.settled else list(self._gaps(found, unit, status, cone, items, pointers, points))
        gaps.sort(key=lambda gap: KINDS.index(gap.kind))
        flags = tuple(dict.fromkeys(gap.kind for gap in gaps if gap.kind not in STATUS_KINDS or gap.kind == "single-line"))
        return RowFinding(
            row=row, status=status, result=found.results[self.stage], lines_for=profile.pro[0], lines_against=profile.con[0],
            items=items, against=against, pointers=pointers, origins=cone.origins, single_points=points, flags=flags,
            gaps=tuple(gaps),
        )  # fmt: skip

    def _ids(self, table: Mapping[str, Sequence[int]], *, conclusions: bool) -> tuple[str, ...]:
        links, weightless = self.graph.links, self.graph.conclusions
        evidence = self.graph.case.evidence
        return tuple(sorted({
            evidence[links.where[position][0]].id
            for positions in table.values()
            for position in positions
            if weightless[links.item[position]] == conclusions
        }))  # fmt: skip

    def _gaps(
        self, found: RowResult, unit: UnitResult, status: Status, cone: _Cone,
        items: tuple[str, ...], pointers: tuple[str, ...], points: tuple[str, ...],
    ) -> Iterable[Gap]:  # fmt: skip
        row, element = found.row, found.row.element
        profile = unit.profiles[self.stage]
        what = f"{element.address}{scope_words(row)}"
        names = self.graph.provenance.names
        leads = lead_words(element)
        standard = self.rule.standard
        if status == "unsupported":
            yield gap("unsupported", f"no item supports {what}: {phrase(element)}", (), leads)
        elif status == "support-defeated":
            if not items:
                yield gap("support-defeated", f"only conclusions point to {what}, and a conclusion is not evidence: {phrase(element)}", pointers,
                          "Enter what the conclusions rest on. " + leads)  # fmt: skip
            else:
                yield gap("support-defeated", f"nothing that was offered for {what} counts any more: excluded, defeated or graded none", items, leads)
        elif status == "asserted":
            reasons = [word for word, nodes in (("ungraded", cone.unassessed), ("not held", cone.not_held), ("challenged or disputed", cone.pending),
                       ("restricted to leads", cone.restricted), ("of undisclosed origin", cone.undisclosed)) if nodes]  # fmt: skip
            why = ", ".join(reasons) or "not yet assessed"
            yield gap("asserted", f"{what} is asserted by {count_of(items, 'item', 'items')}, but nothing counts yet: what supports it is {why}", items,
                      "Obtain, verify and grade the items, or find what they rest on. " + leads)  # fmt: skip
        elif status == "below-standard":
            asked = " or ".join(f"{clause.lines} of grade {clause.grade}" for clause in self.rule.pro)
            yield gap("below-standard", f"the support for {what} does not reach {standard} ({asked} asked)", items, leads)
        elif status == "contested":
            yield gap("contested", f"{what} is supported, but contradiction or a rival explanation stands in the way at {standard}",
                      (*self._ids(row.con, conclusions=False), *(one.id for one in row.alternatives)), "Answer what contradicts it.")  # fmt: skip
        elif status == "awaiting-assessment":
            yield gap("awaiting-assessment", f"{what} has the lines that {standard} asks for, but nobody has recorded a judgment on the whole", items,
                      "Weigh the evidence as a whole, for and against, and record an assessment with reasons.")  # fmt: skip
        if profile.pro[0][1] == 1 and items:
            chain = " -> ".join(points) if points else "one item"
            yield gap("single-line", f"all support for {what} rests on one line: {chain}", points,
                      "Look for a source that does not derive from it. " + leads)  # fmt: skip
        contrary = self._ids(row.con, conclusions=False)
        if profile.con[0][1] >= 1:
            yield gap("contradicted", f"{count_of(contrary, 'item speaks', 'items speak')} against {what}", contrary,
                      "Test the contradiction on its merits; it needs no standard of its own.")  # fmt: skip
        yield from self._alternatives(row, unit, what)
        if cone.undisclosed:
            yield gap("undisclosed-origin", f"{count_of(cone.undisclosed, 'origin', 'origins')} behind the support for {what} "
                      f"{'is' if len(cone.undisclosed) == 1 else 'are'} undisclosed, so lines may coincide",
                      named(names[node] for node in cone.undisclosed), "Identify the origins, or record why they stay withheld.")  # fmt: skip
        live = [self.graph.links.item[one] for one in unit.unit.pro if self.upper.depth[self.graph.links.item[one]]]
        if live and not any(self.named_path[node] for node in live):
            yield gap("anonymous-only", f"every line for {what} runs through somebody whom nobody on the team can name", items,
                      "Identify or interview a source; capped low at confirmation and trial.")  # fmt: skip
        if live and min(self.distance[node] for node in live) >= 2:  # noqa: PLR2004 - two steps from any origin
            yield gap("indirect-only", f"nothing for {what} is at first hand: every path relays somebody else", items,
                      "Go to the origin: the person, the record, the recording. " + leads)  # fmt: skip
        if live and len(cone.parties) == 1 and next(iter(cone.parties)) not in (None, "none"):
            yield gap("one-party-only", f"every origin behind {what} is of one side: {next(iter(cone.parties))}", items,
                      "Look for a source without that interest.")  # fmt: skip
        yield from self._material(cone, what, names)
        late = [one for positions in row.pro.values() for one in positions if row.event in self.late.get(one, ())]
        if late:
            ids = named(self.graph.links.evidence(self.graph.case, one).id for one in late)
            yield gap("out-of-period", f"what {count_of(ids, 'item shows', 'items show')} for {what} is dated outside the incident", ids,
                      "Check the date, or give the link the incident that it speaks of.")  # fmt: skip
        yield from self._placed_nowhere(row, element, what)
        if not row.con and not any(one.direction in ("exonerating", "both") for one in row.searches):
            yield gap("no-exonerating-search", f"nobody has recorded a search for what speaks against {what}", (),
                      "Look for exonerating circumstances equally, and record where and with what result.")  # fmt: skip
        for one in row.assessments:
            if one.standard == standard and (one.finds == "satisfied") != (found.results[self.stage] == MET):
                yield gap("override", f"{one.by} recorded {what} as {one.finds}, which the policy's result does not share", (), "Read both reasons.")

    def _alternatives(self, row: Row, unit: UnitResult, what: str) -> Iterable[Gap]:
        excluded = unit.profiles[self.stage].excluded
        for one, lines in zip(row.alternatives, excluded, strict=True):
            if lines[0] < 1:
                yield gap("alternative-open", f"a rival explanation of {what} is not excluded: {one.text}", (one.id,),
                          "Look for evidence that refutes or supports it.")  # fmt: skip

    def _material(self, cone: _Cone, what: str, names: Sequence[str]) -> Iterable[Gap]:
        if cone.unassessed:
            yield gap("unassessed", f"{count_of(cone.unassessed, 'source or item', 'sources and items')} behind {what} "
                      f"{'has' if len(cone.unassessed) == 1 else 'have'} no grade", named(names[node] for node in cone.unassessed),
                      "Grade each, with reasons; F and 6 mean that it cannot be judged.")  # fmt: skip
        if cone.not_held:
            yield gap("not-held", f"{count_of(cone.not_held, 'item', 'items')} behind {what} "
                      f"{'is' if len(cone.not_held) == 1 else 'are'} only mentioned: the team does not hold "
                      f"{'it' if len(cone.not_held) == 1 else 'them'}", named(names[node] for node in cone.not_held),
                      "Obtain the item itself, with its provenance.")  # fmt: skip
        if cone.pending:
            yield gap("challenged-material", f"{count_of(cone.pending, 'item', 'items')} behind {what} "
                      f"{'is' if len(cone.pending) == 1 else 'are'} challenged or disputed", named(names[node] for node in cone.pending),
                      "Obtain the ruling or the verification.")  # fmt: skip
        if cone.restricted:
            yield gap("restricted", f"{count_of(cone.restricted, 'item', 'items')} behind {what} may serve only as a lead",
                      named(names[node] for node in cone.restricted), "Ask the provider to lift the restriction, or find the fact elsewhere.")  # fmt: skip

    def _placed_nowhere(self, row: Row, element: Element, what: str) -> Iterable[Gap]:
        claim = self.graph.claims[row.claim].claim.id
        found = self.unassigned.get((claim, element.same_as or element.address), ())
        if not found:
            return
        choice = [one for one in found if one.reason != "outside-group"]
        outside = [one for one in found if one.reason == "outside-group"]
        if choice:
            ids = named(self.graph.links.evidence(self.graph.case, one.link).id for one in choice)
            missing = ", ".join(dict.fromkeys(key for one in choice for key in one.missing))
            yield gap("unassigned", f"{count_of(choice, 'link', 'links')} to {what} could belong to more than one place or to none here and "
                      f"{'counts' if len(choice) == 1 else 'count'} nowhere", ids,
                      f"State {missing or 'claim, event or person'} on the link.")  # fmt: skip
        if outside:
            ids = named(self.graph.links.evidence(self.graph.case, one.link).id for one in outside)
            yield gap("outside-group", f"{count_of(outside, 'link', 'links')} to {what} "
                      f"{'speaks' if len(outside) == 1 else 'speak'} of victims of another group", ids,
                      "Claim that group too, or find evidence about this one.")  # fmt: skip


STATUS_KINDS: Final = frozenset({
    "unsupported", "support-defeated", "asserted", "below-standard", "contested", "awaiting-assessment", "single-line",
})  # fmt: skip


def gap(kind: str, message: str, because: Iterable[str], next_step: str) -> Gap:
    """Make a gap, with the source of its kind."""
    return Gap(kind=kind, message=message, because=named(because), next=next_step.strip(), source=SOURCES[kind])


def phrase(element: Element) -> str:
    """Return an element's statement for use inside a sentence, shortened."""
    text = element.full_statement().rstrip(".")
    return text if len(text) <= 160 else text[:157].rsplit(" ", 1)[0] + " ..."  # noqa: PLR2004 - two lines of a terminal


def scope_words(row: Row) -> str:
    """Say which incident, person or context a row is about."""
    words = []
    if row.event is not None:
        words.append(f"in {row.event}")
    if row.holder == "perpetrators":
        words.append("for the direct perpetrators")
    elif row.person is not None:
        words.append(f"for {row.person}")
    if row.context is not None:
        words.append(f"in the context {row.context}")
    return " (" + ", ".join(words) + ")" if words else ""


def lead_words(element: Element) -> str:
    """Say what kinds of evidence courts and practitioners use for an element."""
    if not element.means:
        return ""
    return "Means of proof: " + "; ".join(means.rstrip(".") for means in element.means) + "."


def claim_gaps(evaluation: Evaluation, claim: int, crime: int, modes: Mapping[str, int], stage: int) -> tuple[Gap, ...]:
    """
    Find the gaps of a claim as a whole: no mode of liability named, or nothing that links the accused to the crime.

    Args:
        crime: Result of the crime's elements.
        modes: Result of each mode's elements.
    """
    law = evaluation.graph.claims[claim]
    if not law.modes:
        return (gap("no-mode", f"{law.claim.id} names no mode of liability: nothing says how a person answers for the crime", (),
                    "Name one or more modes, in the alternative (arts. 25(3) and 28)."),)  # fmt: skip
    if crime == MET and max(modes.values(), default=NOT_MET) < MET:
        best = max(modes, key=lambda name: modes[name])
        return (gap("no-linkage", f"the crime of {law.claim.id} reaches {evaluation.policy.stages[stage].standard}, but no mode of liability does "
                    f"(nearest: {best})", (), "Look for evidence that links the accused to the conduct."),)  # fmt: skip
    return ()


def worst(results: Iterable[int]) -> int:
    """Return the worst of results; met where there are none."""
    return min(results, default=MET)


def is_open(result: int) -> bool:
    """Tell whether a result depends on something that a person has not yet decided or disclosed."""
    return result == OPEN


def grade_level(grade: str) -> int:
    """Return a grade's place on the scale, from 0."""
    return LEVEL[grade]


def rows_by_element(graph: Graph, claim: int) -> dict[tuple[str | None, str], list[int]]:
    """Return the positions of a claim's rows by mode and element address, in official order."""
    out: dict[tuple[str | None, str], list[int]] = {}
    for number, row in enumerate(graph.rows):
        if row.claim == claim:
            out.setdefault((row.mode, row.element.address), []).append(number)
    return out
