"""What the law says of each crime, as far as jurisdiction asks."""

import datetime as dt
import functools
from collections.abc import Mapping
from typing import Final, final

from attrs import field, frozen

from claimmap.address import BadAddress, parse
from claimmap.case import Role
from claimmap.law import Crime
from claimmap.states import FIRST_DAY

AGGRESSION: Final = "8bis"
_ROLE_OF_KIND: Final[Mapping[str, Role]] = {
    "conduct": "conduct",
    "consequence": "consequence",
    "circumstance": "circumstance",
    "contextual": "context",
}
_CONTEXTS: Final = frozenset({"attack", "conflict", "pattern"})
"""Names of the contextual elements common to an article."""

_ARTICLES: Final = frozenset({"6", "7", "8", AGGRESSION})


def canonical(text: str) -> str:
    """Write an address in its one canonical form; text that is no address stays as it is.

    >>> canonical("Art. 7 (1) (d)")
    '7(1)(d)'
    """
    try:
        return str(parse(text).address)
    except BadAddress:
        return text


@functools.lru_cache(maxsize=1_000)
def within_article_5(text: str) -> bool:
    """Tell whether an address is that of a crime within the jurisdiction of the Court."""
    try:
        address = parse(text).address
    except BadAddress:
        return False
    return address.instrument in (None, "rome-statute") and address.article in _ARTICLES


@final
@frozen(kw_only=True)
class CrimeFacts:
    """What the law says of a crime, as far as jurisdiction asks.

    Attributes:
        amendment: Id of the amendment that it rests on.
        in_force: The day it first entered into force for any State.
        kinds: Kind of each element, by address.
        neighbours: Crimes that the same facts may meet, with the reason.
    """

    address: str
    title: str = ""
    amendment: str | None = None
    in_force: dt.date = FIRST_DAY
    kinds: Mapping[str, str] = field(factory=dict)
    neighbours: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, crime: Crime) -> "CrimeFacts":
        """Take the facts from the law."""
        kinds = {one.address: one.kind for one in crime.elements}
        kinds |= {one.same_as: one.kind for one in crime.elements if one.same_as}
        return cls(
            address=crime.address,
            title=crime.title,
            amendment=crime.amendment,
            in_force=crime.in_force,
            kinds=dict[str, str](kinds),
            neighbours=tuple((one.address, one.why) for one in crime.neighbours),
        )

    def role_of(self, element: str | None) -> Role | None:
        """Return what a part is to the crime, by the kind of its element or limb."""
        if element is None:
            return None
        element = canonical(element)
        owner, slash, number = element.rpartition("/")
        whole = f"{owner}/{number.partition('(')[0]}" if slash else element
        if number in _CONTEXTS:
            return "context"
        return _ROLE_OF_KIND.get(self.kinds.get(element) or self.kinds.get(whole, ""))

    @property
    def profile(self) -> tuple[object, ...]:
        """What jurisdiction asks of any crime besides its subject matter; equal for most crimes."""
        return (self.disappearance, self.amendment, self.amendment and self.address)

    @property
    def war_crime(self) -> bool:
        """Whether it is a crime of article 8."""
        return self.address.startswith("8(")

    @property
    def aggression(self) -> bool:
        """Whether it is the crime of aggression."""
        return self.address == AGGRESSION

    @property
    def disappearance(self) -> bool:
        """Whether it is enforced disappearance, whose attack must come after the entry into force."""
        return self.address == "7(1)(i)"
