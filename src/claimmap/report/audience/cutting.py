"""A case cut to an audience: what may be shown, and what is evaluated for it under the same codes."""

import hashlib
import hmac
import re
import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Literal, TypeVar, final

import attrs
from attrs import evolve, field, frozen

from claimmap.case import (
    SELF,
    Admissibility,
    Alternative,
    Case,
    Challenge,
    Claim,
    Context,
    Event,
    Evidence,
    Link,
    LinkTarget,
    Names,
    Part,
    Person,
    Source,
)
from claimmap.dates import When
from claimmap.graph import PERPETRATORS, originals
from claimmap.jurisdiction.answer import ClaimJurisdiction
from claimmap.policy import Policy
from claimmap.problems import ClaimmapError
from claimmap.report.audience.closing import NOTHING, WHY_EVENT, WHY_NAMED, WHY_PEOPLE, Audience, Closed, Details, close
from claimmap.report.audience.names import Forbidden, forbidden_names

HELD: Final = "(held back)"
PARTIES: Final = frozenset({"accused", "prosecution", "complainant", "defence", "none"})
CODE_LETTERS: Final = str.maketrans("0123456789abcdef", "bcdfghjkmnpqrstv")
"""Codes are made of consonants, so that they spell no word."""
CODE_LENGTH: Final = 8
WITHIN_STATE: Final = re.compile(r"^([A-Z]{3})-[^?~]*([?~]?)$")
"""A part of a State, such as `SDN-darfur`."""
T = TypeVar("T")


class WouldLeak(ClaimmapError):  # noqa: N818 - the name says what would happen
    """A report would show what its audience may not see; the message says where, never what."""


@final
@frozen(kw_only=True, eq=False)
class Shown:
    """A case cut to an audience.

    Attributes:
        case: What may be shown.
        weighing: The same under the same codes, with the days that evaluation needs; never shown.
        forbidden: Names that nothing written for the audience may hold.
        held: How many things were held back, by reason.
        details: What identifies protected people in combination.
        claims: Each claim's id as the audience sees it, and whether it rests on incidents that are held back.
    """

    audience: Audience
    case: Case
    weighing: Case
    forbidden: Forbidden
    held: tuple[tuple[str, int], ...]
    details: Details = NOTHING
    claims: Mapping[str, str] = field(factory=dict)

    def check(self, plain: Any, law_texts: Iterable[str] = ()) -> None:
        """Refuse values that would show a forbidden name.

        Args:
            plain: JSON values of what is about to be written.
            law_texts: Sentences in it that are the law's or ours, whose words identify nobody.

        Raises:
            WouldLeak: naming the place, never the name.
        """
        if self.audience == "internal":
            return
        names = self.forbidden.without(law_texts)
        for path, text in _plain_texts(plain):
            if names.found_in(text):
                raise WouldLeak(f"nothing was written for {self.audience}: {path} would show a protected name or a part of one")

    def answer(self, found: ClaimJurisdiction) -> ClaimJurisdiction:
        """Return an answer on jurisdiction without the places and days that it reasons from."""
        if self.audience == "internal":
            return found
        fails = tuple(evolve(one, because="the reason is left out for this audience") for one in found.fails)
        return evolve(
            found, id=self.claims.get(found.id, found.id), fails=fails, needs=(), conditions=(), by=(), separately=(), hooks=(), decides=(),
            neighbours=(), parts=(),
        )  # fmt: skip

    def safe(self, text: str) -> str:
        """Return a message, or that it is held back if it would show a forbidden name."""
        return "the message is held back: it would show a protected name" if self.forbidden.found_in(text) else text


def _plain_texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path or "the text", value
    elif isinstance(value, Mapping):
        name = value.get("id") or value.get("address")
        where = f"{path} {name}".strip() if isinstance(name, str) else path
        for key, one in value.items():
            yield where or "a key", str(key)
            yield from _plain_texts(one, f"{where}, {key}" if where else str(key))
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _plain_texts(one, path)


@final
@frozen(kw_only=True)
class Rules:
    """What the team decides about an audience, besides what the case says.

    Attributes:
        secret: What codes are keyed with, besides the case's id and the audience.
        names: Names that must not be shown and stand in no file of the case.
        no_names: Words of ids and titles that name nobody.
        places: Names of States by their code.
        tags: Tags that evaluation asks for; all others are free text and are dropped.
        hold: Hold back whatever holds a protected name, instead of refusing.
    """

    secret: bytes = field(default=b"", repr=False)
    names: tuple[str, ...] = field(default=(), repr=False)
    no_names: tuple[str, ...] = ()
    places: Mapping[str, tuple[str, ...]] = field(factory=dict, repr=False)
    tags: frozenset[str] = frozenset()
    hold: bool = False


def tags_of(policy: Policy) -> frozenset[str]:
    """Return the tags that a policy asks for."""
    return frozenset(tag for stage in policy.stages for tag in (*stage.caps, *stage.pending))


def for_audience(case: Case, audience: Audience, rules: Rules | None = None, *, beside: Iterable[Case] = ()) -> Shown:
    """Cut a case to what an audience may see.

    Args:
        case: The whole case. A report alone does not say who is protected, so it cannot be cut.
        audience: Whom the output is for.
        rules: What the team decides.
        beside: Other states of the same case that are shown together with this one: what is held back in any of them
            is held back in all, or a code could be matched with a name.

    Raises:
        WouldLeak: an open text holds a protected name; the message says where.
    """
    if audience == "internal":
        return Shown(audience=audience, case=case, weighing=case, forbidden=Forbidden(), held=())
    rules = rules or Rules()
    several = [case, *beside]
    closed = _all_of([close(one, audience, rules.places) for one in several])
    states = [name for found in rules.places.values() for name in found]
    forbidden = forbidden_names([], [], listed=rules.names)
    for one in several:
        forbidden = forbidden.joined(_forbidden_of(one, closed, [*states, *rules.no_names]))
    if rules.hold:
        closed = _held_too(several, closed, forbidden, rules)
    cutter = _Cutter(case, several, audience, closed, forbidden, rules)
    shown = cutter.case(shown=True)
    for path, text in _texts(shown):
        if forbidden.found_in(text):
            raise WouldLeak(
                f"nothing was written for {audience}: {path} holds a protected name or a part of one; reword it, hold the item back "
                "(access: protected, or everything of the kind by --hold-back), or say in the list of names that the word names nobody"
            )
        if closed.details.joined_in(text):
            raise WouldLeak(f"nothing was written for {audience}: {path} joins details that identify a protected person together; reword it")
    held = _tally(case, closed)
    if cutter.cleaned:
        held = (*held, ("titles and other texts", len(cutter.cleaned)))
    return Shown(
        audience=audience, case=shown, weighing=cutter.case(shown=False), forbidden=forbidden, held=held, details=closed.details,
        claims={one.id: cutter.name("claim", one.id) for one in case.claims},
    )  # fmt: skip


def _held_too(several: Sequence[Case], closed: Closed, forbidden: Forbidden, rules: Rules) -> Closed:
    """Add the items and incidents whose open texts hold a forbidden name, and the items that identify somebody through these."""
    items, events = dict(closed.items), set(closed.events)
    for case in several:
        for item in case.evidence:
            links = (*item.supports, *item.undermines)
            said = [item.title, item.by, item.url, *(text for link in links for text in (link.shows, link.at))]
            if item.id not in items and any(text and forbidden.found_in(text) for text in said):
                items[item.id] = WHY_NAMED
        for event in case.events:
            if event.id not in events and any(forbidden.found_in(text) for _, text in _texts(evolve(event, id="", note=None, cite=()))):
                events.add(event.id)
    wider = [close(case, closed.audience, rules.places, frozenset(events)) for case in several] if events != closed.events else []
    return _all_of([evolve(closed, items=items, events=frozenset(events)), *wider])


def _all_of(cuts: Sequence[Closed]) -> Closed:
    """Join what is held back in any of several states of a case."""
    items: dict[str, str] = {}
    for cut in cuts:
        items |= {name: why for name, why in cut.items.items() if name not in items}

    def union(name: str) -> frozenset[str]:
        return frozenset[str]().union(*(getattr(cut, name) for cut in cuts))

    def details(name: str) -> frozenset[str]:
        return frozenset[str]().union(*(getattr(cut.details, name) for cut in cuts))

    detained = Forbidden()
    for cut in cuts:
        detained = detained.joined(cut.details.detained)
    return Closed(
        audience=cuts[0].audience, people=union("people"), sources=union("sources"), items=items, events=union("events"),
        details=Details(detained=detained, route=details("route"), at=details("at"), days=details("days"), roles=details("roles")),
    )  # fmt: skip


def _tally(case: Case, closed: Closed) -> tuple[tuple[str, int], ...]:
    out: dict[str, int] = {}
    for item in case.evidence:
        if item.id in closed.items:
            why = "items: " + closed.items[item.id]
            out[why] = out.get(why, 0) + 1
    people = sum(one.id in closed.people for one in case.sources)
    events = sum(one.id in closed.events for one in case.events)
    return (*sorted(out.items()), *((WHY_PEOPLE, people),) * bool(people), *((WHY_EVENT, events),) * bool(events))


def _forbidden_of(case: Case, closed: Closed, no_names: Iterable[str]) -> Forbidden:
    people = [one for one in case.sources if one.id in closed.people]
    own = {one.id for one in people}
    given = [item for item in case.evidence if item.from_ and own.issuperset(item.from_)]
    makers = [item.by for item in given if item.by and len(item.from_) == 1]
    codes = [item.id for item in given]
    return forbidden_names(sorted(own), [one.title for one in people if one.title], makers, no_names=no_names, codes=codes)


@final
class _Cutter:
    """Makes the case that an audience sees, and the one that is evaluated for it."""

    def __init__(self, case: Case, several: Sequence[Case], audience: Audience, closed: Closed, forbidden: Forbidden, rules: Rules) -> None:
        self.source = case
        self.audience = audience
        self.closed = closed
        self.forbidden = forbidden
        self.hold = rules.hold
        self.cleaned: set[str] = set()
        key = hmac.new(rules.secret, f"claimmap/audience-1\0{case.id}\0{audience}".encode(), hashlib.sha256).digest()
        self.codes = _codes(several, closed, forbidden, key)
        if self.hold and forbidden.found_in(case.id):
            self.codes["case", case.id] = "case-" + _digest(key, "case", case.id)[:CODE_LENGTH]
        self.tags = rules.tags
        self.copies = originals(case)

    # -- names

    def name(self, kind: str, text: str) -> str:
        """Return an id as the audience sees it."""
        if kind == "node" and text == SELF:
            return text
        return self.codes.get((kind, text), text)

    def names(self, kind: str, texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.name(kind, one) for one in texts)

    def clean(self, text: str) -> str:
        """Return a title, or that it is held back if it identifies somebody."""
        if self.closed.details.joined_in(text) or (self.hold and self.forbidden.found_in(text)):
            self.cleaned.add(text)
            return HELD
        return text

    def maybe(self, text: str | None) -> str | None:
        return None if text is None else self.clean(text)

    def scope(self, one: T) -> dict[str, Any]:
        """Return the scope of a link, an alternative and so on under the audience's names."""
        found: Any = one
        return {
            "claim": Names(self.names("claim", found.claim)), "event": Names(self.names("event", found.event)),
            "person": Names(tuple(name if name == PERPETRATORS else self.name("person", name) for name in found.person)),
            "context": Names(self.names("context", found.context)), "group": None if found.group is None else self.name("group", found.group),
        }  # fmt: skip

    # -- the case

    def case(self, *, shown: bool) -> Case:
        """Return the case: what may be shown, or what is evaluated."""
        one = self.source
        public = self.audience == "public"
        return evolve(
            one, id=self.name("case", one.id), title=self.clean(one.title), note=None, expect=None, authorities=(), confidence=None, maybe_same=(), reviews=(), grades=(),
            triggers=tuple(evolve(found, by=self.maybe(found.by), note=None, cite=()) for found in one.triggers),
            states={code: evolve(found, note=None) for code, found in one.states.items()},
            people=tuple(self.person(found, shown=shown) for found in one.people),
            groups=tuple(
                evolve(found, id=self.name("group", found.id), name=self.maybe(found.name), note=None, cite=()) for found in one.groups
            ),
            contexts=tuple(self.context(found) for found in one.contexts),
            events=tuple(self.event(found, shown=shown) for found in one.events),
            claims=tuple(self.claim(found) for found in one.claims),
            grounds=tuple(
                evolve(found, claim=Names(self.names("claim", found.claim)), person=Names(self.names("person", found.person)), by=None,
                       because=None, note=None, cite=())
                for found in one.grounds
            ),
            filings=tuple(
                evolve(found, id=self.name("filing", found.id), includes=self.names("node", found.includes), title=self.maybe(found.title),
                       by=None, to=None, outcome=None, note=None, cite=())
                for found in one.filings
            ),
            leads=() if public and shown else tuple(
                evolve(found, for_=self.clean(found.for_), who=self.clean(found.who), why=self.clean(found.why),
                       claim=Names(self.names("claim", found.claim)), note=None, cite=())
                for found in one.leads
            ),
            sources=tuple(sorted((self.origin(found, shown=shown) for found in one.sources), key=lambda found: found.id)),
            evidence=tuple(sorted((self.item(found, shown=shown) for found in one.evidence), key=lambda found: found.id)),
            challenges=tuple(self.challenge(found) for found in one.challenges),
            alternatives=tuple(self.alternative(found) for found in one.alternatives),
            settled=tuple(evolve(found, by=None, note=None, cite=(), **self.scope(found)) for found in one.settled),
            assessments=tuple(
                evolve(found, by="a person of the team", because=HELD, note=None, cite=(), **self.scope(found)) for found in one.assessments
            ),
            searches=tuple(
                evolve(found, where=None, by=None, result=None, note=None, cite=(), **self.scope(found)) for found in one.searches
            ),
        )  # fmt: skip

    def person(self, one: Person, *, shown: bool) -> Person:
        """A person of the case keeps what jurisdiction asks; names of people stay with the team and its partners."""
        kept = evolve(one, id=self.name("person", one.id), role=None, position=None, note=None, cite=())
        if not shown:
            return kept
        named = ("person", one.id) not in self.codes and self.audience == "partner"
        return evolve(kept, name=self.maybe(one.name) if named else None, born=None)

    def context(self, one: Context) -> Context:
        return evolve(
            one, id=self.name("context", one.id), title=self.maybe(one.title), population=self.maybe(one.population),
            policy_of=self.maybe(one.policy_of), against=None if one.against is None else self.name("group", one.against), note=None, cite=(),
        )  # fmt: skip

    def event(self, one: Event, *, shown: bool) -> Event:
        """An incident of which a protected person speaks keeps only in which States it happened and in what year."""
        kept = evolve(one, id=self.name("event", one.id), note=None, cite=())
        if one.id not in self.closed.events:
            parts = tuple(
                evolve(part, id=part.id and self.name("part", part.id), what=self.maybe(part.what), note=None, cite=()) for part in one.parts
            )
            victims = tuple(evolve(found, note=None, cite=()) for found in one.victims)
            return evolve(kept, title=self.clean(one.title), parts=parts, victims=victims)
        parts = tuple(
            Part(
                id=part.id and self.name("part", part.id), element=part.element, role=part.role,
                at=part.at and WITHIN_STATE.sub(r"\1\2", part.at), counts=part.counts,
            )
            for part in one.parts
        )
        return evolve(kept, title=HELD, victims=(), parts=parts, when=_year(one.when) if shown else one.when)

    def claim(self, one: Claim) -> Claim:
        return evolve(
            one, id=self.name("claim", one.id), title=self.clean(one.title), label=self.maybe(one.label),
            people=self.names("person", one.people), events=self.names("event", one.events),
            context=None if one.context is None else self.name("context", one.context),
            group=None if one.group is None else self.name("group", one.group),
            alternative_to=self.names("claim", one.alternative_to), cumulative_with=self.names("claim", one.cumulative_with),
            note=None, cite=(),
        )  # fmt: skip

    def origin(self, one: Source, *, shown: bool) -> Source:
        kept = evolve(
            one, id=self.name("node", one.id), from_=self.names("node", one.from_), tags=self.kept_tags(one.tags), note=None, cite=(),
            party=one.party if one.party is None or one.party in PARTIES or re.fullmatch("[A-Z]{3}", one.party) else "other",
        )  # fmt: skip
        return evolve(kept, title=None if one.id in self.closed.sources or not shown else self.maybe(one.title))

    def kept_tags(self, tags: Iterable[str]) -> tuple[str, ...]:
        return tuple(one for one in tags if one in self.tags)

    def item(self, one: Evidence, *, shown: bool) -> Evidence:
        """An item that is held back keeps its kind, what it derives from, and what evaluation asks."""
        hidden = one.id in self.closed.items
        blank = hidden or not shown
        kept = evolve(
            one, id=self.name("node", one.id), from_=self.names("node", one.from_), tags=self.kept_tags(one.tags), note=None, cite=(), sha256=None,
            copy_of=None if one.id not in self.copies else self.name("node", self.copies[one.id]), consent=(), obtained=None, file=None,
            admissibility=Admissibility(status=one.admissibility.status),
            restrictions=tuple(evolve(found, note=None) for found in one.restrictions),
            supports=tuple(self.link(found, hidden=hidden, shown=shown) for found in one.supports),
            undermines=tuple(self.link(found, hidden=hidden, shown=shown) for found in one.undermines),
        )  # fmt: skip
        if not blank:
            return kept
        return evolve(kept, title=HELD, by=None, made=None, url=None, language=None, access="protected" if hidden else one.access)

    def link(self, one: Link, *, hidden: bool, shown: bool) -> Link:
        kept = evolve(
            one, part=one.part and self.name("part", one.part), note=None, cite=(),
            alternative=None if one.alternative is None else self.name("alternative", one.alternative), **self.scope(one),
        )  # fmt: skip
        if not shown:
            return evolve(kept, shows=HELD, at=None)
        return evolve(kept, shows=HELD, at=None, when=None) if hidden else kept

    def challenge(self, one: Challenge) -> Challenge:
        target: str | LinkTarget = (
            self.name("node", one.target) if isinstance(one.target, str) else evolve(one.target, evidence=self.name("node", one.target.evidence))
        )
        return evolve(one, from_=self.name("node", one.from_), target=target, because=HELD, note=None, cite=())

    def alternative(self, one: Alternative) -> Alternative:
        return evolve(one, id=self.name("alternative", one.id), text=self.clean(one.text), note=None, cite=(), **self.scope(one))


def _year(when: When | None) -> When | None:
    """Return the year or years of a date, and nothing finer."""
    if when is None:
        return None
    years = sorted(set(re.findall(r"\d{4}|\d{3}X", str(when))))
    if not years:
        return None
    return When.parse(years[0] if len(years) == 1 else f"{years[0]}/{years[-1]}")


def _digest(key: bytes, kind: str, name: str) -> str:
    return hmac.new(key, f"{kind}\0{name}".encode(), hashlib.sha256).hexdigest().translate(CODE_LETTERS)


def _codes(several: Sequence[Case], closed: Closed, forbidden: Forbidden, key: bytes) -> dict[tuple[str, str], str]:
    """Give a code to everything that is shown by code, and to every id that would identify somebody."""
    wanted: dict[tuple[str, str], str] = {}
    used: set[str] = set()
    for case in several:
        named = [("node", one.id, "s", one.id in closed.sources) for one in case.sources]
        named += [("node", one.id, "e", one.id in closed.items) for one in case.evidence]
        named += [("event", one.id, "i", one.id in closed.events) for one in case.events]
        named += [("part", part.id, "t", one.id in closed.events) for one in case.events for part in one.parts if part.id]
        named += [("person", one.id, "p", False) for one in case.people]
        named += [("group", one.id, "g", False) for one in case.groups]
        named += [("context", one.id, "x", False) for one in case.contexts]
        named += [("claim", one.id, "c", False) for one in case.claims]
        named += [("filing", one.id, "f", False) for one in case.filings]
        named += [("alternative", one.id, "a", False) for one in case.alternatives]
        for kind, name, letter, coded in named:
            if coded or forbidden.found_in(name) or closed.details.joined_in(name):
                wanted.setdefault((kind, name), letter)
            else:
                used.add(name)
    out: dict[tuple[str, str], str] = {}
    for (kind, name), letter in sorted(wanted.items()):
        digest = _digest(key, kind, name)
        length = CODE_LENGTH
        while (code := f"{letter}-{digest[:length]}") in used:
            length += 1
        used.add(code)
        out[kind, name] = code
    return out


# ---------------------------------------------------------------- reading what is left

CLOSED_WORDS: Final = frozenset({"element", "crime", "modes", "law", "format", "alleges", "states", "ground", "fingerprints"})
"""Fields that hold addresses of the law or closed vocabularies, in which nobody's name can stand."""


def _texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Give every free text of a case with the place where it stands, by kind, id and field."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, When):
        yield path, str(value)
    elif attrs.has(type(value)):
        name = getattr(value, "id", None)
        where = f"{path} {name}".strip() if isinstance(name, str) and not isinstance(value, Case) else path
        for one in attrs.fields(type(value)):
            if one.name not in CLOSED_WORDS and not _vocabulary(one.type):
                key = one.name.rstrip("_").replace("_", "-")
                yield from _texts(getattr(value, one.name), key if isinstance(value, Case) else f"{where}, {key}")
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one, path)
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _texts(key, path)
            yield from _texts(one, path)


def _vocabulary(kind: Any) -> bool:
    if typing.get_origin(kind) is Literal:
        return True
    inner = [one for one in typing.get_args(kind) if one is not type(None)]
    return len(inner) == 1 and typing.get_origin(inner[0]) is Literal
