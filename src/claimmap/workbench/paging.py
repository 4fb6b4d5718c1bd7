"""The gap report as a page or a PDF: the evaluation, the evidence behind it and the answer on jurisdiction in one file."""

from collections.abc import Callable

from claimmap.case import Case
from claimmap.law import Law
from claimmap.library import load_states
from claimmap.policy import STANDARDS, Policy
from claimmap.problems import UnknownId
from claimmap.reading import paused_gc
from claimmap.report.assemble import assemble
from claimmap.report.exhibits import exhibits_of
from claimmap.report.html import timeline_of, to_page
from claimmap.report.html.candidates import disclosure_rows
from claimmap.report.model import Report
from claimmap.whatif.cone import of_evaluation
from claimmap.whatif.disclosure import disclosure_of
from claimmap.workbench.asking import answers, law_of, run


def gaps_page(
    case: Case, standard: str | None = None, *, law: Law | None = None, policy: Policy | None = None,
    cut: Callable[[Report], Report] | None = None,
) -> tuple[Report, str]:  # fmt: skip
    """Report a case as one self-contained page, for the team itself.

    Args:
        case: The case.
        standard: Standard of proof; the case's own if left out.
        law: The law, if it is not the one that the case names.
        policy: The policy, if it is not the default one.
        cut: Keeps some claims or elements of the report; the page shows the evidence of those.

    Returns:
        The report that the page shows, and the page.

    Raises:
        UnknownId: there is no such standard, or `cut` names what the report does not hold.
    """
    chosen = standard or case.standard
    if chosen not in STANDARDS:
        raise UnknownId("standard", chosen, STANDARDS)
    with paused_gc():
        law = law or law_of(case)
        evaluation = run(case, law=law, policy=policy)
        found = answers(case, law)
        report = assemble(evaluation, chosen, found)
        shown = report if cut is None else cut(report)
        page = to_page(
            shown, exhibits_of(evaluation.graph, shown), timeline=None if found is None else timeline_of(case, load_states()),
            disclosure=disclosure_rows(disclosure_of(of_evaluation(evaluation))),
            jurisdiction={name: one.to_plain() for name, one in (found or {}).items()},
        )  # fmt: skip
    return shown, page
