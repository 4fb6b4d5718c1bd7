"""The report as a Word document: the in-depth analysis chart, the order of proof and the list of issues.

Chambers have ordered the parties to file a chart that leads from each element to the facts alleged and from each fact
to the evidence with its pinpoint; the order of proof lists the same evidence in the order in which it would be led.

Every text of a case is a run of text, never a field or a link. Text in a right-to-left script is marked as such, and
control characters are written out.
"""

from claimmap.report.word.chapters import to_docx
from claimmap.report.word.runs import clean, pieces

__all__ = ["clean", "pieces", "to_docx"]
