"""What Parties and the Security Council have referred, and what the Council has deferred."""

import datetime as dt
from typing import Literal, final

from attrs import frozen

from claimmap.states.terms import Confidence


@final
@frozen(kw_only=True)
class Referral:
    """A referral of a situation in this State by one or more Parties (art. 14).

    Attributes:
        received: Day on which it was received.
        by: States that referred.
        from_: First day that it covers (key `from`).
        source: Where it was read, in words.
        confidence: How far it goes back to a source.
        checked: The day of the last comparison with the source; None where there was none.
    """

    received: dt.date
    by: tuple[str, ...]
    from_: dt.date | None = None
    source: str
    confidence: Confidence
    checked: dt.date | None = None
    note: str | None = None


@final
@frozen(kw_only=True)
class CarveOut:
    """What a referral by the Security Council leaves to the contributing State.

    Attributes:
        paragraph: Paragraph of the resolution.
        operations: Who established or authorised the operations: UNSC, AU.
        statement: Our sentence.
    """

    paragraph: str
    operations: tuple[str, ...]
    statement: str


@final
@frozen(kw_only=True)
class CouncilReferral:
    """A referral by the Security Council (art. 13(b)).

    Attributes:
        resolution: Its number.
        cite: How it is cited.
        adopted: Day of the vote.
        state: Code of the State.
        area: Places that it covers.
        from_: First day that it covers.
        to: Last day that it covers; None = open.
        carve_out: What it leaves to the contributing State.
        vote: The vote, in words.
        source: Where it was read, in words.
        confidence: How far it goes back to a source.
        checked: The day of the last comparison with the source; None where there was none.
    """

    resolution: str
    cite: str
    adopted: dt.date
    state: str
    area: tuple[str, ...]
    from_: dt.date
    to: dt.date | None = None
    carve_out: CarveOut | None = None
    vote: str | None = None
    source: str
    confidence: Confidence
    checked: dt.date | None = None
    note: str | None = None


@final
@frozen(kw_only=True)
class Deferral:
    """A request of the Security Council under article 16.

    Attributes:
        resolution: Its number.
        cite: How it is cited.
        adopted: Day of the vote.
        from_: First day (key `from`).
        to: Last day.
        about: What it asked for.
        source: Where it was read, in words.
        confidence: How far it goes back to a source.
        checked: The day of the last comparison with the source; None where there was none.
    """

    resolution: str
    cite: str
    adopted: dt.date
    from_: dt.date
    to: dt.date
    about: str
    source: str
    confidence: Confidence
    checked: dt.date | None = None


@final
@frozen(kw_only=True)
class CouncilFile:
    """The file of what the Security Council has referred and deferred.

    Attributes:
        referrals: Under article 13(b).
        deferrals: Under article 16.
    """

    format: Literal["claimmap/council-referrals-1"]
    referrals: tuple[CouncilReferral, ...]
    deferrals: tuple[Deferral, ...] = ()
