"""How answers about what could change show themselves in a notebook.

The writers stand above; they are looked up by name when a face is asked for.
"""

import importlib
from typing import Any

from claimmap.faces import Shown


class Worded(Shown):
    """A value that is worded as a document of headings, sentences, lists and tables."""

    __slots__ = ()

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        shown: dict[str, str] = importlib.import_module("claimmap.report.whatif_faces").bundle(self)
        return shown
