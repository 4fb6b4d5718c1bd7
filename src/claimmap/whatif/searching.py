"""The smallest sets of steps that bring one unit to a standard.

Sets are tried in the order of advice: fewer new lines first, then fewer steps. Where a set does not suffice, what stands
in its way is a cut: unless one step of the cut succeeds, nothing else will do. Branching on cuts, what promises most
first, finds every smallest set without trying them all.

Literature:
    Reiter, A theory of diagnosis from first principles (1987): the tree of hitting sets; Hart, Nilsson and Raphael, A
    formal basis for the heuristic determination of minimum cost paths (1968).
"""

import heapq
from collections.abc import Iterable
from itertools import combinations
from typing import Final, final

from attrs import frozen

from claimmap.evaluation import MET
from claimmap.whatif.cone import Evaluated
from claimmap.whatif.corner import Corner
from claimmap.whatif.cutsets import TooLarge
from claimmap.whatif.families import Family, minimal, nothing_needed
from claimmap.whatif.formula import Leaf
from claimmap.whatif.pricing import FAR
from claimmap.whatif.steps import Step, cost_of, ungraded
from claimmap.whatif.unitformula import family_of

BUDGET: Final = 1500
"""Sets tried for one unit under one clause before the search is cut short, which is said."""
MOST_SETS: Final = 40
FEW: Final = 10
"""So few steps that every subset is tried where a step may also do harm (an item that is assessed may challenge another)."""


@final
@frozen(kw_only=True)
class Found:
    """What brings one unit to a standard.

    Attributes:
        family: The smallest sets and what is not much larger, cheapest first.
        instead: Where the smallest sets need no new evidence: the smallest one that rests on new lines alone.
    """

    family: Family[Step]
    instead: frozenset[Step] | None = None


def search(held: Evaluated, leaf: Leaf, stage: int, *, budget: int = BUDGET, slack: int = 1) -> Found:
    """Find the smallest sets of steps that bring a unit to a standard.

    Args:
        held: The case as evaluated.
        leaf: The unit.
        stage: Position of the standard.
        budget: Sets tried under each clause.
        slack: Sets so much larger than the smallest are kept too: they may be shared with other elements.
    """
    if held.evaluation.rows[leaf.row].units[leaf.unit].results[stage] == MET:
        return Found(family=nothing_needed())
    sets: list[frozenset[Step]] = []
    truncated = False
    fallback: list[frozenset[Step]] = []
    for clause in held.policy.stages[stage].pro:
        corner = Corner(held, leaf.row, leaf.unit, stage, clause)
        for count in range(clause.lines + 1):
            best = min((cost_of(one) for one in sets), default=None)
            if best is not None and best[0] < count:
                break
            found, cut_short = _smallest(corner, corner.lines[:count], budget, slack)
            sets += found
            truncated = truncated or cut_short
            if found:
                break
        if sets:
            found, _ = _smallest(corner, corner.lines, budget // 4, 0, allow=("answer", "answer-challenge", "refute", "record-assessment"))
            fallback += found
    family = minimal(least_demanding(sets), cost_of, MOST_SETS)
    instead = min(fallback, key=lambda one: (cost_of(one), _order(one)), default=None)
    if instead is not None and any(one <= instead for one in family.sets):
        instead = None
    return Found(family=Family(sets=tuple(sorted(family.sets, key=lambda one: (cost_of(one), _order(one)))), truncated=truncated or family.truncated), instead=instead)


def least_demanding(sets: Iterable[frozenset[Step]]) -> list[frozenset[Step]]:
    """Leave out sets that differ from another only in asking for higher grades."""
    best: dict[frozenset[Step], frozenset[Step]] = {}
    for one in sets:
        key = ungraded(one)
        if key not in best or sum(step.grade for step in one) < sum(step.grade for step in best[key]):
            best[key] = one
    return list(best.values())


def _order(steps: Iterable[Step]) -> list[tuple[object, ...]]:
    return sorted(step.sort_key() for step in steps)


def _smallest(
    corner: Corner, lines: list[Step], budget: int, slack: int, allow: tuple[str, ...] | None = None
) -> tuple[list[frozenset[Step]], bool]:
    """Return the smallest sets with these new lines, and whether the search was cut short."""
    steps = [step for step in corner.steps if allow is None or step.kind in allow]
    if allow is None:
        try:
            formula = family_of(corner, len(lines))
        except TooLarge:
            formula = None
        if formula is not None:
            sets, root = formula
            held, missing = sets.up_to(root, lambda step: cost_of([step]), slack, MOST_SETS)
            return [frozenset(lines) | one for one in held], missing
    if len(steps) <= FEW and corner.may_harm:
        return _every_subset(corner, steps, lines, slack), False
    if not corner.closes([*lines, *steps]):
        return [], False
    found: list[frozenset[Step]] = []
    cuts: list[frozenset[Step]] = []
    seen: set[frozenset[Step]] = {frozenset()}
    nothing: frozenset[Step] = frozenset()
    queue = [(_bound(corner, nothing, len(lines)), 0, nothing)]
    start, made = len(corner.tried), 0
    while queue:
        bound, _, chosen = heapq.heappop(queue)
        ties = bool(found) and not _beyond(bound, cost_of(found[0]), 0)
        if found and _beyond(bound, cost_of(found[0]), slack):
            break
        if any(one <= chosen for one in found):
            continue
        if corner.closes([*lines, *chosen]):
            found.append(chosen)
            if len(found) >= MOST_SETS:
                return [frozenset(lines) | one for one in found], ties
            continue
        if len(corner.tried) - start > budget:
            return [frozenset(lines) | one for one in found], not found or ties
        cut = next((one for one in cuts if not one & chosen), None)
        if cut is None:
            cut = _cut(corner, steps, [*lines, *chosen])
            cuts.append(cut)
        for step in sorted(cut, key=Step.sort_key):
            child = chosen | {step}
            if child not in seen:
                seen.add(child)
                made += 1
                heapq.heappush(queue, (_bound(corner, child, len(lines)), made, child))
    return [frozenset(lines) | one for one in found], False


def _bound(corner: Corner, chosen: frozenset[Step], lines: int) -> tuple[int, int]:
    """Return the least that a set with these steps can cost in the end."""
    news, others = cost_of(chosen)
    return news, others + min(FAR, corner.least(chosen, lines))


def _beyond(cost: tuple[int, int], best: tuple[int, int], slack: int) -> bool:
    return cost[0] > best[0] or (cost[0] == best[0] and cost[1] > best[1] + slack)


def _cut(corner: Corner, steps: list[Step], chosen: list[Step]) -> frozenset[Step]:
    """Return steps one of which is needed: everything beside them does not suffice."""
    taken = list(chosen)
    rest = [step for step in steps if step not in chosen]
    half = [*taken, *rest[: len(rest) // 2]]
    if len(rest) > FEW and not corner.closes(half):
        taken, rest = half, rest[len(rest) // 2 :]
    left = []
    for step in rest:
        if corner.closes([*taken, step]):
            left.append(step)
        else:
            taken.append(step)
    return frozenset(left)


def _every_subset(corner: Corner, steps: list[Step], lines: list[Step], slack: int) -> list[frozenset[Step]]:
    """Try every subset in order of cost."""
    found: list[frozenset[Step]] = []
    every = [frozenset(one) for size in range(len(steps) + 1) for one in combinations(steps, size)]
    for chosen in sorted(every, key=cost_of):
        if found and _beyond(cost_of(chosen), cost_of(found[0]), slack):
            break
        if not any(one <= chosen for one in found) and corner.closes([*lines, *chosen]):
            found.append(chosen)
    return [frozenset(lines) | one for one in found]
