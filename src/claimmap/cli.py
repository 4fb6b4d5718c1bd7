"""The command line: which commands there are, and how it begins and ends; every command is one public verb."""

import importlib
import io
import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, suppress
from typing import Any, Final, NoReturn

import click

from claimmap.cli_candidates import case_files_in, offered
from claimmap.cli_verb import talk_options
from claimmap.console import BAD, DONE, STOPPED, put
from claimmap.problems import did_you_mean, printable, shortened

VERBS: Final = {
    "new": "claimmap.cli_case:new",
    "check": "claimmap.cli_case:check",
    "gaps": "claimmap.cli_gaps:gaps",
    "jurisdiction": "claimmap.cli_jurisdiction:jurisdiction",
    "compare": "claimmap.cli_compare:compare",
    "disclosure": "claimmap.cli_whatif:disclosure",
    "import": "claimmap.cli_import:import_",
    "test": "claimmap.cli_case:test",
    "lock": "claimmap.cli_law:lock",
    "whatif": "claimmap.cli_whatif:whatif",
    "close": "claimmap.cli_whatif:close",
    "critical": "claimmap.cli_whatif:critical",
    "law": "claimmap.cli_law:law",
    "schema": "claimmap.cli_law:schema",
    "completion": "claimmap.cli_completion:completion",
}
"""Every command by name: module and function; imported only when it is used."""

COMPLETING: Final = "_CLAIMMAP_COMPLETE"
"""Set by the script of a shell that wants words to complete."""

SECTIONS: Final = {
    "Write a case": ("new", "check", "import", "lock", "test"),
    "Ask what is shown and what is missing": ("gaps", "jurisdiction", "compare", "disclosure"),
    "Ask what would change it": ("whatif", "close", "critical"),
    "The law, and this program": ("law", "schema", "completion"),
}
"""The commands in the order of the help."""


class Commands(click.Group):
    """The group of all commands: imported when they are asked for, listed by what they are for, the nearest one suggested."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order of the help."""
        return [name for names in SECTIONS.values() for name in names]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name."""
        if cmd_name not in VERBS:
            return None
        module, _, function = VERBS[cmd_name].partition(":")
        found: click.Command = getattr(importlib.import_module(module), function)
        return found

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command to run; a name that is none gets the nearest one as a hint."""
        if args and args[0] not in VERBS and not ctx.resilient_parsing:
            hint = did_you_mean(args[0], VERBS, most=0) or "`claimmap --help` lists them"
            ctx.fail(f"there is no command {shortened(args[0])!r}; {hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands by what they are for."""
        for title, names in SECTIONS.items():
            found = [(name, self.get_command(ctx, name)) for name in names]
            with formatter.section(title):
                formatter.write_dl([(name, command.get_short_help_str(limit=formatter.width)) for name, command in found if command is not None])

    def main(
        self, args: Sequence[str] | None = None, prog_name: str | None = None, complete_var: str | None = None,
        standalone_mode: bool = True, **extra: Any,  # noqa: FBT002 - click's own order
    ) -> Any:  # fmt: skip
        """Run the command line; what was typed wrongly ends it with one short sentence that no terminal obeys."""
        if COMPLETING in os.environ:
            _complete(super().main)
        try:
            with self.make_context("claimmap", list(sys.argv[1:] if args is None else args), **extra) as context:
                self.invoke(context)
            code = DONE
        except click.exceptions.Exit as done:
            code = done.exit_code
        except click.UsageError as error:
            code = self._say_usage(error)
        if standalone_mode:
            sys.exit(code)
        return code

    def _say_usage(self, error: click.UsageError) -> int:
        """Say what was typed wrongly."""
        message = printable(shortened(error.format_message(), 400))
        if isinstance(error, click.NoSuchOption) and error.ctx is not None and error.ctx.command is self:
            message += " Options of a command stand after its name."
        click.UsageError(message, ctx=error.ctx).show()
        return BAD

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """Offer the commands without importing them, and the options."""
        named = offered(self.list_commands(ctx), incomplete)
        return named + [one for one in click.Command.shell_complete(self, ctx, incomplete) if one.value not in VERBS]


def _complete(complete: Callable[..., Any]) -> NoReturn:
    """Hand words to a shell; whatever goes wrong, there are none."""
    importlib.import_module("claimmap.cli_completion")
    try:
        with redirect_stderr(io.StringIO()):
            complete(prog_name="claimmap", complete_var=COMPLETING)
    except Exception:  # noqa: BLE001 - a shell must never see a traceback
        sys.exit(BAD)
    sys.exit(DONE)


@click.group(
    cls=Commands, invoke_without_command=True, params=talk_options(), subcommand_metavar="COMMAND ...",
    context_settings={"help_option_names": ["-h", "--help"]}, epilog="`claimmap COMMAND --help` says more of a command, with examples.",
)  # fmt: skip
@click.version_option(package_name="claimmap")
@click.pass_context
def main(context: click.Context) -> None:
    """Map evidence to the elements of international crimes and report what is missing."""
    if context.invoked_subcommand is None:
        put(welcome())


def welcome() -> str:
    """Say what to do next: for the case of the current folder, or with the shipped case."""
    from pathlib import Path  # noqa: PLC0415 - needed only here

    from claimmap.library import shipped_cases  # noqa: PLC0415 - loaded only when shown

    case = "" if len(case_files_in(Path())) == 1 else " my-case"
    lines = [
        "claimmap maps evidence to the elements of international crimes and reports what is missing.",
        "",
        "The folder you are in holds a case:" if not case else "Begin a case of your own:",
    ]
    steps = [] if not case else [("claimmap new case my-case --as-of 2026-11-21", "write files to fill in")]
    steps += [
        (f"claimmap check{case}", "what is wrong with the files"),
        (f"claimmap gaps{case}", "what is shown, contested and missing"),
        (f"claimmap jurisdiction{case}", "whether the Court may hear it"),
        ("claimmap law '7(1)(d)'", "what the law asks"),
    ]
    lines += [f"  {line:<46}{words}" for line, words in steps]
    shipped = shipped_cases().get("xinjiang")
    if shipped is not None:
        lines += ["", "Or look at the shipped case:", f"  {'claimmap gaps xinjiang':<46}its report", f"  {shipped}"]
    return "\n".join([*lines, "", "`claimmap --help` lists every command."])


# ---------------------------------------------------------------- a process of its own


def run() -> NoReturn:
    """Run the command line as a process of its own.

    The process ends without taking a large case apart object by object, which would cost as much as evaluating it.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # it was closed before the process began
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 - it lives as long as the process
        with suppress(AttributeError, OSError, ValueError):
            stream.reconfigure(errors="backslashreplace")
    code = _ended(_code())
    os._exit(code)


def _code() -> int:
    """Run the command and return its exit code; whatever happens ends in a sentence."""
    try:
        code = main(standalone_mode=False)
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else DONE if done.code is None else BAD
    except (KeyboardInterrupt, click.Abort):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        return _say("stopped before the end", STOPPED)
    except BrokenPipeError:
        return DONE  # whoever read the output has seen enough
    except OSError as error:
        return _say(f"the output cannot be written: {(error.strerror or 'unknown reason').lower()}", BAD)
    except (MemoryError, RecursionError):
        return _say("this is too large, or too deep, for this machine; nothing more was written", BAD)
    except Exception as error:  # noqa: BLE001 - a fault of ours ends in a sentence too, without what files hold
        return _say(f"something went wrong inside claimmap ({_where(error)}); please report it; nothing more was written", BAD)
    return int(code)


def _where(error: Exception) -> str:
    """Name a fault of the program: its kind, and the line of ours where it arose; never its message, which may hold names."""
    trace, last = error.__traceback__, ""
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if f"{os.sep}claimmap{os.sep}" in file:
            last = f" in {os.path.basename(file)}, line {trace.tb_lineno}"  # noqa: PTH119 - a name of a frame, no file
        trace = trace.tb_next
    return type(error).__name__ + last


def _say(words: str, code: int) -> int:
    with suppress(OSError, ValueError):
        sys.stderr.write(printable(words) + "\n")
    return code


def _ended(code: int) -> int:
    """Write what is still held, and return the exit code."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        pass
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "it is closed").lower()
        code = _say(f"the output cannot be written: {reason}", BAD)
    with suppress(OSError, ValueError):
        sys.stderr.flush()
    return code
