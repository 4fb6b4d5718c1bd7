"""Precedents: the counts of decided cases, what came of them, and what failed.

Facts of public judgments in our words, each with how far it can be trusted. Field names are the keys of a file with
`_` for `-`. Nothing here reads files.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal, final

from attrs import field, frozen

Outcome = Literal[
    "convicted", "acquitted", "acquitted-no-case-to-answer", "convicted-then-acquitted-on-appeal", "declined-at-confirmation",
    "confirmed-then-vacated", "confirmed-then-terminated-by-death", "confirmed-trial-not-held", "not-entered-covered-by-another",
    "warrant-only",
]  # fmt: skip
Failure = Literal["element", "context", "mode", "mental", "characterisation", "cumulation", "specificity", "evidence", "procedure"]
Trust = Literal["source-checked", "total-source-checked", "mapped", "inferred", "memory-high", "memory-medium", "memory-low", "none"]
OUTCOME_WORDS: Final[Mapping[str, str]] = {
    "convicted": "convicted",
    "acquitted": "acquitted",
    "acquitted-no-case-to-answer": "acquitted: no case to answer",
    "convicted-then-acquitted-on-appeal": "convicted, then acquitted on appeal",
    "declined-at-confirmation": "not confirmed",
    "confirmed-then-vacated": "confirmed, then vacated without prejudice to a new prosecution",
    "confirmed-then-terminated-by-death": "confirmed, then ended by death",
    "confirmed-trial-not-held": "confirmed, trial not held",
    "not-entered-covered-by-another": "no conviction entered: covered by another count",
    "warrant-only": "warrant only",
}
TRUST_WORDS: Final[Mapping[str, str]] = {
    "source-checked": "compared with a source",
    "total-source-checked": "only the total compared with a source",
    "mapped": "mapped by us from a name compared with a source",
    "inferred": "inferred",
    "memory-high": "recollection, high confidence",
    "memory-medium": "recollection, medium confidence",
    "memory-low": "recollection, low confidence",
    "none": "not known",
}


@final
@frozen(kw_only=True)
class Failed:
    """What failed in a count.

    Attributes:
        kinds: Sorts of failure.
        on: Addresses of the elements or crimes that failed, as we map the reason; none where it lies elsewhere.
        what: The point on which it turned.
        why: What the chamber said, in our words.
    """

    kinds: tuple[Failure, ...]
    on: tuple[str, ...] = ()
    what: str
    why: str | None = None


@final
@frozen(kw_only=True)
class CountTrust:
    """How far each fact of a count can be trusted; None where the fact is not stated.

    Attributes:
        crime: Of the crime.
        article: Of the article.
        number: Of the number of the count.
        mode: Of the mode.
        outcome: Of the outcome.
        reason: Of the reason for a failure.
        final_address: Of the crime after recharacterisation.
    """

    crime: Trust
    article: Trust
    number: Trust | None = None
    mode: Trust | None = None
    outcome: Trust
    reason: Trust | None = None
    final_address: Trust | None = None
    note: str | None = None


@final
@frozen(kw_only=True)
class Count:
    """One count.

    Attributes:
        number: As the charges number it; None where it is not known.
        crime: The crime as charged, in words.
        cited: The article as charged.
        address: The crime in the Elements of Crimes.
        elements: Its number of elements; None where the Elements have no entry.
        mode_charged: The same in words.
        modes: Modes as charged, by address; the letter alone, such as `25(3)(a)`, where the form is not known.
        outcome: What came of it.
        final_address: The crime after recharacterisation.
        final_mode: Mode on which the outcome rests, in words.
        final_modes: Modes on which the outcome rests.
        failed: What failed, if anything did.
        trust: How far each fact can be trusted.
    """

    number: int | None = None
    crime: str
    cited: str
    address: str
    elements: int | None = None
    mode_charged: str
    modes: tuple[str, ...] = ()
    outcome: Outcome
    final_address: str | None = None
    final_mode: str | None = None
    final_modes: tuple[str, ...] = ()
    failed: Failed | None = None
    trust: CountTrust


@final
@frozen(kw_only=True)
class PrecedentFile:
    """The counts against one accused in one case.

    Attributes:
        id: As the file is named.
        name: Short name of the case.
        number: The Court's number of the case.
        court: Name of the court.
        situation: Name of the situation.
        accused: Name of the accused, as published.
        source: Where it was read.
        counts: Every count.
    """

    format: Literal["claimmap/precedents-1"]
    id: str
    name: str
    number: str
    court: str
    situation: str
    accused: str
    source: str
    note: str | None = None
    counts: tuple[Count, ...]


@final
@frozen(kw_only=True)
class Precedent:
    """One count with its case, found for an address.

    Attributes:
        failed_here: Whether the address asked about is what failed.
    """

    case: PrecedentFile
    count: Count
    failed_here: bool

    @property
    def name(self) -> str:
        """The case and the count, such as `Katanga, count 4`."""
        return f"{self.case.name}, count {self.count.number}" if self.count.number is not None else self.case.name


def words_of(found: Iterable[Precedent]) -> str:
    """Say which counts, grouped by case and outcome: `Katanga, counts 6 to 9 (acquitted); Bemba, count 1 (...)`."""
    grouped: dict[tuple[str, str], list[int | None]] = {}
    for one in found:
        grouped.setdefault((one.case.name, one.count.outcome), []).append(one.count.number)
    out = []
    for (case, outcome), numbers in grouped.items():
        known = [number for number in numbers if number is not None]
        counts = f", {'count' if len(known) == 1 else 'counts'} {_listed(known)}" if known else ""
        out.append(f"{case}{counts} ({OUTCOME_WORDS[outcome]})")
    return "; ".join(out)


def _listed(numbers: list[int]) -> str:
    """Write numbers in words: `1`, `1 and 3`, `6 to 9`, `1, 3 and 5`."""
    if len(numbers) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1)):
        return f"{numbers[0]} to {numbers[-1]}"
    texts = [str(number) for number in numbers]
    return texts[0] if len(texts) == 1 else ", ".join(texts[:-1]) + " and " + texts[-1]


@final
@frozen(kw_only=True)
class Precedents:
    """Every decided case that is shipped."""

    cases: tuple[PrecedentFile, ...] = ()
    _failures: dict[tuple[frozenset[str], frozenset[str]], tuple[Precedent, ...]] = field(factory=dict, init=False, eq=False, repr=False)

    def __iter__(self) -> Iterator[PrecedentFile]:
        return iter(self.cases)

    def counts(self) -> Iterator[tuple[PrecedentFile, Count]]:
        """Return every count with its case."""
        return ((case, count) for case in self.cases for count in case.counts)

    def failures(self, addresses: Iterable[str], charged: Iterable[str] = ()) -> tuple[Precedent, ...]:
        """Return the counts that failed on any of some addresses, in order of case and count.

        Args:
            addresses: Elements; one that names a whole crime or mode stands for itself only.
            charged: Crimes; a count that charged one, or ended with it, is returned whatever it failed on.
        """
        wanted, crimes = frozenset(addresses), frozenset(charged)
        key = (wanted, crimes)
        if key not in self._failures:
            self._failures[key] = tuple(
                Precedent(case=case, count=count, failed_here=bool(wanted.intersection(count.failed.on)))
                for case, count in self.counts()
                if count.failed is not None and (wanted.intersection(count.failed.on) or crimes.intersection((count.address, count.final_address)))
            )
        return self._failures[key]

    def about(self, address: str) -> tuple[Precedent, ...]:
        """Return the counts that charged a crime or a mode, or ended with it."""
        return tuple(
            Precedent(case=case, count=count, failed_here=count.failed is not None and address in count.failed.on)
            for case, count in self.counts()
            if address in (count.address, count.final_address, *count.modes, *count.final_modes)
        )
