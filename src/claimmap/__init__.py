"""Map evidence to the elements of international crimes and report what is missing.

>>> import claimmap as cm
>>> cm.load_law("rome-statute")["7(1)(d)"].elements[0].kind
'conduct'
"""

from typing import Any, Final

from claimmap.case import Case
from claimmap.law import Crime, Element, Law, Mode
from claimmap.library import load_law
from claimmap.problems import ClaimmapError, InvalidFiles, Problem, UnknownId
from claimmap.workbench import check, gaps, jurisdiction, load_case, load_policy, test
from claimmap.workbench import network as graph

LATER: Final = {
    "at": "claimmap.whatif.changes",
    "closing": "claimmap.prospects",
    "compare": "claimmap.comparing",
    "critical": "claimmap.prospects",
    "disclosure": "claimmap.prospects",
    "ladder": "claimmap.prospects",
    "recharacterise": "claimmap.prospects",
    "suppose": "claimmap.forum",
    "whatif": "claimmap.prospects",
    "with_": "claimmap.whatif.changes",
    "without": "claimmap.whatif.changes",
}
"""Verbs that are imported only when they are asked for, by module."""

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
    "at",
    "check",
    "closing",
    "compare",
    "critical",
    "disclosure",
    "gaps",
    "graph",
    "jurisdiction",
    "ladder",
    "load_case",
    "load_law",
    "load_policy",
    "recharacterise",
    "suppose",
    "test",
    "whatif",
    "with_",
    "without",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415 - only when asked for

        return version("claimmap")
    if name in LATER:
        import importlib  # noqa: PLC0415 - only when asked for

        return getattr(importlib.import_module(LATER[name]), name)
    message = f"module 'claimmap' has no attribute {name!r}"
    raise AttributeError(message)
