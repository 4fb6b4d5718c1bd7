"""When the crime was committed, and whether the Statute reaches back so far: articles 11, 24(1), 127(1), 15 bis(3)."""

import datetime as dt
import functools
from collections.abc import Iterator
from typing import Final

from claimmap.jurisdiction.conditions import Fact, Node, OneOf, failed, met, missing
from claimmap.jurisdiction.inquiry import AGGRESSION_FROM, Inquiry, nationality_unknown
from claimmap.jurisdiction.periods import Clock, Moment, Stretch
from claimmap.jurisdiction.standing import Timeline
from claimmap.jurisdiction.withdrawal import past_withdrawal
from claimmap.states import FIRST_DAY


def floor(inquiry: Inquiry, moment: Moment) -> Fact:
    """Tell whether the conduct came on or after the day the Statute entered into force.

    Nothing cures conduct before it. Where only the result came after it, that is disputed.

    Source:
        Rome Statute, arts. 11(1), 24(1).
    """
    conduct = inquiry.conduct_days(moment)[-1]
    if conduct >= FIRST_DAY:
        return _after_entry_into_force(conduct)
    if any(day >= FIRST_DAY for day in inquiry.result_days(moment)):
        because = f"The act came before {FIRST_DAY} and the result after it."
        return inquiry.register.dispute("act-before-result-after", because)
    return failed(
        "11(1)",
        f"The conduct came before the Statute entered into force on {FIRST_DAY}.",
        "Rome Statute, arts. 11(1), 24(1)",
    )


@functools.lru_cache(maxsize=20_000)
def _after_entry_into_force(day: dt.date) -> Fact:
    return met("11(1)", f"The conduct of {day} came after entry into force.", "Rome Statute, art. 11(1)")


def aggression_floor(inquiry: Inquiry, moment: Moment, *, council: bool) -> Fact | None:
    """Tell whether an act of aggression came on or after the day from which jurisdiction over it is exercised.

    Source:
        Rome Statute, arts. 15 bis(2)-(3), 15 ter(2)-(3); ICC-ASP/16/Res.5: 17 July 2018.
    """
    if not inquiry.crime.aggression:
        return None
    article = "15ter(3)" if council else "15bis(3)"
    day, source = inquiry.conduct_days(moment)[-1], "ICC-ASP/16/Res.5"
    if day >= AGGRESSION_FROM:
        return met(article, f"The act came on or after {AGGRESSION_FROM}.", source)
    return failed(article, f"Jurisdiction over aggression is exercised only from {AGGRESSION_FROM}.", source)


_NO_STATE_EVER: Final = met(
    "11(2)", "No State that is touched has ever joined or accepted.", "Rome Statute, art. 11(2)"
)


def states_in_time(inquiry: Inquiry, moment: Moment) -> Node:
    """Tell whether any State touched that ever joined or accepted had done so for the time of the crime.

    Where none ever did, time is no obstacle: the link is. Whether a declaration binds is asked there too.

    Source:
        Rome Statute, arts. 11(2), 12(3), 126, 127(1).
    """
    conduct = inquiry.conduct_days(moment)[-1]
    facts = [fact for code, days in inquiry.touched(moment).items() for fact in _of_state(inquiry, code, days, conduct)]
    if not facts:
        return _NO_STATE_EVER
    outcomes = {one.outcome for one in facts}
    if "contested" in outcomes:
        facts = [one for one in facts if one.outcome != "not-met"]
    if outcomes == {"not-met"} and _untold(inquiry):
        gap = "every State involved, by territory and by nationality, and whether it was a Party at the time"
        because = "Whether some other State involved was a Party at the time is not known."
        facts.append(missing("11(2)", because, "Rome Statute, art. 11(2)", gap))
    elif "not-met" in outcomes and any(one.article == "127(1)" for one in facts):
        facts = [one for one in facts if one.article != "11(2)" or one.outcome != "not-met"]
    return OneOf(tuple(facts))


def _untold(inquiry: Inquiry) -> bool:
    """Tell whether some State involved is not known: a place, a registration or a nationality is missing."""
    return nationality_unknown(inquiry.person) or any(one.element_here and one.place.untold for one in inquiry.parts)


def _of_state(inquiry: Inquiry, code: str, days: tuple[dt.date, ...], conduct: dt.date) -> tuple[Fact, ...]:
    """Return what `_state` yields; where a State has withdrawn it depends on how long the crime went on."""
    table = inquiry.table
    key = ("in time", code, days, conduct)
    found: tuple[Fact, ...] | None = table.recall(key)
    if found is None:
        found = tuple(_state(inquiry, code, days, conduct))
        if all(table.on(code, day).left is None for day in days):
            table.keep(key, found)
    return found


def _state(inquiry: Inquiry, code: str, days: tuple[dt.date, ...], conduct: dt.date) -> Iterator[Fact]:
    """Yield what one State says to the time of the crime; nothing if it never joined."""
    source = "Rome Statute, art. 11(2)"
    for day in days:
        line = inquiry.table.on(code, day)
        then = line.in_time(day)
        if then:
            if day > conduct and line.in_time(conduct) is False:
                because = f"The act came before {line.name} joined or accepted, and the result after it."
                yield inquiry.register.dispute("act-before-result-after", because, about=code)
            else:
                yield met("11(2)", _in_time(line, day), line.source, code)
        elif then is None:
            gap = f"the days from which {line.name} is a Party or accepts"
            yield missing("11(2)", f"Whether {line.name} was a Party for {day} is not known.", line.source, gap, code)
        elif (continued := past_withdrawal(inquiry, line, day)) is not None:
            yield continued
        elif not line.ever(inquiry.case.as_of):
            continue
        elif line.withdrawn(day):
            because = f"{day} lies after the withdrawal of {line.name} took effect on {line.left}."
            yield failed("127(1)", because, "Rome Statute, art. 127(1)", code)
        else:
            yield failed("11(2)", f"{line.name} had neither joined nor accepted for {day}.", source, code)


def _in_time(line: Timeline, day: dt.date) -> str:
    if line.party(day):
        return f"{line.name} was a Party on {day}."
    return f"A declaration under article 12(3) in the name of {line.name} covers {day}."


def disappearance(inquiry: Inquiry) -> tuple[dt.date, Fact] | None:
    """Return the line that an enforced disappearance crosses, and what follows from when the attack ended.

    Such a crime is not divided at the line: it is within reach as a whole or not at all. Where the attack ended before
    the Statute was in force at all, that is what stands against it, whenever the State joined.

    Source:
        Elements of Crimes, art. 7(1)(i), fn 24.
    """
    courses = [clock for clock in inquiry.clocks if clock.course]
    if not inquiry.crime.disappearance or not courses:
        return None
    low, high = min(clock.low for clock in courses), max(clock.high for clock in courses)
    line = _line(inquiry, low, high)
    if line is None:
        return None
    attack = _attack(inquiry)
    article = "11(1)" if line == FIRST_DAY or (attack is not None and attack.ended < FIRST_DAY) else "11(2)"
    ended = None if attack is None else attack.ended < line or (None if attack.ending < line else False)
    if ended is None:
        because = f"The disappearance began before {line}, and when the attack ended is not known."
        gap = f"whether the attack went on until {line} or later"
        return line, missing(article, because, "Elements of Crimes, art. 7(1)(i), fn 24", gap, "attack")
    topic = "disappearance-attack-ended" if ended else "disappearance-attack-went-on"
    because = (
        f"The disappearance began before {line}, and the attack {'ended before it' if ended else 'went on after it'}."
    )
    return line, inquiry.register.dispute(topic, because, article=article, about="attack")


def _line(inquiry: Inquiry, low: dt.date, high: dt.date) -> dt.date | None:
    """Return the first day after the beginning on which the Statute reaches the crime through a State touched."""
    start = Moment(days=tuple(clock.low for clock in inquiry.clocks), certain=True, first=low, last=high)
    codes = list(inquiry.touched(start))
    joined = [code for code in codes if inquiry.table.of(code).ever(inquiry.case.as_of)]

    def reached(day: dt.date) -> bool:
        return day >= FIRST_DAY and (not joined or any(inquiry.table.on(code, day).in_time(day) for code in joined))

    if reached(low):
        return None
    return next((day for day in inquiry.edges if low < day <= high and reached(day)), None)


def _attack(inquiry: Inquiry) -> Stretch | None:
    """Return the time of the attack, from the context of the claim or from a part that is context."""
    if inquiry.context is not None and inquiry.context.when is not None:
        return Clock.of(inquiry.context.when, inquiry.case.as_of).span
    for one in inquiry.parts:
        if one.role == "context" and one.part.when is not None:
            return one.own.span
    return None
