"""Whether the Court may hear a claim: the case, the law and the dated facts of States brought together."""

import datetime as dt
import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

import attrs

from claimmap.address import BadAddress
from claimmap.case import Case, Dispute, StateFacts, Trigger
from claimmap.dates import When
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
from claimmap.problems import ClaimmapError, UnknownId
from claimmap.reading import paused_gc, structure

T = TypeVar("T")

COURT: Final = "rome-statute"
"""The instrument whose jurisdiction is computed."""


@functools.cache
def load_register() -> Register:
    """Load the contested points of jurisdiction; raises InvalidFiles."""
    return Register.of(read_one(statutes_folder() / COURT / "contested.yaml", RegisterFile))


@attrs.frozen
class CrimesOf(Mapping[str, CrimeFacts]):
    """What a law says of its crimes, by address as written or canonical; each is looked up when it is asked for.

    Only crimes that the law has are kept, by canonical address: nothing of a case stays behind.
    """

    law: Law
    _known: dict[str, CrimeFacts] = attrs.field(factory=dict, init=False, repr=False)

    def __getitem__(self, address: str) -> CrimeFacts:
        """Return the facts of a crime; raises KeyError where the law has none of that address."""
        found = self._known.get(address)
        if found is not None:
            return found
        try:
            crime = self.law.crime(address)
        except (UnknownId, BadAddress):
            raise KeyError(address) from None
        return self._known.setdefault(crime.address, CrimeFacts.of(crime))

    def __iter__(self) -> Iterator[str]:
        """Yield the canonical addresses."""
        return iter(self.law.crime_index)

    def __len__(self) -> int:
        """Return how many crimes the law has."""
        return len(self.law.crime_index)


_KEPT: Final[list[CrimesOf]] = []
"""What was looked up in the laws asked about last; a law never changes."""
_MOST_KEPT: Final = 4


def crimes_of(law: Law) -> CrimesOf:
    """Return what a law says of its crimes, with what was looked up in it before."""
    for one in _KEPT:
        if one.law is law:
            return one
    _KEPT.append(CrimesOf(law))
    del _KEPT[:-_MOST_KEPT]
    return _KEPT[-1]


def jurisdiction(case: Case, claim: str | None = None, *, law: Law | None = None) -> ClaimJurisdiction | CaseJurisdiction:
    """Tell whether the Court has jurisdiction over one claim, or over every claim of a case.

    Raises:
        UnknownId: the case has no such claim.
        InvalidFiles: the shipped facts cannot be read.
    """
    loaded = law or load_law(case.law)
    if claim is None:
        return _of_case(case, loaded)
    return of_claim(case, load_states(), claim, register=load_register(), crimes=crimes_of(loaded))


def _of_case(case: Case, law: Law, *, unclaimed: bool = True) -> CaseJurisdiction:
    with paused_gc():
        return jurisdiction_of_case(case, load_states(), register=load_register(), crimes=crimes_of(law), unclaimed=unclaimed)


def answers(case: Case, law: Law) -> dict[str, ClaimJurisdiction]:
    """Return the answer for every claim, by its id."""
    found = _of_case(case, law, unclaimed=False)
    return {one.id: one for one in found.claims}


def differences(case: Case, law: Law) -> tuple[Difference, ...]:
    """Compare the answers with what the case expects of jurisdiction."""
    if case.expect is None or not case.expect.jurisdiction:
        return ()
    return compare_expectations(case.expect.jurisdiction, answers(case, law))


def suppose(
    case: Case,
    *,
    when: Mapping[str, str] | None = None,
    at: Mapping[str, str] | None = None,
    states: Mapping[str, Mapping[str, Any]] | None = None,
    triggers: Sequence[Mapping[str, Any]] | None = None,
    alleges: Mapping[str, Mapping[str, str]] | None = None,
    as_of: str | None = None,
) -> Case:
    """Return the case with other facts, to ask what the answer would be; everything is written as in a case file.

    Args:
        when: Date of an incident, by its id.
        at: Place of a part of an incident, by its id.
        states: Facts about States, such as `{"KGZ": {"party": "2010-01-01/.."}}`.
        triggers: How article 13 is engaged, instead of what the case says.
        alleges: What a claim's facts say of an element, by claim: `{"c": {"7(1)(d)/2": "alleged"}}`.
        as_of: The day of the question.

    Raises:
        UnknownId: the case has no such incident, part or claim.
        ClaimmapError: a value is not what a case file could say there.
    """
    _known("incident", when, [event.id for event in case.events])
    _known("part of an incident", at, [part.id for event in case.events for part in event.parts if part.id])
    _known("claim", alleges, [claim.id for claim in case.claims])
    events = tuple(
        attrs.evolve(
            event,
            when=_made(when[event.id], When) if when and event.id in when else event.when,
            parts=tuple(attrs.evolve(part, at=at[part.id]) if at and part.id is not None and part.id in at else part for part in event.parts),
        )
        for event in case.events
    )
    claims = tuple(
        attrs.evolve(claim, alleges={**claim.alleges, **{key: _made(value, Dispute) for key, value in alleges[claim.id].items()}})
        if alleges and claim.id in alleges
        else claim
        for claim in case.claims
    )
    return attrs.evolve(
        case,
        events=events,
        claims=claims,
        states={**case.states, **{code: _made(dict(facts), StateFacts) for code, facts in (states or {}).items()}},
        triggers=case.triggers if triggers is None else tuple(_made(dict(one), Trigger) for one in triggers),
        as_of=case.as_of if as_of is None else _made(as_of, dt.date),
    )


def _known(what: str, given: Mapping[str, Any] | None, names: Sequence[str]) -> None:
    for name in given or {}:
        if name not in names:
            raise UnknownId(what, name, names)


def _made(plain: Any, kind: type[T]) -> T:
    try:
        return structure(plain, kind)
    except Exception as error:
        message = f"{plain!r} cannot stand there: {error}" if str(error) else f"{plain!r} cannot stand there"
        raise ClaimmapError(message) from error
