"""How and when a State becomes a Party, and how it leaves."""

import datetime as dt
from typing import Literal, final

from attrs import frozen

from claimmap.states.terms import Confidence, Instrument

SIXTY_DEPOSITS = dt.date(2002, 4, 11)
"""The day of the sixtieth deposit, which set the Statute in force for all who had deposited by then (art. 126(1))."""

WAITING_DAYS = 60


@final
@frozen(kw_only=True)
class Membership:
    """How a State became a Party.

    Attributes:
        signed: Day of the signature.
        deposited: Day on which the instrument was deposited.
        instrument: What was deposited.
        in_force: First day as a Party.
        basis: What governs that day: art. 126(1), art. 126(2), or succession.
        source: Where it was read, in words.
        confidence: How far it goes back to a source.
        checked: The day the values were last compared with a source; None where they rest on recollection.
    """

    signed: dt.date | None = None
    deposited: dt.date
    instrument: Instrument
    in_force: dt.date
    basis: Literal["126(1)", "126(2)", "succession"]
    source: str
    confidence: Confidence
    checked: dt.date | None = None
    note: str | None = None


@final
@frozen(kw_only=True)
class Withdrawal:
    """A notified withdrawal (art. 127).

    Attributes:
        notified: The day the depositary received it.
        effective: The first day on which the State is no longer a Party; None where it was revoked before.
        revoked: The day it was revoked.
        source: Where it was read, in words.
        confidence: How far it goes back to a source.
        checked: The day of the last comparison with the source; None where there was none.
    """

    notified: dt.date
    notification: str | None = None
    effective: dt.date | None = None
    revoked: dt.date | None = None
    revocation: str | None = None
    source: str
    confidence: Confidence
    checked: dt.date | None = None
    note: str | None = None


def entry_into_force(deposited: dt.date) -> dt.date:
    """Compute when the Statute enters into force for a State that deposits its instrument on a day.

    Days are counted from the day after the deposit. Succession is not governed by this, nor is a later extension
    to a territory.

    Source:
        Rome Statute, art. 126: the first day of the month after the 60th day following the deposit; for all who
        had deposited by the sixtieth instrument, counted from that one.

    >>> entry_into_force(dt.date(2011, 8, 30))
    datetime.date(2011, 11, 1)
    """
    day = max(deposited, SIXTY_DEPOSITS) + dt.timedelta(days=WAITING_DAYS)
    return dt.date(day.year + day.month // 12, day.month % 12 + 1, 1)
