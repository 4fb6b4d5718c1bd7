"""What a unit needs, as a formula over steps, where nothing has to be weighed.

Where nothing contradicts, and no step touches a challenger, a unit reaches a standard as soon as one clause holds, every rival
explanation is refuted and the assessment is recorded. All of that is all-of and any-of over steps, so that every
smallest set can be read off, however many there are.
"""

from collections.abc import Iterable

from claimmap.policy import LEVEL
from claimmap.whatif.corner import Corner
from claimmap.whatif.cutsets import EMPTY, NONE, CutSets
from claimmap.whatif.steps import Step

MOST_NODES = 60_000
TWO = 2


def family_of(corner: Corner, lines: int) -> tuple[CutSets[Step], int] | None:
    """Return every minimal set of steps, beside so many new lines, that brings a unit to its standard under its clause.

    Returns:
        The engine and the family, or None where something must be weighed or more than two lines are asked for.

    Raises:
        TooLarge: the formula is too large; the search by cuts must do.
    """
    if corner.unit.con or corner.clause.lines - lines > TWO or not corner.challenges_apart():
        return None
    return _Formula(corner, lines).family()


class _Formula:
    def __init__(self, corner: Corner, lines: int) -> None:
        self.corner, self.count = corner, corner.clause.lines - lines
        self.alone = corner.clause.lines == 1
        self.sets: CutSets[Step] = CutSets(corner.steps, most=MOST_NODES)
        self.step = {step.about: step for step in corner.steps if step.kind == "resolve"}
        self.judged = {corner.link_of(step): step for step in corner.steps if step.kind == "strengthen"}
        self.nodes = corner.slice.graph.provenance

    def family(self) -> tuple[CutSets[Step], int]:
        parts = [self._support()]
        corner = self.corner
        for one in corner.steps:
            if one.kind == "record-assessment" and corner.clause.assessment == "required":
                parts.append(self.sets.event(one))
            elif one.kind == "refute":
                alternative = [each.id for each in corner.row.alternatives].index(one.about)
                refuting = [corner.position[position] for position in corner.unit.excluders[alternative]]
                parts.append(self.sets.any_of([self.sets.event(one), self._linked(refuting, LEVEL["medium"], None, named=False)]))
        return self.sets, self.sets.all_of(parts)

    def _support(self) -> int:
        """Return what makes so many lines count, beside the new ones."""
        positions = [self.corner.position[position] for position in self.corner.unit.pro]
        level = self.corner.level
        if self.count <= 0:
            return EMPTY
        if self.count == 1:
            return self._linked(positions, level, None, named=not self.alone)
        out = self._linked(positions, level, None, named=True)
        for gone in range(len(self.corner.nodes)):
            if out == NONE:
                break
            out = self.sets.all_of([out, self._linked(positions, level, gone, named=True)])
        return out

    def _linked(self, positions: list[int], level: int, gone: int | None, *, named: bool) -> int:
        """Return what makes one of some links count, one node aside; *named*: an undisclosed origin begins no path."""
        live: dict[int, int] = {}
        for node in self.nodes.order:
            parents = self.nodes.parents[node]
            if node == gone:
                live[node] = NONE
                continue
            own = self._own(node, level, named=named and not parents)
            if parents and own != NONE:
                combine = self.sets.all_of if self.nodes.needs_all[node] else self.sets.any_of
                own = self.sets.all_of([own, combine([live[parent] for parent in parents])])
            live[node] = own
        graph = self.corner.slice.graph
        return self.sets.any_of([self.sets.all_of([self._link(one, level), live[graph.links.item[one]]]) for one in positions])

    def _own(self, node: int, level: int, *, named: bool) -> int:
        corner = self.corner
        answered = self._answered(corner.challenged_by(node, None), level)
        counts = min(corner.low[node], corner.capped[0][node]) >= level
        if counts and not (named and self.nodes.undisclosed[node]):
            return answered
        step = self.step.get(self.nodes.names[node])
        if step is None or min(corner.worth(node), step.grade) < level:
            return NONE
        return self.sets.all_of([self.sets.event(step), answered])

    def _answered(self, challenges: Iterable[tuple[int, Step | None]], level: int) -> int:
        """Return what answers every challenge that keeps something below a level."""
        out = EMPTY
        for cap, step in challenges:
            if cap < level:
                out = NONE if step is None else self.sets.all_of([out, self.sets.event(step)])
            if out == NONE:
                break
        return out

    def _link(self, local: int, level: int) -> int:
        corner = self.corner
        answered = self._answered(corner.challenged_by(None, local), level)
        if corner.link_low[local] >= level and local not in corner.late:
            return answered
        step = self.judged.get(local)
        if step is None or max(corner.link_low[local], step.grade) < level:
            return NONE
        return self.sets.all_of([self.sets.event(step), answered])
