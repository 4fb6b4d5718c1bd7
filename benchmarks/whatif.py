"""
Time suppositions and critical sets beside a full evaluation, in one run.

    python benchmarks/whatif.py [ITEMS ...]          # default 100000; three links an item, in memory, no files
    python benchmarks/whatif.py --large              # 1,000,000 items and 3,000,000 links, beside a numpy pass

Absolute times depend on the machine; the ratios are what the design asks for: one what-if under 5 % of one
evaluation, critical singles of every claim within three evaluations. `evaluation` is the join of facts and law plus
the results at four standards; reading files is not part of it.
"""

import datetime as dt
import gc
import random
import resource
import statistics
import sys
import time

from attrs import evolve

from claimmap.case import Case, Claim, Context, Event, Evidence, Link, Names, Person, Source
from claimmap.evaluation import evaluate
from claimmap.graph import build
from claimmap.library import load_law
from claimmap.prospects import grades, without
from claimmap.whatif.cone import of_evaluation
from claimmap.whatif.critical import critical_of
from claimmap.workbench import load_policy

CRIMES = {"6(b)": 4, "6(d)": 5, "6(e)": 7, "7(1)(d)": 5, "7(1)(e)": 5, "7(1)(f)": 5, "7(1)(g)-5": 4, "7(1)(h)": 6, "7(1)(i)": 8, "7(1)(k)": 5}
RUNS = 25
RARE = 0.0003  # the last element of each claim has few links, so that there are single points to find


def made(count: int, seed: int = 1) -> Case:
    """Return a case of so many items: twenty claims over ten crimes, each over two incidents of its own; three links an item."""
    draw = random.Random(seed)
    claims = tuple(
        Claim(id=f"c{number}-{half}", title="Claim", crime=crime, people=("p1",), context="attack",
              events=(f"e{number}-{half}-0", f"e{number}-{half}-1"))
        for number, crime in enumerate(CRIMES) for half in (0, 1)
    )  # fmt: skip
    events = tuple(Event(id=name, title="Incident") for claim in claims for name in claim.events)
    sources = tuple(Source(id=f"s{number}", kind="person", identity="known", reliability=draw.choice("ABCDF")) for number in range(max(3, count // 4)))
    claim_of = {claim.id: claim for claim in claims}
    items = []
    for number in range(count):
        first_hand = number < 4 or draw.random() < 0.6
        behind = (f"s{draw.randrange(len(sources))}",) if first_hand else tuple(sorted({f"i{max(0, number - draw.randint(1, 400))}" for _ in range(draw.choice([1, 1, 2]))}))
        links, against = [], []
        for place in range(3):
            claim = claim_of[draw.choice(claims).id]
            last = CRIMES[claim.crime]
            element = f"{claim.crime}/{last if draw.random() < RARE else draw.randint(1, last - 1)}"
            link = Link(element=element, shows="Something.", claim=Names((claim.id,)), event=Names((draw.choice(claim.events),)), strength=draw.choice(["low", "medium", "high"]))
            (against if place == 2 and draw.random() < 0.2 else links).append(link)
        items.append(Evidence(id=f"i{number}", title="Item", kind="testimony", from_=behind, grade=draw.choice(["low", "medium", "medium", "high", None]),
                              supports=tuple(links), undermines=tuple(against)))  # fmt: skip
    return Case(id="generated", title="Generated", as_of=dt.date(2026, 11, 21), people=(Person(id="p1", adult=True),), contexts=(Context(id="attack", kind="attack"),),
                events=events, claims=claims, sources=sources, evidence=tuple(items))  # fmt: skip


def timed(what):
    """Return the seconds that a call takes, and what it returns."""
    start = time.perf_counter()
    out = what()
    return time.perf_counter() - start, out


def median(case_change, held, names):
    """Return the median and the longest seconds of suppositions on some names, and the rows reached."""
    found, rows = [], []
    for name in names:
        seconds, after = timed(lambda name=name: held.suppose(case_change(name)))
        found.append(seconds)
        rows.append(-1 if after.touched is None else len(after.touched))
    return statistics.median(found), max(found), statistics.median(rows)


def main(sizes):
    law, policy = load_law(), load_policy()
    for size in sizes:
        case = made(size)
        gc.collect()
        gc.freeze()
        gc.disable()
        whole, evaluation = timed(lambda: evaluate(build(case, law), policy))
        whole = min(whole, timed(lambda: evaluate(build(case, law), policy))[0])
        prepare, held = timed(lambda: of_evaluation(evaluation))
        draw = random.Random(2)
        print(f"{size:>9,} items  evaluation {whole:.2f} s, {len(evaluation.rows)} rows; kept for suppositions in {prepare:.2f} s, once")
        ids = [f"i{draw.randrange(size)}" for _ in range(RUNS)]
        new = Link(element="7(1)(d)/1", shows="New.", claim=Names(("c3-0",)), event=Names(("e3-0-0",)))
        for words, change, names in (
            ("without one item", lambda name: without(case, name), ids),
            ("without one source", lambda name: without(case, name), [f"s{draw.randrange(size // 4)}" for _ in range(RUNS)]),
            ("a grade for one item", lambda name: grades(case, {name: "high"}), ids),
            ("one new item", lambda name: evolve(case, evidence=(*case.evidence, Evidence(id="new", title="New", kind="testimony", from_=(name,), supports=(new,)))), ids),
        ):
            middle, most, rows = median(change, held, names)
            print(f"{'':>9}        {words:<22} {middle * 1000:7.1f} ms, at most {most * 1000:7.1f} ms, {rows:.0f} rows; {middle / whole:.2%} of an evaluation")
        for standard in ("reasonable-basis", "beyond-reasonable-doubt"):
            for words, checked in (("found", False), ("found, tried on a copy and proved", True)):
                seconds, found = timed(lambda standard=standard, checked=checked: critical_of(held, standard, order=1, checked=checked))
                print(f"{'':>9}        critical singles at {standard}: {len(found.nodes)} {words} in {seconds:.2f} s; {seconds / whole:.2f} evaluations")
        gc.enable()
        gc.unfreeze()


def large():
    import numpy as np

    law, policy = load_law(), load_policy()
    case = made(1_000_000)
    gc.collect()
    gc.freeze()
    gc.disable()
    joined, graph = timed(lambda: build(case, law))
    seconds, evaluation = timed(lambda: evaluate(graph, policy))
    item = np.array(graph.links.item)
    grade = np.array(evaluation.uncapped.high)
    row_of = np.zeros(len(item), dtype=np.int64)
    for number, row in enumerate(graph.rows):
        for side in (row.pro, row.con):
            for positions in side.values():
                row_of[positions] = number

    def over_arrays():
        live = grade[item] >= 1
        return np.bincount(row_of[live], minlength=len(graph.rows))

    arrays, _ = timed(over_arrays)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(f"{len(case.evidence):,} items, {len(item):,} links: join {joined:.1f} s, evaluation {seconds:.1f} s, peak {peak:.1f} GiB")
    print(f"numpy, one pass over the same arrays (live links by row): {arrays:.3f} s")


if __name__ == "__main__":
    if "--large" in sys.argv:
        large()
    else:
        main([int(one) for one in sys.argv[1:]] or [100_000])
