"""One question of jurisdiction: a claim, one of the people accused, one of the incidents, and the facts of both.

Everything that the article functions look at is gathered here once.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Final, final

from attrs import field, frozen

from claimmap.case import Case, Claim, Context, Dispute, Event, Part, Person, Role
from claimmap.jurisdiction.crimes import CrimeFacts
from claimmap.jurisdiction.periods import Clock, Moment, Stretch
from claimmap.jurisdiction.places import Place, read_place
from claimmap.jurisdiction.register import Register
from claimmap.jurisdiction.scope import scope_of
from claimmap.jurisdiction.standing import Table
from claimmap.states import FIRST_DAY

AGGRESSION_FROM: Final = dt.date(2018, 7, 17)
"""The day the Assembly set for the exercise of jurisdiction over aggression (ICC-ASP/16/Res.5)."""

ADULT: Final = 18


@final
@frozen(kw_only=True)
class Located:
    """One part of the incident, with its place read.

    Attributes:
        name: How to call it in a sentence.
        role: What it is to the crime, as written or by the kind of its element; None where neither says.
        clock: Position of its clock among those that drive the time of the crime; None where it does not drive it.
        own: Its clock.
    """

    part: Part
    name: str
    role: Role | None
    place: Place
    clock: int | None
    own: Clock

    @property
    def counts(self) -> Dispute | None:
        """What the case says of whether it counts as an element committed there."""
        return self.part.counts

    @property
    def element_here(self) -> bool:
        """Whether it is alleged to be a conduct or a consequence, or the case says that it may count."""
        if self.part.counts is not None:
            return self.part.counts.value != "negated"
        return self.role in ("conduct", "consequence")


@final
@frozen(kw_only=True)
class Inquiry:
    """A claim against one person for one incident.

    Attributes:
        clocks: The times that drive the crime: those of its conduct and consequences.
        edges: The days within the time of the crime on which an answer may change, in order.
    """

    table: Table
    register: Register
    claim: Claim
    crime: CrimeFacts
    person: Person | None
    event: Event | None
    context: Context | None
    parts: tuple[Located, ...]
    clocks: tuple[Clock, ...]
    edges: tuple[dt.date, ...]
    _conduct: dict[Moment, tuple[dt.date, ...]] = field(factory=dict, init=False, repr=False, eq=False)
    _touched: dict[Moment, dict[str, tuple[dt.date, ...]]] = field(factory=dict, init=False, repr=False, eq=False)

    @property
    def case(self) -> Case:
        """The case."""
        return self.table.case

    def day_of(self, located: Located, moment: Moment) -> dt.date:
        """Return the day of a part at a moment; one that does not drive the time is taken nearest to the conduct."""
        if located.clock is not None:
            return moment.days[located.clock]
        day = self.conduct_days(moment)[0]
        return min(max(day, located.own.low), located.own.high)

    def conduct_days(self, moment: Moment) -> tuple[dt.date, ...]:
        """Return the days of the conduct at a moment, earliest first; without conduct, those of the consequences."""
        if moment.focus is not None:
            return (moment.focus,)
        found = self._conduct.get(moment)
        if found is None:
            found = self._conduct[moment] = self._days_of_conduct(moment)
        return found

    def _days_of_conduct(self, moment: Moment) -> tuple[dt.date, ...]:
        for role in ("conduct", "consequence"):
            days = {moment.days[one.clock] for one in self.parts if one.clock is not None and one.role == role}
            if days:
                return tuple(sorted(days))
        return tuple(sorted(set(moment.days)))

    def result_days(self, moment: Moment) -> tuple[dt.date, ...]:
        """Return the days of what follows the conduct, earliest first."""
        days = {moment.days[one.clock] for one in self.parts if one.clock is not None and one.role != "conduct"}
        return tuple(sorted(days))

    def touched(self, moment: Moment) -> dict[str, tuple[dt.date, ...]]:
        """Return the States touched, with the days on which they are.

        A State is touched where a conduct or a consequence happened on its territory, or on a vessel or aircraft
        registered in it, or where the person accused is its national.
        """
        known = self._touched.get(moment)
        if known is None:
            known = self._touched[moment] = self._states(moment)
        return known

    def _states(self, moment: Moment) -> dict[str, tuple[dt.date, ...]]:
        found: dict[str, set[dt.date]] = {}
        for one in self.parts:
            if one.element_here and one.place.code is not None and one.place.kind in ("land", "vessel", "aircraft"):
                found.setdefault(self.table.state_of(one.place.code), set()).add(self.day_of(one, moment))
        for code in nationalities(self.person):
            found.setdefault(self.table.state_of(code), set()).update(self.conduct_days(moment))
        return {code: tuple(sorted(days)) for code, days in sorted(found.items())}


def nationalities(person: Person | None) -> tuple[str, ...]:
    """Return the codes of the nationalities stated, those denied left out."""
    if person is None or person.nationality is None:
        return ()
    return tuple(
        one.state
        for one in person.nationality
        if one.state != "unknown" and not (one.held is not None and one.held.value == "negated")
    )


def nationality_unknown(person: Person | None) -> bool:
    """Tell whether some nationality of the accused may be missing."""
    return person is None or person.nationality is None or any(one.state == "unknown" for one in person.nationality)


def inquire(
    table: Table,
    register: Register,
    claim: Claim,
    crime: CrimeFacts,
    *,
    person: Person | None,
    event: Event | None,
) -> Inquiry:
    """Gather what a question of jurisdiction looks at."""
    parts, clocks = _locate(table, event, crime)
    one_day = len(clocks) == 1 and clocks[0].low == clocks[0].high
    return Inquiry(
        table=table,
        register=register,
        claim=claim,
        crime=crime,
        person=person,
        event=event,
        context=_context(table.case, claim),
        parts=tuple(parts),
        clocks=tuple(clocks),
        edges=() if one_day else _edges(table, crime, clocks, parts, person),
    )


def _edges(
    table: Table, crime: CrimeFacts, clocks: Iterable[Clock], parts: Iterable[Located], person: Person | None
) -> tuple[dt.date, ...]:
    """List the days within the time of the crime on which an answer may change, in order."""
    low, high = min([one.low for one in clocks]), max([one.high for one in clocks])
    days: set[dt.date] = {FIRST_DAY, AGGRESSION_FROM} if crime.aggression else {FIRST_DAY}
    for code in {one.place.code for one in parts}:
        if code is not None:
            days.update(table.edges(code, low, high))
            own = table.part(code)
            if own is not None and own.extends is not None:
                days.update(own.extends.edges())
    for code in nationalities(person):
        days.update(table.edges(code, low, high))
    if person is not None:
        days.update(_edges_of_person(person))
    for trigger in table.case.triggers:
        period = scope_of(trigger, table.states).period
        if period is not None:
            days.update(period.edges())
    return tuple(sorted([day for day in days if low < day <= high]))


def _locate(table: Table, event: Event | None, crime: CrimeFacts) -> tuple[list[Located], list[Clock]]:
    clocks: list[Clock] = []
    parts: list[Located] = []
    for number, part in enumerate(event.parts if event is not None else (), start=1):
        role = part.role or crime.role_of(part.element)
        own = table.clock(part.when or (event.when if event is not None else None))
        index = None
        drives = role in ("conduct", "consequence") or (part.counts is not None and part.counts.value != "negated")
        if drives:
            if own not in clocks:
                clocks.append(own)
            index = clocks.index(own)
        name = part.what or part.id or f"part {number}"
        parts.append(Located(part=part, name=name, role=role, place=read_place(part.at), clock=index, own=own))
    if not clocks:
        clocks.append(table.clock(event.when if event is not None else None))
    return parts, clocks


def _edges_of_person(person: Person) -> Iterable[dt.date]:
    if person.born is not None:
        yield from majority(Stretch.of(person.born))
    for one in person.nationality or ():
        if one.when is not None:
            yield from Stretch.of(one.when).edges()


def majority(born: Stretch) -> tuple[dt.date, dt.date]:
    """Return the earliest and the latest day on which someone born in a period turns eighteen.

    Whoever was born on 29 February does so on 1 March.
    """
    return _birthday(born.begins), _birthday(born.ended)


def _birthday(day: dt.date) -> dt.date:
    if day.year + ADULT > dt.MAXYEAR:
        return dt.date.max
    try:
        return day.replace(year=day.year + ADULT)
    except ValueError:
        return dt.date(day.year + ADULT, 3, 1)


def _context(case: Case, claim: Claim) -> Context | None:
    if claim.context is not None:
        return next((one for one in case.contexts if one.id == claim.context), None)
    return case.contexts[0] if len(case.contexts) == 1 else None
