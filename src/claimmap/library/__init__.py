"""Find statutes and cases on disk, and load them."""

from claimmap.library.cases import (
    CASE_FORMAT,
    OTHER_FORMATS,
    CaseFiles,
    find_cases,
    read_case,
    read_lock,
    shipped_cases,
    yaml_files,
)
from claimmap.library.folders import address_of_file, data_folder, statutes_folder
from claimmap.library.instruments import COURT, FAMILIES, instruments_in, load_instrument
from claimmap.library.laws import SHORT_NAMES, in_force_on, load_law, outline_of, with_official
from claimmap.library.lazy import Lazy
from claimmap.library.shared import Shared
from claimmap.library.statutes import as_read, read_all, read_one
from claimmap.library.tables import NOT_STATES, load_precedents, load_states

__all__ = [
    "CASE_FORMAT",
    "COURT",
    "FAMILIES",
    "NOT_STATES",
    "OTHER_FORMATS",
    "SHORT_NAMES",
    "CaseFiles",
    "Lazy",
    "Shared",
    "address_of_file",
    "as_read",
    "data_folder",
    "find_cases",
    "in_force_on",
    "instruments_in",
    "load_instrument",
    "load_law",
    "load_precedents",
    "load_states",
    "outline_of",
    "read_all",
    "read_case",
    "read_lock",
    "read_one",
    "shipped_cases",
    "statutes_folder",
    "with_official",
    "yaml_files",
]
