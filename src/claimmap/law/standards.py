"""Standards of proof."""

from typing import Literal, final

from attrs import frozen

from claimmap.law.terms import Note, SourceText


@final
@frozen(kw_only=True)
class StandardOfProof:
    """A standard of proof, laxest first in its file.

    Attributes:
        articles: Where it stands.
        statement: Our sentence.
        source: Where it was read.
        notes: Further readings, each with its source.
    """

    id: str
    title: str
    articles: tuple[str, ...]
    statement: str
    source: SourceText
    notes: tuple[Note, ...] = ()


@final
@frozen(kw_only=True)
class StandardsFile:
    """The standards of proof of an instrument, laxest first.

    Attributes:
        standards: Laxest first.
    """

    format: Literal["claimmap/standards-1"]
    standards: tuple[StandardOfProof, ...]
