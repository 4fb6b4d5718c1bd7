"""Rules of jurisdiction that turn on one fact each: a small case is built, and its answer stated."""

import datetime as dt
from collections.abc import Mapping

import attrs
import pytest

from claimmap.case import (
    Acceptance,
    Case,
    Claim,
    Context,
    Covers,
    Dispute,
    Event,
    Nationality,
    Part,
    Person,
    StateFacts,
    Trigger,
)
from claimmap.dates import When
from claimmap.jurisdiction import ClaimJurisdiction, CrimeFacts, jurisdiction

NEGATED = Dispute(value="disputed", prevailing="negated")
ALLEGED = Dispute(value="disputed", prevailing="alleged")
OPEN = Dispute(value="disputed")


def part(at, role="conduct", when=None, **more):
    return Part(what=more.pop("what", role), at=at, role=role, when=When.parse(when) if when else None, **more)


def nationals(*codes):
    return tuple(one if isinstance(one, Nationality) else Nationality(state=one) for one in codes)


@attrs.frozen(kw_only=True)
class Asked:
    """A small case, as keyword arguments."""

    parts: tuple = ()
    when: str | None = "2015-06-01"
    crime: str = "7(1)(a)"
    nationality: tuple | None = ("USA",)
    person: Mapping = attrs.field(factory=dict)
    triggers: tuple = ()
    states: Mapping = attrs.field(factory=dict)
    as_of: str = "2026-11-21"
    continuing: bool = False
    claim: Mapping = attrs.field(factory=dict)
    contexts: tuple = ()

    def case(self) -> Case:
        had = None if self.nationality is None else nationals(*self.nationality)
        accused = attrs.evolve(Person(id="accused", nationality=had, adult=True), **self.person)
        event = Event(
            id="incident", title="Incident", when=When.parse(self.when) if self.when else None,
            continuing=self.continuing, parts=self.parts,
        )  # fmt: skip
        claim = attrs.evolve(
            Claim(id="count", title="Count", crime=self.crime, people=("accused",), events=("incident",)), **self.claim
        )
        return Case(
            id="small", title="Small", as_of=dt.date.fromisoformat(self.as_of), triggers=self.triggers,
            states=self.states, people=(accused,), events=(event,), claims=(claim,), contexts=self.contexts,
        )  # fmt: skip


@pytest.fixture(scope="module")
def ask(states, register):
    def put(**facts) -> ClaimJurisdiction:
        return jurisdiction(Asked(**facts).case(), states, "count", register=register, crimes={})

    return put


def referral(by="FRA", date="2010-01-01", **more):
    return Trigger(route="13(a)", by=by, date=When.parse(date), **more)


def own_motion(date="2021-09-15", since=None, **more):
    return Trigger(
        route="13(c)", date=When.parse(date), under_consideration_since=When.parse(since) if since else None, **more
    )


def council(resolution=None, **more):
    return Trigger(route="13(b)", resolution=resolution, date=When.parse("2011-02-26"), **more)


def accepts(first, last=None, lodged="2020-01-01", **more):
    return Acceptance(
        from_=When.parse(first), to=When.parse(last) if last else None, lodged=When.parse(lodged) if lodged else None, **more
    )


class TestPerson:
    """
    "The Court shall have jurisdiction over natural persons" (25(1)); none "under the age of 18 at the time of the
    alleged commission" (26).
    """

    @pytest.mark.parametrize("kind", ["company", "state", "organisation"])
    def test_only_natural_persons(self, ask, kind):
        answer = ask(parts=(part("COD"),), person={"kind": kind, "adult": None})
        assert (answer.outcome, answer.failing, answer.status["age"]) == ("no", ("25(1)",), "n/a")

    @pytest.mark.parametrize(
        ("born", "outcome", "age"),
        [
            ("1997-06-01", "yes", "met"), ("1997-06-02", "no", "not-met"), ("1997", "unknown", "unknown"),
            ("1996", "yes", "met"), ("1998", "no", "not-met"), ("unknown", "unknown", "unknown"),
            ("1996-12~", "yes", "met"), ("1997-05~", "unknown", "unknown"),
        ],
    )  # fmt: skip
    def test_eighteenth_birthday(self, ask, born, outcome, age):
        answer = ask(parts=(part("COD"),), person={"born": When.parse(born), "adult": None})
        assert (answer.outcome, answer.status["age"]) == (outcome, age)
        assert answer.failing == (("26",) if outcome == "no" else ())

    def test_unknown_birth_names_the_threshold(self, ask):
        answer = ask(parts=(part("COD"),), person={"adult": None})
        assert (answer.outcome, answer.status["age"]) == ("unknown", "unknown")
        assert answer.needs == (("whether accused was born on or before 1997-06-01 (if so: yes; if not: no)",),)

    def test_born_on_29_february_is_eighteen_on_1_march(self, ask):
        asked = {"parts": (part("COD"),), "person": {"born": When.parse("2000-02-29"), "adult": None}}
        assert ask(when="2018-02-28", **asked).outcome == "no"
        assert ask(when="2018-03-01", **asked).outcome == "yes"

    def test_a_course_divides_at_the_birthday(self, ask):
        answer = ask(
            parts=(part("COD"),), when="2014/2016", person={"born": When.parse("1997-06-01"), "adult": None}
        )
        assert (answer.outcome, answer.contested) == ("partly", False)
        assert [one.rsplit(": ", 1)[1] for one in answer.parts] == ["no (26)", "yes"]


class TestSubject:
    def test_a_crime_that_article_5_does_not_hold(self, ask):
        answer = ask(parts=(part("COD"),), crime="none", claim={"label": "piracy"})
        assert (answer.outcome, answer.failing, answer.status["material"]) == ("no", ("5",), "not-met")
        assert answer.status["territorial"] == "met"

    @pytest.mark.parametrize(
        ("said", "outcome", "contested", "status"),
        [
            (Dispute(value="alleged"), "yes", False, "met"), (Dispute(value="negated"), "no", False, "not-met"),
            (Dispute(value="unknown"), "unknown", False, "unknown"), (OPEN, "unknown", True, "contested"),
            (ALLEGED, "yes", True, "contested"), (NEGATED, "no", True, "contested"),
        ],
    )  # fmt: skip
    def test_what_is_alleged_of_an_element(self, ask, said, outcome, contested, status):
        answer = ask(parts=(part("COD"),), claim={"alleges": {"7/attack": said}})
        assert (answer.outcome, answer.contested, answer.status["material"]) == (outcome, contested, status)
        assert answer.failing == (("7/attack",) if outcome == "no" else ())

    def test_a_missing_fact_outweighs_a_dispute(self, ask):
        answer = ask(parts=(part("COD"),), claim={"alleges": {"7/attack": OPEN, "7(1)(a)/1": Dispute(value="unknown")}})
        assert (answer.outcome, answer.status["material"]) == ("unknown", "unknown")

    def test_every_failure_is_listed(self, ask):
        answer = ask(
            parts=(part("CHN"),), person={"born": When.parse("2005"), "adult": None},
            claim={"alleges": {"7/attack": Dispute(value="negated")}},
        )  # fmt: skip
        assert answer.failing == ("12(2)(a)", "12(2)(b)", "26", "7/attack")


class TestTime:
    """11(1), 11(2), 24(1), 126 and 127, on both sides of each line."""

    @pytest.mark.parametrize(
        ("when", "state", "outcome", "fails"),
        [
            ("2002-06-30", "COD", "no", ("11(1)",)), ("2002-07-01", "COD", "yes", ()),
            ("1997-02-05", "CHN", "no", ("11(1)",)),
            ("2003-04-30", "AFG", "no", ("11(2)",)), ("2003-05-01", "AFG", "yes", ()),
            ("2017-10-26", "BDI", "yes", ()), ("2017-10-27", "BDI", "no", ("127(1)",)),
            ("2006-08-01", "MNE", "yes", ()), ("2015-06-01", "CHN", "no", ("12(2)(a)", "12(2)(b)")),
        ],
    )  # fmt: skip
    def test_lines(self, ask, when, state, outcome, fails):
        answer = ask(
            parts=(part(state),), when=when, triggers=(own_motion("2017-10-25", "2016-04-25"),)
        )
        assert (answer.outcome, answer.failing, answer.contested) == (outcome, fails, False)
        assert answer.status["temporal"] == ("not-met" if fails and not fails[0].startswith("12(") else "met")

    def test_before_independence_the_predecessor_answers(self, ask):
        assert ask(parts=(part("MNE"),), when="2006-06-02").paths == ("12(2)(a) SRB",)
        assert ask(parts=(part("MNE"),), when="2006-06-03").paths == ("12(2)(a) MNE",)

    def test_act_before_the_line_and_result_after_it(self, ask):
        parts = (part("COD", when="2002-06-30"), part("COD", "consequence", when="2002-07-01"))
        answer = ask(parts=parts, when="2002-06-30/2002-07-01")
        assert (answer.outcome, answer.contested, answer.failing) == ("no", True, ("24(1)",))
        assert answer.status["temporal"] == "contested"

    def test_act_before_a_state_joined_and_result_after_it(self, ask):
        parts = (part("AFG", when="2003-04-30"), part("AFG", "consequence", when="2003-05-02"))
        answer = ask(parts=parts, when="2003-04-30/2003-05-02")
        assert (answer.outcome, answer.contested, answer.failing) == ("no", True, ("24(1)",))

    def test_acts_of_several_days_are_asked_about_one_by_one(self, ask):
        parts = (part("COD", when="2002-06-01"), part("COD", when="2002-08-01"))
        answer = ask(parts=parts, when="2002-06-01/2002-08-01")
        assert (answer.outcome, answer.contested, answer.paths) == ("partly", False, ("12(2)(a) COD",))
        young = {"born": When.parse("1984-07-15"), "adult": None}
        parts = (part("COD", when="2002-07-10"), part("COD", when="2002-07-20"))
        assert ask(parts=parts, person=young).outcome == "partly"

    def test_one_act_in_a_party_links_an_act_elsewhere_on_another_day(self, ask):
        parts = (part("AFG", when="2018-04-01"), part("CHN", when="2018-06-01"))
        assert ask(parts=parts).paths == ("12(2)(a) AFG",)
        assert ask(parts=parts).outcome == "yes"

    @pytest.mark.parametrize("continuing", [True, False])
    def test_a_course_counts_from_the_line(self, ask, continuing):
        answer = ask(parts=(part("AFG"),), when="2003-01/2003-12", continuing=continuing)
        assert (answer.outcome, answer.contested, answer.paths) == ("partly", False, ("12(2)(a) AFG",))
        assert answer.status["temporal"] == "met"
        assert answer.parts == (
            "accused / incident, 2003-01-01 to 2003-04-30: no (11(2))",
            "accused / incident, 2003-05-01 to 2003-12-31: yes",
        )

    def test_an_unknown_day_names_the_day_that_decides(self, ask):
        answer = ask(parts=(part("AFG"),), when="2003")
        assert (answer.outcome, answer.contested, answer.paths) == ("unknown", False, ("12(2)(a) AFG",))
        assert [(one.day, one.before, one.from_) for one in answer.decides] == [("2003-05-01", "no", "yes")]
        assert len(answer.needs) == 1

    def test_an_approximate_day_is_unknown_one_unit_either_side(self, ask):
        assert ask(parts=(part("AFG"),), when="2003-05-01~").outcome == "unknown"
        assert ask(parts=(part("AFG"),), when="2003-05-02~").outcome == "yes"

    def test_without_a_date(self, ask):
        assert ask(parts=(part("AFG"),), when=None).status["temporal"] == "unknown"
        assert ask(parts=(part("CHN"),), when=None).outcome == "no"

    def test_a_continuing_crime_that_runs_past_a_withdrawal(self, ask):
        facts = {
            "parts": (part("BDI"),), "when": "2017-06-01/2018-06-01", "nationality": ("BDI",),
            "triggers": (own_motion("2017-10-25", "2016-04-25"),),
        }  # fmt: skip
        answer = ask(continuing=True, **facts)
        assert (answer.outcome, answer.contested) == ("yes", True)
        assert answer.paths == ("12(2)(a) BDI", "12(2)(b) BDI")
        assert answer.status["temporal"] == "contested"
        assert ask(continuing=False, **facts).outcome == "partly"

    def test_membership_that_begins_after_the_question_is_none_yet(self, ask):
        joins = {"KGZ": StateFacts(party="2027-01-01/..")}
        before = ask(parts=(part("KGZ"),), when="2018-05", states=joins)
        assert before.failing == ("12(2)(a)", "12(2)(b)")
        after = ask(parts=(part("KGZ"),), when="2018-05", states=joins, as_of="2027-06-30")
        assert after.failing == ("11(2)",)
        within = ask(parts=(part("KGZ"),), when="2027-02-01", states=joins, as_of="2027-06-30")
        assert within.paths == ("12(2)(a) KGZ",)


class TestDisappearance:
    """The attack must come after the entry into force (Elements of Crimes, 7(1)(i), fn 24)."""

    @pytest.mark.parametrize(
        ("attack", "outcome", "contested", "status", "fails"),
        [
            ("1990/2000", "no", True, "contested", ("11(1)",)), ("1990/2004", "yes", True, "contested", ()),
            (None, "unknown", False, "unknown", ()),
        ],
    )  # fmt: skip
    def test_attack(self, ask, attack, outcome, contested, status, fails):
        contexts = (Context(id="attack", kind="attack", when=When.parse(attack)),) if attack else ()
        answer = ask(
            parts=(part("PER"),), when="1995-05-01/..", crime="7(1)(i)", continuing=True, contexts=contexts
        )
        assert (answer.outcome, answer.contested, answer.status["temporal"]) == (outcome, contested, status)
        assert answer.failing == fails

    def test_attack_as_a_part(self, ask):
        parts = (part("MEX"), part("MEX", "context", when="1995/2007"))
        answer = ask(parts=parts, when="2000-05-01/..", crime="7(1)(i)", continuing=True)
        assert (answer.outcome, answer.contested, answer.paths) == ("yes", True, ("12(2)(a) MEX",))
        parts = (part("MEX"), part("MEX", "context", when="1995/2004"))
        answer = ask(parts=parts, when="2000-05-01/..", crime="7(1)(i)", continuing=True)
        assert (answer.outcome, answer.failing) == ("no", ("11(2)",))

    def test_begun_after_the_line_it_is_like_any_crime(self, ask):
        answer = ask(parts=(part("MEX"),), when="2010-05-01/..", crime="7(1)(i)", continuing=True)
        assert (answer.outcome, answer.contested) == ("yes", False)


class TestWithdrawal:
    """127(2): "any matter which was already under consideration by the Court prior to the date" of effect."""

    @pytest.mark.parametrize(
        ("trigger", "outcome", "contested", "path"),
        [
            (own_motion("2021-09-15", "2018-02-08"), "yes", False, "12(2)(a) PHL + 127(2)"),
            (own_motion("2021-09-15", "2019-03-16"), "yes", False, "12(2)(a) PHL + 127(2)"),
            (own_motion("2021-09-15", "2019-03-17"), "no", True, None),
            (own_motion("2019-03-16"), "yes", False, "12(2)(a) PHL"),
            (own_motion("2021-09-15", "2019-03"), "unknown", False, "12(2)(a) PHL"),
            (None, "no", True, None),
        ],
    )  # fmt: skip
    def test_under_consideration(self, ask, trigger, outcome, contested, path):
        answer = ask(parts=(part("PHL"),), triggers=(trigger,) if trigger else ())
        assert (answer.outcome, answer.contested) == (outcome, contested)
        assert answer.paths == ((path,) if path else ())
        assert answer.failing == (("127(2)",) if outcome == "no" else ())

    def test_both_limbs_fall_but_another_party_still_links(self, ask):
        answer = ask(parts=(part("RWA"), part("COD", "consequence")), when="2019-05", nationality=("BDI",))
        assert (answer.outcome, answer.paths) == ("yes", ("12(2)(a) COD",))
        assert answer.status["national"] == "not-met"

    @pytest.mark.parametrize(("as_of", "outcome"), [("2027-06-23", "yes"), ("2027-06-24", "no")])
    def test_a_pending_withdrawal_changes_nothing_until_it_takes_effect(self, ask, as_of, outcome):
        assert ask(parts=(part("BFA"),), as_of=as_of).outcome == outcome

    def test_conduct_after_the_announcement(self, ask):
        assert ask(parts=(part("MLI"),), when="2026-07-01", triggers=(referral("MLI", "2012-07-13"),)).outcome == "yes"


class TestAcceptance:
    """12(3): a State, by someone able to bind it, lodged with the Registrar."""

    @pytest.mark.parametrize(
        ("validity", "outcome", "contested", "fails"),
        [
            (Dispute(value="alleged"), "yes", False, ()),
            (Dispute(value="negated"), "no", False, ("12(2)(a)", "12(2)(b)", "12(3)")),
            (OPEN, "unknown", True, ()), (ALLEGED, "yes", True, ()),
            (NEGATED, "no", True, ("12(2)(a)", "12(2)(b)", "12(3)")),
            (Dispute(value="unknown"), "unknown", False, ()),
        ],
    )  # fmt: skip
    def test_validity(self, ask, validity, outcome, contested, fails):
        said = {"MMR": StateFacts(accepts=(accepts("2002-07-01", validity=validity, over="all"),))}
        answer = ask(parts=(part("MMR"),), states=said)
        assert (answer.outcome, answer.contested, answer.failing) == (outcome, contested, fails)
        if outcome != "no":
            assert answer.paths == ("12(3) MMR + 12(2)(a)",)

    def test_both_links_of_a_full_acceptance(self, ask):
        said = {"MMR": StateFacts(accepts=(accepts("2002-07-01", validity=OPEN, over="all"),))}
        answer = ask(parts=(part("MMR"),), states=said, nationality=("MMR",))
        assert answer.paths == ("12(3) MMR + 12(2)(a)", "12(3) MMR + 12(2)(b)")

    def test_the_shipped_declaration_that_was_rejected(self, ask):
        answer = ask(parts=(part("EGY"),), when="2013-08-14", nationality=("EGY",))
        assert answer.failing == ("12(2)(a)", "12(2)(b)", "12(3)")
        assert answer.status["temporal"] == "met"

    def test_a_decision_never_lodged(self, ask):
        assert ask(parts=(part("LBN"),), when="2024-01-10").failing == ("12(2)(a)", "12(2)(b)")

    @pytest.mark.parametrize(
        ("when", "outcome", "paths"),
        [
            ("2011-01-20", "yes", ("12(3) LBY + 12(2)(a)",)), ("2010-12-31", "no", ()),
            ("2027-12-31", "yes", ("12(3) LBY + 12(2)(a)",)), ("2028-01-01", "no", ()),
        ],
    )  # fmt: skip
    def test_temporal_wording(self, ask, when, outcome, paths):
        answer = ask(parts=(part("LBY"),), when=when, as_of="2028-06-01")
        assert (answer.outcome, answer.paths) == (outcome, paths)
        assert answer.failing == (("11(2)",) if outcome == "no" else ())

    def test_only_while_no_party(self, ask):
        assert ask(parts=(part("CIV"),), when="2013-04-30").paths == ("12(3) CIV + 12(2)(a)",)
        assert ask(parts=(part("CIV"),), when="2013-05-01").paths == ("12(2)(a) CIV",)

    def test_a_course_across_the_day_of_joining_uses_both(self, ask):
        answer = ask(parts=(part("UKR"),), when="2024-06/2025-06", nationality=("RUS",))
        assert (answer.outcome, answer.contested) == ("yes", False)
        assert answer.paths == ("12(2)(a) UKR", "12(3) UKR + 12(2)(a)")

    def test_one_sided_wording(self, ask):
        said = {"ETH": StateFacts(accepts=(accepts("2015-01-01", one_sided=True),))}
        answer = ask(parts=(part("ETH"),), states=said)
        assert (answer.outcome, answer.contested, answer.status["territorial"]) == ("yes", True, "contested")

    def test_territorial_wording_and_nationals(self, ask):
        abroad = ask(parts=(part("RUS"),), when="2024-09-10", nationality=("UKR",))
        assert (abroad.outcome, abroad.contested, abroad.failing) == ("no", True, ("12(2)(a)", "12(2)(b)"))
        home = ask(parts=(part("UKR"),), when="2024-09-10", nationality=("UKR",))
        assert (home.outcome, home.contested, home.paths) == ("yes", False, ("12(3) UKR + 12(2)(a)",))

    def test_territorial_wording_and_vessels(self, ask):
        answer = ask(parts=(part("vessel:UKR"),), when="2020-01-08")
        assert (answer.outcome, answer.contested) == ("unknown", True)

    def test_a_declaration_lodged_after_the_question_is_not_there_yet(self, ask):
        said = {"ETH": StateFacts(accepts=(accepts("2015-01-01", lodged="2027-01-01"),))}
        assert ask(parts=(part("ETH"),), states=said).outcome == "no"


class TestPlace:
    """12(2)(a): conduct or consequence; what else may happen in a Party."""

    @pytest.mark.parametrize(
        ("one", "outcome", "contested", "status", "paths"),
        [
            (part("COD"), "yes", False, "met", ("12(2)(a) COD",)),
            (part("COD", "consequence"), "yes", False, "met", ("12(2)(a) COD",)),
            (part("COD", "context"), "no", True, "contested", ()),
            (part("COD", "circumstance"), "unknown", True, "contested", ("12(2)(a) COD",)),
            (part("COD", "accessory"), "unknown", True, "contested", ("12(2)(a) COD",)),
            (part("COD", "effect"), "no", False, "not-met", ()),
            (part("COD", "consequence", via=("KEN",)), "unknown", True, "contested", ("12(2)(a) COD",)),
            (part("COD", "consequence", counts=Dispute(value="negated")), "no", False, "not-met", ()),
            (part("COD", "effect", counts=ALLEGED), "yes", True, "contested", ("12(2)(a) COD",)),
            (part("COD", "effect", counts=Dispute(value="unknown")), "unknown", False, "unknown", ("12(2)(a) COD",)),
            (part("COD?"), "unknown", False, "unknown", ("12(2)(a) COD",)),
            (part("COD~"), "unknown", False, "unknown", ("12(2)(a) COD",)),
            (part("unknown"), "unknown", False, "unknown", ()),
            (part("high-seas"), "no", False, "not-met", ()),
            (part("eez:NOR"), "no", True, "contested", ()),
            (part("vessel:NOR"), "yes", False, "met", ("12(2)(a) vessel NOR",)),
            (part("aircraft:NOR"), "yes", False, "met", ("12(2)(a) aircraft NOR",)),
            (part("vessel:NOR", "consequence"), "yes", True, "contested", ("12(2)(a) vessel NOR",)),
            (part("vessel:none"), "no", False, "not-met", ()),
            (part("vessel:unknown"), "unknown", False, "unknown", ()),
            (part("vessel:TUR"), "no", False, "not-met", ()),
            (part("UKR-crimea", when="2025-03-01"), "yes", False, "met", ("12(2)(a) UKR",)),
            (part("GUF"), "yes", False, "met", ("12(2)(a) FRA",)),
            (part("HKG"), "no", False, "not-met", ()),
        ],
    )  # fmt: skip
    def test_roles_and_places(self, ask, one, outcome, contested, status, paths):
        answer = ask(parts=(one, part("CHN", "conduct")) if one.role != "conduct" else (one,))
        assert (answer.outcome, answer.contested, answer.status["territorial"]) == (outcome, contested, status)
        assert answer.paths == paths
        assert set(answer.failing) == ({"12(2)(a)", "12(2)(b)"} if outcome == "no" else set())

    def test_conduct_and_consequence_on_board(self, ask):
        answer = ask(parts=(part("vessel:NOR"), part("vessel:NOR", "consequence")))
        assert (answer.outcome, answer.contested) == ("yes", False)

    def test_the_role_may_come_from_the_element(self, states, register):
        facts = CrimeFacts(address="7(1)(d)", kinds={"7(1)(d)/1": "conduct", "7(1)(d)/2": "circumstance"})
        asked = Asked(crime="7(1)(d)", parts=(Part(what="x", at="BGD", element="7(1)(d)/1(a)"), part("MMR")))
        answer = jurisdiction(asked.case(), states, "count", register=register, crimes={"7(1)(d)": facts})
        assert answer.paths == ("12(2)(a) BGD",)
        asked = Asked(crime="7(1)(d)", parts=(Part(what="x", at="BGD", element="7(1)(d)/2"), part("MMR")))
        answer = jurisdiction(asked.case(), states, "count", register=register, crimes={"7(1)(d)": facts})
        assert (answer.outcome, answer.contested) == ("unknown", True)
        asked = Asked(crime="7(1)(d)", parts=(Part(what="x", at="BGD", element="7/attack"), part("MMR")))
        answer = jurisdiction(asked.case(), states, "count", register=register, crimes={"7(1)(d)": facts})
        assert (answer.outcome, answer.contested) == ("no", True)

    def test_a_part_that_says_nothing_of_itself_is_a_gap(self, ask):
        answer = ask(parts=(Part(what="something", at="COD"), part("CHN")))
        assert answer.outcome == "unknown"
        assert answer.needs == (("which element of the crime 'something' is (if so: yes; if not: no)",),)

    @pytest.mark.parametrize(
        ("place", "when", "outcome", "contested", "paths"),
        [
            ("DNK-greenland", "2004-09-30", "no", True, ()), ("GRL", "2004-10-01", "yes", False, ("12(2)(a) DNK",)),
            ("GBR-akrotiri", "2005-01-01", "no", True, ()),
            ("GBR-akrotiri", "2010-03-11", "yes", False, ("12(2)(a) GBR",)),
            ("TKL", "2020-01-01", "no", True, ()), ("IMN", "2013-01-31", "no", True, ()),
            ("GIB", "2013-01-31", "unknown", False, ("12(2)(a) GBR",)), ("CUW", "2013-01-31", "yes", False, ("12(2)(a) NLD",)),
        ],
    )  # fmt: skip
    def test_parts_of_states_with_a_position_of_their_own(self, ask, place, when, outcome, contested, paths):
        answer = ask(parts=(part(place),), when=when)
        assert (answer.outcome, answer.contested, answer.paths) == (outcome, contested, paths)

    def test_no_event_and_no_parts(self, ask):
        answer = ask(parts=())
        assert (answer.outcome, answer.status["territorial"]) == ("unknown", "unknown")

    def test_hook_names_part_place_state_and_day(self, ask):
        answer = ask(crime="7(1)(d)", parts=(part("MMR"), part("BGD", "consequence", element="7(1)(d)/1", when="2017-09-01")))
        hook = next(one for one in answer.hooks if one.state == "BGD")
        assert (hook.part, hook.element, hook.when, hook.suffices) == ("consequence", "7(1)(d)/1", "2017-09-01", "met")
        assert "Bangladesh was a Party on 2017-09-01" in hook.because


class TestNationality:
    @pytest.mark.parametrize(
        ("had", "outcome", "contested", "status", "paths"),
        [
            (("SWE",), "yes", False, "met", ("12(2)(b) SWE",)),
            ((), "no", False, "not-met", ()),
            (("unknown",), "unknown", False, "unknown", ()),
            (None, "unknown", False, "unknown", ()),
            (("SYR", "FRA"), "yes", False, "met", ("12(2)(b) FRA",)),
            ((Nationality(state="DEU", when=When.parse("2023/..")),), "no", True, "contested", ()),
            ((Nationality(state="GBR", when=When.parse("../2019")),), "yes", True, "contested", ("12(2)(b) GBR",)),
            ((Nationality(state="GBR", when=When.parse("../2014")),), "no", False, "not-met", ()),
            ((Nationality(state="GBR", when=When.parse("2015/..")),), "unknown", False, "unknown", ("12(2)(b) GBR",)),
            ((Nationality(state="KOR", held=NEGATED),), "no", True, "contested", ()),
            ((Nationality(state="KOR", held=OPEN),), "unknown", True, "contested", ("12(2)(b) KOR",)),
            ((Nationality(state="KOR", held=Dispute(value="negated")),), "no", False, "not-met", ()),
            ((Nationality(state="KOR", held=Dispute(value="unknown")),), "unknown", False, "unknown", ("12(2)(b) KOR",)),
        ],
    )  # fmt: skip
    def test_at_the_time_of_the_conduct(self, ask, had, outcome, contested, status, paths):
        answer = ask(parts=(part("SYR"),), nationality=had)
        assert (answer.outcome, answer.contested, answer.status["national"]) == (outcome, contested, status)
        assert answer.paths == paths

    def test_what_is_known_of_one_nationality_may_settle_it(self, ask):
        answer = ask(parts=(part("eez:NOR"),), nationality=None)
        assert (answer.outcome, answer.contested) == ("unknown", True)
        wanted = (
            "the nationality of accused at the time of the conduct "
            "(that of a State that is a Party or accepts for that time: yes; of none: no)"
        )
        assert answer.needs == ((wanted,),)


class TestTrigger:
    def test_any_party_may_refer(self, ask):
        assert ask(parts=(part("BOL"),), triggers=(referral("NOR"),)).exercise == "exercised"

    @pytest.mark.parametrize("by", ["USA", "UKR"])
    def test_a_state_that_is_no_party_may_not(self, ask, by):
        answer = ask(parts=(part("BOL"),), triggers=(referral(by),))
        assert (answer.outcome, answer.exercise, answer.failing) == ("no", "defective", ("13(a)",))
        assert answer.status["trigger"] == "not-met"

    @pytest.mark.parametrize(
        ("stage", "exercise"),
        [("open", "exercised"), ("requested", "available"), ("closed", "available"), ("hypothetical", "hypothetical")],
    )
    def test_stage_changes_only_the_exercise(self, ask, stage, exercise):
        answer = ask(parts=(part("BOL"),), triggers=(referral(stage=stage),))
        assert (answer.outcome, answer.exercise, answer.status["trigger"]) == ("yes", exercise, "met")

    def test_one_of_several_suffices(self, ask):
        answer = ask(parts=(part("BOL"),), triggers=(referral("USA"), referral("NOR", stage="closed")))
        assert (answer.outcome, answer.exercise, answer.status["trigger"]) == ("yes", "available", "met")

    def test_scope(self, ask):
        def asked(**covers):
            return ask(parts=(part("MLI"),), when="2011-12-31", triggers=(referral(covers=Covers(**covers)),))

        assert asked(from_=When.parse("2012-01-01")).failing == ("13(a)",)
        assert asked(from_=When.parse("2011-12-31")).outcome == "yes"
        assert asked(to=When.parse("2011-12-30")).failing == ("13(a)",)
        assert asked(at=("MLI-gao",)).outcome == "unknown"
        assert asked(at=("NER",)).failing == ("13(a)",)

    @pytest.mark.parametrize(
        ("linked", "outcome", "contested", "trigger", "exercise"),
        [
            (Dispute(value="alleged"), "yes", False, "met", "exercised"),
            (Dispute(value="negated"), "no", False, "not-met", "defective"),
            (ALLEGED, "yes", True, "contested", "exercised"),
            (NEGATED, "no", True, "contested", "defective"),
            (Dispute(value="unknown"), "unknown", False, "unknown", "exercised"),
        ],
    )  # fmt: skip
    def test_a_stated_link_replaces_dates_and_area(self, ask, linked, outcome, contested, trigger, exercise):
        scope = Covers(at=("NER",), from_=When.parse("2020-01-01"))
        answer = ask(parts=(part("MLI"),), triggers=(referral(covers=scope),), claim={"linked": linked})
        assert (answer.outcome, answer.contested, answer.exercise) == (outcome, contested, exercise)
        assert answer.status["trigger"] == trigger


class TestCouncil:
    """13(b): no consent is asked for; area, days and carve-outs are those of the resolution."""

    @pytest.mark.parametrize(
        ("place", "when", "outcome"),
        [
            ("SDN-darfur", "2004-05-01", "yes"), ("SDN-khartoum", "2004-05-01", "no"), ("SDN", "2004-05-01", "unknown"),
            ("SDN-darfur", "2002-06-30", "no"), ("TCD", "2004-05-01", "no"),
        ],
    )  # fmt: skip
    def test_darfur(self, ask, place, when, outcome):
        answer = ask(parts=(part(place),), when=when, triggers=(council("1593"),), nationality=("SDN",))
        assert answer.outcome == outcome
        assert answer.paths == (("13(b) Res 1593",) if outcome != "no" else ())
        if outcome == "yes":
            assert (answer.status["territorial"], answer.status["national"]) == ("n/a", "n/a")

    @pytest.mark.parametrize(("when", "outcome"), [("2011-02-14", "no"), ("2011-02-15", "yes")])
    def test_libya_and_its_acceptance(self, ask, when, outcome):
        answer = ask(parts=(part("LBY"),), when=when, triggers=(council("1970"),), nationality=("LBY",))
        assert answer.outcome == outcome
        if outcome == "no":
            assert (answer.exercise, answer.failing) == ("defective", ("13(b)",))
            assert answer.status["territorial"] == "met"

    def test_outside_the_area_the_link_fails_as_well(self, ask):
        answer = ask(parts=(part("SDN-khartoum"),), triggers=(council("1593"),), nationality=("SDN",))
        assert answer.failing == ("12(2)(a)", "12(2)(b)", "13(b)")
        assert answer.exercise == "defective"

    def test_unnumbered(self, ask):
        answer = ask(parts=(part("SYR"),), triggers=(council(stage="hypothetical"),), nationality=("SYR",))
        assert (answer.outcome, answer.exercise, answer.paths) == ("yes", "hypothetical", ("13(b)",))

    @pytest.mark.parametrize(
        ("resolution", "operation", "national", "outcome", "bar"),
        [
            ("1593", "UNSC", "IND", "no", "contested"), ("1593", "AU", "RWA", "no", "contested"),
            ("1593", "AU", "NGA", "yes", "none"), ("1593", "UNSC", "SDN", "yes", "none"),
            ("1970", "UNSC", "USA", "no", "contested"), ("1970", "UNSC", "GBR", "yes", "none"),
            ("1970", "AU", "USA", "yes", "none"), ("1593", None, "IND", "yes", "none"),
        ],
    )  # fmt: skip
    def test_carve_outs(self, ask, resolution, operation, national, outcome, bar):
        place = "SDN-darfur" if resolution == "1593" else "LBY"
        answer = ask(
            parts=(part(place),), triggers=(council(resolution),), nationality=(national,), claim={"operation": operation}
        )
        assert (answer.outcome, answer.status["bar"]) == (outcome, bar)
        assert answer.failing == (("13(b)",) if outcome == "no" else ())
        assert answer.contested is (bar == "contested")

    def test_carve_out_and_a_person_of_unknown_nationality(self, ask):
        answer = ask(
            parts=(part("LBY"),), triggers=(council("1970"),), nationality=None, claim={"operation": "UNSC"}
        )
        assert (answer.outcome, answer.status["bar"]) == ("unknown", "unknown")

    def test_another_trigger_with_consent_escapes_the_carve_out(self, ask):
        answer = ask(
            parts=(part("LBY"),), triggers=(council("1970"), own_motion()), nationality=("USA",),
            claim={"operation": "UNSC"},
        )  # fmt: skip
        assert (answer.outcome, answer.contested) == ("yes", False)

    def test_legality_is_reported_beside(self, ask):
        answer = ask(parts=(part("LBY"),), triggers=(council("1970"),))
        assert any(one.article == "22, 24" for one in answer.separately)


class TestArticle124:
    @pytest.mark.parametrize(
        ("crime", "when", "outcome", "bar"),
        [
            ("8(2)(c)(i)-1", "2009-10-31", "no", "applies"), ("8(2)(c)(i)-1", "2009-11-01", "yes", "none"),
            ("7(1)(a)", "2005-01-01", "yes", "none"), ("6(a)", "2005-01-01", "yes", "none"),
        ],
    )  # fmt: skip
    def test_seven_years_and_war_crimes_only(self, ask, crime, when, outcome, bar):
        answer = ask(parts=(part("COL"),), crime=crime, when=when, nationality=("COL",))
        assert (answer.outcome, answer.status["bar"], answer.contested) == (outcome, bar, False)
        assert answer.failing == (("124",) if outcome == "no" else ())

    def test_own_national_on_the_soil_of_another_consenting_state(self, ask):
        answer = ask(parts=(part("COD"),), crime="8(2)(c)(i)-1", when="2003-06-01", nationality=("FRA",))
        assert (answer.outcome, answer.contested, answer.failing) == ("no", True, ("124",))
        assert (answer.status["bar"], answer.status["territorial"]) == ("contested", "met")

    def test_on_the_soil_of_a_state_that_is_no_party_the_bar_is_certain(self, ask):
        answer = ask(parts=(part("IRQ"),), crime="8(2)(c)(i)-1", when="2003-06-01", nationality=("FRA",))
        assert (answer.outcome, answer.contested, answer.status["bar"]) == ("no", False, "applies")

    def test_a_foreigner_on_its_soil(self, ask):
        answer = ask(parts=(part("FRA"),), crime="8(2)(a)(i)", when="2003-06-01", nationality=("USA",))
        assert (answer.outcome, answer.contested, answer.failing) == ("no", False, ("124",))

    @pytest.mark.parametrize(("when", "outcome"), [("2008-06-14", "no"), ("2008-06-15", "yes")])
    def test_withdrawn_declaration(self, ask, when, outcome):
        assert ask(parts=(part("FRA"),), crime="8(2)(a)(i)", when=when).outcome == outcome

    @pytest.mark.parametrize(
        ("national", "crime", "when", "outcome", "contested", "bar"),
        [
            ("UKR", "8(2)(a)(i)", "2025-03-10", "no", True, "contested"),
            ("RUS", "8(2)(a)(i)", "2025-03-10", "yes", True, "contested"),
            ("UKR", "7(1)(a)", "2025-03-10", "yes", False, "none"),
            ("UKR", "8(2)(a)(i)", "2024-12-31", "yes", False, "none"),
        ],
    )  # fmt: skip
    def test_nationals_only(self, ask, national, crime, when, outcome, contested, bar):
        answer = ask(parts=(part("UKR"),), crime=crime, when=when, nationality=(national,))
        assert (answer.outcome, answer.contested, answer.status["bar"]) == (outcome, contested, bar)
        assert answer.failing == (("124",) if outcome == "no" else ())

    def test_a_course_divides_where_the_seven_years_end(self, ask):
        answer = ask(parts=(part("COL"),), crime="8(2)(c)(i)-1", when="2009-01-01/2010-12-31", nationality=("COL",))
        assert (answer.outcome, answer.status["bar"]) == ("partly", "none")


class TestAmendments:
    """121(5), second sentence."""

    @pytest.mark.parametrize(
        ("place", "national", "when", "outcome", "contested"),
        [
            ("NZL", "NZL", "2021-10-13", "no", False), ("NZL", "NZL", "2021-10-14", "yes", False),
            ("COD", "COD", "2024-03-01", "no", False), ("COD", "RUS", "2024-03-01", "no", False),
            ("NZL", "COD", "2024-03-01", "no", True), ("COD", "NZL", "2024-03-01", "no", True),
            ("NZL", "DEU", "2024-10-01", "yes", False), ("ARM", "ARM", "2025-03-01", "no", True),
            ("NZL", "RUS", "2024-03-01", "no", True),
        ],
    )  # fmt: skip
    def test_acceptance_of_the_states_involved(self, ask, place, national, when, outcome, contested):
        answer = ask(parts=(part(place),), crime="8(2)(e)(xix)", when=when, nationality=(national,))
        assert (answer.outcome, answer.contested) == (outcome, contested)
        assert answer.failing == (("121(5)",) if outcome == "no" else ())
        expected = "none" if outcome == "yes" else "contested" if contested else "applies"
        assert answer.status["bar"] == expected

    def test_accepting_states_that_are_no_parties(self, ask):
        answer = ask(parts=(part("UKR"),), crime="8(2)(e)(xix)", when="2024-03-01", nationality=("RUS",))
        assert (answer.outcome, answer.contested, answer.status["bar"]) == ("unknown", True, "contested")

    def test_referral_by_the_council(self, ask):
        answer = ask(
            parts=(part("SDN-darfur"),), crime="8(2)(e)(xix)", when="2024-03-01", nationality=("SDN",),
            triggers=(council("1593"),),
        )  # fmt: skip
        assert (answer.outcome, answer.contested, answer.paths) == ("unknown", True, ("13(b) Res 1593",))
        assert answer.status["bar"] == "contested"

    def test_unknown_nationality(self, ask):
        answer = ask(parts=(part("NZL"),), crime="8(2)(e)(xix)", when="2024-03-01", nationality=None)
        assert (answer.outcome, answer.status["bar"]) == ("unknown", "unknown")

    def test_a_territory_left_out_of_the_acceptance(self, ask):
        home = ask(parts=(part("DNK"),), crime="8(2)(e)(xix)", when="2026-03-01", nationality=("DNK",))
        left_out = ask(parts=(part("FRO"),), crime="8(2)(e)(xix)", when="2026-03-01", nationality=("DNK",))
        assert (home.outcome, left_out.outcome, left_out.failing) == ("yes", "no", ("121(5)",))


class TestAggression:
    """15 bis and 15 ter."""

    def attack(self, ask, aggressor, victim, when="2027-01-15", **more):
        parts = (part(aggressor, what="planning"), part(victim, "consequence", what="attack"))
        facts = {"crime": "8bis", "as_of": "2028-01-01", "nationality": (aggressor,)} | more
        return ask(parts=parts, when=when, **facts)

    @pytest.mark.parametrize(
        ("aggressor", "victim", "outcome", "contested", "fails", "bar"),
        [
            ("DEU", "POL", "yes", False, (), "none"),
            ("RUS", "UKR", "no", False, ("15bis(5)",), "applies"),
            ("DEU", "RUS", "no", False, ("15bis(5)",), "applies"),
            ("RUS", "BLR", "no", False, ("15bis(5)",), "applies"),
            ("KEN", "DEU", "no", False, ("15bis(4)",), "applies"),
            ("FRA", "DEU", "no", True, ("121(5)",), "contested"),
            ("DEU", "FRA", "no", True, ("121(5)",), "contested"),
            ("KEN", "SOM", "no", False, ("15bis(4)", "15bis(5)"), "applies"),
        ],
    )  # fmt: skip
    def test_states_involved(self, ask, aggressor, victim, outcome, contested, fails, bar):
        answer = self.attack(ask, aggressor, victim)
        assert (answer.outcome, answer.contested, answer.failing) == (outcome, contested, fails)
        assert answer.status["bar"] == bar

    @pytest.mark.parametrize(("when", "outcome", "fails"), [("2018-07-16", "no", ("15bis(3)",)), ("2018-07-17", "yes", ())])
    def test_day_of_activation(self, ask, when, outcome, fails):
        answer = self.attack(ask, "DEU", "POL", when)
        assert (answer.outcome, answer.failing) == (outcome, fails)
        assert answer.status["temporal"] == ("met" if outcome == "yes" else "not-met")

    def test_early_aggression_against_a_state_that_is_no_party(self, ask):
        answer = self.attack(ask, "GBR", "IRQ", "2003-03-20")
        assert answer.failing == ("15bis(3)", "15bis(5)")

    def test_acceptance_counts_one_year_after_deposit(self, ask):
        assert self.attack(ask, "DEU", "UKR", "2025-10-24").outcome == "no"
        assert self.attack(ask, "DEU", "UKR", "2025-10-25").outcome == "yes"

    def test_referral_by_the_council_asks_for_no_consent(self, ask):
        answer = self.attack(ask, "RUS", "SYR", triggers=(council(stage="hypothetical"),))
        assert (answer.outcome, answer.paths, answer.status["bar"]) == ("yes", ("13(b)",), "none")
        early = self.attack(ask, "RUS", "SYR", "2015-09-30", triggers=(council(stage="hypothetical"),))
        assert (early.outcome, early.failing) == ("no", ("15ter(3)",))

    def test_a_leader_with_a_second_nationality(self, ask):
        answer = self.attack(ask, "DEU", "POL", nationality=("DEU", "RUS"))
        assert (answer.outcome, answer.contested, answer.failing) == ("no", True, ("15bis(5)",))

    @pytest.mark.parametrize(
        ("more", "article", "outcome"),
        [
            ({}, "15bis(6)", "unknown"),
            ({"council_determination": When.parse("2027-02-20")}, "15bis(7)", "met"),
            ({"notified_unsg": When.parse("2027-03-01")}, "15bis(8)", "unknown"),
            ({"notified_unsg": When.parse("2027-08-01")}, "15bis(8)", "not-met"),
            ({"notified_unsg": When.parse("2027-03-01"), "ptd_authorised": When.parse("2027-10-01")}, "15bis(8)", "met"),
            ({"notified_unsg": When.parse("2027-03-01"), "ptd_authorised": When.parse("2027-08-01")}, "15bis(8)", "not-met"),
        ],
    )  # fmt: skip
    def test_steps_before_an_investigation_are_reported_beside(self, ask, more, article, outcome):
        answer = self.attack(ask, "DEU", "POL", triggers=(referral("POL", "2027-02-15", **more),))
        assert answer.outcome == "yes"
        assert outcome in [one.outcome for one in answer.separately if one.article == article]


class TestPalestine:
    @pytest.mark.parametrize(
        ("when", "outcome", "paths"),
        [
            ("2015-04-01", "yes", ("12(2)(a) PSE",)), ("2015-03-31", "yes", ("12(3) PSE + 12(2)(a)",)),
            ("2014-06-13", "yes", ("12(3) PSE + 12(2)(a)",)), ("2014-06-12", "no", ()),
        ],
    )  # fmt: skip
    def test_statehood_is_contested_throughout(self, ask, when, outcome, paths):
        answer = ask(parts=(part("PSE"),), when=when, nationality=("ISR",))
        assert (answer.outcome, answer.contested, answer.paths) == (outcome, True, paths)
        assert answer.status["territorial"] == "contested"
        assert {one.answer for one in answer.views} == {"yes", "no"}

    def test_nationals_abroad(self, ask):
        answer = ask(parts=(part("ISR"),), when="2023-10-07", nationality=("PSE",))
        assert (answer.outcome, answer.contested, answer.paths) == ("yes", True, ("12(2)(b) PSE",))

    def test_two_disputes_about_one_state_are_answered_together(self, ask):
        answer = ask(parts=(part("PSE"),), when="2014-07-01", nationality=("PSE",))
        assert (answer.outcome, answer.contested) == ("yes", True)


class TestClaims:
    def test_several_people_and_incidents(self, states, register):
        def case(*claims):
            people = (
                Person(id="a", nationality=nationals("SWE"), adult=True),
                Person(id="b", nationality=nationals("SYR"), adult=True),
                Person(id="c", adult=True),
            )
            events = (
                Event(id="in", title="In", when=When.parse("2015"), parts=(part("JOR"),)),
                Event(id="out", title="Out", when=When.parse("2015"), parts=(part("SYR"),)),
            )
            return Case(
                id="x", title="X", as_of=dt.date(2026, 11, 21), people=people, events=events,
                claims=tuple(
                    Claim(id=f"c{n}", title="C", crime="7(1)(a)", people=p, events=e) for n, (p, e) in enumerate(claims)
                ),
            )  # fmt: skip

        expected = [
            ((("a", "b"), ("in",)), "yes"), ((("b",), ("in", "out")), "partly"), ((("a", "b"), ("out",)), "partly"),
            ((("b",), ("out",)), "no"), ((("b", "c"), ("out",)), "unknown"), ((("a", "c"), ("out",)), "unknown"),
            (((), ("in",)), "yes"), (((), ("out",)), "unknown"), ((("b",), ()), "unknown"),
        ]  # fmt: skip
        asked = case(*(one for one, _ in expected))
        for number, (_, outcome) in enumerate(expected):
            answer = jurisdiction(asked, states, f"c{number}", register=register, crimes={})
            assert answer.outcome == outcome, expected[number]
            assert len(answer.by) == max(1, len(expected[number][0][0])) * max(1, len(expected[number][0][1]))

    def test_neighbours_of_a_failing_claim(self, states, register):
        crimes = {
            "8(2)(e)(xix)": CrimeFacts(address="8(2)(e)(xix)", neighbours=(("7(1)(b)", "why"), ("8(2)(e)(i)", "why"))),
        }
        asked = Asked(parts=(part("COD"),), crime="8(2)(e)(xix)", nationality=("COD",)).case()
        answer = jurisdiction(asked, states, "count", register=register, crimes=crimes)
        assert answer.failing == ("121(5)",)
        assert [(one.address, one.outcome) for one in answer.neighbours] == [("7(1)(b)", "yes"), ("8(2)(e)(i)", "yes")]

    def test_needs_name_the_smallest_set(self, ask):
        answer = ask(parts=(part("unknown"),), claim={"alleges": {"7/attack": Dispute(value="unknown")}})
        assert answer.outcome == "unknown"
        assert [len(one) for one in answer.needs] == [2]
        assert any(one.startswith("where 'conduct' happened") and "elsewhere: no" in one for one in answer.needs[0])

    def test_one_unknown_day_for_two_people(self, states, register):
        people = (
            Person(id="a", nationality=nationals("USA"), born=When.parse("1985-03-01")),
            Person(id="b", nationality=nationals("USA"), adult=True),
        )
        event = Event(id="e", title="E", when=When.parse("2003"), parts=(part("AFG"),))
        claim = Claim(id="count", title="C", crime="7(1)(a)", people=("a", "b"), events=("e",))
        case = Case(id="x", title="X", as_of=dt.date(2026, 11, 21), people=people, events=(event,), claims=(claim,))
        answer = jurisdiction(case, states, "count", register=register, crimes={})
        assert answer.outcome == "unknown"
        wanted = (
            "the day of 'E' (from 2003-01-01 to 2003-02-28: no; from 2003-03-01 to 2003-04-30: no; "
            "from 2003-05-01 to 2003-12-31: yes)"
        )
        assert answer.needs == ((wanted,),)

    def test_a_fact_that_settles_nothing_is_no_need(self, ask):
        """Where the answer is left to the law whatever the fact turns out to be, no fact would settle it."""
        disputed = {"7(1)(d)/2": Dispute(value="disputed")}
        answer = ask(claim={"alleges": disputed}, parts=(part("BGD"), part("BGD?", "consequence")))
        assert (answer.outcome, answer.contested, answer.needs) == ("unknown", True, ())
        assert {one.answer for one in answer.views} == {"yes", "no"}

    def test_a_fact_may_leave_the_rest_to_the_law(self, ask):
        disputed = {"7(1)(d)/2": Dispute(value="disputed")}
        answer = ask(claim={"alleges": disputed}, parts=(part("unknown"),))
        [[needed]] = answer.needs
        assert needed.startswith("where ")
        assert "left to the law, where authority leans neither way" in needed
        assert "elsewhere: no" in needed

    def test_plain_values(self, ask):
        plain = ask(parts=(part("COD"),)).to_plain()
        assert list(plain)[:12] == [
            "id", "outcome", "contested", "exercise", "paths", "conditions", "status", "fails", "needs", "views", "by",
            "separately",
        ]  # fmt: skip
        assert set(plain["conditions"][0]) == {"article", "about", "outcome", "prevailing", "because", "source"}
