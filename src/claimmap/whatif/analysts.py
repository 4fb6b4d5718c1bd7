"""Grades by several analysts, each evaluated apart and shown side by side; never averaged.

Where they disagree, and whether it matters: whether another analyst's grade on one thing would change a result.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, cast, final

from attrs import evolve, frozen

from claimmap.case import AnalystGrade, Case, Evidence, Link, LinkTarget
from claimmap.evaluation import RESULTS
from claimmap.whatif.changes import canonical, find, graded, with_item
from claimmap.whatif.cone import Evaluated
from claimmap.whatif.shown import Worded
from claimmap.whatif.supposed import keyed

Target = str | LinkTarget


@final
@frozen(kw_only=True)
class Disagreement:
    """One source, item or link that analysts grade differently.

    Attributes:
        grades: By analyst; an analyst who gives none stands on the file's own.
        matters: Claims and elements of which some analyst's result would change with another's grade on this alone.
    """

    about: str
    element: str | None
    grades: Mapping[str, str]
    reasons: Mapping[str, str]
    matters: tuple[str, ...]

    def to_plain(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {"about": self.about, "element": self.element, "grades": dict(self.grades), "reasons": dict(self.reasons), "matters": list(self.matters)}


@final
@frozen(kw_only=True, repr=False)
class Analysts(Worded):
    """Results by analyst.

    Attributes:
        claims: By claim, each analyst's result at the standard.
        elements: By claim and element, where analysts differ.
    """

    case: str
    title: str
    standard: str
    policy: Mapping[str, str]
    analysts: tuple[str, ...]
    claims: Mapping[str, Mapping[str, str]]
    elements: Mapping[str, Mapping[str, str]]
    disagreements: tuple[Disagreement, ...]

    def to_plain(self) -> dict[str, Any]:
        """Return the JSON values of `claimmap/analysts-1`."""
        return {
            "format": "claimmap/analysts-1", "case": self.case, "standard": self.standard, "policy": dict(self.policy), "analysts": list(self.analysts),
            "claims": {name: dict(one) for name, one in self.claims.items()}, "elements": {name: dict(one) for name, one in self.elements.items()},
            "disagreements": [one.to_plain() for one in self.disagreements],
        }  # fmt: skip


def as_graded_by(case: Case, grades: Iterable[AnalystGrade]) -> Case:
    """Return the case with some grades in the place of the file's own."""
    for one in grades:
        case = _graded(case, one.of, one.grade)
    return case


def _graded(case: Case, of: Target, grade: str) -> Case:
    if isinstance(of, str):
        return graded(case, of, grade)
    item = cast("Evidence", find(case, of.evidence))
    wanted = canonical(of.element)
    strength = None if grade == "unassessed" else grade

    def judged(links: tuple[Link, ...]) -> tuple[Link, ...]:
        return tuple(_judged(one, strength) if one.element is not None and canonical(one.element) == wanted else one for one in links)

    return with_item(case, evolve(item, supports=judged(item.supports), undermines=judged(item.undermines)))


def _judged(link: Link, strength: str | None) -> Link:
    """Set a link's strength; one that is unassessed rests on inference, and one graded none shows nothing any more."""
    if strength == "none":
        return evolve(link, element=None, alternative=None)
    basis = link.basis if strength is not None or link.basis not in (None, "direct") else "circumstantial"
    return evolve(link, strength=cast("Literal['low', 'medium', 'high'] | None", strength), basis=basis)


def analysts_of(held: Evaluated, standard: str) -> Analysts:
    """Evaluate each analyst's grades apart; raises UnknownId for an unknown standard."""
    stage = held.stage(standard)
    names = tuple(sorted({one.analyst for one in held.case.grades}))
    views = {name: held.suppose(as_graded_by(held.case, (one for one in held.case.grades if one.analyst == name))) for name in names}
    claims: dict[str, dict[str, str]] = {
        claim.id: {name: RESULTS[view.claims[place].results[stage]] for name, view in views.items()} for place, claim in enumerate(held.case.claims)
    }
    elements: dict[str, dict[str, str]] = {}
    rows = {name: keyed(view) for name, view in views.items()}
    for number in range(len(held.evaluation.rows)):
        key = held.row_key(number)
        found = {name: str(RESULTS[view[key].results[stage]]) for name, view in rows.items() if key in view}
        if len(set(found.values())) > 1:
            elements[row_words(held, number)] = found
    return Analysts(
        case=held.case.id, title=held.case.title, standard=standard, policy={"id": held.policy.id, "sha256": held.policy.sha256}, analysts=names,
        claims=claims, elements=elements, disagreements=tuple(_disagreements(held, views, stage)),
    )  # fmt: skip


def row_words(held: Evaluated, number: int) -> str:
    """Name a row in words: claim, element, incident, person."""
    row = held.graph.rows[number]
    more = [one for one in (row.event, row.person, row.context if row.element.scope == "context" else None) if one]
    return f"{row.of.id}: {row.element.address}" + (f" ({', '.join(more)})" if more else "")


def _disagreements(held: Evaluated, views: Mapping[str, Evaluated], stage: int) -> list[Disagreement]:
    by_target: dict[Target, dict[str, AnalystGrade]] = {}
    for one in held.case.grades:
        by_target.setdefault(one.of, {})[one.analyst] = one
    out = []
    for of, found in sorted(by_target.items(), key=lambda pair: str(pair[0])):
        if len({one.grade for one in found.values()}) < 2:
            continue
        matters: dict[str, None] = {}
        for name, view in views.items():
            for other in found.values():
                if other.analyst == name:
                    continue
                swapped = view.suppose(_graded(view.case, of, other.grade))
                for place, claim in enumerate(held.case.claims):
                    if swapped.claims[place].results[stage] != view.claims[place].results[stage]:
                        matters[f"claim {claim.id}"] = None
                was, now = keyed(view), keyed(swapped)
                for number in range(len(held.evaluation.rows)):
                    key = held.row_key(number)
                    if key in was and key in now and was[key].results[stage] != now[key].results[stage]:
                        matters[row_words(held, number)] = None
        about, element = (of, None) if isinstance(of, str) else (of.evidence, of.element)
        out.append(
            Disagreement(about=about, element=element, grades={name: one.grade for name, one in found.items()},
                         reasons={name: one.because for name, one in found.items()}, matters=tuple(matters))
        )  # fmt: skip
    return out
