"""Where statutes and cases stand on disk, and which address a statute file is named for."""

import functools
import os
import re
from pathlib import Path
from typing import Final


def data_folder() -> Path:
    """Return the folder that holds `statutes` and `cases`: inside the package when installed, else the checkout."""
    package = Path(__file__).parent.parent
    shipped = package / "_data"
    return shipped if shipped.is_dir() else package.parent.parent


def statutes_folder() -> Path:
    """Return the folder of the shipped instruments."""
    return data_folder() / "statutes"


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


def files_of(folder: Path) -> dict[str, str]:
    """Return the paths of a folder's statute files by name without ending, in order; none where there is no folder."""
    try:
        with os.scandir(folder) as found:
            names = sorted(one.name for one in found if one.name.endswith(".yaml"))
    except OSError:
        return {}
    return {name.removesuffix(".yaml"): f"{folder}/{name}" for name in names}


def files_by_address(folder: Path) -> dict[str, str]:
    """Return the paths of a folder's statute files by the address that each is named for."""
    return {address_of_file(name): path for name, path in files_of(folder).items()}
