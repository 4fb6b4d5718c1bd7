"""Properties of jurisdiction: what must hold for every case, whatever its facts."""

import datetime as dt
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimmap import forum
from claimmap.case import Case, Claim, Dispute, Event, Nationality, Part, Person, Trigger
from claimmap.dates import When
from claimmap.jurisdiction import ClaimJurisdiction, jurisdiction
from claimmap.library import load_states

STATES = load_states()
REGISTER = forum.load_register()
ONE = dt.timedelta(days=1)
AS_OF = dt.date(2026, 11, 21)

PLACES = ["COD", "TJK", "CHN", "USA", "UKR", "BDI", "PHL", "PSE", "COL", "FRA", "SDN-darfur", "LBY", "high-seas",
          "unknown", "vessel:COM", "vessel:TUR", "eez:NOR", "TJK?", "DNK-greenland", "GIB"]  # fmt: skip
NATIONS = ["COD", "CHN", "USA", "UKR", "BDI", "PHL", "PSE", "COL", "FRA", "RUS", "SWE", "unknown"]
ROLES = ["conduct", "consequence", "circumstance", "context", "accessory", "effect"]
CRIMES = ["7(1)(a)", "7(1)(d)", "7(1)(i)", "6(a)", "8(2)(a)(i)", "8(2)(e)(xix)", "8bis"]
DAYS = ["2001-05-01", "2002-07-01", "2003-03-15", "2005", "2010-06", "2014-06-13", "2015-01-01/2016-12-31",
        "2017-10-26", "2017/2018", "2019-03-16~", "2024-03-01", "2025-03-10", "2002", "2016-01-01/.."]  # fmt: skip

disputes = st.sampled_from(
    [
        None, Dispute(value="alleged"), Dispute(value="negated"), Dispute(value="unknown"), Dispute(value="disputed"),
        Dispute(value="disputed", prevailing="alleged"), Dispute(value="disputed", prevailing="negated"),
    ]
)  # fmt: skip


@st.composite
def parts(draw: Any) -> Part:
    return Part(
        what=draw(st.sampled_from(["a", "b", "c"])), at=draw(st.sampled_from(PLACES)),
        role=draw(st.sampled_from(ROLES)), counts=draw(st.one_of(st.none(), st.none(), disputes)),
        when=draw(st.one_of(st.none(), st.none(), st.sampled_from(DAYS).map(When.parse))),
    )  # fmt: skip


triggers = st.sampled_from(
    [
        Trigger(route="13(a)", by="FRA", date=When.parse("2012-01-01")),
        Trigger(route="13(a)", by="UKR", date=When.parse("2015-09-08")),
        Trigger(route="13(b)", resolution="1593", date=When.parse("2005-03-31")),
        Trigger(route="13(b)", resolution="1970", date=When.parse("2011-02-26")),
        Trigger(route="13(c)", date=When.parse("2021-09-15"), under_consideration_since=When.parse("2018-02-08")),
        Trigger(route="13(c)", date=When.parse("2021-09-15"), stage="closed"),
    ]
)


@st.composite
def cases(draw: Any, crimes: list[str] = CRIMES, *, disputed: bool = True) -> Case:
    had = draw(st.one_of(st.none(), st.lists(st.sampled_from(NATIONS), max_size=2, unique=True)))
    accused = Person(
        id="accused", nationality=None if had is None else tuple(Nationality(state=one) for one in had),
        adult=draw(st.sampled_from([True, True, None])),
        born=draw(st.sampled_from([None, None, When.parse("1985"), When.parse("1999-05-01")])),
    )  # fmt: skip
    event = Event(
        id="incident", title="Incident", when=When.parse(draw(st.sampled_from(DAYS))),
        continuing=draw(st.booleans()), parts=tuple(draw(st.lists(parts(), max_size=3))),
    )  # fmt: skip
    claim = Claim(
        id="count", title="Count", crime=draw(st.sampled_from(crimes)), people=("accused",), events=("incident",),
        alleges={key: said for key in ("7/attack", "7(1)(d)/2") if disputed and (said := draw(disputes)) is not None},
        linked=draw(st.one_of(st.none(), st.none(), disputes)) if disputed else None,
        operation=draw(st.sampled_from([None, None, "UNSC"])),
    )  # fmt: skip
    return Case(
        id="x", title="X", as_of=AS_OF, people=(accused,), events=(event,), claims=(claim,),
        triggers=tuple(draw(st.lists(triggers, max_size=2))),
    )  # fmt: skip


def ask(case: Case, claim: str = "count") -> ClaimJurisdiction:
    return jurisdiction(case, STATES, claim, register=REGISTER, crimes={})


def same(one: ClaimJurisdiction, other: ClaimJurisdiction) -> bool:
    keys = ("outcome", "contested", "exercise", "paths", "status", "failing")
    return all(getattr(one, key) == getattr(other, key) for key in keys)


def with_event(case: Case, **facts: Any) -> Case:
    return attrs.evolve(case, events=(attrs.evolve(case.events[0], **facts),))


def with_person(case: Case, **facts: Any) -> Case:
    return attrs.evolve(case, people=(attrs.evolve(case.people[0], **facts),))


def with_claim(case: Case, **facts: Any) -> Case:
    return attrs.evolve(case, claims=(attrs.evolve(case.claims[0], **facts),))


class TestConsistency:
    @given(cases())
    def test_the_parts_of_an_answer_agree(self, case: Case) -> None:
        answer = ask(case)
        assert (answer.outcome == "no") == bool(answer.failing)
        assert answer.outcome != "no" or not answer.paths
        if answer.outcome in ("yes", "partly"):
            assert answer.paths
        if answer.outcome == "unknown":
            assert answer.contested or answer.needs
        if answer.exercise == "n/a":
            assert answer.outcome == "no"
        if answer.exercise == "defective":
            assert case.triggers
        if answer.contested:
            assert "contested" in [one.outcome for one in answer.conditions]
            assert {one.answer for one in answer.views} == {"yes", "no"}
        assert not any(one.outcome == "n/a" for one in answer.conditions)

    @given(cases())
    def test_asking_twice_gives_the_same(self, case: Case) -> None:
        assert ask(case) == ask(case)


class TestOrder:
    @given(cases(), st.randoms())
    def test_order_never_matters(self, case: Case, random: Any) -> None:
        def mixed(many: Any) -> tuple[Any, ...]:
            out = list(many)
            random.shuffle(out)
            return tuple(out)

        other = with_event(case, parts=mixed(case.events[0].parts))
        if case.people[0].nationality is not None:
            other = with_person(other, nationality=mixed(case.people[0].nationality))
        other = attrs.evolve(other, triggers=mixed(case.triggers))
        other = with_claim(other, alleges=dict(mixed(case.claims[0].alleges.items())))
        assert same(ask(case), ask(other))

    @given(st.lists(cases(), min_size=2, max_size=3), st.randoms())
    def test_order_of_people_and_incidents_never_matters(self, many: list[Case], random: Any) -> None:
        def joined(order: list[int]) -> Case:
            people = [attrs.evolve(many[n].people[0], id=f"p{n}") for n in order]
            events = [attrs.evolve(many[n].events[0], id=f"e{n}") for n in order]
            claim = attrs.evolve(
                many[0].claims[0], people=tuple(one.id for one in people), events=tuple(one.id for one in events)
            )
            return attrs.evolve(many[0], people=tuple(people), events=tuple(events), claims=(claim,))

        order = list(range(len(many)))
        before = ask(joined(order))
        random.shuffle(order)
        assert same(before, ask(joined(order)))


class TestMore:
    """More links never take jurisdiction away."""

    @given(cases(["7(1)(a)", "6(a)"]))
    def test_territory_of_a_party_never_turns_yes_into_no(self, case: Case) -> None:
        if any(part.when is not None for part in case.events[0].parts):
            return  # the new part would bring a day of its own
        before = ask(case)
        after = ask(with_event(case, parts=(*case.events[0].parts, Part(what="more", at="TJK", role="consequence"))))
        if before.outcome == "yes":
            assert after.outcome == "yes"
            assert set(before.paths) <= set(after.paths)

    @given(cases(["7(1)(a)", "6(a)"]))
    def test_a_second_nationality_of_a_party_never_removes_a_path(self, case: Case) -> None:
        had = case.people[0].nationality
        if had is None or case.claims[0].operation is not None:
            return
        before = ask(case)
        after = ask(with_person(case, nationality=(*had, Nationality(state="CAN"))))
        if before.outcome == "yes":
            assert after.outcome == "yes"
            assert set(before.paths) <= set(after.paths)

    @given(cases())
    def test_another_trigger_never_turns_yes_into_no(self, case: Case) -> None:
        more = Trigger(route="13(c)", date=When.parse("2012-01-01"), under_consideration_since=When.parse("2010-01-01"))
        if case.triggers and ask(case).outcome == "yes":
            assert ask(attrs.evolve(case, triggers=(*case.triggers, more))).outcome == "yes"


class TestLess:
    """Withdrawing a fact moves an answer towards unknown, and nowhere else."""

    def towards(self, before: ClaimJurisdiction, after: ClaimJurisdiction) -> None:
        assert after.outcome in (before.outcome, "unknown"), (before.outcome, after.outcome)

    @given(cases(disputed=False), st.integers(min_value=0, max_value=2))
    def test_place(self, case: Case, index: int) -> None:
        had = list(case.events[0].parts)
        if index < len(had) and had[index].role in ("conduct", "consequence") and had[index].counts is None:
            had[index] = attrs.evolve(had[index], at="unknown")
            self.towards(ask(case), ask(with_event(case, parts=tuple(had))))

    @given(cases())
    def test_nationality(self, case: Case) -> None:
        self.towards(ask(case), ask(with_person(case, nationality=None)))

    @given(cases())
    def test_age(self, case: Case) -> None:
        self.towards(ask(case), ask(with_person(case, adult=None, born=None)))

    @given(cases())
    def test_allegation(self, case: Case) -> None:
        alleges = {**case.claims[0].alleges, "7/attack": Dispute(value="unknown")}
        self.towards(ask(case), ask(with_claim(case, alleges=alleges)))

    @given(cases(), st.sampled_from(["2003-05-10", "2010-06-20", "2017-10-27", "2025-01-01", "2002-06-30"]))
    def test_a_coarser_date(self, case: Case, day: str) -> None:
        bare = tuple(attrs.evolve(part, when=None) for part in case.events[0].parts)
        case = with_event(case, parts=bare, continuing=False)
        fine = ask(with_event(case, when=When.parse(day)))
        self.towards(fine, ask(with_event(case, when=When.parse(day[:7]))))
        self.towards(fine, ask(with_event(case, when=When.parse(day[:4]))))


JOINED = sorted((one.code, one.membership.in_force) for one in STATES if one.membership and one.code != "PSE")


class TestBoundaries:
    """One day across a line changes exactly the conditions that depend on it."""

    def changed(self, before: Case, after: Case) -> set[str]:
        one, other = ask(before), ask(after)
        return {key for key, value in one.status.items() if other.status[key] != value}

    def case(self, day: dt.date, **facts: Any) -> Case:
        event = Event(id="incident", title="I", when=When.parse(day.isoformat()),
                      parts=(Part(what="a", at=facts.pop("at", "CHN"), role="conduct"),))  # fmt: skip
        had = tuple(Nationality(state=one) for one in facts.pop("had", ("USA",)))
        accused = Person(id="accused", nationality=had, adult=True)
        claim = Claim(id="count", title="C", crime=facts.pop("crime", "7(1)(a)"), people=("accused",), events=("incident",))
        return attrs.evolve(
            Case(id="x", title="X", as_of=AS_OF, people=(accused,), events=(event,), claims=(claim,)), **facts
        )

    @pytest.mark.parametrize(("code", "day"), JOINED, ids=[code for code, _ in JOINED])
    def test_entry_into_force(self, code: str, day: dt.date) -> None:
        if STATES.get(code).predecessor or STATES.on(code, day - ONE).accepting:
            return
        then = {"as_of": day + ONE}
        before, after = self.case(day - ONE, at=code, **then), self.case(day, at=code, **then)
        assert self.changed(before, after) == {"temporal", "territorial"}
        assert (ask(before).outcome, ask(after).outcome) == ("no", "yes")
        before, after = self.case(day - ONE, had=(code,), **then), self.case(day, had=(code,), **then)
        assert self.changed(before, after) == {"temporal", "national"}

    def test_acceptance_hands_over_to_membership_without_a_gap(self) -> None:
        for code in ("CIV", "ARM", "UKR", "UGA"):
            had = STATES.get(code).membership
            assert had is not None
            if had.in_force > dt.date(2002, 7, 1):
                assert self.changed(self.case(had.in_force - ONE, at=code), self.case(had.in_force, at=code)) == set()

    def test_withdrawal(self) -> None:
        trigger = (Trigger(route="13(c)", date=When.parse("2017-10-25"), under_consideration_since=When.parse("2016")),)
        for code, day in (("BDI", dt.date(2017, 10, 27)), ("PHL", dt.date(2019, 3, 17))):
            before, after = (self.case(one, at=code, triggers=trigger) for one in (day - ONE, day))
            assert self.changed(before, after) == {"temporal", "territorial"}

    def test_article_124(self) -> None:
        for code, last in (("COL", dt.date(2009, 10, 31)), ("FRA", dt.date(2008, 6, 14))):
            before, after = (self.case(one, at=code, crime="8(2)(c)(i)-1") for one in (last, last + ONE))
            assert self.changed(before, after) == {"bar"}

    def test_amendment(self) -> None:
        for state in STATES:
            for one in state.amendments:
                if one.amendment != "2019-starvation" or one.in_force is None or state.article_124:
                    continue
                if STATES.on(state.code, one.in_force - ONE).party:
                    before, after = (
                        self.case(day, at=state.code, had=(state.code,), crime="8(2)(e)(xix)")
                        for day in (one.in_force - ONE, one.in_force)
                    )
                    assert self.changed(before, after) == {"bar"}, state.code

    @given(st.dates(dt.date(1975, 1, 1), dt.date(2000, 12, 31)))
    def test_eighteenth_birthday(self, born: dt.date) -> None:
        day = born.replace(year=born.year + 18) if (born.month, born.day) != (2, 29) else dt.date(born.year + 18, 3, 1)
        if day > dt.date(2003, 1, 1):
            facts = {"born": When.parse(born.isoformat()), "adult": None}
            before, after = (with_person(self.case(one, at="COD"), **facts) for one in (day - ONE, day))
            assert self.changed(before, after) == {"age"}

    def test_what_a_referral_covers(self) -> None:
        trigger = (Trigger(route="13(b)", resolution="1970", date=When.parse("2011-02-26")),)
        first = dt.date(2011, 2, 15)
        before, after = (self.case(one, at="LBY", triggers=trigger) for one in (first - ONE, first))
        assert self.changed(before, after) == {"trigger", "territorial", "national"}

    @given(st.dates(dt.date(2002, 7, 2), dt.date(2026, 11, 20)))
    def test_a_day_on_which_nothing_happens_changes_nothing(self, day: dt.date) -> None:
        for code in ("TJK", "COD", "CHN"):
            assert self.changed(self.case(day - ONE, at=code), self.case(day, at=code)) == set()


class TestNeeds:
    @given(cases())
    def test_an_open_answer_names_what_would_settle_it(self, case: Case) -> None:
        answer = ask(case)
        if answer.outcome != "unknown":
            assert answer.needs == ()
        elif not answer.contested:
            assert answer.needs
            assert all(one for one in answer.needs)
