"""Questions of identity: what it would do to the lines if two ids were one.

The case asks them (`maybe-same`); nothing merges by itself.
"""

from collections.abc import Mapping
from typing import Any, final

from attrs import frozen

from claimmap.problems import ClaimmapError
from claimmap.whatif.changes import merged, things
from claimmap.whatif.cone import Evaluated
from claimmap.whatif.shown import Worded
from claimmap.whatif.supposed import ClaimChange, ElementChange, by_standard, element_changes


@final
@frozen(kw_only=True)
class IdentityQuestion:
    """One question and what a yes would do.

    Attributes:
        asked: False where the ids are not sources or items, or cannot be one; `why_not` says so.
        claims, elements: What would differ.
    """

    ids: tuple[str, ...]
    why: str
    asked: bool
    why_not: str
    claims: tuple[ClaimChange, ...]
    elements: tuple[ElementChange, ...]

    def to_plain(self) -> dict[str, Any]:
        """Return the question as JSON values."""
        return {
            "ids": list(self.ids), "why": self.why, "asked": self.asked, "why_not": self.why_not or None,
            "claims": [one.to_plain() for one in self.claims], "elements": [one.to_plain() for one in self.elements],
        }  # fmt: skip


@final
@frozen(kw_only=True, repr=False)
class Identities(Worded):
    """Every question of identity that a case records."""

    case: str
    title: str
    standard: str
    policy: Mapping[str, str]
    questions: tuple[IdentityQuestion, ...]

    def to_plain(self) -> dict[str, Any]:
        """Return the JSON values of `claimmap/identities-1`."""
        return {
            "format": "claimmap/identities-1", "case": self.case, "standard": self.standard, "policy": dict(self.policy),
            "questions": [one.to_plain() for one in self.questions],
        }  # fmt: skip


def identities_of(held: Evaluated, standard: str) -> Identities:
    """Try a yes to each question on a copy; raises UnknownId for an unknown standard."""
    stage = held.stage(standard)
    names = [one.standard for one in held.policy.stages]
    known = {one.id for one in things(held.case)}
    out = []
    for question in held.case.maybe_same:
        why_not = ""
        claims: tuple[ClaimChange, ...] = ()
        elements: tuple[ElementChange, ...] = ()
        if not set(question.ids) <= known:
            why_not = "It is about people or other things, not about sources or items: no line of evidence depends on it."
        else:
            try:
                after = held.suppose(merged(held.case, *question.ids))
            except ClaimmapError as error:
                why_not = str(error)
            else:
                claims = tuple(
                    ClaimChange(claim=claim.id, before=by_standard(names, was.results), after=by_standard(names, now.results))
                    for claim, was, now in zip(held.case.claims, held.claims, after.claims, strict=True) if was.results != now.results
                )  # fmt: skip
                elements = element_changes(held, after, stage)
        out.append(IdentityQuestion(ids=question.ids, why=question.why, asked=not why_not, why_not=why_not, claims=claims, elements=elements))
    return Identities(
        case=held.case.id, title=held.case.title, standard=standard, policy={"id": held.policy.id, "sha256": held.policy.sha256}, questions=tuple(out)
    )
