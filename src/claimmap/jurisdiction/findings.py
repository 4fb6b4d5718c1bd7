"""Everything that holds at one moment: the conditions of one crime, one person and one incident, joined.

The answer is AND(person, age, subject, floor, OR(ways)). A way is one trigger (or none) with the links it may use:
under a referral by the Security Council that carries the conduct no link to a State is asked for.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final, final

from attrs import define, evolve, frozen

from claimmap.case import Trigger
from claimmap.jurisdiction.aggression import aggression
from claimmap.jurisdiction.bars import amendment, carve_out, keeping_out, war_crimes_declaration
from claimmap.jurisdiction.conditions import (
    MET,
    NOT_APPLICABLE,
    All,
    Fact,
    Node,
    OneOf,
    Verdict,
    all_of,
    one_of,
)
from claimmap.jurisdiction.inquiry import Inquiry
from claimmap.jurisdiction.link import NATIONALITY, TERRITORY, Path, nationality_paths, territory_paths
from claimmap.jurisdiction.periods import Moment
from claimmap.jurisdiction.person import adult, natural_person
from claimmap.jurisdiction.temporal import aggression_floor, floor, states_in_time
from claimmap.jurisdiction.trigger import carries, label_of
from claimmap.jurisdiction.withdrawal import Matter

STATUS_KEYS: Final = ("material", "temporal", "territorial", "national", "age", "trigger", "bar")


@final
@frozen(kw_only=True)
class Reach:
    """A path, and what stands in its way: `bar` is met where nothing does."""

    path: Path
    bar: Node | None
    node: Node

    @classmethod
    def of(cls, path: Path, bar: Node | None) -> "Reach":
        """Join a path with its bar."""
        return cls(path=path, bar=bar, node=path.node if bar is None else All((path.node, bar)))


@final
@define(kw_only=True)
class Way:
    """One trigger, or none, with the links that it may use.

    Attributes:
        trigger: None where no trigger has been used.
        carried: Whether the trigger carries the conduct.
        council: Whether it is a referral by the Security Council that carries the conduct.
        times: What time asks for besides the floor.
        bars: Bars that concern the way as a whole.
        otherwise: For a referral by the Security Council of which it is disputed whether it carries the conduct, and
            the weight of authority leans against, what would hold if it did.
    """

    trigger: Trigger | None = None
    carried: Node | None = None
    council: bool = False
    times: tuple[Node, ...] = ()
    bars: tuple[Node, ...] = ()
    reaches: tuple[Reach, ...]
    otherwise: Node | None = None

    @cached_property
    def node(self) -> Node:
        """All of it as one condition."""
        first = (self.carried,) if self.carried is not None else ()
        own = All((*first, *self.times, *self.bars, OneOf(tuple(one.node for one in self.reaches))))
        return own if self.otherwise is None else OneOf((own, self.otherwise))


@final
@define
class Ground:
    """The conditions at one moment but for the subject matter, which differs from claim to claim.

    Attributes:
        person: Article 25(1); None where nobody is accused.
        age: Article 26.
        floor: Article 11(1), or what replaces it for a disappearance that crosses the line.
    """

    inquiry: Inquiry
    moment: Moment
    person: Node | None
    age: Node | None
    floor: Node
    ways: tuple[Way, ...]

    @cached_property
    def node(self) -> Node:
        """All of it as one condition."""
        own = tuple(one for one in (self.person, self.age, self.floor) if one is not None)
        return All((*own, OneOf(tuple(one.node for one in self.ways))))

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Every single condition."""
        return self.node.facts

    @cached_property
    def leading(self) -> tuple[Way, ...]:
        """The ways that the answer rests on.

        These are the ways that hold, a referral by the Security Council before others; where none holds, the open
        ones; where none is open, those whose trigger carries the conduct, else all.
        """
        if len(self.ways) == 1:
            return self.ways
        for side in ("met", None):
            found = tuple(one for one in self.ways if one.node.verdict.side == side)
            if found:
                return (tuple(one for one in found if one.council) or found) if side == "met" else found
        live = tuple(one for one in self.ways if one.carried is None or one.carried.verdict.side != "not-met")
        return tuple(one for one in live if one.council) or live or self.ways

    @cached_property
    def temporal(self) -> Verdict:
        """Articles 11, 24(1), 127(1) and 15 bis(3)."""
        ways = [all_of([node.verdict for node in way.times]) for way in self.leading]
        return all_of((self.floor.verdict, one_of(ways)))

    def link(self, kind: str) -> Verdict:
        """Return what the paths of one kind come to, bars aside; not applicable under a referral that carries."""
        ways = [one for one in self.leading if not one.council]
        if not ways:
            return NOT_APPLICABLE
        return one_of([one.path.node.verdict for way in ways for one in way.reaches if one.path.kind == kind])

    @cached_property
    def linked(self) -> Verdict:
        """What all paths together come to, bars aside."""
        return one_of([one.path.node.verdict for way in self.leading for one in way.reaches])

    @cached_property
    def bar(self) -> Verdict:
        """What the bars come to on the best path that is open but for them; `met` means none."""
        if not any(way.bars or any(one.bar is not None for one in way.reaches) for way in self.leading):
            return MET
        open_ = [
            all_of([node.verdict for node in (*way.bars, *((one.bar,) if one.bar is not None else ()))])
            for way in self.leading
            for one in way.reaches
            if one.path.node.verdict.side != "not-met"
        ]
        if open_:
            return one_of(open_)
        return one_of([all_of([node.verdict for node in way.bars]) for way in self.leading]) if self.ways else MET

    @cached_property
    def triggers(self) -> Mapping[int, Verdict]:
        """Whether each trigger carries the conduct, by its position in the case."""
        return {index: one.carried.verdict for index, one in enumerate(self.ways) if one.carried is not None}

    @cached_property
    def status(self) -> Mapping[str, Verdict]:
        """Six of the seven status keys; `bar` is met where there is none."""
        return {
            "temporal": self.temporal,
            "territorial": self.link("territory"),
            "national": self.link("nationality"),
            "age": NOT_APPLICABLE if self.age is None else self.age.verdict,
            "trigger": one_of(self.triggers.values()) if self.triggers else NOT_APPLICABLE,
            "bar": self.bar,
        }

    def paths(self, *, open_too: bool) -> frozenset[str]:
        """Return the labels of the paths that are met or prevail.

        Args:
            open_too: Take also those that are open or unknown.
        """
        return frozenset(
            one.path.label
            for way in self.leading
            for one in way.reaches
            if one.path.label is not None
            and ((side := one.node.verdict.side) == "met" or (open_too and side is None))
        )

    @cached_property
    def fails(self) -> frozenset[str]:
        """The provisions that fail, or fail on the prevailing view."""
        out = set(failing((self.person, self.age, self.floor)))
        if self.floor.verdict.side != "not-met" and self.temporal.side == "not-met":
            out |= set(failing(node for way in self.leading for node in way.times))
        elif self.inquiry.crime.aggression:
            out |= {one for one in failing(node for way in self.leading for node in way.times) if one.startswith("15")}
        barred = self.bar.side == "not-met"
        replaced = barred and self.inquiry.crime.aggression  # article 15 bis stands in the place of the link
        if self.temporal.side != "not-met" and self.linked.side == "not-met" and not replaced:
            out |= self._link_fails()
        if barred:
            out |= set(failing(node for way in self.leading for node in way.bars))
            out |= set(failing(one.bar for way in self.leading for one in way.reaches))
        if self.triggers and one_of(self.triggers.values()).side == "not-met":
            out |= {one.trigger.route for one in self.ways if one.trigger is not None}
        return frozenset(out)

    def _link_fails(self) -> set[str]:
        reaches = [one for way in self.leading for one in way.reaches]
        for one in reaches:
            failing = {fact.article for fact in one.path.node.facts if fact.verdict.side == "not-met"}
            if failing == {"127(2)"}:
                return {"127(2)"}
        declared = (fact for one in reaches for fact in one.path.node.facts if fact.article == "12(3)")
        invalid = any(
            fact.verdict.side == "not-met" and fact.topic in (None, "declaration-validity") for fact in declared
        )
        return {TERRITORY, NATIONALITY} | ({"12(3)"} if invalid else set())


def failing(nodes: Iterable[Node | None]) -> Iterator[str]:
    """Yield the articles of the single conditions that fail, or fail on the prevailing view."""
    for node in nodes:
        if node is not None and node.verdict.side == "not-met":
            yield from (fact.article for fact in node.facts if fact.verdict.side == "not-met")


def find(inquiry: Inquiry, moment: Moment, *, crossing: Fact | None = None) -> Ground:
    """Work out every condition at a moment.

    Args:
        inquiry: The claim, person and incident.
        moment: The day of each clock.
        crossing: For an enforced disappearance that crosses the line, what follows from the time of the attack.
    """
    ground = floor(inquiry, moment)
    return Ground(
        inquiry=inquiry,
        moment=moment,
        person=natural_person(inquiry),
        age=adult(inquiry, moment),
        floor=ground if crossing is None else All((ground, crossing)),
        ways=tuple(_ways(inquiry, moment, in_reach=ground.verdict.outcome != "not-met")),
    )


def _ways(inquiry: Inquiry, moment: Moment, *, in_reach: bool) -> Iterator[Way]:
    triggers = inquiry.case.triggers
    if not triggers:
        yield _by_consent(inquiry, moment, Matter(), None, None, in_reach=in_reach)
        return
    carried = [(one, carries(inquiry, moment, one)) for one in triggers]
    live = tuple(one for one, node in carried if node.verdict.side != "not-met")
    for one, node in carried:
        if one.route == "13(b)" and one in live:
            yield _by_council(inquiry, moment, one, node)
            continue
        way = _by_consent(inquiry, moment, Matter(live, one), one, node, in_reach=in_reach)
        if one.route == "13(b)" and node.verdict.outcome == "contested":
            way = evolve(way, otherwise=_by_council(inquiry, moment, one, node).node)
        yield way


def _by_council(inquiry: Inquiry, moment: Moment, trigger: Trigger, carried: Node) -> Way:
    """Build the way of a referral by the Security Council, which asks for no State's consent (art. 13(b))."""
    bars = (carve_out(inquiry, moment, trigger), amendment(inquiry, moment, council=True))
    times = (aggression_floor(inquiry, moment, council=True),)
    path = Path(kind="council", label=label_of(trigger), state=None, node=carried)
    return Way(
        trigger=trigger,
        carried=carried,
        council=True,
        times=_given(times),
        bars=_given(bars),
        reaches=(Reach.of(path, None),),
    )


def _given(nodes: Iterable[Node | None]) -> tuple[Node, ...]:
    return tuple(one for one in nodes if one is not None)


def _by_consent(
    inquiry: Inquiry, moment: Moment, matter: Matter, trigger: Trigger | None, carried: Node | None, *, in_reach: bool
) -> Way:
    """Build a way that needs the consent of a State (art. 12(2))."""
    times = (
        states_in_time(inquiry, moment) if in_reach else None,
        aggression_floor(inquiry, moment, council=False),
    )
    bars = (amendment(inquiry, moment, council=False), aggression(inquiry, moment))
    paths = (*territory_paths(inquiry, moment, matter), *nationality_paths(inquiry, moment, matter))
    kept = keeping_out(inquiry, moment)
    return Way(
        trigger=trigger,
        carried=carried,
        times=_given(times),
        bars=_given(bars),
        reaches=tuple([Reach.of(one, war_crimes_declaration(inquiry, kept, one) if kept else None) for one in paths]),
    )
