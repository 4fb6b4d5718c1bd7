"""The answer for a claim, and how it is written: format claimmap/jurisdiction-1."""

from collections.abc import Mapping
from typing import Any, Final, Literal, final

from attrs import field, frozen

from claimmap.faces import Shown
from claimmap.jurisdiction.combine import Outcome
from claimmap.jurisdiction.conditions import Side
from claimmap.problems import UnknownId

Exercise = Literal["exercised", "available", "defective", "hypothetical", "n/a"]
FORMAT: Final = "claimmap/jurisdiction-1"


@final
@frozen(kw_only=True)
class Stated:
    """One condition in an answer.

    Attributes:
        about: The State, part, element or person it is about.
        prevailing: Where it is contested, the side that prevails.
    """

    article: str
    about: str | None
    outcome: str
    prevailing: Side | None
    because: str
    source: str


@final
@frozen(kw_only=True)
class Failure:
    """A provision that fails, and why."""

    article: str
    because: str


@final
@frozen(kw_only=True)
class OpinionHeld:
    """One side of a contested point, with who holds it and the highest authority it can point to.

    Attributes:
        answer: yes supports jurisdiction, no denies it.
        prevails: Whether the weight of authority leans this way here.
    """

    answer: str
    who: str
    why: str
    point: str
    question: str | None = None
    rank: str | None = None
    cite: str | None = None
    prevails: bool = False


@final
@frozen(kw_only=True)
class Hook:
    """The link of one part of the crime to a State: which part of which element happened where, on which day.

    Attributes:
        suffices: met, not-met, unknown or contested, with the side that prevails.
    """

    part: str
    element: str | None
    role: str | None
    place: str
    state: str | None
    when: str | None
    suffices: str
    prevailing: Side | None
    because: str


@final
@frozen(kw_only=True)
class DecidingDay:
    """A day on which the answer turns, where the time of the crime is not known well enough.

    Attributes:
        before: The answer if it was before that day.
        from_: The answer if it was on that day or later, up to the next deciding day.
    """

    day: str
    before: str
    from_: str
    because: str


@final
@frozen(kw_only=True)
class Neighbour:
    """A crime that the same facts may meet, with the answer if its elements are alleged."""

    address: str
    why: str
    outcome: str
    contested: bool


@final
@frozen(kw_only=True)
class Each:
    """The answer for one accused and one incident."""

    person: str | None
    event: str | None
    outcome: Outcome
    contested: bool
    paths: tuple[str, ...]
    fails: tuple[str, ...]


@final
@frozen(kw_only=True)
class Separately:
    """A matter that is reported beside jurisdiction and never changes it."""

    article: str
    outcome: str
    because: str


@final
@frozen(kw_only=True)
class ClaimJurisdiction(Shown):
    """Whether the Court has jurisdiction over a claim, by which ways, and what stands against it.

    Attributes:
        contested: Whether another answer to a disputed point would change the outcome.
        status: The seven status keys.
        fails: Everything that fails; empty unless the outcome is no.
        needs: The smallest sets of facts that would settle it, where it is unknown.
        views: Both sides of every contested point that arises.
        hooks: The link of each part of the crime to a State.
        parts: What qualifies and what does not, where the outcome is partly.
    """

    id: str
    outcome: Outcome
    contested: bool
    exercise: Exercise
    paths: tuple[str, ...]
    conditions: tuple[Stated, ...]
    status: Mapping[str, str]
    fails: tuple[Failure, ...]
    needs: tuple[tuple[str, ...], ...] = ()
    views: tuple[OpinionHeld, ...] = ()
    by: tuple[Each, ...] = ()
    separately: tuple[Separately, ...] = ()
    hooks: tuple[Hook, ...] = ()
    decides: tuple[DecidingDay, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    parts: tuple[str, ...] = field(default=())

    @property
    def failing(self) -> tuple[str, ...]:
        """The provisions that fail."""
        return tuple(one.article for one in self.fails)

    def to_plain(self) -> dict[str, Any]:
        """Return the answer as JSON values, keys in snake case."""
        return {
            "id": self.id,
            "outcome": self.outcome,
            "contested": self.contested,
            "exercise": self.exercise,
            "paths": list(self.paths),
            "conditions": [_plain(one) for one in self.conditions],
            "status": dict(self.status),
            "fails": [_plain(one) for one in self.fails],
            "needs": [list(one) for one in self.needs],
            "views": [_plain(one) for one in self.views],
            "by": [_plain(one) for one in self.by],
            "separately": [_plain(one) for one in self.separately],
            "hooks": [_plain(one) for one in self.hooks],
            "decides": [_plain(one) for one in self.decides],
            "neighbours": [_plain(one) for one in self.neighbours],
            "parts": list(self.parts),
        }


@final
@frozen(kw_only=True)
class CaseJurisdiction(Shown):
    """The answers for every claim of a case, in the order of the case."""

    case: str
    as_of: str
    claims: tuple[ClaimJurisdiction, ...]

    def __getitem__(self, claim: str) -> ClaimJurisdiction:
        """Return the answer for a claim; raises UnknownId."""
        for one in self.claims:
            if one.id == claim:
                return one
        raise UnknownId("claim", claim, [one.id for one in self.claims])

    def to_plain(self) -> dict[str, Any]:
        """Return the document as JSON values."""
        return {
            "format": FORMAT,
            "case": self.case,
            "as_of": self.as_of,
            "claims": [one.to_plain() for one in self.claims],
        }


def _plain(value: Any) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for one in value.__attrs_attrs__:
        inner = getattr(value, one.name)
        out[one.name.rstrip("_")] = list(inner) if isinstance(inner, tuple) else inner
    return out
