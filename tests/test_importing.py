"""Sheets brought back into a case: exactly what was edited changes, bad input changes nothing."""

import csv
import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import office_case
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimmap import editing, importing, outputs, workbench
from claimmap.cli import main
from claimmap.editing import AddEntry, CannotEdit, Listed, SetValue
from claimmap.problems import InvalidFiles
from claimmap.spreadsheet import read_tables

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")

CASE = """\
# A file that a lawyer keeps in her own way.
format: claimmap/case-1
id: river
title: "River"
as-of: 2026-11-21

people:
  - {id: a, nationality: [unknown]}   # braces
  - id: b
claims:
  - id: c1
    title: One
    crime: 7(1)(d)
    people: [a]
  - id: c2
    title: Two
    crime: 7(1)(a)
    people: [a, b]
evidence:
  # the first item
  - id: one
    title: First item
    kind: testimony   # as told
    from: self
    access: public
    grade: low        # to be seen again

    supports:
      - element: 7(1)(d)/1
        shows: >-
          People were driven
          out of the village.
        at: para 4
        claim: c1
      - {element: 7(1)(d)/2, shows: "They lived there.", claim: c1}
    note: "Kept as it is."
  - id: two
    title: Second item
    kind: video
    from: self
    access: public
    undermines:
    - element: 7(1)(a)/1
      shows: 'Nobody died.'   # he says
      claim: c2
# the end
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return office_case.write_case(tmp_path / "river", CASE)


def export(case: Path, name: str = "river.xlsx") -> Path:
    path = case.parent / name
    outputs.write_file(outputs.dossier_of(workbench.load_case(case)), path)
    return path


def edit(sheet: Path, changes: dict[tuple[str, int, str], object]) -> Path:
    """Change cells: (sheet, row counted from 1 below the head, column) to a value."""
    book = openpyxl.load_workbook(sheet)
    for (name, number, column), value in changes.items():
        found = book[name]
        heads = [cell.value for cell in found[1]]
        found.cell(row=number + 1, column=heads.index(column) + 1).value = value
    book.save(sheet)
    return sheet


def changed(before: str, after: str) -> list[tuple[str, str]]:
    """Return the lines that differ, pairwise where there are as many."""
    one, other = before.splitlines(), after.splitlines()
    gone = [line for line in one if line not in other]
    come = [line for line in other if line not in one]
    return [*zip(gone, come, strict=False), *((line, "") for line in gone[len(come) :]), *(("", line) for line in come[len(gone) :])]


def write_edit(case: Path, changes: dict[tuple[str, int, str], object]) -> tuple[importing.Plan, str]:
    found = importing.plan(edit(export(case), changes), case)
    assert (case / "case.yaml").read_text() == CASE
    importing.write(found)
    return found, (case / "case.yaml").read_text()


def problems_of(case: Path, sheet: Path) -> list[str]:
    before = {path: path.read_bytes() for path in case.rglob("*")}
    with pytest.raises(InvalidFiles) as raised:
        importing.plan(sheet, case)
    assert {path: path.read_bytes() for path in case.rglob("*")} == before
    return [f"{one.rule}: {one.message}" for one in raised.value.problems]


# ---------------------------------------------------------------- what was edited changes, and nothing else


def test_a_sheet_that_nobody_edited_changes_nothing(case: Path):
    found = importing.plan(export(case), case)
    assert (found.changes, found.files, found.notes) == ((), {}, ())


def test_a_sheet_that_was_opened_and_saved_changes_nothing(case: Path):
    assert importing.plan(edit(export(case), {}), case).changes == ()


def saved_by_libreoffice(sheet: Path, folder: Path) -> Path:
    """Let LibreOffice open a workbook and save it under the same format."""
    folder.mkdir()
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder), str(sheet)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return folder / sheet.name


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_sheet_that_libreoffice_saved_changes_exactly_what_was_edited(case: Path, tmp_path: Path):
    text = CASE.replace("They lived there.", "=1+1 \u0645\u0631\u062d\u0628\u0627 \\t_x000D_ 2017-08-25").replace("at: para 4", 'at: "0012"').replace("Second item", "1e5")
    (case / "case.yaml").write_text(text, encoding="utf-8")
    sheet = saved_by_libreoffice(export(case), tmp_path / "first")
    found = importing.plan(sheet, case)
    assert (found.changes, found.files) == ((), {})
    again = saved_by_libreoffice(edit(sheet, {("evidence", 1, "grade"): "high", ("links", 1, "at"): "paras 4-6"}), tmp_path / "second")
    found = importing.plan(again, case)
    importing.write(found)
    assert changed(text, (case / "case.yaml").read_text(encoding="utf-8")) == [
        ("    grade: low        # to be seen again", "    grade: high        # to be seen again"),
        ('        at: "0012"', "        at: paras 4-6"),
    ]


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        ({("evidence", 1, "grade"): "high"}, [("    grade: low        # to be seen again", "    grade: high        # to be seen again")]),
        ({("evidence", 2, "grade"): "medium"}, [("", "    grade: medium")]),
        ({("evidence", 1, "grade"): None}, [("    grade: low        # to be seen again", "    grade: null        # to be seen again")]),
        ({("evidence", 1, "kind"): "insider-statement"}, [("    kind: testimony   # as told", "    kind: insider-statement   # as told")]),
        ({("evidence", 1, "title"): "Title: with colon"}, [("    title: First item", '    title: "Title: with colon"')]),
        ({("evidence", 1, "held"): False}, [("", "    held: false")]),
        ({("links", 1, "at"): "paras 4-6"}, [("        at: para 4", "        at: paras 4-6")]),
        ({("links", 1, "strength"): "low"}, [("", "        strength: low")]),
        ({("links", 2, "strength"): "high"}, [
            ('      - {element: 7(1)(d)/2, shows: "They lived there.", claim: c1}',
             '      - {element: 7(1)(d)/2, shows: "They lived there.", claim: c1, strength: high}')]),
        ({("links", 3, "shows"): "Nobody died, he says."}, [
            ("      shows: 'Nobody died.'   # he says", '      shows: "Nobody died, he says."   # he says')]),
        ({("links", 3, "shows"): "=1+1"}, [("      shows: 'Nobody died.'   # he says", '      shows: "=1+1"   # he says')]),
    ],
)  # fmt: skip
def test_one_edit_changes_one_line(case: Path, change, lines):
    if ("links", 3, "shows") in change and change["links", 3, "shows"] == "=1+1":
        sheet = export(case)
        book = openpyxl.load_workbook(sheet)
        heads = [cell.value for cell in book["links"][1]]
        cell = book["links"].cell(row=4, column=heads.index("shows") + 1)
        cell.value, cell.data_type = "=1+1", "s"
        book.save(sheet)
        found = importing.plan(sheet, case)
        importing.write(found)
        text = (case / "case.yaml").read_text()
    else:
        found, text = write_edit(case, change)
    assert changed(CASE, text) == lines
    assert len(found.changes) == 1


def test_a_block_of_lines_stays_one(case: Path):
    new = "People were driven out of the village at night, and those who were slow were beaten on the road to the ferry by soldiers."
    found, text = write_edit(case, {("links", 1, "shows"): new})
    lines = text.splitlines()
    start = lines.index("        shows: >-")
    assert lines[start + 1].startswith("          People were driven out of the village")
    assert lines[start + 3] == "        at: para 4"
    assert workbench.load_case(case).evidence[0].supports[0].shows == new
    assert (found.changes[0].old, found.changes[0].new) == ("People were driven out of the village.", new)


def test_many_edits_at_once_change_exactly_those(case: Path):
    before = workbench.load_case(case)
    write_edit(case, {("evidence", 1, "grade"): "high", ("evidence", 2, "credibility"): 2, ("links", 1, "basis"): "hearsay", ("links", 3, "claim"): "c2",
                      ("links", 3, "at"): "00:12", ("evidence", 2, "made"): "2018-03"})  # fmt: skip
    after = workbench.load_case(case)
    assert (after.evidence[0].grade, after.evidence[1].credibility, str(after.evidence[1].made)) == ("high", "2", "2018-03")
    assert after.evidence[0].supports[0].basis == "hearsay"
    assert after.evidence[1].undermines[0].at == "00:12"
    assert (before.people, before.claims, before.title) == (after.people, after.claims, after.title)
    assert after.evidence[0].supports[1] == before.evidence[0].supports[1]


def test_rows_may_be_sorted_and_left_out(case: Path):
    sheet = export(case)
    book = openpyxl.load_workbook(sheet)
    rows = list(book["links"].iter_rows(values_only=True))
    del book["links"]
    again = book.create_sheet("links")
    for row in [rows[0], rows[3], rows[1]]:
        again.append(row)
    book.save(sheet)
    assert importing.plan(sheet, case).changes == ()


def test_several_claims_become_a_list(case: Path):
    _, text = write_edit(case, {("links", 1, "claim"): "c1, c2"})
    assert "        claim: [c1, c2]" in text
    assert workbench.load_case(case).evidence[0].supports[0].claim == ("c1", "c2")


def test_carriage_returns_and_byte_order_mark_are_kept(case: Path):
    data = b"\xef\xbb\xbf" + CASE.replace("\n", "\r\n").encode()
    (case / "case.yaml").write_bytes(data)
    importing.write(importing.plan(edit(export(case), {("evidence", 2, "grade"): "high"}), case))
    made = (case / "case.yaml").read_bytes()
    assert [line for line in made.split(b"\r\n") if line not in data.split(b"\r\n")] == [b"    grade: high"]
    assert made.startswith(b"\xef\xbb\xbf# A file")
    assert made.count(b"\r\n") == data.count(b"\r\n") + 1
    assert made.count(b"\n") == made.count(b"\r\n")


def test_a_new_row_adds_a_link_to_its_item(case: Path):
    sheet = export(case)
    book = openpyxl.load_workbook(sheet)
    heads = [cell.value for cell in book["links"][1]]
    new = {"evidence": "one", "list": "supports", "element": "7(1)(d)/3", "shows": "They knew: it was said.", "claim": "c1", "person": "a"}
    book["links"].append([new.get(name) for name in heads])
    book["links"].append([{**new, "list": "undermines", "shows": "They did not."}.get(name) for name in heads])
    book.save(sheet)
    found = importing.plan(sheet, case)
    assert [(one.what, one.item, one.link, one.field, one.new) for one in found.changes] == [
        ("added", "one", "supports", "7(1)(d)/3", "They knew: it was said."), ("added", "one", "undermines", "7(1)(d)/3", "They did not."),
    ]  # fmt: skip
    importing.write(found)
    text = (case / "case.yaml").read_text()
    assert [line for line in CASE.splitlines() if line not in text.splitlines()] == []
    links = workbench.load_case(case).evidence[0]
    assert [one.shows for one in links.supports][-1] == "They knew: it was said."
    assert links.undermines[0].shows == "They did not."
    assert [one.what for one in importing.plan(sheet, case).changes] == []


def test_rows_of_unknown_items_make_a_new_file(case: Path, tmp_path: Path):
    sheet = tmp_path / "New items (2).csv"
    sheet.write_text(
        "evidence;title;kind;from;grade;access;element;shows;at;claim;list\n"
        "three;Third item;photograph;self;high;public;7(1)(d)/1;They were driven.;p. 1;c1;\n"
        "three;;;;;;7(1)(d)/3;They knew.;p. 2;c1;undermines\n"
        "four;Fourth;video;one;;;7(1)(d)/2;They lived there.;;c1;supports\n"
    )
    found = importing.plan(sheet, case)
    importing.write(found)
    new = case / "imported-new-items-2.yaml"
    assert list(found.files) == [new]
    assert (case / "case.yaml").read_text() == CASE
    after = {one.id: one for one in workbench.load_case(case).evidence}
    assert (after["three"].grade, after["three"].from_, after["four"].from_) == ("high", ("self",), ("one",))
    assert [one.shows for one in after["three"].undermines] == ["They knew."]
    assert [one.rule for one in pytest.raises(InvalidFiles, importing.write, found).value.problems] == ["changed-meanwhile"]


# ---------------------------------------------------------------- bad input changes nothing


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({("evidence", 1, "grade"): "hihg"}, "unknown-value: 'hihg' is no grade"),
        ({("evidence", 1, "kind"): "testimoni"}, "unknown-value: 'testimoni' is no kind"),
        ({("evidence", 1, "made"): "03/04/2017"}, "bad-date: '03/04/2017' is not a date: day and month cannot be told apart"),
        ({("evidence", 1, "held"): "perhaps"}, "wrong-type: true or false is due, found 'perhaps'"),
        ({("evidence", 1, "evidence"): "onee"}, "unknown-id: the case has no item 'onee'"),
        ({("evidence", 1, "evidence"): None}, "missing-key: the row names no item of evidence"),
        ({("evidence", 2, "evidence"): "one"}, "duplicate-row: the row stands twice: one"),
        ({("links", 1, "element"): "7(1)(z)/1"}, "unknown-address"),
        ({("links", 1, "list"): "undermines"}, "unknown-id: one has no link undermines 1"),
        ({("links", 1, "list"): "proves"}, "unknown-value: 'proves' is no list of links"),
        ({("links", 1, "number"): 9}, "unknown-id: one has no link supports 9"),
        ({("links", 1, "shows"): None}, "missing-key: with the sheet the case would not pass"),
        ({("links", 1, "claim"): "c9"}, "unknown-id: with the sheet the case would not pass"),
        ({("links", 1, "shows"): "=A1"}, "formula: the cell holds a formula"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_written(case: Path, change, message: str):
    found = problems_of(case, edit(export(case), change))
    assert any(one.startswith(message) for one in found), found


def test_all_wrong_cells_are_named_at_once_with_their_place(case: Path):
    sheet = edit(export(case), {("evidence", 1, "grade"): "x", ("evidence", 2, "kind"): "y", ("links", 1, "basis"): "z"})
    with pytest.raises(InvalidFiles) as raised:
        importing.plan(sheet, case)
    assert [str(one.place).rpartition("/")[2] for one in raised.value.problems] == ["river.xlsx evidence:2:6", "river.xlsx evidence:3:2", "river.xlsx links:2:9"]


def test_a_row_that_the_case_has_changed_since_is_refused(case: Path):
    sheet = export(case)
    (case / "case.yaml").write_text(CASE.replace("grade: low ", "grade: none "))
    assert importing.plan(sheet, case).changes == ()
    found = problems_of(case, edit(sheet, {("evidence", 1, "grade"): "high"}))
    assert found == ["changed-meanwhile: the case has changed since this row was exported (grade)"]


def test_a_file_that_changes_between_plan_and_write_is_left_alone(case: Path):
    found = importing.plan(edit(export(case), {("evidence", 1, "grade"): "high"}), case)
    other = CASE.replace("Kept as it is.", "Changed by hand.")
    (case / "case.yaml").write_text(other)
    with pytest.raises(InvalidFiles):
        importing.write(found)
    assert (case / "case.yaml").read_text() == other
    assert not list(case.glob(".claimmap-*"))


def test_what_a_cell_cannot_hold_is_edited_in_the_file(case: Path):
    long = "x" * 40_000
    (case / "case.yaml").write_text(CASE.replace("Nobody died.", long))
    found = problems_of(case, edit(export(case), {("links", 3, "shows"): "short"}))
    assert found == ["not-in-sheet: shows of two is too long for a cell or holds control characters"]


def test_a_title_that_is_not_shown_is_not_overwritten(case: Path):
    (case / "case.yaml").write_text(CASE.replace("    access: public\n    grade", "    access: restricted\n    grade"))
    found = problems_of(case, edit(export(case), {("evidence", 1, "title"): "New"}))
    assert found == ["not-in-sheet: title of one is not shown in the sheet"]


def test_what_cannot_be_edited_in_place_is_said(case: Path):
    text = CASE.replace("        claim: c1\n      - {", "        claim:\n          - c1\n          - c2\n      - {")
    (case / "case.yaml").write_text(text)
    found = problems_of(case, edit(export(case), {("links", 1, "claim"): "c1"}))
    assert found == ["cannot-edit: the list 'claim' at line 35 stands one entry a line; edit it by hand"]
    assert (case / "case.yaml").read_text() == text


@pytest.mark.parametrize("data", [b"PK\x03\x04nonsense", b"\xff\xfe\x00", b"", b'a,b\n"open\n', b"evidence,evidence\n1,2\n", b"x,y\n1,2\n"])
def test_files_that_are_no_sheets(case: Path, tmp_path: Path, data: bytes):
    sheet = tmp_path / "bad.xlsx"
    sheet.write_bytes(data)
    assert problems_of(case, sheet)


def test_an_archive_that_unpacks_to_too_much_or_declares_entities_is_refused(case: Path, tmp_path: Path):
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)
    with pytest.raises(InvalidFiles, match="unpacks to more than"):
        read_tables(bomb, 1_000_000)
    with zipfile.ZipFile(bomb, "w") as archive:
        archive.writestr("xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    with pytest.raises(InvalidFiles, match="declares a document type"):
        read_tables(bomb)


def test_a_new_file_is_refused_where_it_would_not_belong_to_the_case(case: Path, tmp_path: Path):
    office_case.write_case(case, CASE.replace("id: river", "id: other"), "second.yaml")
    sheet = tmp_path / "new.csv"
    sheet.write_text("evidence,title,kind,element,shows\nthree,Third,video,7(1)(d)/1,x\n")
    with pytest.raises(InvalidFiles, match="would not belong to the case"):
        importing.plan(sheet, case / "case.yaml")


def test_notes_name_columns_that_are_not_read(case: Path):
    sheet = export(case)
    book = openpyxl.load_workbook(sheet)
    book["evidence"].cell(row=1, column=30).value = "stregth"
    book.save(sheet)
    assert importing.plan(sheet, case).notes == ("the column 'stregth' of evidence is not read",)


# ---------------------------------------------------------------- the command


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    out = capsys.readouterr()
    return int(ended.value.code or 0), out.out, out.err


def test_command_shows_every_change_first_and_writes_only_when_told(case: Path, capsys: pytest.CaptureFixture[str]):
    sheet = str(edit(export(case), {("evidence", 1, "grade"): "high", ("links", 1, "at"): None}))
    code, out, _ = run(capsys, "import", sheet, "--into", str(case))
    assert code == 0
    assert out == (
        f"one supports 1, at: para 4 -> (nothing)  ({case}/case.yaml:29)\n"
        f"one, grade: low -> high  ({case}/case.yaml:21)\n2 changes to make; --write makes them\n"
    )
    assert (case / "case.yaml").read_text() == CASE
    code, out, _ = run(capsys, "import", sheet, "--into", str(case), "--write", "--format", "json")
    plain = json.loads(out)
    assert (code, plain["format"], plain["written"], len(plain["changes"])) == (0, "claimmap/import-1", True, 2)
    assert "grade: high" in (case / "case.yaml").read_text()
    code, out, _ = run(capsys, "import", sheet, "--into", str(case))
    assert (code, out) == (0, "nothing to change\n")


def test_command_ends_with_2_and_says_where(case: Path, capsys: pytest.CaptureFixture[str]):
    code, out, err = run(capsys, "import", str(edit(export(case), {("evidence", 1, "grade"): "hihg"})), "--into", str(case), "--write")
    assert (code, out) == (2, "")
    assert "evidence:2:6: 'hihg' is no grade  [unknown-value]" in err
    assert "did you mean 'high'?" in err


# ---------------------------------------------------------------- edits of text

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120)
STYLES = ("plain words", '"in double # quotes"', "'in single ''quotes'''", ">-\n      folded\n      lines", "|\n      kept\n      lines\n")


@given(TEXTS, st.sampled_from(STYLES), st.sampled_from(["\n", "\r\n"]))
def test_any_text_replaces_any_other_and_reads_back(text: str, style: str, newline: str):
    source = f"# top\nlist:\n  - id: one   # first\n    text: {style}\n    last: end   # kept\n# bottom\n".replace("\n", newline)
    made = editing.edited(source.encode(), [SetValue(path=("list", 0, "text"), value=text)]).decode()
    for comment in ("# top", "# first", "# kept", "# bottom"):
        assert made.count(comment) >= source.count(comment)
    again = editing.edited(made.encode(), [SetValue(path=("list", 0, "text"), value="plain words")]).decode()
    assert again.splitlines()[2].startswith("  - id: one")


@given(st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), TEXTS), min_size=1, max_size=3, unique_by=lambda one: one[0]))
def test_new_keys_are_added_beside_the_others(values: list[tuple[str, str]]):
    source = b"list:\n  - id: one\n    z: last  # kept\n  - {id: two}\n"
    edits = [SetValue(path=("list", place, key), value=text, order=("id", "a", "b", "c", "z")) for key, text in values for place in (0, 1)]
    made = editing.edited(source, edits).decode()
    assert "    z: last  # kept" in made.splitlines()


@pytest.mark.parametrize(
    ("source", "edit", "message"),
    [
        ("a: [x]\n", SetValue(path=("b", "c"), value="x"), "there is no 'b'"),
        ("a: {}\n", SetValue(path=("a", "c"), value="x"), "the braces at line 1 are empty"),
        ("a: {b: 1}\n", SetValue(path=("a",), value="x"), "holds keys"),
        ("a: >- # why\n  text\n", SetValue(path=("a",), value="x"), "has a comment beside"),
        ("a: [x,\n  y]\n", SetValue(path=("a",), value=("x",)), "goes over several lines"),
        ("a:\n  - x\n", SetValue(path=("a",), value=("x", "y")), "stands one entry a line"),
        ("a: b\n", SetValue(path=("c",), value=None), "absent already"),
        ("a: [{b: 1}]\n", AddEntry(path=("a",), entry={"b": "2"}), "does not stand one entry a line"),
        ("a: &x 1\nb: *x\n", SetValue(path=("a",), value="2"), "an anchor or an alias"),
        ("", SetValue(path=("a",), value="2"), "empty"),
        ("a: [\n", SetValue(path=("a",), value="2"), "cannot be read as YAML"),
    ],
)
def test_what_cannot_be_edited(source: str, edit, message: str):
    with pytest.raises(CannotEdit, match=message):
        editing.edited(source.encode(), [edit])


def test_two_changes_of_one_value_are_refused():
    with pytest.raises(CannotEdit, match="two changes meet"):
        editing.edited(b"a: b\n", [SetValue(path=("a",), value="1"), SetValue(path=("a",), value="2")])


def test_entries_are_added_at_the_end_of_their_list_or_in_a_new_one():
    source = b"a:\n- b: 1\n  c: >-\n    two\n    lines\n\n# after\nd: e"
    made = editing.edited(source, [AddEntry(path=("a",), entry={"b": "x: y", "c": None}), AddEntry(path=("new",), entry={"f": Listed(["g"])})])
    assert made.decode() == 'a:\n- b: 1\n  c: >-\n    two\n    lines\n- b: "x: y"\n\n# after\nd: e\nnew:\n  - f: [g]'


def test_csv_apostrophes_come_off_again(case: Path, tmp_path: Path):
    (case / "case.yaml").write_text(CASE.replace("'Nobody died.'", '"=died"'))
    outputs.write_file(outputs.dossier_of(workbench.load_case(case)), tmp_path / "links.csv")
    rows = list(csv.reader(io.StringIO((tmp_path / "links.csv").read_text(), newline="")))
    assert rows[3][5] == "'=died"
    assert importing.plan(tmp_path / "links.csv", case).changes == ()


def test_when_one_file_cannot_be_written_none_is(case: Path, monkeypatch: pytest.MonkeyPatch):
    head, _, items = CASE.partition("  - id: two\n")
    (case / "case.yaml").write_text(head)
    office_case.write_case(case, "evidence:\n  - id: two\n" + items, "more.yaml")
    before = {path: path.read_bytes() for path in case.rglob("*.yaml")}
    sheet = edit(export(case), {("evidence", 1, "grade"): "high", ("evidence", 2, "grade"): "high"})
    found = importing.plan(sheet, case)
    assert sorted(path.name for path in found.files) == ["case.yaml", "more.yaml"]
    replace = Path.replace
    done: list[Path] = []

    def fails(self: Path, target: Path) -> Path:
        done.append(target)
        if len(done) > 1:
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(OSError, match="No space left"):
        importing.write(found)
    assert {path: path.read_bytes() for path in case.rglob("*.yaml")} == before
    assert not list(case.glob(".claimmap-*"))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("one,,,7(1)(d)/1,,c1", "missing-key: the row does not say what the item shows"),
        ("one,,,,Something.,c1", "missing-key: a link is to an element or to an alternative"),
        ("one,,,7(1)(z)/1,Something.,c1", "unknown-address"),
        ("three,,,7(1)(d)/1,Something.,c1", "unknown-id: the case has no item 'three'"),
        ("three,Third,video,7(1)(d)/1,Something.,c1\nthree,Another,video,7(1)(d)/2,Something.,c1", "stands-twice: two rows of three say different things of its title"),
        ("three,Third,vidio,7(1)(d)/1,Something.,c1", "unknown-value: 'vidio' is no kind"),
        ("three,Third,video,7(1)(d)/1,Something.,c9", "unknown-id: with the sheet the case would not pass"),
    ],
)
def test_wrong_new_rows_are_named_and_nothing_is_written(case: Path, tmp_path: Path, row: str, message: str):
    sheet = tmp_path / "new.csv"
    sheet.write_text(f"evidence,title,kind,element,shows,claim\n{row}\n")
    found = problems_of(case, sheet)
    assert any(one.startswith(message) for one in found), found


def test_a_new_row_that_says_what_a_link_says_already_is_left_out(case: Path, tmp_path: Path):
    sheet = tmp_path / "new.csv"
    sheet.write_text("evidence,element,shows,claim\none,7(1)(d)/2,They lived there.,c1\n")
    found = importing.plan(sheet, case)
    assert (found.changes, found.notes) == ((), ("row 2 of new stands in the case already",))


def test_a_new_file_never_takes_the_place_of_another(case: Path, tmp_path: Path):
    (case / "imported-new.yaml").write_text("evidence: []\n")
    sheet = tmp_path / "new.csv"
    sheet.write_text("evidence,title,kind,element,shows,claim\nthree,Third,video,7(1)(d)/1,x,c1\n")
    assert problems_of(case, sheet) == ["changed-meanwhile: the file is there already"]
    found = importing.plan(sheet, case, new_file=case / "sub.yaml")
    assert list(found.files) == [case / "sub.yaml"]
