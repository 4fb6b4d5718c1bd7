"""Rules of jurisdiction as the practice of the Court applies them, each with its source: a small case, and its answer."""

import datetime as dt
from collections.abc import Callable

import pytest

from claimmap.case import Case, Claim, Context, Covers, Dispute, Event, Nationality, Part, Person, Trigger
from claimmap.dates import When
from claimmap.jurisdiction import ClaimJurisdiction, Register, jurisdiction
from claimmap.states import States

Ask = Callable[..., ClaimJurisdiction]

DARFUR = Trigger(
    route="13(b)", date=When.parse("2005-03-31"), resolution="1593",
    covers=Covers(at=("SDN-darfur",), from_=When.parse("2002-07-01")),
)  # fmt: skip


@pytest.fixture(scope="module")
def ask(states: States, register: Register) -> Ask:
    def put(
        at: str, when: str, *, nationality: str, crime: str = "7(1)(a)", triggers: tuple[Trigger, ...] = (),
        attack: str | None = None, linked: Dispute | None = None,
    ) -> ClaimJurisdiction:  # fmt: skip
        contexts = () if attack is None else (Context(id="attack", kind="attack", when=When.parse(attack)),)
        case = Case(
            id="small", title="Small", as_of=dt.date(2026, 11, 21), triggers=triggers, contexts=contexts,
            people=(Person(id="accused", nationality=(Nationality(state=nationality),), adult=True),),
            events=(
                Event(
                    id="incident", title="Incident", when=When.parse(when), continuing=attack is not None,
                    parts=(Part(what="acts", role="conduct", at=at),),
                ),
            ),
            claims=(
                Claim(
                    id="count", title="Count", crime=crime, people=("accused",), events=("incident",), linked=linked
                ),
            ),
        )  # fmt: skip
        return jurisdiction(case, states, "count", register=register, crimes={})

    return put


class TestLinkToAReferral:
    """
    Conduct outside the area of a referral counts if it is "sufficiently linked" to the situation (Pre-Trial Chamber I,
    ICC-01/04-01/10-1). Where that is disputed the answer is contested, whichever side prevails: the other view gives
    jurisdiction without the consent of a State (13(b)).
    """

    @pytest.mark.parametrize(
        ("linked", "outcome", "contested", "exercise", "trigger", "fails"),
        [
            (Dispute(value="alleged"), "yes", False, "exercised", "met", ()),
            (Dispute(value="disputed", prevailing="alleged"), "yes", True, "exercised", "contested", ()),
            (Dispute(value="disputed"), "unknown", True, "exercised", "contested", ()),
            (
                Dispute(value="disputed", prevailing="negated"), "no", True, "defective", "contested",
                ("12(2)(a)", "12(2)(b)", "13(b)"),
            ),
            (Dispute(value="negated"), "no", False, "defective", "not-met", ("12(2)(a)", "12(2)(b)", "13(b)")),
        ],
    )  # fmt: skip
    def test_outside_the_area(self, ask, linked, outcome, contested, exercise, trigger, fails):
        answer = ask("SDN", "2023-05-01", nationality="SDN", triggers=(DARFUR,), linked=linked)
        assert (answer.outcome, answer.contested, answer.exercise) == (outcome, contested, exercise)
        assert (answer.status["trigger"], answer.failing) == (trigger, fails)
        assert answer.paths == (() if outcome == "no" else ("13(b) Res 1593",))

    def test_where_a_state_consents_the_referral_alone_is_what_fails(self, ask):
        leaning = Dispute(value="disputed", prevailing="negated")
        answer = ask("SDN", "2023-05-01", nationality="FRA", triggers=(DARFUR,), linked=leaning)
        assert (answer.outcome, answer.contested, answer.failing) == ("no", True, ("13(b)",))
        assert (answer.status["national"], answer.status["territorial"]) == ("met", "not-met")

    def test_another_trigger_makes_it_uncontested(self, ask):
        leaning = Dispute(value="disputed", prevailing="alleged")
        referral = Trigger(route="13(a)", by="NOR", date=When.parse("2024-01-01"))
        answer = ask("SDN", "2023-05-01", nationality="FRA", triggers=(referral,), linked=Dispute(value="alleged"))
        assert (answer.outcome, answer.contested, answer.paths) == ("yes", False, ("12(2)(b) FRA",))
        both = ask("SDN", "2023-05-01", nationality="FRA", triggers=(DARFUR, referral), linked=leaning)
        assert (both.outcome, both.contested) == ("yes", True)  # the link is asked of every trigger alike

    def test_a_bar_of_the_referral_stands_on_the_other_view_too(self, ask):
        """Aggression before 17 July 2018 is out of reach under a referral as well (15 ter(3), ICC-ASP/16/Res.5)."""
        leaning = Dispute(value="disputed", prevailing="negated")
        answer = ask("SDN", "2015-05-01", nationality="SDN", crime="8bis", triggers=(DARFUR,), linked=leaning)
        assert (answer.outcome, answer.contested) == ("no", False)


class TestDisappearanceBeforeTheStatute:
    """
    An enforced disappearance is within jurisdiction "only if the attack referred to in elements 7 and 8 occurs after
    the entry into force of the Statute" (Elements of Crimes, 7(1)(i), fn 24). An attack that ended before 1 July 2002
    fails there (11(1)), whenever the State joined; one that ended later, but before the State joined, at 11(2).
    """

    @pytest.mark.parametrize(
        ("state", "when", "attack", "fails"),
        [
            ("ARG", "1977-04-01/..", "1976-03-24/1983-12-10", ("11(1)",)),  # Party from 2002-07-01
            ("CHL", "1974-09-01/..", "1973-09-11/1990-03-10", ("11(1)",)),  # Party from 2009-09-01
            ("CHL", "1974-09-01/..", "1973-09-11/2002-06-30", ("11(1)",)),
            ("CHL", "1974-09-01/..", "1973-09-11/2002-07-01", ("11(2)",)),
            ("CHL", "2003-05-01/..", "2003/2009-08-31", ("11(2)",)),
        ],
    )
    def test_attack_ended_before(self, ask, state, when, attack, fails):
        answer = ask(state, when, nationality=state, crime="7(1)(i)", attack=attack)
        assert (answer.outcome, answer.contested, answer.status["temporal"]) == ("no", True, "contested")
        assert answer.failing == fails

    def test_attack_went_on(self, ask):
        answer = ask("CHL", "2003-05-01/..", nationality="CHL", crime="7(1)(i)", attack="2003/2009-09-01")
        assert (answer.outcome, answer.contested) == ("yes", True)
        assert answer.paths == ("12(2)(a) CHL", "12(2)(b) CHL")
