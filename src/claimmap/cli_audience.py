"""Options of commands whose output may leave the team."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from claimmap.cli_verb import Known

F = TypeVar("F", bound=Callable[..., Any])


def audience_options(command: F) -> F:
    """Add `--audience`, `--key`, `--names` and `--hold-back`."""
    path = click.Path(path_type=Path, exists=True, dir_okay=False, readable=True)
    command = click.option("--hold-back", is_flag=True, help="Hold back whatever holds a protected name, instead of refusing.")(command)
    command = click.option(
        "--names", type=path, help="Names that must not be shown, one a line; a line '- WORD' is a word that names nobody. For other audiences."
    )(command)
    command = click.option("--key", type=path, help="File with the secret that codes are made with. For other audiences.")(command)
    return click.option(
        "--audience", type=Known(["internal", "partner", "public"]), default="internal", show_default=True,
        help="Whom the output is for; what others may not see is held back.",
    )(command)  # fmt: skip
