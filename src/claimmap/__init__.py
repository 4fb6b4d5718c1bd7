"""Map evidence to the elements of international crimes and report what is missing.

>>> import claimmap as cm
>>> cm.load_law("rome-statute")["7(1)(d)"].elements[0].kind
'conduct'
"""

from typing import Any

from claimmap.case import Case
from claimmap.law import Crime, Element, Law, Mode
from claimmap.library import load_law
from claimmap.problems import ClaimmapError, InvalidFiles, Problem, UnknownId
from claimmap.workbench import check, gaps, jurisdiction, load_case, load_policy, test
from claimmap.workbench import network as graph

__all__ = [
    "Case",
    "ClaimmapError",
    "Crime",
    "Element",
    "InvalidFiles",
    "Law",
    "Mode",
    "Problem",
    "UnknownId",
    "check",
    "compare",
    "gaps",
    "graph",
    "jurisdiction",
    "load_case",
    "load_law",
    "load_policy",
    "test",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415 - only when asked for

        return version("claimmap")
    if name == "compare":
        from claimmap.comparing import compare  # noqa: PLC0415 - only when asked for

        return compare
    message = f"module 'claimmap' has no attribute {name!r}"
    raise AttributeError(message)
