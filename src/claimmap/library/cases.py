"""Cases on disk: which files belong to which, and reading them."""

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final, final

import attrs

from claimmap import checks, lock
from claimmap.case import Case
from claimmap.library.folders import data_folder
from claimmap.library.laws import load_law
from claimmap.problems import ClaimmapError, InvalidFiles, Place, Problem, nearest, shortened
from claimmap.reading import (
    MAX_BYTES,
    Origins,
    SourceFile,
    format_of,
    read,
    read_bytes,
    read_value,
    unknown_format,
    unreadable,
)

CASE_FORMAT: Final = "claimmap/case-1"
OTHER_FORMATS: Final = frozenset(
    {"claimmap/crime-1", "claimmap/shared-1", "claimmap/mode-1", "claimmap/provision-1", "claimmap/standards-1",
     "claimmap/instrument-1", "claimmap/policy-1", "claimmap/state-1", "claimmap/countries-1",
     "claimmap/council-referrals-1", "claimmap/contested-1", "claimmap/amendments-1", "claimmap/precedents-1"}
)  # fmt: skip


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
        said = functools.cache(_said)
        if _has_company(path, said):
            return [CaseFiles(main=path)]
        return [CaseFiles(main=path, others=one.others) for one in _cases_in(path.parent, said) if one.main == path] or [CaseFiles(main=path)]
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


def _has_company(path: Path, said: Callable[[Path], str | None]) -> bool:
    """Tell whether another case file stands in the same folder, so that files without `format:` belong to none of them."""
    try:
        with os.scandir(path.parent) as beside:
            return any(
                one.name.endswith((".yaml", ".yml")) and not one.name.startswith(".") and one.name != path.name and one.is_file()
                and said(Path(one.path)) == CASE_FORMAT
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


def _cases_in(folder: Path, read: Callable[[Path], str | None] = _said) -> list[CaseFiles]:
    """Find the cases in a folder and below, each with the files that belong to it.

    A file without `format:` belongs to the case file of the nearest folder above it that holds one; where that
    folder holds several, it belongs to none.
    """
    said = {one: read(one) for one in yaml_files(folder)}
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
