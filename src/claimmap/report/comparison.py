"""A comparison in words: what opened, closed, got better or worse, and why."""

from collections.abc import Iterable
from typing import Final

from claimmap.report.compared import (
    ClaimComparison,
    Comparison,
    ElementComparison,
    InputChange,
    ResultChange,
    SideFacts,
)
from claimmap.report.whatif import Block, Document, Grid, Section, lines
from claimmap.report.wording import RESULT_WORDS, STANDARD_WORDS, lines_words

CAUTION: Final = (
    "Results are working thresholds under the named policy, not findings. Where a cause is named it was tried on a copy: with these changes "
    "alone (and what the items derive from) the earlier state gives the later result, and with any of them left out it does not."
)
MOST: Final = 12
KINDS: Final = {"case": "case", "report": "saved report", "revision": "revision", "filing": "filing"}


def document(value: Comparison) -> Document:
    """Word a comparison."""
    caution = CAUTION if value.inputs is not None else ""
    sections = [Section(heading="Claims", level=2, blocks=(overview(value),))]
    for claim in value.claims:
        if claim.changed:
            sections += claim_sections(claim, value.standard)
    if value.inputs is not None:
        sections.append(Section(heading="What was added, removed or changed", level=2, blocks=inputs(value.inputs)))
    facts = [side_words("Before", value.before), side_words("After", value.after)]
    facts.append(f"Gaps and status are shown at {STANDARD_WORDS[value.standard]}; results at all four standards.")
    facts += [one[:1].upper() + one[1:] + "." for one in (*value.law, *value.policy)]
    facts += [f"{one}." for one in value.notes]  # they begin with the id of a filing
    if not value.law:
        facts.append(f"The law is the same: {value.after.law.get('id')} {value.after.law.get('version')}.")
    if not value.policy:
        facts.append(f"The policy is the same: {value.after.policy.get('id')} (sha256 {str(value.after.policy.get('sha256'))[:12]}).")
    if value.truncated:
        facts.append("The causes of some results were not traced: too many changes for one comparison.")
    return Document(title=f"Comparison of {value.before.case}", facts=tuple(facts), caution=caution, sections=tuple(sections))


def side_words(name: str, side: SideFacts) -> str:
    """Say what a side is."""
    revision = f" ({side.revision[:12]})" if side.revision else ""
    items = "" if side.items is None else f", {side.items} item{'' if side.items == 1 else 's'} with links"
    return f"{name}: {KINDS[side.kind]} {side.name}{revision}, as of {side.as_of}{items}."


def overview(value: Comparison) -> Block:
    """Return the table of claims: what each gained and lost."""
    rows = []
    for claim in value.claims:
        better, worse = counts(claim)
        opened = sum(gap.what == "opened" for one in (claim.whole, *claim.elements) for gap in one.gaps)
        closed = sum(gap.what == "closed" for one in (claim.whole, *claim.elements) for gap in one.gaps)
        presence = {"both": "", "added": "new", "removed": "gone"}[claim.presence]
        rows.append((claim.id, presence or ("changed" if claim.changed else "same"), str(better), str(worse), str(opened), str(closed)))
    head = ("claim", "what", "results better", "results worse", "gaps opened", "gaps closed")
    return Grid(caption="Claims, results at all standards", head=head, rows=tuple(rows)) if rows else "There is no claim on either side."


def counts(claim: ClaimComparison) -> tuple[int, int]:
    """Count a claim's results that got better and worse, its elements' among them."""
    found = [one.direction for element in (claim.whole, *claim.elements) for one in element.results]
    return found.count("better"), found.count("worse")


def claim_sections(claim: ClaimComparison, standard: str) -> list[Section]:
    """Return the sections of one claim."""
    if claim.presence != "both":
        words = "The claim is new." if claim.presence == "added" else "The claim is gone."
        return [Section(heading=f"Claim {claim.id}", level=2, blocks=(words,))]
    blocks: list[Block] = []
    if claim.whole.results:
        blocks.append(lines(*(result_line(one) for one in claim.whole.results)))
    if claim.whole.gaps:
        blocks.append(lines(*(f"{one.what}: {one.kind}: {one.message}" for one in claim.whole.gaps)))
    if claim.unchanged:
        blocks.append(f"{claim.unchanged} element{' is' if claim.unchanged == 1 else 's are'} as before.")
    out = [Section(heading=f"Claim {claim.id}", level=2, blocks=tuple(blocks))]
    out += [element_section(claim, one, standard) for one in claim.elements]
    return out


def element_section(claim: ClaimComparison, one: ElementComparison, standard: str) -> Section:
    """Return the section of one element."""
    name = " ".join(part for part in (one.address, one.part) if part)
    heading = f"{claim.id}: {name}" + (f" (mode {one.mode})" if one.mode and one.mode not in str(one.address) else "")
    if one.presence != "both":
        words = "The law or the modes named ask for it now." if one.presence == "added" else "It is no longer asked for."
        return Section(heading=heading, level=3, blocks=(words,))
    blocks: list[Block] = []
    if one.results:
        blocks.append(lines(*(result_line(found) for found in one.results)))
    said = []
    if one.status[0] != one.status[1]:
        said.append(f"status at {STANDARD_WORDS[standard]}: {one.status[0]} -> {one.status[1]}")
    if one.lines[0] != one.lines[1]:
        said.append(f"independent lines for it: {span(one.lines[0])} -> {span(one.lines[1])}")
    said += [f"gap {found.what}: {found.kind}: {found.message}" for found in one.gaps]
    if said:
        blocks.append(lines(*said))
    if one.touched:
        blocks.append("Changes to what stands behind it: " + "; ".join(one.touched[:MOST]) + more(one.touched) + ".")
    return Section(heading=heading, level=3, blocks=tuple(blocks))


def span(bounds: tuple[int, ...] | None) -> str:
    """Say a number of lines."""
    return "-" if bounds is None or len(bounds) != 2 else lines_words((bounds[0], bounds[1]))


def more(values: tuple[object, ...]) -> str:
    """Say how many are left out."""
    return f" and {len(values) - MOST} more" if len(values) > MOST else ""


def result_line(one: ResultChange) -> tuple[str, tuple[str, ...]]:
    """Say a result that changed, with its cause under it."""
    words = f"{one.direction} at {STANDARD_WORDS[one.standard]}: {RESULT_WORDS[one.before]} -> {RESULT_WORDS[one.after]}"
    if not one.because:
        return words, ()
    return words, ("because: " + "; ".join(cause.words for cause in one.because[:MOST]) + more(one.because) + " (tried on a copy)",)


def inputs(found: Iterable[InputChange]) -> tuple[Block, ...]:
    """Return the list of what differs, in the order of the case."""
    entries = [one.words + ("" if one.weighs else " (no result rests on it)") for one in found]
    return (lines(*entries),) if entries else ("Nothing.",)
