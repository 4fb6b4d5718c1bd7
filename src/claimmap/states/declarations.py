"""What a State has declared: under article 12(3), on war crimes, on aggression, on its territories; and acts without effect."""

import datetime as dt
from typing import Literal, final

from attrs import frozen

from claimmap.states.terms import Confidence, Lean, Validity


@final
@frozen(kw_only=True)
class Declaration:
    """A declaration under article 12(3).

    Attributes:
        what: What it is called.
        lodged: The day it was lodged with the Registrar.
        confirms: The day of the declaration that this letter merely confirms; such a letter covers nothing itself.
        from_: First day of the conduct that it covers (key `from`).
        to: Last day; None = open.
        over: What its wording covers: crimes on the territory, or all.
        by: Who made it.
        one_sided: Whether its wording names crimes of one side only.
        validity: Whether it binds the State.
        prevailing: The side that authority favours where that is disputed.
        source: Where it was read, in words.
        confidence: How far it goes back to a source.
        checked: The day of the last comparison with the source; None where there was none.
    """

    what: str
    lodged: dt.date | None = None
    confirms: dt.date | None = None
    from_: dt.date | None = None
    to: dt.date | None = None
    over: Literal["territory", "all"] = "all"
    by: str | None = None
    one_sided: bool = False
    validity: Validity = "alleged"
    prevailing: Lean | None = None
    source: str
    confidence: Confidence
    checked: dt.date | None = None
    note: str | None = None

    def covers(self, day: dt.date) -> bool:
        """Tell whether its wording reaches conduct on a day, whatever its validity."""
        if self.confirms is not None or self.from_ is None:
            return False
        return self.from_ <= day and (self.to is None or day <= self.to)


@final
@frozen(kw_only=True)
class WarCrimesDeclaration:
    """A declaration under article 124, which keeps war crimes out for up to seven years.

    Attributes:
        lodged: Day on which it was lodged.
        from_: First day of the conduct that it keeps out.
        to: Last day, after any withdrawal of the declaration.
        limbs: Whether it speaks of nationals or territory, as the article does, or of nationals only.
        withdrawn: Day of its withdrawal.
        source: Where it was read, in words.
        confidence: How far it goes back to a source.
        checked: The day of the last comparison with the source; None where there was none.
    """

    lodged: dt.date
    from_: dt.date
    to: dt.date
    limbs: Literal["nationals-or-territory", "nationals"]
    withdrawn: dt.date | None = None
    source: str
    confidence: Confidence
    checked: dt.date | None = None
    note: str | None = None

    def covers(self, day: dt.date) -> bool:
        """Tell whether conduct on a day falls in its period."""
        return self.from_ <= day <= self.to


@final
@frozen(kw_only=True)
class OptOut:
    """A declaration under article 15 bis(4) that jurisdiction over aggression is not accepted.

    Attributes:
        lodged: Day on which it was lodged.
        withdrawn: Day of its withdrawal.
        source: Where it was read, in words.
        confidence: How far it goes back to a source.
        checked: The day of the last comparison with the source; None where there was none.
    """

    lodged: dt.date
    withdrawn: dt.date | None = None
    source: str
    confidence: Confidence
    checked: dt.date | None = None
    note: str | None = None

    def stands(self, day: dt.date) -> bool:
        """Tell whether it had been made, and not withdrawn, on a day."""
        return self.lodged <= day and (self.withdrawn is None or day < self.withdrawn)


@final
@frozen(kw_only=True)
class TerritorialDeclaration:
    """A declaration on the territories to which the Statute, or an acceptance, extends.

    Attributes:
        what: What it says.
        lodged: Day on which it was lodged.
        territories: Parts of the State that it names.
        source: Where it was read, in words.
        confidence: How far it goes back to a source.
        checked: The day of the last comparison with the source; None where there was none.
    """

    what: str
    lodged: dt.date | None = None
    territories: tuple[str, ...]
    source: str
    confidence: Confidence
    checked: dt.date | None = None
    note: str | None = None


@final
@frozen(kw_only=True)
class WithoutEffect:
    """An act that was announced or begun and has no effect in law.

    Attributes:
        article: Provision that it would have rested on.
        what: What happened.
        why: Why it has no effect.
        source: Where it was read, in words.
        confidence: How far it goes back to a source.
        checked: The day of the last comparison with the source; None where there was none.
    """

    article: str
    what: str
    why: str
    source: str
    confidence: Confidence
    checked: dt.date | None = None
