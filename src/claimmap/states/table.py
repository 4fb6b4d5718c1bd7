"""Every State, the names of all others, and what the Council and the Assembly have done."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import final

from attrs import field, frozen

from claimmap.faces import Shown
from claimmap.problems import UnknownId
from claimmap.states.amendments import Amendment, AmendmentsFile
from claimmap.states.referrals import CouncilFile, CouncilReferral, Deferral
from claimmap.states.state import State, Status
from claimmap.states.territory import CountriesFile, Country


def _by_code(states: Iterable[State]) -> dict[str, State]:
    return {name: one for one in states for name in (one.code, *one.also_written)}


@final
@frozen(kw_only=True, repr=False)
class States(Shown):
    """Every State that has a file, the names of all others, and what the Council and the Assembly have done.

    Attributes:
        states: By code and by every other way of writing it.
        referrals: By number of the resolution.
    """

    states: Mapping[str, State]
    countries: Mapping[str, Country] = field(factory=dict)
    referrals: Mapping[str, CouncilReferral] = field(factory=dict)
    deferrals: tuple[Deferral, ...] = ()
    amendments: Mapping[str, Amendment] = field(factory=dict)

    @classmethod
    def of(
        cls, states: Iterable[State], countries: CountriesFile, council: CouncilFile, amendments: AmendmentsFile
    ) -> "States":
        """Join what the files hold."""
        return cls(
            states=_by_code(states),
            countries={one.code: one for one in countries.countries},
            referrals={one.resolution: one for one in council.referrals},
            deferrals=council.deferrals,
            amendments={one.id: one for one in amendments.amendments},
        )

    def __iter__(self) -> Iterator[State]:
        return (one for code, one in self.states.items() if code == one.code)

    def known(self, code: str) -> bool:
        """Tell whether a code, or a part of a State such as `SDN-darfur`, names anything."""
        return code in self.states or code in self.countries or (self._of_part(code) is not None)

    def _of_part(self, code: str) -> str | None:
        state, dash, part = code.partition("-")
        return state if dash and part and (state in self.countries or state in self.states) else None

    def name(self, code: str) -> str:
        """Return the English name of a code, or the code itself where it has none."""
        if code in self.states:
            return self.states[code].name
        if code in self.countries:
            return self.countries[code].name
        state = self._of_part(code)
        return f"{self.name(state)} ({code.partition('-')[2]})" if state else code

    def state_of(self, code: str) -> str:
        """Return the State that a place belongs to: the code itself, or the State of which it is a part.

        Raises:
            UnknownId: the code names nothing.
        """
        found = self.states.get(code)
        if found is not None:
            return found.part_of or found.code
        if code in self.countries:
            return self.countries[code].part_of or code
        state = self._of_part(code)
        if state is None:
            raise UnknownId("State", code, [*self.countries, *self.states])
        return state

    def get(self, code: str) -> State:
        """Return the State with a code; one without a file has never been a Party and has accepted nothing."""
        found = self.states.get(code)
        return found if found is not None else State(code=code, name=self.name(code))

    def on(self, code: str, day: dt.date | str) -> Status:
        """Tell where a State, or a part of one, stands on a day.

        Raises:
            UnknownId: the code names nothing.
        """
        owner = self.get(self.state_of(code))
        status = owner.on(day)
        part = self.states.get(code)
        if part is None or part.extension is None or not status.party:
            return status
        return part.on(day)

    def parties(self, day: dt.date) -> tuple[str, ...]:
        """Return the codes of the States that are Parties on a day, in order."""
        return tuple(sorted(one.code for one in self if one.kind == "state" and one.on(day).party))

    def amendment_of(self, crime: str) -> str | None:
        """Return the id of the amendment that a crime rests on, by its canonical address."""
        for one in self.amendments.values():
            if crime in one.crimes or any(crime in part.crimes for part in one.parts):
                return one.id
        return None
