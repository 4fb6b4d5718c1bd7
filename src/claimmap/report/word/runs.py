"""Text as Word holds it: runs of one direction, and rows of tables written as they stand in the file, quick for thousands."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape

from claimmap.problems import printable

LONG_ROW: Final = 1_500
"""Characters of a row that may fill a page by itself."""
LONGEST: Final = 5_000
"""Characters of one text; what is longer fills pages and is read in the file."""
INVALID: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
RIGHT_TO_LEFT: Final = frozenset({"R", "AL", "AN"})


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
