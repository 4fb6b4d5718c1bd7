"""Attempts to read a protected name out of what leaves the team: in disguise, in any field, in any format, by any command."""

import html
import io
import json
import re
import unicodedata
import urllib.parse
import zipfile
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import attrs
import office_case
import pytest
from attrs import evolve

from claimmap import outputs
from claimmap.case import Case, Group, Lead, Names
from claimmap.cli import main
from claimmap.law import Law
from claimmap.report.audience import HELD, Rules, WouldLeak, for_audience
from claimmap.report.audience.names import forbidden_names

pytest.importorskip("docx")
openpyxl = pytest.importorskip("openpyxl")

TEXT = """\
format: claimmap/case-1
id: coast
title: The coast
as-of: 2026-11-21
people:
  - {id: commander-a, name: Commander A, nationality: [MMR]}
  - {id: karimov, name: Anvar Karimov}
contexts:
  - {id: attack, kind: attack, title: The attack, population: Villagers, at: [MMR], when: 2017}
events:
  - id: august-crossing
    title: The crossing
    when: 2017-08-25
    parts:
      - {id: arrival, what: The landing, element: 7(1)(d)/1, role: consequence, at: BGD-teknaf, via: [THA], when: 2017-08-25}
  - id: other-day
    title: Another day
    when: 2018-02
    parts:
      - {id: elsewhere, what: A march, element: 7(1)(d)/1, role: conduct, at: MMR, when: 2018-02}
claims:
  - {id: deportation, title: Deportation of the villagers, crime: 7(1)(d), people: [commander-a], context: attack, events: [august-crossing, other-day]}
alternatives:
  - {id: weather, element: 7(1)(d)/1, text: They left before the storm.}
leads:
  - {for: 7(1)(d)/1, who: The registry of the port, why: It lists arrivals.}
sources:
  - {id: w-1, kind: person, title: "Lopez, Omar, a ferryman", identity: known, grade: high, protected: true}
  - {id: agency, kind: organisation, title: News agency, identity: known, grade: medium}
evidence:
  - id: statement
    title: Statement
    kind: testimony
    made: 2018-03-04
    from: [w-1]
    grade: high
    access: public
    supports:
      - {element: 7(1)(d)/1, shows: They were driven to the ferry., at: para 3, when: 2017-08-25, event: august-crossing, strength: high}
  - id: article
    title: Article
    by: A desk
    url: https://example.org/article
    kind: press-report
    made: 2018
    from: [agency]
    grade: low
    access: public
    supports:
      - {element: 7(1)(d)/2, shows: They had lived there., at: p. 1, when: 2018-02, event: other-day}
"""
DISGUISES: dict[str, Callable[[str], str]] = {
    "plain": str,
    "capitals": str.upper,
    "possessive": lambda name: f"{name}'s house",
    "ending": lambda name: f"to {name}ova",
    "accents": lambda name: name.replace("o", "\u00f3").replace("a", "\u00e4"),
    "zero width": "\u200b".join,
    "soft hyphen": lambda name: f"{name[:2]}\u00ad{name[2:]}",
    "broken line": lambda name: f"{name[:2]}-\n{name[2:]}",
    "spaced": " ".join,
    "dotted": lambda name: ".".join(name.upper()),
    "full width": lambda name: "".join(chr(ord(one) + 0xFEE0) for one in name),
    "joined": lambda name: f"statementOf{name}.pdf",
    "underscored": lambda name: f"audio_{name.lower()}_1.mp3",
    "in an address": lambda name: "https://example.org/" + urllib.parse.quote(name.replace("o", "\u00f3").replace("O", "\u00d3")),
    "as an entity": lambda name: "".join(f"&#{ord(one)};" for one in name),
    "cyrillic": lambda name: name.translate(str.maketrans("LopezOmar", "\u041b\u043e\u043f\u0435\u0437\u041e\u043c\u0430\u0440")),
}


@pytest.fixture(scope="module")
def case(case_file: Callable[[str], Case]) -> Case:
    return case_file(TEXT)


@pytest.fixture(scope="module")
def case_file(law: Law, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Case]:
    return lambda text: office_case.load(office_case.write_case(tmp_path_factory.mktemp("coast") / "case", text), law)


def first(list_: tuple[Any, ...], **more: Any) -> tuple[Any, ...]:
    return (evolve(list_[0], **more), *list_[1:])


def article(case: Case, **more: Any) -> Case:
    return evolve(case, evidence=(case.evidence[0], evolve(case.evidence[1], **more)))


def link(case: Case, **more: Any) -> Case:
    return article(case, supports=first(case.evidence[1].supports, **more))


FIELDS: dict[str, Callable[[Case, str], Case]] = {
    "title of the case": lambda case, text: evolve(case, title=text),
    "title of a claim": lambda case, text: evolve(case, claims=first(case.claims, title=text)),
    "label of a claim": lambda case, text: evolve(case, claims=first(case.claims, label=text)),
    "name of an accused": lambda case, text: evolve(case, people=first(case.people, name=text)),
    "title of a context": lambda case, text: evolve(case, contexts=first(case.contexts, title=text)),
    "population": lambda case, text: evolve(case, contexts=first(case.contexts, population=text)),
    "group": lambda case, text: evolve(case, groups=(Group(id="g", kind="ethnic", name=text),)),
    "rival explanation": lambda case, text: evolve(case, alternatives=first(case.alternatives, text=text)),
    "who may know": lambda case, text: evolve(case, leads=first(case.leads, who=text)),
    "why": lambda case, text: evolve(case, leads=first(case.leads, why=text)),
    "title of a source": lambda case, text: evolve(case, sources=(case.sources[0], evolve(case.sources[1], title=text))),
    "title of an item": lambda case, text: article(case, title=text),
    "maker of an item": lambda case, text: article(case, by=text),
    "address of an item": lambda case, text: article(case, url=text),
    "what it shows": lambda case, text: link(case, shows=text),
    "pinpoint": lambda case, text: link(case, at=text),
}
UNSEEN: dict[str, Callable[[Case, str], Case]] = {
    "note of a claim": lambda case, text: evolve(case, claims=first(case.claims, note=text)),
    "note of the case": lambda case, text: evolve(case, note=text),
    "note of an item": lambda case, text: article(case, note=text),
    "note of a link": lambda case, text: link(case, note=text),
    "role of a person": lambda case, text: evolve(case, people=first(case.people, role=text, position=text)),
    "title of a held incident": lambda case, text: evolve(case, events=first(case.events, title=text)),
    "title of a held item": lambda case, text: evolve(case, evidence=first(case.evidence, title=text, by=text, url=text)),
}


def bare(text: str) -> str:
    """Return the letters of a text, as a reader puts them together again."""
    text = html.unescape(urllib.parse.unquote(text))
    letters = [one for one in unicodedata.normalize("NFKD", text) if one.isalpha()]
    back = str.maketrans("\u043b\u043e\u043f\u0435\u0437\u043c\u0430\u0440", "lopezmar")
    return "".join(letters).casefold().translate(back)


def everything(shown: Case) -> str:
    return bare(json.dumps(attrs.asdict(shown), default=str, ensure_ascii=False))


@pytest.mark.parametrize("disguise", DISGUISES)
@pytest.mark.parametrize("field", FIELDS)
def test_a_name_in_disguise_is_refused_or_held_back_in_every_field(case: Case, field: str, disguise: str):
    for name, audience in (("Lopez", "public"), ("Omar", "partner")):
        planted = DISGUISES[disguise](name)
        assert name.casefold() in bare(planted)
        changed = FIELDS[field](case, planted)
        try:
            refused = name.casefold() not in everything(for_audience(changed, audience).case)  # type: ignore[arg-type]
        except WouldLeak as error:
            refused = True
            assert name.casefold() not in bare(str(error))
        assert refused
        held = for_audience(changed, audience, Rules(hold=True))  # type: ignore[arg-type]
        assert name.casefold() not in everything(held.case)
        assert name.casefold() not in everything(evolve(held.weighing, events=(), evidence=()))


@pytest.mark.parametrize("field", UNSEEN)
def test_what_nobody_else_gets_may_hold_a_name(case: Case, field: str):
    for audience in ("partner", "public"):
        shown = for_audience(UNSEEN[field](case, "Omar Lopez was there"), audience).case  # type: ignore[arg-type]
        assert "lopez" not in everything(shown)


@pytest.mark.parametrize("text", ["the slope zone", "Marine police", "Rome and Oman", "The shop ended", "It rose", "a loop"])
def test_words_that_only_look_alike_pass(case: Case, text: str):
    for_audience(link(case, shows=text), "public")


def test_a_word_that_names_nobody_passes_although_a_name_stands_in_it(case: Case):
    assert forbidden_names([], ["Marin"]).found_in("the marine unit")
    assert not forbidden_names([], ["Marin"], no_names=["marine"]).found_in("the marine unit")
    assert forbidden_names([], ["Marin"], no_names=["marine"]).found_in("the marine unit of Marin")
    names = forbidden_names([], ["Marin"]).without(["The marine environment"])
    assert names.found_in("Marin") and not names.found_in("The marine environment")


def test_a_long_text_is_read_in_time(case: Case):
    for text in ("x" * 100_000, "ab " * 33_000, "l o p e " * 12_000):
        for_audience(link(case, shows=text), "public")


# ---------------------------------------------------------------- combinations


@pytest.mark.parametrize(
    "day", ["2017-08-25", "25.08.2017", "25/8/2017", "8/25/2017", "25 Aug 2017", "Aug. 25", "the 25th of August", "August 2017", "25th August", "2017/8/25"]
)
@pytest.mark.parametrize("route", ["Thailand", "THAILAND", "THA"])
def test_route_and_day_are_held_back_together_however_they_are_written(case: Case, route: str, day: str):
    rules = Rules(places={"THA": ("Thailand",), "BGD": ("Bangladesh",)})
    shown = for_audience(link(case, shows=f"By way of {route} on {day}."), "public", rules).case
    assert next(one for one in shown.evidence if one.kind == "press-report").title == HELD


def test_a_place_within_a_state_a_day_and_a_role_are_held_back_together(case: Case):
    shown = for_audience(link(case, shows="A ferryman at Teknaf, 25 August 2017."), "public").case
    assert next(one for one in shown.evidence if one.kind == "press-report").title == HELD


def test_kin_beside_a_link_to_the_detained_is_held_back(case: Case):
    shown = for_audience(link(case, shows="His sister came to the port.", person=Names(("karimov",))), "public").case
    assert next(one for one in shown.evidence if one.kind == "press-report").title == HELD


def test_another_incident_with_the_same_route_and_day_is_held_back_as_well(case: Case):
    only_one = evolve(case, events=(case.events[0], evolve(case.events[0], id="copy", title="A copy")), claims=first(case.claims, events=("august-crossing",)))
    shown = for_audience(only_one, "public").case
    assert [(one.title, str(one.when)) for one in shown.events] == [(HELD, "2017"), (HELD, "2017")]
    assert all(not part.via and part.when is None for one in shown.events for part in one.parts)


def test_the_day_of_an_open_link_to_a_held_incident_shrinks_to_its_year(case: Case):
    case = evolve(case, evidence=(case.evidence[0], evolve(case.evidence[1], supports=first(case.evidence[1].supports, event=Names(("august-crossing",)), when=case.events[0].when))))  # fmt: skip
    item = next(one for one in for_audience(case, "public").case.evidence if one.kind == "press-report")
    assert (item.title, str(item.supports[0].when)) == ("Article", "2017")


def test_a_lead_that_joins_what_identifies_is_held_back_whole(case: Case):
    lead = Lead(for_="7(1)(d)/1", who="The sister who came", why="Anvar Karimov wrote to her")
    shown = for_audience(evolve(case, leads=(lead,)), "partner").case
    assert (shown.leads[0].who, shown.leads[0].why) == (HELD, HELD)


def test_only_accused_are_named_to_partners(case: Case):
    assert [one.name for one in for_audience(case, "partner").case.people] == ["Commander A", None]


# ---------------------------------------------------------------- commands, formats and what stands around the text


def run(arguments: list[str]) -> tuple[int, str]:
    """Run a command; return its code and all that it prints, on stdout and stderr."""
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
        main(arguments)
    out.flush()
    code = ended.value.code
    return (code if isinstance(code, int) else int(code is not None)), office_case.all_text(out.buffer.getvalue()) + err.getvalue()  # type: ignore[attr-defined]


SECRETS = ("lopez", "karimov", "teknaf", "20170825", "25august", "ferryman")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case in a folder that bears a protected name, with files that do."""
    found = office_case.write_case(tmp_path / "Omar Lopez" / "case", TEXT.replace("Statement\n", "Statement of Omar Lopez\n", 1))
    (found / "omar-lopez.yaml").write_text("format: claimmap/leads-1\nnothing: lopez\n", encoding="utf-8")
    (tmp_path / "names").write_text("Someone Else\n", encoding="utf-8")
    return found


@pytest.mark.parametrize("audience", ["partner", "public"])
@pytest.mark.parametrize("more", [[], ["--verbose"], ["--hold-back", "--verbose"], ["--claim", "omar-lopez"], ["--element", "7(1)(z)"],
                                  ["--policy", "omar-lopez"], ["--law", "omar-lopez"], ["--names", "NAMES"]], ids=" ".join)  # fmt: skip
@pytest.mark.parametrize("format_", ["text", "md", "json", "csv", "html"])
def test_no_output_of_gaps_says_a_name(folder: Path, audience: str, more: list[str], format_: str):
    arguments = [one.replace("NAMES", str(folder.parent.parent / "names")) for one in more]
    _, said = run(["gaps", str(folder), "--audience", audience, "--format", format_, *arguments])
    assert_silent(said, arguments)


def assert_silent(said: str, arguments: list[str] | None = None) -> None:
    """Nothing of the secrets stands in what was said; an argument that a user gave may be repeated to that user."""
    for one in arguments or ():
        said = said.replace(one, "")
    squeezed = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", said)).casefold()
    for secret in SECRETS:
        assert secret not in squeezed, (secret, said[max(0, said.casefold().find(secret) - 300) :][:600])
    assert not re.search(r"(?<![a-z])omar", unicodedata.normalize("NFKC", said), re.IGNORECASE)


@pytest.mark.parametrize("audience", ["partner", "public"])
def test_no_file_that_is_written_says_a_name(folder: Path, tmp_path: Path, audience: str):
    (folder / "omar-lopez.yaml").unlink()
    out = tmp_path / "out"
    out.mkdir()
    for name in ("r.json", "r.md", "r.txt", "r.html", "r.docx", "r.xlsx", "tables"):
        code, said = run(["gaps", str(folder), "--audience", audience, "-o", str(out / name)])
        assert code == 0, said
        assert_silent(said)
    written = [path for path in out.rglob("*") if path.is_file()]
    assert len(written) == 6 + len(outputs.TABLE_NAMES)
    for path in written:
        assert_silent(office_case.all_text(path.read_bytes()))
    with zipfile.ZipFile(out / "r.xlsx") as archive:
        assert {name.partition("/")[0] for name in archive.namelist()} <= {"xl", "docProps", "_rels", "[Content_Types].xml"}
    book = openpyxl.load_workbook(out / "r.xlsx")
    assert not book.properties.creator
    assert not book.properties.lastModifiedBy


def test_a_pdf_says_no_name_in_text_outline_or_properties(folder: Path, tmp_path: Path):
    pypdf = pytest.importorskip("pypdf")
    pytest.importorskip("weasyprint", exc_type=ImportError)
    (folder / "omar-lopez.yaml").unlink()
    code, said = run(["gaps", str(folder), "--audience", "public", "-o", str(tmp_path / "r.pdf")])
    assert code == 0, said
    reader = pypdf.PdfReader(tmp_path / "r.pdf")
    assert_silent(said)
    assert_silent("\n".join(page.extract_text() for page in reader.pages))
    assert_silent(str(reader.metadata) + str(reader.outline) + str(list(reader.named_destinations)))
    assert not reader.attachments
    assert not {"/CreationDate", "/ModDate", "/Author"} & set(reader.metadata or ())


@pytest.mark.parametrize("audience", ["partner", "public"])
@pytest.mark.parametrize("more", [[], ["--hold-back"], ["--format", "html"], ["--format", "json"], ["--format", "md"], ["--verbose"], ["--format", "json", "--hold-back"]], ids=" ".join)
def test_a_comparison_says_no_name(folder: Path, tmp_path: Path, audience: str, more: list[str]):
    (folder / "omar-lopez.yaml").unlink()
    later = office_case.write_case(tmp_path / "Karimov" / "case", TEXT.replace("when: 2017-08-25}", "when: 2017-08-24}").replace("grade: low", "grade: medium"))
    for arguments in ([str(folder), str(later)], [str(folder), str(tmp_path / "Lopez")], [str(folder), "--filings", "lopez", "omar"], [str(folder) + "@lopez", str(later)]):
        _, said = run(["compare", *arguments, "--audience", audience, *more])
        assert_silent(said, ["lopez", "omar"] if "--filings" in arguments else None)


@pytest.mark.parametrize("verb", ["check", "jurisdiction", "whatif", "close", "critical", "disclosure", "test", "lock"])
def test_verbs_that_are_for_the_team_alone_do_not_take_an_audience(folder: Path, verb: str):
    code, said = run([verb, str(folder), "--audience", "public"])
    assert code == 2
    assert_silent(said)


@pytest.mark.parametrize("audience", ["partner", "public"])
def test_the_page_has_a_timeline_without_what_is_held_back(folder: Path, audience: str):
    (folder / "omar-lopez.yaml").unlink()
    _, page = run(["gaps", str(folder), "--audience", audience, "--format", "html"])
    table = re.search(r'<table class="spans">(.*?)</table>', page, re.DOTALL)
    assert table is not None
    text = re.sub(r"<[^>]+>", " ", table[1])
    assert re.search(r"i-[b-v]{8}\s+incident or context\s+2017\s", text)
    assert "crossing" not in text
    assert "Thailand" not in text
    assert "Bangladesh" in text


def test_codes_of_two_audiences_cannot_be_matched_by_sight(folder: Path):
    (folder / "omar-lopez.yaml").unlink()
    codes = [set(re.findall(r"\b[a-z]-[b-v]{8}\b", run(["gaps", str(folder), "--audience", one, "--format", "json"])[1])) for one in ("partner", "public")]
    assert codes[0] and codes[1]
    assert not codes[0] & codes[1]
