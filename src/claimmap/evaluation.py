"""
How evidence becomes not-met, open or met.

Grades are intervals on an ordered scale without arithmetic; support is counted in independent lines; a policy turns
lines into a result at each standard.

Literature:
    Kleene's strong three-valued logic.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal, final

from attrs import evolve, field, frozen

from claimmap.grading import Grades, base_grades, cap_tags, link_grades, out_of_period, resolve_attacks
from claimmap.graph import ClaimLaw, Graph, Row, limb_of
from claimmap.law import Mode
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
        sure_pro, sure_con: Those among them that are not certainly dated outside the row's incident.
        excluders: For each rival explanation, the links that refute it.
    """

    row: int
    limb: str
    pro: Sequence[int]
    con: Sequence[int]
    sure_pro: Sequence[int]
    sure_con: Sequence[int]
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
        exact: How support compares with contradiction where counts of "two or more" tie: 1 more, 0 equal, -1 less; None
            where nobody counted or counting is not exact.
        many: The count at which "or more" begins.
    """

    pro: tuple[Bounds, Bounds, Bounds]
    con: tuple[Bounds, Bounds, Bounds]
    excluded: tuple[Bounds, ...] = ()
    exact: int | None = None
    many: int = 2


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


def units_of(number: int, row: Row, late: Mapping[int, Sequence[str]]) -> list[Unit]:
    """
    Split a row into what is evaluated on its own: each limb with its links and those to the whole.

    Args:
        late: Links certainly dated outside incidents, see `grading.out_of_period`.
    """
    excluders = tuple(row.excluders.get(one.id, ()) for one in row.alternatives)

    def unit(limb: str, pro: Sequence[int], con: Sequence[int]) -> Unit:
        return Unit(row=number, limb=limb, pro=pro, con=con, sure_pro=_sure(pro, row, late), sure_con=_sure(con, row, late), excluders=excluders)

    whole_pro, whole_con = row.pro.get("", ()), row.con.get("", ())
    if not row.element.limbs:
        return [unit("", whole_pro, whole_con)]
    return [
        unit(limb.letter, [*whole_pro, *row.pro.get(limb.letter, ())], [*whole_con, *row.con.get(limb.letter, ())])
        for limb in row.element.limbs
    ]


def _sure(positions: Sequence[int], row: Row, late: Mapping[int, Sequence[str]]) -> Sequence[int]:
    """Leave out the links that are certainly dated outside the row's incident: nobody has decided that they belong."""
    if not late or row.event is None or not any(row.event in late.get(one, ()) for one in positions):
        return positions
    return [one for one in positions if row.event not in late.get(one, ())]


def assessed(row: Row, standard: str, limb: str = "") -> bool:
    """Tell whether a person recorded that the element, or the limb, is satisfied at a standard."""
    return any(
        one.standard == standard and one.finds == "satisfied" and limb_of(one.element) in ("", limb) for one in row.assessments
    )


def is_settled(row: Row, limb: str = "") -> bool:
    """Tell whether the element, or the limb, needs no proof."""
    return any(limb_of(one.element) in ("", limb) for one in row.settled)


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
        lower = compare_lines(_vector(profile.pro, 0), _vector(profile.con, 1), profile.many)
        if lower is None:
            con_low = assessment and profile.exact is not None and profile.exact >= 0
        else:
            con_low = lower > 0 or (lower == 0 and assessment)
        upper = compare_lines(_vector(profile.pro, 1), _vector(profile.con, 0), profile.many)
        con_high = upper is None or upper >= 0
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


def compare_lines(ours: tuple[int, int, int], theirs: tuple[int, int, int], many: int) -> int | None:
    """
    Compare counts from high to low: 1 more, 0 equal, -1 less.

    Returns:
        None where both say "so many or more" at the place that decides: the counts do not tell.

    >>> compare_lines((1, 2, 2), (0, 2, 2), 2), compare_lines((2, 2, 2), (2, 2, 2), 2) is None
    (1, True)
    """
    for mine, other in zip(ours, theirs, strict=True):
        if mine == other == many:
            return None
        if mine != other:
            return 1 if mine > other else -1
    return 0


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
    passes: dict[tuple[int, int, str], Pass] = {}
    for one in dict.fromkeys([uncapped, *grades]):
        for grade in (1, 2, 3):
            passes[id(one), grade, "high"] = run_pass(graph, one.high, one.link_high, grade, lower=False)
            passes[id(one), grade, "low"] = run_pass(graph, one.low, one.link_low, grade, lower=True)
    rows = reevaluate(graph, policy, range(len(graph.rows)), grades, uncapped, passes)
    return Evaluation(
        graph=graph, policy=policy, rows=tuple(rows.values()), grades=tuple(grades), uncapped=uncapped, passes=passes
    )


def reevaluate(
    graph: Graph, policy: Policy, numbers: Iterable[int], grades: Sequence[Grades], uncapped: Grades, passes: Mapping[tuple[int, int, str], Pass]
) -> dict[int, RowResult]:
    """
    Evaluate some rows from grades and passes that are at hand.

    Args:
        numbers: Positions of the rows.
        grades, uncapped, passes: As in an `Evaluation`.
    """
    stages = policy.stages
    most = max(MANY, max((clause.lines for stage in stages for clause in stage.pro), default=1))
    counter = _Counter(graph, passes, most)
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
class _Counter:
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
        return compare_lines(
            (counts[0][0], counts[1][0], counts[2][0]), (counts[0][1], counts[1][1], counts[2][1]), EXACT_UP_TO
        )


def _unit_result(
    unit: Unit, row: Row, stages: Sequence[Stage], grades: Sequence[Grades], uncapped: Grades, counter: _Counter
) -> UnitResult:
    profiles, results, pro_holds, con_holds = [], [], [], []
    against = counter.bounds(uncapped, unit.con, unit.sure_con)
    for stage, one in zip(stages, grades, strict=True):
        profile = Profile(
            pro=counter.bounds(one, unit.pro, unit.sure_pro), con=against, many=counter.most,
            excluded=tuple(counter.bounds(one, found, found)[MANY - 1] for found in unit.excluders),
        )  # fmt: skip
        judged = assessed(row, stage.standard, unit.limb)
        if judged and stage.con == "outweighed" and against[0][1] and compare_lines(_vector(profile.pro, 0), _vector(against, 1), counter.most) is None:
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
    by_claim: list[list[RowResult]] = [[] for _ in evaluation.graph.claims]
    for found in evaluation.rows:
        by_claim[found.row.claim].append(found)
    return tuple(claim_result(law, rows, len(evaluation.policy.stages)) for law, rows in zip(evaluation.graph.claims, by_claim, strict=True))


def claim_result(law: ClaimLaw, rows: Sequence[RowResult], stages: int) -> ClaimResult:
    """
    Combine the rows of one claim.

    Article 25(3 bis) is no mode of its own: it limits the others to those in a position to control or direct a State.
    """
    crime_rows = [one for one in rows if one.row.mode is None and one.row.element.part != "jurisdiction"]
    mode_rows = {mode.address: [one for one in rows if one.row.mode == mode.address] for mode in law.modes}
    results, crimes, best = [], [], []
    per_mode: dict[str, list[int]] = {mode.address: [] for mode in law.modes}
    for stage in range(stages):
        if law.crime is None or not law.crime.elements:
            options: list[tuple[int, int, str | None]] = [(NOT_MET, NOT_MET, None)]
        elif not law.modes:
            worst = _worst(crime_rows, law.crime.routes, law.claim.events, stage)
            options = [(worst, worst, None)]
        else:
            limits = [mode for mode in law.modes if mode.crimes == "aggression"]
            limit = min((_worst(mode_rows[mode.address], mode.routes, law.claim.events, stage) for mode in limits), default=MET)
            options = []
            for mode in [mode for mode in law.modes if mode not in limits] or limits:
                worst = _worst(asked_rows(law, mode, crime_rows), law.crime.routes, law.claim.events, stage)
                own = _worst(mode_rows[mode.address], mode.routes, law.claim.events, stage)
                options.append((min(worst, own, limit), worst, mode.address))
        for mode in law.modes:
            per_mode[mode.address].append(_worst(mode_rows[mode.address], mode.routes, law.claim.events, stage))
        top = max(options, key=lambda option: option[0])
        results.append(top[0])
        crimes.append(top[1])
        best.append(top[2])
    return ClaimResult(
        results=tuple(results), crime=tuple(crimes), best_mode=tuple(best),
        modes={name: tuple(found) for name, found in per_mode.items()},
    )  # fmt: skip


def asked_rows(law: ClaimLaw, mode: Mode, rows: Sequence[RowResult]) -> list[RowResult]:
    """
    Return the rows of the crime that a mode asks for, by whose mental elements they are.

    Source:
        Rome Statute, arts. 25(3), 28 and 30(1).
    """
    holder = "accused" if mode.crime_mental == "accused" else "perpetrators"
    return [one for one in rows if one.row.holder in (None, holder) and mode.asks_for(one.row.element)]


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
    number = str(found.row.element.number)
    wanted = [one.partition("(")[2].rstrip(")") for one in route if one.partition("(")[0] == number]
    values = [unit.results[stage] for unit in found.units if unit.unit.limb in wanted]
    return min(values) if values else found.results[stage]


def standards_of(policy: Policy) -> tuple[str, ...]:
    """Return the standards in the policy's order."""
    return tuple(stage.standard for stage in policy.stages) or STANDARDS
