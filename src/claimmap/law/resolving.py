"""What an address means: the answer, the errors, and how crimes are told apart by their titles."""

from collections.abc import Mapping
from typing import Any, Literal, final

from attrs import frozen

from claimmap.address import order_key, parse
from claimmap.law.elements import Element
from claimmap.problems import UnknownId


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


def order_of(text: str) -> Any:
    """Return what addresses are sorted by: the order of the Statute."""
    return order_key(parse(text).address)


def order_of_first(pair: tuple[str, object]) -> Any:
    """Return what pairs are sorted by whose first is an address."""
    return order_of(pair[0])


def split_limb(text: str) -> tuple[str, str | None]:
    """Split `1(a)` into `1` and `a`; `7/attack(b)` into `7/attack` and `b`."""
    head, slash, tail = text.rpartition("/")
    name, bracket, letter = tail.partition("(")
    if not bracket or not letter.endswith(")"):
        return text, None
    if not slash and not name.isdigit():
        return text, None
    return f"{head}{slash}{name}", letter[:-1]


NAMES_OF_ANY_CRIME = frozenset({"war", "crime", "against", "humanity", "of", "genocide", "by", "the", "and", "or"})


def crimes_by_title(words: str, titles: Mapping[str, str]) -> list[str]:
    """Return the crimes whose title holds all of *words*, else those of whose own name *words* holds every part."""
    asked = words.lower().split()
    fit = [name for name, title in titles.items() if all(word in title.lower() for word in asked)]
    if fit:
        return fit
    given = set("".join(mark if mark.isalnum() else " " for mark in words.lower()).split())
    return [name for name, title in titles.items() if set(title.lower().split()) - NAMES_OF_ANY_CRIME <= given]
