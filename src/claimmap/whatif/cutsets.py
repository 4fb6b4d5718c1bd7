"""Minimal sets of a monotone formula, counted and listed without writing them all down.

A family of sets is a zero-suppressed decision diagram: a node asks whether an event is in the set. All-of and any-of
keep the family minimal as it is built, so that no set contains another. The number of nodes is bounded; a formula that
needs more raises `TooLarge`, and nothing is returned that would be wrong. One million nodes and the tables that go
with them take about 600 MB.

Literature:
    Minato, Zero-suppressed BDDs for set manipulation in combinatorial problems (1993); Rauzy, New algorithms for fault
    trees analysis (1993).
"""

import sys
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final, Generic, TypeVar, final

from claimmap.problems import ClaimmapError

T = TypeVar("T", bound=Hashable)

NONE: Final = 0
"""The family without any set: nothing suffices."""
EMPTY: Final = 1
"""The family of the empty set: nothing is needed."""
MOST_NODES: Final = 1_000_000


class TooLarge(ClaimmapError):  # noqa: N818 - the name says what the formula is
    """A formula needs more nodes than allowed."""


@final
class CutSets(Generic[T]):
    """Families of minimal sets over named events.

    >>> sets = CutSets(["a", "b", "c"])
    >>> sets.count(sets.at_least(2, [sets.event("a"), sets.event("b"), sets.event("c")]))
    3
    """

    def __init__(self, events: Iterable[T], most: int = MOST_NODES) -> None:
        self.events: list[T] = list(dict.fromkeys(events))
        self._level = {event: place for place, event in enumerate(self.events)}
        self._most = most
        self._var: list[int] = [len(self.events), len(self.events)]
        self._high: list[int] = [NONE, NONE]
        self._low: list[int] = [NONE, EMPTY]
        self._unique: dict[tuple[int, int, int], int] = {}
        self._memo: dict[tuple[int, int, int], int] = {}

    def __len__(self) -> int:
        """Return the number of nodes made."""
        return len(self._var)

    # -- building

    def event(self, event: T) -> int:
        """Return the family of the one set that holds an event alone."""
        return self._node(self._level[event], EMPTY, NONE)

    def family(self, sets: Iterable[Iterable[T]]) -> int:
        """Return the minimal sets among some."""
        return self.any_of([self.all_of([self.event(one) for one in found]) for found in sets])

    def any_of(self, families: Sequence[int]) -> int:
        """Return what suffices for any of several families."""
        out = NONE
        with self._deep():
            for one in families:
                out = self._or(out, one)
        return out

    def all_of(self, families: Sequence[int]) -> int:
        """Return what suffices for all of several families."""
        out = EMPTY
        with self._deep():
            for one in families:
                out = self._and(out, one)
        return out

    def at_least(self, count: int, families: Sequence[int]) -> int:
        """Return what suffices for so many of several families."""
        known: dict[tuple[int, int], int] = {}

        def need(left: int, place: int) -> int:
            if left <= 0:
                return EMPTY
            if left > len(families) - place:
                return NONE
            if (left, place) not in known:
                known[left, place] = self._or(self._and(families[place], need(left - 1, place + 1)), need(left, place + 1))
            return known[left, place]

        with self._deep():
            return need(count, 0)

    def _node(self, var: int, high: int, low: int) -> int:
        if high == NONE:
            return low
        key = (var, high, low)
        found = self._unique.get(key)
        if found is None:
            found = len(self._var)
            if found >= self._most:
                raise TooLarge(f"the formula needs more than {self._most:,} nodes; raise the limit or ask for a part of it")
            self._var.append(var)
            self._high.append(high)
            self._low.append(low)
            self._unique[key] = found
        return found

    @contextmanager
    def _deep(self) -> Iterator[None]:
        """Allow for one level of calls an event and operation; forget results once there are too many."""
        before = sys.getrecursionlimit()
        sys.setrecursionlimit(max(before, 1000 + 12 * len(self.events)))
        try:
            yield
        finally:
            sys.setrecursionlimit(before)
        if len(self._memo) > 4 * self._most:
            self._memo.clear()

    def _keep(self, key: tuple[int, int, int], value: int) -> int:
        if len(self._memo) >= 4 * self._most:
            self._memo.clear()
        self._memo[key] = value
        return value

    def _or(self, one: int, other: int) -> int:
        if one == other or other == NONE:
            return one
        if one == NONE:
            return other
        if EMPTY in (one, other):
            return EMPTY
        if one > other:
            one, other = other, one
        key = (0, one, other)
        found = self._memo.get(key)
        if found is not None:
            return found
        first, second = self._var[one], self._var[other]
        if first == second:
            low, high = self._or(self._low[one], self._low[other]), self._or(self._high[one], self._high[other])
        elif first < second:
            low, high = self._or(self._low[one], other), self._high[one]
        else:
            low, high = self._or(one, self._low[other]), self._high[other]
        return self._keep(key, self._node(min(first, second), self._beyond(high, low), low))

    def _and(self, one: int, other: int) -> int:
        if one == other or other == EMPTY:
            return one
        if one == EMPTY:
            return other
        if NONE in (one, other):
            return NONE
        if one > other:
            one, other = other, one
        key = (1, one, other)
        found = self._memo.get(key)
        if found is not None:
            return found
        first, second = self._var[one], self._var[other]
        if first == second:
            low = self._and(self._low[one], self._low[other])
            high = self._and(self._or(self._high[one], self._low[one]), self._or(self._high[other], self._low[other]))
        elif first < second:
            low, high = self._and(self._low[one], other), self._and(self._high[one], other)
        else:
            low, high = self._and(one, self._low[other]), self._and(one, self._high[other])
        return self._keep(key, self._node(min(first, second), self._beyond(high, low), low))

    def _beyond(self, one: int, other: int) -> int:
        """Return the sets of one family that contain no set of another."""
        if other == NONE or one == NONE:
            return one
        if other == EMPTY or one == other:
            return NONE
        if one == EMPTY:
            return EMPTY
        key = (2, one, other)
        found = self._memo.get(key)
        if found is not None:
            return found
        first, second = self._var[one], self._var[other]
        if first > second:
            return self._keep(key, self._beyond(one, self._low[other]))
        if first < second:
            made = self._node(first, self._beyond(self._high[one], other), self._beyond(self._low[one], other))
        else:
            high = self._beyond(self._beyond(self._high[one], self._high[other]), self._low[other])
            made = self._node(first, high, self._beyond(self._low[one], self._low[other]))
        return self._keep(key, made)

    # -- reading

    def _below(self, root: int) -> list[int]:
        """Return every node below one, those further down first."""
        seen: set[int] = set()
        order: list[int] = []
        waiting = [(root, False)]
        while waiting:
            node, done = waiting.pop()
            if done:
                order.append(node)
            elif node not in seen and node > EMPTY:
                seen.add(node)
                waiting += [(node, True), (self._high[node], False), (self._low[node], False)]
        return order

    def count(self, root: int) -> int:
        """Return the number of sets."""
        found = {NONE: 0, EMPTY: 1}
        for node in self._below(root):
            found[node] = found[self._high[node]] + found[self._low[node]]
        return found[root]

    def by_order(self, root: int) -> dict[int, int]:
        """Return the number of sets by their size."""
        found: dict[int, Counter[int]] = {NONE: Counter(), EMPTY: Counter({0: 1})}
        for node in self._below(root):
            counts = Counter(found[self._low[node]])
            for size, number in found[self._high[node]].items():
                counts[size + 1] += number
            found[node] = counts
        return dict(sorted(found[root].items()))

    def cheapest(self, root: int, cost: Callable[[T], tuple[int, int]], most: int) -> tuple[list[frozenset[T]], int]:
        """Return the cheapest sets, and how many there are.

        Args:
            root: The family.
            cost: Cost of an event: costs add up, and compare from left to right.
            most: Sets listed.
        """
        if root == NONE:
            return [], 0
        price = [cost(event) for event in self.events]
        best: dict[int, tuple[tuple[int, int], int]] = {EMPTY: ((0, 0), 1)}
        for node in self._below(root):
            high = best[self._high[node]]
            extra = price[self._var[node]]
            dear = ((high[0][0] + extra[0], high[0][1] + extra[1]), high[1])
            low = best.get(self._low[node])
            if low is None or dear[0] < low[0]:
                best[node] = dear
            else:
                best[node] = low if low[0] < dear[0] else (low[0], low[1] + dear[1])
        out = list(self._within(root, {node: found[0] for node, found in best.items()}, price, best[root][0], most))
        return out, best[root][1]

    def up_to(self, root: int, cost: Callable[[T], tuple[int, int]], slack: int, most: int) -> tuple[list[frozenset[T]], bool]:
        """Return the cheapest sets and those that cost so much more at the last place, the cheapest first.

        Returns:
            The sets, at most so many; and whether some of the very cheapest were left out.
        """
        cheapest, ties = self.cheapest(root, cost, most)
        if not cheapest or ties >= most:
            return cheapest, ties > len(cheapest)
        price = [cost(event) for event in self.events]
        best = self._least(root, price)
        limit = (best[root][0], best[root][1] + slack)
        found = dict.fromkeys([*cheapest, *self._within(root, best, price, limit, most)])
        return sorted(found, key=lambda one: _total(one, cost))[:most], False

    def _least(self, root: int, price: Sequence[tuple[int, int]]) -> dict[int, tuple[int, int]]:
        best: dict[int, tuple[int, int]] = {EMPTY: (0, 0)}
        for node in self._below(root):
            high, extra = best[self._high[node]], price[self._var[node]]
            dear = (high[0] + extra[0], high[1] + extra[1])
            best[node] = min(dear, best.get(self._low[node], dear))
        return best

    def _within(
        self, root: int, best: Mapping[int, tuple[int, int]], price: Sequence[tuple[int, int]], limit: tuple[int, int], most: int
    ) -> Iterator[frozenset[T]]:
        """Give sets that cost no more than the limit, at most so many."""
        waiting: list[tuple[int, tuple[T, ...], tuple[int, int]]] = [(root, (), (0, 0))]
        given = 0
        while waiting and given < most:
            node, chosen, spent = waiting.pop()
            if node == NONE or (spent[0] + best[node][0], spent[1] + best[node][1]) > limit:
                continue
            if node == EMPTY:
                given += 1
                yield frozenset(chosen)
                continue
            extra = price[self._var[node]]
            waiting.append((self._low[node], chosen, spent))
            waiting.append((self._high[node], (*chosen, self.events[self._var[node]]), (spent[0] + extra[0], spent[1] + extra[1])))

    def sets(self, root: int) -> Iterator[frozenset[T]]:
        """Give every set, one by one."""
        waiting: list[tuple[int, tuple[T, ...]]] = [(root, ())]
        while waiting:
            node, chosen = waiting.pop()
            if node == EMPTY:
                yield frozenset(chosen)
            elif node != NONE:
                waiting.append((self._low[node], chosen))
                waiting.append((self._high[node], (*chosen, self.events[self._var[node]])))


def _total(events: Iterable[T], cost: Callable[[T], tuple[int, int]]) -> tuple[int, int]:
    prices = [cost(event) for event in events]
    return sum(one for one, _ in prices), sum(one for _, one in prices)
