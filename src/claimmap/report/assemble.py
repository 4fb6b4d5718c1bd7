"""From an evaluation to the report: what was found, put in order."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from claimmap.evaluation import RESULTS, ClaimResult, Evaluation, RowResult, claim_results, evaluate
from claimmap.gaps import (
    STATUSES,
    Gap,
    GapFinder,
    RowFinding,
    claim_gaps,
    condition_rows,
    jurisdiction_gaps,
    rows_by_element,
)
from claimmap.graph import ClaimLaw, Graph
from claimmap.law import Element
from claimmap.policy import Policy
from claimmap.report.model import ClaimReport, ElementReport, LooseLink, Report, RowReport, SharedContext

if TYPE_CHECKING:
    from claimmap.jurisdiction.answer import ClaimJurisdiction


def report_of(graph: Graph, policy: Policy, standard: str) -> Report:
    """Evaluate a case and report it at a standard; raises KeyError for an unknown standard."""
    return assemble(evaluate(graph, policy), standard)


Answers = Mapping[str, "ClaimJurisdiction"]


def assemble(evaluation: Evaluation, standard: str, answers: Answers | None = None) -> Report:
    """Put an evaluation in the order of a report.

    Args:
        answers: What was worked out on jurisdiction, by claim; None leaves it out.
    """
    graph, policy = evaluation.graph, evaluation.policy
    names = tuple(stage.standard for stage in policy.stages)
    stage = names.index(standard)
    finder = GapFinder(evaluation, stage)
    results = claim_results(evaluation)
    claims = tuple(_claim(finder, claim, results[claim.index], names, stage, (answers or {}).get(claim.claim.id)) for claim in graph.claims)
    return Report(
        case=graph.case.id, title=graph.case.title, standard=standard, as_of=graph.case.as_of.isoformat(),
        law=graph.law.to_plain(), policy={"id": policy.id, "sha256": policy.sha256}, claims=claims,
        shared=_shared(claims), unassigned=_loose(graph), unused=_unused(graph), standards=names,
        item_kinds={item.id: item.kind for item in graph.case.evidence},
    )  # fmt: skip


def _by_standard(values: Sequence[int], names: Sequence[str]) -> dict[str, str]:
    return {name: RESULTS[value] for name, value in zip(names, values, strict=True)}


def _claim(
    finder: GapFinder, law: ClaimLaw, found: ClaimResult, names: Sequence[str], stage: int, answer: "ClaimJurisdiction | None"
) -> ClaimReport:
    evaluation, claim = finder.evaluation, law.claim
    elements = tuple(
        _element(finder, law, mode, numbers, names, stage, found)
        for (mode, _), numbers in rows_by_element(finder.graph, law.index).items()
    )
    modes = {name: values[stage] for name, values in found.modes.items()}
    return ClaimReport(
        id=claim.id, title=claim.title, crime=law.crime.address if law.crime else claim.crime,
        crime_title=law.crime.title if law.crime else (claim.label or ""), modes=tuple(mode.address for mode in law.modes),
        people=claim.people, events=claim.events, context=law.context, group=claim.group,
        result=RESULTS[found.results[stage]], results=_by_standard(found.results, names), best_mode=found.best_mode[stage],
        mode_results={name: RESULTS[value] for name, value in modes.items()}, elements=elements,
        gaps=claim_gaps(evaluation, law.index, found.crime[stage], modes, stage) + (jurisdiction_gaps(answer) if answer else ()),
        jurisdiction=None if answer is None else {"outcome": answer.outcome, "contested": answer.contested, "exercise": answer.exercise,
                                                  "paths": list(answer.paths)},
        conditions=tuple(_element(finder, law, None, [number], names, stage, found) for number in condition_rows(finder.graph, law.index)),
        note=claim.note,
    )  # fmt: skip


def _element(
    finder: GapFinder, law: ClaimLaw, mode: str | None, numbers: Sequence[int], names: Sequence[str], stage: int, claim: ClaimResult
) -> ElementReport:
    evaluation = finder.evaluation
    rows = [evaluation.rows[number] for number in numbers]
    findings = [finder.row(number) for number in numbers]
    element: Element = rows[0].row.element
    asked = mode is not None or element.part == "jurisdiction" or law.asked(element)
    chosen = holder_of(rows, law, claim, stage)
    counted = [place for place, one in enumerate(rows) if one.row.holder in (None, chosen)]
    worst = min(counted, key=lambda place: _badness(rows[place], findings[place], stage))
    per_standard = []
    for index in range(len(names)):
        holder = holder_of(rows, law, claim, index)
        per_standard.append(min(one.results[index] for one in rows if one.row.holder in (None, holder)))
    shown = findings[worst]
    return ElementReport(
        address=element.address, number=element.number, same_as=element.same_as, part=element.part, scope=element.scope, mode=mode,
        kind=element.kind, statement=element.full_statement(), asked=asked, status=shown.status,
        result=RESULTS[per_standard[stage]], results=_by_standard(per_standard, names),
        items=len(_union(findings, "items")), origins=max(one.origins for one in findings),
        lines_for=shown.lines_for, lines_against=max(one.lines_against for one in findings),
        single_points=shown.single_points, for_=_union(findings, "items"), against=_union(findings, "against"),
        pointers=_union(findings, "pointers"), unassigned=_unassigned(finder, law, element), settled=_settled(rows),
        rows=tuple(_row(one, finding, names, stage) for one, finding in zip(rows, findings, strict=True)),
        flags=_union(findings, "flags", keep_order=True), gaps=_gaps(findings) if asked else (), means=element.means,
    )  # fmt: skip


def _badness(found: RowResult, finding: RowFinding, stage: int) -> tuple[int, tuple[int, int], int, tuple[str, ...]]:
    """Order rows from the worst, whatever the order in which a claim lists its incidents and people."""
    row = found.row
    ids = (row.person or "", row.event or "", row.context or "", row.part or "", row.mode or "")
    return found.results[stage], finding.lines_for, STATUSES.index(finding.status), ids


def holder_of(rows: Sequence[RowResult], law: ClaimLaw, claim: ClaimResult, stage: int) -> str | None:
    """Say whose mental elements stand for the element where modes differ: those that the claim's best mode asks for.

    So a claim is always the worst of what it shows of its crime and of its best mode.
    """
    if all(one.row.holder is None for one in rows):
        return None
    best = next((mode for mode in law.modes if mode.address == claim.best_mode[stage]), None)
    wanted = "perpetrators" if best is not None and best.crime_mental == "direct-perpetrators" else "accused"
    return wanted if any(one.row.holder == wanted for one in rows) else rows[0].row.holder


def _union(findings: Sequence[RowFinding], name: str, *, keep_order: bool = False) -> tuple[str, ...]:
    found = dict.fromkeys(one for finding in findings for one in getattr(finding, name))
    return tuple(found) if keep_order else tuple(sorted(found))


def _gaps(findings: Sequence[RowFinding]) -> tuple[Gap, ...]:
    return tuple({(gap.kind, gap.message, gap.because): gap for finding in findings for gap in finding.gaps}.values())


def _settled(rows: Sequence[RowResult]) -> str | None:
    bases = [one.basis for row in rows for one in row.row.settled]
    return bases[0] if bases and all(row.settled for row in rows) else None


def _unassigned(finder: GapFinder, law: ClaimLaw, element: Element) -> tuple[str, ...]:
    found = finder.unassigned.get((law.claim.id, element.same_as or element.address), ())
    return tuple(sorted({finder.graph.links.evidence(finder.graph.case, one.link).id for one in found}))


def _row(one: RowResult, finding: RowFinding, names: Sequence[str], stage: int) -> RowReport:
    return RowReport(
        event=one.row.event, person=one.row.person, context=one.row.context, part=one.row.part, holder=one.row.holder, status=finding.status,
        result=RESULTS[one.results[stage]], results=_by_standard(one.results, names),
    )  # fmt: skip


def _shared(claims: Sequence[ClaimReport]) -> tuple[SharedContext, ...]:
    """Group contextual elements that stand alike for several claims; where links name a claim, they may stand apart."""
    grouped: dict[tuple[object, ...], list[tuple[ClaimReport, ElementReport]]] = {}
    for claim in claims:
        for one in claim.elements:
            if one.scope == "context":
                alike = (one.for_, one.against, one.pointers, one.unassigned, tuple(one.results.items()), one.status, one.flags)
                grouped.setdefault((one.same_as or one.address, claim.context, *alike), []).append((claim, one))
    return tuple(
        SharedContext(address=found[0][1].same_as or found[0][1].address, context=found[0][0].context,
                      claims=tuple(claim.id for claim, _ in found), element=found[0][1])
        for found in grouped.values()
    )  # fmt: skip


def _loose(graph: Graph) -> tuple[LooseLink, ...]:
    found = [
        LooseLink(evidence=graph.links.evidence(graph.case, one.link).id, element=one.element, reason=one.reason, missing=one.missing, claims=one.claims)
        for one in graph.unassigned
    ]
    return tuple(sorted(found, key=lambda one: (one.evidence, one.element, one.reason)))


def _unused(graph: Graph) -> tuple[str, ...]:
    nodes = graph.provenance
    used = {*graph.links.item, *(nodes.index[one.from_] for one in graph.case.challenges if one.from_ in nodes.index)}
    for node in reversed(nodes.order):
        if node in used:
            used.update(nodes.parents[node])
    return tuple(sorted(item.id for item in graph.case.evidence if nodes.index[item.id] not in used))
