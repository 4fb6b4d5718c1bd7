"""A Word document to write on: sections, paragraphs, lists and tables."""

import datetime as dt
import itertools
from collections.abc import Iterable, Sequence
from typing import Any

from claimmap.report.word.runs import begins_right, clean, pieces, row_xml


class Paper:
    """A document and the few ways in which a report writes on it."""

    def __init__(self, document: Any) -> None:
        from docx.oxml import OxmlElement, parse_xml  # noqa: PLC0415 - an extra
        from docx.oxml.ns import nsdecls, qn  # noqa: PLC0415
        from docx.shared import Cm, Pt  # noqa: PLC0415

        self.document = document
        self.element_of, self.name_of, self.cm, self.pt, self.parse_xml, self.names = OxmlElement, qn, Cm, Pt, parse_xml, nsdecls

    def properties(self, title: str, subject: str, day: str) -> None:
        """Say what the document is, and nothing of who made it or when it was written."""
        core = self.document.core_properties
        moment = dt.datetime.fromisoformat(day)
        core.title, core.subject = clean(title), clean(subject)
        core.author = core.last_modified_by = core.comments = core.keywords = core.category = ""
        core.created = core.modified = moment
        core.last_printed = moment
        core.revision, core.language, core.version, core.identifier, core.content_status = 1, "en-GB", "", "", ""

    def styles(self) -> None:
        """Set the fonts and the language."""
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

    def margins(self, head: str) -> None:
        """Set the margins, the head of every page and its number."""
        for section in self.document.sections:
            section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = self.cm(2)
            section.footer.is_linked_to_previous = section.header.is_linked_to_previous = True
        first = self.document.sections[0]
        first.footer.is_linked_to_previous = first.header.is_linked_to_previous = False
        self.put(first.header.paragraphs[0], head, size=8)
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
        """Add a paragraph."""
        paragraph = self.document.add_paragraph(style=style)
        self.put(paragraph, text, bold=bold, italic=italic)
        self.turn(paragraph._p, text)  # noqa: SLF001 - python-docx has no direction of paragraphs
        return paragraph

    def turn(self, paragraph: Any, text: str) -> None:
        """Mark a paragraph whose first strong character is of a right-to-left script."""
        if begins_right(text):
            paragraph.get_or_add_pPr().append(self.element_of("w:bidi"))

    def heading(self, text: str, level: int) -> None:
        """Add a heading; level 0 is the title of the document."""
        self.put(self.document.add_heading(level=level), text)

    def bullets(self, texts: Iterable[str]) -> None:
        """Add a list."""
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
