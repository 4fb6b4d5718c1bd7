"""The faces of all values in a notebook, by type."""

from functools import singledispatch
from html import escape

from claimmap.jurisdiction.answer import CaseJurisdiction, ClaimJurisdiction
from claimmap.law import Crime, Element, Law, Mode, Provision
from claimmap.problems import printable
from claimmap.report import comparison, jurisdiction, lawface, markdown, notebook, text, whatif
from claimmap.report.compared import Comparison
from claimmap.report.model import Report


@singledispatch
def bundle(value: object) -> dict[str, str]:
    """Return what a notebook may show of a value; raises TypeError where there is no face for it."""
    raise TypeError(f"{type(value).__name__} has no face")


def of_text(plain: str, marked: str) -> dict[str, str]:
    """Make a face of plain text and Markdown; its HTML is the text as it stands."""
    return {"text/plain": plain, "text/markdown": marked, "text/html": f"<pre>{escape(printable(plain))}</pre>"}


@bundle.register
def _(value: Report) -> dict[str, str]:
    return {"text/plain": text.to_text(value), "text/markdown": markdown.to_markdown(value), "text/html": notebook.to_html(value)}


@bundle.register
def _(value: ClaimJurisdiction) -> dict[str, str]:
    return {"text/plain": jurisdiction.claim_text(value), "text/markdown": jurisdiction.claim_markdown(value), "text/html": jurisdiction.claim_html(value)}


@bundle.register
def _(value: CaseJurisdiction) -> dict[str, str]:
    return {"text/plain": jurisdiction.to_text(value), "text/markdown": jurisdiction.to_markdown(value), "text/html": jurisdiction.to_html(value)}


@bundle.register
def _(value: Comparison) -> dict[str, str]:
    worded = comparison.document(value)
    return {"text/plain": whatif.to_text(worded), "text/markdown": whatif.to_markdown(worded), "text/html": whatif.to_html(worded)}


@bundle.register(Law)
@bundle.register(Crime)
@bundle.register(Mode)
@bundle.register(Element)
@bundle.register(Provision)
def _(value: object) -> dict[str, str]:
    return lawface.bundle(value)
