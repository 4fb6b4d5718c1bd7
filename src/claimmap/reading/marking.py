"""One YAML document to nodes with their places, and every problem of its form."""

import re
import typing
from typing import Any, Final, final

import attrs
import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs leave it out
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from claimmap.problems import Place, Problem, shortened
from claimmap.reading.bounds import MAX_DEPTH, MOST_PROBLEMS, NULLS, REPORTED, UTF_16, Path_, SourceFile
from claimmap.reading.scalars import words_for

ONE_SPACE_COMMENT: Final = re.compile(rb"[^ \t\r\n] #")
PROSE: Final = frozenset({"shows", "because", "text", "why", "note", "statement"})


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
class _TooMuch(Exception):  # noqa: N818 - a signal inside this package
    """The file is hostile: reading stops, what was found is said."""


@final
class Marked:
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
        """Gather a problem at a place."""
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
        """Read the one document of the file; None where there is none to read."""
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
            self.problem(root.line, root.column, "mapping-due", f"keys are due, found {words_for(root.to_plain())}", "write `key: value`, one key a line")
            return None
        return root

    def is_text(self) -> bool:
        """Tell whether the file is UTF-8 text, and gather why not."""
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
        """Say in plain words what the parser could not read."""
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
        """Read one node; an alias, an anchor or a tag is a problem."""
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
        """Read a scalar, a list or a mapping."""
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
        """Pass over a node that is too deep."""
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
        """Read a scalar: null, or text."""
        plain = event.style in (None, "")
        if plain and event.value in NULLS and event.value:
            return Node(None, line, column, plain=True)
        return Node(event.value, line, column, plain=plain)

    def sequence(self, parser: Any, event: Any, depth: int) -> Node:
        """Read a list."""
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
        """Read a mapping; a key that stands twice is a problem."""
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
        """Gather a problem where ' #' cuts a sentence off."""
        end = event.end_mark
        rest = self.lines[end.line][end.column :] if end.line < len(self.lines) else ""
        if not rest.startswith(" #"):
            return
        if (key in PROSE and not node.value.endswith((".", "!", "?"))) or (" " in node.value and rest[2:3].strip()):
            self.problem(end.line + 1, end.column + 2, "cut-by-comment",
                         f"' #' cuts the sentence off after {shortened(node.value, tail=True)!r}",
                         "quote the sentence, or put the comment on a line of its own")  # fmt: skip
