"""The command `import`."""

from pathlib import Path
from typing import Final

import click

from claimmap import cli_candidates, workbench
from claimmap.cli_verb import PLAIN_FORMAT, Verb, format_option, law_option, max_bytes_option
from claimmap.console import detail, put, put_json, step

EXAMPLES: Final = (
    ("claimmap gaps my-case -o my-case.xlsx", "First write the workbook."),
    ("claimmap import my-case.xlsx --into my-case", "Then show what the edited workbook would change."),
    ("claimmap import my-case.xlsx --into my-case --write", "And change it."),
)


@click.command("import", cls=Verb, examples=EXAMPLES, short_help="Bring an edited workbook back into a case.")
@click.argument("sheet", type=click.Path(path_type=Path))
@click.option("--into", required=True, type=click.Path(path_type=Path), shell_complete=cli_candidates.cases, help="The case.")
@click.option("--write", "write", is_flag=True, help="Make the changes; without it they are only shown.")
@click.option("--new-file", type=click.Path(path_type=Path), help="Where items that the case does not have go, beside the case file.")
@format_option(PLAIN_FORMAT)
@law_option
@max_bytes_option
def import_(sheet: Path, into: Path, write: bool, new_file: Path | None, format_: str, law_: str | None, max_bytes: int) -> None:
    """Bring an edited SHEET (.xlsx or .csv) back into a case; every change is shown first.

    Only the values that changed are written, in place: comments and order stay. Nothing is removed because a row is
    missing, and a row that the case has changed since is refused.
    """
    from claimmap import importing  # noqa: PLC0415 - loaded only when used

    with step("reading the sheet and the case"):
        law = workbench.load_law(law_) if law_ else None
        found = importing.plan(sheet, into, law=law, max_bytes=max_bytes, new_file=new_file)
    detail(f"read {sheet}")
    if write:
        with step("writing the changes"):
            importing.write(found)
    if format_ == "json":
        put_json(found.to_plain(written=write))
        return
    for line in importing.describe(found):
        put(line)
    count = len(found.changes)
    if not count:
        put("nothing to change")
    else:
        put(f"{count} change{'' if count == 1 else 's'} " + ("written" if write else "to make; --write makes them"))
