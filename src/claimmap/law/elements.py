"""Elements of crimes and modes: as a file states them, and resolved."""

import hashlib
from collections.abc import Mapping
from typing import final

from attrs import frozen

from claimmap.faces import Shown
from claimmap.law.terms import Combine, ElementKind, Mental, Note, Part, Scope, SourceText
from claimmap.problems import UnknownId


@final
@frozen(kw_only=True)
class Limb:
    """A lettered part of an element, evaluated on its own links and on links to the whole.

    Attributes:
        letter: Its letter; the address ends in it.
        statement: Our sentence, in the law's operative terms.
        kind: The element's own if left out.
    """

    letter: str
    statement: str
    kind: ElementKind | None = None


@final
@frozen(kw_only=True)
class ElementText:
    """An element as its own file states it.

    Attributes:
        number: Official number, from 1; None for an element common to an article.
        name: Name of a common element; None for a numbered one.
        same_as: Address of the common element that this number stands for.
        kind: None only where `same_as` stands.
        scope: What the element is a fact of; see `Scope`.
        statement: Our sentence, in the law's operative terms.
        limbs_combine: Whether one limb suffices or all are needed.
        limbs: Lettered parts.
        mental: State of mind that is asked for.
        about: Numbers of the elements that a mental element refers to.
        means: Kinds of evidence used to show it; leads for a gap.
        notes: Further readings, each with its source.
        source: Where it was read, if not where the file was.
    """

    number: int | None = None
    name: str | None = None
    same_as: str | None = None
    kind: ElementKind | None = None
    scope: Scope | None = None
    statement: str | None = None
    limbs_combine: Combine | None = None
    limbs: tuple[Limb, ...] = ()
    mental: Mental | None = None
    about: tuple[int, ...] = ()
    means: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    source: SourceText | None = None


@final
@frozen(kw_only=True, repr=False)
class Element(Shown):
    """One element of a crime or of a mode, resolved.

    Attributes:
        address: Such as `7(1)(d)/2`, or `7/attack` for a common element asked for by its name.
        number: Official number, from 1; None for a common element.
        kind: conduct, consequence, circumstance, mental or contextual.
        scope: context, incident, person or group.
        statement: Our sentence, in the law's operative terms.
        part: crime, shared or mode; jurisdiction for a condition that evidence may be linked to.
        same_as: Address of the common element it stands for, else None.
        limbs: Lettered parts.
        limbs_combine: Whether one limb suffices or all are needed.
        mental: Standard named by the Elements on a mental element, or how article 30 applies to this one.
        about: Numbers of the elements that a mental element refers to.
        means: Kinds of evidence used to show it.
        notes: Further readings, each with its source.
        source: Where it was read.
        key: The address that evidence is gathered under: `same_as` for contextual elements, else `address`.
    """

    address: str
    number: int | None
    kind: ElementKind
    scope: Scope
    statement: str
    part: Part
    same_as: str | None = None
    limbs: tuple[Limb, ...] = ()
    limbs_combine: Combine = "all"
    mental: Mental | None = None
    about: tuple[int, ...] = ()
    means: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    source: SourceText

    @property
    def key(self) -> str:
        """The address under which evidence for it is gathered."""
        return self.same_as if self.same_as and self.scope == "context" else self.address

    @property
    def fingerprint(self) -> str:
        """Twelve hex digits that change whenever the statement or a limb changes."""
        return fingerprint_of([self.statement, *(f"{limb.letter} {limb.statement}" for limb in self.limbs)])

    def full_statement(self) -> str:
        """Return the statement with its limbs on one line."""
        return " ".join([self.statement, *(f"({limb.letter}) {limb.statement}" for limb in self.limbs)])


def fingerprint_of(lines: list[str]) -> str:
    """Return twelve hex digits that change whenever one of some lines does."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def resolve_element(
    text: ElementText, owner: str, part: Part, source: SourceText, shared: Mapping[str, Element]
) -> Element:
    """Build an element of a crime or mode from its file, filling in the common element it stands for.

    Raises:
        UnknownId: `same-as` names no common element.
    """
    address = f"{owner}/{text.name or text.number}"
    if text.same_as is not None:
        if text.same_as not in shared:
            raise UnknownId("common element", text.same_as, shared)
        common = shared[text.same_as]
        return Element(
            address=address, number=text.number, kind=common.kind, scope=common.scope, statement=common.statement,
            part="shared", same_as=text.same_as, limbs=common.limbs, limbs_combine=common.limbs_combine,
            mental=common.mental, about=text.about, means=common.means, notes=common.notes + text.notes,
            source=common.source,
        )  # fmt: skip
    if text.kind is None or text.statement is None:
        raise UnknownId("kind or statement of", address)
    default: Scope = "person" if text.kind == "mental" or part == "mode" else "incident"
    return Element(
        address=address, number=text.number, kind=text.kind, scope=text.scope or default, statement=text.statement,
        part=part, limbs=text.limbs, limbs_combine=text.limbs_combine or "all", mental=text.mental, about=text.about,
        means=text.means, notes=text.notes, source=text.source or source,
    )  # fmt: skip
