"""Provisions that are neither crimes nor modes: grounds, conditions of jurisdiction, rules."""

import datetime as dt
from typing import Literal, final

from attrs import field, frozen

from claimmap.faces import Shown
from claimmap.law.elements import fingerprint_of
from claimmap.law.terms import Combine, Note, SourceText


@final
@frozen(kw_only=True)
class Condition:
    """One condition of a provision.

    Attributes:
        number: As numbered in the provision.
        statement: Our sentence.
    """

    number: str
    statement: str


@final
@frozen(kw_only=True, repr=False)
class Provision(Shown):
    """A provision that is neither a crime nor a mode: a ground, a condition of jurisdiction, a rule.

    Attributes:
        address: Its address; the file is named after it.
        in_force: First day on which it applied; the instrument's if left out.
        source: Where it was read.
        statement: Our sentence.
        conditions: What it asks for, one by one.
        combine: Whether all conditions are needed or any suffices.
        negates_mental: True where it negates the mental element (art. 32).
        what_excludes: What would exclude a ground once raised; never a gap of the defence (66(2), 67(1)(i)).
        notes: Further readings, each with its source.
        family: The folder it stands in.
    """

    format: Literal["claimmap/provision-1"] = "claimmap/provision-1"
    address: str
    title: str
    in_force: dt.date | None = None
    source: SourceText
    statement: str
    conditions: tuple[Condition, ...] = ()
    combine: Combine | None = None
    negates_mental: bool = False
    what_excludes: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    family: str = field(default="", metadata={"written": False})

    def in_family(self, family: str) -> "Provision":
        """Return it with the name of the folder it stands in."""
        return Provision(
            address=self.address, title=self.title, in_force=self.in_force, source=self.source, statement=self.statement,
            conditions=self.conditions, combine=self.combine, negates_mental=self.negates_mental, what_excludes=self.what_excludes,
            notes=self.notes, family=family,
        )  # fmt: skip

    @property
    def fingerprint(self) -> str:
        """Twelve hex digits that change whenever the statement or a condition changes."""
        return fingerprint_of([self.statement, *(f"{one.number} {one.statement}" for one in self.conditions)])
