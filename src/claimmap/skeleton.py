"""A case to fill in: its keys, with each element's statement beside it as a comment."""

import datetime as dt
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

from claimmap.law import Element, Law
from claimmap.problems import ClaimmapError

WIDTH = 100


def new_case(folder: Path, law: Law, *, crimes: Sequence[str] = (), modes: Sequence[str] = (), title: str, as_of: str) -> Path:
    """
    Write `case.yaml` and `evidence.yaml` to a folder and return it.

    Raises:
        ClaimmapError: one of the files is there already; nothing is overwritten.
        UnknownId, BadAddress: an address means nothing.
        ValueError: *as_of* is not a full day.
    """
    day = dt.date.fromisoformat(as_of)
    chosen = [law.crime(text).address for text in crimes] or ["7(1)(d)"]
    named = [law.mode(text).address for text in modes]
    files = {
        folder / "case.yaml": "\n".join(case_lines(folder.name, law, chosen, named, title, day)) + "\n",
        folder / "evidence.yaml": "\n".join(evidence_lines(law, chosen, named)) + "\n",
    }
    present = [str(path) for path in files if path.exists()]
    if present:
        raise ClaimmapError(f"{', '.join(present)} is there already; nothing was written")
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
    return folder


def case_lines(name: str, law: Law, crimes: Sequence[str], modes: Sequence[str], title: str, as_of: dt.date) -> Iterator[str]:
    """Return the lines of the case file."""
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
    yield "  - id: the-context"
    yield f"    kind: {'armed-conflict' if all(one.startswith('8(') for one in crimes) else 'attack'}"
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
    for number, crime in enumerate(crimes, 1):
        yield f"  # {law.crime(crime).title}"
        yield f"  - id: claim-{number}"
        yield f'    title: "{quoted(law.crime(crime).title)}"'
        yield f"    crime: {crime}"
        if modes:
            yield f"    modes: [{', '.join(modes)}]"
        yield "    people: [person-a]"
        yield "    events: [incident-1]"
        yield "    context: the-context"
        yield "    group: the-group"


def evidence_lines(law: Law, crimes: Sequence[str], modes: Sequence[str]) -> Iterator[str]:
    """Return the lines of the evidence file: every element as a comment, then one item to copy."""
    yield "# Every element that the claims ask for. Link evidence to it by its address."
    for address in (*crimes, *modes):
        found = law[address]
        yield "#"
        yield f"# {address}: {found.title}"  # type: ignore[union-attr]
        for element in found.elements:  # type: ignore[union-attr]
            yield from element_comment(element)
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
    yield "    supports:"
    yield f"      - element: {law.crime(crimes[0]).elements[0].address if law.crime(crimes[0]).elements else crimes[0] + '/1'}"
    yield "        shows: >-"
    yield "          One sentence that says what the item shows."
    yield "        at: paragraph or page"
    yield "        claim: claim-1"
    yield "        event: incident-1"


def element_comment(element: Element) -> Iterator[str]:
    """Return an element's statement as comment lines."""
    same = f" (= {element.same_as})" if element.same_as else ""
    text = f"{element.address}{same}: {element.full_statement()}"
    yield from textwrap.wrap(text, WIDTH, initial_indent="#   ", subsequent_indent="#     ", break_on_hyphens=False)


def slug(name: str) -> str:
    """Make an id of a folder's name."""
    kept = "".join(character if character.isalnum() and character.isascii() else "-" for character in name.lower())
    return "-".join(part for part in kept.split("-") if part) or "case"


def quoted(text: str) -> str:
    """Make text safe inside double quotes."""
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
