"""States: who was a Party to the Rome Statute on which day, and what each State has accepted.

Every fact carries its source, how far it can be trusted, and the day it was last compared with a source.
Field names are the keys of a State file with `_` for `-`. Nothing here reads files.
Days are whole days; the first day of a period belongs to it, and so does the last.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, final

from attrs import field, frozen

from claimmap.dates import as_day
from claimmap.faces import Shown
from claimmap.problems import UnknownId

Confidence = Literal["source-checked", "partly-source-checked", "secondary", "inferred", "memory"]
Validity = Literal["alleged", "negated", "disputed", "unknown"]
Lean = Literal["alleged", "negated"]
Standing = Literal["party", "not-yet-party", "withdrawn", "never-party", "not-extended", "unknown"]
Instrument = Literal["ratification", "acceptance", "approval", "accession", "succession"]

FIRST_DAY = dt.date(2002, 7, 1)
"""The day the Statute entered into force: nothing done before it is within reach (art. 11(1))."""

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
