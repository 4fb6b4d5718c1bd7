"""Archives whose bytes depend on nothing but what stands in them."""

import io
import zipfile
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

MOMENT: Final = (1980, 1, 1, 0, 0, 0)


Changes = Mapping[str, Callable[[bytes], bytes]]
NONE: Final[Changes] = MappingProxyType({})


def repacked(data: bytes, changes: Changes = NONE) -> bytes:
    """Return an archive with the same members in the same order, without the times and systems they were written on.

    Args:
        data: The archive.
        changes: What is done to the bytes of a member, by its name.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            info = zipfile.ZipInfo(member.filename, MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o600 << 16
            inner = source.read(member)
            target.writestr(info, changes[member.filename](inner) if member.filename in changes else inner)
    return out.getvalue()
