"""The cache of folded statutes: it changes nothing, can be lost at any time, and never holds a case."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from claimmap import cache, library
from claimmap.law import Crime, CrimeFile, Element, Law, Mode, Provision
from claimmap.reading import fold, structure
from claimmap.thaw import crime_parts, elements_of, thaw

ROME = library.statutes_folder() / "rome-statute"
Whole = tuple[dict[str, Crime], dict[str, Mode], dict[str, Element], dict[str, Provision]]


def whole() -> Whole:
    law = library.load_instrument(ROME)
    return dict(law.crime_index.items()), dict(law.mode_index.items()), dict(law.shared.items()), dict(law.provisions.items())


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("CLAIMMAP_CACHE", raising=False)
    return tmp_path / "claimmap"


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> Whole:
    with monkeypatch.context() as patch:
        patch.setenv("CLAIMMAP_CACHE", "off")
        return whole()


def packs(folder: Path) -> dict[str, Path]:
    return {path.name.rpartition("-")[0]: path for path in folder.iterdir()}


def test_the_law_from_the_cache_is_the_law(kept: Path, bare: Whole) -> None:
    assert whole() == bare
    assert set(packs(kept)) == {"crimes", "modes", "provisions", "shared"}
    assert whole() == bare


def test_what_the_cache_holds_is_what_is_used(kept: Path) -> None:
    whole()
    path = packs(kept)["crimes"]
    entries = cache.entries_of(path.read_bytes())
    assert entries is not None
    key = next(key for key, one in entries.items() if one["address"] == "7(1)(d)")
    entries[key]["title"] = "Marked"
    path.write_bytes(cache.bytes_of(entries))
    assert whole()[0]["7(1)(d)"].title == "Marked"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda data: data[:-10],
        lambda data: data.replace(b"perpetrator", b"perpetratot", 1),
        lambda _: b"{}",
        lambda _: b"\x00" * 100,
        lambda _: cache.checksum(b"[1]") + b"\n[1]",
        lambda data: data[:9] + b"x" + data[9:],
    ],
    ids=["empty", "cut", "one letter", "no checksum", "zeros", "foreign", "shifted"],
)
def test_a_corrupt_cache_is_ignored_and_replaced(kept: Path, bare: Whole, spoil: object) -> None:
    whole()
    for path in kept.iterdir():
        path.write_bytes(spoil(path.read_bytes()))  # type: ignore[operator]
    assert whole() == bare
    assert all(cache.entries_of(path.read_bytes()) for path in kept.iterdir())


@pytest.mark.parametrize("change", [{"format": "other/cache-1"}, {"version": cache.VERSION + 1}, {"entries": []}])
def test_a_cache_of_another_kind_is_ignored(kept: Path, change: dict[str, object]) -> None:
    body = json.dumps({"format": cache.FORMAT, "version": cache.VERSION, "entries": {}} | change).encode()
    assert cache.entries_of(cache.checksum(body) + b"\n" + body) is None


def test_entries_that_do_not_fit_are_read_again(kept: Path, bare: Whole) -> None:
    whole()
    path = packs(kept)["crimes"]
    entries = cache.entries_of(path.read_bytes())
    assert entries is not None
    for number, key in enumerate(entries):
        entries[key] = [{"address": "7(1)(d)"}, "text", {"address": "7(1)(d)", "odd": "key"}, {"in-force": "no day"}, None, 7][number % 6]
    path.write_bytes(cache.bytes_of(entries))
    assert whole() == bare


@pytest.mark.parametrize("value", ["off", "OFF", "no", "0", "false"])
def test_it_can_be_switched_off(kept: Path, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("CLAIMMAP_CACHE", value)
    whole()
    assert not kept.exists()


def test_it_stands_in_the_home_of_the_user_where_nothing_else_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLAIMMAP_CACHE", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    for value in ("", "relative/path"):
        monkeypatch.setenv("XDG_CACHE_HOME", value)
        assert cache.folder() == tmp_path / ".cache" / "claimmap"


def test_a_folder_that_cannot_be_written_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bare: Whole) -> None:
    (tmp_path / "claimmap").write_text("a file where the folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert whole() == bare
    pack = cache.Pack(tmp_path / "claimmap" / "x.json", {})
    assert pack.get("a") is None
    pack.put("a", {})
    pack.save()
    assert [one.name for one in tmp_path.iterdir()] == ["claimmap"]


def test_a_folder_of_ones_own_and_a_case_are_never_cached(kept: Path, tmp_path: Path) -> None:
    example = Path(__file__).parent.parent / "docs" / "how-to" / "river-convention"
    library.load_law(example).crimes()
    library.read_case(library.find_cases(example.parent / "river-case")[0])
    assert not kept.exists()


def test_a_changed_file_has_another_key() -> None:
    assert cache.key_of(b"a", "CrimeFile") != cache.key_of(b"b", "CrimeFile")
    assert cache.key_of(b"a", "CrimeFile") != cache.key_of(b"a", "ModeFile")


def test_thawing_equals_reading(law: Law) -> None:
    for path in sorted((ROME / "crimes").glob("*.yaml")):
        plain = fold(path.read_bytes())
        text = structure(plain, CrimeFile)
        assert thaw(plain, CrimeFile) == text
        crime = law.crime_index[text.address]
        assert elements_of(plain, text.address, text.source, law.shared) == crime.elements
        assert Crime(elements=crime.elements, **crime_parts(plain)) == crime


SPY = """
import sys
opened = []
sys.addaudithook(lambda event, given: opened.append(str(given[0])) if event == "open" and str(given[0]).endswith(".yaml") else None)
from claimmap.library import load_law
law = load_law()
crime = law[{address!r}]
print(*sorted({{one.partition("statutes/")[2] for one in opened}}), sep="\\n")
"""


@pytest.mark.parametrize(
    ("address", "files"),
    [
        ("7(1)(d)", ["crimes/7-1-d.yaml", "instrument.yaml", "shared/7.yaml"]),
        ("8(2)(b)(xxii)-1", ["crimes/8-2-b-xxii-1.yaml", "instrument.yaml", "shared/8-2-b.yaml"]),
        ("28(a)", ["instrument.yaml", "modes/28-a.yaml"]),
        ("12(2)(a)", ["instrument.yaml", "jurisdiction/12-2-a.yaml"]),
    ],
)
def test_one_crime_reads_only_its_own_files(address: str, files: list[str]) -> None:
    run = subprocess.run([sys.executable, "-c", SPY.format(address=address)], capture_output=True, text=True, check=True)
    assert run.stdout.split() == [f"rome-statute/{one}" for one in files]
