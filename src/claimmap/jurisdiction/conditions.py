"""Conditions and how they combine: three-valued logic, with disputed law kept apart from missing facts.

`unknown` is a missing fact. `contested` is a dispute about the law, with the side that authority favours, if any.
The two are never averaged.
"""

from collections.abc import Iterable, Mapping
from typing import Final, Literal, TypeAlias, final

from attrs import define, field, frozen

Outcome = Literal["met", "not-met", "unknown", "contested", "n/a"]
Side = Literal["met", "not-met"]
Answers: TypeAlias = Mapping[str, Side]

NO_ANSWERS: Final[Answers] = {}


@final
@frozen(eq=False)
class Verdict:
    """What a condition, or several together, come to; there are seven, each one object.

    Attributes:
        prevailing: Where it is contested, the side that prevails; None where none does.
        side: The side that holds or prevails; None where a fact is missing or authority leans to neither.
    """

    outcome: Outcome
    prevailing: Side | None = None
    side: Side | None = field(init=False, repr=False)

    @side.default
    def _side(self) -> Side | None:
        if self.outcome == "contested":
            return self.prevailing
        return self.outcome if self.outcome in ("met", "not-met") else None

    def __reduce__(self) -> tuple[object, ...]:
        """Come back from a pickle as the one object that it is."""
        return (_verdict, (self.outcome, self.prevailing))


MET: Final = Verdict("met")
NOT_MET: Final = Verdict("not-met")
UNKNOWN: Final = Verdict("unknown")
NOT_APPLICABLE: Final = Verdict("n/a")
_CONTESTED: Final[Mapping[Side | None, Verdict]] = {
    "met": Verdict("contested", "met"),
    "not-met": Verdict("contested", "not-met"),
    None: Verdict("contested"),
}
_PLAIN: Final[Mapping[str, Verdict]] = {"met": MET, "not-met": NOT_MET, "unknown": UNKNOWN, "n/a": NOT_APPLICABLE}


def _verdict(outcome: str, prevailing: Side | None) -> Verdict:
    return _CONTESTED[prevailing] if outcome == "contested" else _PLAIN[outcome]


def contested(prevailing: Side | None) -> Verdict:
    """Return the verdict of a disputed point."""
    return _CONTESTED[prevailing]


@final
@frozen(kw_only=True)
class Fact:
    """One condition, answered.

    Attributes:
        article: The provision that fails if it is not met.
        about: The State, part, element or person it is about.
        point: Name of the disputed point, where it is contested; equal names are answered alike.
        topic: Id of that point in the register of contested points.
        gap: What would have to be known, where it is unknown.
        words: How the two answers to that are put: the one that meets the condition, and the other.
        verdict: What it comes to, as no disputed point is answered otherwise.
    """

    article: str
    about: str | None = None
    outcome: Outcome
    prevailing: Side | None = None
    because: str
    source: str
    point: str | None = None
    topic: str | None = None
    gap: str | None = None
    words: tuple[str, str] = ("if so", "if not")
    verdict: Verdict = field(init=False, eq=False, repr=False)

    @verdict.default
    def _verdict(self) -> Verdict:
        return contested(self.prevailing) if self.outcome == "contested" else _PLAIN[self.outcome]

    @property
    def facts(self) -> "tuple[Fact, ...]":
        """Itself: a single condition."""
        return (self,)


@final
@define(eq=False)
class All:
    """Conditions that must all be met."""

    parts: "tuple[Node, ...]"
    _verdict: Verdict | None = field(default=None, init=False, repr=False)
    _facts: tuple[Fact, ...] | None = field(default=None, init=False, repr=False)

    @property
    def verdict(self) -> Verdict:
        """What they come to; worked out once."""
        if self._verdict is None:
            self._verdict = all_of([part.verdict for part in self.parts])
        return self._verdict

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every single condition; gathered once."""
        if self._facts is None:
            self._facts = tuple([fact for part in self.parts for fact in part.facts])
        return self._facts


@final
@define(eq=False)
class OneOf:
    """Conditions of which one suffices; none at all is not met."""

    parts: "tuple[Node, ...]"
    _verdict: Verdict | None = field(default=None, init=False, repr=False)
    _facts: tuple[Fact, ...] | None = field(default=None, init=False, repr=False)

    @property
    def verdict(self) -> Verdict:
        """What they come to; worked out once."""
        if self._verdict is None:
            self._verdict = one_of([part.verdict for part in self.parts])
        return self._verdict

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every single condition; gathered once."""
        if self._facts is None:
            self._facts = tuple([fact for part in self.parts for fact in part.facts])
        return self._facts


Node: TypeAlias = Fact | All | OneOf


def verdict_of(node: Node, answers: Answers = NO_ANSWERS) -> Verdict:
    """Evaluate a condition, with some disputed points or missing facts answered by their names."""
    if not answers:
        return node.verdict
    if isinstance(node, Fact):
        side = answers.get(node.point or node.gap or "")
        return node.verdict if side is None else _PLAIN[side]
    parts = [verdict_of(part, answers) for part in node.parts]
    return all_of(parts) if isinstance(node, All) else one_of(parts)


def all_of(parts: Iterable[Verdict]) -> Verdict:
    """Combine conditions that must all be met.

    Not-met outweighs unknown, unknown outweighs contested, contested outweighs met; what does not apply is left
    aside. Among contested ones the result leans to not-met if any does, to met if all do.

    >>> all_of([MET, contested("met"), UNKNOWN]).outcome
    'unknown'
    """
    unknown = False
    sides: list[Side | None] = []
    for part in parts:
        if part is MET:
            continue
        if part is NOT_MET:
            return NOT_MET
        if part is UNKNOWN:
            unknown = True
        elif part is not NOT_APPLICABLE:
            sides.append(part.prevailing)
    if unknown:
        return UNKNOWN
    if not sides:
        return MET
    return contested("not-met" if "not-met" in sides else None if None in sides else "met")


def one_of(parts: Iterable[Verdict]) -> Verdict:
    """Combine conditions of which one suffices.

    Met outweighs contested, contested outweighs unknown, unknown outweighs not-met; but a contested one that leans
    to not-met gives way to unknown.

    >>> one_of([contested("not-met"), UNKNOWN]).outcome, one_of([contested(None), UNKNOWN]).outcome
    ('unknown', 'contested')
    """
    unknown = False
    sides: list[Side | None] = []
    for part in parts:
        if part is MET:
            return MET
        if part is UNKNOWN:
            unknown = True
        elif part is not NOT_MET and part is not NOT_APPLICABLE:
            sides.append(part.prevailing)
    if not sides:
        return UNKNOWN if unknown else NOT_MET
    side: Side | None = "met" if "met" in sides else None if None in sides else "not-met"
    return UNKNOWN if unknown and side == "not-met" else contested(side)


def met(article: str, because: str, source: str, about: str | None = None) -> Fact:
    """Make a condition that is met."""
    return Fact(article=article, about=about, outcome="met", because=because, source=source)


def failed(article: str, because: str, source: str, about: str | None = None) -> Fact:
    """Make a condition that is not met."""
    return Fact(article=article, about=about, outcome="not-met", because=because, source=source)


def missing(
    article: str,
    because: str,
    source: str,
    gap: str,
    about: str | None = None,
    *,
    words: tuple[str, str] = ("if so", "if not"),
    topic: str | None = None,
) -> Fact:
    """Make a condition for which a fact is missing; *gap* says which, *topic* the contested point that it may be left to."""
    return Fact(
        article=article,
        about=about,
        outcome="unknown",
        because=because,
        source=source,
        gap=gap,
        words=words,
        topic=topic,
    )
