"""
The whole law, cold and from the cache, beside the bare fold of the same files; and one crime.

Ratios to the fold, in processor time, are printed and judged, since machines and what else they do differ: cold at most 3, from the cache at most 0.5.

    python benchmarks/law.py
"""

import gc
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from fold import fold

from claimmap.law import Law
from claimmap.library import FAMILIES, load_instrument, statutes_folder

COLD, CACHED = 3.0, 0.5
ROUNDS = 25
INSTRUMENT = statutes_folder() / "rome-statute"
FOLDERS = ("crimes", "modes", "shared", *FAMILIES)


def files() -> list[Path]:
    return [INSTRUMENT / "instrument.yaml", *(path for name in FOLDERS for path in sorted((INSTRUMENT / name).glob("*.yaml")))]


FILES = files()


def bare_fold() -> list[object]:
    return [fold(path.read_bytes()) for path in FILES]


HELD = sum(path.parent.name != "shared" for path in FILES) - 1
"""Crimes, modes and provisions."""


def whole_law() -> Law:
    """Load every crime with its elements, every mode, common element and provision."""
    law = load_instrument(INSTRUMENT)
    held = len(law.crime_index.items()) + len(law.mode_index.items()) + len(law.shared.items()) + len(law.provisions.items())
    if held < HELD:
        sys.exit("the law that was loaded is not whole")
    return law


def timed(run: Callable[[], object]) -> float:
    gc.collect()
    start = time.process_time()
    kept = run()
    taken = time.process_time() - start
    del kept
    return taken


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder

        def cold() -> Law:
            for path in Path(folder).rglob("*.json"):
                path.unlink()
            return whole_law()

        def without() -> Law:
            os.environ["CLAIMMAP_CACHE"] = "off"
            law = whole_law()
            del os.environ["CLAIMMAP_CACHE"]
            return law

        runs = {"bare fold": bare_fold, "no cache": without, "cold": cold, "from the cache": whole_law, "one crime": lambda: load_instrument(INSTRUMENT)["7(1)(d)"]}
        for run in runs.values():
            run()
        rounds = [{name: timed(run) for name, run in runs.items()} for _ in range(ROUNDS)]
    print(f"{len(FILES)} files; median of {ROUNDS} rounds, each beside the bare fold of its own round")
    ratios = {}
    for name in runs:
        ratios[name] = statistics.median(one[name] / one["bare fold"] for one in rounds)
        most = {"cold": f"  (at most {COLD})", "from the cache": f"  (at most {CACHED})"}.get(name, "")
        print(f"{name:<15} {statistics.median(one[name] for one in rounds) * 1000:6.1f} ms  {ratios[name]:5.2f} x{most}")
    return 0 if ratios["cold"] <= COLD and ratios["from the cache"] <= CACHED else 1


if __name__ == "__main__":
    sys.exit(main())
