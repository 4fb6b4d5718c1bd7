"""A plain document of headings, sentences, lists and tables, and its three faces: text, Markdown, static HTML.

What suppositions, closing sets and the like have to say is worded once, as such a document; the faces add nothing.
"""

import textwrap
from collections.abc import Iterator, Sequence
from html import escape as html_escape
from typing import Final, final

from attrs import frozen

from claimmap.problems import printable
from claimmap.report.markdown import escape
from claimmap.report.plainpage import plain_page

WIDTH: Final = 88
WIDEST: Final = 140
"""Characters of a row above which a table is shown row by row in text."""
LEFT: Final = 'style="text-align:left;vertical-align:top"'


@final
@frozen(kw_only=True)
class Lines:
    """A list; each entry is a sentence with what belongs under it."""

    entries: tuple[tuple[str, tuple[str, ...]], ...]
    numbered: bool = False


@final
@frozen(kw_only=True)
class Grid:
    """A table with a caption and headers; the first cell of a row names it."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = str | Lines | Grid


@final
@frozen(kw_only=True)
class Section:
    """A heading with blocks under it; level 2 is a section, level 3 a part of one."""

    heading: str
    level: int
    blocks: tuple[Block, ...]


@final
@frozen(kw_only=True)
class Document:
    """A title, what it rests on, and sections."""

    title: str
    facts: tuple[str, ...]
    caution: str
    sections: tuple[Section, ...]


def lines(*entries: str | tuple[str, Sequence[str]], numbered: bool = False) -> Lines:
    """Make a list from sentences, or from sentences with what belongs under them."""
    return Lines(entries=tuple((one, ()) if isinstance(one, str) else (one[0], tuple(one[1])) for one in entries), numbered=numbered)


# ---------------------------------------------------------------- text


def to_text(document: Document, width: int = WIDTH) -> str:
    """Return a document as plain text, ending in one newline."""
    return "\n".join(_text(document, width)).rstrip("\n") + "\n"


def _text(document: Document, width: int) -> Iterator[str]:
    yield from _wrapped(document.title, width)
    yield "=" * min(width, len(printable(document.title)))
    for fact in document.facts:
        yield from _wrapped(fact, width)
    if document.caution:
        yield from _wrapped(document.caution, width)
    for section in document.sections:
        yield ""
        if section.heading:
            yield from _wrapped(section.heading, width)
        if section.heading and section.level < 3:
            yield "-" * min(width, len(printable(section.heading)))
        for block in section.blocks:
            yield from _text_block(block, width)


def _text_block(block: Block, width: int) -> Iterator[str]:
    if isinstance(block, str):
        yield from _wrapped(block, width)
    elif isinstance(block, Lines):
        for number, (entry, under) in enumerate(block.entries, 1):
            mark = f"{number}. " if block.numbered else "- "
            yield from _wrapped(entry, width, mark, " " * len(mark))
            for one in under:
                yield from _wrapped(one, width, " " * len(mark) + "- ", " " * (len(mark) + 2))
    else:
        yield from _wrapped(block.caption, width) if block.caption else ()
        widths = [max(len(printable(row[place])) for row in (block.head, *block.rows)) for place in range(len(block.head))]
        if sum(widths) > WIDEST:
            yield from _text_rows(block, width)
            return
        for row in (block.head, tuple("-" * one for one in widths), *block.rows):
            yield "  " + "  ".join(printable(cell).ljust(size) for cell, size in zip(row, widths, strict=True)).rstrip()


def _text_rows(grid: Grid, width: int) -> Iterator[str]:
    """Show a table that is too wide for lines of text row by row."""
    for first, *rest in grid.rows:
        if len(rest) == 1:
            yield from _wrapped(f"{first}: {rest[0]}", width, "- ", "  ")
            continue
        yield from _wrapped(first, width, "- ", "  ")
        for name, one in zip(grid.head[1:], rest, strict=True):
            yield from _wrapped(f"{name}: {one}", width, "  - ", "    ") if one else ()


def _wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    flat = " ".join(printable(text).split())
    return textwrap.wrap(flat, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False) or [""]


# ---------------------------------------------------------------- Markdown


def to_markdown(document: Document) -> str:
    """Return a document as Markdown, ending in one newline."""
    return "\n".join(_markdown(document)).rstrip("\n") + "\n"


def _markdown(document: Document) -> Iterator[str]:
    yield f"# {escape(document.title)}"
    yield ""
    for fact in document.facts:
        yield escape(fact)
        yield ""
    if document.caution:
        yield f"*{escape(document.caution)}*"
        yield ""
    for section in document.sections:
        yield from (f"{'#' * section.level} {escape(section.heading)}", "") if section.heading else ()
        for block in section.blocks:
            if isinstance(block, str):
                yield escape(block)
            elif isinstance(block, Lines):
                for number, (entry, under) in enumerate(block.entries, 1):
                    yield f"{f'{number}.' if block.numbered else '-'} {escape(entry)}"
                    yield from (f"   - {escape(one)}" for one in under)
            else:
                yield from (escape(block.caption), "") if block.caption else ()
                yield "| " + " | ".join(escape(one) for one in block.head) + " |"
                yield "|" + "---|" * len(block.head)
                yield from ("| " + " | ".join(escape(cell) for cell in row) + " |" for row in block.rows)
            yield ""


# ---------------------------------------------------------------- HTML


def to_html(document: Document, level: int = 2) -> str:
    """Return a document as a static fragment of HTML.

    Args:
        document: The document.
        level: Level of the heading of its title.
    """
    return "".join(_html(document, level))


def to_page(document: Document) -> str:
    """Return a document as one self-contained page, without scripts."""
    return plain_page(document.title, to_html(document, level=1))


def _cell(text: str) -> str:
    return html_escape(printable(text))


def _html(document: Document, level: int) -> Iterator[str]:
    yield f"<div><h{level}>{_cell(document.title)}</h{level}><p>" + "<br>".join(_cell(one) for one in document.facts) + "</p>"
    if document.caution:
        yield f"<p><small>{_cell(document.caution)}</small></p>"
    for section in document.sections:
        if section.heading:
            deep = section.level + level - 1
            yield f"<h{deep}>{_cell(section.heading)}</h{deep}>"
        for block in section.blocks:
            if isinstance(block, str):
                yield f"<p>{_cell(block)}</p>"
            elif isinstance(block, Lines):
                tag = "ol" if block.numbered else "ul"
                yield f"<{tag}>"
                for entry, under in block.entries:
                    more = "<ul>" + "".join(f"<li>{_cell(one)}</li>" for one in under) + "</ul>" if under else ""
                    yield f"<li>{_cell(entry)}{more}</li>"
                yield f"</{tag}>"
            else:
                yield "<table>" + (f"<caption {LEFT}>{_cell(block.caption)}</caption>" if block.caption else "") + "<thead><tr>"
                yield "".join(f'<th scope="col" {LEFT}>{_cell(one)}</th>' for one in block.head) + "</tr></thead><tbody>"
                for first, *rest in block.rows:
                    yield f'<tr><th scope="row" {LEFT}>{_cell(first)}</th>' + "".join(f"<td {LEFT}>{_cell(one)}</td>" for one in rest) + "</tr>"
                yield "</tbody></table>"
    yield "</div>"


def policy_fact(policy_id: str, sha256: str) -> str:
    """Name the policy a result rests on."""
    return f"Policy: {policy_id} (sha256 {sha256[:12]})."
