"""What a case file expects of its own report, which makes it a test."""

from collections.abc import Mapping
from typing import Literal, final

from attrs import field, frozen


@final
@frozen(kw_only=True)
class ExpectedLines:
    """Bounds on independent lines that a test expects: (lower, upper), 2 meaning two or more.

    Attributes:
        for_: Independent lines for the element (key `for`).
        against: Independent lines against it.
    """

    for_: tuple[int, ...] | None = None
    against: tuple[int, ...] | None = None


@final
@frozen(kw_only=True)
class ExpectedElement:
    """What a test expects of one element; only what is written is compared.

    Attributes:
        status: Status word.
        open: Whether the result is open.
        result: Result at the case's own standard.
        results: Results by standard.
        lines: Bounds of lines.
        gaps: Kinds of gap that must be there; others may be.
        flags: Flags that must be there; others may be.
    """

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
    """What a test expects of a claim's jurisdiction; only what is written is compared, views never.

    Attributes:
        outcome: The answer.
        contested: Whether a disputed point would change it.
        exercise: Whether a trigger carries the conduct.
        paths: Ways that are open, as a set.
        fails: Addresses of what fails, as a set.
        status: Any of material, temporal, territorial, national, age, trigger, bar.
        views: Kept for readers; never compared.
    """

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
    """Expectations that make a case file a test.

    Attributes:
        jurisdiction: By claim.
        gaps: By claim and address of an element.
    """

    jurisdiction: Mapping[str, ExpectedJurisdiction] = field(factory=dict)
    gaps: Mapping[str, Mapping[str, ExpectedElement]] = field(factory=dict)
