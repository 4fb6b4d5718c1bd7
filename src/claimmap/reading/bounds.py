"""What a file may be: how large, how deep, which words are values; and what is read of it before anything is understood."""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, TypeVar, final

import attrs

T = TypeVar("T")
Path_ = tuple[str | int, ...]
MAX_BYTES: Final = 100_000_000
MAX_DEPTH: Final = 50
MOST_PROBLEMS: Final = 1000
"""Problems shown of one file; a file with more is hostile, or wrong in one way throughout."""
NULLS: Final = frozenset({"", "null", "Null", "NULL", "~"})
TRUE: Final = frozenset({"true", "yes"})
FALSE: Final = frozenset({"false", "no"})
UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
"""How a file begins that was saved as UTF-16."""
SHORT: Final = 32
"""Texts shorter than this are kept once: ids, kinds and dates repeat."""
MAYBE_ANCHOR: Final = re.compile(rb"(?m)(?:^|[\s\[{,:?-])(?:[&*]\S|!)")


class NeedsPlaces(Exception):  # noqa: N818 - a signal inside this package
    """Something is wrong; the file must be read again with places."""


@final
@attrs.frozen
class SourceFile:
    """The bytes of one file, and the name to show for it."""

    name: str
    data: bytes = attrs.field(repr=False)


@contextmanager
def paused_gc() -> Iterator[None]:
    """Pause garbage collection while many long-lived values are made."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@final
class _Reported:
    """Stands where a value was that is a problem already; nothing further is said of it."""


REPORTED: Final = _Reported()
