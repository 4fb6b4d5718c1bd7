"""The gap report for a terminal, readable at 80 columns."""

import io
from collections.abc import Iterable
from typing import Final, TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

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

NARROWEST: Final = 74
"""Columns below which a table would lose the words of its last ones; a narrower terminal breaks the lines itself."""

COLOURS: Final = {"met": "green", "open": "yellow", "not-met": "red"}


def safe(text: str, style: str = "") -> Text:
    """Make text from a case file safe to show: never markup, never control characters."""
    return Text(printable(text), style=style)


def result_cell(result: str) -> Text:
    """Show a result by its word; colour only repeats it."""
    return Text(RESULT_WORDS[result], style=COLOURS[result])


def summary_table(report: Report) -> Table:
    """Return the table of claims by standards."""
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), expand=False)
    table.add_column("Claim and crime", overflow="fold", min_width=22)
    for standard in report.standards:
        table.add_column(STANDARD_WORDS[standard], min_width=11, max_width=11, header_style="bold")
    table.add_column("Gaps", justify="right")
    for claim in report.claims:
        name = safe(claim.id)
        name.append(f"\n  {printable(claim.crime)}", style="dim")
        table.add_row(name, *[result_cell(claim.results[standard]) for standard in report.standards], str(counted_gaps(claim)))
    return table


def element_table(elements: Iterable[ElementReport]) -> Table:
    """Return the table of a claim's elements."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), expand=False)
    table.add_column("Element", overflow="fold", max_width=33)
    table.add_column("Status", overflow="fold", max_width=24)
    table.add_column("For", justify="right", no_wrap=True)
    table.add_column("Ag.", justify="right", no_wrap=True)
    table.add_column("Result", no_wrap=True)
    for one in elements:
        table.add_row(
            safe(one.address), safe(one.status_words if one.asked else "not asked"), lines_words(one.lines_for),
            lines_words(one.lines_against), result_cell(one.result),
        )  # fmt: skip
    return table


def conditions_table(claim: ClaimReport) -> Table:
    """Return the table of what is to be proved for jurisdiction."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), expand=False)
    table.add_column("Condition", overflow="fold", max_width=36)
    table.add_column("Status", overflow="fold", max_width=22)
    table.add_column("For", justify="right", no_wrap=True)
    table.add_column("Ag.", justify="right", no_wrap=True)
    table.add_column("Result", no_wrap=True)
    for row in condition_cells(claim):
        table.add_row(*[safe(cell) for cell in row])
    return table


def element_block(element: ElementReport) -> Iterable[RenderableType]:
    """Show one element with its evidence and gaps."""
    head = Text(no_wrap=False)
    head.append(printable(element.address), style="bold")
    if element.same_as and element.same_as != element.address:
        head.append(f" = {element.same_as}")
    head.append(f"  {element.status_words}", style=COLOURS[element.result])
    yield head
    yield Padding(safe(element.statement, "italic"), (0, 0, 0, 2))
    for line in evidence_lines(element):
        yield Padding(safe(line), (0, 0, 0, 2))
    if not element.asked:
        yield Padding(safe(unasked_words(element)), (0, 0, 0, 2))
    for gap, others in grouped_gaps(element):
        entry = Text("- ", style="")
        entry.append(f"{gap.kind}: ", style="bold")
        entry.append(printable(gap_words(gap) + also_words(others)))
        yield Padding(entry, (0, 0, 0, 2))
        step = next_words(element, gap)
        if step:
            yield Padding(safe("Next: " + step, "dim"), (0, 0, 0, 4))
    if wants_means(element):
        yield Padding(Text("Means of proof:", style="dim"), (0, 0, 0, 2))
        for means in element.means:
            yield Padding(safe("* " + means, "dim"), (0, 0, 0, 4))
    yield Text("")


def claim_block(claim: ClaimReport) -> Iterable[RenderableType]:
    """Show one claim."""
    yield Text("")
    yield safe(f"{claim.id}: {claim.title}", "bold underline")
    for line in claim_facts(claim):
        yield safe(line)
    if claim.note:
        yield safe(claim.note, "italic")
    yield element_table(claim.elements)
    for gap in claim.gaps:
        entry = Text("- ")
        entry.append(f"{gap.kind}: ", style="bold")
        entry.append(printable(f"{gap_words(gap)} {gap.next}"))
        yield entry
    if claim.gaps:
        yield Text("")
    if claim.conditions:
        yield safe(CONDITIONS_TITLE, "bold")
        yield conditions_table(claim)
    for one in claim.elements:
        if one.scope == "context":
            yield safe(f"{one.address}  {contextual_words(claim, one)}")
            yield Text("")
        else:
            yield from element_block(one)


def blocks(report: Report) -> Iterable[RenderableType]:
    """Return everything the report shows, in order."""
    yield safe(report.title, "bold")
    for line in head_lines(report):
        yield safe(line)
    yield safe(CAUTION, "dim")
    yield summary_table(report)
    for claim in report.claims:
        yield from claim_block(claim)
    if report.shared:
        yield Text("Contextual elements, once for each context", style="bold underline")
        yield Text("")
        for shared in report.shared:
            where = f" in the context {shared.context}" if shared.context else ""
            yield safe(f"{shared.address}{where}, on which rest: {', '.join(shared.claims)}", "bold")
            yield from element_block(shared.element)
    loose = loose_words(report)
    if loose:
        yield Text("Links that count nowhere until somebody decides", style="bold underline")
        for line in loose:
            yield safe("- " + line)
        yield Text("")
    if report.unused:
        yield Text("Evidence that no link uses", style="bold underline")
        yield safe(", ".join(report.unused))


def write_text(report: Report, stream: TextIO, *, width: int | None = None, colour: bool | None = None) -> None:
    """Write the report to a stream.

    Args:
        width: Columns; the terminal's own if left out, 80 where there is none.
        colour: None decides by the stream and `NO_COLOR`.
    """
    console = Console(
        file=stream, width=width, highlight=False, markup=False, emoji=False, soft_wrap=False,
        force_terminal=colour, no_color=None if colour is None else not colour,
    )  # fmt: skip
    if width is None:
        console.width = max(console.width, NARROWEST) if console.is_terminal else 80
    for block in blocks(report):
        console.print(block)


def to_text(report: Report, width: int = 80) -> str:
    """Return the report as plain text."""
    stream = io.StringIO()
    write_text(report, stream, width=width, colour=False)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"
