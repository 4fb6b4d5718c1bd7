"""The commands about the law: `law`, `lock`, `schema`."""

import sys
from pathlib import Path
from typing import Any

import click

from claimmap import workbench
from claimmap.address import BadAddress
from claimmap.console import BAD, put, put_json, stop
from claimmap.law import AmbiguousAddress, Law
from claimmap.problems import ClaimmapError, UnknownId

FORMAT = click.option("--format", "format_", type=click.Choice(["text", "md", "json"]), default="text", show_default=True)


@click.command()
@click.argument("address", required=False)
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
@click.option("--law", "law_", default="rome-statute", show_default=True, help="Id or folder of an instrument.")
@FORMAT
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
        loaded = workbench.load_law(law_, as_of=as_of, text=texts)
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
    except (ClaimmapError, BadAddress) as error:
        stop(error, format_)
    except ValueError as error:
        stop(ClaimmapError(f"{error}; write a day as 2026-11-21"), format_)


def _shown(found: Any, format_: str, words: str) -> None:
    put_json(found) if format_ == "json" else put(words)


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


@click.command()
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--reviewed", multiple=True, help="An address whose changed statement was read again; may be given more than once.")
@click.option("--all-reviewed", is_flag=True, help="Every changed statement was read again.")
@click.option("--law", "law_", help="Id or folder of an instrument, instead of the one that the case names.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def lock(case: Path, reviewed: tuple[str, ...], all_reviewed: bool, law_: str | None, format_: str) -> None:
    """Write what the law now says of the elements that CASE links to into a lock beside its case file.

    When a statement changes later, `check` and `gaps` report the links made to the old one as to be reviewed.
    """
    try:
        law = workbench.load_law(law_) if law_ else None
        found = workbench.lock_case(case, None if all_reviewed else reviewed, law)
    except (ClaimmapError, BadAddress, OSError) as error:
        stop(error, format_)
    if format_ == "json":
        put_json(found.to_plain())
        return
    put(f"{found.path}: {len(found.elements)} elements locked, {len(found.to_review)} to be reviewed")
    for one in found.to_review:
        put(f"{one.address}\n  was: {one.was}\n  now: {one.now}")


@click.command()
@click.argument("name", required=False)
def schema(name: str | None) -> None:
    """Print the JSON Schema of a kind of file, such as case or crime; without NAME, list the kinds."""
    from claimmap import schema as schemas  # noqa: PLC0415 - loaded only when shown

    if name is None:
        put("\n".join(schemas.KINDS))
        return
    if name not in schemas.KINDS:
        stop(UnknownId("schema", name, schemas.KINDS), "text")
    put(schemas.text_of(name))
