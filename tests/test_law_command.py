"""The command `law` in full: subtrees, ambiguity, States, decisions, official texts, trust, notebook faces."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from claimmap import library
from claimmap.cli import main
from claimmap.law import Law
from claimmap.report.lawface import bundle
from claimmap.trust import trust

ROOT = Path(__file__).parent.parent


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["law", *arguments])


def plain(*arguments: str) -> Any:
    found = run(*arguments, "--format", "json")
    assert found.exit_code == 0, found.output
    return json.loads(found.stdout)


# ---------------------------------------------------------------- one address


def test_a_crime_with_everything_that_belongs_to_it() -> None:
    found = plain("7(1)(d)")
    assert {"format", "address", "title", "instrument", "in_force", "source", "elements"} <= set(found)
    assert found["in_force"] == ["2002-07-01"]
    assert [one["same_as"] for one in found["elements"]] == [None, None, None, "7/attack", "7/knowledge"]
    assert found["elements"][1]["mental"].startswith("article-30: knowledge")
    modes = [one["address"] for one in found["modes"]]
    assert {"25(3)(a)/direct", "28(a)", "25(3)(f)"} <= set(modes)
    assert not {"25(3)(e)", "25(3bis)"} & set(modes)
    assert found["bound"]["amendment"] is None
    assert {one["case"] for one in found["precedents"]} == {"abd-al-rahman", "ruto", "sang", "yekatom"}


def test_modes_follow_the_crime() -> None:
    assert "25(3)(e)" in [one["address"] for one in plain("6(a)")["modes"]]
    assert "25(3bis)" in [one["address"] for one in plain("8bis")["modes"]]


def test_a_crime_under_an_amendment_names_the_states_that_accepted_it() -> None:
    found = plain("8(2)(e)(xiii)")["bound"]
    assert found["amendment"] == "2010-8"
    assert len(found["accepted"]) == 46
    assert found["accepted"][0] == found["accepted"][0] | {"state": "SMR", "in_force": "2012-09-26", "confidence": "source-checked"}
    then = plain("8(2)(e)(xiii)", "--as-of", "2013-12-31")["bound"]["accepted"]
    assert {one["state"] for one in then} >= {"SMR", "LIE", "WSM", "TTO"}
    assert len(then) < 46
    assert "and 38 more" in run("8(2)(e)(xiii)").stdout
    assert "Liechtenstein" in run("8(2)(e)(xiii)", "--format", "md").stdout


def test_nothing_unchecked_is_shown_as_checked() -> None:
    text = run("8(2)(e)(xix)").stdout
    assert "(not checked)" in text
    for address in ("7(1)(d)", "25(3)(a)/co-perpetration"):
        found = plain(address)
        shown = run(address).stdout
        notes = [note for one in found["elements"] for note in one["notes"]] + found["notes"]
        assert shown.count("; not checked]") == sum(note["checked"] is None for note in notes)


def test_an_offence_against_the_administration_of_justice_says_that_the_elements_have_no_entry() -> None:
    assert "no entry" in plain("70(1)(c)")["no_elements"]
    assert "The Elements of Crimes have no entry" in run("70(1)(c)").stdout


def test_a_common_element_and_a_mode() -> None:
    found = plain("7/attack")
    assert [one["address"] for one in found["elements"]] == ["7/attack"]
    assert len(found["precedents"]) == 13
    assert plain("28(a)")["crime_mental"] == "direct-perpetrators"


def test_another_instrument_by_its_prefix() -> None:
    found = plain("genocide-convention:II(a)")
    assert found["instrument"] == "genocide-convention"
    assert found["bound"] is None
    assert found["precedents"] == []


# ---------------------------------------------------------------- what stands under an address


@pytest.mark.parametrize(("address", "count"), [("8(2)(b)", 38), ("8(2)(a)", 11), ("7(1)", 16), ("25(3)(a)", 4), ("6", 5), ("genocide-convention:II", 5)])
def test_a_subtree(address: str, count: int) -> None:
    found = plain(address)
    assert found["kind"] == "subtree"
    assert found["address"] == address
    assert found["elements"] == []
    assert len(found["under"]) == count
    assert all(one["title"] for one in found["under"])
    assert found["under"][0]["address"] in run(address).stdout


def test_a_provision_with_what_stands_under_it() -> None:
    found = plain("13")
    assert found["kind"] == "provision"
    assert [one["address"] for one in found["under"]] == ["13(a)", "13(b)", "13(c)"]
    assert [one["address"] for one in plain("70(1)")["under"]] == [f"70(1)({letter})" for letter in "abcdef"]


@pytest.mark.parametrize(("address", "count"), [("7(1)(g)", 6), ("8(2)(c)(i)", 4), ("8(2)(a)(ii)", 3), ("8(2)(e)(vi)", 6)])
def test_several_crimes_of_the_elements_at_one_address_are_ambiguous(address: str, count: int) -> None:
    found = run(address, "--format", "json")
    assert found.exit_code == 2
    assert json.loads(found.stdout)["ambiguous"] is True
    assert json.loads(found.stdout)["candidates"] == [f"{address}-{number}" for number in range(1, count + 1)]
    text = run(address)
    assert text.exit_code == 2
    assert text.stdout == ""
    assert f"holds {count} crimes" in text.stderr


@pytest.mark.parametrize("address", ["7(1)(z)", "Article 718", "nonsense", "7(1)(d)/9", "", "cat:99"])
def test_what_is_not_there_is_refused(address: str) -> None:
    found = run(address)
    assert found.exit_code == 2
    assert found.stdout == ""
    assert found.stderr


@pytest.mark.parametrize("format_", ["text", "md"])
def test_every_crime_mode_and_provision_shows_itself(law: Law, format_: str) -> None:
    from claimmap.report.lawtext import document, show

    for address in law.addresses():
        assert address.replace("(", "").split("/")[0].split(")")[0] in show(document(law, address), format_).replace("(", "").replace("\\", "")


# ---------------------------------------------------------------- States


def test_a_state_and_where_it_stood() -> None:
    found = plain("--state", "TJK", "--on", "2002-07-01")
    assert found["on"]["party"] is True
    assert [one["day"] for one in found["timeline"]] == ["1998-11-30", "2000-05-05", "2002-07-01"]
    text = run("--state", "UKR", "--on", "2014-03-01").stdout
    assert "not-yet-party" in text
    assert "declaration under article 12(3)" in text
    assert "- 2000-01-20" in run("--state", "UKR", "--format", "md").stdout.replace("\\", "")


def test_a_state_that_never_joined_and_one_that_does_not_exist() -> None:
    assert "has never been a Party" in run("--state", "CHN").stdout
    assert run("--state", "XXX").exit_code == 2
    assert run("--state", "TJK", "--on", "yesterday").exit_code == 2


def test_every_state_shows_itself(law: Law) -> None:
    from claimmap.report.statetext import show_state, state_document

    for state in law.states:
        found = state_document(law, state.code, "2026-11-21")
        json.dumps(found)
        assert state.name in show_state(found, "text")


# ---------------------------------------------------------------- decisions, texts, trust


def test_precedents_of_an_element() -> None:
    found = plain("7/attack", "--precedents")
    assert found["address"] == "7/attack"
    assert len(found["precedents"]) == 13
    assert found["precedents"][0]["trust"]["outcome"] == "source-checked"
    text = run("7/attack", "--precedents").stdout
    assert text.startswith("7/attack: 13 decided counts failed here")
    assert "Trust: crime compared with a source" in text
    assert run("8(2)(c)(i)", "--precedents").exit_code == 0  # all four crimes at that address
    assert run("7(1)(z)", "--precedents").exit_code == 2


def test_an_official_text_beside_ours_and_what_does_not_align(tmp_path: Path) -> None:
    text = tmp_path / "elements.txt"
    entry = "Article 6 (a)\nG\u00e9nocide par meurtre\n1. L'auteur a tu\u00e9.\n2. Le groupe.\n3. L'intention.\n4. Le contexte.\n"
    text.write_text(entry + "Article 6 (b)\n1. Une atteinte.\n", encoding="utf-8")
    shown = run("6(a)", "--text", str(text)).stdout
    assert "Official: L'auteur a tu\u00e9." in shown
    assert "Official:" not in run("6(b)", "--text", str(text)).stdout
    found = plain("--text", str(text))
    assert found["format"] == "claimmap/official-1"
    assert found["elements_aligned"] == 4
    assert [one["why"] for one in found["misfits"] if one["address"] == "6(b)"] == ["the text has elements 1; the law here has 1, 2, 3, 4; none was taken"]
    assert "Not aligned" in run("--text", str(text)).stdout
    everything = plain("--all", "--text", str(text))
    assert [one["official"] for one in everything[0]["elements"]] == ["L'auteur a tu\u00e9.", "Le groupe.", "L'intention.", "Le contexte."]


def test_a_text_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7\xff\xfe")
    assert "not plain text" in run("6(a)", "--text", str(tmp_path / "x.pdf")).stderr
    assert run("6(a)", "--text", str(tmp_path / "nowhere.txt")).exit_code == 2


def test_trust_counts_every_null_and_the_reference_states_the_number() -> None:
    found = plain("--trust")
    nulls = sum(len(re.findall(r"(?m)^\s*(?:- )?checked: null$", path.read_text(encoding="utf-8"))) for path in library.statutes_folder().rglob("*.yaml"))
    assert found["unchecked"] == len(found["list"]) == nulls
    assert sum(one["unchecked"] for one in found["by_kind"].values()) == nulls
    page = (ROOT / "docs" / "reference" / "law-trust.md").read_text(encoding="utf-8")
    assert f"**{found['unchecked']} of {found['items']} items have not been compared with a source.**" in page
    for kind, numbers in found["by_kind"].items():
        assert f"| {kind} | {numbers['unchecked']} | {numbers['items']} |" in page
    assert run("--trust").stdout.startswith(f"{nulls} of ")
    assert sum(found["precedents"].values()) == sum(trust().precedents.values()) > 0


# ---------------------------------------------------------------- other ways in


def test_all_lists_every_entry() -> None:
    found = plain("--all")
    assert len(found) == 109
    assert len([one for one in found if one["amendment"] is None and not one["address"].startswith("70")]) == 92
    assert len(plain("--all", "--as-of", "2003-01-01")) == 98


def test_find_searches_common_elements_too() -> None:
    assert "7/attack" in plain("--find", "widespread systematic")["addresses"]
    assert plain("--find", "lawfully present")["addresses"] == ["7(1)(d)/2"]
    assert run("--find", "no such words anywhere").stdout == "nothing found\n"


def test_nothing_asked_is_a_usage_error() -> None:
    assert run().exit_code == 2


# ---------------------------------------------------------------- notebooks


class _Balance(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("address", ["7(1)(d)", "7(1)(i)", "7(1)(d)/1", "7/attack", "28(a)", "33(1)", "70(1)(c)", "8(2)(b)(xx)", None])
def test_the_face_in_a_notebook(law: Law, address: str | None) -> None:
    faces = (law if address is None else law[address])._repr_mimebundle_()
    assert set(faces) == {"text/plain", "text/markdown", "text/html"}
    parser = _Balance()
    parser.feed(faces["text/html"])
    assert parser.open == []
    assert "<script" not in faces["text/html"]
    assert (law.instrument.title if address is None else address) in faces["text/plain"]


def test_a_face_of_the_law_reads_no_crime() -> None:
    law = library.load_law()
    assert "article 7: 16 crimes" in law._repr_mimebundle_()["text/plain"]
    assert law.crime_index._values == {}  # type: ignore[attr-defined]


def test_nothing_else_has_a_face() -> None:
    with pytest.raises(TypeError, match="nothing shows a str"):
        bundle("text")
