"""What a team can do about a result, as values, and the case as it would be if it succeeded.

A step that succeeds is a supposition like any other: it goes into a copy, and the copy is evaluated.
"""

from collections.abc import Iterable
from typing import Final, Literal, cast, final

from attrs import evolve, frozen

from claimmap.case import (
    SELF,
    Admissibility,
    Assessment,
    Case,
    Challenge,
    Evidence,
    Grade,
    Link,
    LinkTarget,
    Names,
    Source,
)
from claimmap.dates import When
from claimmap.grading import is_lead_only, item_grade, source_grade
from claimmap.graph import PERPETRATORS, Row
from claimmap.policy import GRADES, Policy
from claimmap.whatif.changes import find, with_, with_item, with_source

Kind = Literal["new-line", "refute", "resolve", "strengthen", "answer", "answer-challenge", "record-assessment"]
ORDER: Final = ("resolve", "strengthen", "answer-challenge", "answer", "refute", "new-line", "record-assessment")


@final
@frozen(kw_only=True)
class Scope:
    """Where new evidence or an assessment would be entered so that it counts for one row.

    Attributes:
        address: Element, with the limb where one is meant.
    """

    address: str
    claim: str | None = None
    event: str | None = None
    person: str | None = None
    context: str | None = None

    def names(self) -> dict[str, Names]:
        """Return the keys that a link or an assessment states."""
        found = {"claim": self.claim, "event": self.event, "person": self.person, "context": self.context}
        return {key: Names((value,)) for key, value in found.items() if value is not None}


@final
@frozen(kw_only=True)
class Step:
    """One thing to do.

    Attributes:
        kind: new-line (find a new independent line), refute (find evidence against a rival explanation), resolve (assess,
            identify, obtain or clear one source or item), strengthen (judge one link), answer (meet a contradiction),
            answer-challenge, record-assessment.
        about: Id of the source, item or explanation; `?item` for the undisclosed origin of an item.
        grade: Grade that it must reach, from 1.
        scope: Row for which it is done; None for what concerns a source or an item as such.
        place: Key and position of the link in its item.
        challenge: The challenge to be answered.
        number: Tells equal steps apart, from 1.
    """

    kind: Kind
    about: str = ""
    grade: int = 0
    scope: Scope | None = None
    place: tuple[str, int] | None = None
    challenge: Challenge | None = None
    standard: str | None = None
    number: int = 0

    @property
    def new(self) -> bool:
        """Whether it takes evidence that the file does not hold."""
        return self.kind in ("new-line", "refute")

    def sort_key(self) -> tuple[object, ...]:
        """Order as a team would work: what is at hand first, the judgment last."""
        scope = self.scope or Scope(address="")
        return (
            ORDER.index(self.kind), self.about, scope.address, scope.claim or "", scope.event or "", scope.person or "", self.place or ("", 0),
            self.number,
        )  # fmt: skip


def cost_of(steps: Iterable[Step]) -> tuple[int, int]:
    """Return how much new evidence the steps take, and how many other steps there are: the order of advice."""
    found = list(steps)
    news = sum(step.new for step in found)
    return news, len(found) - news


def joined(*sets: Iterable[Step]) -> frozenset[Step]:
    """Join steps; what two of them ask of one source or item is done once, at the higher grade."""
    best: dict[tuple[object, ...], Step] = {}
    for steps in sets:
        for step in steps:
            key = (step.kind, step.about, step.scope, step.place, step.challenge, step.standard, step.number)
            if key not in best or best[key].grade < step.grade:
                best[key] = step
    return frozenset(best.values())


def ungraded(steps: Iterable[Step]) -> frozenset[Step]:
    """Return steps without the grades they ask for, to be compared."""
    return frozenset(evolve(step, grade=0) for step in steps)


def scope_of(row: Row, limb: str) -> Scope:
    """Return what a link must state to count for a row and nothing else, so far as the row is one of its own."""
    element = row.element
    suffix = f"({limb})" if limb else ""
    if element.scope == "context":
        claim = row.of.id if row.context is None else None
        return Scope(address=(element.same_as or element.address) + suffix, claim=claim, context=row.context)
    person = PERPETRATORS if row.holder == "perpetrators" else row.person
    return Scope(address=element.address + suffix, claim=row.of.id, event=row.event, person=person)


# ---------------------------------------------------------------- the case if a step succeeds


def applied(case: Case, steps: Iterable[Step], policy: Policy) -> Case:
    """Return the case as it would be if all the steps succeeded."""
    for step in sorted(steps, key=Step.sort_key):
        case = _apply(case, step, policy)
    return case


def _apply(case: Case, step: Step, policy: Policy) -> Case:
    if step.kind == "resolve":
        return _resolved(case, step, policy)
    if step.kind == "strengthen":
        return _strengthened(case, step)
    if step.kind == "answer-challenge":
        return evolve(case, challenges=tuple(one for one in case.challenges if one is not step.challenge and one != step.challenge))
    if step.kind == "record-assessment" and step.scope is not None:
        judgment = Assessment(
            element=step.scope.address, standard=cast("str", step.standard), finds="satisfied", by="supposed",  # type: ignore[arg-type]
            at=When.parse(case.as_of.isoformat()), because="Supposed.", **step.scope.names(),  # type: ignore[arg-type]
        )  # fmt: skip
        return with_(case, assessments=[judgment])
    return _added(case, step)


def _added(case: Case, step: Step) -> Case:
    """Add an item from a new and known source: a line of support, a refutation, or the answer to a contradiction."""
    stem = f"new-{step.kind}-{len(case.sources) + 1}"
    grade = GRADES[step.grade]
    source = Source(id=f"{stem}-source", kind="unknown", identity="known", grade=grade)
    item = Evidence(id=stem, title="Supposed", kind="other", from_=(source.id,), grade=grade, verification="authenticated")
    if step.kind == "answer":
        target: str | LinkTarget = step.about if step.scope is None else LinkTarget(evidence=step.about, element=step.scope.address)
        answer = Challenge(from_=item.id, target=target, effect="none", because="Supposed.")
        return with_(case, sources=[source], evidence=[item], challenges=[answer])
    scope = cast("Scope", step.scope)
    if step.kind == "refute":
        link = Link(alternative=step.about, shows="Supposed.", strength="high", **scope.names())  # type: ignore[arg-type]
        return with_(case, sources=[source], evidence=[evolve(item, undermines=(link,))])
    link = Link(element=scope.address, shows="Supposed.", strength="high", **scope.names())  # type: ignore[arg-type]
    return with_(case, sources=[source], evidence=[evolve(item, supports=(link,))])


def _resolved(case: Case, step: Step, policy: Policy) -> Case:
    grade = GRADES[step.grade]
    if step.about.startswith("?"):
        item = cast("Evidence", find(case, step.about[1:]))
        origin = Source(id=f"origin-of-{item.id}", kind="unknown", identity="known", grade=grade)
        return with_item(with_(case, sources=[origin]), evolve(item, from_=(origin.id,)))
    found = find(case, step.about)
    if isinstance(found, Source):
        if source_grade(found, policy) is None:
            found = evolve(found, grade=grade)
        return with_source(case, found if found.identity == "withheld-from-public" else evolve(found, identity="known"))
    return with_item(case, cleared(case, found, grade, policy))


def cleared(case: Case, item: Evidence, grade: Grade, policy: Policy) -> Evidence:
    """Return an item with everything settled in its favour that somebody could settle; what is decided stays decided."""
    as_of = When.parse(case.as_of.isoformat())
    if item_grade(item, policy) is None:
        item = evolve(item, grade=grade)
    if not item.held:
        item = evolve(item, held=True)
    if item.verification == "disputed":
        item = evolve(item, verification="authenticated")
    if item.admissibility.status == "challenged":
        item = evolve(item, admissibility=Admissibility(status="admitted", note="supposed"))
    if item.restrictions and is_lead_only(item, as_of):
        item = evolve(item, restrictions=tuple(one for one in item.restrictions if one.use != "lead-only"))
    return item


def _strengthened(case: Case, step: Step) -> Case:
    item = cast("Evidence", find(case, step.about))
    key, place = cast("tuple[str, int]", step.place)
    links: list[Link] = list(getattr(item, key))
    link = links[place]
    if link.strength is None and link.basis not in (None, "direct"):
        link = evolve(link, strength=cast("Literal['low', 'medium', 'high']", GRADES[step.grade]))
    links[place] = evolve(link, when=None)
    return with_item(case, evolve(item, **{key: tuple(links)}))  # type: ignore[arg-type]


# ---------------------------------------------------------------- what a step is about, in words


def facets(case: Case, step: Step, policy: Policy) -> list[str]:
    """Say what settling a source or an item takes, as verbs: identify, obtain, clear, assess.

    Args:
        case: The case.
        step: A step of kind resolve or strengthen.
        policy: Reads letters and digits as grades.
    """
    grade = GRADES[step.grade]
    if step.kind == "strengthen":
        item = cast("Evidence", find(case, step.about))
        link: Link = getattr(item, cast("tuple[str, int]", step.place)[0])[cast("tuple[str, int]", step.place)[1]]
        out = ["settle the date of what it shows"] if link.when is not None else []
        if link.strength is None and link.basis not in (None, "direct"):
            out.append(f"judge the inference from it, which must be {or_better(grade)}")
        return out
    if step.about.startswith("?"):
        return ["identify it, and show that it is not one already counted", f"it must be graded {or_better(grade)}"]
    found = find(case, step.about)
    out = []
    if isinstance(found, Source):
        if found.identity in (None, "unknown-to-team") and not found.from_:
            out.append("identify it, and show that it is not one already counted")
        elif found.identity == "unknown-to-team":
            out.append("identify it")
        if found.identity == "withheld-from-defence":
            out.append("obtain a ruling that its identity may be disclosed to the defence")
        if source_grade(found, policy) is None:
            out.append(f"it must be graded {or_better(grade)}")
        return out
    as_of = When.parse(case.as_of.isoformat())
    if not found.held:
        out.append("obtain it: the file only mentions it")
    if found.verification == "disputed":
        out.append("authenticate it")
    if found.admissibility.status == "challenged":
        ground = f" under {found.admissibility.ground}" if found.admissibility.ground else ""
        out.append(f"obtain the ruling on the challenge{ground}")
    if found.restrictions and is_lead_only(found, as_of):
        out.append("obtain leave to use it as more than a lead")
    if item_grade(found, policy) is None:
        out.append(f"it must be graded {or_better(grade)}")
    return out


def or_better(grade: str) -> str:
    """Say a grade as a floor."""
    return grade if grade == "high" else f"{grade} or better"


def is_origin(item: Evidence) -> bool:
    """Whether an item says that it derives from nothing else."""
    return SELF in item.from_
