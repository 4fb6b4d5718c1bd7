"""
How evidence becomes not-met, open or met.

Grades are intervals on an ordered scale without arithmetic; support is counted in independent lines; a policy turns
lines into a result at each standard.

Literature:
    Kleene's strong three-valued logic.
"""

from collections.abc import Mapping, Sequence
from typing import Final, Literal, final

from attrs import field, frozen

from claimmap.grading import Grades, base_grades, cap_tags, link_grades, resolve_attacks
from claimmap.graph import Graph, Row
from claimmap.lines import MANY, Pass, capped_flow, count_lines, run_pass
from claimmap.policy import LEVEL, STANDARDS, Policy, Stage

Result = Literal["not-met", "open", "met"]
RESULTS: Final[tuple[Result, ...]] = ("not-met", "open", "met")
NOT_MET: Final = 0
OPEN: Final = 1
MET: Final = 2


@final
@frozen(kw_only=True, eq=False)
class Unit:
    """
    What is evaluated on its own: a row, or one limb of it.

    Attributes:
        pro, con: Positions of links.
        excluders: For each rival explanation, the links that refute it.
    """

    row: int
    limb: str
    pro: Sequence[int]
    con: Sequence[int]
    excluders: tuple[Sequence[int], ...] = ()


Bounds = tuple[int, int]
"""Lower and upper number of independent lines; 2 means two or more unless a clause asks for three."""


@final
@frozen(kw_only=True, eq=False)
class Profile:
    """
    Lines for and against one unit, by grade from 1 (low) to 3 (high).

    Attributes:
        pro: Capped for incriminating use at the stage.
        con: Uncapped.
        excluded: For each rival explanation, lines against it at medium.
    """

    pro: tuple[Bounds, Bounds, Bounds]
    con: tuple[Bounds, Bounds, Bounds]
    excluded: tuple[Bounds, ...] = ()


@final
@frozen(kw_only=True, eq=False)
class UnitResult:
    """A unit's profile and result at every standard, in the order of the policy."""

    unit: Unit
    profiles: tuple[Profile, ...]
    results: tuple[int, ...]
    pro_holds: tuple[int, ...]
    con_holds: tuple[int, ...]


@final
@frozen(kw_only=True, eq=False)
class RowResult:
    """
    A row's result at every standard.

    Attributes:
        units: Its limbs, or the one unit of a row without limbs.
        results: After limbs are combined and settled matters counted.
        shown: Per standard, the unit whose lines stand for the row.
    """

    row: Row
    units: tuple[UnitResult, ...]
    results: tuple[int, ...]
    shown: tuple[int, ...]
    settled: bool


@final
@frozen(kw_only=True, eq=False)
class Evaluation:
    """
    Results of a whole case at the four standards.

    Attributes:
        grades: By standard; stages without caps of their own share one value.
        rows: In the order of the graph's rows.
    """

    graph: Graph
    policy: Policy
    rows: tuple[RowResult, ...]
    grades: tuple[Grades, ...]
    uncapped: Grades
    passes: Mapping[tuple[int, int, str], "Pass"] = field(factory=dict)


def units_of(number: int, row: Row, refuters: Mapping[str, Sequence[int]]) -> list[Unit]:
    """Split a row into what is evaluated on its own: each limb with its links and those to the whole."""
    excluders = tuple(refuters.get(one.id, ()) for one in row.alternatives)
    whole_pro, whole_con = row.pro.get("", ()), row.con.get("", ())
    if not row.element.limbs:
        return [Unit(row=number, limb="", pro=whole_pro, con=whole_con, excluders=excluders)]
    return [
        Unit(
            row=number, limb=limb.letter, pro=[*whole_pro, *row.pro.get(limb.letter, ())],
            con=[*whole_con, *row.con.get(limb.letter, ())], excluders=excluders,
        )  # fmt: skip
        for limb in row.element.limbs
    ]


def assessed(row: Row, standard: str) -> bool:
    """Tell whether a person recorded that the element is satisfied at a standard."""
    return any(one.standard == standard and one.finds == "satisfied" for one in row.assessments)


def result_of(profile: Profile, stage: Stage, *, assessment: bool) -> tuple[int, int, int]:
    """
    Turn a profile into a result at one standard.

    Returns:
        The result, and the same for support alone and for contradiction and alternatives alone.

    Source:
        Semantics of this library, stated in its explanation of evaluation; working thresholds, not law.
    """
    pro_low = pro_high = False
    for clause in stage.pro:
        lines = profile.pro[LEVEL[clause.grade] - 1]
        pro_high = pro_high or lines[1] >= 1
        pro_low = pro_low or (lines[0] >= clause.lines and (assessment or clause.assessment != "required"))
    con_low = con_high = True
    if stage.con == "outweighed":
        for_low, for_high = _vector(profile.pro, 0), _vector(profile.pro, 1)
        con_low = for_low > _vector(profile.con, 1) or (for_low == _vector(profile.con, 1) and assessment)
        con_high = for_high >= _vector(profile.con, 0)
    elif stage.con == "answered":
        hard = profile.con[LEVEL[stage.con_hard] - 1]
        con_low = profile.con[0][1] == 0 or (hard[1] == 0 and assessment)
        con_high = hard[0] == 0
    if stage.alternatives == "exclude":
        con_low = con_low and all(lines[0] >= 1 for lines in profile.excluded)
        con_high = con_high and all(lines[1] >= 1 for lines in profile.excluded)
    pro = MET if pro_low else OPEN if pro_high else NOT_MET
    con = MET if con_low else OPEN if con_high else NOT_MET
    return min(pro, con), pro, con


def _vector(lines: tuple[Bounds, Bounds, Bounds], end: int) -> tuple[int, int, int]:
    """Return counts from high to low, to be compared in that order."""
    return lines[2][end], lines[1][end], lines[0][end]


def evaluate(graph: Graph, policy: Policy) -> Evaluation:
    """
    Evaluate every row of a case at every standard.

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
    refuters = {name: found[1] for name, found in graph.alternative_links.items()}
    units: list[Unit] = []
    spans: list[tuple[int, int]] = []
    for number, row in enumerate(graph.rows):
        made = units_of(number, row, refuters)
        spans.append((len(units), len(units) + len(made)))
        units += made
    most = max((clause.lines for stage in stages for clause in stage.pro), default=1)
    deep = most > MANY
    passes: dict[tuple[int, int, str], Pass] = {}
    pro: dict[int, list[list[Bounds]]] = {}
    excluded: dict[int, list[tuple[Bounds, ...]]] = {}
    con: list[list[Bounds]] = [[(0, 0)] * 3 for _ in units]
    has_con = [bool(unit.con) for unit in units]
    for one in [uncapped, *dict.fromkeys(grades)]:
        if id(one) in pro:
            continue
        lines_pro: list[list[Bounds]] = [[(0, 0)] * 3 for _ in units]
        lines_out: list[tuple[Bounds, ...]] = [()] * len(units)
        used = any(one is found for found in grades)
        for grade in (1, 2, 3):
            upper = run_pass(graph, one.high, one.link_high, grade, lower=False)
            lower = run_pass(graph, one.low, one.link_low, grade, lower=True)
            passes[id(one), grade, "high"], passes[id(one), grade, "low"] = upper, lower
            memo: dict[tuple[int, int], Bounds] = {}
            for number, unit in enumerate(units):
                if used:
                    key2 = (id(unit.pro), len(unit.pro))
                    if key2 not in memo:
                        memo[key2] = _bounds(graph, unit.pro, lower, upper, most if deep else MANY)
                    lines_pro[number][grade - 1] = memo[key2]
                    if grade == MANY and unit.excluders:
                        lines_out[number] = tuple(_bounds(graph, found, lower, upper, MANY) for found in unit.excluders)
                if one is uncapped and has_con[number]:
                    con[number][grade - 1] = _bounds(graph, unit.con, lower, upper, most if deep else MANY)
        pro[id(one)], excluded[id(one)] = lines_pro, lines_out
    out: list[RowResult] = []
    for number, row in enumerate(graph.rows):
        first, last = spans[number]
        found = [_unit_result(units[place], place, row, stages, grades, pro, con, excluded) for place in range(first, last)]
        out.append(_row_result(row, tuple(found), len(stages)))
    return Evaluation(graph=graph, policy=policy, rows=tuple(out), grades=tuple(grades), uncapped=uncapped, passes=passes)


def _bounds(graph: Graph, positions: Sequence[int], lower: Pass, upper: Pass, most: int) -> Bounds:
    if not positions:
        return (0, 0)
    highest = count_lines(graph.links, positions, upper)
    if not highest:
        return (0, 0)
    lowest = count_lines(graph.links, positions, lower)
    if most > MANY:
        if highest == MANY:
            highest = max(MANY, capped_flow(graph, positions, upper, most))
        if lowest == MANY and not lower.sets:
            lowest = max(MANY, capped_flow(graph, positions, lower, most))
    return (lowest, highest)


def _unit_result(
    unit: Unit, place: int, row: Row, stages: Sequence[Stage], grades: Sequence[Grades],
    pro: Mapping[int, list[list[Bounds]]], con: list[list[Bounds]], excluded: Mapping[int, list[tuple[Bounds, ...]]],
) -> UnitResult:  # fmt: skip
    profiles, results, pro_holds, con_holds = [], [], [], []
    against = con[place]
    for stage, one in zip(stages, grades, strict=True):
        support = pro[id(one)][place]
        profile = Profile(
            pro=(support[0], support[1], support[2]), con=(against[0], against[1], against[2]), excluded=excluded[id(one)][place]
        )
        total, pro_part, con_part = result_of(profile, stage, assessment=assessed(row, stage.standard))
        profiles.append(profile)
        results.append(total)
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
        results.append(MET if row.settled else chosen[0])
    return RowResult(row=row, units=units, results=tuple(results), shown=tuple(shown), settled=bool(row.settled))


# ---------------------------------------------------------------- claims


@final
@frozen(kw_only=True)
class ClaimResult:
    """
    A claim's results at every standard.

    Attributes:
        results: Worst of what its best mode asks of the crime, and of that mode's own elements.
        crime: Worst of the crime elements, routes counted, under the best mode.
        modes: Worst of each mode's elements, by address.
        best_mode: Per standard, the address of the mode that the result rests on; None without modes.
    """

    results: tuple[int, ...]
    crime: tuple[int, ...]
    modes: Mapping[str, tuple[int, ...]]
    best_mode: tuple[str | None, ...]


def claim_results(evaluation: Evaluation) -> tuple[ClaimResult, ...]:
    """
    Combine rows into claims: all elements are needed, modes and routes are alternatives.

    Kleene's strong logic on not-met < open < met: all = worst, any = best.
    """
    graph = evaluation.graph
    by_claim: list[list[RowResult]] = [[] for _ in graph.claims]
    for found in evaluation.rows:
        by_claim[found.row.claim].append(found)
    out = []
    for law, rows in zip(graph.claims, by_claim, strict=True):
        crime_rows = [one for one in rows if one.row.mode is None]
        mode_rows = {mode.address: [one for one in rows if one.row.mode == mode.address] for mode in law.modes}
        results, crimes, best = [], [], []
        per_mode: dict[str, list[int]] = {mode.address: [] for mode in law.modes}
        for stage in range(len(evaluation.policy.stages)):
            if law.crime is None or not law.crime.elements:
                options: list[tuple[int, int, str | None]] = [(NOT_MET, NOT_MET, None)]
            elif not law.modes:
                worst = _worst(crime_rows, law.crime.routes, law.claim.events, stage)
                options = [(worst, worst, None)]
            else:
                options = []
                for mode in law.modes:
                    holder = "accused" if mode.crime_mental == "accused" else "perpetrators"
                    asked = [one for one in crime_rows if one.row.holder in (None, holder) and mode.asks_for(one.row.element)]
                    worst = _worst(asked, law.crime.routes, law.claim.events, stage)
                    own = _worst(mode_rows[mode.address], mode.routes, law.claim.events, stage)
                    options.append((min(worst, own), worst, mode.address))
            for mode in law.modes:
                per_mode[mode.address].append(_worst(mode_rows[mode.address], mode.routes, law.claim.events, stage))
            top = max(options, key=lambda option: option[0])
            results.append(top[0])
            crimes.append(top[1])
            best.append(top[2])
        out.append(
            ClaimResult(
                results=tuple(results), crime=tuple(crimes), best_mode=tuple(best),
                modes={name: tuple(found) for name, found in per_mode.items()},
            )  # fmt: skip
        )
    return tuple(out)


def _worst(rows: Sequence[RowResult], routes: Sequence[Sequence[str]], events: Sequence[str], stage: int) -> int:
    """Return the worst result of rows, elements on paired routes by their best route for each incident."""
    routed = {limb.partition("(")[0] for route in routes for limb in route}
    plain = [one.results[stage] for one in rows if str(one.row.element.number) not in routed]
    worst = min(plain, default=MET)
    if not routed:
        return worst if rows else MET
    for event in events or (None,):
        of_event = [one for one in rows if str(one.row.element.number) in routed and one.row.event in (None, event)]
        if not of_event:
            continue
        best = max(min((_limb(one, route, stage) for one in of_event), default=MET) for route in routes)
        worst = min(worst, best)
    return worst


def _limb(found: RowResult, route: Sequence[str], stage: int) -> int:
    if found.settled:
        return MET
    number = str(found.row.element.number)
    wanted = [one.partition("(")[2].rstrip(")") for one in route if one.partition("(")[0] == number]
    values = [unit.results[stage] for unit in found.units if unit.unit.limb in wanted]
    return min(values) if values else found.results[stage]


def standards_of(policy: Policy) -> tuple[str, ...]:
    """Return the standards in the policy's order."""
    return tuple(stage.standard for stage in policy.stages) or STANDARDS
