"""A planted gap shows, with all that rests on it and nothing else, in every format; and all formats say what the JSON says."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
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


def from_pdf(found: Dossier) -> Cells:
    """Read the tables of elements of a printed page back, by the words of each row."""
    pypdf = pytest.importorskip("pypdf")
    reader = pypdf.PdfReader(io.BytesIO(outputs.WRITERS["pdf"](found)))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    out: Cells = {}
    ids = "|".join(re.escape(claim.id) for claim in found.report)
    results = "|".join(map(re.escape, sorted(RESULT_WORDS.values(), key=len, reverse=True)))
    pieces = re.split(rf"Elements of ({ids}) at ", text)
    for claim, table in zip(pieces[1::2], pieces[2::2], strict=True):
        for element in found.report[claim].elements:
            row = re.search(rf"(?<![\w(/)]){spaced(element.address)}(?![\w(/)]) .{{0,60}}?[●◐○] ?({results}) (.{{3,40}}?) ([\d+-]+) ([\d+-]+) [●◐○]", table)
            assert row, (claim, element.address, table[:3000])
            out[claim, element.address] = (row.group(2).replace("- ", "-"), row.group(3), row.group(4), row.group(1))
    return out


def spaced(text: str) -> str:
    """Return a pattern for a text that a narrow column may have broken anywhere."""
    return " ?".join(re.escape(one) for one in text)


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


SHIPPED = [path for path in library.shipped_cases().values() if (path / "case.yaml").is_file()]


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


def test_a_planted_gap_stands_in_the_pdf_as_in_the_json(passing: Case, law: Law):
    pytest.importorskip("weasyprint", exc_type=ImportError)
    whole = made(passing, law)
    assert from_pdf(whole) == from_json(whole)
    uses = {link.evidence: {(use.claim, use.element) for use in link.uses} for link in whole.links}
    item = next(one for one in passing.evidence if len(uses[one.id]) > 1)
    without = evolve(passing, evidence=tuple(evolve(one, supports=()) if one.id == item.id else one for one in passing.evidence))
    found = made(without, law)
    after = from_pdf(found)
    assert after == from_json(found)
    assert {key for key, cells in after.items() if cells[3] != "reached"} == uses[item.id]


def test_the_json_itself_turns_only_what_rests_on_a_link(passing: Case, law: Law):
    whole = made(passing, law)
    before = from_json(whole)
    uses = {link.evidence: {(use.claim, use.element) for use in link.uses} for link in whole.links}
    for number, item in enumerate(passing.evidence):
        without = evolve(passing, evidence=(*passing.evidence[:number], evolve(item, supports=()), *passing.evidence[number + 1 :]))
        after = from_json(made(without, law))
        assert {key for key in before if before[key] != after[key]} == uses[item.id]


MAKER = """
import hashlib, sys
from pathlib import Path
from claimmap import outputs, workbench
case = workbench.load_case(Path(sys.argv[1]))
for audience in ("internal", "public"):
    found = outputs.dossier_of(case, audience=audience)
    for name, write in sorted(outputs.WRITERS.items()):
        print(audience, name, hashlib.sha256(write(found)).hexdigest())
    for name, data in sorted(outputs.csv_tables(found).items()):
        print(audience, name, hashlib.sha256(data).hexdigest())
"""
"""Writes a case in every format, for two audiences, and prints what it wrote by its hash."""


def test_bytes_are_the_same_in_two_runs_folders_time_zones_and_orders_of_hashing(law: Law, tmp_path: Path):
    pytest.importorskip("weasyprint", exc_type=ImportError)
    said = []
    for folder, seed, zone, home in (("one", "1", "UTC", "C.UTF-8"), ("two", "2", "Pacific/Kiritimati", "C"), ("one", "3", "America/St_Johns", "C.UTF-8")):
        shutil.rmtree(tmp_path / folder, ignore_errors=True)
        office_case.write_case(tmp_path / folder, office_case.passing_text(law))
        surroundings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": home, "PYTHONUTF8": "1"}
        run = subprocess.run(
            [sys.executable, "-c", MAKER, str(tmp_path / folder)], capture_output=True, text=True, check=False, env=surroundings, cwd=tmp_path / folder
        )
        assert run.returncode == 0, run.stderr
        said.append(run.stdout)
        time.sleep(1.1 if folder == "one" and len(said) == 1 else 0)  # archives and documents keep their time in whole seconds
    assert len(said[0].splitlines()) == 2 * (len(outputs.WRITERS) + len(outputs.TABLE_NAMES))
    assert said[0] == said[1] == said[2]
