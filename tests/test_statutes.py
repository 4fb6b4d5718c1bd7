"""Every shipped statute file: canonical, sourced, one sentence a statement, and every address in it leads somewhere."""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from claimmap import library
from claimmap.address import file_name
from claimmap.law import Crime, Law, Mode
from claimmap.library import address_of_file

ROOT: Final = library.statutes_folder()
FOLDERS: Final = {"crimes": "crime", "modes": "mode", "shared": "shared"} | dict.fromkeys(library.FAMILIES, "provision")
FILES: Final = sorted(path for folder in FOLDERS for path in ROOT.glob(f"*/{folder}/*.yaml"))
CHECKED: Final = dt.date(2026, 11, 21)

ORDER: Final = {
    "crime": ["format", "address", "title", "in-force", "amendment", "no-elements", "variants", "neighbours", "source", "notes", "elements", "routes", "judgment"],
    "shared": ["format", "address", "title", "source", "notes", "elements"],
    "mode": ["format", "address", "title", "in-force", "crime-mental", "asks", "crimes", "source", "notes", "elements", "routes", "judgment"],
    "provision": ["format", "address", "title", "in-force", "source", "statement", "conditions", "combine", "negates-mental", "what-excludes", "notes"],
    "elements": ["number", "name", "same-as", "kind", "scope", "statement", "limbs-combine", "limbs", "mental", "about", "means", "notes", "source"],
    "limbs": ["letter", "kind", "statement"],
    "notes": ["text", "cite", "checked"],
    "source": ["title", "cite", "href", "checked"],
    "variants": ["id", "title"],
    "neighbours": ["address", "why"],
    "judgment": ["element", "question", "why"],
    "conditions": ["number", "statement"],
}  # fmt: skip
"""The keys of each part of a file, in the one order in which they may stand."""

AMENDMENTS: Final = {"2010-8", "2010-aggression", "2017-weapons", "2019-starvation"}
ARTICLE_30: Final = {"covered-by-special-intent", "case-by-case", "not-required"}
MENTAL: Final = {"intent", "special-intent", "knowledge", "awareness-of-facts", "knew-or-should-have-known", "intended-or-knew"}
RECOLLECTION: Final = re.compile(r"(?i)from memory|recollection|not compared|unverified|not checked against")
OWN_WORDS: Final = re.compile(r"(?i)(?:words of this element follow|elements of this crime rest on) (?:a )?recollection")
ABBREVIATED: Final = re.compile(r"\b(?:arts?|paras?|no|nos|fn|cf|pp?|v|vs|Dr|Mr|Ms|St|i\.e|e\.g)\.$")


def named(path: Path) -> str:
    return f"{path.parent.parent.name}/{path.parent.name}/{path.stem}"


def plain(path: Path) -> dict[str, Any]:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - makes texts only


def home(path: Path, law: Law) -> Law:
    """Return the instrument that a file belongs to."""
    folder = path.parent.parent.name
    found = library.SHORT_NAMES.get(folder, folder)
    return law if found == law.id else law.others[found]


def parts(value: Any, key: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give every mapping in a file with the key it stands under."""
    if isinstance(value, dict):
        yield key, value
        for inner, one in value.items():
            yield from parts(one, inner)
    elif isinstance(value, list):
        for one in value:
            yield from parts(one, key)


def sentences(text: str) -> list[str]:
    """Split a text at the ends of its sentences."""
    found: list[str] = [""]
    for piece in re.split(r"(?<=[.!?]) (?=[A-Z(\"'])", text):
        found[-1] += piece
        if not ABBREVIATED.search(piece):
            found.append("")
        else:
            found[-1] += " "
    return [one for one in found if one]


def test_all_files_are_looked_at() -> None:
    others = {"states", "precedents"}
    rest = [path for path in ROOT.glob("*/*/*.yaml") if path not in FILES and path.parent.name not in others]
    assert rest == []
    assert len(FILES) > 440


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_file_is_canonical(path: Path) -> None:
    """Block style, the keys in their one order, no empty value, plain ASCII quotes, lines of about a hundred characters."""
    text = path.read_text(encoding="utf-8")
    data = plain(path)
    kind = FOLDERS[path.parent.name]
    assert data["format"] == f"claimmap/{kind}-1"
    assert address_of_file(path.stem) == data["address"]
    assert file_name(data["address"]) == path.stem
    for key, part in parts(data, kind):
        order = ORDER[key]
        assert [one for one in order if one in part] == list(part), (key, list(part))
        assert all(value not in ("", [], {}) for value in part.values()), part
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\t" not in text
    assert not re.search(r"(?m)[ ]$", text), "no trailing spaces"
    assert not re.search(r"[\u2018\u2019\u201c\u201d\u00a0]", text), "straight quotes, plain spaces"
    assert not re.search(r"(?m)^\s*(?:[\w-]+:|-) [\[{&*!]", text), "block style, no anchors, no tags"
    assert max(map(len, text.splitlines())) <= 110
    assert data["source"]["checked"] in ("null", "2026-11-21")


@pytest.mark.parametrize("path", FILES, ids=named)
def test_what_rests_on_recollection_carries_no_date(path: Path) -> None:
    data = plain(path)
    for _, part in parts(data, FOLDERS[path.parent.name]):
        if "checked" not in part:
            continue
        assert part["checked"] in ("null", CHECKED.isoformat())
        words = " ".join((part["cite"], part.get("title", ""), part.get("text", "")))
        if RECOLLECTION.search(words):
            assert part["checked"] == "null", part
        if OWN_WORDS.search(words):
            assert data["source"]["checked"] == "null", "its words rest on recollection"


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_statement_is_one_sentence(path: Path) -> None:
    data = plain(path)
    for key, part in parts(data, FOLDERS[path.parent.name]):
        if "statement" not in part:
            continue
        text = part["statement"]
        assert len(sentences(text)) == 1, (path.name, text)
        assert text == " ".join(text.split()), "no runs of spaces"
        if "limbs" not in part and "conditions" not in part and key != "limbs":
            assert text.endswith("."), text
            assert text[0].isupper(), text


OWN: Final = [path for path in FILES if FOLDERS[path.parent.name] != "provision"]


@pytest.mark.parametrize("path", OWN, ids=named)
def test_elements(path: Path) -> None:
    """Elements stand in the official order; each of its own has a kind, a scope and three to six means of proof."""
    data = plain(path)
    kind = FOLDERS[path.parent.name]
    elements = data.get("elements", [])
    assert bool(elements) or "no-elements" in data
    if kind == "shared":
        names = [one["name"] for one in elements]
        assert len(names) == len(set(names))
    else:
        assert [one["number"] for one in elements] == [str(number) for number in range(1, len(elements) + 1)]
    for one in elements:
        if "same-as" in one:
            assert set(one) <= {"number", "same-as", "notes"}
            continue
        assert 3 <= len(one["means"]) <= 6, one.get("number") or one.get("name")
        assert len(set(one["means"])) == len(one["means"])
        assert not any(means.endswith(".") for means in one["means"]), "a short phrase, no sentence"
        assert {"kind", "scope", "statement"} <= set(one)
        if one["kind"] == "mental":
            assert one["mental"] in MENTAL
            assert one["scope"] == "person"
        else:
            assert one.get("mental", "not-required") in ARTICLE_30
        if "limbs" in one:
            assert [limb["letter"] for limb in one["limbs"]] == list("abcdefgh"[: len(one["limbs"])])
            assert len(one["limbs"]) > 1
            assert one["limbs-combine"] in ("any", "all")
        else:
            assert "limbs-combine" not in one
        if kind == "mode":
            assert one["scope"] == "person"


@pytest.mark.parametrize("path", OWN, ids=named)
def test_every_address_and_number_in_a_file_leads_somewhere(path: Path, law: Law) -> None:
    data = plain(path)
    own = home(path, law)
    numbers = {one.get("number") for one in data.get("elements", [])}
    limbs = {f"{one['number']}({limb['letter']})" for one in data.get("elements", []) for limb in one.get("limbs", []) if "number" in one}
    for one in data.get("elements", []):
        if "same-as" in one:
            assert own.resolve(one["same-as"]).kind == "shared"
        if path.parent.name != "shared":
            assert set(one.get("about", [])) <= numbers - {one["number"]}, one["number"]
    for one in data.get("judgment", []):
        assert one["element"] in numbers
        assert one["question"].endswith("?")
    for route in data.get("routes", []):
        assert set(route) <= numbers | limbs
        assert len(route) > 1
    for neighbour in data.get("neighbours", []):
        found = own.resolve(neighbour["address"])
        assert (found.kind, found.notes) == ("crime", ()), neighbour
        assert neighbour["address"] not in (data["address"], f"{own.id}:{data['address']}")
        assert neighbour["why"].endswith(".")
    assert len(data.get("neighbours", [])) <= 6
    assert len({one["address"] for one in data.get("neighbours", [])}) == len(data.get("neighbours", []))
    assert data.get("amendment", "2010-8") in AMENDMENTS


@pytest.mark.parametrize("path", [path for path in FILES if FOLDERS[path.parent.name] == "provision"], ids=named)
def test_provisions(path: Path) -> None:
    data = plain(path)
    assert ("conditions" in data) == ("combine" in data)
    assert data.get("combine", "all") in ("all", "any")
    numbers = [one["number"] for one in data.get("conditions", [])]
    assert len(set(numbers)) == len(numbers) != 1
    if "negates-mental" in data:
        assert path.parent.name == "grounds"
    if "what-excludes" in data:
        assert path.parent.name == "grounds"


def test_what_a_mental_element_is_about_is_known_where_it_is_about_one_thing(law: Law) -> None:
    for owner in (*law.crimes(), *law.modes()):
        for one in owner.elements:
            assert one.kind == "mental" or not one.about, one.address


def test_in_force_dates(law: Law) -> None:
    """The Statute entered into force on 1 July 2002, amendments when the first State was bound (art. 121(5))."""
    first = dt.date(2002, 7, 1)
    owners: list[Crime | Mode] = [*law.crimes(), *law.modes()]
    for one in owners:
        amended = isinstance(one, Crime) and one.amendment is not None
        assert one.in_force > first if amended else one.in_force >= first, one.address


def test_families_and_their_files() -> None:
    counts = {folder: len(list((ROOT / "rome-statute").glob(f"{folder}/*.yaml"))) for folder in FOLDERS}
    assert counts["crimes"] == 109
    assert counts["modes"] == 15
    assert counts["shared"] == 6
    assert all(counts[family] for family in library.FAMILIES if family != "provisions")
