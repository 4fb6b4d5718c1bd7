"""An instrument: the file that names it, and everything it says by address."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, final

from attrs import evolve, field, frozen

from claimmap.address import BadAddress, candidates, parse
from claimmap.address import nearest as nearest_address
from claimmap.dates import as_day
from claimmap.faces import Shown
from claimmap.law.crimes import Crime
from claimmap.law.elements import Element
from claimmap.law.modes import Mode
from claimmap.law.provisions import Provision
from claimmap.law.resolving import (
    AmbiguousAddress,
    Resolution,
    UnknownElement,
    crimes_by_title,
    order_of,
    order_of_first,
    split_limb,
)
from claimmap.law.standards import StandardOfProof
from claimmap.law.terms import Note, SourceText
from claimmap.officialtext import NONE, Official
from claimmap.problems import UnknownId

if TYPE_CHECKING:
    from claimmap.precedents import Precedents
    from claimmap.states import State, States


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
        return tuple(sorted(names, key=order_of))

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
            return tuple(one for _, one in sorted(self.crime_index.items(), key=order_of_first))
        wanted = str(article).replace(" ", "")
        return tuple(self.crime_index[name] for name in sorted(self.crime_index, key=order_of) if name.split("(")[0] == wanted)

    def modes(self) -> tuple[Mode, ...]:
        """Return the modes of liability in order."""
        return tuple(one for _, one in sorted(self.mode_index.items(), key=order_of_first))

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
        return tuple(f"{foreign}:{name}" if foreign else name for name in sorted(names, key=order_of))

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
            base, limb = split_limb(provision)
            if base in self.shared:
                return Resolution(address=provision, kind="shared", owner=base, element=base, limb=limb, notes=notes)
            found = candidates(provision, self.crime_index)
            if found and title is not None:
                chosen = crimes_by_title(title, {name: self.crime_index[name].title for name in found})
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
            number, limb = split_limb(element)
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
        for address, provision in sorted(self.provisions.items(), key=order_of_first):
            if holds(provision.title, provision.statement, *(one.statement for one in provision.conditions)):
                found.append(address)
        return tuple(found)

    def to_plain(self) -> dict[str, Any]:
        """Return id and version, as reports name them."""
        return {"id": self.id, "version": self.version}
