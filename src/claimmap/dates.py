"""Dates as a case file writes them: EDTF level 0 with qualifiers, unspecified digits and intervals.

A bare coarse date (`2017`) is one event on an unknown day of it. An interval (`2017/2018`) is a course of
conduct that begins on an unknown day of its first side and ends on an unknown day of its second. `?`, `~` and
`%` make comparisons inside the written period, and one unit either side of it, unknown. The unit is the
precision written: day, month, year, decade or century. `..` at the end means until the day the question is
asked, see `When.until`. An unknown date is a value, not an error.

Every comparison answers True where it holds on all days the date may mean, False where it holds on none of
them, and None otherwise. None is never to be read as False.

>>> from datetime import date
>>> in_force = date(2002, 7, 1)
>>> When.parse("2017-04").on_or_after(in_force)
True
>>> When.parse("2002").on_or_after(in_force) is None
True
>>> When.parse("2001/2003").spans(in_force)
True
"""

import functools
import re
import typing
from calendar import monthrange
from datetime import date

import attrs

__all__ = ["Span", "When", "as_day"]

# Days are compared as ordinals; the two ends of time are numbers that no real day has.
_PAST: typing.Final = 0
_FUTURE: typing.Final = date.max.toordinal() + 1

_FIRST_YEAR: typing.Final = 1000
_LAST_MONTH: typing.Final = 12
_DASHES: typing.Final = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))

_POINT: typing.Final = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|XXXX)(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?(?P<mark>[?~%]?)"
)


@typing.final
@attrs.frozen(kw_only=True)
class Span:
    """A range of days, both ends included, on one of which something happened.

    Attributes:
        first: The earliest possible day; None if nothing bounds it.
        last: The latest possible day; None if nothing bounds it.
    """

    first: date | None
    last: date | None


@typing.final
@attrs.frozen(kw_only=True)
class _Point:
    """One date, or one side of an interval: days as written (`low`, `high`) and widened by its qualifier."""

    canonical: str
    low: int
    high: int
    first: int
    last: int
    qualified: bool = False


_OPEN: typing.Final = _Point(canonical="..", low=_PAST, high=_FUTURE, first=_PAST, last=_FUTURE)
_UNKNOWN: typing.Final = attrs.evolve(_OPEN, canonical="unknown")


@typing.final
@attrs.frozen(kw_only=True, repr=False, eq=False)
class When:
    """A date, or a course of conduct from one date to another; made by `When.parse`.

    Two values are equal if they mean the same days: `2017-XX-XX` equals `2017`.

    Attributes:
        text: The date as written.
        course: Whether this is an interval: conduct that goes on, not one event.
    """

    text: str
    course: bool
    _start: _Point
    _end: _Point
    # Possible days of the beginning and of the end, given that the beginning never lies after the end.
    _begin_first: int
    _begin_last: int
    _end_first: int
    _end_last: int

    @staticmethod
    def parse(text: str) -> "When":
        """Read a date or an interval.

        Raises:
            ValueError: *text* is not such a date; the message says what is wrong and what to write.

        >>> When.parse("2017-04/2018~").canonical()
        '2017-04/2018~'
        >>> When.parse("03/04/2017")
        Traceback (most recent call last):
        ...
        ValueError: '03/04/2017' is not a date: day and month cannot be told apart; write 2017-04-03 or 2017-03-04
        """
        return _parse(text)

    @property
    def known(self) -> bool:
        """Whether anything at all is said of the date."""
        return self._start.canonical != "unknown" or self._end.canonical != "unknown"

    @property
    def qualified(self) -> bool:
        """Whether the date, or either side of it, carries `?`, `~` or `%`."""
        return self._start.qualified or self._end.qualified

    @property
    def open_start(self) -> bool:
        """Whether the interval begins with `..`."""
        return self._start.canonical == ".."

    @property
    def open_end(self) -> bool:
        """Whether the interval ends with `..`: it goes on until the day the question is asked."""
        return self._end.canonical == ".."

    @property
    def start(self) -> Span:
        """The days on which it may have begun; for a single date the days on which it may have happened."""
        return _span(self._start)

    @property
    def end(self) -> Span:
        """The days on which it may have ended; for a single date the same as `start`."""
        return _span(self._end)

    def on_or_after(self, day: date) -> bool | None:
        """Tell whether it lies on or after *day*.

        None where that is uncertain, and also where a course has days on both sides: it is neither. `spans`
        tells the two apart.
        """
        at = day.toordinal()
        return True if self._begin_first >= at else False if self._end_last < at else None

    def before(self, day: date) -> bool | None:
        """Tell whether it lies before *day*: the opposite of `on_or_after`, and None where that is None."""
        after = self.on_or_after(day)
        return None if after is None else not after

    def wholly_on_or_after(self, day: date) -> bool | None:
        """Tell whether no day of it lies before *day*; a course with days on both sides answers False."""
        at = day.toordinal()
        return True if self._begin_first >= at else False if self._begin_last < at else None

    def wholly_before(self, day: date) -> bool | None:
        """Tell whether every day of it lies before *day*; a course with days on both sides answers False."""
        at = day.toordinal()
        return True if self._end_last < at else False if self._end_first >= at else None

    def begins_on_or_after(self, day: date) -> bool | None:
        """Tell whether its first day is *day* or later."""
        return self.wholly_on_or_after(day)

    def ends_before(self, day: date) -> bool | None:
        """Tell whether its last day is earlier than *day*."""
        return self.wholly_before(day)

    def spans(self, day: date) -> bool | None:
        """Tell whether it has days before *day* as well as days on or after it.

        A single date never does. A wholly unknown date may: it does not even say that it is one event.
        """
        if not self.course:
            return False if self.known else None
        at = day.toordinal()
        if self._begin_last < at <= self._end_first:
            return True
        return None if self._begin_first < at <= self._end_last else False

    def within(self, other: "When") -> bool | None:
        """Tell whether every day of it lies in the period *other*.

        An open side of *other* sets no limit: 2001 lies within `../2018`. A single date as *other* is one day.
        """
        first, last = _limits(other)
        if self._begin_first >= first[1] and self._end_last <= last[0]:
            return True
        if not other.course and other.known:  # then all of it lies on that one day
            low = max(self._begin_first, self._end_first, first[0])
            return None if low <= min(self._begin_last, self._end_last, last[1]) else False
        begin = max(self._begin_first, first[0])
        end = max(self._end_first, begin)
        if self.course:
            return None if begin <= self._begin_last and end <= min(self._end_last, last[1]) else False
        return None if begin <= min(self._begin_last, last[1]) else False

    def overlaps(self, other: "When") -> bool | None:
        """Tell whether it shares at least one day with the period *other*.

        An open side of *other* sets no limit. A single date as *other* is one day.
        """
        first, last = _limits(other)
        if self._begin_last <= last[0] and first[1] <= self._end_first:
            return True
        return None if self._begin_first <= last[1] and first[0] <= self._end_last else False

    def until(self, as_of: date) -> "When":
        """Close an open end with the day on which the question is asked.

        Nothing changes where the end is not open, or where the course begins after *as_of* in any case.

        >>> from datetime import date
        >>> When.parse("2017-04/..").until(date(2026, 11, 21)).canonical()
        '2017-04/2026-11-21'
        """
        if not self.open_end or self._start.low > as_of.toordinal():
            return self
        return _parse(f"{self._start.canonical}/{as_of.isoformat()}")

    def canonical(self) -> str:
        """Write the date in its one canonical form: `2017-XX-XX` becomes `2017`, `XXXX` becomes `unknown`."""
        return f"{self._start.canonical}/{self._end.canonical}" if self.course else self._start.canonical

    def sort_key(self) -> tuple[int, int, str]:
        """Order by first written day, then last, then text; open starts come first, unknown dates last."""
        unknown = self._start == _UNKNOWN
        return (_FUTURE if unknown else self._start.low, self._end.high, self.canonical())

    def __eq__(self, other: object) -> bool:
        return self.canonical() == other.canonical() if isinstance(other, When) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.canonical())

    def __str__(self) -> str:
        return self.canonical()

    def __repr__(self) -> str:
        return f"When.parse({self.text!r})"


def _span(point: _Point) -> Span:
    return Span(
        first=None if point.first == _PAST else date.fromordinal(point.first),
        last=None if point.last == _FUTURE else date.fromordinal(point.last),
    )


def _limits(period: When) -> tuple[tuple[int, int], tuple[int, int]]:
    """Bound the first and the last day of *period*; an open side is the end of time, not an unknown day."""
    first = (_PAST, _PAST) if period.open_start else (period._begin_first, period._begin_last)  # noqa: SLF001
    last = (_FUTURE, _FUTURE) if period.open_end else (period._end_first, period._end_last)  # noqa: SLF001
    return first, last


@functools.lru_cache(maxsize=100_000)
def _parse(text: str) -> When:
    written = text.strip()
    first, slash, second = (part.strip() for part in written.partition("/"))
    try:
        start, end = _interval(first, second) if slash else (_point(first),) * 2
    except ValueError as error:
        message = f"{written!r} is not a date: {error}"
        raise ValueError(message) from None
    course = bool(slash)
    return When(
        text=written,
        course=course,
        start=start,
        end=end,
        begin_first=start.first,
        begin_last=min(start.last, end.last),
        end_first=max(start.first, end.first),
        end_last=end.last,
    )


def _interval(first: str, second: str) -> tuple[_Point, _Point]:
    """Read the two sides of an interval."""
    if "/" in second or re.fullmatch(r"[0-9]{1,2}", second):
        raise ValueError(_advice(f"{first}/{second}"))
    if not first or not second:
        message = "one side of the interval is empty; write .. for an open side or unknown for an unknown one"
        raise ValueError(message)
    start = _OPEN if first == ".." else _point(first)
    end = _OPEN if second == ".." else _point(second)
    if start == end == _OPEN:
        message = "both sides are open; write at least one date, or unknown"
        raise ValueError(message)
    if end == _UNKNOWN and start in (_OPEN, _UNKNOWN):
        message = "neither side says anything; write at least one date, or unknown"
        raise ValueError(message)
    if end.high < start.low:
        message = f"the end {second} lies before the start {first}"
        raise ValueError(message)
    return start, end


def _point(text: str) -> _Point:
    """Read one date without a slash."""
    if text.lower() == "unknown":
        return _UNKNOWN
    found = _POINT.fullmatch(text.upper())
    if found is None:
        raise ValueError(_advice(text))
    year, month, day, mark = found["year"], found["month"], found["day"], found["mark"]
    if month == "XX":
        if day not in (None, "XX"):
            message = f"a day without its month; write {year}"
            raise ValueError(message)
        month = None
    if day == "XX":
        day = None
    if year == "XXXX":
        if month is None and not mark:
            return _UNKNOWN
        message = "nothing can be said of an unknown year; write unknown"
        raise ValueError(message)
    if "X" in year:
        if month is not None:
            message = f"a month of an unknown year; write {year}"
            raise ValueError(message)
        return _years(year, mark)
    return _days(year, month, day, mark)


def _years(year: str, mark: str) -> _Point:
    """Read a decade (`201X`) or a century (`20XX`)."""
    size = 10 ** year.count("X")
    low = _year(year.replace("X", "0"))
    return _made(
        year + mark,
        (_new_year(low), _new_year(low + size) - 1),
        (_new_year(low - size), _new_year(low + 2 * size) - 1),
        mark,
    )


def _days(year: str, month: str | None, day: str | None, mark: str) -> _Point:
    """Read a year, a month or a day."""
    y = _year(year)
    if month is None:
        written = (_new_year(y), _new_year(y + 1) - 1)
        return _made(year + mark, written, (_new_year(y - 1), _new_year(y + 2) - 1), mark)
    m = int(month)
    if not 1 <= m <= _LAST_MONTH:
        message = f"month {month} does not exist; write {year}-{'01' if m == 0 else '12'} or {year}"
        raise ValueError(message)
    if day is None:
        written = (_new_month(y, m), _new_month(y, m + 1) - 1)
        return _made(f"{year}-{month}{mark}", written, (_new_month(y, m - 1), _new_month(y, m + 2) - 1), mark)
    length = monthrange(y, m)[1]
    if not 1 <= int(day) <= length:
        nearest = "01" if day == "00" else str(length)
        message = f"day {day} does not exist in {year}-{month}; write {year}-{month}-{nearest} or {year}-{month}"
        raise ValueError(message)
    at = date(y, m, int(day)).toordinal()
    return _made(f"{year}-{month}-{day}{mark}", (at, at), (at - 1, at + 1), mark)


def _year(digits: str) -> int:
    if (year := int(digits)) < _FIRST_YEAR:
        message = f"year {digits} lies before {_FIRST_YEAR}; write all four digits, as in 2017"
        raise ValueError(message)
    return year


def _made(canonical: str, written: tuple[int, int], widened: tuple[int, int], mark: str) -> _Point:
    first, last = widened if mark else written
    return _Point(canonical=canonical, low=written[0], high=written[1], first=first, last=last, qualified=bool(mark))


def _new_year(year: int) -> int:
    """Give the first day of *year*; the year after the last one begins where time ends."""
    return date(year, 1, 1).toordinal() if year <= date.max.year else _FUTURE + (year > date.max.year + 1)


def _new_month(year: int, month: int) -> int:
    """Give the first day of *month*, where 0 is the December before and 13 the January after."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1).toordinal() if year <= date.max.year else _new_year(year) + (month > 1)


def _advice(text: str) -> str:
    """Say what to write instead of *text*, which is no date at all."""
    plain = text.translate(_DASHES)
    advice = "a date is written 2017-04-03, 2017-04, 2017, 201X, 2017/2018, 2017/.. or unknown"
    if not plain:
        advice = "it is empty; write unknown where the date is unknown"
    elif found := re.fullmatch(r"([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})", plain):
        first, second, year = found[1].zfill(2), found[2].zfill(2), found[3]
        options = {f"{year}-{m}-{d}" for d, m in ((first, second), (second, first)) if int(m) <= _LAST_MONTH}
        reason = "day and month cannot be told apart" if len(options) > 1 else "the year stands first"
        advice = f"{reason}; write {' or '.join(sorted(options, reverse=True)) or year}"
    elif found := re.fullmatch(r"([0-9]{4}-[0-9]{2})/([0-9]{1,2})", plain):
        month, rest = found[1], found[2].zfill(2)
        advice = f"day and end of an interval cannot be told apart; write {month}-{rest} or {month}/{month[:5]}{rest}"
    elif found := re.fullmatch(r"([0-9]{4})[/. -]([0-9]{1,2})(?:[/. -]([0-9]{1,2}))?", plain):
        parts = [found[1], *(part.zfill(2) for part in found.groups()[1:] if part)]
        advice = f"the parts of a date are joined by hyphens, two digits each; write {'-'.join(parts)}"
    elif found := re.fullmatch(r"([0-9]{4}) ?- ?([0-9]{4})", plain):
        advice = f"the two sides of an interval are joined by a slash; write {found[1]}/{found[2]}"
    elif re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]", plain):
        advice = f"dates are whole days; write {plain[:10]}"
    elif re.fullmatch(r"[0-9X-]+[?~%]{2,}", plain.upper()):
        advice = f"one qualifier is enough, and % means both ? and ~; write {plain.rstrip('?~%')}%"
    return advice


def as_day(day: date | str) -> date:
    """Return a day given as a date or as text; raises ValueError for other text.

    >>> as_day("2014-03-01")
    datetime.date(2014, 3, 1)
    """
    return date.fromisoformat(day) if isinstance(day, str) else day
