"""Words that the statute files choose among, and where a statement of law comes from."""

import datetime as dt
from typing import Literal, final

from attrs import frozen

ElementKind = Literal["conduct", "consequence", "circumstance", "mental", "contextual"]
Scope = Literal["context", "incident", "person", "group"]
Mental = Literal[
    "intent", "special-intent", "knowledge", "awareness-of-facts", "knew-or-should-have-known", "intended-or-knew",
    "covered-by-special-intent", "case-by-case", "not-required",
]  # fmt: skip
Combine = Literal["any", "all"]
Part = Literal["crime", "shared", "mode", "jurisdiction"]
Asks = Literal["all", "mental-only", "no-consequence"]


@final
@frozen(kw_only=True)
class SourceText:
    """Where a statement of law or a fact comes from.

    Attributes:
        title: The instrument or decision.
        cite: The place in it.
        href: Address of the official text, if any.
        checked: The day a person last compared our words with it; None where it rests on recollection.
    """

    title: str
    cite: str
    href: str | None = None
    checked: dt.date | None = None


@final
@frozen(kw_only=True)
class Note:
    """A further reading of an element, with its source.

    Attributes:
        text: What it says.
        cite: Judgment and paragraph, footnote, or other place.
        checked: The day of the last comparison with the source.
    """

    text: str
    cite: str
    checked: dt.date | None = None
