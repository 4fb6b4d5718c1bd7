"""The long tables of the page: links of an element, items, sources. Their rows are most of the page, so they are written directly.

Every text goes through `safe` or `isolated`; nothing else may stand between the tags but words and numbers of our own.
End tags of rows and cells are left out, as HTML allows.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Final, final

from attrs import field, frozen
from markupsafe import Markup

from claimmap.problems import printable
from claimmap.report.exhibits import POLARITY_SIGNS, POLARITY_WORDS, Exhibit, ExhibitLink, Objection, PageData, Provider
from claimmap.report.html.blocks import Block

MOST_DERIVED: Final = 8
LONG: Final = 500
"""A text this long may hold a word that no line takes; layout engines need long to find where to break it."""
_RUNS: Final = re.compile(rf"(?s)\S{{{LONG}}}|.+?(?=\S{{{LONG}}}|\Z)").findall
_PLAIN_ID: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?").fullmatch
_SIDES: Final = {name: f"{POLARITY_SIGNS[name]} {words}" for name, words in POLARITY_WORDS.items()}


def safe(text: str) -> str:
    r"""Escape text from a case and write its control characters out; a run of letters that fills pages may be broken.

    >>> safe("<b>a\u202eb")
    '&lt;b&gt;a\\u202eb'
    """
    shown = printable(text)
    if len(shown) < LONG:
        return escape(shown)
    return "<wbr>".join(escape(one) for one in _RUNS(shown))


def isolated(text: object) -> Markup:
    r"""Make text from a case safe to show within a sentence: escaped, and set apart for direction.

    >>> isolated("<b>a\u202eb")
    Markup('<bdi>&lt;b&gt;a\\u202eb</bdi>')
    """
    return Markup(f"<bdi>{safe(str(text))}</bdi>")  # noqa: S704 - escaped


def words_of(kind: str) -> str:
    """Return a kind in words."""
    return kind.replace("-", " ")


def grade_words(grade: str | None) -> str:
    """Say a grade; F and 6 mean that somebody looked and could not judge."""
    if grade is None:
        return "not graded"
    return f"grade {grade}" + (" (cannot be judged)" if grade in ("F", "6") else "")


def state_words(item: Exhibit) -> str:
    """Say where an item stands: held, verified, before a chamber, who may see it, its grade."""
    words = ["held" if item.held else "not held", item.verification]
    if item.admissibility != "not-tendered":
        words.append(item.admissibility)
    words += [f"access {item.access}", grade_words(item.grade), *item.restrictions]
    return "; ".join(words)


@final
@frozen(kw_only=True, eq=False)
class Rows:
    """Writes the rows; knows where each id stands on the page."""

    data: PageData
    blocks: Sequence[Block]
    refs: Mapping[str, str] = field(init=False)

    @refs.default
    def _links_to_rows(self) -> dict[str, str]:
        out = {one.id: _anchor("s", number, one.id) for number, one in enumerate(self.data.providers)}
        out.update({one.id: _anchor("i", number, one.id) for number, one in enumerate(self.data.exhibits)})
        return out

    def ref(self, name: str) -> Markup:
        """Return an id, as a link where the page has its row."""
        return Markup(self._ref(name))  # noqa: S704 - escaped

    def ref_list(self, names: Sequence[str], most: int = MOST_DERIVED) -> Markup:
        """Return ids with links, and say how many are left out."""
        return Markup(self._list(names, most))  # noqa: S704 - escaped

    def _ref(self, name: str) -> str:
        return self.refs[name] if name in self.refs else str(isolated(name))

    def _list(self, names: Sequence[str], most: int = MOST_DERIVED) -> str:
        shown = ", ".join([self._ref(name) for name in names[:most]])
        return f"{shown} and {len(names) - most} more" if len(names) > most else shown

    def link_rows(self, block: Block) -> Markup:
        """Return what each item shows about an element, one row a link."""
        many = len(block.element.rows) > 1
        return Markup("".join([self._link_row(item, link, many=many) for item, link in block.links]))  # noqa: S704 - escaped

    def _link_row(self, item: Exhibit, link: ExhibitLink, *, many: bool) -> str:
        return (
            f"<tr><td>{_SIDES[link.polarity]}<th scope=row>{self._ref(item.id)} <small>{words_of(item.kind)}</small>"
            f"<td dir=auto>{safe(link.shows)}<td dir=auto>{_how(link, many=many)}\n"
        )

    def item_rows(self) -> Markup:
        """Return one row for each item: what it is, where it stands, and what it is used for."""
        used: dict[str, list[str]] = {}
        for block in self.blocks:
            for item, link in block.links:
                anchor = f"<a href=#e{block.number}>{POLARITY_SIGNS[link.polarity]} {safe(link.element)}</a>"
                used.setdefault(item.id, []).append(anchor)
        return Markup("".join([self._item_row(number, one, used.get(one.id, ())) for number, one in enumerate(self.data.exhibits)]))  # noqa: S704 - escaped

    def _item_row(self, number: int, item: Exhibit, used: Sequence[str]) -> str:
        what = words_of(item.kind) + (" <small>conclusion, no weight</small>" if item.conclusion else "")
        what += f" <small>{isolated(item.title)}</small>" if item.title else ""
        origin = "not disclosed" if item.undisclosed else "an origin " if item.origin else ""
        from_ = (f"copy of {self._ref(item.copy_of)} " if item.copy_of else "") + origin + self._list(item.from_)
        for_what = ", ".join(used) or ("rival explanations only" if item.rivals else "no element")
        for one in item.rivals:
            side = "against" if one.against else "for"
            for_what += f" <small dir=auto>{side} the rival explanation {isolated(one.alternative)}: {isolated(one.shows)}</small>"
        return (
            f"<tr id=i{number}><th scope=row>{isolated(item.id)}<td>{what}<td>{safe(item.made or 'not stated')}<td>{safe(state_words(item))}"
            f"<td>{from_}<td>{for_what}{''.join(self._objections(item.objections))}<td>{self._list(item.derived) or 'nothing'}\n"
        )

    def source_rows(self) -> Markup:
        """Return one row for each source, by code."""
        return Markup("".join([self._source_row(number, one) for number, one in enumerate(self.data.providers)]))  # noqa: S704 - escaped

    def _source_row(self, number: int, source: Provider) -> str:
        identity = words_of(source.identity) if source.identity else "not stated"
        return (
            f"<tr id=s{number}><th scope=row>{isolated(source.id)}<td>{safe(source.kind)}<td>{safe(identity)}"
            f"<td>{isolated(source.party or 'not stated')}<td>{grade_words(source.grade)}<td>{self._list(source.from_) or 'an origin'}"
            f"<td>{self._list(source.derived) or 'nothing'}{''.join(self._objections(source.objections))}\n"
        )

    def _objections(self, found: Iterable[Objection]) -> Iterator[str]:
        for one in found:
            about = f" as to {isolated(one.element)}" if one.element else ""
            yield f" <small dir=auto>challenged by {self._ref(one.by)}{about}, which {one.effect}: {isolated(one.because)}</small>"


def _anchor(letter: str, number: int, name: str) -> str:
    return f"<a href=#{letter}{number}>{name if _PLAIN_ID(name) else isolated(name)}</a>"


def _how(link: ExhibitLink, *, many: bool) -> str:
    """Say where in the item the fact stands, how the item shows it, and for which rows where there are several."""
    words = [link.basis] if link.basis else []
    if link.strength:
        words.append(f"{link.strength} strength")
    if link.limb:
        words.append(f"limb {link.limb}")
    if link.when:
        words.append(f"of {link.when}")
    if many and (link.events or link.people):
        words.append("for " + ", ".join(link.events + link.people))
    place = safe(link.at) if link.at else ""
    return f"{place} <small>{safe('; '.join(words))}</small>" if words else place
