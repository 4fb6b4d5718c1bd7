"""Where a part of a crime happened, as a case writes it: `BGD`, `SDN-darfur`, `vessel:COM`, `eez:NOR`, `high-seas`.

A place that ends in `?` or `~` is inferred, and so unknown for article 12.
"""

import functools
from typing import Final, Literal, final

from attrs import frozen

PlaceKind = Literal["land", "vessel", "aircraft", "exclusive-economic-zone", "high-seas", "unknown"]

_KINDS: Final[dict[str, PlaceKind]] = {"vessel": "vessel", "aircraft": "aircraft", "eez": "exclusive-economic-zone"}


@final
@frozen
class Place:
    """A place.

    Attributes:
        code: The State, or part of one; of a vessel or aircraft the State of registration; None where there is none.
        inferred: Whether it is only inferred.
        registered: Of a vessel or aircraft, False if it has no registration, None if that is not known.
    """

    kind: PlaceKind
    code: str | None = None
    inferred: bool = False
    registered: bool | None = True

    @property
    def craft(self) -> bool:
        """Whether it is on board a vessel or an aircraft."""
        return self.kind in ("vessel", "aircraft")

    @property
    def plain(self) -> bool:
        """Whether it is a known place on land."""
        return self.kind == "land" and not self.inferred

    @property
    def untold(self) -> bool:
        """Whether the State that it leads to is not known."""
        return self.kind == "unknown" or self.inferred or (self.craft and self.registered is None)

    def __str__(self) -> str:
        return self.kind if self.code is None else self.code if self.kind == "land" else f"{self.kind} {self.code}"


@functools.lru_cache(maxsize=10_000)
def read_place(text: str | None) -> Place:
    """Read a place.

    >>> str(read_place("vessel:COM")), read_place("TJK?").inferred
    ('vessel COM', True)
    """
    if text is None:
        return Place("unknown")
    inferred = text.endswith(("?", "~", "%"))
    name = text.rstrip("?~%").strip()
    head, colon, tail = name.partition(":")
    if colon and head in _KINDS:
        if tail == "none":
            return Place(_KINDS[head], inferred=inferred, registered=False)
        if tail in ("unknown", ""):
            return Place(_KINDS[head], inferred=inferred, registered=None)
        return Place(_KINDS[head], tail, inferred)
    if name == "high-seas":
        return Place("high-seas", None, inferred)
    if name in ("unknown", ""):
        return Place("unknown")
    return Place("land", name, inferred)


def covers_place(area: str, place: Place) -> bool | None:
    """Tell whether an area of a trigger holds a place; None where the place is not known well enough.

    A part of a State lies in the State. A State named as a whole may or may not be the part that is covered.

    >>> covers_place("SDN-darfur", read_place("SDN")) is None
    True
    """
    if place.kind == "unknown" or (place.craft and place.registered is None):
        return None
    wanted = read_place(area)
    if wanted.kind != place.kind or place.code is None or wanted.code is None:
        return False
    if place.code == wanted.code or place.code.startswith(wanted.code + "-"):
        return None if place.inferred else True
    return None if wanted.code.startswith(place.code + "-") else False
