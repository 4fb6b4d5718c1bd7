"""The gap report as one page that needs no network: tables that are complete without a script, and a matrix with one.

The policy of the page forbids every source but its own style and script, which it names by their hashes. All text from
a case is escaped by the template, set apart for direction, and shown with its control characters written out.
"""

import base64
import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, final

from attrs import frozen
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from claimmap.report.exhibits import PageData
from claimmap.report.html.blocks import SIGNS, Block, ladder_signs, ladder_words, number_blocks, worst_gaps
from claimmap.report.html.matrix import matrix_data, script_json
from claimmap.report.html.provenance_svg import Drawing, Network, draw_provenance
from claimmap.report.html.rows import Rows, isolated, safe
from claimmap.report.html.timeline_svg import Timeline, cut, draw_timeline
from claimmap.report.html.timeline_svg import rows as timeline_rows
from claimmap.report.model import CAUTION, WORDS, Report
from claimmap.report.wording import (
    CONDITIONS_TITLE,
    RESULT_WORDS,
    STANDARD_ARTICLES,
    STANDARD_WORDS,
    also_words,
    claim_facts,
    counted_gaps,
    gap_words,
    grouped_gaps,
    head_lines,
    ids_words,
    lines_words,
    loose_words,
    next_words,
    wants_means,
)

HERE: Final = Path(__file__).parent
MOST_DRAWN: Final = 28
LEAST_DRAWN: Final = 8
DRAWN_IN_ALL: Final = 2400
"""Nodes drawn on one page, so that it stays small enough to mail."""
MOST_TITLE: Final = 200
MOST_OPEN: Final = 100
"""A table of up to so many items stands open."""


@final
@frozen(kw_only=True)
class DisclosureRow:
    """One candidate for review before disclosure.

    Attributes:
        item: Id of the item, source or alternative.
        elements: Elements that it touches.
        why: Why it is a candidate.
        heads: Provisions under which it may fall.
        holds_back: What stands in the way of handing it over.
        reviews: Who looked at it, when, and with what result.
    """

    item: str
    elements: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    holds_back: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()


def plain(text: object) -> Markup:
    """Escape text from a case that stands alone in its element."""
    return Markup(safe(str(text)))  # noqa: S704 - escaped


def short(text: str) -> str:
    """Cut a text for the title of the window; the template escapes it."""
    return cut(text, MOST_TITLE)


def to_page(
    report: Report, data: PageData, *, timeline: Timeline | None = None, disclosure: Sequence[DisclosureRow] | None = None,
    jurisdiction: Mapping[str, Mapping[str, Any]] | None = None, audience: str = "internal", held: Sequence[tuple[str, int]] = (),
) -> str:  # fmt: skip
    """Return the report as one self-contained page.

    Args:
        report: What to show.
        data: The evidence behind it, from `exhibits_of`.
        timeline: Spans to draw; the section is left out where there is none.
        disclosure: Candidates for review; None leaves the section out, an empty list says that there are none.
        jurisdiction: Answers in full, by claim, as in the documents of `claimmap/jurisdiction-1`.
        audience: Whom everything given here is cut to already.
        held: How many things were held back from it, by reason.
    """
    claims, blocks = number_blocks(report, data)
    worst, not_shown = worst_gaps(blocks)
    style, script = _file("style.css"), _file("script.js")
    return _template().render(
        page=Rows(data=data, blocks=blocks), drawings=_drawings(data, blocks), report=report, data=data, claims=claims, blocks=blocks, worst=worst, worst_left=not_shown,
        shared=[one for one in blocks if one.element.scope == "context"], style=Markup(style), script=Markup(script),  # noqa: S704 - our own files
        policy=_policy(style, script), json=script_json(matrix_data(claims, blocks, data)), caution=CAUTION, head=head_lines(report),
        timeline=timeline, timeline_svg=None if timeline is None else draw_timeline(timeline, "Timeline of jurisdiction"),
        timeline_rows=[] if timeline is None else timeline_rows(timeline), disclosure=disclosure, jurisdiction=jurisdiction or {},
        loose=loose_words(report), audience=audience, held=held, open_items=len(data.exhibits) <= MOST_OPEN,
    )  # fmt: skip


def _drawings(data: PageData, blocks: Sequence[Block]) -> list[Drawing]:
    network = Network.of(data)
    most = max(LEAST_DRAWN, min(MOST_DRAWN, DRAWN_IN_ALL // max(sum(1 for one in blocks if one.links), 1)))
    return [
        draw_provenance(network, one.address, [(item.id, link.polarity) for item, link in one.links], one.element.single_points, most)
        for one in blocks
    ]


def _policy(style: str, script: str) -> str:
    """Return the content security policy: nothing but this style and this script."""

    def hashed(text: str) -> str:
        return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"

    return f"default-src 'none'; style-src {hashed(style)}; script-src {hashed(script)}; base-uri 'none'; form-action 'none'"


@cache
def _file(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    filters: dict[str, Callable[..., object]] = {
        "t": isolated, "plain": plain, "short": short, "lines": lines_words, "gap": gap_words, "ids": ids_words, "facts": claim_facts,
        "grouped": grouped_gaps, "also": also_words, "wants_means": wants_means,
        "ladder_words": ladder_words, "ladder_signs": ladder_signs, "count_gaps": counted_gaps,
    }  # fmt: skip
    environment.filters.update(filters)
    environment.globals.update(
        SIGNS=SIGNS, RESULTS=RESULT_WORDS, LONG=WORDS, STANDARDS=STANDARD_WORDS, ARTICLES=STANDARD_ARTICLES,
        next_words=next_words, CONDITIONS=CONDITIONS_TITLE,
    )  # fmt: skip
    return environment.get_template("page.html.j2")
