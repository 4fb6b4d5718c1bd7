"""The README and the docs: every code block runs, every YAML block reads, every link leads somewhere, every command is told of."""

import contextlib
import io
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from claimmap import policy, reading
from claimmap.case import Case
from claimmap.cli import main
from claimmap.policy import Policy

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(one for one in DOCS.rglob("*.md") if "_build" not in one.parts), *sorted((ROOT / "cases").rglob("README.md"))]
BLOCK = re.compile(r"^```([\w{}]+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
EACH_PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def blocks(page: Path) -> list[tuple[str, str]]:
    return [(kind, text) for kind, text in BLOCK.findall(page.read_text(encoding="utf-8"))]


@EACH_PAGE
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
    """Run a documented command in process; what is called `my-...` is written to and read from a folder of the test's own."""
    words = shlex.split(line)
    if words[:1] == ["bash"]:
        assert (ROOT / words[1]).is_file()
        return
    assert words[0] == "claimmap", f"{line!r} is not a command of this project"
    arguments = [str(folder / word) if word.startswith("my-") else word for word in words[1:]]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, f"{line}: {result.output}"
    for word, after in zip(arguments, [*arguments[1:], ""], strict=True):
        if word == "-o":
            assert Path(after).exists(), line


@EACH_PAGE
def test_yaml_blocks_read(page: Path) -> None:
    for kind, text in blocks(page):
        if kind != "yaml":
            continue
        plain = reading.fold(text.encode())
        if plain.get("format") in (None, "claimmap/case-1"):
            whole = {"id": "example", "title": "Example", "as-of": "2026-11-21", **plain}
            assert isinstance(reading.structure(whole, Case), Case)
        elif plain["format"] == "claimmap/policy-1":
            read = reading.structure(plain, Policy)
            assert isinstance(read, Policy)
            assert policy.faults(read) == []


def test_the_policy_that_a_page_shows_is_the_file_it_names() -> None:
    shown = next(text for kind, text in blocks(DOCS / "how-to" / "change-the-policy.md") if kind == "yaml")
    assert shown == (DOCS / "how-to" / "two-lines-policy.yaml").read_text(encoding="utf-8")


# ---------------------------------------------------------------- prose


@EACH_PAGE
def test_prose_has_one_sentence_a_line(page: Path) -> None:
    text = BLOCK.sub("", page.read_text(encoding="utf-8"))
    for line in text.splitlines():
        if not line.startswith(("|", "-", " ", "#", ">")) and not re.match(r"\d+\. ", line):
            assert not re.search(r"[a-z)`]\. [A-Z]", line), f"two sentences in one line: {line}"


@EACH_PAGE
def test_the_project_speaks_of_itself_alone(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert "\N{EM DASH}" not in text
    assert not re.search(r"/work/|/tmp/|\.\./shared|file://", text)


# ---------------------------------------------------------------- links


def headings(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as code hosts and the site make them."""
    text = BLOCK.sub("", page.read_text(encoding="utf-8"))
    found: dict[str, int] = {}
    out = set()
    for heading in re.findall(r"(?m)^#+ (.+)$", text):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        name = re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")
        out.add(name if name not in found else f"{name}-{found[name]}")
        found[name] = found.get(name, 0) + 1
    return out


def links(page: Path) -> Iterator[tuple[Path, str]]:
    """Give the links of a page that lead to files, with the anchor."""
    text = re.sub(r"`[^`\n]*`", "", BLOCK.sub("", page.read_text(encoding="utf-8")))
    for target in LINK.findall(text):
        if not re.match(r"[a-z]+:", target):
            path, _, anchor = target.partition("#")
            yield (page.parent / path).resolve() if path else page, anchor


@EACH_PAGE
def test_links_lead_somewhere(page: Path) -> None:
    for target, anchor in links(page):
        assert target.exists(), f"{page.name} leads to {target}"
        if anchor:
            assert anchor in headings(target), f"{page.name} leads to {target.name}#{anchor}"


def test_every_page_stands_in_a_table_of_contents() -> None:
    listed = set()
    for page in PAGES:
        for kind, text in blocks(page):
            if kind == "{toctree}":
                lines = [line for line in text.splitlines() if line and not line.startswith(":")]
                listed |= {(page.parent / f"{line}{end}").resolve() for line in lines for end in (".md", ".ipynb")}
    pages = {one.resolve() for one in PAGES if DOCS in one.parents} | {one.resolve() for one in (DOCS / "tutorial").glob("*.ipynb")}
    assert sorted(str(one) for one in pages - listed - {DOCS / "index.md"}) == []


# ---------------------------------------------------------------- commands


def commands(group: click.Group, path: str = "") -> Iterator[str]:
    context = click.Context(group)
    for name in group.list_commands(context):
        one = group.get_command(context, name)
        assert one is not None
        if isinstance(one, click.Group):
            yield from commands(one, f"{path}{name} ")
        elif not one.hidden:
            yield f"{path}{name}"


def test_every_command_is_in_the_reference_and_on_another_page() -> None:
    reference = (DOCS / "reference" / "cli.md").read_text(encoding="utf-8")
    others = "\n".join(page.read_text(encoding="utf-8") for page in PAGES if page.name != "cli.md")
    for name in commands(main):
        assert f"\n## {name}\n" in reference
        assert f"claimmap {name}" in others, f"no page but the reference tells of `claimmap {name}`"


def test_every_command_that_is_written_exists() -> None:
    known = set(commands(main)) | {name.split()[0] for name in commands(main)}
    for page in PAGES:
        for found in re.findall(r"`claimmap ([a-z]+)(?=[ `])", page.read_text(encoding="utf-8")):
            assert found in known, f"{page.name}: claimmap {found}"


# ---------------------------------------------------------------- the site


def test_the_site_builds_without_a_warning_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    for name in ("sphinx", "myst_parser", "furo"):
        pytest.importorskip(name, reason="the site is built where the extra `docs` is installed")
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-b", "html", "-W", "--keep-going", "-n", "-q", "-d", tmp_path / "trees", DOCS, tmp_path / "html"],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for path in (tmp_path / "html").rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert not re.search(r"""<(?:script|img|iframe)[^>]+src=["']?(?:https?:)?//|<link[^>]+href=["']?(?:https?:)?//""", page), path
        assert "@import" not in page, path
