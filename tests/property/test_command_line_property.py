"""Whatever is typed, the command line ends with an exit code and, if anything is wrong, a sentence; it never breaks."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimmap import cli_candidates
from claimmap.cli import VERBS, main

OPTIONS = [
    "--claim", "--element", "--standard", "--format", "--audience", "--without", "--grade", "--policy", "--law", "--same", "--ladder", "--find",
    "--state", "--on", "--filings", "--crime", "--as-of", "--quiet", "--verbose", "--help", "--only-gaps", "--fail-on", "-q", "-v", "--",
]  # fmt: skip
WORDS = ["case", "7(1)(d)", "7/attack", "json", "text", "bash", "TJK", "w=high", "a,b", "2026-11-21", "reasonable-basis", "partner", "claims", "deportation"]
ODD = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]) | st.characters(min_codepoint=0xDC80, max_codepoint=0xDCFF), max_size=12)
"""Words as a process may get them: bytes that are no text come as single surrogates."""
CASE = "format: claimmap/case-1\nid: x\ntitle: X\nas-of: 2026-11-21\nclaims: [{id: deportation, title: D, crime: 7(1)(d)}]\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("typed")
    (where / "case").mkdir()
    (where / "case" / "case.yaml").write_text(CASE)
    return where


@given(verb=st.sampled_from(sorted(VERBS)) | ODD, rest=st.lists(st.sampled_from(OPTIONS) | st.sampled_from(WORDS) | ODD, max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_whatever_is_typed_ends_with_a_code(folder: Path, monkeypatch: pytest.MonkeyPatch, verb: str, rest: list[str]) -> None:
    monkeypatch.chdir(folder)
    result = CliRunner().invoke(main, [verb, *rest])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in (0, 1, 2)
    assert result.exit_code != 2 or result.output.strip()
    assert not any(one in result.stderr for one in "\x1b\u202e\u2066\x07")


@given(text=st.text(max_size=300) | st.lists(st.sampled_from(["claims:", "  - id: a", "- {id: b, title: c}", "    id: d", "evidence:", "  -", "  - id: $(x)"])).map("\n".join))
def test_what_is_offered_to_a_shell_is_always_a_plain_word(text: str) -> None:
    for found in cli_candidates.ids_in(text, ["claims"]):
        assert found.isascii()
        assert found.replace(".", "").replace("_", "").replace("-", "").isalnum()
        assert found in text


@given(data=st.binary(max_size=200))
def test_a_folder_of_anything_has_a_case_or_none(folder: Path, data: bytes) -> None:
    where = folder / "any"
    where.mkdir(exist_ok=True)
    (where / "a.yaml").write_bytes(data)
    assert cli_candidates.case_files_in(where) in ([], [where / "a.yaml"])
    assert [one.name for one in where.iterdir()] == ["a.yaml"]
