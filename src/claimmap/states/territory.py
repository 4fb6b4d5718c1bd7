"""What a place belongs to: territories of a State, predecessors, disputes on statehood, and the codes of countries."""

import datetime as dt
from typing import Literal, final

from attrs import frozen

from claimmap.states.terms import Confidence, Lean


@final
@frozen(kw_only=True)
class Extension:
    """Whether the Statute extends to a part of a State.

    Attributes:
        status: included from the State's own first day, extended later, excluded, or not known.
        from_: First day of the extension.
        source: Where it was read, in words.
        confidence: How far it goes back to a source.
        checked: The day of the last comparison with the source; None where there was none.
    """

    status: Literal["included", "extended", "excluded", "unknown"]
    from_: dt.date | None = None
    source: str
    confidence: Confidence
    checked: dt.date | None = None
    note: str | None = None

    def reaches(self, day: dt.date) -> bool | None:
        """Tell whether the Statute extends to the territory on a day; None where that is not known."""
        if self.status == "unknown":
            return None
        if self.status == "extended":
            return self.from_ is not None and self.from_ <= day
        return self.status == "included"


@final
@frozen(kw_only=True)
class Statehood:
    """A dispute whether an entity is a State for the purposes of the Statute.

    Attributes:
        value: Always `disputed`; a State beyond dispute has no such key.
        prevailing: Side that authority favours.
        why: What the dispute is about.
        source: Where it was read, in words.
        confidence: How far it goes back to a source.
        checked: The day of the last comparison with the source; None where there was none.
    """

    value: Literal["disputed"]
    prevailing: Lean | None = None
    why: str
    source: str
    confidence: Confidence
    checked: dt.date | None = None


@final
@frozen(kw_only=True)
class Predecessor:
    """The State to which this one's territory and nationals belonged before.

    Attributes:
        state: Code of that State.
        until: Last day.
        source: Where it was read, in words.
        confidence: How far it goes back to a source.
        checked: The day of the last comparison with the source; None where there was none.
    """

    state: str
    until: dt.date
    source: str
    confidence: Confidence
    checked: dt.date | None = None


@final
@frozen(kw_only=True)
class Country:
    """A name of ISO 3166-1; `part_of` is the State that a territory belongs to.

    Attributes:
        code: Three letters.
        name: English short name.
        part_of: Code of the State that the territory belongs to.
    """

    code: str
    name: str
    part_of: str | None = None


@final
@frozen(kw_only=True)
class CountriesFile:
    """The file of country codes.

    Attributes:
        source: Where the codes were read.
        countries: Every code.
    """

    format: Literal["claimmap/countries-1"]
    source: str
    countries: tuple[Country, ...]
