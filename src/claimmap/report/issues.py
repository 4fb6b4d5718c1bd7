"""The gap list as issues, one by one: what is missing, for which incident, why the present items do not do.

The order and the questions follow the decision that adjourned the confirmation hearing in Gbagbo: it listed, issue by
issue and incident by incident, what the Prosecutor was asked to consider, and said why the material at hand would not do.

Source:
    ICC, Prosecutor v. Gbagbo, decision adjourning the hearing on the confirmation of charges, 3 June 2013,
    ICC-02/11-01/11-432; Rome Statute, art. 61(7)(c).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, final

from attrs import frozen

from claimmap.gaps import Gap
from claimmap.report.dossier import Dossier, Showing
from claimmap.report.model import ClaimReport, ElementReport, RowReport
from claimmap.report.wording import gap_words

WHY_NOT: Final[Mapping[str, str]] = {
    "not-held": "known of but not held by the team",
    "unassessed": "not graded by anybody",
    "undisclosed-origin": "of undisclosed origin, so perhaps no independent line",
    "challenged-material": "challenged or disputed, and not decided",
    "restricted": "good only as a lead",
    "single-line": "the one line through which all support runs",
    "anonymous-only": "relaying people whom nobody on the team can name",
    "indirect-only": "at second hand or further",
    "one-party-only": "from one side only",
    "out-of-period": "dated outside the incident",
    "outside-group": "about victims of another group",
    "unassigned": "not saying to which claim, incident or person it belongs",
    "below-standard": "with all else, below the grade or the number of independent lines asked",
    "support-defeated": "excluded, defeated or graded none",
    "asserted": "counting for nothing yet",
}
"""Why an item does not do, by the kind of gap that rests on it."""
OF_THE_WHOLE: Final = frozenset({"below-standard", "asserted", "support-defeated", "single-line", "unassigned", "outside-group"})
"""Kinds that say why items do not do and also what is missing."""
CONCLUDES: Final = "stating a conclusion, which carries nothing; enter what it rests on"
FROM_UNGRADED: Final = "derived from a source that nobody has graded"
FROM_UNKNOWN: Final = "derived from a source that nobody on the team can name"
MEANS: Final = "Means of proof: "


@final
@frozen(kw_only=True)
class Present:
    """Items that are offered for an element and do not do, all for the same reasons.

    Attributes:
        items: Each item once, strongest structure first.
    """

    items: tuple[Showing, ...]
    why: tuple[str, ...]


@final
@frozen(kw_only=True)
class Issue:
    """One thing to be resolved.

    Attributes:
        number: Counted from 1 through the whole report.
        claims: Claims that rest on it: one, or all that share a context.
        address: The element; None where the claim as a whole is meant.
        where: Incidents, people, parts and contexts for which it is missing, in words; empty where it concerns the whole.
        asked: What the law asks.
        missing: What is missing, in sentences.
        present: Items that are offered, and why they do not do.
        contrary: Ids of items that speak against it.
        next: What the team is asked to consider.
        means: Means of proof that practice uses for such an element.
        precedents: Counts of decided cases that failed on the same element.
    """

    number: int
    claims: tuple[str, ...]
    address: str | None
    result: str
    where: tuple[str, ...]
    asked: str
    missing: tuple[str, ...]
    present: tuple[Present, ...]
    contrary: tuple[str, ...]
    next: tuple[str, ...]
    means: tuple[str, ...]
    precedents: tuple[str, ...]


def issues(dossier: Dossier) -> tuple[Issue, ...]:
    """Return every claim and element that does not reach the standard, in the order of the report.

    A contextual element that several claims share is one issue, and so are the parts of an incident for which a
    condition of jurisdiction lacks the same.
    """
    out: list[Issue] = []
    shared = {(one.address, one.context): one.claims for one in dossier.report.shared}
    for claim in dossier.report.claims:
        if claim.gaps:
            out.append(_of_claim(claim, len(out) + 1))
        for element in claim.elements:
            claims: tuple[str, ...] = (claim.id,)
            if element.scope == "context":
                claims = shared.get((element.same_as or element.address, element.rows[0].context), claims)
                if claims[0] != claim.id:
                    continue
            if element.asked and element.result != "met" and element.gaps:
                out.append(_of_elements(dossier, claim, [element], claims, len(out) + 1))
        for found in _alike(claim):
            out.append(_of_elements(dossier, claim, found, (claim.id,), len(out) + 1))
    return tuple(out)


def _alike(claim: ClaimReport) -> list[list[ElementReport]]:
    """Group the conditions that lack the same."""
    out: dict[object, list[ElementReport]] = {}
    for one in claim.conditions:
        if one.result != "met" and one.gaps:
            key = (one.address, one.result, tuple(gap.kind for gap in one.gaps), one.for_, one.against, one.pointers)
            out.setdefault(key, []).append(one)
    return list(out.values())


def cautions(dossier: Dossier) -> Iterator[tuple[ClaimReport, ElementReport]]:
    """Give the elements that reach the standard and still carry gaps, each context once."""
    shared = {(one.address, one.context): one.claims[0] for one in dossier.report.shared}
    for claim in dossier.report.claims:
        for element in (*claim.elements, *claim.conditions):
            first = shared.get((element.same_as or element.address, element.rows[0].context)) if element.scope == "context" else None
            if element.asked and element.result == "met" and element.gaps and first in (None, claim.id):
                yield claim, element


def _of_claim(claim: ClaimReport, number: int) -> Issue:
    return Issue(
        number=number, claims=(claim.id,), address=None, result=claim.result, where=(), asked=f"{claim.crime} {claim.crime_title}".strip(),
        missing=tuple(gap_words(gap) for gap in claim.gaps), present=(), contrary=(), next=_unique(gap.next for gap in claim.gaps), means=(),
        precedents=(),
    )  # fmt: skip


def _of_elements(
    dossier: Dossier, claim: ClaimReport, elements: Sequence[ElementReport], claims: tuple[str, ...], number: int
) -> Issue:  # fmt: skip
    element = elements[0]
    rows = [row for one in elements for row in one.rows]
    gaps = [gap for one in elements for gap in one.gaps]
    showings = [one for one in dossier.showings(claim, element) if one.link.key == "supports"]
    return Issue(
        number=number, claims=claims, address=element.address, result=element.result,
        where=_unique(row_words(row) for row in rows if row.result != "met"), asked=element.statement,
        missing=_missing(gaps, rows, element.statement),
        present=_present(showings, _reasons(gaps)), contrary=element.against,
        next=_unique(gap.next.partition(MEANS)[0].strip() for gap in gaps), means=element.means,
        precedents=_unique(name for gap in gaps for name in gap.precedents),
    )  # fmt: skip


def _missing(gaps: Sequence[Gap], rows: Sequence[RowReport], statement: str) -> tuple[str, ...]:
    """Say what is missing, once for all the incidents and people for which it is the same.

    A search that nobody recorded is left to what the team is asked to consider.
    """
    scopes = sorted({words for row in rows if (words := _scope(row))}, key=len, reverse=True)
    grouped: dict[tuple[str, str], list[str]] = {}
    for gap in gaps:
        if (gap.kind in WHY_NOT and gap.kind not in OF_THE_WHOLE) or gap.kind == "no-exonerating-search":
            continue
        message, scope = gap.message, ""
        for words in scopes:
            if f" ({words})" in message:
                message, scope = message.replace(f" ({words})", "", 1), words
                break
        head, colon, tail = message.partition(": ")
        if colon and tail[:40] == statement[:40]:
            message = head
        grouped.setdefault((gap.kind, message), []).append(scope)
    out = []
    for (_, message), found in grouped.items():
        where = "; ".join(dict.fromkeys(scope for scope in found if scope))
        text = message[:1].upper() + message[1:]
        out.append(f"{text} ({where})." if where else f"{text}.")
    return tuple(out) or ("Nobody has recorded a search for what speaks against it.",)


def _scope(row: RowReport) -> str:
    """Return the words with which a gap says which row it is about."""
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
    return ", ".join(words)


def _reasons(gaps: Sequence[Gap]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for gap in gaps:
        if gap.kind in WHY_NOT:
            for name in gap.because:
                out.setdefault(name.removeprefix("?"), []).append(gap.kind)
    return out


def _present(showings: Sequence[Showing], reasons: Mapping[str, list[str]]) -> tuple[Present, ...]:
    grouped: dict[tuple[str, ...], dict[str, Showing]] = {}
    for one in showings:
        grouped.setdefault(_why(one, reasons), {}).setdefault(one.exhibit.id, one)
    return tuple(Present(items=tuple(found.values()), why=why) for why, found in grouped.items())


def _why(showing: Showing, reasons: Mapping[str, list[str]]) -> tuple[str, ...]:
    item = showing.exhibit
    if item.conclusion:
        return (CONCLUDES,)
    kinds = list(dict.fromkeys(reasons.get(item.id, ())))
    if len(kinds) > 1:
        kinds = [kind for kind in kinds if kind != "asserted"]
    out = [WHY_NOT[kind] for kind in kinds]
    behind = {kind for parent in item.from_ for kind in reasons.get(parent, ())}
    if "unassessed" in behind:
        out.append(FROM_UNGRADED)
    if "undisclosed-origin" in behind:
        out.append(FROM_UNKNOWN)
    if "single-line" in behind and "single-line" not in kinds:
        out.append(WHY_NOT["single-line"])
    return tuple(dict.fromkeys(out)) or ("by itself not enough",)


def row_words(row: RowReport) -> str:
    """Say which incident, person, context or part a row is about."""
    words = []
    if row.event is not None:
        words.append(f"incident {row.event}")
    if row.holder == "perpetrators":
        words.append("the direct perpetrators")
    elif row.person is not None:
        words.append(f"accused {row.person}" if row.holder == "accused" else f"person {row.person}")
    if row.part is not None:
        words.append(f"part {row.part}")
    if row.context is not None:
        words.append(f"context {row.context}")
    return ", ".join(words)


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
