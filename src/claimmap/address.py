"""Addresses of the law: `7(1)(d)`, `8(2)(b)(xxii)-1`, `7/attack`, `25(3)(a)/co-perpetration/2`.

An address names a provision as a lawyer would cite it, and after the last slash an element of it by number.
Input is forgiving and never guesses silently: spacing, case, punctuation and the word "Article" are put in
order without comment, every other change comes with a note, and what has two readings is refused. Whether a
provision exists in some law is not known here: see `nearest` and `candidates`, which are told what exists.

>>> str(parse("Art. 7 (1) (d)").address)
'7(1)(d)'
>>> parse("7(l)(a)").notes
("'(l)' was read as '(1)': a paragraph has a number.",)
"""

import functools
import re
import typing
import unicodedata
from collections.abc import Iterable, Iterator

import attrs

__all__ = ["Address", "BadAddress", "Parsed", "candidates", "file_name", "nearest", "order_key", "parse"]

# The grammar of canonical text. A letter that stands right under an article is never l: that is a misread 1.
_ARABIC: typing.Final = r"[1-9][0-9]{0,2}(?:bis|ter|quater)?"
_CAPITALS: typing.Final = r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})"
_ROMAN: typing.Final = r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})"
_PARAGRAPH: typing.Final = r"\([1-9][0-9]?(?:bis|ter|quater)?\)"
_BASE: typing.Final = (
    rf"(?:{_ARABIC}|{_CAPITALS})"
    rf"(?:{_PARAGRAPH}(?:\([a-z]\)(?:\({_ROMAN}\))?(?:-[1-9][0-9]?)?)?"
    rf"|\([a-km-z]\)(?:\({_ROMAN}\))?(?:-[1-9][0-9]?)?)?"
)
_NAME: typing.Final = r"(?![ivxl]+(?:/|$))[a-z]{2,}(?:-[a-z0-9]+)*"
_ELEMENT: typing.Final = rf"[1-9][0-9]?(?:\([a-z]\)(?:\({_ROMAN}\))?)?"
_INSTRUMENT: typing.Final = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_CANONICAL: typing.Final = re.compile(
    rf"(?:(?P<instrument>{_INSTRUMENT}):)?(?P<provision>{_BASE}(?:/{_NAME})?)(?:/(?P<element>{_ELEMENT}))?"
)
_STEP: typing.Final = re.compile(r"(?P<mark>[(/-]?)(?P<number>[0-9]*)(?P<letters>[A-Za-z-]*)\)?")

_BIS: typing.Final = {"": 0, "bis": 1, "ter": 2, "quater": 3}
_DIGITS: typing.Final = {"i": 1, "v": 5, "x": 10}
_MODES: typing.Final = ("25", "28")

# Ranks within a provision: its elements, what is common to it, the crimes it is split into, then its parts.
_RANK_ELEMENT, _RANK_NAME, _RANK_SPLIT, _RANK_PART, _RANK_CAPITALS = range(5)

_LIKE: typing.Final = "write it like 7(1)(d), 8(2)(b)(xxii)-1, 7(1)(d)/2 or 25(3)(a)/co-perpetration"

OrderKey: typing.TypeAlias = tuple[str, tuple[tuple[int, int, int, str], ...]]


class BadAddress(ValueError):  # noqa: N818  (it says what is bad)
    """Text that cannot be read as one address.

    Attributes:
        message: What was found and why it cannot be used; lower case, no full stop.
        hint: What to write instead.
    """

    def __init__(self, message: str, hint: str = _LIKE) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}; {self.hint}"


@typing.final
@attrs.frozen(kw_only=True)
class Address:
    """Where a rule stands in the law; written by `str` in its one canonical form.

    Attributes:
        instrument: The id of another instrument, as in `genocide-convention:II(d)`; None for the case's law.
        provision: The provision, with the name of a mode or a common element: `7(1)(d)`, `7/attack`.
        element: The number of an element or limb in it: `2`, `1(a)`; None for the provision as a whole.
    """

    instrument: str | None = None
    provision: str = attrs.field()
    element: str | None = None

    def __attrs_post_init__(self) -> None:
        found = _CANONICAL.fullmatch(str(self))
        if found is None or found.groups() != (self.instrument, self.provision, self.element):
            message = f"{str(self)!r} is not a canonical address"
            raise BadAddress(message)

    def __str__(self) -> str:
        prefix = f"{self.instrument}:" if self.instrument else ""
        return prefix + self.provision + (f"/{self.element}" if self.element else "")

    @property
    def base(self) -> str:
        """The provision without the name after the slash: `25(3)(a)` of `25(3)(a)/co-perpetration`."""
        return self.provision.partition("/")[0]

    @property
    def name(self) -> str | None:
        """The name after the slash: `attack`, `co-perpetration`; None where there is none."""
        return self.provision.partition("/")[2] or None

    @property
    def article(self) -> str:
        """The article alone: `7`, `8bis`, `II`."""
        return re.split(r"[(/]", self.provision, maxsplit=1)[0]

    def without_element(self) -> "Address":
        """Give the provision as a whole."""
        return attrs.evolve(self, element=None)

    def with_element(self, element: str) -> "Address":
        """Give the element, or limb, with that number."""
        return attrs.evolve(self, element=element)


@typing.final
@attrs.frozen(kw_only=True)
class Parsed:
    """An address as read, and what had to be repaired.

    Attributes:
        address: The address.
        notes: One sentence for each change beyond spacing, case, punctuation and the word "Article".
    """

    address: Address
    notes: tuple[str, ...] = ()


LONGEST: typing.Final = 200
"""Characters of an address as a person may write it, spacing and words included; longer text is none."""


@functools.lru_cache(maxsize=100_000)
def parse(text: str) -> Parsed:
    """Read an address.

    Raises:
        BadAddress: *text* is not one address, has more than one reading, or is longer than any address.

    >>> str(parse("article 8, paragraph 2 (e) (vii)").address)
    '8(2)(e)(vii)'
    >>> parse("7(1)(d) and (e)")
    Traceback (most recent call last):
    ...
    claimmap.address.BadAddress: '7(1)(d) and (e)' holds more than one address; write one address at a time
    """
    if len(text) > LONGEST:
        message = f"{text[:40] + '...'!r} has {len(text)} characters and is not an address"
        raise BadAddress(message)
    found = _CANONICAL.fullmatch(text)
    notes: list[str] = []
    if found is None:
        canonical = _Reader(text, notes).read()
        found = _CANONICAL.fullmatch(canonical)
        if found is None:
            message = f"{text!r} is not an address"
            raise BadAddress(message)
    address = Address(instrument=found["instrument"], provision=found["provision"], element=found["element"])
    return Parsed(address=address, notes=tuple(notes))


def order_key(address: Address | str) -> OrderKey:
    """Give a key that sorts addresses as the Statute orders them.

    Numbers sort as numbers and `bis` right after its number, roman numerals by value. A provision comes before
    its elements, these before what is common to it, and that before its parts.

    >>> sorted(["8bis", "8(2)(a)(ix)", "7(1)(d)/10", "8(2)(a)(v)", "7(1)(d)/2"], key=order_key)
    ['7(1)(d)/2', '7(1)(d)/10', '8(2)(a)(v)', '8(2)(a)(ix)', '8bis']
    """
    return _order_key(address if isinstance(address, Address) else parse(address).address)


@functools.lru_cache(maxsize=100_000)
def _order_key(address: Address) -> OrderKey:
    steps = list(_steps(address.base))
    if address.name:
        steps.append((_RANK_NAME, 0, 0, address.name))
    if address.element:
        number, *limb = _steps(address.element)
        steps.append((_RANK_ELEMENT, *number[1:]))
        steps.extend(limb)
    return (address.instrument or "", tuple(steps))


def _steps(text: str) -> Iterator[tuple[int, int, int, str]]:
    """Split canonical text into an article, paragraph, letter, roman numeral and split number, as sortable keys."""
    after_letter = False
    for found in _STEP.finditer(text):
        mark, number, letters = found.group("mark", "number", "letters")
        if mark == "-":
            yield (_RANK_SPLIT, int(number), 0, "")
        elif number:
            yield (_RANK_PART, int(number), _BIS[letters], "")
        elif letters.isupper():
            yield (_RANK_CAPITALS, _value(letters), 0, "")
        elif letters:
            yield (_RANK_PART, _value(letters) if after_letter else ord(letters), 0, "")
            after_letter = True


def _value(roman: str) -> int:
    """Give the value of a roman numeral."""
    digits = [_DIGITS[letter] for letter in roman.lower()]
    return sum(-d if d < after else d for d, after in zip(digits, [*digits[1:], 0], strict=True))


def _roman(number: int) -> str:
    """Write a number from 1 to 39 as a roman numeral."""
    units = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return "x" * (number // 10) + units[number % 10]


def nearest(text: str, known: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Give the known addresses that look most like *text*, best first; none where nothing is like it.

    Those in the same article come before equally similar ones elsewhere. *known* holds canonical addresses.
    Of a very long text only the beginning is compared.
    """
    import difflib  # noqa: PLC0415 - only a mistake needs it

    text = text[:LONGEST]
    try:
        wanted = str(parse(text).address)
    except BadAddress:
        wanted = re.sub(r"(?i)\b(?:articles?|arts?|para(?:graph)?s?|elements?)\b", "", _tidy(text)).lower()
    found = re.match(r"(?:[\w-]+:)?\W*(\w+)", wanted)
    article = found[1] if found else ""
    squashed = _squash(wanted)
    scored: list[tuple[float, OrderKey, str]] = []
    for address in set(known):
        likeness = difflib.SequenceMatcher(None, squashed, _squash(address), autojunk=False).ratio()
        same = parse(address).address.article == article
        if likeness >= 0.5 or (same and likeness >= 0.4):
            scored.append((-likeness - 0.15 * same, order_key(address), address))
    return tuple(address for _, _, address in sorted(scored)[:limit])


def _squash(text: str) -> str:
    return re.sub(r"[^0-9a-z]", "", text.lower())


def candidates(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """Give the known addresses that a provision holds, in the order of the law.

    A provision that is itself known holds itself alone, so it is never ambiguous; more than one answer means
    that *text* is. An element number in *text* is left aside, as are elements in *known*.

    Raises:
        BadAddress: *text* is not an address.

    >>> candidates("8(2)(e)(vi)", ["8(2)(e)(vi)-1", "8(2)(e)(vi)-2", "8(2)(e)(vii)", "7(1)(d)"])
    ('8(2)(e)(vi)-1', '8(2)(e)(vi)-2')
    """
    wanted = str(parse(text).address.without_element())
    known = frozenset(known)
    if wanted in known:
        return (wanted,)
    under = tuple(wanted + mark for mark in "(-/")
    found = (address for address in known if address.startswith(under) and parse(address).address.element is None)
    return tuple(sorted(found, key=order_key))


def file_name(address: Address | str) -> str:
    """Give the name, without ending or folder, of the statute file that holds a crime, mode, ground or condition.

    Raises:
        ValueError: The address names an element, or what is common to an article: these have no file of their own.

    >>> file_name("25(3)(a)/co-perpetration")
    '25-3-a-co-perpetration'
    """
    at = address if isinstance(address, Address) else parse(address).address
    if at.element is not None or (at.name is not None and at.article not in _MODES):
        message = f"{str(at)!r} has no file of its own, only the provision that holds it has"
        raise ValueError(message)
    return at.provision.replace(")(", "-").replace("(", "-").replace(")", "").replace("/", "-")


_BRACKETS: typing.Final = str.maketrans("[]{}\u3010\u3011\u3014\u3015\u27e8\u27e9\u2985\u2986", "()()()()()()")
_DASHES: typing.Final = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-"))
_SLASHES: typing.Final = str.maketrans(dict.fromkeys("\u2044\u2215\uff0f", "/"))
_ONES: typing.Final = str.maketrans({"l": "1", "I": "1", "i": "1", "|": "1", "O": "0", "o": "0"})


def _tidy(text: str) -> str:
    """Put spacing, brackets and dashes in order; invisible characters go."""
    plain = unicodedata.normalize("NFKC", text).translate(_BRACKETS).translate(_DASHES).translate(_SLASHES)
    plain = "".join(c for c in plain if unicodedata.category(c) != "Cf")
    return re.sub(r"\s+", " ", plain).strip().rstrip(".,;:").rstrip()


_ARTICLE_WORD: typing.Final = re.compile(r"(?i)^(?:articles?|arts?)(?:\b[.:]? ?|(?=[0-9]))")
_PARAGRAPH_WORD: typing.Final = re.compile(
    r"(?i)[, ]*(?:\b(?:(?:sub-?)?(?:paragraphs?|paras?|clauses?)|lit|letter|point)\b\.?|§) ?"
)
_ELEMENT_WORD: typing.Final = re.compile(r"(?i)[,/ ]*\belements?\b\.? ?(?=[0-9])")
_ELEMENT_FIRST: typing.Final = re.compile(r"(?i)^elements? ([0-9]+) (?:of|in) (.+)$")
_FILE_FORM: typing.Final = re.compile(r"(?i)[0-9]+(?:bis|ter)?(?:-[0-9]+(?:bis|ter)?)?-[a-z](?:-[ivx]+)?(?:-[0-9]+)?")
_SEVERAL: typing.Final = re.compile(r"(?i)[;&+]|\b(?:and|or|to)\b|\).*,\s*[0-9]+\s*(?:bis|ter)?\s*\(")
_READ_ARTICLE: typing.Final = re.compile(
    r"(?:(?P<number>[0-9lIOo|]*[0-9][0-9lIOo|]*)|(?P<roman>(?i:[ivxl]+))(?![A-Za-z0-9]))"
    r"(?: ?[-(]? ?(?P<bis>(?i:bis|ter|quater))(?![A-Za-z])\)?)?"
)
_READ_PART: typing.Final = re.compile(
    r"(?P<gap> *[.,]? *)"
    r"(?:\( ?(?P<inner>[A-Za-z0-9|]+?)(?: ?(?P<bis>(?i:bis|ter|quater)))? ?\)|(?P<bare>[A-Za-z]+|[0-9]+))"
)
_READ_SPLIT: typing.Final = re.compile(r" ?- ?(?P<split>[0-9lIO|]+)$")
_READ_ELEMENT: typing.Final = re.compile(
    r"(?P<number>[0-9lIO|]*)(?: ?\( ?(?P<limb>[A-Za-z]) ?\)| ?(?P<bare>[a-z])(?![A-Za-z]))?"
    r"(?: ?\( ?(?P<point>(?i:[ivx]+)) ?\))?"
)


class _Reader:
    """Turns what a person typed into canonical text, and notes each repair."""

    def __init__(self, text: str, notes: list[str]) -> None:
        self.text = text
        self.notes = notes

    def refuse(self, why: str, hint: str = _LIKE) -> typing.NoReturn:
        message = f"{self.text!r} {why}"
        raise BadAddress(message, hint)

    def repaired(self, found: str, read: str, why: str) -> str:
        self.notes.append(f"'{found}' was read as '{read}': {why}.")
        return read

    def read(self) -> str:
        body = _tidy(self.text)
        if not body:
            self.refuse("is empty")
        if any(unicodedata.category(c) == "No" for c in self.text):
            self.refuse("holds a raised or circled figure", "leave footnote marks out")
        prefix = ""
        if (found := re.match(r"([A-Za-z][A-Za-z0-9-]*) ?: ?(?=.)", body)) and not _ARTICLE_WORD.match(body):
            prefix, body = found[1].lower() + ":", body[found.end() :]
        if found := _ELEMENT_FIRST.match(body):
            body = f"{found[2]}/{found[1]}"
        body = _PARAGRAPH_WORD.sub(" ", _ELEMENT_WORD.sub("/", _ARTICLE_WORD.sub("", body)))
        if _SEVERAL.search(body):
            self.refuse("holds more than one address", "write one address at a time")
        if body.count("(") != body.count(")"):
            self.refuse("has a bracket that is not closed or not opened")
        if _FILE_FORM.fullmatch(body):
            body = re.sub(r"-(?=[0-9]+$)(?<=[A-Za-z]-)", "=", body).replace("-", " ").replace("=", "-")
        head, *tails = (part.strip() for part in body.split("/"))
        return prefix + self.provision(head) + self.tail(tails)

    def provision(self, text: str) -> str:
        found = _READ_ARTICLE.match(text)
        if found is None:
            self.refuse("does not begin with the number of an article")
        article = self.article(found)
        parts, split = self.parts(text[found.end() :], article)
        if split and not (parts and parts[-1][-1:].isalpha()):
            self.refuse("has a hyphen where neither a letter nor a roman numeral stands before it")
        return article + self.levels(article, parts) + split

    def article(self, found: re.Match[str]) -> str:
        bis = (found["bis"] or "").lower()
        if found["roman"]:
            if "l" in found["roman"].lower():
                self.refuse("begins with a letter l, which may be the digit 1 or a capital I", "write 1 or I")
            return found["roman"].upper() + bis
        return self.number(found["number"], "an article has a number") + bis

    def number(self, found: str, why: str) -> str:
        """Read a number in which l, I and O may stand for digits."""
        read = found.translate(_ONES)
        if read.startswith("0"):
            self.refuse(f"has a number that begins with zero, {found!r}")
        return read if read == found else self.repaired(found, read, why)

    def parts(self, rest: str, article: str) -> tuple[list[str], str]:
        """Split what follows the article into its bracketed or bare parts and the number of a split crime."""
        parts: list[str] = []
        while rest.strip(" .,"):
            if found := _READ_SPLIT.match(rest):
                return parts, "-" + self.number(found["split"], "a split crime has a number")
            found = _READ_PART.match(rest)
            if found is None:
                self.refuse(f"cannot be read from {rest.strip(' .,')!r} on")
            inner, bare = found["inner"], found["bare"]
            if "," in found["gap"] and parts and parts[-1].isalpha():
                self.refuse("may hold more than one address", "write one address at a time, without a comma")
            if bare and bare.lower() in _BIS and parts and parts[-1].isdigit():
                parts[-1] += bare.lower()
            else:
                if bare and not parts and not found["gap"]:
                    self.repaired(article + bare, f"{article}({bare.lower()})", "a letter stands in brackets")
                parts.append((inner or bare) + (found["bis"] or "").lower())
            rest = rest[found.end() :]
        return parts, ""

    def levels(self, article: str, parts: list[str]) -> str:
        """Write the parts: a paragraph number, then a letter, then a roman numeral; the number may be missing."""
        out, level = "", "article"
        for part, after in zip(parts, [*parts[1:], ""], strict=False):
            if level == "article" and (number := self.paragraph(part, after)):
                out, level = f"({number})", "number"
            elif level in ("article", "number"):
                if not re.fullmatch(r"[A-Za-z]", part):
                    self.refuse(f"has {part!r} where one letter is expected")
                out, level = f"{out}({part.lower()})", "letter"
            elif level == "letter":
                out, level = f"{out}({self.point(article + out, part)})", "point"
            elif part.isdigit():
                at = article + out
                self.refuse(
                    "has two readings", f"write {at}-{part} for a split crime or {at}/{part} for element {part}"
                )
            else:
                self.refuse(f"goes on after its roman numeral, with {part!r}")
        return out

    def paragraph(self, part: str, after: str) -> str:
        """Read the number of a paragraph; nothing where *part* is a letter right under the article."""
        number, bis = part, ""
        if found := re.fullmatch(r"([0-9lIOo|]+)(bis|ter|quater)", part):
            number, bis = found.groups()
        read = number.translate(_ONES)
        if not re.fullmatch(r"[0-9]+", read) or number in ("o", "O"):
            return ""
        if number in ("i", "I") and (not after or re.fullmatch(rf"(?i:{_ROMAN})", after)):
            if number == "i":
                return ""
            self.refuse("has a capital I, which may be the letter i or the digit 1", "write (i) or (1)")
        if read.startswith("0"):
            self.refuse(f"has a number that begins with zero, {number!r}")
        if read != number:
            self.repaired(f"({number})", f"({read})", "a paragraph has a number")
        return read + bis

    def point(self, at: str, part: str) -> str:
        """Read the roman numeral under a letter."""
        if part.isdigit():
            number = int(part)
            point = f" or {at}({_roman(number)}) for point ({_roman(number)})" if 0 < number < 40 else ""
            self.refuse("has two readings", f"write {at}/{number} for element {number}{point}")
        read = part.lower()
        if re.fullmatch(_ROMAN, read):
            return read
        read = part.replace("l", "i").replace("1", "i").replace("|", "i").lower()
        if not re.fullmatch(_ROMAN, read):
            self.refuse(f"has {part!r} where a roman numeral is expected")
        return self.repaired(f"({part})", f"({read})", "a point has a roman numeral")[1:-1]

    def tail(self, tails: list[str]) -> str:
        """Read what follows slashes: the name of a mode or common element, then the number of an element."""
        out = ""
        for place, tail in enumerate(tails):
            if place == 0 and re.fullmatch(r"[A-Za-z]{2,}(?:[ -]+[A-Za-z0-9]+)*", tail):
                out = "/" + re.sub(r"[ -]+", "-", tail.lower())
                continue
            found = _READ_ELEMENT.fullmatch(tail)
            if place < len(tails) - 1 or found is None or not found["number"]:
                self.refuse(f"has {tail!r} after the slash, where the number of an element or a name is expected")
            out += "/" + self.number(found["number"], "an element has a number")
            limb = found["limb"] or found["bare"]
            out += f"({limb.lower()})" if limb else ""
            out += f"({found['point'].lower()})" if found["point"] else ""
        return out
