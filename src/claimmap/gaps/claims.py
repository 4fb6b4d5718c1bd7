"""Gaps of a claim as a whole: no mode, no linkage, jurisdiction."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from claimmap.evaluation import MET, NOT_MET, Evaluation
from claimmap.gaps.kinds import Gap, gap, sentence

if TYPE_CHECKING:
    from claimmap.jurisdiction.answer import ClaimJurisdiction


def claim_gaps(evaluation: Evaluation, claim: int, crime: int, modes: Mapping[str, int], stage: int) -> tuple[Gap, ...]:
    """Find the gaps of a claim as a whole: no mode of liability named, or nothing that links the accused to the crime.

    Args:
        crime: Result of the crime's elements.
        modes: Result of each mode's elements.
    """
    law = evaluation.graph.claims[claim]
    if not law.modes:
        return (gap("no-mode", f"the claim {law.claim.id} names no mode of liability: nothing says how a person answers for the crime", (),
                    "Name one or more modes, in the alternative (arts. 25(3) and 28)."),)  # fmt: skip
    if crime == MET and max(modes.values(), default=NOT_MET) < MET:
        best = max(modes, key=lambda name: modes[name])
        return (gap("no-linkage", f"the crime of {law.claim.id} reaches {evaluation.policy.stages[stage].standard}, but no mode of liability does "
                    f"(nearest: {best})", (), "Look for evidence that links the accused to the conduct."),)  # fmt: skip
    return ()


def jurisdiction_gaps(answer: "ClaimJurisdiction") -> tuple[Gap, ...]:
    """Say what stands between a claim and the Court's jurisdiction: what fails, what is unknown, what is contested."""
    out = [
        gap("no-jurisdiction", f"on the facts as alleged the Court lacks jurisdiction over {answer.id}: {one.article}: {sentence(one.because)}", (),
            "Look at the neighbouring crimes and the other ways in that `claimmap jurisdiction` lists.")
        for one in answer.fails
    ]  # fmt: skip
    if answer.outcome == "unknown":
        sets = ["; and ".join(one) for one in answer.needs]
        out.append(gap("jurisdiction-undecided", f"whether the Court has jurisdiction over {answer.id} is undecided", (),
                       "Any one of these would settle it: " + " / ".join(sets) if sets else "See the views on the point of law."))  # fmt: skip
    if answer.contested:
        points = dict.fromkeys(view.point for view in answer.views)
        out.append(gap("jurisdiction-contested", f"jurisdiction over {answer.id} turns on what is contested: {', '.join(points)}", (),
                       "Argue both views; `claimmap jurisdiction` gives them with their authority."))  # fmt: skip
    if answer.exercise in ("available", "defective"):
        words = "no trigger is listed" if answer.exercise == "available" else "no trigger listed carries it"
        out.append(gap("no-trigger", f"jurisdiction over {answer.id} could be exercised, but {words}", (),
                       "A referral, a resolution of the Security Council or an investigation under article 15 would be needed."))  # fmt: skip
    return tuple(out)
