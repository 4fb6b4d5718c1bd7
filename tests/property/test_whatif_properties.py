"""
What could change, on generated cases.

P15 and P16 are proved here, P11 and P13 for suppositions; P1 to P12 and P14 stand in `test_evaluation_properties.py`.
1,000 cases a property; `HYPOTHESIS_PROFILE=thorough` tries 20,000. The oracles try every subset, or ask networkx.
"""

import os
import random
from itertools import combinations, pairwise

import attrs
import networkx
from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import cases
from supposed import random_case, supposition

from claimmap.case import Evidence
from claimmap.evaluation import MET, claim_results, evaluate
from claimmap.graph import build
from claimmap.library import load_law
from claimmap.lines import run_pass
from claimmap.policy import LEVEL
from claimmap.whatif.certificates import certificate, disjoint_paths, faults
from claimmap.whatif.changes import find, without
from claimmap.whatif.closing import Closer
from claimmap.whatif.cone import evaluated
from claimmap.whatif.corner import Corner
from claimmap.whatif.critical import critical_of
from claimmap.whatif.families import all_of, any_of, nothing_needed
from claimmap.whatif.formula import Leaf, claim_formula, fold, leaves
from claimmap.whatif.searching import least_demanding
from claimmap.whatif.steps import applied, cost_of
from claimmap.workbench import load_policy

LAW, POLICY = load_law(), load_policy()
EXAMPLES = 20_000 if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else 1_000
tried = settings(max_examples=EXAMPLES, deadline=None, database=None, derandomize=EXAMPLES == 1_000)
seeds = st.integers(min_value=0, max_value=2**32)
FEW_UNKNOWNS = 7
MOST_UNKNOWNS = 10


def shape(held):
    """Everything that an evaluation says, by what names a row: results, what holds, every profile."""
    rows = {}
    for number, row in enumerate(held.evaluation.rows):
        units = [(one.results, one.pro_holds, one.con_holds, [(each.pro, each.con, each.excluded) for each in one.profiles]) for one in row.units]
        rows.setdefault(held.row_key(number), []).append((row.results, units, row.settled))
    return rows, [(one.results, one.crime, one.best_mode, one.modes) for one in held.claims]


# ---------------------------------------------------------------- P13: the cone is enough


@tried
@given(seeds)
def test_a_supposition_is_evaluated_as_in_full(seed):
    """P13 locality: only the ancestor cone of E matters. So what a change does not reach may stand as it stood."""
    held = evaluated(random_case(seed), LAW, POLICY)
    chance = random.Random(seed)
    for _ in range(3):
        after = supposition(chance, held.case)
        incremental = held.suppose(after)
        assert shape(incremental) == shape(evaluated(after, LAW, POLICY))
        held = incremental


@settings(tried, max_examples=EXAMPLES // 10)
@given(st.data(), seeds)
def test_a_supposition_on_claims_with_modes_routes_and_incidents_is_evaluated_as_in_full(data, seed):
    """P13 locality: only the ancestor cone of E matters."""
    held = evaluated(data.draw(cases(several=True, copies=True)), LAW, POLICY)
    assume(held.case.evidence)
    chance = random.Random(seed)
    for _ in range(2):
        after = supposition(chance, held.case)
        incremental = held.suppose(after)
        assert shape(incremental) == shape(evaluated(after, LAW, POLICY))
        held = incremental


@tried
@given(seeds)
def test_what_a_change_does_not_reach_is_the_very_same_object(seed):
    """P13 locality: only the ancestor cone of E matters."""
    held = evaluated(random_case(seed), LAW, POLICY)
    after = held.suppose(supposition(random.Random(seed), held.case))
    if after.touched is not None:
        assert all(one is other for number, (one, other) in enumerate(zip(held.evaluation.rows, after.evaluation.rows, strict=True)) if number not in after.touched)


# ---------------------------------------------------------------- P11: claims are formulas over their elements


@tried
@given(seeds)
def test_a_claim_is_what_its_formula_says(seed):
    """P11 all_of/any_of monotone; claim <= min / = max of children."""
    formulas_hold(evaluated(random_case(seed, rich=seed % 2 == 0), LAW, POLICY))


@settings(tried, max_examples=EXAMPLES // 10)
@given(cases(several=True))
def test_a_claim_with_modes_and_routes_is_what_its_formula_says(case):
    """P11 all_of/any_of monotone; claim <= min / = max of children."""
    formulas_hold(evaluated(case, LAW, POLICY))


def formulas_hold(held):
    for place, found in enumerate(held.claims):
        formula = claim_formula(held.evaluation, place)
        assert formula is not None
        for stage, result in enumerate(found.results):

            def leaf(one: Leaf, stage: int = stage) -> int:
                return held.evaluation.rows[one.row].units[one.unit].results[stage]

            assert fold(formula, leaf, lambda parts: min(parts, default=MET), max) == result


# ---------------------------------------------------------------- P15: certificates


@st.composite
def provenances(draw, most=9):
    """A graph without cycles, what is linked, and what is live."""
    count = draw(st.integers(1, most))
    parents = [tuple(sorted(draw(st.sets(st.integers(0, node - 1), max_size=3)))) if node else () for node in range(count)]
    linked = draw(st.sets(st.integers(0, count - 1), min_size=1))
    live = [draw(st.booleans()) or draw(st.booleans()) for _ in range(count)]
    return parents, linked, live


def reached(parents, live):
    """What is live and has a live path from an origin."""
    out = []
    for node, behind in enumerate(parents):
        out.append(live[node] and (not behind or any(out[parent] for parent in behind)))
    return out


def maximum_flow(parents, live, linked):
    """Disjoint paths as networkx counts them: unit capacity through every node."""
    graph = networkx.DiGraph()
    graph.add_nodes_from(["origin", "element"])
    for node, behind in enumerate(parents):
        if not live[node]:
            continue
        graph.add_edge((node, "in"), (node, "out"), capacity=1)
        if not behind:
            graph.add_edge("origin", (node, "in"), capacity=1)
        for parent in behind:
            if live[parent]:
                graph.add_edge((parent, "out"), (node, "in"), capacity=1)
        if node in linked:
            graph.add_edge((node, "out"), "element", capacity=1)
    return networkx.maximum_flow_value(graph, "origin", "element")


@tried
@given(provenances())
def test_certificates_prove_what_networkx_counts(drawn):
    """P15 certificate: k disjoint paths and a k-cut, both valid."""
    parents, linked, chosen = drawn
    live = reached(parents, chosen)
    starts = {node for node in linked if live[node]}
    paths, cut = disjoint_paths(parents, live, starts, most=99)
    assert len(paths) == len(cut) == maximum_flow(parents, live, starts)
    used = [node for path in paths for node in path]
    assert len(used) == len(set(used))
    for path in paths:
        assert path[0] in starts
        assert not parents[path[-1]]
        assert all(above in parents[below] for below, above in pairwise(path))
    without_cut = reached(parents, [held and node not in cut for node, held in enumerate(live)])
    assert not any(without_cut[node] for node in starts)


@tried
@given(seeds)
def test_printed_certificates_hold_when_checked(seed):
    """P15 certificate: k disjoint paths and a k-cut, both valid."""
    graph = build(random_case(seed, plain=True, rich=True), LAW)
    found = evaluate(graph, POLICY)
    names = graph.provenance.names
    for row in found.rows:
        for unit in row.units:
            for clause in POLICY.stages[0].pro:
                grades = found.grades[0]
                upper = found.passes[id(grades), LEVEL[clause.grade], "high"]
                proof = certificate(graph, unit.unit.pro, upper)
                parents = {names[node]: [names[parent] for parent in held] for node, held in enumerate(graph.provenance.parents)}
                linked = {names[graph.links.item[one]] for one in unit.unit.pro if upper.links[one] >= upper.least}
                live = {names[node] for node, depth in enumerate(upper.depth) if depth}
                assert faults(proof, parents, linked, live) == []
                assert min(proof.lines, 2) == unit.profiles[0].pro[LEVEL[clause.grade] - 1][1]
                if proof.paths:  # and a faulty one does not
                    spoilt = evolve(proof, cut=proof.cut[1:])
                    assert faults(spoilt, parents, linked, live)
                    assert faults(evolve(proof, paths=(*proof.paths, proof.paths[0])), parents, linked, live)


# ---------------------------------------------------------------- P16 and brute force: closing sets


def every_subset(held, leaf, stage, most):
    """The smallest sets by trying every subset of steps; None where there are too many to try."""
    best, out = None, set()
    for clause in POLICY.stages[stage].pro:
        corner = Corner(held, leaf.row, leaf.unit, stage, clause)
        if len(corner.steps) > most:
            return None
        for count in range(clause.lines + 1):
            for size in range(len(corner.steps) + 1):
                for chosen in combinations(corner.steps, size):
                    steps = frozenset([*corner.lines[:count], *chosen])
                    cost = cost_of(steps)
                    if (best is None or cost <= best) and corner.closes(steps):
                        out = out if cost == best else set()
                        best = cost
                        out.add(steps)
    return set(least_demanding(out))


def short_units(held, stage):
    """Units that are short of a standard."""
    for place in range(len(held.claims)):
        for leaf in leaves(claim_formula(held.evaluation, place)):
            if held.evaluation.rows[leaf.row].units[leaf.unit].results[stage] != MET:
                yield leaf


def agree(held, standard, most):
    closer = Closer(held, standard)
    for leaf in short_units(held, closer.stage):
        expected = every_subset(held, leaf, closer.stage, most)
        if expected is None:
            continue
        family = closer.found(leaf).family
        found = {one for one in family.sets if cost_of(one) == cost_of(family.sets[0])} if family.sets else set()
        assert found == expected


standards = st.sampled_from([one.standard for one in POLICY.stages])


@tried
@given(seeds, standards)
def test_closing_sets_agree_with_every_subset(seed, standard):
    """Closing sets: exact, ties listed; brute force over all subsets of the unknowns agrees."""
    agree(evaluated(random_case(seed, items=4, claims=1, plain=seed % 3 == 0, rich=seed % 2 == 0), LAW, POLICY), standard, FEW_UNKNOWNS)


@settings(tried, max_examples=EXAMPLES // 20)
@given(seeds, standards)
def test_closing_sets_agree_with_every_subset_of_up_to_ten_unknowns(seed, standard):
    """Closing sets: exact, ties listed; brute force over all subsets of the unknowns agrees."""
    agree(evaluated(random_case(seed, claims=1, rich=True), LAW, POLICY), standard, MOST_UNKNOWNS)


@tried
@given(seeds, standards)
def test_a_closing_set_of_an_element_closes_and_no_part_of_it_does(seed, standard):
    """P16 a printed closing set closes, and no proper subset does; a printed critical set breaks, and no proper subset does."""
    held = evaluated(random_case(seed, items=4, claims=1, plain=seed % 3 == 0, rich=seed % 2 == 0), LAW, POLICY)
    closer = Closer(held, standard)
    for leaf in list(short_units(held, closer.stage))[:3]:
        family = closer.found(leaf).family.sets
        for steps in [one for one in family if cost_of(one) == cost_of(family[0])][:2]:
            assert closer.unit_set(leaf, steps) is not None
            for size in range(len(steps)) if len(steps) <= 4 else ():
                assert not any(closer.after(leaf, part) == MET for part in combinations(steps, size))


@settings(tried, max_examples=EXAMPLES // 10)
@given(st.data(), seeds, standards)
def test_a_closing_set_of_a_claim_closes_and_no_part_of_it_does(data, seed, standard):
    """P16 a printed closing set closes, and no proper subset does; a printed critical set breaks, and no proper subset does."""
    case = data.draw(cases(several=True, most=3)) if seed % 2 else random_case(seed, items=4, rich=True)
    held = evaluated(case, LAW, POLICY)
    claim = data.draw(st.sampled_from(case.claims)).id
    found = Closer(held, standard).closing(claim)
    place, stage = held.claim(claim), held.stage(standard)
    assert (found.result == "met") == (held.claims[place].results[stage] == MET)
    for one in found.sets:
        assert held.suppose(applied(case, one.raw, POLICY)).claims[place].results[stage] == MET
        for step in one.raw:
            assert held.suppose(applied(case, one.raw - {step}, POLICY)).claims[place].results[stage] != MET
    for element in found.elements:
        for one in element.sets:
            assert one.result == "met"


# ---------------------------------------------------------------- P16 and brute force: critical sets


@tried
@given(seeds, standards)
def test_critical_sets_agree_with_taking_everything_out(seed, standard):
    """P16 a printed critical set breaks, and no proper subset does; and none of at most two is left out."""
    case = random_case(seed, items=4, plain=seed % 3 == 0, rich=True)
    held = evaluated(case, LAW, POLICY)
    stage = held.stage(standard)
    names = sorted(one.id for one in (*case.sources, *case.evidence))
    after = {chosen: held.suppose(without(case, *chosen)).claims for size in (1, 2) for chosen in combinations(names, size)}
    found = critical_of(held, standard)
    for claim in found.claims:
        place = held.claim(claim.id)
        level = held.claims[place].results[stage]
        falls = {chosen for chosen, results in after.items() if results[place].results[stage] < level}
        singles = {chosen[0] for chosen in falls if len(chosen) == 1}
        pairs = {chosen for chosen in falls if len(chosen) == 2 and not singles & set(chosen)}
        assert {one for one in claim.singles if not one.startswith("?")} == singles
        printed = {ids for ids, _ in claim.pairs if not any(one.startswith("?") for one in ids)}
        assert printed <= pairs if claim.truncated else printed == pairs
    fell = {one.id: {fall.claim for fall in one.claims} for one in found.nodes}
    for name in names:
        expected = {one.id for place, one in enumerate(case.claims) if after[name,][place].results[stage] < held.claims[place].results[stage]}
        assert fell.get(name, set()) == expected


@settings(tried, max_examples=EXAMPLES // 10)
@given(st.data(), standards)
def test_single_points_of_claims_with_modes_and_routes_are_all_found(data, standard):
    """P16 a printed critical set breaks, and no proper subset does; and no single one is left out."""
    case = data.draw(cases(several=True, most=3))
    held = evaluated(case, LAW, POLICY)
    stage = held.stage(standard)
    found = critical_of(held, standard, order=1)
    names = [one.id for one in (*case.sources, *case.evidence)]
    for claim in found.claims:
        place = held.claim(claim.id)
        level = held.claims[place].results[stage]
        expected = {one for one in names if held.suppose(without(case, one)).claims[place].results[stage] < level}
        assert {one for one in claim.singles if not one.startswith("?")} == expected


# ---------------------------------------------------------------- families


@tried
@given(st.lists(st.lists(st.frozensets(st.integers(0, 5), max_size=3), max_size=4), max_size=4))
def test_families_say_what_suffices(drawn):
    """All-of and any-of over families: what suffices is exactly what a set of theirs is part of, and no set contains another."""
    families = [any_of([evolve(nothing_needed(), sets=tuple(one))], len) for one in drawn]
    every, some = all_of(families, len), any_of(families, len)
    for size in range(7):
        for chosen in map(frozenset, combinations(range(6), size)):
            assert any(one <= chosen for one in every.sets) == all(any(one <= chosen for one in found) for found in drawn)
            assert any(one <= chosen for one in some.sets) == any(one <= chosen for found in drawn for one in found)
    assert not any(one < other for one in every.sets for other in every.sets)


@tried
@given(seeds)
def test_no_supposition_touches_the_case(seed):
    """Suppositions are values: the case that was given stays as it is."""
    case = random_case(seed)
    before = attrs.asdict(case)
    supposition(random.Random(seed), case)
    assert attrs.asdict(case) == before


def test_passes_over_a_part_equal_passes_over_all():
    """One example of the engine room: a pass worked out anew for a cone equals the pass over everything."""
    held = evaluated(random_case(7), LAW, POLICY)
    name = next(one.id for one in held.case.evidence)
    after = held.suppose(without(held.case, name))
    whole = evaluate(after.graph, POLICY)
    assert isinstance(find(after.case, name), Evidence)
    assert claim_results(whole) == after.claims
    for (_, least, end), one in after.evaluation.passes.items():
        own = after.evaluation.uncapped.low if end == "low" else after.evaluation.uncapped.high
        if (id(after.evaluation.uncapped), least, end) in after.evaluation.passes and after.evaluation.passes[id(after.evaluation.uncapped), least, end] is one:
            fresh = run_pass(after.graph, own, one.links, least, lower=end == "low")
            assert [depth > 0 for depth in fresh.depth] == [depth > 0 for depth in one.depth]
