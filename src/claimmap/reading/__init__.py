"""From the bytes of a YAML file to frozen values, or to every problem in it.

Files are hostile input: no tags, no anchors, no duplicate keys, bounded size and depth, every scalar is text and the
declared type converts.
A file is folded once, quickly, without places; only when something is wrong is it read again with places.
Only this package knows yaml and cattrs.
"""

from claimmap.problems import shortened
from claimmap.reading.bounds import (
    FALSE,
    MAX_BYTES,
    MAX_DEPTH,
    MOST_PROBLEMS,
    NULLS,
    TRUE,
    Path_,
    SourceFile,
    paused_gc,
)
from claimmap.reading.faults import Unfit
from claimmap.reading.files import (
    Reading,
    format_of,
    merge,
    plain_of,
    read,
    read_bytes,
    read_value,
    structure,
    structured,
    unknown_format,
    unreadable,
)
from claimmap.reading.folding import fold
from claimmap.reading.marking import Node
from claimmap.reading.naming import BARE, key_of, keys_of
from claimmap.reading.origins import Origins
from claimmap.reading.structuring import make_converter

__all__ = [
    "BARE",
    "FALSE",
    "MAX_BYTES",
    "MAX_DEPTH",
    "MOST_PROBLEMS",
    "NULLS",
    "TRUE",
    "Node",
    "Origins",
    "Path_",
    "Reading",
    "SourceFile",
    "Unfit",
    "fold",
    "format_of",
    "key_of",
    "keys_of",
    "make_converter",
    "merge",
    "paused_gc",
    "plain_of",
    "read",
    "read_bytes",
    "read_value",
    "shortened",
    "structure",
    "structured",
    "unknown_format",
    "unreadable",
]
