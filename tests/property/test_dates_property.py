"""
What dates promise, tried on generated dates and against brute force.

The brute force knows nothing of the module's arithmetic. It lists the worlds a text allows, each a first and
a last day, and asks the plain question of each world.
"""

import itertools
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from claimmap.dates import When

unhurried = settings(deadline=None)  # machines differ, and brute force takes its time

World = tuple[int, int]  # first and last day, as ordinals

DAY = timedelta(days=1)
# Open and unknown sides are tried on these days only, which reach beyond every day that is compared.
WINDOW = range(date(2017, 11, 28).toordinal(), date(2018, 2, 4).toordinal())
ENDLESS_PAST, ENDLESS_FUTURE = -1, 10**9

days = st.dates(date(2017, 12, 28), date(2018, 1, 4))
marks = st.sampled_from(["", "", "?", "~", "%"])
fine = st.builds(lambda day, mark: day.isoformat() + mark, days, marks)
months = st.sampled_from(["2017-12", "2018-01", "2018-01-XX"])
all_points = st.one_of(
    st.builds(lambda day, mark: day.isoformat() + mark, st.dates(date(1000, 1, 1), date(9999, 12, 31)), marks),
    st.builds(
        lambda day, mark: f"{day:%Y-%m}{mark}".rjust(7, "0"), st.dates(date(1900, 1, 1), date(2100, 1, 1)), marks
    ),
    st.builds(lambda year, mark: f"{year}{mark}", st.integers(1000, 9999), marks),
    st.builds(lambda decade, mark: f"{decade}X{mark}", st.integers(100, 999), marks),
    st.builds(lambda century, mark: f"{century}XX{mark}", st.integers(10, 99), marks),
    st.just("unknown"),
)


def readable(text: str) -> bool:
    try:
        When.parse(text)
    except ValueError:
        return False
    return True


def courses(points: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    sides = st.one_of(points, st.sampled_from(["..", "unknown"]))
    return st.builds("{}/{}".format, sides, sides).filter(readable)


def dates_of(points: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(points, courses(points))


def days_of(text: str) -> list[int]:
    """List the days one side may mean: those written, and one unit either side if it is qualified."""
    if text in ("..", "unknown"):
        return list(WINDOW)
    plain = text.rstrip("?~%").removesuffix("-XX")
    qualified = text[-1] in "?~%"
    if len(plain) == len("2017-12"):
        listed = [day for day in WINDOW if date.fromordinal(day).isoformat().startswith(plain)]
        assert not qualified
        return listed
    day = date.fromisoformat(plain)
    return [d.toordinal() for d in ((day - DAY, day, day + DAY) if qualified else (day,))]


def worlds(text: str) -> list[World]:
    """List every first and last day that a text allows."""
    if text == "unknown":  # not even whether it is one event
        return [(first, last) for first in WINDOW for last in WINDOW if first <= last]
    first, slash, second = text.partition("/")
    if not slash:
        return [(day, day) for day in days_of(first)]
    return [(a, b) for a, b in itertools.product(days_of(first), days_of(second)) if a <= b]


def period_worlds(text: str) -> list[World]:
    """List what a text allows as a period: an open side of it is no limit."""
    first, slash, second = text.partition("/")
    if not slash:
        return worlds(text)
    starts = [ENDLESS_PAST] if first == ".." else days_of(first)
    ends = [ENDLESS_FUTURE] if second == ".." else days_of(second)
    return [(a, b) for a, b in itertools.product(starts, ends) if a <= b]


def certain(answers: Iterable[bool | None]) -> bool | None:
    found = iter(answers)
    first = next(found)
    return first if all(answer is first for answer in found) else None


def side(world: World, day: int) -> bool | None:
    return True if world[0] >= day else False if world[1] < day else None


class TestAgainstBruteForce:
    """
    Every comparison answers True where it holds on all days the date may mean, False where it holds on none of
    them, and None otherwise.
    """

    @unhurried
    @given(text=dates_of(st.one_of(fine, months)), day=days)
    def test_one_day(self, text: str, day: date) -> None:
        when, at, possible = When.parse(text), day.toordinal(), worlds(text)
        assert when.on_or_after(day) is certain(side(world, at) for world in possible)
        assert when.wholly_on_or_after(day) is certain(first >= at for first, _ in possible)
        assert when.wholly_before(day) is certain(last < at for _, last in possible)
        assert when.spans(day) is certain(first < at <= last for first, last in possible)

    def test_every_day_and_interval_of_one_week(self) -> None:
        """The same without chance: all days, qualified days and intervals of a week, against each of its days."""
        week = [date(2017, 12, 29) + n * DAY for n in range(7)]
        points = [day.isoformat() + mark for day in week for mark in ("", "~")]
        intervals = [f"{a}/{b}" for a, b in itertools.product([*points, "..", "unknown"], repeat=2)]
        for text in filter(readable, [*points, *intervals]):
            when, possible = When.parse(text), worlds(text)
            first, last = {a for a, _ in possible}, {b for _, b in possible}
            for day in week:
                at = day.toordinal()
                assert when.wholly_on_or_after(day) is certain({a >= at for a in first}), (text, day)
                assert when.wholly_before(day) is certain({b < at for b in last}), (text, day)
                assert when.on_or_after(day) is certain({side(w, at) for w in possible}), (text, day)
                assert when.spans(day) is certain({a < at <= b for a, b in possible}), (text, day)

    @unhurried
    @given(text=dates_of(fine), period=dates_of(fine))
    def test_two_dates(self, text: str, period: str) -> None:
        self.compare(text, period)

    @unhurried
    @given(text=dates_of(fine), period=st.one_of(months, st.builds("{}/{}".format, months, months)).filter(readable))
    def test_a_date_and_a_coarse_period(self, text: str, period: str) -> None:
        self.compare(text, period)

    @unhurried
    @given(text=st.one_of(months, st.builds("{}/{}".format, months, months)).filter(readable), period=dates_of(fine))
    def test_a_coarse_date_and_a_period(self, text: str, period: str) -> None:
        self.compare(text, period)

    @staticmethod
    def compare(text: str, period: str) -> None:
        when, other = When.parse(text), When.parse(period)
        mine, theirs = worlds(text), period_worlds(period)
        assert when.within(other) is certain(s >= a and e <= b for s, e in mine for a, b in theirs)
        assert when.overlaps(other) is certain(s <= b and a <= e for s, e in mine for a, b in theirs)


COMPARISONS: list[Callable[[When, date], bool | None]] = [
    When.on_or_after,
    When.before,
    When.wholly_on_or_after,
    When.wholly_before,
    When.begins_on_or_after,
    When.ends_before,
    When.spans,
]


@st.composite
def refined(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a date and a finer one: every side lies within what the coarser side may mean."""
    coarse = draw(dates_of(all_points))
    when = When.parse(coarse)

    def finer(first: date | None, last: date | None, written: str) -> str:
        if written == ".." or draw(st.booleans()):
            return written
        day = draw(st.dates(first or date(1000, 1, 1), last or date.max))
        options = [day.isoformat()]
        for shorter in (day.isoformat()[:7], day.isoformat()[:4]):
            span = When.parse(shorter).start if shorter >= "1000" else None
            if (
                span
                and span.first
                and span.last
                and span.first >= (first or date.min)
                and span.last <= (last or date.max)
            ):
                options.append(shorter)
        return draw(st.sampled_from(options))

    start, slash, end = coarse.partition("/")
    begin = finer(when.start.first, when.start.last, start)
    return coarse, begin + (slash and f"/{finer(when.end.first, when.end.last, end)}")


class TestFinerDates:
    """A finer date never turns True into False or False into True of the coarser."""

    @unhurried
    @given(pair=refined().filter(lambda pair: readable(pair[1])), day=st.dates(date(1000, 1, 1)))
    def test_against_any_day(self, pair: tuple[str, str], day: date) -> None:
        self.check_days(pair, day)

    @unhurried
    @given(pair=refined().filter(lambda pair: readable(pair[1])), data=st.data())
    def test_against_a_day_near_its_edges(self, pair: tuple[str, str], data: st.DataObject) -> None:
        when = When.parse(pair[0])
        edges = [d for span in (when.start, when.end) for d in (span.first, span.last) if d] or [date(2002, 7, 1)]
        edge = data.draw(st.sampled_from(edges)).toordinal() + data.draw(st.integers(-2, 2))
        self.check_days(pair, date.fromordinal(min(max(edge, 1), date.max.toordinal())))

    @staticmethod
    def check_days(pair: tuple[str, str], day: date) -> None:
        coarse, finer = map(When.parse, pair)
        for compare in COMPARISONS:
            if (answer := compare(coarse, day)) is not None:
                assert compare(finer, day) is answer

    @unhurried
    @given(
        mine=refined().filter(lambda pair: readable(pair[1])), theirs=refined().filter(lambda pair: readable(pair[1]))
    )
    def test_against_a_finer_period(self, mine: tuple[str, str], theirs: tuple[str, str]) -> None:
        (coarse, finer), (period, finer_period) = (map(When.parse, pair) for pair in (mine, theirs))
        for compare in (When.within, When.overlaps):
            if (answer := compare(coarse, period)) is not None:
                assert compare(finer, finer_period) is answer


class TestForm:
    """Output is always canonical, and reading it again changes nothing."""

    @unhurried
    @given(text=dates_of(all_points))
    def test_parsing_the_canonical_form_is_identity(self, text: str) -> None:
        when = When.parse(text)
        assert When.parse(when.canonical()) == when
        assert When.parse(when.canonical()).canonical() == when.canonical()

    @unhurried
    @given(text=st.text(alphabet="0123456789X-/.?~% unkow", max_size=24))
    def test_any_text_is_a_date_or_refused_in_the_agreed_form(self, text: str) -> None:
        try:
            when = When.parse(text)
        except ValueError as error:
            assert str(error).startswith(f"{text.strip()!r} is not a date: ")
        else:
            assert When.parse(str(when)) == when


class TestConsistency:
    """Comparisons agree with one another, so that a report never says two things of one date."""

    @unhurried
    @given(text=dates_of(all_points), day=st.dates(date(1000, 1, 1)))
    def test_sides(self, text: str, day: date) -> None:
        when = When.parse(text)
        if when.on_or_after(day) is True:
            assert when.wholly_on_or_after(day) is True
            assert when.wholly_before(day) is False
        if when.before(day) is True:
            assert when.wholly_before(day) is True
            assert when.wholly_on_or_after(day) is False
        if when.spans(day) is True:
            assert (when.on_or_after(day), when.wholly_before(day), when.wholly_on_or_after(day)) == (
                None,
                False,
                False,
            )

    @unhurried
    @given(text=dates_of(all_points), period=dates_of(all_points))
    def test_what_lies_within_overlaps(self, text: str, period: str) -> None:
        when, other = When.parse(text), When.parse(period)
        if when.within(other) is True:
            assert when.overlaps(other) is True
        if when.overlaps(other) is False:
            assert when.within(other) is False

    @unhurried
    @given(text=dates_of(all_points), as_of=st.dates(date(1000, 1, 1)))
    def test_closing_an_open_end_only_adds_certainty(self, text: str, as_of: date) -> None:
        """`..` at the end means until `as-of`."""
        when = When.parse(text)
        closed = when.until(as_of)
        for compare in COMPARISONS:
            if (answer := compare(when, as_of)) is not None:
                assert compare(closed, as_of) is answer
        if when.open_end and not closed.open_end:
            assert closed.end.first == closed.end.last == as_of
