"""Rules on provenance: no circles, and copies that agree."""

from collections.abc import Iterator

from claimmap.case import SELF, Case
from claimmap.checks.findings import Finding
from claimmap.law import Law


def check_provenance_has_no_cycle(case: Case, law: Law) -> Iterator[Finding]:
    """Nothing derives from itself; circular reporting is a finding about the items, not something to evaluate."""
    if _parents_first(case):
        return
    parents: dict[str, tuple[str, ...]] = {one.id: one.from_ for one in case.sources}
    parents.update({one.id: one.from_ for one in case.evidence})
    for one in case.evidence:
        if one.copy_of is not None:
            parents[one.id] = (one.copy_of,)
    done: set[str] = set()
    for start in parents:
        if start in done:
            continue
        trail: list[str] = []
        on_trail: dict[str, int] = {}
        waiting: list[tuple[str, int]] = [(start, 0)]
        while waiting:
            name, depth = waiting.pop()
            while len(trail) > depth:
                done.add(gone := trail.pop())
                del on_trail[gone]
            if name in on_trail:
                circle = [*trail[on_trail[name] :], name]
                yield _circle(case, circle)
                continue
            if name in done or name not in parents or name == SELF:
                continue
            on_trail[name] = len(trail)
            trail.append(name)
            waiting += [(parent, len(trail)) for parent in parents[name] if parent != SELF]
        done.update(trail)


def _parents_first(case: Case) -> bool:
    """Tell whether everything is written after what it derives from, which leaves no room for a circle."""
    seen = {SELF}
    for source in case.sources:
        if not seen.issuperset(source.from_):
            return False
        seen.add(source.id)
    for item in case.evidence:
        if not seen.issuperset(item.from_) or item.copy_of is not None:
            return False
        seen.add(item.id)
    return True


def _circle(case: Case, circle: list[str]) -> Finding:
    first = circle[0]
    for key in ("evidence", "sources"):
        for number, one in enumerate(getattr(case, key)):
            if one.id == first:
                at = "copy-of" if key == "evidence" and one.copy_of is not None else "from"
                return Finding(path=(key, number, at), rule="cyclic-provenance", message="provenance runs in a circle: " + " <- ".join(circle),
                               hint="decide which derives from which; circular reporting is one line, entered once")  # fmt: skip
    raise AssertionError(first)  # pragma: no cover - the circle is made of the case's own ids


def check_copies_agree(case: Case, law: Law) -> Iterator[Finding]:
    """Copies of one file give one provenance: what differs is a finding, never a silent union."""
    by_hash: dict[str, int] = {}
    for number, item in enumerate(case.evidence):
        if item.sha256 is None:
            continue
        other = by_hash.setdefault(item.sha256, number)
        if other != number and set(case.evidence[other].from_) != set(item.from_):
            yield Finding(path=("evidence", number, "from") if item.from_ else ("evidence", number), rule="copies-differ", severity="warning",
                          message=f"{item.id!r} and {case.evidence[other].id!r} have one hash but different provenance",
                          hint=f"they count as one item, with the provenance of {min(item.id, case.evidence[other].id)!r}",
                          also=(("evidence", other),))  # fmt: skip
