"""Dates: what may be written, what it means, and what is refused with which words."""

import copy
import pickle
from datetime import date

import attrs
import pytest

from claimmap.dates import Span, When

IN_FORCE = date(2002, 7, 1)
AS_OF = date(2026, 11, 21)


def span(first: str | None, last: str | None) -> Span:
    return Span(
        first=None if first is None else date.fromisoformat(first),
        last=None if last is None else date.fromisoformat(last),
    )


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2017-04-03", "2017-04-03", "2017-04-03"),
        ("2017-04", "2017-04-01", "2017-04-30"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2017", "2017-01-01", "2017-12-31"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("2017-04-XX", "2017-04-01", "2017-04-30"),
        ("2017-XX-XX", "2017-01-01", "2017-12-31"),
        ("unknown", None, None),
        ("XXXX", None, None),
        ("9999-12", "9999-12-01", "9999-12-31"),
    ],
)
def test_a_single_date_is_one_event_on_an_unknown_day_of_it(text: str, first: str | None, last: str | None) -> None:
    when = When.parse(text)
    assert not when.course
    assert when.start == when.end == span(first, last)


@pytest.mark.parametrize("mark", ["?", "~", "%"])
@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2017-04-03", "2017-04-02", "2017-04-04"),
        ("2017-03-01", "2017-02-28", "2017-03-02"),
        ("2017-12", "2017-11-01", "2018-01-31"),
        ("2017-01", "2016-12-01", "2017-02-28"),
        ("2017-01-XX", "2016-12-01", "2017-02-28"),
        ("2018", "2017-01-01", "2019-12-31"),
        ("201X", "2000-01-01", "2029-12-31"),
        ("20XX", "1900-01-01", "2199-12-31"),
        ("1000", "0999-01-01", "1001-12-31"),
        ("9999-12-31", "9999-12-30", None),
        ("9999-12", "9999-11-01", None),
        ("9999", "9998-01-01", None),
        ("999X", "9980-01-01", None),
    ],
)
def test_a_qualifier_widens_by_one_unit_either_side(text: str, first: str, last: str | None, mark: str) -> None:
    when = When.parse(text + mark)
    assert when.qualified
    assert when.start == span(first, last)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2017/2018", span("2017-01-01", "2017-12-31"), span("2018-01-01", "2018-12-31")),
        ("2017-04/2018~", span("2017-04-01", "2017-04-30"), span("2017-01-01", "2019-12-31")),
        ("2017-08-25/2017-12", span("2017-08-25", "2017-08-25"), span("2017-12-01", "2017-12-31")),
        ("../2018", span(None, None), span("2018-01-01", "2018-12-31")),
        ("2017/..", span("2017-01-01", "2017-12-31"), span(None, None)),
        ("unknown/2018", span(None, None), span("2018-01-01", "2018-12-31")),
        ("201X/unknown", span("2010-01-01", "2019-12-31"), span(None, None)),
        (" 2017 / 2018 ", span("2017-01-01", "2017-12-31"), span("2018-01-01", "2018-12-31")),
    ],
)
def test_an_interval_is_a_course_of_conduct(text: str, start: Span, end: Span) -> None:
    when = When.parse(text)
    assert when.course
    assert (when.start, when.end) == (start, end)


def test_what_a_date_says_of_itself() -> None:
    assert When.parse("2017/..").open_end
    assert not When.parse("2017/..").open_start
    assert When.parse("../2018").open_start
    assert not When.parse("../2018").open_end
    assert not When.parse("unknown/2018").open_start
    assert not When.parse("2017/unknown").open_end
    assert not When.parse("unknown").known
    assert not When.parse("XXXX").known
    assert all(When.parse(text).known for text in ("2017", "unknown/2018", "2017/unknown", "../2018", "2017/.."))
    assert not When.parse("2017/2018").qualified
    assert When.parse("2017?/2018").qualified
    assert When.parse("2017/2018%").qualified
    assert When.parse(" 201x ").text == "201x"


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("201x", "201X"),
        ("2017-04-XX", "2017-04"),
        ("2017-xx-xx~", "2017~"),
        ("XXXX-XX-XX", "unknown"),
        ("Unknown", "unknown"),
        (" 2017 / .. ", "2017/.."),
        ("XXXX/2018", "unknown/2018"),
    ],
)
def test_output_is_canonical(text: str, canonical: str) -> None:
    when = When.parse(text)
    assert when.canonical() == str(when) == canonical
    assert when == When.parse(canonical)
    assert hash(when) == hash(When.parse(canonical))


def test_equality_is_of_meaning() -> None:
    assert When.parse("2017-XX-XX") == When.parse("2017")
    assert When.parse("2017") != When.parse("2017/2017")
    assert When.parse("2017?") != When.parse("2017~")
    assert When.parse("2017") != "2017"


def test_a_date_is_a_frozen_value_that_can_be_copied_and_stored() -> None:
    when = When.parse("2017/..")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        when.text = "2018"  # type: ignore[misc]
    assert copy.deepcopy(when).open_end
    assert pickle.loads(pickle.dumps(when)) == when  # noqa: S301  (our own bytes)
    assert pickle.loads(pickle.dumps(When.parse("unknown"))).known is False  # noqa: S301
    assert repr(when) == "When.parse('2017/..')"


def test_the_same_text_is_parsed_once() -> None:
    assert When.parse("2017-04-03") is When.parse("2017-04-03")


GENERAL = "a date is written 2017-04-03, 2017-04, 2017, 201X, 2017/2018, 2017/.. or unknown"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2017-13", "month 13 does not exist; write 2017-12 or 2017"),
        ("2017-00", "month 00 does not exist; write 2017-01 or 2017"),
        ("2017-02-29", "day 29 does not exist in 2017-02; write 2017-02-28 or 2017-02"),
        ("2017-04-00", "day 00 does not exist in 2017-04; write 2017-04-01 or 2017-04"),
        ("2017/2016", "the end 2016 lies before the start 2017"),
        ("2017-05/2017-04-30", "the end 2017-04-30 lies before the start 2017-05"),
        ("../..", "both sides are open; write at least one date, or unknown"),
        ("unknown/unknown", "neither side says anything; write at least one date, or unknown"),
        ("../unknown", "neither side says anything; write at least one date, or unknown"),
        ("/2018", "one side of the interval is empty; write .. for an open side or unknown for an unknown one"),
        ("2018/", "one side of the interval is empty; write .. for an open side or unknown for an unknown one"),
        ("", "it is empty; write unknown where the date is unknown"),
        ("03/04/2017", "day and month cannot be told apart; write 2017-04-03 or 2017-03-04"),
        ("3.4.2017", "day and month cannot be told apart; write 2017-04-03 or 2017-03-04"),
        ("04/04/2017", "the year stands first; write 2017-04-04"),
        ("13/04/2017", "the year stands first; write 2017-04-13"),
        ("04/13/2017", "the year stands first; write 2017-04-13"),
        ("2017/04/03", "the parts of a date are joined by hyphens, two digits each; write 2017-04-03"),
        ("2017/04", "the parts of a date are joined by hyphens, two digits each; write 2017-04"),
        ("2017-4-3", "the parts of a date are joined by hyphens, two digits each; write 2017-04-03"),
        (
            "2017-08/12",
            "day and end of an interval cannot be told apart; write 2017-08-12 or 2017-08/2017-12",
        ),
        ("2017\u20132018", "the two sides of an interval are joined by a slash; write 2017/2018"),
        ("2017-04-03T10:30", "dates are whole days; write 2017-04-03"),
        ("2017?~", "one qualifier is enough, and % means both ? and ~; write 2017%"),
        ("0017", "year 0017 lies before 1000; write all four digits, as in 2017"),
        ("2017-XX-03", "a day without its month; write 2017"),
        ("201X-04", "a month of an unknown year; write 201X"),
        ("XXXX-04", "nothing can be said of an unknown year; write unknown"),
        ("XXXX?", "nothing can be said of an unknown year; write unknown"),
        ("April 2017", GENERAL),
        ("17", GENERAL),
        ("1XXX", GENERAL),
        ("2017/2018/2019", GENERAL),
        ("..", GENERAL),
        ("2017..2018", GENERAL),
        ("\u0662\u0660\u0661\u0667", GENERAL),
    ],
)
def test_what_is_no_date_is_refused_with_what_to_write(text: str, why: str) -> None:
    with pytest.raises(ValueError) as caught:
        When.parse(text)
    assert str(caught.value) == f"{text!r} is not a date: {why}"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("2002-07-01", True),
        ("2002-06-30", False),
        ("2002-07", True),
        ("2002-06", False),
        ("2002", None),
        ("2002-07-01~", None),
        ("2002-07-02~", True),
        ("2002-06-29?", False),
        ("2001~", None),
        ("200X", None),
        ("201X~", None),
        ("202X~", True),
        ("unknown", None),
        ("2002-07-01/2003", True),
        ("2001/2002-06", False),
        ("2001/2003", None),
        ("2002/2003", None),
        ("../2001", False),
        ("../2003", None),
        ("2003/..", True),
        ("2001/..", None),
        ("unknown/2001", False),
        ("2003/unknown", True),
    ],
)
def test_on_or_after_and_before_are_certain_or_none(text: str, *, answer: bool | None) -> None:
    when = When.parse(text)
    assert when.on_or_after(IN_FORCE) is answer
    assert when.before(IN_FORCE) is (None if answer is None else not answer)


@pytest.mark.parametrize(
    ("text", "after", "before", "spans"),
    [
        ("2001/2003", False, False, True),
        ("2002/2003", None, False, None),
        ("2001/2002", False, None, None),
        ("2002/2002", None, None, None),
        ("2002-06-30/2002-07-01", False, False, True),
        ("2002-07-01/2002-07-02", True, False, False),
        ("2002-06-29/2002-06-30", False, True, False),
        ("2002", None, None, False),
        ("2002-07-01", True, False, False),
        ("unknown", None, None, None),
        ("../2003", None, False, None),
        ("../2001", False, True, False),
        ("2001/..", False, None, None),
        ("2001/unknown", False, None, None),
        ("2003/..", True, False, False),
        ("2001~/2003~", None, None, None),
        ("2000~/2004~", False, False, True),
    ],
)
def test_a_course_may_lie_on_both_sides_of_a_day(
    text: str, *, after: bool | None, before: bool | None, spans: bool | None
) -> None:
    when = When.parse(text)
    assert when.wholly_on_or_after(IN_FORCE) is when.begins_on_or_after(IN_FORCE) is after
    assert when.wholly_before(IN_FORCE) is when.ends_before(IN_FORCE) is before
    assert when.spans(IN_FORCE) is spans


@pytest.mark.parametrize(
    ("text", "period", "within", "overlaps"),
    [
        ("2017-04-03", "2017-04-03", True, True),
        ("2017-04-03", "2017-04", None, None),
        ("2017-04", "2017-04", None, None),
        ("2017-04-03", "2018", False, False),
        ("2017-04-03", "2017-04-01/2017-04-30", True, True),
        ("2017-04", "2017-04-01/2017-04-30", True, True),
        ("2017", "2017-04-01/2017-04-30", None, None),
        ("2017", "2016/2018", True, True),
        ("2017", "2017/2018", None, None),
        ("2017-04/2017-05", "2017/2018", None, None),
        ("2017-04/2017-05", "2017-01/2017-12", True, True),
        ("2014/2021", "../2019", False, True),
        ("2014/2017", "../2019", True, True),
        ("2001", "../2019", True, True),
        ("../2001", "../2019", True, True),
        ("../2020", "../2019", False, None),
        ("2020", "2004-10-01/..", True, True),
        ("2003", "2004-10-01/..", False, False),
        ("2003/..", "2004-10-01/..", False, None),
        ("2005/..", "2004-10-01/..", True, True),
        ("2003/2006", "2004-10-01/..", False, True),
        ("2017/2018", "2017-06-01", False, None),
        ("2017/2019", "2018-06-01", False, True),
        ("2017-06-01/2017-06-01", "2017-06-01", True, True),
        ("2017-06/2017-06", "2017-06-03", None, None),
        ("unknown", "2017/2018", None, None),
        ("2017", "unknown", None, None),
        ("2017", "unknown/2018", None, None),
        ("2019", "unknown/2018", False, False),
        ("2017", "2016/unknown", None, None),
    ],
)
def test_within_and_overlaps_a_period(text: str, period: str, *, within: bool | None, overlaps: bool | None) -> None:
    assert When.parse(text).within(When.parse(period)) is within
    assert When.parse(text).overlaps(When.parse(period)) is overlaps


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("2017/..", "2017/2026-11-21"),
        ("2017-04~/..", "2017-04~/2026-11-21"),
        ("2026/..", "2026/2026-11-21"),
        ("2026-11-21/..", "2026-11-21/2026-11-21"),
        ("unknown/..", "unknown/2026-11-21"),
        ("2026-11-22/..", "2026-11-22/.."),
        ("2027-01-01/..", "2027-01-01/.."),
        ("2017/2018", "2017/2018"),
        ("2017", "2017"),
        ("../2018", "../2018"),
        ("unknown", "unknown"),
    ],
)
def test_an_open_end_means_until_the_day_the_question_is_asked(text: str, closed: str) -> None:
    assert When.parse(text).until(AS_OF).canonical() == closed


def test_closing_an_open_end_makes_answers_certain() -> None:
    when = When.parse("2001/..")
    assert when.spans(IN_FORCE) is None
    assert when.until(AS_OF).spans(IN_FORCE) is True
    assert when.until(AS_OF).ends_before(date(2027, 1, 1)) is True


def test_dates_sort_by_first_written_day_then_last() -> None:
    ordered = ["../2018", "2016", "2017", "2017/2018", "2017-04", "2018-04-03~", "2018-05", "2018-05/..", "unknown"]
    assert [str(w) for w in sorted(map(When.parse, reversed(ordered)), key=When.sort_key)] == ordered
