"""Crimes: their files, the files of elements common to an article, and crimes with their elements resolved."""

import datetime as dt
from typing import Literal, final

from attrs import frozen

from claimmap.faces import Shown
from claimmap.law.elements import Element, ElementText
from claimmap.law.terms import Note, SourceText
from claimmap.problems import UnknownId


@final
@frozen(kw_only=True)
class Variant:
    """One of several crimes in one provision.

    Attributes:
        id: What a claim writes under `variant`.
        title: Its name.
    """

    id: str
    title: str


@final
@frozen(kw_only=True)
class Neighbour:
    """A crime whose elements the same facts may meet.

    Attributes:
        address: Address of the crime.
        why: When it is worth a look.
    """

    address: str
    why: str


@final
@frozen(kw_only=True)
class Judgment:
    """A question that this library leaves to people.

    Attributes:
        element: Number of the element.
        question: What is to be judged.
        why: Why it is left to people.
    """

    element: int
    question: str
    why: str


@final
@frozen(kw_only=True)
class CrimeFile:
    """A crime file.

    Attributes:
        address: Address of the crime; the file is named after it.
        in_force: First day on which the crime could be charged.
        amendment: Id of the amendment that it rests on.
        no_elements: Why the Elements state none, where that is so.
        variants: Crimes in one provision.
        neighbours: Crimes whose elements the same facts may meet.
        source: Where the statements were read.
        notes: Readings of the crime as a whole.
        elements: In official order.
        routes: Limbs that belong together: each route is enough.
        judgment: Questions that are left to people.
    """

    format: Literal["claimmap/crime-1"]
    address: str
    title: str
    in_force: dt.date
    amendment: str | None = None
    no_elements: str | None = None
    variants: tuple[Variant, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    source: SourceText
    notes: tuple[Note, ...] = ()
    elements: tuple[ElementText, ...] = ()
    routes: tuple[tuple[str, ...], ...] = ()
    judgment: tuple[Judgment, ...] = ()


@final
@frozen(kw_only=True)
class SharedFile:
    """A file of elements common to an article or a letter of it.

    Attributes:
        address: Article or letter to which they are common.
        source: Where the statements were read.
        notes: Readings of them as a whole.
        elements: Each with a `name`.
    """

    format: Literal["claimmap/shared-1"]
    address: str
    title: str
    source: SourceText
    notes: tuple[Note, ...] = ()
    elements: tuple[ElementText, ...]


@final
@frozen(kw_only=True, repr=False)
class Crime(Shown):
    """A crime with its elements in official order.

    Attributes:
        address: Its canonical address.
        title: As in the law files.
        in_force: First day on which it applied.
        amendment: Id of the amendment that it rests on.
        no_elements: Why the Elements state none, where that is so.
        variants: Crimes in one provision.
        neighbours: Crimes whose elements the same facts may meet.
        source: Where the statements were read.
        notes: Further readings, each with its source.
        elements: In official order.
        routes: Limbs that belong together: each route is enough.
        judgment: Questions that are left to people.
    """

    address: str
    title: str
    in_force: dt.date
    amendment: str | None = None
    no_elements: str | None = None
    variants: tuple[Variant, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    source: SourceText
    notes: tuple[Note, ...] = ()
    elements: tuple[Element, ...] = ()
    routes: tuple[tuple[str, ...], ...] = ()
    judgment: tuple[Judgment, ...] = ()

    @property
    def article(self) -> str:
        """The article, such as `7` or `8bis`."""
        return self.address.split("(")[0]

    def element(self, number: int) -> Element:
        """Return the element with an official number; raises UnknownId."""
        for one in self.elements:
            if one.number == number:
                return one
        raise UnknownId("element", f"{self.address}/{number}", [one.address for one in self.elements])
