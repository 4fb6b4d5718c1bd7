"""One State with every dated fact about it, and where it stands on a day."""

import datetime as dt
from typing import Literal, final

from attrs import frozen

from claimmap.dates import as_day
from claimmap.faces import Shown
from claimmap.states.amendments import AmendmentAcceptance
from claimmap.states.declarations import (
    Declaration,
    OptOut,
    TerritorialDeclaration,
    WarCrimesDeclaration,
    WithoutEffect,
)
from claimmap.states.membership import Membership, Withdrawal
from claimmap.states.referrals import Referral
from claimmap.states.terms import Standing
from claimmap.states.territory import Extension, Predecessor, Statehood


@final
@frozen(kw_only=True, repr=False)
class Status(Shown):
    """Where a State stands on one day.

    Attributes:
        withdrawal: The withdrawal that has taken effect by that day.
        declarations: Declarations under article 12(3) whose wording reaches the day, valid or not.
        because: The reason, as a sentence.
    """

    code: str
    day: dt.date
    standing: Standing
    membership: Membership | None = None
    withdrawal: Withdrawal | None = None
    declarations: tuple[Declaration, ...] = ()
    because: str

    @property
    def party(self) -> bool:
        """Whether it is a Party on that day."""
        return self.standing == "party"

    @property
    def accepting(self) -> bool:
        """Whether it is no Party but accepts under article 12(3), by a declaration not held invalid."""
        return not self.party and any(one.validity != "negated" for one in self.declarations)


@final
@frozen(kw_only=True, repr=False)
class State(Shown):
    """One State, or one territory of a State with its own position, with every dated fact about it.

    Attributes:
        code: ISO 3166-1 alpha-3, or a State's code with the name of a part: `GBR-akrotiri`.
        name: Its short name.
        kind: A territory has a position of its own within a State.
        part_of: For a territory, the State it belongs to.
        also_written: Other ways in which a case may name it.
        extension: For a territory, whether the Statute extends to it.
        predecessor: The State to which it belonged before.
        statehood: Where it is disputed whether it is a State.
        membership: How it became a Party; none = it never did.
        withdrawals: Notified withdrawals.
        declarations: Declarations under article 12(3).
        article_124: Declarations on war crimes.
        article_15bis_4: Declarations on aggression.
        amendments: Acceptances of amendments.
        territory: Declarations on territories.
        referrals: Referrals of a situation in it by Parties.
        council_referrals: Numbers of the resolutions by which the Security Council referred a situation in it.
        without_effect: Acts without effect in law.
    """

    format: Literal["claimmap/state-1"] = "claimmap/state-1"
    code: str
    name: str
    kind: Literal["state", "territory"] = "state"
    part_of: str | None = None
    also_written: tuple[str, ...] = ()
    extension: Extension | None = None
    predecessor: Predecessor | None = None
    statehood: Statehood | None = None
    membership: Membership | None = None
    withdrawals: tuple[Withdrawal, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    article_124: tuple[WarCrimesDeclaration, ...] = ()
    article_15bis_4: tuple[OptOut, ...] = ()
    amendments: tuple[AmendmentAcceptance, ...] = ()
    territory: tuple[TerritorialDeclaration, ...] = ()
    referrals: tuple[Referral, ...] = ()
    council_referrals: tuple[str, ...] = ()
    without_effect: tuple[WithoutEffect, ...] = ()

    @property
    def withdrawal(self) -> Withdrawal | None:
        """The withdrawal that has taken or will take effect, if none was revoked."""
        standing = [one for one in self.withdrawals if one.effective is not None and one.revoked is None]
        return standing[-1] if standing else None

    def on(self, day: dt.date | str) -> Status:
        """Tell where the State stands on a day, given as a date or as text such as `2014-03-01`.

        Of a territory this says only whether the Statute extends to it; `States.on` asks its State as well.

        Source:
            Rome Statute, arts. 12(1), 12(3), 126, 127(1).
        """
        day = as_day(day)
        standing, because = self._standing(day)
        left = self.withdrawal if standing == "withdrawn" else None
        return Status(
            code=self.code,
            day=day,
            standing=standing,
            membership=self.membership,
            withdrawal=left,
            declarations=tuple(one for one in self.declarations if one.covers(day)),
            because=because,
        )

    def _standing(self, day: dt.date) -> tuple[Standing, str]:
        if self.extension is not None:
            reached = self.extension.reaches(day)
            if reached is None:
                return "unknown", f"Whether the Statute extends to {self.name} is not known."
            if reached:
                return "party", f"The Statute extends to {self.name}."
            start = self.extension.from_
            return "not-extended", f"The Statute does not extend to {self.name}" + (
                f" before {start}." if start else "."
            )
        if self.membership is None:
            return "never-party", f"{self.name} has never been a Party."
        if day < self.membership.in_force:
            return "not-yet-party", f"{self.name} became a Party on {self.membership.in_force}."
        left = self.withdrawal
        if left is not None and left.effective is not None and left.effective <= day:
            return "withdrawn", f"The withdrawal of {self.name} took effect on {left.effective}."
        return "party", f"{self.name} is a Party since {self.membership.in_force}."

    def accepted(self, amendment: str, crime: str, day: dt.date) -> bool | None:
        """Tell whether an amendment binds the State for a crime on a day.

        Source:
            Rome Statute, art. 121(5): one year after the deposit of the instrument of acceptance.
        """
        answers = [one.binds(day) for one in self.amendments if one.concerns(amendment, crime)]
        return True if True in answers else None if None in answers else False

    def opted_out(self, day: dt.date) -> bool:
        """Tell whether a declaration under article 15 bis(4) stands on a day."""
        return any(one.stands(day) for one in self.article_15bis_4)
