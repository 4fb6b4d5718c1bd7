"""Every code block of the README and the docs runs, and every YAML block reads."""

import contextlib
import io
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimmap import reading
from claimmap.case import Case
from claimmap.cli import main

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "cases").rglob("README.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)


def blocks(page: Path) -> list[tuple[str, str]]:
    return [(kind, text) for kind, text in BLOCK.findall(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_code_blocks_run(page: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(ROOT)
    printed = ""
    names: dict[str, object] = {}
    for kind, text in blocks(page):
        if kind == "python":
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(compile(text, str(page), "exec"), names)  # noqa: S102 - our own documentation
            printed = out.getvalue()
        elif kind == "text" and printed:
            assert text == printed
            printed = ""
        elif kind == "bash":
            for line in text.splitlines():
                run_command(line, tmp_path)


def run_command(line: str, folder: Path) -> None:
    """Run a documented command in process; what it would write goes to a folder of the test's own."""
    words = shlex.split(line)
    if words[:1] == ["bash"]:
        assert (ROOT / words[1]).is_file()
        return
    assert words[0] == "claimmap", f"{line!r} is not a command of this project"
    arguments = [str(folder / word) if word == "my-case" else word for word in words[1:]]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, f"{line}: {result.output}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_yaml_blocks_read(page: Path) -> None:
    for kind, text in blocks(page):
        if kind != "yaml":
            continue
        plain = reading.fold(text.encode())
        if plain.get("format") in (None, "claimmap/case-1"):
            whole = {"id": "example", "title": "Example", "as-of": "2026-11-21", **plain}
            assert isinstance(reading.structure(whole, Case), Case)


def test_prose_has_one_sentence_a_line() -> None:
    for page in PAGES:
        text = BLOCK.sub("", page.read_text(encoding="utf-8"))
        for line in text.splitlines():
            if not line.startswith(("|", "-", " ", "#", ">")):
                assert not re.search(r"[a-z)]\. [A-Z]", line), f"{page.name}: two sentences in one line: {line}"
