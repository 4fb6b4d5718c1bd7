"""Markdown as the pages of this project are written: one sentence a line, tables without line breaks."""

import re
from collections.abc import Iterable, Sequence

SENTENCE_END = re.compile(r"(?<=[a-z)`\]])\. (?=[A-Z`])")


def prose(text: str) -> str:
    """Return text with each sentence on a line of its own, ending in a full stop."""
    text = " ".join(text.split())
    return SENTENCE_END.sub(".\n", text) + ("" if text.endswith((".", ":", "?")) or not text else ".")


def cell(text: str) -> str:
    """Return text that fits one cell of a table."""
    return " ".join(text.split()).replace("|", "\\|")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell(one) for one in line) + " |" for line in lines)


def anchor(heading: str) -> str:
    """Return the anchor that code hosts and the site give a heading.

    >>> anchor("`claimmap law`")
    'claimmap-law'
    """
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def link(name: str, heading: str | None = None) -> str:
    """Return a link to a heading of the same page."""
    return f"[{name}](#{anchor(heading or name)})"


def code(text: str) -> str:
    """Return text as inline code."""
    return f"`{text}`"


def page(title: str, *parts: str) -> str:
    """Join the parts of a page."""
    return "\n\n".join([f"# {title}", *(part.strip("\n") for part in parts if part.strip())]) + "\n"
