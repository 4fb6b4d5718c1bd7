"""
The engine of minimal sets against published counts.

The trees are entered here from their definitions, and each count follows from a published closed formula, cited beside
it; published benchmark sets such as Aralia are not used, because their files are not ours to ship.
"""

import random
from itertools import combinations
from math import comb

import pytest

from claimmap.whatif.cutsets import EMPTY, NONE, CutSets, TooLarge


def brute(events, formula):
    """Minimal sets by trying every subset."""
    out = []
    for size in range(len(events) + 1):
        for chosen in combinations(events, size):
            found = frozenset(chosen)
            if not any(one <= found for one in out) and formula(found):
                out.append(found)
    return set(out)


def covers(edges, events):
    """Sets that touch every edge: all-of over edges, any-of over the ends."""
    sets = CutSets(events)
    return sets, sets.all_of([sets.any_of([sets.event(end) for end in edge]) for edge in edges])


@pytest.mark.parametrize(("count", "total"), [(2, 3), (3, 5), (5, 10), (10, 20), (12, 24), (15, 30)])
def test_k_out_of_n_has_binomial_many(count, total):
    # Barlow and Proschan, Statistical Theory of Reliability (1975): C(n, k) minimal cut sets; 12 of 24 are 2,704,156.
    sets = CutSets(range(total))
    root = sets.at_least(count, [sets.event(one) for one in range(total)])
    assert sets.count(root) == comb(total, count)
    assert sets.by_order(root) == {count: comb(total, count)}


@pytest.mark.parametrize(("count", "total"), [(2, 10), (3, 40), (5, 100)])
def test_consecutive_k_out_of_n(count, total):
    # Chiang and Niu, Reliability of consecutive-k-out-of-n:F system (1981): n - k + 1 minimal cuts; n in a circle.
    sets = CutSets(range(total))
    line = sets.any_of([sets.all_of([sets.event(start + one) for one in range(count)]) for start in range(total - count + 1)])
    circle = sets.any_of([sets.all_of([sets.event((start + one) % total) for one in range(count)]) for start in range(total)])
    assert sets.count(line) == total - count + 1
    assert sets.count(circle) == total


@pytest.mark.parametrize(("stages", "width"), [(3, 4), (10, 4), (20, 2), (13, 3)])
def test_parallel_stages_in_series_multiply(stages, width):
    # Barlow and Proschan (1975), series-parallel structures: width ** stages minimal paths; 4 ** 10 is 1,048,576.
    sets = CutSets(range(stages * width))
    root = sets.all_of([sets.any_of([sets.event(stage * width + one) for one in range(width)]) for stage in range(stages)])
    assert sets.count(root) == width**stages


@pytest.mark.parametrize("triangles", [2, 5, 13])
def test_disjoint_triangles_reach_the_bound_of_moon_and_moser(triangles):
    # Moon and Moser, On cliques in graphs (1965): 3 ** (n / 3); their complements cover. 3 ** 13 is 1,594,323.
    edges = [(3 * one + first, 3 * one + second) for one in range(triangles) for first, second in ((0, 1), (1, 2), (0, 2))]
    sets, root = covers(edges, range(3 * triangles))
    assert sets.count(root) == 3**triangles


def perrin(number):
    values = [3, 0, 2]
    while len(values) <= number:
        values.append(values[-2] + values[-3])
    return values[number]


@pytest.mark.parametrize("size", [5, 10, 30, 50, 52])
def test_covers_of_a_cycle_are_perrin_numbers(size):
    # Furedi, The number of maximal independent sets in connected graphs (1987): a cycle has Perrin(n); 50 gives 1,276,942.
    sets, root = covers([(one, (one + 1) % size) for one in range(size)], range(size))
    assert sets.count(root) == perrin(size)


def padovan(number):
    values = [1, 1, 1]
    while len(values) <= number:
        values.append(values[-2] + values[-3])
    return values[number]


@pytest.mark.parametrize("size", [2, 7, 20, 56])
def test_covers_of_a_path_are_padovan_numbers(size):
    # OEIS A000931 (Euler): minimal vertex covers of the path with n vertices are Padovan(n + 1) for P(0) = P(1) = P(2) = 1.
    sets, root = covers([(one, one + 1) for one in range(size - 1)], range(size))
    assert sets.count(root) == padovan(size + 1)


@pytest.mark.parametrize("size", [3, 4, 5, 6])
def test_connecting_sets_of_a_complete_graph_are_its_spanning_trees(size):
    # Cayley, A theorem on trees (1889): n ** (n - 2); a set of edges connects if it meets every cut.
    edges = list(combinations(range(size), 2))
    sets = CutSets(edges)
    cuts = [set(side) | {0} for count in range(size - 1) for side in combinations(range(1, size), count)]
    root = sets.all_of([sets.any_of([sets.event(edge) for edge in edges if (edge[0] in cut) != (edge[1] in cut)]) for cut in cuts])
    assert sets.count(root) == size ** (size - 2)
    assert sets.by_order(root) == {size - 1: size ** (size - 2)}


@pytest.mark.parametrize(("depth", "expected"), [(1, 3), (2, 27), (3, 2187), (4, 14_348_907)])
def test_recursive_majority(depth, expected):
    # Two of three, of two of three, and so on: a(n + 1) = 3 a(n) ** 2, the structure of von Neumann (1956); 81 events at depth 4.
    sets = CutSets(range(3**depth))

    def gate(level, first):
        if level == 0:
            return sets.event(first)
        return sets.at_least(2, [gate(level - 1, first + one * 3 ** (level - 1)) for one in range(3)])

    assert sets.count(gate(depth, 0)) == expected


def test_the_pressure_tank():
    # Vesely and others, Fault Tree Handbook, NUREG-0492 (1981), chapter VIII: two cut sets of one event, three of two.
    sets = CutSets(["T", "K2", "S", "S1", "K1", "R"])
    e = {name: sets.event(name) for name in sets.events}
    e5 = sets.any_of([e["K1"], e["R"]])
    e4 = sets.any_of([e["S1"], e5])
    e3 = sets.all_of([e["S"], e4])
    root = sets.any_of([e["T"], sets.any_of([e["K2"], e3])])
    assert set(sets.sets(root)) == {frozenset(one) for one in (["T"], ["K2"], ["S", "S1"], ["S", "K1"], ["S", "R"])}
    assert sets.by_order(root) == {1: 2, 2: 3}


def test_the_bridge():
    # The bridge of two by two with a cross link, in every textbook: minimal cuts {a,b}, {d,e}, {a,c,e}, {b,c,d}.
    sets = CutSets("abcde")
    paths = ["ad", "be", "ace", "bcd"]
    root = sets.all_of([sets.any_of([sets.event(one) for one in path]) for path in paths])
    assert set(sets.sets(root)) == {frozenset(one) for one in ("ab", "de", "ace", "bcd")}


def test_random_trees_agree_with_brute_force():
    chance = random.Random(5)
    for _ in range(300):
        events = list(range(chance.randint(1, 7)))
        sets = CutSets(events)

        def tree(depth, sets=sets, events=events):
            if depth == 0 or chance.random() < 0.2:
                event = chance.choice(events)
                return sets.event(event), lambda chosen: event in chosen
            parts = [tree(depth - 1) for _ in range(chance.randint(1, 3))]
            kind = chance.choice(["all", "any", "some"])
            roots, tests = [one for one, _ in parts], [one for _, one in parts]
            if kind == "all":
                return sets.all_of(roots), lambda chosen: all(one(chosen) for one in tests)
            if kind == "any":
                return sets.any_of(roots), lambda chosen: any(one(chosen) for one in tests)
            need = chance.randint(1, len(parts))
            return sets.at_least(need, roots), lambda chosen: sum(one(chosen) for one in tests) >= need

        root, formula = tree(3)
        expected = brute(events, formula)
        assert set(sets.sets(root)) == expected
        assert sets.count(root) == len(expected)
        smallest = min(len(one) for one in expected)
        found, ties = sets.cheapest(root, lambda _: (0, 1), 1000)
        assert set(found) == {one for one in expected if len(one) == smallest}
        assert ties == len(found)


def test_nothing_and_everything():
    sets = CutSets(["a"])
    assert sets.any_of([]) == NONE
    assert sets.all_of([]) == EMPTY
    assert sets.cheapest(NONE, lambda _: (0, 1), 5) == ([], 0)
    assert sets.at_least(0, []) == EMPTY
    assert sets.at_least(2, [sets.event("a")]) == NONE
    assert sets.family([["a"], []]) == EMPTY


def test_the_limit_is_said_and_not_passed():
    sets = CutSets(range(40), most=200)
    with pytest.raises(TooLarge, match="more than 200 nodes"):
        sets.at_least(20, [sets.event(one) for one in range(40)])
    assert len(sets) <= 200
