"""The gap report as one page that needs no network: tables that are complete without a script, and a matrix with one.

The policy of the page forbids every source but its own style and script, which it names by their hashes. All text from
a case is escaped by the template, set apart for direction, and shown with its control characters written out.
"""

import base64
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, final

from attrs import frozen
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from claimmap.problems import printable
from claimmap.report.exhibits import POLARITY_SIGNS, POLARITY_WORDS, Exhibit, ExhibitLink, PageData
from claimmap.report.html.blocks import SIGNS, Block, ladder_signs, ladder_words, number_blocks, worst_gaps
from claimmap.report.html.matrix import matrix_data, script_json
from claimmap.report.html.provenance_svg import Drawing, Network, draw_provenance
from claimmap.report.html.timeline_svg import Timeline, draw_timeline
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
_PLAIN_ID: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?").fullmatch
MOST_DERIVED: Final = 8
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


@final
@frozen(kw_only=True, eq=False)
class Page:
    """What the template asks for."""

    report: Report
    data: PageData
    refs: Mapping[str, Markup]
    drawings: Sequence[Drawing]
    anchors: Mapping[str, Sequence[tuple[int, ExhibitLink]]]

    def ref(self, name: str) -> Markup:
        """Return an id, as a link where the page has its row."""
        return self.refs[name] if name in self.refs else isolated(name)

    def ref_list(self, names: Sequence[str], most: int = MOST_DERIVED) -> Markup:
        """Return ids with links, and say how many are left out."""
        shown = Markup(", ").join(self.ref(name) for name in names[:most])
        return shown + f" and {len(names) - most} more" if len(names) > most else shown

    def kind(self, name: str) -> str:
        """Return a kind in words."""
        return name.replace("-", " ")

    def grade(self, grade: str | None) -> str:
        """Say a grade; F and 6 mean that somebody looked and could not judge."""
        if grade is None:
            return "not graded"
        return f"grade {grade}" + (" (cannot be judged)" if grade in ("F", "6") else "")

    def state(self, item: Exhibit) -> str:
        """Say where an item stands: held, verified, before a chamber, who may see it, its grade."""
        words = ["held" if item.held else "not held", item.verification]
        if item.admissibility != "not-tendered":
            words.append(item.admissibility)
        words.append(f"access {item.access}")
        words.append(self.grade(item.grade))
        return "; ".join((*words, *item.restrictions))


    def how(self, link: ExhibitLink, *, rows: bool) -> Markup:
        """Say where in the item the fact stands, how the item shows it, and for which rows where there are several."""
        whom = ", ".join(link.events + link.people) if rows else ""
        words = [link.basis or "", f"{link.strength} strength" if link.strength else "", f"limb {link.limb}" if link.limb else "",
                 f"of {link.when}" if link.when else "", f"for {whom}" if whom else ""]  # fmt: skip
        said = "; ".join(filter(None, words))
        place = escape(printable(link.at)) if link.at else Markup()
        return place + Markup(" <small>") + printable(said) + Markup("</small>") if said else place


def isolated(text: object) -> Markup:
    r"""Make text from a case safe to show: escaped, set apart for direction, control characters written out.

    >>> isolated("<b>a\u202eb")
    Markup('<bdi>&lt;b&gt;a\\u202eb</bdi>')
    """
    return Markup(f"<bdi>{escape(printable(str(text)))}</bdi>")  # noqa: S704 - escaped


def plain(text: object) -> str:
    """Show control characters of text from a case; the template escapes it."""
    return printable(str(text))


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
    page = Page(report=report, data=data, refs=_refs(data), drawings=_drawings(data, blocks), anchors=_anchors(blocks))
    return _template().render(
        page=page, report=report, data=data, claims=claims, blocks=blocks, worst=worst, worst_left=not_shown,
        shared=[one for one in blocks if one.element.scope == "context"], style=Markup(style), script=Markup(script),  # noqa: S704 - our own files
        policy=_policy(style, script), json=script_json(matrix_data(claims, blocks, data)), caution=CAUTION, head=head_lines(report),
        timeline=timeline, timeline_svg=None if timeline is None else draw_timeline(timeline, "Timeline of jurisdiction"),
        timeline_rows=[] if timeline is None else timeline_rows(timeline), disclosure=disclosure, jurisdiction=jurisdiction or {},
        loose=loose_words(report), audience=audience, held=held, open_items=len(data.exhibits) <= MOST_OPEN,
    )  # fmt: skip


def _refs(data: PageData) -> dict[str, Markup]:
    """Return a link for every item and source."""
    out = {one.id: _anchor("s", number, one.id) for number, one in enumerate(data.providers)}
    out.update({one.id: _anchor("i", number, one.id) for number, one in enumerate(data.exhibits)})
    return out


def _anchor(letter: str, number: int, name: str) -> Markup:
    words = escape(name) if _PLAIN_ID(name) else isolated(name)
    return Markup(f"<a href=#{letter}{number}>{words}</a>")  # noqa: S704 - escaped, or letters and digits


def _anchors(blocks: Sequence[Block]) -> dict[str, list[tuple[int, ExhibitLink]]]:
    """Return, by item, the elements that it is used for."""
    out: dict[str, list[tuple[int, ExhibitLink]]] = {}
    for block in blocks:
        for item, link in block.links:
            out.setdefault(item.id, []).append((block.number, link))
    return out


def _drawings(data: PageData, blocks: Sequence[Block]) -> list[Drawing]:
    network = Network.of(data)
    most = max(LEAST_DRAWN, min(MOST_DRAWN, DRAWN_IN_ALL // max(len(blocks), 1)))
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
        "t": isolated, "plain": plain, "lines": lines_words, "gap": gap_words, "ids": ids_words, "facts": claim_facts,
        "grouped": grouped_gaps, "also": also_words, "wants_means": wants_means,
        "ladder_words": ladder_words, "ladder_signs": ladder_signs, "count_gaps": counted_gaps,
    }  # fmt: skip
    environment.filters.update(filters)
    environment.globals.update(
        SIGNS=SIGNS, RESULTS=RESULT_WORDS, LONG=WORDS, STANDARDS=STANDARD_WORDS, ARTICLES=STANDARD_ARTICLES,
        next_words=next_words, CONDITIONS=CONDITIONS_TITLE, SIDE_SIGNS=POLARITY_SIGNS, SIDES=POLARITY_WORDS,
    )  # fmt: skip
    return environment.get_template("page.html.j2")
