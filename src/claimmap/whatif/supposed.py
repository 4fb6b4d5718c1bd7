"""What a supposition changes: claims and elements before and after, side by side."""

from collections.abc import Mapping, Sequence
from typing import Any, final

from attrs import frozen

from claimmap.evaluation import RESULTS, RowResult
from claimmap.whatif.cone import Evaluated
from claimmap.whatif.shown import Worded


@final
@frozen(kw_only=True)
class ClaimChange:
    """A claim's result at every standard, before and after."""

    claim: str
    before: Mapping[str, str]
    after: Mapping[str, str]

    def to_plain(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {"claim": self.claim, "before": dict(self.before), "after": dict(self.after)}


@final
@frozen(kw_only=True)
class ElementChange:
    """An element whose result or lines differ at the standard shown.

    Attributes:
        lines_before, lines_after: Bounds for and against, at grade low or better.
    """

    claim: str
    address: str
    mode: str | None
    event: str | None
    person: str | None
    before: str
    after: str
    lines_before: tuple[tuple[int, int], tuple[int, int]]
    lines_after: tuple[tuple[int, int], tuple[int, int]]

    def to_plain(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            "claim": self.claim, "element": self.address, "mode": self.mode, "event": self.event, "person": self.person, "before": self.before,
            "after": self.after, "lines_before": {"for": list(self.lines_before[0]), "against": list(self.lines_before[1])},
            "lines_after": {"for": list(self.lines_after[0]), "against": list(self.lines_after[1])},
        }  # fmt: skip


@final
@frozen(kw_only=True, repr=False)
class WhatIf(Worded):
    """A case beside a supposition on it.

    Attributes:
        supposed: The suppositions, one sentence each.
        claims: Claims whose result differs at any standard.
        elements: Elements whose result or lines differ at the standard shown.
        same: Claims that stand as they stood.
    """

    case: str
    title: str
    standard: str
    law: Mapping[str, Any]
    policy: Mapping[str, str]
    supposed: tuple[str, ...]
    claims: tuple[ClaimChange, ...]
    elements: tuple[ElementChange, ...]
    same: tuple[str, ...]

    def to_plain(self) -> dict[str, Any]:
        """Return the JSON values of `claimmap/whatif-1`."""
        return {
            "format": "claimmap/whatif-1", "case": self.case, "standard": self.standard, "law": dict(self.law), "policy": dict(self.policy),
            "supposed": list(self.supposed), "claims": [one.to_plain() for one in self.claims], "elements": [one.to_plain() for one in self.elements],
            "same": list(self.same),
        }  # fmt: skip


def whatif_of(before: Evaluated, after: Evaluated, standard: str, supposed: Sequence[str]) -> WhatIf:
    """Set a case and a supposition on it side by side; raises UnknownId."""
    stage = before.stage(standard)
    names = [one.standard for one in before.policy.stages]
    later = {one.id: place for place, one in enumerate(after.case.claims)}
    claims, same = [], []
    for place, claim in enumerate(before.case.claims):
        if claim.id not in later:
            continue
        was, now = before.claims[place].results, after.claims[later[claim.id]].results
        if was == now:
            same.append(claim.id)
        else:
            claims.append(ClaimChange(claim=claim.id, before=by_standard(names, was), after=by_standard(names, now)))
    return WhatIf(
        case=before.case.id, title=before.case.title, standard=standard, law=before.law.to_plain(),
        policy={"id": before.policy.id, "sha256": before.policy.sha256}, supposed=tuple(supposed), claims=tuple(claims),
        elements=element_changes(before, after, stage), same=tuple(same),
    )  # fmt: skip


def by_standard(names: Sequence[str], values: Sequence[int]) -> dict[str, str]:
    """Return results by standard, in words."""
    return {name: RESULTS[value] for name, value in zip(names, values, strict=True)}


def element_changes(before: Evaluated, after: Evaluated, stage: int) -> tuple[ElementChange, ...]:
    """Return the rows whose result or lines differ at a standard."""
    later = keyed(after)
    out = []
    for number, was in enumerate(before.evaluation.rows):
        now = later.get(before.row_key(number))
        if now is None or now is was:
            continue
        if was.results[stage] == now.results[stage] and lines_of(was, stage) == lines_of(now, stage):
            continue
        row = was.row
        out.append(
            ElementChange(
                claim=row.of.id, address=row.element.address, mode=row.mode, event=row.event, person=row.person, before=RESULTS[was.results[stage]],
                after=RESULTS[now.results[stage]], lines_before=lines_of(was, stage), lines_after=lines_of(now, stage),
            )  # fmt: skip
        )
    return tuple(out)


def keyed(held: Evaluated) -> dict[tuple[object, ...], RowResult]:
    """Return rows by what names them: after a full evaluation they may stand in other places."""
    return {held.row_key(number): one for number, one in enumerate(held.evaluation.rows)}


def lines_of(found: RowResult, stage: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return a row's lines for and against at grade low or better."""
    profile = found.units[found.shown[stage]].profiles[stage]
    return profile.pro[0], profile.con[0]
