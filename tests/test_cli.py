"""The command line: exit codes, which stream, which JSON; one command in a process of its own."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from claimmap.case import Standard
from claimmap.cli import main
from claimmap.law import Law
from claimmap.policy import STANDARDS

HERE = Path(__file__).parent
BAD = HERE / "bad"
HEAD = "format: claimmap/case-1\nid: example\ntitle: Example\nas-of: 2026-11-21\n"
CASE = (
    HEAD
    + """people: [{id: commander-a}]
groups: [{id: villagers, kind: ethnical}]
contexts: [{id: clearance, kind: attack}]
events: [{id: crossing, title: Crossing}]
claims:
  - id: deportation
    title: Deportation of the villagers
    crime: 7(1)(d)
    modes: [25(3)(a)/indirect-co-perpetration, 25(3)(d)(ii)]
    people: [commander-a]
    events: [crossing]
    group: villagers
sources: [{id: w12, kind: person, identity: known, reliability: B}]
evidence:
  - id: witness-12
    title: Statement of witness 12
    kind: testimony
    from: [w12]
    credibility: 2
    verification: authenticated
    supports:
      - element: 7(1)(d)/1
        shows: Soldiers drove the village to the ferry at gunpoint.
      - element: 7/attack
        shows: The soldiers burnt every village of the district.
  - id: photograph-3
    title: Photograph of the ferry
    kind: photograph
expect:
  gaps:
    deportation:
      7(1)(d)/2: {status: unsupported}
"""
)


class Done(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def run(*args: str | Path, env: dict[str, str] | None = None) -> Done:
    result = CliRunner().invoke(main, [str(one) for one in args], env=env)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Done(result.exit_code, result.stdout, result.stderr)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "example"
    folder.mkdir()
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    return folder


# ---------------------------------------------------------------- gaps


GAPS_KEYS = {"format", "case", "standard", "as_of", "law", "policy", "claims", "unused_evidence", "shared"}
CLAIM_KEYS = {"id", "crime", "modes", "people", "result", "results", "jurisdiction", "elements"}
ELEMENT_KEYS = {
    "address", "same_as", "part", "scope", "mode", "kind", "statement", "status", "open", "result", "results", "items", "origins", "lines",
    "single_points", "for", "against", "pointers", "unassigned", "settled", "rows", "flags", "gaps",
}  # fmt: skip
STATUSES = {"meets", "unsupported", "support-defeated", "asserted", "contested", "awaiting-assessment", "single-line", "below-standard"}
RESULTS = {"not-met", "open", "met"}


def assert_gaps(document: dict[str, Any], law: Law) -> None:
    """Hold a document against the contract of `claimmap/gaps-1`."""
    assert document["format"] == "claimmap/gaps-1"
    assert set(document) >= GAPS_KEYS
    assert document["standard"] in STANDARDS
    assert document["law"] == {"id": "rome-statute", "version": law.version}
    assert set(document["policy"]) >= {"id", "sha256"}
    assert re.fullmatch("[0-9a-f]{64}", document["policy"]["sha256"])
    for claim in document["claims"]:
        assert set(claim) >= CLAIM_KEYS
        assert set(claim["results"]) == set(STANDARDS)
        assert {claim["result"], *claim["results"].values()} <= RESULTS
        for element in claim["elements"]:
            assert set(element) >= ELEMENT_KEYS
            assert element["part"] in ("crime", "shared", "mode")
            assert (element["mode"] is not None) == (element["part"] == "mode")
            assert element["status"] in STATUSES
            assert set(element["results"]) == set(STANDARDS)
            assert element["open"] == (element["result"] == "open")
            assert set(element["lines"]) == {"for", "against"}
            assert all(0 <= low <= high <= 2 for low, high in element["lines"].values())
            for row in element["rows"]:
                assert set(row) >= {"event", "person", "context", "result"}
            for gap in element["gaps"]:
                assert set(gap) >= {"kind", "message", "because", "next", "source"}
                assert gap["message"]
                assert gap["source"]


def test_gaps_as_json(case: Path, law: Law) -> None:
    done = run("gaps", case, "--format", "json")
    assert (done.code, done.err) == (0, "")
    document = done.json
    assert_gaps(document, law)
    assert (document["case"], document["as_of"], document["standard"]) == ("example", "2026-11-21", "reasonable-basis")
    assert document["unused_evidence"] == ["photograph-3"]
    (claim,) = document["claims"]
    assert (claim["id"], claim["crime"], claim["people"]) == ("deportation", "7(1)(d)", ["commander-a"])
    assert claim["modes"] == ["25(3)(a)/indirect-co-perpetration", "25(3)(d)(ii)"]


def test_every_element_of_the_crime_and_of_each_mode_is_there(case: Path, law: Law) -> None:
    (claim,) = run("gaps", case, "--format", "json").json["claims"]
    crime = law.crime("7(1)(d)")
    wanted = [one.address for one in crime.elements]
    for mode in claim["modes"]:
        wanted += [one.address for one in law.mode(mode).elements]
    assert [one["address"] for one in claim["elements"]] == wanted
    first = next(one for one in claim["elements"] if one["address"] == "7(1)(d)/1")
    assert (first["for"], first["items"], first["statement"]) == (["witness-12"], 1, crime.element(1).statement)


def test_gaps_as_text_goes_to_stdout_without_colour(case: Path) -> None:
    done = run("gaps", case)
    assert done.code == 0
    assert done.err == ""
    assert "deportation" in done.out
    assert "\x1b" not in done.out
    assert max(map(len, done.out.splitlines())) <= 80


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, {"NO_COLOR": "", "TERM": "xterm-256color"}])
def test_no_colour_where_nobody_looks_or_nobody_wants_it(case: Path, env: dict[str, str]) -> None:
    assert not re.search(r"\x1b\[(?:\d+;)*(?:3|4|9|10)\d", run("gaps", case, env=env).out)


def test_gaps_as_markdown(case: Path) -> None:
    done = run("gaps", case, "--format", "md")
    assert done.code == 0
    assert done.out.startswith("#")
    assert "deportation" in done.out


def test_one_claim_one_element_one_standard(case: Path) -> None:
    document = run("gaps", case, "--format", "json", "--claim", "deportation", "--element", "Art. 7 (1) (d) / 2", "--standard", "beyond-reasonable-doubt").json
    assert document["standard"] == "beyond-reasonable-doubt"
    assert [one["address"] for one in document["claims"][0]["elements"]] == ["7(1)(d)/2"]


def test_an_element_is_found_by_either_of_its_addresses(case: Path) -> None:
    for address in ("7/attack", "7(1)(d)/4"):
        (element,) = run("gaps", case, "--format", "json", "--element", address).json["claims"][0]["elements"]
        assert (element["address"], element["same_as"]) == ("7(1)(d)/4", "7/attack")


def test_only_gaps(case: Path) -> None:
    for claim in run("gaps", case, "--format", "json", "--only-gaps").json["claims"]:
        assert all(one["gaps"] for one in claim["elements"])


def test_fail_on(case: Path) -> None:
    assert run("gaps", case).code == 0, "a gap is a finding, not an error"
    assert run("gaps", case, "--fail-on", "not-met").code == 1
    assert run("gaps", case, "--fail-on", "open").code == 1
    (case / "case.yaml").write_text(HEAD + "people: [{id: a}]\n")
    assert run("gaps", case, "--fail-on", "open").code == 0, "a case without claims has none that fails"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--claim", "deportaton"], "deportation"),
        (["--element", "7(1)(z)"], "7(1)(z)"),
        (["--element", "murder"], "number of an article"),
        (["--element", "8(2)(e)(vi)"], "holds 6 crimes"),
        (["--standard", "proof"], "reasonable-basis"),
        (["--law", "roma-statute"], "rome-statute"),
        (["--policy", "none.yaml"], "none.yaml"),
        (["--format", "xml"], "json"),
        (["--max-bytes", "0"], "max-bytes"),
        (["--max-bytes", "10"], "too-large"),
    ],
)
def test_gaps_asked_for_what_is_not_there(case: Path, args: list[str], said: str) -> None:
    done = run("gaps", case, *args)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "Traceback" not in done.err


def test_several_cases_in_a_folder_are_an_error(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "case.yaml").write_text(HEAD)
    done = run("gaps", tmp_path)
    assert (done.code, done.out) == (2, "")
    assert "2 cases stand here" in done.err
    assert str(tmp_path / "one" / "case.yaml") in done.err
    assert run("gaps", tmp_path / "one").code == 0
    assert run("check", tmp_path).code == 0
    assert run("test", tmp_path).code == 0


def test_what_is_to_be_said_of_the_files_goes_to_stderr(case: Path) -> None:
    (case / "case.yaml").write_text(CASE.replace("crime: 7(1)(d)", "crime: 7(l)(d)"))
    done = run("gaps", case, "--format", "json")
    assert done.code == 0
    assert "note: '7(l)(d)' was read as '7(1)(d)'" in done.err
    assert done.json["claims"][0]["crime"] == "7(1)(d)"


# ---------------------------------------------------------------- check


def test_check_of_a_clean_case(case: Path) -> None:
    assert run("check", case) == Done(0, "no problems\n", "")
    done = run("check", case, "--format", "json")
    assert (done.code, done.json) == (0, {"format": "claimmap/problems-1", "problems": []})


def test_check_of_a_bad_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BAD)
    done = run("check", "several-problems")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith((BAD / "several-problems.txt").read_text(encoding="utf-8"))
    as_json = run("check", "several-problems", "--format", "json")
    assert (as_json.code, as_json.err) == (2, "")
    assert {frozenset(one) for one in as_json.json["problems"]} == {
        frozenset({"file", "line", "column", "severity", "rule", "message", "hint", "also"})}  # fmt: skip
    assert [one["rule"] for one in as_json.json["problems"]] == re.findall(r"  \[([a-z-]+)\]$", (BAD / "several-problems.txt").read_text(), re.MULTILINE)


def test_warnings_leave_the_exit_code_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BAD)
    for name in ("unassigned", "no-group", "copies-differ", "address-repaired"):
        done = run("check", f"{name}.yaml")
        assert done.code == 0, name
        assert f"[{name}]" in done.err


def test_check_of_several_paths_shows_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BAD)
    done = run("check", "tab.yaml", "no-group.yaml", "no-such-file.yaml")
    assert done.code == 2
    assert all(f"[{name}]" in done.err for name in ("tab", "no-group", "no-such-file"))


@pytest.mark.parametrize("name", sorted(path.stem for path in BAD.glob("*.yaml")))
def test_no_bad_file_ends_in_a_traceback(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(BAD)
    for args in (["check"], ["gaps", "--format", "json"], ["jurisdiction"]):
        done = run(*args, f"{name}.yaml")
        assert done.code in (0, 2)
        assert "Traceback" not in done.err + done.out
        assert "\x1b" not in done.err + done.out
        if "json" in args:
            assert done.json["format"] in ("claimmap/problems-1", "claimmap/gaps-1")


@given(st.one_of(st.binary(max_size=120), st.text("aid: -[]{}'\"#&*!|>%@\n\t\\0~é", max_size=60).map(lambda text: (HEAD + text).encode())))
def test_no_file_whatever_ends_in_a_traceback(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any" / "case.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    assert run("check", path, "--format", "json").code in (0, 2)


# ---------------------------------------------------------------- law


def test_law_as_json(law: Law) -> None:
    done = run("law", "7(1)(d)", "--format", "json")
    assert (done.code, done.err) == (0, "")
    document = done.json
    assert set(document) >= {"format", "address", "title", "instrument", "in_force", "source", "elements"}
    assert (document["format"], document["address"], document["instrument"], document["in_force"]) == (
        "claimmap/law-1", "7(1)(d)", "rome-statute", ["2002-07-01"])  # fmt: skip
    assert [one["address"] for one in document["elements"]] == [one.address for one in law.crime("7(1)(d)").elements]
    for one in document["elements"]:
        assert set(one) >= {"number", "address", "kind", "scope", "statement", "about", "same_as", "mental", "limbs", "notes"}
        assert set(one["mental"] if isinstance(one["mental"], dict) else {}) == set()


@pytest.mark.parametrize("address", ["7/attack", "25(3)(a)/co-perpetration", "12(2)(a)", "7(1)(i)/1", "genocide-convention:II(d)", "8(2)(b)(xx)", "31(1)(a)"])
@pytest.mark.parametrize("format_", ["text", "md", "json"])
def test_law_of_every_kind(address: str, format_: str) -> None:
    done = run("law", address, "--format", format_)
    assert done.code == 0
    assert address in done.out
    if format_ == "json":
        assert done.json["address"] == address


def test_law_all() -> None:
    done = run("law", "--all", "--format", "json")
    documents = done.json
    assert done.code == 0
    assert len(documents) == 109
    assert {one["format"] for one in documents} == {"claimmap/law-1"}
    by_article = {article: sum(one["address"].startswith(f"{article}(") for one in documents) for article in ("6", "7", "8")}
    assert by_article == {"6": 5, "7": 16, "8": 81}
    assert "7(1)(d) Crime against humanity" in run("law", "--all").out


def test_an_ambiguous_address_names_its_candidates() -> None:
    done = run("law", "8(2)(e)(vi)", "--format", "json")
    assert (done.code, done.err) == (2, "")
    assert done.json["ambiguous"] is True
    assert done.json["candidates"] == [f"8(2)(e)(vi)-{number}" for number in range(1, 7)]
    as_text = run("law", "8(2)(e)(vi)")
    assert (as_text.code, as_text.out) == (2, "")
    assert "holds 6 crimes: 8(2)(e)(vi)-1," in as_text.err


@pytest.mark.parametrize("address", ["Article 718", "7(1)(z)", "murder", "7(1", ""])
def test_law_at_what_is_no_address(address: str) -> None:
    done = run("law", address)
    assert (done.code, done.out) == (2, "")
    assert done.err
    assert run("law", address, "--format", "json").code == 2


def test_a_repair_is_said_on_stderr() -> None:
    done = run("law", "7(l)(d)")
    assert done.code == 0
    assert done.err.startswith("note: '(l)' was read as '(1)'")
    assert done.out.startswith("7(1)(d) ")


def test_law_find() -> None:
    assert "7(1)(d)  " in run("law", "--find", "deportation").out
    assert run("law", "--find", "deportation", "--format", "json").json["addresses"]
    nothing = run("law", "--find", "no such words")
    assert (nothing.code, nothing.out) == (0, "nothing found\n")


def test_law_of_another_instrument() -> None:
    assert run("law", "II(d)", "--law", "genocide-convention").code == 0
    assert run("law", "7(1)(d)", "--law", "roma-statute").code == 2
    assert run("law").code == 2


# ---------------------------------------------------------------- test


def test_expectations(case: Path) -> None:
    assert run("test", case) == Done(0, "1 passed, 0 failed\n", "")
    assert run("test", case, "--format", "json").json == {"format": "claimmap/test-1", "passed": 1, "failed": 0, "failures": []}


def test_a_failed_expectation(case: Path) -> None:
    path = case / "case.yaml"
    path.write_text(CASE.replace("status: unsupported", "status: meets"))
    done = run("test", case)
    assert done.code == 1
    assert "1 failed" in done.out
    assert "expected meets, found unsupported" in done.out
    (failure,) = run("test", case, "--format", "json").json["failures"]
    assert set(failure) >= {"file", "claim", "what", "expected", "found"}
    assert (failure["file"], failure["claim"], failure["expected"], failure["found"]) == (str(path), "deportation", "meets", "unsupported")


def test_a_file_that_cannot_be_read_is_no_failed_expectation(case: Path) -> None:
    (case / "case.yaml").write_text(CASE.replace("kind: testimony", "kind: testimoni"))
    done = run("test", case)
    assert done.code == 2
    assert "[unknown-value]" in done.err


# ---------------------------------------------------------------- new


def test_new_case(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    done = run("new", "case", folder, "--crime", "7(1)(d)", "--mode", "25(3)(a)/co-perpetration", "--as-of", "2026-11-21", "--title", "A case: one")
    assert (done.code, done.out, done.err) == (0, f"{folder}\n", "")
    assert run("check", folder) == Done(0, "no problems\n", "")
    assert run("gaps", folder, "--format", "json").json["claims"][0]["modes"] == ["25(3)(a)/co-perpetration"]
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    again = run("new", "case", folder, "--as-of", "2026-11-21")
    assert (again.code, again.out) == (2, "")
    assert "there already; nothing was written" in again.err
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    "args",
    [["--as-of", "today"], [], ["--as-of", "2026-11-21", "--crime", "8(2)(e)(vi)"], ["--as-of", "2026-11-21", "--crime", "murder"],
     ["--as-of", "2026-11-21", "--mode", "25(3)(e)"], ["--as-of", "2026-11-21", "--law", "none"]],
)  # fmt: skip
def test_new_case_that_cannot_be_made(tmp_path: Path, args: list[str]) -> None:
    done = run("new", "case", tmp_path / "made", *args)
    assert (done.code, done.out) == (2, "")
    assert done.err
    assert not (tmp_path / "made").exists()


def test_new_case_where_a_file_stands(tmp_path: Path) -> None:
    (tmp_path / "made").write_text("mine")
    assert run("new", "case", tmp_path / "made", "--as-of", "2026-11-21").code == 2
    assert (tmp_path / "made").read_text() == "mine"


# ---------------------------------------------------------------- the whole


def test_help_names_every_command() -> None:
    done = run("--help")
    assert done.code == 0
    for name in ("gaps", "check", "law", "test", "new", "jurisdiction"):
        assert re.search(rf"(?m)^  {name} ", done.out), name
        assert run(name, "--help").code == 0
    assert run("-h").out == done.out


def test_usage_errors_exit_with_2() -> None:
    for args in ([], ["gaps"], ["check"], ["nothing"], ["gaps", "a", "b"], ["--nothing"]):
        assert run(*args).code == 2 or args == [], args
    assert "did you mean 'gaps'" in run("gap").err


def test_version() -> None:
    assert re.search(r"\d+\.\d+", run("--version").out)


def test_standards_are_those_of_the_cases() -> None:
    assert set(STANDARDS) == set(Standard.__args__)  # type: ignore[attr-defined]


def test_in_a_process_of_its_own(case: Path, law: Law) -> None:
    env = {**os.environ, "PYTHONIOENCODING": "utf-8"}

    def process(*args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-m", "claimmap", *args], capture_output=True, text=True, env=env, check=False, encoding="utf-8")

    done = process("gaps", str(case), "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert_gaps(json.loads(done.stdout), law)
    bad = process("check", str(BAD / "unknown-value-escape.yaml"))
    assert (bad.returncode, bad.stdout) == (2, "")
    assert r"'\x1b[31mtesti\u202emony\n' is not a kind of evidence  [unknown-value]" in bad.stderr
    assert "\x1b" not in bad.stderr
