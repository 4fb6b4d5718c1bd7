"""Compare two states of a case: what opened, closed, got better or worse, and which change did it.

A state is a case, a saved report, a revision of a case under git, or what a dated filing had of it. Where both states
are cases, every cause that is named was tried on a copy; saved reports say what differs and cannot say why.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from attrs import evolve

from claimmap import outputs, workbench
from claimmap.case import Case
from claimmap.comparing.sides import Side, of_filing, open_side
from claimmap.comparing.tracing import CellKey, State, Tracer, Unit, cells, cone, part_words, units
from claimmap.law import Law
from claimmap.policy import STANDARDS, Policy
from claimmap.problems import ClaimmapError, UnknownId
from claimmap.reading import MAX_BYTES, paused_gc
from claimmap.report.audience import Audience, Rules, Shown
from claimmap.report.compared import (
    ClaimComparison,
    Comparison,
    Direction,
    ElementComparison,
    GapChange,
    InputChange,
    ResultChange,
    SideFacts,
    direction,
)
from claimmap.report.model import Report

__all__ = [
    "ClaimComparison",
    "Comparison",
    "Direction",
    "ElementComparison",
    "GapChange",
    "InputChange",
    "ResultChange",
    "Side",
    "SideFacts",
    "cells",
    "compare",
    "compare_sides",
    "direction",
    "of_filing",
    "open_side",
]

UNVERIFIED: Final = "one side is a saved report: what did it cannot be worked out or verified; compare the cases themselves for that"


def compare(
    before: Case | Report | str | Path, after: Case | Report | str | Path, standard: str | None = None, *, law: Law | None = None,
    policy: Policy | None = None, policy_after: Policy | None = None, max_bytes: int = MAX_BYTES,
) -> Comparison:  # fmt: skip
    """Compare two states of a case.

    Args:
        before: The earlier state: a case, a report, the path of either, or `PATH@REVISION` under git.
        after: The later state, likewise.
        standard: Standard of proof to show gaps and status at; the later state's own if left out.
        law: The instrument, for both; the one that each case names if left out.
        policy: The policy for both; the default one if left out.
        policy_after: The policy of the later state, where it differs.
        max_bytes: Largest file to read.

    Raises:
        InvalidFiles: a state cannot be read.
        UnknownId: there is no such standard.
    """
    sides = (_side(before, "before", law, max_bytes), _side(after, "after", law, max_bytes))
    return compare_sides(*sides, standard, policy=policy, policy_after=policy_after)


def _side(value: Case | Report | str | Path, name: str, law: Law | None, max_bytes: int) -> Side:
    if isinstance(value, Case):
        return Side(name=name, kind="case", case=value, law=law or workbench.law_of(value))
    if isinstance(value, Report):
        return Side(name=name, kind="report", report=value.to_plain())
    return open_side(str(value), law, max_bytes)


def compare_sides(
    before: Side, after: Side, standard: str | None = None, *, policy: Policy | None = None, policy_after: Policy | None = None,
    audience: Audience = "internal", rules: Rules | None = None, notes: Sequence[str] = (),
) -> Comparison:  # fmt: skip
    """Compare two sides that were opened.

    Raises:
        UnknownId: there is no such standard.
        ClaimmapError: a saved report is to be shown to somebody else than the team: it does not say who is protected.
        WouldLeak: something would show what the audience may not see.
    """
    first = policy or workbench.load_policy()
    last = policy_after or first
    chosen = standard or (after.case.standard if after.case is not None else str((after.report or {}).get("standard")))
    if chosen not in STANDARDS:
        raise UnknownId("standard", chosen, STANDARDS)
    said = list(notes)
    if audience != "internal":
        if before.case is None or after.case is None:
            raise ClaimmapError("a saved report does not say who is protected, so it cannot be compared for another audience; name the cases")
        shown = (
            outputs.shown_to(before.case, audience, rules, first, [after.case]), outputs.shown_to(after.case, audience, rules, last, [before.case])
        )  # fmt: skip
    elif before.case is not None and after.case is not None:
        shown = (outputs.shown_to(before.case, audience, rules, first), outputs.shown_to(after.case, audience, rules, last))
    else:
        shown = None
    with paused_gc():
        plain = (_plain(before, chosen, first, shown[0] if shown else None), _plain(after, chosen, last, shown[1] if shown else None))
        facts = (_facts(before, plain[0]), _facts(after, plain[1]))
        if facts[0].case != facts[1].case:
            said.append(f"the two are of different cases: {facts[0].case} and {facts[1].case}")
        for one in plain:
            if str(one["standard"]) != chosen:
                said.append(f"a saved report shows gaps and status at {one['standard']}, not at {chosen}")
        found: tuple[Unit, ...] | None = None
        tracer: Tracer | None = None
        if shown is not None and before.law is not None and after.law is not None:
            states = (State(case=shown[0].weighing, law=before.law, policy=first), State(case=shown[1].weighing, law=after.law, policy=last))
            found = units(*states)
            tracer = Tracer(*states, found)
        else:
            said.append(UNVERIFIED)
        claims = tuple(_claims(plain[0], plain[1], tracer))
    law_words, policy_words = _versions(facts[0], facts[1])
    made = Comparison(
        before=facts[0], after=facts[1], standard=chosen, claims=claims, inputs=None if found is None else tuple(one.change for one in found),
        law=law_words, policy=policy_words, notes=tuple(said), truncated=tracer.truncated if tracer is not None else False,
    )  # fmt: skip
    if audience != "internal" and shown is not None:
        made = evolve(made, before=evolve(made.before, name="before", revision=None), after=evolve(made.after, name="after", revision=None))
        for side in shown:
            side.check(made.to_plain(), _OWN_WORDS)
    return made


_OWN_WORDS: Final = ((
    "claimmap compare before after name kind case revision items law policy standard claims elements results gaps presence added removed changed "
    "both status lines touched because verified message opened closed better worse same inputs notes truncated unchanged evidence source fields "
    "person group context event claim alternative filing challenge settled matter assessment search ground trigger lead review analyst grade"
),)


def _plain(side: Side, standard: str, policy: Policy, shown: Shown | None) -> dict[str, Any]:
    if side.report is not None:
        return side.report
    case, law = side.case, side.law
    if case is None or law is None:
        raise ClaimmapError(f"{side.name} is neither a case nor a report")
    if shown is None:
        return workbench.gaps(case, standard, law=law, policy=policy).to_plain()
    return outputs.report_of(shown, case, standard, law, policy).to_plain()


def _facts(side: Side, plain: Mapping[str, Any]) -> SideFacts:
    items = None if side.case is None else sum(bool(one.supports or one.undermines) for one in side.case.evidence)
    return SideFacts(
        name=side.name, kind=side.kind, case=str(plain["case"]), as_of=str(plain["as_of"]), law=dict(plain["law"]), policy=dict(plain["policy"]),
        revision=side.revision, items=items,
    )  # fmt: skip


def _versions(before: SideFacts, after: SideFacts) -> tuple[tuple[str, ...], tuple[str, ...]]:
    law, policy = [], []
    if before.law.get("id") != after.law.get("id"):
        law.append(f"the law was {before.law.get('id')} and is {after.law.get('id')}")
    elif before.law.get("version") != after.law.get("version"):
        law.append(f"the version of {after.law.get('id')} was {before.law.get('version')} and is {after.law.get('version')}")
    if before.policy.get("sha256") != after.policy.get("sha256"):
        shas = (str(before.policy.get("sha256"))[:12], str(after.policy.get("sha256"))[:12])
        policy.append(f"the policy was {before.policy.get('id')} (sha256 {shas[0]}) and is {after.policy.get('id')} (sha256 {shas[1]})")
    return tuple(law), tuple(policy)


# ---------------------------------------------------------------- claims and elements


def _claims(before: Mapping[str, Any], after: Mapping[str, Any], tracer: Tracer | None) -> Iterator[ClaimComparison]:
    old, new = {one["id"]: one for one in before["claims"]}, {one["id"]: one for one in after["claims"]}
    for name in [*new, *(name for name in old if name not in new)]:
        one, other = old.get(name), new.get(name)
        if one is None or other is None:
            yield ClaimComparison(
                id=name, presence="added" if one is None else "removed", elements=(), unchanged=0,
                whole=ElementComparison(address=None, presence="added" if one is None else "removed"),
            )  # fmt: skip
            continue
        whole = _compared((name, None, None, None), one, other, tracer)
        elements = [_element(name, *pair, tracer) for pair in _pairs(_elements(one), _elements(other))]
        changed = tuple(found for found in elements if found.changed)
        yield ClaimComparison(id=name, presence="both", whole=whole, elements=changed, unchanged=len(elements) - len(changed))


ElementKey = tuple[str | None, str, str | None]


def _elements(claim: Mapping[str, Any]) -> dict[ElementKey, Mapping[str, Any]]:
    out: dict[ElementKey, Mapping[str, Any]] = {}
    for one in claim["elements"]:
        out[one.get("mode"), one["address"], None] = one
    for one in claim.get("conditions", ()):
        row = (one.get("rows") or [{}])[0]
        out[one.get("mode"), one["address"], part_words(row.get("event"), row.get("part"), row.get("person"))] = one
    return out


Pair = tuple[ElementKey, Mapping[str, Any] | None, Mapping[str, Any] | None]


def _pairs(before: Mapping[ElementKey, Mapping[str, Any]], after: Mapping[ElementKey, Mapping[str, Any]]) -> Iterator[Pair]:
    for key in [*after, *(key for key in before if key not in after)]:
        yield key, before.get(key), after.get(key)


def _element(
    claim: str, key: ElementKey, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, tracer: Tracer | None
) -> ElementComparison:  # fmt: skip
    mode, address, part = key
    if before is None or after is None:
        return ElementComparison(address=address, mode=mode, part=part, presence="added" if before is None else "removed")
    return _compared((claim, mode, address, part), before, after, tracer)


def _compared(key: CellKey, before: Mapping[str, Any], after: Mapping[str, Any], tracer: Tracer | None) -> ElementComparison:
    results = []
    for standard in STANDARDS:
        one, other = before["results"].get(standard), after["results"].get(standard)
        if one is None or other is None or one == other:
            continue
        causes = tracer.causes(key, STANDARDS.index(standard), other) if tracer is not None else None
        results.append(ResultChange(standard=standard, before=one, after=other, because=causes or (), verified=bool(causes)))
    gaps = tuple(_gaps(before.get("gaps", ()), after.get("gaps", ())))
    status, lines = (before.get("status"), after.get("status")), (_lines(before), _lines(after))
    differs = results or gaps or status[0] != status[1] or lines[0] != lines[1]
    return ElementComparison(
        address=key[2], mode=key[1], part=key[3], status=status, lines=lines, results=tuple(results), gaps=gaps,
        touched=_touched(key, tracer) if tracer is not None and differs and key[2] is not None else (),
    )  # fmt: skip


def _lines(value: Mapping[str, Any]) -> tuple[int, ...] | None:
    found = value.get("lines")
    return tuple(found["for"]) if isinstance(found, Mapping) and isinstance(found.get("for"), list) else None


def _gaps(before: Iterable[Mapping[str, Any]], after: Iterable[Mapping[str, Any]]) -> Iterator[GapChange]:
    """Tell which gaps opened and closed; one that is only worded otherwise did neither."""
    old = [(str(one["kind"]), str(one["message"])) for one in before]
    new = [(str(one["kind"]), str(one["message"])) for one in after]
    gone = [one for one in old if one not in new]
    come = [one for one in new if one not in old]
    for kind in dict.fromkeys(kind for kind, _ in (*gone, *come)):
        left, right = [one for one in gone if one[0] == kind], [one for one in come if one[0] == kind]
        still = min(len(left), len(right))
        for _, message in left[still:]:
            yield GapChange(what="closed", kind=kind, message=message)
        for _, message in right[still:]:
            yield GapChange(what="opened", kind=kind, message=message)


def _touched(key: CellKey, tracer: Tracer) -> tuple[str, ...]:
    names = cone(tracer.graphs[0], [key]) | cone(tracer.graphs[1], [key])
    return tuple(one.change.words for one in tracer.units if one.key in ("sources", "evidence") and one.change.name in names)
