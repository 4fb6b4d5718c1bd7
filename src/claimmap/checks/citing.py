"""Rules on citations."""

from collections.abc import Iterator
from typing import Any, Final

from claimmap.case import Case
from claimmap.checks.findings import Finding
from claimmap.checks.naming import KINDS, KnownNames
from claimmap.law import Law
from claimmap.reading import Path_

MOST_WORDS: Final = 8


INNER: Final = {"events": ("parts", "victims"), "evidence": ("supports", "undermines")}
"""Where citations stand one level deeper."""


def check_citations(case: Case, law: Law) -> Iterator[Finding]:
    """A citation names an item of the case and quotes at most eight words."""
    names = KnownNames(case)
    for key in (*KINDS, "sources", "evidence", "challenges", "triggers", "leads", "maybe_same", "searches", "settled", "assessments", "grounds", "reviews", "grades"):
        for number, one in enumerate(getattr(case, key)):
            path: Path_ = (key.replace("_", "-"), number)
            if one.cite:
                yield from _cites(one, names, path)
            for inner in INNER.get(key, ()):
                for place, deeper in enumerate(getattr(one, inner)):
                    if deeper.cite:
                        yield from _cites(deeper, names, (*path, inner, place))


def _cites(one: Any, names: KnownNames, path: Path_) -> Iterator[Finding]:
    for number, cite in enumerate(one.cite):
        yield from names.one("evidence", cite.in_, (*path, "cite", number, "in"), "evidence item")
        if cite.words is not None and len(cite.words.split()) > MOST_WORDS:
            yield Finding(path=(*path, "cite", number, "words"), rule="too-many-words", message=f"a quotation of {len(cite.words.split())} words",
                          hint="quote at most eight words", severity="warning")  # fmt: skip
