"""Write a case of N evidence items, deterministic for a seed: python benchmarks/generate.py N FOLDER [SEED]."""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

CRIMES = {"6(b)": 4, "6(d)": 5, "6(e)": 7, "7(1)(d)": 5, "7(1)(e)": 5, "7(1)(f)": 5, "7(1)(g)-5": 4, "7(1)(h)": 6, "7(1)(i)": 8, "7(1)(k)": 5}
KINDS = ["testimony", "press-report", "ngo-report", "leaked-document", "video", "statistic"]
WORDS = ["village", "river", "camp", "order", "witness", "convoy", "school", "clinic", "border", "night", "register", "letter", "photograph", "soldiers", "officials", "families"]


def case_lines(count: int, draw: random.Random) -> Iterator[str]:
    """Return the case file: ten claims, one accused, one attack, a quarter as many sources as items."""
    yield "format: claimmap/case-1"
    yield "id: generated"
    yield "title: Generated case"
    yield "law: rome-statute"
    yield "as-of: 2026-11-21"
    yield "people:"
    yield "  - {id: p1, name: Person 1, adult: true}"
    yield "contexts:"
    yield "  - {id: attack, kind: attack, title: The attack}"
    yield "claims:"
    for number, crime in enumerate(CRIMES):
        yield f"  - {{id: c{number}, title: Claim {number}, crime: {crime}, modes: [25(3)(a)/co-perpetration], people: [p1]}}"
    yield "sources:"
    for number in range(max(3, count // 4)):
        yield f"  - {{id: s{number}, kind: person, identity: known, reliability: {draw.choice('ABCDF')}}}"


def evidence_lines(count: int, draw: random.Random) -> Iterator[str]:
    """Return the evidence file: items that derive from sources or from earlier items, two to four links each."""
    elements = [f"{crime}/{number}" for crime, last in CRIMES.items() for number in range(1, last + 1)]
    sources = max(3, count // 4)
    yield "evidence:"
    for number in range(count):
        first_hand = number < 4 or draw.random() < 0.6
        parents = [f"s{draw.randrange(sources)}"] if first_hand else sorted({f"e{max(0, number - draw.randint(1, 400))}" for _ in range(draw.choice([1, 1, 2]))})
        yield f"  - id: e{number}"
        yield f"    title: Record {number} of {' '.join(draw.sample(WORDS, 4))}"
        yield f"    kind: {draw.choice(KINDS)}"
        yield f"    made: 20{draw.randint(10, 22)}-{draw.randint(1, 12):02d}"
        yield f"    from: [{', '.join(parents)}]"
        yield f"    credibility: {draw.randint(1, 6)}"
        yield "    verification: unverified"
        links = [(draw.choice(elements), draw.random() < 0.05) for _ in range(draw.choice([2, 3, 3, 4]))]
        for key, against in (("supports", False), ("undermines", True)):
            chosen = sorted({element for element, contrary in links if contrary == against})
            if chosen:
                yield f"    {key}:"
            for element in chosen:
                yield f"      - element: {element}"
                yield f"        shows: It speaks of the {draw.choice(WORDS)} and the {draw.choice(WORDS)}."
                yield f"        at: p. {draw.randint(1, 90)}"


def write(count: int, folder: Path, seed: int = 7) -> None:
    """Write `case.yaml` and `evidence.yaml`."""
    folder.mkdir(parents=True, exist_ok=True)
    draw = random.Random(seed)
    (folder / "case.yaml").write_text("\n".join(case_lines(count, draw)) + "\n")
    (folder / "evidence.yaml").write_text("\n".join(evidence_lines(count, draw)) + "\n")


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]), *(int(seed) for seed in sys.argv[3:]))
