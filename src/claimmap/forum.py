"""Whether the Court may hear a claim: the case, the law and the dated facts of States brought together."""

import functools
from typing import Final

from claimmap.address import BadAddress
from claimmap.case import Case
from claimmap.jurisdiction import (
    CaseJurisdiction,
    ClaimJurisdiction,
    CrimeFacts,
    Difference,
    Register,
    RegisterFile,
    compare_expectations,
    jurisdiction_of_case,
)
from claimmap.jurisdiction import jurisdiction as of_claim
from claimmap.law import Law
from claimmap.library import load_law, load_states, read_one, statutes_folder
from claimmap.problems import UnknownId

COURT: Final = "rome-statute"
"""The instrument whose jurisdiction is computed."""


@functools.cache
def load_register() -> Register:
    """Load the contested points of jurisdiction; raises InvalidFiles."""
    return Register.of(read_one(statutes_folder() / COURT / "contested.yaml", RegisterFile))


def crime_facts(case: Case, law: Law) -> dict[str, CrimeFacts]:
    """Return what the law says of the crimes that a case claims, and of their neighbours, by address as written and canonical."""
    out: dict[str, CrimeFacts] = {}
    for text in dict.fromkeys(claim.crime for claim in case.claims if claim.crime != "none"):
        try:
            crime = law.crime(text)
        except (UnknownId, BadAddress):
            continue
        out[text] = out[crime.address] = CrimeFacts.of(crime)
        for near in crime.neighbours:
            if near.address not in out and near.address in law.crime_index:
                out[near.address] = CrimeFacts.of(law.crime_index[near.address])
    return out


def jurisdiction(case: Case, claim: str | None = None, *, law: Law | None = None) -> ClaimJurisdiction | CaseJurisdiction:
    """Tell whether the Court has jurisdiction over one claim, or over every claim of a case.

    Raises:
        UnknownId: the case has no such claim.
        InvalidFiles: the shipped facts cannot be read.
    """
    loaded = law or load_law(case.law)
    crimes = crime_facts(case, loaded)
    if claim is None:
        return jurisdiction_of_case(case, load_states(), register=load_register(), crimes=crimes)
    return of_claim(case, load_states(), claim, register=load_register(), crimes=crimes)


def answers(case: Case, law: Law) -> dict[str, ClaimJurisdiction]:
    """Return the answer for every claim, by its id."""
    found = jurisdiction_of_case(case, load_states(), register=load_register(), crimes=crime_facts(case, law))
    return {one.id: one for one in found.claims}


def differences(case: Case, law: Law) -> tuple[Difference, ...]:
    """Compare the answers with what the case expects of jurisdiction."""
    if case.expect is None or not case.expect.jurisdiction:
        return ()
    return compare_expectations(case.expect.jurisdiction, answers(case, law))
