"""The Word document: what it holds, that it opens, and that the same report gives the same bytes."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import office_case
import pytest

from claimmap import outputs
from claimmap.law import Law
from claimmap.problems import ClaimmapError
from claimmap.report.issues import issues
from claimmap.report.word import clean, pieces, to_docx

docx = pytest.importorskip("docx")

CASE = office_case.HEAD + """\
  - id: deportation
    title: Deportation
    crime: 7(1)(d)
    people: [commander-a]
    events: [august]
    context: clearance
  - id: transfer
    title: Transfer
    crime: 7(1)(a)
    people: [commander-a]
    events: [august]
    context: clearance
sources:
  - {id: w1, kind: person, identity: known, grade: high}
  - {id: w2, kind: person, identity: known, grade: high}
evidence:
  - id: relayed
    title: A report
    kind: ngo-report
    access: public
    from: [w2-statement]
    grade: medium
    supports:
      - {element: 7(1)(d)/1, shows: People were driven out., at: p. 7, claim: deportation}
  - id: w1-statement
    title: Statement of the first witness
    kind: testimony
    from: [w1]
    grade: high
    supports:
      - {element: 7(1)(d)/1, shows: He saw people driven out., at: para 4, claim: deportation}
      - {element: 7/attack, shows: There were many such villages.}
  - id: w2-statement
    title: Statement of the second witness
    kind: testimony
    from: [w2]
    held: false
    supports:
      - {element: 7(1)(d)/2, shows: They had lived there., claim: deportation}
  - id: un-finding
    title: A finding
    kind: finding
    access: public
    from: self
    supports:
      - {element: 7(1)(d)/2, shows: They were lawfully present., claim: deportation}
  - id: denial
    title: A denial
    kind: denial
    access: public
    from: self
    grade: low
    undermines:
      - {element: 7(1)(d)/1, shows: Nobody was driven out., claim: deportation}
"""


@pytest.fixture(scope="module")
def made(law: Law, tmp_path_factory: pytest.TempPathFactory) -> outputs.Dossier:
    folder = office_case.write_case(tmp_path_factory.mktemp("word") / "case", CASE)
    return office_case.dossier_of(folder, law)


@pytest.fixture(scope="module")
def document(made: outputs.Dossier):
    return docx.Document(io.BytesIO(to_docx(made)))


def rows_under(document, start: str, head: str) -> list[list[str]]:
    """Return the rows of the first table with a head after a heading."""
    body = list(document.element.body)
    places = [number for number, one in enumerate(body) if one.tag.endswith("}p") and docx.text.paragraph.Paragraph(one, document).text == start]
    for one in body[places[0] :]:
        if one.tag.endswith("}tbl"):
            table = docx.table.Table(one, document)
            found = [[cell.text for cell in row.cells] for row in table.rows]
            if head in found[0]:
                return found
    raise AssertionError(f"no table with {head!r} after {start!r}")


def paragraphs(document) -> list[str]:
    return [one.text for one in document.paragraphs]


def test_chart_leads_from_element_to_fact_to_evidence_with_pinpoint(document):
    rows = rows_under(document, "In-depth analysis chart: deportation", "Fact")
    assert rows[0] == ["Element", "Fact", "Evidence", "Pinpoint", "Side", "Where it counts"]
    first = [row for row in rows if row[0].startswith("7(1)(d)/1")]
    assert [row[1:5] for row in first] == [
        ["He saw people driven out.", "w1-statement, testimony", "para 4", "for"],
        ["People were driven out.", "relayed, ngo report: A report", "p. 7", "for"],
        ["Nobody was driven out.", "denial, denial: A denial", "", "against"],
    ]
    assert "[" in first[0][0]
    assert first[0][5] == "august"


def test_titles_are_shown_of_public_items_only(made):
    text = office_case.all_text(to_docx(made))
    assert "A report" in text
    assert "Statement of the first witness" not in text


def test_an_element_without_evidence_says_so(document):
    rows = rows_under(document, "In-depth analysis chart: deportation", "Fact")
    assert [row[1] for row in rows if row[0].startswith("7(1)(d)/3")] == ["No item shows it."]


def test_a_shared_context_is_set_out_once(document):
    rows = rows_under(document, "In-depth analysis chart: transfer", "Fact")
    shared = [row for row in rows if "7/attack" in row[0]]
    assert len(shared) == 1
    assert shared[0][1] == "7/attack in clearance: see contextual elements, under deportation"


def test_order_of_proof_puts_first_hand_before_relayed_and_conclusions_last(document):
    rows = rows_under(document, "Order of proof: deportation", "How it comes")
    assert [(row[1], row[2].split(",")[0], row[3]) for row in rows if row[0] == "7(1)(d)/1"] == [
        ("1", "w1-statement", "first-hand"),
        ("2", "relayed", "relayed, 1 step from the origin"),
    ]
    assert [(row[2].split(",")[0], row[3]) for row in rows if row[0] == "7(1)(d)/2"] == [
        ("w2-statement", "first-hand, not held"),
        ("un-finding", "conclusion"),
    ]


def test_issues_say_what_is_missing_for_which_incident_and_why_the_items_do_not_do(made, document):
    found = {one.address: one for one in issues(made) if "deportation" in one.claims}
    issue = found["7(1)(d)/2"]
    assert issue.where == ("incident august",)
    assert issue.missing[0] == "7(1)(d)/2 is asserted by 1 item, but nothing counts yet: what supports it is ungraded, not held (in august)."
    why = {one.exhibit.id: present.why for present in issue.present for one in present.items}
    assert {"not graded by anybody", "known of but not held by the team", "the one line through which all support runs"} == set(why["w2-statement"])
    assert why["un-finding"] == ("stating a conclusion, which carries nothing; enter what it rests on",)
    said = paragraphs(document)
    assert f"Issue {issue.number}: 7(1)(d)/2 (undecided)" in said
    assert "Why the present items do not do:" in said
    assert "No item is offered." in said


def test_a_context_that_several_claims_share_is_one_issue(law: Law, tmp_path: Path):
    text = CASE.replace("      - {element: 7/attack, shows: There were many such villages.}\n", "")
    found = issues(office_case.dossier_of(office_case.write_case(tmp_path / "c", text), law))
    assert [one.claims for one in found if one.address == "7(1)(d)/4"] == [("deportation", "transfer")]
    assert not [one for one in found if one.address == "7(1)(a)/2"]


def test_headings_headers_and_page_numbers_are_real(made, document):
    styles = {one.style.name for one in document.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "Heading 3", "List Bullet"} <= styles
    with zipfile.ZipFile(io.BytesIO(to_docx(made))) as archive:
        body = archive.read("word/document.xml").decode()
        footers = "".join(archive.read(name).decode() for name in archive.namelist() if "footer" in name)
    assert body.count("<w:tbl>") == body.count("<w:tblHeader/>")
    assert re.findall(r"<w:instrText[^>]*>(\w+)<", footers) == ["PAGE", "NUMPAGES"]
    assert "HYPERLINK" not in re.findall(r"<w:instrText[^>]*>([^<]*)<", body)


def test_properties_name_nobody_and_no_clock(made, document):
    core = document.core_properties
    assert (core.author, core.last_modified_by, core.comments) == ("", "", "")
    assert core.created.date().isoformat() == made.report.as_of
    assert core.title == made.report.title


def test_same_bytes_in_two_runs_and_two_folders(law: Law, tmp_path: Path):
    found = [to_docx(office_case.dossier_of(office_case.write_case(tmp_path / name, CASE), law)) for name in ("one", "two")]
    assert found[0] == found[1]
    assert to_docx(office_case.dossier_of(tmp_path / "one", law)) == found[0]


def test_hostile_text_is_text(law: Law, tmp_path: Path):
    folder = office_case.write_case(tmp_path / "case", office_case.hostile_text())
    data = to_docx(office_case.dossier_of(folder, law))
    document = docx.Document(io.BytesIO(data))
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    for text in office_case.HOSTILE:
        assert clean(text) in cells, text[:40]
    assert "\u202e" not in office_case.all_text(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        relations = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".rels"))
    assert "hyperlink" not in relations.lower()
    assert "External" not in relations


def test_right_to_left_text_is_marked(law: Law, tmp_path: Path):
    arabic = "\u0645\u0631\u062d\u0628\u0627"
    text = CASE.replace("People were driven out.", f"They said {arabic} twice.").replace("He saw people driven out.", f"{arabic}.")
    data = to_docx(office_case.dossier_of(office_case.write_case(tmp_path / "c", text), law))
    body = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    assert re.search(rf"<w:rtl/></w:rPr><w:t[^>]*>{arabic} </w:t>", body)
    assert re.search(rf"<w:bidi/><w:spacing[^>]*/></w:pPr><w:r><w:rPr>(?:(?!</w:rPr>).)*<w:rtl/></w:rPr><w:t[^>]*>{arabic}\.", body)
    assert "".join(text for text, _ in pieces("a \u05d0 b")) == "a \u05d0 b"


def test_a_case_without_claims(law: Law, tmp_path: Path):
    folder = office_case.write_case(tmp_path / "c", "format: claimmap/case-1\nid: empty\ntitle: Empty\nas-of: 2026-11-21\n")
    document = docx.Document(io.BytesIO(to_docx(office_case.dossier_of(folder, law))))
    assert "The case makes no claim." in paragraphs(document)


def test_without_the_package_the_way_to_install_it_is_said(made, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "docx", None)
    with pytest.raises(ClaimmapError, match=r"pip install 'claimmap\[word\]'"):
        to_docx(made)


def test_long_texts_are_cut():
    assert clean("x" * 6000).endswith("(cut: 6000 characters)")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_makes_a_pdf(made, tmp_path: Path):
    (tmp_path / "report.docx").write_bytes(to_docx(made))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "report.docx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    data = (tmp_path / "report.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    if shutil.which("pdftotext") is not None:
        text = subprocess.run(["pdftotext", "-layout", str(tmp_path / "report.pdf"), "-"], check=True, capture_output=True).stdout.decode()
        assert "In-depth analysis chart: deportation" in text
        assert re.search(r"Page 1 of \d+", text)
        assert text.count("Where it counts") >= 2
