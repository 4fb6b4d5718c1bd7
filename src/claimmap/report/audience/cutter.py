"""Makes of a case the one that an audience sees, and the one that is evaluated for it."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeVar, final

from attrs import evolve

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
    Lead,
    Link,
    LinkTarget,
    Names,
    Part,
    Person,
    Source,
)
from claimmap.dates import When
from claimmap.graph import PERPETRATORS, originals
from claimmap.report.audience.closing import Audience, Closed
from claimmap.report.audience.codes import CODE_LENGTH, codes_of, digest, key_of
from claimmap.report.audience.names import Forbidden
from claimmap.report.audience.rules import Rules

HELD: Final = "(held back)"
PARTIES: Final = frozenset({"accused", "prosecution", "complainant", "defence", "none"})
WITHIN_STATE: Final = re.compile(r"^([A-Z]{3})-[^?~]*([?~]?)$")
"""A part of a State, such as `SDN-darfur`."""
T = TypeVar("T")


@final
class Cutter:
    """Makes the case that an audience sees, and the one that is evaluated for it."""

    def __init__(self, case: Case, several: Sequence[Case], audience: Audience, closed: Closed, forbidden: Forbidden, rules: Rules) -> None:
        self.source = case
        self.audience = audience
        self.closed = closed
        self.forbidden = forbidden
        self.hold = rules.hold
        self.cleaned: set[str] = set()
        key = key_of(rules.secret, case.id, audience)
        self.codes = codes_of(several, closed, forbidden, key)
        if self.hold and forbidden.found_in(case.id):
            self.codes["case", case.id] = "case-" + digest(key, "case", case.id)[:CODE_LENGTH]
        self.tags = rules.tags
        self.copies = originals(case)
        self.accused = {name for claim in case.claims for name in claim.people}
        self.events_of = {claim.id: claim.events for claim in case.claims}

    # -- names

    def name(self, kind: str, text: str) -> str:
        """Return an id as the audience sees it."""
        if kind == "node" and text == SELF:
            return text
        return self.codes.get((kind, text), text)

    def names(self, kind: str, texts: Iterable[str]) -> tuple[str, ...]:
        """Return ids as the audience sees them."""
        return tuple(self.name(kind, one) for one in texts)

    def clean(self, text: str) -> str:
        """Return a title, or that it is held back if it identifies somebody."""
        if self.closed.details.joined_in(text) or (self.hold and self.forbidden.found_in(text)):
            self.cleaned.add(text)
            return HELD
        return text

    def maybe(self, text: str | None) -> str | None:
        """Return a title as the audience may see it, where there is one."""
        return None if text is None else self.clean(text)

    def together(self, *texts: str | None) -> tuple[str | None, ...]:
        """Return texts that are read together, or that they are held back where only together they identify somebody."""
        if self.closed.details.joined_in("\n".join(filter(None, texts))):
            self.cleaned.update(filter(None, texts))
            return tuple(text and HELD for text in texts)
        return tuple(self.maybe(text) for text in texts)

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
            leads=() if public and shown else tuple(self.lead(found) for found in one.leads),
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
        """A person of the case keeps what jurisdiction asks; names of the accused stay with the team and its partners, all others with the team."""
        named = shown and one.id in self.accused and ("person", one.id) not in self.codes and self.audience == "partner"
        kept = evolve(
            one, id=self.name("person", one.id), name=self.maybe(one.name) if named else None, role=None, position=None, note=None, cite=()
        )
        return evolve(kept, born=None) if shown else kept

    def context(self, one: Context) -> Context:
        """A context keeps what evaluation asks; its texts are looked at together."""
        title, population, policy_of = self.together(one.title, one.population, one.policy_of)
        return evolve(
            one, id=self.name("context", one.id), title=title, population=population, policy_of=policy_of, against=None if one.against is None else self.name("group", one.against), note=None, cite=(),
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
        """A claim keeps what it alleges, under the audience's names."""
        title, label = self.together(one.title, one.label)
        return evolve(
            one, id=self.name("claim", one.id), title=title or "", label=label,
            people=self.names("person", one.people), events=self.names("event", one.events),
            context=None if one.context is None else self.name("context", one.context),
            group=None if one.group is None else self.name("group", one.group),
            alternative_to=self.names("claim", one.alternative_to), cumulative_with=self.names("claim", one.cumulative_with),
            note=None, cite=(),
        )  # fmt: skip

    def origin(self, one: Source, *, shown: bool) -> Source:
        """A source keeps its kind, side and grade; people are without a title."""
        kept = evolve(
            one, id=self.name("node", one.id), from_=self.names("node", one.from_), tags=self.kept_tags(one.tags), note=None, cite=(),
            party=one.party if one.party is None or one.party in PARTIES or re.fullmatch("[A-Z]{3}", one.party) else "other",
        )  # fmt: skip
        return evolve(kept, title=None if one.id in self.closed.sources or not shown else self.maybe(one.title))

    def kept_tags(self, tags: Iterable[str]) -> tuple[str, ...]:
        """Return the tags that the policy asks for."""
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
        """A link keeps its element, scope and strength; the day of what happened in a held incident shrinks to its year."""
        kept = evolve(
            one, part=one.part and self.name("part", one.part), note=None, cite=(),
            alternative=None if one.alternative is None else self.name("alternative", one.alternative), **self.scope(one),
        )  # fmt: skip
        if not shown:
            return evolve(kept, shows=HELD, at=None)
        if hidden:
            return evolve(kept, shows=HELD, at=None, when=None)
        return evolve(kept, when=_year(one.when)) if self.speaks_of_held(one) else kept

    def speaks_of_held(self, one: Link) -> bool:
        """Tell whether a link speaks, or may speak, of an incident whose days are held back."""
        events = one.event or [name for claim in one.claim or self.events_of for name in self.events_of.get(claim, ())]
        return not self.closed.events.isdisjoint(events)

    def lead(self, one: Lead) -> Lead:
        """A lead is held back where it identifies somebody."""
        who, why = self.together(one.who, one.why)
        return evolve(one, for_=self.clean(one.for_), who=who or "", why=why or "", claim=Names(self.names("claim", one.claim)), note=None, cite=())

    def challenge(self, one: Challenge) -> Challenge:
        """A challenge keeps who speaks against whom; the reason is held back."""
        target: str | LinkTarget = (
            self.name("node", one.target) if isinstance(one.target, str) else evolve(one.target, evidence=self.name("node", one.target.evidence))
        )
        return evolve(one, from_=self.name("node", one.from_), target=target, because=HELD, note=None, cite=())

    def alternative(self, one: Alternative) -> Alternative:
        """A rival explanation keeps its text unless it identifies somebody."""
        return evolve(one, id=self.name("alternative", one.id), text=self.clean(one.text), note=None, cite=(), **self.scope(one))


def _year(when: When | None) -> When | None:
    """Return the year or years of a date, and nothing finer."""
    if when is None:
        return None
    years = sorted(set(re.findall(r"\d{4}|\d{3}X", str(when))))
    if not years:
        return None
    return When.parse(years[0] if len(years) == 1 else f"{years[0]}/{years[-1]}")
