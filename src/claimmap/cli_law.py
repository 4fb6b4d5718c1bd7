"""The commands about the law: `law`, `lock`, `schema`."""

import shutil
import sys
import textwrap
from pathlib import Path
from typing import Any, Final

import click

from claimmap import cli_candidates, workbench
from claimmap.address import BadAddress
from claimmap.cli_verb import PLAIN_FORMAT, Verb, case_argument, format_option, law_hash, law_option
from claimmap.console import BAD, detail, put, put_json, step, stop, verbose
from claimmap.law import AmbiguousAddress, Law
from claimmap.problems import ClaimmapError, UnknownId, shortened

LAW_EXAMPLES: Final = (
    ("claimmap law '7(1)(d)'", "The elements of deportation or forcible transfer, with what usually shows them."),
    ("claimmap law --find 'lawfully present'", "Where the law speaks of this."),
    ("claimmap law --state TJK --on 2014-08-01", "Where Tajikistan stood on that day."),
    ("claimmap law '7/attack' --format json", "What every crime against humanity asks, as data."),
)
LOCK_EXAMPLES: Final = (
    ("claimmap lock my-case", "Note what the law says now of every element that the case links to."),
    ("claimmap lock my-case --all-reviewed", "Say that every changed statement was read again."),
)
SCHEMA_EXAMPLES: Final = (
    ("claimmap schema", "The kinds of files."),
    ("claimmap schema case", "The schema of a case file, for an editor."),
)


@click.command(cls=Verb, examples=LAW_EXAMPLES, short_help="What the law asks at an address such as 7(1)(d).")
@click.argument("address", required=False, shell_complete=cli_candidates.law_addresses)
@click.option("--all", "everything", is_flag=True, help="Every crime of the instrument.")
@click.option("--find", help="Addresses whose title or statement holds these words.")
@click.option("--precedents", is_flag=True, help="The decided counts that failed at ADDRESS.")
@click.option("--state", "state", help="The dated status of a State, such as TJK, instead of an address.")
@click.option("--on", "on", help="With --state: where it stood on this day.")
@click.option("--as-of", "as_of", help="Leave out what had not entered into force for any State on this day.")
@click.option(
    "--text", "texts", multiple=True, type=click.Path(path_type=Path),
    help="Plain text of an official version, shown beside ours; alone, lists what could not be aligned. May be given more than once.",
)  # fmt: skip
@click.option("--trust", is_flag=True, help="How much of the shipped law nobody has compared with a source.")
@click.option(
    "--law", "law_", default="rome-statute", show_default=True, shell_complete=cli_candidates.instruments, help="Id or folder of an instrument."
)
@format_option()
def law(
    address: str | None, everything: bool, find: str | None, precedents: bool, state: str | None, on: str | None, as_of: str | None,
    texts: tuple[Path, ...], trust: bool, law_: str, format_: str,
) -> None:  # fmt: skip
    """Show what the law asks at ADDRESS, such as 7(1)(d), 7/attack, 25(3)(a)/co-perpetration or 12(2)(a).

    An address under which several things stand, such as 8(2)(b), lists them; one that holds several crimes of the
    Elements, such as 7(1)(g), is ambiguous: exit code 2, with the candidates.
    """
    try:
        if trust:
            _trust(format_)
            return
        with step("reading the law"):
            loaded = workbench.load_law(law_, as_of=as_of, text=texts)
        if verbose():
            detail(f"law {loaded.id}, version {loaded.version}, sha256 {law_hash(law_)} over its files")
        if state is not None:
            _state(loaded, state, on, format_)
        elif everything:
            _everything(loaded, format_)
        elif find is not None:
            _find(loaded, find, format_)
        elif address is None and texts:
            _misfits(loaded, format_)
        elif address is None:
            raise click.UsageError("give an address, or --all, --find WORDS, --state CODE, --text FILE or --trust")
        elif precedents:
            _precedents(loaded, address, format_)
        else:
            _address(loaded, address, format_)
    except AmbiguousAddress as error:
        if format_ == "json":
            put_json({"format": "claimmap/law-1", "address": address, "ambiguous": True, "candidates": list(error.candidates)})
        else:
            put(str(error), sys.stderr)
        sys.exit(BAD)
    except BadAddress as error:
        if address is not None and not any(one.isdigit() for one in address):
            raise BadAddress(error.message, "to look for words, use `claimmap law --find WORDS`") from None
        raise
    except ValueError:
        stop(ClaimmapError(f"{shortened(str(on or as_of))!r} is not a day; write it as 2026-11-21"), format_)


def _shown(found: Any, format_: str, words: str) -> None:
    if format_ == "json":
        put_json(found)
    else:
        put(fitted(words, shutil.get_terminal_size().columns) if format_ == "text" and sys.stdout.isatty() else words)


def fitted(text: str, width: int) -> str:
    """Break long lines between words for a terminal; what goes on is indented as far as its line, or its bullet, began.

    >>> print(fitted("  * Note: one two three", 20))
      * Note: one two
        three
    """
    out = []
    for line in text.splitlines():
        indent = len(line) - len(line.lstrip(" ")) + 2 * line.lstrip(" ").startswith(("* ", "- "))
        wrapped = textwrap.wrap(line, max(width, 20), subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False)
        out += wrapped or [""]
    return "\n".join(out)


def _trust(format_: str) -> None:
    from claimmap.trust import trust  # noqa: PLC0415 - reads every file

    found = trust()
    _shown(found.to_plain(), format_, found.to_text())


def _state(loaded: Law, code: str, on: str | None, format_: str) -> None:
    from claimmap.report.statetext import show_state, state_document  # noqa: PLC0415 - loaded only when shown

    found = state_document(loaded, code, on)
    _shown(found, format_, show_state(found, format_))


def _everything(loaded: Law, format_: str) -> None:
    from claimmap.report import lawtext  # noqa: PLC0415 - loaded only when shown

    documents = [lawtext.document(loaded, one.address) for one in loaded.crimes()]
    _shown(documents, format_, "\n".join(lawtext.show(one, format_) for one in documents) if format_ != "json" else "")


def _find(loaded: Law, words: str, format_: str) -> None:
    from claimmap.report import lawtext  # noqa: PLC0415 - loaded only when shown

    found = loaded.find(words)
    plain = {"format": "claimmap/found-1", "words": words, "addresses": list(found)}
    _shown(plain, format_, "\n".join(f"{one}  {lawtext.title_of(loaded, one)}" for one in found) or "nothing found")


def _misfits(loaded: Law, format_: str) -> None:
    from claimmap.report.lawplain import official_plain  # noqa: PLC0415 - loaded only when shown
    from claimmap.report.lawtext import show_misfits  # noqa: PLC0415 - loaded only when shown

    found = official_plain(loaded)
    _shown(found, format_, show_misfits(found, format_))


def _precedents(loaded: Law, address: str, format_: str) -> None:
    from claimmap.report.lawplain import failures  # noqa: PLC0415 - loaded only when shown
    from claimmap.report.lawtext import show_precedents  # noqa: PLC0415 - loaded only when shown

    found = failures(loaded, address)
    canonical = loaded.address_of(address)
    plain = {"format": "claimmap/precedents-found-1", "address": canonical, "precedents": found}
    _shown(plain, format_, show_precedents(canonical, found, format_))


def _address(loaded: Law, address: str, format_: str) -> None:
    from claimmap.report import lawtext  # noqa: PLC0415 - loaded only when shown

    document = lawtext.document(loaded, address)
    if format_ != "json":
        for note in document.get("repairs", ()):
            put(f"note: {note}", sys.stderr)
    _shown(document, format_, lawtext.show(document, format_) if format_ != "json" else "")


@click.command(cls=Verb, examples=LOCK_EXAMPLES, short_help="Note what the law says now, to learn of changes.")
@case_argument
@click.option("--reviewed", multiple=True, help="An address whose changed statement was read again; may be given more than once.")
@click.option("--all-reviewed", is_flag=True, help="Every changed statement was read again.")
@law_option
@format_option(PLAIN_FORMAT)
def lock(case: Path, reviewed: tuple[str, ...], all_reviewed: bool, law_: str | None, format_: str) -> None:
    """Write what the law now says of the elements that CASE links to into a lock beside its case file.

    When a statement changes later, `check` and `gaps` report the links made to the old one as to be reviewed.
    """
    with step("reading the case"):
        law = workbench.load_law(law_) if law_ else None
        found = workbench.lock_case(case, None if all_reviewed else reviewed, law)
    if format_ == "json":
        put_json(found.to_plain())
        return
    put(f"{found.path}: {len(found.elements)} elements locked, {len(found.to_review)} to be reviewed")
    for one in found.to_review:
        put(f"{one.address}\n  was: {one.was}\n  now: {one.now}")


@click.command(cls=Verb, examples=SCHEMA_EXAMPLES, short_help="The schema of a kind of file, for editors.")
@click.argument("name", required=False, shell_complete=cli_candidates.schema_kinds)
def schema(name: str | None) -> None:
    """Print the JSON Schema of a kind of file, such as case or crime; without NAME, list the kinds."""
    from claimmap import schema as schemas  # noqa: PLC0415 - loaded only when shown

    if name is None:
        put("\n".join(schemas.KINDS))
        return
    if name not in schemas.KINDS:
        stop(UnknownId("schema", name, schemas.KINDS), "text")
    put(schemas.text_of(name))
