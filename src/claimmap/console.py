"""What the commands share: printing, problems, exit codes. Results go to stdout, everything else to stderr."""

import json
import sys
import time
from collections.abc import Callable
from typing import Any, Final, NoReturn, TextIO

from claimmap.problems import InvalidFiles, Problem, printable

DONE: Final = 0
FOUND: Final = 1
BAD: Final = 2


def put(text: str, stream: TextIO | None = None) -> None:
    """Print text that ends in one newline."""
    out = stream or sys.stdout
    out.write(text if text.endswith("\n") else text + "\n")


def put_json(value: Any) -> None:
    """Print JSON on one line; `python -m json.tool` makes it readable."""
    put(json.dumps(value, ensure_ascii=False))


def show_problems(problems: tuple[Problem, ...], format_: str) -> None:
    """Print problems: as text on stderr, or as JSON on stdout."""
    if format_ == "json":
        put_json({"format": "claimmap/problems-1", "problems": [one.to_plain() for one in problems]})
        return
    for one in problems:
        put(one.render(), sys.stderr)
    if problems:
        counts = [(sum(one.severity == kind for one in problems), kind) for kind in ("error", "warning", "note")]
        put(", ".join(f"{count} {kind}{'' if count == 1 else 's'}" for count, kind in counts if count), sys.stderr)


def stop(error: Exception, format_: str) -> NoReturn:
    """End the command with what was wrong; never with a traceback."""
    if isinstance(error, InvalidFiles):
        show_problems(error.problems, format_)
        sys.exit(BAD)
    message, hint = getattr(error, "message", str(error)), getattr(error, "hint", None)
    if format_ == "json":
        plain: dict[str, Any] = {"file": None, "line": 0, "column": 0, "severity": "error", "rule": "usage", "message": message, "hint": hint, "also": []}
        put_json({"format": "claimmap/problems-1", "problems": [plain]})
    else:
        put(printable(message), sys.stderr)
        if hint:
            put(f"   = {printable(hint)}", sys.stderr)
    sys.exit(BAD)


def progress_on_terminal() -> Callable[[int, int], None] | None:
    """Return what shows progress on stderr after the first second, or None where stderr is no terminal."""
    if not sys.stderr.isatty():
        return None
    began = time.monotonic()

    def show(done: int, total: int) -> None:
        if time.monotonic() - began > 1:
            sys.stderr.write(f"\r{done} of {total}" + ("\n" if done == total else ""))
            sys.stderr.flush()

    return show
