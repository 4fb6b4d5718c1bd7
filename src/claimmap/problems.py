"""What is wrong with a file, where, and what would be right.

Faults in data are values, gathered and shown all at once; exceptions are for callers.
"""

import importlib
import itertools
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, Literal, final

from attrs import field, frozen

Severity = Literal["error", "warning", "note"]


class ShowsItself:
    """A value of this lowest module that shows itself in a notebook; its face is looked up by name when one is asked for."""

    __slots__ = ()

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        shown: dict[str, str] = importlib.import_module("claimmap.faces").bundle(self)
        return shown

    def _repr_html_(self) -> str:
        return self._repr_mimebundle_()["text/html"]

    def _repr_markdown_(self) -> str:
        return self._repr_mimebundle_()["text/markdown"]


@final
@frozen(kw_only=True, order=True)
class Place:
    """A place in a file.

    Attributes:
        file: Path as the user gave it.
        line: Counted from 1; 0 where the file as a whole is meant.
        column: Counted from 1, in characters.
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@final
@frozen(kw_only=True)
class Problem(ShowsItself):
    """One fault, with what was found and what was expected.

    Attributes:
        place: Where it is.
        rule: Kebab-case name; each has an entry in the reference of problems.
        message: Lower case, no full stop.
        hint: Nearest name, the names allowed, or the mend.
        severity: error, warning or note.
        also: Further places, such as the first of two equal ids.
        excerpt: The line itself; of a long line, the part around the place is shown.
    """

    place: Place
    rule: str
    message: str
    hint: str | None = None
    severity: Severity = "error"
    also: tuple[Place, ...] = ()
    excerpt: str | None = field(default=None, eq=False, repr=False)

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order by place, then by rule and message."""
        return (self.place.file, self.place.line, self.place.column, self.rule, self.message)

    def render(self) -> str:
        """Show the problem on a few lines: place, message, rule, the line with a caret, the hint.

        >>> print(Problem(place=Place(file="a.yaml", line=3, column=7), rule="unknown-value", message="'x' is no kind"))
        a.yaml:3:7: 'x' is no kind  [unknown-value]
        """
        level = "" if self.severity == "error" else f"{self.severity}: "
        lines = [f"{on_one_line(str(self.place))}: {level}{printable(self.message)}  [{self.rule}]"]
        if self.excerpt is not None and self.place.line:
            number = str(self.place.line)
            before, after = around(self.excerpt, self.place.column)
            lines.append(f" {number} | {before}{after}")
            if 0 < self.place.column <= len(self.excerpt) + 1:
                lines.append(f" {' ' * len(number)} | {' ' * cells(before)}^")
        if self.hint:
            lines.append(f"   = {printable(self.hint)}")
        lines.extend(f"   = also at {on_one_line(str(place))}" for place in self.also)
        return "\n".join(lines)

    __str__ = render

    def to_plain(self) -> dict[str, Any]:
        """Return the problem as JSON values, keys in snake case."""
        return {
            "file": encodable(self.place.file),
            "line": self.place.line,
            "column": self.place.column,
            "severity": self.severity,
            "rule": self.rule,
            "message": encodable(self.message),
            "hint": None if self.hint is None else encodable(self.hint),
            "also": [encodable(str(place)) for place in self.also],
        }


class Problems(tuple[Problem, ...], ShowsItself):
    """Problems in the order of their places; an empty one means that nothing is wrong."""

    __slots__ = ()

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Show the problems in IPython as a terminal shows them; without this it would show a tuple."""
        printer.text(self._repr_mimebundle_()["text/plain"])


class ClaimmapError(Exception):
    """Anything that this library raises on purpose."""

    def _render_traceback_(self) -> list[str]:
        """Give a notebook the message alone: a person who mistypes a name is not shown where the library noticed it."""
        return printable(str(self)).split("\n")


class InvalidFiles(ClaimmapError):  # noqa: N818 - the name says what the caller holds
    """Some files cannot be used; `problems` says where and why.

    Attributes:
        problems: Every problem found, sorted by place.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: Problems = in_order(problems)
        super().__init__("\n".join(problem.render() for problem in self.problems))


class UnknownId(ClaimmapError, KeyError):  # noqa: N818 - the name says what the caller holds
    """A name that the case or the law does not hold; the message gives the nearest ones."""

    def __init__(self, what: str, name: str, known: Iterable[str] = ()) -> None:
        hint = did_you_mean(name, known)
        self.name = name
        self.message = f"there is no {what} {shortened(name, MOST_LETTERS)!r}" + (f"; {hint}" if hint else "")
        super().__init__(self.message)

    def __str__(self) -> str:
        return self.message


def in_order(problems: Iterable[Problem]) -> Problems:
    """Sort problems by place and drop repeats."""
    seen: dict[tuple[str, int, int, str, str], Problem] = {}
    for problem in problems:
        seen.setdefault(problem.sort_key(), problem)
    return Problems(seen[key] for key in sorted(seen))


MOST_COMPARED: int = 500
"""Names that are compared letter by letter; among more, only those that begin or end alike."""

MOST_LETTERS: int = 100
"""Letters of a name that are compared and shown; no name of ours is as long."""


def nearest(name: str, known: Iterable[str], limit: int = 1) -> tuple[str, ...]:
    """Return the known names most like *name*, best first."""
    names = sorted(set(known))
    lower = name[:MOST_LETTERS].lower()
    close = [one for one in names if one.lower() == lower]
    if not close and len(names) > MOST_COMPARED:
        alike = [one for one in names if one[:2].lower() == lower[:2] and one[-2:].lower() == lower[-2:]]
        names = alike[:MOST_COMPARED]
    import difflib  # noqa: PLC0415 - only a mistake needs it

    def unlikeness(known_name: str) -> tuple[float, int, str]:
        """Among names that are equally alike, one that begins alike comes first."""
        ratio = difflib.SequenceMatcher(None, known_name, name[:MOST_LETTERS]).ratio()
        begins = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(known_name.lower(), lower, strict=False)))
        return (-round(ratio, 3), -begins, known_name)

    close = close or sorted(difflib.get_close_matches(name[:MOST_LETTERS], names, n=limit + 9, cutoff=0.6), key=unlikeness)
    return tuple(close[:limit])


def did_you_mean(name: str, known: Iterable[str], most: int = 12) -> str | None:
    """Say the nearest known name, or list the names if they are few."""
    names = sorted(set(known))
    close = nearest(name, names)
    if close:
        return f"did you mean {close[0]!r}?"
    if 0 < len(names) <= most:
        return "known: " + ", ".join(names)
    return None


def one_of(names: Sequence[str]) -> str:
    """Join names for a sentence: `a, b or c`."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " or " + names[-1]


def shortened(text: str, most: int = 40, *, tail: bool = False) -> str:
    """Cut a text for a message.

    >>> shortened("a" * 50, 3), shortened("abcdef", 3, tail=True)
    ('aaa...', '...def')
    """
    if len(text) <= most:
        return text
    return "..." + text[-most:] if tail else text[:most] + "..."


WIDTH: int = 160
"""Characters of a line that are shown."""


def around(line: str, column: int) -> tuple[str, str]:
    """Return the part of a line around a column that is shown, safe to print: what stands before it and the rest."""
    at = min(max(column - 1, 0), len(line))
    first = max(0, at - WIDTH // 2) if len(line) > WIDTH else 0
    last = first + WIDTH
    before, after = printable(line[first:at]), printable(line[at:last])
    return ("..." if first else "") + before, after + ("..." if last < len(line) else "")


def cells(text: str) -> int:
    """Count the columns that a text takes in a terminal: wide characters take two, combining ones none.

    >>> cells("ab"), cells("\u6751\u5e84"), cells("e\u0301")
    (2, 4, 1)
    """
    return sum(0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def on_one_line(text: str) -> str:
    """Make a name safe to print on one line."""
    return printable(text).replace("\n", "\\n")


def encodable(text: str) -> str:
    """Return text that any encoding of JSON can carry: bytes of a file name that are no text are shown as `\\udcff`."""
    return text.encode("utf-8", "backslashreplace").decode()


def printable(text: str) -> str:
    """Make text from a file safe to print: control and direction characters are shown, not obeyed.

    >>> printable("a\\x1b[31mb")
    'a\\\\x1b[31mb'
    """
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() or character == "\n" else character.encode("unicode_escape").decode()
        for character in text
    )
