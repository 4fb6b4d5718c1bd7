"""Bars: article 124, article 121(5), and what a referral by the Security Council leaves out.

Each answers whether nothing stands in the way: `met` means that there is no bar.
"""

import datetime as dt
from collections.abc import Iterable
from typing import TypeAlias, final

from attrs import frozen

from claimmap.case import Trigger
from claimmap.jurisdiction.conditions import All, Fact, Node, failed, met, missing
from claimmap.jurisdiction.inquiry import Inquiry, nationalities, nationality_unknown
from claimmap.jurisdiction.link import Path
from claimmap.jurisdiction.periods import Moment
from claimmap.jurisdiction.scope import scope_of
from claimmap.jurisdiction.standing import Timeline
from claimmap.states import WarCrimesDeclaration


def national_of(inquiry: Inquiry) -> frozenset[str]:
    """Return the States of which the accused is a national, on the prevailing view where that is disputed."""
    person = inquiry.person
    if person is None or person.nationality is None:
        return frozenset()
    denied = {one.state for one in person.nationality if one.held is not None and one.held.prevailing == "negated"}
    return frozenset(inquiry.table.state_of(code) for code in nationalities(person) if code not in denied)


Kept: TypeAlias = tuple[Timeline, WarCrimesDeclaration]
"""A State, and its declaration that keeps war crimes out."""


def keeping_out(inquiry: Inquiry, moment: Moment) -> tuple[Kept, ...]:
    """Return the declarations that keep war crimes out, by the States touched; none for other crimes.

    Source:
        Rome Statute, art. 124: war crimes by nationals of the declaring State or on its territory, for seven years.
    """
    if not inquiry.crime.war_crime:
        return ()
    return tuple(
        (line, kept)
        for line, days in ((inquiry.table.of(code), days) for code, days in inquiry.touched(moment).items())
        for kept in line.state.article_124
        if any(kept.covers(day) and line.party(day) for day in days)
    )


def war_crimes_declaration(inquiry: Inquiry, declarations: Iterable[Kept], path: Path) -> Node | None:
    """Tell whether the declarations that keep war crimes out leave a path open; None where there is nothing to ask.

    Source:
        Rome Statute, art. 124.
    """
    facts: list[Fact] = []
    for line, kept in declarations:
        fact = (
            _as_the_article_has_it(inquiry, line, path)
            if kept.limbs == "nationals-or-territory"
            else _nationals_only(inquiry, line, path, national=line.code in national_of(inquiry))
        )
        if fact is not None:
            facts.append(fact)
    return All(tuple(facts)) if facts else None


def _as_the_article_has_it(inquiry: Inquiry, line: Timeline, path: Path) -> Fact:
    if path.state == line.code:
        because = f"{line.name} had declared that it does not accept jurisdiction over war crimes."
        return failed("124", because, line.source, line.code)
    because = f"{line.name} had declared under article 124, and {path.state} consents by another link."
    return inquiry.register.dispute("article-124-other-state", because, about=line.code)


def _nationals_only(inquiry: Inquiry, line: Timeline, path: Path, *, national: bool) -> Fact | None:
    because = f"{line.name} has excluded war crimes alleged against its nationals only."
    if national:
        return inquiry.register.dispute("article-124-nationals", because, about=line.code)
    if nationality_unknown(inquiry.person):
        gap = f"whether the person accused is a national of {line.name}"
        return missing("124", because, line.source, gap, line.code)
    if path.state == line.code:
        return inquiry.register.dispute("article-124-others", because, about=line.code)
    return None


@final
@frozen(kw_only=True)
class _Involved:
    """The States involved in a crime that rests on an amendment, by what they have accepted."""

    accepted: tuple[str, ...]
    refusing: tuple[str, ...]
    later: tuple[str, ...]
    outside: tuple[str, ...]
    unknown: bool


def _involved(inquiry: Inquiry, moment: Moment, amendment: str) -> _Involved:
    accepted, refusing, later, outside = [], [], [], []
    unknown = nationality_unknown(inquiry.person) or any(one.element_here and one.place.untold for one in inquiry.parts)
    known = inquiry.table.states.amendments.get(amendment)
    first = known.in_force(inquiry.crime.address) if known is not None else None
    for code, days in inquiry.touched(moment).items():
        line = inquiry.table.of(code)
        day = days[-1]
        party = line.party(day)
        taken = _accepted(inquiry, line, amendment, day)
        if party is None or (party and taken is None):
            unknown = True
        elif not party:
            outside.append(code)
        elif taken:
            accepted.append(code)
        elif first is not None and line.member is not None and line.member.begun > first:
            later.append(code)
        else:
            refusing.append(code)
    return _Involved(
        accepted=tuple(accepted), refusing=tuple(refusing), later=tuple(later), outside=tuple(outside), unknown=unknown
    )


def _accepted(inquiry: Inquiry, line: Timeline, amendment: str, day: dt.date) -> bool | None:
    facts = inquiry.case.states.get(line.code)
    if facts is not None and facts.amendments is not None:
        return amendment in facts.amendments
    places = {one.place.code for one in inquiry.parts if one.element_here and one.place.code is not None}
    here = {place for place in places if inquiry.table.state_of(place) == line.code}
    names = {state.code for place in here if (state := inquiry.table.states.states.get(place)) is not None}
    for one in line.state.amendments:
        if one.concerns(amendment, inquiry.crime.address) and names & set(one.excludes):
            return False
    return line.state.accepted(amendment, inquiry.crime.address, day)


def amendment(inquiry: Inquiry, moment: Moment, *, council: bool) -> Fact | None:
    """Tell whether a crime that rests on an amendment may be reached; None for a crime that rests on none.

    Source:
        Rome Statute, art. 121(5): not over a crime covered by the amendment when committed by nationals, or on the
        territory, of a State Party that has not accepted it; in force one year after the deposit.
    """
    rests_on = inquiry.crime.amendment
    if rests_on is None or inquiry.crime.aggression:
        return None
    seen, source = _involved(inquiry, moment, rests_on), "Rome Statute, art. 121(5)"
    name = inquiry.table.states.name
    if council:
        if seen.accepted and not (seen.refusing or seen.later or seen.outside or seen.unknown):
            return met("121(5)", "Every State involved has accepted the amendment.", source)
        because = "The crime rests on an amendment, and the situation was referred by the Security Council."
        return inquiry.register.dispute("amendment-council-referral", because)
    if seen.refusing:
        states = ", ".join(name(code) for code in seen.refusing)
        because = f"The amendment did not bind {states}."
        if seen.accepted:
            because += f" It bound {', '.join(name(code) for code in seen.accepted)}."
            return inquiry.register.dispute("amendment-one-party", because, about=seen.refusing[0])
        return failed("121(5)", because, source, seen.refusing[0])
    if seen.later:
        states = ", ".join(name(code) for code in seen.later)
        because = f"{states} joined after the amendment and had not accepted it."
        return inquiry.register.dispute("amendment-later-party", because, about=seen.later[0])
    if seen.unknown:
        gap = "every State involved, by territory and by nationality, and whether it accepted the amendment"
        return missing("121(5)", "Whether every State involved accepted the amendment is not known.", source, gap)
    if seen.outside:
        states = ", ".join(name(code) for code in seen.outside)
        because = f"{states} was not a Party."
        topic = "amendment-non-party" if seen.accepted else "amendment-accepting-state"
        return inquiry.register.dispute(topic, because, about=seen.outside[0])
    return met("121(5)", "Every State involved has accepted the amendment.", source)


def carve_out(inquiry: Inquiry, moment: Moment, trigger: Trigger) -> Fact | None:
    """Tell whether a referral reaches acts in an operation that it leaves to the contributing State.

    Source:
        Security Council resolutions 1593 (2005) and 1970 (2011), para. 6: nationals of a State outside that is not a
        Party, in operations that the Council (or, for Darfur, the African Union) established or authorised.
    """
    scope = scope_of(trigger, inquiry.table.states)
    operation = inquiry.claim.operation
    if operation is None or (operation not in scope.operations and not scope.nationals):
        return None
    source = f"Security Council resolution {trigger.resolution}, para. 6" if trigger.resolution else "the referral"
    day = inquiry.conduct_days(moment)[-1]
    home = scope.situation or (inquiry.table.state_of(scope.area[0]) if scope.area else None)
    nationals = national_of(inquiry)
    if scope.nationals:
        outside = nationals & frozenset(scope.nationals)
    else:
        outside = frozenset(one for one in nationals if one != home and inquiry.table.on(one, day).party(day) is False)
    if not outside:
        if nationality_unknown(inquiry.person):
            gap = "the State that contributed the person accused"
            return missing(
                "13(b)", "Whether a State that is not a Party contributed the person is not known.", source, gap
            )
        return met("13(b)", "The carve-out concerns nationals of States that are not Parties.", source)
    names = ", ".join(inquiry.table.states.name(code) for code in sorted(outside))
    because = f"The acts were in an operation ({operation}), and the accused is a national of {names}."
    topic = "carve-out" if nationals == outside else "carve-out-several-nationalities"
    return inquiry.register.dispute(topic, because, about=trigger.resolution)
