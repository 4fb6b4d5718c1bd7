"""Which changes between two states of a case did it: every answer is tried on a copy before it is given.

The changes are taken apart into single ones: an item, a source, a claim, an assessment added, removed or replaced.
For a result that differs, the fewest of them are sought that turn the earlier result into the later one when they are
made on the earlier state, while leaving any one of them out does not.

Literature:
    Zeller and Hildebrandt, Simplifying and isolating failure-inducing input (2002).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, final

import attrs
from attrs import evolve, frozen

from claimmap.case import SELF, Case, Evidence, Link, LinkTarget
from claimmap.evaluation import RESULTS, Evaluation, RowResult, claim_results, evaluate
from claimmap.graph import Graph, build
from claimmap.law import Law
from claimmap.policy import Policy
from claimmap.reading import key_of
from claimmap.report.assemble import holder_of
from claimmap.report.compared import InputChange

NAMED: Final = {
    "sources": "source", "evidence": "evidence", "people": "person", "groups": "group", "contexts": "context", "events": "event", "claims": "claim",
    "alternatives": "alternative", "filings": "filing",
}  # fmt: skip
UNNAMED: Final = {
    "challenges": "challenge", "settled": "settled matter", "assessments": "assessment", "searches": "search", "grounds": "ground",
    "triggers": "trigger", "leads": "lead", "reviews": "review", "grades": "analyst's grade", "maybe_same": "question of identity",
}  # fmt: skip
WEIGHTLESS: Final = frozenset({"filings", "groups", "grounds", "triggers", "leads", "reviews", "grades", "maybe_same", "searches"})
"""Parts of a case that no result rests on."""
SAID: Final = frozenset({"title", "note", "cite", "by", "file", "url", "language", "obtained", "made", "shows", "at", "because", "name", "text", "why"})
"""Fields that say something and carry no weight."""
MOST_TRIES: Final = 240
LEAST_TRIES: Final = 24
FEW: Final = 48
"""Up to so many changes are tried one by one before they are halved."""
WORK: Final = 60_000
"""Items times evaluations that one comparison may take."""

CellKey = tuple[str, str | None, str | None, str | None]
"""Claim; mode, address and part of an element, all None for the claim as a whole."""
Cells = Mapping[CellKey, tuple[str, ...]]


@final
@frozen(kw_only=True)
class Unit:
    """One change, and what it replaces by what.

    Attributes:
        key: The list of the case, or `policy`, `law`, `as_of`.
        old, new: The value before and after; None where there is none.
    """

    change: InputChange
    key: str
    old: Any = None
    new: Any = None


@final
@frozen(kw_only=True, eq=False)
class State:
    """A case with the law and the policy that it is measured by."""

    case: Case
    law: Law
    policy: Policy


def units(before: State, after: State) -> tuple[Unit, ...]:
    """Take the difference between two states apart."""
    out: list[Unit] = []
    for key, kind in NAMED.items():
        out += _named(key, kind, getattr(before.case, key), getattr(after.case, key))
    for key, kind in UNNAMED.items():
        out += _unnamed(key, kind, getattr(before.case, key), getattr(after.case, key))
    if before.case.as_of != after.case.as_of:
        out.append(_whole("as_of", "day of the question", after.case.as_of.isoformat(), before.case.as_of, after.case.as_of))
    if before.law.to_plain() != after.law.to_plain():
        out.append(_whole("law", "law", str(after.law.to_plain()["id"]), before.law, after.law))
    if before.policy.sha256 != after.policy.sha256:
        out.append(_whole("policy", "policy", after.policy.id, before.policy, after.policy))
    return tuple(out)


def _whole(key: str, kind: str, name: str, old: Any, new: Any) -> Unit:
    return Unit(change=InputChange(what="changed", kind=kind, name=name), key=key, old=old, new=new)


def _named(key: str, kind: str, before: Sequence[Any], after: Sequence[Any]) -> Iterable[Unit]:
    old, new = {one.id: one for one in before}, {one.id: one for one in after}
    weighs = key not in WEIGHTLESS
    for name in [*old, *(name for name in new if name not in old)]:
        one, other = old.get(name), new.get(name)
        if one is None or other is None:
            yield Unit(change=InputChange(what="added" if one is None else "removed", kind=kind, name=name, weighs=weighs), key=key, old=one, new=other)
        elif one != other:
            fields = tuple(key_of(spot.name) for spot in attrs.fields(type(one)) if getattr(one, spot.name) != getattr(other, spot.name))
            change = InputChange(what="changed", kind=kind, name=name, fields=fields, weighs=weighs and bare(one) != bare(other))
            yield Unit(change=change, key=key, old=one, new=other)


def _unnamed(key: str, kind: str, before: Sequence[Any], after: Sequence[Any]) -> Iterable[Unit]:
    remaining = list(after)
    for one in before:
        if one in remaining:
            remaining.remove(one)
        else:
            yield Unit(change=InputChange(what="removed", kind=kind, name=about(one), weighs=key not in WEIGHTLESS), key=key, old=one)
    for other in remaining:
        yield Unit(change=InputChange(what="added", kind=kind, name=about(other), weighs=key not in WEIGHTLESS), key=key, new=other)


def about(one: Any) -> str:
    """Say what an entry without an id is about."""
    if hasattr(one, "from_") and hasattr(one, "target"):
        target = one.target if isinstance(one.target, str) else f"{one.target.evidence} -> {one.target.element}"
        return f"{one.from_} against {target}"
    for name in ("element", "for_", "item", "ground", "route", "ids", "of"):
        found = getattr(one, name, None)
        if isinstance(found, str):
            standard = getattr(one, "standard", None)
            return f"{found} at {standard}" if standard else found
        if isinstance(found, tuple):
            return ", ".join(found)
        if isinstance(found, LinkTarget):
            return f"{found.evidence} -> {found.element}"
    return type(one).__name__.lower()


def bare(one: Any) -> Any:
    """Return a value without what only says something, for telling whether a result can depend on a change."""
    found: dict[str, Any] = {}
    for spot in attrs.fields(type(one)):
        value = getattr(one, spot.name)
        if spot.name in SAID:
            continue
        if isinstance(value, tuple):
            value = tuple(bare(inner) if isinstance(inner, Link) else inner for inner in value)
        found[spot.name] = value
    return tuple(sorted(found.items(), key=lambda pair: pair[0]))


def made(before: State, after: State, chosen: Iterable[Unit]) -> State:
    """Make some changes on the earlier state.

    An item or a source that comes in brings what it derives from, as provenance without links of its own.
    """
    case, law, policy = before.case, before.law, before.policy
    lists: dict[str, list[Any]] = {}
    for unit in chosen:
        if unit.key == "as_of":
            case = evolve(case, as_of=unit.new)
        elif unit.key == "law":
            law, case = unit.new, evolve(case, law=unit.new.to_plain()["id"])
        elif unit.key == "policy":
            policy = unit.new
        else:
            found = lists.setdefault(unit.key, list(getattr(case, unit.key)))
            if unit.old is None:
                found.append(unit.new)
            elif unit.new is None:
                found.remove(unit.old)
            else:
                found[found.index(unit.old)] = unit.new
    _bring_parents(case, after.case, lists)
    changed: dict[str, Any] = {key: tuple(found) for key, found in lists.items()}
    return State(case=evolve(case, **changed), law=law, policy=policy)


def _bring_parents(case: Case, after: Case, lists: dict[str, list[Any]]) -> None:
    """Add what items and sources derive from and the earlier state does not have, from the later one."""
    if not lists.keys() & {"sources", "evidence"}:
        return
    sources = lists.setdefault("sources", list(case.sources))
    items = lists.setdefault("evidence", list(case.evidence))
    known = {*(one.id for one in sources), *(one.id for one in items)}
    later: dict[str, Any] = {one.id: one for one in after.sources}
    later.update({one.id: one for one in after.evidence})
    waiting = [*sources, *items]
    while waiting:
        one = waiting.pop()
        for name in (*one.from_, *((one.copy_of,) if getattr(one, "copy_of", None) else ())):
            if name not in known and name in later:
                known.add(name)
                parent = later[name]
                if isinstance(parent, Evidence):
                    parent = evolve(parent, supports=(), undermines=())
                    items.append(parent)
                else:
                    sources.append(parent)
                waiting.append(parent)


# ---------------------------------------------------------------- results


def cells(evaluation: Evaluation) -> dict[CellKey, tuple[str, ...]]:
    """Return the results of every claim and element at every standard, as a report has them."""
    graph = evaluation.graph
    count = len(evaluation.policy.stages)
    out: dict[CellKey, tuple[str, ...]] = {}
    claims = claim_results(evaluation)
    grouped: dict[CellKey, list[RowResult]] = {}
    places: dict[str, int] = {}
    for law, found in zip(graph.claims, claims, strict=True):
        places[law.claim.id] = law.index
        out[law.claim.id, None, None, None] = tuple(RESULTS[one] for one in found.results)
    for found_row in evaluation.rows:
        row = found_row.row
        part = part_words(row.event, row.part, row.person) if row.element.part == "jurisdiction" else None
        grouped.setdefault((graph.claims[row.claim].claim.id, row.mode, row.element.address, part), []).append(found_row)
    for key, rows in grouped.items():
        law, claim = graph.claims[places[key[0]]], claims[places[key[0]]]
        per = []
        for stage in range(count):
            holder = holder_of(rows, law, claim, stage)
            per.append(min(one.results[stage] for one in rows if one.row.holder in (None, holder)))
        out[key] = tuple(RESULTS[one] for one in per)
    return out


def part_words(event: str | None, part: str | None, person: str | None) -> str:
    """Name what a condition of jurisdiction is about: a part of an incident, or an accused."""
    return ", ".join(one for one in (event, part, person) if one)


def cone(graph: Graph, keys: Iterable[CellKey]) -> set[str]:
    """Return the sources and items on which the rows of some cells may rest, attackers included."""
    nodes, links = graph.provenance, graph.links
    wanted = set(keys)
    claims = {key[0] for key in wanted if key[2] is None}
    waiting: list[int] = []
    for row in graph.rows:
        claim = graph.claims[row.claim].claim.id
        if claim in claims or any(key[0] == claim and key[1] == row.mode and key[2] == row.element.address for key in wanted):
            for table in (row.pro, row.con, row.excluders):
                waiting += [links.item[position] for positions in table.values() for position in positions]
    attackers: dict[str, list[str]] = {}
    for one in graph.case.challenges:
        target = one.target if isinstance(one.target, str) else one.target.evidence
        attackers.setdefault(target, []).append(one.from_)
    copies: dict[int, set[str]] = {}
    for name, node in nodes.index.items():
        copies.setdefault(node, set()).add(name)
    seen: set[int] = set()
    out: set[str] = set()
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        names = copies.get(node, set())
        out |= names
        waiting += nodes.parents[node]
        waiting += [nodes.index[one] for name in names for one in attackers.get(name, ()) if one in nodes.index]
    return out


class _Enough(Exception):  # noqa: N818 - a signal inside this module
    """As many states have been tried as one comparison may try."""


@final
class Tracer:
    """Tries changes on the earlier state and remembers what came of it."""

    def __init__(self, before: State, after: State, found: Sequence[Unit]) -> None:
        self.before, self.after = before, after
        self.units = [one for one in found if one.change.weighs]
        size = max(len(before.case.evidence), len(after.case.evidence), 1)
        self.left = max(LEAST_TRIES, min(MOST_TRIES, WORK // size))
        self.truncated = False
        self.memo: dict[frozenset[int], Cells | None] = {}
        self.graphs = (build(before.case, before.law), build(after.case, after.law))

    def results(self, chosen: frozenset[int]) -> Cells | None:
        """Return the results with some changes made, None where that state means nothing; raises _Enough."""
        if chosen not in self.memo:
            if self.left <= 0:
                raise _Enough
            self.left -= 1
            state = made(self.before, self.after, [self.units[one] for one in sorted(chosen)])
            try:
                self.memo[chosen] = cells(evaluate(build(state.case, state.law), state.policy))
            except (KeyError, ValueError, IndexError):  # a part without what it rests on, such as a copy without its original
                self.memo[chosen] = None
        return self.memo[chosen]

    def causes(self, key: CellKey, stage: int, after: str) -> tuple[InputChange, ...] | None:
        """Return the fewest changes that give the later result at one cell, each tried; None where they were not found.

        The least set in the sense that none of it can be left out; there may be others.
        """

        def gives(chosen: Iterable[int]) -> bool:
            found = self.results(frozenset(chosen))
            return found is not None and key in found and found[key][stage] == after

        try:
            for start in (self.candidates(key), list(range(len(self.units)))):
                if gives(start):
                    return tuple(self.units[one].change for one in _least(start, gives))
        except _Enough:
            self.truncated = True
        return None

    def candidates(self, key: CellKey) -> list[int]:
        """Return the changes that the cell may rest on."""
        names = cone(self.graphs[0], [key]) | cone(self.graphs[1], [key])
        return [
            place
            for place, one in enumerate(self.units)
            if one.key not in ("sources", "evidence") or one.change.name in names or _links_moved(one)
        ]


def _links_moved(unit: Unit) -> bool:
    """Tell whether an item's links differ: then it may have stood behind the cell on one side only."""
    return isinstance(unit.old, Evidence) and isinstance(unit.new, Evidence) and bare(unit.old) != bare(unit.new) and SELF not in unit.change.fields


def _least(start: Sequence[int], gives: Callable[[Iterable[int]], bool]) -> list[int]:
    """Cut a set that gives a result down until none of it can be left out, halves first."""
    chosen = list(start)
    for one in chosen if len(chosen) <= FEW else ():
        if gives([one]):
            return [one]
    size = max(len(chosen) // 2, 1)
    while chosen:
        place = 0
        while place < len(chosen):
            rest = chosen[:place] + chosen[place + size :]
            if len(rest) < len(chosen) and gives(rest):
                chosen = rest
            else:
                place += size
        if size == 1:
            return chosen
        size = max(size // 2, 1)
    return chosen
