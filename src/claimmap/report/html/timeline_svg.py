"""A timeline as SVG: membership of States, declarations, referrals and the incidents of a case, on one axis of years.

What is drawn is plain dated spans, so that any caller may pass its own. Kinds differ by pattern and word, never by
colour alone; every mark that is not certain is dashed and says so.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final, Literal, final

from attrs import frozen
from markupsafe import Markup, escape

from claimmap.problems import printable

Kind = Literal["membership", "declaration", "referral", "event", "exclusion", "none"]

KIND_WORDS: Final[dict[str, str]] = {
    "membership": "Party to the Statute",
    "declaration": "declaration",
    "referral": "referral or trigger",
    "event": "incident or context",
    "exclusion": "kept out",
    "none": "no span",
}
"""What each kind of span is called in the table beside the picture."""

_LEFT: Final = 260
_WIDE: Final = 620
_ROW: Final = 26
_TOP: Final = 34
_MOST_LABEL: Final = 36
_LAST_DAY: Final = dt.date.max - dt.timedelta(days=1)
_MOST_TICKS: Final = 11
_STEPS: Final = (1, 2, 5, 10, 20, 50, 100, 200)


@final
@frozen(kw_only=True)
class Stretch:
    """A span of days.

    Attributes:
        lane: What it belongs to: a State, an incident.
        label: What it is, in a few words.
        first: None where it has no beginning.
        last: None where it goes on.
        firm: False where its effect or its dates are contested or unknown.
        days: Its days as they are written, where that is not from `first` to `last`.
        note: Why, and where that is written.
    """

    lane: str
    label: str
    kind: Kind
    first: dt.date | None
    last: dt.date | None
    firm: bool = True
    days: str = ""
    note: str = ""


@final
@frozen(kw_only=True)
class Mark:
    """A day that concerns every lane, such as the entry into force of the Statute."""

    day: dt.date
    label: str


@final
@frozen(kw_only=True)
class Timeline:
    """Spans and days to draw, in the order given."""

    stretches: tuple[Stretch, ...]
    marks: tuple[Mark, ...] = ()

    def lanes(self) -> dict[str, list[Stretch]]:
        """Return the spans of each lane, in order of first mention."""
        out: dict[str, list[Stretch]] = {}
        for one in self.stretches:
            out.setdefault(one.lane, []).append(one)
        return out


def cut(text: str, most: int) -> str:
    """Shorten a text for a drawing; the whole stands in a table beside it.

    >>> cut("a long label", 8)
    'a long ...'
    """
    shown = printable(text).replace("\n", " ")
    return shown if len(shown) <= most else shown[: most - 1].rstrip() + " ..."


def days_words(one: Stretch) -> str:
    """Say from when to when: `2011-11-11 to 2019-03-16`, `since 2017-10-27`."""
    if one.days or one.kind == "none":
        return one.days
    if one.first is None and one.last is None:
        return "at all times"
    if one.first is None:
        return f"until {one.last}"
    if one.last is None:
        return f"since {one.first}"
    return str(one.first) if one.first == one.last else f"{one.first} to {one.last}"


def draw_timeline(timeline: Timeline, label: str) -> Markup:
    """Draw a timeline; nothing where it has no dated span."""
    first, last = _reach(timeline)
    if first is None or last is None:
        return Markup()
    lanes = timeline.lanes()
    height = _TOP + sum(_ROW * (len(found) + 1) for found in lanes.values()) + 8 + 18 * len(timeline.marks)
    bottom = height - 4 - 18 * len(timeline.marks)
    head = (
        f'<svg class="timeline" role="img" aria-label="{escape(printable(label))}" width="{_LEFT + _WIDE + 20}" height="{height}"'
        f' viewBox="0 0 {_LEFT + _WIDE + 20} {height}" font-size="13" font-family="sans-serif" fill="currentColor" stroke="none">'
    )
    out = [head]
    out += _axis(first, last, bottom)
    y = _TOP
    for lane, found in lanes.items():
        out.append(f'<text x="0" y="{y + 17}" font-weight="bold">{escape(cut(lane, _MOST_LABEL))}</text>')
        y += _ROW
        for one in found:
            out += _bar(one, first, last, y)
            y += _ROW
    for number, mark in enumerate(timeline.marks):
        x = _at(mark.day, first, last)
        anchor = "end" if x > _LEFT + _WIDE / 2 else "start"
        shift = -5 if anchor == "end" else 5
        out.append(
            f'<path d="M{x} {_TOP - 8}V{bottom + 18 * (number + 1) - 4}" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2 3"/>'
            f'<text x="{x + shift}" y="{bottom + 18 * (number + 1) - 3}" text-anchor="{anchor}">{escape(f"{mark.day}: {cut(mark.label, 48)}")}</text>'
        )
    out.append("</svg>")
    return Markup("".join(out))  # noqa: S704 - every text in it is escaped above


def _reach(timeline: Timeline) -> tuple[dt.date | None, dt.date | None]:
    days = [day for one in timeline.stretches if one.kind != "none" for day in (one.first, one.last) if day is not None]
    if not days:
        return None, None
    days += [mark.day for mark in timeline.marks]
    return dt.date(max(min(days).year - 1, 1), 1, 1), dt.date(min(max(days).year + 2, 9999), 1, 1)


def _at(day: dt.date, first: dt.date, last: dt.date) -> float:
    share = (day.toordinal() - first.toordinal()) / (last.toordinal() - first.toordinal())
    return round(_LEFT + _WIDE * min(max(share, 0.0), 1.0), 1)


def _axis(first: dt.date, last: dt.date, bottom: float) -> Iterator[str]:
    years = last.year - first.year
    step = next((one for one in _STEPS if years / one <= _MOST_TICKS), _STEPS[-1])
    lines, labels = [], []
    for year in range(first.year, last.year + 1):
        if year % step == 0:
            x = _at(dt.date(year, 1, 1), first, last)
            lines.append(f"M{x} {_TOP - 10}V{bottom}")
            labels.append(f'<text x="{x}" y="{_TOP - 16}" text-anchor="middle">{year}</text>')
    yield f'<path d="{"".join(lines)}" stroke="currentColor" stroke-opacity=".25" fill="none"/>'
    yield from labels


def _bar(one: Stretch, first: dt.date, last: dt.date, y: float) -> Iterator[str]:
    start = _LEFT - 6.0 if one.first is None else _at(one.first, first, last)
    end = _LEFT + _WIDE + 6.0 if one.last is None else _at(min(one.last, _LAST_DAY) + dt.timedelta(days=1), first, last)
    width = max(round(end - start, 1), 5)
    yield f'<text x="12" y="{y + 17}">{escape(cut(one.label, _MOST_LABEL))}</text>'
    if one.kind == "none":
        return
    dash = "" if one.firm else ' stroke-dasharray="5 3"'
    top, tall = y + 5, 15
    fill = {"membership": ".55", "event": ".85", "referral": "0", "declaration": ".12", "exclusion": "0"}[one.kind]
    if not one.firm:
        fill = "0"
    yield (
        f'<rect x="{start}" y="{top}" width="{width}" height="{tall}" fill="currentColor" fill-opacity="{fill}"'
        f' stroke="currentColor" stroke-width="1.2"{dash}/>'
    )
    if one.kind in ("declaration", "exclusion"):
        yield _hatch(start, top, width, tall, falling=one.kind == "exclusion")
    if one.first is None:
        yield f'<path d="M{start} {top}l-6 {tall / 2}l6 {tall / 2}z"/>'
    if one.last is None:
        yield f'<path d="M{start + width} {top}l6 {tall / 2}l-6 {tall / 2}z"/>'


def _hatch(x: float, y: float, width: float, tall: float, *, falling: bool) -> str:
    """Draw slanted lines inside a bar, each cut off at its end."""
    strokes: list[str] = []
    at = x
    while at < x + width and len(strokes) < 150:
        run = min(tall * 0.7, x + width - at)
        rise = run / 0.7
        begin, end = (y, y + rise) if falling else (y + tall, y + tall - rise)
        strokes.append(f"M{at:.1f} {begin:.1f}L{at + run:.1f} {end:.1f}")
        at += 8
    return f'<path d="{"".join(strokes)}" stroke="currentColor" stroke-opacity=".7" fill="none"/>'


def rows(timeline: Timeline) -> Sequence[tuple[str, str, str, str, str]]:
    """Return the same spans as rows of text: lane, what, kind, days, certainty and note."""
    return [
        (one.lane, one.label, KIND_WORDS[one.kind], days_words(one), ", ".join(filter(None, ["" if one.firm else "not certain", one.note])))
        for one in timeline.stretches
    ]
