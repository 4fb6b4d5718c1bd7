"""A new case: it reads, it checks clean, it shows the law, and nothing is ever overwritten."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimmap import workbench
from claimmap.address import BadAddress
from claimmap.law import AmbiguousAddress, Law
from claimmap.problems import ClaimmapError, UnknownId
from claimmap.skeleton import comment, new_case, quoted, slug

AS_OF = "2026-11-21"


def make(folder: Path, law: Law, *crimes: str, modes: tuple[str, ...] = (), title: str = "A case") -> Path:
    return new_case(folder, law, crimes=crimes, modes=modes, title=title, as_of=AS_OF)


def test_a_new_case_checks_clean(tmp_path: Path, law: Law) -> None:
    folder = make(tmp_path / "River Crossing", law)
    assert workbench.check(folder) == ()
    case = workbench.load_case(folder)
    assert (case.id, case.title, case.as_of.isoformat(), case.law) == ("river-crossing", "A case", AS_OF, "rome-statute")
    assert [one.crime for one in case.claims] == ["7(1)(d)"]
    assert case.claims[0].modes == ()
    assert len(case.evidence) == 1


def test_what_is_not_known_is_written_as_unknown(tmp_path: Path, law: Law) -> None:
    case = workbench.load_case(make(tmp_path / "x", law))
    assert case.people[0].nationality is None
    assert case.events[0].when is not None
    assert not case.events[0].when.known
    assert case.events[0].parts[0].at == "unknown"
    assert case.evidence[0].credibility is None
    assert case.evidence[0].verification == "unverified"


@pytest.mark.parametrize("standard", ["reasonable-basis", "beyond-reasonable-doubt"])
def test_a_new_case_reaches_nothing(tmp_path: Path, law: Law, standard: str) -> None:
    report = workbench.gaps(make(tmp_path / "x", law, "6(b)", "8(2)(a)(i)", modes=("25(3)(a)/direct",)), standard)
    assert {one.result for one in report.claims} <= {"not-met", "open"}


def test_each_element_stands_as_a_comment(tmp_path: Path, law: Law) -> None:
    folder = make(tmp_path / "x", law, "7(1)(d)", "6(d)", modes=("25(3)(a)/co-perpetration",))
    text = (folder / "evidence.yaml").read_text(encoding="utf-8")
    said = " ".join(" ".join(line.lstrip("# ") for line in text.splitlines() if line.startswith("#")).split())
    for owner in (law.crime("7(1)(d)"), law.crime("6(d)"), law.mode("25(3)(a)/co-perpetration")):
        assert f"{owner.address}: {owner.title}" in said
        for element in owner.elements:
            same = f" (= {element.same_as})" if element.same_as else ""
            assert f"{element.address}{same}: {element.full_statement()}" in said
    assert max(map(len, text.splitlines())) <= 100


def test_modes_stand_with_the_crimes_they_apply_to(tmp_path: Path, law: Law) -> None:
    case = workbench.load_case(make(tmp_path / "x", law, "6(c)", "8(2)(a)(i)", "8 bis", modes=("28(a)", "25(3)(e)", "25(3bis)")))
    assert [one.modes for one in case.claims] == [("28(a)", "25(3)(e)"), ("28(a)",), ("28(a)", "25(3bis)")]
    assert [one.context for one in case.claims] == ["the-attack", "the-armed-conflict", "the-attack"]


def test_a_mode_that_applies_to_none_of_the_crimes_is_refused(tmp_path: Path, law: Law) -> None:
    with pytest.raises(ClaimmapError, match=r"25\(3\)\(e\) applies to none of the crimes: it is for genocide only"):
        make(tmp_path / "x", law, "7(1)(d)", modes=("25(3)(e)",))
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("crime", ["8(2)(b)(xx)", "70(1)(a)", "genocide-convention:II(d)", "8(2)(e)(xix)", "cat:1(1)"])
def test_crimes_of_every_sort(tmp_path: Path, law: Law, crime: str) -> None:
    assert [one.severity for one in workbench.check(make(tmp_path / "x", law, crime)) if one.severity == "error"] == []


def test_every_crime_makes_a_clean_case(tmp_path: Path, law: Law) -> None:
    folder = make(tmp_path / "x", law, *(one.address for one in law.crimes()), modes=tuple(one.address for one in law.modes()))
    assert [one.rule for one in workbench.check(folder)] == []
    assert len(workbench.load_case(folder).claims) == len(law.crimes())


def test_a_crime_without_elements_says_so_and_links_nothing(tmp_path: Path, law: Law) -> None:
    folder = make(tmp_path / "x", law, "8(2)(b)(xx)")
    assert "Elements of Crimes hold no elements here" in " ".join((folder / "evidence.yaml").read_text().replace("\n#", " ").split())
    assert workbench.load_case(folder).evidence[0].supports == ()


@pytest.mark.parametrize("present", ["case.yaml", "evidence.yaml"])
def test_nothing_is_overwritten(tmp_path: Path, law: Law, present: str) -> None:
    (tmp_path / present).write_text("mine")
    with pytest.raises(ClaimmapError, match=f"{present} is there already; nothing was written"):
        make(tmp_path, law)
    assert [path.name for path in tmp_path.iterdir()] == [present]
    assert (tmp_path / present).read_text() == "mine"


def test_both_present(tmp_path: Path, law: Law) -> None:
    make(tmp_path, law)
    with pytest.raises(ClaimmapError, match=r"case\.yaml and .*evidence\.yaml are there already"):
        make(tmp_path, law)


def test_a_link_out_of_the_folder_is_not_written_through(tmp_path: Path, law: Law) -> None:
    folder, outside = tmp_path / "case", tmp_path / "outside.yaml"
    folder.mkdir()
    (folder / "evidence.yaml").symlink_to(outside)
    with pytest.raises(ClaimmapError, match="is there already"):
        make(folder, law)
    assert not outside.exists()
    assert not (folder / "case.yaml").exists()


@pytest.mark.parametrize("as_of", ["", "2026", "2026-11", "21.11.2026", "2026-02-30", "today"])
def test_a_case_has_a_day(tmp_path: Path, law: Law, as_of: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f"{as_of!r} is not a day; write it as 2026-11-21")):
        new_case(tmp_path / "x", law, title="T", as_of=as_of)
    assert not (tmp_path / "x").exists()


def test_addresses_that_mean_nothing(tmp_path: Path, law: Law) -> None:
    with pytest.raises(UnknownId):
        make(tmp_path / "x", law, "7(1)(z)")
    with pytest.raises(BadAddress):
        make(tmp_path / "x", law, "murder")
    with pytest.raises(AmbiguousAddress):
        make(tmp_path / "x", law, "8(2)(e)(vi)")
    with pytest.raises(UnknownId):
        make(tmp_path / "x", law, modes=("7(1)(a)",))
    assert not (tmp_path / "x").exists()


def test_an_instrument_of_its_own(tmp_path: Path, law: Law) -> None:
    convention = law.others["genocide-convention"]
    case = workbench.load_case(make(tmp_path / "x", convention))
    assert case.law == "genocide-convention"
    assert case.claims[0].crime in convention.crime_index
    with pytest.raises(ClaimmapError, match="rpe holds no crimes"):
        make(tmp_path / "y", law.others["rpe"])


@given(st.text(max_size=80))
def test_any_title_survives(law: Law, tmp_path_factory: pytest.TempPathFactory, title: str) -> None:
    folder = tmp_path_factory.mktemp("title")
    if not title.strip():
        title += "x"
    case = workbench.load_case(make(folder, law, title=title))
    assert case.title == " ".join(title.encode("utf-8", "replace").decode().split())


@pytest.mark.parametrize(("name", "made"), [("River Crossing", "river-crossing"), ("a_b.c", "a-b-c"), ("--", "case"), ("村", "case"), ("2017", "2017"), (".", "case")])
def test_slug(name: str, made: str) -> None:
    assert slug(name) == made


def test_quoted() -> None:
    assert quoted('a "b" \\c\n\x1b[3m\u2028') == 'a \\"b\\" \\\\c \\x1b[3m'


def test_comment() -> None:
    assert list(comment("one " * 40, "# "))[1].startswith("#   one")
