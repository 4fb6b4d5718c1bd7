"""Locks: which statements of the law the links of a case were made to."""

import json
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner

from claimmap import lock, workbench
from claimmap.cli import main
from claimmap.law import Law
from claimmap.problems import InvalidFiles

CASE = """\
format: claimmap/case-1
id: ferry
title: Ferry (fictional)
as-of: 2026-11-21
people: [{id: a, nationality: [MMR]}]
contexts: [{id: c, kind: attack}]
events: [{id: e, title: E, when: 2017-08-25, parts: [{id: p, role: conduct, at: MMR}]}]
claims:
  - {id: d, title: D, crime: 7(1)(d), variant: deportation, people: [a], events: [e], context: c}
sources: [{id: s, kind: person, identity: known, reliability: B}]
evidence:
  - id: w
    title: W
    kind: testimony
    from: [s]
    credibility: 2
    supports:
      - {element: 7(1)(d)/1, shows: Soldiers drove them to the ferry., basis: direct}
      - {element: 7(1)(d)/4, shows: The villages were burnt one by one., basis: direct}
      - {element: 12(2)(a), shows: The ferry left from the bank of the State., basis: direct}
assessments:
  - {element: 7(1)(d)/2, claim: d, standard: reasonable-basis, finds: satisfied, by: lead, at: 2026-11-01, because: Papers.}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    return tmp_path


def change(folder: Path, address: str) -> None:
    """Make the lock hold another statement than the law's present one."""
    path = folder / "case.lock"
    plain = json.loads(path.read_text(encoding="utf-8"))
    plain["elements"][address] = {"fingerprint": "000000000000", "statement": "An older sentence."}
    path.write_text(json.dumps(plain), encoding="utf-8")


def reviews(folder: Path) -> list[tuple[int, str]]:
    return [(one.place.line, one.message) for one in workbench.check(folder) if one.rule == "to-be-reviewed"]


def test_a_lock_holds_what_is_linked_and_assessed_and_leaves_the_case_file_alone(folder: Path, law: Law) -> None:
    result = workbench.lock_case(folder)
    assert result.path == folder / "case.lock"
    assert set(result.elements) == {"7(1)(d)/1", "7(1)(d)/2", "7/attack", "12(2)(a)"}
    assert result.to_review == ()
    assert (folder / "case.yaml").read_text(encoding="utf-8") == CASE
    plain = json.loads((folder / "case.lock").read_text(encoding="utf-8"))
    assert plain["format"] == "claimmap/lock-1"
    assert plain["elements"]["7/attack"] == {"fingerprint": law.element("7/attack").fingerprint, "statement": law.element("7/attack").full_statement()}
    assert reviews(folder) == []


def test_without_a_lock_nothing_is_to_be_reviewed(folder: Path) -> None:
    assert reviews(folder) == []
    assert workbench.load_case(folder).fingerprints == {}


def test_a_changed_statement_marks_the_links_made_to_the_old_one(folder: Path) -> None:
    workbench.lock_case(folder)
    change(folder, "7(1)(d)/1")
    change(folder, "7/attack")
    change(folder, "7(1)(d)/2")
    change(folder, "12(2)(a)")
    assert reviews(folder) == [
        (18, "the statement of 7(1)(d)/1 has changed since this link was written"),
        (19, "the statement of 7/attack has changed since this link was written"),
        (20, "the statement of 12(2)(a) has changed since this link was written"),
        (22, "the statement of 7(1)(d)/2 has changed since this assessment was written"),
    ]
    assert all(one.severity == "warning" for one in workbench.check(folder) if one.rule == "to-be-reviewed")
    report = workbench.gaps(folder)
    flagged = {one.address for one in report["d"] if "to-be-reviewed" in one.flags}
    assert flagged == {"7(1)(d)/1", "7(1)(d)/2", "7(1)(d)/4"}


def test_the_flag_follows_the_case_and_changes_no_result(folder: Path) -> None:
    workbench.lock_case(folder)
    before = workbench.gaps(folder)
    change(folder, "7(1)(d)/1")
    case = workbench.load_case(folder)
    after = workbench.gaps(case)
    assert "to-be-reviewed" in after["d"]["7(1)(d)/1"].flags
    assert [one.results for one in after["d"]] == [one.results for one in before["d"]]


def test_locking_again_keeps_what_was_not_reviewed(folder: Path) -> None:
    workbench.lock_case(folder)
    change(folder, "7(1)(d)/1")
    change(folder, "7/attack")
    again = workbench.lock_case(folder)
    assert [(one.address, one.was) for one in again.to_review] == [("7(1)(d)/1", "An older sentence."), ("7/attack", "An older sentence.")]
    assert len(reviews(folder)) == 2
    one = workbench.lock_case(folder, ["7(1)(d)/4"])  # the numbered address of the common element
    assert [one.address for one in one.to_review] == ["7(1)(d)/1"]
    assert len(reviews(folder)) == 1
    assert workbench.lock_case(folder, None).to_review == ()
    assert reviews(folder) == []


def test_what_is_no_longer_linked_is_dropped_and_what_is_new_is_locked(folder: Path) -> None:
    workbench.lock_case(folder)
    (folder / "case.yaml").write_text(CASE.replace("7(1)(d)/1", "7(1)(d)/3"), encoding="utf-8")
    assert "7(1)(d)/3" in (found := workbench.lock_case(folder).elements)
    assert "7(1)(d)/1" not in found


@pytest.mark.parametrize("text", ["not: a lock\n", "{", '{"format": "claimmap/lock-1", "case": "ferry", "law": "rome-statute", "version": "1"}', ""])
def test_a_lock_that_cannot_be_read_is_a_problem_of_its_own_file(folder: Path, text: str) -> None:
    (folder / "case.lock").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidFiles) as caught:
        workbench.load_case(folder)
    assert {one.place.file for one in caught.value.problems} == {str(folder / "case.lock")}


def test_the_fingerprints_cannot_be_written_in_the_case_file(folder: Path) -> None:
    (folder / "case.yaml").write_text(CASE + "fingerprints: {7/attack: abc}\n", encoding="utf-8")
    assert [one.rule for one in workbench.check(folder)] == ["unknown-key"]


def test_the_lock_of_another_case_file_stands_beside_it() -> None:
    assert lock.path_of(Path("x/river.yaml")) == Path("x/river.lock")


def test_elements_of_other_instruments_and_what_has_no_statement(law: Law) -> None:
    found = lock.key_and_statement("cat:1(1)/1", law)
    assert found is not None
    assert found[0] == "cat:1(1)/1"
    assert lock.key_and_statement("7(1)(d)", law) is None
    assert lock.key_and_statement("7(1)(z)/1", law) is None


def test_only_words_count(law: Law) -> None:
    element = law.element("7(1)(d)/1")
    assert attrs.evolve(element, means=(), notes=()).fingerprint == element.fingerprint


def test_the_command(folder: Path) -> None:
    run = CliRunner()
    assert "4 elements locked, 0 to be reviewed" in run.invoke(main, ["lock", str(folder)]).output
    change(folder, "7(1)(d)/1")
    shown = run.invoke(main, ["lock", str(folder)])
    assert shown.exit_code == 0
    assert "was: An older sentence." in shown.output
    plain = json.loads(run.invoke(main, ["lock", str(folder), "--format", "json"]).output)
    assert plain["format"] == "claimmap/locked-1"
    assert [one["address"] for one in plain["to_review"]] == ["7(1)(d)/1"]
    assert "to-be-reviewed" in run.invoke(main, ["check", str(folder)]).output
    assert run.invoke(main, ["lock", str(folder), "--all-reviewed"]).exit_code == 0
    assert "to-be-reviewed" not in run.invoke(main, ["check", str(folder)]).output
    assert run.invoke(main, ["lock", str(folder / "nowhere")]).exit_code == 2
    assert run.invoke(main, ["lock", str(folder), "--reviewed", "7(1)(z)"]).exit_code == 2
