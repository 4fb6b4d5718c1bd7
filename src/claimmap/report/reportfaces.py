"""The parts of a gap report in words, for a notebook: a claim, an element, a row, a gap, a link that counts nowhere."""

from claimmap.gaps import Gap
from claimmap.report.casefaces import listed, sheet
from claimmap.report.model import CAUTION, ClaimReport, ElementReport, LooseLink, RowReport, SharedContext
from claimmap.report.whatif import Block, Document, Grid, Section, lines
from claimmap.report.wording import (
    CONDITIONS_TITLE,
    RESULT_WORDS,
    STANDARD_WORDS,
    also_words,
    claim_facts,
    condition_cells,
    counted_gaps,
    evidence_lines,
    gap_words,
    grouped_gaps,
    lines_words,
    next_words,
    unasked_words,
    wants_means,
)

HEAD = ("element", "status", "lines for", "lines against", "result", "gaps")


def claim_document(claim: ClaimReport) -> Document:
    """Word where one claim stands."""
    results = "; ".join(f"{STANDARD_WORDS[standard]}: {RESULT_WORDS[result]}" for standard, result in claim.results.items())
    blocks: list[Block] = [Grid(caption=f"Elements of {claim.id}.", head=HEAD, rows=tuple(element_cells(one) for one in claim.elements))]
    if claim.conditions:
        blocks.append(
            Grid(caption=CONDITIONS_TITLE, head=("condition", *HEAD[1:-1]), rows=tuple(tuple(one) for one in condition_cells(claim)))
        )  # fmt: skip
    if claim.gaps:
        blocks.append(gap_lines(claim.gaps))
    return Document(
        title=f"{claim.id}: {claim.title}", facts=(*claim_facts(claim), f"Gaps: {counted_gaps(claim)}", results), caution=CAUTION,
        sections=(Section(heading="", level=0, blocks=tuple(blocks)),),
    )  # fmt: skip


def element_cells(one: ElementReport) -> tuple[str, ...]:
    """Return an element as one row."""
    status = one.status_words if one.asked else unasked_words(one)
    kinds = listed(dict.fromkeys(gap.kind for gap in one.gaps))
    return (one.address, status, lines_words(one.lines_for), lines_words(one.lines_against), RESULT_WORDS[one.result], kinds)


def element_document(one: ElementReport) -> Document:
    """Word where one element stands, with its evidence by id, its rows and its gaps."""
    same = f", the same as {one.same_as}" if one.same_as and one.same_as != one.address else ""
    facts = [
        one.statement, f"Status: {one.status_words}. Result: {RESULT_WORDS[one.result]}.",
        f"Independent lines for: {lines_words(one.lines_for)}; against: {lines_words(one.lines_against)}. Items: {one.items}; origins: {one.origins}.",
        *evidence_lines(one), unasked_words(one),
    ]  # fmt: skip
    if one.single_points:
        facts.append(f"Single points: {listed(one.single_points)}")
    blocks: list[Block] = []
    if one.rows:
        blocks.append(Grid(caption="Asked for each of these.", head=ROW_HEAD, rows=tuple(row_cells(row) for row in one.rows)))
    if one.gaps:
        entries = [
            (f"{gap.kind}: {gap_words(gap)}{also_words(others)}", [f"Next: {step}"] if (step := next_words(one, gap)) else [])
            for gap, others in grouped_gaps(one)
        ]
        blocks.append(lines(*entries))
    if wants_means(one):
        blocks.append(lines(("Means of proof", one.means)))
    return Document(
        title=f"{one.address}{same}", facts=tuple(filter(None, facts)), caution="", sections=(Section(heading="", level=0, blocks=tuple(blocks)),)
    )  # fmt: skip


ROW_HEAD = ("about", "status", "result")


def about_words(row: RowReport) -> str:
    """Say which incident, person, context or part a row is about."""
    person = "the direct perpetrators" if row.holder == "perpetrators" else row.person
    said = [f"{name} {value}" for name, value in (("incident", row.event), ("person", person), ("context", row.context), ("part", row.part)) if value]
    return ", ".join(said) or "the whole claim"


def row_cells(row: RowReport) -> tuple[str, ...]:
    """Return a row as cells."""
    return (about_words(row), row.status, RESULT_WORDS[row.result])


def row_document(row: RowReport) -> Document:
    """Word one row of an element."""
    at = [(STANDARD_WORDS[standard], RESULT_WORDS[result]) for standard, result in row.results.items()]
    return sheet(f"Row on {about_words(row)}", ("status", row.status), ("result", RESULT_WORDS[row.result]), *at)


def shared_document(one: SharedContext) -> Document:
    """Word a contextual element with the claims that rest on it."""
    found = element_document(one.element)
    where = f" in the context {one.context}" if one.context else ""
    return Document(
        title=one.address + where, facts=(f"On it rest: {listed(one.claims)}.", *found.facts), caution="", sections=found.sections
    )  # fmt: skip


def gap_lines(gaps: tuple[Gap, ...]) -> Block:
    """Return gaps as a list, with their next steps."""
    return lines(*((f"{gap.kind}: {gap_words(gap)}", [f"Next: {gap.next}"] if gap.next else []) for gap in gaps))


def gap_document(gap: Gap) -> Document:
    """Word one gap."""
    return sheet(
        f"Gap: {gap.kind}", ("what", gap_words(gap)), ("where", gap.where), ("rests on", listed(gap.because)), ("next", gap.next),
        ("asked by", gap.source), ("decided counts that failed on it", listed(gap.precedents)),
    )  # fmt: skip


def loose_document(one: LooseLink) -> Document:
    """Word a link that counts nowhere."""
    return sheet(
        f"Link of {one.evidence} to {one.element}", ("counts nowhere because", one.reason), ("state", listed(one.missing)),
        ("claims that ask for it", listed(one.claims)),
    )  # fmt: skip
