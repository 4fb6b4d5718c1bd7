"""What would bring an element or a claim to a standard: the smallest sets of steps, each tried before it is shown.

Advice is ordered: fewer new lines first, then fewer other steps; sets that tie are listed, and nothing weighs them.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, final

from attrs import evolve, frozen

from claimmap.case import Case
from claimmap.evaluation import MET, RESULTS, RowResult
from claimmap.whatif.changes import things
from claimmap.whatif.cone import Evaluated
from claimmap.whatif.cutsets import CutSets, TooLarge
from claimmap.whatif.families import all_of, any_of
from claimmap.whatif.formula import Formula, Leaf, Node, claim_formula, fold, leaves
from claimmap.whatif.searching import Found, search
from claimmap.whatif.shown import Worded
from claimmap.whatif.steps import Scope, Step, applied, cost_of, facets, joined, scope_of, ungraded
from claimmap.whatif.supposed import keyed

MOST_SHOWN: Final = 5
MOST_NODES: Final = 200_000


@final
@frozen(kw_only=True)
class Served:
    """An element that a step helps, and what becomes of it."""

    address: str
    event: str | None
    person: str | None
    holder: str | None
    before: str
    after: str

    def to_plain(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {"element": self.address, "event": self.event, "person": self.person, "holder": self.holder, "from": self.before, "to": self.after}


@final
@frozen(kw_only=True)
class Advice:
    """One step in words.

    Attributes:
        about: Id of the source, item or explanation; empty for new lines and assessments.
        title: What the file calls it.
        verbs: What it takes.
        scope: Element for which it is done, with incident and person; None for what concerns an item as such.
        alone: Result of the element if this is all that is done; empty for steps towards a claim.
        serves: Elements that it helps, each with its result now and with everything in the set done.
    """

    kind: str
    about: str
    title: str
    grade: int
    verbs: tuple[str, ...]
    scope: Scope | None
    alone: str
    serves: tuple["Served", ...]

    def to_plain(self) -> dict[str, Any]:
        """Return the step as JSON values."""
        scope = None if self.scope is None else {key: value for key, value in (
            ("element", self.scope.address), ("claim", self.scope.claim), ("event", self.scope.event), ("person", self.scope.person),
            ("context", self.scope.context)) if value is not None}  # fmt: skip
        return {"kind": self.kind, "about": self.about, "title": self.title, "grade": self.grade, "verbs": list(self.verbs), "scope": scope, "alone": self.alone or None,
                "serves": [one.to_plain() for one in self.serves]}  # fmt: skip


@final
@frozen(kw_only=True)
class ClosingSet:
    """Steps that suffice together.

    Attributes:
        result: What the evaluation of a copy gave with the steps in it.
    """

    steps: tuple[Advice, ...]
    new_lines: int
    others: int
    result: str
    raw: frozenset[Step]

    def to_plain(self) -> dict[str, Any]:
        """Return the set as JSON values."""
        return {"new_lines": self.new_lines, "other_steps": self.others, "result": self.result, "steps": [one.to_plain() for one in self.steps]}


@final
@frozen(kw_only=True)
class ElementClosing:
    """What would bring one element to the standard, for one incident or person.

    Attributes:
        sets: The smallest ones, which tie.
        more: Ties that are not listed.
        instead: The smallest set that rests on new lines alone, where `sets` do without.
        truncated: Whether the search was cut short, so that ties may be missing.
        unsearched: Whether nobody has recorded a search for what speaks against it.
    """

    address: str
    limb: str
    same_as: str | None
    statement: str
    mode: str | None
    event: str | None
    person: str | None
    context: str | None
    holder: str | None
    result: str
    sets: tuple[ClosingSet, ...]
    more: int
    instead: ClosingSet | None
    truncated: bool
    unsearched: bool

    def to_plain(self) -> dict[str, Any]:
        """Return the element as JSON values."""
        return {
            "address": self.address, "limb": self.limb or None, "same_as": self.same_as, "mode": self.mode, "event": self.event, "person": self.person,
            "context": self.context, "holder": self.holder, "statement": self.statement, "result": self.result, "sets": [one.to_plain() for one in self.sets],
            "more": self.more, "instead": None if self.instead is None else self.instead.to_plain(), "truncated": self.truncated,
            "unsearched": self.unsearched,
        }  # fmt: skip


@final
@frozen(kw_only=True, repr=False)
class Closing(Worded):
    """What would bring a claim to a standard.

    Attributes:
        sets: The smallest set for the claim as a whole; shared steps count once.
        more: Other sets that cost no more; they differ in the choices listed under each element.
        elements: Each element short of the standard, under the mode that comes nearest.
        mode: That mode; None where the claim names none.
        modes: Every mode with what it takes in new lines and other steps; None where nothing suffices.
        truncated: Whether smaller sets or ties may be missing.
    """

    case: str
    claim: str
    title: str
    crime: str
    standard: str
    result: str
    mode: str | None
    modes: tuple[tuple[str, int | None, int | None], ...]
    sets: tuple[ClosingSet, ...]
    more: int
    elements: tuple[ElementClosing, ...]
    truncated: bool
    note: str
    law: Mapping[str, Any]
    policy: Mapping[str, str]

    def to_plain(self) -> dict[str, Any]:
        """Return the JSON values of `claimmap/closing-1`."""
        return {
            "format": "claimmap/closing-1", "case": self.case, "claim": self.claim, "crime": self.crime, "standard": self.standard, "law": dict(self.law),
            "policy": dict(self.policy), "result": self.result, "mode": self.mode,
            "modes": [{"mode": mode, "new_lines": news, "other_steps": others} for mode, news, others in self.modes],
            "sets": [one.to_plain() for one in self.sets], "more": self.more,
            "truncated": self.truncated, "note": self.note, "elements": [one.to_plain() for one in self.elements],
        }  # fmt: skip


NO_ELEMENTS: Final = "The law states no elements for this crime, so nothing can be counted."
NO_WAY: Final = (
    "No set of steps on what the file holds, with as many new lines as the policy asks for, brings the claim there: "
    "something decided stands in the way."
)


@final
class Closer:
    """Finds closing sets for the claims of one evaluated case at one standard."""

    def __init__(self, held: Evaluated, standard: str) -> None:
        self.held, self.standard = held, standard
        self.stage = held.stage(standard)
        self._found: dict[Leaf, Found] = {}
        self._shared: dict[tuple[object, ...], Leaf] = {}

    def found(self, leaf: Leaf) -> Found:
        """Return what brings one unit to the standard."""
        same = self._shared.setdefault(self._key(leaf), leaf)
        if same not in self._found:
            self._found[same] = search(self.held, same, self.stage)
        return self._found[same]

    def _key(self, leaf: Leaf) -> tuple[object, ...]:
        """Contextual elements that several claims share are worked out once."""
        row = self.held.graph.rows[leaf.row]
        if row.element.scope != "context" or row.context is None:
            return (leaf,)
        sides = tuple(tuple(sorted((limb, tuple(found)) for limb, found in side.items())) for side in (row.pro, row.con, row.excluders))
        judged = tuple(id(one) for one in (*row.assessments, *row.settled, *row.alternatives))
        return (row.element.same_as, row.context, leaf.unit, sides, judged)

    # -- a claim

    def closing(self, claim: str) -> Closing:
        """Return what would bring a claim to the standard; raises UnknownId."""
        held, place = self.held, self.held.claim(claim)
        law = held.graph.claims[place]
        now = held.claims[place].results[self.stage]
        blank = Closing(
            case=held.case.id, claim=claim, title=law.claim.title, crime=law.crime.address if law.crime else law.claim.crime, standard=self.standard,
            result=RESULTS[now], mode=None, modes=(), sets=(), more=0, elements=(), truncated=False, note="", law=held.law.to_plain(),
            policy={"id": held.policy.id, "sha256": held.policy.sha256},
        )  # fmt: skip
        if now == MET:
            return evolve(blank, mode=held.claims[place].best_mode[self.stage])
        formula = claim_formula(held.evaluation, place)
        if formula is None:
            return evolve(blank, note=NO_ELEMENTS)
        best, mode, modes = self._best_mode(place, formula)
        needed = [leaf for leaf in self._needed(best) if self._result(leaf) != MET]
        smallest, ties = self.cheapest(formula)
        first = next((made for one in smallest if (made := self._claim_set(place, one)) is not None), None)
        sets = () if first is None else (first,)
        return evolve(
            blank, mode=mode, modes=modes, sets=sets, more=max(0, ties - 1), truncated=any(self.found(leaf).family.truncated for leaf in leaves(formula)),
            elements=tuple(self._element(leaf) for leaf in needed), note="" if smallest else NO_WAY,
        )  # fmt: skip

    def cheapest(self, formula: Formula, most: int = MOST_SHOWN) -> tuple[list[frozenset[Step]], int]:
        """Return the smallest sets for a formula, and how many there are; steps that elements share count once."""
        families = {leaf: self.found(leaf).family for leaf in leaves(formula)}
        steps = sorted({step for family in families.values() for one in family.sets for step in one}, key=Step.sort_key)
        sets = CutSets(steps, most=MOST_NODES)
        try:
            root = fold(formula, lambda leaf: sets.family(families[leaf].sets), sets.all_of, sets.any_of)
            found, ties = sets.cheapest(root, lambda step: cost_of([step]), most)
        except TooLarge:
            beam = fold(formula, lambda leaf: families[leaf], lambda parts: all_of(parts, cost_of), lambda parts: any_of(parts, cost_of))
            found = [one for one in beam.sets if cost_of(one) == cost_of(beam.sets[0])]
            ties, found = len(found), found[:most]
        kept = list(dict.fromkeys(joined(one) for one in found))
        return sorted(kept, key=lambda one: (cost_of(one), sorted(step.sort_key() for step in one))), max(ties, len(kept))

    def _best_mode(self, place: int, formula: Formula) -> tuple[Formula, str | None, tuple[tuple[str, int | None, int | None], ...]]:
        """Choose the mode that takes the least; the first named where several tie."""
        modes = [mode for mode in self.held.graph.claims[place].modes if mode.crimes != "aggression"] or list(self.held.graph.claims[place].modes)
        if not modes or not isinstance(formula, Node):
            return formula, None, ()
        ranked = []
        for number, (part, mode) in enumerate(zip(formula.parts, modes, strict=True)):
            sets, _ = self.cheapest(part, 1)
            ranked.append(((not sets, cost_of(sets[0]) if sets else (0, 0), number), part, mode.address))
        _, part, mode_address = min(ranked, key=lambda one: one[0])
        return part, mode_address, tuple((name, None, None) if key[0] else (name, *key[1]) for key, _, name in ranked)

    def _needed(self, formula: Formula) -> list[Leaf]:
        """Return the units to be shown: of alternatives that are short of the standard, all of them."""
        return [leaf for leaf in leaves(formula) if self.held.evaluation.rows[leaf.row].results[self.stage] != MET]

    def _result(self, leaf: Leaf) -> int:
        return self.held.evaluation.rows[leaf.row].units[leaf.unit].results[self.stage]

    def _claim_set(self, place: int, steps: frozenset[Step]) -> ClosingSet | None:
        """Apply a set to a copy, and leave out what it can do without; None where it does not close."""

        def supposed(some: Iterable[Step]) -> Evaluated:
            return self.held.suppose(applied(self.held.case, some, self.held.policy))

        def result(some: Iterable[Step]) -> int:
            return supposed(some).claims[place].results[self.stage]

        if result(steps) != MET:
            return None
        for step in sorted(steps, key=Step.sort_key, reverse=True):
            if result(steps - {step}) == MET:
                steps = steps - {step}
        after = supposed(steps)
        return self._set(steps, MET, self._units_of(place, steps), keyed(after))

    def _units_of(self, place: int, steps: frozenset[Step]) -> list[Leaf]:
        """Return the units of a claim that a set brings to the standard."""
        formula = claim_formula(self.held.evaluation, place)
        wanted = [] if formula is None else leaves(formula)
        done = ungraded(steps)
        return [leaf for leaf in wanted if self._result(leaf) != MET and any(ungraded(one) <= done for one in self.found(leaf).family.sets)]

    def _serves(self, step: Step, leaf: Leaf, steps: frozenset[Step]) -> bool:
        """Tell whether a set has a step for the sake of a unit."""
        done, wanted = ungraded(steps), ungraded([step])
        return any(wanted <= ungraded(one) <= done for one in self.found(leaf).family.sets)

    def _scope(self, leaf: Leaf) -> Scope:
        return scope_of(self.held.graph.rows[leaf.row], self.held.evaluation.rows[leaf.row].units[leaf.unit].unit.limb)

    # -- an element

    def _element(self, leaf: Leaf) -> ElementClosing:
        found, row, unit = self.found(leaf), self.held.graph.rows[leaf.row], self.held.evaluation.rows[leaf.row].units[leaf.unit]
        family = found.family
        smallest = [one for one in family.sets if cost_of(one) == cost_of(family.sets[0])]
        sets = tuple(made for one in smallest[:MOST_SHOWN] if (made := self.unit_set(leaf, one)) is not None)
        return ElementClosing(
            address=row.element.address, limb=unit.unit.limb, same_as=row.element.same_as, statement=row.element.full_statement(), mode=row.mode,
            event=row.event, person=row.person, context=row.context, holder=row.holder, result=RESULTS[self._result(leaf)], sets=sets,
            more=len(smallest) - min(len(smallest), MOST_SHOWN), instead=None if found.instead is None else self.unit_set(leaf, found.instead),
            truncated=family.truncated, unsearched=not row.con and not any(one.direction != "incriminating" and one.result != "not-made" for one in row.searches),
        )  # fmt: skip

    def unit_set(self, leaf: Leaf, steps: frozenset[Step]) -> ClosingSet | None:
        """Apply a set to a copy and evaluate the unit; None where it does not close, or where fewer of its steps do."""
        if self.after(leaf, steps) != MET or any(self.after(leaf, steps - {step}) == MET for step in steps):
            return None
        return self._set(steps, MET, [leaf], None)

    def after(self, leaf: Leaf, steps: Iterable[Step]) -> int:
        """Return a unit's result on a copy of the case in which the steps have succeeded."""
        supposed = self.held.suppose(applied(self.held.case, steps, self.held.policy))
        number = leaf.row if supposed.touched is not None else self._again(supposed, leaf)
        return supposed.evaluation.rows[number].units[leaf.unit].results[self.stage]

    def _again(self, supposed: Evaluated, leaf: Leaf) -> int:
        """Find a row after a full evaluation."""
        wanted = self.held.row_key(leaf.row)
        return next(number for number in range(len(supposed.graph.rows)) if supposed.row_key(number) == wanted)

    def _set(self, steps: frozenset[Step], result: int, units: Sequence[Leaf], after: Mapping[tuple[object, ...], RowResult] | None) -> ClosingSet:
        """Put a set in words; *after* is the whole case with all of it done, for a set that closes a claim."""
        news, others = cost_of(steps)
        ordered = sorted(steps, key=Step.sort_key)
        return ClosingSet(
            steps=tuple(self._advice(step, units, after, steps) for step in ordered), new_lines=news, others=others, result=RESULTS[result], raw=steps
        )  # fmt: skip

    def _advice(self, step: Step, units: Sequence[Leaf], after: Mapping[tuple[object, ...], RowResult] | None, steps: frozenset[Step]) -> Advice:
        verbs = tuple(facets(self.held.case, step, self.held.policy)) if step.kind in ("resolve", "strengthen") else ()
        alone = RESULTS[self.after(units[0], [step])] if after is None else ""
        serves = []
        for leaf in units:
            if after is not None and step.scope is None and not self._serves(step, leaf, steps):
                continue
            if after is not None and step.scope is not None and step.scope != self._scope(leaf):
                continue
            row, now = self.held.graph.rows[leaf.row], self._result(leaf)
            later = MET if after is None else after[self.held.row_key(leaf.row)].units[leaf.unit].results[self.stage]
            limb = self.held.evaluation.rows[leaf.row].units[leaf.unit].unit.limb
            address = row.element.address + (f"({limb})" if limb else "")
            serves.append(Served(address=address, event=row.event, person=row.person, holder=row.holder, before=RESULTS[now], after=RESULTS[later]))
        return Advice(
            kind=kind_of(step, verbs), about=step.about, title=title_of(self.held.case, step.about), grade=step.grade, verbs=verbs, scope=step.scope,
            alone=alone, serves=tuple(dict.fromkeys(serves)),
        )  # fmt: skip


def kind_of(step: Step, verbs: Sequence[str]) -> str:
    """Name an action: new-line, assess, identify, obtain, ruling, answer, answer-challenge, refute, record-assessment.

    A source or item that takes several is named by the first of them that a team must do.
    """
    if step.kind not in ("resolve", "strengthen"):
        return step.kind
    for start, name in (("identify", "identify"), ("obtain it", "obtain"), ("obtain", "ruling"), ("authenticate", "authenticate")):
        if any(verb.startswith(start) for verb in verbs):
            return name
    return "assess"


def title_of(case: Case, name: str) -> str:
    """Return what the file calls a source, an item or a rival explanation."""
    wanted = name.removeprefix("?")
    for one in things(case):
        if one.id == wanted:
            return "" if one.by_code else one.title or ""
    return next((one.text for one in case.alternatives if one.id == wanted), "")


def closing_of(held: Evaluated, claim: str, standard: str) -> Closing:
    """Return what would bring a claim to a standard; raises UnknownId."""
    return Closer(held, standard).closing(claim)

