"""Where each State stands on each day, for one case: the shipped facts, with what the case says instead.

Articles 11(2), 12(1), 12(3), 126 and 127 as they concern one State.
"""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable
from typing import Any, Final, TypeVar, final

from attrs import field, frozen

from claimmap.case import Acceptance, Case, Dispute, StateFacts
from claimmap.dates import When
from claimmap.jurisdiction.conditions import Fact, Side, failed, met, missing
from claimmap.jurisdiction.periods import LAST, ONE_DAY, Clock, Stretch
from claimmap.problems import UnknownId
from claimmap.states import FIRST_DAY, Declaration, State, States

T = TypeVar("T")

CASE_FILE: Final = "the case file"
MOST_KEPT: Final = 50_000
"""So many answers are kept for one case."""

SIDES: Final[dict[str, Side]] = {"alleged": "met", "negated": "not-met"}


@final
@frozen(kw_only=True)
class Accepted:
    """A declaration under article 12(3), from the table or from the case.

    Attributes:
        validity: Whether it binds the State; None where nothing is said of it.
    """

    covers: Stretch
    lodged: str | None
    over: str
    one_sided: bool
    validity: Dispute | None
    source: str

    def invalid(self) -> bool:
        """Tell whether it fails, or fails on the prevailing view."""
        given = self.validity
        return given is not None and (
            given.value == "negated" or (given.value == "disputed" and given.prevailing == "negated")
        )


@final
@frozen(kw_only=True)
class Timeline:
    """One State, or one part of a State, over time.

    Attributes:
        member: The period as a Party; None = never.
        left: First day after a withdrawal; None where there is none.
        part_of: For a part with a position of its own, its State.
        own: For such a part, the period over which the Statute extends to it.
        extends: For such a part, False if excluded, None if not known, True if `own` says.
    """

    code: str
    name: str
    state: State
    member: Stretch | None
    left: dt.date | None
    declared: tuple[Accepted, ...]
    source: str

    def party(self, day: dt.date) -> bool | None:
        """Tell whether it is a Party on a day; never before the Statute is in force."""
        if self.member is None or day < FIRST_DAY:
            return False
        return self.member.contains(day)

    def edges(self) -> Iterable[dt.date]:
        """Yield the days on which its position may change."""
        if self.member is not None:
            yield from self.member.edges()
        for one in self.declared:
            yield from one.covers.edges()
        for kept in self.state.article_124:
            yield kept.from_
            yield kept.to + ONE_DAY
        for taken in self.state.amendments:
            yield from (
                one for one in (taken.in_force, taken.in_force_earliest, taken.in_force_latest) if one is not None
            )
        for out in self.state.article_15bis_4:
            yield out.lodged
        if self.state.predecessor is not None:
            yield self.state.predecessor.until + ONE_DAY

    def in_time(self, day: dt.date) -> bool | None:
        """Tell whether on a day it is a Party, or a declaration of it reaches the day, valid or not."""
        answers = [self.party(day), *(one.covers.contains(day) for one in self.declared)]
        return False if day < FIRST_DAY else True if True in answers else None if None in answers else False

    def ever(self, as_of: dt.date) -> bool:
        """Tell whether it has, by the day of the question, been a Party or accepted, as far as authority goes."""
        joined = self.member is not None and self.member.begins <= as_of
        return joined or any(not one.invalid() for one in self.declared)

    def withdrawn(self, day: dt.date) -> bool:
        """Tell whether its withdrawal has taken effect by a day."""
        return self.left is not None and self.left <= day


@final
@frozen(kw_only=True)
class OwnPosition:
    """A part of a State to which the Statute extends on terms of its own."""

    code: str
    name: str
    extends: Stretch | None
    known: bool
    source: str

    def reaches(self, day: dt.date) -> bool | None:
        """Tell whether the Statute extends to it on a day."""
        if not self.known:
            return None
        return False if self.extends is None else self.extends.contains(day)


@final
@frozen
class Table:
    """The positions of all States for one case; each is worked out once."""

    case: Case
    states: States
    _codes: dict[str, str] = field(factory=dict, init=False, repr=False, eq=False)
    _timelines: dict[str, Timeline] = field(factory=dict, init=False, repr=False, eq=False)
    _edges: dict[str, tuple[dt.date, ...]] = field(factory=dict, init=False, repr=False, eq=False)
    _clocks: dict[str | None, Clock] = field(factory=dict, init=False, repr=False, eq=False)
    _parts: dict[str, OwnPosition | None] = field(factory=dict, init=False, repr=False, eq=False)
    _kept: dict[object, Any] = field(factory=dict, init=False, repr=False, eq=False)

    def recall(self, key: tuple[object, ...]) -> Any:
        """Return what `keep` kept, or None: the same question about a State, a person and a day is asked again and again."""
        return self._kept.get(key)

    def keep(self, key: tuple[object, ...], value: T) -> T:
        """Keep what has been worked out for this case; what was kept long ago is forgotten."""
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        self._kept[key] = value
        return value

    def state_of(self, code: str) -> str:
        """Return the State that a place belongs to; an unknown code stands for itself."""
        found = self._codes.get(code)
        if found is None:
            try:
                found = self.states.state_of(code)
            except UnknownId:
                found = code.partition("-")[0]
            self._codes[code] = found
        return found

    def of(self, code: str) -> Timeline:
        """Return the position of the State that a code belongs to."""
        state = self.state_of(code)
        found = self._timelines.get(state)
        if found is None:
            found = self._timelines[state] = self._timeline(state)
        return found

    def edges(self, code: str, after: dt.date, until: dt.date) -> tuple[dt.date, ...]:
        """Return the days after one day and until another on which the position of a State may change, in order."""
        found = self._edges.get(code)
        if found is None:
            found = self._edges[code] = tuple(sorted(set(self.of(code).edges())))
        return found[bisect_right(found, after) : bisect_right(found, until)]

    def clock(self, when: When | None) -> Clock:
        """Read a date of the case, as of the day of the question."""
        text = None if when is None else when.text
        found = self._clocks.get(text)
        if found is None:
            found = self._clocks[text] = Clock.of(when, self.case.as_of)
        return found

    def _timeline(self, code: str) -> Timeline:
        state = self.states.get(code)
        facts = self.case.states.get(code)
        member, left, source = _membership(state, facts)
        return Timeline(
            code=code,
            name=state.name,
            state=state,
            member=member,
            left=left,
            source=source,
            declared=tuple(self._declared(state, facts)),
        )

    def _declared(self, state: State, facts: StateFacts | None) -> Iterable[Accepted]:
        if facts is not None and facts.accepts is not None:
            return (_from_case(one) for one in facts.accepts if not _after(one.lodged, self.case.as_of))
        return (
            _from_table(one)
            for one in state.declarations
            if one.confirms is None and (one.lodged is None or one.lodged <= self.case.as_of)
        )

    def part(self, code: str) -> OwnPosition | None:
        """Return the position of a part of a State, if it has one of its own."""
        if code not in self._parts:
            self._parts[code] = self._own(code)
        return self._parts[code]

    def _own(self, code: str) -> OwnPosition | None:
        state = self.states.states.get(code)
        names = {code, *((state.code, *state.also_written) if state is not None else ())}
        if self.state_of(code) in names:
            return None
        for name in sorted(names):
            facts = self.case.states.get(name)
            if facts is not None and facts.party is not None:
                return OwnPosition(
                    code=code,
                    name=self.states.name(code),
                    known=True,
                    source=CASE_FILE,
                    extends=None if facts.party == "never" else Stretch.of(When.parse(facts.party), open_ended=True),
                )
        if state is None or state.extension is None or state.extension.status == "included":
            return None
        extension = state.extension
        return OwnPosition(
            code=code,
            name=state.name,
            known=extension.status != "unknown",
            source=extension.source,
            extends=Stretch.between(extension.from_, None) if extension.status == "extended" else None,
        )

    def on(self, code: str, day: dt.date) -> Timeline:
        """Return the position of the State that answers for a place or a nationality on a day.

        Before a State existed its predecessor answers for it.
        """
        line = self.of(code)
        before = line.state.predecessor
        if before is not None and day <= before.until and line.source != CASE_FILE:
            return self.of(before.state)
        return line


def party_fact(line: Timeline, day: dt.date, article: str) -> Fact:
    """Tell whether a State is a Party on a day, with the reason.

    Source:
        Rome Statute, arts. 11(1), 12(1), 126, 127(1).
    """
    party = line.party(day)
    about = line.code
    if line.member is None and line.source != CASE_FILE and not line.declared:
        return failed(article, f"{line.name} has never been a Party.", line.source, about)
    if day < FIRST_DAY:
        return failed(article, f"{day} lies before the Statute entered into force." if day > dt.date.min else "It may lie before the Statute entered into force: its day is not known.", "Rome Statute, art. 11(1)", about)
    if party:
        return met(article, f"{line.name} was a Party on {day}.", line.source, about)
    if party is None:
        return missing(
            article,
            f"Whether {line.name} was a Party on {day} is not known.",
            line.source,
            f"the days on which {line.name} became, or ceased to be, a Party",
            about,
        )
    if line.withdrawn(day):
        because = f"The withdrawal of {line.name} took effect on {line.left}."
    elif line.member is None:
        because = f"{line.name} has never been a Party."
    else:
        because = f"{line.name} became a Party only on {line.member.begun}."
    return failed(article, because, line.source, about)


def _membership(state: State, facts: StateFacts | None) -> tuple[Stretch | None, dt.date | None, str]:
    if facts is not None and facts.party is not None:
        if facts.party == "never":
            return None, None, CASE_FILE
        stretch = Stretch.of(When.parse(facts.party), open_ended=True)
        return stretch, None if stretch.ended == LAST else stretch.ended + ONE_DAY, CASE_FILE
    had = state.membership
    if had is None:
        return None, None, "list of States Parties"
    left = state.withdrawal.effective if state.withdrawal else None
    last = left - ONE_DAY if left is not None else None
    return Stretch.between(had.in_force, last), left, f"{had.source} ({had.confidence})"


def _after(when: When | None, day: dt.date) -> bool:
    return when is not None and when.on_or_after(day + ONE_DAY) is True


def _from_table(one: Declaration) -> Accepted:
    validity = None if one.validity == "alleged" else Dispute(value=one.validity, prevailing=one.prevailing)
    return Accepted(
        covers=Stretch.between(one.from_, one.to),
        lodged=str(one.lodged) if one.lodged else None,
        over=one.over,
        one_sided=one.one_sided,
        validity=validity or Dispute(value="alleged"),
        source=f"{one.source} ({one.confidence})",
    )


def _from_case(one: Acceptance) -> Accepted:
    begin = Stretch.of(one.from_, open_ended=True) if one.from_ is not None else Stretch.between(None, None)
    end = Stretch.of(one.to) if one.to is not None and one.to.known else Stretch.between(None, None)
    open_end = one.to is None or one.to.open_end
    validity = one.validity or (Dispute(value="alleged") if one.lodged is not None else None)
    return Accepted(
        covers=Stretch(
            begin.begins,
            begin.begun,
            LAST if open_end else end.ending,
            LAST if open_end else end.ended,
        ),
        lodged=one.lodged.canonical() if one.lodged else None,
        over=one.over or "all",
        one_sided=one.one_sided,
        validity=validity,
        source=CASE_FILE,
    )
