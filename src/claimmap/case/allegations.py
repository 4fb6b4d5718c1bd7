"""What is alleged: people, groups, contexts, incidents with their parts, claims, and how the Court is seized."""

from collections.abc import Mapping
from typing import Literal, final

from attrs import field, frozen

from claimmap.case.terms import Character, Cite, ContextKind, Dispute, GroupKind, PersonKind, Role, Route, TriggerStage
from claimmap.dates import When
from claimmap.faces import Shown


@final
@frozen(kw_only=True)
class Nationality:
    """One nationality of a person, at the time of the conduct unless `when` says otherwise.

    Attributes:
        state: ISO 3166-1 alpha-3 code, or `unknown`.
        when: Period in which it was held; None for the whole time.
        held: Whether it is really held.
    """

    state: str
    when: When | None = None
    held: Dispute | None = None


@final
@frozen(kw_only=True, repr=False)
class Person(Shown):
    """A person alleged to be responsible, or another actor of the case, by code.

    Attributes:
        name: Shown to the team only; a protected name never stands in a case file.
        kind: Anything but natural fails article 25(1).
        nationality: At the time of the conduct; an empty list says stateless, `unknown` that nobody knows.
        born: Date of birth, for article 26.
        adult: True where the age is known to be 18 or more without a date of birth.
        role: What the person did, in words.
        position: Office or rank, in words; for articles 27 and 28.
    """

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
@frozen(kw_only=True, repr=False)
class Group(Shown):
    """A group whose members are victims.

    Attributes:
        kind: Of the grounds of article 6 or 7(1)(h).
        name: What it is called.
    """

    id: str
    kind: GroupKind
    name: str | None = None
    note: str | None = None
    cite: tuple[Cite, ...] = ()


@final
@frozen(kw_only=True, repr=False)
class Context(Shown):
    """An attack or an armed conflict: what contextual elements are about.

    Attributes:
        kind: `attack` for article 7, `armed-conflict` for article 8.
        character: Of an armed conflict.
        when: Its course.
        at: States and territories.
        against: Id of the group that is attacked.
        population: The civilian population attacked, in words.
        policy_of: State or organisation whose policy it is, or the text of that policy.
    """

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
    """Victims of an incident, by code.

    Attributes:
        count: A number, `300?` where it is uncertain.
        group: Id of their group.
        sex: Only where an element asks for it.
        age: Only where an element asks for it.
    """

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
    """Where and when one part of a crime happened; this drives article 12.

    Attributes:
        id: Name of the part, so that links can point to it.
        what: What happened, in a few words.
        element: The element that it is part of; needed where `role` is left out.
        role: conduct, consequence, circumstance or context; accessory and effect are not elements.
        at: ISO alpha-3 code, part of a State, `vessel:COM`, `high-seas`, `eez:NOR`, `unknown`; `?` or `~` = inferred.
        when: Its own date; the incident's if left out.
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
@frozen(kw_only=True, repr=False)
class Event(Shown):
    """An incident, with its parts.

    Attributes:
        when: Date or course of the incident.
        continuing: True for one crime that goes on, such as detention or disappearance.
        victims: By code.
        parts: Where and when each part of the crime happened.
    """

    id: str
    title: str
    when: When | None = None
    continuing: bool = False
    victims: tuple[Victims, ...] = ()
    parts: tuple[Part, ...] = ()
    note: str | None = None
    cite: tuple[Cite, ...] = ()


@final
@frozen(kw_only=True, repr=False)
class Claim(Shown):
    """A count: one crime, the people accused of it, the incidents it rests on.

    Attributes:
        crime: Address of the crime, or `none` with `label` for conduct that article 5 does not contain.
        label: Name of the conduct where `crime` is `none`.
        variant: Which crime is meant, where a provision holds more than one.
        modes: Modes of liability, in the alternative.
        people: Ids of the accused; each is evaluated apart.
        events: Ids of the incidents it rests on.
        context: Id of the attack or conflict; may be left out where the case has one.
        group: Id of the victim group.
        alternative_to: Claims to which this is an alternative.
        cumulative_with: Claims beside which this stands.
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
    """An exception to what a trigger covers, in words and States.

    Attributes:
        at: Territories.
        nationals: States whose nationals are excepted.
        words: The exception as written.
    """

    at: tuple[str, ...] = ()
    nationals: tuple[str, ...] = ()
    words: str | None = None


@final
@frozen(kw_only=True)
class Covers:
    """What a trigger covers, where it is limited.

    Attributes:
        at: Territories.
        from_: First day (key `from`).
        to: Last day; None or `..` = open.
        carve_out: What is excepted.
    """

    at: tuple[str, ...] = ()
    from_: When | None = None
    to: When | None = None
    carve_out: tuple[str, ...] = ()


@final
@frozen(kw_only=True)
class Trigger:
    """How article 13 is engaged.

    Attributes:
        route: 13(a) referral by a State, 13(b) by the Security Council, 13(c) on the Prosecutor's own motion.
        date: Day of the referral or authorisation.
        by: State that refers.
        resolution: Number of the resolution, in quotation marks.
        stage: How far it has come.
        under_consideration_since: Day since which the matter was under consideration by the Court (art. 127(2)).
        covers: Territory, dates and exceptions, where it is limited.
        council_determination: Day of a determination of aggression (art. 15 bis(6)).
        notified_unsg: Day of the notification of the Secretary-General (art. 15 bis(6)).
        ptd_authorised: Day of the authorisation by the Pre-Trial Division (art. 15 bis(8)).
    """

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
    """A declaration under article 12(3) that replaces the shipped ones.

    Attributes:
        from_: First day accepted (key `from`).
        to: Last day accepted; `..` leaves it open.
        lodged: Day on which it was lodged with the Registrar.
        over: Crimes on the territory, or also those of nationals elsewhere.
        by: Who made it; a body that cannot bind the State makes it fail.
        one_sided: True where its words name one side only; rule 44(2) reads it as covering all.
        validity: Whether it binds, where that is disputed.
    """

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
    """Facts about a State that differ from the shipped table.

    Attributes:
        party: Interval of membership, or `never`.
        accepts: Declarations under 12(3); None leaves the shipped ones, () removes them.
        amendments: Amendments that the State has accepted.
        note: Why they differ.
    """

    party: str | None = None
    accepts: tuple[Acceptance, ...] | None = None
    amendments: tuple[str, ...] | None = None
    note: str | None = None
