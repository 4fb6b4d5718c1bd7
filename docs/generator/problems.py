"""The page of problems: each rule, what it means, a message as it is shown, and what to do."""

import re
from pathlib import Path
from typing import Any

import yaml

from generator.writing import code, link, prose, table
from generator.writing import page as page_of

RULES = Path(__file__).parent / "problems.yml"
BAD = Path(__file__).parents[2] / "tests" / "bad"

INTRODUCTION = """\
What is wrong with a file is shown all at once, in the order of the files, each fault once: where it stands, what was found, the name of the rule in brackets, the line, and what to do.
An error keeps a case from being loaded; a warning and a note leave the result to you.
Nothing is ever half loaded, and no file is rewritten.

The examples show a message as it is printed."""


def rules() -> dict[str, dict[str, Any]]:
    """Read what is said of each rule."""
    found: dict[str, dict[str, Any]] = yaml.safe_load(RULES.read_text(encoding="utf-8"))
    return found


def page() -> str:
    """Return the page of problems."""
    listed = rules()
    rows = ((link(code(name), name), one["severity"], one["means"]) for name, one in sorted(listed.items()))
    parts = [INTRODUCTION, table(["rule", "severity", "in short"], rows)]
    for name, one in sorted(listed.items()):
        parts += [f"## {name}", prose(f"{one['severity'].capitalize()}. {one['means']}"), prose(one["do"])]
        shown = one.get("example") or example(name)
        if shown:
            parts.append(f"```text\n{shown.rstrip()}\n```")
    return page_of("Problems", *parts)


def example(rule: str) -> str | None:
    """Return the first message of a rule in the bad files, the file named after the rule first."""
    named = sorted(BAD.glob("*.txt"), key=lambda path: (not path.stem.startswith(rule), path.stem != rule, path.stem))
    for path in named:
        for message in messages(path.read_text(encoding="utf-8")):
            if message.splitlines()[0].endswith(f"  [{rule}]"):
                return message
    return None


def messages(text: str) -> list[str]:
    """Split the text of a bad file into its messages: lines that are indented go on with the last one.

    >>> messages("a: x  [r]\\n   = hint\\nb: y  [s]\\n")
    ['a: x  [r]\\n   = hint', 'b: y  [s]']
    """
    return [one.rstrip("\n") for one in re.split(r"(?m)^(?=\S)", text) if one.strip()]
