"""From the bytes of a YAML file to frozen values, or to every problem in it.

Files are hostile input: no tags, no anchors, no duplicate keys, bounded size and depth, every scalar is text and the
declared type converts.
A file is folded once, quickly, without places; only when something is wrong is it read again with places.
Only this module knows yaml and cattrs.
"""

import datetime as dt
import functools
import gc
import itertools
import re
import types
import typing
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Generic, Literal, TypeVar, final

import attrs
import cattrs
import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs leave it out
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from claimmap import case as cases
from claimmap.dates import When
from claimmap.problems import Place, Problem, nearest, one_of

T = TypeVar("T")
Path_ = tuple[str | int, ...]

MAX_BYTES: Final = 100_000_000
MAX_DEPTH: Final = 50
MOST_PROBLEMS: Final = 1000
"""Problems shown of one file; a file with more is hostile, or wrong in one way throughout."""
NULLS: Final = frozenset({"", "null", "Null", "NULL", "~"})
TRUE: Final = frozenset({"true", "yes"})
FALSE: Final = frozenset({"false", "no"})
ONE_SPACE_COMMENT: Final = re.compile(rb"[^ \t\r\n] #")
UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
"""How a file begins that was saved as UTF-16."""
TEXTS: Final = frozenset({str})
SHORT: Final = 32
"""Texts shorter than this are kept once: ids, kinds and dates repeat."""
MAYBE_ANCHOR: Final = re.compile(rb"(?m)(?:^|[\s\[{,:?-])(?:[&*]\S|!)")
PROSE: Final = frozenset({"shows", "because", "text", "why", "note", "statement"})


class _NeedsPlaces(Exception):  # noqa: N818 - a signal inside this module
    """Something is wrong; the file must be read again with places."""


@final
@attrs.frozen
class SourceFile:
    """The bytes of one file, and the name to show for it."""

    name: str
    data: bytes = attrs.field(repr=False)


@contextmanager
def paused_gc() -> Iterator[None]:
    """Pause garbage collection while many long-lived values are made."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


# ---------------------------------------------------------------- folding, without places


def fold(data: bytes) -> Any:
    """Fold a YAML document into dicts, lists and text.

    Nulls are dropped from mappings.

    Raises:
        _NeedsPlaces: there is any problem at all.
    """
    try:
        if data.startswith(UTF_16):
            raise _NeedsPlaces  # the parser would read it; files are UTF-8
        if any(mark in data for mark in (b"&", b"*", b"!")) and MAYBE_ANCHOR.search(data):
            _refuse_anchors(data)
        get: Any = CParser(data).get_event
        repeated: dict[str, str] = {}
        intern = repeated.setdefault

        def scalar(event: Any) -> str | None:
            text: str = event.value
            if text in NULLS:
                if not text or not event.implicit[0]:
                    if not text:
                        raise _NeedsPlaces
                    return text
                return None
            return intern(text, text) if len(text) < SHORT else text

        def mapping(depth: int) -> dict[str, Any]:
            pairs: dict[str, Any] = {}
            count = nothing = 0
            while (event := get()).__class__ is ScalarEvent:
                key = event.value
                count += 1
                event = get()
                kind = event.__class__
                if kind is ScalarEvent:
                    text = event.value
                    if text in NULLS:
                        nothing += 1
                        pairs[key] = scalar(event)
                    else:
                        pairs[key] = intern(text, text) if len(text) < SHORT else text
                elif kind is SequenceStartEvent:
                    pairs[key] = sequence(depth + 1)
                elif kind is MappingStartEvent:
                    pairs[key] = mapping(depth + 1)
                else:
                    raise _NeedsPlaces
            if event.__class__ is not MappingEndEvent or len(pairs) != count or depth > MAX_DEPTH:
                raise _NeedsPlaces
            return {key: inner for key, inner in pairs.items() if inner is not None} if nothing else pairs

        def sequence(depth: int) -> list[Any]:
            out: list[Any] = []
            while (kind := (event := get()).__class__) is not SequenceEndEvent:
                if kind is ScalarEvent:
                    out.append(scalar(event))
                elif kind is MappingStartEvent:
                    out.append(mapping(depth + 1))
                elif kind is SequenceStartEvent:
                    out.append(sequence(depth + 1))
                else:
                    raise _NeedsPlaces
            if depth > MAX_DEPTH or None in out:
                raise _NeedsPlaces
            return out

        get()
        if get().__class__ is not DocumentStartEvent or get().__class__ is not MappingStartEvent:
            raise _NeedsPlaces
        result = mapping(1)
        get()
        if get().__class__ is not StreamEndEvent:
            raise _NeedsPlaces
    except (yaml.YAMLError, RecursionError) as error:
        raise _NeedsPlaces from error
    return result


def _refuse_anchors(data: bytes) -> None:
    """Raise _NeedsPlaces if any event carries an anchor, an alias or a tag."""
    get = CParser(data).get_event
    while (event := get()).__class__ is not StreamEndEvent:
        if getattr(event, "anchor", None) is not None or (getattr(event, "tag", None) is not None):
            raise _NeedsPlaces


# ---------------------------------------------------------------- reading again, with places


@final
class _Reported:
    """Stands where a value was that is a problem already; nothing further is said of it."""


REPORTED: Final = _Reported()


@final
@attrs.frozen
class Node:
    """A YAML node with its place.

    Attributes:
        value: Text, a list of nodes, or a tuple of (key node, value node); None for null.
    """

    value: Any
    line: int
    column: int
    plain: bool = False

    def to_plain(self) -> Any:
        """Return dicts, lists and text, nulls dropped from mappings."""
        if isinstance(self.value, tuple):
            return {key.value: plain for key, inner in self.value if (plain := inner.to_plain()) is not None}
        if isinstance(self.value, list):
            return [inner.to_plain() for inner in self.value]
        return self.value

    def at(self, path: Path_, *, key: bool = False) -> "Node":
        """Return the node at a path, or the deepest one on the way; with `key` the key instead of the value."""
        node = self
        for depth, step in enumerate(path):
            if isinstance(step, int):
                if not isinstance(node.value, list) or step >= len(node.value):
                    return node
                node = node.value[step]
                continue
            if not isinstance(node.value, tuple):
                return node
            for found, inner in node.value:
                if found.value == step:
                    if key and depth == len(path) - 1:
                        return typing.cast("Node", found)
                    node = inner
                    break
            else:
                return node
        return node


CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
KEY_ALONE: Final = re.compile(r" *(?:- +)*[\w.-]+").fullmatch


@final
@attrs.frozen
class _Words:
    """How to say one of the parser's faults; `opened` where the fault is that something is never closed."""

    said: str
    message: str
    hint: str
    opened: bool = False


YAML_WORDS: Final = (
    _Words("found unexpected end of stream", "a quotation mark opens here and is never closed",
           "close it, or write the sentence in block style after '>-'", opened=True),
    _Words("found unexpected document indicator", "a quotation mark opens here and is never closed",
           "close it, or write the sentence in block style after '>-'", opened=True),
    _Words("did not find expected ',' or ']'", "a bracket opens here and is not closed where it should be",
           "close it with ']', quote a sentence that holds brackets, quotation marks or ' #', or write one entry a line", opened=True),
    _Words("did not find expected ',' or '}'", "a brace opens here and is not closed where it should be",
           "close it with '}', quote a sentence that holds braces, quotation marks or ' #', or write one key a line", opened=True),
    _Words("did not find expected node content", "a value is due here",
           "write the value, or quote a sentence that holds commas and brackets"),
    _Words("did not find expected key", "this line does not fit the lines above it",
           "align it with the keys it belongs to, or quote the whole sentence if it begins with a quotation mark"),
    _Words("did not find expected '-' indicator", "this line does not fit the list above it",
           "align its dash with the others, or its key with the key of the list"),
    _Words("could not find expected ':'", "this line has no `key:`",
           "write `key: value`, or indent it under the key whose sentence it goes on with", opened=True),
    _Words("character that cannot start any token", "a value cannot begin with this character", "quote the sentence"),
    _Words("did not find expected alphabetic or numeric character", "a value cannot begin with * or &", "quote the sentence", opened=True),
    _Words("found unknown escape character", "a backslash in double quotes changes what follows it",
           "use single quotes, or write the sentence in block style after '>-'"),
    _Words("block sequence entries are not allowed", "a dash cannot stand here",
           "put it on a line of its own under the key, or quote the sentence if it begins with a dash"),
    _Words("did not find expected comment or line break", "the text after '>-' or '|' begins on the next line",
           "move it to the next line, indented by two more spaces"),
)  # fmt: skip


@final
class _TooMuch(Exception):  # noqa: N818 - a signal inside this module
    """The file is hostile: reading stops, what was found is said."""


@final
class _Marked:
    """Reads one file with places, gathering problems.

    Attributes:
        incomplete: True where parts of the file were left out, so that what they would have named is not known.
    """

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.incomplete = False
        self.lines = source.data.decode("utf-8-sig", "replace").splitlines()

    def problem(self, line: int, column: int, rule: str, message: str, hint: str | None = None, **more: Any) -> None:
        excerpt = self.lines[line - 1] if 0 < line <= len(self.lines) else None
        place = Place(file=self.source.name, line=line, column=column)
        self.problems.append(Problem(place=place, rule=rule, message=message, hint=hint, excerpt=excerpt, **more))
        if len(self.problems) > MOST_PROBLEMS:
            raise _TooMuch

    def read(self) -> Node | None:
        """Return the root, or None where the file cannot be read or holds nothing."""
        try:
            root = self.document()
        except yaml.YAMLError as error:
            self.yaml_error(error)
            root = None
        except _TooMuch:
            root = None
        self.incomplete |= root is None
        return root

    def document(self) -> Node | None:
        if not self.is_text():
            return None
        parser: Any = CParser(self.source.data)
        parser.get_event()
        root = None
        if isinstance(parser.get_event(), DocumentStartEvent):
            root = self.node(parser, parser.get_event(), 1, flow=False)
            parser.get_event()
            end = parser.get_event()
            if not isinstance(end, StreamEndEvent):
                mark = end.start_mark
                self.incomplete = True
                self.problem(mark.line + 1, mark.column + 1, "several-documents", "a second document starts here",
                             "one file holds one document: remove the line '---'")  # fmt: skip
        if root is None or root.value is None:
            hint = "write at least `format:` or a list such as `evidence:`, or remove the file"
            self.problem(0, 0, "empty-file", "the file is empty", hint)
            return None
        if root.value is not REPORTED and not isinstance(root.value, tuple):
            self.problem(root.line, root.column, "mapping-due", f"keys are due, found {_found(root.to_plain())}", "write `key: value`, one key a line")
            return None
        return root

    def is_text(self) -> bool:
        data = self.source.data
        if data.startswith(UTF_16):
            self.problem(0, 0, "not-text", "the file is saved as UTF-16", "save it as UTF-8")
            return False
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            good = data[: error.start].decode("utf-8-sig").splitlines(keepends=True) or [""]
            ended = good[-1].endswith(("\n", "\r"))
            line, column = len(good) + ended, 1 if ended else len(good[-1]) + 1
            self.problem(line, column, "not-text", f"the byte {data[error.start]:#04x} is not UTF-8 text",
                         "save the file as UTF-8; it may have been saved in an older encoding such as Windows-1252 or GBK")  # fmt: skip
            return False
        found = CONTROL.search(text)
        if found is not None:
            before = (text[: found.start()] + "|").splitlines()
            self.problem(len(before), len(before[-1]), "not-text", f"a control character {found.group()!a} stands here", "remove it")
        return found is None

    def yaml_error(self, error: yaml.YAMLError) -> None:
        said: str = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
        mark, opened = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
        if mark is None:
            self.problem(0, 0, "not-text", f"the file is not readable text: {said}", "save it as UTF-8")
            return
        line, column = mark.line + 1, mark.column + 1
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        if text[column - 1 : column] == "\t" or text.lstrip(" ").startswith("\t"):
            tab = text.index("\t") + 1
            self.problem(line, tab, "tab", "a tab stands where spaces are due", "indent with spaces, two a level")
        elif "mapping values are not allowed" in said and KEY_ALONE(text[: column - 1]):
            self.problem(line, len(text) - len(text.lstrip()) + 1, "not-yaml", "this line does not fit the lines above it",
                         "align it with the keys it belongs to, or quote the sentence above if this line goes on with it")  # fmt: skip
        elif "mapping values are not allowed" in said:
            self.problem(line, column, "colon-in-sentence", "a colon and a space cut the sentence here",
                         "quote the sentence, or write it in block style after '>-'")  # fmt: skip
        else:
            plainly = next((one for one in YAML_WORDS if one.said in said), None)
            if plainly is None:
                self.problem(line, column, "not-yaml", f"the line cannot be read: {said}", "quote the sentence, or check the indentation")
                return
            if plainly.said == "did not find expected key" and text[: column - 1].strip():
                self.problem(line, column, "not-yaml", "a quotation mark ended the value before this",
                             "quote the whole sentence with the other kind of quotation mark, or write it in block style after '>-'")  # fmt: skip
                return
            if plainly.opened and opened is not None:
                if any(one.rule == "cut-by-comment" and one.place.line > opened.line for one in self.problems):
                    return  # the closing bracket is in what was cut off
                line, column = opened.line + 1, opened.column + 1
            self.problem(line, column, "not-yaml", plainly.message, plainly.hint)

    def node(self, parser: Any, event: Any, depth: int, *, flow: bool) -> Node:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if isinstance(event, AliasEvent):
            self.problem(line, column, "anchor", f"an alias '*{shortened(str(event.anchor))}' is not allowed",
                         "write the value out, or quote a sentence that begins with *")  # fmt: skip
            return Node(REPORTED, line, column)
        if event.anchor is not None:
            self.problem(line, column, "anchor", f"an anchor '&{shortened(event.anchor)}' is not allowed",
                         "write the value out where it is needed, or quote a sentence that begins with &")  # fmt: skip
        if event.tag is not None:
            self.incomplete = True
            tag = event.tag.replace("tag:yaml.org,2002:", "!!", 1)
            self.problem(line, column, "tag", f"a tag '{shortened(tag)}' is not allowed",
                         "remove it: values need none; or quote a sentence that begins with !")  # fmt: skip
        node = self.untagged(parser, event, depth, line, column)
        return node if event.tag is None else Node(REPORTED, line, column)

    def untagged(self, parser: Any, event: Any, depth: int, line: int, column: int) -> Node:
        if isinstance(event, ScalarEvent):
            return self.scalar(event, line, column)
        if depth > MAX_DEPTH:
            self.problem(line, column, "too-deep", f"the nesting is deeper than {MAX_DEPTH} levels", "a case needs at most ten: check the brackets")
            self.skip(parser, event)
            return Node(REPORTED, line, column)
        if isinstance(event, SequenceStartEvent):
            return self.sequence(parser, event, depth)
        return self.mapping(parser, event, depth)

    def skip(self, parser: Any, event: Any) -> None:
        open_ = 1
        while open_:
            if open_ > MAX_DEPTH:
                raise _TooMuch  # the parser itself slows down with depth
            event = parser.get_event()
            if isinstance(event, SequenceStartEvent | MappingStartEvent):
                open_ += 1
            elif not hasattr(event, "anchor"):
                open_ -= 1

    def scalar(self, event: Any, line: int, column: int) -> Node:
        plain = event.style in (None, "")
        if plain and event.value in NULLS and event.value:
            return Node(None, line, column, plain=True)
        return Node(event.value, line, column, plain=plain)

    def sequence(self, parser: Any, event: Any, depth: int) -> Node:
        line, column, flow = event.start_mark.line + 1, event.start_mark.column + 1, bool(event.flow_style)
        items: list[Node] = []
        while hasattr(inner := parser.get_event(), "anchor"):
            node = self.node(parser, inner, depth + 1, flow=flow)
            if node.value is None or node.value == "":
                self.problem(node.line, node.column, "empty-value", "an entry of the list is empty",
                             "write a value, or remove the comma" if flow else "write a value, or remove the dash")  # fmt: skip
                node = Node(REPORTED, node.line, node.column)
            items.append(node)
        return Node(items, line, column)

    def mapping(self, parser: Any, event: Any, depth: int) -> Node:
        line, column, flow = event.start_mark.line + 1, event.start_mark.column + 1, bool(event.flow_style)
        pairs: list[tuple[Node, Node]] = []
        first: dict[str, Node] = {}
        bare: list[Node] = []
        before_it = len(self.problems)
        while hasattr(inner := parser.get_event(), "anchor"):
            key = self.node(parser, inner, depth + 1, flow=flow)
            event = parser.get_event()
            node = self.node(parser, event, depth + 1, flow=flow)
            if not isinstance(key.value, str):
                self.incomplete = True
                if key.value is not REPORTED:
                    self.problem(key.line, key.column, "odd-key", "a key must be plain text", "write `key: value`")
                continue
            if key.value in first:
                other = first[key.value]
                self.incomplete = True
                self.problem(key.line, key.column, "duplicate-key", f"the key {shortened(key.value)!r} stands twice", "keep one, or join the two",
                             also=(Place(file=self.source.name, line=other.line, column=other.column),))  # fmt: skip
                continue
            first[key.value] = key
            if node.value == "" and isinstance(event, ScalarEvent):
                before = pairs[-1][1].value if pairs else None
                end = inner.end_mark
                alone = flow and node.plain and not self.lines[end.line][end.column :].lstrip().startswith(":")
                if alone and isinstance(before, str):
                    self.problem(key.line, key.column, "cut-by-comma",
                                 f"a comma ended the value {shortened(before)!r}, and {shortened(key.value)!r} stands alone",
                                 "quote the sentence, or write the entry in block style, one key a line")  # fmt: skip
                    continue
                bare += [key] if alone else []
                self.problem(key.line, key.column, "empty-value", f"the key {shortened(key.value)!r} has no value",
                             "write a value, or remove the key if it is unknown")  # fmt: skip
                node = Node(REPORTED, node.line, node.column)
            if node.plain and isinstance(node.value, str):
                self.check_comment(key.value, node, event)
            pairs.append((key, node))
        if bare and len(bare) == len(pairs) == len(self.problems) - before_it:
            del self.problems[before_it:]
            names = ", ".join([shortened(key.value) for key in bare[:3]] + ["..."] * (len(bare) > 3))
            self.problem(line, column, "empty-value", "the braces hold keys without values", f"for a list write brackets: [{names}]")
            return Node(REPORTED, line, column)
        return Node(tuple(pairs), line, column)

    def check_comment(self, key: str, node: Node, event: Any) -> None:
        end = event.end_mark
        rest = self.lines[end.line][end.column :] if end.line < len(self.lines) else ""
        if not rest.startswith(" #"):
            return
        if (key in PROSE and not node.value.endswith((".", "!", "?"))) or (" " in node.value and rest[2:3].strip()):
            self.problem(end.line + 1, end.column + 2, "cut-by-comment",
                         f"' #' cuts the sentence off after {shortened(node.value, tail=True)!r}",
                         "quote the sentence, or put the comment on a line of its own")  # fmt: skip


def shortened(text: str, most: int = 40, *, tail: bool = False) -> str:
    """Cut a text for a message."""
    if len(text) <= most:
        return text
    return "..." + text[-most:] if tail else text[:most] + "..."


# ---------------------------------------------------------------- structuring


class Unfit(ValueError):  # noqa: N818 - it says what is wrong
    """A value that does not fit its type; carries what a Problem needs."""

    def __init__(self, rule: str, message: str, hint: str | None = None, *, severity: str = "error") -> None:
        super().__init__(message)
        self.rule, self.message, self.hint, self.severity = rule, message, hint, severity


def _found(value: object) -> str:
    if isinstance(value, str):
        return f"the text {shortened(value)!r}"
    return "a list" if isinstance(value, list) else "keys with values"


def _text(value: Any, _: Any = None) -> str:
    if value.__class__ is str:
        return value
    raise Unfit("wrong-type", f"a text is due, found {_found(value)}", "write one value, and quote a sentence that holds brackets or braces")


WHOLE: Final = re.compile(r"-?(0|[1-9][0-9]{0,17})")


def _whole(value: Any, _: Any = None) -> int:
    if isinstance(value, str) and WHOLE.fullmatch(value):
        return int(value)
    raise Unfit("wrong-type", f"a whole number is due, found {_found(value)}", "write it in digits, such as 2")


def _truth(value: Any, _: Any = None) -> bool:
    if isinstance(value, str) and (lower := value.lower()) in TRUE | FALSE:
        return lower in TRUE
    raise Unfit("wrong-type", f"true or false is due, found {_found(value)}", "write true, false, yes or no")


def _day(value: Any, _: Any = None) -> dt.date:
    return _day_of(_text(value))


@functools.lru_cache(maxsize=4096)
def _day_of(text: str) -> dt.date:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return dt.date.fromisoformat(text)
    except ValueError as error:
        raise Unfit("bad-date", f"{text!r} is not a day: there is no such day", "write it as 2026-11-21") from error
    raise Unfit("bad-date", f"{shortened(text)!r} is not a full day", "write it as 2026-11-21")


def _when(value: Any, _: Any = None) -> When:
    text = _text(value)
    try:
        return When.parse(text)
    except ValueError as error:
        message, _, hint = str(error).partition("; ")
        if not hint and "before the start" in message:
            hint = "write the earlier date first"
        hint = hint or "write 2017, 2017-04, 2017-04-03, 2017-04/2018, 2017?, or ../2018"
        raise Unfit("bad-date", message, hint) from None


def _literal(kind: Any) -> Callable[[Any, Any], Any]:
    allowed = {one: one for one in typing.get_args(kind)}
    name = LITERAL_NAMES.get(kind, "known value here")

    def structure(value: Any, _: Any = None) -> Any:
        try:
            return allowed[value]
        except (KeyError, TypeError):
            if not isinstance(value, str):
                _text(value)
            hint = LITERAL_HINTS.get(kind)
            if hint is None:
                close = nearest(value, allowed)
                hint = f"did you mean {close[0]!r}?" if close else "one of: " + ", ".join(allowed)
            raise Unfit("unknown-value", f"{shortened(value)!r} is not a {name}", hint) from None

    return structure


LITERAL_NAMES: Final[Mapping[Any, str]] = {
    cases.EvidenceKind: "kind of evidence", cases.Grade: "grade", cases.Letter: "letter of the admiralty code",
    cases.Digit: "digit of the admiralty code", cases.Basis: "basis of a link", cases.Allegation: "state of an allegation",
    cases.Identity: "kind of identity", cases.Verification: "state of verification",
    cases.AdmissibilityStatus: "state of admissibility", cases.Access: "kind of access", cases.SourceKind: "kind of source",
    cases.PersonKind: "kind of person", cases.GroupKind: "kind of group", cases.ContextKind: "kind of context",
    cases.Character: "character of a conflict", cases.Role: "role of a part", cases.Route: "route of article 13",
    cases.TriggerStage: "stage of a trigger", cases.Standard: "standard of proof",
}  # fmt: skip
LITERAL_HINTS: Final[Mapping[Any, str]] = {
    cases.Allegation: "write alleged, negated, disputed or unknown; a party's denial is evidence: enter it as an item of kind denial",
}
CLASS_NAMES: Final[Mapping[type, str]] = {
    cases.Case: "a case", cases.Evidence: "an evidence item", cases.Source: "a source", cases.Link: "a link",
    cases.Claim: "a claim", cases.Event: "an event", cases.Part: "a part of an event", cases.Person: "a person",
    cases.Group: "a group", cases.Context: "a context", cases.Challenge: "a challenge", cases.Trigger: "a trigger",
    cases.Alternative: "an alternative", cases.Settled: "a settled matter", cases.Assessment: "an assessment",
    cases.Search: "a search", cases.Lead: "a lead", cases.Filing: "a filing", cases.Cite: "a citation",
    cases.Victims: "an entry of victims", cases.Nationality: "a nationality", cases.Dispute: "an allegation",
    cases.Covers: "what a trigger covers", cases.StateFacts: "the facts of a State", cases.Acceptance: "an acceptance",
    cases.MaybeSame: "an entry of maybe-same", cases.GroundRaised: "a ground", cases.Admissibility: "admissibility",
    cases.Consent: "a consent", cases.Restriction: "a restriction", cases.LinkTarget: "the target of a challenge",
    cases.Expect: "expect", cases.ExpectedElement: "an expectation", cases.ExpectedJurisdiction: "an expectation",
    cases.ExpectedLines: "expected lines",
}  # fmt: skip


def key_of(name: str) -> str:
    """Return the YAML key of an attribute: `as_of` is `as-of`, `from_` is `from`."""
    return name.rstrip("_").replace("_", "-")


def keys_of(cls: type) -> dict[str, str]:
    """Return the YAML keys of a class and the attributes they fill."""
    return {key_of(name): name for name in _field_names(cls)}


def _field_names(cls: type) -> tuple[str, ...]:
    return tuple(one.name for one in attrs.fields(cls) if one.init and one.metadata.get("written", True))


BARE: Final[Mapping[type, str]] = {
    cases.Nationality: "state",
    cases.Admissibility: "status",
    cases.Dispute: "value",
}
"""Classes of which the first key may be written bare: `nationality: [KGZ]`."""


def make_converter(*, detailed: bool) -> cattrs.Converter:
    """Make the converter that structures plain values.

    Args:
        detailed: Gather every fault (slower) instead of stopping at the first.
    """
    converter = cattrs.Converter(detailed_validation=detailed, forbid_extra_keys=True)
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(int, _whole)
    converter.register_structure_hook(bool, _truth)
    converter.register_structure_hook(dt.date, _day)
    converter.register_structure_hook(When, _when)
    converter.register_structure_hook_func(_is_anything, lambda value, _: value)
    converter.register_structure_hook_factory(lambda kind: typing.get_origin(kind) is Literal, _literal)  # type: ignore[comparison-overlap]
    converter.register_structure_hook_func(_is_names, _names_hook(converter, detailed=detailed))
    converter.register_structure_hook_factory(_is_optional, lambda kind: _optional(kind, converter))
    converter.register_structure_hook_factory(_is_tuple, lambda kind: _tuple(kind, converter, detailed=detailed))
    converter.register_structure_hook_factory(_is_mapping, lambda kind: _mapping(kind, converter, detailed=detailed))
    converter.register_structure_hook_factory(attrs.has, lambda cls: _class(cls, converter, detailed=detailed))
    converter.register_structure_hook_func(
        lambda kind: kind == str | cases.LinkTarget,
        lambda value, _: value if isinstance(value, str) else converter.structure(value, cases.LinkTarget),
    )
    return converter


def _is_anything(kind: Any) -> bool:
    return kind is Any


def _is_names(kind: Any) -> bool:
    return kind is cases.Names


def _is_optional(kind: Any) -> bool:
    return typing.get_origin(kind) in (types.UnionType, typing.Union) and type(None) in typing.get_args(kind)


def _optional(kind: Any, converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    inner = [one for one in typing.get_args(kind) if one is not type(None)]
    target = inner[0] if len(inner) == 1 else typing.Union[tuple(inner)]  # noqa: UP007 - built at run time
    hook: Any = converter.get_structure_hook(target)
    return typing.cast("Callable[[Any, Any], Any]", hook)


def _is_tuple(kind: Any) -> bool:
    return typing.get_origin(kind) is tuple


def _tuple(kind: Any, converter: cattrs.Converter, *, detailed: bool) -> Callable[[Any, Any], Any]:
    inner = typing.get_args(kind)[0]
    hook: Any = converter.get_structure_hook(inner)

    def structure(value: Any, _: Any = None) -> tuple[Any, ...]:
        if value.__class__ is not list:
            hint = "begin each entry with a dash, as in `- id: ...`"
            if isinstance(value, str):
                hint = f"write [{shortened(value)}], or one entry a line, each after a dash"
            raise Unfit("list-due", f"a list is due, found {_found(value)}", hint)
        if not detailed:
            if inner is str and TEXTS.issuperset(map(type, value)):
                return tuple(value)
            return tuple([hook(one, inner) for one in value])
        out, errors = [], []
        for index, one in enumerate(value):
            try:
                out.append(_convert(hook, one, inner))
            except Exception as error:  # noqa: BLE001 - gathered and located
                errors.append(_Gathered(index, error))
                out.append(_partial(error, inner))
        if errors:
            raise _Group(errors, tuple(out))
        return tuple(out)

    return structure


def _names_hook(converter: cattrs.Converter, *, detailed: bool) -> Callable[[Any, Any], cases.Names]:
    several = _tuple(tuple[str, ...], converter, detailed=detailed)

    def structure(value: Any, _: Any = None) -> cases.Names:
        if value.__class__ is str:
            return cases.Names((value,))
        if value.__class__ is list:
            return cases.Names(several(value, None))
        raise Unfit("wrong-type", f"an id or a list of ids is due, found {_found(value)}", "write one id, or several in brackets: [one, two]")

    return structure


def _is_mapping(kind: Any) -> bool:
    return typing.get_origin(kind) is Mapping


def _mapping(kind: Any, converter: cattrs.Converter, *, detailed: bool) -> Callable[[Any, Any], Any]:
    inner = typing.get_args(kind)[1]
    hook: Any = converter.get_structure_hook(inner)

    def structure(value: Any, _: Any = None) -> dict[str, Any]:
        if value.__class__ is not dict:
            raise Unfit("mapping-due", f"keys are due, found {_found(value)}", "write `name: value`, one a line")
        if not detailed:
            return {key: hook(one, inner) for key, one in value.items()}
        out, errors = {}, []
        for key, one in value.items():
            try:
                out[key] = _convert(hook, one, inner)
            except Exception as error:  # noqa: BLE001 - gathered and located
                errors.append(_Gathered(key, error))
        if errors:
            raise _Group(errors, out)
        return out

    return structure


@final
class _Gathered(Exception):  # noqa: N818 - carries a path step and what went wrong under it
    def __init__(self, step: str | int, error: Exception) -> None:
        super().__init__()
        self.step, self.error = step, error


@final
class _Group(Exception):  # noqa: N818 - several faults under one value
    def __init__(self, errors: list[_Gathered], partial: Any = None) -> None:
        super().__init__()
        self.errors, self.partial = errors, partial


@final
class _ClassFault(Exception):  # noqa: N818 - one fault of the mapping itself
    def __init__(self, unfit: Unfit, key: str | None = None) -> None:
        super().__init__()
        self.unfit, self.key = unfit, key


@final
class _ReportedFault(Exception):  # noqa: N818 - the value is a problem already
    pass


def _convert(hook: Any, value: Any, kind: Any) -> Any:
    if value is REPORTED:
        raise _ReportedFault
    return hook(value, kind)


def _partial(error: Exception, kind: Any) -> Any:
    """Return what could be read of a faulty value, or what stands in for it where its kind is due."""
    partial = getattr(error, "partial", None)
    if partial is not None:
        return partial
    if attrs.has(kind):
        return _filled(kind, {})
    return "" if kind in (str, cases.Names) else () if _is_tuple(kind) else {} if _is_mapping(kind) else None


def _filled(cls: type[T], out: Mapping[str, Any]) -> T:
    """Fill a class with what could be read of it; what is due and missing has a stand-in."""
    missing = {one.name: _partial(_ReportedFault(), one.type) for one in attrs.fields(cls) if one.init and one.default is attrs.NOTHING}  # type: ignore[arg-type]
    return cls(**{**missing, **out})


def _quick(
    cls: type[T], converter: cattrs.Converter, keys: Mapping[str, str], bare: str | None, before: Callable[[dict[str, Any]], dict[str, Any]] | None
) -> Callable[[Any, Any], T]:
    """Make the function that fills a class and stops at the first fault; it looks only at the keys that are there."""
    table: dict[str, tuple[str, Any]] = {}
    types_ = {one.name: one.type for one in attrs.fields(cls)}  # type: ignore[arg-type]

    def prepare() -> None:
        for key, name in keys.items():
            kind = types_[name]
            table[key] = (name, None if kind is str or kind == str | None else converter.get_structure_hook(kind))

    def quick(value: Any, _: Any = None) -> T:
        if value.__class__ is not dict:
            if bare is None or value.__class__ is not str:
                raise _NeedsPlaces
            value = {bare: value}
        if before is not None:
            value = before(value)
        if not table:
            prepare()
        filled = {}
        for key, one in value.items():
            name, hook = table[key]
            if hook is None:
                if one.__class__ is not str:
                    raise _NeedsPlaces
                filled[name] = one
            else:
                filled[name] = hook(one, None)
        return cls(**filled)

    return quick


def _class(cls: type[T], converter: cattrs.Converter, *, detailed: bool) -> Callable[[Any, Any], T]:
    names = _field_names(cls)
    keys = {key_of(name): name for name in names}
    fields = {one.name: one for one in attrs.fields(cls)}  # type: ignore[arg-type]
    bare = BARE.get(cls)
    before = BEFORE.get(cls)
    if not detailed:
        return _quick(cls, converter, keys, bare, before)

    hooks: dict[str, Any] = {}

    def careful(value: Any, _: Any = None) -> T:
        if bare is not None and isinstance(value, str):
            value = {bare: value}
        what = CLASS_NAMES.get(cls, "this entry")
        if not isinstance(value, dict):
            raise Unfit("mapping-due", f"{what} is due with its keys, found {_found(value)}",
                        f"write `{key_of(names[0])}: ...` and so on, one key a line")  # fmt: skip
        errors: list[_Gathered] = []
        if before is not None:
            try:
                value = before(value)
            except _Group as group:
                errors += group.errors
                value = {**value, **{str(one.step): REPORTED for one in group.errors}}
        unknown = [key for key in value if key not in keys]
        absent = [key for key, name in keys.items() if key not in value and fields[name].default is attrs.NOTHING]
        for key in unknown[:MOST_PROBLEMS]:
            close = nearest(key, keys)
            hint = f"did you mean {close[0]!r}?" if close else "known: " + ", ".join(sorted(keys))
            if close and close[0] in value:
                hint = f"did you mean {close[0]!r}, which stands here already?"
            if close and close[0] in absent:
                absent.remove(close[0])
                errors.append(_Gathered(close[0], _ReportedFault()))
            errors.append(
                _Gathered(
                    key, _ClassFault(Unfit("unknown-key", f"{shortened(key)!r} is not a key of {what}", hint), key)
                )
            )
        out: dict[str, Any] = {}
        for key, name in keys.items():
            if key in value:
                hook = hooks.get(name) or hooks.setdefault(name, converter.get_structure_hook(fields[name].type))
                try:
                    out[name] = _convert(hook, value[key], fields[name].type)
                except Exception as error:  # noqa: BLE001 - gathered and located
                    errors.append(_Gathered(key, error))
                    if getattr(error, "partial", None) is not None:
                        out[name] = _partial(error, fields[name].type)
        if absent:
            required = [key for key, name in keys.items() if fields[name].default is attrs.NOTHING]
            message = f"{what} lacks {one_of([repr(key) for key in absent]).replace(' or ', ' and ')}"
            hint = f"{what} needs " + ", ".join(required)
            errors.append(_Gathered("", _ClassFault(Unfit("missing-key", message, hint))))
            errors += [_Gathered(key, _ReportedFault()) for key in absent]
        if errors:
            raise _Group(errors, _filled(cls, out))
        return cls(**out)

    return careful


def _effect(value: dict[str, Any]) -> dict[str, Any]:
    effect = value.get("effect")
    if effect is REPORTED:
        return value
    if effect == "defeat":
        return {**value, "effect": "none"}
    if isinstance(effect, dict) and effect.get("cap") in ("low", "medium") and len(effect) == 1:
        return {**value, "effect": effect["cap"]}
    if effect is not None:
        said = f"{shortened(effect)!r}" if isinstance(effect, str) else "this"
        hint = "write `effect: defeat`, `effect: {cap: low}` or `effect: {cap: medium}`"
        unfit = Unfit("unknown-value", f"{said} is not an effect of a challenge", hint)
        raise _Group([_Gathered("effect", unfit)])
    return value


def _without_nothing(value: dict[str, Any]) -> dict[str, Any]:
    if value.get("nationality") == ["unknown"]:
        return {key: one for key, one in value.items() if key != "nationality"}
    return value


def _self_origin(value: dict[str, Any]) -> dict[str, Any]:
    return {**value, "from": [cases.SELF]} if value.get("from") == cases.SELF else value


def _open_ends(value: dict[str, Any]) -> dict[str, Any]:
    """Read a bare `..` as an open end: the key might as well be absent."""
    return {key: one for key, one in value.items() if one != ".."} if ".." in value.values() else value


BEFORE: Final[Mapping[type, Callable[[dict[str, Any]], dict[str, Any]]]] = {
    cases.Challenge: _effect,
    cases.Person: _without_nothing,
    cases.Evidence: _self_origin,
    cases.Covers: _open_ends,
    cases.Acceptance: _open_ends,
}
"""What is done to a mapping before its class is filled."""

_QUICK = make_converter(detailed=False)
_CAREFUL = make_converter(detailed=True)


def _walk(error: Exception, path: Path_) -> Iterator[tuple[Path_, Unfit | None, bool]]:
    """Give every fault with its path and whether its key is meant; None where it is a problem already."""
    if isinstance(error, _Group):
        for one in error.errors:
            if isinstance(one.error, _ClassFault):
                yield (*path, one.error.key) if one.error.key else path, one.error.unfit, one.error.key is not None
            else:
                yield from _walk(one.error, (*path, one.step))
    elif isinstance(error, _ReportedFault):
        yield path, None, False
    elif isinstance(error, Unfit):
        yield path, error, False
    else:  # pragma: no cover - a fault of this module, not of the file
        raise error


# ---------------------------------------------------------------- files to values


@final
class Origins:
    """Where the values of a merged set of files stand.

    Places are found by reading the files again, only when asked.
    """

    def __init__(
        self, files: Sequence[SourceFile], spans: Mapping[str, Sequence[tuple[int, int]]], owner: Mapping[str, int]
    ) -> None:
        self.files = tuple(files)
        self.spans = spans
        self.owner = owner
        self._nodes: dict[int, tuple[Node | None, list[str]]] = {}

    def locate(self, path: Path_) -> tuple[int, Path_]:
        """Return the file and the path inside it, for a path in the merged value."""
        if not path or not isinstance(path[0], str):
            return 0, path
        if len(path) > 1 and isinstance(path[1], int) and path[0] in self.spans:
            chosen, start = 0, 0
            for first, index in self.spans[path[0]]:
                if first <= path[1]:
                    chosen, start = index, first
            return chosen, (path[0], path[1] - start, *path[2:])
        if len(path) > 1 and f"{path[0]}.{path[1]}" in self.owner:
            return self.owner[f"{path[0]}.{path[1]}"], path
        return self.owner.get(path[0], 0), path

    def place(self, path: Path_, *, key: bool = False) -> tuple[Place, str | None]:
        """Return the place of a value (or of its key) and the line itself."""
        index, local = self.locate(path)
        if index not in self._nodes:
            marked = _Marked(self.files[index])
            self._nodes[index] = (marked.read(), marked.lines)
        root, lines = self._nodes[index]
        name = self.files[index].name
        if root is None:
            return Place(file=name), None
        node = root.at(local, key=key)
        return Place(file=name, line=node.line, column=node.column), lines[node.line - 1] if node.line <= len(lines) else None

    def problem(self, path: Path_, rule: str, message: str, hint: str | None = None, *, key: bool = False,
                severity: Any = "error", also: Iterable[Path_] = ()) -> Problem:  # fmt: skip
        """Make a problem about the value at *path*."""
        place, excerpt = self.place(path, key=key)
        return Problem(
            place=place, rule=rule, message=message, hint=hint, severity=severity, excerpt=excerpt,
            also=tuple(self.place(other)[0] for other in also),
        )  # fmt: skip


def read_bytes(path: Path, name: str, max_bytes: int = MAX_BYTES) -> SourceFile | Problem:
    """Read a file, or say why it cannot be read."""
    try:
        size = path.stat().st_size
        if size > max_bytes:
            return Problem(
                place=Place(file=name), rule="too-large", message=f"the file has {size} bytes, more than {max_bytes}",
                hint="split it, or allow more with --max-bytes",
            )  # fmt: skip
        return SourceFile(name, path.read_bytes())
    except OSError as error:
        return unreadable(name, error)


def unreadable(name: str, error: OSError) -> Problem:
    """Make the problem of a file or folder that cannot be read."""
    said = (error.strerror or "no reason is given").lower()
    return Problem(place=Place(file=name), rule="unreadable", message=f"this cannot be read: {said}", hint="check the path and who may read it")


def structure(plain: Any, cls: type[T]) -> T:
    """Structure plain values into a class, quickly; any exception means that something is wrong."""
    return _QUICK.structure(plain, cls)


def plain_of(data: bytes) -> dict[str, Any] | None:
    """Fold one file into plain values; None where anything may be wrong, which `read_value` then says."""
    if b" #" in data and ONE_SPACE_COMMENT.search(data):
        return None
    try:
        plain = fold(data)
    except _NeedsPlaces:
        return None
    return plain if isinstance(plain, dict) else None


def structured(plain: Any, cls: type[T]) -> T | None:
    """Structure plain values into a class; None where they do not fit."""
    try:
        return structure(plain, cls)
    except (_NeedsPlaces, _Group, Unfit, LookupError, TypeError, ValueError):
        return None


@final
@attrs.frozen(kw_only=True, eq=False)
class Reading(Generic[T]):
    """What came of reading.

    Attributes:
        value: None if there is any error.
        origins: Where the parts stand.
        problems: Every problem of form.
        partial: Where there is an error, what could be read, with stand-ins for what is due: for checking names only.
        faulty: Paths of the parts that could not be read.
        incomplete: True where parts were left out, so that what they would have named is not known.
    """

    value: T | None
    origins: Origins
    problems: list[Problem]
    partial: T | None = None
    faulty: tuple[Path_, ...] = ()
    incomplete: bool = False


def read_value(files: Sequence[SourceFile], cls: type[T]) -> tuple[T | None, Origins, list[Problem]]:
    """Read one value of *cls* from one or more files that are merged.

    Lists append in the order of the files; a scalar or an entry of a mapping may stand once.

    Returns:
        The value (None if there is any error), where its parts stand, and the problems found.
    """
    found = read(files, cls)
    return found.value, found.origins, found.problems


def read(files: Sequence[SourceFile], cls: type[T]) -> Reading[T]:
    """Read as `read_value` does, and keep what could be read where something is wrong."""
    with paused_gc():
        try:
            parts = [fold(source.data) for source in files]
            if any(b" #" in source.data and ONE_SPACE_COMMENT.search(source.data) for source in files):
                raise _NeedsPlaces  # the comment may have cut a sentence off: look
            merged, spans, owner, clashes = merge(parts)
            if not clashes and isinstance(merged, dict):
                value = structure(merged, cls)
                return Reading(value=value, origins=Origins(files, spans, owner), problems=[])
        except (_NeedsPlaces, _Group, Unfit, LookupError, TypeError, ValueError):
            pass  # every fault is found again below, with its place
        return _read_carefully(files, cls)


def _read_carefully(files: Sequence[SourceFile], cls: type[T]) -> Reading[T]:
    problems: list[Problem] = []
    parts: list[Any] = []
    unread = incomplete = False
    for source in files:
        marked = _Marked(source)
        root = marked.read()
        problems += marked.problems
        plain = root.to_plain() if root is not None else REPORTED
        unread |= plain is REPORTED or any(problem.rule == "several-documents" for problem in marked.problems)
        incomplete |= marked.incomplete
        parts.append({} if plain is REPORTED else plain)
    merged, spans, owner, clashes = merge(parts)
    origins = Origins(files, spans, owner)
    for key, first, second in clashes:
        one, other = (Origins([files[index]], {}, {}) for index in (second, first))
        path: Path_ = tuple(key.split("\0"))
        problems.append(
            one.problem(path, "stands-twice", f"{shortened(str(path[-1]))!r} stands in two files of the case", "keep one", key=True)
        )
        problems[-1] = attrs.evolve(problems[-1], also=(other.place(path, key=True)[0],))
    value: T | None = None
    partial: T | None = None
    faulty: list[Path_] = []
    try:
        value = partial = _CAREFUL.structure(merged, cls)
    except Exception as error:  # noqa: BLE001 - gathered and located
        partial = getattr(error, "partial", None)
        for path, unfit, is_key in itertools.islice(_walk(error, ()), MOST_PROBLEMS):
            if unfit is None or unfit.rule != "missing-key":  # what is missing follows, key by key
                faulty.append(path)
            if unfit is None or (unread and unfit.rule == "missing-key" and not path):
                continue
            problems.append(
                origins.problem(path, unfit.rule, unfit.message, unfit.hint, key=is_key, severity=unfit.severity)
            )
    if any(problem.severity == "error" for problem in problems):
        value = None
    return Reading(value=value, origins=origins, problems=problems, partial=partial, faulty=tuple(faulty), incomplete=incomplete)


def merge(
    parts: Sequence[Any],
) -> tuple[Any, dict[str, list[tuple[int, int]]], dict[str, int], list[tuple[str, int, int]]]:
    """Merge the mappings of several files.

    Returns:
        The merged mapping; for each list key the (first index, file) of each stretch; for each other key its file;
        and the clashes as (key, first file, second file).
    """
    if len(parts) == 1:
        plain = parts[0]
        return plain, {}, {}, []
    merged: dict[str, Any] = {}
    spans: dict[str, list[tuple[int, int]]] = {}
    owner: dict[str, int] = {}
    clashes: list[tuple[str, int, int]] = []
    for index, part in enumerate(parts):
        if not isinstance(part, dict):
            raise _NeedsPlaces
        for key, value in part.items():
            if value is REPORTED or merged.get(key) is REPORTED:
                merged[key] = REPORTED
            elif isinstance(value, list) and isinstance(merged.get(key, []), list):
                present = merged.setdefault(key, [])
                spans.setdefault(key, []).append((len(present), index))
                present.extend(value)
            elif isinstance(value, dict) and isinstance(merged.get(key, {}), dict):
                inner = merged.setdefault(key, {})
                owner.setdefault(key, index)
                for name, one in value.items():
                    if name in inner:
                        clashes.append((f"{key}\0{name}", owner[f"{key}.{name}"], index))
                    else:
                        inner[name] = one
                        owner[f"{key}.{name}"] = index
            elif key in merged:
                clashes.append((key, owner[key] if key in owner else spans[key][0][1], index))
            else:
                merged[key] = value
                owner[key] = index
    return merged, spans, owner, clashes


def format_of(data: bytes) -> str | None:
    """Return what a file's top-level `format:` says, without reading the rest."""
    head = data[3:] if data.startswith(b"\xef\xbb\xbf") else data
    start = 0 if head.startswith(b"format:") else head.find(b"\nformat:") + 1
    if not start and not head.startswith(b"format:"):
        return None
    found = re.match(rb"format:[ \t]*['\"]?([A-Za-z0-9/-]+)", head[start : start + 200])
    return found.group(1).decode() if found else None


def unknown_format(source: SourceFile, wanted: str, others: Collection[str]) -> Problem:
    """Make the problem of a file whose `format:` is not *wanted*; *others* are formats of other files."""
    said = format_of(source.data) or ""
    lines = source.data.decode("utf-8-sig", "replace").splitlines()
    number = next((number for number, line in enumerate(lines, 1) if line.startswith("format:")), 0)
    excerpt = lines[number - 1] if number else None
    return Problem(
        place=Place(file=source.name, line=number, column=excerpt.index(said) + 1 if excerpt and said in excerpt else 1 if number else 0),
        rule="unknown-format",
        message=f"a file of format {said!r} is no part of a case" if said in others else f"{said!r} is not a known format",
        hint=f"a case file says `format: {wanted}`; its other files say none",
        excerpt=excerpt,
    )
