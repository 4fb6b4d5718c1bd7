"""Dated facts about States: every file loads, is canonical, and answers rightly on both sides of each boundary."""

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import attrs
import pytest

from claimmap.library import read_one, statutes_folder
from claimmap.problems import UnknownId
from claimmap.reading import key_of
from claimmap.states import (
    FIRST_DAY,
    SIXTY_DEPOSITS,
    AmendmentsFile,
    CouncilFile,
    CountriesFile,
    State,
    States,
    entry_into_force,
)

FOLDER = statutes_folder() / "rome-statute" / "states"
OTHERS = ("amendments.yaml", "council-referrals.yaml")
FILES = sorted(path for path in FOLDER.glob("*.yaml") if path.name not in OTHERS)
ONE = dt.timedelta(days=1)
TODAY = dt.date(2026, 11, 21)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.fixture(scope="module")
def states() -> States:
    return States.of(
        [read_one(path, State) for path in FILES],
        read_one(statutes_folder() / "countries.yaml", CountriesFile),
        read_one(FOLDER / "council-referrals.yaml", CouncilFile),
        read_one(FOLDER / "amendments.yaml", AmendmentsFile),
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file_is_named_after_its_code_and_stands_in_canonical_order(path: Path) -> None:
    state = read_one(path, State)
    assert path.stem == state.code
    keys = re.findall(r"(?m)^([a-z0-9-]+):", path.read_text(encoding="utf-8"))
    assert keys == [key for key in map(key_of, (one.name for one in attrs.fields(State))) if key in keys]
    assert all(len(line) <= 100 for line in path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_fact_has_a_source_and_only_what_was_checked_says_so(path: Path) -> None:
    def facts(value: object) -> list[object]:
        if isinstance(value, tuple):
            return [one for inner in value for one in facts(inner)]
        if attrs.has(type(value)):
            inner = [one for field in attrs.fields(type(value)) for one in facts(getattr(value, field.name))]
            return [value, *inner] if hasattr(value, "confidence") else inner
        return []

    state = read_one(path, State)
    found = facts(state)
    assert found or state.council_referrals
    for fact in found:
        assert fact.source  # type: ignore[attr-defined]
        assert (fact.checked is not None) == (fact.confidence == "source-checked")  # type: ignore[attr-defined]


def test_there_are_125_parties_today_and_127_that_ever_were(states: States) -> None:
    assert len(states.parties(TODAY)) == 125
    assert sum(1 for one in states if one.membership) == 127
    assert {one.code for one in states if one.membership} - set(states.parties(TODAY)) == {"BDI", "PHL"}


def test_six_withdrawals_are_pending_and_change_nothing_yet(states: States) -> None:
    pending = {
        one.code: one.withdrawal.effective
        for one in states
        if one.withdrawal and one.withdrawal.effective and one.withdrawal.effective > TODAY
    }
    assert set(pending) == {"BFA", "MLI", "NER", "TCD", "NRU", "VEN"}
    assert len(states.parties(dt.date(2027, 12, 31))) == 119
    for code, effective in pending.items():
        assert effective is not None
        assert states.on(code, effective - ONE).party
        assert not states.on(code, effective).party


class TestEntryIntoForce:
    """
    "... the first day of the month after the 60th day following the deposit" (art. 126).

    The sixtieth instrument came on 11 April 2002, so all who had deposited by then begin together.
    """

    def test_every_row_follows_from_its_deposit_or_is_explained(self, states: States) -> None:
        counted: Counter[str] = Counter()
        for state in states:
            if state.membership is None:
                continue
            had = state.membership
            counted[had.basis] += 1
            if had.basis == "succession":
                assert state.code == "MNE"
                assert had.in_force < had.deposited
                assert entry_into_force(had.deposited) != had.in_force
            else:
                assert (had.basis == "126(1)") == (had.deposited <= SIXTY_DEPOSITS)
                assert entry_into_force(had.deposited) == had.in_force
                assert (had.basis == "126(1)") == (had.in_force == FIRST_DAY)
        assert counted == {"126(1)": 66, "126(2)": 60, "succession": 1}

    def test_extensions_to_territories_do_not_follow_it(self, states: States) -> None:
        falklands = states.get("FLK").extension
        assert falklands is not None
        assert falklands.from_ == day("2010-03-11")
        assert entry_into_force(day("2010-03-11")) == day("2010-06-01")

    @pytest.mark.parametrize(
        ("deposited", "in_force"),
        [
            ("1999-02-02", "2002-07-01"),
            ("2002-04-11", "2002-07-01"),
            ("2002-04-12", "2002-07-01"),
            ("2002-05-15", "2002-08-01"),
            ("2002-11-05", "2003-02-01"),
            ("2015-01-02", "2015-04-01"),
            ("2023-11-14", "2024-02-01"),
        ],
    )
    def test_examples(self, deposited: str, in_force: str) -> None:
        assert entry_into_force(day(deposited)) == day(in_force)


@pytest.mark.parametrize(
    ("code", "boundary", "before", "after"),
    [
        ("TJK", "2002-07-01", "not-yet-party", "party"),
        ("KHM", "2002-07-01", "not-yet-party", "party"),
        ("COL", "2002-11-01", "not-yet-party", "party"),
        ("BDI", "2004-12-01", "not-yet-party", "party"),
        ("BDI", "2017-10-27", "party", "withdrawn"),
        ("PHL", "2011-11-01", "not-yet-party", "party"),
        ("PHL", "2019-03-17", "party", "withdrawn"),
        ("PSE", "2015-04-01", "not-yet-party", "party"),
        ("ARM", "2024-02-01", "not-yet-party", "party"),
        ("UKR", "2025-01-01", "not-yet-party", "party"),
        ("MNE", "2006-06-03", "not-yet-party", "party"),
        ("MNE", "2006-10-23", "party", "party"),
        ("DNK", "2002-07-01", "not-yet-party", "party"),
        ("GRL", "2004-10-01", "not-extended", "party"),
        ("DNK-greenland", "2004-10-01", "not-extended", "party"),
        ("FRO", "2006-10-01", "not-extended", "party"),
        ("IMN", "2013-02-01", "not-extended", "party"),
        ("GBR-akrotiri", "2010-03-11", "not-extended", "party"),
        ("TKL", "2004-10-01", "not-extended", "not-extended"),
        ("GIB", "2015-01-01", "unknown", "unknown"),
        ("CUW", "2002-07-01", "not-yet-party", "party"),
        ("HUN", "2026-06-02", "party", "party"),
        ("GMB", "2017-11-10", "party", "party"),
        ("ZAF", "2017-10-19", "party", "party"),
        ("CIV", "2013-05-01", "not-yet-party", "party"),
        ("KGZ", "2002-07-01", "never-party", "never-party"),
        ("CHN", "2002-07-01", "never-party", "never-party"),
        ("LBY", "2011-02-15", "never-party", "never-party"),
        ("MYS", "2019-06-01", "never-party", "never-party"),
        ("SDN-darfur", "2005-03-31", "never-party", "never-party"),
        ("UKR-crimea", "2025-01-01", "not-yet-party", "party"),
        ("GUF", "2002-07-01", "not-yet-party", "party"),
    ],
)
def test_one_day_either_side_of_each_boundary(
    states: States, code: str, boundary: str, before: str, after: str
) -> None:
    assert states.on(code, day(boundary) - ONE).standing == before
    assert states.on(code, day(boundary)).standing == after


@pytest.mark.parametrize(
    ("code", "first", "last", "party_next"),
    [
        ("CIV", "2002-09-19", "2013-04-30", True),
        ("PSE", "2014-06-13", "2015-03-31", True),
        ("UKR", "2013-11-21", "2024-12-31", True),
        ("ARM", "2021-05-10", "2024-01-31", True),
        ("UGA", "2002-07-01", "2002-08-31", True),
        ("LBY", "2011-01-01", "2027-12-31", False),
    ],
)
def test_acceptance_under_article_12_3_fills_the_time_before_membership(
    states: States, code: str, first: str, last: str, party_next: bool
) -> None:
    assert states.on(code, day(first)).accepting
    assert states.on(code, day(last)).accepting
    assert states.on(code, day(last) + ONE).party is party_next
    earlier = states.on(code, day(first) - ONE)
    if code == "PSE":  # the declaration of 2009 reaches the day, and whether it binds is disputed
        assert [one.validity for one in earlier.declarations] == ["disputed"]
    else:
        assert not earlier.accepting
        assert not earlier.party


def test_a_declaration_that_was_rejected_or_never_lodged_accepts_nothing(states: States) -> None:
    egypt = states.on("EGY", day("2013-08-14"))
    assert [one.validity for one in egypt.declarations] == ["negated"]
    assert not egypt.accepting
    lebanon = states.get("LBN")
    assert lebanon.declarations == ()
    assert "Never lodged" in lebanon.without_effect[0].why


def test_letters_that_confirm_a_declaration_cover_nothing_of_their_own(states: States) -> None:
    assert len(states.get("CIV").declarations) == 3
    assert len(states.on("CIV", day("2011-01-01")).declarations) == 1


@pytest.mark.parametrize(
    ("code", "first", "last", "limbs"),
    [
        ("COL", "2002-11-01", "2009-10-31", "nationals-or-territory"),
        ("FRA", "2002-07-01", "2008-06-14", "nationals-or-territory"),
        ("UKR", "2025-01-01", "2031-12-31", "nationals"),
    ],
)
def test_article_124(states: States, code: str, first: str, last: str, limbs: str) -> None:
    (declared,) = states.get(code).article_124
    assert declared.limbs == limbs
    assert [declared.covers(one) for one in (day(first) - ONE, day(first), day(last), day(last) + ONE)] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("code", "crime", "boundary"),
    [
        ("NZL", "8(2)(e)(xix)", "2021-10-14"),
        ("LIE", "8bis", "2013-05-08"),
        ("UKR", "8bis", "2025-10-25"),
        ("SMR", "8(2)(e)(xiii)", "2012-09-26"),
        ("LUX", "8(2)(b)(xxvii)", "2020-04-02"),
        ("SWE", "8(2)(e)(xvi)", "2023-01-26"),
    ],
)
def test_an_amendment_binds_one_year_after_its_deposit(states: States, code: str, crime: str, boundary: str) -> None:
    amendment = states.amendment_of(crime)
    assert amendment is not None
    assert states.get(code).accepted(amendment, crime, day(boundary) - ONE) is False
    assert states.get(code).accepted(amendment, crime, day(boundary)) is True


def test_each_part_of_the_amendment_of_2017_is_accepted_on_its_own(states: States) -> None:
    sweden = states.get("SWE")
    assert sweden.accepted("2017-weapons", "8(2)(b)(xxvii)", TODAY) is True
    assert sweden.accepted("2017-weapons", "8(2)(b)(xxix)", TODAY) is False


def test_an_acceptance_on_an_unknown_day_is_unknown_between_its_bounds(states: States) -> None:
    bolivia = states.get("BOL")
    answers = [
        bolivia.accepted("2010-aggression", "8bis", day(one)) for one in ("2021-11-30", "2021-12-15", "2022-01-01")
    ]
    assert answers == [False, None, True]


def test_counts_of_acceptances_as_the_depositary_lists_give_them(states: States) -> None:
    counted: Counter[str] = Counter()
    for state in states:
        counted.update(one.depositary or "" for one in state.amendments)
    assert counted == {
        "XVIII-10-a": 46,
        "XVIII-10-b": 46,
        "XVIII-10-c": 18,
        "XVIII-10-d": 21,
        "XVIII-10-e": 19,
        "XVIII-10-f": 19,
        "XVIII-10-g": 23,
    }
    assert sum(counted.values()) == 192


def test_every_deposit_of_an_acceptance_gives_its_day_one_year_later(states: States) -> None:
    for state in states:
        for one in state.amendments:
            if one.deposited and one.amendment != "2015-124":
                assert one.in_force == one.deposited.replace(year=one.deposited.year + 1)


def test_opt_outs_from_aggression(states: States) -> None:
    assert {one.code for one in states if one.article_15bis_4} == {"KEN", "GTM"}
    assert not states.get("KEN").opted_out(day("2015-11-29"))
    assert states.get("KEN").opted_out(day("2015-11-30"))


def test_what_the_council_referred(states: States) -> None:
    darfur, libya = states.referrals["1593"], states.referrals["1970"]
    assert states.get("SDN").council_referrals == ("1593",)
    assert states.get("LBY").council_referrals == ("1970",)
    assert (darfur.area, darfur.from_) == (("SDN-darfur",), day("2002-07-01"))
    assert (libya.area, libya.from_) == (("LBY",), day("2011-02-15"))
    assert darfur.carve_out is not None
    assert libya.carve_out is not None
    assert darfur.carve_out.operations == ("UNSC", "AU")
    assert libya.carve_out.operations == ("UNSC",)


def test_names_of_states_that_never_joined_are_known_and_others_are_refused(states: States) -> None:
    for code in ("CHN", "RUS", "USA", "KGZ", "SDN-darfur", "GBR-akrotiri", "NZL-tokelau", "UKR-crimea"):
        assert states.known(code)
    for code in ("XYZ", "CN", "chn", "XYZ-part", "CHN-"):
        assert not states.known(code)
    assert states.name("SDN-darfur") == "Sudan (darfur)"
    assert len(states.countries) == 249
    with pytest.raises(UnknownId, match="there is no State 'CHM'"):
        states.on("CHM", TODAY)


def test_every_code_in_a_state_file_is_known(states: States) -> None:
    for state in states:
        assert states.known(state.code)
        assert states.known(state.part_of or state.code)
        for one in (
            *(code for ref in state.referrals for code in ref.by),
            *(c for t in state.territory for c in t.territories),
        ):
            assert states.known(one)
