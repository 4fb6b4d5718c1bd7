"""Files to values: what must survive, what is merged, and that no file whatever brings the reader down."""

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimmap import checks, library, workbench
from claimmap.case import AnalystGrade, Case, Dispute, Nationality
from claimmap.law import CrimeFile
from claimmap.problems import InvalidFiles, Problem, in_order
from claimmap.reading import (
    NULLS,
    Origins,
    SourceFile,
    fold,
    format_of,
    key_of,
    keys_of,
    merge,
    plain_of,
    read,
    read_value,
    shortened,
    structure,
    structured,
)
from claimmap.reading.bounds import NeedsPlaces
from claimmap.reading.marking import Marked

HERE = Path(__file__).parent
HEAD = "format: claimmap/case-1\nid: example\ntitle: Example\nas-of: 2026-11-21\n"
GOOD = [*sorted((HERE / "truth").rglob("*.yaml")), *sorted(library.statutes_folder().rglob("*.yaml"))]
COMPLETE = (
    HEAD
    + """standard: reasonable-grounds
triggers:
  - route: 13(c)
    date: 2019-07-04
    under-consideration-since: 2018-04-09
    covers: {at: [SDN-darfur], from: 2002-07-01, to: ..}
states:
  KGZ: {party: 2027-01-01/.., accepts: []}
people:
  - id: commander-a
    nationality: [MMR, {state: DEU, when: 2023/.., held: {value: disputed, prevailing: alleged}}]
    born: 1960
groups:
  - {id: villagers, kind: ethnical, name: The villagers}
contexts:
  - id: clearance
    kind: attack
    when: 2017-08/2018-01
    at: [MMR]
    against: villagers
events:
  - id: august-crossing
    title: Villages burnt, people driven across the river
    when: 2017-08-25/2017-12
    continuing: false
    victims: [{id: v-1, count: 300?, group: villagers}]
    parts:
      - id: coercion
        element: 7(1)(d)/1
        role: conduct
        at: MMR
      - {id: arrival, what: Arrival on the other bank, role: consequence, at: BGD, via: [KAZ, TUR]}
claims:
  - id: deportation
    title: Deportation of the villagers
    crime: 7(1)(d)
    variant: deportation
    modes: [25(3)(a)/indirect-co-perpetration, 25(3)(d)(ii)]
    people: [commander-a]
    events: [august-crossing]
    group: villagers
    alleges: {7(1)(d)/2: disputed}
sources:
  - id: w12
    kind: person
    identity: known
    reliability: B
evidence:
  - id: witness-12
    title: Statement of witness 12
    kind: testimony
    made: 2018-03
    from: [w12]
    credibility: 2
    admissibility: {status: challenged, ground: 69(7)}
    supports:
      - element: 7(1)(d)/1
        shows: >-
          Soldiers drove the village to the ferry: at gunpoint, and # by night.
        at: paras 30-41
        claim: deportation
    undermines:
      - element: 7(1)(d)/3
        shows: He says the soldiers believed everyone had papers.
  - id: denial-1
    title: Denial
    kind: denial
    from: self
challenges:
  - {from: denial-1, target: {evidence: witness-12, element: 7(1)(d)/1}, effect: {cap: low}, because: It says so}
settled:
  - {element: 7/attack, context: clearance, basis: rule-69}
expect:
  gaps:
    deportation:
      7(1)(d)/2: {open: true, lines: {for: [0, 2]}}
"""
)


def quick(text: str | bytes) -> Any:
    return fold(text.encode() if isinstance(text, str) else text)


def careful(text: str | bytes) -> tuple[Any, list[Problem]]:
    marked = Marked(SourceFile("case.yaml", text.encode() if isinstance(text, str) else text))
    root = marked.read()
    return None if root is None else root.to_plain(), marked.problems


def case_from(*texts: str | bytes) -> Case:
    files = [SourceFile(f"{number}.yaml", text.encode() if isinstance(text, str) else text) for number, text in enumerate(texts)]
    case, _, problems = read_value(files, Case)
    assert case is not None, "\n".join(one.render() for one in problems)
    return case


# ---------------------------------------------------------------- values that must survive

SURVIVE = [
    ("NO", "NO"),
    ("no", "no"),
    ("yes", "yes"),
    ("On", "On"),
    ("8.10", "8.10"),
    ("1:30", "1:30"),
    ("010", "010"),
    ("0x1F", "0x1F"),
    ("1e3", "1e3"),
    ("1_000", "1_000"),
    ("+5", "+5"),
    (".5", ".5"),
    (".inf", ".inf"),
    ("2017-04-03", "2017-04-03"),
    ("2017-04-03 10:00:00", "2017-04-03 10:00:00"),
    ("=", "="),
    ("<<", "<<"),
    ("'null'", "null"),
    ('"null"', "null"),
    ("'~'", "~"),
    ("nULL", "nULL"),
    ("none", "none"),
    ("كان الجنود عند العبّارة ليلاً", "كان الجنود عند العبّارة ليلاً"),
    ("他们在夜里把村民赶到渡口", "他们在夜里把村民赶到渡口"),
    ("ھۆكۈمەت خادىملىرى", "ھۆكۈمەت خادىملىرى"),
    ("Кремль, 1937", "Кремль, 1937"),
    ("\U0001f68d\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f68d\U0001f468\u200d\U0001f469\u200d\U0001f467"),
    ("e\u0301 is not \u00e9", "e\u0301 is not \u00e9"),
    ('"tab\\tand \\u00e9"', "tab\tand \u00e9"),
    ("'it''s'", "it's"),
    ("a#b", "a#b"),
    ("a  # two spaces begin a comment", "a"),
    ("http://example.org/a?b=c&d=*e!", "http://example.org/a?b=c&d=*e!"),
    ("7(1)(d)/2", "7(1)(d)/2"),
    (">-\n  One sentence: with a colon, # a mark\n  and two lines.", "One sentence: with a colon, # a mark and two lines."),
    ("|-\n  one\n  two", "one\ntwo"),
    ("over\n  two lines", "over two lines"),
    ("- not a list".replace("- ", "'- ") + "'", "- not a list"),
    ("x" * 100_000, "x" * 100_000),
    ("word " * 20_000 + "end", "word " * 20_000 + "end"),
]


@pytest.mark.parametrize(("written", "value"), SURVIVE, ids=[written[:20] for written, _ in SURVIVE])
def test_a_text_survives(written: str, value: str) -> None:
    assert case_from(f"{HEAD}note: {written}\n").note == value
    assert quick(f"note: {written}\n") == {"note": value}
    assert careful(f"note: {written}\n") == ({"note": value}, [])


@pytest.mark.parametrize("written", ["NO", "8.10", "1:30", "010", "on", "2018", "1e3"])
def test_ids_and_keys_are_texts_too(written: str) -> None:
    case = case_from(f"{HEAD}states:\n  {written}: {{note: {written}}}\npeople:\n  - id: {written}\n    nationality: [{written}]\n")
    assert case.people[0].id == written
    assert case.people[0].nationality == (Nationality(state=written),)
    assert case.states[written].note == written


@pytest.mark.parametrize("nothing", ["null", "Null", "NULL", "~"])
def test_null_is_absent(nothing: str) -> None:
    case = case_from(f"{HEAD}note: {nothing}\npeople: {nothing}\nstandard: {nothing}\nstates: {{KGZ: {nothing}}}\n")
    assert (case.note, case.people, case.standard, case.states) == (None, (), "reasonable-basis", {})
    assert case == case_from(HEAD)


def test_a_byte_order_mark_is_nothing() -> None:
    assert case_from(b"\xef\xbb\xbf" + HEAD.encode()) == case_from(HEAD)
    assert format_of(b"\xef\xbb\xbf" + HEAD.encode()) == "claimmap/case-1"


def test_a_byte_order_mark_moves_no_place() -> None:
    data = b"\xef\xbb\xbf" + HEAD.replace("title", "titel").encode()
    (one,) = read_value([SourceFile("case.yaml", data.replace(b"format: claimmap/case-1\n", b""))], Case)[2]
    assert (one.place.line, one.place.column, one.excerpt) == (2, 1, "titel: Example")


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_endings_of_other_systems(ending: str) -> None:
    text = COMPLETE.replace("\n", ending)
    assert case_from(text) == case_from(COMPLETE)
    (one,) = read_value([SourceFile("case.yaml", (text + f"titel: x{ending}").encode())], Case)[2]
    assert (one.place.line, one.excerpt) == (COMPLETE.count("\n") + 1, "titel: x")


def test_a_file_without_a_last_newline() -> None:
    assert case_from(HEAD.rstrip("\n")) == case_from(HEAD)


@pytest.mark.parametrize(("written", "value"), [("true", True), ("Yes", True), ("TRUE", True), ("no", False), ("False", False), ("NO", False)])
def test_the_declared_type_converts(written: str, value: bool) -> None:
    assert case_from(f"{HEAD}people:\n  - id: a\n    adult: {written}\n").people[0].adult is value


@pytest.mark.parametrize("written", ["1", "0", "on", "off", "y", "t", "wahr"])
def test_nothing_else_is_a_boolean(written: str) -> None:
    (one,) = read_value([SourceFile("a.yaml", f"{HEAD}people:\n  - id: a\n    adult: {written}\n".encode())], Case)[2]
    assert one.rule == "wrong-type"


def test_short_forms() -> None:
    case = case_from(COMPLETE)
    assert case.as_of == dt.date(2026, 11, 21)
    assert case.people[0].nationality is not None
    assert case.people[0].nationality[0] == Nationality(state="MMR")
    assert case.people[0].nationality[1].held == Dispute(value="disputed", prevailing="alleged")
    assert case.claims[0].alleges == {"7(1)(d)/2": Dispute(value="disputed")}
    assert case.evidence[0].admissibility.status == "challenged"
    assert case.evidence[0].supports[0].claim == ("deportation",)
    assert case.evidence[0].supports[0].shows == "Soldiers drove the village to the ferry: at gunpoint, and # by night."
    assert case.evidence[1].from_ == ("self",)
    assert case.challenges[0].effect == "low"
    assert case.triggers[0].covers is not None
    assert case.triggers[0].covers.to is None
    assert case.states["KGZ"].accepts == ()
    assert case_from(f"{HEAD}people:\n  - id: a\n    nationality: [unknown]\n").people[0].nationality is None
    assert case_from(f"{HEAD}people:\n  - id: a\n    nationality: []\n").people[0].nationality == ()


def test_effects_of_a_challenge() -> None:
    head = f"{HEAD}challenges:\n  - from: a\n    target: b\n    because: c\n    effect: "
    assert [case_from(head + said).challenges[0].effect for said in ("defeat", "{cap: low}", "{cap: medium}")] == ["none", "low", "medium"]
    for said in ("none", "low", "{cap: none}", "{cap: high}", "{cap: low, why: x}", "[defeat]", "{}"):
        (one,) = read_value([SourceFile("a.yaml", (head + said).encode())], Case)[2]
        assert (one.rule, one.place.line) == ("unknown-value", 9), said


def test_a_comment_may_follow_a_value() -> None:
    case = case_from(
        f"{HEAD}note: Where we stand. # a comment\npeople:\n  - id: a # the commander\n    name: Commander A # not his real name\n    role: officer   #4\n"
    )
    assert (case.note, case.people[0].name, case.people[0].role) == ("Where we stand.", "Commander A", "officer")


def test_keys() -> None:
    assert [key_of(name) for name in ("as_of", "from_", "in_", "for_", "alternative_to")] == ["as-of", "from", "in", "for", "alternative-to"]
    assert keys_of(Case)["maybe-same"] == "maybe_same"


def test_shortened() -> None:
    assert shortened("x" * 41) == "x" * 40 + "..."
    assert shortened("a" + "x" * 40, tail=True) == "..." + "x" * 40
    assert shortened("x" * 40) == "x" * 40


# ---------------------------------------------------------------- the quick path


@pytest.mark.parametrize("path", GOOD, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_good_file_takes_the_quick_path_and_means_the_same_on_the_careful_one(path: Path) -> None:
    data = path.read_bytes()
    assert careful(data) == (fold(data), [])


@pytest.mark.parametrize("text", [COMPLETE.replace(" #", ""), HEAD, HEAD + "people: []\nstates: {}\nnote: 'null'\n"])
def test_a_good_case_takes_the_quick_path(text: str) -> None:
    plain, problems = careful(text)
    assert (plain, problems) == (quick(text), [])
    reading = read([SourceFile("case.yaml", text.encode())], Case)
    assert reading.partial is None, "the careful path keeps what it could read"
    with_comment = read([SourceFile("case.yaml", (text + "law: rome-statute # one space\n").encode())], Case)
    assert with_comment.partial is not None
    assert with_comment.value == reading.value == structure(quick(text), Case)


def test_the_quick_path_says_nothing_of_what_is_wrong() -> None:
    for text in ("", "a", "- a", "a: b\na: c", "a:", "a: ''", "a: &b c", "a: *b", "a: !t b", "a: [x,", "a: [~]", "a: x\n---\nb: y", "\ta: b"):
        with pytest.raises(NeedsPlaces):
            quick(text)
    for data in (HEAD.encode("utf-16"), HEAD.encode("utf-16-be"), "a: \xe4".encode("latin-1"), b"a: \x00", b"a: " + b"[" * 51 + b"]" * 51, b"[" * 5000):
        with pytest.raises(NeedsPlaces):
            quick(data)


def test_an_ampersand_in_a_sentence_is_no_anchor() -> None:
    text = "a: Smith & Sons\nb: R&D* x!\nc: '*'\nd: \"&x\"\ne: |\n  &x *y !z\nf: [a&b, c*d, e!f]\n"
    assert quick(text) == {"a": "Smith & Sons", "b": "R&D* x!", "c": "*", "d": "&x", "e": "&x *y !z\n", "f": ["a&b", "c*d", "e!f"]}


def test_every_way_to_write_an_anchor_a_tag_or_an_alias_is_seen() -> None:
    ways = ["&a b: c", "a: &b c", "- &a b", "a: [&b c]", "a: {&b c: d}", "a: {b: &c d}", "? &a b\n: c", "--- &a\nb: c", "a: &b\n  c: d", "a: &b [c]",
            "!a b: c", "a: !b c", "a: !!str c", "a: ! c", "a: [!b c]", "--- !a\nb: c", "a: !b\n  c: d", "a: !<tag:x> c", "&a\nb: c", '{"a":&b c}']  # fmt: skip
    for way in ways:
        with pytest.raises(NeedsPlaces):
            quick(way)
        assert {one.rule for one in careful(way)[1]} & {"anchor", "tag"}, way


# ---------------------------------------------------------------- merging


def test_lists_append_in_the_order_of_the_files() -> None:
    case = case_from(HEAD + "people: [{id: a}]\n", "people: [{id: b}, {id: c}]\n", "people: []\n", "people: [{id: d}]\n")
    assert [one.id for one in case.people] == ["a", "b", "c", "d"]


def test_mappings_join_and_scalars_may_come_from_any_file() -> None:
    case = case_from(HEAD + "states: {KGZ: {note: one}}\n", "note: The note.\nstates: {MMR: {note: two}}\n", "standard: ~\n")
    assert {name: one.note for name, one in case.states.items()} == {"KGZ": "one", "MMR": "two"}
    assert case.note == "The note."


def test_one_file_alone_is_itself() -> None:
    assert merge([{"a": ["x"]}]) == ({"a": ["x"]}, {}, {}, [])


@pytest.mark.parametrize(
    ("first", "second", "places"),
    [
        ("note: one", "note: two", ("2.yaml:1:1", "1.yaml:1:1")),
        ("note: [one]", "note: two", ("2.yaml:1:1", "1.yaml:1:1")),
        ("note: one", "note: [two]", ("2.yaml:1:1", "1.yaml:1:1")),
        ("states: {A: {note: x}}", "states: [B]", ("2.yaml:1:1", "1.yaml:1:1")),
        ("states: {A: {note: x}}", "states:\n  A: {note: y}", ("2.yaml:2:3", "1.yaml:1:10")),
    ],
)
def test_what_may_stand_once_stands_once(first: str, second: str, places: tuple[str, str]) -> None:
    files = [SourceFile("0.yaml", HEAD.encode()), SourceFile("1.yaml", first.encode()), SourceFile("2.yaml", second.encode())]
    found = [one for one in read_value(files, Case)[2] if one.rule == "stands-twice"]
    assert [(str(one.place), *map(str, one.also)) for one in found] == [places]


def test_places_lie_in_the_file_that_holds_the_value() -> None:
    texts = [HEAD + "people: [{id: a}]\nstates: {KGZ: {party: never}}\n", "people:\n  - id: b\n  - id: c\n", "note: x\nstates:\n  MMR: {party: never}\n"]
    _, origins, problems = read_value([SourceFile(f"{number}.yaml", text.encode()) for number, text in enumerate(texts)], Case)
    assert problems == []
    place = {
        ("people", 0, "id"): "0.yaml:5:15", ("people", 1, "id"): "1.yaml:2:9", ("people", 2, "id"): "1.yaml:3:9",
        ("note",): "2.yaml:1:7", ("states", "KGZ", "party"): "0.yaml:6:23", ("states", "MMR", "party"): "2.yaml:3:16",
        ("title",): "0.yaml:3:8", (): "0.yaml:1:1", ("people", 9, "id"): "1.yaml:2:3", ("nothing",): "0.yaml:1:1",
    }  # fmt: skip
    for path, where in place.items():
        assert str(origins.place(path)[0]) == where, path
    assert str(origins.place(("people", 2, "id"), key=True)[0]) == "1.yaml:3:5"


def test_a_place_in_a_file_that_can_no_longer_be_read_is_the_file() -> None:
    assert str(Origins([SourceFile("a.yaml", b"[")], {}, {}).place(("people", 0))[0]) == "a.yaml"


def test_a_fault_in_one_file_hides_no_fault_in_another() -> None:
    files = [SourceFile("a.yaml", HEAD.encode()), SourceFile("b.yaml", b"note: [\n"), SourceFile("c.yaml", b"people:\n  - id: a\n    kind: man\n")]
    reading = read(files, Case)
    assert [(one.place.file, one.rule) for one in in_order(reading.problems)] == [("b.yaml", "not-yaml"), ("c.yaml", "unknown-value")]
    assert reading.value is None
    assert reading.incomplete


def test_a_key_that_is_empty_in_one_file_is_one_problem() -> None:
    for files in (["people:\n", "people: [{id: a}]\n"], ["people: [{id: a}]\n", "people:\n"]):
        problems = read([SourceFile(f"{number}.yaml", text.encode()) for number, text in enumerate([HEAD, *files])], Case).problems
        assert [one.rule for one in problems] == ["empty-value"]


def test_reading_without_saying_what_is_wrong() -> None:
    assert plain_of(b"a: b") == {"a": "b"}
    assert [plain_of(data) for data in (b"", b"- a", b"a: ''", b"a: b #c", b"[")] == [None] * 5
    assert structured({"of": "a", "analyst": "b", "grade": "low", "because": "c"}, AnalystGrade) is not None
    for plain in ({"of": "a"}, {"off": "a"}, {"of": ["a"]}, "a", [], None):
        assert structured(plain, AnalystGrade) is None


# ---------------------------------------------------------------- once each, all at once


def test_one_mistake_is_one_problem() -> None:
    """Style: `titel:` is "did you mean 'title'?", not also "lacks title"."""
    for text in (
        HEAD.replace("title", "titel"),
        HEAD.replace("title: Example", "title:"),
        HEAD.replace("title: Example", "title: []"),
        HEAD.replace("title: Example", "title: &a Example"),
        HEAD.replace("title: Example", "title: !x Example"),
        HEAD + "people: [{id: a, born: }]\n",
        HEAD + "people: a\n",
        HEAD + "people:\n",
        HEAD + "people:\n  - \n",
        HEAD + "people: [*a]\n",
        HEAD + "challenges: [{from: a, target: b, because: c, effect: }]\n",
        HEAD + "claims: [{id: a, title: Burning, shooting, crime: 7(1)(d)}]\n",
    ):
        problems = read_value([SourceFile("a.yaml", text.encode())], Case)[2]
        assert len(problems) == 1, (text, [one.render() for one in problems])


def test_all_problems_of_all_entries_are_there(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(
        COMPLETE.replace("kind: testimony", "kind: testimoni").replace("made: 2018-03", "made: 2018-33").replace("from: [w12]", "from: [w13]").replace(
            "crime: 7(1)(d)", "crime: 7(1)(dd)").replace("id: denial-1", "id: witness-12").replace("role: conduct", "rol: conduct"),
        encoding="utf-8",
    )  # fmt: skip
    problems = workbench.check(path)
    assert sorted(one.rule for one in problems) == sorted(
        ["unknown-value", "bad-date", "unknown-id", "bad-address", "duplicate-id", "unknown-key", "unknown-id"]
    )
    assert problems == in_order(problems)


def test_a_lost_part_makes_no_dangling_names() -> None:
    text = COMPLETE.replace("\nsources:", "\nsuorces:")
    assert [one.rule for one in _checked(text)] == ["unknown-key"]
    text = COMPLETE.replace("  - id: w12\n", "  - ide: w12\n")
    assert [one.rule for one in _checked(text)] == ["unknown-key"]
    text = COMPLETE.replace("  - id: commander-a\n    nationality", "  - nationality")
    assert [one.rule for one in _checked(text)] == ["missing-key"]


def _checked(text: str) -> list[Problem]:
    reading = read([SourceFile("case.yaml", text.encode())], Case)
    assert reading.partial is not None
    return [*reading.problems, *checks.check_partly(reading, library.load_law())]


# ---------------------------------------------------------------- hostile files

TOKENS = ["a", "id", "people", ": ", ":", "- ", "[", "]", "{", "}", ", ", "\n", "\n  ", "\n    ", "'", '"', "#", " #", "&x ", "*x", "!t ", "!!map ", "|", ">-", "?", "? ", "%", "@",
          "\t", "---\n", "...\n", "~", "null", "\\", "\u202e", "\x1b[31m", "\x00", "\u2028", "\x85", "\ufeff", "é", "村", "\U0001f68d", "evidence:\n  - id: ", "7(1)(d)/1", "2018-13",
          "claims:\n  - crime: ", "from: ", "states: {", "<<: ", "=", "yes", "\r", "\r\n"]  # fmt: skip
yamlish = st.lists(st.sampled_from(TOKENS), max_size=40).map("".join)


@st.composite
def mutated(draw: st.DrawFn, text: str = COMPLETE) -> bytes:
    """A good file with a few slices deleted, doubled, moved or overwritten."""
    data = text.encode()
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        stop = min(len(data), start + draw(st.integers(0, 60)))
        piece = draw(st.one_of(st.just(b""), st.just(data[start:stop] * 2), st.sampled_from(TOKENS).map(str.encode), st.binary(max_size=4)))
        data = data[:start] + piece + data[stop:]
    return data


@st.composite
def line_mutated(draw: st.DrawFn) -> bytes:
    """A good file with lines left out, doubled, indented otherwise, or with other values."""
    lines = COMPLETE.splitlines()
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(lines) - 1))
        change = draw(st.sampled_from(["drop", "double", "indent", "dedent", "value", "swap"]))
        if change == "drop":
            del lines[at]
        elif change == "double":
            lines.insert(at, lines[at])
        elif change == "indent":
            lines[at] = "  " + lines[at]
        elif change == "dedent":
            lines[at] = lines[at].removeprefix("  ")
        elif change == "value":
            lines[at] = lines[at].partition(":")[0] + ": " + draw(st.sampled_from(["x", "[]", "{}", "[x]", "{a: b}", "~", "''", "[[x]]", "self", "2018/2017", "7(1)(d)", "[w12, {a: b}]"]))
        else:
            other = draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], lines[at]
    return "\n".join(lines).encode()


def assert_read_or_explained(data: bytes) -> None:
    reading = read([SourceFile("case.yaml", data)], Case)
    errors = [one for one in reading.problems if one.severity == "error"]
    assert (reading.value is None) == bool(errors)
    if reading.partial is not None:
        in_order([*reading.problems, *checks.check_partly(reading, library.load_law())])
    lines = data.decode("utf-8-sig", "replace").splitlines()
    for one in reading.problems:
        shown = one.render()
        assert shown.replace("\n", "").isprintable()
        assert 0 <= one.place.line <= len(lines) + 1
        assert one.message
        assert not one.message.endswith(".")


@given(st.binary(max_size=200))
def test_random_bytes_are_read_or_explained(data: bytes) -> None:
    assert_read_or_explained(data)


@given(yamlish)
def test_random_yaml_is_read_or_explained(text: str) -> None:
    assert_read_or_explained(text.encode())
    assert_read_or_explained((HEAD + text).encode())


@given(st.one_of(mutated(), line_mutated()))
def test_mutated_files_are_read_or_explained(data: bytes) -> None:
    assert_read_or_explained(data)


@given(st.one_of(yamlish.map(str.encode), mutated(), line_mutated()))
def test_the_two_ways_of_reading_agree(data: bytes) -> None:
    try:
        plain = fold(data)
    except NeedsPlaces:
        return
    if _has_null_key(plain):
        return  # refused by the careful way; nothing in a case bears such a name
    slow, problems = careful(data)
    assert [one.rule for one in problems if one.rule != "cut-by-comment"] == []
    assert slow == plain


def _has_null_key(plain: Any) -> bool:
    if isinstance(plain, dict):
        return any(key in NULLS for key in plain) or any(map(_has_null_key, plain.values()))
    return isinstance(plain, list) and any(map(_has_null_key, plain))


@given(st.one_of(st.binary(max_size=100), yamlish.map(str.encode), mutated(), line_mutated()))
def test_checking_a_hostile_file_never_fails(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "hostile" / "case.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    problems = workbench.check(path)
    assert problems == in_order(problems)
    if any(one.severity == "error" for one in problems):
        with pytest.raises(InvalidFiles):
            workbench.load_case(path)
    else:
        workbench.load_case(path)


@given(st.one_of(yamlish.map(str.encode), mutated("format: claimmap/crime-1\naddress: 7(1)(d)\ntitle: T\nin-force: 2002-07-01\nsource: {title: T, cite: c}\nelements:\n  - number: 1\n")))
def test_a_hostile_statute_is_read_or_explained(data: bytes) -> None:
    value, _, problems = read_value([SourceFile("7-1-d.yaml", data)], CrimeFile)
    assert (value is None) == bool(problems)


def test_values_that_would_slow_the_reader_down() -> None:
    for text in (
        "note: " + "7" * 10_000,
        "people:\n  - id: a\n    born: " + "2" * 10_000,
        "expect: {gaps: {a: {b: {lines: {for: [" + "9" * 10_000 + "]}}}}}",
        "claims:\n  - {id: a, title: b, crime: " + "(" * 10_000 + "}",
        "claims:\n  - {id: a, title: b, crime: none, label: x, modes: [" + "7(1)" * 5_000 + "]}",
        "law: " + "x/" * 10_000,
        'law: "a\\0b"',
        "x" * 900 + ": y",
        "standard: " + "x" * 100_000,
    ):
        assert_read_or_explained((HEAD + text + "\n").encode())


def test_many_wrong_names_among_many_are_told_quickly() -> None:
    ids = "".join(f"  - id: item-{number:06}\n    title: T\n    kind: other\n    from: [itme-{number:06}]\n" for number in range(5_000))
    reading = read([SourceFile("case.yaml", (HEAD + "evidence:\n" + ids).encode())], Case)
    assert reading.value is not None
    problems = checks.check(reading.value, library.load_law(), reading.origins)
    assert len(problems) == 5_000


# ---------------------------------------------------------------- folders


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "case"
    outside.mkdir()
    folder.mkdir()
    (outside / "secret.yaml").write_text("note: from outside\n")
    (folder / "case.yaml").write_text(HEAD)
    (folder / "secret.yaml").symlink_to(outside / "secret.yaml")
    (folder / "more").symlink_to(outside, target_is_directory=True)
    (folder / "gone.yaml").symlink_to(outside / "gone.yaml")
    (folder / "loop.yaml").symlink_to(folder / "loop.yaml")
    (folder / "up").symlink_to(tmp_path, target_is_directory=True)
    assert [path.name for path in library.yaml_files(folder)] == ["case.yaml"]
    assert workbench.load_case(folder).note is None


def test_a_folder_reached_by_a_link_is_read(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "case.yaml").write_text(HEAD)
    (tmp_path / "link").symlink_to(tmp_path / "case", target_is_directory=True)
    assert workbench.load_case(tmp_path / "link").id == "example"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "case.yaml")
    assert library.yaml_files(tmp_path) == []
    assert [one.rule for one in workbench.check(tmp_path / "case.yaml")] == ["unreadable"]


@pytest.mark.parametrize("name", ["\x1b[31mred.yaml", "new\nline.yaml", "\u202etxt.yaml", "a b.yaml"])
def test_a_file_name_is_shown_and_not_obeyed(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("titel: x\n")
    (one, *_) = workbench.check(tmp_path / name)
    assert one.render().replace("\n", "").isprintable()
    assert one.render().splitlines()[0].endswith("]")


def test_the_reader_fixture_of_the_other_tests_reads_as_people_do(case_of: Callable[[str], Case]) -> None:
    assert case_of("note: x\n") == case_from(HEAD + "note: x\n")
