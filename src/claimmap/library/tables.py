"""The tables that stand beside the law: the dated status of States, and the decided cases."""

import functools
from typing import TYPE_CHECKING, Final

from claimmap.library.folders import data_folder, files_of, statutes_folder
from claimmap.library.statutes import as_read, read_all, read_one

if TYPE_CHECKING:
    from claimmap.precedents import Precedents
    from claimmap.states import States


@functools.cache
def load_precedents() -> "Precedents":
    """Load the decided cases that are shipped.

    Raises:
        InvalidFiles: a file cannot be read.
    """
    from claimmap.precedents import PrecedentFile, Precedents  # noqa: PLC0415 - most questions ask nothing of decided cases

    folder = data_folder() / "cases" / "precedents"
    files = files_of(folder)
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
    files = {name: path for name, path in files_of(folder).items() if name not in NOT_STATES}
    return States.of(
        read_all(files, State, folder, as_read).values(),
        read_one(statutes_folder() / "countries.yaml", CountriesFile),
        read_one(folder / "council-referrals.yaml", CouncilFile),
        read_one(folder / "amendments.yaml", AmendmentsFile),
    )
