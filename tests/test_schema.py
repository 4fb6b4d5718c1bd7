"""JSON Schemas: generated from the classes, shipped, and never stricter than the reader."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from claimmap import schema
from claimmap.case import Case
from claimmap.cli import main
from claimmap.dates import When
from claimmap.reading import SourceFile, format_of, keys_of, read_value

ROOT = Path(__file__).parent.parent
SHIPPED = Path(schema.__file__).parent / "schemas"
FILES = [path for folder in ("statutes", "cases", "tests/truth", "docs") for path in sorted((ROOT / folder).rglob("*.yaml"))]


class Loader(yaml.SafeLoader):
    """Reads scalars as editors do, by the rules of YAML 1.2."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - PyYAML keeps it in the class


for tag, pattern, first in (
    ("bool", "^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("null", "^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("int", "^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", "-+0123456789."),
):
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))


def kind_of(path: Path) -> str:
    said = format_of(path.read_bytes())
    return "case-part" if said is None else said.split("/")[1].rpartition("-")[0]


def validator(kind: str) -> Any:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    found = jsonschema.Draft7Validator(schema.schema_of(kind))
    found.check_schema(found.schema)
    return found


@pytest.mark.parametrize("kind", schema.KINDS)
def test_the_shipped_schema_is_the_generated_one(kind: str) -> None:
    assert (SHIPPED / f"{kind}.json").read_text(encoding="utf-8") == schema.text_of(kind), "write it anew with `claimmap schema`"


def test_nothing_else_is_shipped() -> None:
    assert {path.stem for path in SHIPPED.iterdir()} == set(schema.KINDS)


def test_every_file_fits_the_schema_of_its_kind() -> None:
    validators = {kind: validator(kind) for kind in schema.KINDS}
    checked = 0
    for path in FILES:
        kind = kind_of(path)
        if kind in validators:
            faults = [f"{list(one.path)}: {one.message}" for one in validators[kind].iter_errors(yaml.load(path.read_text(encoding="utf-8"), Loader))]  # noqa: S506
            assert faults == [], path
            checked += 1
    assert checked > 500


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("stendard: reasonable-basis", "Additional properties"),
        ("standard: reasonable-bases", "is not one of"),
        ("as-of: 2026", "is not"),
        ("claims: [{id: a, title: A}]", "'crime' is a required property"),
        ("people: a", "is not of type"),
        ("sources: [{id: a, reliability: G}]", "is not one of"),
        ("events: [{id: a, title: A, when: 3 May 2017}]", "is not valid"),
    ],
)
def test_an_editor_sees_the_mistake_and_so_does_the_reader(line: str, fault: str) -> None:
    text = "format: claimmap/case-1\nid: x\ntitle: X\n" + ("" if line.startswith("as-of") else "as-of: 2026-11-21\n") + line + "\n"
    found = [one.message for one in validator("case").iter_errors(yaml.load(text, Loader))]  # noqa: S506
    assert any(fault in one for one in found), found
    assert read_value([SourceFile("case.yaml", text.encode())], Case)[0] is None


@pytest.mark.parametrize(
    "text",
    ["2017", "2017-04", "2017-04-03", "2017?", "2017-04~", "201X", "19XX", "2017-XX-XX", "2017/2018", "../2018", "2017/..", "2017-04/2018~", "unknown", "Unknown",
     "2016?/unknown", "XXXX"],
)  # fmt: skip
def test_every_date_that_the_reader_takes_fits_the_pattern(text: str) -> None:
    When.parse(text)
    assert re.search(schema.WHEN, text)


@pytest.mark.parametrize("text", ["3 May 2017", "2017/4/3", "17", "2017-4", "soon"])
def test_what_is_no_date_does_not(text: str) -> None:
    assert not re.search(schema.WHEN, text)


def test_keys_enums_and_descriptions_come_from_the_classes() -> None:
    case = schema.schema_of("case")
    assert list(case["properties"]) == list(keys_of(Case))
    assert case["required"] == ["format", "id", "title", "as-of"]
    assert "fingerprints" not in case["properties"]
    assert case["properties"]["standard"]["enum"][0] == "reasonable-basis"
    evidence = case["definitions"]["Evidence"]
    assert "testimony" in evidence["properties"]["kind"]["enum"]
    assert evidence["additionalProperties"] is False
    assert evidence["properties"]["from"]["description"].startswith("Sources or items it derives from")
    assert schema.schema_of("case-part").get("required") is None


def test_the_command_prints_the_shipped_file() -> None:
    run = CliRunner()
    assert run.invoke(main, ["schema"]).output.split() == list(schema.KINDS)
    assert run.invoke(main, ["schema", "crime"]).output == (SHIPPED / "crime.json").read_text(encoding="utf-8")
    refused = run.invoke(main, ["schema", "crimes"])
    assert refused.exit_code == 2
    assert "did you mean 'crime'?" in refused.output


def test_a_new_case_names_its_schema_and_holds_it(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    assert CliRunner().invoke(main, ["new", "case", str(folder), "--as-of", "2026-11-21"]).exit_code == 0
    for name, kind in (("case.yaml", "case"), ("evidence.yaml", "case-part")):
        line, *_ = (folder / name).read_text(encoding="utf-8").splitlines()
        assert line == f"# yaml-language-server: $schema=.claimmap/{kind}.json"
        held = folder / ".claimmap" / f"{kind}.json"
        assert json.loads(held.read_text(encoding="utf-8")) == schema.schema_of(kind)
        plain = yaml.load((folder / name).read_text(encoding="utf-8"), Loader)  # noqa: S506
        assert list(validator(kind).iter_errors(plain)) == []
    assert CliRunner().invoke(main, ["check", str(folder)]).exit_code == 0
