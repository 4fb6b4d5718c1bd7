"""The command `completion`: the script that lets a shell complete commands, options and ids.

The scripts never evaluate what a case holds: they hand the line to claimmap, and take words back, one a line.
"""

import os
import re
from typing import Any, Final

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
    split_arg_string,
)

from claimmap.cli_verb import Known, Verb
from claimmap.console import put

PROGRAM: Final = "claimmap"
VARIABLE: Final = "_CLAIMMAP_COMPLETE"

BASH: Final = r"""
%(complete_func)s() {
    local kind word
    COMPREPLY=()
    while IFS=$'\t' read -r kind word; do
        case $kind in
            plain) COMPREPLY+=("$word") ;;
            dir) compopt -o dirnames 2>/dev/null ;;
            file) compopt -o default 2>/dev/null ;;
        esac
    done < <(COMP_WORDS="${COMP_LINE:0:COMP_POINT}" COMP_CWORD="$2" %(complete_var)s=bash_complete "$1" 2>/dev/null)
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""


class Bash(BashComplete):
    """Completion for bash, which needs brackets escaped and knows words only in part where they hold `:` or `=`."""

    source_template = BASH

    def source(self) -> str:
        """Return the script."""
        return ShellComplete.source(self)

    def get_completion_args(self) -> tuple[list[str], str]:
        """Split the line as far as the cursor into what is complete and what is being typed."""
        line = os.environ["COMP_WORDS"]
        words = split_arg_string(line)[1:]
        if not words or re.search(r"(?<!\\)\s$", line):
            return words, ""
        return words[:-1], words[-1]

    def format_completion(self, item: CompletionItem) -> str:
        """Write one word as bash takes it: escaped unless a quote is open, without what stands before the part that bash completes."""
        line, part = os.environ["COMP_WORDS"], os.environ.get("COMP_CWORD", "")
        value = str(item.value)
        if not in_quotes(line):
            value = re.sub(r"([^\w@%+=:,./~-])", r"\\\1", value)
            typed = line.rpartition(" ")[2]
            before = typed.removesuffix(part)
            value = value.removeprefix(before) if part != typed else value
        return f"{item.type}\t{value}"


def in_quotes(line: str) -> bool:
    """Tell whether a quotation mark is open at the end of a line of a shell.

    >>> in_quotes("claimmap law '7(1"), in_quotes("claimmap law '7' 8")
    (True, False)
    """
    inside, escaped = "", False
    for one in line:
        if escaped:
            escaped = False
        elif one == "\\" and inside != "'":
            escaped = True
        elif one == inside:
            inside = ""
        elif not inside and one in "'\"":
            inside = one
    return bool(inside)


for shell in (Bash, ZshComplete, FishComplete):
    add_completion_class(shell)

INSTALL: Final = {
    "bash": 'add this line to ~/.bashrc: eval "$(claimmap completion bash)"',
    "zsh": 'add this line to ~/.zshrc, after compinit: eval "$(claimmap completion zsh)"',
    "fish": "run once: claimmap completion fish > ~/.config/fish/completions/claimmap.fish",
}
EXAMPLES: Final = (
    ("claimmap completion bash", "The script for bash; its first line says how to install it."),
    ("claimmap completion fish", "The script for fish."),
)


@click.command(cls=Verb, examples=EXAMPLES, short_help="Let a shell complete commands, options and ids.")
@click.argument("shell", type=Known(["bash", "zsh", "fish"]), metavar="SHELL")
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that completes commands, options, claims and addresses in SHELL: bash, zsh or fish.

    Only ids of a case are completed, never titles; nothing is written anywhere.
    """
    kinds: dict[str, Any] = {"bash": Bash, "zsh": ZshComplete, "fish": FishComplete}
    script = kinds[shell](context.find_root().command, {}, PROGRAM, VARIABLE).source().strip()
    line = f"# To install it, {INSTALL[shell]}"
    first, _, rest = script.partition("\n")
    put(f"{first}\n{line}\n{rest}" if first.startswith("#") else f"{line}\n{script}")
