"""The crime of aggression: article 15 bis, where the Council has not referred the situation."""

from collections.abc import Iterator

from claimmap.jurisdiction.bars import national_of
from claimmap.jurisdiction.conditions import All, Fact, Node, failed, missing
from claimmap.jurisdiction.inquiry import Inquiry, nationality_unknown
from claimmap.jurisdiction.periods import Moment


def aggression(inquiry: Inquiry, moment: Moment) -> Node | None:
    """Tell whether article 15 bis leaves an act of aggression within reach; None for any other crime.

    A State that is no Party bars it both ways, as aggressor and as victim. A certain bar hides a disputed one.

    Source:
        Rome Statute, arts. 15 bis(4), 15 bis(5), 121(5); ICC-ASP/16/Res.5, operative paragraph 2.
    """
    if not inquiry.crime.aggression:
        return None
    certain = (*_outsiders(inquiry, moment), *_opted_out(inquiry, moment))
    firm = tuple(one for one in certain if one.outcome == "not-met")
    if firm:
        return All(firm)
    return All((*certain, *_unknown(inquiry), *_not_accepted(inquiry, moment)))


def _outsiders(inquiry: Inquiry, moment: Moment) -> Iterator[Fact]:
    """Yield the bars that follow from States that are not Parties.

    Source:
        Rome Statute, art. 15 bis(5): when committed by that State's nationals or on its territory.
    """
    nationals = national_of(inquiry)
    places = {
        inquiry.table.state_of(one.place.code)
        for one in inquiry.parts
        if one.element_here and one.place.code is not None and one.place.kind == "land"
    }
    source = "Rome Statute, art. 15 bis(5)"
    for code, days in inquiry.touched(moment).items():
        line = inquiry.table.on(code, days[-1])
        party = line.party(days[-1])
        if party is None:
            gap = f"whether {line.name} was a Party on {days[-1]}"
            yield missing("15bis(5)", f"Whether {line.name} was a Party is not known.", source, gap, code)
        elif party and line.state.statehood is not None:
            yield inquiry.register.dispute("statehood", line.state.statehood.why, about=code, article="15bis(5)")
        elif not party and code in places:
            yield failed("15bis(5)", f"{line.name}, where it was committed, is not a Party.", source, code)
        elif not party and code in nationals:
            others = [
                one for one in nationals if one != code and inquiry.table.on(one, days[-1]).party(days[-1]) is not False
            ]
            because = f"The accused is a national of {line.name}, which is not a Party."
            if others:
                yield inquiry.register.dispute("aggression-several-nationalities", because, about=code)
            else:
                yield failed("15bis(5)", because, source, code)


def _opted_out(inquiry: Inquiry, moment: Moment) -> Iterator[Fact]:
    """Yield the bars that follow from declarations of the State that committed the act.

    Source:
        Rome Statute, art. 15 bis(4): unless that State Party has previously declared that it does not accept.
    """
    for code in sorted(national_of(inquiry)):
        line = inquiry.table.of(code)
        day = inquiry.conduct_days(moment)[-1]
        if line.party(day) and line.state.opted_out(day):
            because = f"{line.name} had declared that it does not accept jurisdiction over aggression."
            yield failed("15bis(4)", because, "Rome Statute, art. 15 bis(4)", code)


def _not_accepted(inquiry: Inquiry, moment: Moment) -> Iterator[Fact]:
    for code, days in inquiry.touched(moment).items():
        line = inquiry.table.on(code, days[-1])
        if not line.party(days[-1]):
            continue
        facts = inquiry.case.states.get(line.code)
        if facts is not None and facts.amendments is not None:
            taken: bool | None = "2010-aggression" in facts.amendments
        else:
            taken = line.state.accepted("2010-aggression", inquiry.crime.address, days[-1])
        if taken is None:
            gap = f"the day on which {line.name} accepted the amendments on aggression"
            because = f"Whether the amendments on aggression bound {line.name} on {days[-1]} is not known."
            yield missing("121(5)", because, "Rome Statute, art. 121(5)", gap, code)
        elif not taken:
            because = f"{line.name} had not accepted the amendments on aggression one year before {days[-1]}."
            yield inquiry.register.dispute("aggression-not-accepted", because, about=code)


def _unknown(inquiry: Inquiry) -> Iterator[Fact]:
    source = "Rome Statute, art. 15 bis(5)"
    if nationality_unknown(inquiry.person):
        gap = "every nationality of the person accused"
        yield missing("15bis(5)", "Whether the accused is a national of a non-Party is not known.", source, gap)
    if any(one.element_here and one.place.untold for one in inquiry.parts):
        gap = "where each part of the act of aggression happened"
        yield missing("15bis(5)", "Whether it was committed on the territory of a non-Party is not known.", source, gap)
