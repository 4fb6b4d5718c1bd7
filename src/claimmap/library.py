"""Find statutes and cases on disk, and load them."""

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, TypeVar, final

import attrs

from claimmap.address import order_key, parse
from claimmap.case import Case
from claimmap.law import (
    Crime,
    CrimeFile,
    Element,
    InstrumentFile,
    Law,
    Mode,
    ModeFile,
    Provision,
    SharedFile,
    StandardsFile,
    resolve_element,
)
from claimmap.problems import ClaimmapError, InvalidFiles, Place, Problem, UnknownId
from claimmap.states import AmendmentsFile, CouncilFile, CountriesFile, State, States
from claimmap.reading import MAX_BYTES, Origins, SourceFile, format_of, read_bytes, read_value, unknown_format

T = TypeVar("T")
V = TypeVar("V")

CASE_FORMAT: Final = "claimmap/case-1"
OTHER_FORMATS: Final = frozenset(
    {"claimmap/crime-1", "claimmap/shared-1", "claimmap/mode-1", "claimmap/provision-1", "claimmap/standards-1",
     "claimmap/instrument-1", "claimmap/policy-1", "claimmap/state-1", "claimmap/countries-1",
     "claimmap/council-referrals-1", "claimmap/contested-1", "claimmap/amendments-1"}
)  # fmt: skip


def data_folder() -> Path:
    """Return the folder that holds `statutes` and `cases`: inside the package when installed, else the checkout."""
    package = Path(__file__).parent
    shipped = package / "_data"
    return shipped if shipped.is_dir() else package.parent.parent


def statutes_folder() -> Path:
    """Return the folder of the shipped instruments."""
    return data_folder() / "statutes"


@final
class Lazy(Mapping[str, V]):
    """A read-only mapping whose values are loaded when first asked for."""

    def __init__(self, names: Iterable[str], load: Callable[[str], V]) -> None:
        self._names = dict.fromkeys(names)
        self._load = load
        self._values: dict[str, V] = {}

    def __getitem__(self, name: str) -> V:
        if name not in self._values:
            if name not in self._names:
                raise KeyError(name)
            self._values[name] = self._load(name)
        return self._values[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def address_of_file(stem: str) -> str:
    """
    Return the address that a statute file's name stands for.

    >>> address_of_file("8-2-b-xxii-1"), address_of_file("25-3-a-co-perpetration"), address_of_file("25-3-d-ii")
    ('8(2)(b)(xxii)-1', '25(3)(a)/co-perpetration', '25(3)(d)(ii)')
    """
    article, *rest = stem.split("-")
    out, seen_letter = article, False
    for index, token in enumerate(rest):
        if re.fullmatch(r"[0-9]+(bis|ter)?", token):
            out += f"-{token}" if seen_letter else f"({token})"
        elif re.fullmatch(r"[a-z]|[ivxl]+", token):
            seen_letter = True
            out += f"({token})"
        else:
            return f"{out}/{'-'.join(rest[index:])}"
    return out


def read_one(path: Path, cls: type[T], name: str | None = None) -> T:
    """
    Read one statute file.

    Raises:
        InvalidFiles: with every problem of the file.
    """
    source = read_bytes(path, name or str(path))
    if isinstance(source, Problem):
        raise InvalidFiles([source])
    value, _, problems = read_value([source], cls)
    if value is None:
        raise InvalidFiles(problems)
    return value


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.yaml") if path.is_file()) if folder.is_dir() else []


FAMILIES: Final = (
    "jurisdiction", "admissibility", "grounds", "principles", "procedure", "evidence", "cooperation", "reparations", "provisions",
)  # fmt: skip


def load_instrument(folder: Path) -> Law:
    """
    Load one instrument from its folder; crimes, modes and provisions are read when first asked for.

    Raises:
        InvalidFiles: the instrument or its common elements cannot be read.
    """
    if not (folder / "instrument.yaml").is_file():
        raise ClaimmapError(f"{folder} holds no instrument.yaml, so it is not an instrument")
    instrument = read_one(folder / "instrument.yaml", InstrumentFile)
    crimes = {address_of_file(path.stem): path for path in _files(folder / "crimes")}
    modes = {address_of_file(path.stem): path for path in _files(folder / "modes")}
    provisions = {address_of_file(path.stem): path for family in FAMILIES for path in _files(folder / family)}
    shared_files = {address_of_file(path.stem): path for path in _files(folder / "shared")}
    shared = Shared(shared_files)

    def crime(address: str) -> Crime:
        text = read_one(crimes[address], CrimeFile)
        part = "crime"
        return Crime(
            address=address, title=text.title, in_force=text.in_force, amendment=text.amendment, no_elements=text.no_elements,
            variants=text.variants, neighbours=text.neighbours, source=text.source, notes=text.notes, routes=text.routes,
            judgment=text.judgment,
            elements=tuple(resolve_element(one, address, part, text.source, shared) for one in text.elements),
        )  # fmt: skip

    def mode(address: str) -> Mode:
        text = read_one(modes[address], ModeFile)
        return Mode(
            address=address, title=text.title, in_force=text.in_force, crime_mental=text.crime_mental, asks=text.asks,
            crimes=text.crimes, source=text.source, notes=text.notes, routes=text.routes, judgment=text.judgment,
            elements=tuple(resolve_element(one, address, "mode", text.source, shared) for one in text.elements),
        )  # fmt: skip

    def provision(address: str) -> Provision:
        path = provisions[address]
        return attrs.evolve(read_one(path, Provision), family=path.parent.name)

    standards = (
        read_one(folder / "standards.yaml", StandardsFile).standards if (folder / "standards.yaml").is_file() else ()
    )
    return Law(
        instrument=instrument, crime_index=Lazy(crimes, crime), mode_index=Lazy(modes, mode), shared=shared,
        provisions=Lazy(provisions, provision), standards=standards,
    )  # fmt: skip


@final
class Shared(Mapping[str, Element]):
    """The elements common to an article or letter, by address such as `7/attack`; files are read when first needed."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = files
        self._read: dict[str, dict[str, Element]] = {}

    def _of(self, owner: str) -> dict[str, Element]:
        if owner not in self._read:
            if owner not in self._files:
                return {}
            text = read_one(self._files[owner], SharedFile)
            self._read[owner] = {
                f"{owner}/{one.name}": attrs.evolve(resolve_element(one, owner, "shared", text.source, {}), number=None)
                for one in text.elements
            }
        return self._read[owner]

    def __getitem__(self, address: str) -> Element:
        return self._of(address.partition("/")[0])[address]

    def __contains__(self, address: object) -> bool:
        return isinstance(address, str) and address in self._of(address.partition("/")[0])

    def __iter__(self) -> Iterator[str]:
        return (address for owner in sorted(self._files, key=_order) for address in self._of(owner))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _order(text: str) -> object:
    return order_key(parse(text).address)


def load_law(name: str | Path = "rome-statute", *more: str | Path) -> Law:
    """
    Load an instrument by its id or from a folder, with the other shipped instruments within reach by their prefix.

    Args:
        name: Id of a shipped instrument, or a path to a folder that holds `instrument.yaml`.
        more: Further folders of instruments.

    Raises:
        UnknownId: there is no such instrument.
        InvalidFiles: its files cannot be read.

    >>> rome = load_law()
    >>> rome["7(1)(d)"].title
    'Crime against humanity of deportation or forcible transfer of population'
    """
    shipped = {path.parent.name: path.parent for path in sorted(statutes_folder().glob("*/instrument.yaml"))}
    ids = {SHORT_NAMES.get(folder, folder): path for folder, path in shipped.items()}
    for folder in more:
        ids[read_one(Path(folder) / "instrument.yaml", InstrumentFile).id] = Path(folder)
    text = str(name)
    if text in ids:
        chosen = text
    elif Path(text).is_dir():
        chosen = (
            read_one(Path(text) / "instrument.yaml", InstrumentFile).id
            if (Path(text) / "instrument.yaml").is_file()
            else text
        )
        ids[chosen] = Path(text)
    else:
        raise UnknownId("instrument", text, ids)
    law = load_instrument(ids[chosen])
    others = Lazy([one for one in ids if one != chosen], lambda one: load_instrument(ids[one]))
    return attrs.evolve(law, others=others)


NOT_STATES: Final = ("amendments", "council-referrals")


@functools.cache
def load_states(instrument: str = "rome-statute") -> States:
    """
    Load the dated status of every State under an instrument, and the names of all others.

    Raises:
        InvalidFiles: a file cannot be read.
    """
    folder = statutes_folder() / instrument / "states"
    return States.of(
        [read_one(path, State) for path in _files(folder) if path.stem not in NOT_STATES],
        read_one(statutes_folder() / "countries.yaml", CountriesFile),
        read_one(folder / "council-referrals.yaml", CouncilFile),
        read_one(folder / "amendments.yaml", AmendmentsFile),
    )


SHORT_NAMES: Final = {"rules-of-procedure-and-evidence": "rpe", "convention-against-torture": "cat"}
"""Folders whose instrument has a shorter id."""


# ---------------------------------------------------------------- cases


@final
@attrs.frozen(kw_only=True)
class CaseFiles:
    """The files of one case: the case file first, then those that belong to it."""

    main: Path
    others: tuple[Path, ...] = ()


def yaml_files(folder: Path) -> list[Path]:
    """Return the YAML files in a folder and below, in order; hidden folders and links out of it are left out."""
    root = folder.resolve()
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix in (".yaml", ".yml")
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.resolve().is_relative_to(root)
    )


def shipped_cases() -> dict[str, Path]:
    """Return the folders of the shipped cases by name, such as `xinjiang`."""
    return {path.name: path for path in sorted((data_folder() / "cases").glob("*")) if path.is_dir()}


def find_cases(path: Path) -> list[CaseFiles]:
    """
    Find the cases at a path: a case file, every case in a folder and below, or a shipped case by its name.

    Raises:
        InvalidFiles: nothing there is a case.
    """
    if not path.exists() and len(path.parts) == 1:
        path = shipped_cases().get(path.name, path)
    if not path.exists():
        raise InvalidFiles(
            [Problem(place=Place(file=str(path)), rule="no-such-file", message="there is no such file or folder")]
        )
    folder = path if path.is_dir() else path.parent
    mains: list[Path] = []
    loose: list[Path] = []
    for one in yaml_files(folder):
        found = format_of(one.read_bytes()) if one.stat().st_size <= MAX_BYTES else CASE_FORMAT
        if found == CASE_FORMAT:
            mains.append(one)
        elif found is None:
            loose.append(one)
    if path.is_file():
        if path.suffix in (".yaml", ".yml") and path not in mains:
            return [CaseFiles(main=path)]
        return [CaseFiles(main=path, others=tuple(loose) if mains == [path] else ())]
    if not mains:
        raise InvalidFiles([Problem(place=Place(file=str(path)), rule="no-case", message="no file here says `format: claimmap/case-1`",
                                    hint="start one with `claimmap new case`")])  # fmt: skip
    if len(mains) == 1:
        return [CaseFiles(main=mains[0], others=tuple(loose))]
    return [CaseFiles(main=one) for one in mains]


def read_case(files: CaseFiles, max_bytes: int = MAX_BYTES) -> tuple[Case | None, Origins, list[Problem]]:
    """Read one case from its files, with every problem of their form; names are checked in `checks`."""
    sources: list[SourceFile] = []
    problems: list[Problem] = []
    for path in (files.main, *files.others):
        source = read_bytes(path, str(path), max_bytes)
        if isinstance(source, Problem):
            problems.append(source)
        else:
            sources.append(source)
    if problems:
        return None, Origins(sources, {}, {}), problems
    said = format_of(sources[0].data)
    if said is not None and said != CASE_FORMAT:
        return None, Origins(sources, {}, {}), [unknown_format(sources[0], [CASE_FORMAT])]
    return read_value(sources, Case)
