"""The law of a day: what was in force, for any State and for one; States by date; addresses cited in charges."""

import datetime as dt
from pathlib import Path

import attrs
import pytest

from claimmap import library
from claimmap.law import Law
from claimmap.problems import ClaimmapError, UnknownId

STARVATION = "8(2)(e)(xix)"


def test_what_was_not_yet_in_force_is_left_out_and_named() -> None:
    law = library.load_law(as_of="2011-01-01")
    assert law.as_of == dt.date(2011, 1, 1)
    assert len(law.crimes()) == 98
    assert law.not_yet["8bis"] == dt.date(2013, 5, 8)
    assert law.not_yet[STARVATION] == dt.date(2021, 10, 14)
    assert {"25(3bis)", "15bis(4)"} <= set(law.not_yet)
    assert "8bis" not in law
    with pytest.raises(UnknownId, match=r"'8bis' was not in force for any State on 2011-01-01: it entered into force on 2013-05-08"):
        law["8bis"]


@pytest.mark.parametrize(("address", "first"), [(STARVATION, "2021-10-14"), ("8bis", "2013-05-08"), ("8(2)(e)(xiii)", "2012-09-26"), ("7(1)(a)", "2002-07-01")])
def test_the_first_day_counts(address: str, first: str) -> None:
    day = dt.date.fromisoformat(first)
    assert address in library.load_law(as_of=day)
    assert address not in library.load_law(as_of=day - dt.timedelta(days=1))


def test_the_day_reaches_other_instruments() -> None:
    law = library.load_law(as_of="1960-01-01")
    assert law.crimes() == ()
    assert "genocide-convention:II(a)" in law
    assert "cat:1(1)" not in law


def test_the_law_of_today_is_whole(law: Law) -> None:
    assert law.as_of is None
    assert library.load_law(as_of="2026-11-21").crimes() == law.crimes()


@pytest.mark.parametrize("day", ["2011", "2011-1-1", "1 January 2011"])
def test_only_a_full_day_is_a_day(day: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        library.load_law(as_of=day)


@pytest.mark.parametrize(
    ("address", "day", "state", "answer"),
    [
        ("7(1)(a)", "2002-06-30", None, False),
        ("7(1)(a)", "2002-07-01", None, True),
        ("7(1)(a)/1", "2002-07-01", None, True),
        ("7/attack", "2002-07-01", None, True),
        ("28(a)", "2002-07-01", None, True),
        ("12(2)(a)", "2002-06-30", None, False),
        (STARVATION, "2021-10-13", None, False),
        (STARVATION, "2021-10-14", None, True),
        (STARVATION, "2021-10-14", "DEU", False),  # Germany had not accepted it then
        ("8(2)(e)(xiii)", "2014-06-02", "DEU", False),
        ("8(2)(e)(xiii)", "2014-06-03", "DEU", True),
        ("7(1)(a)", "2024-12-31", "UKR", False),
        ("7(1)(a)", "2025-01-01", "UKR", True),
        ("7(1)(a)", "2017-10-27", "BDI", False),
        ("7(1)(a)", "2017-10-26", "BDI", True),
        ("cat:1(1)", "1987-06-25", None, False),
        ("cat:1(1)", "1987-06-26", None, True),
    ],
)
def test_in_force(law: Law, address: str, day: str, state: str | None, answer: bool) -> None:
    """
    Rome Statute, art. 121(5): an amendment enters into force for those States Parties which have accepted it one
    year after the deposit of their instruments of ratification or acceptance.
    """
    assert law.in_force(address, day, state) is answer


def test_in_force_refuses_what_is_not_there(law: Law) -> None:
    with pytest.raises(UnknownId):
        law.in_force("7(1)(z)", "2020-01-01")
    with pytest.raises(UnknownId):
        law.in_force("7(1)(a)", "2020-01-01", "XYZ")


def test_a_state_by_its_code_and_day(law: Law) -> None:
    ukraine = law.state("UKR")
    assert ukraine.on("2014-03-01").standing == "not-yet-party"
    assert ukraine.on("2014-03-01").accepting
    assert ukraine.on(dt.date(2025, 1, 1)).party
    assert law.state("JPN").name == "Japan"
    assert not law.state("CHN").on("2026-11-21").party
    with pytest.raises(UnknownId, match="there is no State 'UKX'"):
        law.state("UKX")


def test_an_instrument_without_states_has_none() -> None:
    assert list(library.load_law("cat").states) == []


def test_fingerprints_follow_statements_of_provisions_too(law: Law) -> None:
    ground = law.provisions["33(1)"]
    other = attrs.evolve(ground.conditions[0], statement="Another condition.")
    assert attrs.evolve(ground, title="T", notes=()).fingerprint == ground.fingerprint
    assert attrs.evolve(ground, statement="Another.").fingerprint != ground.fingerprint
    assert attrs.evolve(ground, conditions=(other, *ground.conditions[1:])).fingerprint != ground.fingerprint


@pytest.mark.parametrize(
    ("cited", "title", "address"),
    [
        ("8(2)(c)(i); 25(3)(f)", "attempted murder", "8(2)(c)(i)-1"),
        ("8(2)(b)(xxvi) [Sept 2002-2 June 2003]; 8(2)(e)(vii) [2 June-13 Aug 2003]", "conscripting children under 15", "8(2)(b)(xxvi)"),
        ("8(2)(c)(i)", "violence to life (murder and attempted murder of 12 peacekeepers)", "8(2)(c)(i)-1"),
        ("7(1)(g)", "sexual slavery", "7(1)(g)-2"),
        ("8(2)(e)(vi)", "sexual slavery", "8(2)(e)(vi)-2"),
    ],
)
def test_a_citation_of_charges_resolves_with_the_name_of_the_crime(law: Law, cited: str, title: str, address: str) -> None:
    found = law.resolve(cited, title=title)
    assert found.address == address
    assert bool(found.notes) == (";" in cited)


def test_a_resolution_by_title_is_not_remembered_for_the_bare_address(law: Law) -> None:
    law.resolve("7(1)(g)", title="rape")
    with pytest.raises(UnknownId, match="holds 6 crimes"):
        law.resolve("7(1)(g)")


def test_what_stands_under_an_address(law: Law) -> None:
    assert len([one for one in law.under("8(2)(b)") if one in law.crime_index]) == 38
    assert law.under("25(3)(a)") == (
        "25(3)(a)/co-perpetration", "25(3)(a)/direct", "25(3)(a)/indirect-co-perpetration", "25(3)(a)/indirect-perpetration",
    )  # fmt: skip
    assert law.under("genocide-convention:II")[0] == "genocide-convention:II(a)"
    assert law.under("7(1)(d)") == ()
    assert law.under("7(1)(d)/1") == ()


def test_crimes_of_an_article(law: Law) -> None:
    assert [len(law.crimes(article=one)) for one in (6, 7, 8, "8bis", "8 bis", 70)] == [5, 16, 81, 1, 1, 6]


def test_a_folder_that_holds_one_instrument_or_several(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        text = f"format: claimmap/instrument-1\nid: {name}\ntitle: T\nversion: '1'\nsource:\n  title: T\n  cite: C\n"
        (tmp_path / name / "instrument.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ClaimmapError, match="holds several instruments"):
        library.load_law(tmp_path)
    assert library.load_law("rome-statute", tmp_path).others["two"].id == "two"
    (tmp_path / "two" / "instrument.yaml").unlink()
    assert library.load_law(tmp_path).id == "one"
