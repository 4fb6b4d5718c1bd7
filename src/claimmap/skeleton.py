"""A case to fill in: its keys, with each element's statement beside it as a comment."""

import datetime as dt
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from claimmap.checks import applies
from claimmap.law import Crime, Element, Law, Mode
from claimmap.problems import ClaimmapError, printable

WIDTH = 100
SCHEMAS = ".claimmap"
"""Folder beside a case file for the schemas that its first line names; hidden, so that nothing in it belongs to the case."""
USUAL = "7(1)(d)"
"""The crime that a skeleton shows where none is asked for."""


def new_case(folder: Path, law: Law, *, crimes: Sequence[str] = (), modes: Sequence[str] = (), title: str, as_of: str) -> Path:
    """Write `case.yaml` and `evidence.yaml` to a folder and return it.

    Raises:
        ClaimmapError: one of the files is there already (nothing is overwritten), or a mode applies to none of the crimes.
        UnknownId, BadAddress: an address means nothing.
        ValueError: *as_of* is not a full day.
    """
    try:
        day = dt.datetime.strptime(as_of, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no time zone
    except ValueError:
        raise ValueError(f"{as_of!r} is not a day; write it as 2026-11-21") from None
    wanted = list(crimes) or [name for name in (USUAL, *law.crime_index) if name in law.crime_index][:1]
    if not wanted:
        raise ClaimmapError(f"{law.id} holds no crimes")
    chosen = {law.resolve(text).address: law.crime(text) for text in wanted}
    named = {law.mode(text).address: law.mode(text) for text in modes}
    for mode in named.values():
        if not any(applies(mode, crime) for crime in chosen.values()):
            raise ClaimmapError(f"{mode.address} applies to none of the crimes: it is for {mode.crimes} only")
    files = {
        folder / "case.yaml": "\n".join(case_lines(folder.resolve().name, law, chosen, named, title, day)) + "\n",
        folder / "evidence.yaml": "\n".join(evidence_lines(chosen, named)) + "\n",
    }
    present = [str(path) for path in files if path.exists() or path.is_symlink()]
    if present:
        raise ClaimmapError(f"{' and '.join(present)} {'is' if len(present) == 1 else 'are'} there already; nothing was written")
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    copy_schemas(folder / SCHEMAS)
    return folder


def copy_schemas(folder: Path) -> None:
    """Put the shipped schemas of a case where its first line looks for them, so that editors complete and check it anywhere."""
    folder.mkdir(exist_ok=True)
    for kind in ("case", "case-part"):
        target = folder / f"{kind}.json"
        if not target.exists() and not target.is_symlink():
            target.write_bytes((Path(__file__).parent / "schemas" / f"{kind}.json").read_bytes())


def case_lines(name: str, law: Law, crimes: Mapping[str, Crime], modes: Mapping[str, Mode], title: str, as_of: dt.date) -> Iterator[str]:
    """Return the lines of the case file."""
    yield f"# yaml-language-server: $schema={SCHEMAS}/case.json"
    yield "format: claimmap/case-1"
    yield f"id: {slug(name)}"
    yield f'title: "{quoted(title)}"'
    yield f"law: {law.id}"
    yield f"as-of: {as_of.isoformat()}"
    yield "standard: reasonable-basis"
    yield ""
    yield "people:"
    yield "  - id: person-a"
    yield "    name: Person A"
    yield "    nationality: [unknown]"
    yield ""
    yield "groups:"
    yield "  - id: the-group"
    yield "    kind: ethnical"
    yield "    name: The group"
    yield ""
    yield "contexts:"
    for kind in dict.fromkeys(context_kind(crime) for crime in crimes.values()):
        yield f"  - id: the-{kind}"
        yield f"    kind: {kind}"
        yield "    title: What the contextual elements are about"
        yield "    when: unknown"
    yield ""
    yield "events:"
    yield "  - id: incident-1"
    yield "    title: What happened, in a few words"
    yield "    when: unknown"
    yield "    parts:"
    yield "      - id: part-1"
    yield "        what: Which part of the crime, and where"
    yield "        role: conduct"
    yield "        at: unknown"
    yield ""
    yield "claims:"
    for number, (address, crime) in enumerate(crimes.items(), 1):
        yield f"  - id: claim-{number}"
        yield f'    title: "{quoted(crime.title)}"'
        yield f"    crime: {address}"
        fitting = [name for name, mode in modes.items() if applies(mode, crime)]
        if fitting:
            yield f"    modes: [{', '.join(fitting)}]"
        yield "    people: [person-a]"
        yield "    events: [incident-1]"
        yield f"    context: the-{context_kind(crime)}"
        yield "    group: the-group"


def context_kind(crime: Crime) -> str:
    """Return the kind of context that a crime's contextual elements are about."""
    return "armed-conflict" if crime.article == "8" else "attack"


def evidence_lines(crimes: Mapping[str, Crime], modes: Mapping[str, Mode]) -> Iterator[str]:
    """Return the lines of the evidence file: every element as a comment, then one item to copy."""
    yield f"# yaml-language-server: $schema={SCHEMAS}/case-part.json"
    yield "# Every element that the claims ask for. Link evidence to it by its address."
    shown: list[tuple[str, Crime | Mode]] = [*crimes.items(), *modes.items()]
    for address, found in shown:
        yield "#"
        yield from comment(f"{address}: {found.title}", "# ")
        if isinstance(found, Crime) and found.no_elements:
            yield from comment(found.no_elements, "#   ")
        for element in found.elements:
            yield from element_comment(element, address)
    yield ""
    yield "sources:"
    yield "  - id: source-1"
    yield "    kind: person"
    yield "    identity: unknown-to-team"
    yield ""
    yield "evidence:"
    yield "  - id: item-1"
    yield "    title: What the item is"
    yield "    kind: testimony"
    yield "    made: unknown"
    yield "    from: [source-1]"
    yield "    verification: unverified"
    yield "    access: restricted"
    linked = next((f"{address}/{crime.elements[0].number}" for address, crime in crimes.items() if crime.elements), None)
    if linked is None:
        return
    yield "    supports:"
    yield f"      - element: {linked}"
    yield "        shows: >-"
    yield "          One sentence that says what the item shows."
    yield "        at: paragraph or page"
    yield f"        claim: claim-{1 + list(crimes).index(linked.rpartition('/')[0])}"
    yield "        event: incident-1"


def element_comment(element: Element, owner: str) -> Iterator[str]:
    """Return an element's statement as comment lines, by its address under the crime or mode that asks for it."""
    same = f" (= {element.same_as})" if element.same_as else ""
    yield from comment(f"{owner}/{element.number}{same}: {element.full_statement()}", "#   ")


def comment(text: str, mark: str) -> Iterator[str]:
    """Return a text as comment lines."""
    yield from textwrap.wrap(text, WIDTH, initial_indent=mark, subsequent_indent=mark + "  ", break_on_hyphens=False)


def slug(name: str) -> str:
    """Make an id of a folder's name."""
    kept = "".join(character if character.isalnum() and character.isascii() else "-" for character in name.lower())
    return "-".join(part for part in kept.split("-") if part) or "case"


def quoted(text: str) -> str:
    """Make text safe inside double quotes, where YAML reads the escapes that `printable` writes."""
    text = text.encode("utf-8", "replace").decode()
    return printable(" ".join(text.replace("\\", "\\\\").replace('"', '\\"').split()))
