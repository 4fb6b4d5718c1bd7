"""
Time the jurisdiction of 10,000 generated claims beside reading their files, in one run.

    python benchmarks/jurisdiction.py [CLAIMS]
"""

import random
import sys
import tempfile
import time
from pathlib import Path

from claimmap import forum, workbench

PLACES = ["TJK", "KHM", "CHN", "MMR", "BGD", "UKR", "RUS", "BDI", "PHL", "unknown", "vessel:COM"]


def write(count: int, folder: Path, seed: int = 7) -> None:
    """Write a case of many claims, each with an incident of two parts."""
    draw = random.Random(seed)
    out = ["format: claimmap/case-1", "id: many", "title: Many claims", "law: rome-statute", "as-of: 2026-11-21", "people:"]
    out += [f"  - {{id: p{n}, nationality: [{draw.choice(PLACES[:9])}], adult: true}}" for n in range(50)]
    out.append("events:")
    for n in range(count):
        out += [f"  - id: e{n}", f"    title: Incident {n}", f"    when: {draw.randint(1999, 2025)}-{draw.randint(1, 12):02d}", "    parts:"]
        out += [f"      - {{id: a, role: conduct, at: '{draw.choice(PLACES)}'}}", f"      - {{id: b, role: consequence, at: '{draw.choice(PLACES)}'}}"]
    out.append("claims:")
    out += [
        f"  - {{id: c{n}, title: Claim {n}, crime: {draw.choice(['7(1)(d)', '7(1)(e)', '6(b)', '8(2)(c)(i)-1'])}, people: [p{draw.randrange(50)}], events: [e{n}]}}"
        for n in range(count)
    ]
    (folder / "case.yaml").write_text("\n".join(out) + "\n")


def main(count: int) -> None:
    """Print seconds and the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        write(count, Path(folder))
        start = time.perf_counter()
        opened = workbench.open_case(workbench.only_case(Path(folder)))
        read = time.perf_counter() - start
        forum.load_states()
        forum.load_register()
        start = time.perf_counter()
        found = forum.answers(opened.case, opened.law)
        asked = time.perf_counter() - start
    print(f"{len(found)} claims: reading {read:.2f} s, jurisdiction {asked:.2f} s, ratio {asked / read:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
