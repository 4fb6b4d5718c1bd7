"""The elements common to an article or a letter of it, read when they are first needed."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import final

from claimmap.law import Element, SharedFile, resolve_element
from claimmap.law.resolving import order_of
from claimmap.library.statutes import as_read, read_all, read_one


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
        return (address for owner in sorted(self._files, key=order_of) for address in self._of(owner))

    def __len__(self) -> int:
        return sum(1 for _ in self)
