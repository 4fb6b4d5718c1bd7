"""What a user may have meant to type: the case of the current folder, and the words that a shell completes.

Completion reads and never judges: a file that is no case, or is too large, has nothing to offer. Only ids are
offered, never titles, and only those written in letters, digits, dots, dashes and underscores.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import click
from click.shell_completion import CompletionItem

MOST_BYTES: Final = 4_000_000
"""Bytes of a file that completion looks at."""

CASE_LINE: Final = re.compile(rb"^(?:\xef\xbb\xbf)?format:[ \t]*['\"]?claimmap/case-1\b", re.MULTILINE)
SECTION: Final = re.compile(r"^([a-z-]+):")
ITEM: Final = re.compile(r"^( *)- +(?:\{ *)?(?:.*?[ ,{])?id: *['\"]?([A-Za-z0-9][A-Za-z0-9._-]*)['\"]?(?=[ ,}\r]|$)")
KEY: Final = re.compile(r"^( *)id: *['\"]?([A-Za-z0-9][A-Za-z0-9._-]*)['\"]? *\r?$")


def _start(path: Path) -> bytes:
    """Return the beginning of a file; nothing where it cannot be read, or is no plain file."""
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(MOST_BYTES)
    except (OSError, ValueError):
        return b""


def case_files_in(folder: Path) -> list[Path]:
    """Return the files right in a folder that say they are a case, in order."""
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix in (".yaml", ".yml"))
    except OSError:
        return []
    return [path for path in found if CASE_LINE.search(_start(path))]


def case_here() -> Path:
    """Return the current folder, if exactly one case file stands right in it.

    Raises:
        click.UsageError: there is none, or more than one.
    """
    found = case_files_in(Path())
    if len(found) == 1:
        return Path()
    if found:
        raise click.UsageError(f"{len(found)} case files stand in this folder; name one of them: " + ", ".join(ascii(path.name) for path in found[:5]))
    raise click.UsageError("give CASE, the folder of a case; this folder holds none")


def ids_of(case: Path, sections: Iterable[str]) -> Iterator[str]:
    """Yield the ids in some sections of a case's files, found line by line without reading them as YAML."""
    from claimmap.library import shipped_cases  # noqa: PLC0415 - loaded only when a shell asks

    if not case.exists() and len(case.parts) == 1:
        case = shipped_cases().get(case.name, case)
    wanted = set(sections)
    for path in [case] if case.is_file() else sorted([*case.glob("*.yaml"), *case.glob("*.yml")]):
        yield from ids_in(_start(path).decode("utf-8", "replace"), wanted)


def ids_in(text: str, sections: Iterable[str]) -> Iterator[str]:
    """Yield the ids of the items of some sections of a file.

    >>> list(ids_in("claims:\\n  - id: a\\n    title: b\\n  - {id: c}\\nsources:\\n  - id: d\\n", ["claims"]))
    ['a', 'c']
    """
    wanted, inside, indent = set(sections), False, None
    for line in text.split("\n"):
        if found := SECTION.match(line):
            inside, indent = found[1] in wanted, None
            if inside and "[" in line:
                yield from re.findall(r"[{,] *id: *['\"]?([A-Za-z0-9][A-Za-z0-9._-]*)", line)
            continue
        if not inside:
            continue
        dash = re.match(r" *(?=- )", line)
        if dash and indent is None:
            indent = len(dash[0])
        found = ITEM.match(line) or KEY.match(line)
        if found and len(found[1]) in (indent, (indent or 0) + 2):
            yield found[2]


def offered(names: Iterable[str], typed: str) -> list[CompletionItem]:
    """Return those names that begin as typed, each once."""
    return [CompletionItem(name) for name in dict.fromkeys(names) if name.startswith(typed)]


def _case_of(context: click.Context) -> Path | None:
    """Return the case that stands on the line, else the one of the current folder."""
    named = [context.params.get("case"), context.params.get("into"), *(context.params.get("words") or ()), context.params.get("before")]
    loose = context.args[:1]  # what stands on the line where an option still waits for its value
    given = next((one for one in [*named, *loose] if one is not None), None)
    if given is not None:
        return Path(given)
    return Path() if len(case_files_in(Path())) == 1 else None


def _ids(context: click.Context, typed: str, *sections: str) -> list[CompletionItem]:
    try:
        case = _case_of(context)
        return [] if case is None else offered(ids_of(case, sections), typed)
    except (OSError, ValueError):
        return []


def claim_ids(context: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
    """Offer the ids of the claims of the case on the line."""
    return _ids(context, typed, "claims")


def source_and_item_ids(context: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
    """Offer the ids of the sources and items of the case on the line."""
    return _ids(context, typed, "sources", "evidence")


def filing_ids(context: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
    """Offer the ids of the filings of the case on the line."""
    return _ids(context, typed, "filings")


def cases(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """Offer the shipped cases by name where they begin as typed, and else the files of the folder."""
    from claimmap.library import shipped_cases  # noqa: PLC0415 - loaded only when a shell asks

    named = offered(shipped_cases(), typed) if typed else []
    return named or [CompletionItem(typed, type="file")]


def case_and_claim(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Offer first a case, then its claims."""
    words = context.params.get("words")
    if words:
        return claim_ids(context, parameter, typed)
    here = claim_ids(context, parameter, typed) if len(case_files_in(Path())) == 1 else []
    return here or cases(context, parameter, typed)


def crime_addresses(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """Offer the crimes of the shipped instrument, by the names of their files."""
    return offered(_addresses("crimes"), typed)


def mode_addresses(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """Offer the modes of liability of the shipped instrument."""
    return offered(_addresses("modes"), typed)


def law_addresses(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """Offer crimes, modes and what is common to an article."""
    return offered((address for kind in ("crimes", "modes") for address in _addresses(kind)), typed)


def _addresses(kind: str) -> list[str]:
    from claimmap.address import order_key  # noqa: PLC0415 - loaded only when a shell asks
    from claimmap.library import address_of_file, statutes_folder  # noqa: PLC0415

    try:
        found = [address_of_file(path.stem) for path in (statutes_folder() / "rome-statute" / kind).glob("*.yaml")]
        return sorted(found, key=order_key)
    except (OSError, ValueError):
        return []


def instruments(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """Offer the shipped instruments, or a folder."""
    from claimmap.library import SHORT_NAMES, statutes_folder  # noqa: PLC0415 - loaded only when a shell asks

    names = sorted(SHORT_NAMES.get(path.parent.name, path.parent.name) for path in statutes_folder().glob("*/instrument.yaml"))
    return offered(names, typed) or [CompletionItem(typed, type="dir")]


def schema_kinds(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """Offer the kinds of files that have a schema."""
    from claimmap.schema import KINDS  # noqa: PLC0415 - loaded only when a shell asks

    return offered(KINDS, typed)
