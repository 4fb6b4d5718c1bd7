"""
The gap report as one self-contained page, and that page as PDF.

>>> from claimmap.report.html import to_page, to_pdf
"""

from claimmap.report.html.page import DisclosureRow, to_page
from claimmap.report.html.pdf import to_pdf
from claimmap.report.html.spans import timeline_of
from claimmap.report.html.timeline_svg import Mark, Stretch, Timeline

__all__ = ["DisclosureRow", "Mark", "Stretch", "Timeline", "timeline_of", "to_page", "to_pdf"]
