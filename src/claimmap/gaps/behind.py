"""What stands behind the support of each row, counted for all rows at once."""

from typing import final

from attrs import frozen

from claimmap.gaps.kinds import MOST_NAMED


@final
class Tally:
    """Counts, for many rows at once, the nodes of one kind that stand behind each, and keeps the first names.

    Rows are bits of a mask; counters are kept by binary digit, so that adding a node costs two operations however many
    rows it stands behind. Nodes must be added in the order of their names.
    """

    def __init__(self) -> None:
        self._digits: list[int] = []
        self._wanting = -1
        self._names: dict[int, list[str]] = {}

    def add(self, mask: int, name: str) -> None:
        """Count a node for every row in the mask."""
        carry, place = mask, 0
        while carry:
            if place == len(self._digits):
                self._digits.append(0)
            self._digits[place], carry = self._digits[place] ^ carry, self._digits[place] & carry
            place += 1
        wanted = mask & self._wanting
        while wanted:
            bit = wanted & -wanted
            wanted ^= bit
            names = self._names.setdefault(bit.bit_length() - 1, [])
            names.append(name)
            if len(names) == MOST_NAMED:
                self._wanting &= ~bit

    def of(self, row: int) -> "Counted":
        """Return what stands behind a row."""
        count = sum(((digit >> row) & 1) << place for place, digit in enumerate(self._digits))
        return Counted(count=count, names=tuple(self._names.get(row, ())))


@final
@frozen(kw_only=True)
class Counted:
    """A number of nodes and the first names among them; false where there are none."""

    count: int
    names: tuple[str, ...]

    def __bool__(self) -> bool:
        return self.count > 0

    def words(self, one: str, many: str) -> str:
        """Say how many: `1 item`, `3 items`."""
        return f"{self.count} {one if self.count == 1 else many}"

    def verb(self, one: str, many: str) -> str:
        """Choose the verb that agrees."""
        return one if self.count == 1 else many


@final
@frozen(kw_only=True, eq=False)
class Cone:
    """What stands behind the supporting links of a row."""

    origins: int
    undisclosed: Counted
    unassessed: Counted
    pending: Counted
    not_held: Counted
    restricted: Counted
    attacked: Counted
    parties: frozenset[str | None]
