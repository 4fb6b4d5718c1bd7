"""Candidates for disclosure review as rows of the page."""

from claimmap.report.html.page import DisclosureRow
from claimmap.whatif.disclosure import HEADS, Disclosure


def disclosure_rows(found: Disclosure) -> list[DisclosureRow]:
    """Return one row for each candidate, those that nobody has reviewed first, and one for each further statement."""
    rows = [
        DisclosureRow(
            item=one.id, elements=tuple(dict.fromkeys(touch.element for touch in one.touches if touch.element)),
            why=tuple(f"{touch.how}: {touch.says}" if touch.says else touch.how for touch in one.touches), heads=one.heads,
            holds_back=one.holds_back,
            reviews=tuple(f"{review.reviewer}, {review.date}: {review.category}; {review.reason}" for review in one.reviews),
        )
        for one in found.candidates
    ]  # fmt: skip
    return rows + [DisclosureRow(item=name, heads=(HEADS["statement"],)) for name in found.statements]
