"""The report as tables: claims, elements, links, evidence, gaps and leads, for spreadsheets and other programs.

The links and the evidence stand as they are written in the case, so that an edited sheet can be read back. What a
sheet cannot hold is marked: `cut` says of a row that some text of it was shortened or written out.
"""

import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, final

from attrs import frozen

from claimmap.report.dossier import Dossier, WrittenLink
from claimmap.report.model import ClaimReport, ElementReport, Report

Cell = str | int | bool | None
LONGEST: Final = 32_000
"""Characters in one cell; the format holds 32,767."""
KEPT: Final = "\t\r\n"
UNSAFE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]")
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet would run."""


@final
@frozen(kw_only=True)
class Column:
    """A column of a table.

    Attributes:
        width: In characters.
        edited: Whether a change in it can be brought back into the case.
        allowed: The values that it may hold, where they are few.
    """

    name: str
    width: int = 14
    edited: bool = False
    allowed: tuple[str, ...] = ()


@final
@frozen(kw_only=True)
class Table:
    """A table with typed cells."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __getitem__(self, name: str) -> tuple[Cell, ...]:
        """Return the cells of a column; raises KeyError."""
        for place, column in enumerate(self.columns):
            if column.name == name:
                return tuple(row[place] for row in self.rows)
        raise KeyError(name)


def shown(text: str) -> str:
    r"""Return a text as a cell may hold it: control and direction characters written out, and no longer than a cell can be.

    >>> shown("a\u202eb")
    'a\\u202eb'
    """
    written = UNSAFE.sub(lambda found: found.group().encode("unicode_escape", "surrogatepass").decode(), text)
    return written if len(written) <= LONGEST else f"{written[:LONGEST]} ... (cut: {len(text)} characters)"


def listed(ids: Sequence[str]) -> str:
    """Join ids for one cell."""
    return ", ".join(ids)


# ---------------------------------------------------------------- the tables


def tables(dossier: Dossier) -> tuple[Table, ...]:
    """Return every table, in the order of the sheets."""
    return tuple(make(dossier) for make in TABLES.values())


def claims_table(dossier: Dossier) -> Table:
    """Return one row for each claim."""
    report = dossier.report
    columns = (
        Column(name="claim", width=24), Column(name="title", width=40), Column(name="crime", width=14), Column(name="crime title", width=36),
        Column(name="modes", width=28), Column(name="people", width=24), Column(name="events", width=24), Column(name="context", width=18),
        Column(name="group", width=14), Column(name="result", width=10), *_standards(report), Column(name="best mode", width=24),
        Column(name="mode results", width=28), Column(name="jurisdiction", width=14), Column(name="contested", width=10),
        Column(name="gaps", width=8), Column(name="note", width=40),
    )  # fmt: skip
    return _table("claims", columns, (_claim_row(claim, report) for claim in report.claims))


def _standards(report: Report) -> Iterator[Column]:
    return (Column(name=f"at {one}", width=12) for one in report.standards)


def _claim_row(claim: ClaimReport, report: Report) -> tuple[Cell, ...]:
    found = claim.jurisdiction
    return (
        claim.id, claim.title, claim.crime, claim.crime_title, listed(claim.modes), listed(claim.people), listed(claim.events), claim.context,
        claim.group, claim.result, *(claim.results[one] for one in report.standards), claim.best_mode,
        listed([f"{mode}: {result}" for mode, result in claim.mode_results.items()]), None if found is None else str(found["outcome"]),
        None if found is None else bool(found["contested"]), len(claim.gaps), claim.note,
    )  # fmt: skip


def elements_table(dossier: Dossier) -> Table:
    """Return one row for each element of each claim, and for each condition of jurisdiction."""
    report = dossier.report
    columns = (
        Column(name="claim", width=24), Column(name="address", width=16), Column(name="same as", width=12), Column(name="part", width=10),
        Column(name="scope", width=10), Column(name="mode", width=20), Column(name="kind", width=13), Column(name="statement", width=60),
        Column(name="asked", width=8), Column(name="status", width=18), Column(name="open", width=8), Column(name="result", width=10),
        *_standards(report), Column(name="items", width=8), Column(name="origins", width=8), Column(name="lines for, at least", width=10),
        Column(name="lines for, at most", width=10), Column(name="lines against, at least", width=10),
        Column(name="lines against, at most", width=10),
        Column(name="single points", width=24), Column(name="for", width=30), Column(name="against", width=24), Column(name="pointers", width=24),
        Column(name="unassigned", width=20), Column(name="settled", width=10), Column(name="flags", width=30), Column(name="gaps", width=30),
        Column(name="rows", width=40),
    )  # fmt: skip
    return _table(
        "elements", columns, (_element_row(claim, one, report) for claim in report.claims for one in (*claim.elements, *claim.conditions))
    )


def _element_row(claim: ClaimReport, one: ElementReport, report: Report) -> tuple[Cell, ...]:
    rows = (f"{row.event or row.part or row.context or '-'}/{row.person or row.holder or '-'}: {row.status} ({row.result})" for row in one.rows)
    return (
        claim.id, one.address, one.same_as, one.part, one.scope, one.mode, one.kind, one.statement, one.asked, one.status, one.open, one.result,
        *(one.results[standard] for standard in report.standards), one.items, one.origins, *one.lines_for, *one.lines_against,
        listed(one.single_points), listed(one.for_), listed(one.against), listed(one.pointers), listed(one.unassigned), one.settled,
        listed(one.flags), listed([gap.kind for gap in one.gaps]), "; ".join(rows),
    )  # fmt: skip


BASIS: Final = ("direct", "circumstantial", "hearsay", "opinion")
STRENGTH: Final = ("low", "medium", "high")
GRADE: Final = ("none", "low", "medium", "high")
VERIFICATION: Final = ("unverified", "in-progress", "authenticated", "disputed")
ACCESS: Final = ("public", "restricted", "protected")
CREDIBILITY: Final = ("1", "2", "3", "4", "5", "6")
LINK_COLUMNS: Final = (
    Column(name="evidence", width=24), Column(name="list", width=12), Column(name="number", width=8), Column(name="element", width=16, edited=True),
    Column(name="alternative", width=14, edited=True), Column(name="shows", width=60, edited=True), Column(name="at", width=16, edited=True),
    Column(name="when", width=12, edited=True), Column(name="basis", width=14, edited=True, allowed=BASIS),
    Column(name="strength", width=10, edited=True, allowed=STRENGTH), Column(name="claim", width=24, edited=True),
    Column(name="event", width=24, edited=True), Column(name="part", width=12, edited=True), Column(name="person", width=20, edited=True),
    Column(name="context", width=16, edited=True), Column(name="group", width=14, edited=True), Column(name="counts for", width=40),
    Column(name="unassigned", width=14), Column(name="cut", width=8), Column(name="as exported", width=14),
)  # fmt: skip
EVIDENCE_COLUMNS: Final = (
    Column(name="evidence", width=24), Column(name="kind", width=16, edited=True), Column(name="title", width=40, edited=True),
    Column(name="made", width=12, edited=True), Column(name="from", width=28),
    Column(name="grade", width=10, edited=True, allowed=GRADE), Column(name="credibility", width=10, edited=True, allowed=CREDIBILITY),
    Column(name="verification", width=14, edited=True, allowed=VERIFICATION), Column(name="admissibility", width=14),
    Column(name="held", width=8, edited=True), Column(name="access", width=12, edited=True, allowed=ACCESS), Column(name="copy of", width=20),
    Column(name="restrictions", width=20), Column(name="conclusion", width=10), Column(name="links", width=8), Column(name="cut", width=8),
    Column(name="as exported", width=14),
)  # fmt: skip


def links_table(dossier: Dossier) -> Table:
    """Return one row for each link, as it is written in the case, and where it counts."""
    return _table("links", LINK_COLUMNS, (link_row(one) for one in dossier.links))


def link_row(one: WrittenLink) -> tuple[Cell, ...]:
    """Return the row of a link."""
    counts = listed(list(dict.fromkeys(f"{use.claim} {use.element}" for use in one.uses)))
    return _marked((
        one.evidence, one.key, one.number, one.element, one.alternative, one.shows, one.at, one.when, one.basis, one.strength, listed(one.claim),
        listed(one.event), one.part, listed(one.person), listed(one.context), one.group, counts, one.unassigned,
    ), LINK_COLUMNS)  # fmt: skip


def evidence_table(dossier: Dossier) -> Table:
    """Return one row for each item."""
    count: dict[str, int] = {}
    for link in dossier.links:
        count[link.evidence] = count.get(link.evidence, 0) + 1
    rows = (
        _marked((
            one.id, one.kind, one.title, one.made, "self" if one.origin else listed(one.from_),
            one.grade if one.grade in GRADE else None, None if one.grade in GRADE else one.grade, one.verification, one.admissibility, one.held,
            None if one.access == "unstated" else one.access, one.copy_of, "; ".join(one.restrictions), one.conclusion, count.get(one.id, 0),
        ), EVIDENCE_COLUMNS)
        for one in dossier.data.exhibits
    )  # fmt: skip
    return _table("evidence", EVIDENCE_COLUMNS, rows)


def _marked(cells: tuple[Cell, ...], columns: Sequence[Column]) -> tuple[Cell, ...]:
    """Add whether a text had to be changed for its cell, and a mark of the row as it was exported."""
    cut = any(isinstance(cell, str) and shown(cell) != cell for cell in cells)
    return (*cells, cut, fingerprint([shown_cell(cell) for cell, column in zip(cells, columns, strict=False) if column.edited]))


def shown_cell(cell: Cell) -> Cell:
    """Return a cell as it is written."""
    return (shown(cell) or None) if isinstance(cell, str) else cell


def fingerprint(cells: Sequence[Cell]) -> str:
    """Return a short mark of the editable cells of a row, to tell later whether the case has changed since."""
    text = "\x1f".join("" if cell is None else str(cell) for cell in cells)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def gaps_table(dossier: Dossier) -> Table:
    """Return one row for each gap, of a claim as a whole (no element) or of an element."""
    columns = (
        Column(name="claim", width=24), Column(name="element", width=16), Column(name="mode", width=18), Column(name="kind", width=20),
        Column(name="message", width=70), Column(name="because", width=34), Column(name="next", width=60), Column(name="source", width=40),
        Column(name="precedents", width=30),
    )  # fmt: skip

    def rows() -> Iterator[tuple[Cell, ...]]:
        for claim in dossier.report.claims:
            for gap in claim.gaps:
                yield claim.id, None, None, gap.kind, gap.message, listed(gap.because), gap.next, gap.source, listed(gap.precedents)
            for one in (*claim.elements, *claim.conditions):
                for gap in one.gaps:
                    yield claim.id, one.address, one.mode, gap.kind, gap.message, listed(gap.because), gap.next, gap.source, listed(gap.precedents)

    return _table("gaps", columns, rows())


def leads_table(dossier: Dossier) -> Table:
    """Return one row for each lead."""
    columns = (Column(name="for", width=20), Column(name="who", width=40), Column(name="why", width=60), Column(name="claim", width=24))
    return _table("leads", columns, ((one.for_, one.who, one.why, listed(one.claim)) for one in dossier.leads))


def _table(name: str, columns: Sequence[Column], rows: Iterator[tuple[Cell, ...]]) -> Table:
    return Table(name=name, columns=tuple(columns), rows=tuple(tuple(shown_cell(cell) for cell in row) for row in rows))


TABLES: Final[dict[str, Callable[[Dossier], Table]]] = {
    "claims": claims_table, "elements": elements_table, "links": links_table, "evidence": evidence_table, "gaps": gaps_table, "leads": leads_table,
}  # fmt: skip


# ---------------------------------------------------------------- CSV


def to_csv(table: Table) -> str:
    """Return a table as CSV.

    A spreadsheet runs a cell that begins with = + - @, a tab or a carriage return. CSV cannot say that a cell is text,
    so such a cell begins with an apostrophe here, and only here. Lines end as RFC 4180 has it.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    for row in table.rows:
        writer.writerow([plain(cell) for cell in row])
    return out.getvalue()


def plain(cell: Cell) -> str:
    """Return a cell as CSV holds it.

    >>> plain("=1+1"), plain(-1), plain(True), plain(None)
    ("'=1+1", '-1', 'true', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int):
        return str(cell)
    return "'" + cell if cell.startswith(FORMULA) else cell
