"""From moments to one accused and one incident, and from these to a claim.

Stages of a course of conduct all happened: where only some qualify the answer is `partly`. Alternatives are days of
which one is true: where they differ the answer is `unknown`.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product
from typing import Final, Literal, final

from attrs import define, evolve

from claimmap.case import Event, Person
from claimmap.jurisdiction.conditions import (
    NO_ANSWERS,
    UNKNOWN,
    Answers,
    Fact,
    Node,
    Side,
    Verdict,
    all_of,
    one_of,
    verdict_of,
)
from claimmap.jurisdiction.findings import STATUS_KEYS, Ground, failing, find
from claimmap.jurisdiction.inquiry import Inquiry
from claimmap.jurisdiction.periods import Moment, moments
from claimmap.jurisdiction.temporal import disappearance

Outcome = Literal["yes", "no", "partly", "unknown"]

MOST_POINTS: Final = 10
"""With more disputed points than this, flips are tried one at a time and all together."""


def outcome_of(verdict: Verdict) -> Outcome:
    """Turn a verdict into an answer; the prevailing side decides where it is contested."""
    side = verdict.side
    return "yes" if side == "met" else "no" if side == "not-met" else "unknown"


def over_stages(stages: Sequence[tuple[Outcome, bool]]) -> Outcome:
    """Combine the stages of a course of conduct.

    Args:
        stages: The answer of each, and whether the course certainly reached it.

    >>> over_stages([("no", True), ("yes", True)])
    'partly'
    """
    every = {outcome for outcome, _ in stages}
    if len(every) == 1:
        return every.pop()
    sure = {outcome for outcome, certain in stages if certain}
    return "partly" if "yes" in sure and "no" in every else "unknown"


def over_alternatives(outcomes: Iterable[Outcome]) -> Outcome:
    """Combine days of which one is true."""
    every = set(outcomes)
    return every.pop() if len(every) == 1 else "unknown"


def over_pairs(outcomes: Iterable[Outcome]) -> Outcome:
    """Combine several people or incidents: what they share; any yes beside a no is `partly`; else unknown."""
    every = set(outcomes)
    if len(every) == 1:
        return every.pop()
    return "partly" if "partly" in every or {"yes", "no"} <= every else "unknown"


@final
@define
class Findings:
    """The subject matter and the ground at one moment, and what they come to."""

    ground: Ground
    material: Node

    @cached_property
    def verdict(self) -> Verdict:
        """What they come to."""
        return all_of((self.material.verdict, self.ground.node.verdict))

    def answered(self, answers: Answers) -> Verdict:
        """Return what they come to with some disputed points or missing facts answered."""
        if not answers:
            return self.verdict
        return all_of((verdict_of(self.material, answers), verdict_of(self.ground.node, answers)))

    @property
    def moment(self) -> Moment:
        """The moment."""
        return self.ground.moment

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Every single condition."""
        return (*self.material.facts, *self.ground.facts)

    def status(self, key: str) -> Verdict:
        """Return one of the seven status keys; `bar` is met where there is none."""
        return self.material.verdict if key == "material" else self.ground.status[key]

    @property
    def fails(self) -> frozenset[str]:
        """The provisions that fail, or fail on the prevailing view."""
        return self.ground.fails.union(failing((self.material,)))


@final
@define
class Pair:
    """One accused and one incident, at every moment.

    Attributes:
        alternatives: Each with its stages.
    """

    inquiry: Inquiry
    alternatives: tuple[tuple[Findings, ...], ...]

    @property
    def person(self) -> Person | None:
        """The accused."""
        return self.inquiry.person

    @property
    def event(self) -> Event | None:
        """The incident."""
        return self.inquiry.event

    @cached_property
    def findings(self) -> tuple[Findings, ...]:
        """The conditions at every moment."""
        return tuple(one for stages in self.alternatives for one in stages)

    def answered(self, answers: Answers) -> Outcome:
        """Return the answer with some disputed points answered."""
        return over_alternatives(stages_of(stages, answers) for stages in self.alternatives)

    @cached_property
    def outcome(self) -> Outcome:
        """The answer."""
        if len(self.findings) == 1:
            return outcome_of(self.findings[0].verdict)
        return self.answered(NO_ANSWERS)

    @property
    def firm(self) -> bool:
        """Whether no answer to a disputed point, and no missing fact, can change anything."""
        return all(one.verdict.outcome in ("met", "not-met") for one in self.findings)

    @cached_property
    def points(self) -> tuple[str, ...]:
        """The disputed points that arise."""
        found = {fact.point for one in self.findings for fact in one.facts if fact.point is not None}
        return tuple(sorted(found))

    @cached_property
    def status(self) -> Mapping[str, Verdict]:
        """The seven status keys over all moments."""
        if len(self.findings) == 1:
            only = self.findings[0]
            return {"material": only.material.verdict, **only.ground.status}
        return {key: self._status(key) for key in STATUS_KEYS}

    def _status(self, key: str) -> Verdict:
        merged = [_over_stages(key, stages) for stages in self.alternatives]
        return merged[0] if all(one == merged[0] for one in merged) else UNKNOWN

    @cached_property
    def triggers(self) -> Mapping[int, Verdict]:
        """Whether each trigger carries the conduct at any moment."""
        grounds = [one.ground for one in self.findings]
        return {index: one_of(one.triggers[index] for one in grounds) for index in grounds[0].triggers}

    @cached_property
    def paths(self) -> frozenset[str]:
        """The paths; none where the answer is no."""
        if self.outcome == "no":
            return frozenset()
        if self.outcome == "unknown":
            return frozenset(label for one in self.findings for label in one.ground.paths(open_too=True))
        good = [one for one in self.findings if outcome_of(one.verdict) == "yes"]
        return frozenset(label for one in good for label in one.ground.paths(open_too=False))

    @cached_property
    def fails(self) -> frozenset[str]:
        """What fails; empty unless the answer is no."""
        if self.outcome != "no":
            return frozenset()
        return frozenset(article for one in self.findings for article in one.fails)


def stages_of(stages: Sequence[Findings], answers: Answers = NO_ANSWERS) -> Outcome:
    """Return the answer of one alternative, with some disputed points or missing facts answered."""
    return over_stages([(outcome_of(one.answered(answers)), one.moment.certain) for one in stages])


def _over_stages(key: str, stages: Sequence[Findings]) -> Verdict:
    """Merge a status over the stages that qualify, or over all where none does."""
    good = [one for one in stages if outcome_of(one.verdict) == "yes"] or stages
    found = [one.status(key) for one in good]
    if all(one == found[0] for one in found):
        return found[0]
    if key == "temporal":
        disputed = next((one for one in found if one.outcome == "contested"), None)
        if disputed is not None:
            return disputed
    return one_of(found)


def grounds_of(inquiry: Inquiry) -> tuple[tuple[Ground, ...], ...]:
    """Work out everything but the subject matter, at every moment that makes a difference."""
    crossing = disappearance(inquiry)
    alternatives = []
    for stages in moments(inquiry.clocks, inquiry.edges):
        chosen, fact = _crossed(stages, crossing)
        acts = (act for moment in chosen for act in _acts(inquiry, moment))
        alternatives.append(tuple(find(inquiry, act, crossing=fact) for act in acts))
    return tuple(alternatives)


def _acts(inquiry: Inquiry, moment: Moment) -> Iterator[Moment]:
    """Divide a moment at which acts of several days make up the crime, where an answer changes between them.

    Age, nationality and the lines of time are asked of each act; the places are those of the crime as a whole.
    """
    days = inquiry.conduct_days(moment)
    if any(days[0] < edge <= days[-1] for edge in inquiry.edges):
        for day in days:
            yield evolve(moment, focus=day, first=day, last=day)
    else:
        yield moment


def pair_of(inquiry: Inquiry, grounds: tuple[tuple[Ground, ...], ...], material: Node) -> Pair:
    """Join the subject matter of a claim with the grounds."""
    found = tuple(tuple(Findings(one, material) for one in stages) for stages in grounds)
    return Pair(inquiry=inquiry, alternatives=found)


def _crossed(stages: Sequence[Moment], crossing: tuple[dt.date, Fact] | None) -> tuple[Sequence[Moment], Fact | None]:
    """Leave out what lies before the line that a disappearance crosses: the crime is not divided there."""
    if crossing is None:
        return stages, None
    line, fact = crossing
    after = [one for one in stages if one.first >= line]
    return (after, fact) if after else (stages, None)


def assignments(points: Sequence[str]) -> Iterator[Answers]:
    """Yield the ways of answering disputed points."""
    sides: tuple[Side, Side] = ("met", "not-met")
    if len(points) <= MOST_POINTS:
        for chosen in product(sides, repeat=len(points)):
            yield dict(zip(points, chosen, strict=True))
        return
    for side in sides:
        yield dict.fromkeys(points, side)
    for point in points:
        for side in sides:
            yield {point: side}


def contested(pairs: Sequence[Pair]) -> bool:
    """Tell whether some other answer to the disputed points would change the outcome over several pairs."""
    if all(one.firm for one in pairs):
        return False
    points = tuple(sorted({point for one in pairs for point in one.points}))

    def answered(answers: Answers) -> Outcome:
        return over_pairs(one.answered(answers) for one in pairs)

    outcome = answered(NO_ANSWERS)
    return bool(points) and any(answered(one) != outcome for one in assignments(points))
