"""The gap report as static HTML for a notebook, without scripts."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

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
    wants_means,
)

CELL: Final = "text-align:left;vertical-align:top"


def cell(text: str) -> str:
    """Escape text from a case file for HTML."""
    return escape(printable(text))


def table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Return a table with real headers; cells are escaped here."""
    yield f'<table><caption style="text-align:left">{cell(caption)}</caption><thead><tr>'
    yield "".join(f'<th scope="col" style="{CELL}">{cell(one)}</th>' for one in head)
    yield "</tr></thead><tbody>"
    for first, *rest in rows:
        yield f'<tr><th scope="row" style="{CELL}">{cell(first)}</th>'
        yield "".join(f'<td style="{CELL}">{cell(one)}</td>' for one in rest) + "</tr>"
    yield "</tbody></table>"


def gap_list(element: ElementReport) -> Iterator[str]:
    """Return an element's evidence and gaps as a list."""
    yield f"<p><em>{cell(element.statement)}</em></p><ul>"
    for line in evidence_lines(element):
        yield f"<li>{cell(line)}</li>"
    for gap, others in grouped_gaps(element):
        step = next_words(element, gap)
        yield f"<li><strong>{cell(gap.kind)}</strong>: {cell(gap_words(gap) + also_words(others))}" + (f"<br>Next: {cell(step)}" if step else "") + "</li>"
    if wants_means(element):
        yield "<li>Means of proof:<ul>" + "".join(f"<li>{cell(means)}</li>" for means in element.means) + "</ul></li>"
    yield "</ul>"


def claim_html(claim: ClaimReport) -> Iterator[str]:
    """Return one claim as a block that opens and closes without a script."""
    yield f"<details><summary><strong>{cell(claim.id)}</strong>: {cell(claim.title)}</summary>"
    yield "<p>" + "<br>".join(cell(line) for line in claim_facts(claim)) + "</p>"
    yield from table(
        f"Elements of {claim.id}",
        ["element", "status", "lines for", "lines against", "result"],
        [
            [one.address, one.status_words if one.asked else "not asked", lines_words(one.lines_for), lines_words(one.lines_against),
             RESULT_WORDS[one.result]]
            for one in claim.elements
        ],
    )  # fmt: skip
    if claim.gaps:
        yield "<ul>" + "".join(f"<li><strong>{cell(gap.kind)}</strong>: {cell(gap_words(gap))} {cell(gap.next)}</li>" for gap in claim.gaps) + "</ul>"
    if claim.conditions:
        yield from table(CONDITIONS_TITLE, ["condition", "status", "lines for", "lines against", "result"], condition_cells(claim))
    for one in claim.elements:
        yield f"<details><summary>{cell(one.address)}: {cell(one.status_words)}</summary>"
        if one.scope == "context":
            yield f"<p>{cell(contextual_words(claim, one))}.</p>"
        else:
            yield from gap_list(one)
        yield "</details>"
    yield "</details>"


def to_html(report: Report) -> str:
    """Return the report as a static fragment of HTML."""
    out = [f"<div><h2>{cell(report.title)}</h2><p>" + "<br>".join(cell(line) for line in head_lines(report)) + "</p>"]
    out.append(f"<p><small>{cell(CAUTION)}</small></p>")
    out += table(
        "Claims by standard of proof",
        ["claim", "crime", *(STANDARD_WORDS[one] for one in report.standards), "gaps"],
        [[claim.id, claim.crime, *(RESULT_WORDS[claim.results[one]] for one in report.standards), str(counted_gaps(claim))] for claim in report.claims],
    )
    for claim in report.claims:
        out += claim_html(claim)
    if report.shared:
        out.append("<details><summary><strong>Contextual elements, once for each context</strong></summary>")
        for shared in report.shared:
            where = f" in the context {shared.context}" if shared.context else ""
            out.append(f"<h4>{cell(shared.address + where)}</h4><p>On it rest: {cell(', '.join(shared.claims))}.</p>")
            out += gap_list(shared.element)
        out.append("</details>")
    loose = loose_words(report)
    if loose:
        out.append("<details><summary>Links that count nowhere until somebody decides</summary><ul>")
        out += [f"<li>{cell(line)}</li>" for line in loose]
        out.append("</ul></details>")
    if report.unused:
        out.append(f"<p>Evidence that no link uses: {cell(', '.join(report.unused))}</p>")
    return "".join(out) + "</div>"
