"""The report as a Word document: the in-depth analysis chart, the order of proof and the list of issues.

Chambers have ordered the parties to file a chart that leads from each element to the facts alleged and from each fact
to the evidence with its pinpoint; the order of proof lists the same evidence in the order in which it would be led.

Every text of a case is a run of text, never a field or a link. Text in a right-to-left script is marked as such, and
control characters are written out.
"""

import io
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final
from xml.sax.saxutils import escape

from claimmap.extras import load
from claimmap.problems import printable
from claimmap.report.dossier import Dossier, Showing
from claimmap.report.issues import Issue, Present, cautions, issues
from claimmap.report.model import CAUTION, ClaimReport, ElementReport
from claimmap.report.packing import repacked
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

LONG_ROW: Final = 1_500
"""Characters of a row that may fill a page by itself."""
LONGEST: Final = 5_000
"""Characters of one text; what is longer fills pages and is read in the file."""
INVALID: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
RIGHT_TO_LEFT: Final = frozenset({"R", "AL", "AN"})
SIDES: Final = {"supports": "for", "undermines": "against"}


def to_docx(dossier: Dossier) -> bytes:
    """Return the report as the bytes of a Word document; the same report gives the same bytes.

    Raises:
        ClaimmapError: python-docx is not installed.
    """
    document = load("docx", "a Word document", "python-docx", "word").Document()
    _Writer(document, dossier).write()
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue())


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Split a text into stretches of one direction; spaces and marks go with what stands before them.

    >>> list(pieces("He said \u0645\u0631\u062d\u0628\u0627 twice"))
    [('He said ', False), ('\u0645\u0631\u062d\u0628\u0627 ', True), ('twice', False)]
    """
    current = ""
    right = False
    if text.isascii():
        if text:
            yield text, False
        return
    for one in text:
        kind = unicodedata.bidirectional(one)
        turned = right if kind not in RIGHT_TO_LEFT and kind != "L" else kind != "L"
        if turned != right and current:
            yield current, right
            current = ""
        right = turned
        current += one
    if current:
        yield current, right


def clean(text: str) -> str:
    """Return a text as Word may hold it: control and direction characters written out, line breaks as spaces, cut if endless."""
    if len(text) > LONGEST:
        text = f"{text[:LONGEST]} ... (cut: {len(text)} characters)"
    return INVALID.sub("\ufffd", printable(text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", " ").replace("\t", " ")))


class _Writer:
    """Writes one dossier into one document."""

    def __init__(self, document: Any, dossier: Dossier) -> None:
        from docx.oxml import OxmlElement, parse_xml  # noqa: PLC0415 - an extra
        from docx.oxml.ns import nsdecls, qn  # noqa: PLC0415
        from docx.shared import Cm, Pt  # noqa: PLC0415

        self.document = document
        self.dossier = dossier
        self.report = dossier.report
        self.element_of, self.name_of, self.cm, self.pt, self.parse_xml, self.names = OxmlElement, qn, Cm, Pt, parse_xml, nsdecls
        self.issues = issues(dossier)

    def write(self) -> None:
        self.properties()
        self.styles()
        self.front()
        for claim in self.report.claims:
            self.chart(claim)
        for claim in self.report.claims:
            self.order_of_proof(claim)
        self.gap_list()
        self.rest()
        self.margins()

    # -- the document as a whole

    def properties(self) -> None:
        import datetime as dt  # noqa: PLC0415

        core = self.document.core_properties
        moment = dt.datetime.fromisoformat(self.report.as_of)
        core.title, core.subject = clean(self.report.title), clean(f"Gap report of {self.report.case}")
        core.author = core.last_modified_by = core.comments = core.keywords = core.category = ""
        core.created = core.modified = moment
        core.last_printed = moment
        core.revision, core.language, core.version, core.identifier, core.content_status = 1, "en-GB", "", "", ""

    def styles(self) -> None:
        styles = self.document.styles
        normal = styles["Normal"]
        normal.font.name, normal.font.size = "Calibri", self.pt(10)
        normal.paragraph_format.space_after = self.pt(4)
        for name, size in (("Title", 20), ("Heading 1", 15), ("Heading 2", 12.5), ("Heading 3", 11)):
            styles[name].font.size = self.pt(size)
            styles[name].paragraph_format.keep_with_next = True
        language = self.element_of("w:lang")
        language.set(self.name_of("w:val"), "en-GB")
        normal.element.get_or_add_rPr().append(language)

    def margins(self) -> None:
        for section in self.document.sections:
            section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = self.cm(2)
            section.footer.is_linked_to_previous = section.header.is_linked_to_previous = True
        first = self.document.sections[0]
        first.footer.is_linked_to_previous = first.header.is_linked_to_previous = False
        head = first.header.paragraphs[0]
        who = "" if self.dossier.audience == "internal" else f" For: {self.dossier.audience}."
        self.put(head, f"{self.report.case}, as of {self.report.as_of}.{who} Working thresholds, not findings.", size=8)
        foot = first.footer.paragraphs[0]
        self.put(foot, "Page ", size=8)
        self.field(foot, "PAGE")
        self.put(foot, " of ", size=8)
        self.field(foot, "NUMPAGES")

    def field(self, paragraph: Any, code: str) -> None:
        """Add a field that the word processor fills in, such as the number of the page."""
        for kind in ("begin", None, "separate", "text", "end"):
            run = paragraph.add_run()
            run.font.size = self.pt(8)
            if kind is None:
                text = self.element_of("w:instrText")
                text.set(self.name_of("xml:space"), "preserve")
                text.text = code
                run._r.append(text)  # noqa: SLF001 - python-docx has no fields of its own
            elif kind == "text":
                run.text = "1"
            else:
                mark = self.element_of("w:fldChar")
                mark.set(self.name_of("w:fldCharType"), kind)
                run._r.append(mark)  # noqa: SLF001

    def section(self, *, wide: bool) -> None:
        """Begin a new page, on its side or upright."""
        from docx.enum.section import WD_ORIENT, WD_SECTION  # noqa: PLC0415

        section = self.document.sections[-1] if not self.document.paragraphs else self.document.add_section(WD_SECTION.NEW_PAGE)
        long, short = self.cm(29.7), self.cm(21)
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (long, short) if wide else (short, long)

    # -- paragraphs and tables

    def put(self, paragraph: Any, text: str, *, bold: bool = False, italic: bool = False, size: float | None = None) -> None:
        """Add text to a paragraph, one run for each direction."""
        for piece, right in pieces(clean(text)):
            run = paragraph.add_run(piece)
            run.bold, run.italic = bold or None, italic or None
            if size is not None:
                run.font.size = self.pt(size)
            if right:
                run.font.rtl = True

    def paragraph(self, text: str, style: str | None = None, *, bold: bool = False, italic: bool = False) -> Any:
        paragraph = self.document.add_paragraph(style=style)
        self.put(paragraph, text, bold=bold, italic=italic)
        self.turn(paragraph._p, text)  # noqa: SLF001 - python-docx has no direction of paragraphs
        return paragraph

    def turn(self, paragraph: Any, text: str) -> None:
        """Mark a paragraph whose first strong character is of a right-to-left script."""
        if begins_right(text):
            paragraph.get_or_add_pPr().append(self.element_of("w:bidi"))

    def heading(self, text: str, level: int) -> None:
        self.put(self.document.add_heading(level=level), text)

    def bullets(self, texts: Iterable[str]) -> None:
        for text in texts:
            self.paragraph(text, "List Bullet")

    def table(self, head: Sequence[str], widths: Sequence[float], rows: Iterable[Sequence[str]]) -> None:
        """Add a table with a header that repeats on every page; rows do not break across pages unless they must."""
        table = self.document.add_table(rows=0, cols=len(head), style="Table Grid")
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = self.cm(width)
        written = "".join(row_xml(cells, widths, header=number == 0) for number, cells in enumerate(itertools.chain([head], rows)))
        table._tbl.extend(list(self.parse_xml(f"<w:tbl {self.names('w')}>{written}</w:tbl>")))  # noqa: SLF001 - the only way in that is quick
        self.document.add_paragraph()

    # -- what it says

    def front(self) -> None:
        self.section(wide=False)
        self.heading(self.report.title, 0)
        for line in head_lines(self.report):
            self.paragraph(line)
        if self.dossier.audience != "internal":
            self.paragraph(f"For the audience: {self.dossier.audience}. What it may not see is held back; codes stand for people and items.")
            self.bullets(f"{why}: {count}" for why, count in self.dossier.held)
        self.paragraph(CAUTION, italic=True)
        self.heading("Claims by standard of proof", 1)
        self.table(
            ["Claim", "Crime", *(STANDARD_WORDS[one] for one in self.report.standards), "Gaps"],
            [4.0, 2.6, 2.3, 2.3, 2.3, 2.3, 1.2][: 3 + len(self.report.standards)],
            (
                [claim.id, claim.crime, *(RESULT_WORDS[claim.results[one]] for one in self.report.standards), str(counted_gaps(claim))]
                for claim in self.report.claims
            ),
        )
        if not self.report.claims:
            self.paragraph("The case makes no claim.")

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
        self.section(wide=True)
        self.heading(f"In-depth analysis chart: {claim.id}", 1)
        self.paragraph(claim.title, bold=True)
        for line in claim_facts(claim):
            self.paragraph(line)
        if claim.note:
            self.paragraph(claim.note, italic=True)
        self.table(
            ["Element", "Status", "For", "Against", "Result"], [11.2, 5.5, 2.5, 2.5, 4.0],
            (
                [address_words(one), one.status_words if one.asked else "not asked", lines_words(one.lines_for), lines_words(one.lines_against),
                 RESULT_WORDS[one.result]]
                for one in self.elements(claim)
            ),
        )  # fmt: skip
        self.table(
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
        self.section(wide=True)
        self.heading(f"Order of proof: {claim.id}", 1)
        self.paragraph(
            "Element by element, the strongest line first by its structure and by nothing else: what is held before what is only mentioned, "
            "first-hand before relayed, fewer steps from the origin before more. Conclusions stand last and carry nothing."
        )
        self.table(
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
        self.section(wide=False)
        self.heading("Issues: what is missing", 1)
        standard = STANDARD_WORDS[self.report.standard]
        if not self.issues:
            self.paragraph(f"At {standard}, under the policy named above, no claim and no element is left open.")
        else:
            self.paragraph(
                f"At {standard}, under the policy named above, the matters below are not made out on what is in the file. For each: what is "
                "missing and for which incident, why the present items do not do, and what the team is asked to consider. Nothing here is a "
                "finding that a fact did not happen."
            )
        for claim, found in itertools.groupby(self.issues, key=lambda one: one.claims[0]):
            self.heading(f"Claim {claim}", 2)
            for issue in found:
                self.issue(issue)
        careful = list(cautions(self.dossier))
        if careful:
            self.heading("Cautions on elements that reach the threshold", 2)
            for claim_, element in careful:
                self.bullets(f"{claim_.id}, {address_words(element)}: {gap_words(gap)}" for gap in element.gaps)

    def issue(self, issue: Issue) -> None:
        name = "the claim as a whole" if issue.address is None else issue.address
        self.heading(f"Issue {issue.number}: {name} ({RESULT_WORDS[issue.result]})", 3)
        self.paragraph(f"The law asks: {issue.asked}", italic=True)
        if len(issue.claims) > 1:
            self.paragraph(f"On it rest: {', '.join(issue.claims)}.")
        if issue.where:
            self.paragraph("For: " + "; ".join(issue.where) + ".")
        self.paragraph("What is missing:", bold=True)
        self.bullets(issue.missing)
        if issue.address is not None:
            self.paragraph("Why the present items do not do:", bold=True)
            self.bullets(present_words(one) for one in issue.present)
            if not issue.present:
                self.bullets(["No item is offered."])
        if issue.contrary:
            self.paragraph("Against it speak: " + ", ".join(issue.contrary) + ".")
        self.paragraph("The team is asked to consider:", bold=True)
        self.bullets(issue.next)
        if issue.means:
            self.bullets(["Means of proof that practice uses: " + "; ".join(one.rstrip(".") for one in issue.means) + "."])

    def rest(self) -> None:
        loose = loose_words(self.report)
        if loose:
            self.heading("Links that count nowhere until somebody decides", 2)
            self.bullets(loose)
        if self.report.unused:
            self.heading("Evidence that no link uses", 2)
            self.paragraph(", ".join(self.report.unused))
        if self.dossier.leads:
            self.heading("Leads", 2)
            self.bullets(f"{one.for_}: {one.who}. {one.why}" for one in self.dossier.leads)


# ---------------------------------------------------------------- rows, written as they stand in the file: quick for thousands


def row_xml(cells: Sequence[str], widths: Sequence[float], *, header: bool) -> str:
    """Return a row of a table; a header repeats on every page, and a row does not break across pages unless it is long."""
    whole = "<w:cantSplit/>" if header or sum(map(len, cells)) < LONG_ROW else ""
    repeated = "<w:tblHeader/>" if header else ""
    inner = "".join(cell_xml(text, width, header=header) for text, width in zip(cells, widths, strict=True))
    return f"<w:tr><w:trPr>{whole}{repeated}</w:trPr>{inner}</w:tr>"


def cell_xml(text: str, width: float, *, header: bool) -> str:
    """Return a cell; its width is in centimetres."""
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/>' if header else ""
    turned = "<w:bidi/>" if begins_right(text) else ""
    about = f'<w:tcPr><w:tcW w:w="{round(width * 567)}" w:type="dxa"/>{shade}</w:tcPr><w:p><w:pPr>{turned}<w:spacing w:after="0"/></w:pPr>'
    return f"<w:tc>{about}{''.join(run_xml(piece, right=right, bold=header) for piece, right in pieces(clean(text)))}</w:p></w:tc>"


def run_xml(text: str, *, right: bool, bold: bool) -> str:
    """Return a run of text in one direction."""
    weight, direction = "<w:b/>" if bold else "", "<w:rtl/>" if right else ""
    return f'<w:r><w:rPr>{weight}<w:sz w:val="17"/><w:szCs w:val="17"/>{direction}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def begins_right(text: str) -> bool:
    """Tell whether the first strong character of a text is of a right-to-left script."""
    strong = next((kind for one in text if (kind := unicodedata.bidirectional(one)) in ("L", "R", "AL")), "L")
    return strong != "L"


# ---------------------------------------------------------------- words


def address_words(element: ElementReport) -> str:
    """Name an element with the common one it stands for, or a condition with its part or person."""
    if element.part == "jurisdiction":
        row = element.rows[0]
        return f"{element.address} {row.part or row.person or ''}".strip()
    return element.address if element.same_as in (None, element.address) else f"{element.address} = {element.same_as}"


def by_link(showings: Iterable[Showing]) -> list[tuple[Showing, str]]:
    """Return each link once, with all the rows that it counts for in words."""
    found: dict[tuple[str, str, int], tuple[Showing, list[str]]] = {}
    for one in showings:
        found.setdefault((one.exhibit.id, one.link.key, one.link.number), (one, []))[1].append(use_words(one))
    return [(one, "; ".join(dict.fromkeys(word for word in words if word))) for one, words in found.values()]


def evidence_words(one: Showing) -> str:
    """Name an item with its kind and, where it is shown, its title."""
    item = one.exhibit
    return f"{item.id}, {item.kind.replace('-', ' ')}" + (f": {item.title}" if item.title else "")


def present_words(present: Present) -> str:
    """Name items that do not do, and say why."""
    items = "; ".join(f"{one.exhibit.id} ({one.exhibit.kind.replace('-', ' ')})" for one in present.items)
    return f"{items}: {'; '.join(present.why)}."


def side_words(one: Showing) -> str:
    """Say on which side a fact stands."""
    side = SIDES[one.link.key]
    return f"{side} (conclusion, no weight)" if one.exhibit.conclusion else side


def use_words(one: Showing) -> str:
    """Say for which incident, person, part or context a fact counts."""
    use = one.use
    limb = f"limb ({use.limb})" if use.limb else ""
    return ", ".join(word for word in (limb, use.event, use.person, use.part, use.context) if word)


def how_words(one: Showing) -> str:
    """Say how an item comes to the team."""
    item = one.exhibit
    if item.conclusion:
        return "conclusion"
    held = "" if item.held else ", not held"
    if one.first_hand:
        return "first-hand" + held
    if not one.disclosed:
        return "origin undisclosed" + held
    steps = one.steps - 1
    return (f"relayed, {steps} step{'' if steps == 1 else 's'} from the origin" if steps > 0 else f"relayed ({one.link.basis})") + held
