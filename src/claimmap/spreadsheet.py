"""Tables from a workbook or a CSV file, as text, with the place of every cell.

Files are hostile input: their size is bounded, a workbook with a document type or an entity is refused, a formula is a
fault and never a value.
"""

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, final

from attrs import frozen

from claimmap.extras import load
from claimmap.problems import InvalidFiles, Place, Problem
from claimmap.reading import MAX_BYTES, read_bytes
from claimmap.report.tables import FORMULA, Cell

MOST_CELLS: Final = 5_000_000
DECLARED: Final = (b"<!DOCTYPE", b"<!ENTITY")


@final
@frozen(kw_only=True)
class SheetRow:
    """One row by the names of its columns.

    Attributes:
        line: Row of the sheet, counted from 1.
        cells: Text, numbers and truth values; an empty cell is None.
    """

    sheet: str
    line: int
    cells: Mapping[str, Cell]

    def place(self, file: str, columns: Sequence[str], column: str | None = None) -> Place:
        """Return the place of a cell, or of the row."""
        return Place(file=f"{file} {self.sheet}".strip(), line=self.line, column=columns.index(column) + 1 if column in columns else 1)

    def text(self, column: str) -> str | None:
        """Return a cell as text."""
        return as_text(self.cells.get(column))


@final
@frozen(kw_only=True)
class Sheet:
    """A sheet: the names in its first row, and the rows below."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]


def as_text(cell: Cell) -> str | None:
    """Return a cell as the text that a case file would hold.

    >>> as_text(True), as_text(2), as_text(""), as_text(None)
    ('true', '2', None, None)
    """
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return str(cell)


def read_tables(path: Path, max_bytes: int = MAX_BYTES) -> tuple[Sheet, ...]:
    """Read every sheet of a workbook, or the one table of a CSV file.

    Raises:
        InvalidFiles: with every fault of the file.
        ClaimmapError: a workbook is given and openpyxl is not installed.
    """
    source = read_bytes(path, str(path), max_bytes)
    if isinstance(source, Problem):
        raise InvalidFiles([source])
    if source.data.startswith(b"PK"):
        return _workbook(source.data, str(path), max_bytes)
    return (_csv(source.data, path),)


def _fault(file: str, rule: str, message: str, hint: str | None = None, line: int = 0, column: int = 0) -> Problem:
    return Problem(place=Place(file=file, line=line, column=column), rule=rule, message=message, hint=hint)


# ---------------------------------------------------------------- CSV


def _csv(data: bytes, path: Path) -> Sheet:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidFiles([_fault(str(path), "not-text", "the table is not UTF-8 text", "save it as CSV UTF-8")]) from None
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(MAX_BYTES)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise InvalidFiles([_fault(str(path), "not-a-table", f"the table cannot be read: {error}", "check the quotation marks")]) from None
    if not lines:
        raise InvalidFiles([_fault(str(path), "empty-file", "the table is empty")])
    columns = tuple(one.strip().lower() for one in lines[0])
    problems = list(_heads(str(path), columns))
    rows = []
    for number, line in enumerate(lines[1:], 2):
        if len(line) > len(columns) and any(line[len(columns) :]):
            problems.append(_fault(str(path), "not-a-table", f"the row has {len(line)} cells, the head {len(columns)}", None, number, 1))
        cells = {name: _unquoted(cell) for name, cell in zip(columns, line, strict=False) if name}
        if any(cell is not None for cell in cells.values()):
            rows.append(SheetRow(sheet="", line=number, cells=cells))
    if problems:
        raise InvalidFiles(problems)
    return Sheet(name=path.stem, columns=columns, rows=tuple(rows))


def _unquoted(cell: str) -> Cell:
    """Take off the apostrophe that keeps a spreadsheet from running a cell."""
    if cell.startswith("'") and cell[1:].startswith(FORMULA):
        return cell[1:]
    return cell or None


def _heads(file: str, columns: Sequence[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, name in enumerate(columns, 1):
        if name and name in seen:
            yield _fault(file, "duplicate-key", f"the column {name!r} stands twice", "keep one", 1, place)
        seen.add(name)


# ---------------------------------------------------------------- workbooks


def _workbook(data: bytes, file: str, max_bytes: int) -> tuple[Sheet, ...]:
    _guard(data, file, max_bytes)
    openpyxl = load("openpyxl", "reading a workbook", "openpyxl", "excel")
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        sheets = [(sheet.title, list(_rows(sheet))) for sheet in book.worksheets]
    except InvalidFiles:
        raise
    except Exception as error:
        raise InvalidFiles([_fault(file, "not-a-table", "the workbook cannot be read", "save it again as .xlsx")]) from error
    problems: list[Problem] = []
    out = []
    for title, lines in sheets:
        if lines:
            out.append(_sheet(file, title, lines, problems))
    if problems:
        raise InvalidFiles(problems)
    return tuple(out)


def _guard(data: bytes, file: str, max_bytes: int) -> None:
    """Refuse an archive that unpacks to too much, or whose parts declare document types or entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if sum(one.file_size for one in members) > max_bytes:
                raise InvalidFiles([_fault(file, "too-large", f"the workbook unpacks to more than {max_bytes} bytes", "allow more with --max-bytes")])
            for one in members:
                if one.filename.endswith((".xml", ".rels")):
                    with archive.open(one) as part:
                        head = part.read(max_bytes + 1)
                    if any(mark in head for mark in DECLARED):
                        raise InvalidFiles([_fault(file, "not-a-table", f"{one.filename} declares a document type", "save it again as .xlsx")])
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise InvalidFiles([_fault(file, "not-a-table", "the workbook cannot be unpacked", "save it again as .xlsx")]) from error


def _rows(sheet: Any) -> Iterator[list[Any]]:
    count = 0
    for row in sheet.iter_rows():
        count += len(row)
        if count > MOST_CELLS:
            raise InvalidFiles([_fault(sheet.title, "too-large", f"the sheet has more than {MOST_CELLS} cells")])
        yield list(row)


TRUTHS: Final[Mapping[str, bool]] = {"=TRUE()": True, "=FALSE()": False}
"""How LibreOffice keeps a truth value: as a formula that can come to nothing else."""


def _sheet(file: str, title: str, lines: list[list[Any]], problems: list[Problem]) -> Sheet:
    where = f"{file} {title}"
    columns = tuple("" if cell.value is None else str(cell.value).strip().lower() for cell in lines[0])
    problems += _heads(where, columns)
    rows = []
    for number, line in enumerate(lines[1:], 2):
        cells: dict[str, Cell] = {}
        for place, (name, cell) in enumerate(zip(columns, line, strict=False), 1):
            if not name:
                continue
            if cell.data_type == "f" and cell.value in TRUTHS:
                cells[name] = TRUTHS[cell.value]
                continue
            if cell.value is not None and cell.data_type in ("f", "e"):
                what = "a formula" if cell.data_type == "f" else "an error"
                problems.append(_fault(where, "formula", f"the cell holds {what}", "write its value as text", number, place))
                continue
            cells[name] = _cell(cell.value)
        if any(cell is not None for cell in cells.values()):
            rows.append(SheetRow(sheet=title, line=number, cells=cells))
    return Sheet(name=title, columns=columns, rows=tuple(rows))


def _cell(value: Any) -> Cell:
    if value is None or value == "":
        return None
    if isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else str(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, dt.date) else str(value)
