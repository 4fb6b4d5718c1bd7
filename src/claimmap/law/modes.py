"""Modes of liability: their files, and modes with the findings they ask for resolved."""

import datetime as dt
from typing import Literal, final

from attrs import frozen

from claimmap.faces import Shown
from claimmap.law.crimes import Judgment
from claimmap.law.elements import Element, ElementText
from claimmap.law.terms import Asks, Note, SourceText


@final
@frozen(kw_only=True)
class ModeFile:
    """A mode of liability file.

    Attributes:
        address: Address of the mode; the file is named after it.
        in_force: First day on which it applied.
        crime_mental: Whose state of mind the crime's mental elements are.
        asks: Which elements of the crime it asks for.
        crimes: Crimes for which it exists.
        source: Where the statements were read.
        notes: Readings of the mode as a whole.
        elements: The findings it asks for.
        routes: Limbs that belong together: each route is enough.
        judgment: Questions that are left to people.
    """

    format: Literal["claimmap/mode-1"]
    address: str
    title: str
    in_force: dt.date
    crime_mental: Literal["accused", "direct-perpetrators"]
    asks: Asks = "all"
    crimes: Literal["any", "genocide", "aggression"] = "any"
    source: SourceText
    notes: tuple[Note, ...] = ()
    elements: tuple[ElementText, ...]
    routes: tuple[tuple[str, ...], ...] = ()
    judgment: tuple[Judgment, ...] = ()


@final
@frozen(kw_only=True, repr=False)
class Mode(Shown):
    """A mode of liability with the findings it asks for.

    Attributes:
        address: Its canonical address.
        title: As in the law files.
        in_force: First day on which it applied.
        crime_mental: Whose mental elements the crime's are under this mode: the accused's or the direct perpetrators'.
        asks: Which elements of the crime it asks for: all, the mental ones only, or all but consequences.
        crimes: Crimes for which it exists: any, genocide or aggression.
        source: Where the statements were read.
        notes: Further readings, each with its source.
        elements: The findings it asks for.
        routes: Limbs that belong together: each route is enough.
        judgment: Questions that are left to people.
    """

    address: str
    title: str
    in_force: dt.date
    crime_mental: Literal["accused", "direct-perpetrators"]
    asks: Asks
    crimes: Literal["any", "genocide", "aggression"]
    source: SourceText
    notes: tuple[Note, ...] = ()
    elements: tuple[Element, ...]
    routes: tuple[tuple[str, ...], ...] = ()
    judgment: tuple[Judgment, ...] = ()

    def asks_for(self, element: Element) -> bool:
        """Tell whether this mode asks for an element of the crime.

        Source:
            Rome Statute, art. 25(3)(e): incitement is complete without the crime; 25(3)(f): an attempt needs no
            completed consequence.
        """
        if self.asks == "mental-only":
            return element.kind == "mental" and element.mental == "special-intent"
        return not (self.asks == "no-consequence" and element.kind == "consequence")
