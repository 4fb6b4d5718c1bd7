"""The report as a workbook: one sheet for each table, with typed cells, filters and headers that stay in sight.

Every text is written as text: nothing in it is ever a formula, a number or a link, and reading it back gives the same
text. The columns of the links and the evidence that may be edited are marked; `claimmap import` brings changes back.
"""

import datetime as dt
import io
import re
from collections.abc import Sequence
from typing import Any, Final

from claimmap.extras import load
from claimmap.report.dossier import Dossier
from claimmap.report.packing import repacked
from claimmap.report.tables import Cell, Table, tables

HEAD: Final = {"bold": True, "bg_color": "#E7E6E6", "border": 1, "text_wrap": True, "valign": "top"}
EDITED: Final = {**HEAD, "bg_color": "#FFF2CC"}
TEXT: Final = {"num_format": "@", "valign": "top", "text_wrap": True}
OTHER: Final = {"valign": "top"}
MOST_CHECKED: Final = 1_048_575
LINE: Final = 15
MOST_LINES: Final = 12
"""Lines of a row that are in sight at once; a longer text is read in its cell."""
A4: Final = 9
RETURN: Final = re.compile(rb"(?<!_x005F)_x000D_")
"""How the writer marks a carriage return; as a character of XML it reads back as itself in every reader."""


def to_xlsx(dossier: Dossier) -> bytes:
    """Return the report as the bytes of a workbook; the same report gives the same bytes.

    Raises:
        ClaimmapError: xlsxwriter is not installed.
    """
    xlsxwriter = load("xlsxwriter", "a workbook", "xlsxwriter", "excel")
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    report = dossier.report
    book.set_properties({
        "title": report.title[:255], "subject": f"Gap report of {report.case}", "author": "", "company": "", "comments": "",
        "created": dt.datetime.fromisoformat(report.as_of).replace(tzinfo=None),
    })  # fmt: skip
    formats = {name: book.add_format(dict(one)) for name, one in (("head", HEAD), ("edited", EDITED), ("text", TEXT), ("other", OTHER))}
    for table in tables(dossier):
        _sheet(book.add_worksheet(table.name), table, formats)
    book.close()
    return repacked(out.getvalue(), {"xl/sharedStrings.xml": lambda found: RETURN.sub(b"&#13;", found)})


def _sheet(sheet: Any, table: Table, formats: dict[str, Any]) -> None:
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.name, formats["edited" if column.edited else "head"])
        if column.allowed and table.rows:
            message = "leave it empty where nobody has said, or write one of: " + ", ".join(column.allowed)
            sheet.data_validation(
                1, place, min(len(table.rows), MOST_CHECKED), place,
                {"validate": "list", "source": list(column.allowed), "ignore_blank": True, "error_title": "Not a known value",
                 "error_message": message[:255]},
            )  # fmt: skip
    sheet.set_row(0, LINE * _lines([column.name for column in table.columns], table))
    for number, row in enumerate(table.rows, 1):
        lines = _lines(row, table)
        if lines > 1:
            sheet.set_row(number, LINE * lines)
        for place, cell in enumerate(row):
            if cell is None:
                if table.columns[place].edited:
                    sheet.write_blank(number, place, None, formats["text"])
            elif isinstance(cell, bool):
                sheet.write_boolean(number, place, cell, formats["other"])
            elif isinstance(cell, int):
                sheet.write_number(number, place, cell, formats["other"])
            else:
                sheet.write_string(number, place, cell, formats["text"])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0)


def _lines(cells: Sequence[Cell], table: Table) -> int:
    """Return how many lines the longest text of a row takes in its column; not every program works that out by itself."""
    texts = ((cell, column.width) for cell, column in zip(cells, table.columns, strict=True) if isinstance(cell, str))
    return min(max((sum(-(-max(len(line), 1) // max(width, 1)) for line in text.split("\n", MOST_LINES)) for text, width in texts), default=1), MOST_LINES)
