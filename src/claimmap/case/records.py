"""What people record about the evidence: challenges, rival explanations, judgments, searches, filings and leads."""

from typing import Literal, final

from attrs import frozen

from claimmap.case.evidence import LinkTarget
from claimmap.case.terms import NONE, Cite, Names, ReviewCategory, Standard
from claimmap.dates import When


@final
@frozen(kw_only=True)
class Filing:
    """A dated submission, so that two can be compared."""

    id: str
    date: When | None = None
    title: str | None = None
    by: str | None = None
    to: str | None = None
    includes: tuple[str, ...] = ()
    outcome: str | None = None
    note: str | None = None
    cite: tuple[Cite, ...] = ()


@final
@frozen(kw_only=True)
class Lead:
    """Who may hold what is missing; never a person within reach of reprisals."""

    for_: str
    who: str
    why: str
    claim: Names = NONE
    note: str | None = None
    cite: tuple[Cite, ...] = ()


@final
@frozen(kw_only=True)
class MaybeSame:
    """A question whether two or more ids stand for the same thing; nothing merges by itself."""

    ids: tuple[str, ...]
    why: str
    note: str | None = None
    cite: tuple[Cite, ...] = ()


@final
@frozen(kw_only=True)
class Challenge:
    """An attack by an item on a source, an item, or one link.

    Attributes:
        from_: The attacking item or source (key `from`).
        cap: Highest grade the target keeps while the attack stands; `none` is a defeat (key `effect`).
    """

    from_: str
    target: str | LinkTarget
    effect: Literal["none", "low", "medium"]
    because: str
    note: str | None = None
    cite: tuple[Cite, ...] = ()


@final
@frozen(kw_only=True)
class Alternative:
    """A rival explanation of an inferred element."""

    id: str
    element: str
    text: str
    claim: Names = NONE
    event: Names = NONE
    person: Names = NONE
    context: Names = NONE
    group: str | None = None
    note: str | None = None
    cite: tuple[Cite, ...] = ()


@final
@frozen(kw_only=True)
class Settled:
    """A matter that needs no proof: agreement (Rule 69), judicial notice (69(6)), admission (65)."""

    element: str
    basis: Literal["rule-69", "69(6)", "65"]
    by: str | None = None
    date: When | None = None
    claim: Names = NONE
    event: Names = NONE
    person: Names = NONE
    context: Names = NONE
    group: str | None = None
    note: str | None = None
    cite: tuple[Cite, ...] = ()


@final
@frozen(kw_only=True)
class Assessment:
    """A person's recorded judgment on an element at a standard."""

    element: str
    standard: Standard
    finds: Literal["satisfied", "not-satisfied"]
    by: str
    at: When
    because: str
    claim: Names = NONE
    event: Names = NONE
    person: Names = NONE
    context: Names = NONE
    group: str | None = None
    note: str | None = None
    cite: tuple[Cite, ...] = ()


@final
@frozen(kw_only=True)
class Search:
    """A search that was made, and what it found: a fact of its own."""

    for_: str
    direction: Literal["incriminating", "exonerating", "both"]
    where: str | None = None
    when: When | None = None
    by: str | None = None
    result: str | None = None
    claim: Names = NONE
    event: Names = NONE
    person: Names = NONE
    context: Names = NONE
    group: str | None = None
    note: str | None = None
    cite: tuple[Cite, ...] = ()


@final
@frozen(kw_only=True)
class Review:
    """One look at an item with disclosure in mind: who looked, when, and under which head it falls.

    Attributes:
        item: Id of the item or source that was looked at.
        category: Head under which it falls; `none` where the reviewer found that none applies.

    Source:
        Rome Statute, arts. 54(1)(a) and 67(2); Rules of Procedure and Evidence, rules 76 and 77.
    """

    item: str
    reviewer: str
    date: When
    category: ReviewCategory
    reason: str
    note: str | None = None
    cite: tuple[Cite, ...] = ()


@final
@frozen(kw_only=True)
class AnalystGrade:
    """The grade that one analyst gives to a source, an item or a link; it stands beside the others, never averaged.

    Attributes:
        of: Id of a source or an item, or one link of an item (keys `evidence` and `element`).
        grade: `unassessed` where this analyst holds that it cannot be judged.
    """

    of: str | LinkTarget
    analyst: str
    grade: Literal["none", "low", "medium", "high", "unassessed"]
    because: str
    note: str | None = None
    cite: tuple[Cite, ...] = ()


@final
@frozen(kw_only=True)
class GroundRaised:
    """A ground excluding responsibility that has been raised (arts. 31 to 33)."""

    ground: str
    claim: Names = NONE
    person: Names = NONE
    by: str | None = None
    because: str | None = None
    note: str | None = None
    cite: tuple[Cite, ...] = ()
