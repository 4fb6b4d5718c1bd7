"""Bring an edited sheet back into a case: what would change is shown first, and only then written, in place.

A sheet that `claimmap gaps -o CASE.xlsx` wrote carries a mark of every row; a row that the case has changed since is
left alone or refused, never overwritten. A row for a link that the case does not have adds one; rows for items that
it does not have make a new evidence file. Nothing is ever removed by leaving a row out.
"""

import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Literal, cast, final

import attrs
from attrs import frozen

from claimmap import checks, editing, library, outputs, workbench
from claimmap.address import BadAddress
from claimmap.case import Case, Evidence, EvidenceKind, Link
from claimmap.dates import When
from claimmap.editing import AddEntry, CannotEdit, Edit, Listed, SetValue, Value
from claimmap.law import AmbiguousAddress, Law
from claimmap.library import CaseFiles
from claimmap.problems import InvalidFiles, Place, Problem, UnknownId, did_you_mean, in_order
from claimmap.reading import MAX_BYTES, Path_, SourceFile, keys_of, read_value
from claimmap.report.tables import (
    EVIDENCE_COLUMNS,
    LINK_COLUMNS,
    Cell,
    Column,
    Table,
    evidence_table,
    fingerprint,
    links_table,
    shown,
)
from claimmap.spreadsheet import Sheet, SheetRow, as_text, read_tables
from claimmap.workbench import Opened

LISTS: Final = frozenset({"claim", "event", "person", "context"})
"""Columns of links that hold one id or several."""
DATES: Final = frozenset({"when", "made"})
TRUTHS: Final = frozenset({"held"})
POLARITIES: Final = ("supports", "undermines")
LINK_FIELDS: Final = tuple(one.name for one in LINK_COLUMNS if one.edited)
ITEM_FIELDS: Final = tuple(one.name for one in EVIDENCE_COLUMNS if one.edited)
LINK_ORDER: Final = tuple(keys_of(Link))
ITEM_ORDER: Final = tuple(keys_of(Evidence))
KINDS: Final = cast("tuple[str, ...]", getattr(EvidenceKind, "__args__"))  # noqa: B009 - the members of a Literal
ADDED: Final = ("by", "language", "access", "verification", "credibility", "grade", "held", "made", "kind", "title")
SLUG: Final = re.compile(r"[^a-z0-9]+")

What = Literal["changed", "added"]


@final
@frozen(kw_only=True)
class Change:
    """One change that a sheet asks for.

    Attributes:
        item: Id of the item.
        link: The link it is about, such as `supports 2`; None where it is about the item itself.
        field: Key that changes; for something new, the element or the kind.
        old, new: As text; None where it is absent.
        file: File of the case that it changes or makes.
        line: Line at which the item or link stands now; 0 for what is new.
    """

    what: What
    item: str
    link: str | None
    field: str
    old: str | None
    new: str | None
    file: str
    line: int

    def to_plain(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return attrs.asdict(self)


@final
@frozen(kw_only=True, eq=False)
class Plan:
    """What a sheet would change in a case, checked and not yet written.

    Attributes:
        changes: In the order of the sheet.
        notes: What is to be said besides, such as rows that were left out.
        files: The new bytes of every file that changes, with those it must still have (None for a new file).
    """

    sheet: str
    case: str
    changes: tuple[Change, ...]
    notes: tuple[str, ...]
    files: Mapping[Path, tuple[bytes | None, bytes]]

    def to_plain(self, *, written: bool) -> dict[str, Any]:
        """Return it as the JSON values of `claimmap/import-1`."""
        return {
            "format": "claimmap/import-1", "sheet": self.sheet, "case": self.case, "written": written,
            "changes": [one.to_plain() for one in self.changes], "notes": list(self.notes), "files": sorted(str(path) for path in self.files),
        }  # fmt: skip


def plan(sheet: Path, into: Path, *, law: Law | None = None, max_bytes: int = MAX_BYTES, new_file: Path | None = None) -> Plan:
    """Read a sheet and say what it would change in a case; nothing is written.

    Args:
        sheet: A workbook or a CSV file.
        into: The case.
        law: The instrument; the one that the case names if left out.
        max_bytes: Largest file to read.
        new_file: Where items that the case does not have go; beside the case file, named after the sheet, if left out.

    Raises:
        InvalidFiles: with every fault of the sheet, of the case, or of what the case would become.
    """
    files = workbench.only_case(into)
    opened = workbench.open_case(files, law, max_bytes)
    sheets = read_tables(sheet, max_bytes)
    reader = _Reader(str(sheet), sheet.stem, files, opened, max_bytes, new_file)
    for one in sheets:
        reader.read(one)
    if not reader.known:
        reader.fault(None, (), None, "not-a-table", "no sheet here is a table of links or of evidence",
                     "one has the columns evidence, element and shows, the other evidence and kind")  # fmt: skip
    if reader.problems:
        raise InvalidFiles(reader.problems)
    return reader.plan()


def write(found: Plan) -> None:
    """Write a plan to the files of the case: all of them, or none.

    Raises:
        InvalidFiles: a file is not what it was when the plan was made; nothing is written.
        OSError: a file cannot be written; what was written before it is put back.
    """
    problems = []
    for path, (before, _) in found.files.items():
        present = path.read_bytes() if path.exists() else None
        if present != before:
            what = "the file is there already" if before is None else "the file has changed in the meantime"
            problems.append(Problem(place=Place(file=str(path)), rule="changed-meanwhile", message=what, hint="run the import again"))
    if problems:
        raise InvalidFiles(problems)
    ready: list[tuple[Path, Path]] = []
    done: list[Path] = []
    try:
        for path, (before, data) in found.files.items():
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".claimmap-", suffix=".tmp")
            ready.append((Path(name), path))
            with os.fdopen(handle, "wb") as out:
                out.write(data)
            Path(name).chmod(path.stat().st_mode & 0o7777 if before is not None else 0o644)
        for temporary, path in ready:
            temporary.replace(path)
            done.append(path)
    except OSError:
        for path in done:
            before = found.files[path][0]
            if before is None:
                path.unlink()
            else:
                path.write_bytes(before)
        raise
    finally:
        for temporary, _ in ready:
            temporary.unlink(missing_ok=True)


# ---------------------------------------------------------------- reading the sheets


@final
@frozen(kw_only=True, eq=False)
class _Target:
    """A row of the case: what the sheet was exported from, and where it stands."""

    cells: Mapping[str, Cell]
    path: Path_
    mark: str
    holder: Evidence | Link


class _Reader:
    """Compares sheets with a case and gathers edits and faults."""

    def __init__(self, name: str, stem: str, files: CaseFiles, opened: Opened, max_bytes: int, new_file: Path | None) -> None:
        self.name, self.stem, self.files, self.opened, self.max_bytes = name, stem, files, opened, max_bytes
        self.new_file = new_file
        self.case: Case = opened.case
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        self.changes: list[Change] = []
        self.edits: dict[int, list[Edit]] = {}
        self.new: dict[str, dict[str, Any]] = {}
        self.known = False
        dossier = outputs.dossier_of(self.case, law=opened.law)
        self.items = {one.id: (number, one) for number, one in enumerate(self.case.evidence)}
        self.rows: dict[tuple[str, ...], _Target] = {}
        self._targets(links_table(dossier), LINK_COLUMNS, links=True)
        self._targets(evidence_table(dossier), EVIDENCE_COLUMNS, links=False)

    def _targets(self, table: Table, columns: Sequence[Column], *, links: bool) -> None:
        names = [one.name for one in columns]
        for row in table.rows:
            cells = dict(zip(names, row, strict=True))
            item = str(cells["evidence"])
            number, holder = self.items[item]
            path: Path_ = ("evidence", number)
            key: tuple[str, ...] = (item,)
            inner: Evidence | Link = holder
            if links:
                list_, place = str(cells["list"]), int(cells["number"] or 0)
                path, key = (*path, list_, place - 1), (item, list_, str(place))
                inner = getattr(holder, list_)[place - 1]
            self.rows[key] = _Target(cells=cells, path=path, mark=str(cells["as exported"]), holder=inner)

    def fault(
        self, row: SheetRow | None, columns: Sequence[str], column: str | None, rule: str, message: str, hint: str | None = None
    ) -> None:  # fmt: skip
        place = Place(file=self.name) if row is None else row.place(self.name, columns, column)
        self.problems.append(Problem(place=place, rule=rule, message=message, hint=hint))

    def read(self, sheet: Sheet) -> None:
        columns = frozenset(sheet.columns)
        if {"evidence", "shows"} <= columns and columns & {"element", "alternative"}:
            fields, known = LINK_FIELDS, {one.name for one in (*LINK_COLUMNS, *EVIDENCE_COLUMNS)} | set(ADDED)
        elif {"evidence", "kind"} <= columns and not columns & {"message", "address"}:
            fields, known = ITEM_FIELDS, {one.name for one in EVIDENCE_COLUMNS}
        else:
            return
        self.known = True
        for name in sheet.columns:
            if name and name not in known:
                hint = did_you_mean(name, known, most=0)
                self.notes.append(f"the column {name!r} of {sheet.name} is not read" + (f"; {hint}" if hint else ""))
        seen: dict[tuple[str, ...], int] = {}
        for row in sheet.rows:
            key = self.key_of(row, sheet, links=fields is LINK_FIELDS)
            if key is None:
                continue
            if key in seen:
                self.fault(row, sheet.columns, "evidence", "duplicate-row", f"the row stands twice: {' '.join(key)}", f"first in row {seen[key]}")
                continue
            if len(key) != 2:
                seen[key] = row.line
            if key in self.rows:
                self.compare(row, sheet, fields, self.rows[key])
            elif fields is LINK_FIELDS:
                self.add(row, sheet, key)
            else:
                self.unknown(row, sheet, key[0])

    def key_of(self, row: SheetRow, sheet: Sheet, *, links: bool) -> tuple[str, ...] | None:
        item = row.text("evidence")
        if item is None:
            self.fault(row, sheet.columns, "evidence", "missing-key", "the row names no item of evidence", "write its id")
            return None
        if not links:
            return (item,)
        list_, number = row.text("list"), row.text("number")
        if list_ is not None and list_ not in POLARITIES:
            self.fault(row, sheet.columns, "list", "unknown-value", f"{list_!r} is no list of links", "write supports or undermines")
            return None
        if number is None:
            return (item, list_ or "supports")
        key = (item, list_ or "supports", number)
        if key not in self.rows:
            hint = "leave the number empty for a new link"
            other = (item, POLARITIES[1 - POLARITIES.index(key[1])], number)
            if other in self.rows:
                hint = "a link cannot move between supports and undermines in a sheet; edit it in the file"
            if item not in self.items:
                self.unknown(row, sheet, item)
            else:
                self.fault(row, sheet.columns, "number", "unknown-id", f"{item} has no link {key[1]} {number}", hint)
            return None
        return key

    def unknown(self, row: SheetRow, sheet: Sheet, item: str) -> None:
        self.fault(row, sheet.columns, "evidence", "unknown-id", f"the case has no item {item!r}", did_you_mean(item, self.items, most=0)
                   or "a new item needs a row in the links: title, kind, element and shows")  # fmt: skip

    # -- rows of the case

    def compare(self, row: SheetRow, sheet: Sheet, fields: Sequence[str], target: _Target) -> None:
        present = [name for name in fields if name in sheet.columns]
        different = [name for name in present if not same(row.cells.get(name), target.cells.get(name))]
        mark = row.text("as exported")
        if mark is not None and mark != target.mark:
            untouched = fingerprint([row.cells.get(name) for name in fields]) == mark
            if not different or untouched:
                return
            self.fault(row, sheet.columns, different[0], "changed-meanwhile", f"the case has changed since this row was exported ({different[0]})",
                       "export the sheet again and make the change there")  # fmt: skip
            return
        for name in different:
            self.change(row, sheet, name, target)

    def change(self, row: SheetRow, sheet: Sheet, name: str, target: _Target) -> None:
        old = target.cells.get(name)
        new = cleaned(row.text(name))
        original = self.original(target, name)
        item = str(target.cells["evidence"])
        if original is not None and shown(original) != original:
            self.fault(row, sheet.columns, name, "not-in-sheet", f"{name} of {item} is too long for a cell or holds control characters",
                       "edit it in the file")  # fmt: skip
            return
        if old is None and original is not None:
            self.fault(row, sheet.columns, name, "not-in-sheet", f"{name} of {item} is not shown in the sheet", "edit it in the file")
            return
        value = self.value(row, sheet, name, new)
        if value is FAULTY:
            return
        link = None if "list" not in target.cells else f"{target.cells['list']} {target.cells['number']}"
        index, local = self.opened.origins.locate((*target.path, name))
        place, _ = self.opened.origins.place(target.path)
        order = ITEM_ORDER if link is None else LINK_ORDER
        self.edits.setdefault(index, []).append(SetValue(path=local, value=cast("Value", value), order=order))
        self.changes.append(Change(
            what="changed", item=item, link=link, field=name, old=as_text(old), new=words_of(cast("Value", value)), file=place.file, line=place.line,
        ))  # fmt: skip

    @staticmethod
    def original(target: _Target, name: str) -> str | None:
        """Return what the case holds, where it is one text."""
        found = getattr(target.holder, name, None)
        return found if isinstance(found, str) else None

    def value(self, row: SheetRow, sheet: Sheet, name: str, text: str | None) -> object:
        """Return the value of a cell as the case would hold it, or FAULTY after saying what is wrong."""
        if text is None:
            return None
        allowed = next((one.allowed for one in (*LINK_COLUMNS, *EVIDENCE_COLUMNS) if one.name == name), ())
        if name == "kind":
            allowed = KINDS
        if allowed and text not in allowed:
            hint = did_you_mean(text, allowed)
            self.fault(row, sheet.columns, name, "unknown-value", f"{text!r} is no {name}", hint)
            return FAULTY
        if name in DATES:
            try:
                When.parse(text)
            except ValueError as error:
                message, _, hint = str(error).partition("; ")
                self.fault(row, sheet.columns, name, "bad-date", message, hint or "write 2017, 2017-04, 2017-04-03 or 2017-04/2018")
                return FAULTY
        if name in TRUTHS and text.lower() not in ("true", "false", "yes", "no"):
            self.fault(row, sheet.columns, name, "wrong-type", f"true or false is due, found {text!r}")
            return FAULTY
        if name in TRUTHS:
            return "true" if text.lower() in ("true", "yes") else "false"
        if name == "element" and not self.address(row, sheet, text):
            return FAULTY
        if name in LISTS:
            return tuple(one for one in (part.strip() for part in re.split(r"[,;\n]", text)) if one)
        return text

    def address(self, row: SheetRow, sheet: Sheet, text: str) -> bool:
        try:
            self.opened.law.resolve(text)
        except (UnknownId, BadAddress, AmbiguousAddress) as error:
            self.fault(row, sheet.columns, "element", "unknown-address", str(error), getattr(error, "hint", None))
            return False
        return True

    # -- new rows

    def add(self, row: SheetRow, sheet: Sheet, key: tuple[str, ...]) -> None:
        item, list_ = key[0], key[1]
        entry: dict[str, Value] = {}
        for name in LINK_FIELDS:
            value = self.value(row, sheet, name, cleaned(row.text(name)))
            if value is FAULTY:
                return
            entry[name] = cast("Value", value)
        entry = {name: entry[name] for name in LINK_ORDER if name in entry}
        if entry.get("shows") is None:
            self.fault(row, sheet.columns, "shows", "missing-key", "the row does not say what the item shows", "write one sentence")
            return
        if (entry.get("element") is None) == (entry.get("alternative") is None):
            self.fault(row, sheet.columns, "element", "missing-key", "a link is to an element or to an alternative", "fill one of the two")
            return
        about = words_of(entry["element"]) or words_of(entry["alternative"])
        if item in self.items:
            if any(link_like(link, entry) for link in getattr(self.items[item][1], list_)):
                self.notes.append(f"row {row.line} of {sheet.name or self.name} stands in the case already")
                return
            index, local = self.opened.origins.locate(("evidence", self.items[item][0], list_))
            place, _ = self.opened.origins.place(("evidence", self.items[item][0]))
            self.edits.setdefault(index, []).append(AddEntry(path=local, entry=entry))
            self.changes.append(Change(
                what="added", item=item, link=list_, field=str(about), old=None, new=words_of(entry["shows"]), file=place.file, line=place.line,
            ))  # fmt: skip
        else:
            self.add_item(row, sheet, item, list_, entry)

    def add_item(self, row: SheetRow, sheet: Sheet, item: str, list_: str, entry: Mapping[str, Value]) -> None:
        """Gather the rows of an item that the case does not have; what they say of the item must agree."""
        about: dict[str, Value] = {"id": item}
        for name in ITEM_ORDER:
            if name in ADDED and name in sheet.columns:
                value = self.value(row, sheet, name, cleaned(row.text(name)))
                if value is FAULTY:
                    return
                about[name] = cast("Value", value)
        origin = row.text("from")
        if origin is not None:
            about["from"] = "self" if origin == "self" else Listed(one.strip() for one in re.split(r"[,;\n]", origin) if one.strip())
        if item not in self.new:
            if about.get("title") is None or about.get("kind") is None:
                self.unknown(row, sheet, item)
                return
            self.new[item] = {**{name: about[name] for name in ITEM_ORDER if name in about}, "supports": [], "undermines": []}
        for name, value in about.items():
            if value is not None and value != self.new[item].get(name):
                self.fault(row, sheet.columns, name, "stands-twice", f"two rows of {item} say different things of its {name}", "let them agree")
                return
        self.new[item][list_].append(dict(entry))
        self.changes.append(Change(
            what="added", item=item, link=list_, field=str(words_of(entry.get("element")) or words_of(entry.get("alternative"))), old=None,
            new=words_of(entry["shows"]), file=str(self.new_path()), line=0,
        ))  # fmt: skip

    def new_path(self) -> Path:
        if self.new_file is not None:
            return self.new_file
        slug = SLUG.sub("-", self.stem.lower()).strip("-") or "sheet"
        return self.files.main.parent / f"imported-{slug}.yaml"

    # -- the plan

    def plan(self) -> Plan:
        """Make the edits in memory, read the case as it would be, and return what is to be written."""
        sources = list(self.opened.origins.files)
        paths = [self.files.main, *self.files.others]
        out: dict[Path, tuple[bytes | None, bytes]] = {}
        for index, edits in self.edits.items():
            source = sources[index]
            try:
                made = editing.edited(source.data, edits)
            except CannotEdit as error:
                raise InvalidFiles([Problem(place=Place(file=source.name), rule="cannot-edit", message=str(error))]) from None
            out[paths[index]] = (source.data, made)
            sources[index] = SourceFile(source.name, made)
        if self.new:
            sources.append(self.new_source(out))
        if out:
            self.reread(sources)
        return Plan(sheet=self.name, case=self.case.id, changes=tuple(self.changes), notes=tuple(self.notes), files=out)

    def new_source(self, out: dict[Path, tuple[bytes | None, bytes]]) -> SourceFile:
        path = self.new_path()
        if path.exists():
            raise InvalidFiles([Problem(place=Place(file=str(path)), rule="changed-meanwhile", message="the file is there already",
                                        hint="name another with --new-file")])  # fmt: skip
        folder = self.files.main.parent
        alone = library.find_cases(folder)
        if len(alone) > 1 or path.suffix not in (".yaml", ".yml") or not path.resolve().is_relative_to(folder.resolve()):
            raise InvalidFiles([Problem(place=Place(file=str(path)), rule="several-cases", message="a new file here would not belong to the case",
                                        hint="a file belongs to the only case of its folder and below; give the case a folder of its own")])  # fmt: skip
        try:
            data = editing.new_file([*self.new.values()], "evidence", f"Imported from {Path(self.name).name!a}.")
        except CannotEdit as error:
            raise InvalidFiles([Problem(place=Place(file=str(path)), rule="cannot-edit", message=str(error))]) from None
        out[path] = (None, data)
        return SourceFile(str(path), data)

    def reread(self, sources: Sequence[SourceFile]) -> None:
        """Read and check the case as it would be; raises InvalidFiles where it would not pass."""
        case, origins, problems = read_value(sources, Case)
        found = list(problems)
        if case is not None:
            found += checks.check(case, self.opened.law, origins)
        errors = [one for one in found if one.severity == "error"]
        if errors:
            worse = "with the sheet the case would not pass: "
            raise InvalidFiles([attrs.evolve(one, message=worse + one.message) for one in in_order(errors)])
        if case is not None:
            before = {(one.rule, one.message) for one in self.opened.problems}
            for one in in_order(found):
                if (one.rule, one.message) not in before:
                    self.notes.append(f"{one.message}  [{one.rule}]")


@final
class _Faulty:
    """Stands where a value is wrong and that has been said."""


FAULTY: Final = _Faulty()


def cleaned(text: str | None) -> str | None:
    """Return the text of a cell with line ends as a file has them."""
    return None if text is None else text.replace("_x000D_", "\r").replace("\r\n", "\n").replace("\r", "\n")


def same(cell: Cell, exported: Cell) -> bool:
    r"""Tell whether a cell still says what was exported; programs differ in how they keep line ends, numbers and truth values.

    >>> same("2", 2), same(True, "true"), same(None, ""), same("a\nb", "a\r\nb"), same("high", None)
    (True, True, True, True, False)
    """
    one, other = as_text(cell), as_text(exported)
    return one == other or cleaned(one) == cleaned(other)


def words_of(value: Value) -> str | None:
    """Return a value as one text."""
    return ", ".join(value) if isinstance(value, tuple) else value


def link_like(link: Link, entry: Mapping[str, Value]) -> bool:
    """Tell whether a link says what a row says."""

    def text(value: object) -> str | None:
        if value is None or value == ():
            return None
        return ", ".join(value) if isinstance(value, tuple) else str(value)

    return all(text(getattr(link, name)) == words_of(value) for name, value in entry.items())


def describe(found: Plan) -> Iterator[str]:
    """Give the lines that show a plan, one for each change."""
    for one in found.changes:
        where = f"{one.item}" + (f" {one.link}" if one.link else "")
        if one.what == "added":
            yield f"add  {where} {one.field}: {one.new}  ({one.file})"
        else:
            yield f"{where}, {one.field}: {said(one.old)} -> {said(one.new)}  ({one.file}:{one.line})"
    for note in found.notes:
        yield f"note: {note}"


def said(text: str | None) -> str:
    """Return a value for showing."""
    return "(nothing)" if text is None else text
