"""
What is missing: the smallest sets of facts that would settle an answer, found by asking again with each answered.

A set settles the answer if, whatever its facts turn out to be, no missing fact keeps the answer open any longer.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import Final, final

from attrs import frozen

from claimmap.jurisdiction.combine import Outcome, Pair, over_pairs, stages_of
from claimmap.jurisdiction.conditions import Answers, Side
from claimmap.jurisdiction.court import Whole

LARGEST: Final = 3
"""Sets of more facts than this are given only if nothing smaller settles the answer."""

MOST: Final = 12
"""With more missing facts than this, only one set is given: all of them."""


@final
@frozen
class Gap:
    """
    One missing fact.

    Attributes:
        name: What would have to be known.
        choices: Its possible answers: sides of a condition, or positions among the days that are possible.
        words: How each answer is put in a sentence.
        event: For a day, the incident it belongs to.
    """

    name: str
    choices: tuple[Side, ...] | tuple[int, ...]
    words: tuple[str, ...]
    event: str | None = None


Chosen = Mapping[Gap, Side | int]


def gaps_of(whole: Whole) -> list[Gap]:
    """List the facts that are missing anywhere in a claim."""
    found: dict[str, Gap] = {}
    for pair in whole.pairs:
        if len(pair.alternatives) > 1:
            gap = _day(pair)
            found.setdefault(gap.name, gap)
        for finding in pair.findings:
            for fact in finding.facts:
                if fact.gap is not None:
                    found.setdefault(fact.gap, Gap(fact.gap, ("met", "not-met"), fact.words))
    return list(found.values())


def _day(pair: Pair) -> Gap:
    event = pair.event.id if pair.event is not None else ""
    title = pair.event.title if pair.event is not None else "the crime"
    words = tuple(
        _range(stages[0].moment.first.isoformat(), stages[0].moment.last.isoformat()) if stages else ""
        for stages in pair.alternatives
    )
    return Gap(f"the day of '{title}'", tuple(range(len(pair.alternatives))), words, event)


def _range(first: str, last: str) -> str:
    return f"on {first}" if first == last else f"from {first} to {last}"


def settles(whole: Whole, chosen: Chosen) -> tuple[Outcome, bool]:
    """Return the answer with some missing facts answered, and whether no missing fact keeps it open."""
    answers: Answers = {gap.name: side for gap, side in chosen.items() if isinstance(side, str)}
    days = {gap.event: index for gap, index in chosen.items() if isinstance(index, int)}
    outcomes: list[Outcome] = []
    clear = True
    for pair in whole.pairs:
        event = pair.event.id if pair.event is not None else ""
        index = days.get(event)
        alternatives = pair.alternatives if index is None else (pair.alternatives[index],)
        found: set[Outcome] = set()
        for stages in alternatives:
            found.add(stages_of(stages, answers))
            clear = clear and all(one.answered(answers).outcome != "unknown" for one in stages)
        clear = clear and len(found) == 1
        outcomes.append(found.pop() if len(found) == 1 else "unknown")
    return over_pairs(outcomes), clear


def needs(whole: Whole) -> tuple[tuple[str, ...], ...]:
    """Return the smallest sets of facts that would settle a claim, and which way each fact would push."""
    if whole.outcome != "unknown":
        return ()
    gaps = gaps_of(whole)
    if not gaps or settles(whole, {})[1]:
        return ()
    sets = list(_settling(whole, gaps)) if len(gaps) <= MOST else []
    return tuple(tuple(_sentence(whole, gap) for gap in one) for one in (sets or [tuple(gaps)]))


def _settling(whole: Whole, gaps: Sequence[Gap]) -> Iterator[tuple[Gap, ...]]:
    for size in range(1, min(len(gaps), LARGEST) + 1):
        found = [one for one in combinations(gaps, size) if _settled(whole, one)]
        if found:
            yield from found
            return


def _settled(whole: Whole, gaps: tuple[Gap, ...]) -> bool:
    return all(
        settles(whole, dict(zip(gaps, chosen, strict=True)))[1] for chosen in product(*(gap.choices for gap in gaps))
    )


def _sentence(whole: Whole, gap: Gap) -> str:
    pushes = [
        f"{words}: {settles(whole, {gap: choice})[0]}" for choice, words in zip(gap.choices, gap.words, strict=True)
    ]
    return f"{gap.name} ({'; '.join(_joined(pushes))})"


def _joined(pushes: list[str]) -> list[str]:
    """Keep a list of days short: the first and last of a long one."""
    return pushes if len(pushes) <= 4 else [*pushes[:2], "...", pushes[-1]]  # noqa: PLR2004
