"""The faces of all values in a notebook, by type."""

from collections.abc import Callable, Sequence
from functools import singledispatch
from html import escape
from typing import Any, Final

from claimmap.case import Case, Claim, Context, Event, Evidence, Group, Lead, Link, Person, Source
from claimmap.gaps import Gap
from claimmap.jurisdiction.answer import CaseJurisdiction, ClaimJurisdiction
from claimmap.law import Crime, Element, Law, Mode, Provision
from claimmap.policy import Policy
from claimmap.problems import Problem, Problems, printable
from claimmap.report import (
    casefaces,
    comparison,
    jurisdiction,
    lawface,
    markdown,
    notebook,
    reportfaces,
    rulefaces,
    text,
    whatif,
)
from claimmap.report.compared import Comparison
from claimmap.report.model import ClaimReport, ElementReport, LooseLink, Report, RowReport, SharedContext
from claimmap.states import State, States, Status

WORDED: Final[dict[type, Callable[[Any], whatif.Document]]] = {
    Case: casefaces.case_document,
    Claim: casefaces.claim_document,
    Person: casefaces.person_document,
    Group: casefaces.group_document,
    Context: casefaces.context_document,
    Event: casefaces.event_document,
    Evidence: casefaces.evidence_document,
    Source: casefaces.source_document,
    Link: casefaces.link_document,
    Lead: casefaces.lead_document,
    ClaimReport: reportfaces.claim_document,
    ElementReport: reportfaces.element_document,
    RowReport: reportfaces.row_document,
    SharedContext: reportfaces.shared_document,
    LooseLink: reportfaces.loose_document,
    Gap: reportfaces.gap_document,
    Policy: rulefaces.policy_document,
    State: rulefaces.state_document,
    States: rulefaces.states_document,
    Status: rulefaces.status_document,
    Comparison: comparison.document,
}
"""Values that are worded once, as a document of headings, sentences, lists and tables."""


@singledispatch
def bundle(value: object) -> dict[str, str]:
    """Return what a notebook may show of a value; raises TypeError where there is no face for it."""
    worded = WORDED.get(type(value))
    if worded is None:
        raise TypeError(f"{type(value).__name__} has no face")
    return of_document(worded(value))


def of_document(worded: whatif.Document) -> dict[str, str]:
    """Make a face of a document."""
    return {"text/plain": whatif.to_text(worded), "text/markdown": whatif.to_markdown(worded), "text/html": whatif.to_html(worded)}


def expectations_bundle(passed: int, failed: int, rows: Sequence[tuple[str, ...]], problems: Sequence[Problem]) -> dict[str, str]:
    """Make the face of what came of expectations; the value itself stands above the writers."""
    return of_document(rulefaces.expectations_document(passed, failed, rows, problems))


@bundle.register
def _(value: Report) -> dict[str, str]:
    return {"text/plain": text.to_text(value), "text/markdown": markdown.to_markdown(value), "text/html": notebook.to_html(value)}


@bundle.register
def _(value: ClaimJurisdiction) -> dict[str, str]:
    return {"text/plain": jurisdiction.claim_text(value), "text/markdown": jurisdiction.claim_markdown(value), "text/html": jurisdiction.answer_html(value)}


@bundle.register
def _(value: CaseJurisdiction) -> dict[str, str]:
    return {"text/plain": jurisdiction.to_text(value), "text/markdown": jurisdiction.to_markdown(value), "text/html": jurisdiction.to_html(value)}


@bundle.register
def _(value: Problems) -> dict[str, str]:
    worded = of_document(rulefaces.problems_document(value))
    plain = rulefaces.problems_text(value)
    excerpts = f"<pre>{escape(printable(plain))}</pre>" if value else ""
    return worded | {"text/plain": plain, "text/html": worded["text/html"] + excerpts}


@bundle.register
def _(value: Problem) -> dict[str, str]:
    return bundle(Problems((value,)))


@bundle.register(Law)
@bundle.register(Crime)
@bundle.register(Mode)
@bundle.register(Element)
@bundle.register(Provision)
def _(value: object) -> dict[str, str]:
    return lawface.bundle(value)
