"""Find statutes and cases on disk, and load them."""

import datetime as dt
import functools
import os
import re
from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, ValuesView
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar, final

import attrs

from claimmap import checks, lock
from claimmap.address import order_key, parse
from claimmap.cache import Pack, key_of
from claimmap.case import Case
from claimmap.dates import as_day
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
    StandardOfProof,
    StandardsFile,
    resolve_element,
)
from claimmap.officialtext import Outline
from claimmap.problems import ClaimmapError, InvalidFiles, Place, Problem, UnknownId, nearest, shortened
from claimmap.reading import (
    MAX_BYTES,
    Origins,
    SourceFile,
    format_of,
    paused_gc,
    plain_of,
    read,
    read_bytes,
    read_value,
    structured,
    unknown_format,
    unreadable,
)
from claimmap.thaw import crime_parts, elements_of, parts_of, thaw

if TYPE_CHECKING:
    from claimmap.precedents import Precedents
    from claimmap.states import States

T = TypeVar("T")
V = TypeVar("V")
Dated = TypeVar("Dated", Crime, Mode, Provision)

COURT: Final = "rome-statute"
"""The instrument of the court whose decided cases are shipped."""
CASE_FORMAT: Final = "claimmap/case-1"
OTHER_FORMATS: Final = frozenset(
    {"claimmap/crime-1", "claimmap/shared-1", "claimmap/mode-1", "claimmap/provision-1", "claimmap/standards-1",
     "claimmap/instrument-1", "claimmap/policy-1", "claimmap/state-1", "claimmap/countries-1",
     "claimmap/council-referrals-1", "claimmap/contested-1", "claimmap/amendments-1", "claimmap/precedents-1"}
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
    """A read-only mapping whose values are loaded when first asked for.

    Args:
        load: Loads one value.
        load_all: Loads all of them at once, where that is quicker; used by `items` and `values`.
    """

    def __init__(self, names: Iterable[str], load: Callable[[str], V], load_all: Callable[[], Mapping[str, V]] | None = None) -> None:
        self._names = dict.fromkeys(names)
        self._load = load
        self._load_all = load_all
        self._values: dict[str, V] = {}

    def _fill(self) -> dict[str, V]:
        if len(self._values) < len(self._names):
            loaded = self._load_all() if self._load_all is not None else {}
            self._values = {name: self._values[name] if name in self._values else loaded[name] if name in loaded else self._load(name)
                            for name in self._names}  # fmt: skip
        return self._values

    def items(self) -> ItemsView[str, V]:
        """Return every name with its value, all loaded."""
        return self._fill().items()

    def values(self) -> ValuesView[V]:
        """Return every value, all loaded."""
        return self._fill().values()

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


NUMBER: Final = re.compile(r"[0-9]+(bis|ter)?")
LETTER: Final = re.compile(r"[a-z]|[ivxl]+")


@functools.cache
def address_of_file(stem: str) -> str:
    """Return the address that a statute file's name stands for.

    >>> address_of_file("8-2-b-xxii-1"), address_of_file("25-3-a-co-perpetration"), address_of_file("25-3-d-ii")
    ('8(2)(b)(xxii)-1', '25(3)(a)/co-perpetration', '25(3)(d)(ii)')
    """
    article, *rest = stem.split("-")
    out, seen_letter = article, False
    for index, token in enumerate(rest):
        if NUMBER.fullmatch(token):
            out += f"-{token}" if seen_letter else f"({token})"
        elif LETTER.fullmatch(token):
            seen_letter = True
            out += f"({token})"
        else:
            return f"{out}/{'-'.join(rest[index:])}"
    return out


def read_one(path: Path, cls: type[T], name: str | None = None) -> T:
    """Read one statute file.

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


def read_all(
    paths: Mapping[str, str | Path], cls: type[T], folder: Path, make: Callable[[str, T], V],
    thawed: Callable[[str, Mapping[str, Any]], V] | None = None,
) -> dict[str, V]:  # fmt: skip
    """Read every statute file of a folder, from the cache where it holds them.

    Only shipped statutes are cached.

    Args:
        paths: Path of each file by the name under which its value is returned.
        cls: Class of what a file holds.
        folder: Names the pack of the cache.
        make: Makes a value of what was read.
        thawed: Makes the same value of plain values from the cache, which were checked before they came there.

    Raises:
        InvalidFiles: with every problem of the first file that cannot be read.
    """
    pack = Pack.of(folder) if folder.is_relative_to(statutes_folder()) else Pack(None, {})
    out: dict[str, V] = {}
    with paused_gc():
        for name, path in paths.items():
            try:
                with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - hundreds of small files
                    data = file.read()
            except OSError:
                data = b""
            key = key_of(data, cls.__name__)
            plain = pack.get(key)
            if plain is not None:
                try:
                    out[name] = make(name, thaw(plain, cls)) if thawed is None else thawed(name, plain)
                except (InvalidFiles, LookupError, TypeError, ValueError, AttributeError):
                    plain = None
                else:
                    continue
            plain = plain_of(data)
            value = None if plain is None else structured(plain, cls)
            if value is None:
                value = read_one(Path(path), cls)
            elif plain is not None:
                pack.put(key, plain)
            out[name] = make(name, value)
    pack.save()
    return out


def as_read(_: str, value: T) -> T:
    """Return what was read as it is."""
    return value


def _files(folder: Path) -> dict[str, str]:
    """Return the paths of a folder's statute files by name without ending, in order; none where there is no folder."""
    try:
        with os.scandir(folder) as found:
            names = sorted(one.name for one in found if one.name.endswith(".yaml"))
    except OSError:
        return {}
    return {name.removesuffix(".yaml"): f"{folder}/{name}" for name in names}


def _by_address(folder: Path) -> dict[str, str]:
    return {address_of_file(name): path for name, path in _files(folder).items()}


FAMILIES: Final = (
    "jurisdiction", "admissibility", "grounds", "principles", "procedure", "evidence", "cooperation", "reparations", "provisions",
)  # fmt: skip


def load_instrument(folder: Path) -> Law:
    """Load one instrument from its folder; crimes, modes and provisions are read when first asked for.

    Raises:
        InvalidFiles: the instrument or its common elements cannot be read.
    """
    if not (folder / "instrument.yaml").is_file():
        raise ClaimmapError(f"{folder} holds no instrument.yaml, so it is not an instrument")
    instrument = read_one(folder / "instrument.yaml", InstrumentFile)
    crimes, modes = _by_address(folder / "crimes"), _by_address(folder / "modes")
    families = {family: _by_address(folder / family) for family in FAMILIES}
    provisions = {address: path for found in families.values() for address, path in found.items()}
    family_of = {address: family for family, found in families.items() for address in found}
    shared = Shared(_by_address(folder / "shared"))

    def crime_thawed(address: str, plain: Mapping[str, Any]) -> Crime:
        _named_rightly(crimes[address], address, plain["address"])
        said = crime_parts(plain)
        return Crime(elements=elements_of(plain, address, said["source"], shared), **said)

    def crime_of(address: str, text: CrimeFile) -> Crime:
        _named_rightly(crimes[address], address, text.address)
        return Crime(
            address=address, title=text.title, in_force=text.in_force, amendment=text.amendment, no_elements=text.no_elements,
            variants=text.variants, neighbours=text.neighbours, source=text.source, notes=text.notes, routes=text.routes,
            judgment=text.judgment,
            elements=tuple(resolve_element(one, address, "crime", text.source, shared) for one in text.elements),
        )  # fmt: skip

    def mode_of(address: str, text: ModeFile) -> Mode:
        _named_rightly(modes[address], address, text.address)
        return Mode(
            address=address, title=text.title, in_force=text.in_force, crime_mental=text.crime_mental, asks=text.asks,
            crimes=text.crimes, source=text.source, notes=text.notes, routes=text.routes, judgment=text.judgment,
            elements=tuple(resolve_element(one, address, "mode", text.source, shared) for one in text.elements),
        )  # fmt: skip

    def provision_of(address: str, text: Provision) -> Provision:
        _named_rightly(provisions[address], address, text.address)
        return text.in_family(family_of[address])

    def provision_thawed(address: str, plain: Mapping[str, Any]) -> Provision:
        _named_rightly(provisions[address], address, plain["address"])
        return Provision(family=family_of[address], **parts_of(plain, Provision))

    def lazy(
        files: Mapping[str, str], kind: str, cls: type[T], make: Callable[[str, T], V], thawed: Callable[[str, Mapping[str, Any]], V] | None = None
    ) -> Lazy[V]:
        def all_() -> dict[str, V]:
            with paused_gc():
                if cls is CrimeFile:
                    shared.fill(folder / "shared")
                return read_all(files, cls, folder / kind, make, thawed)

        return Lazy(files, lambda address: make(address, read_one(Path(files[address]), cls)), all_)

    def standards() -> tuple[StandardOfProof, ...]:
        path = folder / "standards.yaml"
        return read_one(path, StandardsFile).standards if path.is_file() else ()

    return Law(
        instrument=instrument, crime_index=lazy(crimes, "crimes", CrimeFile, crime_of, crime_thawed),
        mode_index=lazy(modes, "modes", ModeFile, mode_of),
        shared=shared, provisions=lazy(provisions, "provisions", Provision, provision_of, provision_thawed), read_standards=standards,
        read_states=(lambda: load_states(folder.name)) if folder.parent == statutes_folder() and (folder / "states").is_dir() else None,
        read_precedents=load_precedents if instrument.id == COURT else None,
    )  # fmt: skip


def _named_rightly(path: str, address: str, said: str) -> None:
    if said != address:
        message = f"the file is named for {address!r}, but says {said!r}"
        hint = "name the file after its address, with dashes"
        raise InvalidFiles([Problem(place=Place(file=path), rule="misnamed-file", message=message, hint=hint)])


@final
class Shared(Mapping[str, Element]):
    """The elements common to an article or letter, by address such as `7/attack`; files are read when first needed."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = files
        self._read: dict[str, dict[str, Element]] = {}

    def fill(self, folder: Path) -> None:
        """Read every file that has not been read."""
        if len(self._read) < len(self._files):
            for owner, text in read_all(self._files, SharedFile, folder, as_read).items():
                self._keep(owner, text)

    def _keep(self, owner: str, text: SharedFile) -> None:
        self._read[owner] = {f"{owner}/{one.name}": resolve_element(one, owner, "shared", text.source, {}) for one in text.elements}

    def _of(self, owner: str) -> dict[str, Element]:
        if owner not in self._read:
            if owner not in self._files:
                return {}
            self._keep(owner, read_one(Path(self._files[owner]), SharedFile))
        return self._read[owner]

    def __getitem__(self, address: str) -> Element:
        return self._of(address.partition("/")[0])[address]

    def __contains__(self, address: object) -> bool:
        return isinstance(address, str) and address in self._of(address.partition("/")[0])

    def __iter__(self) -> Iterator[str]:
        return (address for owner in sorted(self._files, key=_order) for address in self._of(owner))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _order(text: str) -> Any:
    return order_key(parse(text).address)


def load_law(
    name: str | Path = "rome-statute", *more: str | Path, as_of: dt.date | str | None = None, text: str | Path | Iterable[str | Path] = ()
) -> Law:
    """Load an instrument by its id or from a folder, with the other shipped instruments within reach by their prefix.

    Args:
        name: Id of a shipped instrument, or a path to a folder that holds `instrument.yaml` or one folder that does.
        more: Further folders of instruments.
        as_of: A day; what had not entered into force for any State by then is left out, and `Law.as_of` says so.
        text: One or more files with an official text, plain text in any language, to show beside our statements.

    Raises:
        UnknownId: there is no such instrument.
        InvalidFiles: its files cannot be read.
        ValueError: *as_of* is not a day.

    >>> rome = load_law()
    >>> rome["7(1)(d)"].title
    'Crime against humanity of deportation or forcible transfer of population'
    """
    shipped = {path.parent.name: path.parent for path in sorted(statutes_folder().glob("*/instrument.yaml"))}
    ids = {SHORT_NAMES.get(folder, folder): path for folder, path in shipped.items()}
    for folder in more:
        ids.update(instruments_in(Path(folder)))
    chosen = str(name)
    if chosen not in ids:
        if not _is_folder(chosen):
            raise UnknownId("instrument", chosen, ids)
        found = instruments_in(Path(chosen))
        if len(found) > 1:
            raise ClaimmapError(f"{chosen} holds several instruments; name the folder of one: " + ", ".join(str(one) for one in found.values()))
        ids.update(found)
        (chosen,) = found
    day = None if as_of is None else as_day(as_of)

    def load(one: str) -> Law:
        law = load_instrument(ids[one])
        return law if day is None else in_force_on(law, day)

    law = attrs.evolve(load(chosen), others=Lazy([one for one in ids if one != chosen], load))
    files = [text] if isinstance(text, str | Path) else list(text)
    return with_official(law, files) if files else law


def instruments_in(folder: Path) -> dict[str, Path]:
    """Return the instruments in a folder by their ids: the folder itself, or those of its folders that are one.

    Raises:
        ClaimmapError: there is none.
        InvalidFiles: an instrument cannot be read.
    """
    places = [folder] if (folder / "instrument.yaml").is_file() else [path.parent for path in sorted(folder.glob("*/instrument.yaml"))]
    if not places:
        raise ClaimmapError(f"{folder} holds no instrument.yaml, so it is not an instrument")
    return {read_one(place / "instrument.yaml", InstrumentFile).id: place for place in places}


def in_force_on(law: Law, day: dt.date) -> Law:
    """Return a law without the crimes, modes and provisions that had not entered into force for any State on a day."""
    later: dict[str, dt.date] = {}

    def kept(index: Mapping[str, Dated]) -> dict[str, Dated]:
        out = {}
        for address, one in index.items():
            start = law.first_day(one)
            if start is not None and start > day:
                later[address] = start
            else:
                out[address] = one
        return out

    crimes, modes, provisions = kept(law.crime_index), kept(law.mode_index), kept(law.provisions)
    return attrs.evolve(law, crime_index=crimes, mode_index=modes, provisions=provisions, as_of=day, not_yet=later)


def with_official(law: Law, files: Iterable[str | Path]) -> Law:
    """Return a law that shows the wording of official texts beside its own statements.

    Raises:
        InvalidFiles: a file cannot be read as text.
    """
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in map(Path, files):
        source = read_bytes(path, str(path))
        if isinstance(source, Problem):
            problems.append(source)
            continue
        try:
            texts[str(path)] = source.data.decode("utf-8-sig")
        except UnicodeDecodeError:
            problems.append(Problem(place=Place(file=str(path)), rule="not-text", message="the file is not plain text in UTF-8",
                                    hint="save the text of the document as plain text in UTF-8"))  # fmt: skip
    if problems:
        raise InvalidFiles(problems)
    from claimmap.officialtext.aligning import align  # noqa: PLC0415 - only where somebody gives a text

    return attrs.evolve(law, official=align(texts, outline_of(law)))


def outline_of(law: Law) -> Outline:
    """Return what a law holds, for aligning an official text with it."""
    crimes = law.crimes()
    return Outline(
        elements={
            crime.address: () if crime.no_elements else tuple(one.number for one in crime.elements if one.number is not None) for crime in crimes
        },
        limbs={one.address: tuple(limb.letter for limb in one.limbs) for crime in crimes for one in crime.elements if one.limbs},
        provisions=frozenset({*law.crime_index, *law.mode_index, *law.provisions}),
    )


@functools.cache
def load_precedents() -> "Precedents":
    """Load the decided cases that are shipped.

    Raises:
        InvalidFiles: a file cannot be read.
    """
    from claimmap.precedents import PrecedentFile, Precedents  # noqa: PLC0415 - most questions ask nothing of decided cases

    folder = data_folder() / "cases" / "precedents"
    files = _files(folder)
    return Precedents(cases=tuple(read_all(files, PrecedentFile, folder, as_read).values()))


NOT_STATES: Final = ("amendments", "council-referrals")


@functools.cache
def load_states(instrument: str = "rome-statute") -> "States":
    """Load the dated status of every State under an instrument, and the names of all others.

    Raises:
        InvalidFiles: a file cannot be read.
    """
    from claimmap.states import AmendmentsFile, CouncilFile, CountriesFile, State, States  # noqa: PLC0415 - loaded when asked for

    folder = statutes_folder() / instrument / "states"
    files = {name: path for name, path in _files(folder).items() if name not in NOT_STATES}
    return States.of(
        read_all(files, State, folder, as_read).values(),
        read_one(statutes_folder() / "countries.yaml", CountriesFile),
        read_one(folder / "council-referrals.yaml", CouncilFile),
        read_one(folder / "amendments.yaml", AmendmentsFile),
    )


def _is_folder(text: str) -> bool:
    try:
        return Path(text).is_dir()
    except OSError:  # the text is no path at all
        return False


SHORT_NAMES: Final = {"rules-of-procedure-and-evidence": "rpe", "convention-against-torture": "cat"}
"""Folders whose instrument has a shorter id."""


# ---------------------------------------------------------------- cases


@final
@attrs.frozen(kw_only=True)
class CaseFiles:
    """The files of one case: the case file first, then those that belong to it.

    Attributes:
        strays: Files beside it that belong to no case, because several case files stand in one folder.
    """

    main: Path
    others: tuple[Path, ...] = ()
    strays: tuple[Path, ...] = ()


def yaml_files(folder: Path) -> list[Path]:
    """Return the YAML files in a folder and below, in order; hidden folders and links out of it are left out."""
    try:
        root = folder.resolve()
        return sorted(
            path
            for path in folder.rglob("*")
            if path.suffix in (".yaml", ".yml")
            and path.is_file()
            and not any(part.startswith(".") for part in path.relative_to(folder).parts)
            and path.resolve().is_relative_to(root)
        )
    except OSError as error:
        raise InvalidFiles([unreadable(str(error.filename or folder), error)]) from None


def shipped_cases() -> dict[str, Path]:
    """Return the folders of the shipped cases by name, such as `xinjiang` or the teaching case `river-crossing`."""
    folder = data_folder() / "cases"
    return {path.name: path for path in sorted([*folder.glob("*"), *folder.glob("fictional/*")]) if path.is_dir()}


def find_cases(path: Path) -> list[CaseFiles]:
    """Find the cases at a path: a case file, every case in a folder and below, or a shipped case by its name.

    Raises:
        InvalidFiles: nothing there is a case.
    """
    if not _exists(path) and len(path.parts) == 1:
        path = shipped_cases().get(path.name, path)
    if not _exists(path):
        close = nearest(path.name, shipped_cases()) if len(path.parts) == 1 else ()
        hint = f"did you mean the shipped case {close[0]!r}?" if close else "check the path"
        raise InvalidFiles([Problem(place=Place(file=shortened(str(path), 200)), rule="no-such-file", message="there is no such file or folder", hint=hint)])
    if path.is_file():
        if _has_company(path):
            return [CaseFiles(main=path)]
        return [CaseFiles(main=path, others=one.others) for one in _cases_in(path.parent) if one.main == path] or [CaseFiles(main=path)]
    if not path.is_dir():
        raise InvalidFiles([Problem(place=Place(file=str(path)), rule="unreadable", message="this is neither a file nor a folder", hint="give a case file, or the folder of a case")])
    found = _cases_in(path)
    if found:
        return found
    strange = [one for one in yaml_files(path) if _said(one) not in (None, *OTHER_FORMATS)]
    if strange:
        return [CaseFiles(main=one) for one in strange]  # reading them says what is wrong with their format
    raise InvalidFiles([Problem(place=Place(file=str(path)), rule="no-case", message="no file here says `format: claimmap/case-1`",
                                hint="start one with `claimmap new case`")])  # fmt: skip


def _has_company(path: Path) -> bool:
    """Tell whether another case file stands in the same folder, so that files without `format:` belong to none of them."""
    try:
        with os.scandir(path.parent) as beside:
            return any(
                one.name.endswith((".yaml", ".yml")) and not one.name.startswith(".") and one.name != path.name and one.is_file()
                and _said(Path(one.path)) == CASE_FORMAT
                for one in beside
            )  # fmt: skip
    except OSError:
        return False


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # the text is no path at all
        return False


def _said(path: Path) -> str | None:
    """Return what a file says its format is; None where it says nothing or cannot be read."""
    try:
        with path.open("rb") as file:
            return format_of(file.read(MAX_BYTES))
    except OSError:
        return None


def _cases_in(folder: Path) -> list[CaseFiles]:
    """Find the cases in a folder and below, each with the files that belong to it.

    A file without `format:` belongs to the case file of the nearest folder above it that holds one; where that
    folder holds several, it belongs to none.
    """
    said = {one: _said(one) for one in yaml_files(folder)}
    mains = [one for one, format_ in said.items() if format_ == CASE_FORMAT]
    by_folder: dict[Path, list[Path]] = {}
    for one in mains:
        by_folder.setdefault(one.parent, []).append(one)
    others: dict[Path, list[Path]] = {}
    strays: dict[Path, list[Path]] = {}
    for one, format_ in said.items():
        if format_ == CASE_FORMAT or format_ in OTHER_FORMATS:
            continue
        home = next((above for above in one.parents if above in by_folder), None)
        if home is not None:
            (others if len(by_folder[home]) == 1 else strays).setdefault(by_folder[home][0], []).append(one)
    return [CaseFiles(main=one, others=tuple(others.get(one, ())), strays=tuple(strays.get(one, ()))) for one in mains]


def read_case(files: CaseFiles, max_bytes: int = MAX_BYTES) -> tuple[Case | None, Origins, list[Problem]]:
    """Read one case from its files, with every problem of their form.

    Names are checked in `checks`; where the form is at fault they are checked here, as far as they could be read.
    """
    sources: list[SourceFile] = []
    problems: list[Problem] = []
    for path in (files.main, *files.others):
        source = read_bytes(path, str(path), max_bytes)
        if isinstance(source, Problem):
            problems.append(source)
        else:
            sources.append(source)
    problems += [
        unknown_format(source, CASE_FORMAT, OTHER_FORMATS) for source in sources if format_of(source.data) not in (None, CASE_FORMAT)
    ]
    if problems:
        return None, Origins(sources, {}, {}), problems
    strays = [Problem(place=Place(file=str(path)), rule="stray-file", message="this file belongs to no case: several case files stand in the folder",
                      hint="give each case a folder of its own", severity="warning") for path in files.strays]  # fmt: skip
    reading = read(sources, Case)
    found: list[Problem] = [*strays, *reading.problems]
    if reading.value is None and reading.partial is not None:
        try:
            found += checks.check_partly(reading, load_law(reading.partial.law))
        except ClaimmapError as error:
            message, _, hint = str(error).partition("; ")
            found.append(reading.origins.problem(("law",), "unknown-law", message, hint or None))
    case = reading.value
    beside = lock.path_of(files.main)
    if case is not None and beside.is_file():
        locked, problems = read_lock(beside)
        found += problems
        case = None if locked is None else attrs.evolve(case, fingerprints={address: one.fingerprint for address, one in locked.elements.items()})
    return case, reading.origins, found


def read_lock(path: Path) -> tuple[lock.LockFile | None, list[Problem]]:
    """Read the lock that stands beside a case file, with every problem of its form."""
    source = read_bytes(path, str(path))
    if isinstance(source, Problem):
        return None, [source]
    value, _, problems = read_value([source], lock.LockFile)
    return value, problems
