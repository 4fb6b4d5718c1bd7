"""The register of contested law, from the file that answers rest on."""

from collections.abc import Iterator

from claimmap import forum
from claimmap.jurisdiction.register import Point
from generator.writing import code, link, prose, table
from generator.writing import page as page_of

INTRODUCTION = """\
Points of law on which an answer on jurisdiction may turn and on which authorities differ.
Where a point arises, the answer is `contested`, and both views are shown ([how that works](../explanation/contested-law.md)).
`leans` is the answer that the weight of authority favours: `yes` supports jurisdiction, `open` means that it favours neither.

A view that has not been checked rests on recollection: confirm it before citing it."""


def page() -> str:
    """Return the register as a page."""
    points = sorted(forum.load_register().points.values(), key=lambda one: one.id)
    parts = [INTRODUCTION, table(["point", "article", "question", "leans"], ((link(one.id), code(one.article), one.question, one.leans) for one in points))]
    for one in points:
        parts += [f"## {one.id}", *section(one)]
    return page_of("Contested law: the register", *parts)


def section(point: Point) -> Iterator[str]:
    """Give the parts of one point."""
    yield prose(f"Article {point.article}: {point.question}")
    yield prose(f"It leans {point.leans}. {point.why_it_leans or ''}" if point.leans != "open" else f"It leans to neither side. {point.why_it_leans or ''}")
    rows = (
        (one.answer, one.who, one.why, f"{one.rank.replace('-', ' ')}{': ' + one.cite if one.cite else ''}", one.checked.isoformat() if one.checked else "not checked")
        for one in point.views
    )
    yield table(["answer", "who holds it", "why", "highest authority", "compared"], rows)
