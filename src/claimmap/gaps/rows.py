"""Status, flags and gaps of every row at one standard."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, final

from attrs import evolve, frozen

from claimmap.dates import When
from claimmap.evaluation import MET, Evaluation, RowResult, UnitResult, assessed, result_of
from claimmap.gaps.behind import Cone, Tally
from claimmap.gaps.kinds import (
    FAILED_BEFORE,
    KINDS,
    STATUS_KINDS,
    Gap,
    Status,
    count_of,
    gap,
    lead_words,
    named,
    phrase,
    scope_words,
    sentence,
)
from claimmap.grading import is_lead_only, item_grade, out_of_period, source_grade
from claimmap.graph import Graph, Row, Unassigned
from claimmap.law import Element
from claimmap.lock import RULE as REVIEW
from claimmap.lock import stale
from claimmap.policy import Stage
from claimmap.precedents import words_of


@final
@frozen(kw_only=True)
class RowFinding:
    """What one row shows at the chosen standard.

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


def status_of(unit: UnitResult, row: Row, stage: int, rule: Stage, *, settled: bool) -> Status:
    """Choose the one word that says where a unit stands; the first that fits wins.

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


TALLIED: Final = ("origins", "undisclosed", "unassessed", "pending", "not_held", "restricted", "attacked")
"""What is counted behind the support of a row."""


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
        self.attacked = self._attacked()
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

    def _attacked(self) -> set[int]:
        """Return the nodes under a challenge that may or may not stand."""
        index, reach = self.graph.provenance.index, self.grades
        found = set()
        for challenge in self.graph.case.challenges:
            attacker = index.get(challenge.from_)
            if attacker is None or reach.reach_high[attacker] < 1 or reach.reach_low[attacker] >= 1:
                continue
            name = challenge.target if isinstance(challenge.target, str) else challenge.target.evidence
            if name in index:
                found.add(index[name])
        return found

    def _cones(self) -> tuple[list[int], list[Cone]]:
        """Gather what stands behind the supporting items of every row; rows with the same links get one number."""
        graph, nodes = self.graph, self.graph.provenance
        bits: list[int] = []
        groups: dict[object, int] = {}
        masks: dict[int, int] = {}
        for number, row in enumerate(graph.rows):
            shared = row.element.scope == "context"
            same = (row.element.key, row.context, frozen_table(row.pro), frozen_table(row.con)) if shared else number
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
        tallies = {kind: Tally() for kind in TALLIED}
        parties = self._parties(bits)
        for node in sorted(masks, key=nodes.names.__getitem__):
            for kind in self._kinds(node):
                tallies[kind].add(masks[node], nodes.names[node])
        cones = [
            Cone(
                origins=tallies["origins"].of(bit).count, parties=frozenset(party for party, mask in parties.items() if mask >> bit & 1),
                **{kind: tally.of(bit) for kind, tally in tallies.items() if kind != "origins"},
            )
            for bit in range(len(groups))
        ]  # fmt: skip
        return bits, [cones[bit] for bit in bits]

    def _parties(self, bits: Sequence[int]) -> dict[str | None, int]:
        """Return, for each side, the rows behind which an origin of that side stands on a live path."""
        graph, nodes, live = self.graph, self.graph.provenance, self.upper.depth
        if not any(source is not None and source.party not in (None, "none") for source in nodes.sources):
            return {}
        masks: dict[int, int] = {}
        for number, row in enumerate(graph.rows):
            for positions in row.pro.values():
                for position in positions:
                    node = graph.links.item[position]
                    if live[node] and self.upper.links[position] >= 1:
                        masks[node] = masks.get(node, 0) | 1 << bits[number]
        parties: dict[str | None, int] = {}
        for node in reversed(nodes.order):
            mask = masks.get(node)
            if not mask:
                continue
            for parent in nodes.parents[node]:
                if live[parent]:
                    masks[parent] = masks.get(parent, 0) | mask
            if not nodes.parents[node]:
                source = nodes.sources[node]
                party = source.party if source is not None else None
                parties[party] = parties.get(party, 0) | mask
        return parties

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
        if node in self.attacked:
            kinds.append("attacked")
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
        if self.graph.law.resolve(address).kind == "provision":
            return address
        element = self.graph.law.element(address)
        return element.same_as or element.address

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
        self, found: RowResult, unit: UnitResult, status: Status, cone: Cone,
        items: tuple[str, ...], pointers: tuple[str, ...], contrary: tuple[str, ...], points: tuple[str, ...],
    ) -> Iterable[Gap]:  # fmt: skip
        row, element = found.row, found.row.element
        profile = unit.profiles[self.stage]
        limb = f"({unit.unit.limb})" if unit.unit.limb else ""
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
            reasons = [word for word, nodes in (("ungraded", cone.unassessed), ("not held", cone.not_held), ("challenged or disputed", cone.pending), ("under a challenge that is not resolved", cone.attacked),
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
            yield gap("single-line", f"all support for {element.address}{limb}{scope_words(row)} rests on one line: {chain}", points,
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
        if live and min(self.distance[node] for node in live) >= 2:
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
                yield gap(
                    "override",
                    f"an assessment by {one.by} finds {what} {one.finds}, which the policy's result does not share",
                    (),
                    "Read both reasons.",
                )

    def _alternatives(self, row: Row, unit: UnitResult, what: str) -> Iterable[Gap]:
        excluded = unit.profiles[self.stage].excluded
        for one, lines in zip(row.alternatives, excluded, strict=True):
            if lines[0] < 1:
                yield gap("alternative-open", f"a rival explanation of {what} is not excluded: {sentence(one.text)}", (one.id,),
                          "Look for evidence that refutes or supports it.")  # fmt: skip

    def _material(self, cone: Cone, what: str) -> Iterable[Gap]:
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
            missing = ", ".join(sorted({key for one in choice for key in one.missing}))
            yield gap("unassigned", f"{count_of(choice, 'link', 'links')} to {what} could belong to more than one place or to none here and "
                      f"{'counts' if len(choice) == 1 else 'count'} nowhere", ids,
                      f"State {missing or 'claim, event or person'} on the link.")  # fmt: skip
        if outside:
            ids = named(self.graph.links.evidence(self.graph.case, one.link).id for one in outside)
            yield gap("outside-group", f"{count_of(outside, 'link', 'links')} to {what} "
                      f"{'speaks' if len(outside) == 1 else 'speak'} of victims of another group", ids,
                      "Claim that group too, or find evidence about this one.")  # fmt: skip


def frozen_table(table: Mapping[str, Sequence[int]]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return a table of links as a value that can be compared."""
    return tuple((limb, tuple(positions)) for limb, positions in table.items())


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
