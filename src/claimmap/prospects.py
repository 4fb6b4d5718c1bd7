"""The public verbs about what could change: suppositions, what would close a gap, what could sink a claim.

A case goes in; another case, or an answer that shows itself, comes out. The case that was given is never touched.

>>> import claimmap as cm
>>> from claimmap import prospects
>>> case = cm.load_case("case.yaml")                                    # doctest: +SKIP
>>> prospects.whatif(case, prospects.without(case, "witness-12"))       # doctest: +SKIP
>>> prospects.closing(case, "deportation", "reasonable-basis")          # doctest: +SKIP
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from claimmap.case import Case, LinkTarget
from claimmap.law import Law
from claimmap.policy import Policy
from claimmap.reading import paused_gc
from claimmap.whatif import changes
from claimmap.whatif.analysts import Analysts, analysts_of
from claimmap.whatif.changes import at, with_, without
from claimmap.whatif.closing import Closing, closing_of
from claimmap.whatif.cone import Evaluated
from claimmap.whatif.cone import evaluated as evaluated_of
from claimmap.whatif.critical import Critical, critical_of
from claimmap.whatif.disclosure import Disclosure, disclosure_of
from claimmap.whatif.identities import Identities, identities_of
from claimmap.whatif.ladder import Ladder, ladder_of
from claimmap.whatif.recharacterise import Recharacterised, recharacterised
from claimmap.whatif.sensitivity import Sensitivity, sensitivity_of
from claimmap.whatif.supposed import WhatIf, whatif_of
from claimmap.workbench import law_of, load_case, load_policy

__all__ = [
    "analysts",
    "at",
    "closing",
    "critical",
    "disclosure",
    "evaluated",
    "grades",
    "identities",
    "ladder",
    "recharacterise",
    "sensitivity",
    "whatif",
    "with_",
    "without",
]


def evaluated(case: Case | str | Path, *, law: Law | None = None, policy: Policy | None = None) -> Evaluated:
    """Evaluate a case once, for many questions: its `suppose` evaluates a changed case by what the change reaches only.

    Args:
        case: A case, or the path of one.
        law: Instead of the one that the case names.
        policy: Instead of the default one.
    """
    found = case if isinstance(case, Case) else load_case(case, law)
    with paused_gc():
        return evaluated_of(found, law or law_of(found), policy or load_policy())


def grades(case: Case, given: Mapping[str, str]) -> Case:
    """Suppose grades by id of a source or an item, `unassessed` among them; raises UnknownId."""
    return with_(case, grades=given)


def recharacterise(case: Case, claim: str, *, crime: str | None = None, mode: str | None = None, law: Law | None = None) -> Recharacterised:
    """Put a claim under another crime, another mode of liability, or both; say what became of every link.

    Raises:
        UnknownId: there is no such claim, crime or mode.
    """
    return recharacterised(case, claim, law or law_of(case), crime=crime, mode=mode)


def whatif(
    case: Case, supposed: Case, standard: str | None = None, *, words: Iterable[str] = (), law: Law | None = None, policy: Policy | None = None
) -> WhatIf:
    """Set a case and a supposition on it side by side.

    Args:
        case: As it stands.
        supposed: As it would be.
        standard: The one for which elements are compared; the case's own if left out.
        words: What is supposed, in sentences.
        law: Instead of the one that the case names.
        policy: Instead of the default one.
    """
    held = evaluated(case, law=law, policy=policy)
    return whatif_of(held, held.suppose(supposed), standard or supposed.standard, tuple(words))


def closing(case: Case, claim: str, standard: str | None = None, *, law: Law | None = None, policy: Policy | None = None) -> Closing:
    """Return the smallest sets of steps that would bring a claim and its elements to a standard; raises UnknownId."""
    return closing_of(evaluated(case, law=law, policy=policy), claim, standard or case.standard)


def critical(case: Case, standard: str | None = None, *, law: Law | None = None, policy: Policy | None = None) -> Critical:
    """Return the sources and documents without which claims fall, alone or in pairs; raises UnknownId."""
    return critical_of(evaluated(case, law=law, policy=policy), standard or case.standard)


def disclosure(case: Case, *, law: Law | None = None, policy: Policy | None = None) -> Disclosure:
    """Return the candidates for disclosure review, with the review log and what nobody has searched for."""
    return disclosure_of(evaluated(case, law=law, policy=policy))


def ladder(case: Case, *, law: Law | None = None, policy: Policy | None = None) -> Ladder:
    """Return how high each claim stands, what separates it from the next standard, and what stands higher already."""
    return ladder_of(evaluated(case, law=law, policy=policy))


def identities(case: Case, standard: str | None = None, *, law: Law | None = None, policy: Policy | None = None) -> Identities:
    """Return what a yes to each question of identity would do to lines and results; raises UnknownId."""
    return identities_of(evaluated(case, law=law, policy=policy), standard or case.standard)


def analysts(case: Case, standard: str | None = None, *, law: Law | None = None, policy: Policy | None = None) -> Analysts:
    """Return results under each analyst's grades, side by side, and whether their disagreements matter; raises UnknownId."""
    return analysts_of(evaluated(case, law=law, policy=policy), standard or case.standard)


def sensitivity(case: Case, standard: str | None = None, *, law: Law | None = None, policy: Policy | None = None) -> Sensitivity:
    """Return which results flip if a clause of the policy moves by one step; raises UnknownId."""
    return sensitivity_of(evaluated(case, law=law, policy=policy), standard)


def supposed(case: Case, *, without_ids: Iterable[str | LinkTarget] = (), given: Mapping[str, str] | None = None) -> Case:
    """Apply the suppositions that commands take as options: what falls, and what is graded how; raises UnknownId."""
    return changes.with_(changes.without(case, *without_ids), grades=given)
