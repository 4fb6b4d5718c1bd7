"""Statutes and cases on disk: names of files, what is read when, and which files make a case."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimmap import library
from claimmap.address import file_name, parse
from claimmap.law import CrimeFile, Law, ModeFile, Provision, SharedFile
from claimmap.library import (
    CaseFiles,
    Lazy,
    address_of_file,
    find_cases,
    instruments_in,
    load_instrument,
    load_law,
    read_case,
    read_one,
)
from claimmap.problems import ClaimmapError, InvalidFiles, UnknownId

HEAD = "format: claimmap/case-1\nid: example\ntitle: Example\nas-of: 2026-11-21\n"
ROME = library.statutes_folder() / "rome-statute"
FOLDERS = {"crimes": CrimeFile, "modes": ModeFile, "shared": SharedFile} | dict.fromkeys(library.FAMILIES, Provision)
STATUTES = sorted(path for folder in FOLDERS for path in library.statutes_folder().glob(f"*/{folder}/*.yaml"))


# ---------------------------------------------------------------- names of files


@pytest.mark.parametrize(
    ("stem", "address"),
    [
        ("7-1-d", "7(1)(d)"), ("8-2-b-xxii-1", "8(2)(b)(xxii)-1"), ("8bis", "8bis"), ("15bis-4", "15bis(4)"), ("8-2-a", "8(2)(a)"),
        ("25-3-a-co-perpetration", "25(3)(a)/co-perpetration"), ("25-3-d-ii", "25(3)(d)(ii)"), ("25-3bis", "25(3bis)"), ("28-a", "28(a)"),
        ("7-1-i", "7(1)(i)"), ("8-2-c-i-4", "8(2)(c)(i)-4"), ("6", "6"), ("121-5", "121(5)"),
    ],
)  # fmt: skip
def test_address_of_file(stem: str, address: str) -> None:
    assert address_of_file(stem) == address


@pytest.mark.parametrize("path", STATUTES, ids=lambda path: f"{path.parent.parent.name}/{path.stem}")
def test_every_statute_file_loads_and_is_named_after_its_address(path: Path) -> None:
    said = read_one(path, FOLDERS[path.parent.name]).address  # type: ignore[attr-defined]
    assert address_of_file(path.stem) == said
    assert file_name(said) == path.stem
    assert str(parse(said).address) == said


@given(st.builds("{}({})({}){}{}".format, st.integers(1, 128), st.integers(1, 20), st.sampled_from("abcdefghjk"), st.sampled_from(["", "(ii)", "(xxii)"]), st.sampled_from(["", "-1", "-12"])))
def test_names_of_files_and_addresses_are_one_to_one(address: str) -> None:
    assert address_of_file(file_name(address)) == address


# ---------------------------------------------------------------- read when asked for


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """An instrument of a few files of the Rome Statute, to be spoilt."""
    root = tmp_path / "rome"
    for name in ("instrument.yaml", "crimes/7-1-d.yaml", "crimes/7-1-a.yaml", "crimes/8-2-a-i.yaml", "shared/7.yaml", "shared/8-2-a.yaml", "modes/28-a.yaml", "jurisdiction/12-2-a.yaml"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes((ROME / name).read_bytes())
    return root


def test_one_crime_reads_only_its_own_files(copied: Path) -> None:
    for name in ("crimes/7-1-a.yaml", "crimes/8-2-a-i.yaml", "shared/8-2-a.yaml", "modes/28-a.yaml", "jurisdiction/12-2-a.yaml"):
        (copied / name).write_text("[ this cannot be read\n")
    law = load_instrument(copied)
    assert law.crime("7(1)(d)").element(4).same_as == "7/attack"
    assert law.resolve("8(2)(a)(i)").kind == "crime"
    assert "8(2)(a)(i)" in law
    for address in ("7(1)(a)", "8(2)(a)(i)", "28(a)", "12(2)(a)"):
        with pytest.raises(InvalidFiles, match="not-yaml"):
            law[address]
    with pytest.raises(InvalidFiles):
        law.crimes()


def test_a_file_that_says_another_address_is_refused(copied: Path) -> None:
    (copied / "crimes" / "7-1-b.yaml").write_bytes((copied / "crimes" / "7-1-d.yaml").read_bytes())
    law = load_instrument(copied)
    with pytest.raises(InvalidFiles) as raised:
        law["7(1)(b)"]
    (one,) = raised.value.problems
    assert one.render() == (
        f"{copied / 'crimes' / '7-1-b.yaml'}: the file is named for '7(1)(b)', but says '7(1)(d)'  [misnamed-file]\n"
        "   = name the file after its address, with dashes"
    )


def test_a_crime_whose_common_element_is_missing_says_so(copied: Path) -> None:
    (copied / "shared" / "7.yaml").unlink()
    with pytest.raises(UnknownId, match="7/attack"):
        load_instrument(copied)["7(1)(d)"]


def test_lazy_loads_once_and_only_what_is_asked_for() -> None:
    loaded: list[str] = []
    lazy = Lazy(["a", "b"], lambda name: loaded.append(name) or name.upper())  # type: ignore[func-returns-value]
    assert (len(lazy), list(lazy), "a" in lazy, "c" in lazy, loaded) == (2, ["a", "b"], True, False, [])
    assert (lazy["b"], lazy["b"], loaded) == ("B", "B", ["b"])
    with pytest.raises(KeyError):
        lazy["c"]
    assert dict(lazy.items()) == {"a": "A", "b": "B"}
    assert list(lazy.values()) == ["A", "B"]
    assert loaded == ["b", "a"]


def test_lazy_loads_all_at_once_where_that_is_quicker() -> None:
    lazy = Lazy(["a", "b"], lambda name: name, lambda: {"a": "A", "b": "B"})
    assert lazy["b"] == "b"
    assert dict(lazy.items()) == {"a": "A", "b": "b"}


# ---------------------------------------------------------------- instruments


def test_load_law_by_id_and_by_folder(law: Law) -> None:
    assert load_law() == load_law("rome-statute")
    by_folder = load_law(ROME)
    assert (by_folder.id, by_folder.addresses()) == (law.id, law.addresses())
    assert [load_law(name).id for name in ("genocide-convention", "cat", "rpe")] == ["genocide-convention", "cat", "rpe"]
    assert set(law.others) == {"genocide-convention", "cat", "rpe"}
    assert set(load_law("cat").others) == {"rome-statute", "genocide-convention", "rpe"}


def test_a_folder_of_ones_own_replaces_the_shipped_instrument_of_that_id(copied: Path) -> None:
    own = load_law(copied)
    assert own.id == "rome-statute"
    assert [one.address for one in own.crimes()] == ["7(1)(a)", "7(1)(d)", "8(2)(a)(i)"]
    assert "rome-statute" not in own.others
    assert own.standards == ()


def test_another_instrument_as_another_folder(copied: Path) -> None:
    text = (copied / "instrument.yaml").read_text(encoding="utf-8").replace("id: rome-statute", "id: my-statute")
    (copied / "instrument.yaml").write_text(text, encoding="utf-8")
    law = load_law("rome-statute", copied)
    assert law.resolve("my-statute:7(1)(d)/1").address == "my-statute:7(1)(d)/1"
    assert load_law("my-statute", copied).id == "my-statute"
    assert load_law(copied.parent).id == "my-statute", "the folder that holds the one instrument will do"
    assert instruments_in(copied.parent) == {"my-statute": copied}


@pytest.mark.parametrize("name", ["roma-statute", "", "no/such/folder", "x" * 5_000, "a\0b", "rome-statute\n"])
def test_unknown_instruments(name: str) -> None:
    with pytest.raises(ClaimmapError):
        load_law(name)


def test_unknown_instruments_get_the_nearest() -> None:
    with pytest.raises(UnknownId, match="there is no instrument 'roma-statute'; did you mean 'rome-statute'"):
        load_law("roma-statute")


def test_a_folder_that_holds_no_instrument(tmp_path: Path) -> None:
    with pytest.raises(ClaimmapError, match=r"holds no instrument\.yaml"):
        load_law(tmp_path)
    with pytest.raises(ClaimmapError, match=r"holds no instrument\.yaml"):
        load_instrument(tmp_path)
    with pytest.raises(ClaimmapError, match="several instruments"):
        load_law(library.statutes_folder())


def test_the_law_of_a_day(law: Law) -> None:
    early = load_law(as_of="2010-01-01")
    assert early.as_of == dt.date(2010, 1, 1)
    assert "8(2)(e)(xiii)" not in early
    assert "8bis" not in early
    assert "8(2)(e)(xiii)" in law
    with pytest.raises(UnknownId, match=r"was not in force for any State on 2010-01-01"):
        early.resolve("8(2)(e)(xiii)")
    assert load_law(as_of="2026-11-21").addresses() == law.addresses()


def test_read_one_reports_every_problem(tmp_path: Path) -> None:
    path = tmp_path / "7-1-d.yaml"
    path.write_text("format: claimmap/crime-2\naddress: 7(1)(d)\ntitel: T\nin-force: 2002\nsource: {title: T}\n")
    with pytest.raises(InvalidFiles) as raised:
        read_one(path, CrimeFile)
    assert [one.rule for one in raised.value.problems] == ["unknown-value", "unknown-key", "bad-date", "missing-key"]
    with pytest.raises(InvalidFiles, match="unreadable"):
        read_one(tmp_path / "none.yaml", CrimeFile)
    with pytest.raises(InvalidFiles, match=r"^shown\.yaml"):
        read_one(path, CrimeFile, "shown.yaml")


# ---------------------------------------------------------------- cases


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Two cases side by side, each with files; one with another below it."""
    files = {
        "one/case.yaml": HEAD, "one/evidence.yaml": "evidence: []\n", "one/annex/more.yml": "sources: []\n",
        "two/case.yaml": HEAD.replace("example", "second"), "two/b.yaml": "people: []\n", "two/a.yaml": "people: []\n",
        "two/below/case.yaml": HEAD.replace("example", "third"), "two/below/evidence.yaml": "evidence: []\n",
        "loose.yaml": "evidence: []\n", "one/.hidden/x.yaml": "note: x\n", "one/notes.txt": "evidence\n",
        "one/policy.yaml": "format: claimmap/policy-1\n",
    }  # fmt: skip
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def shown(found: list[CaseFiles], root: Path) -> Iterator[list[str]]:
    for one in found:
        yield [str(path.relative_to(root)) for path in (one.main, *one.others)]


def test_files_belong_to_the_case_of_the_nearest_folder(tree: Path) -> None:
    assert list(shown(find_cases(tree), tree)) == [
        ["one/case.yaml", "one/annex/more.yml", "one/evidence.yaml"],
        ["two/below/case.yaml", "two/below/evidence.yaml"],
        ["two/case.yaml", "two/a.yaml", "two/b.yaml"],
    ]


def test_a_case_is_found_by_its_file_as_by_its_folder(tree: Path) -> None:
    assert find_cases(tree / "one") == find_cases(tree / "one" / "case.yaml")
    assert list(shown(find_cases(tree / "two" / "case.yaml"), tree)) == [["two/case.yaml", "two/a.yaml", "two/b.yaml"]]


def test_several_case_files_in_one_folder_share_nothing(tree: Path) -> None:
    (tree / "one" / "other.yaml").write_text(HEAD)
    first, second = find_cases(tree / "one")
    assert (first.others, second.others) == ((), ())
    assert [path.name for path in first.strays] == ["more.yml", "evidence.yaml"]
    (alone,) = find_cases(tree / "one" / "case.yaml")
    assert (alone.others, alone.strays) == ((), ())
    _, _, problems = read_case(first)
    assert [one.rule for one in problems] == ["stray-file", "stray-file"]


def test_a_file_without_format_is_a_case_if_it_is_named(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text(HEAD.partition("\n")[2])
    assert find_cases(path) == [CaseFiles(main=path)]
    case, _, problems = read_case(CaseFiles(main=path))
    assert case is not None
    assert problems == []


def test_no_case_and_no_such_path(tree: Path) -> None:
    for path, rule in ((tree / "one" / "annex", "no-case"), (tree / "none", "no-such-file"), (tree / ("x" * 5_000), "no-such-file")):
        with pytest.raises(InvalidFiles) as raised:
            find_cases(path)
        assert [one.rule for one in raised.value.problems] == [rule]


def test_an_unknown_format_is_never_passed_over(tree: Path) -> None:
    (tree / "one" / "evidence.yaml").write_text("format: claimmap/evidence-1\nevidence: []\n")
    (files,) = find_cases(tree / "one")
    assert [one.rule for one in read_case(files)[2]] == ["unknown-format"]
    (tree / "one" / "case.yaml").write_text("format: claimmap/case-9\n")
    assert [one.main.name for one in find_cases(tree / "one")] == ["case.yaml", "evidence.yaml"]


def test_a_file_of_another_format_beside_the_case_is_left_alone(tree: Path) -> None:
    (files,) = find_cases(tree / "one")
    assert "policy.yaml" not in [path.name for path in files.others]


def test_read_case_reports_every_file_that_cannot_be_read(tree: Path) -> None:
    case, _, problems = read_case(CaseFiles(main=tree / "one", others=(tree / "none.yaml",)))
    assert case is None
    assert [one.rule for one in problems] == ["unreadable", "unreadable"]


@pytest.mark.parametrize("law", ["roma-statute", "/", ".", "x" * 5_000, '"a\\0b"'])
def test_a_case_of_an_unknown_law_is_a_problem_even_beside_others(tmp_path: Path, law: str) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(f"{HEAD}law: {law}\nstandard: high\n")
    case, _, problems = read_case(CaseFiles(main=path))
    assert case is None
    assert sorted(one.rule for one in problems) == ["unknown-law", "unknown-value"]


def test_shipped_cases_are_found_by_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name, folder in library.shipped_cases().items():
        if any(folder.rglob("case.yaml")):
            assert find_cases(Path(name))[0].main.is_relative_to(folder)
