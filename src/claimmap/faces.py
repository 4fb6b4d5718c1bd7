"""How a value shows itself in a notebook.

Values of the lower layers do not know the writers above them: the faces are looked up by name when one is asked for.
"""

import importlib
from typing import Final

from claimmap.problems import ShowsItself

NAMED_BY: Final = ("id", "code", "address", "case", "claim", "crime", "element", "kind", "standard", "result", "outcome", "status")
"""What names a value in one line, in this order; at most two of them."""


def bundle(value: object) -> dict[str, str]:
    """Return what a notebook may show of a value: plain text, Markdown and static HTML.

    Raises:
        TypeError: there is no face for such a value.
    """
    shown: dict[str, str] = importlib.import_module("claimmap.report.faces").bundle(value)
    return shown


class Shown(ShowsItself):
    """A value that shows itself in a notebook, and by its code alone where it stands in a list or a message."""

    __slots__ = ()

    def __repr__(self) -> str:
        named = [f"{name}={value!r}" for name in NAMED_BY if isinstance(value := getattr(self, name, None), str)]
        return f"{type(self).__name__}({', '.join(named[:2])})"
