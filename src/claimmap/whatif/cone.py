"""Evaluate a supposition by what it reaches, and leave the rest as it was.

What a result rests on is the cone of sources and items behind it; what lies outside the cone of a change stands.
A test proves the outcome equal to a full evaluation.
"""

from collections.abc import Iterable
from typing import final

from attrs import evolve, frozen

from claimmap.case import Case
from claimmap.evaluation import ClaimResult, Evaluation, RowResult, claim_result, claim_results, evaluate, reevaluate
from claimmap.graph import Graph, build
from claimmap.law import Law
from claimmap.lines import Pass, rerun_pass
from claimmap.policy import Policy
from claimmap.problems import UnknownId
from claimmap.whatif.difference import Difference, difference
from claimmap.whatif.patching import patched
from claimmap.whatif.reach import NO_ATTACK, Reach, cone_of, in_order, key_of, reach_of
from claimmap.whatif.regrading import Slice, regraded


@final
@frozen(kw_only=True, eq=False)
class Evaluated:
    """A case with everything that its evaluation worked out, ready for suppositions.

    Attributes:
        claims: In the order of the case.
        touched: Rows that the last supposition reached; None after a full evaluation.
    """

    case: Case
    law: Law
    policy: Policy
    evaluation: Evaluation
    claims: tuple[ClaimResult, ...]
    reach: Reach
    touched: frozenset[int] | None = None

    @property
    def graph(self) -> Graph:
        """The graph that was evaluated."""
        return self.evaluation.graph

    def suppose(self, case: Case) -> "Evaluated":
        """Evaluate another state of the case, by what differs only."""
        found = difference(self.case, case)
        after = None if found is None else _rerun(self, case, found)
        return evaluated(case, self.law, self.policy) if after is None else after

    def claim(self, name: str) -> int:
        """Return the position of a claim; raises UnknownId."""
        for place, one in enumerate(self.case.claims):
            if one.id == name:
                return place
        raise UnknownId("claim", name, [one.id for one in self.case.claims])

    def stage(self, standard: str) -> int:
        """Return the position of a standard in the policy; raises UnknownId."""
        names = [one.standard for one in self.policy.stages]
        if standard not in names:
            raise UnknownId("standard", standard, names)
        return names.index(standard)

    def row_key(self, number: int) -> tuple[object, ...]:
        """Return what names a row wherever it stands."""
        return key_of(self.graph.rows[number])


def evaluated(case: Case, law: Law, policy: Policy) -> Evaluated:
    """Evaluate a case in full and keep what suppositions need."""
    evaluation = evaluate(build(case, law), policy)
    return of_evaluation(evaluation)


def of_evaluation(evaluation: Evaluation) -> Evaluated:
    """Keep an evaluation for suppositions."""
    graph = evaluation.graph
    return Evaluated(
        case=graph.case, law=graph.law, policy=evaluation.policy, evaluation=evaluation, claims=claim_results(evaluation), reach=reach_of(graph),
    )  # fmt: skip


# ---------------------------------------------------------------- one supposition


def _rerun(before: Evaluated, case: Case, found: Difference) -> Evaluated | None:
    """Evaluate what a difference reaches; None where only a full evaluation will do."""
    if bool(case.challenges) != bool(before.case.challenges):
        return None
    new = patched(before.evaluation, before.reach, case, found)
    if new is None:
        return None
    graph, reach = new.graph, new.reach
    cone = cone_of(new.nodes, reach.children, reach.attacks)
    links = new.links | {position for node in cone for position in reach.attacks.get(node, NO_ATTACK)[1]}
    grown = regraded(before.evaluation, graph, Slice(graph, reach, cone if case.challenges else new.nodes, links))
    if grown is None:
        return None
    uncapped, grades = grown
    order = in_order(cone, graph.provenance, reach.children)
    passes: dict[tuple[int, int, str], Pass] = {}
    olds = (before.evaluation.uncapped, *before.evaluation.grades)
    for one, old in {id(one): (one, old) for one, old in zip((uncapped, *grades), olds, strict=True)}.values():
        for least in (1, 2, 3):
            for end, own, was, strength in (
                ("low", one.low, old.low, one.link_low), ("high", one.high, old.high, one.link_high),
            ):  # fmt: skip
                held = before.evaluation.passes[id(old), least, end]
                if new.moved or any(node >= len(was) or (own[node] >= least) != (was[node] >= least) for node in order):
                    passes[id(one), least, end] = rerun_pass(graph, held, order, own, strength, lower=end == "low")
                else:
                    passes[id(one), least, end] = evolve(held, links=strength)
    rows = new.rows | {number for node in cone for position in reach.positions[node] for number in reach.rows[position]}
    rows |= {number for position in links for number in reach.rows[position]}
    results: list[RowResult] = list(before.evaluation.rows)
    for number, result in reevaluate(graph, before.policy, rows, grades, uncapped, passes).items():
        results[number] = result
    evaluation = Evaluation(graph=graph, policy=before.policy, rows=tuple(results), grades=grades, uncapped=uncapped, passes=passes)
    return Evaluated(
        case=case, law=before.law, policy=before.policy, evaluation=evaluation, claims=_claims(before, evaluation, rows), reach=reach,
        touched=frozenset(rows),
    )  # fmt: skip


def _claims(before: Evaluated, evaluation: Evaluation, rows: Iterable[int]) -> tuple[ClaimResult, ...]:
    reached = {evaluation.graph.rows[number].claim for number in rows}
    if not reached:
        return before.claims
    by_claim: dict[int, list[RowResult]] = {claim: [] for claim in reached}
    for one in evaluation.rows:
        if one.row.claim in by_claim:
            by_claim[one.row.claim].append(one)
    stages = len(before.policy.stages)
    return tuple(
        claim_result(law, by_claim[place], stages) if place in by_claim else before.claims[place]
        for place, law in enumerate(evaluation.graph.claims)
    )
