"""The corner of a graph behind one row: everything that its result rests on, small enough to try steps on.

What holds in the corner holds in the whole: only what stands behind a row matters to it. What is printed is evaluated
on the whole case all the same.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast, final

from attrs import evolve

from claimmap.case import Assessment, Challenge, Link, LinkTarget, Standard
from claimmap.dates import When
from claimmap.evaluation import MET, Unit, assessed, reevaluate
from claimmap.grading import (
    HIGH,
    Grades,
    base_grades,
    cap_tags,
    item_grade,
    link_grades,
    link_names,
    resolve_attacks,
    source_grade,
    target_name,
)
from claimmap.graph import Graph, Links, Provenance, Row
from claimmap.lines import Pass, run_pass
from claimmap.policy import LEVEL, Clause, Stage
from claimmap.whatif.cone import Evaluated
from claimmap.whatif.pricing import FAR, cheapest_paths
from claimmap.whatif.reach import behind
from claimmap.whatif.regrading import Slice
from claimmap.whatif.steps import Scope, Step, facets, scope_of


@final
class Passes(Mapping[tuple[int, int, str], Pass]):
    """The passes over a small graph, each worked out when it is first asked for."""

    def __init__(self, graph: Graph, grades: Iterable[Grades]) -> None:
        self._graph = graph
        self._grades = {id(one): one for one in grades}
        self._known: dict[tuple[int, int, str], Pass] = {}

    def __getitem__(self, key: tuple[int, int, str]) -> Pass:
        if key not in self._known:
            one = self._grades[key[0]]
            low = key[2] == "low"
            self._known[key] = run_pass(self._graph, one.low if low else one.high, one.link_low if low else one.link_high, key[1], lower=low)
        return self._known[key]

    def __iter__(self) -> Iterator[tuple[int, int, str]]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def weighed(unit: Unit, stage: Stage) -> Unit:
    """Return a unit without what contradicts it where the standard only notes contradiction: no result rests on it there."""
    return evolve(unit, con=(), sure_con=()) if stage.con == "note" else unit


def cut_out(held: Evaluated, unit: Unit) -> Slice:
    """Return the part of the graph that a unit rests on: what stands behind its links, and what challenges any of it."""
    graph, reach = held.graph, held.reach
    positions = sorted({*unit.pro, *unit.con, *(one for found in unit.excluders for one in found)})
    attackers = {node for node, (_, links) in reach.attacks.items() if set(links) & set(positions)}
    nodes = behind(graph.provenance, {graph.links.item[one] for one in positions} | attackers, reach.attacks)
    return Slice(graph, reach, nodes, positions)


@final
class Corner:
    """One unit of one row at one standard, with the steps that could bring it there under one clause.

    Attributes:
        steps: Everything short of new lines that might help; `lines` are those.
    """

    def __init__(self, held: Evaluated, number: int, unit: int, stage: int, clause: Clause) -> None:
        self.held, self.number, self.place = held, number, unit
        self.stage, self.clause = held.policy.stages[stage], clause
        self.policy = evolve(held.policy, stages=(self.stage,))
        result = held.evaluation.rows[number]
        self.row, self.unit = result.row, weighed(result.units[unit].unit, self.stage)
        self.scope = scope_of(self.row, self.unit.limb)
        self.level = LEVEL[clause.grade]
        self.slice = cut_out(held, self.unit)
        self.position = {position: place for place, position in enumerate(self.slice.links)}
        self.nodes = self.slice.inside
        self._with_new_evidence()
        self.lines = [Step(kind="new-line", grade=self.level, scope=self.scope, number=place + 1) for place in range(clause.lines)]
        self.steps = sorted(self._steps(held), key=Step.sort_key)
        self.tried: dict[frozenset[Step], bool] = {}
        self._price()

    # -- the corner

    def _with_new_evidence(self) -> None:
        """Add room for new lines and refutations: origins that carry nothing until a step uses them."""
        graph = self.slice.graph
        nodes, links = graph.provenance, graph.links
        count, linked = len(nodes.names), len(links.item)
        self.rooms = list(range(count, count + self.clause.lines + len(self.row.alternatives)))
        more = len(self.rooms)
        provenance = Provenance(
            names=[*nodes.names, *(f"?new-{place}" for place in range(more))], index=nodes.index, parents=[*nodes.parents, *[()] * more],
            needs_all=[*nodes.needs_all, *[False] * more], order=[*nodes.order, *self.rooms], undisclosed=[*nodes.undisclosed, *[False] * more],
            sources=[*nodes.sources, *[None] * more], items=[*nodes.items, *[None] * more], copies=nodes.copies,
        )  # fmt: skip
        blank = next(iter(links.link), None) or _blank()
        table = Links(
            item=[*links.item, *self.rooms], link=[*links.link, *[evolve(blank, when=None)] * more], against=[*links.against, *[False] * more],
            where=[*links.where, *[(-1, "supports", 0)] * more],
        )  # fmt: skip
        place = {room: linked + number for number, room in enumerate(self.rooms)}
        local = self.position
        limb = self.unit.limb
        sure = set(self.unit.sure_pro) | set(self.unit.sure_con)
        self.late = [local[one] for one in (*self.unit.pro, *self.unit.con) if one not in sure]
        pro = [local[one] for one in self.unit.pro] + [place[room] for room in self.rooms[: self.clause.lines]]
        excluders = {
            one.id: [*(local[held] for held in found), place[room]]
            for one, found, room in zip(self.row.alternatives, self.unit.excluders, self.rooms[self.clause.lines :], strict=True)
        }
        self.base_row = evolve(self.row, claim=0, pro={limb: pro}, con={limb: [local[one] for one in self.unit.con]}, excluders=excluders)
        self.graph = evolve(graph, provenance=provenance, links=table, rows=(self.base_row,))
        self.low, self.high = base_grades(graph, self.policy)
        self.link_low, self.link_high = link_grades(graph)
        self.capped = self._caps(graph)
        self.freed = self._caps(evolve(graph, provenance=evolve(nodes, sources=[None if one is None else evolve(one, identity="known") for one in nodes.sources])))

    def _caps(self, graph: Graph) -> tuple[list[int], list[int]]:
        """Return the caps of each node at the standard; an undisclosed origin that is named is capped no more."""
        low, high = [HIGH] * len(graph.provenance.names), [HIGH] * len(graph.provenance.names)
        cap_tags(graph, self.stage, low, high)
        return low, high

    def _price(self) -> None:
        """Price every node and link for `least`: nothing where it counts, one where a step may make it count."""
        settled = {step.about for step in self.steps if step.kind == "resolve"}
        judged = {self.link_of(step) for step in self.steps if step.kind == "strengthen"}
        names = self.slice.graph.provenance.names
        self.prices: list[int] = []
        nodes, links = self._challenged()
        one_line = self.clause.lines == 1
        for local in range(len(self.nodes)):
            low = min(self.low[local], self.capped[0][local])
            counts = low >= self.level if one_line else not self._lacks(local, self.level)
            self.prices.append(0 if counts or local in nodes else 1 if names[local] in settled else FAR)
        self.link_prices: dict[int, int] = {}
        for position in self.unit.pro:
            local = self.position[position]
            counts = self.link_low[local] >= self.level and local not in self.late
            self.link_prices[local] = 0 if counts or local in links else 1 if local in judged else FAR

    def _challenged(self) -> tuple[set[int], set[int]]:
        """Return the nodes and links that somebody challenges: what an answer would restore has no price here."""
        index, nodes, links = self.slice.graph.provenance.index, set[int](), set[int]()
        for one in self.telling():
            if isinstance(one.target, str):
                nodes.add(index[one.target])
            else:
                item = index.get(one.target.evidence)
                links |= {local for local, node in enumerate(self.slice.graph.links.item) if node == item}
        return nodes, links

    # -- the steps

    def _steps(self, held: Evaluated) -> Iterator[Step]:
        graph, local_nodes = held.graph, self.slice.graph.provenance
        pro = behind(graph.provenance, {graph.links.item[one] for one in self.unit.pro})
        refuted = self.unit.excluders if self.stage.alternatives == "exclude" else ()
        refuting = behind(graph.provenance, {graph.links.item[one] for found in refuted for one in found})
        for local, node in enumerate(self.nodes):
            if node not in pro and node not in refuting:
                continue
            grade = max(self.level if node in pro else 0, LEVEL["medium"] if node in refuting else 0)
            if self.worth(local) >= min(grade, self.level if node in pro else grade) and self._lacks(local, min(grade, self.worth(local))):
                yield Step(kind="resolve", about=local_nodes.names[local], grade=grade if self.ungraded(local) else self.worth(local))
        for position in dict.fromkeys((*self.unit.pro, *(one for found in refuted for one in found))):
            local = self.position[position]
            number, key, place = graph.links.where[position]
            if self.link_high[local] >= self.level and (self.link_low[local] < self.level or local in self.late):
                yield Step(kind="strengthen", about=held.case.evidence[number].id, grade=self.level, place=(key, place))
        yield from self._answers(held, pro)
        for one in self.row.alternatives if self.stage.alternatives == "exclude" else ():
            yield Step(kind="refute", about=one.id, grade=LEVEL["medium"], scope=self.scope)
        if (self.clause.assessment == "required" or self.stage.con != "note") and not assessed(self.row, self.stage.standard, self.unit.limb):
            yield Step(kind="record-assessment", scope=self.scope, standard=self.stage.standard)

    def _lacks(self, local: int, grade: int) -> bool:
        low = min(self.low[local], self.capped[0][local])
        return low < grade or self.slice.graph.provenance.undisclosed[local]

    def worth(self, local: int) -> int:
        """Return the best that a node could carry if everything about it were settled in its favour."""
        nodes = self.slice.graph.provenance
        item, source = nodes.items[local], nodes.sources[local]
        if local in nodes.copies or (item is not None and self.high[local] == 0):
            return 0
        grade = item_grade(item, self.policy) if item is not None else source_grade(source, self.policy) if source is not None else None
        value = HIGH if grade is None else LEVEL[grade]
        return min(value, self.freed[1][local] if item is None and source is not None else HIGH if item is None else self.capped[1][local])

    def ungraded(self, local: int) -> bool:
        """Tell whether a node's grade is for somebody to give."""
        nodes = self.slice.graph.provenance
        item, source = nodes.items[local], nodes.sources[local]
        return (item_grade(item, self.policy) if item is not None else source_grade(source, self.policy) if source is not None else None) is None

    def _answers(self, held: Evaluated, pro: set[int]) -> Iterator[Step]:
        graph = held.graph
        for one in self.slice.graph.case.challenges:
            attacker = graph.provenance.index[one.from_]
            if self._reach(attacker) != (0, 0) and self._reach(attacker)[0] == 0:
                yield Step(kind="answer-challenge", about=one.from_, challenge=one)
        if self.stage.con == "note":
            return
        behind_con: dict[int, int] = {}
        for position in self.unit.con:
            node = graph.links.item[position]
            address = graph.links.link[position].element
            if address is not None:
                yield Step(kind="answer", about=held.case.evidence[graph.links.where[position][0]].id, grade=HIGH, scope=Scope(address=address))
            for source in behind(graph.provenance, {node}) - {node}:
                behind_con[source] = behind_con.get(source, 0) + 1
        for source, count in sorted(behind_con.items()):
            if count > 1 and source not in pro and not graph.provenance.names[source].startswith("?"):
                yield Step(kind="answer", about=graph.provenance.names[source], grade=HIGH)

    def _reach(self, node: int, *, capped: bool = False) -> tuple[int, int]:
        """Return the interval of the strongest path into a node of the whole graph."""
        evaluation = self.held.evaluation
        found = evaluation.grades[self.held.stage(self.stage.standard)] if capped else evaluation.uncapped
        return (found.reach_low[node], found.reach_high[node]) if found.reach_low else (found.low[node], found.high[node])

    def telling(self) -> list[Challenge]:
        """Return the challenges that can lower anything below a grade that the unit is counted at."""
        most = HIGH if self.unit.con else max(self.level, LEVEL["medium"] if any(self.unit.excluders) else 0)
        return [one for one in self.slice.graph.case.challenges if LEVEL[one.effect] < most]

    def challenges_apart(self) -> bool:
        """Tell whether no step touches what challenges anything: then each challenge stands, falls or waits by itself."""
        graph = self.held.graph
        attackers = behind(graph.provenance, [graph.provenance.index[one.from_] for one in self.telling()], self.held.reach.attacks)
        touched = {graph.provenance.index.get(step.about, -1) for step in self.steps if step.kind == "resolve"}
        hidden = {self.slice.graph.provenance.names[local] for local in range(len(self.nodes)) if self.nodes[local] in attackers}
        return not touched & attackers and not hidden & {step.about for step in self.steps if step.kind == "resolve"}

    def challenged_by(self, local: int | None, link: int | None) -> Iterator[tuple[int, Step | None]]:
        """Give the challenges to a node or a link.

        Returns:
            The cap that holds, and the step that would answer it; None where the challenge certainly stands.
        """
        index = self.slice.graph.provenance.index
        answers = {step.challenge: step for step in self.steps if step.kind == "answer-challenge"}
        for one in self.slice.graph.case.challenges:
            low, high = self._reach(self.held.graph.provenance.index[one.from_], capped=True)
            if not high:
                continue
            if isinstance(one.target, str):
                hit = local is not None and index.get(one.target) == local
            else:
                hit = link is not None and self._is_target(one.target, link)
            if hit:
                yield LEVEL[one.effect], None if low else answers.get(one)

    def _is_target(self, target: LinkTarget, link: int) -> bool:
        graph = self.slice.graph
        address = graph.links.link[link].element
        if address is None or graph.provenance.index.get(target.evidence) != graph.links.item[link]:
            return False
        return target_name(self.held.graph, target.element) in link_names(self.held.graph, address)

    def least(self, done: Iterable[Step], lines: int) -> int:
        """Return a lower bound on the steps still needed for support alone: the cheapest disjoint paths.

        Exact where nothing needs all of its parents; contradiction and rival explanations may take more.
        """
        count = self.clause.lines - lines
        if count <= 0:
            return 0
        chosen = set(done)
        free = {step.about for step in chosen if step.kind == "resolve"}
        links = {self.link_of(step) for step in chosen if step.kind == "strengthen"}
        price = [self.prices[node] if self.slice.graph.provenance.names[node] not in free else 0 for node in range(len(self.prices))]
        starts: dict[int, int] = {}
        for local, cost in self.link_prices.items():
            node = self.slice.graph.links.item[local]
            starts[node] = min(starts.get(node, FAR), 0 if local in links else cost)
        return cheapest_paths(self.slice.graph.provenance, price, starts, count)

    @property
    def may_harm(self) -> bool:
        """Whether a step may do harm: what is assessed may challenge another item, and an answer may cost support."""
        item = self.slice.graph.links.item
        pro, con = ({item[self.position[one]] for one in side} for side in (self.unit.pro, self.unit.con))
        return bool(self.telling()) or bool(pro & con)

    # -- trying steps

    def closes(self, steps: Iterable[Step]) -> bool:
        """Tell whether the unit reaches the standard if the steps succeed."""
        key = frozenset(steps)
        if key not in self.tried:
            self.tried[key] = self.result(key) == MET
        return self.tried[key]

    def result(self, steps: frozenset[Step]) -> int:
        """Return the unit's result if the steps succeed."""
        count = len(self.graph.provenance.names)
        low, high = [*self.low, *[0] * (count - len(self.low))], [*self.high, *[0] * (count - len(self.high))]
        link_low = [*self.link_low, *[HIGH] * len(self.rooms)]
        link_high = [*self.link_high, *[HIGH] * len(self.rooms)]
        caps = [[*one, *[HIGH] * len(self.rooms)] for one in self.capped]
        undisclosed, links, row, challenges = [*self.graph.provenance.undisclosed], [*self.graph.links.link], self.base_row, self.graph.case.challenges
        for step in steps:
            if step.kind == "new-line":
                room = self.rooms[step.number - 1]
                low[room] = high[room] = step.grade
            elif step.kind == "refute":
                room = self.rooms[self.clause.lines + [one.id for one in self.row.alternatives].index(step.about)]
                low[room] = high[room] = step.grade
            elif step.kind == "resolve":
                self._resolve(step, low, high, caps, undisclosed)
            elif step.kind == "strengthen":
                place = self.link_of(step)
                link_low[place] = link_high[place] = max(link_low[place], step.grade)
                links[place] = evolve(links[place], when=None)
            elif step.kind == "answer-challenge":
                challenges = tuple(one for one in challenges if one != step.challenge)
            elif step.kind == "answer":
                self._answer(step, low, high, link_low, link_high)
            else:
                row = evolve(row, assessments=[*row.assessments, _judgment(step)])
        graph = evolve(
            self.graph, provenance=evolve(self.graph.provenance, undisclosed=undisclosed), links=evolve(self.graph.links, link=links), rows=(row,),
            case=evolve(self.graph.case, challenges=challenges),
        )  # fmt: skip
        capped_low, capped_high = [min(pair) for pair in zip(low, caps[0], strict=True)], [min(pair) for pair in zip(high, caps[1], strict=True)]
        capped = resolve_attacks(graph, capped_low, capped_high, link_low, link_high)
        uncapped = resolve_attacks(graph, low, high, link_low, link_high)
        found = reevaluate(graph, self.policy, [0], (capped,), uncapped, Passes(graph, (capped, uncapped)))[0]
        return found.units[self.place].results[0]

    def _resolve(self, step: Step, low: list[int], high: list[int], caps: list[list[int]], undisclosed: list[bool]) -> None:
        nodes = self.slice.graph.provenance
        local = nodes.names.index(step.about)
        item, source = nodes.items[local], nodes.sources[local]
        grade = item_grade(item, self.policy) if item is not None else source_grade(source, self.policy) if source is not None else None
        low[local] = high[local] = step.grade if grade is None else LEVEL[grade]
        if item is None:
            for end in (0, 1):
                caps[end][local] = self.freed[end][local] if source is not None else HIGH
            undisclosed[local] = False

    def _answer(self, step: Step, low: list[int], high: list[int], link_low: list[int], link_high: list[int]) -> None:
        if step.scope is None:
            local = self.slice.graph.provenance.index[step.about]
            low[local] = high[local] = 0
            return
        wanted = target_name(self.held.graph, step.scope.address)
        for position in (*self.unit.pro, *self.unit.con):
            address = self.held.graph.links.link[position].element or ""
            if self.held.case.evidence[self.held.graph.links.where[position][0]].id == step.about and wanted in link_names(self.held.graph, address):
                link_low[self.position[position]] = link_high[self.position[position]] = 0

    def link_of(self, step: Step) -> int:
        """Return the place of the link that a step is about."""
        for position, local in self.position.items():
            number, key, place = self.held.graph.links.where[position]
            if (key, place) == step.place and self.held.case.evidence[number].id == step.about:
                return local
        raise KeyError(step)

    def words(self, step: Step) -> Sequence[str]:
        """Return what a step takes, as verbs."""
        return facets(self.held.case, step, self.held.policy)


def _blank() -> Link:
    return Link(shows="")


def _judgment(step: Step) -> Assessment:
    address = "" if step.scope is None else step.scope.address
    return Assessment(
        element=address, standard=cast("Standard", step.standard), finds="satisfied", by="supposed", at=When.parse("2000"), because="Supposed."
    )


def limbs_of(row: Row) -> list[str]:
    """Return the letters of a row's limbs; one empty letter where it has none."""
    return [limb.letter for limb in row.element.limbs] or [""]
