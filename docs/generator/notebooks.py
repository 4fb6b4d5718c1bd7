"""Show executed notebooks on the site as they stand: nothing is run, and no notebook package is needed."""

import html
import json
from collections.abc import Iterator
from typing import Any

from myst_parser.parsers.sphinx_ import MystParser
from sphinx.application import Sphinx

FENCE = "`" * 6
"""Longer than any fence inside a cell."""


def to_markdown(notebook: dict[str, Any]) -> str:
    """Return a notebook as Markdown: text as written, code and results in blocks."""
    return "\n\n".join(part for cell in notebook["cells"] for part in parts_of(cell) if part.strip()) + "\n"


def parts_of(cell: dict[str, Any]) -> Iterator[str]:
    """Give the blocks of one cell."""
    source = joined(cell["source"])
    if cell["cell_type"] == "markdown":
        yield source
    elif cell["cell_type"] == "code":
        if source.strip():
            yield f"{FENCE}python\n{source}\n{FENCE}"
        for output in cell["outputs"]:
            yield result_of(output)


def result_of(output: dict[str, Any]) -> str:
    """Return the block of one result: its HTML face if it has one, else its text."""
    data = output.get("data", {})
    if "text/html" in data:
        return f"{FENCE}{{raw}} html\n<div class=\"cell-output\">\n{joined(data['text/html'])}\n</div>\n{FENCE}"
    if "image/png" in data:
        code = "".join(joined(data["image/png"]).split())
        return f'{FENCE}{{raw}} html\n<img alt="{html.escape(joined(data.get("text/plain", "figure")))}" src="data:image/png;base64,{code}">\n{FENCE}'
    if "image/svg+xml" in data:
        return f"{FENCE}{{raw}} html\n{joined(data['image/svg+xml'])}\n{FENCE}"
    text = joined(output.get("text", data.get("text/plain", "\n".join(output.get("traceback", ())))))
    return f"{FENCE}text\n{text.rstrip()}\n{FENCE}" if text.strip() else ""


def joined(text: str | list[str]) -> str:
    """Return a text that a notebook may hold as lines."""
    return text if isinstance(text, str) else "".join(text)


class NotebookParser(MystParser):
    """Reads a notebook by way of Markdown."""

    supported = ("notebook",)

    def parse(self, inputstring: str, document: Any) -> None:
        """Fill *document* with what the notebook shows."""
        super().parse(to_markdown(json.loads(inputstring)), document)


def setup(app: Sphinx) -> dict[str, bool]:
    """Make notebooks a kind of source."""
    app.add_source_parser(NotebookParser)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
