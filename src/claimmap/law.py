"""The law as values: instruments, crimes, elements, modes of liability, provisions, standards of proof.

Every class is frozen and does no I/O.
Field names are the keys of a statute file with `_` for `-`.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, final

from attrs import evolve, field, frozen

from claimmap.address import BadAddress, candidates, order_key, parse
from claimmap.address import nearest as nearest_address
from claimmap.dates import as_day
from claimmap.faces import Shown
from claimmap.officialtext import NONE, Official
from claimmap.problems import UnknownId

if TYPE_CHECKING:
    from claimmap.precedents import Precedents
    from claimmap.states import State, States

ElementKind = Literal["conduct", "consequence", "circumstance", "mental", "contextual"]
Scope = Literal["context", "incident", "person", "group"]
Mental = Literal[
    "intent", "special-intent", "knowledge", "awareness-of-facts", "knew-or-should-have-known", "intended-or-knew",
    "covered-by-special-intent", "case-by-case", "not-required",
]  # fmt: skip
Combine = Literal["any", "all"]
Part = Literal["crime", "shared", "mode", "jurisdiction"]
Asks = Literal["all", "mental-only", "no-consequence"]


@final
@frozen(kw_only=True)
class SourceText:
    """Where a statement of law or a fact comes from.

    Attributes:
        title: The instrument or decision.
        cite: The place in it.
        href: Address of the official text, if any.
        checked: The day a person last compared our words with it; None where it rests on recollection.
    """

    title: str
    cite: str
    href: str | None = None
    checked: dt.date | None = None


@final
@frozen(kw_only=True)
class Note:
    """A further reading of an element, with its source.

    Attributes:
        text: What it says.
        cite: Judgment and paragraph, footnote, or other place.
        checked: The day of the last comparison with the source.
    """

    text: str
    cite: str
    checked: dt.date | None = None


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


@final
@frozen(kw_only=True)
class InstrumentFile:
    """The file that names an instrument.

    Attributes:
        id: What a case writes under `law`, and what stands before the colon in an address.
        version: Which text the files follow.
        in_force: First day of the instrument.
        forums: Who may hear a claim under it.
        source: Where it was read.
        notes: Readings of the instrument as a whole.
    """

    format: Literal["claimmap/instrument-1"]
    id: str
    title: str
    version: str
    in_force: dt.date | None = None
    forums: tuple[str, ...] = ()
    source: SourceText
    notes: tuple[Note, ...] = ()


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


@final
@frozen(kw_only=True)
class Resolution:
    """What an address means.

    Attributes:
        address: Canonical address asked for.
        notes: Repairs made while reading it, as sentences.
        owner: Address of the crime, mode, provision or common file it belongs to.
        limb: Letter of a limb, if one was meant.
    """

    address: str
    kind: Literal["crime", "mode", "element", "shared", "provision"]
    owner: str
    element: str | None = None
    limb: str | None = None
    notes: tuple[str, ...] = ()


class UnknownElement(UnknownId):
    """An element that a crime or mode does not have; the message says which it has."""

    def __init__(self, owner: str, element: str, elements: tuple["Element", ...]) -> None:
        super().__init__("element", f"{owner}/{element}")
        numbers = [one.number for one in elements if one.number is not None]
        limbs = [f"{one.number}({limb.letter})" for one in elements for limb in one.limbs]
        has = f"{owner} has the elements {min(numbers)} to {max(numbers)}" if numbers else f"{owner} has no elements"
        self.message = f"there is no element {owner + '/' + element!r}; {has}" + (f", with the limbs {', '.join(limbs)}" if limbs else "")
        self.args = (self.message,)


class AmbiguousAddress(UnknownId):
    """An address that holds several crimes; `candidates` are their addresses."""

    def __init__(self, address: str, found: tuple[str, ...]) -> None:
        self.candidates = found
        super().__init__("single crime at", address)
        self.message = f"{address!r} holds {len(found)} crimes: " + ", ".join(found)
        self.args = (self.message,)


@final
@frozen(kw_only=True, repr=False)
class Law(Shown):
    """An instrument: everything it says, by address.

    Mappings are lazy: a crime is read when it is first asked for.

    Attributes:
        instrument: The file that names it.
        crime_index: Crimes by address.
        mode_index: Modes of liability by address.
        shared: Elements common to an article, by address.
        provisions: Grounds, conditions and rules by address.
        others: Other instruments within reach, by id.
        as_of: The day whose law this is; None for everything that ever entered into force.
        not_yet: What had not entered into force for any State by that day, with its own first day.
        official: Wording of official texts that the user has, by address.
        read_standards: Reads the standards of proof when they are asked for.
        read_states: Reads the facts of States when they are asked for.
        read_precedents: Reads the decided counts when they are asked for.
    """

    instrument: InstrumentFile
    crime_index: Mapping[str, Crime]
    mode_index: Mapping[str, Mode]
    shared: Mapping[str, Element]
    provisions: Mapping[str, Provision]
    others: Mapping[str, "Law"] = field(factory=dict)
    as_of: dt.date | None = None
    not_yet: Mapping[str, dt.date] = field(factory=dict)
    official: Official = NONE
    read_standards: Callable[[], tuple[StandardOfProof, ...]] | None = field(default=None, eq=False, repr=False)
    read_states: "Callable[[], States] | None" = field(default=None, eq=False, repr=False)
    read_precedents: "Callable[[], Precedents] | None" = field(default=None, eq=False, repr=False)
    _held: dict[str, Any] = field(factory=dict, eq=False, repr=False, init=False)
    _resolved: dict[str, Resolution] = field(factory=dict, eq=False, repr=False, init=False)
    _elements: dict[str, Element] = field(factory=dict, eq=False, repr=False, init=False)

    @property
    def id(self) -> str:
        """Id of the instrument, such as `rome-statute`."""
        return self.instrument.id

    @property
    def version(self) -> str:
        """Version of the data."""
        return self.instrument.version

    def _once(self, name: str, read: Callable[[], Any] | None, nothing: Any) -> Any:
        if name not in self._held:
            self._held[name] = nothing if read is None else read()
        return self._held[name]

    @property
    def standards(self) -> tuple[StandardOfProof, ...]:
        """The standards of proof, laxest first."""
        return self._once("standards", self.read_standards, ())  # type: ignore[no-any-return]

    @property
    def states(self) -> "States":
        """Every State with its dated status; empty for an instrument that keeps none."""
        from claimmap.states import States  # noqa: PLC0415 - most questions ask nothing of States

        return self._once("states", self.read_states, States(states={}))  # type: ignore[no-any-return]

    @property
    def precedents(self) -> "Precedents":
        """The decided cases that are shipped."""
        from claimmap.precedents import Precedents  # noqa: PLC0415 - most questions ask nothing of decided cases

        return self._once("precedents", self.read_precedents, Precedents())  # type: ignore[no-any-return]

    def state(self, code: str) -> "State":
        """Return a State with every dated fact about it; `law.state("UKR").on("2014-03-01")` says where it stood.

        Raises:
            UnknownId: the code names no State.
        """
        if not self.states.known(code):
            raise UnknownId("State", code, [one.code for one in self.states])
        return self.states.get(code)

    def first_day(self, one: Crime | Mode | Provision) -> dt.date | None:
        """Return the day on which something first entered into force for any State; None where it is not known."""
        return one.in_force or self.instrument.in_force

    def in_force(self, address: str, on: dt.date | str, state: str | None = None) -> bool | None:
        """Tell whether what stands at an address was in force on a day, for any State or for one.

        Args:
            address: A crime, mode or provision, or an element of one.
            on: The day.
            state: Code of a State; for an amendment this asks whether that State had accepted it by then.

        Returns:
            True or False where certain, None where the day of entry into force is not known.

        Raises:
            UnknownId: there is no such address, or no such State.

        Source:
            Rome Statute, arts. 121(5), 126 and 127(1).
        """
        day = as_day(on)
        found = self.resolve(address)
        law, colon, rest = found.owner.partition(":")
        if colon:
            return self.others[law].in_force(rest, day, state)
        owner: Crime | Mode | Provision | None
        owner = self.crime_index.get(found.owner) or self.mode_index.get(found.owner) or self.provisions.get(found.owner)
        start = self.instrument.in_force if owner is None else self.first_day(owner)
        if start is None:
            return None
        if state is None or day < start:
            return day >= start
        if not self.states.on(state, day).party:
            return False
        amendment = owner.amendment if isinstance(owner, Crime) else None
        return True if amendment is None else self.states.get(self.states.state_of(state)).accepted(amendment, found.owner, day)

    def addresses(self) -> tuple[str, ...]:
        """Return the addresses of all crimes, modes, common elements and provisions, in the order of the Statute."""
        names = {*self.crime_index, *self.mode_index, *self.shared, *self.provisions}
        return tuple(sorted(names, key=_order))

    def __iter__(self) -> Iterator[str]:
        return iter(self.addresses())

    def __len__(self) -> int:
        return len(self.addresses())

    def __contains__(self, text: object) -> bool:
        try:
            self.resolve(str(text))
        except (UnknownId, BadAddress):
            return False
        return True

    def crimes(self, article: int | str | None = None) -> tuple[Crime, ...]:
        """Return crimes in order, all or those of one article."""
        if article is None:
            return tuple(one for _, one in sorted(self.crime_index.items(), key=_first_order))
        wanted = str(article).replace(" ", "")
        return tuple(self.crime_index[name] for name in sorted(self.crime_index, key=_order) if name.split("(")[0] == wanted)

    def modes(self) -> tuple[Mode, ...]:
        """Return the modes of liability in order."""
        return tuple(one for _, one in sorted(self.mode_index.items(), key=_first_order))

    def under(self, text: str) -> tuple[str, ...]:
        """Return the addresses of the crimes, modes and provisions that stand below an address, in order.

        Raises:
            BadAddress: the text is no address.
        """
        address = parse(text).address
        if address.element is not None:
            return ()
        foreign = address.instrument if address.instrument in self.others else None
        home = self.others[foreign] if foreign else self
        marks = tuple(address.provision + mark for mark in ("(", "/", "-"))
        names = {name for name in (*home.crime_index, *home.mode_index, *home.provisions) if name.startswith(marks)}
        return tuple(f"{foreign}:{name}" if foreign else name for name in sorted(names, key=_order))

    def address_of(self, text: str) -> str:
        """Return an address in its one canonical form, whether or not anything stands there; raises BadAddress."""
        return str(parse(text).address)

    def __getitem__(self, text: str) -> Crime | Mode | Element | Provision:
        """Return what stands at an address.

        Raises:
            UnknownId: nothing stands there; the message names the nearest addresses.
            AmbiguousAddress: several crimes do.
            BadAddress: the text is no address.
        """
        found = self.resolve(text)
        law, colon, rest = found.address.partition(":")
        if colon:
            return self.others[law][rest]
        if found.kind == "crime":
            return self.crime_index[found.owner]
        if found.kind == "mode":
            return self.mode_index[found.owner]
        if found.kind == "provision":
            return self.provisions[found.owner]
        return self.element(found.address)

    def resolve(self, text: str, title: str | None = None) -> Resolution:
        """Tell what an address means, in any of the forms that a lawyer may write it.

        Args:
            text: The address.
            title: Words of the crime's title, to choose among several crimes at one address.

        Raises:
            UnknownId, AmbiguousAddress, BadAddress: see `__getitem__`.
        """
        cached = self._resolved.get(text)
        if cached is not None and title is None:
            return cached
        if title is not None and (";" in text or "[" in text):
            first = text.partition(";")[0].partition("[")[0].strip()
            found = self.resolve(first, title)
            return evolve(found, notes=(*found.notes, f"{text!r} cites more than one provision or a period; the first was taken: {found.address}."))
        parsed = parse(text)
        address = parsed.address
        if address.instrument not in (None, self.id):
            other = self.others.get(address.instrument)
            if other is None:
                raise UnknownId("instrument", address.instrument, [self.id, *self.others])
            inner = other.resolve(str(address).split(":", 1)[1], title)
            found = Resolution(
                address=f"{other.id}:{inner.address}", kind=inner.kind, owner=f"{other.id}:{inner.owner}",
                element=inner.element, limb=inner.limb, notes=tuple(parsed.notes),
            )  # fmt: skip
        else:
            found = self._resolve_here(address.provision, address.element, tuple(parsed.notes), text, title)
        if title is None:
            self._resolved[text] = found
        return found

    def _resolve_here(
        self, provision: str, element: str | None, notes: tuple[str, ...], text: str, title: str | None
    ) -> Resolution:
        if element is None:
            if provision in self.crime_index:
                return Resolution(address=provision, kind="crime", owner=provision, notes=notes)
            if provision in self.mode_index:
                return Resolution(address=provision, kind="mode", owner=provision, notes=notes)
            base, limb = _split_limb(provision)
            if base in self.shared:
                return Resolution(address=provision, kind="shared", owner=base, element=base, limb=limb, notes=notes)
            found = candidates(provision, self.crime_index)
            if found and title is not None:
                chosen = _chosen(title, {name: self.crime_index[name].title for name in found})
                if len(chosen) == 1:
                    return Resolution(address=chosen[0], kind="crime", owner=chosen[0], notes=notes)
            if provision in self.provisions:
                return Resolution(address=provision, kind="provision", owner=provision, notes=notes)
            if len(found) == 1:
                note = f"{provision!r} was read as {found[0]!r}, the only crime under it"
                return Resolution(address=found[0], kind="crime", owner=found[0], notes=(*notes, note))
            if found:
                raise AmbiguousAddress(provision, tuple(found))
        else:
            number, limb = _split_limb(element)
            if provision in self.crime_index or provision in self.mode_index:
                kind = "crime" if provision in self.crime_index else "mode"
                elements = (self.crime_index if kind == "crime" else self.mode_index)[provision].elements
                for one in elements:
                    if str(one.number) == number and (limb is None or limb in [part.letter for part in one.limbs]):
                        return Resolution(
                            address=f"{provision}/{element}", kind="element", owner=provision,
                            element=f"{provision}/{number}", limb=limb, notes=notes,
                        )  # fmt: skip
                raise UnknownElement(provision, element, elements)
            found = candidates(provision, self.crime_index)
            if len(found) > 1:
                raise AmbiguousAddress(provision, tuple(found))
        later = self.not_yet.get(provision)
        close = nearest_address(text, self.addresses())
        error = UnknownId("provision", text)
        error.message = f"there is no provision {text!r} in {self.id}"
        if later is not None:
            error.message = f"{provision!r} was not in force for any State on {self.as_of}: it entered into force on {later}"
            close = ()
        if close:
            error.message += "; nearest: " + ", ".join(close)
        error.args = (error.message,)
        raise error

    def element(self, address: str) -> Element:
        """Return an element by its address or the address of one of its limbs; raises UnknownId."""
        cached = self._elements.get(address)
        if cached is not None:
            return cached
        found = self.resolve(address)
        if ":" in found.owner:
            law, _, rest = found.address.partition(":")
            element = self.others[law].element(rest)
        elif found.kind == "shared":
            element = self.shared[found.owner]
        elif found.kind == "element":
            number = str(found.element).rsplit("/", 1)[1]
            owner = self.crime_index.get(found.owner) or self.mode_index[found.owner]
            element = next(one for one in owner.elements if str(one.number) == number)
        else:
            raise UnknownId("element", address)
        self._elements[address] = element
        return element

    def crime(self, text: str) -> Crime:
        """Return a crime, of this instrument or of another that is loaded with it; raises UnknownId."""
        found = self.resolve(text)
        if found.kind != "crime":
            raise UnknownId("crime", text, self.crime_index)
        law, colon, rest = found.owner.partition(":")
        return self.others[law].crime_index[rest] if colon else self.crime_index[found.owner]

    def mode(self, text: str) -> Mode:
        """Return a mode of liability; raises UnknownId."""
        found = self.resolve(text)
        if found.kind != "mode":
            raise UnknownId("mode of liability", text, self.mode_index)
        return self.mode_index[found.owner]

    def find(self, words: str) -> tuple[str, ...]:
        """Return addresses of crimes, modes, elements and provisions whose title or statement holds all the words."""
        wanted = [word.lower() for word in words.split()]

        def holds(*texts: str) -> bool:
            joined = " ".join(texts).lower()
            return all(word in joined for word in wanted)

        found = [address for address, one in self.shared.items() if holds(one.full_statement())]
        for crime in self.crimes():
            if holds(crime.title):
                found.append(crime.address)
            found += [one.address for one in crime.elements if holds(one.full_statement())]
        for mode in self.modes():
            if holds(mode.title):
                found.append(mode.address)
            found += [one.address for one in mode.elements if holds(one.full_statement())]
        for address, provision in sorted(self.provisions.items(), key=_first_order):
            if holds(provision.title, provision.statement, *(one.statement for one in provision.conditions)):
                found.append(address)
        return tuple(found)

    def to_plain(self) -> dict[str, Any]:
        """Return id and version, as reports name them."""
        return {"id": self.id, "version": self.version}


def _order(text: str) -> Any:
    return order_key(parse(text).address)


def _first_order(pair: tuple[str, object]) -> Any:
    return _order(pair[0])


def _split_limb(text: str) -> tuple[str, str | None]:
    """Split `1(a)` into `1` and `a`; `7/attack(b)` into `7/attack` and `b`."""
    head, slash, tail = text.rpartition("/")
    name, bracket, letter = tail.partition("(")
    if not bracket or not letter.endswith(")"):
        return text, None
    if not slash and not name.isdigit():
        return text, None
    return f"{head}{slash}{name}", letter[:-1]


NAMES_OF_ANY_CRIME = frozenset({"war", "crime", "against", "humanity", "of", "genocide", "by", "the", "and", "or"})


def _chosen(words: str, titles: Mapping[str, str]) -> list[str]:
    """Return the crimes whose title holds all of *words*, else those of whose own name *words* holds every part."""
    asked = words.lower().split()
    fit = [name for name, title in titles.items() if all(word in title.lower() for word in asked)]
    if fit:
        return fit
    given = set("".join(mark if mark.isalnum() else " " for mark in words.lower()).split())
    return [name for name, title in titles.items() if set(title.lower().split()) - NAMES_OF_ANY_CRIME <= given]


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
