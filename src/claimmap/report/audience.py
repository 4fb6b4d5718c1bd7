"""
What each audience may see of a case: the only place where anything is held back, below every writer.

A case goes in, and a case comes out in which what the audience may not see no longer stands: writers, messages and
further commands that work on it cannot show what it does not hold. The results are those of the whole case, because
what evaluation needs (who derives from whom, grades, dates) is kept under the same codes in a second case that is
evaluated and never shown.

*internal* is the team: everything as it stands. *partner* sees public and restricted items, *public* sees public items
only; of all others they see a code and the kind. An item is held back as well if a protected person stands behind it,
if a restriction on it is not lifted, or if a person's recorded consent does not cover the audience (a statement that
is not public needs such a consent). Copies of an item are held back with it.

*Codes.* Whatever is coded (protected people, held items, the incidents they speak of) has a code that is the same in
every report for one audience and different for another. It is a keyed hash (HMAC-SHA-256) of the id; the key is made
of the case's id, the audience and a secret that the team keeps in a file of its own. Without a secret, anybody who
guesses an id can compute its code and see whether the guess is right: give a secret for anything that leaves the team,
and keep it as long as codes must stay the same.

*Combinations.* Details that identify together are held back together. Of an incident that a protected person speaks
of, the name, route, days, victims and what happened where are all held back, at every place. An open item whose text
joins a family relation with the name of somebody detained, a route with a day, or a place with a day and the protected
person's role is held back whole.

*Refusal.* What is left is read once more for names: ids, titles and makers of what is protected, their parts, and any
list of names that the team gives. If one is found, nothing is written; the message says where without saying the name.

Limits: a name that stands in no protected source and in no list cannot be recognised, a nickname or a spelling in
another script neither. Somebody who knows the file may still recognise an item by the element it bears on.
"""

import base64
import hashlib
import hmac
import re
import typing
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
    Restriction,
    Source,
)
from claimmap.dates import When
from claimmap.graph import PERPETRATORS, originals
from claimmap.policy import Policy
from claimmap.problems import ClaimmapError

Audience = Literal["internal", "partner", "public"]
AUDIENCES: Final[tuple[Audience, ...]] = ("internal", "partner", "public")
HELD: Final = "(held back)"
STATEMENTS: Final = frozenset({"testimony", "victim-statement", "insider-statement"})
"""Kinds that are somebody's own words: they need a consent that covers the audience unless they are public."""
NAMELESS: Final = frozenset({"person", "unknown"})
PARTIES: Final = frozenset({"accused", "prosecution", "complainant", "defence", "none"})
ALPHABET: Final = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "bcdfghjkmnpqrstvwxz0123456789BCD")
T = TypeVar("T")


class WouldLeak(ClaimmapError):  # noqa: N818 - the name says what would happen
    """A report would show what its audience may not see; the message says where, never what."""


# ---------------------------------------------------------------- names and where they stand

STOP: Final = frozenset(
    """
    a an and as at by for from in of on or the to with without who whose
    person people witness witnesses source sources victim victims survivor survivors insider insiders expert experts statement statements
    interview interviews testimony report reports document documents file record records recording photo photograph photographs video item
    anonymous protected unknown former current local senior junior young old first second third male female man woman men women boy girl child children
    mr mrs ms dr prof sir madam lady code coded number no nr letter letters team member members official officials officer officers guard guards soldier soldiers
    police policeman driver drivers teacher teachers doctor doctors nurse nurses farmer farmers worker workers villager villagers resident residents
    relative relatives family mother father sister brother wife husband son daughter uncle aunt cousin parent parents spouse widow
    journalist journalists lawyer lawyers researcher researchers investigator investigators translator interpreter medic student students
    detainee detainees prisoner prisoners refugee refugees deportee deportees returnee returnees commander commanders clerk employee staff
    camp prison village town city region district border ministry office court police army unit group organisation organization
    device phone camera satellite server database register archive
    """.split()
)
KIN: Final = re.compile(
    r"\b(?:mother|father|parent|sister|brother|sibling|wife|husband|spouse|widow|widower|son|daughter|child|uncle|aunt|cousin|niece|nephew|"
    r"grandmother|grandfather|grandson|granddaughter|relative|kin|in-law|fianc[ée]e?|partner of|friend of|neighbou?r of|"
    r"m[èe]re|p[èe]re|s[oœ]eu?r|fr[èe]re|mari|femme|fils|fille|hermana|hermano|madre|padre|hijo|hija|esposa|esposo)s?\b",
    re.IGNORECASE,
)
MONTHS: Final = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
WORD: Final = re.compile(r"[^\W\d_]+|\d+")
LONG: Final = 5
"""From this many letters on, a part of a name is looked for inside words too, for endings and joined spellings."""


def folded(text: str) -> str:
    """
    Return a text without case, accents and invisible characters, for comparing.

    >>> folded("L\u00f3\u200bpez")
    'lopez'
    """
    plain = unicodedata.normalize("NFKD", text)
    return "".join(one for one in plain if not unicodedata.combining(one) and unicodedata.category(one) != "Cf").casefold()


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded."""
    return WORD.findall(folded(text))


def squeezed(text: str) -> str:
    """Return the letters and digits of a text, folded, without anything between them."""
    return "".join(words_of(text))


@final
@frozen(kw_only=True)
class Forbidden:
    """
    Names that an audience may not see.

    Attributes:
        wholes: Full names and ids, squeezed: found wherever their letters follow each other.
        exact: Full names and ids that are short or common: found only as a run of whole words.
        parts: Single words of names.
    """

    wholes: frozenset[str] = frozenset()
    exact: frozenset[tuple[str, ...]] = frozenset()
    parts: frozenset[str] = frozenset()
    _long: re.Pattern[str] | None = field(init=False, eq=False, repr=False)

    @_long.default
    def _pattern(self) -> re.Pattern[str] | None:
        long = sorted(one for one in self.parts if len(one) >= LONG)
        return re.compile("|".join(map(re.escape, long))) if long else None

    def found_in(self, text: str) -> bool:
        """Tell whether a text holds a forbidden name or a part of one."""
        words = words_of(text)
        if not words:
            return False
        if any(word in self.parts for word in words):
            return True
        if self._long is not None and any(self._long.search(word) for word in words):
            return True
        together = "".join(words)
        if any(whole in together for whole in self.wholes):
            return True
        return any(list(run) == words[place : place + len(run)] for run in self.exact for place in range(len(words) - len(run) + 1))

    def joined(self, other: "Forbidden") -> "Forbidden":
        """Return both together."""
        return Forbidden(wholes=self.wholes | other.wholes, exact=self.exact | other.exact, parts=self.parts | other.parts)

    def without(self, texts: Iterable[str]) -> "Forbidden":
        """Leave out what stands in texts that are not the case's, such as the law: those words identify nobody."""
        said = {word for text in texts for word in words_of(text)}
        return Forbidden(
            wholes=frozenset(one for one in self.wholes if one not in said),
            exact=frozenset(run for run in self.exact if not said.issuperset(run)),
            parts=frozenset(part for part in self.parts if not any(part in word for word in said)),
        )


def forbidden_names(ids: Iterable[str], titles: Iterable[str], makers: Iterable[str] = (), listed: Iterable[str] = ()) -> Forbidden:
    """
    Gather what must not be shown.

    Args:
        ids: Ids of what is protected; the whole id, and each word of it that is not a common noun.
        titles: Titles of protected people: the whole, and each word that is written like a name.
        makers: Makers of items that derive from protected people: the whole only.
        listed: Names from the team's own list: the whole, and every word of them.
    """
    wholes: set[str] = set()
    exact: set[tuple[str, ...]] = set()
    parts: set[str] = set()

    def whole(text: str) -> None:
        words = words_of(text)
        if not words:
            return
        together = "".join(words)
        if len(together) > LONG and not all(word in STOP or word.isdigit() for word in words):
            wholes.add(together)
        elif not (len(words) == 1 and (words[0] in STOP or words[0].isdigit())):
            exact.add(tuple(words))

    for text in ids:
        whole(text)
        parts.update(word for word in words_of(text) if name_like(word))
    for text in (*titles, *listed):
        whole(text)
    for text in makers:
        whole(text)
    for text in titles:
        parts.update(word for word in title_names(text) if name_like(word))
    for text in listed:
        parts.update(word for word in words_of(text) if len(word) > 1 and not word.isdigit())
    return Forbidden(wholes=frozenset(wholes), exact=frozenset(exact), parts=frozenset(parts))


def name_like(word: str) -> bool:
    """Tell whether a folded word may be part of a name: letters, more than one, and no common noun."""
    return len(word) > 1 and not word.isdigit() and word not in STOP


def title_names(text: str) -> Iterator[str]:
    """Give the words of a title that are written like names: with a capital, or in a script that has none."""
    words = re.findall(r"[^\W\d_]+(?:\u0301)?", unicodedata.normalize("NFC", text))
    capitals = any(word[:1].isupper() for word in words)
    for word in words:
        if not capitals or word[:1].isupper() or not word[:1].islower():
            yield from words_of(word)


# ---------------------------------------------------------------- what is held back


@final
@frozen(kw_only=True)
class Closed:
    """
    What an audience may see only by code.

    Attributes:
        people: Ids of protected sources.
        sources: Ids of all sources that are shown by code: the protected, and every person.
        items: Ids of items, with the reason.
        events: Ids of incidents that protected people speak of.
    """

    people: frozenset[str]
    sources: frozenset[str]
    items: Mapping[str, str]
    events: frozenset[str]


WHY_PROTECTED: Final = "a protected person stands behind it"
WHY_ACCESS: Final = "its access does not extend to this audience"
WHY_CONSENT: Final = "no recorded consent covers this audience"
WHY_RESTRICTED: Final = "a restriction on it is not lifted"
WHY_COMBINED: Final = "its details identify somebody in combination"
WHY_EVENT: Final = "incidents of which a protected person speaks"
WHY_PEOPLE: Final = "people"


def is_protected(source: Source) -> bool:
    """Tell whether a source is protected: marked so, or with an identity that is withheld from anybody."""
    return source.protected or source.identity in ("withheld-from-public", "withheld-from-defence")


def close(case: Case, audience: Audience, places: Mapping[str, Collection[str]] | None = None) -> Closed:
    """
    Say what an audience may see only by code.

    Args:
        places: Names of States by their code, so that a place is known in running text.
    """
    people = frozenset(one.id for one in case.sources if is_protected(one))
    behind = _behind(case, people)
    items: dict[str, str] = {}
    for item in case.evidence:
        why = _why_closed(item, case, audience, protected=item.id in behind)
        if why is not None:
            items[item.id] = why
    events = _events_of(case, behind)
    for item in case.evidence:
        if item.id not in items and _combines(_texts_of_item(item), case, people, behind, events, places or {}):
            items[item.id] = WHY_COMBINED
    copies = originals(case)
    twins: dict[str, list[str]] = {}
    for item in case.evidence:
        twins.setdefault(copies.get(item.id, item.id), []).append(item.id)
    for same in twins.values():
        found = next((items[name] for name in same if name in items), None)
        if found is not None:
            for name in same:
                items.setdefault(name, found)
    sources = frozenset(one.id for one in case.sources if one.id in people or one.kind in NAMELESS)
    return Closed(people=people, sources=sources, items=items, events=events)


def _behind(case: Case, people: Collection[str]) -> frozenset[str]:
    """Return the sources and items that derive from any of some people, at whatever remove, and their copies."""
    parents: dict[str, tuple[str, ...]] = {one.id: one.from_ for one in (*case.sources, *case.evidence)}
    children: dict[str, list[str]] = {}
    for name, found in parents.items():
        for parent in found:
            children.setdefault(parent, []).append(name)
    for copy, original in originals(case).items():
        children.setdefault(copy, []).append(original)
        children.setdefault(original, []).append(copy)
    out = set(people)
    waiting = list(people)
    while waiting:
        for child in children.get(waiting.pop(), ()):
            if child not in out:
                out.add(child)
                waiting.append(child)
    return frozenset(out)


def _why_closed(item: Evidence, case: Case, audience: Audience, *, protected: bool) -> str | None:
    if protected:
        return WHY_PROTECTED
    access = item.access or "restricted"
    if access == "protected" or (audience == "public" and access != "public"):
        return WHY_ACCESS
    if any(not _lifted(one, case) for one in item.restrictions):
        return WHY_RESTRICTED
    covers = {"public": ("public",), "partner": ("partner", "public")}.get(audience, ())
    if item.consent:
        if not any(one.to in covers and _holds(one.given, one.revoked, case) for one in item.consent):
            return WHY_CONSENT
    elif item.kind in STATEMENTS and access != "public":
        return WHY_CONSENT
    return None


def _lifted(one: Restriction, case: Case) -> bool:
    return one.lifted is not None and one.lifted.wholly_before(case.as_of) is True


def _holds(given: When | None, revoked: When | None, case: Case) -> bool:
    """Tell whether a consent certainly stands on the day of the question; a revocation counts if it may have come."""
    if revoked is not None and revoked.wholly_on_or_after(case.as_of) is not True:
        return False
    return given is None or given.wholly_on_or_after(case.as_of) is not True


def _events_of(case: Case, behind: Collection[str]) -> frozenset[str]:
    """Return the incidents that items behind which protected people stand speak of, or may speak of."""
    of_claim = {claim.id: claim.events for claim in case.claims}
    out: set[str] = set()
    for item in case.evidence:
        if item.id not in behind:
            continue
        for link in (*item.supports, *item.undermines):
            if link.event:
                out.update(link.event)
            else:
                for name in link.claim or of_claim:
                    out.update(of_claim.get(name, ()))
    return frozenset(out)


def _texts_of_item(item: Evidence) -> str:
    said = [item.id, item.title, item.by, item.file, item.url, str(item.made or ""), *(one for link in (*item.supports, *item.undermines) for one in _texts_of_link(link))]
    return "\n".join(one for one in said if one)


def _texts_of_link(link: Link) -> Iterator[str]:
    yield link.shows
    for one in (link.at, None if link.when is None else str(link.when)):
        if one is not None:
            yield one


@final
@frozen(kw_only=True)
class _Details:
    """What may identify protected people in combination."""

    detained: Forbidden
    route: frozenset[str]
    at: frozenset[str]
    days: frozenset[str]
    roles: frozenset[str]


def _combines(
    text: str, case: Case, people: Collection[str], behind: Collection[str], events: Collection[str], places: Mapping[str, Collection[str]]
) -> bool:  # fmt: skip
    """Tell whether a text joins details that identify a protected person together."""
    if not people:
        return False
    details = _details(case, people, behind, events, places)
    if KIN.search(text) and details.detained.found_in(text):
        return True
    low = f" {' '.join(words_of(text))} "
    if not any(f" {day} " in low for day in details.days):
        return False
    if any(f" {one} " in low for one in details.route):
        return True
    return any(f" {one} " in low for one in details.at) and any(f" {one} " in low for one in details.roles)


def _details(
    case: Case, people: Collection[str], behind: Collection[str], events: Collection[str], places: Mapping[str, Collection[str]]
) -> _Details:  # fmt: skip
    accused = {name for claim in case.claims for name in claim.people}
    others = [one for one in case.people if one.id not in accused]
    victims = [one.id for event in case.events if event.id in events for one in event.victims]
    detained = forbidden_names([*(one.id for one in others), *victims], [one.name for one in others if one.name])
    route: set[str] = set()
    at: set[str] = set()
    days: set[str] = set()
    for event in case.events:
        if event.id not in events:
            continue
        for part in event.parts:
            route.update(name for code in part.via for name in _names_of_place(code, places))
            at.update(_names_of_place(part.at, places) if part.at else ())
            days.update(_days(part.when))
        days.update(_days(event.when))
    for item in case.evidence:
        if item.id in behind:
            days.update(_days(item.made))
            for link in (*item.supports, *item.undermines):
                days.update(_days(link.when))
    roles = {
        word
        for one in case.sources if one.id in people
        for word in words_of(" ".join([one.title or "", *one.tags]))
        if len(word) > 2 and not word.isdigit()  # noqa: PLR2004 - shorter words name no role
    }  # fmt: skip
    return _Details(detained=detained, route=frozenset(route), at=frozenset(at), days=frozenset(days), roles=frozenset(roles))


def _names_of_place(code: str, places: Mapping[str, Collection[str]]) -> Iterator[str]:
    bare = code.rstrip("?~").rpartition(":")[2]
    for name in (bare, *places.get(bare.partition("-")[0], ())):
        yield " ".join(words_of(name))


def _days(when: When | None) -> Iterator[str]:
    """
    Give the ways in which the days and months of a date are written, folded as words.

    >>> sorted(_days(When.parse("2017-08-25")))
    ['2017 08', '2017 08 25', '25 08 2017', '25 august', 'august 2017', 'august 25']
    """
    if when is None:
        return
    for year, month, day in re.findall(r"(\d{4})-(\d\d)(?:-(\d\d))?", str(when)):
        name = MONTHS[int(month) - 1] if 1 <= int(month) <= len(MONTHS) else month
        yield f"{year} {month}"
        yield f"{name} {year}"
        if day:
            yield f"{year} {month} {day}"
            yield f"{day} {month} {year}"
            yield f"{int(day)} {name}"
            yield f"{name} {int(day)}"


# ---------------------------------------------------------------- the case as an audience may see it


@final
@frozen(kw_only=True, eq=False)
class Shown:
    """
    A case cut to an audience.

    Attributes:
        case: What may be shown.
        weighing: The same under the same codes, with the dates and texts of the law that evaluation needs; never shown.
        forbidden: Names that nothing written for the audience may hold.
        held: How many things were held back, by reason.
    """

    audience: Audience
    case: Case
    weighing: Case
    forbidden: Forbidden
    held: tuple[tuple[str, int], ...]
    codes: Mapping[tuple[str, str], str] = field(factory=dict, repr=False)

    def check(self, plain: Any, law_texts: Iterable[str] = ()) -> None:
        """
        Refuse values that would show a forbidden name.

        Args:
            plain: JSON values of what is about to be written.
            law_texts: Sentences of the law in it, whose words identify nobody.

        Raises:
            WouldLeak: naming the place, never the name.
        """
        if self.audience == "internal":
            return
        names = self.forbidden.without(law_texts)
        for path, text in _plain_texts(plain):
            if names.found_in(text):
                raise WouldLeak(f"nothing was written for {self.audience}: {path} would show a protected name or a part of one")

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
            yield where, str(key)
            yield from _plain_texts(one, f"{where}, {key}" if where else str(key))
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _plain_texts(one, path)


def for_audience(
    case: Case, audience: Audience, *, secret: bytes = b"", policy: Policy | None = None, names: Iterable[str] = (),
    places: Mapping[str, Collection[str]] | None = None, beside: Iterable[Case] = (),
) -> Shown:  # fmt: skip
    """
    Cut a case to what an audience may see.

    Args:
        case: The whole case. A report alone does not say who is protected, so it cannot be cut.
        audience: Whom the output is for.
        secret: What the codes are keyed with, besides the case's id and the audience.
        policy: The policy whose tags are kept, because evaluation asks for them; other tags are free text and dropped.
        names: Names that must not be shown and stand in no file of the case.
        places: Names of States by their code.
        beside: Other states of the same case that will be shown together with this one: what is held back in any of
            them is held back in all, or a code could be matched with a name.

    Raises:
        WouldLeak: an open text holds a protected name; the message says where.
    """
    if audience == "internal":
        return Shown(audience=audience, case=case, weighing=case, forbidden=Forbidden(), held=())
    several = [case, *beside]
    cuts = [close(one, audience, places) for one in several]
    items: dict[str, str] = {}
    for cut in cuts:
        items |= {name: why for name, why in cut.items.items() if name not in items}
    closed = Closed(
        people=frozenset[str]().union(*(cut.people for cut in cuts)), sources=frozenset[str]().union(*(cut.sources for cut in cuts)),
        items=items, events=frozenset[str]().union(*(cut.events for cut in cuts)),
    )  # fmt: skip
    forbidden = forbidden_names([], [], listed=names)
    for one in several:
        forbidden = forbidden.joined(_forbidden_of(one, closed))
    cutter = _Cutter(case, several, audience, closed, forbidden, secret, policy)
    shown = Shown(
        audience=audience, case=cutter.case(shown=True), weighing=cutter.case(shown=False), forbidden=forbidden,
        held=_tally(case, closed), codes=cutter.codes,
    )  # fmt: skip
    for path, text in _texts(shown.case):
        if forbidden.found_in(text):
            raise WouldLeak(
                f"nothing was written for {audience}: {path} holds a protected name or a part of one; "
                "reword it, hold the item back (access: protected), or take the word out of the protected person's id or title"
            )
        if path.partition(" ")[0] != "evidence" and _combines(text, case, closed.people, _behind(case, closed.people), closed.events, places or {}):
            raise WouldLeak(f"nothing was written for {audience}: {path} joins details that identify a protected person together; reword it")
    return shown


def _tally(case: Case, closed: Closed) -> tuple[tuple[str, int], ...]:
    out: dict[str, int] = {}
    for item in case.evidence:
        if item.id in closed.items:
            why = "items: " + closed.items[item.id]
            out[why] = out.get(why, 0) + 1
    people = sum(one.id in closed.people for one in case.sources)
    events = sum(one.id in closed.events for one in case.events)
    return (*sorted(out.items()), *((WHY_PEOPLE + " by code only", people),) * bool(people), *((WHY_EVENT, events),) * bool(events))


def _forbidden_of(case: Case, closed: Closed) -> Forbidden:
    people = [one for one in case.sources if one.id in closed.people]
    own = {one.id for one in people}
    makers = [item.by for item in case.evidence if item.by and own.intersection(item.from_)]
    return forbidden_names(sorted(own), [one.title for one in people if one.title], makers)


@final
class _Cutter:
    """Makes the case that an audience sees, and the one that is evaluated for it."""

    def __init__(
        self, case: Case, several: Sequence[Case], audience: Audience, closed: Closed, forbidden: Forbidden, secret: bytes, policy: Policy | None
    ) -> None:  # fmt: skip
        self.source = case
        self.audience = audience
        self.closed = closed
        self.forbidden = forbidden
        key = hmac.new(secret, f"claimmap/audience-1\0{case.id}\0{audience}".encode(), hashlib.sha256).digest()
        self.codes = _codes(several, closed, forbidden, key)
        self.tags = frozenset(tag for stage in policy.stages for tag in (*stage.caps, *stage.pending)) if policy is not None else frozenset[str]()
        self.copies = originals(case)

    # -- names

    def name(self, kind: str, text: str) -> str:
        """Return an id as the audience sees it."""
        if kind == "node" and text == SELF:
            return text
        return self.codes.get((kind, text), text)

    def names(self, kind: str, texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.name(kind, one) for one in texts)

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
            one, note=None, expect=None, authorities=(), confidence=None, maybe_same=(), reviews=(), grades=(),
            triggers=tuple(evolve(found, note=None, cite=()) for found in one.triggers),
            states={code: evolve(found, note=None) for code, found in one.states.items()},
            people=tuple(self.person(found, shown=shown) for found in one.people),
            groups=tuple(evolve(found, id=self.name("group", found.id), note=None, cite=()) for found in one.groups),
            contexts=tuple(self.context(found) for found in one.contexts),
            events=tuple(self.event(found, shown=shown) for found in one.events),
            claims=tuple(self.claim(found) for found in one.claims),
            grounds=tuple(
                evolve(found, claim=Names(self.names("claim", found.claim)), person=Names(self.names("person", found.person)), by=None, because=None,
                       note=None, cite=())
                for found in one.grounds
            ),
            filings=tuple(
                evolve(found, id=self.name("filing", found.id), includes=self.names("node", found.includes), by=None, to=None, outcome=None, note=None, cite=())
                for found in one.filings
            ),
            leads=() if public and shown else tuple(
                evolve(found, claim=Names(self.names("claim", found.claim)), note=None, cite=()) for found in one.leads
            ),
            sources=tuple(sorted((self.origin(found, shown=shown) for found in one.sources), key=lambda found: found.id)),
            evidence=tuple(sorted((self.item(found, shown=shown) for found in one.evidence), key=lambda found: found.id)),
            challenges=tuple(self.challenge(found) for found in one.challenges),
            alternatives=tuple(self.alternative(found) for found in one.alternatives),
            settled=tuple(evolve(found, by=None, note=None, cite=(), **self.scope(found)) for found in one.settled),
            assessments=tuple(evolve(found, by="a person of the team", because=HELD, note=None, cite=(), **self.scope(found)) for found in one.assessments),
            searches=tuple(evolve(found, where=None, by=None, result=None, note=None, cite=(), **self.scope(found)) for found in one.searches),
        )  # fmt: skip

    def person(self, one: Person, *, shown: bool) -> Person:
        """A person of the case keeps what jurisdiction asks; names of people stay with the team and its partners."""
        kept = evolve(one, id=self.name("person", one.id), role=None, position=None, note=None, cite=())
        if not shown:
            return kept
        clean = one.name is not None and ("person", one.id) not in self.codes and self.audience == "partner"
        return evolve(kept, name=one.name if clean else None, born=None)

    def context(self, one: Context) -> Context:
        return evolve(one, id=self.name("context", one.id), note=None, cite=())

    def event(self, one: Event, *, shown: bool) -> Event:
        """An incident of which a protected person speaks keeps only in which States it happened and in what year."""
        kept = evolve(one, id=self.name("event", one.id), note=None, cite=())
        if one.id not in self.closed.events:
            parts = tuple(evolve(part, note=None, cite=()) for part in one.parts)
            return evolve(kept, parts=parts, victims=tuple(evolve(found, note=None, cite=()) for found in one.victims))
        if not shown:
            return evolve(kept, title=HELD, victims=())
        parts = tuple(
            Part(element=part.element, role=part.role, at=part.at.partition("-")[0] if part.at else None, counts=part.counts) for part in one.parts
        )
        return evolve(kept, title=HELD, victims=(), parts=parts, when=_year(one.when))

    def claim(self, one: Claim) -> Claim:
        return evolve(
            one, id=self.name("claim", one.id), people=self.names("person", one.people), events=self.names("event", one.events),
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
        return evolve(kept, title=None) if one.id in self.closed.sources or not shown else kept

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
            one, part=None, note=None, cite=(), alternative=None if one.alternative is None else self.name("alternative", one.alternative),
            **self.scope(one),
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
        return evolve(one, id=self.name("alternative", one.id), note=None, cite=(), **self.scope(one))


def _year(when: When | None) -> When | None:
    """Return the year or years of a date, and nothing finer."""
    if when is None:
        return None
    years = sorted(set(re.findall(r"\d{4}|\d{3}X", str(when))))
    if not years:
        return None
    return When.parse(years[0] if len(years) == 1 else f"{years[0]}/{years[-1]}")


def _codes(several: Sequence[Case], closed: Closed, forbidden: Forbidden, key: bytes) -> dict[tuple[str, str], str]:
    """Give a code to everything that is shown by code; an id that holds a forbidden name gets one as well."""
    wanted: dict[tuple[str, str], str] = {}
    kept: set[str] = set()
    for case in several:
        named: list[tuple[str, str, str, bool]] = []
        named += [("node", one.id, "s", one.id in closed.sources) for one in case.sources]
        named += [("node", one.id, "e", one.id in closed.items) for one in case.evidence]
        named += [("event", one.id, "i", one.id in closed.events) for one in case.events]
        for kind, letter, found in (
            ("person", "p", case.people), ("group", "g", case.groups), ("context", "x", case.contexts), ("claim", "c", case.claims),
            ("filing", "f", case.filings), ("alternative", "a", case.alternatives),
        ):  # fmt: skip
            named += [(kind, one.id, letter, False) for one in found]  # type: ignore[attr-defined]
        for kind, name, letter, coded in named:
            if coded or forbidden.found_in(name):
                wanted.setdefault((kind, name), letter)
            else:
                kept.add(name)
    out: dict[tuple[str, str], str] = {}
    used = set(kept)
    for (kind, name), letter in sorted(wanted.items()):
        digest = base64.b32encode(hmac.new(key, f"{kind}\0{name}".encode(), hashlib.sha256).digest()).decode().rstrip("=").translate(ALPHABET).lower()
        length = 6
        while (code := f"{letter}-{digest[:length]}") in used:
            length += 1
        used.add(code)
        out[kind, name] = code
    return out


# ---------------------------------------------------------------- reading what is left

CLOSED_WORDS: Final = frozenset({"element", "crime", "modes", "law", "format", "for_", "alleges", "states", "ground"})
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
