"""What is evaluated on its own, the lines for and against it, and what comes of them."""

from collections.abc import Mapping, Sequence
from typing import Final, Literal, final

from attrs import field, frozen

from claimmap.grading import Grades
from claimmap.graph import Graph, Row, limb_of
from claimmap.lines import Pass
from claimmap.policy import LEVEL, Policy, Stage

Result = Literal["not-met", "open", "met"]


RESULTS: Final[tuple[Result, ...]] = ("not-met", "open", "met")


NOT_MET: Final = 0


OPEN: Final = 1


MET: Final = 2


@final
@frozen(kw_only=True, eq=False)
class Unit:
    """What is evaluated on its own: a row, or one limb of it.

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
    """Lines for and against one unit, by grade from 1 (low) to 3 (high).

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
    """A row's result at every standard.

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
    """Results of a whole case at the four standards.

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
    """Split a row into what is evaluated on its own: each limb with its links and those to the whole.

    Args:
        late: Links certainly dated outside incidents, see `grading.out_of_period`.
    """
    excluders = tuple(row.excluders.get(one.id, ()) for one in row.alternatives)

    def unit(limb: str, pro: Sequence[int], con: Sequence[int]) -> Unit:
        return Unit(row=number, limb=limb, pro=pro, con=con, sure_pro=_sure(pro, row, late), sure_con=_sure(con, row, late), excluders=excluders)

    whole_pro, whole_con = row.pro.get("", ()), row.con.get("", ())
    if not row.element.limbs:
        return [unit("", whole_pro, whole_con)]
    return [unit(limb.letter, [*whole_pro, *row.pro.get(limb.letter, ())], [*whole_con, *row.con.get(limb.letter, ())]) for limb in row.element.limbs]


def _sure(positions: Sequence[int], row: Row, late: Mapping[int, Sequence[str]]) -> Sequence[int]:
    """Leave out the links that are certainly dated outside the row's incident: nobody has decided that they belong."""
    if not late or row.event is None or not any(row.event in late.get(one, ()) for one in positions):
        return positions
    return [one for one in positions if row.event not in late.get(one, ())]


def assessed(row: Row, standard: str, limb: str = "") -> bool:
    """Tell whether a person recorded that the element, or the limb, is satisfied at a standard."""
    return any(one.standard == standard and one.finds == "satisfied" and limb_of(one.element) in ("", limb) for one in row.assessments)


def is_settled(row: Row, limb: str = "") -> bool:
    """Tell whether the element, or the limb, needs no proof."""
    return any(limb_of(one.element) in ("", limb) for one in row.settled)


def result_of(profile: Profile, stage: Stage, *, assessment: bool) -> tuple[int, int, int]:
    """Turn a profile into a result at one standard.

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
        lower = compare_lines(vector(profile.pro, 0), vector(profile.con, 1), profile.many)
        if lower is None:
            con_low = assessment and profile.exact is not None and profile.exact >= 0
        else:
            con_low = lower > 0 or (lower == 0 and assessment)
        upper = compare_lines(vector(profile.pro, 1), vector(profile.con, 0), profile.many)
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
    """Compare counts from high to low: 1 more, 0 equal, -1 less.

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


def vector(lines: tuple[Bounds, Bounds, Bounds], end: int) -> tuple[int, int, int]:
    """Return counts from high to low, to be compared in that order."""
    return lines[2][end], lines[1][end], lines[0][end]
