"""How far the shipped law can be trusted: every item whose words nobody has yet compared with a source."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, final

import attrs
from attrs import frozen

from claimmap.jurisdiction.register import RegisterFile
from claimmap.law import CrimeFile, InstrumentFile, ModeFile, Provision, SharedFile, StandardsFile
from claimmap.library import FAMILIES, NOT_STATES, as_read, load_precedents, read_all, statutes_folder
from claimmap.states import AmendmentsFile, CouncilFile, State

KINDS: Final[Mapping[str, tuple[type[Any], str]]] = {
    "crimes": (CrimeFile, "crime"), "shared": (SharedFile, "common elements"), "modes": (ModeFile, "mode of liability"),
    "states": (State, "State"), **dict.fromkeys(FAMILIES, (Provision, "provision")),
}  # fmt: skip
ALONE: Final[Mapping[str, tuple[type[Any], str]]] = {
    "instrument.yaml": (InstrumentFile, "instrument"), "standards.yaml": (StandardsFile, "standards of proof"),
    "contested.yaml": (RegisterFile, "contested points"), "states/amendments.yaml": (AmendmentsFile, "amendments"),
    "states/council-referrals.yaml": (CouncilFile, "referrals by the Security Council"),
}  # fmt: skip


@final
@frozen(kw_only=True)
class Item:
    """One statement of law or fact that carries the day of its last comparison, or none.

    Attributes:
        file: Path below the folder of statutes.
        kind: Kind of file.
        where: Path of the item in the file, such as `elements.2.notes.1`, counted from 1.
        cite: Where it comes from.
        checked: The day of the last comparison; None where there was none.
    """

    file: str
    kind: str
    where: str
    cite: str
    checked: dt.date | None

    def to_plain(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {"file": self.file, "kind": self.kind, "where": self.where, "cite": self.cite}


@final
@frozen(kw_only=True)
class Trust:
    """Every item of the shipped statutes.

    Attributes:
        precedents: How many facts of decided counts have each degree of trust.
    """

    items: tuple[Item, ...]
    precedents: Mapping[str, int]

    @property
    def unchecked(self) -> tuple[Item, ...]:
        """The items that nobody has compared with a source."""
        return tuple(one for one in self.items if one.checked is None)

    def to_plain(self) -> dict[str, Any]:
        """Return the JSON values of `claimmap/law-trust-1`."""
        unchecked = self.unchecked
        return {
            "format": "claimmap/law-trust-1", "items": len(self.items), "unchecked": len(unchecked), "by_kind": self.by_kind(),
            "list": [one.to_plain() for one in unchecked], "precedents": dict(self.precedents),
        }  # fmt: skip

    def by_kind(self) -> dict[str, dict[str, int]]:
        """Return for each kind of file the number of its items and of the unchecked ones."""
        every, without = Counter(one.kind for one in self.items), Counter(one.kind for one in self.unchecked)
        return {kind: {"items": every[kind], "unchecked": without[kind]} for kind in sorted(every)}

    def to_text(self) -> str:
        """Return the numbers as text."""
        width = max(len(kind) for kind in self.by_kind())
        out = [f"{len(self.unchecked)} of {len(self.items)} items have not been compared with a source (checked: null)", ""]
        out += [f"  {kind:{width}}  {found['unchecked']:5} of {found['items']}" for kind, found in self.by_kind().items()]
        out += ["", "Facts of decided counts, by trust"]
        out += [f"  {name:{width}}  {count:5}" for name, count in sorted(self.precedents.items())]
        return "\n".join(out) + "\n"


def trust() -> Trust:
    """Go through every shipped statute file and list its items.

    Raises:
        InvalidFiles: a file cannot be read.
    """
    root = statutes_folder()
    items: list[Item] = []
    for instrument in sorted(path.parent for path in root.glob("*/instrument.yaml")):
        for name, (cls, kind) in ALONE.items():
            if (instrument / name).is_file():
                items += _items({name: instrument / name}, cls, kind, root, instrument / "alone" / name)
        for name, (cls, kind) in KINDS.items():
            files = {path.name: path for path in sorted((instrument / name).glob("*.yaml")) if name != "states" or path.stem not in NOT_STATES}
            items += _items(files, cls, kind, root, instrument / name)
    return Trust(items=tuple(items), precedents=_precedents())


def _items(files: Mapping[str, Path], cls: type[Any], kind: str, root: Path, folder: Path) -> Iterator[Item]:
    for name, value in read_all(files, cls, folder, as_read).items():
        file = files[name].relative_to(root).as_posix()
        for where, one in _walk(value, ""):
            cite = getattr(one, "cite", None) or getattr(one, "source", None) or ""
            yield Item(file=file, kind=kind, where=where, cite=str(cite), checked=one.checked)


def _walk(value: Any, where: str) -> Iterator[tuple[str, Any]]:
    """Go through a value and give each part that has a day of comparison, with its path."""
    if isinstance(value, tuple):
        for number, one in enumerate(value, 1):
            yield from _walk(one, f"{where}.{number}")
    elif attrs.has(type(value)):
        if hasattr(value, "checked"):
            yield where.lstrip("."), value
        for field in attrs.fields(type(value)):
            yield from _walk(getattr(value, field.name), f"{where}.{field.name.rstrip('_').replace('_', '-')}")


def _precedents() -> dict[str, int]:
    facts = ("crime", "article", "number", "mode", "outcome", "reason", "final_address")
    found = Counter(value for _, count in load_precedents().counts() for fact in facts if (value := getattr(count.trust, fact)) is not None)
    return dict(found)
