"""The gap report as Markdown."""

import re
from collections.abc import Iterator, Sequence

from claimmap.problems import printable
from claimmap.report.model import CAUTION, ClaimReport, ElementReport, Report
from claimmap.report.wording import (
    CONDITIONS_TITLE,
    RESULT_WORDS,
    STANDARD_WORDS,
    also_words,
    claim_facts,
    condition_cells,
    contextual_words,
    counted_gaps,
    evidence_lines,
    gap_words,
    grouped_gaps,
    head_lines,
    lines_words,
    loose_words,
    next_words,
    unasked_words,
    wants_means,
)


def escape(text: str) -> str:
    """Make text from a case file mean itself in Markdown and HTML."""
    flat = printable(text.replace("\n", " "))
    return re.sub(r"([\\`*_{}\[\]<>#|~!])", r"\\\1", flat)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Return the lines of a table; cells are escaped already."""
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(row) + " |"


def element_lines(element: ElementReport, level: str = "####") -> Iterator[str]:
    """Return one element with its evidence and gaps."""
    same = f" = {element.same_as}" if element.same_as and element.same_as != element.address else ""
    yield f"{level} {escape(element.address + same)}: {escape(element.status_words)}"
    yield ""
    yield f"*{escape(element.statement)}*"
    yield ""
    for line in (*evidence_lines(element), *filter(None, [unasked_words(element)])):
        yield f"- {escape(line)}"
    for gap, others in grouped_gaps(element):
        step = next_words(element, gap)
        yield f"- **{gap.kind}**: {escape(gap_words(gap) + also_words(others))}" + (f" Next: {escape(step)}" if step else "")
    if wants_means(element):
        yield "- Means of proof:"
        yield from (f"  - {escape(means)}" for means in element.means)
    yield ""


def claim_lines(claim: ClaimReport) -> Iterator[str]:
    """Return one claim."""
    yield f"## {escape(claim.id)}: {escape(claim.title)}"
    yield ""
    for line in claim_facts(claim):
        yield f"- {escape(line)}"
    yield ""
    if claim.note:
        yield escape(claim.note)
        yield ""
    yield from table(
        ["element", "status", "for", "against", "result"],
        [
            [escape(one.address), escape(one.status_words if one.asked else "not asked"), lines_words(one.lines_for),
             lines_words(one.lines_against), RESULT_WORDS[one.result]]
            for one in claim.elements
        ],
    )  # fmt: skip
    yield ""
    for gap in claim.gaps:
        yield f"- **{gap.kind}**: {escape(gap_words(gap))} {escape(gap.next)}"
    if claim.gaps:
        yield ""
    if claim.conditions:
        yield f"{CONDITIONS_TITLE}:"
        yield ""
        yield from table(["condition", "status", "for", "against", "result"], [[escape(cell) for cell in row] for row in condition_cells(claim)])
        yield ""
    for one in claim.elements:
        if one.scope == "context":
            yield f"#### {escape(one.address)}"
            yield ""
            yield escape(contextual_words(claim, one)) + "."
            yield ""
        else:
            yield from element_lines(one)


def lines(report: Report) -> Iterator[str]:
    """Return the lines of the report."""
    yield f"# {escape(report.title)}"
    yield ""
    for line in head_lines(report):
        yield escape(line)
    yield ""
    yield CAUTION
    yield ""
    yield from table(
        ["claim", "crime", *(STANDARD_WORDS[one] for one in report.standards), "gaps"],
        [
            [escape(claim.id), escape(claim.crime), *(RESULT_WORDS[claim.results[one]] for one in report.standards), str(counted_gaps(claim))]
            for claim in report.claims
        ],
    )
    yield ""
    for claim in report.claims:
        yield from claim_lines(claim)
    if report.shared:
        yield "## Contextual elements, once for each context"
        yield ""
        for shared in report.shared:
            where = f" in the context {shared.context}" if shared.context else ""
            yield escape(f"{shared.address}{where}, on which rest: {', '.join(shared.claims)}") + "."
            yield ""
            yield from element_lines(shared.element, "###")
    loose = loose_words(report)
    if loose:
        yield "## Links that count nowhere until somebody decides"
        yield ""
        yield from (f"- {escape(line)}" for line in loose)
        yield ""
    if report.unused:
        yield "## Evidence that no link uses"
        yield ""
        yield escape(", ".join(report.unused))
        yield ""


def to_markdown(report: Report) -> str:
    """Return the report as Markdown, ending in one newline."""
    return "\n".join(lines(report)).rstrip("\n") + "\n"
