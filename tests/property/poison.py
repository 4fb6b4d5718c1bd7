"""A case with hostile text in every field that takes text, ids included."""

import itertools
import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from claimmap.case import Case

HOSTILE = (
    "<script>document.title='run'</script>",
    '"><img src=x onerror="alert(1)">',
    "</title></style></script><h1 id=planted>planted</h1>",
    "left \u202e thgir \u2066 isolate \u200f mark",
    '=HYPERLINK("https://example.invalid/?"&A1;"click")',
    "{{ 7 * 7 }}{% raw %}[[ x ]]",
    "javascript:alert(1)//<a href=javascript:alert(1)>",
    "\x00\x1b[31m\x07 control \ud800 half",
    "--><!--<![CDATA[ &lt;b&gt; &amp;amp; ]]>",
    "w" * 100_000,
)
SEEN = (
    "<script>document.title='run'</script>",
    '"><img src=x onerror="alert(1)">',
    "</title></style></script><h1 id=planted>planted</h1>",
    "left \\u202e thgir \\u2066 isolate \\u200f mark",
    '=HYPERLINK("https://example.invalid/?"&A1;"click")',
    "{{ 7 * 7 }}{% raw %}[[ x ]]",
    "javascript:alert(1)//<a href=javascript:alert(1)>",
    "\\x00\\x1b[31m\\x07 control \\ud800 half",
    "--><!--<![CDATA[ &lt;b&gt; &amp;amp; ]]>",
    "w" * 2_000,
)
"""How a reader sees each of them, or how it begins."""
BIDI = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
FREE = frozenset(
    [
        "title", "name", "note", "shows", "at", "text", "because", "by", "where", "result", "label", "what", "words", "who", "why", "role",
        "position", "population", "policy_of", "count", "sex", "age", "url", "language", "file", "lines",
    ]
)


def poisoned(value: Any, names: dict[str, str], turn: Iterator[str], key: str = "") -> Any:
    """Put hostile text into every free text of a case, and hostile names in the place of ids."""
    if attrs.has(type(value)):
        if type(value).__name__ == "When":
            return value
        found = {one.name: getattr(value, one.name) for one in attrs.fields(type(value)) if one.init}
        filled = {name: "" if one is None and name in FREE and name not in ("by", "at", "where") else one for name, one in found.items()}
        changed = {name: poisoned(one, names, turn, name) for name, one in filled.items()}
        return type(value)(**{name.lstrip("_"): one for name, one in changed.items()})
    if isinstance(value, tuple):
        return tuple(poisoned(one, names, turn, key) for one in value)
    if isinstance(value, Mapping):
        return {poisoned(name, names, turn): poisoned(one, names, turn, key) for name, one in value.items()}
    if isinstance(value, str):
        if value in names:
            return names[value]
        if key in FREE and not re.fullmatch(r"[A-Z]{3}", value):
            return next(turn)
    return value


def poisoned_case(case: Case, texts: tuple[str, ...] = HOSTILE, *, ids: bool = True) -> Case:
    """Return a case with hostile texts in turn in every field that takes text, and in ids unless told otherwise."""
    found = (case.people, case.groups, case.contexts, case.events, case.claims, case.sources, case.evidence)
    short = [one for one in texts if len(one) < 1_000]
    names = {one: f"{one} {short[number % len(short)]}" for number, one in enumerate(one.id for list_ in found for one in list_)}
    names[case.id] = f"case {short[0]}"
    out = poisoned(case, names if ids else {}, itertools.cycle(texts))
    assert isinstance(out, Case)
    return out
