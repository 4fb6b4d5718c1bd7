"""What the commands share: printing, problems, progress, exit codes. Results go to stdout, everything else to stderr."""

import json
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final, NoReturn, TextIO, final

import click

from claimmap.problems import InvalidFiles, Problem, printable, shortened

if TYPE_CHECKING:
    from rich.live import Live

DONE: Final = 0
FOUND: Final = 1
BAD: Final = 2
STOPPED: Final = 130
"""Ended by Ctrl-C, as shells count it."""

PATIENCE: Final = 1.0
"""Seconds that a step may take before it is shown."""


def put(text: str, stream: TextIO | None = None) -> None:
    """Print text that ends in one newline."""
    out = stream or sys.stdout
    out.write(text if text.endswith("\n") else text + "\n")


def put_json(value: Any) -> None:
    """Print JSON on one line; `python -m json.tool` makes it readable."""
    unicode = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().startswith("utf")
    put(json.dumps(value, ensure_ascii=not unicode))


# ---------------------------------------------------------------- how much is said


QUIET: Final = "claimmap.quiet"
VERBOSE: Final = "claimmap.verbose"


def _asked(key: str) -> bool:
    context = click.get_current_context(silent=True)
    return context is not None and bool(context.meta.get(key))


def quiet() -> bool:
    """Whether `--quiet` asked for results and problems alone."""
    return _asked(QUIET)


def verbose() -> bool:
    """Whether `--verbose` asked for what was read and how long it took."""
    return _asked(VERBOSE)


def remark(text: str) -> None:
    """Say something on stderr that is neither a result nor a problem."""
    if not quiet():
        put(printable(text), sys.stderr)


def detail(text: str) -> None:
    """Say something on stderr where `--verbose` asks for it."""
    if verbose():
        put(printable(text), sys.stderr)


def reader_gone() -> NoReturn:
    """End where whoever read the output has seen enough, as `head` has: nothing more is written."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - it lives as long as the process
    sys.exit(DONE)


# ---------------------------------------------------------------- problems


def show_problems(problems: tuple[Problem, ...], format_: str) -> None:
    """Print problems: as text on stderr, or as JSON on stdout."""
    if format_ == "json":
        put_json({"format": "claimmap/problems-1", "problems": [one.to_plain() for one in problems]})
        return
    for one in problems:
        put(one.render(), sys.stderr)
    if problems:
        counts = [(sum(one.severity == kind for one in problems), kind) for kind in ("error", "warning", "note")]
        remark(", ".join(f"{count} {kind}{'' if count == 1 else 's'}" for count, kind in counts if count))


def said(error: Exception) -> tuple[str, str | None]:
    """Return what an error says, and its hint, each short enough to read."""
    if isinstance(error, OSError):
        name = "the output cannot be written: " if error.filename is None else f"{error.filename}: "
        return shortened(f"{name}{(error.strerror or str(error) or type(error).__name__).lower()}", 2_000), None
    hint = getattr(error, "hint", None)
    return shortened(str(getattr(error, "message", error)), 2_000), hint


def stop(error: Exception, format_: str) -> NoReturn:
    """End the command with what was wrong; never with a traceback."""
    if isinstance(error, InvalidFiles):
        show_problems(error.problems, format_)
        sys.exit(BAD)
    message, hint = said(error)
    if format_ == "json":
        plain: dict[str, Any] = {"file": None, "line": 0, "column": 0, "severity": "error", "rule": "usage", "message": message, "hint": hint, "also": []}
        put_json({"format": "claimmap/problems-1", "problems": [plain]})
    else:
        put(printable(message), sys.stderr)
        if hint:
            put(f"   = {printable(hint)}", sys.stderr)
    sys.exit(BAD)


# ---------------------------------------------------------------- progress


@final
class Step:
    """One thing that a command does, shown on a terminal once it has taken more than a second.

    Its words are fixed text of the program: nothing of a case is ever shown.
    """

    def __init__(self, words: str) -> None:
        self._words = words
        self._lock = threading.Lock()
        self._ended = False
        self._live: Live | None = None
        self._timer = threading.Timer(PATIENCE, self._show)
        self._timer.daemon = True

    def start(self) -> None:
        """Begin to wait."""
        self._timer.start()

    def count(self, done: int, total: int) -> None:
        """Say how far it has come."""
        with self._lock:
            self._words = f"{self._words.partition(':')[0]}: {done} of {total}"
            if self._live is not None:
                self._live.update(self._face())

    def end(self) -> None:
        """Take it off the terminal."""
        self._timer.cancel()
        with self._lock:
            self._ended = True
            if self._live is not None:
                with suppress(OSError, ValueError):
                    self._live.stop()

    def _face(self) -> Any:
        from rich.spinner import Spinner  # noqa: PLC0415 - loaded only when shown

        return Spinner("line", text=self._words)

    def _show(self) -> None:
        from rich.console import Console  # noqa: PLC0415 - loaded only when shown
        from rich.live import Live  # noqa: PLC0415

        with self._lock, suppress(OSError, ValueError):
            if self._ended:
                return
            console = Console(stderr=True, highlight=False, markup=False, emoji=False)
            if console.is_dumb_terminal or not console.is_terminal:
                put(f"{self._words} ...", sys.stderr)
                return
            self._live = Live(
                self._face(), console=console, refresh_per_second=4, transient=True, redirect_stdout=False, redirect_stderr=False
            )
            self._live.start()


@contextmanager
def step(words: str, *, prints: bool = False) -> Iterator[Step]:
    """Do one step of a command: shown on stderr if it is a terminal and the step takes over a second; timed with `--verbose`.

    Args:
        words: What is being done, in words of the program.
        prints: The step itself writes to stdout; then it is not shown where stdout is a terminal too.
    """
    shown = Step(words)
    hidden = quiet() or not sys.stderr.isatty() or (prints and sys.stdout.isatty())
    began = time.monotonic()
    if not hidden:
        shown.start()
    try:
        yield shown
    finally:
        shown.end()
    detail(f"{words}: {time.monotonic() - began:.2f} s")
