"""The page of public names, from their signatures and docstrings."""

import inspect
import re
import types
import typing
from collections.abc import Iterator
from typing import Any, Final

import attrs

import claimmap
from claimmap import prospects, workbench
from claimmap.comparing import Comparison
from claimmap.gaps import Gap
from claimmap.jurisdiction import CaseJurisdiction, ClaimJurisdiction
from claimmap.policy import Policy
from claimmap.problems import Place
from claimmap.report.model import ClaimReport, ElementReport, Report, RowReport
from claimmap.workbench import TestResult
from generator.formats import in_order
from generator.writing import code, link, prose, table
from generator.writing import page as page_of

VALUES: Final = (
    Report, ClaimReport, ElementReport, RowReport, Gap, CaseJurisdiction, ClaimJurisdiction, Comparison, Policy, TestResult, Place,
)  # fmt: skip
"""Classes that users meet as answers and that the package itself does not name."""

PACKAGES: Final = {"jurisdiction": workbench.jurisdiction, "whatif": prospects.whatif}
"""Names that are a package of the library as well as a function."""

PLAIN: Final = {"format": "Name and version of the format.", "id": "As in the file.", "title": "As in the file.", "note": "As in the file."}
"""Attributes that need no words of their own."""

WORDS: Final = {
    "CaseJurisdiction": {"case": "Id of the case.", "as_of": "The day of the question.", "claims": "In the order of the case."},
    "ClaimJurisdiction": {
        "outcome": "yes, no, partly or unknown.", "exercise": "Whether a trigger carries the conduct.", "paths": "Every way that is open.",
        "conditions": "Each with its reason and source.", "by": "For each accused and incident.", "separately": "What stands beside the answer.",
    },
}  # fmt: skip
"""What is said of attributes beyond their docstrings."""

INTRODUCTION = """\
`import claimmap as cm` is enough: everything a script or a notebook needs stands on the package itself.
Importing it loads neither pandas nor networkx; what a call needs is loaded when it is made.

Functions never print, and never change a case: they return new values.
Values are frozen, compare by what they hold, show themselves in a notebook, and return JSON values with `to_plain()`.
Every failure is a `ClaimmapError`; bad files are an `InvalidFiles` with all their problems."""

SECTIONS: Final = ("Args", "Attributes", "Raises", "Returns", "Yields", "Source", "Example")


def page() -> str:
    """Return the page of public names."""
    named = [(name, PACKAGES.get(name) or getattr(claimmap, name)) for name in claimmap.__all__]
    verbs = [(name, one) for name, one in named if not isinstance(one, type)]
    classes = [(name, one) for name, one in named if isinstance(one, type)]
    values = [(one.__name__, one) for one in VALUES]
    parts = [INTRODUCTION, table(["name", "what it is"], ((link(code(name), name), first_line(one)) for name, one in [*verbs, *classes, *values]))]
    for title, group in (("Functions", verbs), ("Classes", classes), ("Values that functions return", values)):
        parts.append(f"## {title}")
        for name, one in group:
            parts += [f"### {name}", *(class_parts(one) if isinstance(one, type) else function_parts(name, one))]
    return page_of("Python", *parts)


def function_parts(name: str, function: Any) -> Iterator[str]:
    """Give the parts of a function."""
    yield f"```text\ncm.{name}{signature(function)}\n```"
    yield from doc_parts(function)


def class_parts(cls: type[Any]) -> Iterator[str]:
    """Give the parts of a class: what it holds and what it can do."""
    yield from doc_parts(cls)
    if attrs.has(cls):
        says = said_of(cls, "Attributes")
        fields = [one for one in attrs.fields(cls) if not one.name.startswith("_")]
        yield table(["attribute", "type", "meaning"], ((code(one.name), code(type_name(one.type)), says.get(one.name, "")) for one in fields))
    methods = [(name, one) for name, one in inspect.getmembers(cls) if not name.startswith("_") and has_doc(cls, name)]
    if methods:
        yield table(["method", "what it does"], ((code(name + ("" if isinstance(one, property) else signature(one))), first_line(one)) for name, one in methods))


def has_doc(cls: type[Any], name: str) -> bool:
    """Tell whether a name of a class is a method or property of this project."""
    one = inspect.getattr_static(cls, name)
    if isinstance(one, staticmethod | classmethod):
        one = one.__func__
    if isinstance(one, property):
        one = one.fget
    return isinstance(one, types.FunctionType) and bool(one.__doc__) and one.__module__.startswith("claimmap")


def doc_parts(one: Any) -> Iterator[str]:
    """Give the docstring of a function or class, section by section; attributes stand in a table of their own."""
    text, sections = split(inspect.getdoc(one) or "")
    for paragraph in text.split("\n\n"):
        if paragraph.startswith(">>>"):
            yield f"```text\n{paragraph}\n```"
        elif paragraph.strip():
            yield prose(paragraph)
    for title, body in sections.items():
        if title == "Attributes":
            continue
        entries = named_entries(body)
        if entries and title in ("Args", "Raises"):
            yield table([{"Args": "argument", "Raises": "raises"}[title], "meaning"], ((code(name), says) for name, says in entries.items()))
        else:
            yield prose(f"{title}: {' '.join(body.split())}")


def split(text: str) -> tuple[str, dict[str, str]]:
    """Split a docstring into its text and its sections."""
    pieces = re.split(rf"(?m)^({'|'.join(SECTIONS)}):\n", text)
    found: dict[str, str] = {}
    rest = ""
    for title, body in zip(pieces[1::2], pieces[2::2], strict=True):
        inside = re.match(r"(?:(?:[ ]{4}.*)?\n?)*", body)
        kept = inside.group() if inside else ""
        found[title] = inspect.cleandoc("\n" + kept)
        rest += body[len(kept) :]
    return pieces[0].strip() + ("\n\n" + rest.strip() if rest.strip() else ""), found


def named_entries(body: str) -> dict[str, str]:
    """Read `name: what it is`, line by line."""
    out: dict[str, str] = {}
    name = ""
    for line in body.splitlines():
        found = re.match(r"(?P<name>[\w, *]+): (?P<says>.*)", line)
        if found and not line.startswith(" "):
            name = found["name"]
            out[name] = found["says"]
        elif name:
            out[name] += " " + line.strip()
    return out


def said_of(cls: type[Any], section: str) -> dict[str, str]:
    """Return what a class and those it is made from say of each name."""
    out: dict[str, str] = {**PLAIN, **WORDS.get(cls.__name__, {})} if section == "Attributes" else {}
    for one in reversed(cls.__mro__):
        for names, says in named_entries(split(inspect.cleandoc(one.__doc__ or ""))[1].get(section, "")).items():
            out.update(dict.fromkeys((name.strip() for name in names.split(",")), says))
    return out


def signature(function: Any) -> str:
    """Return a signature in the words of the source, without the modules of its types."""
    try:
        found = inspect.signature(function)
    except (TypeError, ValueError):
        return "()"
    parameters = [one for one in found.parameters.values() if one.name != "self"]
    text = str(found.replace(parameters=[one.replace(annotation=shorten(one.annotation)) for one in parameters], return_annotation=shorten(found.return_annotation)))
    return text.replace("'", "").replace('"', "")


class Words(str):
    """A type in words; it prints as it stands."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def shorten(annotation: Any) -> Any:
    """Return a type as text without modules."""
    if annotation is inspect.Parameter.empty:
        return annotation
    return Words(type_name(annotation))


def type_name(kind: Any) -> str:
    """Return a type without modules.

    >>> type_name(tuple[str, ...])
    'tuple[str, ...]'
    """
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return " | ".join(in_order(inner))
    if origin in (typing.Union, types.UnionType):
        return " | ".join(sorted((type_name(one) for one in inner), key=lambda name: name == "None"))
    if kind is type(None):
        return "None"
    if isinstance(kind, str):
        return re.sub(r"\b(?:\w+\.)+(?=\w)", "", kind.strip("'\""))
    if isinstance(kind, type) and typing.get_origin(kind) is None:
        return kind.__name__
    return re.sub(r"\b(?:\w+\.)+(?=\w)", "", str(kind))


def first_line(one: Any) -> str:
    """Return the first sentence of a docstring."""
    return " ".join((inspect.getdoc(one) or "").split("\n\n")[0].split()).rstrip(".")
