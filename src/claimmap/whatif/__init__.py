"""What could change: suppositions, what would close a gap, what could sink a claim.

Evaluation says where a claim stands; this says how it could move. Nothing here touches the case as it stands.
"""

import importlib
import sys
import types
from typing import Any


class _Verb(types.ModuleType):
    """This package as the public verb of the same name.

    `claimmap.whatif(case, supposed)` is a function until this package is imported, which puts the package in its place.
    """

    def __call__(self, *args: Any, **more: Any) -> Any:
        return importlib.import_module("claimmap.prospects").whatif(*args, **more)


sys.modules[__name__].__class__ = _Verb
