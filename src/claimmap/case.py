"""
The case: what a lawyer alleges and what stands in the file for and against it.

Every class is frozen and does no I/O.
The field names are the keys of a case file with `_` for `-`; the classes are its schema.
Names of other objects are plain ids; `checks` tells whether they resolve.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Literal, NewType, final

from attrs import field, frozen

from claimmap.dates import When

Names = NewType("Names", tuple[str, ...])
"""One id or a list of ids: `claim: deportation` and `claim: [deportation, transfer]` are both written."""

NONE: Names = Names(())

Grade = Literal["none", "low", "medium", "high"]
Letter = Literal["A", "B", "C", "D", "E", "F"]
Digit = Literal["1", "2", "3", "4", "5", "6"]
Basis = Literal["direct", "circumstantial", "hearsay", "opinion"]
Allegation = Literal["alleged", "negated", "disputed", "unknown"]
Lean = Literal["alleged", "negated"]
Identity = Literal["known", "withheld-from-public", "withheld-from-defence", "unknown-to-team"]
Verification = Literal["unverified", "in-progress", "authenticated", "disputed"]
AdmissibilityStatus = Literal[
    "not-tendered", "tendered", "submitted", "admitted", "challenged", "excluded", "withdrawn"
]
Access = Literal["public", "restricted", "protected"]
SourceKind = Literal["person", "organisation", "device", "record", "place", "unknown"]
PersonKind = Literal["natural", "company", "state", "organisation"]
GroupKind = Literal["national", "ethnical", "racial", "religious", "political", "cultural", "gender", "other"]
ContextKind = Literal["attack", "armed-conflict"]
Character = Literal["international", "non-international"]
Role = Literal["conduct", "consequence", "circumstance", "context", "accessory", "effect"]
Route = Literal["13(a)", "13(b)", "13(c)"]
TriggerStage = Literal["requested", "open", "closed", "hypothetical"]
Standard = Literal["reasonable-basis", "reasonable-grounds", "substantial-grounds", "beyond-reasonable-doubt"]
ReviewCategory = Literal[
    "innocence", "mitigation", "credibility", "material-to-defence", "intended-as-evidence", "obtained-from-the-person", "statement", "none",
]  # fmt: skip
EvidenceKind = Literal[
    "testimony", "victim-statement", "insider-statement", "expert-report", "official-document", "leaked-document",
    "order-or-intercept", "forensic", "photograph", "video", "satellite", "open-source", "statistic", "ngo-report",
    "un-report", "press-report", "legal-opinion", "finding", "submission", "political-statement", "commentary",
    "denial", "object", "other",
]  # fmt: skip
CONCLUSIONS: frozenset[str] = frozenset({"legal-opinion", "finding", "submission", "political-statement", "commentary"})
"""Kinds of evidence that state a conclusion: they point to what they rest on and carry nothing themselves."""


@final
@frozen(kw_only=True)
class Cite:
    """
    Where in the file a fact was read.

    Attributes:
        in_: Id of the evidence item (key `in`).
        lines: Line or range of lines, counted from 1, such as `12` or `12-14`.
        words: Up to eight words quoted from there.
    """

    in_: str
    lines: str | None = None
    words: str | None = None


@final
@frozen(kw_only=True)
class Dispute:
    """
    Whether something is alleged, and where the weight of authority leans if that is disputed.

    Attributes:
        value: alleged, negated, disputed or unknown.
        prevailing: The side that authority favours; None where none does or nothing is disputed.
    """

    value: Allegation
    prevailing: Lean | None = None


@final
@frozen(kw_only=True)
class Nationality:
    """
    One nationality of a person, at the time of the conduct unless `when` says otherwise.

    Attributes:
        state: ISO 3166-1 alpha-3 code, or `unknown`.
        when: Period in which it was held; None for the whole time.
        held: Whether it is really held.
    """

    state: str
    when: When | None = None
    held: Dispute | None = None


@final
@frozen(kw_only=True)
class Person:
    """A person alleged to be responsible, or another actor of the case, by code."""

    id: str
    name: str | None = None
    kind: PersonKind = "natural"
    nationality: tuple[Nationality, ...] | None = None
    born: When | None = None
    adult: bool | None = None
    role: str | None = None
    position: str | None = None
    note: str | None = None
    cite: tuple[Cite, ...] = ()


@final
@frozen(kw_only=True)
class Group:
    """A group whose members are victims."""

    id: str
    kind: GroupKind
    name: str | None = None
    note: str | None = None
    cite: tuple[Cite, ...] = ()


@final
@frozen(kw_only=True)
class Context:
    """An attack or an armed conflict: what contextual elements are about."""

    id: str
    kind: ContextKind
    title: str | None = None
    character: Character | None = None
    when: When | None = None
    at: tuple[str, ...] = ()
    against: str | None = None
    population: str | None = None
    policy_of: str | None = None
    note: str | None = None
    cite: tuple[Cite, ...] = ()


@final
@frozen(kw_only=True)
class Victims:
    """Victims of an incident, by code."""

    id: str
    count: str | None = None
    group: str | None = None
    sex: str | None = None
    age: str | None = None
    note: str | None = None
    cite: tuple[Cite, ...] = ()


@final
@frozen(kw_only=True)
class Part:
    """
    Where and when one part of a crime happened; this drives article 12.

    Attributes:
        at: ISO alpha-3 code, part of a State, `vessel:COM`, `high-seas`, `eez:NOR`, `unknown`; `?` or `~` = inferred.
        role: conduct, consequence, circumstance or context; accessory and effect are not elements.
        counts: Whether it is an element committed there at all; replaces what `role` would give.
        via: States passed through between expulsion and this arrival.
    """

    id: str | None = None
    what: str | None = None
    element: str | None = None
    role: Role | None = None
    at: str | None = None
    when: When | None = None
    counts: Dispute | None = None
    via: tuple[str, ...] = ()
    note: str | None = None
    cite: tuple[Cite, ...] = ()


@final
@frozen(kw_only=True)
class Event:
    """An incident, with its parts."""

    id: str
    title: str
    when: When | None = None
    continuing: bool = False
    victims: tuple[Victims, ...] = ()
    parts: tuple[Part, ...] = ()
    note: str | None = None
    cite: tuple[Cite, ...] = ()


@final
@frozen(kw_only=True)
class Claim:
    """
    A count: one crime, the people accused of it, the incidents it rests on.

    Attributes:
        crime: Address of the crime, or `none` with `label` for conduct that article 5 does not contain.
        modes: Modes of liability, in the alternative.
        alleges: What the facts alleged say of an element; absent means alleged.
        linked: Whether the conduct is sufficiently linked to what the trigger covers.
        operation: UNSC or AU, for acts in an operation that one of them established or authorised.
    """

    id: str
    title: str
    crime: str
    label: str | None = None
    variant: str | None = None
    modes: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    context: str | None = None
    group: str | None = None
    alternative_to: tuple[str, ...] = ()
    cumulative_with: tuple[str, ...] = ()
    alleges: Mapping[str, Dispute] = field(factory=dict)
    linked: Dispute | None = None
    operation: Literal["UNSC", "AU"] | None = None
    note: str | None = None
    cite: tuple[Cite, ...] = ()


@final
@frozen(kw_only=True)
class CarveOut:
    """An exception to what a trigger covers, in words and States."""

    at: tuple[str, ...] = ()
    nationals: tuple[str, ...] = ()
    words: str | None = None


@final
@frozen(kw_only=True)
class Covers:
    """
    What a trigger covers, where it is limited.

    Attributes:
        at: Territories.
        from_: First day (key `from`).
        to: Last day; None or `..` = open.
    """

    at: tuple[str, ...] = ()
    from_: When | None = None
    to: When | None = None
    carve_out: tuple[str, ...] = ()


@final
@frozen(kw_only=True)
class Trigger:
    """How article 13 is engaged."""

    route: Route
    date: When | None = None
    by: str | None = None
    resolution: str | None = None
    stage: TriggerStage = "open"
    under_consideration_since: When | None = None
    covers: Covers | None = None
    council_determination: When | None = None
    notified_unsg: When | None = None
    ptd_authorised: When | None = None
    note: str | None = None
    cite: tuple[Cite, ...] = ()


@final
@frozen(kw_only=True)
class Acceptance:
    """A declaration under article 12(3) that replaces the shipped ones."""

    from_: When | None = None
    to: When | None = None
    lodged: When | None = None
    over: Literal["territory", "all"] | None = None
    by: str | None = None
    one_sided: bool = False
    validity: Dispute | None = None


@final
@frozen(kw_only=True)
class StateFacts:
    """
    Facts about a State that differ from the shipped table.

    Attributes:
        party: Interval of membership, or `never`.
        accepts: Declarations under 12(3); None leaves the shipped ones, () removes them.
        note: Why they differ.
    """

    party: str | None = None
    accepts: tuple[Acceptance, ...] | None = None
    amendments: tuple[str, ...] | None = None
    note: str | None = None


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
class Source:
    """
    An origin or an intermediary: a node of the provenance graph.

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
    """
    What an item shows about one element, for or against.

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


SELF = "self"
"""Written in `from` by an item that is its own origin."""


@final
@frozen(kw_only=True)
class Evidence:
    """
    One item: a statement, a document, a recording, an object, or the mention of one.

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


@final
@frozen(kw_only=True)
class Challenge:
    """
    An attack by an item on a source, an item, or one link.

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
    """
    One look at an item with disclosure in mind: who looked, when, and under which head it falls.

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
    """
    The grade that one analyst gives to a source, an item or a link; it stands beside the others, never averaged.

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


@final
@frozen(kw_only=True)
class Case:
    """
    One case, as merged from its files.

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
