"""One instrument from its folder."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

from claimmap.law import (
    Crime,
    CrimeFile,
    InstrumentFile,
    Law,
    Mode,
    ModeFile,
    Provision,
    StandardOfProof,
    StandardsFile,
    resolve_element,
)
from claimmap.library.folders import files_by_address, statutes_folder
from claimmap.library.lazy import Lazy
from claimmap.library.shared import Shared
from claimmap.library.statutes import read_all, read_one
from claimmap.library.tables import load_precedents, load_states
from claimmap.problems import ClaimmapError, InvalidFiles, Place, Problem
from claimmap.reading import paused_gc
from claimmap.thaw import crime_parts, elements_of, parts_of

T = TypeVar("T")
V = TypeVar("V")

COURT: Final = "rome-statute"
"""The instrument of the court whose decided cases are shipped."""


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
    crimes, modes = files_by_address(folder / "crimes"), files_by_address(folder / "modes")
    families = {family: files_by_address(folder / family) for family in FAMILIES}
    provisions = {address: path for found in families.values() for address, path in found.items()}
    family_of = {address: family for family, found in families.items() for address in found}
    shared = Shared(files_by_address(folder / "shared"))

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
