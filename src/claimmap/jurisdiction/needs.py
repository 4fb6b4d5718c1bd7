"""What is missing: the smallest sets of facts that would settle an answer, found by asking again with each answered.

A set settles the answer if, whatever its facts turn out to be, no missing fact keeps the answer open any longer.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import Final, TypeAlias, final

from attrs import frozen

from claimmap.jurisdiction.combine import Findings, Outcome, Pair, over_alternatives, over_pairs, stages_of
from claimmap.jurisdiction.conditions import Answers, Side
from claimmap.jurisdiction.court import Whole
from claimmap.jurisdiction.periods import ONE_DAY

LARGEST: Final = 3
"""Sets of more facts than this are given only if nothing smaller settles the answer."""

MOST: Final = 12
"""With more missing facts than this, only one set is given: all of them."""


Choice: TypeAlias = Side | dt.date | int


@final
@frozen
class Gap:
    """One missing fact.

    Attributes:
        name: What would have to be known.
        choices: Its possible answers: sides of a condition, days, or positions among combinations of days.
        words: How each answer is put in a sentence.
        about: For a time, the incident, and the person where only that pair is meant.
    """

    name: str
    choices: tuple[Choice, ...]
    words: tuple[str, ...]
    about: tuple[str, ...] = ()


Chosen: TypeAlias = Mapping[Gap, Choice]


def gaps_of(whole: Whole) -> list[Gap]:
    """List the facts that are missing anywhere in a claim."""
    found: dict[str, Gap] = {}
    days: dict[str, list[Pair]] = {}
    for pair in whole.pairs:
        if len(pair.alternatives) > 1:
            days.setdefault(_event(pair), []).append(pair)
        for finding in pair.findings:
            for fact in finding.facts:
                if fact.gap is not None:
                    found.setdefault(fact.gap, Gap(fact.gap, ("met", "not-met"), fact.words))
    times = [gap for pairs in days.values() for gap in _times(pairs)]
    return [*times, *found.values()]


def _event(pair: Pair) -> str:
    return pair.event.id if pair.event is not None else ""


def _times(pairs: Sequence[Pair]) -> Iterator[Gap]:
    """Yield the gap of an incident on an unknown day, or of several parts on unknown days, pair by pair."""
    title = f"'{pairs[0].event.title}'" if pairs[0].event is not None else "the crime"
    if len(pairs[0].inquiry.clocks) == 1:
        starts = sorted({stages[0].moment.first for pair in pairs for stages in pair.alternatives})
        last = max(stages[0].moment.last for pair in pairs for stages in pair.alternatives)
        ends = [*(day - ONE_DAY for day in starts[1:]), last]
        words = tuple(_range(first, end) for first, end in zip(starts, ends, strict=True))
        yield Gap(f"the day of {title}", tuple(starts), words, (_event(pairs[0]),))
        return
    for pair in pairs:
        person = pair.person.id if pair.person is not None else ""
        name = f"the days of the parts of {title}" + (f", for {person}" if len(pairs) > 1 else "")
        words = tuple(", ".join(day.isoformat() for day in stages[0].moment.days) for stages in pair.alternatives)
        yield Gap(name, tuple(range(len(pair.alternatives))), words, (_event(pair), person))


def _range(first: dt.date, last: dt.date) -> str:
    if first == dt.date.min:
        return f"until {last}"
    return f"on {first}" if first == last else f"from {first} to {last}"


def _alternatives(pair: Pair, chosen: Chosen) -> Sequence[Sequence[Findings]]:
    """Return the alternatives of a pair that are left once some times are known."""
    person = pair.person.id if pair.person is not None else ""
    for gap, choice in chosen.items():
        if isinstance(choice, int) and gap.about == (_event(pair), person):
            return (pair.alternatives[choice],)
        if isinstance(choice, dt.date) and gap.about == (_event(pair),):
            return [one for one in pair.alternatives if one[0].moment.first <= choice <= one[0].moment.last]
    return pair.alternatives


def settles(whole: Whole, chosen: Chosen) -> tuple[Outcome, bool]:
    """Return the answer with some missing facts answered, and whether no missing fact keeps it open."""
    answers: Answers = {gap.name: choice for gap, choice in chosen.items() if isinstance(choice, str)}
    outcomes: list[Outcome] = []
    clear = True
    for pair in whole.pairs:
        found: set[Outcome] = set()
        for stages in _alternatives(pair, chosen):
            found.add(stages_of(stages, answers))
            clear = clear and all(one.answered(answers).outcome != "unknown" for one in stages)
        clear = clear and len(found) == 1
        outcomes.append(over_alternatives(found))
    return over_pairs(outcomes), clear


def needs(whole: Whole) -> tuple[tuple[str, ...], ...]:
    """Return the smallest sets of facts that would settle a claim, and which way each fact would push."""
    if whole.outcome != "unknown":
        return ()
    gaps = gaps_of(whole)
    if not gaps or settles(whole, {})[1]:
        return ()
    sets = list(_settling(whole, gaps)) if len(gaps) <= MOST else []
    if sets and not any(_decides(whole, one) for one in sets):
        return ()  # whatever the facts turn out to be, the answer is left to a point of law
    return tuple(tuple(_sentence(whole, gap) for gap in one) for one in (sets or [tuple(gaps)]))


def _settling(whole: Whole, gaps: Sequence[Gap]) -> Iterator[tuple[Gap, ...]]:
    for size in range(1, min(len(gaps), LARGEST) + 1):
        found = [one for one in combinations(gaps, size) if _settled(whole, one)]
        if found:
            yield from found
            return


def _answered(whole: Whole, gaps: tuple[Gap, ...]) -> Iterator[tuple[Outcome, bool]]:
    """Yield what comes out for every way in which some missing facts may turn out; see `settles`."""
    for chosen in product(*(gap.choices for gap in gaps)):
        yield settles(whole, dict(zip(gaps, chosen, strict=True)))


def _settled(whole: Whole, gaps: tuple[Gap, ...]) -> bool:
    return all(clear for _, clear in _answered(whole, gaps))


def _decides(whole: Whole, gaps: tuple[Gap, ...]) -> bool:
    return any(outcome != "unknown" for outcome, _ in _answered(whole, gaps))


def _sentence(whole: Whole, gap: Gap) -> str:
    """Write a missing fact, and which way each answer to it alone would push."""
    found = [settles(whole, {gap: choice}) for choice in gap.choices]
    if all(outcome == "unknown" and not clear for outcome, clear in found):
        return f"{gap.name} (alone it settles nothing)"
    pushes = [f"{words}: {_push(*one)}" for one, words in zip(found, gap.words, strict=True)]
    return f"{gap.name} ({'; '.join(_joined(pushes))})"


def _push(outcome: Outcome, clear: bool) -> str:
    if outcome != "unknown":
        return outcome
    return "left to the law, where authority leans neither way" if clear else "still open"


def _joined(pushes: list[str]) -> list[str]:
    """Keep a list of days short: the first and last of a long one."""
    return pushes if len(pushes) <= 4 else [*pushes[:2], "...", pushes[-1]]
