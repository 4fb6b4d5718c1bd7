"""A claim with the law it calls on: its crime, its modes, its context, the conditions of jurisdiction."""

from collections.abc import Iterator, Mapping
from typing import Final, Literal, final

from attrs import frozen

from claimmap.address import BadAddress
from claimmap.case import Case, Claim
from claimmap.law import Crime, Element, Law, Mode
from claimmap.problems import UnknownId

Holder = Literal["accused", "perpetrators"]


@final
@frozen(kw_only=True)
class ClaimLaw:
    """A claim with the law it calls on.

    Attributes:
        crime: None where the claim is of conduct that the instrument does not name.
        context: Id of its context, stated or the only one that fits.
    """

    index: int
    claim: Claim
    crime: Crime | None
    modes: tuple[Mode, ...]
    context: str | None

    def holders(self) -> tuple[Holder, ...]:
        """Whose mental elements the crime's are, over all its modes; the accused's where it names no mode."""
        found = {mode.crime_mental for mode in self.modes}
        out: list[Holder] = []
        if not found or "accused" in found:
            out.append("accused")
        if "direct-perpetrators" in found:
            out.append("perpetrators")
        return tuple(out)

    def asked(self, element: Element) -> bool:
        """Whether any of its modes asks for an element of its crime."""
        return not self.modes or any(mode.asks_for(element) for mode in self.modes)


def claim_law(case: Case, law: Law) -> tuple[ClaimLaw, ...]:
    """Resolve the crime, modes and context of every claim; names that do not resolve are left out (see `checks`)."""
    out = []
    for index, claim in enumerate(case.claims):
        crime = None
        if claim.crime != "none":
            try:
                crime = law.crime(claim.crime)
            except (UnknownId, BadAddress):
                crime = None
        modes = []
        for text in claim.modes:
            try:
                modes.append(law.mode(text))
            except (UnknownId, BadAddress):
                continue
        out.append(ClaimLaw(index=index, claim=claim, crime=crime, modes=tuple(modes), context=_context_of(case, claim, crime)))
    return tuple(out)


def _context_of(case: Case, claim: Claim, crime: Crime | None) -> str | None:
    if claim.context is not None:
        return claim.context
    if len(case.contexts) == 1:
        return case.contexts[0].id
    wanted = "armed-conflict" if crime is not None and crime.article == "8" else "attack"
    fitting = [one.id for one in case.contexts if one.kind == wanted]
    return fitting[0] if len(fitting) == 1 else None


CONDITIONS: Final[Mapping[str, tuple[Literal["incident", "person"], tuple[str, ...]]]] = {
    "12(2)(a)": (
        "incident",
        (
            "Coordinates, border, flight and registry records that place this part of the crime",
            "Statements of people who were there, saying where and on which day",
            "Maps, treaties and registers that show whose territory, vessel or aircraft it was on that day",
        ),
    ),
    "12(2)(b)": (
        "person",
        (
            "Passports, nationality registers and naturalisation files",
            "The nationality law of the State at the time of the conduct",
            "Official biographies and service records that state nationality",
        ),
    ),
}
"""Conditions of jurisdiction that evidence may be linked to, by whose fact they are, with means of proof."""


def conditions_asked(case: Case, law: Law, claim: ClaimLaw) -> Iterator[Element]:
    """Give the conditions of article 12 that the facts of a claim call for.

    Source:
        Rome Statute, art. 12(2).
    """
    asked = {"12(2)(a)": any(placed_parts(case, law, claim)), "12(2)(b)": any(with_nationality(case, law, claim))}
    for address, (scope, means) in CONDITIONS.items():
        if asked[address] and address in law.provisions:
            provision = law.provisions[address]
            yield Element(
                address=address, number=None, kind="circumstance", scope=scope, statement=provision.statement, part="jurisdiction",
                means=means, source=provision.source,
            )  # fmt: skip


def placed_parts(case: Case, law: Law, claim: ClaimLaw) -> Iterator[tuple[str, str, str]]:
    """Give the incident, the id and the place of each part of the claim's incidents that may be an element."""
    for event in case.events:
        if event.id in claim.claim.events:
            for number, part in enumerate(event.parts, 1):
                if part.at is not None and part.role not in ("accessory", "effect") and not _never_bound(law, part.at):
                    yield event.id, part.id or f"part {number}", part.at


def _never_bound(law: Law, place: str) -> bool:
    """Tell whether a place is certainly nobody's, or of a State that was never a Party and never accepted jurisdiction."""
    name = place.rstrip("?~%")
    code = name.partition(":")[2] if ":" in name else name
    if code == "high-seas":
        return True
    if code in ("unknown", "") or not law.states.known(code):
        return False
    try:
        state = law.states.get(law.states.state_of(code))
    except UnknownId:
        return True
    return (state.membership is None or state.membership.in_force is None) and not state.declarations


def with_nationality(case: Case, law: Law, claim: ClaimLaw) -> Iterator[str]:
    """Give the accused of a claim of whom a nationality is stated."""
    for person in case.people:
        if person.id in claim.claim.people and not all(_never_bound(law, one.state) for one in person.nationality or ()):
            yield person.id
