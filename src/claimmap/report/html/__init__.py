"""The gap report as one self-contained page, and that page as PDF.

>>> from claimmap.report.html import to_page, to_pdf
"""

from collections.abc import Mapping, Sequence
from typing import Any

from claimmap.report.dossier import Dossier
from claimmap.report.html.page import DisclosureRow, to_page
from claimmap.report.html.pdf import to_pdf
from claimmap.report.html.spans import timeline_of
from claimmap.report.html.timeline_svg import Mark, Stretch, Timeline

__all__ = ["DisclosureRow", "Mark", "Stretch", "Timeline", "html_of", "pdf_of", "timeline_of", "to_page", "to_pdf"]


def html_of(
    dossier: Dossier, *, timeline: Timeline | None = None, disclosure: Sequence[DisclosureRow] | None = None,
    jurisdiction: Mapping[str, Mapping[str, Any]] | None = None,
) -> bytes:  # fmt: skip
    """Return a dossier, cut to its audience, as a page; what stands beside it must be of the same cut case (see `to_page`)."""
    page = to_page(
        dossier.report, dossier.data, timeline=timeline, disclosure=disclosure, jurisdiction=jurisdiction,
        audience=dossier.audience, held=dossier.held,
    )  # fmt: skip
    return page.encode()


def pdf_of(
    dossier: Dossier, *, timeline: Timeline | None = None, disclosure: Sequence[DisclosureRow] | None = None,
    jurisdiction: Mapping[str, Mapping[str, Any]] | None = None,
) -> bytes:  # fmt: skip
    """Return the same page as PDF; raises ClaimmapError where weasyprint is missing."""
    return to_pdf(html_of(dossier, timeline=timeline, disclosure=disclosure, jurisdiction=jurisdiction).decode())
