"""Every value that a user meets shows itself in a notebook: as text, as Markdown and as static HTML, safely."""

import re
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import attrs
import pytest

import claimmap as cm
from claimmap import prospects
from claimmap.case import CONCLUSIONS, Case
from claimmap.dates import When
from claimmap.faces import Shown, bundle
from claimmap.law import Law
from claimmap.policy import CON_RULES, STANDARDS
from claimmap.problems import InvalidFiles, Place, Problem, Problems, UnknownId
from claimmap.report.faces import WORDED
from claimmap.whatif.shown import Worded
from claimmap.workbench import Failure, TestResult

NAME = "Zanzibarova"
"""The name of a person at risk: it stands in every free text of the case that is not shown in words."""
TEXT = f"""\
note: Spoken with {NAME}.
people:
  - {{id: commander-a, name: Commander A, nationality: [MMR], position: Commander of the sector, note: Seen by {NAME}.}}
  - {{id: relative-1, name: Olga {NAME}, role: sister of Maria {NAME}, position: lives with {NAME}, nationality: [unknown], born: 1987}}
groups:
  - {{id: villagers, kind: ethnical, name: The villagers, note: Said by {NAME}.}}
contexts:
  - {{id: clearance, kind: attack, title: The clearance operations, when: 2017-08/2018-01, at: [MMR], against: villagers}}
events:
  - id: august-crossing
    title: The crossing
    when: 2017-08-25
    victims: [{{id: v-1, count: "3", sex: female, age: "20", note: Maria {NAME} and two more}}]
    parts:
      - {{id: coercion, what: Burning, role: conduct, at: MMR}}
      - {{id: arrival, what: Arrival, role: consequence, at: BGD, note: With {NAME}.}}
  - {{id: other-day, title: Another day, when: 2018-01}}
claims:
  - {{id: deportation, title: Deportation of the villagers, crime: 7(1)(d), variant: deportation, modes: [25(3)(b)/ordering], people: [commander-a], events: [august-crossing, other-day], context: clearance, group: villagers, alleges: {{7(1)(d)/2: disputed}}}}
sources:
  - {{id: w-1, kind: person, title: "{NAME}, Maria, a baker", identity: known, grade: high, protected: true, tags: [first-hand, {NAME.lower()}], note: Born as {NAME}.}}
  - {{id: agency, kind: organisation, title: News agency, identity: known, grade: medium}}
evidence:
  - id: statement-1
    title: Statement of Maria {NAME}
    by: Maria {NAME}
    url: https://example.org/{NAME}
    kind: testimony
    made: 2018-03-04
    from: [w-1]
    grade: high
    access: public
    note: Her brother is {NAME}.
    supports:
      - {{element: 7(1)(d)/1, shows: "Maria {NAME} was driven to the ferry.", at: "para 3, {NAME}", event: august-crossing}}
  - id: memo
    title: Memo on {NAME}
    by: Office of {NAME}
    kind: official-document
    from: [agency]
    access: restricted
    supports:
      - {{element: 7(1)(d)/2, shows: "It names {NAME}.", event: august-crossing}}
      - {{element: 7(1)(d)/2, shows: It names villagers.}}
  - id: article
    title: Article on the villages
    kind: press-report
    from: [agency]
    access: public
    grade: low
    supports:
      - {{element: 7(1)(d)/2, shows: They had lived there., event: other-day}}
    undermines:
      - {{element: 7/attack, shows: It was quiet., context: clearance}}
leads:
  - {{for: 7(1)(d)/2, who: the land registry, why: It keeps the household lists., note: Told by {NAME}.}}
maybe-same:
  - {{ids: [w-1, agency], why: The words are alike.}}
"""


FAILED = TestResult(
    passed=0, failed=1, failures=(Failure(file="case.yaml", claim="deportation", what="7(1)(d)/2 status", expected="meets", found="asserted"),),
    problems=(Problem(place=Place(file="b.yaml"), rule="no-case", message="no case stands here"),),
)  # fmt: skip


def values(case: Case, law: Law) -> dict[str, Any]:
    """Make one value of every kind that shows itself."""
    report = cm.gaps(case, law=law)
    claim = report["deportation"]
    element = claim["7(1)(d)/2"]
    without = cm.without(case, "article")
    problem = Problem(place=Place(file="case.yaml", line=3, column=7), rule="unknown-value", message="'x' is no kind", hint="did you mean 'y'?", excerpt="kind: x")
    other = cm.recharacterise(case, "deportation", crime="7(1)(e)", law=law)
    return {
        "case": case, "claim": case.claims[0], "accused": case.people[0], "other person": case.people[1], "group": case.groups[0],
        "context": case.contexts[0], "event": case.events[0], "protected source": case.sources[0], "open source": case.sources[1],
        "statement": case.evidence[0], "restricted item": case.evidence[1], "public item": case.evidence[2],
        "link": case.evidence[0].supports[0], "lead": case.leads[0],
        "law": law, "crime": law["7(1)(d)"], "element of the law": law["7(1)(d)"].elements[0], "mode": law["25(3)(b)/ordering"],
        "provision": law["31(1)(a)"], "policy": cm.load_policy(), "states": law.states, "state": law.state("TJK"),
        "state on a day": law.states.on("TJK", "2017-08-25"),
        "report": report, "report claim": claim, "report element": element, "row": element.rows[0], "gap": element.gaps[0],
        "shared": report.shared[0], "loose link": report.unassigned[0],
        "jurisdiction of a claim": cm.jurisdiction(case, "deportation", law=law), "jurisdiction": cm.jurisdiction(case, law=law),
        "comparison": cm.compare(case, without), "what if": cm.whatif(case, without, law=law),
        "closing": cm.closing(case, "deportation", law=law), "critical": cm.critical(case, law=law),
        "disclosure": cm.disclosure(case, law=law), "ladder": cm.ladder(case, law=law), "recharacterised": other,
        "identities": prospects.identities(case, law=law), "analysts": prospects.analysts(case, law=law),
        "sensitivity": prospects.sensitivity(case, law=law),
        "test result": cm.test([Path(__file__).parent.parent / "cases" / "fictional"], law=law), "failed test": FAILED,
        "problem": problem, "problems": Problems((problem,)), "no problems": Problems(),
    }  # fmt: skip


@pytest.fixture(scope="module")
def shown(case_of: Callable[[str], Case], law: Law) -> Mapping[str, Any]:
    return values(case_of(TEXT), law)


KINDS = (
    "case", "claim", "accused", "other person", "group", "context", "event", "protected source", "open source", "statement", "restricted item",
    "public item", "link", "lead", "law", "crime", "element of the law", "mode", "provision", "policy", "states", "state", "state on a day",
    "report", "report claim", "report element", "row", "gap", "shared", "loose link", "jurisdiction of a claim", "jurisdiction", "comparison",
    "what if", "closing", "critical", "disclosure", "ladder", "recharacterised", "identities", "analysts", "sensitivity", "test result", "failed test", "problem",
    "problems",
    "no problems",
)  # fmt: skip
every = pytest.mark.parametrize("kind", KINDS)


def test_every_kind_of_value_is_tried(shown: Mapping[str, Any]):
    assert set(KINDS) == set(shown)
    tried = {type(one) for one in shown.values()}
    assert set(WORDED) <= tried
    assert {one for one in (*Shown.__subclasses__(), *Worded.__subclasses__()) if one is not Worded} <= tried


# ---------------------------------------------------------------- what a face is made of

TAGS = frozenset(
    "div section h2 h3 h4 p br small strong em ul ol li pre table caption thead tbody tr th td details summary "
    "figure figcaption svg g line path rect circle text tspan title desc polygon style".split()
)
OUTSIDE = frozenset({"src", "href", "xlink:href", "action", "data", "srcset", "background", "poster"})


class Checked(HTMLParser):
    """Gathers what stands in a fragment: tags left open, headers without a scope, tables without headers."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.said: list[str] = []
        self.faults: list[str] = []
        self.tables = 0
        self.feed(html)
        self.close()
        self.faults += [f"{tag} is never closed" for tag in self.open]

    def handle_starttag(self, tag: str, found: list[tuple[str, str | None]]) -> None:
        held = dict(found)
        if tag not in TAGS:
            self.faults.append(f"<{tag}>")
        self.faults += [f"{name} of <{tag}>" for name, value in found if name in OUTSIDE or name.startswith("on") or "url(" in (value or "")]
        if tag == "th" and held.get("scope") not in ("col", "row"):
            self.faults.append("a header without a scope")
        if tag == "table":
            self.tables += 1
        if tag not in ("br", "line", "path", "rect", "circle", "polygon"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, found: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.faults.append(f"<{tag}/>")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        self.said.append(data)


@every
def test_a_face_has_three_forms_and_well_formed_static_html(shown: Mapping[str, Any], kind: str):
    value = shown[kind]
    faces = value._repr_mimebundle_()
    assert set(faces) == {"text/plain", "text/markdown", "text/html"}
    assert all(faces.values())
    assert value._repr_html_() == faces["text/html"]
    assert value._repr_markdown_() == faces["text/markdown"]
    checked = Checked(faces["text/html"])
    assert checked.faults == []
    assert "".join(checked.said).strip()
    assert re.findall(r"(?:https?:)?//[a-z]", re.sub(r'xmlns="[^"]*"', "", faces["text/html"])) == []


@every
def test_no_score_and_no_verdict(shown: Mapping[str, Any], kind: str):
    if kind in ("law", "crime", "element of the law", "mode", "provision"):
        return  # the law's own words
    text = " ".join(shown[kind]._repr_mimebundle_().values()).replace("To be proved for jurisdiction", "")
    assert not re.search(r"\bproved\b|\bguilty\b|\d ?%", text)


@every
def test_the_same_bytes_twice(shown: Mapping[str, Any], case_of: Callable[[str], Case], law: Law, kind: str):
    again = values(case_of(TEXT), law) if kind == KINDS[0] else shown
    for name in KINDS if kind == KINDS[0] else (kind,):
        assert again[name]._repr_mimebundle_() == shown[name]._repr_mimebundle_()


def test_tables_have_headers(shown: Mapping[str, Any]):
    for kind in ("case", "claim", "event", "public item", "law", "policy", "failed test", "state", "report", "report claim", "report element", "row", "gap", "problem"):
        html = shown[kind]._repr_html_()
        assert Checked(html).tables > 0, kind
        for table in re.findall(r"<table>.*?</table>", html, re.DOTALL):
            assert '<th scope="col"' in table.partition("</thead>")[0], kind
            assert all('<th scope="row"' in row for row in re.findall(r"<tr>.*?</tr>", table.partition("<tbody>")[2])), kind


# ---------------------------------------------------------------- people at risk


@every
def test_people_at_risk_appear_by_code_only(shown: Mapping[str, Any], kind: str):
    value = shown[kind]
    for said in (*value._repr_mimebundle_().values(), repr(value), repr((value,)), str(value)):
        assert NAME.lower() not in said.lower()


def test_the_codes_stand_where_the_names_do_not(shown: Mapping[str, Any]):
    assert "relative-1" in shown["other person"]._repr_html_()
    assert "w-1" in shown["protected source"]._repr_html_()
    assert "statement-1" in shown["statement"]._repr_html_()
    assert "It names villagers" not in shown["restricted item"]._repr_html_()
    assert "They had lived there" in shown["public item"]._repr_html_()
    assert "News agency" in shown["open source"]._repr_html_()


def test_a_title_that_holds_a_protected_name_is_left_out_of_the_face_of_the_case(case_of: Callable[[str], Case]):
    text = TEXT.replace("title: Deportation of the villagers", f"title: Deportation of {NAME}").replace("title: Another day", f"title: The day of {NAME}")
    faces = case_of(text)._repr_mimebundle_()
    assert all(NAME.lower() not in face.lower() for face in faces.values())
    assert faces["text/html"].count("left out)") == 2


@pytest.mark.parametrize("kind", ["testimony", "victim-statement", "insider-statement"])
@pytest.mark.parametrize("access", ["public", "restricted", "protected", None])
def test_somebodys_own_words_are_never_shown(shown: Mapping[str, Any], kind: str, access: str | None):
    item = attrs.evolve(shown["public item"], kind=kind, access=access)
    assert "They had lived there" not in item._repr_html_()
    assert "Article on the villages" not in item._repr_html_()


@pytest.mark.parametrize("identity", ["withheld-from-public", "withheld-from-defence"])
def test_whoever_is_withheld_is_shown_by_code(shown: Mapping[str, Any], identity: str):
    assert "News agency" not in attrs.evolve(shown["open source"], identity=identity)._repr_html_()


# ---------------------------------------------------------------- hostile text

MARK = "<img src=x onerror=alert(1)><script>alert(2)</script>\"'&`|\u202egnp\u2066\x1b[31m"
KEPT = frozenset({
    *STANDARDS, *CON_RULES, *CONCLUSIONS, "met", "open", "not-met", "choice", "no-claim", "outside-group", "no-match", "context", "yes", "no", "partly",
    "unknown", "error", "warning", "exercised", "available", "defective", "hypothetical", "n/a", "none", "kept", "moved", "review", "perpetrators",
})  # fmt: skip
"""Words of closed lists, which no file can hold otherwise."""


def hostile(value: Any, name: str = "") -> Any:
    """Put markup and characters that turn the direction of text at the end of every text in a value."""
    if isinstance(value, str):
        return value if value in KEPT or name in ("sha256", "code", "kind", "access", "format", "rule", "severity", "case", "as_of", "modes", "presence", "direction", "what") else value + MARK
    if isinstance(value, When) or value is None:
        return value
    if isinstance(value, Problems):
        return Problems(hostile(one) for one in value)
    if isinstance(value, tuple):
        return tuple(hostile(one, name) for one in value)
    if isinstance(value, Mapping):
        return {key: hostile(one) for key, one in value.items()}
    if attrs.has(type(value)):
        fields = [one for one in attrs.fields(type(value)) if one.init]
        return attrs.evolve(value, **{one.alias: hostile(getattr(value, one.name), one.name) for one in fields})
    return value


CASE_VALUES = tuple(one for one in KINDS if one not in ("law", "crime", "element of the law", "mode", "provision", "states", "no problems", "report", "test result"))


@pytest.mark.parametrize("kind", CASE_VALUES)
def test_markup_in_every_field_is_text(shown: Mapping[str, Any], kind: str):
    value = hostile(shown[kind])
    faces = value._repr_mimebundle_()
    assert Checked(faces["text/html"]).faults == []
    assert "gnp" in faces["text/html"]
    for said in (*faces.values(), repr(value)):
        assert not any(one in said for one in "\u202e\u2066\x1b")
    for name in ("img", "script"):
        assert not re.search(rf"(?<!\\)<{name}", faces["text/markdown"])


def test_a_report_on_hostile_text_is_text(case_of: Callable[[str], Case], law: Law):
    case = case_of(TEXT)
    told = attrs.evolve(
        case, title=case.title + MARK, claims=tuple(attrs.evolve(one, title=one.title + MARK) for one in case.claims),
        events=tuple(attrs.evolve(one, title=one.title + MARK) for one in case.events),
    )  # fmt: skip
    faces = cm.gaps(told, law=law)._repr_mimebundle_()
    assert Checked(faces["text/html"]).faults == []
    assert faces["text/html"].count("gnp") >= 2
    assert not any(one in face for face in faces.values() for one in "\u202e\u2066\x1b")


# ---------------------------------------------------------------- lists, problems and errors


def test_in_a_list_a_value_is_named_by_its_code(shown: Mapping[str, Any]):
    assert repr(shown["case"].sources) == "(Source(id='w-1', kind='person'), Source(id='agency', kind='organisation'))"
    assert repr(shown["gap"]).startswith("Gap(kind='")
    assert repr(shown["crime"]) == "Crime(address='7(1)(d)')"


def test_problems_show_what_the_command_line_shows(shown: Mapping[str, Any]):
    faces = bundle(shown["problems"])
    assert faces["text/plain"] == shown["problem"].render()
    for words in ("case.yaml:3:7", "unknown-value", "did you mean"):
        assert words in faces["text/html"]
    assert "kind: x" in faces["text/html"]
    assert bundle(Problems())["text/plain"] == "no problem"


def test_what_check_returns_shows_itself():
    found = cm.check("cases/fictional/nothing-is-here")
    assert isinstance(found, Problems)
    assert "nothing-is-here" in found._repr_html_()


def test_a_mistake_in_a_notebook_is_told_without_a_traceback():
    error = InvalidFiles([Problem(place=Place(file="a.yaml", line=1, column=2), rule="unknown-value", message="'x\x1b' is no kind")])
    assert error._render_traceback_() == ["a.yaml:1:2: 'x\\x1b' is no kind  [unknown-value]"]
    assert UnknownId("claim", "deportatio", ["deportation"])._render_traceback_() == ["there is no claim 'deportatio'; did you mean 'deportation'?"]


def test_what_has_no_face_says_so():
    with pytest.raises(TypeError, match="int has no face"):
        bundle(3)


def texts(value: Any) -> Iterator[str]:
    """Give every text that stands in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from texts(one)
    elif isinstance(value, Mapping):
        yield from texts(list(value.items()))
    elif attrs.has(type(value)):
        for one in attrs.fields(type(value)):
            yield from texts(getattr(value, one.name))


def test_the_name_does_stand_in_the_values(shown: Mapping[str, Any]):
    """The leak test tests something: the name is in the values that are shown without it."""
    for kind in ("case", "other person", "event", "protected source", "statement", "restricted item", "link"):
        assert any(NAME in text for text in texts(shown[kind])), kind
