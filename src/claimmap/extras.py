"""Optional packages: imported when they are asked for, with the exact way to install what is missing."""

import importlib
from typing import Any

from claimmap.problems import ClaimmapError


def load(module: str, what: str, package: str, extra: str) -> Any:
    """Import an optional module.

    Args:
        module: Name of the module.
        what: What needs it, such as `a workbook`.
        package: Name of the package that holds it.
        extra: The extra of claimmap that brings it.

    Raises:
        ClaimmapError: it is not installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError:
        raise ClaimmapError(f"{what} needs {package}: pip install 'claimmap[{extra}]'") from None
