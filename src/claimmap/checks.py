"""Rules across the parts of a case: names that resolve, ids that are unique, provenance without cycles.

One function per rule, all listed in `CHECKS`. They compare names only and never reason about evidence.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, Final, Literal, final

from attrs import evolve, frozen

from claimmap.address import BadAddress
from claimmap.case import SELF, Case, Link, LinkTarget
from claimmap.law import AmbiguousAddress, Crime, Law, Mode
from claimmap.problems import Problem, UnknownId, did_you_mean, in_order, nearest, one_of, shortened
from claimmap.reading import Origins, Path_, Reading, keys_of

MOST_WORDS: Final = 8
LONGEST_ADDRESS: Final = 200
MOST_HINTS: Final = 50
PLAIN_ID: Final = re.compile(r"[A-Za-z0-9][\w.-]*").fullmatch


@final
@frozen(kw_only=True)
class Finding:
    """A fault by its path in the case, to be given a place when it is shown."""

    path: Path_
    rule: str
    message: str
    hint: str | None = None
    severity: Literal["error", "warning", "note"] = "error"
    key: bool = False
    also: tuple[Path_, ...] = ()


Check = Callable[[Case, Law], Iterator[Finding]]

KINDS: Final = {
    "people": "person", "groups": "group", "contexts": "context", "events": "event", "claims": "claim",
    "filings": "filing", "alternatives": "alternative",
}  # fmt: skip


def check_ids_are_unique(case: Case, law: Law) -> Iterator[Finding]:
    """An id names one thing of its kind; sources and evidence share one namespace."""
    for key, kind in KINDS.items():
        yield from _unique(((key, number, "id") for number in range(len(getattr(case, key)))), [one.id for one in getattr(case, key)], kind)
    ids = [*(one.id for one in case.sources), *(one.id for one in case.evidence)]
    paths: list[Path_] = [("sources", number, "id") for number in range(len(case.sources))]
    paths += [("evidence", number, "id") for number in range(len(case.evidence))]
    yield from _unique(paths, ids, "source or evidence item")


def _unique(paths: Iterable[Path_], ids: list[str], kind: str) -> Iterator[Finding]:
    if len(set(ids)) == len(ids):
        return
    first: dict[str, Path_] = {}
    for path, name in zip(paths, ids, strict=True):
        if name in first:
            yield Finding(path=path, rule="duplicate-id", message=f"the id {name!r} is used twice for a {kind}", hint="give one of them another id",
                          also=(first[name],))  # fmt: skip
        else:
            first[name] = path


def check_ids_are_plain(case: Case, law: Law) -> Iterator[Finding]:
    """An id is kebab-case and never `self`, which `from` reserves for an origin."""
    for key in (*KINDS, "sources", "evidence"):
        for number, one in enumerate(getattr(case, key)):
            if PLAIN_ID(one.id) is None or one.id == SELF:
                why = "; in `from` it means that an item is its own origin" if one.id == SELF else ""
                yield Finding(path=(key, number, "id"), rule="odd-id", message=f"{shortened(one.id)!r} cannot be an id{why}",
                              hint="write letters, digits and dashes, such as witness-12")  # fmt: skip


@final
class _Names:
    """The names of a case, and findings where one does not resolve."""

    def __init__(self, case: Case) -> None:
        self.known: dict[str, frozenset[str]] = {
            kind: frozenset(one.id for one in getattr(case, key)) for key, kind in KINDS.items()
        }
        self.known["source"] = frozenset(one.id for one in case.sources)
        self.known["evidence"] = frozenset(one.id for one in case.evidence)
        self.known["origin"] = self.known["source"] | self.known["evidence"]
        self.known["anything"] = frozenset().union(*self.known.values())
        self.asked = 0

    def near(self, kind: str, name: str) -> str | None:
        """Say the nearest name, as long as few are asked for: a case with thousands of wrong names is wrong in one way."""
        self.asked += 1
        return did_you_mean(name, self.known[kind]) if self.asked <= MOST_HINTS else None

    def one(self, kind: str, name: str | None, path: Path_, words: str | None = None) -> Iterator[Finding]:
        if name is not None and name not in self.known[kind]:
            yield Finding(path=path, rule="unknown-id", message=f"there is no {words or kind} {shortened(name)!r} in the case", hint=self.near(kind, name) or "add it, or mend the id")

    def many(self, kind: str, names: Iterable[str], path: Path_, words: str | None = None) -> Iterator[Finding]:
        for number, name in enumerate(names):
            yield from self.one(kind, name, (*path, number), words)

    def scope(self, one: Any, path: Path_, *, perpetrators: bool = False) -> Iterator[Finding]:
        for kind in ("claim", "event", "person", "context"):
            for number, name in enumerate(getattr(one, kind)):
                if not (perpetrators and kind == "person" and name == "direct-perpetrators"):
                    yield from self.one(kind, name, (*path, kind, number))
        yield from self.one("group", one.group, (*path, "group"))


ORIGIN_WORDS: Final = "source or evidence item"


def check_claims_name_things(case: Case, law: Law) -> Iterator[Finding]:
    """What a claim, an event or a context names is in the case."""
    names = _Names(case)
    for number, claim in enumerate(case.claims):
        at: Path_ = ("claims", number)
        yield from names.many("person", claim.people, (*at, "people"))
        yield from names.many("event", claim.events, (*at, "events"))
        yield from names.one("context", claim.context, (*at, "context"))
        yield from names.one("group", claim.group, (*at, "group"))
        yield from names.many("claim", claim.alternative_to, (*at, "alternative-to"))
        yield from names.many("claim", claim.cumulative_with, (*at, "cumulative-with"))
    for number, event in enumerate(case.events):
        for place, victims in enumerate(event.victims):
            yield from names.one("group", victims.group, ("events", number, "victims", place, "group"))
        parts = [part.id for part in event.parts if part.id is not None]
        yield from _unique([("events", number, "parts", place, "id") for place, part in enumerate(event.parts) if part.id is not None], parts, "part of the event")
        for place, part in enumerate(event.parts):
            if part.role is None and part.element is None and part.counts is None:
                yield Finding(path=("events", number, "parts", place), rule="missing-key", message="a part of an event says neither what it is nor for which element",
                              hint="write `role: conduct` (or consequence, circumstance, context, accessory, effect), or `element:`")  # fmt: skip
    for number, context in enumerate(case.contexts):
        yield from names.one("group", context.against, ("contexts", number, "against"))


def check_evidence_names_things(case: Case, law: Law) -> Iterator[Finding]:
    """What an item or a link names is in the case."""
    names = _Names(case)
    origin = names.known["origin"]
    scopes = {kind: names.known[kind] for kind in ("claim", "event", "person", "context")}
    parts = {part.id for event in case.events for part in event.parts if part.id is not None}
    for number, source in enumerate(case.sources):
        if source.from_ and not origin.issuperset(source.from_):
            yield from names.many("origin", source.from_, ("sources", number, "from"), ORIGIN_WORDS)
    for number, item in enumerate(case.evidence):
        if item.from_ and not origin.issuperset(item.from_):
            for place, name in enumerate(item.from_):
                if name != SELF:
                    yield from names.one("origin", name, ("evidence", number, "from", place), ORIGIN_WORDS)
        if item.copy_of is not None:
            yield from names.one("evidence", item.copy_of, ("evidence", number, "copy-of"), "evidence item")
        for key, found in (("supports", item.supports), ("undermines", item.undermines)):
            for place, link in enumerate(found):
                scoped = link.claim or link.event or link.person or link.context
                if link.group is not None or (scoped and not all(scopes[kind].issuperset(getattr(link, kind)) for kind in scopes)):
                    yield from names.scope(link, ("evidence", number, key, place), perpetrators=True)
                if link.part is not None and link.part not in parts:
                    yield Finding(path=("evidence", number, key, place, "part"), rule="unknown-id", message=f"no event has a part {link.part!r}",
                                  hint=did_you_mean(link.part, parts) or "add it to the event, or mend the id")  # fmt: skip
                yield from _aim(link, names, ("evidence", number, key, place))


def _aim(link: Link, names: _Names, path: Path_) -> Iterator[Finding]:
    if link.alternative is None:
        if link.element is None:
            yield Finding(path=path, rule="missing-key", message="a link names neither an element nor an alternative", hint="write `element: 7(1)(d)/1`")
        return
    if link.element is not None:
        yield Finding(path=(*path, "alternative"), rule="clash", message="a link names an element and an alternative",
                      hint="write two links: one for the element, one for the alternative", key=True)  # fmt: skip
    yield from names.one("alternative", link.alternative, (*path, "alternative"))


def check_the_rest_names_things(case: Case, law: Law) -> Iterator[Finding]:
    """What challenges, assessments, filings and the like name is in the case."""
    names = _Names(case)
    for number, challenge in enumerate(case.challenges):
        yield from names.one("origin", challenge.from_, ("challenges", number, "from"), ORIGIN_WORDS)
        if isinstance(challenge.target, LinkTarget):
            yield from names.one("evidence", challenge.target.evidence, ("challenges", number, "target", "evidence"), "evidence item")
        else:
            yield from names.one("origin", challenge.target, ("challenges", number, "target"), ORIGIN_WORDS)
    for key in ("alternatives", "settled", "assessments", "searches"):
        for number, one in enumerate(getattr(case, key)):
            yield from names.scope(one, (key, number), perpetrators=True)
    for number, ground in enumerate(case.grounds):
        for kind, found in (("claim", ground.claim), ("person", ground.person)):
            yield from names.many(kind, found, ("grounds", number, kind))
    for number, filing in enumerate(case.filings):
        yield from names.many("evidence", filing.includes, ("filings", number, "includes"), "evidence item")
    for number, maybe in enumerate(case.maybe_same):
        yield from names.many("anything", maybe.ids, ("maybe-same", number, "ids"), "thing")
    for number, review in enumerate(case.reviews):
        yield from names.one("origin", review.item, ("reviews", number, "item"), ORIGIN_WORDS)
    for number, graded in enumerate(case.grades):
        if isinstance(graded.of, LinkTarget):
            yield from names.one("evidence", graded.of.evidence, ("grades", number, "of", "evidence"), "evidence item")
        else:
            yield from names.one("origin", graded.of, ("grades", number, "of"), ORIGIN_WORDS)
    for number, lead in enumerate(case.leads):
        yield from names.many("claim", lead.claim, ("leads", number, "claim"))
    if case.expect is not None:
        for key in ("jurisdiction", "gaps"):
            for name in getattr(case.expect, key):
                for finding in names.one("claim", name, ("expect", key, name)):
                    yield evolve(finding, key=True)


INNER: Final = {"events": ("parts", "victims"), "evidence": ("supports", "undermines")}
"""Where citations stand one level deeper."""


def check_citations(case: Case, law: Law) -> Iterator[Finding]:
    """A citation names an item of the case and quotes at most eight words."""
    names = _Names(case)
    for key in (*KINDS, "sources", "evidence", "challenges", "triggers", "leads", "maybe_same", "searches", "settled", "assessments", "grounds", "reviews", "grades"):
        for number, one in enumerate(getattr(case, key)):
            path: Path_ = (key.replace("_", "-"), number)
            if one.cite:
                yield from _cites(one, names, path)
            for inner in INNER.get(key, ()):
                for place, deeper in enumerate(getattr(one, inner)):
                    if deeper.cite:
                        yield from _cites(deeper, names, (*path, inner, place))


def _cites(one: Any, names: _Names, path: Path_) -> Iterator[Finding]:
    for number, cite in enumerate(one.cite):
        yield from names.one("evidence", cite.in_, (*path, "cite", number, "in"), "evidence item")
        if cite.words is not None and len(cite.words.split()) > MOST_WORDS:
            yield Finding(path=(*path, "cite", number, "words"), rule="too-many-words", message=f"a quotation of {len(cite.words.split())} words",
                          hint="quote at most eight words", severity="warning")  # fmt: skip


def check_provenance_has_no_cycle(case: Case, law: Law) -> Iterator[Finding]:
    """Nothing derives from itself; circular reporting is a finding about the items, not something to evaluate."""
    if _parents_first(case):
        return
    parents: dict[str, tuple[str, ...]] = {one.id: one.from_ for one in case.sources}
    parents.update({one.id: one.from_ for one in case.evidence})
    for one in case.evidence:
        if one.copy_of is not None:
            parents[one.id] = (one.copy_of,)
    done: set[str] = set()
    for start in parents:
        if start in done:
            continue
        trail: list[str] = []
        on_trail: dict[str, int] = {}
        waiting: list[tuple[str, int]] = [(start, 0)]
        while waiting:
            name, depth = waiting.pop()
            while len(trail) > depth:
                done.add(gone := trail.pop())
                del on_trail[gone]
            if name in on_trail:
                circle = [*trail[on_trail[name] :], name]
                yield _circle(case, circle)
                continue
            if name in done or name not in parents or name == SELF:
                continue
            on_trail[name] = len(trail)
            trail.append(name)
            waiting += [(parent, len(trail)) for parent in parents[name] if parent != SELF]
        done.update(trail)


def _parents_first(case: Case) -> bool:
    """Tell whether everything is written after what it derives from, which leaves no room for a circle."""
    seen = {SELF}
    for source in case.sources:
        if not seen.issuperset(source.from_):
            return False
        seen.add(source.id)
    for item in case.evidence:
        if not seen.issuperset(item.from_) or item.copy_of is not None:
            return False
        seen.add(item.id)
    return True


def _circle(case: Case, circle: list[str]) -> Finding:
    first = circle[0]
    for key in ("evidence", "sources"):
        for number, one in enumerate(getattr(case, key)):
            if one.id == first:
                at = "copy-of" if key == "evidence" and one.copy_of is not None else "from"
                return Finding(path=(key, number, at), rule="cyclic-provenance", message="provenance runs in a circle: " + " <- ".join(circle),
                               hint="decide which derives from which; circular reporting is one line, entered once")  # fmt: skip
    raise AssertionError(first)  # pragma: no cover - the circle is made of the case's own ids


def check_copies_agree(case: Case, law: Law) -> Iterator[Finding]:
    """Copies of one file give one provenance: what differs is a finding, never a silent union."""
    by_hash: dict[str, int] = {}
    for number, item in enumerate(case.evidence):
        if item.sha256 is None:
            continue
        other = by_hash.setdefault(item.sha256, number)
        if other != number and set(case.evidence[other].from_) != set(item.from_):
            yield Finding(path=("evidence", number, "from") if item.from_ else ("evidence", number), rule="copies-differ", severity="warning",
                          message=f"{item.id!r} and {case.evidence[other].id!r} have one hash but different provenance",
                          hint=f"they count as one item, with the provenance of {min(item.id, case.evidence[other].id)!r}",
                          also=(("evidence", other),))  # fmt: skip


def _addresses(case: Case) -> Iterator[tuple[Path_, str, str]]:
    """Give every address in a case with its path and the kind of thing it must name."""
    for number, claim in enumerate(case.claims):
        if claim.crime != "none":
            yield ("claims", number, "crime"), claim.crime, "crime"
        for place, mode in enumerate(claim.modes):
            yield ("claims", number, "modes", place), mode, "mode"
        for address in claim.alleges:
            yield ("claims", number, "alleges", address), address, "allegation"
    for number, event in enumerate(case.events):
        for place, part in enumerate(event.parts):
            if part.element is not None:
                yield ("events", number, "parts", place, "element"), part.element, "element"
    for number, challenge in enumerate(case.challenges):
        if isinstance(challenge.target, LinkTarget):
            yield ("challenges", number, "target", "element"), challenge.target.element, "link"
    for number, graded in enumerate(case.grades):
        if isinstance(graded.of, LinkTarget):
            yield ("grades", number, "of", "element"), graded.of.element, "link"
    for key, name in (("alternatives", "element"), ("settled", "element"), ("assessments", "element"), ("searches", "for")):
        for number, one in enumerate(getattr(case, key)):
            yield (key, number, name), one.for_ if name == "for" else one.element, "link"
    for number, ground in enumerate(case.grounds):
        yield ("grounds", number, "ground"), ground.ground, "provision"
    if case.expect is not None:
        for claim_id, elements in case.expect.gaps.items():
            for address in elements:
                yield ("expect", "gaps", claim_id, address), address, "element"


def _linked(case: Case, among: Collection[str]) -> Iterator[tuple[Path_, str, str]]:
    """Give the addresses of links that are among some, with their paths."""
    if not among:
        return
    for number, item in enumerate(case.evidence):
        for key, found in (("supports", item.supports), ("undermines", item.undermines)):
            for place, link in enumerate(found):
                if link.element in among:
                    yield ("evidence", number, key, place, "element"), str(link.element), "link"


def check_targets_are_links(case: Case, law: Law) -> Iterator[Finding]:
    """A challenge or a grade of one link names a link that the item has; else it would do nothing, silently."""
    targets: list[tuple[Path_, LinkTarget]] = []
    targets += [(("challenges", number, "target"), one.target) for number, one in enumerate(case.challenges) if isinstance(one.target, LinkTarget)]
    targets += [(("grades", number, "of"), one.of) for number, one in enumerate(case.grades) if isinstance(one.of, LinkTarget)]
    aimed = {target.evidence for _, target in targets}
    links: dict[str, list[str]] = {}
    for item in case.evidence:
        if item.id in aimed:
            links.setdefault(item.id, []).extend(link.element for link in (*item.supports, *item.undermines) if link.element is not None)
    for path, target in targets:
        named, wanted = links.get(target.evidence), _one_name(target.element, law)
        if named is None or wanted is None:
            continue
        if wanted not in {_one_name(text, law) for text in named}:
            yield Finding(path=(*path, "element"), rule="unknown-link", message=f"the item {target.evidence!r} has no link to {target.element!r}",
                          hint="it links to " + one_of(sorted(set(named))).replace(" or ", " and ") if named else "it has no links")  # fmt: skip


def _one_name(address: str, law: Law) -> str | None:
    """Return one name for an element however it is addressed, or None where it names none."""
    if len(address) > LONGEST_ADDRESS:
        return None
    try:
        element = law.element(address)
    except (UnknownId, BadAddress):
        return None
    return element.same_as or element.address


WANTED: Final = {
    "crime": ("crime",), "mode": ("mode",), "element": ("element", "shared"), "link": ("element", "shared", "provision"),
    "allegation": ("element", "shared", "provision"), "provision": ("provision",),
}  # fmt: skip
WORDS: Final = {
    "crime": "a crime", "mode": "a mode of liability", "element": "an element", "link": "an element",
    "allegation": "an element", "provision": "a provision",
}  # fmt: skip


SUCH_AS: Final = {
    "a crime": "write a crime such as 7(1)(d)", "a mode of liability": "write a mode such as 25(3)(a)/co-perpetration",
    "an element": "write an element such as 7(1)(d)/1", "a provision": "write a ground such as 31(1)(a)",
}  # fmt: skip


def check_addresses_exist(case: Case, law: Law) -> Iterator[Finding]:
    """Every address names one thing of the right kind in the law of the case."""
    faults: dict[tuple[str, str], Finding | None] = {}
    linked = {link.element for item in case.evidence for found in (item.supports, item.undermines) for link in found}
    doubtful = {text for text in linked if text is not None and _address_fault(text, "link", law) is not None}
    for path, text, kind in (*_addresses(case), *_linked(case, doubtful)):
        if (text, kind) not in faults:
            faults[text, kind] = _address_fault(text, kind, law)
        fault = faults[text, kind]
        if fault is not None:
            is_key = path[-1] == text
            yield Finding(path=path, rule=fault.rule, message=fault.message, hint=fault.hint, severity=fault.severity, key=is_key)


def _address_fault(text: str, kind: str, law: Law) -> Finding | None:
    if len(text) > LONGEST_ADDRESS:
        return Finding(path=(), rule="bad-address", message=f"{shortened(text)!r} is too long for an address", hint="write an address such as 7(1)(d)/1")
    try:
        found = law.resolve(text)
    except AmbiguousAddress as error:
        return Finding(path=(), rule="ambiguous-address", message=f"{text!r} holds {len(error.candidates)} crimes", hint="write one of " + one_of(error.candidates))
    except BadAddress as error:
        return Finding(path=(), rule="bad-address", message=error.message, hint=error.hint)
    except UnknownId as error:
        modes = [one for one in law.under(text) if one in law.mode_index] if kind == "mode" else []
        if modes:
            return Finding(path=(), rule="ambiguous-address", message=f"{text!r} holds {len(modes)} modes of liability", hint="write one of " + one_of(modes))
        message, _, hint = str(error).partition("; ")
        return Finding(path=(), rule="unknown-address", message=message, hint=hint or None)
    if found.kind not in WANTED[kind]:
        hint = SUCH_AS[WORDS[kind]]
        if found.kind in ("crime", "mode") and WORDS[kind] == "an element":
            hint = f"name one of its elements, such as {found.owner}/1"
        elif found.kind == "element" and kind in ("crime", "mode") and _address_fault(found.owner, kind, law) is None:
            hint = f"write {found.owner}"
        word = {"shared": "a common element", "element": "an element", "provision": "a provision", "crime": "a crime", "mode": "a mode of liability"}[found.kind]
        return Finding(path=(), rule="wrong-address", message=f"{text!r} is {word}, where {WORDS[kind]} is due", hint=hint)
    if found.notes:
        return Finding(path=(), rule="address-repaired", message=f"{text!r} was read as {found.address!r}: {'; '.join(found.notes).rstrip('.')}",
                       hint=f"write {found.address}", severity="note")  # fmt: skip
    return None


def applies(mode: Mode, crime: Crime) -> bool:
    """Tell whether a mode of liability applies to a crime.

    Source:
        Rome Statute, arts. 25(3)(e) (genocide only) and 25(3bis) (aggression only).
    """
    return mode.crimes == "any" or crime.article == {"genocide": "6", "aggression": "8bis"}[mode.crimes]


def check_claims_fit_the_law(case: Case, law: Law) -> Iterator[Finding]:
    """A claim's variant exists, its modes apply to its crime, and it says what its crime needs."""
    for number, claim in enumerate(case.claims):
        if claim.crime == "none":
            if claim.label is None:
                yield Finding(path=("claims", number), rule="missing-key", message="a claim of no crime lacks 'label'", hint="write the name under which the conduct is alleged")
            continue
        if len(claim.crime) > LONGEST_ADDRESS:
            continue
        try:
            crime = law.crime(claim.crime)
        except (UnknownId, BadAddress):
            continue
        variants = [one.id for one in crime.variants]
        if claim.variant is not None and claim.variant not in variants:
            yield Finding(path=("claims", number, "variant"), rule="unknown-value", message=f"{claim.variant!r} is not a variant of {crime.address}",
                          hint=did_you_mean(claim.variant, variants) or "it has none")  # fmt: skip
        for place, text in enumerate(claim.modes):
            if len(text) > LONGEST_ADDRESS:
                continue
            try:
                mode = law.mode(text)
            except (UnknownId, BadAddress):
                continue
            if not applies(mode, crime):
                yield Finding(path=("claims", number, "modes", place), rule="mode-does-not-apply", message=f"{mode.address} does not apply to {crime.address}",
                              hint=f"it applies to {mode.crimes} only")  # fmt: skip
        if claim.context is None and len(case.contexts) > 1:
            wanted = "armed-conflict" if crime.article == "8" else "attack"
            fitting = [one.id for one in case.contexts if one.kind == wanted]
            if len(fitting) != 1:
                yield Finding(path=("claims", number), rule="no-context", severity="warning", message=f"the claim {claim.id!r} names no context, and the case has several",
                              hint="write `context:` with one of " + one_of([one.id for one in case.contexts]))  # fmt: skip
        if claim.group is None and case.groups and crime.article == "6":
            yield Finding(path=("claims", number), rule="no-group", severity="warning", message=f"the claim {claim.id!r} of genocide names no group",
                          hint="write `group:`; evidence about other groups never counts for it")  # fmt: skip


PLACE_WORDS: Final = "write an ISO 3166-1 alpha-3 code, a part such as SDN-darfur, vessel:COM, aircraft:UKR, vessel:none, eez:NOR, high-seas or unknown"
CRAFT: Final = ("vessel", "aircraft", "eez")


def check_places_exist(case: Case, law: Law) -> Iterator[Finding]:
    """Every place and nationality names a State that exists, a vessel or aircraft of one, or says that it is unknown."""
    found = [(path, text, flags) for path, text, flags in _places(case) if text]
    if not found:
        return
    states = law.states
    codes = [*states.countries, *(one.code for one in states)]
    if not codes:
        return
    names = {states.name(code).lower(): code for code in codes}
    faults: dict[tuple[str, bool], Finding | None] = {}
    for path, text, flags in found:
        if (text, flags) not in faults:
            faults[text, flags] = _place_fault(text, flags=flags, known=states.known, codes=codes, names=names)
        fault = faults[text, flags]
        if fault is not None:
            yield evolve(fault, path=path, key=path[0] == "states")


def _places(case: Case) -> Iterator[tuple[Path_, str, bool]]:
    """Give every place with its path, and whether a vessel, an aircraft or the sea may stand there."""
    for number, person in enumerate(case.people):
        for place, nationality in enumerate(person.nationality or ()):
            yield ("people", number, "nationality", place), nationality.state, False
    for number, context in enumerate(case.contexts):
        for place, at in enumerate(context.at):
            yield ("contexts", number, "at", place), at, True
    for number, event in enumerate(case.events):
        for place, part in enumerate(event.parts):
            if part.at is not None:
                yield ("events", number, "parts", place, "at"), part.at, True
            for step, via in enumerate(part.via):
                yield ("events", number, "parts", place, "via", step), via, True
    for number, trigger in enumerate(case.triggers):
        if trigger.by is not None:
            yield ("triggers", number, "by"), trigger.by, False
        if trigger.covers is not None:
            for place, at in enumerate(trigger.covers.at):
                yield ("triggers", number, "covers", "at", place), at, True
    for code in case.states:
        yield ("states", code), code, False


def _place_fault(text: str, *, flags: bool, known: Callable[[str], bool], codes: list[str], names: Mapping[str, str]) -> Finding | None:
    name = text.rstrip("?~%").strip() if flags else text
    head, colon, tail = name.partition(":")
    if colon:
        if not flags:
            return Finding(path=(), rule="odd-place", message=f"{text!r} is a flag, where a State is due", hint=f"write the State alone: {tail or 'its code'}")
        if head not in CRAFT:
            close = nearest(head, CRAFT)
            hint = f"did you mean {close[0]}:{tail}?" if close else PLACE_WORDS
            return Finding(path=(), rule="odd-place", message=f"{head!r} is no kind of place that flies a flag", hint=hint)
        if tail in ("none", "unknown", "") and head != "eez":
            return None
        name = tail
    elif name == "unknown" or (flags and name == "high-seas"):
        return None
    if known(name):
        return None
    by_name = nearest(name.lower(), names)
    by_code = nearest(name.upper(), codes)
    close = tuple(names[one] for one in by_name) if len(name) > len("XXXX") else by_code
    hint = f"did you mean {close[0]}?" if close else PLACE_WORDS
    return Finding(path=(), rule="unknown-state", message=f"{name!r} is no State", hint=hint)


def check_triggers_say_who(case: Case, law: Law) -> Iterator[Finding]:
    """A referral says which State made it, and one of the Council by which resolution."""
    for number, trigger in enumerate(case.triggers):
        if trigger.route == "13(a)" and trigger.by is None:
            yield Finding(path=("triggers", number), rule="missing-key", message="a referral under 13(a) does not say which State made it",
                          hint="write `by:` and its code, such as COM")  # fmt: skip
        if trigger.route == "13(b)" and trigger.resolution is None:
            yield Finding(path=("triggers", number), rule="no-resolution", severity="warning", message="a referral under 13(b) does not name the resolution",
                          hint='write `resolution: "1593"`, so that its area and dates are known')  # fmt: skip
        if trigger.date is None and trigger.stage != "hypothetical":
            yield Finding(path=("triggers", number), rule="no-date", severity="warning", message=f"the trigger {trigger.route} has no date",
                          hint="write `date:`; what came before a withdrawal depends on it")  # fmt: skip


CHECKS: Final[tuple[Check, ...]] = (
    check_ids_are_unique,
    check_ids_are_plain,
    check_claims_name_things,
    check_evidence_names_things,
    check_the_rest_names_things,
    check_citations,
    check_provenance_has_no_cycle,
    check_copies_agree,
    check_addresses_exist,
    check_targets_are_links,
    check_claims_fit_the_law,
    check_places_exist,
    check_triggers_say_who,
)
"""Every rule, in the order in which they are applied."""


def check(case: Case, law: Law, origins: Origins) -> tuple[Problem, ...]:
    """Apply every rule to a case and give each finding its place."""
    return in_order(locate(finding, origins) for rule in CHECKS for finding in rule(case, law))


def check_partly(reading: Reading[Case], law: Law) -> tuple[Problem, ...]:
    """Apply every rule to what could be read of a case, so that all its problems are shown at once.

    Left out is what the faulty parts alone may have caused: findings in or around them, and names that do not
    resolve where something that may bear the name could not be read.
    """
    case = reading.partial
    if case is None:
        return ()
    named = (*KINDS, "sources", "evidence")
    lost = any(
        path[-1:] == ("id",) or (len(path) == 1 and (path[0] in named or path[0] not in keys_of(Case))) for path in reading.faulty
    )
    hidden = reading.incomplete or lost or any(not one.id for key in named for one in getattr(case, key))
    faulty = frozenset(reading.faulty)
    around = {path[:length] for path in reading.faulty for length in range(len(path) + 1)}
    return in_order(
        locate(finding, reading.origins)
        for rule in CHECKS
        for finding in rule(case, law)
        if finding.path not in around
        and not any(finding.path[:length] in faulty for length in range(1, len(finding.path)))
        and not (hidden and finding.rule == "unknown-id")
    )


def locate(finding: Finding, origins: Origins) -> Problem:
    """Give a finding its place in the files."""
    return origins.problem(
        finding.path, finding.rule, finding.message, finding.hint, key=finding.key, severity=finding.severity, also=finding.also
    )
