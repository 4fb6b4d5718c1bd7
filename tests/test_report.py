"""The gap report: what programs read, what people see, and that text from a case file only ever shows as text."""

import json
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pandas
import pytest
from attrs import evolve
from markdown_it import MarkdownIt
from writing import TRIAL, evidence, item

from claimmap import workbench
from claimmap.case import Case
from claimmap.gaps import KINDS
from claimmap.law import Law
from claimmap.policy import STANDARDS, Policy
from claimmap.problems import UnknownId
from claimmap.report.markdown import to_markdown
from claimmap.report.model import Report
from claimmap.report.text import to_text

Reporter = Callable[..., Report]

GOLDEN = Path(__file__).parent / "reports"
TEACHING = Path(__file__).parent.parent / "cases" / "fictional" / "river-crossing"
RESULTS = ("not-met", "open", "met")
STATUSES = {"meets", "unsupported", "support-defeated", "asserted", "contested", "awaiting-assessment", "single-line", "below-standard"}


@pytest.fixture(scope="module")
def teaching() -> Report:
    return workbench.gaps(TEACHING)


@pytest.fixture(scope="module")
def plain(teaching: Report) -> dict[str, Any]:
    """The report as a program reads it: out of JSON."""
    found: dict[str, Any] = json.loads(json.dumps(teaching.to_plain()))
    return found


def elements(plain: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for claim in plain["claims"]:
        yield from claim["elements"]


# ---------------------------------------------------------------- claimmap/gaps-1

TOP = {"format", "case", "standard", "as_of", "law", "policy", "claims", "unused_evidence", "shared"}
CLAIM = {"id", "crime", "modes", "people", "result", "results", "jurisdiction", "elements"}
ELEMENT = {
    "address", "same_as", "part", "scope", "mode", "kind", "statement", "status", "open", "result", "results", "items", "origins", "lines",
    "single_points", "for", "against", "pointers", "unassigned", "settled", "rows", "flags", "gaps",
}  # fmt: skip
ROW = {"event", "person", "context", "result"}
GAP = {"kind", "message", "because", "next", "source"}


def test_the_keys_of_the_contract_are_there(plain: dict[str, Any]) -> None:
    """More may be added; none may go."""
    assert plain.keys() >= TOP
    assert next(iter(plain)) == "format"
    assert plain["format"] == "claimmap/gaps-1"
    assert plain["law"].keys() >= {"id", "version"}
    assert plain["policy"].keys() == {"id", "sha256"}
    for claim in plain["claims"]:
        assert claim.keys() >= CLAIM
        for element in claim["elements"]:
            assert element.keys() >= ELEMENT
            assert element["lines"].keys() == {"for", "against"}
            assert all(row.keys() >= ROW for row in element["rows"])
            assert all(gap.keys() >= GAP for gap in (*element["gaps"], *claim["gaps"]))
    assert all(shared.keys() == {"address", "context", "claims"} for shared in plain["shared"])


def test_keys_are_snake_case(plain: dict[str, Any]) -> None:
    def walk(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            for key, inner in value.items():
                if key not in ("results", "mode_results"):
                    yield key
                    yield from walk(inner)
                else:
                    assert key == "mode_results" or set(inner) == set(STANDARDS)
        elif isinstance(value, list):
            for inner in value:
                yield from walk(inner)

    assert all(key.replace("_", "").isalnum() and key == key.lower() and "-" not in key for key in walk(plain))


def test_values_are_of_the_closed_lists(plain: dict[str, Any]) -> None:
    for claim in plain["claims"]:
        assert claim["result"] in RESULTS
        for one in claim["elements"]:
            assert one["part"] in ("crime", "shared", "mode")
            assert (one["mode"] is not None) == (one["part"] == "mode")
            assert one["scope"] in ("context", "incident", "person", "group")
            assert one["kind"] in ("conduct", "consequence", "circumstance", "mental", "contextual")
            assert one["status"] in STATUSES
            assert set(one["results"]) == set(STANDARDS)
            assert set(one["results"].values()) <= set(RESULTS)
            assert one["open"] == (one["result"] == "open")
            assert {gap["kind"] for gap in one["gaps"]} <= set(KINDS)
            assert set(one["flags"]) <= set(KINDS)
            for low, high in one["lines"].values():
                assert 0 <= low <= high <= 2


@pytest.mark.parametrize("standard", STANDARDS)
def test_results_at_the_chosen_standard_agree_with_the_four(standard: str) -> None:
    plain = workbench.gaps(TEACHING, standard).to_plain()
    assert plain["standard"] == standard
    for claim in plain["claims"]:
        assert claim["result"] == claim["results"][standard]
        for one in claim["elements"]:
            assert one["result"] == one["results"][standard]
            assert all(row["result"] == row["results"][standard] for row in one["rows"])


def test_results_do_not_depend_on_the_standard_shown() -> None:
    first, second = (workbench.gaps(TEACHING, standard) for standard in (STANDARDS[0], STANDARDS[3]))
    for one, other in zip(first, second, strict=True):
        assert one.results == other.results
        assert [element.results for element in one] == [element.results for element in other]


def test_every_claim_lists_every_element_of_its_crime_and_of_each_mode(plain: dict[str, Any], law: Law) -> None:
    for claim in plain["claims"]:
        wanted = [one.address for one in law.crime(claim["crime"]).elements]
        assert [one["address"] for one in claim["elements"] if one["part"] != "mode"] == wanted
        for mode in claim["modes"]:
            wanted = [one.address for one in law.mode(mode).elements]
            assert [one["address"] for one in claim["elements"] if one["mode"] == mode] == wanted
        assert len(claim["elements"]) == len(law.crime(claim["crime"]).elements) + sum(len(law.mode(mode).elements) for mode in claim["modes"])


@pytest.mark.parametrize("crime", ["6(a)", "6(e)", "7(1)(a)", "7(1)(g)-6", "7(1)(i)", "7(1)(k)", "8(2)(a)(i)", "8bis"])
@pytest.mark.parametrize("mode", [None, "25(3)(a)/direct", "25(3)(c)", "28(b)"])
def test_elements_are_listed_even_where_nothing_is_linked(crime: str, mode: str | None, report_of: Reporter, law: Law) -> None:
    modes = f", modes: [{mode}]" if mode else ""
    report = report_of(f"people:\n  - {{id: ada}}\nclaims:\n  - {{id: count, title: C, crime: {crime}{modes}, people: [ada]}}\n")
    wanted = [one.address for one in law.crime(crime).elements] + ([one.address for one in law.mode(mode).elements] if mode else [])
    assert [one.address for one in report["count"]] == wanted
    assert report["count"].result == "not-met"


def test_an_element_is_the_worst_of_its_rows(plain: dict[str, Any]) -> None:
    """Of the rows that the claim's best mode asks for: the mental elements of others stand beside them."""
    for one in elements(plain):
        holders = {row["holder"] for row in one["rows"]}
        by_holder = {holder: min(RESULTS.index(row["result"]) for row in one["rows"] if row["holder"] == holder) for holder in holders}
        assert RESULTS.index(one["result"]) in by_holder.values()
        if len(holders) == 1:
            assert RESULTS.index(one["result"]) == min(by_holder.values())


MIXED = """
people:
  - {id: ada}
claims:
  - {id: count, title: C, crime: 7(1)(d), modes: [%s], people: [ada]}
"""
COMMON = ["element: 7(1)(d)/1", "element: 7(1)(d)/2", "element: 7/attack"]
COMMAND = [f"element: 28(a)/{number}" for number in range(1, 7)]


def mind(person: str) -> list[str]:
    return [f"element: 7(1)(d)/{number}, person: {person}" for number in (3, 5)]


@pytest.mark.parametrize("modes", ["28(a), 25(3)(a)/direct", "25(3)(a)/direct, 28(a)"])
@pytest.mark.parametrize("links", [mind("ada") + COMMAND, mind("direct-perpetrators") + COMMAND, mind("ada"), mind("direct-perpetrators"), COMMAND])
def test_a_claim_is_the_worst_of_the_elements_shown_and_its_best_mode(modes: str, links: list[str], report_of: Reporter) -> None:
    """Nobody reads `reached` at every element and at the mode, and `not reached` at the claim; nor the other way round."""
    claim = report_of(MIXED % modes + evidence(item("x", COMMON + links)))["count"]
    for standard in STANDARDS:
        shown = [RESULTS.index(one.results[standard]) for one in claim if one.asked and one.mode in (None, claim.best_mode)]
        assert RESULTS.index(claim.results[standard]) == min(shown)


def test_single_points_stand_origin_first(report_of: Reporter) -> None:
    sources = "sources:\n  - {id: z9, identity: known, grade: high}\n"
    report = report_of("claims:\n  - {id: count, title: C, crime: 6(b)}\n" + sources + evidence(item("b", from_="[z9]"), item("a", "element: 6(b)/1", from_="[b]")))
    assert report["count"]["6(b)/1"].single_points == ("z9", "b", "a")


def test_single_points_do_not_follow_the_order_of_the_file(report_of: Reporter) -> None:
    """What needs both of two witnesses falls with either; they stand by name, whichever is listed first."""
    found = []
    for names in (("w1", "w2"), ("w2", "w1")):
        sources = "sources:\n" + "".join(f"  - {{id: {name}, identity: known, grade: high}}\n" for name in names)
        case = "claims:\n  - {id: count, title: C, crime: 6(b)}\n" + sources + evidence(item("map", "element: 6(b)/1", from_="[w1, w2]", needs="all"))
        found.append(report_of(case)["count"]["6(b)/1"].single_points)
    assert found == [("w1", "w2", "map"), ("w1", "w2", "map")]


def test_there_are_single_points_only_where_there_is_one_line(plain: dict[str, Any]) -> None:
    for one in elements(plain):
        if one["lines"]["for"][1] != 1:
            assert one["single_points"] == []
        else:
            assert one["single_points"]


def test_people_at_risk_appear_by_id_only(teaching: Report) -> None:
    """Titles of sources say who they are; no face shows them."""
    for face in (json.dumps(teaching.to_plain()), to_text(teaching, width=400), to_markdown(teaching), *teaching._repr_mimebundle_().values()):
        for words in ("Elder of village two", "Soldier of the sector who left", "Villager of village one"):
            assert words not in face


def test_shared_elements_are_named_once_for_each_context(plain: dict[str, Any]) -> None:
    assert plain["shared"] == [{"address": "7/attack", "context": "clearance", "claims": ["deportation", "persecution"]}]


def test_unused_evidence_is_listed(plain: dict[str, Any]) -> None:
    assert plain["unused_evidence"] == ["weather-2"]


def test_a_report_reads_by_claim_and_by_either_name_of_an_element(teaching: Report) -> None:
    claim = teaching["deportation"]
    assert claim["7/attack"] is claim["7(1)(d)/4"]
    assert [one.id for one in teaching] == ["deportation", "persecution"]
    for broken in (lambda: teaching["depor"], lambda: claim["7(1)(d)/9"]):
        with pytest.raises(UnknownId):
            broken()


def test_an_unknown_standard_is_refused_with_the_known_ones(law: Law) -> None:
    with pytest.raises(UnknownId, match="reasonable-basis"):
        workbench.gaps(TEACHING, "balance-of-probabilities", law=law)


# ---------------------------------------------------------------- filters


def test_only_some_claims(teaching: Report) -> None:
    assert [one.id for one in teaching.only(claims=["persecution"])] == ["persecution"]
    with pytest.raises(UnknownId, match="deportation"):
        teaching.only(claims=["deportations"])


@pytest.mark.parametrize(("element", "found"), [("7/attack", {"deportation": ["7(1)(d)/4"], "persecution": ["7(1)(h)/5"]}), ("7(1)(d)/2", {"deportation": ["7(1)(d)/2"]})])
def test_only_one_element(element: str, found: dict[str, list[str]], teaching: Report) -> None:
    cut = teaching.only(element=element)
    assert {claim.id: [one.address for one in claim] for claim in cut} == found
    assert [one.address for one in cut.shared] == (["7/attack"] if element == "7/attack" else [])
    with pytest.raises(UnknownId):
        teaching.only(element="7(1)(a)/1")


def test_only_elements_with_gaps(teaching: Report) -> None:
    cut = teaching.only(with_gaps=True)
    assert all(one.gaps for claim in cut for one in claim)
    assert [one.address for one in teaching["persecution"] if not one.gaps] == ["28(a)/2"]


def test_cutting_leaves_results_alone(teaching: Report) -> None:
    cut = teaching.only(claims=["persecution"], element="7(1)(h)/1")
    assert cut["persecution"].results == teaching["persecution"].results
    assert cut["persecution"]["7(1)(h)/1"] == teaching["persecution"]["7(1)(h)/1"]


# ---------------------------------------------------------------- tables


def test_to_dicts_has_one_row_for_each_element_of_each_claim(teaching: Report) -> None:
    found = teaching.to_dicts()
    assert [(one["claim"], one["address"]) for one in found] == [(claim.id, one.address) for claim in teaching for one in claim]
    assert all(one.keys() == found[0].keys() for one in found)
    first = found[0]
    assert (first["status"], first["result"], first["at substantial-grounds"], first["lines_for_low"]) == ("meets", "met", "open", 1)
    assert "single-line" in first["gaps"]


def test_to_frame_is_the_same_as_a_pandas_frame(teaching: Report) -> None:
    frame = teaching.to_frame()
    assert isinstance(frame, pandas.DataFrame)
    assert len(frame) == len(teaching.to_dicts())
    assert list(frame.columns) == list(teaching.to_dicts()[0])
    assert set(frame[frame.claim == "persecution"].result) == {"met", "open", "not-met"}


# ---------------------------------------------------------------- faces

VOID = {"br", "hr", "img", "input", "meta", "link"}


class Page(HTMLParser):
    """What a page holds: its tags with their attributes, and its text; tags must close in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_notebook_gets_three_faces(teaching: Report) -> None:
    bundle = teaching._repr_mimebundle_()
    assert bundle.keys() >= {"text/plain", "text/markdown", "text/html"}
    assert bundle["text/plain"] == to_text(teaching)
    assert bundle["text/markdown"] == to_markdown(teaching)


def test_html_is_static(teaching: Report) -> None:
    html = teaching._repr_mimebundle_()["text/html"]
    page = Page(html)
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "iframe", "object", "embed", "link", "form", "img", "style"}
    for _, attributes in page.tags:
        assert not [key for key in attributes if key.startswith("on") or key in ("src", "srcdoc", "href")]
        assert "url(" not in (attributes.get("style") or "")


def test_html_tables_have_real_headers_and_captions(teaching: Report) -> None:
    page = Page(teaching._repr_mimebundle_()["text/html"])
    headers = [attributes for tag, attributes in page.tags if tag == "th"]
    assert headers
    assert {one.get("scope") for one in headers} == {"col", "row"}
    count = sum(tag == "table" for tag, _ in page.tags)
    assert count >= 1 + len(teaching.claims)
    assert sum(tag == "caption" for tag, _ in page.tags) == count
    assert sum(tag == "thead" for tag, _ in page.tags) == count


def test_text_fits_eighty_columns(teaching: Report) -> None:
    assert max(map(len, to_text(teaching, 80).splitlines())) <= 80


@pytest.mark.parametrize("face", ["text/plain", "text/markdown", "text/html"])
def test_every_face_says_what_it_is_not(face: str, teaching: Report) -> None:
    text = " ".join(teaching._repr_mimebundle_()[face].split())
    assert "an aid, not a finding that an article is satisfied" in text
    assert "carry no weight" in text
    for word in ("guilty", "proved beyond", "%"):
        assert word not in text.replace("width:100%", "")


@pytest.mark.parametrize("face", ["text/plain", "text/markdown", "text/html"])
def test_every_face_shows_every_claim_element_and_kind_of_gap(face: str, teaching: Report) -> None:
    text = teaching._repr_mimebundle_()[face].replace("\\", "")
    for claim in teaching:
        assert claim.id in text
        for one in claim:
            assert one.address in text
            assert all(gap.kind in text for gap in one.gaps)


def test_no_sentence_ends_in_four_dots(teaching: Report) -> None:
    for face in teaching._repr_mimebundle_().values():
        assert "...." not in face
        assert "...\\." not in face


# ---------------------------------------------------------------- hostile text

SCRIPT = "<script>alert(1)</script>"
IMAGE = "<img src=x onerror=alert(2)>"
MARKUP = "[bold red]art 7(1)[/bold red]"
LINK = "[click](javascript:alert(3))"
PIPE = "a|b"
ESCAPE = "\x1b[31mred\x1b[0m"
BELL = "\x07"
TURNED = "\u202egnorw\u202c"
MARK = "\u200f"
TICKS = "`code` *stars* _lines_ ~~gone~~ # head"
HOSTILE = f"{SCRIPT} {IMAGE} {MARKUP} {LINK} {PIPE} {ESCAPE} {BELL} {TURNED} {MARK} {TICKS}"
PLAINLY = (SCRIPT, IMAGE, MARKUP, LINK, PIPE, "`code`", "*stars*", "_lines_", "~~gone~~", "# head")
CONTROL = ("\x1b", "\x07", "\u202e", "\u202c", "\u200f")


@pytest.fixture(scope="module")
def hostile(case_of: Callable[[str], Case], law: Law, policy: Policy) -> Report:
    """A case in which everything that a person writes is hostile, ids too, as a case built in code may have them."""
    case = case_of(
        """
people:
  - {id: ada}
contexts:
  - {id: war, kind: attack}
events:
  - {id: raid, title: R}
claims:
  - {id: count, title: C, crime: 7(1)(d), people: [ada], events: [raid], context: war, note: N}
alternatives:
  - {id: rival, element: 7(1)(d)/1, text: T}
assessments:
  - {element: 7(1)(d)/1, standard: reasonable-basis, finds: not-satisfied, by: B, at: 2026-11-01, because: W}
"""
        + evidence(item("x", ["element: 7(1)(d)/1", "element: 7/attack"]), item("y", undermines="element: 7(1)(d)/1"), item("z"), item("loose", "element: 7(1)(a)/1"))
    )
    bad = f"id {HOSTILE}"
    items = tuple(evolve(one, id=f"{one.id} {HOSTILE}") for one in case.evidence)
    case = evolve(
        case, title=HOSTILE, people=(evolve(case.people[0], id=bad),), events=(evolve(case.events[0], id=bad, title=HOSTILE),), evidence=items,
        contexts=(evolve(case.contexts[0], id=bad),), claims=(evolve(case.claims[0], id=bad, title=HOSTILE, note=HOSTILE, people=(bad,), events=(bad,), context=bad),),
        alternatives=(evolve(case.alternatives[0], text=HOSTILE),), assessments=(evolve(case.assessments[0], by=HOSTILE),),
    )  # fmt: skip
    return workbench.gaps(case, law=law, policy=policy)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_hostile_text_stays_what_it_is_in_json(hostile: Report) -> None:
    """Data is data: nothing is changed, and JSON itself escapes control characters."""
    text = json.dumps(hostile.to_plain())
    assert json.loads(text)["title"] == HOSTILE
    assert "\x1b" not in text


def test_hostile_text_is_text_in_a_terminal(hostile: Report) -> None:
    text = to_text(hostile, width=2000)
    for words in PLAINLY:
        assert words in text
    for character in CONTROL:
        assert character not in text
    assert "\\x1b[31mred" in text
    assert "\\u202egnorw" in text


def test_hostile_text_is_text_in_html(hostile: Report) -> None:
    html = hostile._repr_mimebundle_()["text/html"]
    page = Page(html)
    assert not {tag for tag, _ in page.tags} & {"script", "img", "a"}
    for words in PLAINLY:
        assert words in flat(page.text)
    for character in CONTROL:
        assert character not in html


def test_hostile_text_is_text_in_markdown(hostile: Report) -> None:
    markdown = to_markdown(hostile)
    for character in CONTROL:
        assert character not in markdown
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = parser.parse(markdown)
    inline = [child for token in tokens for child in (token.children or ())]
    kinds = {token.type for token in (*tokens, *inline)}
    assert not kinds & {"html_block", "html_inline", "link_open", "image", "code_inline", "s_open", "fence", "code_block"}
    text = flat(" ".join(child.content for child in inline))
    for words in PLAINLY:
        assert words in text
    for table in (Page(f"<div>{parser.renderer.render(tokens, parser.options, {})}</div>"),):
        rows: list[int] = []
        for tag, _ in table.tags:
            if tag == "tr":
                rows.append(0)
            elif tag in ("th", "td"):
                rows[-1] += 1
        assert set(rows) == {7, 5}, "claims by four standards with crime and gaps; elements with status, lines and result"


@pytest.mark.parametrize("text", ["حقوق الإنسان في القرية", "人权与村庄", "Село, Үрімжі", "é", "👩‍⚖️".replace("\u200d", "")])
def test_other_scripts_are_shown_as_they_are(text: str, teaching: Report) -> None:
    report = evolve(teaching, title=text)
    assert text in to_text(report, width=200)
    assert text in to_markdown(report)
    assert text in report._repr_mimebundle_()["text/html"]


# ---------------------------------------------------------------- golden reports


@pytest.mark.parametrize("suffix", ["txt", "md", "json"])
def test_the_teaching_case_reads_as_before(suffix: str, teaching: Report, golden: Callable[[Path, str], None]) -> None:
    faces = {
        "txt": lambda: to_text(teaching, 80),
        "md": lambda: to_markdown(teaching),
        "json": lambda: json.dumps(teaching.to_plain(), ensure_ascii=False, indent=1) + "\n",
    }
    golden(GOLDEN / f"river-crossing.{suffix}", faces[suffix]())


def test_the_teaching_case_has_no_problem_but_its_two_loose_links(law: Law) -> None:
    found = workbench.check(TEACHING, law)
    assert sorted((one.rule, one.severity) for one in found) == [("unassigned", "warning"), ("unassigned-outside-group", "warning")]


def test_the_teaching_cases_meet_their_own_expectations(law: Law, policy: Policy) -> None:
    found = workbench.test([TEACHING.parent], law, policy)
    assert (found.failures, found.failed) == ((), 0)
    assert found.passed >= 2


def test_a_report_at_trial_waits_for_people(law: Law, policy: Policy) -> None:
    """One incident of one element has a recorded judgment; nothing else is met at trial, but for what is settled."""
    report = workbench.gaps(TEACHING, TRIAL, law=law, policy=policy)
    met = {(claim.id, one.address, row.event) for claim in report for one in claim for row in one.rows if row.result == "met"}
    assert met == {("deportation", "7(1)(d)/1", "august-crossing"), ("persecution", "28(a)/2", None)}
