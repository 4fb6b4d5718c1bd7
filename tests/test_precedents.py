"""Decided counts: each resolves from what was charged, says how far it can be trusted, and answers where an element failed."""

import csv
import re
import typing
from collections import Counter
from pathlib import Path

import pytest

from claimmap import library, reading, workbench
from claimmap.law import Law
from claimmap.precedents import (
    OUTCOME_WORDS,
    TRUST_WORDS,
    Count,
    Failure,
    Outcome,
    PrecedentFile,
    Precedents,
    Trust,
    words_of,
)
from claimmap.report.lawplain import failures

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "cases" / "precedents").glob("*.yaml"))
TRUTH = ROOT.parent / "shared" / "truth" / "icc_counts.csv"
COUNTS = [(case, count) for case in library.load_precedents() for count in case.counts]
NAMES = [f"{case.id}-{number}" for number, (case, _) in enumerate(COUNTS)]


def test_there_are_132_counts_in_17_files() -> None:
    assert len(FILES) == len(library.load_precedents().cases) == 17
    assert len(COUNTS) == 132
    assert Counter(count.outcome for _, count in COUNTS) == {
        "convicted": 58, "declined-at-confirmation": 25, "acquitted": 16, "acquitted-no-case-to-answer": 8,
        "convicted-then-acquitted-on-appeal": 6, "confirmed-then-vacated": 6, "not-entered-covered-by-another": 4,
        "confirmed-trial-not-held": 3, "confirmed-then-terminated-by-death": 3, "warrant-only": 3,
    }  # fmt: skip


@pytest.mark.parametrize(("case", "count"), COUNTS, ids=NAMES)
def test_each_count_resolves_from_what_was_charged(law: Law, case: PrecedentFile, count: Count) -> None:
    found = law.resolve(count.cited, title=count.crime)
    assert found.address == count.address
    crime = law.crime_index[found.owner]
    if count.address.startswith("70(1)"):
        assert crime.no_elements is not None
        assert "no entry" in crime.no_elements
        assert count.elements is None
    else:
        assert len(crime.elements) == count.elements
    if count.final_address is not None:
        assert law.resolve(count.final_address).address == count.final_address


@pytest.mark.parametrize(("case", "count"), COUNTS, ids=NAMES)
def test_what_failed_and_the_modes_stand_in_the_law(law: Law, case: PrecedentFile, count: Count) -> None:
    for address in count.failed.on if count.failed else ():
        assert law.resolve(address).kind in ("element", "shared", "crime")
    for mode in (*count.modes, *count.final_modes):
        assert mode in law.mode_index or [one for one in law.under(mode) if one in law.mode_index], mode
    assert (count.failed is None) == (count.outcome in ("convicted", "confirmed-trial-not-held", "confirmed-then-terminated-by-death", "warrant-only"))
    assert (count.trust.reason is None) == (count.failed is None)
    assert (count.trust.final_address is not None) == (count.final_address is not None)
    assert (count.trust.number in (None, "none")) or count.number is not None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_files_are_canonical_and_facts_only(path: Path) -> None:
    value = library.read_one(path, PrecedentFile)
    assert value.id == path.stem
    text = path.read_text(encoding="utf-8")
    keys = re.findall(r"(?m)^([a-z-]+):", text)
    assert keys == [key for key in reading.keys_of(PrecedentFile) if key in keys]
    assert all(len(line) <= 100 for line in text.splitlines())
    assert not re.search(r"(?m)[\[{]\s*$|: [\[{]|\bguilty\b", text)


def test_every_word_of_the_vocabularies_is_explained() -> None:
    assert set(OUTCOME_WORDS) == set(typing.get_args(Outcome))
    assert set(TRUST_WORDS) == set(typing.get_args(Trust))
    assert {kind for _, count in COUNTS if count.failed for kind in count.failed.kinds} <= set(typing.get_args(Failure))


@pytest.mark.parametrize(
    ("address", "cases"),
    [
        ("7/attack", {"ble-goude": 4, "gbagbo": 4, "mbarushimana": 5}),
        ("7(1)(a)/2", {"ble-goude": 4, "gbagbo": 4, "mbarushimana": 5}),  # the same element by its number
        ("28(a)/5", {"bemba": 5}),
        ("28(a)", {"bemba": 5}),
        ("8(2)(c)(i)-4/2", {"bemba": 1}),
        ("25(3)(d)(ii)/2", {"katanga": 4, "mbarushimana": 8}),
        ("70(1)(b)/1", {"bemba-et-al-article-70": 1}),
        ("7/knowledge", {}),
        ("6/intent", {}),
    ],
)
def test_where_it_has_failed_before(law: Law, address: str, cases: dict[str, int]) -> None:
    found = failures(law, address)
    assert Counter(one["case"] for one in found) == cases
    assert all(one["failed_here"] for one in found)


def test_a_crime_names_the_counts_that_charged_it_and_failed(law: Law) -> None:
    found = failures(law, "8(2)(c)(i)-4")
    assert {one["address"] for one in found} == {"8(2)(c)(i)-4"}
    assert [one["name"] for one in found if one["failed_here"]] == ["Bemba, count 4"]
    assert failures(law, "8(2)(c)(i)") != []  # all four crimes at that address


def test_other_instruments_have_no_precedents() -> None:
    assert library.load_law("cat").precedents == Precedents()


def test_words() -> None:
    found = library.load_precedents().failures({"28(a)/5"})
    assert words_of(found) == "Bemba, counts 1, 2, 6, 7 and 8 (convicted, then acquitted on appeal)"
    found = library.load_precedents().failures({"25(3)(d)(ii)/2"})
    assert words_of(found).startswith("Katanga, counts 6 to 9 (acquitted); Mbarushimana, counts ")
    assert words_of(()) == ""


def test_a_gap_on_an_element_names_where_it_failed_before(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(
        "format: claimmap/case-1\nid: x\ntitle: X\nas-of: 2026-11-21\npeople: [{id: a}]\ncontexts: [{id: c, kind: attack}]\n"
        "events: [{id: e, title: E, when: 2017}]\n"
        "claims: [{id: d, title: D, crime: 7(1)(a), modes: [28(a)], people: [a], events: [e], context: c}]\n",
        encoding="utf-8",
    )
    report = workbench.gaps(tmp_path)
    (gap,) = (one for one in report["d"]["7/attack"].gaps if one.kind == "unsupported")
    assert gap.precedents[:2] == ("Bl\u00e9 Goud\u00e9, count 1", "Bl\u00e9 Goud\u00e9, count 2")
    assert "This has failed before: Bl\u00e9 Goud\u00e9, counts 1 to 4 (acquitted: no case to answer)" in gap.next
    assert [one.precedents for one in report["d"]["7(1)(a)/1"].gaps if one.kind == "unsupported"] == [()]
    element = next(one for one in report.to_plain()["claims"][0]["elements"] if one["address"] == "28(a)/5")
    assert element["gaps"][0]["precedents"] == ["Bemba, count 1", "Bemba, count 2", "Bemba, count 6", "Bemba, count 7", "Bemba, count 8"]


@pytest.mark.skipif(not TRUTH.is_file(), reason="the table of decided counts is not here")
def test_the_shipped_counts_are_those_of_the_table() -> None:
    with TRUTH.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    ours = Counter((count.crime, count.cited, count.address, str(count.elements or ""), str(count.number or ""), count.final_address or "") for _, count in COUNTS)
    theirs = Counter(
        (row["crime"], row["cited"], row["address"] or row["cited"].partition(";")[0], row["elements"], row["count"], row["final_address"]) for row in rows
    )
    assert ours == theirs
