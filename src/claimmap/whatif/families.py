"""Families of sets: all of several things, any of several things, and the smallest sets that remain.

A family says what suffices: each of its sets does. All-of joins a set of each family, any-of keeps them all; what
contains another set is left out, because the smaller one suffices.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Final, Generic, TypeVar, final

from attrs import frozen

T = TypeVar("T", bound=Hashable)

MOST_SETS: Final = 200


@final
@frozen(kw_only=True)
class Family(Generic[T]):
    """Sets each of which suffices, the cheapest first.

    Attributes:
        truncated: Whether sets were left out for their number.
    """

    sets: tuple[frozenset[T], ...]
    truncated: bool = False

    @property
    def hopeless(self) -> bool:
        """Whether nothing suffices."""
        return not self.sets


def nothing_needed() -> Family[T]:
    """Return the family of what holds already: the empty set suffices."""
    return Family(sets=(frozenset(),))


def minimal(sets: Iterable[frozenset[T]], cost: Callable[[frozenset[T]], object], most: int = MOST_SETS) -> Family[T]:
    """Keep the sets that contain no other, the cheapest first."""
    kept: list[frozenset[T]] = []
    ordered = sorted(set(sets), key=lambda one: (len(one), cost(one)))
    for one in ordered:
        if len(kept) < most * 4 and not any(other <= one for other in kept):
            kept.append(one)
    kept.sort(key=cost)  # type: ignore[arg-type]
    return Family(sets=tuple(kept[:most]), truncated=len(kept) > most or len(kept) == most * 4)


def any_of(families: Sequence[Family[T]], cost: Callable[[frozenset[T]], object], most: int = MOST_SETS) -> Family[T]:
    """Return what suffices for any of several things."""
    found = minimal((one for family in families for one in family.sets), cost, most)
    return Family(sets=found.sets, truncated=found.truncated or any(family.truncated for family in families))


def all_of(
    families: Sequence[Family[T]], cost: Callable[[frozenset[T]], object], join: Callable[[frozenset[T], frozenset[T]], frozenset[T]] = frozenset.union,
    most: int = MOST_SETS,
) -> Family[T]:  # fmt: skip
    """Return what suffices for all of several things; what two of them need is done once."""
    out: Family[T] = nothing_needed()
    truncated = False
    for family in sorted(families, key=lambda one: len(one.sets)):
        out = minimal((join(one, other) for one in out.sets for other in family.sets), cost, most)
        truncated = truncated or out.truncated or family.truncated
        if out.hopeless:
            return Family(sets=(), truncated=truncated)
    return Family(sets=out.sets, truncated=truncated)
