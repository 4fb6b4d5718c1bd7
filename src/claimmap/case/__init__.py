"""The case: what a lawyer alleges and what stands in the file for and against it.

Every class is frozen and does no I/O.
The field names are the keys of a case file with `_` for `-`; the classes are its schema.
Names of other objects are plain ids; `checks` tells whether they resolve.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Literal, final

from attrs import field, frozen

from claimmap.case.allegations import (
    Acceptance,
    CarveOut,
    Claim,
    Context,
    Covers,
    Event,
    Group,
    Nationality,
    Part,
    Person,
    StateFacts,
    Trigger,
    Victims,
)
from claimmap.case.evidence import (
    Admissibility,
    Consent,
    Evidence,
    Link,
    LinkTarget,
    Restriction,
    Source,
)
from claimmap.case.expectations import (
    Expect,
    ExpectedElement,
    ExpectedJurisdiction,
    ExpectedLines,
)
from claimmap.case.records import (
    Alternative,
    AnalystGrade,
    Assessment,
    Challenge,
    Filing,
    GroundRaised,
    Lead,
    MaybeSame,
    Review,
    Search,
    Settled,
)
from claimmap.case.terms import (
    CONCLUSIONS,
    NONE,
    SELF,
    Access,
    AdmissibilityStatus,
    Allegation,
    Basis,
    Character,
    Cite,
    ContextKind,
    Digit,
    Dispute,
    EvidenceKind,
    Grade,
    GroupKind,
    Identity,
    Lean,
    Letter,
    Names,
    PersonKind,
    ReviewCategory,
    Role,
    Route,
    SourceKind,
    Standard,
    TriggerStage,
    Verification,
)

__all__ = [
    "CONCLUSIONS",
    "NONE",
    "SELF",
    "Acceptance",
    "Access",
    "Admissibility",
    "AdmissibilityStatus",
    "Allegation",
    "Alternative",
    "AnalystGrade",
    "Assessment",
    "Basis",
    "CarveOut",
    "Case",
    "Challenge",
    "Character",
    "Cite",
    "Claim",
    "Consent",
    "Context",
    "ContextKind",
    "Covers",
    "Digit",
    "Dispute",
    "Event",
    "Evidence",
    "EvidenceKind",
    "Expect",
    "ExpectedElement",
    "ExpectedJurisdiction",
    "ExpectedLines",
    "Filing",
    "Grade",
    "GroundRaised",
    "Group",
    "GroupKind",
    "Identity",
    "Lead",
    "Lean",
    "Letter",
    "Link",
    "LinkTarget",
    "MaybeSame",
    "Names",
    "Nationality",
    "Part",
    "Person",
    "PersonKind",
    "Restriction",
    "Review",
    "ReviewCategory",
    "Role",
    "Route",
    "Search",
    "Settled",
    "Source",
    "SourceKind",
    "Standard",
    "StateFacts",
    "Trigger",
    "TriggerStage",
    "Verification",
    "Victims",
]


@final
@frozen(kw_only=True)
class Case:
    """One case, as merged from its files.

    Attributes:
        as_of: The day the question is asked; never the clock.
        standard: The standard a report shows unless another is asked for.
        triggers: How article 13 is engaged; none = jurisdiction is at best available.
        states: Facts that differ from the shipped table, by State.
        place: Where it was read, as text; None if built in code.
        fingerprints: What the law's statements were when links were made, by address; read from the lock beside the
            case file and never written in it.
    """

    format: Literal["claimmap/case-1"] = "claimmap/case-1"
    id: str
    title: str
    law: str = "rome-statute"
    as_of: dt.date
    standard: Standard = "reasonable-basis"
    note: str | None = None
    triggers: tuple[Trigger, ...] = ()
    states: Mapping[str, StateFacts] = field(factory=dict)
    people: tuple[Person, ...] = ()
    groups: tuple[Group, ...] = ()
    contexts: tuple[Context, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    grounds: tuple[GroundRaised, ...] = ()
    filings: tuple[Filing, ...] = ()
    leads: tuple[Lead, ...] = ()
    maybe_same: tuple[MaybeSame, ...] = ()
    sources: tuple[Source, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    challenges: tuple[Challenge, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    settled: tuple[Settled, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    searches: tuple[Search, ...] = ()
    reviews: tuple[Review, ...] = ()
    grades: tuple[AnalystGrade, ...] = ()
    expect: Expect | None = None
    authorities: tuple[Mapping[str, Any], ...] = ()
    confidence: Literal["high", "medium", "low"] | None = None
    fingerprints: Mapping[str, str] = field(factory=dict, metadata={"written": False})
