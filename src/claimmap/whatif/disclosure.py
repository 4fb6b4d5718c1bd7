"""Candidates for disclosure review: what undermines, challenges or offers another explanation, whatever its label.

This is a list to be reviewed by people, not a disclosure decision. Outside the Court it is good practice, not a duty.

Source:
    Rome Statute, arts. 54(1)(a) and 67(2); Rules of Procedure and Evidence, rules 76 and 77.
"""

from collections.abc import Mapping
from typing import Any, Final, final

from attrs import frozen

from claimmap.case import CONCLUSIONS, Evidence, LinkTarget, Review, Source
from claimmap.dates import When
from claimmap.grading import is_lead_only
from claimmap.whatif.changes import things
from claimmap.whatif.cone import Evaluated
from claimmap.whatif.shown import Worded

STATEMENTS: Final = frozenset({"testimony", "victim-statement", "insider-statement"})


@final
@frozen(kw_only=True)
class Touch:
    """One way in which an item bears on disclosure."""

    how: str
    element: str | None
    claims: tuple[str, ...]
    says: str

    def to_plain(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {"how": self.how, "element": self.element, "claims": list(self.claims), "says": self.says}


@final
@frozen(kw_only=True)
class Candidate:
    """One item or source for review.

    Attributes:
        heads: Heads under which it may fall, as questions for the reviewer.
        touches: What it undermines, challenges or explains otherwise.
        holds_back: What stands in the way of handing it over: restrictions, protection, not held.
        reviews: Entries of the review log.
    """

    id: str
    title: str
    kind: str
    access: str
    heads: tuple[str, ...]
    touches: tuple[Touch, ...]
    holds_back: tuple[str, ...]
    reviews: tuple[Review, ...]

    def to_plain(self) -> dict[str, Any]:
        """Return the candidate as JSON values."""
        return {
            "id": self.id, "title": self.title, "kind": self.kind, "access": self.access, "heads": list(self.heads),
            "touches": [one.to_plain() for one in self.touches], "holds_back": list(self.holds_back),
            "reviews": [
                {"reviewer": one.reviewer, "date": one.date.text, "category": one.category, "reason": one.reason} for one in self.reviews
            ],
        }  # fmt: skip


@final
@frozen(kw_only=True, repr=False)
class Disclosure(Worded):
    """Candidates for disclosure review.

    Attributes:
        candidates: Those that nobody has reviewed first.
        statements: Statements under rule 76 that are no candidates otherwise.
        unsearched: Elements, by claim, where nobody has recorded a search for exonerating material.
        other_reviews: Entries of the review log on items that are no candidates.
    """

    case: str
    title: str
    law: Mapping[str, Any]
    candidates: tuple[Candidate, ...]
    statements: tuple[str, ...]
    unsearched: Mapping[str, tuple[str, ...]]
    other_reviews: tuple[Review, ...]

    def to_plain(self) -> dict[str, Any]:
        """Return the JSON values of `claimmap/disclosure-1`."""
        return {
            "format": "claimmap/disclosure-1", "case": self.case, "law": dict(self.law), "caution": CAUTION,
            "candidates": [one.to_plain() for one in self.candidates], "statements": list(self.statements),
            "unsearched": {claim: list(found) for claim, found in self.unsearched.items()},
            "other_reviews": [{"item": one.item, "reviewer": one.reviewer, "date": one.date.text, "category": one.category, "reason": one.reason}
                              for one in self.other_reviews],
        }  # fmt: skip


CAUTION: Final = (
    "Candidates for review, found by what the file itself says of each item. Not a disclosure decision: whether an item must be disclosed, and "
    "whether anything allows it to be withheld, is for those responsible and, in case of doubt, for the Court (art. 67(2))."
)

HEADS: Final[Mapping[str, str]] = {
    "undermines": "art. 67(2): may show or tend to show innocence, or mitigate guilt",
    "explains": "art. 67(2): offers another explanation, which may tend to show innocence",
    "challenges": "art. 67(2): may affect the credibility of prosecution evidence",
    "challenged": "art. 67(2): its own credibility is challenged, and the Prosecution relies on it",
    "not-satisfied": "rule 77: a judgment on the file that an element is not satisfied may be material to the preparation of the defence",
    "statement": "rule 76: a prior statement of a possible witness",
    "obtained": "rule 77: may have been obtained from or belonged to the person",
}


def disclosure_of(held: Evaluated) -> Disclosure:
    """Gather the candidates for disclosure review of a case."""
    case, graph = held.case, held.graph
    touches: dict[str, list[Touch]] = {}
    heads: dict[str, dict[str, None]] = {}

    def add(name: str, head: str, touch: Touch) -> None:
        touches.setdefault(name, []).append(touch)
        heads.setdefault(name, {})[HEADS[head]] = None

    for position, link in enumerate(graph.links.link):
        item = case.evidence[graph.links.where[position][0]].id
        claims = tuple(dict.fromkeys(graph.rows[number].of.id for number in held.reach.rows[position]))
        against = graph.links.against[position]
        if link.element is not None and against:
            add(item, "undermines", Touch(how="undermines", element=link.element, claims=claims, says=link.shows))
        elif link.alternative is not None and not against:
            element = next((one.element for one in case.alternatives if one.id == link.alternative), None)
            add(item, "explains", Touch(how=f"supports the explanation {link.alternative}", element=element, claims=claims, says=link.shows))
    incriminating = _incriminating(held)
    for challenge in case.challenges:
        target = challenge.target.evidence if isinstance(challenge.target, LinkTarget) else challenge.target
        if target not in incriminating:
            continue
        element = challenge.target.element if isinstance(challenge.target, LinkTarget) else None
        add(challenge.from_, "challenges", Touch(how=f"challenges {target}", element=element, claims=incriminating[target], says=challenge.because))
    for one in case.evidence:
        if one.id in incriminating and (one.admissibility.status == "challenged" or one.verification == "disputed"):
            add(one.id, "challenged", Touch(how="is itself challenged or disputed", element=None, claims=incriminating[one.id], says=one.admissibility.note or ""))
    reviews: dict[str, list[Review]] = {}
    for review in case.reviews:
        reviews.setdefault(review.item, []).append(review)
    index = {one.id: one for one in things(case)}
    candidates = []
    for name in touches:
        thing = index[name]
        more = [HEADS["statement"]] if isinstance(thing, Evidence) and thing.kind in STATEMENTS else []
        more += [HEADS["obtained"]] if _from_accused(held, name) else []
        candidates.append(
            Candidate(
                id=name, title="" if thing.by_code else thing.title or "", kind=thing.kind, access=(thing.access or "restricted") if isinstance(thing, Evidence) else "",
                heads=(*heads[name], *more), touches=tuple(touches[name]), holds_back=tuple(_holds_back(held, thing)), reviews=tuple(reviews.get(name, ())),
            )  # fmt: skip
        )
    candidates.sort(key=lambda one: (bool(one.reviews), one.id))
    return Disclosure(
        case=case.id, title=case.title, law=held.law.to_plain(), candidates=tuple(candidates),
        statements=tuple(sorted(one.id for one in case.evidence if one.kind in STATEMENTS and one.id not in touches)),
        unsearched=_unsearched(held), other_reviews=tuple(one for one in case.reviews if one.item not in touches),
    )  # fmt: skip


def _incriminating(held: Evaluated) -> dict[str, tuple[str, ...]]:
    """Return what stands behind support for an element, with the claims that it serves."""
    found: dict[int, dict[str, None]] = {}
    for row in held.graph.rows:
        for positions in row.pro.values():
            for position in positions:
                found.setdefault(held.graph.links.item[position], {})[row.of.id] = None
    nodes = held.graph.provenance
    for node in reversed(nodes.order):
        for parent in nodes.parents[node] if node in found else ():
            found.setdefault(parent, {}).update(found[node])
    return {nodes.names[node]: tuple(claims) for node, claims in found.items()}


def _from_accused(held: Evaluated, name: str) -> bool:
    nodes = held.graph.provenance
    waiting, seen = [nodes.index[name]], set[int]()
    while waiting:
        node = waiting.pop()
        source = nodes.sources[node]
        if source is not None and source.party == "accused":
            return True
        seen.add(node)
        waiting += [parent for parent in nodes.parents[node] if parent not in seen]
    return False


def _holds_back(held: Evaluated, thing: Source | Evidence) -> list[str]:
    if isinstance(thing, Source):
        return ["its identity is withheld"] if thing.identity in ("withheld-from-defence", "withheld-from-public") or thing.protected else []
    out = []
    as_of = When.parse(held.case.as_of.isoformat())
    for one in thing.restrictions:
        if one.lifted is None or (one.use == "lead-only" and is_lead_only(thing, as_of)):
            out.append(f"restricted under {one.basis if one.basis == 'agreement' else 'art. ' + one.basis}: {one.use}")
    if thing.access == "protected":
        out.append("protected")
    if not thing.held:
        out.append("the team does not hold it")
    if thing.kind in CONCLUSIONS:
        out.append("a conclusion: what it rests on is to be reviewed as well")
    return out


def _unsearched(held: Evaluated) -> dict[str, tuple[str, ...]]:
    """Return, by claim, the elements without a search for exonerating material and without anything that undermines them."""
    out: dict[str, dict[str, None]] = {}
    for row in held.graph.rows:
        if row.con or any(one.direction != "incriminating" and one.result != "not-made" for one in row.searches):
            continue
        out.setdefault(row.of.id, {})[row.element.address] = None
    return {claim: tuple(found) for claim, found in out.items()}
