"""Days and stretches of days: what lies inside a period, and how a time divides at the days on which the law changes.

An event on an unknown day of a range is a set of *alternatives*: one of them is true. A course of conduct is a set of
*stages*: all of them happened.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Final, final

from attrs import frozen

from claimmap.dates import When

FIRST: Final = dt.date.min
LAST: Final = dt.date.max
ONE_DAY: Final = dt.timedelta(days=1)


@final
@frozen
class Stretch:
    """A period whose first and last day may each be known only within bounds; both ends belong to it.

    Attributes:
        begins: Earliest possible first day.
        begun: Latest possible first day.
        ending: Earliest possible last day.
        ended: Latest possible last day.
    """

    begins: dt.date
    begun: dt.date
    ending: dt.date
    ended: dt.date

    @classmethod
    def between(cls, first: dt.date | None, last: dt.date | None) -> "Stretch":
        """Make a period with known ends; None = open."""
        begin, end = first or FIRST, last or LAST
        return cls(begin, begin, end, end)

    @classmethod
    def of(cls, when: When, *, open_ended: bool = False) -> "Stretch":
        """Make the period that a written date means.

        Args:
            when: The date.
            open_ended: Read a single date as the beginning of a period that does not end.
        """
        start = when.start
        begins, begun = start.first or FIRST, start.last or (FIRST if when.open_start else LAST)
        if not when.course and open_ended:
            return cls(begins, begun, LAST, LAST)
        end = when.end
        ending, ended = end.first or (LAST if when.open_end else FIRST), end.last or LAST
        return cls(begins, min(begun, ended), max(ending, begins), ended)

    def contains(self, day: dt.date) -> bool | None:
        """Tell whether a day lies in it; None where that depends on what is not known."""
        if day < self.begins or day > self.ended:
            return False
        return True if self.begun <= day <= self.ending else None

    def edges(self) -> Iterable[dt.date]:
        """Yield the days from which on `contains` may answer otherwise than before."""
        yield self.begins
        yield self.begun
        if self.ending != LAST:
            yield self.ending + ONE_DAY
        if self.ended != LAST:
            yield self.ended + ONE_DAY


@final
@frozen
class Clock:
    """When one thing happened: on one day of a range, or as a course from a first to a last day.

    Attributes:
        course: Whether it is a course of conduct.
        known: Whether anything is said of the time at all.
    """

    course: bool
    span: Stretch
    known: bool = True

    @classmethod
    def of(cls, when: When | None, as_of: dt.date) -> "Clock":
        """Read a date; without one, any day until the question is asked is possible."""
        if when is None or not when.known:
            return cls(course=False, span=Stretch(FIRST, as_of, FIRST, as_of), known=False)
        closed = when.until(as_of)
        return cls(course=closed.course, span=Stretch.of(closed))

    @property
    def low(self) -> dt.date:
        """Earliest possible day."""
        return self.span.begins

    @property
    def high(self) -> dt.date:
        """Latest possible day."""
        return self.span.ended

    def present(self, first: dt.date, last: dt.date) -> bool | None:
        """Tell whether the course has days between two days; None where that depends on what is not known."""
        if self.low > last or self.high < first:
            return False
        return True if self.span.begun <= last and self.span.ending >= first else None

    def day_in(self, first: dt.date, last: dt.date) -> dt.date:
        """Return a day of the course between two days, or its day nearest to them."""
        return min(max(first, self.low), self.high) if self.low <= last else self.low


@final
@frozen(eq=False)
class Moment:
    """One stage of one alternative: a day for each clock, within which no answer of the law changes.

    Two moments are never the same.

    Attributes:
        days: A day for each clock, in order.
        certain: Whether the course certainly has days in this stage.
        first: First day of the stage.
        last: Last day of it.
        focus: The day of the act that is asked about, where acts of several days make up the crime and differ.
    """

    days: tuple[dt.date, ...]
    certain: bool
    first: dt.date
    last: dt.date
    focus: dt.date | None = None


def divide(low: dt.date, high: dt.date, edges: Sequence[dt.date]) -> list[tuple[dt.date, dt.date]]:
    """Divide a range of days at the edges that lie in it; *edges* are sorted."""
    out = []
    for edge in edges:
        if low < edge <= high:
            out.append((low, edge - ONE_DAY))
            low = edge
    out.append((low, high))
    return out


def moments(clocks: Sequence[Clock], edges: Sequence[dt.date]) -> list[list[Moment]]:
    """List the alternatives, each with its stages.

    Days that may each be one of several are alternatives; courses divide into stages at the edges.
    """
    courses = [clock for clock in clocks if clock.course]
    if not edges and not courses:
        days = tuple(clock.low for clock in clocks)
        return [[Moment(days, True, min(days), max(clock.high for clock in clocks))]]  # noqa: FBT003 - certain
    options = [
        [None] if clock.course else [first for first, _ in divide(clock.low, clock.high, edges)] for clock in clocks
    ]
    low = min((clock.low for clock in (courses or clocks)), default=FIRST)
    high = max((clock.high for clock in (courses or clocks)), default=LAST)
    stages = divide(low, high, edges) if courses else [(low, high)]
    out: list[list[Moment]] = []
    for chosen in product(*options):
        found = []
        for first, last in stages:
            present = [clock.present(first, last) for clock in courses]
            if courses and not any(one is not False for one in present):
                continue
            days = tuple(
                clock.day_in(first, last) if day is None else day for clock, day in zip(clocks, chosen, strict=True)
            )
            certain = not courses or True in present
            if not courses and len(options) == 1 and chosen[0] is not None:
                first, last = chosen[0], _end_of(chosen[0], clocks[0].high, edges)  # noqa: PLW2901 - this alternative
            found.append(Moment(days, certain, first, last))
        out.append(found)
    return out


def _end_of(day: dt.date, high: dt.date, edges: Sequence[dt.date]) -> dt.date:
    return min((edge - ONE_DAY for edge in edges if day < edge <= high), default=high)
