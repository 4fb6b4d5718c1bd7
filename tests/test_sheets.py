"""The workbook and the CSV tables: typed cells, no formulas, the same text on reading back, the same bytes again."""

import csv
import io
import zipfile
from pathlib import Path

import office_case
import pytest

from claimmap import outputs
from claimmap.cli import main
from claimmap.law import Law
from claimmap.problems import ClaimmapError
from claimmap.report.sheets import to_xlsx
from claimmap.report.tables import FORMULA, Column, Table, plain, shown, tables, to_csv

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")

SHEETS = ["claims", "elements", "links", "evidence", "gaps", "leads"]


@pytest.fixture(scope="module")
def made(law: Law, tmp_path_factory: pytest.TempPathFactory) -> outputs.Dossier:
    folder = office_case.write_case(tmp_path_factory.mktemp("sheets") / "case", office_case.passing_text(law))
    return office_case.dossier_of(folder, law)


@pytest.fixture(scope="module")
def hostile(law: Law, tmp_path_factory: pytest.TempPathFactory) -> outputs.Dossier:
    folder = office_case.write_case(tmp_path_factory.mktemp("hostile") / "case", office_case.hostile_text())
    return office_case.dossier_of(folder, law)


def test_one_sheet_each_with_frozen_filtered_headers(made):
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(made)))
    assert book.sheetnames == SHEETS
    for sheet in book:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.column_dimensions["A"].width >= 10


def test_every_cell_is_what_the_table_holds_and_of_its_type(made):
    data = to_xlsx(made)
    for table in tables(made):
        rows = office_case.xlsx_rows(data, table.name)
        assert len(rows) == len(table.rows)
        for read, row in zip(rows, table.rows, strict=True):
            assert list(read.values()) == list(row)
            assert [type(one) for one in read.values()] == [type(one) for one in row]


def test_elements_agree_with_the_json(made):
    plain_elements = [(claim["id"], one) for claim in made.report.to_plain()["claims"] for one in claim["elements"]]
    rows = office_case.xlsx_rows(to_xlsx(made), "elements")
    assert len(rows) == len(plain_elements)
    for row, (claim, one) in zip(rows, plain_elements, strict=True):
        assert row["claim"] == claim
        for name in ("address", "part", "scope", "mode", "kind", "statement", "asked", "status", "open", "result", "items", "origins", "settled"):
            assert row[name] == one[name], name
        assert {name.removeprefix("at "): row[name] for name in row if name.startswith("at ")} == one["results"]
        assert [row["lines for, at least"], row["lines for, at most"]] == one["lines"]["for"]
        assert [row["lines against, at least"], row["lines against, at most"]] == one["lines"]["against"]
        for name in ("for", "against", "pointers", "unassigned", "flags"):
            assert (row[name] or "") == ", ".join(one[name])
        assert (row["gaps"] or "") == ", ".join(gap["kind"] for gap in one["gaps"])


def test_no_formula_and_no_link_is_ever_written(hostile):
    data = to_xlsx(hostile)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    for name, part in parts.items():
        if name.startswith("xl/worksheets/"):
            assert "<f>" not in part
            assert "hyperlink" not in part
    assert not [name for name in parts if "vba" in name.lower() or "external" in name.lower()]
    for sheet in openpyxl.load_workbook(io.BytesIO(data)):
        assert not [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_hostile_text_reads_back_as_itself(hostile):
    rows = office_case.xlsx_rows(to_xlsx(hostile), "links")
    for row, text in zip(rows, office_case.HOSTILE, strict=True):
        if shown(text) == text:
            assert row["shows"] == text
            assert row["cut"] is (shown(row["at"]) != row["at"] or row["cut"])
        else:
            assert row["shows"] == shown(text)
            assert row["cut"] is True
    assert "\u202e" not in office_case.all_text(to_xlsx(hostile))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A", "\tx", "\rx", "a\r\nb", "_x000D_", "_x0041_", " x ", "'x", "1e5", "2018-03", "TRUE"])
def test_a_text_in_a_cell_is_the_same_text_on_reading_back(law: Law, tmp_path: Path, text: str):
    from claimmap.editing import quoted

    case = office_case.passing_text(law).replace("shows: Fact 1.", f"shows: {quoted(text)}")
    found = office_case.dossier_of(office_case.write_case(tmp_path / "c", case), law)
    assert office_case.xlsx_rows(to_xlsx(found), "links")[0]["shows"] == text
    read = list(csv.DictReader(io.StringIO(to_csv(tables(found)[2]), newline="")))[0]["shows"]
    assert read == ("'" + text if text.startswith(FORMULA) else text)


def test_csv_marks_what_a_spreadsheet_would_run_and_nothing_else():
    table = Table(name="t", columns=(Column(name="a"), Column(name="b")), rows=(("=x", -1), ("x=", None), ("@y", True), ("-2", 3)))
    assert to_csv(table) == "a,b\r\n'=x,-1\r\nx=,\r\n'@y,true\r\n'-2,3\r\n"
    assert plain("'=x") == "'=x"


def test_csv_agrees_with_the_workbook(made):
    data = to_xlsx(made)
    for table in tables(made):
        rows = list(csv.DictReader(io.StringIO(to_csv(table), newline="")))
        for one, other in zip(rows, office_case.xlsx_rows(data, table.name), strict=True):
            assert {name: plain(cell) for name, cell in other.items()} == one


def test_same_bytes_in_two_runs_and_two_folders(law: Law, tmp_path: Path):
    text = office_case.passing_text(law)
    found = [to_xlsx(office_case.dossier_of(office_case.write_case(tmp_path / name, text), law)) for name in ("one", "two")]
    assert found[0] == found[1]
    assert to_xlsx(office_case.dossier_of(tmp_path / "one", law)) == found[0]


def test_command_writes_one_table_a_folder_of_tables_or_a_workbook(law: Law, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    case = office_case.write_case(tmp_path / "case", office_case.passing_text(law))
    for name in ("all", "gaps.csv", "anything.csv", "report.xlsx"):
        with pytest.raises(SystemExit) as ended:
            main(["gaps", str(case), "-o", str(tmp_path / name)])
        assert ended.value.code == 0
    assert sorted(path.name for path in (tmp_path / "all").iterdir()) == sorted(f"{name}.csv" for name in SHEETS)
    assert (tmp_path / "gaps.csv").read_bytes() == (tmp_path / "all" / "gaps.csv").read_bytes()
    assert (tmp_path / "anything.csv").read_bytes() == (tmp_path / "all" / "elements.csv").read_bytes()
    with pytest.raises(SystemExit):
        main(["gaps", str(case), "--format", "csv"])
    assert capsys.readouterr().out == (tmp_path / "all" / "elements.csv").read_bytes().decode()


def test_unknown_ending_names_the_known_ones(law: Law, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    case = office_case.write_case(tmp_path / "case", office_case.passing_text(law))
    with pytest.raises(SystemExit) as ended:
        main(["gaps", str(case), "-o", str(tmp_path / "report.xls")])
    assert ended.value.code == 2
    assert ".xlsx" in capsys.readouterr().err
    assert not (tmp_path / "report.xls").exists()


def test_without_the_package_the_way_to_install_it_is_said(made, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    with pytest.raises(ClaimmapError, match=r"pip install 'claimmap\[excel\]'"):
        to_xlsx(made)


def test_a_table_without_a_column_says_so(made):
    with pytest.raises(KeyError):
        tables(made)[0]["nothing"]
    assert tables(made)[0]["claim"] == ("claim-1", "claim-2")
