"""
The gap list as issues, one by one: what is missing, for which incident, why the present items do not do.

The order and the questions follow the decision that adjourned the confirmation hearing in Gbagbo: it listed, issue by
issue and incident by incident, what the Prosecutor was asked to consider, and said why the material at hand would not do.

Source:
    ICC, Prosecutor v. Gbagbo, decision adjourning the hearing on the confirmation of charges, 3 June 2013,
    ICC-02/11-01/11-432; Rome Statute, art. 61(7)(c).
"""

from collections.abc import Iterator, Mapping
from typing import Final, final

from attrs import frozen

from claimmap.gaps import Gap
from claimmap.report.dossier import Dossier, Showing
from claimmap.report.model import ClaimReport, ElementReport, RowReport
from claimmap.report.wording import STANDARD_WORDS, gap_words

WHY_NOT: Final[Mapping[str, str]] = {
    "not-held": "the team knows of it but does not hold it",
    "unassessed": "nobody has graded it",
    "undisclosed-origin": "where it comes from is not disclosed, so it may coincide with other support",
    "challenged-material": "it is challenged or disputed, and that is not decided",
    "restricted": "it may serve only as a lead",
    "single-line": "everything that supports the element runs through it",
    "anonymous-only": "it relays people whom nobody on the team can name",
    "indirect-only": "it relays somebody else",
    "one-party-only": "it comes from one side only",
    "out-of-period": "what it shows is dated outside the incident",
    "outside-group": "it speaks of victims of another group",
    "unassigned": "it does not say to which claim, incident or person it belongs",
    "below-standard": "with what else there is, it does not reach the grade or the number of independent lines that are asked",
    "support-defeated": "it was excluded or defeated, or carries nothing",
    "asserted": "nothing about it counts yet",
}
"""Why an item does not do, by the kind of gap that rests on it."""
CONCLUDES: Final = "it states a conclusion, which carries nothing; what it rests on is not in the file"
OF_THE_WHOLE: Final = frozenset({"below-standard", "asserted", "support-defeated", "single-line", "unassigned", "outside-group"})
"""Kinds that say why items do not do and also what is missing."""


@final
@frozen(kw_only=True)
class Present:
    """An item that is offered for an element, and why it does not do."""

    showing: Showing
    why: tuple[str, ...]


@final
@frozen(kw_only=True)
class Issue:
    """
    One thing to be resolved.

    Attributes:
        number: Counted from 1 through the whole report.
        where: Incidents, people and contexts for which it is missing, in words; empty where it concerns the whole.
        asked: What the law asks.
        missing: What is missing, in sentences.
        present: Items that are offered, and why they do not do.
        contrary: Ids of items that speak against it.
        next: What the team is asked to consider.
        precedents: Counts of decided cases that failed on the same element.
    """

    number: int
    claim: str
    address: str | None
    title: str
    result: str
    where: tuple[str, ...]
    asked: str
    missing: tuple[str, ...]
    present: tuple[Present, ...]
    contrary: tuple[str, ...]
    next: tuple[str, ...]
    precedents: tuple[str, ...]


def issues(dossier: Dossier) -> tuple[Issue, ...]:
    """Return every claim and element that does not reach the standard, in the order of the report."""
    out: list[Issue] = []
    for claim in dossier.report.claims:
        if claim.gaps:
            out.append(_of_claim(claim, len(out) + 1))
        for element in (*claim.elements, *claim.conditions):
            if element.asked and element.result != "met" and element.gaps:
                out.append(_of_element(dossier, claim, element, len(out) + 1))
    return tuple(out)


def cautions(dossier: Dossier) -> Iterator[tuple[ClaimReport, ElementReport]]:
    """Give the elements that reach the standard and still carry gaps."""
    for claim in dossier.report.claims:
        for element in (*claim.elements, *claim.conditions):
            if element.asked and element.result == "met" and element.gaps:
                yield claim, element


def _of_claim(claim: ClaimReport, number: int) -> Issue:
    return Issue(
        number=number, claim=claim.id, address=None, title=claim.title, result=claim.result, where=(),
        asked=f"{claim.crime} {claim.crime_title}".strip(), missing=tuple(gap_words(gap) for gap in claim.gaps), present=(), contrary=(),
        next=_unique(gap.next for gap in claim.gaps), precedents=(),
    )  # fmt: skip


def _of_element(dossier: Dossier, claim: ClaimReport, element: ElementReport, number: int) -> Issue:
    showings = [one for one in dossier.showings(claim, element) if one.link.key == "supports"]
    reasons = _reasons(element.gaps)
    return Issue(
        number=number, claim=claim.id, address=element.address, title=f"{element.address} in {claim.id}", result=element.result,
        where=_unique(row_words(row) for row in element.rows if row.result != "met"), asked=element.statement,
        missing=tuple(gap_words(gap) for gap in element.gaps if gap.kind not in WHY_NOT or gap.kind in OF_THE_WHOLE),
        present=tuple(Present(showing=one, why=_why(one, reasons, dossier)) for one in showings), contrary=element.against,
        next=_unique(gap.next for gap in element.gaps), precedents=_unique(name for gap in element.gaps for name in gap.precedents),
    )  # fmt: skip


def _reasons(gaps: tuple[Gap, ...]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for gap in gaps:
        if gap.kind in WHY_NOT:
            for name in gap.because:
                out.setdefault(name.removeprefix("?"), []).append(gap.kind)
    return out


def _why(showing: Showing, reasons: Mapping[str, list[str]], dossier: Dossier) -> tuple[str, ...]:
    item = showing.exhibit
    if item.conclusion:
        return (CONCLUDES,)
    kinds = list(dict.fromkeys(reasons.get(item.id, ())))
    out = [WHY_NOT[kind] for kind in kinds if kind != "asserted" or len(kinds) == 1]
    for parent in item.from_:
        for kind in reasons.get(parent, ()):
            if kind == "unassessed":
                out.append(f"nobody has graded {parent}, from which it derives")
            elif kind == "undisclosed-origin":
                out.append(f"nobody on the team can name {parent}, from which it derives")
            elif kind == "single-line" and "single-line" not in kinds:
                out.append(f"it runs through {parent}, as all the other support does")
    if not out:
        out.append(f"by itself it does not reach {STANDARD_WORDS[dossier.report.standard]}")
    return tuple(dict.fromkeys(out))


def row_words(row: RowReport) -> str:
    """Say which incident, person, context or part a row is about."""
    words = []
    if row.event is not None:
        words.append(f"incident {row.event}")
    if row.holder == "perpetrators":
        words.append("the direct perpetrators")
    elif row.person is not None:
        words.append(f"accused {row.person}" if row.holder == "accused" else f"person {row.person}")
    if row.part is not None:
        words.append(f"part {row.part}")
    if row.context is not None:
        words.append(f"context {row.context}")
    return ", ".join(words)


def _unique(texts: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
