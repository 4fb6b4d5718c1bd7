"""What a case file expects of its own report, which makes it a test."""

from collections.abc import Mapping
from typing import Literal, final

from attrs import field, frozen


@final
@frozen(kw_only=True)
class ExpectedLines:
    """Bounds on independent lines that a test expects: (lower, upper), 2 meaning two or more."""

    for_: tuple[int, ...] | None = None
    against: tuple[int, ...] | None = None


@final
@frozen(kw_only=True)
class ExpectedElement:
    """What a test expects of one element; only what is written is compared."""

    status: str | None = None
    open: bool | None = None
    result: str | None = None
    results: Mapping[str, str] | None = None
    lines: ExpectedLines | None = None
    gaps: tuple[str, ...] | None = None
    flags: tuple[str, ...] | None = None


@final
@frozen(kw_only=True)
class ExpectedJurisdiction:
    """What a test expects of a claim's jurisdiction; only what is written is compared, views never."""

    outcome: Literal["yes", "no", "partly", "unknown"] | None = None
    contested: bool | None = None
    exercise: Literal["exercised", "available", "defective", "hypothetical", "n/a"] | None = None
    paths: tuple[str, ...] | None = None
    fails: tuple[str, ...] | None = None
    status: Mapping[str, str] | None = None
    views: tuple[Mapping[str, str], ...] = ()


@final
@frozen(kw_only=True)
class Expect:
    """Expectations that make a case file a test."""

    jurisdiction: Mapping[str, ExpectedJurisdiction] = field(factory=dict)
    gaps: Mapping[str, Mapping[str, ExpectedElement]] = field(factory=dict)
