"""The words that every writer of the gap report shares."""

from collections.abc import Mapping, Sequence
from typing import Final

from claimmap.gaps import Gap
from claimmap.report.model import ClaimReport, ElementReport, Report

RESULT_WORDS: Final[Mapping[str, str]] = {"met": "reached", "open": "undecided", "not-met": "not reached"}
STANDARD_WORDS: Final[Mapping[str, str]] = {
    "reasonable-basis": "reasonable basis",
    "reasonable-grounds": "reasonable grounds",
    "substantial-grounds": "substantial grounds",
    "beyond-reasonable-doubt": "beyond reasonable doubt",
}
STANDARD_ARTICLES: Final[Mapping[str, str]] = {
    "reasonable-basis": "arts. 15(3), 53(1)(a)",
    "reasonable-grounds": "art. 58(1)(a)",
    "substantial-grounds": "art. 61(5), (7)",
    "beyond-reasonable-doubt": "art. 66(3)",
}
MOST_IDS: Final = 6


def lines_words(bounds: tuple[int, int]) -> str:
    """Say a number of lines: `1`, `0-1`, `2+`."""

    def one(value: int) -> str:
        return f"{value}+" if value >= 2 else str(value)

    low, high = bounds
    return one(low) if low == high else f"{low}-{one(high)}"


def ids_words(ids: Sequence[str], most: int = MOST_IDS) -> str:
    """List ids, and say how many are left out."""
    shown = ", ".join(ids[:most])
    return shown + (f" and {len(ids) - most} more" if len(ids) > most else "")


def head_lines(report: Report) -> list[str]:
    """Return the lines that say what the report rests on."""
    return [
        f"Case {report.case}, as of {report.as_of}.",
        f"Law: {report.law['id']} {report.law['version']}. Policy: {report.policy['id']} (sha256 {report.policy['sha256'][:12]}).",
        f"Standard shown: {STANDARD_WORDS[report.standard]} ({STANDARD_ARTICLES[report.standard]}).",
    ]


def claim_facts(claim: ClaimReport) -> list[str]:
    """Return the lines that say what a claim is made of."""
    out = [f"Crime: {claim.crime} {claim.crime_title}".rstrip()]
    out.append("Modes: " + (", ".join(f"{mode} ({RESULT_WORDS[claim.mode_results[mode]]})" for mode in claim.modes) or "none named"))
    out.append("Accused: " + (", ".join(claim.people) or "none named"))
    out.append("Incidents: " + (", ".join(claim.events) or "none named"))
    if claim.context:
        out.append(f"Context: {claim.context}")
    if claim.group:
        out.append(f"Group: {claim.group}")
    if claim.jurisdiction is not None:
        contested = ", contested" if claim.jurisdiction["contested"] else ""
        paths = "; ".join(claim.jurisdiction["paths"])
        out.append(f"Jurisdiction on the facts as alleged: {claim.jurisdiction['outcome']}{contested}" + (f" ({paths})" if paths else ""))
    return out


CONDITIONS_TITLE: Final = "To be proved for jurisdiction"


def condition_cells(claim: ClaimReport) -> list[list[str]]:
    """Return one row for each condition of jurisdiction: what, status, lines for and against, result."""
    return [
        [f"{one.address} {one.rows[0].part or one.rows[0].person or ''}".strip(), one.status_words, lines_words(one.lines_for),
         lines_words(one.lines_against), RESULT_WORDS[one.result]]
        for one in claim.conditions
    ]  # fmt: skip


def contextual_words(claim: ClaimReport, element: ElementReport) -> str:
    """Say where a contextual element is shown in full."""
    context = f" in {claim.context}" if claim.context else ""
    return f"{element.same_as or element.address}{context}: see contextual elements"


def evidence_lines(element: ElementReport) -> list[str]:
    """Return the lines that name the evidence of an element."""
    out = []
    if element.for_:
        out.append("For: " + ids_words(element.for_))
    if element.against:
        out.append("Against: " + ids_words(element.against))
    if element.pointers:
        out.append("Pointers (conclusions, no weight): " + ids_words(element.pointers))
    if element.settled:
        out.append(f"Settled: {element.settled}")
    return out


def grouped_gaps(element: ElementReport) -> list[tuple[Gap, tuple[str, ...]]]:
    """Return one gap of each kind, the first, with where else the same kind stands."""
    kinds: dict[str, list[Gap]] = {}
    for gap in element.gaps:
        kinds.setdefault(gap.kind if gap.kind != "alternative-open" else f"{gap.kind} {gap.because}", []).append(gap)
    return [(found[0], tuple(dict.fromkeys(gap.where for gap in found[1:] if gap.where))) for found in kinds.values()]


def also_words(others: Sequence[str]) -> str:
    """Say where else a gap of the same kind stands."""
    return f" The same {'; '.join(others)}." if others else ""


def means_words(element: ElementReport) -> str:
    """Say what kinds of evidence are used for an element, as the gaps say it; empty where none is told."""
    if not element.means:
        return ""
    return "Means of proof: " + "; ".join(one.rstrip(".") for one in element.means) + "."


def next_words(element: ElementReport, gap: Gap) -> str:
    """Return a gap's next step without the means of proof, which are shown once for the element."""
    means = means_words(element)
    return " ".join(gap.next.replace(means, "").split()) if means else gap.next


def wants_means(element: ElementReport) -> bool:
    """Tell whether any gap of an element points to means of proof."""
    means = means_words(element)
    return bool(means) and any(means in gap.next for gap in element.gaps)


def gap_words(gap: Gap) -> str:
    """Say a gap in one sentence."""
    return gap.message[:1].upper() + gap.message[1:] + ("" if gap.message.endswith("...") else ".")


def counted_gaps(claim: ClaimReport) -> int:
    """Count a claim's gaps, its own and its elements', each kind once for an element."""
    return len(claim.gaps) + sum(len(grouped_gaps(one)) for one in claim.elements)


def unasked_words(element: ElementReport) -> str:
    """Say that the modes do not ask for an element."""
    return "not asked for by the modes named" if not element.asked else ""


def loose_words(report: Report) -> list[str]:
    """Return one line per link that counts nowhere."""
    reasons = {
        "choice": "could belong to more than one place; state {missing}",
        "no-claim": "no claim asks for it",
        "outside-group": "speaks of another group",
        "no-match": "states something that matches no claim",
    }
    return [
        f"{one.evidence} to {one.element}: " + reasons[one.reason].format(missing=", ".join(one.missing) or "where it belongs")
        for one in report.unassigned
    ]
