"""How the command line feels: help with examples that run, progress, completion, suggestions, and an end in a sentence."""

import io
import json
import os
import pty
import re
import select
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TextIO

import click
import pytest
from click.testing import CliRunner

from claimmap import address, cli_candidates, console, library, workbench
from claimmap.cli import SECTIONS, VERBS, main
from claimmap.cli_completion import Bash
from claimmap.cli_law import fitted
from claimmap.cli_verb import Verb
from claimmap.report.text import write_text

RIVER = library.data_folder() / "cases" / "fictional" / "river-crossing"
CONTEXT = click.Context(main, info_name="claimmap")
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


class Done(NamedTuple):
    code: int
    out: str
    err: str


def run(*args: str | Path) -> Done:
    """Run in process; whatever is not a clean end is raised."""
    result = CliRunner().invoke(main, [os.fspath(one) for one in args])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Done(result.exit_code, result.stdout, result.stderr)


def process(line: str, folder: Path, **env: str) -> Done:
    """Run a line of bash in which `claimmap` is this one."""
    words = f'claimmap() {{ {shlex.quote(sys.executable)} -m claimmap "$@"; }}\nset -o pipefail\n{line}'
    done = subprocess.run(["bash", "-c", words], capture_output=True, cwd=folder, env={**os.environ, **env}, check=False)
    return Done(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder that holds the teaching case in `my-case`."""
    shutil.copytree(RIVER, tmp_path / "my-case")
    monkeypatch.chdir(tmp_path)
    return tmp_path


# ---------------------------------------------------------------- help


def all_verbs() -> Iterator[tuple[str, Verb]]:
    for name in VERBS:
        command = main.get_command(CONTEXT, name)
        found = command.commands.values() if isinstance(command, click.Group) else [command]
        for one in found:
            assert isinstance(one, Verb)
            yield (f"{name} {one.name}" if isinstance(command, click.Group) else name), one


ALL = list(all_verbs())
EXAMPLES = [line for _, verb in ALL for line, _ in verb.examples]


def test_every_command_stands_in_one_section_of_the_help() -> None:
    named = [name for names in SECTIONS.values() for name in names]
    assert sorted(named) == sorted(VERBS)
    out = run("--help").out
    places = [out.index(f"\n{title}:") for title in SECTIONS]
    assert places == sorted(places)
    assert "..." not in out.replace("COMMAND ...", "")  # no sentence is cut off


@pytest.mark.parametrize(("name", "verb"), ALL, ids=[name for name, _ in ALL])
def test_every_command_says_what_it_is_for_and_shows_two_examples(name: str, verb: Verb) -> None:
    assert len(verb.examples) >= 2
    assert all(line.split()[1 : 1 + len(name.split())] in (name.split(), ["gaps"]) for line, _ in verb.examples)
    out = run(*name.split(), "--help").out
    for line, words in verb.examples:
        assert f"  {line}\n" in out
        assert words.split()[0] in out
    assert (verb.help or "").split("\n\n")[0].count(". ") == 0
    assert "--quiet" in out
    assert "--verbose" in out


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the examples speak of: a case under git, what it was in January, a workbook, a key."""
    where = tmp_path_factory.mktemp("examples")
    shutil.copytree(RIVER, where / "my-case")
    shutil.copytree(RIVER, where / "january")
    text = (where / "january" / "case.yaml").read_text(encoding="utf-8")
    (where / "january" / "case.yaml").write_text(text.replace("standard: reasonable-basis\n", "standard: reasonable-grounds\n", 1), encoding="utf-8")
    (where / "secret.txt").write_text("0123456789abcdef0123456789abcdef\n")
    assert run("gaps", where / "january", "-o", where / "january.json").code == 0
    assert run("gaps", where / "my-case", "-o", where / "my-case.xlsx").code == 0
    if shutil.which("git"):
        git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-C", str(where)]
        for arguments in (["init", "-q"], ["add", "my-case"], ["commit", "-q", "-m", "one"], ["commit", "-q", "--allow-empty", "-m", "two"]):
            subprocess.run([*git, *arguments], check=True)
    return where


@pytest.mark.parametrize("line", EXAMPLES)
def test_every_example_runs(line: str, prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if "@" in line and shutil.which("git") is None:
        pytest.skip("git is not installed")
    shutil.copytree(prepared, tmp_path / "here")
    monkeypatch.chdir(tmp_path / "here")
    words = shlex.split(line)
    assert words[0] == "claimmap"
    done = run(*words[1:])
    assert done.code == 0, done.err
    if "-o" in words:
        assert Path(words[words.index("-o") + 1]).stat().st_size > 500
    else:
        assert (done.out + done.err).strip()


# ---------------------------------------------------------------- no arguments, no CASE


def test_without_arguments_it_says_what_to_do_next(folder: Path) -> None:
    done = run()
    assert (done.code, done.err) == (0, "")
    assert "claimmap new case my-case" in done.out
    assert str(library.data_folder() / "cases" / "xinjiang") in done.out
    for line in re.findall(r"^  (claimmap .*?)   ", done.out, re.MULTILINE):
        words = shlex.split(line)[1:]
        if words[0] != "new":
            assert run(*words).code == 0, line


def test_in_the_folder_of_a_case_it_speaks_of_that_case(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("my-case")
    assert "The folder you are in holds a case" in run().out
    for line in ("gaps --format json", "check", "jurisdiction", "test", "whatif", "critical", "disclosure", "close deportation", "lock"):
        assert run(*line.split()).code == 0, line
    assert json.loads(run("gaps", "--format", "json").out)["case"] == "river-crossing"


def test_case_is_asked_for_where_there_is_none_or_more_than_one(folder: Path) -> None:
    for line in ("gaps", "check", "test", "lock", "close deportation"):
        done = run(*line.split())
        assert (done.code, done.out) == (2, "")
        assert "this folder holds none" in done.err  # a case further down is not taken for the one meant
    for name in ("a.yaml", "b.yaml"):
        (folder / name).write_text("format: claimmap/case-1\n")
    done = run("gaps")
    assert done.code == 2
    assert "2 case files stand in this folder; name one of them: 'a.yaml', 'b.yaml'" in done.err


# ---------------------------------------------------------------- how much is said


@pytest.mark.parametrize("args", [["--quiet", "check", "my-case"], ["check", "my-case", "--quiet"], ["check", "-q", "my-case"]])
def test_quiet_leaves_results_and_problems(folder: Path, args: list[str]) -> None:
    loud = run("check", "my-case")
    done = run(*args)
    assert (done.code, done.out) == (0, loud.out)
    assert done.err == loud.err.removesuffix("2 warnings\n")
    assert done.err != loud.err


def test_quiet_still_says_what_is_supposed(folder: Path) -> None:
    assert "supposed: w17 falls" in run("gaps", "my-case", "--without", "w17", "--quiet").err


@pytest.mark.parametrize("args", [["--verbose", "gaps", "my-case"], ["gaps", "my-case", "--verbose"]])
def test_verbose_says_what_was_read_and_held_against_what(folder: Path, args: list[str]) -> None:
    done = run(*args, "--format", "json")
    report = json.loads(done.out)
    assert done.out == run("gaps", "my-case", "--format", "json").out
    for path in sorted(Path("my-case").glob("*.yaml")):
        assert f"read {path}: {path.stat().st_size} bytes" in done.err
    assert f"policy {report['policy']['id']}, sha256 {report['policy']['sha256']}" in done.err
    assert re.search(rf"^law rome-statute, version {report['law']['version']}, sha256 [0-9a-f]{{64}} over its files$", done.err, re.MULTILINE)
    assert re.search(r"^evaluating: \d+\.\d\d s$", done.err, re.MULTILINE)


def test_verbose_names_no_file_where_the_output_leaves_the_team(folder: Path) -> None:
    (folder / "my-case").rename(folder / "Aziz-Rahimov")
    for audience in ("partner", "public"):
        for line in (f"gaps Aziz-Rahimov --format json --audience {audience} -v", f"compare Aziz-Rahimov Aziz-Rahimov --audience {audience} -v"):
            done = run(*line.split())
            assert done.code == 0
            assert "policy claimmap-default/1" in done.err
            assert "Aziz" not in done.out + done.err
            assert "Rahimov" not in done.out + done.err


def test_quiet_and_verbose_exclude_each_other(folder: Path) -> None:
    done = run("--quiet", "gaps", "my-case", "--verbose")
    assert done.code == 2
    assert "contradict each other" in done.err


# ---------------------------------------------------------------- progress


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, TextIO]]:
    """Open a terminal: the end that a test reads, and the one to write to as stderr."""
    ours, theirs = pty.openpty()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(console, "PATIENCE", 0.01)
    with os.fdopen(theirs, "w") as stream:
        yield ours, stream
    os.close(ours)


def seen(terminal: int, words: bytes) -> bytes:
    """Read from a terminal until the words are there, for at most ten seconds."""
    found = b""
    while words not in found:
        ready, _, _ = select.select([terminal], [], [], 10)
        assert ready, f"{words!r} never came; {found!r}"
        found += os.read(terminal, 4096)
    return found


def test_a_long_step_is_shown_on_a_terminal_and_taken_off_again(terminal: tuple[int, TextIO], monkeypatch: pytest.MonkeyPatch) -> None:
    ours, stream = terminal
    monkeypatch.setattr(sys, "stderr", stream)
    with console.step("reading the case") as shown:
        seen(ours, b"reading the case")
        shown.count(3, 8)
        seen(ours, b"reading the case: 3 of 8")
    assert seen(ours, b"\x1b[1A\x1b[2K").endswith(b"\x1b[1A\x1b[2K")  # the line is cleared


def test_a_dumb_terminal_gets_a_plain_line(terminal: tuple[int, TextIO], monkeypatch: pytest.MonkeyPatch) -> None:
    ours, stream = terminal
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr(sys, "stderr", stream)
    with console.step("reading the case"):
        assert seen(ours, b"\n") == b"reading the case ...\r\n"


@pytest.mark.parametrize("how", ["file", "quiet"])
def test_nothing_is_shown_to_what_is_no_terminal_or_wants_quiet(
    how: str, terminal: tuple[int, TextIO], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ours, stream = terminal
    context = click.Context(main)
    with (tmp_path / "err").open("w") as file:
        monkeypatch.setattr(sys, "stderr", file if how == "file" else stream)
        context.meta[console.QUIET] = how == "quiet"
        with context, console.step("reading the case"):
            assert select.select([ours], [], [], 0.2)[0] == []
    assert (tmp_path / "err").read_text() == ""
    assert select.select([ours], [], [], 0)[0] == []


def test_progress_loads_nothing_until_it_is_shown(tmp_path: Path) -> None:
    code = "import sys; from claimmap import cli, console\nwith console.step('x'): pass\nprint([one for one in sys.modules if one.startswith('rich')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout == "[]\n"


def test_many_files_are_counted(folder: Path) -> None:
    told: list[tuple[int, int]] = []
    shutil.copytree("my-case", "other")
    workbench.test(["my-case", "other"], progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


# ---------------------------------------------------------------- suggestions


SUGGESTED = [
    (["gap"], "there is no command 'gap'; did you mean 'gaps'?"),
    (["--formt", "gaps"], "Options of a command stand after its name."),
    (["gaps", "my-case", "--formt", "json"], "Did you mean '--format'?"),
    (["new", "cse"], "did you mean 'case'?"),
    (["new"], "claimmap new case my-case"),
    (["gaps", "xinjang"], "did you mean the shipped case 'xinjiang'?"),
    (["gaps", "my-case", "--format", "jsn"], "did you mean 'json'?"),
    (["gaps", "my-case", "-o", "report.docxx"], "did you mean '.docx'?"),
    (["gaps", "my-case", "--standard", "reasonable-ground"], "did you mean 'reasonable-grounds'?"),
    (["gaps", "my-case", "--audience", "partnr"], "did you mean 'partner'?"),
    (["gaps", "my-case", "--fail-on", "opn"], "did you mean 'open'?"),
    (["gaps", "my-case", "--claim", "deportaton"], "did you mean 'deportation'?"),
    (["gaps", "my-case", "--element", "7(1)(d)/9"], "7(1)(d) has the elements 1 to 5"),
    (["gaps", "my-case", "--element", "7/atack"], "nearest: 7/attack"),
    (["gaps", "my-case", "--without", "w18"], "did you mean 'w12'?"),
    (["gaps", "my-case", "--grade", "witness-17=hihg"], "did you mean 'high'?"),
    (["gaps", "my-case", "--law", "rome-statut"], "did you mean 'rome-statute'?"),
    (["jurisdiction", "my-case", "--claim", "persecutin"], "did you mean 'persecution'?"),
    (["whatif", "my-case", "--same", "w17,speaker-a"], "did you mean 'speakers-a'?"),
    (["close", "my-case", "deprotation"], "did you mean 'deportation'?"),
    (["close", "my-case"], "give a CASE and one CLAIM"),
    (["compare", "xinjiang", "--filings", "filing-2020", "filing-202"], "did you mean 'filing-202"),
    (["law", "7(1)(dd)"], "one letter is expected"),
    (["law", "murder"], "claimmap law --find"),
    (["law", "--state", "TJX"], "did you mean 'TJK'?"),
    (["law", "--state", "TJK", "--on", "yesterday"], "'yesterday' is not a day; write it as 2026-11-21"),
    (["schema", "cas"], "did you mean 'case'?"),
    (["completion", "bsh"], "did you mean 'bash'?"),
]


@pytest.mark.parametrize(("args", "words"), SUGGESTED, ids=[" ".join(args) for args, _ in SUGGESTED])
def test_a_mistyped_word_gets_one_sentence_with_what_was_meant(folder: Path, args: list[str], words: str) -> None:
    done = run(*args)
    assert (done.code, done.out) == (2, "")
    said = [line for line in done.err.splitlines() if line and not line.startswith(("Usage:", "Try ", "1 error"))]
    assert len(said) <= 2
    assert words in " ".join(said)


LONG = "x" * 100_000


@pytest.mark.parametrize(
    "args",
    [[LONG], ["gaps", LONG], ["law", LONG], ["law", "7(1)" + LONG], ["law", "--find", LONG], ["law", "--state", LONG], ["gaps", "my-case", "--claim", LONG],
     ["gaps", "my-case", "--element", "7(1)(d)/" + LONG], ["gaps", "my-case", "--without", LONG], ["gaps", "my-case", "--standard", LONG],
     ["close", "my-case", LONG], ["schema", LONG], ["gaps", "my-case", LONG], ["gaps", "my-case", "--grade", f"{LONG}=high"], ["--" + LONG]],
    ids=lambda args: " ".join(args)[:30],
)  # fmt: skip
def test_very_long_words_are_answered_briefly(folder: Path, args: list[str]) -> None:
    done = run(*args)
    assert done.code == (0 if "--find" in args else 2)
    assert len(done.out + done.err) < 3_000


@pytest.mark.parametrize("args", [["{}"], ["gaps", "{}"], ["gaps", "my-case", "{}"], ["law", "{}"], ["gaps", "my-case", "--format", "{}"], ["--{}"], ["schema", "{}"]])
def test_what_was_typed_never_drives_the_terminal(folder: Path, args: list[str]) -> None:
    done = run(*[one.format("\x1b[31mx\u202e\x07") for one in args])
    assert done.code == 2
    assert not set("\x1b\u202e\x07") & set(done.out + done.err)


def test_the_nearest_address_to_a_very_long_text_is_that_of_its_beginning() -> None:
    known = ["7(1)(d)", "7(1)(e)", "8(2)(a)(i)"]
    start = "7(1)(d" + "x" * 300
    assert address.nearest(start + LONG, known) == address.nearest(start, known)
    with pytest.raises(address.BadAddress, match="100007 characters"):
        address.parse("7(1)(d)" + LONG)


# ---------------------------------------------------------------- whatever happens


@pytest.mark.parametrize(
    ("args", "words"),
    [(["gaps", "nothing/here"], "there is no such file"), (["gaps", ""], "the path is empty"), (["check", "empty"], "no file here says"),
     (["gaps", "my-case", "--policy", "my-case"], "is a directory"), (["gaps", "my-case", "-o", "nowhere/x.json"], "no such file or directory"),
     (["gaps", "my-case", "--format", "html", "-o", "empty"], "is a directory"), (["gaps", "my-case", "--audience", "partner", "--key", "none"], "does not exist"),
     (["gaps", "my-case", "--audience", "partner", "--key", "empty"], "is a directory"), (["import", "my-case", "--into", "my-case"], "is a directory"),
     (["import", "nothing.xlsx", "--into", "my-case"], "no such file"), (["compare", "nothing", "my-case"], "there is no such file"),
     (["new", "case", "my-case/case.yaml", "--as-of", "2026-11-21"], "file exists"), (["gaps", "binary.yaml"], "is not UTF-8 text"),
     (["gaps", "/dev/null"], "neither a file nor a folder"), (["law", "--text", "nothing.txt"], "no such file"), (["test", "nothing"], "there is no such file"),
     (["gaps", "my-case", "--law", "empty"], "holds no instrument.yaml")],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)  # fmt: skip
def test_what_cannot_be_read_or_written_ends_in_a_sentence(folder: Path, args: list[str], words: str) -> None:
    (folder / "empty").mkdir()
    (folder / "binary.yaml").write_bytes(b"format: claimmap/case-1\n\xff\xfe\x00")
    done = run(*args)
    assert done.code == 2
    assert words in done.err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_is_a_problem(folder: Path) -> None:
    Path("my-case/evidence.yaml").chmod(0)
    done = run("gaps", "my-case")
    assert done.code == 2
    assert "permission denied" in done.err


ENDS = [
    ("claimmap gaps my-case | head -1", 0, ""),
    ("claimmap --help | true", 0, ""),
    ("claimmap gaps my-case --format json | head -c 5", 0, ""),
    ("claimmap law --all --format json | true", 0, ""),
    ("claimmap gaps my-case --format csv | true", 0, ""),
    ("claimmap compare my-case my-case --format json | true", 0, ""),
    ("claimmap gaps my-case --audience public --format json -q | true", 0, ""),
    ("claimmap gaps my-case > /dev/full", 2, "the output cannot be written: no space left on device\n"),
    ("claimmap gaps my-case --format json > /dev/full", 2, "the output cannot be written: no space left on device\n"),
    ("claimmap gaps my-case --format html -o /dev/full", 2, "the output cannot be written: no space left on device\n"),
    ("claimmap --help > /dev/full", 2, "the output cannot be written: no space left on device\n"),
    ("claimmap gaps my-case --claim no 2> /dev/full", 2, ""),
    ("claimmap gaps my-case >&-", 0, ""),
]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize(("line", "code", "said"), ENDS, ids=[line for line, _, _ in ENDS])
def test_a_reader_that_leaves_and_a_full_disk(folder: Path, line: str, code: int, said: str | None) -> None:
    done = process(line, folder)
    assert "Traceback" not in done.err
    assert done.code == code, done.err
    if said is not None:
        assert done.err.endswith(said)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_any_encoding_of_a_terminal(folder: Path, encoding: str) -> None:
    text = Path("my-case/case.yaml").read_text(encoding="utf-8")
    Path("my-case/case.yaml").write_text(re.sub(r"(?m)^title:.*$", "title: Überfall in 村庄", text, count=1), encoding="utf-8")
    env = {"PYTHONIOENCODING": encoding, "LC_ALL": "C"}
    for line in ("gaps my-case", "gaps my-case --format md", "jurisdiction my-case", "close my-case deportation", "disclosure my-case --format md"):
        done = process(f"claimmap {line}", folder, **env)
        assert (done.code, "Traceback" in done.err) == (0, False), line
    for line in ("gaps my-case --format json", "disclosure my-case --format json", "gaps my-case --audience partner --format json"):
        raw = subprocess.run([sys.executable, "-m", "claimmap", *line.split()], capture_output=True, env={**os.environ, **env}, check=True).stdout
        assert json.loads(raw.decode(encoding))


@pytest.mark.parametrize("env", [{"COLUMNS": "40"}, {"NO_COLOR": "1"}, {"TERM": "dumb"}, {"COLUMNS": "1"}], ids=str)
def test_any_width_and_terminal(folder: Path, env: dict[str, str]) -> None:
    for line in ("gaps my-case", "law '7(1)(d)'", "--help", "gaps --help"):
        done = process(f"claimmap {line}", folder, **env)
        assert (done.code, done.err.count("Traceback")) == (0, 0)
        assert "\x1b" not in done.out


def test_a_narrow_terminal_loses_no_word_of_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    stream = io.StringIO()
    report = workbench.gaps(RIVER)
    write_text(report, stream, colour=True)
    table = re.sub(r"\x1b\[[0-9;]*m", "", stream.getvalue()).partition("deportation: ")[0]
    assert table.count("not reached") + table.count("undecided") == len(report.claims) * len(report.standards)


def test_a_long_line_of_the_law_is_broken_between_words_on_a_terminal_only() -> None:
    line = "  * Note: " + "word " * 40
    assert {len(one) <= 40 for one in fitted(line, 40).splitlines()} == {True}
    assert fitted(line, 40).split() == line.split()
    assert max(len(one) for one in run("law", "7(1)(d)").out.splitlines()) > 200


def test_ctrl_c_ends_in_a_sentence(folder: Path) -> None:
    os.mkfifo("waits")
    code = "import os, signal, sys, threading; from claimmap.cli import run; sys.argv[1:] = ['law', '--text', 'waits']\n"
    code += "threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start(); run()"  # nobody ever writes to that pipe
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=folder, check=False, timeout=60)
    assert done.returncode == console.STOPPED
    assert done.stderr.strip() == "stopped before the end"
    assert signal.Signals.SIGINT + 128 == console.STOPPED


def test_a_fault_of_the_program_ends_in_a_sentence_without_what_files_hold(folder: Path) -> None:
    code = (
        "import sys, click\nfrom claimmap import cli, cli_verb\n"
        "class Faulty(cli_verb.Verb):\n    def invoke(self, ctx): raise ValueError('Aziz Rahimov')\n"
        "cli.main.get_command = lambda ctx, name: Faulty('gaps')\nsys.argv[1:] = ['gaps']\ncli.run()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=folder, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("something went wrong inside claimmap (ValueError")
    assert "Aziz" not in done.stderr
    assert done.stderr.count("\n") == 1


# ---------------------------------------------------------------- completion


def completed(line: str) -> list[str]:
    """Return the words that are offered at the end of a line."""
    *words, typed = line.split(" ")
    return [item.value for item in Bash(main, {}, "claimmap", "_CLAIMMAP_COMPLETE").get_completions(words, typed)]


COMPLETED = [
    ("ga", ["gaps"]),
    ("gaps my-case --cl", ["--claim"]),
    ("gaps my-case --claim ", ["deportation", "persecution"]),
    ("gaps my-case --claim=d", ["deportation"]),
    ("jurisdiction my-case --claim p", ["persecution"]),
    ("close my-case d", ["deportation"]),
    ("gaps my-case --standard reasonable-", ["reasonable-basis", "reasonable-grounds"]),
    ("gaps my-case --format x", ["xlsx"]),
    ("gaps my-case --audience p", ["partner", "public"]),
    ("gaps my-case --without witness-", ["witness-12", "witness-17", "witness-23", "witness-31"]),
    ("gaps xinj", ["xinjiang"]),
    ("law 7(1)(d", ["7(1)(d)"]),
    ("law 25(3)(a)/co", ["25(3)(a)/co-perpetration"]),
    ("new case x --crime 6(", ["6(a)", "6(b)", "6(c)", "6(d)", "6(e)"]),
    ("new case x --law genoc", ["genocide-convention"]),
    ("schema crim", ["crime"]),
    ("completion f", ["fish"]),
    ("compare xinjiang --filings filing-202", ["filing-2020", "filing-2021", "filing-2022"]),
    ("gaps nowhere --claim ", []),
]


@pytest.mark.parametrize(("line", "words"), COMPLETED, ids=[line for line, _ in COMPLETED])
def test_words_that_are_offered(folder: Path, line: str, words: list[str]) -> None:
    assert completed(line) == words


def test_the_ids_that_are_offered_are_those_of_the_case() -> None:
    for path in (RIVER, library.data_folder() / "cases" / "xinjiang"):
        case = workbench.load_case(path)
        assert list(cli_candidates.ids_of(path, ["claims"])) == [one.id for one in case.claims], path
        assert set(cli_candidates.ids_of(path, ["sources", "evidence"])) == {one.id for one in (*case.sources, *case.evidence)}, path


HOSTILE = """format: claimmap/case-1
claims:
  - id: $(touch pwned)
    title: Aziz Rahimov
  - id: "`touch pwned`"
  - id: good
    title: Aziz Rahimov, id: secret
  - id: good; touch pwned
  - id: "\\x1b[31mred"
  - {id: flow, title: "Aziz, id: Rahimov"}
  -	id: tab
evidence: !!python/object/apply:os.system ["touch pwned"]
"""


def test_a_hostile_case_breaks_no_shell(folder: Path) -> None:
    (folder / "bad").mkdir()
    (folder / "bad" / "case.yaml").write_text(HOSTILE, encoding="utf-8")
    (folder / "bad" / "z.yaml").write_bytes(os.urandom(2000))
    os.mkfifo(folder / "bad" / "waits.yaml")
    offered = completed("gaps bad --claim ")
    assert "good" in offered
    assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", word) for word in offered)
    assert "Aziz" not in " ".join(offered)
    done = completed_by_bash("claimmap gaps bad --claim ", folder)
    assert sorted(done.out.split()) == sorted(offered)
    assert not (folder / "pwned").exists()


def completed_by_bash(line: str, folder: Path) -> Done:
    """Let bash complete a line with the script that is shipped, and print what it would offer, one word a line."""
    script = (
        f'source <(claimmap completion bash)\nCOMP_LINE={shlex.quote(line)}; COMP_POINT=${{#COMP_LINE}}\n'
        # bash hands over the last word as it breaks words: after `=` or `:`, and without an opening quotation mark
        'part="${COMP_LINE##*[ =:]}"; part="${part#\\\'}"\n'
        '_claimmap_completion claimmap "$part" || exit 3\nprintf "%s\\n" "${COMPREPLY[@]}"'
    )
    return process(script, folder)


@pytest.mark.parametrize(
    ("line", "words"),
    [("claimmap close my-case p", ["persecution"]), ("claimmap law '7(1)(d", ["7(1)(d)"]), ("claimmap gaps my-case --format=js", ["json"]), ("claimmap law 7(1)(d", [r"7\(1\)\(d\)"]), ("claimmap law 7\\(1\\)\\(d", [r"7\(1\)\(d\)"])],
)
def test_bash_gets_words_that_it_can_run(folder: Path, line: str, words: list[str]) -> None:
    done = completed_by_bash(line, folder)
    assert (done.code, done.out.splitlines()) == (0, words)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_script_says_how_to_install_it(shell: str) -> None:
    done = run("completion", shell)
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert sum(f"claimmap completion {shell}" in line for line in lines) == 1
    assert (lines[0] == "#compdef claimmap") == (shell == "zsh")
    if shutil.which(shell):
        assert subprocess.run([shell, "-n"], input=done.out, text=True, check=False).returncode == 0


def test_completion_says_nothing_but_words(folder: Path) -> None:
    env = {"_CLAIMMAP_COMPLETE": "bash_complete", "COMP_WORDS": "claimmap gaps nowhere --claim ", "COMP_CWORD": ""}
    assert process("claimmap", folder, **env) == Done(0, "\n", "")
    assert process("claimmap", folder, **{**env, "COMP_WORDS": "'"}).err == ""
    assert process("claimmap", folder, _CLAIMMAP_COMPLETE="nonsense").err == ""
