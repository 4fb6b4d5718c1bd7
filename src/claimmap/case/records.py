"""What people record about the evidence: challenges, rival explanations, judgments, searches, filings and leads."""

from typing import Literal, final

from attrs import frozen

from claimmap.case.evidence import LinkTarget
from claimmap.case.terms import NONE, Cite, Names, ReviewCategory, Standard
from claimmap.dates import When
from claimmap.faces import Shown


@final
@frozen(kw_only=True)
class Filing:
    """A dated submission, so that two can be compared.

    Attributes:
        date: Day of the filing.
        by: Who filed it.
        to: Whom it was filed with.
        includes: Ids of the items it rested on.
        outcome: What came of it, in words.
    """

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
@frozen(kw_only=True, repr=False)
class Lead(Shown):
    """Who may hold what is missing; never a person within reach of reprisals.

    Attributes:
        for_: Address or gap it would help with (key `for`).
        who: Body or person, never somebody within reach of reprisals.
        why: What they may hold, and how one knows.
        claim: Claim or claims it is limited to.
    """

    for_: str
    who: str
    why: str
    claim: Names = NONE
    note: str | None = None
    cite: tuple[Cite, ...] = ()


@final
@frozen(kw_only=True)
class MaybeSame:
    """A question whether two or more ids stand for the same thing; nothing merges by itself.

    Attributes:
        ids: Two or more ids.
        why: What makes one ask.
    """

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
        target: Id of a source or an item, or one link (keys `evidence` and `element`).
        because: The reason in one sentence.
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
    """A rival explanation of an inferred element.

    Attributes:
        element: Address of the inferred element.
        text: The explanation in one sentence.
        claim: Claim or claims it is limited to.
        event: Incident or incidents it is limited to.
        person: Accused it is limited to; `direct-perpetrators` for those who carried the conduct out.
        context: Attack or conflict it is limited to.
        group: Group it is limited to.
    """

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
    """A matter that needs no proof: agreement (Rule 69), judicial notice (69(6)), admission (65).

    Attributes:
        element: Address of the element.
        basis: Agreement, judicial notice, or admission.
        by: Who agreed, ruled or admitted.
        date: Day.
        claim: Claim or claims it is limited to.
        event: Incident or incidents it is limited to.
        person: Accused it is limited to; `direct-perpetrators` for those who carried the conduct out.
        context: Attack or conflict it is limited to.
        group: Group it is limited to.
    """

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
    """A person's recorded judgment on an element at a standard.

    Attributes:
        element: Address of the element.
        standard: Standard at which it was assessed.
        finds: `not-satisfied` never fulfils a clause; it stands beside the result.
        by: Who assessed; a role or a code.
        at: Day of the assessment.
        because: The reasons.
        claim: Claim or claims it is limited to.
        event: Incident or incidents it is limited to.
        person: Accused it is limited to; `direct-perpetrators` for those who carried the conduct out.
        context: Attack or conflict it is limited to.
        group: Group it is limited to.
    """

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
    """A search that was made, and what it found: a fact of its own.

    Attributes:
        for_: Address of what was looked for (key `for`).
        direction: What the search was for.
        where: Archive, register or place.
        when: Day or course of the search.
        by: Who searched.
        result: What was found; `none` is a result.
        claim: Claim or claims it is limited to.
        event: Incident or incidents it is limited to.
        person: Accused it is limited to; `direct-perpetrators` for those who carried the conduct out.
        context: Attack or conflict it is limited to.
        group: Group it is limited to.
    """

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
        reviewer: Who looked; a role or a code.
        date: Day of the review.
        category: Head under which it falls; `none` where the reviewer found that none applies.
        reason: Why it falls under that head.

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
        analyst: Who grades; a role or a code.
        grade: `unassessed` where this analyst holds that it cannot be judged.
        because: The reasons.
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
    """A ground excluding responsibility that has been raised (arts. 31 to 33).

    Attributes:
        ground: Address, such as 31(1)(a).
        claim: Claim or claims it is limited to.
        person: Accused it is limited to; `direct-perpetrators` for those who carried the conduct out.
        by: Who raised it.
        because: In one sentence.
    """

    ground: str
    claim: Names = NONE
    person: Names = NONE
    by: str | None = None
    because: str | None = None
    note: str | None = None
    cite: tuple[Cite, ...] = ()
