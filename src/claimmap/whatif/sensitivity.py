"""Sensitivity: which results flip if one clause of the policy moves by one step.

A policy is a choice of the team, not law; a result that hangs on one step of it should be read with that in mind.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal, final

from attrs import evolve, frozen

from claimmap.evaluation import RESULTS, claim_results, evaluate
from claimmap.policy import GRADES, LEVEL, Policy, Stage, Threshold, faults
from claimmap.whatif.cone import Evaluated
from claimmap.whatif.shown import Worded

THRESHOLDS: Final[tuple[Threshold, ...]] = ("low", "medium", "high")
CONTRADICTION: Final[tuple[Literal["note", "outweighed", "answered"], ...]] = ("note", "outweighed", "answered")


@final
@frozen(kw_only=True)
class Flip:
    """A claim or element whose result at a standard would be another."""

    claim: str
    address: str | None
    event: str | None
    person: str | None
    before: str
    after: str

    def to_plain(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {"claim": self.claim, "element": self.address, "event": self.event, "person": self.person, "from": self.before, "to": self.after}


@final
@frozen(kw_only=True)
class Moved:
    """One step of one clause, and what it would change.

    Attributes:
        nested: False where the policy so changed would no longer ask at least as much at stricter standards.
    """

    standard: str
    step: str
    stricter: bool
    nested: bool
    claims: tuple[Flip, ...]
    elements: tuple[Flip, ...]

    def to_plain(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            "standard": self.standard, "step": self.step, "stricter": self.stricter, "nested": self.nested,
            "claims": [one.to_plain() for one in self.claims], "elements": [one.to_plain() for one in self.elements],
        }  # fmt: skip


@final
@frozen(kw_only=True, repr=False)
class Sensitivity(Worded):
    """What each step of each clause would change."""

    case: str
    title: str
    policy: Mapping[str, str]
    moves: tuple[Moved, ...]

    def to_plain(self) -> dict[str, Any]:
        """Return the JSON values of `claimmap/sensitivity-1`."""
        return {"format": "claimmap/sensitivity-1", "case": self.case, "policy": dict(self.policy), "moves": [one.to_plain() for one in self.moves]}


def steps_of(stage: Stage) -> Iterator[tuple[str, bool, Stage]]:
    """Move each clause of a stage by one step, up and down.

    Returns:
        What moved in words, whether it is stricter, and the stage.
    """
    for place, clause in enumerate(stage.pro):
        words = f"{clause.lines} x {clause.grade}"
        level = THRESHOLDS.index(clause.grade)
        for other in (level - 1, level + 1):
            if 0 <= other < len(THRESHOLDS):
                grade = THRESHOLDS[other]
                yield f"clause {words}: grade {grade}", other > level, _clause(stage, place, grade=grade)
        for lines in (clause.lines - 1, clause.lines + 1):
            if lines >= 1:
                yield f"clause {words}: {lines} line{'' if lines == 1 else 's'}", lines > clause.lines, _clause(stage, place, lines=lines)
        judged = None if clause.assessment else "required"
        yield f"clause {words}: assessment {'required' if judged else 'not required'}", judged is not None, _clause(stage, place, assessment=judged)
    rule = CONTRADICTION.index(stage.con)
    for other in (rule - 1, rule + 1):
        if 0 <= other < len(CONTRADICTION):
            con = CONTRADICTION[other]
            yield f"contradiction: {con} instead of {stage.con}", other > rule, evolve(stage, con=con)
    if stage.con == "answered":
        hard = THRESHOLDS.index(stage.con_hard)
        for other in (hard - 1, hard + 1):
            if 0 <= other < len(THRESHOLDS):
                grade = THRESHOLDS[other]
                yield f"contradiction that no assessment answers: {grade} instead of {stage.con_hard}", other < hard, evolve(stage, con_hard=grade)
    exclude = stage.alternatives == "report"
    yield f"rival explanations: {'excluded' if exclude else 'only reported'}", exclude, evolve(stage, alternatives="exclude" if exclude else "report")
    for tag, cap in stage.caps.items():
        for other in (LEVEL[cap] - 1, LEVEL[cap] + 1):
            if 1 <= other < len(GRADES):
                yield f"cap of {tag}: {GRADES[other]} instead of {cap}", other < LEVEL[cap], evolve(stage, caps={**stage.caps, tag: GRADES[other]})


def _clause(stage: Stage, place: int, **changes: Any) -> Stage:
    return evolve(stage, pro=tuple(evolve(one, **changes) if number == place else one for number, one in enumerate(stage.pro)))


def sensitivity_of(held: Evaluated, standard: str | None = None) -> Sensitivity:
    """Move every clause by one step and say which results flip.

    Args:
        held: The case as evaluated.
        standard: Only this standard; all of them if left out.

    Raises:
        UnknownId: the policy has no such standard.
    """
    stages = range(len(held.policy.stages)) if standard is None else [held.stage(standard)]
    moves = []
    for number in stages:
        for words, stricter, stage in steps_of(held.policy.stages[number]):
            moved = evolve(held.policy, stages=tuple(stage if place == number else one for place, one in enumerate(held.policy.stages)))
            claims, elements = _flips(held, evolve(held.policy, stages=(stage,)), number)
            if claims or elements:
                moves.append(
                    Moved(standard=stage.standard, step=words, stricter=stricter, nested=not faults(moved), claims=claims, elements=elements)
                )
    return Sensitivity(
        case=held.case.id, title=held.case.title, policy={"id": held.policy.id, "sha256": held.policy.sha256}, moves=tuple(moves)
    )


def _flips(held: Evaluated, policy: Policy, number: int) -> tuple[tuple[Flip, ...], tuple[Flip, ...]]:
    after = evaluate(held.graph, policy)
    results = claim_results(after)
    claims = tuple(
        Flip(claim=claim.id, address=None, event=None, person=None, before=RESULTS[was.results[number]], after=RESULTS[now.results[0]])
        for claim, was, now in zip(held.case.claims, held.claims, results, strict=True) if was.results[number] != now.results[0]
    )  # fmt: skip
    elements = tuple(
        Flip(claim=was.row.of.id, address=was.row.element.address, event=was.row.event, person=was.row.person, before=RESULTS[was.results[number]],
             after=RESULTS[now.results[0]])
        for was, now in zip(held.evaluation.rows, after.rows, strict=True) if was.results[number] != now.results[0]
    )  # fmt: skip
    return claims, elements
