"""The kinds of gap, where each demand comes from, and the words that messages share."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal, final

from attrs import frozen

from claimmap.faces import Shown
from claimmap.graph import Row
from claimmap.law import Element

Status = Literal[
    "meets", "unsupported", "support-defeated", "asserted", "contested", "awaiting-assessment", "single-line", "below-standard",
]  # fmt: skip

STATUSES: Final[tuple[str, ...]] = (
    "unsupported", "support-defeated", "asserted", "contested", "awaiting-assessment", "single-line", "below-standard", "meets",
)  # fmt: skip
"""Every status, those that ask for most first."""


KINDS: Final = (
    "unsupported", "support-defeated", "asserted", "below-standard", "single-line", "contested", "awaiting-assessment",
    "no-mode", "no-linkage", "unassigned", "contradicted", "alternative-open", "undisclosed-origin", "anonymous-only",
    "indirect-only", "one-party-only", "unassessed", "not-held", "challenged-material", "restricted", "out-of-period",
    "outside-group", "no-exonerating-search", "override",
    "no-jurisdiction", "jurisdiction-undecided", "jurisdiction-contested", "no-trigger",
)  # fmt: skip
"""Every kind of gap, in the order in which they are shown."""


SOURCES: Final[Mapping[str, str]] = {
    "unsupported": "Rome Statute, art. 66(2): the onus is on the Prosecutor",
    "support-defeated": "Rome Statute, art. 69(4): relevance and probative value",
    "asserted": "Rome Statute, art. 69(4): nothing counts before it is assessed",
    "below-standard": "working threshold of the policy; no chamber is bound by it",
    "single-line": "Rules of Procedure and Evidence, rule 63(4): corroboration is not required; a working caution of the policy",
    "contested": "Rome Statute, arts. 54(1)(a) and 66(3)",
    "awaiting-assessment": "Rome Statute, art. 74(2): the evidence is weighed as a whole, by people",
    "no-mode": "Rome Statute, arts. 25 and 28",
    "no-linkage": "Rome Statute, arts. 25(2) and 30(1)",
    "unassigned": "scope of links: what is left out is filled only where there is no choice",
    "contradicted": "Rome Statute, arts. 54(1)(a) and 67(2)",
    "alternative-open": "Rome Statute, art. 66(3): an inference must be the only reasonable one at trial",
    "undisclosed-origin": "Rome Statute, art. 69(4); Berkeley Protocol, source analysis",
    "anonymous-only": "Rome Statute, art. 69(4); practice on anonymous hearsay",
    "indirect-only": "Rome Statute, art. 69(2) and (4): hearsay goes to weight",
    "one-party-only": "Rome Statute, art. 54(1)(a)",
    "unassessed": "Rome Statute, art. 69(4)",
    "not-held": "Rules of Procedure and Evidence, rule 76 and following: what is not held cannot be tendered",
    "challenged-material": "Rome Statute, art. 69(4) and (7)",
    "restricted": "Rome Statute, arts. 54(3)(e), 72, 73 and 93(8)",
    "out-of-period": "Rome Statute, art. 67(1)(a): the charge states its time",
    "outside-group": "Elements of Crimes, arts. 6 and 7(1)(h)",
    "no-exonerating-search": "Rome Statute, art. 54(1)(a)",
    "no-jurisdiction": "Rome Statute, arts. 5, 11 to 15 ter, 25(1) and 26",
    "jurisdiction-undecided": "Rome Statute, arts. 11 and 12",
    "jurisdiction-contested": "Rome Statute, arts. 19(1) and 21",
    "no-trigger": "Rome Statute, arts. 13 to 15",
    "override": "a recorded assessment stands beside the policy's result, never in its place",
}


MOST_NAMED: Final = 25


@final
@frozen(kw_only=True, repr=False)
class Gap(Shown):
    """One thing that is missing or in the way.

    Attributes:
        kind: One of the kinds of gap; each has its source.
        message: One sentence that names the element and the reason.
        because: Ids of what it rests on; at most 25 are named, and the message gives the number.
        next: What would close it or help to.
        source: Where the demand comes from.
        precedents: Counts of decided cases that failed on the same element.
        where: The incident, person or context it is about, as words; empty for the whole claim.
    """

    kind: str
    message: str
    because: tuple[str, ...] = ()
    next: str = ""
    source: str = ""
    precedents: tuple[str, ...] = ()
    where: str = ""


def named(ids: Iterable[str]) -> tuple[str, ...]:
    """Sort ids and keep the first 25."""
    return tuple(sorted(set(ids))[:MOST_NAMED])


def count_of(found: Sequence[object], one: str, many: str) -> str:
    """Say how many: `1 item`, `3 items`."""
    return f"{len(found)} {one if len(found) == 1 else many}"


STATUS_KINDS: Final = frozenset({
    "unsupported", "support-defeated", "asserted", "below-standard", "contested", "awaiting-assessment", "single-line",
})  # fmt: skip


FAILED_BEFORE: Final = frozenset({"unsupported", "contested", "below-standard"})
"""Kinds of gap that name the decided cases in which the same element failed."""


def gap(kind: str, message: str, because: Iterable[str], next_step: str) -> Gap:
    """Make a gap, with the source of its kind."""
    return Gap(kind=kind, message=message, because=named(because), next=next_step.strip(), source=SOURCES[kind])


def phrase(element: Element) -> str:
    """Return an element's statement for use inside a sentence, shortened."""
    text = element.full_statement().rstrip(".")
    return text if len(text) <= 160 else text[:157].rsplit(" ", 1)[0] + " ..."


def scope_words(row: Row) -> str:
    """Say which incident, person or context a row is about."""
    words = []
    if row.event is not None:
        words.append(f"in {row.event}")
    if row.holder == "perpetrators":
        words.append("for the direct perpetrators")
    elif row.person is not None:
        words.append(f"for {row.person}")
    if row.part is not None:
        words.append(f"part {row.part}")
    if row.context is not None:
        words.append(f"in the context {row.context}")
    return " (" + ", ".join(words) + ")" if words else ""


def lead_words(element: Element) -> str:
    """Say what kinds of evidence courts and practitioners use for an element."""
    if not element.means:
        return ""
    return "Means of proof: " + "; ".join(means.rstrip(".") for means in element.means) + "."


def sentence(text: str) -> str:
    """Take the full stop off a sentence, to go on with it."""
    return text.rstrip(".")
