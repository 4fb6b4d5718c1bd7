"""Statute files, read one by one or a folder at once from the cache."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from claimmap.cache import Pack, key_of
from claimmap.library.folders import statutes_folder
from claimmap.problems import InvalidFiles, Problem
from claimmap.reading import paused_gc, plain_of, read_bytes, read_value, structured
from claimmap.thaw import thaw

T = TypeVar("T")
V = TypeVar("V")


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
