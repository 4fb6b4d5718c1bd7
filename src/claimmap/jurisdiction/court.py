"""Claims: gather the people accused and the incidents, work out each pair, and join them.

Pure functions: the same case, States, law and register give the same answer.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Final, TypeAlias, final

from attrs import define, evolve, field, frozen

from claimmap.case import Case, Claim, Event, Person
from claimmap.jurisdiction.answer import Exercise, Facts
from claimmap.jurisdiction.combine import Outcome, Pair, contested, grounds_of, over_pairs, pair_of
from claimmap.jurisdiction.conditions import Node, Verdict, one_of
from claimmap.jurisdiction.crimes import CrimeFacts, canonical
from claimmap.jurisdiction.findings import STATUS_KEYS, Ground
from claimmap.jurisdiction.inquiry import Inquiry, inquire, nationalities
from claimmap.jurisdiction.places import read_place
from claimmap.jurisdiction.register import Register
from claimmap.jurisdiction.standing import Table
from claimmap.jurisdiction.subject import NOT_ASKED, subject_matter
from claimmap.states import States

_BAR_WORDS: Final[Mapping[str, str]] = {
    "met": "none",
    "n/a": "none",
    "not-met": "applies",
    "contested": "contested",
    "unknown": "unknown",
}
MOST_KEPT: Final = 2_000
"""So many pairs of person and incident are kept for claims that share them."""

Grounds: TypeAlias = tuple[Inquiry, tuple[tuple[Ground, ...], ...]]
"""A question, and the conditions at every moment but for the subject matter."""

_WORST_FIRST: Final = ("not-met", "contested", "unknown", "met", "n/a")


@final
@frozen
class Bench:
    """What every question is asked with.

    Attributes:
        crimes: What the law says of each crime, by canonical address.
    """

    states: States
    register: Register
    crimes: Mapping[str, CrimeFacts] = field(factory=dict)

    def crime(self, address: str) -> CrimeFacts:
        """Return the facts of a crime; of one that the law data lacks, what its address and the amendments tell."""
        found = self.crimes.get(address)
        if found is None:
            found = CrimeFacts(address=address)
        rests_on = found.amendment or self.states.amendment_of(found.address)
        return found if rests_on == found.amendment else evolve(found, amendment=rests_on)


@final
@define
class Docket:
    """One case before the bench, with its people and incidents by id.

    What does not depend on the subject matter is worked out once for all claims that share it.
    """

    case: Case
    bench: Bench
    _grounds: dict[object, Grounds] = field(factory=dict, init=False, repr=False)
    _crimes: dict[str, CrimeFacts] = field(factory=dict, init=False, repr=False)

    @cached_property
    def table(self) -> Table:
        """The positions of the States for this case."""
        return Table(self.case, self.bench.states)

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """People by id."""
        return {one.id: one for one in self.case.people}

    @cached_property
    def events(self) -> Mapping[str, Event]:
        """Incidents by id."""
        return {one.id: one for one in self.case.events}

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """Claims by id."""
        return {one.id: one for one in self.case.claims}

    def crime(self, address: str) -> CrimeFacts:
        """Return the facts of a crime."""
        found = self._crimes.get(address)
        if found is None:
            found = self._crimes[address] = self.bench.crime(address)
        return found

    def question(
        self, claim: Claim, other: str | None, person: str | None, event: str | None
    ) -> tuple[object, ...]:
        """Return all that an answer depends on but for the subject matter: equal questions have equal answers.

        Args:
            claim: The claim.
            other: Another crime that is asked about instead of the one claimed, by canonical address.
            person: The accused, by id.
            event: The incident, by id.
        """
        crime = self.crime(other or claim.crime)
        roles = (other or claim.crime) if event in self._untold else None
        kept_out = crime.war_crime and (person in self._declaring or event in self._declaring)
        return (crime.profile, kept_out, roles, claim.linked, claim.operation, claim.context, person, event)

    def grounds(self, claim: Claim, other: str | None, person: str | None, event: str | None) -> Grounds:
        """Work out one accused and one incident of a claim, or of another crime, but for the subject matter."""
        key = self.question(claim, other, person, event)
        found = self._grounds.get(key)
        if found is None:
            if len(self._grounds) >= MOST_KEPT:
                self._grounds.clear()
            inquiry = inquire(
                self.table,
                self.bench.register,
                claim,
                self.crime(other or claim.crime),
                person=self.people.get(person or ""),
                event=self.events.get(event or ""),
            )
            found = self._grounds[key] = (inquiry, grounds_of(inquiry))
        return found

    def subject(self, claim: Claim, other: str | None = None) -> Node:
        """Tell whether what a claim alleges makes out its crime, or another one."""
        return subject_matter(claim, self.crime(other) if other else None, self.bench.register)

    @cached_property
    def _declaring(self) -> frozenset[str]:
        """People and incidents that touch a State with a declaration on war crimes under article 124."""
        people = {
            one.id for one in self.case.people for code in nationalities(one) if self.table.of(code).state.article_124
        }
        events = {
            one.id
            for one in self.case.events
            for part in one.parts
            if (code := read_place(part.at).code) is not None and self.table.of(code).state.article_124
        }
        return frozenset(people | events)

    @cached_property
    def _untold(self) -> frozenset[str]:
        """Incidents of which some part says what it is only by its element, so that it differs from crime to crime."""
        return frozenset(one.id for one in self.case.events if any(part.role is None for part in one.parts))

    def whole(self, claim: Claim, other: str | None = None) -> "Whole":
        """Work out a claim: every accused for every incident.

        Args:
            claim: The claim.
            other: Another crime that is asked about instead of the one claimed, by canonical address.
        """
        subject = self.subject(claim, other)
        pairs = [pair_of(*self.grounds(claim, other, person, event), subject) for person, event in self.asked(claim)]
        return Whole(docket=self, claim=claim, pairs=tuple(pairs))

    def incident(self, event: Event) -> "Whole":
        """Work out an incident that is in no claim: its places and days, of an accused who is not named.

        Of the crime only what the elements of its parts name is taken; whether it is one is not asked.
        """
        named = {canonical(part.element).rpartition("/")[0] for part in event.parts if part.element is not None}
        claim = Claim(
            id=event.id, title=event.title, crime=named.pop() if len(named) == 1 else "none", events=(event.id,)
        )
        pairs = (pair_of(*self.grounds(claim, None, None, event.id), NOT_ASKED),)
        return Whole(docket=self, claim=claim, pairs=pairs)

    @property
    def unclaimed(self) -> tuple[Event, ...]:
        """The incidents that are in no claim, in the order of the case."""
        claimed = {event for claim in self.case.claims for event in claim.events}
        return tuple(one for one in self.case.events if one.id not in claimed)

    def asked(self, claim: Claim) -> list[tuple[str | None, str | None]]:
        """List every accused of a claim with every incident; None where none is named."""
        people: list[str | None] = [one for one in dict.fromkeys(claim.people) if one in self.people]
        events: list[str | None] = [one for one in dict.fromkeys(claim.events) if one in self.events]
        return [(person, event) for person in people or [None] for event in events or [None]]


@final
@define
class Whole:
    """A claim over all its people and incidents."""

    docket: Docket
    claim: Claim
    pairs: tuple[Pair, ...]

    @property
    def facts(self) -> Facts:
        """The case and the positions of States."""
        return self.docket.case, self.docket.bench.states

    @cached_property
    def outcome(self) -> Outcome:
        """The outcome."""
        if len(self.pairs) == 1:
            return self.pairs[0].outcome
        return over_pairs(one.outcome for one in self.pairs)

    @cached_property
    def contested(self) -> bool:
        """Whether another answer to a disputed point would change the outcome."""
        return contested(self.pairs)

    @cached_property
    def _leading(self) -> tuple[Pair, ...]:
        """The pairs that the outcome rests on: those that qualify, or all where none does."""
        good = tuple(one for one in self.pairs if one.outcome in ("yes", "partly"))
        return good if self.outcome in ("yes", "partly") and good else self.pairs

    @cached_property
    def verdicts(self) -> Mapping[str, Verdict]:
        """The seven status keys; `bar` is met where there is none."""
        if len(self._leading) == 1:
            return self._leading[0].status
        return {key: self._verdict(key) for key in STATUS_KEYS}

    def _verdict(self, key: str) -> Verdict:
        found = [one.status[key] for one in self._leading]
        if all(one == found[0] for one in found):
            return found[0]
        if key in ("territorial", "national", "trigger"):
            return one_of(found)
        return min(found, key=lambda one: _WORST_FIRST.index(one.outcome))

    @cached_property
    def status(self) -> Mapping[str, str]:
        """The seven status keys as they are written."""
        out = {key: verdict.outcome for key, verdict in self.verdicts.items()}
        return {**out, "bar": _BAR_WORDS[out["bar"]]}

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The paths, in order; none where the outcome is no."""
        if self.outcome == "no":
            return ()
        return tuple(sorted({label for one in self.pairs for label in one.paths}))

    @cached_property
    def fails(self) -> frozenset[str]:
        """What fails; empty unless the outcome is no."""
        return (
            frozenset(article for one in self.pairs for article in one.fails) if self.outcome == "no" else frozenset()
        )

    @cached_property
    def exercise(self) -> Exercise:
        """Whether and how jurisdiction is exercised: a precondition is not a trigger.

        Source:
            Rome Statute, art. 13.
        """
        triggers = self.docket.case.triggers
        carrying = [
            trigger
            for index, trigger in enumerate(triggers)
            if one_of(one.triggers[index] for one in self._leading).side != "not-met"
        ]
        if triggers and not carrying:
            return "defective"
        if self.outcome == "no":
            return "n/a"
        stages = {one.stage for one in carrying}
        return "exercised" if "open" in stages else "hypothetical" if "hypothetical" in stages else "available"
