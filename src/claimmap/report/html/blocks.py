"""What the page shows of each element and claim, numbered so that parts can point to each other."""

from collections.abc import Mapping, Sequence
from typing import Final, final

from attrs import frozen

from claimmap.gaps import KINDS, Gap
from claimmap.report.exhibits import Exhibit, ExhibitLink, PageData, element_links, key_of
from claimmap.report.model import ClaimReport, ElementReport, Report
from claimmap.report.wording import RESULT_WORDS, grouped_gaps

SIGNS: Final[Mapping[str, str]] = {"met": "\u25cf", "open": "\u25d0", "not-met": "\u25cb"}
_RANK: Final[Mapping[str, int]] = {"not-met": 0, "open": 1, "met": 2}
MOST_WORST: Final = 12

Used = tuple[Exhibit, ExhibitLink]


def result_sign(result: str) -> str:
    """Return the sign of a result: full, half, empty."""
    return SIGNS[result]


@final
@frozen(kw_only=True, eq=False)
class Block:
    """One element as the page shows it: of one claim, or of a context that several claims share.

    Attributes:
        number: Its anchor is `e` and this number.
        address: The common address of a contextual element; of a condition of jurisdiction with what it is about.
        owner: Id of the claim, or of the context.
        claims: Claims that rest on it.
        links: Items that speak of it: for, against, pointers, each in the order of the case.
    """

    number: int
    element: ElementReport
    address: str
    owner: str
    claims: tuple[str, ...]
    links: tuple[Used, ...]

    @property
    def status(self) -> str:
        """The status word, or that no mode asks for the element."""
        return self.element.status if self.element.asked else "not asked"


@final
@frozen(kw_only=True, eq=False)
class ClaimView:
    """One claim as the page shows it.

    Attributes:
        number: Its anchor is `c` and this number.
        numbers: Numbers of its elements' blocks, contextual ones included.
        conditions: Numbers of the blocks of what is to be proved for jurisdiction.
    """

    number: int
    claim: ClaimReport
    numbers: tuple[int, ...]
    conditions: tuple[int, ...]


@final
@frozen(kw_only=True, eq=False)
class Worst:
    """A gap among the first that a reader should see."""

    block: Block
    gap: Gap
    more: int


def number_blocks(report: Report, data: PageData) -> tuple[list[ClaimView], list[Block]]:
    """Number the elements of every claim; a contextual one stands once for all claims for which it stands alike."""
    uses = data.uses()
    blocks: list[Block] = []
    common: dict[tuple[str, str], int] = {}
    resting = {(one.address, name): one for one in report.shared for name in one.claims}

    def add(claim: ClaimReport, element: ElementReport, address: str, owner: str, claims: tuple[str, ...]) -> int:
        links = _ordered(element_links(claim, element, uses))
        blocks.append(Block(number=len(blocks), element=element, address=address, owner=owner, claims=claims, links=links))
        return len(blocks) - 1

    views: list[ClaimView] = []
    for place, claim in enumerate(report.claims):
        numbers: list[int] = []
        for element in claim.elements:
            name = key_of(element)
            shared = resting.get((name, claim.id)) if element.scope == "context" else None
            if shared is None:
                numbers.append(add(claim, element, name, claim.id, (claim.id,)))
                continue
            if (name, claim.id) not in common:
                number = add(claim, element, name, claim.context or claim.id, shared.claims)
                common.update(dict.fromkeys(((name, one) for one in shared.claims), number))
            numbers.append(common[name, claim.id])
        conditions = tuple(add(claim, one, f"{one.address} {about_words(one)}".strip(), claim.id, (claim.id,)) for one in claim.conditions)
        views.append(ClaimView(number=place, claim=claim, numbers=tuple(numbers), conditions=conditions))
    return views, blocks


def about_words(condition: ElementReport) -> str:
    """Say which part of an incident, or which accused, a condition of jurisdiction is about."""
    return condition.rows[0].part or condition.rows[0].person or ""


def _ordered(found: Sequence[Used]) -> tuple[Used, ...]:
    order = {"for": 0, "against": 1, "pointer": 2, "pointer-against": 3}
    return tuple(sorted(found, key=lambda one: order[one[1].polarity]))


def worst_gaps(blocks: Sequence[Block], most: int = MOST_WORST) -> tuple[list[Worst], int]:
    """Choose the gaps to show first: of each claim in turn, elements not reached before undecided ones, then by kind.

    Returns:
        The first gap of each element chosen, and how many elements with gaps are not shown.
    """
    with_gaps = [one for one in blocks if one.element.gaps and one.element.result != "met"]
    ranked = sorted(with_gaps, key=lambda one: (_RANK[one.element.result], KINDS.index(one.element.gaps[0].kind), one.number))
    turns: dict[str, int] = {}
    turn_of: dict[int, int] = {}
    for one in ranked:
        turn_of[one.number] = turns[one.owner] = turns.get(one.owner, -1) + 1
    ranked.sort(key=lambda one: turn_of[one.number])
    shown = sorted(ranked[:most], key=lambda one: (turn_of[one.number], one.number))
    return [Worst(block=one, gap=one.element.gaps[0], more=len(grouped_gaps(one.element)) - 1) for one in shown], len(ranked[most:])


def ladder_words(results: Mapping[str, str], standards: Sequence[str]) -> str:
    """Say the results at all standards, in order: `reached, reached, undecided, not reached`."""
    return ", ".join(RESULT_WORDS[results[one]] for one in standards)


def ladder_signs(results: Mapping[str, str], standards: Sequence[str]) -> str:
    """Return the signs of the results at all standards, in order."""
    return "".join(SIGNS[results[one]] for one in standards)
