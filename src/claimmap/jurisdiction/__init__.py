"""Jurisdiction of the International Criminal Court over each claim of a case, on the facts as alleged.

For each accused and incident the conditions of articles 5 to 15 ter, 25(1), 26, 121(5), 124 and 127 are worked out with
their reasons. A missing fact makes an answer unknown and is named. A dispute about the law makes it contested, and both
answers are given. Admissibility, deferral and immunity are reported beside it and never change it.

>>> from claimmap.jurisdiction.conditions import all_of, contested, MET
>>> all_of([MET, contested("not-met")]).side
'not-met'
"""

import importlib
import sys
import types
from collections.abc import Mapping
from typing import Any

from claimmap.case import Case
from claimmap.jurisdiction.answer import CaseJurisdiction, ClaimJurisdiction, Reasons
from claimmap.jurisdiction.court import Bench, Docket
from claimmap.jurisdiction.crimes import CrimeFacts
from claimmap.jurisdiction.expectations import Difference, compare_expectations
from claimmap.jurisdiction.reasons import answer
from claimmap.jurisdiction.register import Register, RegisterFile
from claimmap.problems import UnknownId
from claimmap.states import States

__all__ = [
    "Bench",
    "CaseJurisdiction",
    "ClaimJurisdiction",
    "CrimeFacts",
    "Difference",
    "Docket",
    "Reasons",
    "Register",
    "RegisterFile",
    "compare_expectations",
    "jurisdiction",
    "jurisdiction_of_case",
]


def jurisdiction(
    case: Case, states: States, claim_id: str, *, register: Register, crimes: Mapping[str, CrimeFacts]
) -> ClaimJurisdiction:
    """Tell whether the Court has jurisdiction over one claim.

    Args:
        case: The case; its `as_of` is the day of the question.
        states: The positions of States and what the Security Council referred.
        claim_id: The claim.
        register: The contested points.
        crimes: What the law says of each crime, by canonical address.

    Raises:
        UnknownId: the case has no such claim.

    Source:
        Rome Statute, arts. 5-8 bis, 11-15 ter, 24(1), 25(1), 26, 121(5), 124, 126, 127.
    """
    docket = Docket(case, Bench(states, register, crimes))
    if claim_id not in docket.claims:
        raise UnknownId("claim", claim_id, docket.claims)
    return answer(docket.whole(docket.claims[claim_id]))


def jurisdiction_of_case(
    case: Case, states: States, *, register: Register, crimes: Mapping[str, CrimeFacts], unclaimed: bool = True
) -> CaseJurisdiction:
    """Tell whether the Court has jurisdiction, claim by claim; see `jurisdiction`.

    Args:
        case: The case.
        states: The positions of States.
        register: The contested points.
        crimes: What the law says of each crime.
        unclaimed: Ask also about incidents that are in no claim, as far as their places and days go.
    """
    docket = Docket(case, Bench(states, register, crimes))
    return CaseJurisdiction(
        case=case.id,
        as_of=case.as_of.isoformat(),
        claims=tuple(answer(docket.whole(claim)) for claim in case.claims),
        incidents=tuple(answer(docket.incident(event)) for event in docket.unclaimed) if unclaimed else (),
        facts=(case, states),
    )


class _Verb(types.ModuleType):
    """This package as the public verb of the same name.

    `claimmap.jurisdiction(case, claim)` is a function until this package is imported, which puts the package in its place.
    """

    def __call__(self, *args: Any, **more: Any) -> Any:
        return importlib.import_module("claimmap.workbench").jurisdiction(*args, **more)


sys.modules[__name__].__class__ = _Verb
