"""Rules of jurisdiction seen in situations that the Court has examined, each with its source: a small case, its answer."""

import datetime as dt
from collections.abc import Callable

import pytest

from claimmap.case import Case, Claim, Covers, Event, Nationality, Part, Person, Trigger
from claimmap.dates import When
from claimmap.jurisdiction import ClaimJurisdiction, Register, jurisdiction
from claimmap.states import States

Ask = Callable[..., ClaimJurisdiction]

UKRAINE = Trigger(route="13(a)", date=When.parse("2022-03-01"), by="LTU")
PALESTINE = Trigger(
    route="13(a)", date=When.parse("2018-05-22"), by="PSE", under_consideration_since=When.parse("2015-01-16")
)
LIBYA = Trigger(
    route="13(b)", date=When.parse("2011-02-26"), resolution="1970",
    covers=Covers(at=("LBY",), from_=When.parse("2011-02-15")),
)  # fmt: skip


@pytest.fixture(scope="module")
def ask(states: States, register: Register) -> Ask:
    def put(
        *parts: Part, when: str, nationality: str, crime: str = "7(1)(a)", triggers: tuple[Trigger, ...] = ()
    ) -> ClaimJurisdiction:
        case = Case(
            id="small", title="Small", as_of=dt.date(2026, 11, 21), triggers=triggers,
            people=(Person(id="accused", nationality=(Nationality(state=nationality),), adult=True),),
            events=(Event(id="incident", title="Incident", when=When.parse(when), parts=parts),),
            claims=(Claim(id="count", title="Count", crime=crime, people=("accused",), events=("incident",)),),
        )  # fmt: skip
        return jurisdiction(case, states, "count", register=register, crimes={})

    return put


def conduct(at: str) -> Part:
    return Part(what="acts", role="conduct", at=at)


def consequence(at: str, *via: str) -> Part:
    return Part(what="result", role="consequence", at=at, via=via)


class TestPlaceThatLeadsToNoState:
    """Article 12(2)(a): what a place makes of a link is disputed only once it leads to some State.

    Source: the State of registration decides for vessels; where it is not known a fact is missing, not the law.
    """

    @pytest.mark.parametrize(
        "result",
        [consequence("vessel:unknown"), consequence("aircraft:unknown"), consequence("unknown", "KAZ", "TUR")],
        ids=["vessel", "aircraft", "arrival"],
    )
    def test_a_missing_place_is_a_gap_and_no_dispute(self, ask: Ask, result: Part) -> None:
        answer = ask(conduct("USA"), result, when="2025-09-02", nationality="USA")
        assert (answer.outcome, answer.contested, answer.status["territorial"]) == ("unknown", False, "unknown")
        assert len(answer.needs) == 1
        assert answer.views == ()

    def test_an_unregistered_boat_is_the_territory_of_no_state(self, ask: Ask) -> None:
        answer = ask(conduct("aircraft:USA"), consequence("vessel:none"), when="2025-09-02", nationality="USA")
        assert (answer.outcome, answer.contested) == ("no", False)
        assert answer.failing == ("12(2)(a)", "12(2)(b)")

    def test_a_known_registration_raises_the_dispute(self, ask: Ask) -> None:
        """A result on board of an act elsewhere: the Prosecutor on the Republic of Korea and on registered vessels."""
        answer = ask(conduct("YEM"), consequence("vessel:BRB"), when="2024-03-06", nationality="YEM")
        assert (answer.outcome, answer.contested, answer.paths) == ("yes", True, ("12(2)(a) vessel BRB",))


class TestPreconditionAndTrigger:
    """Articles 12(3) and 13: acceptance by a State is a precondition and never sets the Court in motion."""

    def test_acts_before_the_referral_begins_though_the_declaration_covers_them(self, ask: Ask) -> None:
        """Resolution 1970 refers the situation in Libya since 15 February 2011, the declaration of 2025 since 2011."""
        answer = ask(conduct("LBY"), when="2011-01-20", nationality="LBY", triggers=(LIBYA,))
        assert (answer.outcome, answer.exercise, answer.failing) == ("no", "defective", ("13(b)",))
        assert (answer.status["temporal"], answer.status["territorial"]) == ("met", "met")

    def test_the_same_acts_without_a_trigger(self, ask: Ask) -> None:
        answer = ask(conduct("LBY"), when="2011-01-20", nationality="LBY")
        assert (answer.outcome, answer.exercise, answer.paths) == ("yes", "available", ("12(3) LBY + 12(2)(a)",))


class TestSecondWay:
    """A second, uncontested way in makes the answer uncontested; outbound, both ends of a deportation link.

    Source: Pre-Trial Chamber I, 6 September 2018: part of the crime of deportation is the crossing of the border.
    """

    @pytest.mark.parametrize(
        ("destination", "disputed", "paths"),
        [("EGY", True, ("12(2)(a) PSE",)), ("JOR", False, ("12(2)(a) JOR", "12(2)(a) PSE"))],
    )
    def test_expulsion_from_a_place_whose_statehood_is_disputed(
        self, ask: Ask, destination: str, disputed: bool, paths: tuple[str, ...]
    ) -> None:
        answer = ask(
            conduct("PSE"), consequence(destination), when="2024-02-01", nationality="ISR", crime="7(1)(d)",
            triggers=(PALESTINE,),
        )  # fmt: skip
        assert (answer.outcome, answer.contested, answer.paths) == ("yes", disputed, paths)


class TestOneDayApart:
    """The same act on neighbouring days, at a line that the table of States holds."""

    @pytest.mark.parametrize(
        ("when", "crime", "outcome", "disputed", "fails"),
        [
            ("2024-12-31", "7(1)(a)", "no", True, ("12(2)(a)", "12(2)(b)")),
            ("2025-01-01", "7(1)(a)", "yes", False, ()),
            ("2025-01-01", "8(2)(a)(i)", "no", True, ("124",)),
        ],
    )
    def test_a_ukrainian_abroad(
        self, ask: Ask, when: str, crime: str, outcome: str, disputed: bool, fails: tuple[str, ...]
    ) -> None:
        """Ukraine accepted for its territory; a Party since 1 January 2025, it keeps war crimes of its nationals out."""
        answer = ask(conduct("RUS"), when=when, nationality="UKR", crime=crime)
        assert (answer.outcome, answer.contested, answer.failing) == (outcome, disputed, fails)

    def test_article_124_does_not_reach_back(self, ask: Ask) -> None:
        """War crimes before the State was a Party rest on article 12(3), which its later declaration leaves alone."""
        answer = ask(
            conduct("UKR"), when="2024-12-31", nationality="UKR", crime="8(2)(a)(i)", triggers=(UKRAINE,)
        )  # fmt: skip
        assert (answer.outcome, answer.contested, answer.paths) == ("yes", False, ("12(3) UKR + 12(2)(a)",))
        assert answer.status["bar"] == "none"

    def test_succession_counts_from_independence(self, ask: Ask) -> None:
        """Montenegro declared its succession on 23 October 2006, with effect from 3 June 2006."""
        answer = ask(conduct("MNE"), when="2006-07-15", nationality="RUS")
        assert (answer.outcome, answer.contested, answer.paths) == ("yes", False, ("12(2)(a) MNE",))


class TestCrimeByCrime:
    """One crime within reach does not bring in what was done elsewhere to the same people."""

    @pytest.mark.parametrize(
        ("parts", "crime", "outcome", "disputed"),
        [
            ((conduct("UKR"), consequence("RUS")), "7(1)(d)", "yes", False),
            ((conduct("RUS"),), "8(2)(a)(ii)-1", "no", False),
            ((conduct("RUS"), Part(what="the capture", role="context", at="UKR")), "8(2)(a)(ii)-1", "no", True),
            ((conduct("RUS"), consequence("UKR")), "8(2)(b)(ii)", "yes", False),
        ],
        ids=["deported", "tortured-abroad", "captured-before", "shelled-across-the-border"],
    )
    def test_prisoners_and_shells_across_a_border(
        self, ask: Ask, parts: tuple[Part, ...], crime: str, outcome: str, disputed: bool
    ) -> None:
        answer = ask(*parts, when="2022-10-10", nationality="RUS", crime=crime, triggers=(UKRAINE,))
        assert (answer.outcome, answer.contested) == (outcome, disputed)
