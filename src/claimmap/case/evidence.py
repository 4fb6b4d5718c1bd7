"""Sources, items and links: what stands for and against."""

from typing import Literal, final

from attrs import frozen

from claimmap.case.terms import (
    NONE,
    Access,
    AdmissibilityStatus,
    Basis,
    Cite,
    Digit,
    EvidenceKind,
    Grade,
    Identity,
    Letter,
    Names,
    SourceKind,
    Verification,
)
from claimmap.dates import When


@final
@frozen(kw_only=True)
class Source:
    """An origin or an intermediary: a node of the provenance graph.

    Attributes:
        from_: Sources or items it derives from (key `from`); none = an origin.
        identity: None where the file does not say; read as unknown to the team.
        party: Whose side it is: accused, prosecution, complainant, a State code, none.
        reliability: A to F; F cannot be judged and counts as unassessed.
    """

    id: str
    kind: SourceKind = "unknown"
    title: str | None = None
    from_: tuple[str, ...] = ()
    needs: Literal["any", "all"] = "any"
    identity: Identity | None = None
    party: str | None = None
    reliability: Letter | None = None
    grade: Grade | None = None
    tags: tuple[str, ...] = ()
    protected: bool = False
    note: str | None = None
    cite: tuple[Cite, ...] = ()


@final
@frozen(kw_only=True)
class Admissibility:
    """Where an item stands before a chamber."""

    status: AdmissibilityStatus = "not-tendered"
    ground: str | None = None
    limb: str | None = None
    by: str | None = None
    date: When | None = None
    note: str | None = None


@final
@frozen(kw_only=True)
class Consent:
    """What a person agreed to, for whom and until when."""

    to: str
    for_: str | None = None
    given: When | None = None
    revoked: When | None = None
    note: str | None = None


@final
@frozen(kw_only=True)
class Restriction:
    """A limit on use: art. 54(3)(e), 72, 73, 93(8), or an agreement."""

    basis: Literal["54(3)(e)", "72", "73", "93(8)", "agreement"]
    use: Literal["lead-only", "disclosable", "tenderable"]
    lifted: When | None = None
    note: str | None = None


@final
@frozen(kw_only=True)
class Link:
    """What an item shows about one element, for or against.

    Attributes:
        element: Address of the element, as written; None where `alternative` stands instead.
        alternative: Id of a rival explanation.
        shows: One sentence.
        at: Pinpoint in the item.
        when: Date of the fact shown.
        strength: Of the inference; None counts as high where basis is absent or direct, else as unassessed.
        claim, event, person, context, group: Scope; what is left out is filled only where there is no choice.
    """

    element: str | None = None
    alternative: str | None = None
    shows: str
    at: str | None = None
    when: When | None = None
    basis: Basis | None = None
    strength: Literal["low", "medium", "high"] | None = None
    claim: Names = NONE
    event: Names = NONE
    part: str | None = None
    person: Names = NONE
    context: Names = NONE
    group: str | None = None
    note: str | None = None
    cite: tuple[Cite, ...] = ()


@final
@frozen(kw_only=True)
class Evidence:
    """One item: a statement, a document, a recording, an object, or the mention of one.

    Attributes:
        made: When it came into being.
        by: Who made it, in words.
        from_: Sources or items it derives from (key `from`); none = undisclosed origin; `self` = an origin.
        needs: Whether any or all of `from` must hold.
        credibility: 1 to 6; 6 cannot be judged and counts as unassessed.
        held: False where the file only mentions the item.
        access: None where nobody has said; reports treat it as restricted.
    """

    id: str
    title: str
    kind: EvidenceKind
    made: When | None = None
    obtained: When | None = None
    by: str | None = None
    from_: tuple[str, ...] = ()
    needs: Literal["any", "all"] = "any"
    tags: tuple[str, ...] = ()
    credibility: Digit | None = None
    grade: Grade | None = None
    verification: Verification = "unverified"
    admissibility: Admissibility = Admissibility()
    held: bool = True
    access: Access | None = None
    consent: tuple[Consent, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    file: str | None = None
    sha256: str | None = None
    url: str | None = None
    language: str | None = None
    copy_of: str | None = None
    supports: tuple[Link, ...] = ()
    undermines: tuple[Link, ...] = ()
    note: str | None = None
    cite: tuple[Cite, ...] = ()


@final
@frozen(kw_only=True)
class LinkTarget:
    """One link of an item, as the target of a challenge."""

    evidence: str
    element: str
