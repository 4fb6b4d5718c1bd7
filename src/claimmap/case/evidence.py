"""Sources, items and links: what stands for and against."""

from typing import Literal, final

from attrs import frozen

from claimmap.case.terms import (
    NONE,
    STATEMENTS,
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
from claimmap.faces import Shown


@final
@frozen(kw_only=True, repr=False)
class Source(Shown):
    """An origin or an intermediary: a node of the provenance graph.

    Attributes:
        kind: What it is.
        title: What the team calls it.
        from_: Sources or items it derives from (key `from`); none = an origin.
        needs: Whether any or all of `from` must hold.
        identity: None where the file does not say; read as unknown to the team.
        party: Whose side it is: accused, prosecution, complainant, a State code, none.
        reliability: A to F; F cannot be judged and counts as unassessed.
        grade: The team's grade; wins over `reliability`.
        tags: Free words; a policy may cap or hold back by tag, such as `anonymous-hearsay`.
        protected: True where reports for others than the team must hold back the source and all it stands behind.
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

    @property
    def at_risk(self) -> bool:
        """Whether somebody is protected: marked so, or with an identity that is withheld from anybody."""
        return self.protected or self.identity in ("withheld-from-public", "withheld-from-defence")

    @property
    def by_code(self) -> bool:
        """Whether it is shown by code only: a person, what may be one, and whoever is protected."""
        return self.at_risk or self.kind in ("person", "unknown")


@final
@frozen(kw_only=True)
class Admissibility:
    """Where an item stands before a chamber.

    Attributes:
        status: `challenged` makes results open at best; `excluded` and `withdrawn` carry nothing.
        ground: Provision, such as 69(7).
        limb: Limb of that provision.
        by: Who challenged or ruled.
        date: Of the challenge or ruling.
    """

    status: AdmissibilityStatus = "not-tendered"
    ground: str | None = None
    limb: str | None = None
    by: str | None = None
    date: When | None = None
    note: str | None = None


@final
@frozen(kw_only=True)
class Consent:
    """What a person agreed to, for whom and until when.

    Attributes:
        to: Whom it covers; `partner` and `public` open the item to those audiences, other words are for the team.
        for_: Purpose (key `for`).
        given: Day.
        revoked: Day of the revocation; null where there is none.
    """

    to: str
    for_: str | None = None
    given: When | None = None
    revoked: When | None = None
    note: str | None = None


@final
@frozen(kw_only=True)
class Restriction:
    """A limit on use: art. 54(3)(e), 72, 73, 93(8), or an agreement.

    Attributes:
        basis: Provision, or an agreement with the provider.
        use: What is allowed; `lead-only` makes results open at best.
        lifted: Day on which it ended; null where it stands.
    """

    basis: Literal["54(3)(e)", "72", "73", "93(8)", "agreement"]
    use: Literal["lead-only", "disclosable", "tenderable"]
    lifted: When | None = None
    note: str | None = None


@final
@frozen(kw_only=True, repr=False)
class Link(Shown):
    """What an item shows about one element, for or against.

    Attributes:
        element: Address of the element, as written; None where `alternative` stands instead.
        alternative: Id of a rival explanation.
        shows: One sentence.
        at: Pinpoint in the item.
        when: Date of the fact shown.
        basis: How the item shows it.
        strength: Of the inference; None counts as high where basis is absent or direct, else as unassessed.
        claim, event, person, context, group: Scope; what is left out is filled only where there is no choice.
        part: Part of the incident that it is about.
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
@frozen(kw_only=True, repr=False)
class Evidence(Shown):
    """One item: a statement, a document, a recording, an object, or the mention of one.

    Attributes:
        kind: What it is; conclusions (legal-opinion, finding, submission, political-statement, commentary) carry nothing.
        made: When it came into being.
        obtained: When the team got it.
        by: Who made it, in words.
        from_: Sources or items it derives from (key `from`); none = undisclosed origin; `self` = an origin.
        needs: Whether any or all of `from` must hold.
        tags: Free words; a policy may cap or hold back by tag.
        credibility: 1 to 6; 6 cannot be judged and counts as unassessed.
        grade: The team's grade; wins over `credibility`.
        verification: `disputed` makes results open at best.
        admissibility: Where it stands before a chamber.
        held: False where the file only mentions the item.
        access: None where nobody has said; reports treat it as restricted.
        consent: What the people behind it agreed to.
        restrictions: Limits on its use.
        file: Path of the file, from the case folder.
        sha256: Hash of the file; items with one hash are one item.
        url: Where it can be found.
        language: Of the item.
        copy_of: Item of which it is a copy; the two are one.
        supports: Links for an element.
        undermines: Links against an element.
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

    @property
    def by_code(self) -> bool:
        """Whether it is shown by code only: somebody's own words, and whatever the file does not mark public."""
        return self.access != "public" or self.kind in STATEMENTS


@final
@frozen(kw_only=True)
class LinkTarget:
    """One link of an item, as the target of a challenge.

    Attributes:
        evidence: Id of the item.
        element: Address of the element that it links to.
    """

    evidence: str
    element: str
