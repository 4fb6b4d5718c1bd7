"""The answer for a claim, and how it is written: format claimmap/jurisdiction-1."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Final, Literal, TypeAlias, final

from attrs import field, frozen

from claimmap.case import Case
from claimmap.faces import Shown
from claimmap.jurisdiction.combine import Outcome
from claimmap.jurisdiction.conditions import Side
from claimmap.problems import UnknownId
from claimmap.states import States

Exercise = Literal["exercised", "available", "defective", "hypothetical", "n/a"]
Facts: TypeAlias = tuple[Case, States]
"""A case, or as much of it as an answer is about, and the positions of States."""

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
class Reasons:
    """Why an answer is as it is, in words.

    Attributes:
        conditions: Every condition, each once.
        fails: Everything that fails, with the reason.
        needs: The smallest sets of facts that would settle it, where it is unknown.
        views: Both sides of every contested point that arises.
        by: The answer for each accused and incident.
        separately: What is reported beside jurisdiction.
        hooks: The link of each part of the crime to a State.
        decides: The days on which it turns.
        neighbours: The crimes that the same facts may meet, where the outcome is no.
        parts: What qualifies and what does not, where the outcome is partly.
    """

    conditions: tuple[Stated, ...] = ()
    fails: tuple[Failure, ...] = ()
    needs: tuple[tuple[str, ...], ...] = ()
    views: tuple[OpinionHeld, ...] = ()
    by: tuple[Each, ...] = ()
    separately: tuple[Separately, ...] = ()
    hooks: tuple[Hook, ...] = ()
    decides: tuple[DecidingDay, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    parts: tuple[str, ...] = ()


@final
@frozen(kw_only=True, repr=False)
class ClaimJurisdiction(Shown):
    """Whether the Court has jurisdiction over a claim, by which ways, and what stands against it.

    The reasons are put in words when one of them is first asked for, and kept.

    Attributes:
        contested: Whether another answer to a disputed point would change the outcome.
        status: The seven status keys.
        failing: The provisions that fail, in order; empty unless the outcome is no.
        facts: The facts it was asked on, to draw them; None where they are not shown.
    """

    id: str
    outcome: Outcome
    contested: bool
    exercise: Exercise
    paths: tuple[str, ...]
    status: Mapping[str, str]
    failing: tuple[str, ...]
    facts: Facts | None = field(default=None, eq=False)
    _why: Callable[[], Reasons] = field(eq=False)

    @cached_property
    def reasons(self) -> Reasons:
        """Why the answer is as it is."""
        return self._why()

    @property
    def conditions(self) -> tuple[Stated, ...]:
        """Every condition, each once, with its reason and source."""
        return self.reasons.conditions

    @property
    def fails(self) -> tuple[Failure, ...]:
        """Everything that fails, with the reason; empty unless the outcome is no."""
        return self.reasons.fails

    @property
    def needs(self) -> tuple[tuple[str, ...], ...]:
        """The smallest sets of facts that would settle it, where it is unknown."""
        return self.reasons.needs

    @property
    def views(self) -> tuple[OpinionHeld, ...]:
        """Both sides of every contested point that arises, who holds them, and the rank of the authority."""
        return self.reasons.views

    @property
    def by(self) -> tuple[Each, ...]:
        """The answer for each accused and incident."""
        return self.reasons.by

    @property
    def separately(self) -> tuple[Separately, ...]:
        """Admissibility, deferral, immunity and the like, which never change the answer."""
        return self.reasons.separately

    @property
    def hooks(self) -> tuple[Hook, ...]:
        """The link of each part of the crime to a State."""
        return self.reasons.hooks

    @property
    def decides(self) -> tuple[DecidingDay, ...]:
        """The days on which the answer turns, where the time of the crime is not known well enough."""
        return self.reasons.decides

    @property
    def neighbours(self) -> tuple[Neighbour, ...]:
        """The crimes that the same facts may meet, where the outcome is no."""
        return self.reasons.neighbours

    @property
    def parts(self) -> tuple[str, ...]:
        """What qualifies and what does not, where the outcome is partly."""
        return self.reasons.parts

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
@frozen(kw_only=True, repr=False)
class CaseJurisdiction(Shown):
    """The answers for every claim of a case, in the order of the case.

    Attributes:
        incidents: The answers for the incidents that are in no claim, as far as their places and days go.
        facts: The facts it was asked on, to draw them; None where they are not shown.
    """

    case: str
    as_of: str
    claims: tuple[ClaimJurisdiction, ...]
    incidents: tuple[ClaimJurisdiction, ...] = ()
    facts: Facts | None = field(default=None, eq=False)

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
            "incidents": [one.to_plain() for one in self.incidents],
        }


def _plain(value: Any) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for one in value.__attrs_attrs__:
        inner = getattr(value, one.name)
        out[one.name.rstrip("_")] = list(inner) if isinstance(inner, tuple) else inner
    return out
