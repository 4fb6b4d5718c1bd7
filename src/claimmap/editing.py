"""Small edits in the text of a YAML file: only the values that change are written, everything else stays as it is.

Comments, order, quotation marks, indentation and line ends are kept. What cannot be changed safely in place is refused,
and the result is read again: unless it says exactly what was asked and nothing else has changed, nothing is returned.
"""

import bisect
import itertools
import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any, Final, cast, final

import yaml
from attrs import field, frozen
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs leave it out
from yaml.events import (
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from claimmap.problems import ClaimmapError
from claimmap.reading import NULLS, Path_

Value = str | tuple[str, ...] | None
BREAK: Final = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
PLAIN: Final = re.compile(r"[^\W_][\w ()/.'+;!?&%*$@=<>^~\u2010-\u2027-]*").fullmatch
WIDTH: Final = 100
LONG: Final = 60
"""A text longer than this is written as a block of lines where a block is possible."""
BEFORE: Final = 0
AFTER: Final = 1


@final
class Listed(tuple[str, ...]):
    """A list that is written as one even where it has a single entry."""

    __slots__ = ()


class CannotEdit(ClaimmapError):  # noqa: N818 - the name says what the caller learns
    """A value cannot be changed safely in place; the message says why and where."""


@final
@frozen(kw_only=True)
class SetValue:
    """A value to be set.

    Attributes:
        path: Of the value in the file's own document.
        value: A text, a list of short texts, or None to make it absent.
        order: The keys of its mapping in their usual order, for a key that is not there yet.
    """

    path: Path_
    value: Value
    order: tuple[str, ...] = ()


@final
@frozen(kw_only=True)
class AddEntry:
    """An entry to be added at the end of a list of entries.

    Attributes:
        path: Of the list; the list may be absent, but not what holds it.
        entry: Keys and values, in the order in which they are written.
    """

    path: Path_
    entry: Mapping[str, Value]


Edit = SetValue | AddEntry


# ---------------------------------------------------------------- where everything stands


@final
@frozen(eq=False)
class Node:
    """A value with its place as offsets in the text.

    Attributes:
        value: Text, a list of nodes, or a tuple of (key node, value node).
        start, end: First offset and the one after the last; of a block of lines without the blank lines after it.
        style: The quotation mark or block mark of a scalar, else empty.
        flow: Whether a list or mapping stands in brackets or braces.
    """

    value: Any
    start: int
    end: int
    style: str = ""
    flow: bool = False
    line: int = 0
    column: int = 0

    def plain(self) -> Any:
        """Return dicts, lists and text, without what is null."""
        if isinstance(self.value, tuple):
            return {key.value: plain for key, inner in self.value if (plain := inner.plain()) is not None}
        if isinstance(self.value, list):
            return [inner.plain() for inner in self.value]
        return None if not self.style and self.value in NULLS else self.value

    def get(self, key: str) -> "Node | None":
        """Return the value of a key, or None."""
        if isinstance(self.value, tuple):
            return next((inner for name, inner in self.value if name.value == key), None)
        return None


@final
class _Text:
    """A file's text with the offsets of its lines."""

    def __init__(self, data: bytes) -> None:
        self.mark = "\ufeff" if data.startswith(b"\xef\xbb\xbf") else ""
        self.text = data.decode("utf-8-sig")
        self.starts = [0, *(found.end() for found in BREAK.finditer(self.text))]
        found = BREAK.search(self.text)
        self.newline = found.group() if found else "\n"

    def offset(self, mark: Any) -> int:
        return self.starts[mark.line] + int(mark.column) if mark.line < len(self.starts) else len(self.text)

    def line_of(self, offset: int) -> int:
        return bisect.bisect_right(self.starts, offset) - 1

    def after_line(self, offset: int) -> int:
        """Return where the next line begins, or the end of the text."""
        line = self.line_of(offset)
        return self.starts[line + 1] if line + 1 < len(self.starts) else len(self.text)

    def rest_of_line(self, offset: int) -> str:
        end = self.after_line(offset)
        return BREAK.sub("", self.text[offset:end])

    def tree(self) -> Node:
        """Read the text; raises CannotEdit where it cannot be read."""
        try:
            parser = CParser(self.text)
            parser.get_event()
            if not isinstance(parser.get_event(), DocumentStartEvent):
                raise CannotEdit("the file is empty")
            return self._node(parser, parser.get_event())
        except (yaml.YAMLError, RecursionError) as error:
            raise CannotEdit("the file cannot be read as YAML; `claimmap check` says why") from error

    def _node(self, parser: Any, event: Any) -> Node:
        start = self.offset(event.start_mark)
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if isinstance(event, ScalarEvent):
            end = self.offset(event.end_mark)
            style = event.style or ""
            if style in ("|", ">"):
                end = start + len(self.text[start:end].rstrip())
            return Node(event.value, start, end, style=style, line=line, column=column)
        flow = bool(getattr(event, "flow_style", False))
        if isinstance(event, SequenceStartEvent):
            items: list[Node] = []
            while not isinstance(inner := parser.get_event(), SequenceEndEvent):
                items.append(self._node(parser, inner))
            end = self.offset(inner.end_mark) if flow else (items[-1].end if items else start)
            return Node(items, start, end, flow=flow, line=line, column=column)
        if isinstance(event, MappingStartEvent):
            pairs: list[tuple[Node, Node]] = []
            while not isinstance(inner := parser.get_event(), MappingEndEvent):
                key = self._node(parser, inner)
                pairs.append((key, self._node(parser, parser.get_event())))
            end = self.offset(inner.end_mark) if flow else (pairs[-1][1].end if pairs else start)
            return Node(tuple(pairs), start, end, flow=flow, line=line, column=column)
        raise CannotEdit(f"line {line} holds an anchor or an alias")


# ---------------------------------------------------------------- writing a value


def quoted(text: str) -> str:
    r"""Return a text in double quotes.

    >>> print(quoted('He said "no".\n'))
    "He said \"no\".\n"
    """
    written = json.dumps(text, ensure_ascii=False)
    return "".join(
        one if one.isprintable() else f"\\u{ord(one):04x}" if ord(one) <= 0xFFFF else f"\\U{ord(one):08x}"
        for one in written
    )


def inline(text: str, *, flow: bool) -> str:
    """Return a text on one line: as it is where nothing in it has a meaning in YAML, else in double quotes.

    >>> inline("7(1)(d)/1", flow=True), inline("one: two", flow=False), inline("null", flow=False)
    ('7(1)(d)/1', '"one: two"', '"null"')
    """
    plain = (
        PLAIN(text) is not None and text == text.strip() and text not in NULLS and ": " not in text and " #" not in text
        and text.isprintable() and not (flow and any(one in text for one in ",[]{}?"))
    )  # fmt: skip
    return text if plain else quoted(text)


def listed(values: Sequence[str]) -> str:
    """Return a list in brackets."""
    return "[" + ", ".join(inline(one, flow=True) for one in values) + "]"


def block(text: str, indent: int, newline: str) -> str | None:
    """Return a text as a block of lines after `>-`, or None where folding would change it."""
    if not text.isprintable() or text != text.strip() or "  " in text or not text:
        return None
    lines = textwrap.wrap(text, max(WIDTH - indent, 40), break_long_words=False, break_on_hyphens=False)
    if " ".join(lines) != text:
        return None
    return ">-" + newline + newline.join(" " * indent + line for line in lines)


def written(value: Value, indent: int, newline: str, *, flow: bool) -> str:
    """Return a value as it is written after its key; `indent` is that of a block of lines under the key."""
    if value is None:
        return "null"
    if isinstance(value, tuple):
        return inline(value[0], flow=flow) if len(value) == 1 and not isinstance(value, Listed) else listed(value)
    if not flow and len(value) > LONG:
        made = block(value, indent, newline)
        if made is not None:
            return made
    return inline(value, flow=flow)


# ---------------------------------------------------------------- edits


@final
@frozen(order=True)
class _Splice:
    """Text that takes the place of a stretch; insertions at one place keep their rank and order."""

    start: int
    end: int
    rank: int
    number: int
    text: str = field(order=False)


def edited(data: bytes, edits: Sequence[Edit]) -> bytes:
    """Return a file with some values changed and nothing else.

    Raises:
        CannotEdit: an edit cannot be made safely in place, or the result would not say exactly what was asked.
    """
    source = _Text(data)
    root = source.tree()
    splices = sorted(_splice(source, root, edit, number) for number, edit in enumerate(edits))
    for one, other in itertools.pairwise(splices):
        if one.end > other.start:
            raise CannotEdit(f"two changes meet at line {source.line_of(other.start) + 1}: make them one after the other")
    out: list[str] = []
    at = 0
    for one in splices:
        out += [source.text[at : one.start], one.text]
        at = one.end
    out.append(source.text[at:])
    made = (source.mark + "".join(out)).encode("utf-8")
    expected = root.plain()
    for edit in edits:
        _apply(expected, edit)
    if _Text(made).tree().plain() != expected:
        raise CannotEdit("the change cannot be written so that it reads back as it was meant; edit the file by hand")
    return made


def _apply(plain: Any, edit: Edit) -> None:
    """Make an edit in plain values, as the measure of what the text must say."""
    if isinstance(edit, AddEntry):
        holder = _inside(plain, edit.path[:-1])
        entry = {key: _as_plain(value) for key, value in edit.entry.items() if value is not None}
        holder.setdefault(edit.path[-1], []).append(entry)
        return
    holder = _inside(plain, edit.path[:-1])
    if edit.value is None:
        holder.pop(edit.path[-1], None)
    else:
        holder[edit.path[-1]] = _as_plain(edit.value)


def _as_plain(value: Value) -> Any:
    if isinstance(value, tuple):
        return value[0] if len(value) == 1 and not isinstance(value, Listed) else list(value)
    return value


def _inside(plain: Any, path: Path_) -> Any:
    for step in path:
        plain = plain[step]
    return plain


def _find(root: Node, path: Path_) -> Node:
    node = root
    for step in path:
        inner = node.get(step) if isinstance(step, str) else None
        if isinstance(step, int) and isinstance(node.value, list) and step < len(node.value):
            inner = cast("Node", node.value[step])
        if inner is None:
            raise CannotEdit(f"there is no {step!r} at line {node.line}")
        node = inner
    return node


def _splice(source: _Text, root: Node, edit: Edit, number: int) -> _Splice:
    if isinstance(edit, AddEntry):
        return _added(source, root, edit, number)
    holder = _find(root, edit.path[:-1])
    key = edit.path[-1]
    if not isinstance(key, str) or not isinstance(holder.value, tuple):
        raise CannotEdit(f"line {holder.line} holds no keys")
    for name, node in holder.value:
        if name.value == key:
            return _replaced(source, holder, name, node, edit, number)
    return _inserted(source, holder, key, edit, number)


def _replaced(source: _Text, holder: Node, name: Node, node: Node, edit: SetValue, number: int) -> _Splice:
    flow = holder.flow
    indent = name.column - 1 + 2
    if isinstance(node.value, tuple):
        raise CannotEdit(f"{name.value!r} at line {node.line} holds keys; edit it by hand")
    old = source.text[node.start : node.end]
    if isinstance(node.value, list):
        if not node.flow:
            raise CannotEdit(f"the list {name.value!r} at line {node.line} stands one entry a line; edit it by hand")
        if BREAK.search(old) or "#" in old:
            raise CannotEdit(f"the list {name.value!r} at line {node.line} goes over several lines; edit it by hand")
        text = listed(edit.value) if isinstance(edit.value, tuple) else written(edit.value, indent, source.newline, flow=flow)
        return _Splice(node.start, node.end, BEFORE, number, text)
    if node.style in ("|", ">"):
        header = source.rest_of_line(node.start)
        if "#" in header:
            raise CannotEdit(f"line {node.line} has a comment beside {header.split()[0]!r}; edit it by hand")
        made = block(edit.value, indent, source.newline) if isinstance(edit.value, str) else None
        return _Splice(node.start, node.end, BEFORE, number, made or written(edit.value, indent, source.newline, flow=flow))
    rest = source.rest_of_line(node.end).strip()
    text = written(edit.value, indent, source.newline, flow=flow)
    if rest and not flow and BREAK.search(text):  # a comment stands behind the value: it stays on the same line
        text = inline(edit.value, flow=flow) if isinstance(edit.value, str) else text
    return _Splice(node.start, node.end, BEFORE, number, text)


def _inserted(source: _Text, holder: Node, key: str, edit: SetValue, number: int) -> _Splice:
    if edit.value is None:
        raise CannotEdit(f"{key!r} is absent already at line {holder.line}")
    if holder.flow:
        if not holder.value:
            raise CannotEdit(f"the braces at line {holder.line} are empty; edit them by hand")
        last = holder.value[-1][1]
        return _Splice(last.end, last.end, BEFORE, number, f", {key}: {written(edit.value, 0, source.newline, flow=True)}")
    column = holder.value[0][0].column - 1
    text = f"{' ' * column}{key}: {written(edit.value, column + 2, source.newline, flow=False)}"
    return _on_new_line(source, _anchor(holder, key, edit.order).end, text, BEFORE, number)


def _anchor(holder: Node, key: str, order: Sequence[str]) -> Node:
    """Choose the value after which a new key is written: the last scalar that usually stands before it, else the first."""
    scalars: list[tuple[str, Node]] = [(name.value, node) for name, node in holder.value if isinstance(node.value, str)]
    if not scalars:
        raise CannotEdit(f"what stands at line {holder.line} has no plain value after which {key!r} could be written")
    earlier = set(order[: order.index(key)]) if key in order else set()
    before = [node for name, node in scalars if name in earlier]
    return before[-1] if before else scalars[0][1]


def _added(source: _Text, root: Node, edit: AddEntry, number: int) -> _Splice:
    holder = _find(root, edit.path[:-1])
    key = str(edit.path[-1])
    found = holder.get(key)
    if holder.flow or not isinstance(holder.value, tuple):
        raise CannotEdit(f"what stands at line {holder.line} is written in braces; add the entry by hand")
    if found is None:
        column = holder.value[0][0].column - 1
        lines = [f"{' ' * column}{key}:", *_entry(edit.entry, column + 2, source.newline)]
        return _on_new_line(source, holder.end, source.newline.join(lines), AFTER, number)
    if found.flow or not isinstance(found.value, list) or not found.value:
        raise CannotEdit(f"the list {key!r} at line {found.line} does not stand one entry a line; add the entry by hand")
    column = source.text.rindex("-", 0, found.value[-1].start) - source.starts[source.line_of(found.value[-1].start)]
    if column < 0:
        raise CannotEdit(f"the list {key!r} at line {found.line} is laid out in an unusual way; add the entry by hand")
    return _on_new_line(source, found.end, source.newline.join(_entry(edit.entry, column, source.newline)), AFTER, number)


def _entry(entry: Mapping[str, Value], column: int, newline: str) -> list[str]:
    """Return the lines of an entry whose dash stands in a column."""
    out: list[str] = []
    for key, value in entry.items():
        if value is None:
            continue
        lead = " " * column + ("- " if not out else "  ")
        out.append(f"{lead}{key}: {written(value, column + 4, newline, flow=False)}")
    return out


def _on_new_line(source: _Text, end: int, text: str, rank: int, number: int) -> _Splice:
    """Insert lines after the line on which something ends."""
    at = source.after_line(max(end - 1, 0)) if end else 0
    ended = at == 0 or BREAK.search(source.text[at - 1 : at]) is not None
    if ended:
        return _Splice(at, at, rank, number, text + source.newline)
    return _Splice(at, at, rank, number, source.newline + text)


def new_file(entries: Sequence[Mapping[str, Any]], key: str, comment: str) -> bytes:
    """Return a new file with a list of entries; an entry's own lists of entries are written under it.

    Args:
        entries: Keys with texts, lists of texts, or lists of further entries; None is left out.
        key: The key of the list.
        comment: A line at the top.
    """
    lines = [f"# {comment}", f"{key}:"]
    for entry in entries:
        flat = {name: value for name, value in entry.items() if not (isinstance(value, list))}
        lines += _entry(flat, 2, "\n")
        for name, inner in entry.items():
            if isinstance(inner, list) and inner:
                lines.append(f"    {name}:")
                for one in inner:
                    lines += _entry(one, 6, "\n")
    data = ("\n".join(lines) + "\n").encode("utf-8")
    expected = {key: [{name: _of_entry(value) for name, value in entry.items() if value not in (None, [])} for entry in entries]}
    if _Text(data).tree().plain() != expected:
        raise CannotEdit("the table cannot be written so that it reads back as it was meant")
    return data


def _of_entry(value: Any) -> Any:
    if isinstance(value, list):
        return [{name: _as_plain(inner) for name, inner in one.items() if inner is not None} for one in value]
    return _as_plain(value)
