"""The wording of an official text, put beside our own statements.

The text is plain text in any language. It is aligned by what every language shares: the numbers of articles, the
numbers and letters of paragraphs, the numbers of elements. What does not fit is listed and never guessed.
"""

import re
from collections.abc import Mapping
from typing import Final, Literal, final

from attrs import field, frozen

__all__ = ["NONE", "Kind", "Level", "Misfit", "Official", "Outline"]


@final
@frozen(kw_only=True)
class Outline:
    """What a law holds, for aligning: the numbers of its elements and the addresses of its provisions.

    Attributes:
        elements: For each crime the numbers of its elements, in order; none where it has no elements of its own.
        limbs: For each element with limbs, their letters.
        provisions: Addresses of crimes, modes and provisions.
    """

    elements: Mapping[str, tuple[int, ...]]
    limbs: Mapping[str, tuple[str, ...]]
    provisions: frozenset[str]


@final
@frozen(kw_only=True)
class Misfit:
    """Something that could not be aligned.

    Attributes:
        address: Our address, or that of the text.
        why: A sentence.
        file: The text it was looked for in, if one.
        line: Line of the text, counted from 1; 0 where none can be named.
    """

    address: str
    why: str
    file: str = ""
    line: int = 0


@final
@frozen(kw_only=True)
class Official:
    """Official wording by address, and what could not be aligned.

    Attributes:
        files: Names of the texts.
        wordings: Wording by address: `7(1)(d)`, `7(1)(d)/2`, `7(1)(i)/1(a)`, `30(2)`.
        titles: Official titles by address, where the text gives them.
        misfits: What of ours has no wording, and what of the text stands where nothing of ours does, with reasons.
        beyond: Addresses of the text that the law here does not hold.
    """

    files: tuple[str, ...] = ()
    wordings: Mapping[str, str] = field(factory=dict)
    titles: Mapping[str, str] = field(factory=dict)
    misfits: tuple[Misfit, ...] = ()
    beyond: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.files)

    def wording(self, address: str) -> str | None:
        """Return the official wording at an address, or None.

        A mode of a kind that the Statute does not name apart has the wording of its provision, and so has a crime
        that the Elements split: `25(3)(a)` for `25(3)(a)/co-perpetration`, `7(1)(g)` for `7(1)(g)-1`.
        """
        found = self.wordings.get(address)
        if found is None and "/" in address and not address.rpartition("/")[2][:1].isdigit():
            found = self.wordings.get(address.partition("/")[0])
        if found is None and re.search(r"\)-\d+$", address):
            found = self.wordings.get(address.rpartition("-")[0])
        return found


NONE: Final = Official()


Kind = Literal["elements", "articles"]


Level = Literal["number", "letter", "roman"]
