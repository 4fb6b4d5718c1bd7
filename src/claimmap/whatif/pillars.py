"""What one unit stands on: the sources and items, alone or in pairs, without which its result falls.

A result rests on the paths that satisfy a clause; to break it, something on those paths must fall. Branching on them
twice finds every single point and every pair.
"""

from collections.abc import Iterable
from typing import Final, final

from attrs import evolve, frozen

from claimmap.evaluation import MET, reevaluate
from claimmap.grading import Grades, base_grades, cap_tags, link_grades, resolve_attacks
from claimmap.lines import Pass, run_pass
from claimmap.policy import LEVEL
from claimmap.whatif.certificates import disjoint_paths
from claimmap.whatif.cone import Evaluated
from claimmap.whatif.corner import Passes, cut_out, weighed
from claimmap.whatif.formula import Leaf

Ids = frozenset[str]
MOST_PATHS: Final = 8


@final
@frozen(kw_only=True)
class Pillars:
    """Ids whose loss lowers a unit's result, alone or in pairs of which neither does so alone.

    Attributes:
        truncated: Whether the search was cut short.
    """

    singles: tuple[Ids, ...] = ()
    pairs: tuple[Ids, ...] = ()
    truncated: bool = False


@final
class Stand:
    """One unit at one standard, to be evaluated without some of what stands behind it."""

    def __init__(self, held: Evaluated, leaf: Leaf, stage: int, level: int) -> None:
        self.level, self.place = level, leaf.unit
        self.rule = held.policy.stages[stage]
        self.policy = evolve(held.policy, stages=(self.rule,))
        result = held.evaluation.rows[leaf.row]
        unit = weighed(result.units[leaf.unit].unit, self.rule)
        cut = cut_out(held, unit)
        local = {position: place for place, position in enumerate(cut.links)}
        self.pro, self.con = [local[one] for one in unit.pro], [local[one] for one in unit.con]
        self.sure = [local[one] for one in unit.sure_pro]
        self.excluders = [[local[one] for one in found] for found in unit.excluders]
        row = evolve(
            result.row, claim=0, pro={unit.limb: self.pro}, con={unit.limb: self.con},
            excluders={one.id: found for one, found in zip(result.row.alternatives, self.excluders, strict=True)},
        )  # fmt: skip
        self.graph = evolve(cut.graph, rows=(row,))
        self.names = self.graph.provenance.names
        self.low, self.high = base_grades(self.graph, self.policy)
        self.link_low, self.link_high = link_grades(self.graph)
        self.capped_low, self.capped_high = [*self.low], [*self.high]
        self.same = not cap_tags(self.graph, self.rule, self.capped_low, self.capped_high)
        self.known: dict[frozenset[int], tuple[int, Grades]] = {}

    def without(self, gone: frozenset[int]) -> tuple[int, Grades]:
        """Return the unit's result, and what carries what for incrimination, once some nodes carry nothing."""
        if gone not in self.known:
            uncapped = self._grades(self.low, self.high, gone)
            capped = uncapped if self.same else self._grades(self.capped_low, self.capped_high, gone)
            found = reevaluate(self.graph, self.policy, [0], (capped,), uncapped, Passes(self.graph, (capped, uncapped)))[0]
            self.known[gone] = (found.units[self.place].results[0], capped)
        return self.known[gone]

    def stands(self, gone: frozenset[int]) -> bool:
        """Tell whether the result is held."""
        return self.without(gone)[0] >= self.level

    def _grades(self, low: Iterable[int], high: Iterable[int], gone: frozenset[int]) -> Grades:
        lows, highs = [*low], [*high]
        for node in gone:
            lows[node] = highs[node] = 0
        return resolve_attacks(self.graph, lows, highs, self.link_low, self.link_high)

    def rests_on(self, gone: frozenset[int]) -> set[int]:
        """Return nodes one of which must fall for the result to fall.

        They are the paths of one satisfied clause, a path against each rival explanation, the paths at every grade
        where support is weighed against contradiction, and whatever challenges anything.
        """
        _, grades = self.without(gone)
        upper = self.level < MET
        own, strength = (grades.high, grades.link_high) if upper else (grades.low, grades.link_low)
        links = self.pro if upper else self.sure
        out: set[int] = set()
        for one in self.rule.pro:
            paths = self._paths(own, strength, links, LEVEL[one.grade], count=1 if upper else one.lines, upper=upper)
            if paths is not None:
                out |= paths
                break
        if self.rule.con == "outweighed" and self.con:
            for grade in (1, 2, 3):
                found = self._paths(own, strength, links, grade, count=MOST_PATHS, upper=upper, fewer=True)
                out |= found or set()
        if self.rule.alternatives == "exclude":
            for refuting in self.excluders:
                out |= self._paths(own, strength, refuting, LEVEL["medium"], count=1, upper=upper) or set()
        if self.graph.case.challenges:
            index = self.graph.provenance.index
            waiting = [index[one.from_] for one in self.graph.case.challenges if one.from_ in index]
            while waiting:
                node = waiting.pop()
                if node not in out:
                    out.add(node)
                    waiting += self.graph.provenance.parents[node]
        return out - gone

    def _paths(self, own: list[int], strength: list[int], links: list[int], grade: int, *, count: int, upper: bool, fewer: bool = False) -> set[int] | None:
        """Return the nodes of so many disjoint paths at a grade, or None where there are not so many."""
        lower = not upper and count > 1
        found = run_pass(self.graph, own, strength, grade, lower=lower)
        starts = {self.graph.links.item[one] for one in links if strength[one] >= grade and found.depth[self.graph.links.item[one]]}
        if found.sets:
            return self._closure(found, starts) if starts else None
        paths, _ = disjoint_paths(self.graph.provenance.parents, [depth > 0 for depth in found.depth], starts, count)
        if len(paths) < count and not (fewer and paths):
            return None
        return {node for path in paths for node in path}

    def _closure(self, found: Pass, starts: set[int]) -> set[int]:
        """Where something needs all of its parents a path is not enough: take all that is live behind the links."""
        out: set[int] = set()
        waiting = list(starts)
        while waiting:
            node = waiting.pop()
            if node not in out:
                out.add(node)
                waiting += [parent for parent in self.graph.provenance.parents[node] if found.depth[parent]]
        return out


def pillars(held: Evaluated, leaf: Leaf, stage: int, level: int, order: int, most: int = 400) -> Pillars:
    """Find what a unit's result rests on.

    Args:
        held: The case as evaluated.
        leaf: The unit.
        stage: Position of the standard.
        level: The result that would be lost, or lowered.
        order: 1 for single points, 2 for pairs as well.
        most: Pairs kept.
    """
    if is_robust(held, leaf, stage, level, order):
        return Pillars()
    stand = Stand(held, leaf, stage, level)
    singles: list[int] = []
    standing: list[int] = []
    for node in sorted(stand.rests_on(frozenset())):
        (standing if stand.stands(frozenset({node})) else singles).append(node)
    pairs: set[frozenset[int]] = set()
    for node in standing if order > 1 else ():
        for other in sorted(stand.rests_on(frozenset({node}))):
            pair = frozenset({node, other})
            if other in singles or pair in pairs or not stand.stands(frozenset({other})):
                continue
            if not stand.stands(pair):
                pairs.add(pair)
        if len(pairs) > most:
            break
    names = stand.names
    return Pillars(
        singles=tuple(frozenset({names[node]}) for node in singles),
        pairs=tuple(sorted((frozenset(names[node] for node in pair) for pair in pairs), key=sorted)), truncated=len(pairs) > most,
    )  # fmt: skip


def is_robust(held: Evaluated, leaf: Leaf, stage: int, level: int, order: int) -> bool:
    """Tell cheaply that no few losses matter: more disjoint paths than can fall, nothing to weigh, nothing that needs all its parents."""
    rule = held.policy.stages[stage]
    result = held.evaluation.rows[leaf.row].units[leaf.unit]
    unit = result.unit
    if (rule.alternatives == "exclude" and unit.excluders) or (rule.con == "outweighed" and unit.con) or _challenged(held, leaf):
        return False
    grades = held.evaluation.grades[stage]
    for clause in rule.pro:
        if clause.assessment == "required" and level == MET and result.pro_holds[stage] != MET:
            continue
        end = "low" if level == MET else "high"
        found = held.evaluation.passes[id(grades), LEVEL[clause.grade], end]
        wanted = order + (clause.lines if level == MET else 1)
        links = unit.sure_pro if level == MET else unit.pro
        if not found.sets and _greedy(held, links, found, wanted):
            return True
    return False


def _challenged(held: Evaluated, leaf: Leaf) -> bool:
    """Whether anything is challenged that the unit may rest on: anything at all, where a challenge to contradiction counts."""
    return bool(held.reach.attacks) and bool(held.evaluation.rows[leaf.row].units[leaf.unit].unit.con)


def _greedy(held: Evaluated, links: Iterable[int], found: Pass, wanted: int) -> bool:
    """Tell whether so many paths that share nothing are found at first sight."""
    parents, depth, item = held.graph.provenance.parents, found.depth, held.graph.links.item
    used: set[int] = set()
    count = 0
    for position in links:
        if found.links[position] < found.least:
            continue
        node = item[position]
        path: list[int] = []
        while depth[node] and node not in used:
            path.append(node)
            if not parents[node]:
                count += 1
                used.update(path)
                break
            node = next((one for one in parents[node] if depth[one] and one not in used), node)
            if node == path[-1]:
                break
        if count >= wanted:
            return True
    return False
