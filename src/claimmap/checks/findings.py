"""A fault that a rule found, by its path in the case."""

from collections.abc import Callable, Iterator
from typing import Literal, final

from attrs import frozen

from claimmap.case import Case
from claimmap.law import Law
from claimmap.reading import Path_


@final
@frozen(kw_only=True)
class Finding:
    """A fault by its path in the case, to be given a place when it is shown."""

    path: Path_
    rule: str
    message: str
    hint: str | None = None
    severity: Literal["error", "warning", "note"] = "error"
    key: bool = False
    also: tuple[Path_, ...] = ()


Check = Callable[[Case, Law], Iterator[Finding]]
