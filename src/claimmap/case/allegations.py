"""What is alleged: people, groups, contexts, incidents with their parts, claims, and how the Court is seized."""

from collections.abc import Mapping
from typing import Literal, final

from attrs import field, frozen

from claimmap.case.terms import Character, Cite, ContextKind, Dispute, GroupKind, PersonKind, Role, Route, TriggerStage
from claimmap.dates import When


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
    """Where and when one part of a crime happened; this drives article 12.

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
    """A count: one crime, the people accused of it, the incidents it rests on.

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
    """What a trigger covers, where it is limited.

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
    """Facts about a State that differ from the shipped table.

    Attributes:
        party: Interval of membership, or `never`.
        accepts: Declarations under 12(3); None leaves the shipped ones, () removes them.
        note: Why they differ.
    """

    party: str | None = None
    accepts: tuple[Acceptance, ...] | None = None
    amendments: tuple[str, ...] | None = None
    note: str | None = None
