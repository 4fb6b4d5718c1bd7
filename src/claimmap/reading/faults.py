"""What does not fit its type, gathered under the path where it stands."""

from collections.abc import Iterator
from typing import Any, final

from claimmap.reading.bounds import Path_


class Unfit(ValueError):  # noqa: N818 - it says what is wrong
    """A value that does not fit its type; carries what a Problem needs."""

    def __init__(self, rule: str, message: str, hint: str | None = None, *, severity: str = "error") -> None:
        super().__init__(message)
        self.rule, self.message, self.hint, self.severity = rule, message, hint, severity


@final
class Gathered(Exception):  # noqa: N818 - a signal inside this package
    """What went wrong under one step of a path."""

    def __init__(self, step: str | int, error: Exception) -> None:
        super().__init__()
        self.step, self.error = step, error


@final
class Group(Exception):  # noqa: N818 - a signal inside this package
    """Several faults under one value, and what could be read of it."""

    def __init__(self, errors: list[Gathered], partial: Any = None) -> None:
        super().__init__()
        self.errors, self.partial = errors, partial


@final
class ClassFault(Exception):  # noqa: N818 - a signal inside this package
    """One fault of the mapping itself."""

    def __init__(self, unfit: Unfit, key: str | None = None) -> None:
        super().__init__()
        self.unfit, self.key = unfit, key


@final
class ReportedFault(Exception):  # noqa: N818 - a signal inside this package
    """The value is a problem already."""


def faults_in(error: Exception, path: Path_) -> Iterator[tuple[Path_, Unfit | None, bool]]:
    """Give every fault with its path and whether its key is meant; None where it is a problem already."""
    if isinstance(error, Group):
        for one in error.errors:
            if isinstance(one.error, ClassFault):
                yield (*path, one.error.key) if one.error.key else path, one.error.unfit, one.error.key is not None
            else:
                yield from faults_in(one.error, (*path, one.step))
    elif isinstance(error, ReportedFault):
        yield path, None, False
    elif isinstance(error, Unfit):
        yield path, error, False
    else:  # pragma: no cover - a fault of this module, not of the file
        raise error
