"""One text to the value that a type asks for: text, number, truth, day, date, a word of a closed vocabulary."""

import datetime as dt
import functools
import re
import typing
from collections.abc import Callable
from typing import Any, Final

from claimmap.dates import When
from claimmap.problems import nearest, shortened
from claimmap.reading.bounds import FALSE, TRUE
from claimmap.reading.faults import Unfit
from claimmap.reading.naming import LITERAL_HINTS, LITERAL_NAMES


def words_for(value: object) -> str:
    """Say what stands where something else is due."""
    if isinstance(value, str):
        return f"the text {shortened(value)!r}"
    return "a list" if isinstance(value, list) else "keys with values"


def as_text(value: Any, _: Any = None) -> str:
    """Return a text; raises Unfit."""
    if value.__class__ is str:
        return value
    raise Unfit("wrong-type", f"a text is due, found {words_for(value)}", "write one value, and quote a sentence that holds brackets or braces")


WHOLE: Final = re.compile(r"-?(0|[1-9][0-9]{0,17})")


def as_whole(value: Any, _: Any = None) -> int:
    """Return a whole number; raises Unfit."""
    if isinstance(value, str) and WHOLE.fullmatch(value):
        return int(value)
    raise Unfit("wrong-type", f"a whole number is due, found {words_for(value)}", "write it in digits, such as 2")


def as_truth(value: Any, _: Any = None) -> bool:
    """Return true or false; raises Unfit."""
    if isinstance(value, str) and (lower := value.lower()) in TRUE | FALSE:
        return lower in TRUE
    raise Unfit("wrong-type", f"true or false is due, found {words_for(value)}", "write true, false, yes or no")


def as_day(value: Any, _: Any = None) -> dt.date:
    """Return a full day; raises Unfit."""
    return _day_of(as_text(value))


@functools.lru_cache(maxsize=4096)
def _day_of(text: str) -> dt.date:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return dt.date.fromisoformat(text)
    except ValueError as error:
        raise Unfit("bad-date", f"{text!r} is not a day: there is no such day", "write it as 2026-11-21") from error
    raise Unfit("bad-date", f"{shortened(text)!r} is not a full day", "write it as 2026-11-21")


def as_when(value: Any, _: Any = None) -> When:
    """Return a date that may be coarse or uncertain; raises Unfit."""
    text = as_text(value)
    try:
        return When.parse(text)
    except ValueError as error:
        message, _, hint = str(error).partition("; ")
        if not hint and "before the start" in message:
            hint = "write the earlier date first"
        hint = hint or "write 2017, 2017-04, 2017-04-03, 2017-04/2018, 2017?, or ../2018"
        raise Unfit("bad-date", message, hint) from None


def as_literal(kind: Any) -> Callable[[Any, Any], Any]:
    """Make what returns a word of a closed vocabulary, and raises Unfit with the nearest one."""
    allowed = {one: one for one in typing.get_args(kind)}
    name = LITERAL_NAMES.get(kind, "known value here")

    def structure(value: Any, _: Any = None) -> Any:
        try:
            return allowed[value]
        except (KeyError, TypeError):
            if not isinstance(value, str):
                as_text(value)
            hint = LITERAL_HINTS.get(kind)
            if hint is None:
                close = nearest(value, allowed)
                hint = f"did you mean {close[0]!r}?" if close else "one of: " + ", ".join(allowed)
            raise Unfit("unknown-value", f"{shortened(value)!r} is not a {name}", hint) from None

    return structure
