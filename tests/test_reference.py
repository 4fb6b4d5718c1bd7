"""The generated pages of the reference: made anew they are the committed ones, and they say everything the code can say."""

import ast
import doctest
import importlib
import json
import re
import sys
import typing
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import pytest
from click.testing import CliRunner

import claimmap
from claimmap import schema
from claimmap.cli import main
from claimmap.graph import Unassigned

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "docs" / "reference"
SOURCE = Path(claimmap.__file__).parent
NAMES = ["api.md", "cli.md", "contested-law.md", "formats.md", "law-trust.md", "outputs.md", "policy.md", "problems.md"]


def generator(name: str) -> ModuleType:
    """Import a module of the generator, which stands beside the pages and not in the package."""
    if str(ROOT / "docs") not in sys.path:
        sys.path.insert(0, str(ROOT / "docs"))
    return importlib.import_module(f"generator.{name}")


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_page_is_the_generated_one(name: str, golden: Callable[[Path, str], None]) -> None:
    pages = generator("pages").PAGES
    assert sorted(pages) == NAMES
    golden(REFERENCE / name, pages[name]())


@pytest.mark.parametrize("name", ["api", "problems", "writing"])
def test_the_examples_of_the_generator_hold(name: str) -> None:
    result = doctest.testmod(generator(name))
    assert (result.failed, result.attempted > 0) == (0, True)


# ---------------------------------------------------------------- files


@pytest.mark.parametrize("kind", [kind for kind in schema.KINDS if kind != schema.PART])
def test_every_key_of_a_file_has_a_row_with_its_meaning(kind: str) -> None:
    page = (REFERENCE / "formats.md").read_text(encoding="utf-8")
    found = schema.schema_of(kind)
    for one in [found, *found["definitions"].values()]:
        described = one["anyOf"][-1] if "anyOf" in one else one
        for key in described.get("properties", {}):
            rows = re.findall(rf"(?m)^\| `{re.escape(key)}` \|.*\| (.*) \|$", page)
            assert rows, key
            assert all(row.strip() for row in rows), f"{key} has no meaning somewhere"


def test_headings_are_unique() -> None:
    for name in NAMES:
        headings = re.findall(r"(?m)^#+ (.+)$", re.sub(r"(?ms)^```.*?^```", "", (REFERENCE / name).read_text(encoding="utf-8")))
        assert len(headings) == len(set(headings)), name


# ---------------------------------------------------------------- outputs

RIVER = "cases/fictional/river-crossing"
RUNS = [
    ["gaps", RIVER], ["jurisdiction", RIVER], ["jurisdiction", "cases/xinjiang"], ["compare", "cases/xinjiang", "--filings", "filing-2020", "filing-2022"],
    ["whatif", RIVER, "--without", "w12"], ["whatif", RIVER, "--identities"], ["whatif", RIVER, "--ladder"], ["whatif", RIVER, "--analysts"],
    ["whatif", RIVER, "--sensitivity"], ["close", RIVER, "deportation"], ["critical", RIVER], ["disclosure", RIVER], ["law", "7(1)(d)"],
    ["law", "7(1)(g)"], ["law", "7"], ["law", "25(3)(a)/co-perpetration"], ["law", "28(a)", "--precedents"], ["law", "--state", "UKR", "--on", "2014-03-01"],
    ["law", "--trust"], ["law", "--find", "lawfully present"], ["test", "cases/fictional"], ["check", "tests/bad/bad-date.yaml"],
]  # fmt: skip


def keys_in(value: Any, path: str = "") -> Iterator[str]:
    """Give the paths of the values of a document: `claims[].id`."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from keys_in(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
        for inner in value:
            yield from keys_in(inner, f"{path}[]")
    else:
        yield path


def documented(name: str) -> set[str]:
    return {key.strip() for keys in generator("formats").outputs()[name]["keys"] for key in keys.split(", ")}


def stands_in(path: str, keys: set[str]) -> bool:
    """Tell whether a path is documented: itself, or below a key that ends in [] or {}, or as an empty value of one."""
    opened = [key[:-2] for key in keys if key.endswith(("[]", "{}"))]
    inside = any(path == one or path.startswith((f"{one}.", f"{one}[]")) for one in opened)
    return path in keys or inside or any(key.startswith((f"{path}[]", f"{path}.", f"{path}{{}}")) for key in keys)


@pytest.mark.parametrize("arguments", RUNS, ids=" ".join)
def test_every_key_that_is_printed_is_documented(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    printed = json.loads(CliRunner().invoke(main, [*arguments, "--format", "json"]).stdout)
    keys = documented(printed["format"]) | {"format"}
    assert [path for path in sorted(set(keys_in(printed))) if not stands_in(path, keys)] == []
    if not printed.get("ambiguous"):
        first = {re.split(r"[.\[{]", key)[0] for key in keys - {"ambiguous", "candidates"}}
        assert printed["format"] == "claimmap/law-1" or first == set(printed), "a documented key is not printed"


def test_every_output_format_of_the_source_is_documented() -> None:
    printed = set()
    for path in SOURCE.rglob("*.py"):
        printed |= set(re.findall(r'(?:"format": |FORMAT: Final = )"(claimmap/[a-z]+(?:-[a-z]+)*-\d)"', path.read_text(encoding="utf-8")))
    assert printed - {f"claimmap/{kind}-1" for kind in schema.KINDS} - {"claimmap/lock-1", "claimmap/cache-1"} == set(generator("formats").outputs())


# ---------------------------------------------------------------- problems


def rules_made() -> set[str]:
    """Return the names of all rules that the source can raise."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                found |= {text for one in rule_of(node) for text in texts_in(one)}
            elif isinstance(node, ast.Dict):
                keys = [one.value if isinstance(one, ast.Constant) else None for one in node.keys]
                found |= {text for key, one in zip(keys, node.values, strict=True) if key == "rule" for text in texts_in(one)}
    reasons = typing.get_args(typing.get_type_hints(Unassigned)["reason"])
    return found | {"unassigned" if reason == "choice" else f"unassigned-{reason}" for reason in reasons}


def rule_of(call: ast.Call) -> list[ast.expr]:
    """Return what stands for a rule in a call that makes a problem."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    found = [one.value for one in call.keywords if one.arg == "rule"]
    if name == "Unfit":
        found += call.args[:1]
    elif name == "_fault":
        found += call.args[1:2]
    elif name == "fault":
        found += call.args[3:4]
    elif name == "problem":
        found += [one for one in call.args[1:3] if isinstance(one, ast.Constant)][:1]
    return found


def texts_in(node: ast.expr) -> Iterator[str]:
    branches = [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]
    for one in branches:
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and re.fullmatch("[a-z]+(?:-[a-z0-9]+)*", one.value):
            yield one.value


def test_every_rule_has_an_entry_and_every_entry_is_a_rule() -> None:
    said = set(generator("problems").rules())
    made = rules_made()
    assert {"duplicate-key", "unassigned-no-claim", "no-such-file", "formula", "usage"} <= made
    assert made - said == set(), "raised and not documented"
    assert said - made == set(), "documented and never raised"


def test_an_entry_says_the_severity_that_the_examples_show() -> None:
    problems = generator("problems")
    for name, one in problems.rules().items():
        shown = one.get("example") or problems.example(name)
        assert shown or name in {"changed-meanwhile", "duplicate-row", "formula", "not-a-table", "not-in-sheet", "usage"}, name
        if shown:
            found = re.match(r"[^\n]*?: (?:(warning|note): )?[^\n]*\[" + name + r"\]", shown)
            assert found is not None, name
            assert (found[1] or "error") == one["severity"], name


# ---------------------------------------------------------------- Python


def test_every_public_name_has_an_entry_and_a_docstring() -> None:
    page = (REFERENCE / "api.md").read_text(encoding="utf-8")
    for name in claimmap.__all__:
        assert f"\n### {name}\n" in page
        assert (getattr(claimmap, name).__doc__ or "").strip(), name


def test_every_attribute_of_a_value_says_what_it_holds() -> None:
    api = generator("api")
    classes = [one for name in claimmap.__all__ if isinstance(one := getattr(claimmap, name), type) and attrs.has(one)]
    for cls in (*classes, *api.VALUES):
        says = api.said_of(cls, "Attributes")
        silent = [one.name for one in attrs.fields(cls) if not one.name.startswith("_") and not says.get(one.name)]
        assert silent == [], cls.__name__
