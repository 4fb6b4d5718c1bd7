"""
Time the jurisdiction of 10,000 generated claims beside reading their files, in one run.

    python benchmarks/jurisdiction.py [CLAIMS]

Twice: as many small files, each a case of two claims as lawyers write them to ask about jurisdiction, and as one large
case with the least that a claim can say. Reading means reading and checking. The answers are timed first, then all
their reasons in words, which are worked out when they are asked for.
"""

import random
import sys
import tempfile
import time
from pathlib import Path

from claimmap import forum, workbench
from claimmap.library import find_cases
from claimmap.reading import paused_gc
from claimmap.workbench import Opened

PLACES = ["TJK", "KHM", "CHN", "MMR", "BGD", "UKR", "RUS", "BDI", "PHL", "unknown", "vessel:COM"]
CRIMES = ["7(1)(d)", "7(1)(e)", "6(b)", "8(2)(c)(i)-1"]
ROUTES = ["13(a)", "13(b)", "13(c)", None]


def one_file(draw: random.Random, number: int) -> str:
    """Write a case of two claims about one incident, with its States and how the Court was seized."""
    out = ["format: claimmap/case-1", f"id: case-{number}", f"title: Expulsion number {number} over a border", "law: rome-statute"]
    out += ["as-of: 2026-11-21", "standard: reasonable-basis"]
    route = draw.choice(ROUTES)
    if route is not None:
        out += ["triggers:", f"  - route: {route}", f"    date: {draw.randint(2018, 2025)}-11-14"]
        out += [f"    by: {draw.choice(PLACES[:9])}"] if route == "13(a)" else []
        out += ["    resolution: '1593'"] if route == "13(b)" else []
    out += ["states:", f"  {draw.choice(PLACES[:9])}:", "    accepts: []"]
    out += ["people:", "  - id: officer-a", "    name: Officer A of the forces", f"    nationality: [{draw.choice(PLACES[:9])}]", "    adult: true"]
    year = draw.randint(1999, 2024)
    out += ["events:", "  - id: crossing", "    title: Severe deprivation of rights ending in expulsion", f"    when: {year}-08-25/{year + 1}-12-31", "    parts:"]
    out += [f"      - {{what: coercive acts and deprivation of rights, role: conduct, at: '{draw.choice(PLACES)}'}}"]
    out += [f"      - {{what: deportation over the border, role: consequence, at: '{draw.choice(PLACES)}'}}", "claims:"]
    for name, crime in (("first", "7(1)(d)"), ("second", draw.choice(CRIMES))):
        out += [f"  - id: {name}", f"    title: The {name} claim about the expulsion", f"    crime: {crime}", "    people: [officer-a]", "    events: [crossing]"]
    return "\n".join(out) + "\n"


def write_files(count: int, folder: Path, seed: int = 7) -> None:
    """Write cases of two claims each, a file each."""
    draw = random.Random(seed)
    for number in range(count // 2):
        (folder / f"case-{number:05}.yaml").write_text(one_file(draw, number))


def write(count: int, folder: Path, seed: int = 7) -> None:
    """Write one case of many claims, each with an incident of two parts."""
    draw = random.Random(seed)
    out = ["format: claimmap/case-1", "id: many", "title: Many claims", "law: rome-statute", "as-of: 2026-11-21", "people:"]
    out += [f"  - {{id: p{n}, nationality: [{draw.choice(PLACES[:9])}], adult: true}}" for n in range(50)]
    out.append("events:")
    for n in range(count):
        out += [f"  - id: e{n}", f"    title: Incident {n}", f"    when: {draw.randint(1999, 2025)}-{draw.randint(1, 12):02d}", "    parts:"]
        out += [f"      - {{id: a, role: conduct, at: '{draw.choice(PLACES)}'}}", f"      - {{id: b, role: consequence, at: '{draw.choice(PLACES)}'}}"]
    out.append("claims:")
    out += [
        f"  - {{id: c{n}, title: Claim {n}, crime: {draw.choice(CRIMES)}, people: [p{draw.randrange(50)}], events: [e{n}]}}"
        for n in range(count)
    ]
    (folder / "case.yaml").write_text("\n".join(out) + "\n")


def main(count: int) -> None:
    """Print seconds and ratios."""
    forum.load_states()
    forum.load_register()
    for shape, put in (("files of two claims", write_files), ("one file", write)):
        with tempfile.TemporaryDirectory() as folder:
            put(count, Path(folder))
            found = find_cases(Path(folder))
            workbench.open_case(found[0])
            start = time.process_time()
            cases: list[Opened] = [workbench.open_case(one) for one in found]
            read = time.process_time() - start
        start = time.process_time()
        answers = [answer for one in cases for answer in forum.answers(one.case, one.law).values()]
        asked = time.process_time() - start
        start = time.process_time()
        with paused_gc():  # as the command does
            conditions = sum(len(one.conditions) for one in answers)
        words = time.process_time() - start
        print(
            f"{len(answers)} claims in {shape}: reading {read:.2f} s of the processor, answers {asked:.2f} s ({asked / read:.2f}), "
            f"with {conditions} reasons in words {asked + words:.2f} s ({(asked + words) / read:.2f})"
        )
        del answers, cases


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
