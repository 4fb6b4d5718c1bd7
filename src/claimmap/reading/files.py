"""The files of one value, read together: merged, structured, and every problem of their form."""

import itertools
import re
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, Generic, final

import attrs

from claimmap.problems import Place, Problem, shortened
from claimmap.reading.bounds import MAX_BYTES, MOST_PROBLEMS, REPORTED, NeedsPlaces, Path_, SourceFile, T, paused_gc
from claimmap.reading.faults import Group, Unfit, faults_in
from claimmap.reading.folding import fold
from claimmap.reading.marking import ONE_SPACE_COMMENT, Marked
from claimmap.reading.origins import Origins
from claimmap.reading.structuring import CAREFUL, QUICK


def read_bytes(path: Path, name: str, max_bytes: int = MAX_BYTES) -> SourceFile | Problem:
    """Read a file, or say why it cannot be read."""
    try:
        size = path.stat().st_size
        if size > max_bytes:
            return Problem(
                place=Place(file=name), rule="too-large", message=f"the file has {size} bytes, more than {max_bytes}",
                hint="split it, or allow more with --max-bytes",
            )  # fmt: skip
        return SourceFile(name, path.read_bytes())
    except OSError as error:
        return unreadable(name, error)


def unreadable(name: str, error: OSError) -> Problem:
    """Make the problem of a file or folder that cannot be read."""
    said = (error.strerror or "no reason is given").lower()
    return Problem(place=Place(file=name), rule="unreadable", message=f"this cannot be read: {said}", hint="check the path and who may read it")


def structure(plain: Any, cls: type[T]) -> T:
    """Structure plain values into a class, quickly; any exception means that something is wrong."""
    return QUICK.structure(plain, cls)


def plain_of(data: bytes) -> dict[str, Any] | None:
    """Fold one file into plain values; None where anything may be wrong, which `read_value` then says."""
    if b" #" in data and ONE_SPACE_COMMENT.search(data):
        return None
    try:
        plain = fold(data)
    except NeedsPlaces:
        return None
    return plain if isinstance(plain, dict) else None


def structured(plain: Any, cls: type[T]) -> T | None:
    """Structure plain values into a class; None where they do not fit."""
    try:
        return structure(plain, cls)
    except (NeedsPlaces, Group, Unfit, LookupError, TypeError, ValueError):
        return None


@final
@attrs.frozen(kw_only=True, eq=False)
class Reading(Generic[T]):
    """What came of reading.

    Attributes:
        value: None if there is any error.
        origins: Where the parts stand.
        problems: Every problem of form.
        partial: Where there is an error, what could be read, with stand-ins for what is due: for checking names only.
        faulty: Paths of the parts that could not be read.
        incomplete: True where parts were left out, so that what they would have named is not known.
    """

    value: T | None
    origins: Origins
    problems: list[Problem]
    partial: T | None = None
    faulty: tuple[Path_, ...] = ()
    incomplete: bool = False


def read_value(files: Sequence[SourceFile], cls: type[T]) -> tuple[T | None, Origins, list[Problem]]:
    """Read one value of *cls* from one or more files that are merged.

    Lists append in the order of the files; a scalar or an entry of a mapping may stand once.

    Returns:
        The value (None if there is any error), where its parts stand, and the problems found.
    """
    found = read(files, cls)
    return found.value, found.origins, found.problems


def read(files: Sequence[SourceFile], cls: type[T]) -> Reading[T]:
    """Read as `read_value` does, and keep what could be read where something is wrong."""
    with paused_gc():
        try:
            parts = [fold(source.data) for source in files]
            if any(b" #" in source.data and ONE_SPACE_COMMENT.search(source.data) for source in files):
                raise NeedsPlaces  # the comment may have cut a sentence off: look
            merged, spans, owner, clashes = merge(parts)
            if not clashes and isinstance(merged, dict):
                value = structure(merged, cls)
                return Reading(value=value, origins=Origins(files, spans, owner), problems=[])
        except (NeedsPlaces, Group, Unfit, LookupError, TypeError, ValueError):
            pass  # every fault is found again below, with its place
        return _read_carefully(files, cls)


def _read_carefully(files: Sequence[SourceFile], cls: type[T]) -> Reading[T]:
    problems: list[Problem] = []
    parts: list[Any] = []
    unread = incomplete = False
    for source in files:
        marked = Marked(source)
        root = marked.read()
        problems += marked.problems
        plain = root.to_plain() if root is not None else REPORTED
        unread |= plain is REPORTED or any(problem.rule == "several-documents" for problem in marked.problems)
        incomplete |= marked.incomplete
        parts.append({} if plain is REPORTED else plain)
    merged, spans, owner, clashes = merge(parts)
    origins = Origins(files, spans, owner)
    for key, first, second in clashes:
        one, other = (Origins([files[index]], {}, {}) for index in (second, first))
        path: Path_ = tuple(key.split("\0"))
        problems.append(
            one.problem(path, "stands-twice", f"{shortened(str(path[-1]))!r} stands in two files of the case", "keep one", key=True)
        )
        problems[-1] = attrs.evolve(problems[-1], also=(other.place(path, key=True)[0],))
    value: T | None = None
    partial: T | None = None
    faulty: list[Path_] = []
    try:
        value = partial = CAREFUL.structure(merged, cls)
    except Exception as error:  # noqa: BLE001 - gathered and located
        partial = getattr(error, "partial", None)
        for path, unfit, is_key in itertools.islice(faults_in(error, ()), MOST_PROBLEMS):
            if unfit is None or unfit.rule != "missing-key":  # what is missing follows, key by key
                faulty.append(path)
            if unfit is None or (unread and unfit.rule == "missing-key" and not path):
                continue
            problems.append(
                origins.problem(path, unfit.rule, unfit.message, unfit.hint, key=is_key, severity=unfit.severity)
            )
    if any(problem.severity == "error" for problem in problems):
        value = None
    return Reading(value=value, origins=origins, problems=problems, partial=partial, faulty=tuple(faulty), incomplete=incomplete)


def merge(
    parts: Sequence[Any],
) -> tuple[Any, dict[str, list[tuple[int, int]]], dict[str, int], list[tuple[str, int, int]]]:
    """Merge the mappings of several files.

    Returns:
        The merged mapping; for each list key the (first index, file) of each stretch; for each other key its file;
        and the clashes as (key, first file, second file).
    """
    if len(parts) == 1:
        plain = parts[0]
        return plain, {}, {}, []
    merged: dict[str, Any] = {}
    spans: dict[str, list[tuple[int, int]]] = {}
    owner: dict[str, int] = {}
    clashes: list[tuple[str, int, int]] = []
    for index, part in enumerate(parts):
        if not isinstance(part, dict):
            raise NeedsPlaces
        for key, value in part.items():
            if value is REPORTED or merged.get(key) is REPORTED:
                merged[key] = REPORTED
            elif isinstance(value, list) and isinstance(merged.get(key, []), list):
                present = merged.setdefault(key, [])
                spans.setdefault(key, []).append((len(present), index))
                present.extend(value)
            elif isinstance(value, dict) and isinstance(merged.get(key, {}), dict):
                inner = merged.setdefault(key, {})
                owner.setdefault(key, index)
                for name, one in value.items():
                    if name in inner:
                        clashes.append((f"{key}\0{name}", owner[f"{key}.{name}"], index))
                    else:
                        inner[name] = one
                        owner[f"{key}.{name}"] = index
            elif key in merged:
                clashes.append((key, owner[key] if key in owner else spans[key][0][1], index))
            else:
                merged[key] = value
                owner[key] = index
    return merged, spans, owner, clashes


def format_of(data: bytes) -> str | None:
    """Return what a file's top-level `format:` says, without reading the rest."""
    head = data[3:] if data.startswith(b"\xef\xbb\xbf") else data
    start = 0 if head.startswith(b"format:") else head.find(b"\nformat:") + 1
    if not start and not head.startswith(b"format:"):
        return None
    found = re.match(rb"format:[ \t]*['\"]?([A-Za-z0-9/-]+)", head[start : start + 200])
    return found.group(1).decode() if found else None


def unknown_format(source: SourceFile, wanted: str, others: Collection[str]) -> Problem:
    """Make the problem of a file whose `format:` is not *wanted*; *others* are formats of other files."""
    said = format_of(source.data) or ""
    lines = source.data.decode("utf-8-sig", "replace").splitlines()
    number = next((number for number, line in enumerate(lines, 1) if line.startswith("format:")), 0)
    excerpt = lines[number - 1] if number else None
    return Problem(
        place=Place(file=source.name, line=number, column=excerpt.index(said) + 1 if excerpt and said in excerpt else 1 if number else 0),
        rule="unknown-format",
        message=f"a file of format {said!r} is no part of a case" if said in others else f"{said!r} is not a known format",
        hint=f"a case file says `format: {wanted}`; its other files say none",
        excerpt=excerpt,
    )
