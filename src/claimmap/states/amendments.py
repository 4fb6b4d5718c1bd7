"""Amendments of the Statute, and the acceptance of them by States."""

import datetime as dt
from typing import Literal, final

from attrs import frozen

from claimmap.states.terms import Confidence, Instrument


@final
@frozen(kw_only=True)
class AmendmentAcceptance:
    """The acceptance of an amendment by one State.

    Attributes:
        amendment: Id of the amendment.
        depositary: The depositary's number of the part.
        crimes: The crimes it concerns, where an amendment came in parts; none = all of it.
        deposited: Day of the deposit.
        instrument: What was deposited.
        in_force: First day on which the amendment binds that State; None where it is not known or never will.
        in_force_earliest: Earliest possible such day, where the day is not known.
        in_force_latest: Latest possible such day.
        excludes: Territories left out.
        source: Where it was read, in words.
        confidence: How far it goes back to a source.
        checked: The day of the last comparison with the source; None where there was none.
    """

    amendment: str
    depositary: str | None = None
    crimes: tuple[str, ...] = ()
    deposited: dt.date | None = None
    instrument: Instrument | None = None
    in_force: dt.date | None = None
    in_force_earliest: dt.date | None = None
    in_force_latest: dt.date | None = None
    excludes: tuple[str, ...] = ()
    source: str
    confidence: Confidence
    checked: dt.date | None = None
    note: str | None = None

    def concerns(self, amendment: str, crime: str) -> bool:
        """Tell whether it is an acceptance of what introduced *crime*."""
        return self.amendment == amendment and (not self.crimes or crime in self.crimes)

    def binds(self, day: dt.date) -> bool | None:
        """Tell whether it is in force for the State on a day; None where the day is not known well enough."""
        if self.in_force is not None:
            return self.in_force <= day
        if self.in_force_earliest is None or self.in_force_latest is None or day < self.in_force_earliest:
            return False
        return True if day >= self.in_force_latest else None


@final
@frozen(kw_only=True)
class AmendmentPart:
    """One part of an amendment, as the depositary lists it.

    Attributes:
        depositary: The depositary's number.
        cite: How it is cited.
        crimes: Crimes that this part introduced.
        adopted: Day of the adoption.
        in_force: The day it first entered into force for any State.
        governed_by: Rule on its entry into force.
        source: Where it was read, in words.
        confidence: How far it goes back to a source.
        checked: The day of the last comparison with the source; None where there was none.
    """

    depositary: str
    cite: str
    crimes: tuple[str, ...] = ()
    adopted: dt.date
    in_force: dt.date | None = None
    governed_by: Literal["121(4)", "121(5)"]
    source: str
    confidence: Confidence
    checked: dt.date | None = None
    note: str | None = None


@final
@frozen(kw_only=True)
class Amendment:
    """An amendment of the Statute.

    Attributes:
        id: What crimes and acceptances write under `amendment`.
        crimes: The crimes that it introduced as a whole.
        exercised_from: First day from which jurisdiction is exercised, where a decision set it.
        parts: As the depositary lists them.
    """

    id: str
    title: str
    crimes: tuple[str, ...] = ()
    exercised_from: dt.date | None = None
    parts: tuple[AmendmentPart, ...]

    def in_force(self, crime: str) -> dt.date | None:
        """Return the day on which what introduced *crime* first entered into force for any State."""
        days = [one.in_force for one in self.parts if one.in_force and (not one.crimes or crime in one.crimes)]
        return min(days) if days else None


@final
@frozen(kw_only=True)
class AmendmentsFile:
    """The file of amendments.

    Attributes:
        amendments: In the order of their adoption.
    """

    format: Literal["claimmap/amendments-1"]
    amendments: tuple[Amendment, ...]
