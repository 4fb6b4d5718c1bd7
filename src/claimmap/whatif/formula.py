"""What a claim is made of, as all-of and any-of over the units that are evaluated on their own.

All elements are needed; modes, routes and limbs may be alternatives.
"""

from collections.abc import Callable, Sequence
from typing import Literal, TypeVar, final

from attrs import frozen

from claimmap.evaluation import Evaluation, RowResult, asked_rows

V = TypeVar("V")


@final
@frozen(kw_only=True)
class Leaf:
    """One unit: a row by its number, and the position of the limb in it."""

    row: int
    unit: int


@final
@frozen(kw_only=True)
class Node:
    """All of, or any of, several parts; all of nothing holds."""

    combine: Literal["all", "any"]
    parts: tuple["Leaf | Node", ...]


Formula = Leaf | Node


def fold(formula: Formula, leaf: Callable[[Leaf], V], every: Callable[[list[V]], V], some: Callable[[list[V]], V]) -> V:
    """Work a formula out from its leaves."""
    if isinstance(formula, Leaf):
        return leaf(formula)
    parts = [fold(part, leaf, every, some) for part in formula.parts]
    return every(parts) if formula.combine == "all" else some(parts)


def leaves(formula: Formula) -> list[Leaf]:
    """Return every unit of a formula once, in order."""
    if isinstance(formula, Leaf):
        return [formula]
    return list(dict.fromkeys(leaf for part in formula.parts for leaf in leaves(part)))


def claim_formula(evaluation: Evaluation, claim: int, mode: str | None = None) -> Formula | None:
    """Return what a claim is made of; None where its crime has no elements.

    Args:
        evaluation: Where its rows are.
        claim: Its position.
        mode: Only this mode of liability; the best of all if left out.

    Source:
        Rome Statute, arts. 25(3), 25(3 bis), 28 and 30(1): a crime and one mode of liability for it.
    """
    law = evaluation.graph.claims[claim]
    if law.crime is None or not law.crime.elements:
        return None
    numbered = [(number, one) for number, one in enumerate(evaluation.rows) if one.row.claim == claim]
    number_of = {id(one): number for number, one in numbered}
    crime = [one for _, one in numbered if one.row.mode is None and one.row.element.part != "jurisdiction"]
    if not law.modes:
        return _worst(crime, law.crime.routes, law.claim.events, number_of)
    limits = [one for one in law.modes if one.crimes == "aggression"]
    limiting = [_worst([one for _, one in numbered if one.row.mode == limit.address], limit.routes, law.claim.events, number_of) for limit in limits]
    options: list[Formula] = []
    for one in [one for one in law.modes if one not in limits] or limits:
        if mode is not None and one.address != mode:
            continue
        own = [held for _, held in numbered if held.row.mode == one.address]
        parts = (
            _worst(asked_rows(law, one, crime), law.crime.routes, law.claim.events, number_of),
            _worst(own, one.routes, law.claim.events, number_of),
        )
        options.append(Node(combine="all", parts=(*parts, *limiting)))
    return Node(combine="any", parts=tuple(options))


def _worst(rows: Sequence[RowResult], routes: Sequence[Sequence[str]], events: Sequence[str], number_of: dict[int, int]) -> Formula:
    """Combine rows: all of them, elements on paired routes by any of the routes for each incident."""
    routed = {limb.partition("(")[0] for route in routes for limb in route}
    parts: list[Formula] = [_row(one, number_of) for one in rows if str(one.row.element.number) not in routed]
    for event in (events or (None,)) if routed else ():
        of_event = [one for one in rows if str(one.row.element.number) in routed and one.row.event in (None, event)]
        if of_event:
            paths = [Node(combine="all", parts=tuple(_limb(one, route, number_of) for one in of_event)) for route in routes]
            parts.append(Node(combine="any", parts=tuple(paths)))
    return Node(combine="all", parts=tuple(parts))


def _row(found: RowResult, number_of: dict[int, int]) -> Formula:
    units = tuple(Leaf(row=number_of[id(found)], unit=place) for place in range(len(found.units)))
    return units[0] if len(units) == 1 else Node(combine=found.row.element.limbs_combine, parts=units)


def _limb(found: RowResult, route: Sequence[str], number_of: dict[int, int]) -> Formula:
    number = str(found.row.element.number)
    wanted = [one.partition("(")[2].rstrip(")") for one in route if one.partition("(")[0] == number]
    units = tuple(Leaf(row=number_of[id(found)], unit=place) for place, unit in enumerate(found.units) if unit.unit.limb in wanted)
    return Node(combine="all", parts=units) if units else _row(found, number_of)
