"""From rows to claims: all elements are needed, modes and routes are alternatives."""

from collections.abc import Mapping, Sequence
from typing import final

from attrs import frozen

from claimmap.evaluation.profiles import MET, NOT_MET, Evaluation, RowResult
from claimmap.graph import ClaimLaw
from claimmap.law import Mode
from claimmap.policy import STANDARDS, Policy


@final
@frozen(kw_only=True)
class ClaimResult:
    """A claim's results at every standard.

    Attributes:
        results: Worst of what its best mode asks of the crime, and of that mode's own elements.
        crime: Worst of the crime elements, routes counted, under the best mode.
        modes: Worst of each mode's elements, by address.
        best_mode: Per standard, the address of the mode that the result rests on; None without modes.
    """

    results: tuple[int, ...]
    crime: tuple[int, ...]
    modes: Mapping[str, tuple[int, ...]]
    best_mode: tuple[str | None, ...]


def claim_results(evaluation: Evaluation) -> tuple[ClaimResult, ...]:
    """Combine rows into claims: all elements are needed, modes and routes are alternatives.

    Kleene's strong logic on not-met < open < met: all = worst, any = best.
    """
    by_claim: list[list[RowResult]] = [[] for _ in evaluation.graph.claims]
    for found in evaluation.rows:
        by_claim[found.row.claim].append(found)
    return tuple(claim_result(law, rows, len(evaluation.policy.stages)) for law, rows in zip(evaluation.graph.claims, by_claim, strict=True))


def claim_result(law: ClaimLaw, rows: Sequence[RowResult], stages: int) -> ClaimResult:
    """Combine the rows of one claim.

    Article 25(3 bis) is no mode of its own: it limits the others to those in a position to control or direct a State.
    """
    crime_rows = [one for one in rows if one.row.mode is None and one.row.element.part != "jurisdiction"]
    mode_rows = {mode.address: [one for one in rows if one.row.mode == mode.address] for mode in law.modes}
    results, crimes, best = [], [], []
    per_mode: dict[str, list[int]] = {mode.address: [] for mode in law.modes}
    for stage in range(stages):
        if law.crime is None or not law.crime.elements:
            options: list[tuple[int, int, str | None]] = [(NOT_MET, NOT_MET, None)]
        elif not law.modes:
            worst = worst_of(crime_rows, law.crime.routes, law.claim.events, stage)
            options = [(worst, worst, None)]
        else:
            limits = [mode for mode in law.modes if mode.crimes == "aggression"]
            limit = min((worst_of(mode_rows[mode.address], mode.routes, law.claim.events, stage) for mode in limits), default=MET)
            options = []
            for mode in [mode for mode in law.modes if mode not in limits] or limits:
                worst = worst_of(asked_rows(law, mode, crime_rows), law.crime.routes, law.claim.events, stage)
                own = worst_of(mode_rows[mode.address], mode.routes, law.claim.events, stage)
                options.append((min(worst, own, limit), worst, mode.address))
        for mode in law.modes:
            per_mode[mode.address].append(worst_of(mode_rows[mode.address], mode.routes, law.claim.events, stage))
        top = max(options, key=lambda option: option[0])
        results.append(top[0])
        crimes.append(top[1])
        best.append(top[2])
    return ClaimResult(
        results=tuple(results), crime=tuple(crimes), best_mode=tuple(best),
        modes={name: tuple(found) for name, found in per_mode.items()},
    )  # fmt: skip


def asked_rows(law: ClaimLaw, mode: Mode, rows: Sequence[RowResult]) -> list[RowResult]:
    """Return the rows of the crime that a mode asks for, by whose mental elements they are.

    Source:
        Rome Statute, arts. 25(3), 28 and 30(1).
    """
    holder = "accused" if mode.crime_mental == "accused" else "perpetrators"
    return [one for one in rows if one.row.holder in (None, holder) and mode.asks_for(one.row.element)]


def worst_of(rows: Sequence[RowResult], routes: Sequence[Sequence[str]], events: Sequence[str], stage: int) -> int:
    """Return the worst result of rows, elements on paired routes by their best route for each incident."""
    routed = {limb.partition("(")[0] for route in routes for limb in route}
    plain = [one.results[stage] for one in rows if str(one.row.element.number) not in routed]
    worst = min(plain, default=MET)
    if not routed:
        return worst if rows else MET
    for event in events or (None,):
        of_event = [one for one in rows if str(one.row.element.number) in routed and one.row.event in (None, event)]
        if not of_event:
            continue
        best = max(min((_limb(one, route, stage) for one in of_event), default=MET) for route in routes)
        worst = min(worst, best)
    return worst


def _limb(found: RowResult, route: Sequence[str], stage: int) -> int:
    number = str(found.row.element.number)
    wanted = [one.partition("(")[2].rstrip(")") for one in route if one.partition("(")[0] == number]
    values = [unit.results[stage] for unit in found.units if unit.unit.limb in wanted]
    return min(values) if values else found.results[stage]


def standards_of(policy: Policy) -> tuple[str, ...]:
    """Return the standards in the policy's order."""
    return tuple(stage.standard for stage in policy.stages) or STANDARDS
