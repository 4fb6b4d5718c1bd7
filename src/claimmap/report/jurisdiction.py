"""The answer on jurisdiction as a readable tree, as Markdown and as static HTML."""

import textwrap
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from claimmap.jurisdiction.answer import CaseJurisdiction, ClaimJurisdiction
from claimmap.problems import printable
from claimmap.report.markdown import escape as escape_markdown

OUTCOME_WORDS: Final = {
    "yes": "yes, on the facts as alleged",
    "no": "no, on the facts as alleged",
    "partly": "for a part only",
    "unknown": "undecided",
}
EXERCISE_WORDS: Final = {
    "exercised": "an open trigger carries it",
    "available": "no open trigger carries it: somebody would have to engage article 13",
    "defective": "triggers are listed, but none carries it",
    "hypothetical": "only a hypothetical trigger carries it",
    "n/a": "does not arise",
}
CAUTION: Final = (
    "Jurisdiction is asked on the facts as alleged, before any proof. Admissibility, deferral and immunity are reported apart and never change it."
)

Line = tuple[int, str]
"""Depth and text of a line of the tree."""


def outcome_words(answer: ClaimJurisdiction) -> str:
    """Say the outcome, and whether it is contested."""
    words = OUTCOME_WORDS[answer.outcome]
    return f"{words} (contested)" if answer.contested else words


def tree(answer: ClaimJurisdiction) -> Iterator[Line]:
    """Return the lines of a claim's answer, by depth."""
    yield 0, f"{answer.id}: {outcome_words(answer)}"
    yield 1, f"exercise: {answer.exercise} ({EXERCISE_WORDS[answer.exercise]})"
    yield from section("ways in", answer.paths)
    yield from section("for a part only", answer.parts)
    yield from section("fails", [f"{one.article}: {one.because}" for one in answer.fails])
    yield 1, "conditions"
    for one in answer.conditions:
        about = f" {one.about}" if one.about else ""
        lean = f", leaning {one.prevailing}" if one.prevailing else ", no authority leans either way" if one.outcome == "contested" else ""
        yield 2, f"{one.article}{about}: {one.outcome}{lean}. {one.because} [{one.source}]"
    if answer.hooks:
        yield 1, "where each part happened"
        for hook in answer.hooks:
            lean = f", leaning {hook.prevailing}" if hook.prevailing else ""
            what = " ".join(filter(None, (hook.part, f"({hook.role})" if hook.role else "", f"of {hook.element}" if hook.element else "")))
            yield 2, f"{what} at {hook.place}, {hook.when or 'day unknown'}: {hook.suffices}{lean}. {hook.because}"
    if answer.needs:
        yield 1, "what would settle it (the smallest sets of facts)"
        for needed in answer.needs:
            yield 2, "; and ".join(needed)
    if answer.decides:
        yield 1, "days on which it turns"
        for day in answer.decides:
            yield 2, f"{day.day}: before it {day.before}, from it on {day.from_}. {day.because}"
    if answer.views:
        yield 1, "views"
        for view in answer.views:
            rank = f", {view.rank}" if view.rank else ""
            yield 2, f"{view.point}: {view.answer}, {view.who}{rank}{' (prevails)' if view.prevails else ''}: {view.why}"
    if answer.neighbours:
        yield 1, "crimes that the same facts may meet"
        for near in answer.neighbours:
            yield 2, f"{near.address}: {near.outcome}{' (contested)' if near.contested else ''}. {near.why}"
    if len(answer.by) > 1:
        yield 1, "by accused and incident"
        for each in answer.by:
            yield 2, f"{each.person or 'no accused named'}, {each.event or 'no incident named'}: {each.outcome}{' (contested)' if each.contested else ''}"
    if answer.separately:
        yield 1, "reported apart"
        for other in answer.separately:
            yield 2, f"{other.article}: {other.outcome}. {other.because}"


def section(title: str, lines: Sequence[str]) -> Iterator[Line]:
    """Return a titled list, or nothing."""
    if lines:
        yield 1, title
        for line in lines:
            yield 2, line


def claim_text(answer: ClaimJurisdiction, width: int = 80) -> str:
    """Return a claim's answer as a tree of plain text."""
    out = []
    for depth, line in tree(answer):
        lead = "  " * depth + ("- " if depth > 1 else "")
        out += textwrap.wrap(printable(line), width, initial_indent=lead, subsequent_indent=" " * len(lead), break_on_hyphens=False) or [lead]
    return "\n".join(out) + "\n"


def claim_markdown(answer: ClaimJurisdiction) -> str:
    """Return a claim's answer as Markdown."""
    out = []
    for depth, line in tree(answer):
        text = escape_markdown(line)
        out.append(f"### {text}\n" if depth == 0 else f"- {text}" if depth == 1 else f"  - {text}")
    return "\n".join(out) + "\n"


def claim_html(answer: ClaimJurisdiction) -> str:
    """Return a claim's answer as a static fragment of HTML."""
    out: list[str] = []
    depth_now = 0
    for depth, line in tree(answer):
        text = escape(printable(line))
        if depth == 0:
            out.append(f"<section><h4>{text}</h4>")
            continue
        out.append("<ul>" * (depth - depth_now) + "</ul>" * (depth_now - depth) + f"<li>{text}</li>")
        depth_now = depth
    return "".join(out) + "</ul>" * depth_now + "</section>"


def head(found: CaseJurisdiction) -> str:
    """Return the line above the answers."""
    return f"Jurisdiction in the case {found.case}, as of {found.as_of}"


def to_text(found: CaseJurisdiction, width: int = 80) -> str:
    """Return the answers of a case as text."""
    caution = textwrap.fill(CAUTION, width)
    return "\n".join([head(found), caution, "", *(claim_text(one, width) for one in found.claims)])


def to_markdown(found: CaseJurisdiction) -> str:
    """Return the answers of a case as Markdown."""
    return "\n".join([f"## {escape_markdown(head(found))}", "", CAUTION, "", *(claim_markdown(one) for one in found.claims)])


def to_html(found: CaseJurisdiction) -> str:
    """Return the answers of a case as a static fragment of HTML."""
    return f"<div><h3>{escape(printable(head(found)))}</h3><p><small>{CAUTION}</small></p>" + "".join(claim_html(one) for one in found.claims) + "</div>"
