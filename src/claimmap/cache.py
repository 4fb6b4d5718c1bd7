"""Folded statute files kept on disk, so that the whole law need not be read as YAML each time.

A pack holds the files of one folder, each under the hash of its bytes and the format of its values.
Packs can be deleted at will; one that is corrupt, or was written by something else, is ignored.
Case files never come here.
"""

import hashlib
import json
import os
import tempfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, final

FORMAT: Final = "claimmap/cache-1"
VERSION: Final = 1
"""Raised whenever reading folds a file into other values than before."""

SWITCH: Final = "CLAIMMAP_CACHE"


def folder() -> Path | None:
    """Return the folder of the packs: below `XDG_CACHE_HOME`, else `~/.cache`; None where `CLAIMMAP_CACHE` is off."""
    if os.environ.get(SWITCH, "").lower() in ("off", "no", "0", "false"):
        return None
    base = os.environ.get("XDG_CACHE_HOME", "")
    if base and Path(base).is_absolute():
        return Path(base) / "claimmap"
    try:
        return Path.home() / ".cache" / "claimmap"
    except RuntimeError:
        return None


@final
class Pack:
    """The folded files of one folder.

    Attributes:
        path: Where it is kept; None where nothing is.
        entries: Folded values by `key`.
    """

    def __init__(self, path: Path | None, entries: Mapping[str, Any]) -> None:
        self.path = path
        self.entries = dict(entries)
        self._asked: list[str] = []
        self._fresh = False

    @classmethod
    def of(cls, statutes: Path) -> "Pack":
        """Open the pack of a folder of statutes; an empty one where there is none that can be used."""
        where = folder()
        if where is None:
            return cls(None, {})
        name = hashlib.sha256(str(statutes.absolute()).encode()).hexdigest()[:16]
        path = where / f"{statutes.name}-{name}.json"
        try:
            data = path.read_bytes()
        except OSError:
            return cls(path, {})
        return cls(path, entries_of(data) or {})

    def get(self, key: str) -> Any:
        """Return what is kept under a key, or None."""
        self._asked.append(key)
        return self.entries.get(key)

    def put(self, key: str, value: Any) -> None:
        """Keep a value under a key, once `save` is called."""
        self.entries[key] = value
        self._fresh = True

    def save(self) -> None:
        """Write what was asked for, if any of it is new; a folder that cannot be written is left alone."""
        if self.path is None or not self._fresh:
            return
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=".claimmap-")
            try:
                with os.fdopen(handle, "wb") as out:
                    out.write(bytes_of({key: self.entries[key] for key in self._asked if key in self.entries}))
                Path(name).replace(self.path)
            except OSError:
                Path(name).unlink()
        except OSError:
            return


def key_of(data: bytes, format_: str) -> str:
    """Return the key of a file: the hash of its bytes and the format of what it holds."""
    return f"{hashlib.sha256(data).hexdigest()} {format_}"


def bytes_of(entries: Mapping[str, Any]) -> bytes:
    """Return a pack as bytes: the checksum of the rest, then JSON."""
    body = json.dumps({"format": FORMAT, "version": VERSION, "entries": entries}, ensure_ascii=False, separators=(",", ":")).encode()
    return checksum(body) + b"\n" + body


def checksum(body: bytes) -> bytes:
    """Return the checksum that tells a pack that was cut or overwritten from a whole one."""
    return b"%08x" % zlib.crc32(body)


def entries_of(data: bytes) -> dict[str, Any] | None:
    """Return the entries of a pack, or None where it is corrupt or of another kind.

    >>> entries_of(bytes_of({"k": {"a": "1"}})), entries_of(b"nonsense")
    ({'k': {'a': '1'}}, None)
    """
    digest, body = data[:8], data[9:]
    if checksum(body) != digest:
        return None
    try:
        plain = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(plain, dict) or plain.get("format") != FORMAT or plain.get("version") != VERSION:
        return None
    entries = plain.get("entries")
    return entries if isinstance(entries, dict) else None
