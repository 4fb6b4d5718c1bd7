"""A planted gap shows, with all that rests on it and nothing else, in every format; and all formats say what the JSON says."""

import csv
import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import office_case
import pytest
from attrs import evolve

from claimmap import library, outputs, workbench
from claimmap.case import Case
from claimmap.graph import build
from claimmap.law import Law
from claimmap.report.dossier import Dossier, dossier
from claimmap.report.html import to_page
from claimmap.report.markdown import to_markdown
from claimmap.report.tables import elements_table, to_csv
from claimmap.report.text import to_text
from claimmap.report.wording import RESULT_WORDS, lines_words

docx = pytest.importorskip("docx")
html = pytest.importorskip("lxml.html")
pytest.importorskip("openpyxl")

Cells = dict[tuple[str, str], tuple[str, str, str, str]]
"""Claim and element: status, lines for, lines against, result, all as words."""


def from_json(found: Dossier) -> Cells:
    plain = json.loads(outputs.WRITERS["json"](found))
    out: Cells = {}
    for claim in plain["claims"]:
        for one in claim["elements"]:
            status = f"{one['status']} (open)" if one["open"] else one["status"]
            words = [lines_words(tuple(one["lines"][side])) for side in ("for", "against")]
            out[claim["id"], one["address"]] = (status if one["asked"] else "not asked", words[0], words[1], RESULT_WORDS[one["result"]])
    return out


def from_text(found: Dossier) -> Cells:
    out: Cells = {}
    claim, inside, last = "", False, None
    heads = {f"{one.id}: {one.title}": one.id for one in found.report}
    for line in to_text(found.report, 200).splitlines():
        if line in heads:
            claim = heads[line]
        if re.match(r"\s*Element\s+Status\s+For\s+Ag\.\s+Result", line):
            inside, last = True, None
        elif inside and not line.strip():
            inside = False
        elif inside and claim:
            row = re.match(r"\s*(\S+)\s+(.+?)\s{2,}(\S+)\s+(\S+)\s+(.+?)\s*$", line)
            if row and set(row.group(1)) != {"\u2500"}:
                last = (claim, row.group(1))
                out.setdefault(last, row.groups()[1:])  # type: ignore[arg-type]
            elif last and re.fullmatch(r"\s*\S+\s*", line) and "\u2500" not in line:  # a long address goes on
                longer = (last[0], last[1] + line.strip())
                out[longer] = out.pop(last)
                last = longer
        if line.startswith("To be proved for jurisdiction"):
            claim = ""
    return out


def unescaped(cell: str) -> str:
    return re.sub(r"\\(.)", r"\1", cell.strip())


def from_markdown(found: Dossier) -> Cells:
    out: Cells = {}
    claim, inside = "", False
    for line in to_markdown(found.report).splitlines():
        if line.startswith("## "):
            claim = unescaped(line[3:].split(": ")[0])
        if line.startswith("| element | status |"):
            inside = True
        elif inside and line.startswith("| "):
            cells = [unescaped(cell) for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            out.setdefault((claim, cells[0]), tuple(cells[1:]))  # type: ignore[arg-type]
        elif not line.startswith("|"):
            inside = False
    return out


def from_rows(rows: Iterator[dict[str, object]]) -> Cells:
    out: Cells = {}
    for row in rows:
        if row["part"] == "jurisdiction":
            continue
        bounds = [lines_words((int(str(row[f"lines {side}, at least"])), int(str(row[f"lines {side}, at most"])))) for side in ("for", "against")]
        status = f"{row['status']} (open)" if str(row["open"]).lower() == "true" else str(row["status"])
        asked = str(row["asked"]).lower() == "true"
        out[str(row["claim"]), str(row["address"])] = (status if asked else "not asked", *bounds, RESULT_WORDS[str(row["result"])])  # type: ignore[assignment]
    return out


def from_csv(found: Dossier) -> Cells:
    return from_rows(csv.DictReader(io.StringIO(to_csv(elements_table(found)), newline="")))  # type: ignore[arg-type]


def from_xlsx(found: Dossier) -> Cells:
    return from_rows(iter(office_case.xlsx_rows(outputs.WRITERS["xlsx"](found), "elements")))


def from_docx(found: Dossier) -> Cells:
    document = docx.Document(io.BytesIO(outputs.WRITERS["docx"](found)))
    out: Cells = {}
    claim = ""
    for one in document.element.body:
        if one.tag.endswith("}p"):
            head = re.match(r"In-depth analysis chart: (.*)", docx.text.paragraph.Paragraph(one, document).text)
            claim = head.group(1) if head else claim
        elif one.tag.endswith("}tbl"):
            rows = [[cell.text for cell in row.cells] for row in docx.table.Table(one, document).rows]
            if rows[0] == ["Element", "Status", "For", "Against", "Result"]:
                for row in rows[1:]:
                    if not row[0].startswith("12(2)"):
                        out[claim, row[0].split(" = ")[0]] = tuple(row[1:])  # type: ignore[assignment]
    return out


def from_html(found: Dossier) -> Cells:
    page = html.fromstring(to_page(found.report, found.data))
    out: Cells = {}
    for table in page.xpath('//table[contains(@class, "elements")]'):
        caption = " ".join(table.xpath("./caption")[0].text_content().split())
        claim = re.match(r"Elements of (.+) at ", caption)
        if not claim:
            continue
        heads = [" ".join(one.text_content().split()) for one in table.xpath("./thead//th")]
        for row in table.xpath("./tbody/tr"):
            cells = [" ".join(cell.text_content().split()) for cell in row.xpath("./td")]
            named = dict(zip(heads[1:], cells, strict=True))
            result = next(word for word in sorted(RESULT_WORDS.values(), key=len, reverse=True) if word in named["Result"])
            address = row.xpath("./th/a")[0].text_content().strip()
            out[claim.group(1), address] = (named["Status"], named["Lines for"], named["Lines against"], result)
    return out


FORMATS: dict[str, Callable[[Dossier], Cells]] = {
    "text": from_text, "md": from_markdown, "csv": from_csv, "xlsx": from_xlsx, "docx": from_docx, "html": from_html,
}  # fmt: skip


def made(case: Case, law: Law) -> Dossier:
    return dossier(workbench.gaps(case, law=law), build(case, law))


@pytest.fixture(scope="module")
def passing(law: Law, tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = office_case.write_case(tmp_path_factory.mktemp("planted") / "case", office_case.passing_text(law))
    return office_case.load(folder, law)


def test_the_case_passes(passing: Case, law: Law):
    cells = from_json(made(passing, law))
    assert {one[0] for one in cells.values()} == {"meets"}
    assert len(cells) > 15


@pytest.mark.parametrize("format_", FORMATS)
def test_removing_any_one_link_turns_its_element_and_what_rests_on_it_and_nothing_else(passing: Case, law: Law, format_: str):
    whole = made(passing, law)
    before = FORMATS[format_](whole)
    assert before == from_json(whole)
    uses = {link.evidence: {(use.claim, use.element) for use in link.uses} for link in whole.links}
    assert {len(one) for one in uses.values()} == {1, 2}
    for number, item in enumerate(passing.evidence):
        without = evolve(passing, evidence=(*passing.evidence[:number], evolve(item, supports=()), *passing.evidence[number + 1 :]))
        after = FORMATS[format_](made(without, law))
        assert {key for key in before if before[key] != after[key]} == uses[item.id]
        assert {after[key] for key in uses[item.id]} == {("unsupported", "0", "0", "not reached")}


def test_claims_turn_with_their_elements_and_only_then(passing: Case, law: Law):
    for number, item in enumerate(passing.evidence):
        without = evolve(passing, evidence=(*passing.evidence[:number], evolve(item, supports=()), *passing.evidence[number + 1 :]))
        found = made(without, law)
        touched = {use.claim for link in made(passing, law).links if link.evidence == item.id for use in link.uses}
        assert {claim.id for claim in found.report if claim.result != "met"} == touched
        rows = office_case.xlsx_rows(outputs.WRITERS["xlsx"](found), "claims")
        assert {row["claim"] for row in rows if row["result"] != "met"} == touched


SHIPPED = [path for path in (*library.shipped_cases().values(), *sorted((library.data_folder() / "cases" / "fictional").glob("*")))
           if (path / "case.yaml").is_file()]  # fmt: skip


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_all_formats_agree_with_the_json_on_shipped_cases(path: Path, law: Law):
    found = made(workbench.load_case(path, law), law)
    expected = from_json(found)
    for name, read in FORMATS.items():
        assert read(found) == expected, name


@pytest.mark.parametrize("audience", ["partner", "public"])
def test_all_formats_agree_for_every_audience(passing: Case, law: Law, audience: str):
    found = outputs.dossier_of(passing, law=law, audience=audience)  # type: ignore[arg-type]
    expected = from_json(found)
    for name, read in FORMATS.items():
        assert read(found) == expected, name


@pytest.mark.parametrize("name", ["text", "md", "json", "csv", "xlsx", "docx", "html"])
def test_bytes_are_the_same_in_two_runs_and_two_folders(law: Law, tmp_path: Path, name: str):
    found = []
    for folder in ("one", "two", "one"):
        shutil.rmtree(tmp_path / folder, ignore_errors=True)
        office_case.write_case(tmp_path / folder, office_case.passing_text(law))
        made_ = office_case.dossier_of(tmp_path / folder, law)
        found.append("".join(one.decode() for one in outputs.csv_tables(made_).values()).encode() if name == "csv" else outputs.WRITERS[name](made_))
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize("name", ["text", "md", "json", "csv", "xlsx", "docx", "html"])
def test_hostile_text_is_text(law: Law, tmp_path: Path, name: str):
    found = office_case.dossier_of(office_case.write_case(tmp_path / "case", office_case.hostile_text()), law)
    data = b"".join(outputs.csv_tables(found).values()) if name == "csv" else outputs.WRITERS[name](found)
    text = office_case.all_text(data)
    if name != "json":
        assert "\u202e" not in text
    if name in ("html", "md"):
        assert "<script>alert" not in text
    assert "alert(1)" in text or "alert(1" in text.replace("\\", "")
    if name == "json":
        assert json.loads(data)["title"] == office_case.HOSTILE[0]
