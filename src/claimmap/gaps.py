"""
What is missing for each element, why, and what would close it: plain values.

A gap is a finding, not an error, and never a judgment on the claim.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, Literal, final

from attrs import evolve, frozen

from claimmap.dates import When
from claimmap.evaluation import MET, NOT_MET, Evaluation, RowResult, UnitResult, assessed, result_of
from claimmap.grading import is_lead_only, item_grade, out_of_period, source_grade
from claimmap.graph import Graph, Row, Unassigned
from claimmap.law import Element
from claimmap.lock import RULE as REVIEW
from claimmap.lock import stale
from claimmap.policy import Stage
from claimmap.precedents import words_of

if TYPE_CHECKING:
    from claimmap.jurisdiction.answer import ClaimJurisdiction

Status = Literal[
    "meets", "unsupported", "support-defeated", "asserted", "contested", "awaiting-assessment", "single-line", "below-standard",
]  # fmt: skip
KINDS: Final = (
    "unsupported", "support-defeated", "asserted", "below-standard", "single-line", "contested", "awaiting-assessment",
    "no-mode", "no-linkage", "unassigned", "contradicted", "alternative-open", "undisclosed-origin", "anonymous-only",
    "indirect-only", "one-party-only", "unassessed", "not-held", "challenged-material", "restricted", "out-of-period",
    "outside-group", "no-exonerating-search", "override",
    "no-jurisdiction", "jurisdiction-undecided", "jurisdiction-contested", "no-trigger",
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
    "no-jurisdiction": "Rome Statute, arts. 5, 11 to 15 ter, 25(1) and 26",
    "jurisdiction-undecided": "Rome Statute, arts. 11 and 12",
    "jurisdiction-contested": "Rome Statute, arts. 19(1) and 21",
    "no-trigger": "Rome Statute, arts. 13 to 15",
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
        precedents: Counts of decided cases that failed on the same element.
        where: The incident, person or context it is about, as words; empty for the whole claim.
    """

    kind: str
    message: str
    because: tuple[str, ...] = ()
    next: str = ""
    source: str = ""
    precedents: tuple[str, ...] = ()
    where: str = ""


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
class _Tally:
    """
    Counts, for many rows at once, the nodes of one kind that stand behind each, and keeps the first names.

    Rows are bits of a mask; counters are kept by binary digit, so that adding a node costs two operations however many
    rows it stands behind. Nodes must be added in the order of their names.
    """

    def __init__(self) -> None:
        self._digits: list[int] = []
        self._wanting = -1
        self._names: dict[int, list[str]] = {}

    def add(self, mask: int, name: str) -> None:
        """Count a node for every row in the mask."""
        carry, place = mask, 0
        while carry:
            if place == len(self._digits):
                self._digits.append(0)
            self._digits[place], carry = self._digits[place] ^ carry, self._digits[place] & carry
            place += 1
        wanted = mask & self._wanting
        while wanted:
            bit = wanted & -wanted
            wanted ^= bit
            names = self._names.setdefault(bit.bit_length() - 1, [])
            names.append(name)
            if len(names) == MOST_NAMED:
                self._wanting &= ~bit

    def of(self, row: int) -> "Counted":
        """Return what stands behind a row."""
        count = sum(((digit >> row) & 1) << place for place, digit in enumerate(self._digits))
        return Counted(count=count, names=tuple(self._names.get(row, ())))


@final
@frozen(kw_only=True)
class Counted:
    """A number of nodes and the first names among them; false where there are none."""

    count: int
    names: tuple[str, ...]

    def __bool__(self) -> bool:
        return self.count > 0

    def words(self, one: str, many: str) -> str:
        """Say how many: `1 item`, `3 items`."""
        return f"{self.count} {one if self.count == 1 else many}"

    def verb(self, one: str, many: str) -> str:
        """Choose the verb that agrees."""
        return one if self.count == 1 else many


@final
@frozen(kw_only=True, eq=False)
class _Cone:
    """What stands behind the supporting links of a row."""

    origins: int
    undisclosed: Counted
    unassessed: Counted
    pending: Counted
    not_held: Counted
    restricted: Counted
    parties: frozenset[str | None]


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
    if not assessed(row, rule.standard, unit.unit.limb):
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
        self.as_of = When.parse(self.graph.case.as_of.isoformat())
        self.distance, self.named_path = self._paths()
        self.same, self.cones = self._cones()
        self.ids: dict[tuple[int, bool], tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self.unassigned = self._unassigned()
        self.stale = stale(self.graph.case, self.graph.law)

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

    def _cones(self) -> tuple[list[int], list[_Cone]]:
        """Gather what stands behind the supporting items of every row; rows with the same links get one number."""
        graph, nodes = self.graph, self.graph.provenance
        bits: list[int] = []
        groups: dict[object, int] = {}
        masks: dict[int, int] = {}
        for number, row in enumerate(graph.rows):
            shared = row.element.scope == "context"
            same = (row.element.key, row.context, _frozen(row.pro), _frozen(row.con)) if shared else number
            bits.append(groups.setdefault(same, len(groups)))
            bit = 1 << bits[-1]
            for positions in row.pro.values():
                for position in positions:
                    node = graph.links.item[position]
                    masks[node] = masks.get(node, 0) | bit
        for node in reversed(nodes.order):
            mask = masks.get(node)
            if mask:
                for parent in nodes.parents[node]:
                    masks[parent] = masks.get(parent, 0) | mask
        tallies = {kind: _Tally() for kind in ("origins", "undisclosed", "unassessed", "pending", "not_held", "restricted")}
        parties: dict[str | None, int] = {}
        for node in sorted(masks, key=nodes.names.__getitem__):
            for kind in self._kinds(node):
                tallies[kind].add(masks[node], nodes.names[node])
                if kind == "origins":
                    source = nodes.sources[node]
                    party = source.party if source is not None else None
                    parties[party] = parties.get(party, 0) | masks[node]
        cones = [
            _Cone(
                origins=tallies["origins"].of(bit).count, parties=frozenset(party for party, mask in parties.items() if mask >> bit & 1),
                **{kind: tally.of(bit) for kind, tally in tallies.items() if kind != "origins"},
            )
            for bit in range(len(groups))
        ]  # fmt: skip
        return bits, [cones[bit] for bit in bits]

    def _kinds(self, node: int) -> list[str]:
        """Say what a node is that a gap may rest on."""
        graph, nodes = self.graph, self.graph.provenance
        item, source = nodes.items[node], nodes.sources[node]
        kinds: list[str] = []
        if not nodes.parents[node]:
            kinds.append("origins")
            if nodes.undisclosed[node]:
                kinds.append("undisclosed")
        if item is not None and not graph.conclusions[node]:
            if item_grade(item, self.evaluation.policy) is None:
                kinds.append("unassessed")
            if item.admissibility.status == "challenged" or item.verification == "disputed":
                kinds.append("pending")
            if not item.held:
                kinds.append("not_held")
            if item.restrictions and is_lead_only(item, self.as_of):
                kinds.append("restricted")
        elif source is not None and source_grade(source, self.evaluation.policy) is None:
            kinds.append("unassessed")
        return kinds

    def _unassigned(self) -> dict[tuple[str, str], list[Unassigned]]:
        """Unassigned links by claim and by each address under which the element may be asked for."""
        out: dict[tuple[str, str], list[Unassigned]] = {}
        for one in self.graph.unassigned:
            if not one.claims:
                continue
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
        items, pointers = self._ids(number, row.pro, against=False)
        against, _ = self._ids(number, row.con, against=True)
        points: tuple[str, ...] = ()
        if profile.pro[0][1] == 1:
            nodes = self.graph.provenance
            found_points = self.upper.single_points(self.graph, unit.unit.pro)
            points = tuple(nodes.names[node] for node in found_points if nodes.items[node] or nodes.sources[node])
        gaps = [] if found.settled else list(self._gaps(found, unit, status, cone, items, pointers, against, points))
        gaps.sort(key=lambda gap: KINDS.index(gap.kind))
        if any(gap.kind in FAILED_BEFORE for gap in gaps):
            gaps = [self._remembered(gap, row.element) if gap.kind in FAILED_BEFORE else gap for gap in gaps]
        where = scope_words(row).strip(" ()")
        gaps = [evolve(gap, where=where) for gap in gaps] if where else gaps
        flags = tuple(dict.fromkeys(gap.kind for gap in gaps if gap.kind not in STATUS_KINDS or gap.kind == "single-line"))
        if (row.element.same_as or row.element.address) in self.stale:
            flags = (*flags, REVIEW)
        return RowFinding(
            row=row, status=status, result=found.results[self.stage], lines_for=profile.pro[0], lines_against=profile.con[0],
            items=items, against=against, pointers=pointers, origins=cone.origins, single_points=points, flags=flags,
            gaps=tuple(gaps),
        )  # fmt: skip

    def _ids(self, number: int, table: Mapping[str, Sequence[int]], *, against: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the ids of the items that make some links, sorted: those that may carry weight, and conclusions."""
        key = (self.same[number], against)
        if key not in self.ids:
            weightless, names, item_of = self.graph.conclusions, self.graph.provenance.names, self.graph.links.item
            found = {item_of[position] for positions in table.values() for position in positions}
            self.ids[key] = (
                tuple(sorted([names[node] for node in found if not weightless[node]])),
                tuple(sorted([names[node] for node in found if weightless[node]])),
            )
        return self.ids[key]

    def _remembered(self, gap: Gap, element: Element) -> Gap:
        """Name the counts of decided cases that failed on the same element."""
        found = self.graph.law.precedents.failures({element.address, element.same_as or element.address})
        if not found:
            return gap
        return evolve(gap, precedents=tuple(one.name for one in found), next=f"{gap.next} This has failed before: {words_of(found)}.".strip())

    def _gaps(
        self, found: RowResult, unit: UnitResult, status: Status, cone: _Cone,
        items: tuple[str, ...], pointers: tuple[str, ...], contrary: tuple[str, ...], points: tuple[str, ...],
    ) -> Iterable[Gap]:  # fmt: skip
        row, element = found.row, found.row.element
        profile = unit.profiles[self.stage]
        what = f"{element.address}{scope_words(row)}"
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
                      (*contrary, *(one.id for one in row.alternatives)), "Answer what contradicts it.")  # fmt: skip
        elif status == "awaiting-assessment":
            yield gap("awaiting-assessment", f"{what} has the lines that {standard} asks for, but nobody has recorded a judgment on the whole", items,
                      "Weigh the evidence as a whole, for and against, and record an assessment with reasons.")  # fmt: skip
        if profile.pro[0][1] == 1 and items:
            chain = " -> ".join(points) if points else "one item"
            yield gap("single-line", f"all support for {what} rests on one line: {chain}", points,
                      "Look for a source that does not derive from it. " + leads)  # fmt: skip
        if profile.con[0][1] >= 1:
            yield gap("contradicted", f"{count_of(contrary, 'item speaks', 'items speak')} against {what}", contrary,
                      "Test the contradiction on its merits; it needs no standard of its own.")  # fmt: skip
        yield from self._alternatives(row, unit, what)
        if cone.undisclosed:
            yield gap("undisclosed-origin", f"{cone.undisclosed.words('origin', 'origins')} behind the support for {what} "
                      f"{cone.undisclosed.verb('is', 'are')} undisclosed, so lines may coincide", cone.undisclosed.names, "Identify the origins, or record why they stay withheld.")  # fmt: skip
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
        yield from self._material(cone, what)
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
                yield gap("override", f"an assessment by {one.by} finds {what} {one.finds}, which the policy's result does not share", (), "Read both reasons.")

    def _alternatives(self, row: Row, unit: UnitResult, what: str) -> Iterable[Gap]:
        excluded = unit.profiles[self.stage].excluded
        for one, lines in zip(row.alternatives, excluded, strict=True):
            if lines[0] < 1:
                yield gap("alternative-open", f"a rival explanation of {what} is not excluded: {sentence(one.text)}", (one.id,),
                          "Look for evidence that refutes or supports it.")  # fmt: skip

    def _material(self, cone: _Cone, what: str) -> Iterable[Gap]:
        if cone.unassessed:
            yield gap("unassessed", f"{cone.unassessed.words('source or item', 'sources and items')} behind {what} "
                      f"{cone.unassessed.verb('has', 'have')} no grade", cone.unassessed.names,
                      "Grade each, with reasons; F and 6 mean that it cannot be judged.")  # fmt: skip
        if cone.not_held:
            yield gap("not-held", f"{cone.not_held.words('item', 'items')} behind {what} {cone.not_held.verb('is', 'are')} only mentioned: "
                      f"the team does not hold {cone.not_held.verb('it', 'them')}", cone.not_held.names,
                      "Obtain the item itself, with its provenance.")  # fmt: skip
        if cone.pending:
            yield gap("challenged-material", f"{cone.pending.words('item', 'items')} behind {what} "
                      f"{cone.pending.verb('is', 'are')} challenged or disputed", cone.pending.names,
                      "Obtain the ruling or the verification.")  # fmt: skip
        if cone.restricted:
            yield gap("restricted", f"{cone.restricted.words('item', 'items')} behind {what} may serve only as a lead", cone.restricted.names, "Ask the provider to lift the restriction, or find the fact elsewhere.")  # fmt: skip

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


def _frozen(table: Mapping[str, Sequence[int]]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return a table of links as a value that can be compared."""
    return tuple((limb, tuple(positions)) for limb, positions in table.items())


STATUS_KINDS: Final = frozenset({
    "unsupported", "support-defeated", "asserted", "below-standard", "contested", "awaiting-assessment", "single-line",
})  # fmt: skip


FAILED_BEFORE: Final = frozenset({"unsupported", "contested", "below-standard"})
"""Kinds of gap that name the decided cases in which the same element failed."""


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
    if row.part is not None:
        words.append(f"part {row.part}")
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
        return (gap("no-mode", f"the claim {law.claim.id} names no mode of liability: nothing says how a person answers for the crime", (),
                    "Name one or more modes, in the alternative (arts. 25(3) and 28)."),)  # fmt: skip
    if crime == MET and max(modes.values(), default=NOT_MET) < MET:
        best = max(modes, key=lambda name: modes[name])
        return (gap("no-linkage", f"the crime of {law.claim.id} reaches {evaluation.policy.stages[stage].standard}, but no mode of liability does "
                    f"(nearest: {best})", (), "Look for evidence that links the accused to the conduct."),)  # fmt: skip
    return ()


def rows_by_element(graph: Graph, claim: int) -> dict[tuple[str | None, str], list[int]]:
    """Return the positions of a claim's rows by mode and element address, in official order."""
    out: dict[tuple[str | None, str], list[int]] = {}
    for number, row in enumerate(graph.rows):
        if row.claim == claim and row.element.part != "jurisdiction":
            out.setdefault((row.mode, row.element.address), []).append(number)
    return out


def condition_rows(graph: Graph, claim: int) -> list[int]:
    """Return the positions of a claim's rows about conditions of jurisdiction."""
    return [number for number, row in enumerate(graph.rows) if row.claim == claim and row.element.part == "jurisdiction"]


def jurisdiction_gaps(answer: "ClaimJurisdiction") -> tuple[Gap, ...]:
    """Say what stands between a claim and the Court's jurisdiction: what fails, what is unknown, what is contested."""
    out = [
        gap("no-jurisdiction", f"on the facts as alleged the Court lacks jurisdiction over {answer.id}: {one.article}: {sentence(one.because)}", (),
            "Look at the neighbouring crimes and the other ways in that `claimmap jurisdiction` lists.")
        for one in answer.fails
    ]  # fmt: skip
    if answer.outcome == "unknown":
        sets = ["; and ".join(one) for one in answer.needs]
        out.append(gap("jurisdiction-undecided", f"whether the Court has jurisdiction over {answer.id} is undecided", (),
                       "Any one of these would settle it: " + " / ".join(sets) if sets else "See the views on the point of law."))  # fmt: skip
    if answer.contested:
        points = dict.fromkeys(view.point for view in answer.views)
        out.append(gap("jurisdiction-contested", f"jurisdiction over {answer.id} turns on what is contested: {', '.join(points)}", (),
                       "Argue both views; `claimmap jurisdiction` gives them with their authority."))  # fmt: skip
    if answer.exercise in ("available", "defective"):
        words = "no trigger is listed" if answer.exercise == "available" else "no trigger listed carries it"
        out.append(gap("no-trigger", f"jurisdiction over {answer.id} could be exercised, but {words}", (),
                       "A referral, a resolution of the Security Council or an investigation under article 15 would be needed."))  # fmt: skip
    return tuple(out)


def sentence(text: str) -> str:
    """Take the full stop off a sentence, to go on with it."""
    return text.rstrip(".")
