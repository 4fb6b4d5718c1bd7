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
    STATEMENTS,
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
from claimmap.faces import Shown

__all__ = [
    "CONCLUSIONS",
    "NONE",
    "SELF",
    "STATEMENTS",
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
@frozen(kw_only=True, repr=False)
class Case(Shown):
    """One case, as merged from its files.

    Attributes:
        law: Id of the instrument; addresses without a prefix are its own.
        as_of: The day the question is asked; never the clock.
        standard: The standard a report shows unless another is asked for.
        triggers: How article 13 is engaged; none = jurisdiction is at best available.
        states: Facts that differ from the shipped table, by State.
        people: The accused, and other actors, by code.
        groups: Groups whose members are victims.
        contexts: Attacks and armed conflicts: what contextual elements are about.
        events: Incidents, with the parts of the crime that drive article 12.
        claims: Counts: crime, accused and incidents.
        grounds: Grounds excluding responsibility that were raised.
        filings: Dated submissions, to be compared.
        leads: Who may hold what is missing.
        maybe_same: Questions whether ids stand for the same thing.
        sources: Origins and intermediaries of evidence.
        evidence: Items, with their links to elements.
        challenges: Attacks on sources, items and links.
        alternatives: Rival explanations of inferred elements.
        settled: Matters that need no proof.
        assessments: Recorded judgments of people.
        searches: Searches that were made, and what they found.
        reviews: The log of reviews for disclosure.
        grades: Grades of several analysts, evaluated apart on request.
        expect: What the report must say; makes the file a test.
        authorities: Where an expected answer comes from; free keys.
        confidence: How sure the author is of the expected answer.
        fingerprints: What the law's statements were when links were made, by address; read from the lock beside the case file and never
            written in it.
        place: Where it was read, as text; None if built in code.
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
