"""What could sink a claim: the sources, documents and links without which it falls, alone or in pairs.

Across claims: if this one falls, these claims fall. Everything printed was tried on a copy.
"""

from collections.abc import Collection, Mapping
from typing import Any, Final, final

from attrs import frozen

from claimmap.case import Evidence
from claimmap.evaluation import MET, NOT_MET, RESULTS, RowResult
from claimmap.policy import LEVEL
from claimmap.whatif.certificates import Certificate, certificate
from claimmap.whatif.changes import find, without
from claimmap.whatif.closing import title_of
from claimmap.whatif.cone import Evaluated
from claimmap.whatif.families import Family, all_of, any_of, nothing_needed
from claimmap.whatif.formula import Leaf, claim_formula, fold, leaves
from claimmap.whatif.pillars import Pillars, pillars
from claimmap.whatif.shown import Worded
from claimmap.whatif.supposed import keyed

MOST_PAIRS: Final = 25


@final
@frozen(kw_only=True)
class Fall:
    """A claim or an element that falls, from one result to another."""

    claim: str
    address: str | None
    event: str | None
    person: str | None
    before: str
    after: str

    def to_plain(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {"claim": self.claim, "element": self.address, "event": self.event, "person": self.person, "from": self.before, "to": self.after}


@final
@frozen(kw_only=True)
class CriticalNode:
    """One source or item without which a claim falls.

    Attributes:
        kind: source, item or origin (an undisclosed one).
        claims: Claims that fall with it.
        elements: The elements that bring them down.
        chain: The single points of the first of these elements, origin first: what makes it single.
        below: Items that derive from it.
    """

    id: str
    kind: str
    title: str
    claims: tuple[Fall, ...]
    elements: tuple[Fall, ...]
    chain: tuple[str, ...]
    below: tuple[str, ...]

    def to_plain(self) -> dict[str, Any]:
        """Return the node as JSON values."""
        return {
            "id": self.id, "kind": self.kind, "title": self.title, "claims": [one.to_plain() for one in self.claims],
            "elements": [one.to_plain() for one in self.elements], "chain": list(self.chain), "below": list(self.below),
        }  # fmt: skip


@final
@frozen(kw_only=True)
class ElementProof:
    """How many independent lines an element has at the standard, with the proof."""

    address: str
    limb: str
    mode: str | None
    event: str | None
    person: str | None
    result: str
    grade: str
    end: str
    proof: Certificate

    def to_plain(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            "element": self.address, "limb": self.limb or None, "mode": self.mode, "event": self.event, "person": self.person, "result": self.result,
            "grade": self.grade, "end": self.end, "certificate": self.proof.to_plain(),
        }  # fmt: skip


@final
@frozen(kw_only=True)
class ClaimCritical:
    """What one claim rests on.

    Attributes:
        singles: Ids each of which brings it down.
        pairs: Pairs of ids that bring it down together, of which neither does so alone; with the result after.
        truncated: Whether pairs were left out.
    """

    id: str
    title: str
    result: str
    singles: tuple[str, ...]
    pairs: tuple[tuple[tuple[str, str], str], ...]
    proofs: tuple[ElementProof, ...]
    truncated: bool

    def to_plain(self) -> dict[str, Any]:
        """Return the claim as JSON values."""
        return {
            "id": self.id, "result": self.result, "singles": list(self.singles), "pairs": [{"ids": list(ids), "to": after} for ids, after in self.pairs],
            "elements": [one.to_plain() for one in self.proofs], "truncated": self.truncated,
        }  # fmt: skip


@final
@frozen(kw_only=True, repr=False)
class Critical(Worded):
    """What could sink the claims of a case, at one standard.

    Attributes:
        nodes: Single points, those that bring down most claims first.
        claims: Each claim that stands at all, with its pairs and proofs.
        fallen: Claims that do not stand: nothing can bring them down.
        weak: For those, the single points of the elements that do stand, or may: most elements first.
    """

    case: str
    title: str
    standard: str
    law: Mapping[str, Any]
    policy: Mapping[str, str]
    nodes: tuple[CriticalNode, ...]
    claims: tuple[ClaimCritical, ...]
    fallen: tuple[str, ...]
    weak: tuple[CriticalNode, ...] = ()

    def to_plain(self) -> dict[str, Any]:
        """Return the JSON values of `claimmap/critical-1`."""
        return {
            "format": "claimmap/critical-1", "case": self.case, "standard": self.standard, "law": dict(self.law), "policy": dict(self.policy),
            "nodes": [one.to_plain() for one in self.nodes], "claims": [one.to_plain() for one in self.claims], "fallen": list(self.fallen), "weak": [one.to_plain() for one in self.weak],
        }  # fmt: skip


def critical_of(held: Evaluated, standard: str, *, order: int = 2, checked: bool = True) -> Critical:
    """Find what the claims of a case rest on.

    Args:
        held: The case as evaluated.
        standard: Standard of proof.
        order: 1 for single points, 2 for pairs as well.
        checked: Whether each one is tried on a copy; without it no falls are given.

    Raises:
        UnknownId: the policy has no such standard.
    """
    stage = held.stage(standard)
    known: dict[tuple[Leaf, int], Pillars] = {}
    claims: list[ClaimCritical] = []
    singles: dict[str, None] = {}
    fallen: list[str] = []
    for place, law in enumerate(held.graph.claims):
        level = held.claims[place].results[stage]
        formula = claim_formula(held.evaluation, place)
        if level == NOT_MET or formula is None:
            fallen.append(law.claim.id)
            continue

        def leaf_family(leaf: Leaf, level: int = level) -> Family[str]:
            if held.evaluation.rows[leaf.row].units[leaf.unit].results[stage] < level:
                return nothing_needed()
            if (leaf, level) not in known:
                known[leaf, level] = pillars(held, leaf, stage, level, order)
            found = known[leaf, level]
            return Family(sets=(*found.singles, *found.pairs), truncated=found.truncated)

        family = fold(formula, leaf_family, _either, _both)
        ones = sorted(next(iter(one)) for one in family.sets if len(one) == 1)
        twos = [one for one in family.sets if len(one) == 2] if order > 1 else []
        singles.update(dict.fromkeys(ones))
        pairs = []
        for pair in twos[:MOST_PAIRS] if checked else ():
            first, second = sorted(pair)
            after = _without(held, first, second).claims[place].results[stage]
            if after < level:
                pairs.append(((first, second), RESULTS[after]))
        proofs = tuple(_proof(held, leaf, stage, level) for leaf in leaves(formula)) if checked else ()
        claims.append(
            ClaimCritical(
                id=law.claim.id, title=law.claim.title, result=RESULTS[level], singles=tuple(ones), pairs=tuple(pairs),
                proofs=tuple(one for one in proofs if one is not None), truncated=family.truncated or len(twos) > MOST_PAIRS,
            )  # fmt: skip
        )
    nodes = [node for name in singles if (node := _node(held, name, stage, checked=checked)) is not None]
    nodes.sort(key=lambda one: (-len(one.claims), -sum(fall.before == "met" for fall in one.claims), one.kind == "item", one.id))
    weak = _weak(held, stage, fallen) if checked else ()
    return Critical(
        case=held.case.id, title=held.case.title, standard=standard, law=held.law.to_plain(), policy={"id": held.policy.id, "sha256": held.policy.sha256},
        nodes=tuple(nodes), claims=tuple(claims), fallen=tuple(fallen), weak=weak,
    )  # fmt: skip


def _weak(held: Evaluated, stage: int, fallen: Collection[str]) -> tuple[CriticalNode, ...]:
    """Return the single points of the elements that stand, or may, of claims that do not."""
    names: dict[str, None] = {}
    for number, found in enumerate(held.evaluation.rows):
        if found.row.of.id not in fallen or found.results[stage] == NOT_MET:
            continue
        for place, unit in enumerate(found.units):
            if unit.results[stage] == found.results[stage]:
                for one in pillars(held, Leaf(row=number, unit=place), stage, found.results[stage], 1).singles:
                    names.update(dict.fromkeys(one))
    out = []
    for name in names:
        if name.startswith("?"):
            continue
        after = keyed(_without(held, name))
        elements, chain = _elements(held, after, stage, fallen, name)
        if elements:
            kind = "item" if isinstance(find(held.case, name), Evidence) else "source"
            out.append(CriticalNode(id=name, kind=kind, title=title_of(held.case, name), claims=(), elements=elements, chain=chain, below=_below(held, name)))
    return tuple(sorted(out, key=lambda one: (-len(one.elements), one.kind == "item", one.id)))


def _elements(
    held: Evaluated, later: Mapping[tuple[object, ...], RowResult], stage: int, claims: Collection[str], name: str
) -> tuple[tuple[Fall, ...], tuple[str, ...]]:
    """Return the elements of some claims that fall with a node, and the chain that makes it single for the first of them."""
    elements: list[Fall] = []
    chain: tuple[str, ...] = ()
    for number, row in enumerate(held.evaluation.rows):
        now = later.get(held.row_key(number))
        if row.row.of.id not in claims or now is None or now.results[stage] >= row.results[stage]:
            continue
        elements.append(
            Fall(claim=row.row.of.id, address=row.row.element.same_as or row.row.element.address, event=row.row.event, person=row.row.person,
                 before=RESULTS[row.results[stage]], after=RESULTS[now.results[stage]])
        )  # fmt: skip
        chain = chain or _chain(held, number, stage, name)
    return tuple(dict.fromkeys(elements)), chain or (name,)


def _either(parts: list[Family[str]]) -> Family[str]:
    """What breaks any part breaks the whole of all-of."""
    return any_of(parts, lambda one: (len(one), sorted(one)))


def _both(parts: list[Family[str]]) -> Family[str]:
    """Any-of breaks only when every part does; more than two at once are not looked for."""
    found = all_of(parts, lambda one: (len(one), sorted(one)))
    return Family(sets=tuple(one for one in found.sets if len(one) <= 2), truncated=found.truncated)


def _without(held: Evaluated, *names: str) -> Evaluated:
    """Evaluate the case without some nodes; an undisclosed origin falls with the item behind which it stands."""
    return held.suppose(without(held.case, *(name.removeprefix("?") for name in names)))


def _node(held: Evaluated, name: str, stage: int, *, checked: bool) -> CriticalNode | None:
    if name.startswith("?") and checked:
        return None
    kind = "origin" if name.startswith("?") else "item" if isinstance(find(held.case, name), Evidence) else "source"
    if not checked:
        return CriticalNode(id=name, kind=kind, title="", claims=(), elements=(), chain=(), below=())
    after = _without(held, name)
    falls = [
        Fall(claim=held.case.claims[place].id, address=None, event=None, person=None, before=RESULTS[was.results[stage]], after=RESULTS[now.results[stage]])
        for place, (was, now) in enumerate(zip(held.claims, after.claims, strict=True)) if now.results[stage] < was.results[stage]
    ]  # fmt: skip
    if not falls:
        return None
    fell = {one.claim for one in falls}
    elements, chain = _elements(held, keyed(after), stage, fell, name)
    return CriticalNode(
        id=name, kind=kind, title=title_of(held.case, name), claims=tuple(falls), elements=elements, chain=chain, below=_below(held, name)
    )


def _chain(held: Evaluated, number: int, stage: int, name: str) -> tuple[str, ...]:
    """Return the single points of an element of which a node is one, origin first."""
    row = held.evaluation.rows[number]
    grades, end = held.evaluation.grades[stage], "low" if row.results[stage] == MET else "high"
    for clause in held.policy.stages[stage].pro:
        found = held.evaluation.passes[id(grades), LEVEL[clause.grade], end]
        for unit in row.units:
            names = tuple(held.graph.provenance.names[node] for node in found.single_points(held.graph, unit.unit.pro))
            if name in names:
                return names
    return ()


def _below(held: Evaluated, name: str) -> tuple[str, ...]:
    """Return the items that derive from something, directly or not."""
    nodes = held.graph.provenance
    out: set[int] = set()
    waiting = [nodes.index[name]]
    while waiting:
        for child in held.reach.children[waiting.pop()]:
            if child not in out:
                out.add(child)
                waiting.append(child)
    return tuple(sorted(nodes.names[node] for node in out if nodes.items[node] is not None))


def _proof(held: Evaluated, leaf: Leaf, stage: int, level: int) -> ElementProof | None:
    """Prove how many lines a unit has, under the first clause that holds."""
    found = held.evaluation.rows[leaf.row]
    unit = found.units[leaf.unit]
    if unit.results[stage] < level or found.settled:
        return None
    end = "low" if level == MET else "high"
    grades = held.evaluation.grades[stage]
    for clause in held.policy.stages[stage].pro:
        pass_ = held.evaluation.passes[id(grades), LEVEL[clause.grade], end]
        proof = certificate(held.graph, unit.unit.sure_pro if level == MET else unit.unit.pro, pass_)
        if proof.lines >= (clause.lines if level == MET else 1):
            row = found.row
            return ElementProof(
                address=row.element.same_as if row.element.scope == "context" and row.element.same_as else row.element.address, limb=unit.unit.limb,
                mode=row.mode, event=row.event, person=row.person, result=RESULTS[unit.results[stage]], grade=clause.grade, end=end, proof=proof,
            )  # fmt: skip
    return None
