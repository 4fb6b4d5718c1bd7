"""Every row of a case at every standard, in one run."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, final

from attrs import evolve

from claimmap.evaluation.profiles import (
    MET,
    Bounds,
    Evaluation,
    Profile,
    RowResult,
    Unit,
    UnitResult,
    assessed,
    compare_lines,
    is_settled,
    result_of,
    units_of,
    vector,
)
from claimmap.grading import Grades, base_grades, cap_tags, link_grades, out_of_period, resolve_attacks
from claimmap.graph import Graph, Row
from claimmap.lines import MANY, Pass, capped_flow, count_lines, run_pass
from claimmap.policy import Policy, Stage


def evaluate(graph: Graph, policy: Policy) -> Evaluation:
    """Evaluate every row of a case at every standard.

    Two ties in counts of "two or more" are open, never met.
    """
    stages = policy.stages
    low, high = base_grades(graph, policy)
    link_low, link_high = link_grades(graph)
    uncapped = resolve_attacks(graph, low, high, link_low, link_high)
    grades: list[Grades] = []
    known: dict[tuple[object, ...], Grades] = {}
    for stage in stages:
        key = (tuple(sorted(stage.caps.items())), stage.pending)
        if key not in known:
            capped_low, capped_high = list(low), list(high)
            touched = cap_tags(graph, stage, capped_low, capped_high)
            known[key] = resolve_attacks(graph, capped_low, capped_high, link_low, link_high) if touched else uncapped
        grades.append(known[key])
    passes: dict[tuple[int, int, str], Pass] = {}
    for one in dict.fromkeys([uncapped, *grades]):
        for grade in (1, 2, 3):
            passes[id(one), grade, "high"] = run_pass(graph, one.high, one.link_high, grade, lower=False)
            passes[id(one), grade, "low"] = run_pass(graph, one.low, one.link_low, grade, lower=True)
    rows = reevaluate(graph, policy, range(len(graph.rows)), grades, uncapped, passes)
    return Evaluation(graph=graph, policy=policy, rows=tuple(rows.values()), grades=tuple(grades), uncapped=uncapped, passes=passes)


def reevaluate(
    graph: Graph, policy: Policy, numbers: Iterable[int], grades: Sequence[Grades], uncapped: Grades, passes: Mapping[tuple[int, int, str], Pass]
) -> dict[int, RowResult]:
    """Evaluate some rows from grades and passes that are at hand.

    Args:
        numbers: Positions of the rows.
        grades, uncapped, passes: As in an `Evaluation`.
    """
    stages = policy.stages
    most = max(MANY, max((clause.lines for stage in stages for clause in stage.pro), default=1))
    counter = Counter(graph, passes, most)
    numbers = list(numbers)
    late = out_of_period(evolve(graph, rows=tuple(graph.rows[number] for number in numbers)))
    out: dict[int, RowResult] = {}
    for number in numbers:
        row = graph.rows[number]
        found = [_unit_result(unit, row, stages, grades, uncapped, counter) for unit in units_of(number, row, late)]
        out[number] = _row_result(row, tuple(found), len(stages))
    return out


EXACT_UP_TO: Final = 64
"""Lines counted one by one where two counts of "two or more" must be compared."""


@final
class Counter:
    """Counts lines, each set of links once."""

    def __init__(self, graph: Graph, passes: Mapping[tuple[int, int, str], Pass], most: int) -> None:
        self.graph, self.passes, self.most = graph, passes, most
        self._memo: dict[tuple[int, tuple[int, ...], tuple[int, ...]], tuple[Bounds, Bounds, Bounds]] = {}

    def bounds(self, grades: Grades, positions: Sequence[int], sure: Sequence[int]) -> tuple[Bounds, Bounds, Bounds]:
        """Return bounds at each grade, from 1."""
        if not positions:
            return ((0, 0), (0, 0), (0, 0))
        key = (id(grades), tuple(positions), () if sure is positions else (-1, *sure))
        if key not in self._memo:
            one, two, three = (self._at(grades, grade, positions, sure) for grade in (1, 2, 3))
            self._memo[key] = (one, two, three)
        return self._memo[key]

    def _at(self, grades: Grades, grade: int, positions: Sequence[int], sure: Sequence[int]) -> Bounds:
        upper, lower = self.passes[id(grades), grade, "high"], self.passes[id(grades), grade, "low"]
        highest = count_lines(self.graph.links, positions, upper)
        if not highest:
            return (0, 0)
        lowest = count_lines(self.graph.links, sure, lower)
        if self.most > MANY:
            if highest == MANY:
                highest = max(MANY, capped_flow(self.graph, positions, upper, self.most))
            if lowest == MANY and not lower.sets:
                lowest = max(MANY, capped_flow(self.graph, sure, lower, self.most))
        return (lowest, highest)

    def exact(self, ours: Grades, unit: Unit, theirs: Grades) -> int | None:
        """Compare support at its lower end with contradiction at its upper end; None where counting is not exact."""
        counts: list[tuple[int, int]] = []
        for grade in (3, 2, 1):
            lower, upper = self.passes[id(ours), grade, "low"], self.passes[id(theirs), grade, "high"]
            if lower.sets or upper.sets:
                return None
            floor = min(1, count_lines(self.graph.links, unit.sure_pro, lower))
            support = max(floor, capped_flow(self.graph, unit.sure_pro, lower, EXACT_UP_TO))
            against = capped_flow(self.graph, unit.con, upper, EXACT_UP_TO)
            counts.append((support, against))
        return compare_lines((counts[0][0], counts[1][0], counts[2][0]), (counts[0][1], counts[1][1], counts[2][1]), EXACT_UP_TO)


def _unit_result(unit: Unit, row: Row, stages: Sequence[Stage], grades: Sequence[Grades], uncapped: Grades, counter: Counter) -> UnitResult:
    profiles, results, pro_holds, con_holds = [], [], [], []
    against = counter.bounds(uncapped, unit.con, unit.sure_con)
    for stage, one in zip(stages, grades, strict=True):
        profile = Profile(
            pro=counter.bounds(one, unit.pro, unit.sure_pro), con=against, many=counter.most,
            excluded=tuple(counter.bounds(one, found, found)[MANY - 1] for found in unit.excluders),
        )  # fmt: skip
        judged = assessed(row, stage.standard, unit.limb)
        if judged and stage.con == "outweighed" and against[0][1] and compare_lines(vector(profile.pro, 0), vector(against, 1), counter.most) is None:
            profile = evolve(profile, exact=counter.exact(one, unit, uncapped))
        total, pro_part, con_part = result_of(profile, stage, assessment=judged)
        profiles.append(profile)
        results.append(MET if is_settled(row, unit.limb) else total)
        pro_holds.append(pro_part)
        con_holds.append(con_part)
    return UnitResult(unit=unit, profiles=tuple(profiles), results=tuple(results), pro_holds=tuple(pro_holds), con_holds=tuple(con_holds))


def _row_result(row: Row, units: tuple[UnitResult, ...], stages: int) -> RowResult:
    results, shown = [], []
    best = row.element.limbs_combine == "any"
    for stage in range(stages):
        order = [(unit.results[stage], sum(unit.profiles[stage].pro[0]), -place) for place, unit in enumerate(units)]
        chosen = max(order) if best else min(order, key=lambda key: (key[0], key[1], -key[2]))
        shown.append(-chosen[2])
        results.append(chosen[0])
    combine = any if best else all
    return RowResult(
        row=row, units=units, results=tuple(results), shown=tuple(shown), settled=combine(is_settled(row, unit.unit.limb) for unit in units)
    )
