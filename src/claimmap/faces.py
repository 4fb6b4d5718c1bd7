"""How a value shows itself in a notebook.

Values of the lower layers do not know the writers above them: the faces are looked up by name when one is asked for.
"""

import importlib
from typing import Any


def bundle(value: object) -> dict[str, str]:
    """Return what a notebook may show of a value: plain text, Markdown and static HTML.

    Raises:
        TypeError: there is no face for such a value.
    """
    shown: dict[str, str] = importlib.import_module("claimmap.report.faces").bundle(value)
    return shown


class Shown:
    """A value that shows itself in a notebook."""

    __slots__ = ()

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return bundle(self)
