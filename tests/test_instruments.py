"""Another instrument needs no code: the shipped ones, and the one that the how-to walks through."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimmap import library, workbench
from claimmap.cli import main
from claimmap.law import Law

HOW_TO = Path(__file__).parent.parent / "docs" / "how-to"
FOLDER = HOW_TO / "river-convention"
PAGE = (HOW_TO / "add-an-instrument.md").read_text(encoding="utf-8")


def test_every_file_of_the_example_stands_in_the_page_as_it_is() -> None:
    shown = dict(re.findall(r"`river-convention/([^`]+\.yaml)`:\n\n```yaml\n(.*?)```", PAGE, re.DOTALL))
    files = {path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.yaml")}
    assert shown == files


@pytest.fixture(scope="module")
def river() -> Law:
    return library.load_law(FOLDER)


def test_the_example_loads_whole(river: Law) -> None:
    assert river.id == "river-convention"
    assert river.addresses() == ("2/closure", "2/closure-knowledge", "2(1)", "4(a)", "5")
    assert [one.key for one in river.crimes()[0].elements] == ["2(1)/1", "2(1)/2", "2(1)/3", "2/closure", "2(1)/5"]
    assert river["rome-statute:7(1)(a)"].title == "Crime against humanity of murder"  # type: ignore[union-attr]
    assert river.resolve("Art. 2 (1)").address == "2(1)"


def test_a_claim_is_mapped_onto_it(river: Law) -> None:
    report = workbench.gaps(HOW_TO / "river-case", law=river)
    assert {one.address: one.result for one in report["turning-back"]} == {
        "2(1)/1": "met", "2(1)/2": "not-met", "2(1)/3": "not-met", "2(1)/4": "not-met", "2(1)/5": "not-met", "4(a)/1": "not-met",
    }  # fmt: skip
    assert report.law["id"] == "river-convention"


def test_the_commands_take_the_folder() -> None:
    run = CliRunner()
    for arguments in (["law", "2(1)"], ["gaps", str(HOW_TO / "river-case")], ["check", str(HOW_TO / "river-case")]):
        found = run.invoke(main, [*arguments, "--law", str(FOLDER)])
        assert found.exit_code == 0, found.output
    refused = run.invoke(main, ["gaps", str(HOW_TO / "river-case")])
    assert refused.exit_code == 2
    assert "river-convention" in refused.output


def test_a_claim_of_genocide_can_be_mapped_for_another_forum() -> None:
    convention = library.load_law("genocide-convention")
    assert [one.address for one in convention.crimes()][:5] == [f"II({letter})" for letter in "abcde"]
    assert any("IX" in one for one in convention.instrument.forums)
    assert library.load_law("cat")["1(1)"].title == "Torture"  # type: ignore[union-attr]
