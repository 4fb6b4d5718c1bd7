"""What the document says: the charts, the order of proof, the issues, and what counts nowhere."""

import io
import itertools
from collections.abc import Iterator, Sequence

from claimmap.extras import load
from claimmap.report.dossier import Dossier
from claimmap.report.issues import Issue, cautions, issues
from claimmap.report.model import CAUTION, ClaimReport, ElementReport
from claimmap.report.packing import repacked
from claimmap.report.word.paper import Paper
from claimmap.report.word.words import address_words, by_link, evidence_words, how_words, present_words, side_words
from claimmap.report.wording import (
    RESULT_WORDS,
    STANDARD_WORDS,
    claim_facts,
    contextual_words,
    counted_gaps,
    gap_words,
    head_lines,
    lines_words,
    loose_words,
    unasked_words,
)


def to_docx(dossier: Dossier) -> bytes:
    """Return the report as the bytes of a Word document; the same report gives the same bytes.

    Raises:
        ClaimmapError: python-docx is not installed.
    """
    document = load("docx", "a Word document", "python-docx", "word").Document()
    _Chapters(Paper(document), dossier).write()
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue())


class _Chapters:
    """Writes one dossier on one document."""

    def __init__(self, paper: Paper, dossier: Dossier) -> None:
        self.paper = paper
        self.dossier = dossier
        self.report = dossier.report
        self.issues = issues(dossier)

    def write(self) -> None:
        self.paper.properties(self.report.title, f"Gap report of {self.report.case}", self.report.as_of)
        self.paper.styles()
        self.front()
        for claim in self.report.claims:
            self.chart(claim)
        for claim in self.report.claims:
            self.order_of_proof(claim)
        self.gap_list()
        self.rest()
        who = "" if self.dossier.audience == "internal" else f" For: {self.dossier.audience}."
        self.paper.margins(f"{self.report.case}, as of {self.report.as_of}.{who} Working thresholds, not findings.")

    def front(self) -> None:
        self.paper.section(wide=False)
        self.paper.heading(self.report.title, 0)
        for line in head_lines(self.report):
            self.paper.paragraph(line)
        if self.dossier.audience != "internal":
            self.paper.paragraph(f"For the audience: {self.dossier.audience}. What it may not see is held back; codes stand for people and items.")
            self.paper.bullets(f"{why}: {count}" for why, count in self.dossier.held)
        self.paper.paragraph(CAUTION, italic=True)
        self.paper.heading("Claims by standard of proof", 1)
        self.paper.table(
            ["Claim", "Crime", *(STANDARD_WORDS[one] for one in self.report.standards), "Gaps"],
            [4.0, 2.6, 2.3, 2.3, 2.3, 2.3, 1.2][: 3 + len(self.report.standards)],
            (
                [claim.id, claim.crime, *(RESULT_WORDS[claim.results[one]] for one in self.report.standards), str(counted_gaps(claim))]
                for claim in self.report.claims
            ),
        )
        if not self.report.claims:
            self.paper.paragraph("The case makes no claim.")

    def elements(self, claim: ClaimReport) -> tuple[ElementReport, ...]:
        return (*claim.elements, *claim.conditions)

    def elsewhere(self, claim: ClaimReport, element: ElementReport) -> ClaimReport | None:
        """Return the claim under which a contextual element that several claims share is set out; None for this one."""
        if element.scope != "context":
            return None
        for shared in self.report.shared:
            if shared.address == (element.same_as or element.address) and shared.context == element.rows[0].context:
                return None if shared.claims[0] == claim.id else self.report[shared.claims[0]]
        return None

    def chart(self, claim: ClaimReport) -> None:
        self.paper.section(wide=True)
        self.paper.heading(f"In-depth analysis chart: {claim.id}", 1)
        self.paper.paragraph(claim.title, bold=True)
        for line in claim_facts(claim):
            self.paper.paragraph(line)
        if claim.note:
            self.paper.paragraph(claim.note, italic=True)
        self.paper.table(
            ["Element", "Status", "For", "Against", "Result"], [11.2, 5.5, 2.5, 2.5, 4.0],
            (
                [address_words(one), one.status_words if one.asked else "not asked", lines_words(one.lines_for), lines_words(one.lines_against),
                 RESULT_WORDS[one.result]]
                for one in self.elements(claim)
            ),
        )  # fmt: skip
        self.paper.table(
            ["Element", "Fact", "Evidence", "Pinpoint", "Side", "Where it counts"], [5.6, 7.4, 4.4, 3.3, 2.1, 2.9], self.chart_rows(claim)
        )

    def chart_rows(self, claim: ClaimReport) -> Iterator[Sequence[str]]:
        for element in self.elements(claim):
            first = self.element_words(element)
            name = address_words(element)
            other = self.elsewhere(claim, element)
            if other is not None:
                yield [first, contextual_words(claim, element) + f", under {other.id}", "", "", "", ""]
                continue
            showings = self.dossier.showings(claim, element)
            if element.settled:
                yield [first, f"Needs no proof: settled under {element.settled}.", "", "", "", ""]
                first = name
            if not showings and not element.settled:
                yield [first, "No item shows it.", "", "", "", ""]
            for one, uses in by_link(showings):
                yield [first, one.link.shows, evidence_words(one), one.link.at or "", side_words(one), uses]
                first = name

    def element_words(self, element: ElementReport) -> str:
        words = f"{address_words(element)}: {element.statement} [{element.status_words if element.asked else unasked_words(element)}]"
        return words if element.mode is None else f"{words} (mode {element.mode})"

    def order_of_proof(self, claim: ClaimReport) -> None:
        self.paper.section(wide=True)
        self.paper.heading(f"Order of proof: {claim.id}", 1)
        self.paper.paragraph(
            "Element by element, the strongest line first by its structure and by nothing else: what is held before what is only mentioned, "
            "first-hand before relayed, fewer steps from the origin before more. Conclusions stand last and carry nothing."
        )
        self.paper.table(
            ["Element", "No.", "Evidence", "How it comes", "What it shows", "Pinpoint"], [3.4, 1.0, 5.0, 4.0, 8.5, 3.8], self.proof_rows(claim)
        )

    def proof_rows(self, claim: ClaimReport) -> Iterator[Sequence[str]]:
        for element in self.elements(claim):
            if self.elsewhere(claim, element) is not None:
                continue
            name = address_words(element)
            showings = [one for one in self.dossier.showings(claim, element) if one.link.key == "supports"]
            if not showings:
                yield [name, "", "" if element.settled else "nothing to lead", element.settled or "", "", ""]
            for number, (one, _) in enumerate(by_link(showings), 1):
                yield [name, str(number), evidence_words(one), how_words(one), one.link.shows, one.link.at or ""]

    def gap_list(self) -> None:
        self.paper.section(wide=False)
        self.paper.heading("Issues: what is missing", 1)
        standard = STANDARD_WORDS[self.report.standard]
        if not self.issues:
            self.paper.paragraph(f"At {standard}, under the policy named above, no claim and no element is left open.")
        else:
            self.paper.paragraph(
                f"At {standard}, under the policy named above, the matters below are not made out on what is in the file. For each: what is "
                "missing and for which incident, why the present items do not do, and what the team is asked to consider. Nothing here is a "
                "finding that a fact did not happen."
            )
        for claim, found in itertools.groupby(self.issues, key=lambda one: one.claims[0]):
            self.paper.heading(f"Claim {claim}", 2)
            for issue in found:
                self.issue(issue)
        careful = list(cautions(self.dossier))
        if careful:
            self.paper.heading("Cautions on elements that reach the threshold", 2)
            for claim_, element in careful:
                self.paper.bullets(f"{claim_.id}, {address_words(element)}: {gap_words(gap)}" for gap in element.gaps)

    def issue(self, issue: Issue) -> None:
        name = "the claim as a whole" if issue.address is None else issue.address
        self.paper.heading(f"Issue {issue.number}: {name} ({RESULT_WORDS[issue.result]})", 3)
        self.paper.paragraph(f"The law asks: {issue.asked}", italic=True)
        if len(issue.claims) > 1:
            self.paper.paragraph(f"On it rest: {', '.join(issue.claims)}.")
        if issue.where:
            self.paper.paragraph("For: " + "; ".join(issue.where) + ".")
        self.paper.paragraph("What is missing:", bold=True)
        self.paper.bullets(issue.missing)
        if issue.address is not None:
            self.paper.paragraph("Why the present items do not do:", bold=True)
            self.paper.bullets(present_words(one) for one in issue.present)
            if not issue.present:
                self.paper.bullets(["No item is offered."])
        if issue.contrary:
            self.paper.paragraph("Against it speak: " + ", ".join(issue.contrary) + ".")
        self.paper.paragraph("The team is asked to consider:", bold=True)
        self.paper.bullets(issue.next)
        if issue.means:
            self.paper.bullets(["Means of proof that practice uses: " + "; ".join(one.rstrip(".") for one in issue.means) + "."])

    def rest(self) -> None:
        loose = loose_words(self.report)
        if loose:
            self.paper.heading("Links that count nowhere until somebody decides", 2)
            self.paper.bullets(loose)
        if self.report.unused:
            self.paper.heading("Evidence that no link uses", 2)
            self.paper.paragraph(", ".join(self.report.unused))
        if self.dossier.leads:
            self.paper.heading("Leads", 2)
            self.paper.bullets(f"{one.for_}: {one.who}. {one.why}" for one in self.dossier.leads)
