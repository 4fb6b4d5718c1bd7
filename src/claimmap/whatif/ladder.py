"""The ladder of standards: how high a claim stands, what separates it from the next rung, and what already stands higher.

A fallback is another mode of the claim, a claim in the alternative, or a neighbouring crime on the same facts.
"""

from collections.abc import Mapping
from typing import Any, Literal, final

from attrs import frozen

from claimmap.evaluation import MET, RESULTS
from claimmap.problems import ClaimmapError
from claimmap.whatif.closing import Closer
from claimmap.whatif.cone import Evaluated
from claimmap.whatif.formula import claim_formula, leaves
from claimmap.whatif.recharacterise import recharacterised
from claimmap.whatif.shown import Worded
from claimmap.whatif.steps import cost_of
from claimmap.whatif.supposed import by_standard


@final
@frozen(kw_only=True)
class Separates:
    """One element that keeps a claim from the next standard.

    Attributes:
        new_lines, others: What the smallest set of steps takes; None where nothing the file asks for suffices.
    """

    address: str
    limb: str
    mode: str | None
    event: str | None
    person: str | None
    result: str
    new_lines: int | None
    others: int | None

    def to_plain(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            "element": self.address, "limb": self.limb or None, "mode": self.mode, "event": self.event, "person": self.person, "result": self.result,
            "new_lines": self.new_lines, "other_steps": self.others,
        }  # fmt: skip


@final
@frozen(kw_only=True)
class Fallback:
    """Something that already stands higher.

    Attributes:
        kind: mode, claim (in the alternative), or crime (a neighbouring one, on the links that carry over).
        review: Links that would have to be reviewed first.
    """

    kind: Literal["mode", "claim", "crime"]
    what: str
    why: str
    highest: str
    review: int

    def to_plain(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {"kind": self.kind, "what": self.what, "why": self.why, "highest": self.highest, "review": self.review}


@final
@frozen(kw_only=True)
class Rung:
    """Where one claim stands on the ladder.

    Attributes:
        highest: The strictest standard met; None where none is.
        next: The standard above it; None at the top.
    """

    claim: str
    title: str
    crime: str
    results: Mapping[str, str]
    highest: str | None
    next: str | None
    separates: tuple[Separates, ...]
    fallbacks: tuple[Fallback, ...]

    def to_plain(self) -> dict[str, Any]:
        """Return the claim as JSON values."""
        return {
            "id": self.claim, "crime": self.crime, "results": dict(self.results), "highest": self.highest, "next": self.next,
            "separates": [one.to_plain() for one in self.separates], "fallbacks": [one.to_plain() for one in self.fallbacks],
        }  # fmt: skip


@final
@frozen(kw_only=True, repr=False)
class Ladder(Worded):
    """Every claim of a case on the ladder of standards."""

    case: str
    title: str
    policy: Mapping[str, str]
    standards: tuple[str, ...]
    claims: tuple[Rung, ...]

    def to_plain(self) -> dict[str, Any]:
        """Return the JSON values of `claimmap/ladder-1`."""
        return {
            "format": "claimmap/ladder-1", "case": self.case, "policy": dict(self.policy), "standards": list(self.standards),
            "claims": [one.to_plain() for one in self.claims],
        }  # fmt: skip


def ladder_of(held: Evaluated) -> Ladder:
    """Put every claim on the ladder."""
    names = [one.standard for one in held.policy.stages]
    closers: dict[int, Closer] = {}
    claims = []
    for place, claim in enumerate(held.case.claims):
        results = held.claims[place].results
        top = height(results)
        following = top + 1
        separates: tuple[Separates, ...] = ()
        if following < len(names):
            closer = closers.setdefault(following, Closer(held, names[following]))
            separates = _separates(held, place, following, closer)
        law = held.graph.claims[place]
        claims.append(
            Rung(
                claim=claim.id, title=claim.title, crime=law.crime.address if law.crime else claim.crime, results=by_standard(names, results),
                highest=names[top] if top >= 0 else None, next=names[following] if following < len(names) else None, separates=separates,
                fallbacks=tuple(_fallbacks(held, place, top)) if following < len(names) else (),
            )  # fmt: skip
        )
    return Ladder(
        case=held.case.id, title=held.case.title, policy={"id": held.policy.id, "sha256": held.policy.sha256}, standards=tuple(names), claims=tuple(claims)
    )


def height(results: tuple[int, ...]) -> int:
    """Return the position of the strictest standard that is met, or -1."""
    return max((place for place, one in enumerate(results) if one == MET), default=-1)


def _separates(held: Evaluated, place: int, stage: int, closer: Closer) -> tuple[Separates, ...]:
    formula = claim_formula(held.evaluation, place, held.claims[place].best_mode[stage])
    if formula is None:
        return ()
    out = []
    for leaf in leaves(formula):
        unit = held.evaluation.rows[leaf.row].units[leaf.unit]
        if held.evaluation.rows[leaf.row].results[stage] == MET or unit.results[stage] == MET:
            continue
        row, sets = held.graph.rows[leaf.row], closer.found(leaf).family.sets
        news, others = cost_of(sets[0]) if sets else (None, None)
        out.append(
            Separates(address=row.element.address, limb=unit.unit.limb, mode=row.mode, event=row.event, person=row.person,
                      result=RESULTS[unit.results[stage]], new_lines=news, others=others)
        )  # fmt: skip
    return tuple(out)


def _fallbacks(held: Evaluated, place: int, top: int) -> list[Fallback]:
    """Return what already stands higher than the claim: modes, claims in the alternative, neighbouring crimes."""
    names = [one.standard for one in held.policy.stages]
    law, claim = held.graph.claims[place], held.case.claims[place]
    out = []
    for mode in law.modes if len(law.modes) > 1 else ():
        alone = held.suppose(recharacterised(held.case, claim.id, held.law, mode=mode.address).case)
        if height(alone.claims[place].results) > top:
            out.append(Fallback(kind="mode", what=mode.address, why=mode.title, highest=names[height(alone.claims[place].results)], review=0))
    for other, one in enumerate(held.case.claims):
        if (one.id in claim.alternative_to or claim.id in one.alternative_to) and height(held.claims[other].results) > top:
            out.append(Fallback(kind="claim", what=one.id, why=one.title, highest=names[height(held.claims[other].results)], review=0))
    for neighbour in law.crime.neighbours if law.crime is not None else ():
        try:
            carried = recharacterised(held.case, claim.id, held.law, crime=neighbour.address)
        except ClaimmapError:
            continue
        found = height(held.suppose(carried.case).claims[place].results)
        if found > top:
            review = sum(one.what == "review" for one in carried.links)
            out.append(Fallback(kind="crime", what=neighbour.address, why=neighbour.why, highest=names[found], review=review))
    return out
