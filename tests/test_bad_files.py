"""
Bad files and exactly what is said of them.

Each `bad/<rule>[-variant].yaml`, or folder of that name for faults across files, has a `.txt` beside it that holds
the whole output. `pytest --update` rewrites the texts; read the difference as the person who gets the message.
"""

import ast
import re
import typing
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import claimmap
from claimmap import case, workbench
from claimmap.comparing import open_side
from claimmap.graph import Unassigned
from claimmap.law import Law
from claimmap.problems import InvalidFiles, Problem, in_order
from claimmap.reading import MAX_DEPTH, MOST_PROBLEMS, SourceFile, read_bytes, read_value

BAD = Path(__file__).parent / "bad"
SOURCE = Path(claimmap.__file__).parent
NAMES = sorted({path.stem for path in BAD.iterdir()})
GENERATED = {"too-large", "unreadable", "misnamed-file"}
"""Rules whose faults are made in a test, because they cannot be kept as files."""
HEAD = b"format: claimmap/case-1\nid: example\ntitle: Example\nas-of: 2026-11-21\n"


def problems_of(name: str, law: Law) -> tuple[Problem, ...]:
    """Do with a bad file what a person would do with it."""
    try:
        if name.startswith("bad-policy"):
            workbench.load_policy(f"{name}.yaml")
            return ()
        if name.startswith("not-a-report"):
            open_side(f"{name}.json", law)
            return ()
        if name.startswith("several-cases"):
            workbench.load_case(name, law)
            return ()
    except InvalidFiles as error:
        return error.problems
    return workbench.check(name if Path(name).is_dir() else f"{name}.yaml")


@pytest.mark.parametrize("name", NAMES)
def test_message(name: str, law: Law, monkeypatch: pytest.MonkeyPatch, golden: Callable[[Path, str], None]) -> None:
    monkeypatch.chdir(BAD)
    problems = problems_of(name, law)
    assert problems, "the file is not bad"
    assert problems == in_order(problems), "sorted, each once"
    assert any(name.startswith(one.rule) for one in problems) or name == "several-problems", "a file is named after its rule"
    golden(BAD / f"{name}.txt", "\n".join(one.render() for one in problems) + "\n")


@pytest.mark.parametrize("name", NAMES)
def test_message_says_where_what_and_what_to_do(name: str, law: Law, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BAD)
    for one in problems_of(name, law):
        assert one.message[0] == one.message[0].lower()
        assert not one.message.endswith(".")
        assert one.hint, one
        assert one.render().isprintable() or set(one.render()) - set("\n") == set(filter(str.isprintable, one.render()))
        place = Path(one.place.file)
        if one.place.line:
            lines = place.read_bytes().decode("utf-8-sig", "replace").splitlines()
            assert one.place.line <= len(lines), one
            assert 1 <= one.place.column <= len(lines[one.place.line - 1]) + 1, one


# ---------------------------------------------------------------- every rule has a pair


def rules_of(path: Path) -> Iterator[str]:
    """Give the names of the problem rules that a module of the source makes."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        found: list[ast.expr] = [one.value for one in node.keywords if one.arg == "rule"]
        if called == "Unfit":
            found += node.args[:1]
        elif called == "problem":
            found += [one for one in node.args[1:3] if not isinstance(one, ast.Name | ast.Attribute | ast.BinOp)]
        for one in found:
            for inner in ast.walk(one):
                if isinstance(inner, ast.Constant) and isinstance(inner.value, str) and inner.value:
                    yield inner.value
                    break


CORE = {"problems", "reading", "checks", "library", "workbench", "lock", "law", "policy", "graph", "gaps", "jurisdiction"}
"""What reads and checks cases; rules of other files, such as tables and reports, are tested where those are."""


def test_every_rule_has_a_bad_file() -> None:
    made: dict[str, set[str]] = {}
    for path in SOURCE.rglob("*.py"):
        made.setdefault(path.relative_to(SOURCE).parts[0].removesuffix(".py"), set()).update(filter(is_rule, rules_of(path)))
    reasons = typing.get_args(typing.get_type_hints(Unassigned)["reason"])
    made["graph"] |= {"unassigned" if reason == "choice" else f"unassigned-{reason}" for reason in reasons}
    core = set().union(*(made[part] for part in CORE))
    assert {"duplicate-key", "unknown-id", "unknown-value", "too-deep", "several-cases", "unassigned"} <= core
    shown = "\n".join(path.read_text(encoding="utf-8") for path in BAD.glob("*.txt"))
    assert sorted(rule for rule in core - GENERATED if f"[{rule}]" not in shown) == []
    tests = "\n".join(path.read_text(encoding="utf-8") for path in BAD.parent.rglob("test_*.py") if path != Path(__file__))
    for part in set(made) - CORE:
        if re.search(rf"claimmap(?:\.| import .*\b){part}\b", tests):
            assert sorted(rule for rule in made[part] - GENERATED if rule not in tests and f"[{rule}]" not in shown) == [], part


def is_rule(text: str) -> bool:
    """Tell a rule's name from other texts."""
    return re.fullmatch("[a-z]+(?:-[a-z0-9]+)*", text) is not None


# ---------------------------------------------------------------- made here: too large to keep


def said(data: bytes) -> tuple[str, ...]:
    value, _, problems = read_value([SourceFile("big.yaml", data)], case.Case)
    assert value is None
    return tuple(one.render() for one in problems)


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    path.write_bytes(HEAD + b"#" * 1000 + b"\n")
    (one,) = workbench.check(path, max_bytes=1000)
    assert one.render() == (
        f"{path}: the file has 1070 bytes, more than 1000  [too-large]\n   = split it, or allow more with --max-bytes"
    )
    assert workbench.check(path, max_bytes=1070) == ()


def test_too_large_beside_the_case(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_bytes(HEAD)
    (tmp_path / "evidence.yaml").write_bytes(b"evidence: []\n" + b"#" * 1000)
    (one,) = workbench.check(tmp_path, max_bytes=1000)
    assert (one.rule, one.place.file) == ("too-large", str(tmp_path / "evidence.yaml"))


def test_unreadable(tmp_path: Path) -> None:
    problem = read_bytes(tmp_path, "folder.yaml")
    assert isinstance(problem, Problem)
    assert problem.render() == "folder.yaml: this cannot be read: is a directory  [unreadable]\n   = check the path and who may read it"


@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, MAX_DEPTH * 3, 100_000])
@pytest.mark.parametrize("closed", [True, False])
def test_too_deep_in_brackets(depth: int, *, closed: bool) -> None:
    data = HEAD + b"note: " + b"[" * depth + b"]" * depth * closed + b"\n"
    (first, *_) = said(data)
    assert first.startswith("big.yaml:5:56: the nesting is deeper than 50 levels  [too-deep]\n 5 | note: [[[")


def test_too_deep_in_lines() -> None:
    data = HEAD + b"".join(b" " * level + b"a:\n" for level in range(200)) + b" " * 200 + b"x\n"
    assert said(data)[0].startswith("big.yaml:55:51: the nesting is deeper than 50 levels  [too-deep]")


def test_the_deepest_that_may_be_is_read() -> None:
    brackets = MAX_DEPTH - 3
    data = HEAD + b"authorities:\n  - a: " + b"[" * brackets + b"x" + b"]" * brackets + b"\n"
    value, _, problems = read_value([SourceFile("deep.yaml", data)], case.Case)
    assert problems == []
    assert value is not None


def test_an_alias_bomb_of_any_size_is_refused_at_once() -> None:
    lines = [b"a0: &a0 x"] + [b"a%d: &a%d [%s]" % (level, level, b", ".join([b"*a%d" % (level - 1)] * 9)) for level in range(1, 100)]
    found = said(HEAD + b"\n".join(lines))
    assert found[0].startswith("big.yaml:5:5: an anchor '&a0' is not allowed  [anchor]")
    assert len(found) < 2 * MOST_PROBLEMS


def test_a_flood_of_problems_is_cut() -> None:
    assert len(said(HEAD + b"note: [" + b"*a," * 5_000 + b"]\n")) == MOST_PROBLEMS + 1
    assert len(said(HEAD + b"people:\n" + b"  - x\n" * 5_000)) == MOST_PROBLEMS
    assert len(said(HEAD + b"".join(b"k%d: x\n" % number for number in range(2_000)))) == MOST_PROBLEMS
