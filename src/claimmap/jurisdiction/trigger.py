"""Whether the Court has been seized of the conduct: articles 13, 14 and 15."""

from collections.abc import Iterator
from typing import Final

from claimmap.case import Trigger
from claimmap.jurisdiction.conditions import All, Fact, Node, failed, met, missing
from claimmap.jurisdiction.inquiry import Inquiry
from claimmap.jurisdiction.periods import Moment
from claimmap.jurisdiction.places import covers_place
from claimmap.jurisdiction.scope import Scope, scope_of
from claimmap.jurisdiction.standing import SIDES

_SOURCES: Final = {
    "13(a)": "Rome Statute, arts. 13(a), 14",
    "13(b)": "Rome Statute, art. 13(b)",
    "13(c)": "Rome Statute, arts. 13(c), 15",
}


def carries(inquiry: Inquiry, moment: Moment, trigger: Trigger) -> Node:
    """Tell whether a trigger carries the conduct; how far it has come plays no part.

    Source:
        Rome Statute, arts. 13, 14(1), 15(4).
    """
    facts: list[Node] = [_used(inquiry, trigger)]
    if inquiry.claim.linked is not None:
        facts.append(_linked(inquiry, trigger))
    else:
        scope = scope_of(trigger, inquiry.table.states)
        facts += [*_in_period(inquiry, moment, trigger, scope), *_in_area(inquiry, trigger, scope)]
    return All(tuple(facts))


def _used(inquiry: Inquiry, trigger: Trigger) -> Fact:
    """Tell whether the trigger is one that the Statute knows.

    Any Party may refer any situation; a State that has only accepted may not.

    Source:
        Rome Statute, arts. 13(a), 14(1).
    """
    source = _SOURCES[trigger.route]
    if trigger.route == "13(b)":
        number = f"Resolution {trigger.resolution}" if trigger.resolution else "A resolution of the Security Council"
        return met("13(b)", f"{number} refers the situation.", source, trigger.resolution)
    if trigger.route == "13(c)":
        return met("13(c)", "The Prosecutor acts of his own motion.", source)
    if trigger.by is None:
        return missing(
            "13(a)", "Which State referred the situation is not stated.", source, "which State referred the situation"
        )
    line = inquiry.table.of(trigger.by)
    if trigger.date is None:
        return missing("13(a)", "The day of the referral is not stated.", source, "the day of the referral", trigger.by)
    start, end = trigger.date.start.first, trigger.date.end.last
    answers = {None if day is None else line.party(day) for day in (start, end)}
    if answers == {True}:
        return met("13(a)", f"{line.name}, a Party, referred the situation.", source, trigger.by)
    if answers == {False}:
        return failed("13(a)", f"{line.name} was not a Party when it referred the situation.", source, trigger.by)
    gap = f"whether {line.name} was a Party on the day of the referral"
    return missing("13(a)", f"Whether {line.name} was a Party when it referred is not known.", source, gap, trigger.by)


def _linked(inquiry: Inquiry, trigger: Trigger) -> Fact:
    """Tell whether the conduct is sufficiently linked to the situation, as the claim says.

    Source:
        Pre-Trial Chamber I, ICC-01/04-01/10-1: conduct linked to the situation of crisis that the referral concerns.
    """
    said, source, route = inquiry.claim.linked, "the case file", trigger.route
    if said is None or said.value == "alleged":
        return met(route, "The conduct is sufficiently linked to the situation.", source)
    if said.value == "negated":
        return failed(route, "The conduct is not sufficiently linked to the situation.", source)
    if said.value == "unknown":
        gap = "facts that link the conduct to the situation"
        return missing(route, "Whether the conduct is sufficiently linked to the situation is not known.", source, gap)
    return Fact(
        article=route,
        outcome="contested",
        prevailing=SIDES[said.prevailing] if said.prevailing else None,
        source=source,
        because="Whether the conduct is sufficiently linked to the situation is disputed.",
        topic="sufficient-link",
        point="sufficient-link",
    )


def _in_period(inquiry: Inquiry, moment: Moment, trigger: Trigger, scope: Scope) -> Iterator[Fact]:
    if scope.period is None:
        return
    days = inquiry.conduct_days(moment)
    answers = [scope.period.contains(day) for day in days]
    if True in answers:
        yield met(trigger.route, "The conduct falls in the period that is covered.", scope.source)
    elif None in answers:
        gap = "the days that the trigger covers"
        yield missing(
            trigger.route, "Whether the conduct falls in the period that is covered is not known.", scope.source, gap
        )
    else:
        yield failed(trigger.route, f"The conduct of {days[0]} falls outside the period that is covered.", scope.source)


def _in_area(inquiry: Inquiry, trigger: Trigger, scope: Scope) -> Iterator[Fact]:
    if not scope.area:
        return
    places = [one.place for one in inquiry.parts if one.element_here]
    answers = [covers_place(area, place) for area in scope.area for place in places]
    area = ", ".join(scope.area)
    if True in answers:
        yield met(trigger.route, f"Part of the crime happened in the area that is covered: {area}.", scope.source)
    elif None in answers or not places:
        gap = f"whether part of the crime happened in {area}"
        yield missing(trigger.route, f"Whether part of the crime happened in {area} is not known.", scope.source, gap)
    else:
        yield failed(trigger.route, f"No part of the crime happened in the area that is covered: {area}.", scope.source)


def label_of(trigger: Trigger) -> str:
    """Return how a referral by the Security Council is written as a path."""
    return f"13(b) Res {trigger.resolution}" if trigger.resolution else "13(b)"
