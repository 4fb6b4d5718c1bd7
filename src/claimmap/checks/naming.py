"""Rules on names: ids that are unique and plain, and names that resolve."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, final

from attrs import evolve

from claimmap.case import SELF, Case, Link, LinkTarget
from claimmap.checks.findings import Finding
from claimmap.law import Law
from claimmap.problems import did_you_mean, shortened
from claimmap.reading import Path_

MOST_HINTS: Final = 50
PLAIN_ID: Final = re.compile(r"[A-Za-z0-9][\w.-]*").fullmatch

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
class KnownNames:
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
        """Find that a name of a kind does not resolve."""
        if name is not None and name not in self.known[kind]:
            yield Finding(path=path, rule="unknown-id", message=f"there is no {words or kind} {shortened(name)!r} in the case", hint=self.near(kind, name) or "add it, or mend the id")

    def many(self, kind: str, names: Iterable[str], path: Path_, words: str | None = None) -> Iterator[Finding]:
        """Find each of several names of a kind that does not resolve."""
        for number, name in enumerate(names):
            yield from self.one(kind, name, (*path, number), words)

    def scope(self, one: Any, path: Path_, *, perpetrators: bool = False) -> Iterator[Finding]:
        """Find each name that does not resolve in what says for which claims, events, people, contexts and group something stands."""
        for kind in ("claim", "event", "person", "context"):
            for number, name in enumerate(getattr(one, kind)):
                if not (perpetrators and kind == "person" and name == "direct-perpetrators"):
                    yield from self.one(kind, name, (*path, kind, number))
        yield from self.one("group", one.group, (*path, "group"))


ORIGIN_WORDS: Final = "source or evidence item"


def check_claims_name_things(case: Case, law: Law) -> Iterator[Finding]:
    """What a claim, an event or a context names is in the case."""
    names = KnownNames(case)
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
    names = KnownNames(case)
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


def _aim(link: Link, names: KnownNames, path: Path_) -> Iterator[Finding]:
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
    names = KnownNames(case)
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
