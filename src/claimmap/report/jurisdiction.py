"""The answer on jurisdiction as a readable tree, as Markdown and as static HTML."""

import textwrap
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from attrs import evolve

from claimmap.case import Case
from claimmap.jurisdiction.answer import CaseJurisdiction, ClaimJurisdiction
from claimmap.problems import printable
from claimmap.report.markdown import escape as escape_markdown
from claimmap.report.plainpage import plain_page
from claimmap.states import States

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

UNCLAIMED: Final = "Incidents told of that are in no claim, as far as their places and days go"

Line = tuple[int, str]
"""Depth and text of a line of the tree."""


def outcome_words(answer: ClaimJurisdiction) -> str:
    """Say the outcome, and whether it is contested."""
    words = OUTCOME_WORDS[answer.outcome]
    return f"{words} (contested)" if answer.contested else words


def tree(answer: ClaimJurisdiction, *, claimed: bool = True) -> Iterator[Line]:
    """Return the lines of an answer, by depth.

    Args:
        answer: The answer for a claim, or for an incident.
        claimed: Whether it is a claim: of an incident that is in none nothing is reported apart.
    """
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
    elif answer.outcome == "unknown":
        yield 1, "what would settle it"
        yield 2, "no fact alone: the answer is left to a point of law on which authority leans neither way (see the views)"
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
    if claimed and answer.separately:
        yield 1, "reported apart"
        for other in answer.separately:
            yield 2, f"{other.article}: {other.outcome}. {other.because}"


def section(title: str, lines: Sequence[str]) -> Iterator[Line]:
    """Return a titled list, or nothing."""
    if lines:
        yield 1, title
        for line in lines:
            yield 2, line


def claim_text(answer: ClaimJurisdiction, width: int = 80, *, claimed: bool = True) -> str:
    """Return an answer as a tree of plain text."""
    out = []
    for depth, line in tree(answer, claimed=claimed):
        lead = "  " * depth + ("- " if depth > 1 else "")
        out += textwrap.wrap(printable(line), width, initial_indent=lead, subsequent_indent=" " * len(lead), break_on_hyphens=False) or [lead]
    return "\n".join(out) + "\n"


def claim_markdown(answer: ClaimJurisdiction, *, claimed: bool = True) -> str:
    """Return an answer as Markdown."""
    out = []
    for depth, line in tree(answer, claimed=claimed):
        text = escape_markdown(line)
        out.append(f"### {text}\n" if depth == 0 else f"- {text}" if depth == 1 else f"  - {text}")
    return "\n".join(out) + "\n"


def claim_html(answer: ClaimJurisdiction, *, claimed: bool = True, level: int = 4) -> str:
    """Return an answer as a static fragment of HTML.

    Args:
        answer: The answer for a claim, or for an incident.
        claimed: Whether it is a claim.
        level: Level of its heading.
    """
    out: list[str] = []
    depth_now = 0
    for depth, line in tree(answer, claimed=claimed):
        text = escape(printable(line))
        if depth == 0:
            out.append(f"<section><h{level}>{text}</h{level}>")
            continue
        if depth > depth_now:
            out.append("<ul>")  # inside the item that it belongs to
        else:
            out.append("</li>" + "</ul></li>" * (depth_now - depth))
        out.append(f"<li>{text}")
        depth_now = depth
    return "".join(out) + "</li></ul>" * depth_now + "</section>"


def answer_html(answer: ClaimJurisdiction) -> str:
    """Return a claim's answer as a static fragment of HTML, with its timeline."""
    return claim_html(answer, level=3) + timeline_html(answer)


def timeline_html(answer: ClaimJurisdiction | CaseJurisdiction) -> str:
    """Draw the membership and declarations of the States concerned, the triggers and the incidents; nothing without facts."""
    if answer.facts is None:
        return ""
    from claimmap.report.html import timeline_of  # noqa: PLC0415 - loaded only when drawn
    from claimmap.report.html.timeline_svg import draw_timeline  # noqa: PLC0415

    case, states = answer.facts
    if isinstance(answer, ClaimJurisdiction):
        case = _about(case, states, answer.id)
    drawn = timeline_of(case, states)
    return "" if drawn is None else f'<div style="overflow-x:auto">{draw_timeline(drawn, "Timeline of jurisdiction")}</div>'


def _about(case: Case, states: States, name: str) -> Case:
    """Leave of a case what concerns one claim, or one incident that is in no claim."""
    from claimmap.report.html.spans import states_named  # noqa: PLC0415 - loaded only when drawn

    claim = next((one for one in case.claims if one.id == name), None)
    people, events = ((), (name,)) if claim is None else (claim.people, claim.events)
    left = evolve(
        case,
        people=tuple(one for one in case.people if one.id in people),
        events=tuple(one for one in case.events if one.id in events),
        contexts=tuple(one for one in case.contexts if claim is not None and one.id == claim.context),
        states={},
    )
    named = set(states_named(left, states))
    return evolve(left, states={code: facts for code, facts in case.states.items() if code in named})


def head(found: CaseJurisdiction) -> str:
    """Return the line above the answers."""
    return f"Jurisdiction in the case {found.case}, as of {found.as_of}"


def to_text(found: CaseJurisdiction, width: int = 80) -> str:
    """Return the answers of a case as text."""
    caution = textwrap.fill(CAUTION, width)
    out = [head(found), caution, "", *(claim_text(one, width) for one in found.claims)]
    if found.incidents:
        out += [textwrap.fill(UNCLAIMED, width), "", *(claim_text(one, width, claimed=False) for one in found.incidents)]
    return "\n".join(out)


def to_markdown(found: CaseJurisdiction) -> str:
    """Return the answers of a case as Markdown."""
    out = [f"## {escape_markdown(head(found))}", "", CAUTION, "", *(claim_markdown(one) for one in found.claims)]
    if found.incidents:
        out += [f"## {UNCLAIMED}", "", *(claim_markdown(one, claimed=False) for one in found.incidents)]
    return "\n".join(out)


def to_html(found: CaseJurisdiction, level: int = 3) -> str:
    """Return the answers of a case as a static fragment of HTML.

    Args:
        found: The answers.
        level: Level of its heading; those of the claims are one below.
    """
    out = [f"<div><h{level}>{escape(printable(head(found)))}</h{level}><p><small>{CAUTION}</small></p>", timeline_html(found)]
    out += [claim_html(one, level=level + 1) for one in found.claims]
    if found.incidents:
        out.append(f"<h{level + 1}>{UNCLAIMED}</h{level + 1}>")
        out += [claim_html(one, claimed=False, level=level + 2) for one in found.incidents]
    return "".join(out) + "</div>"


def to_page(found: CaseJurisdiction) -> str:
    """Return the answers of a case as one self-contained page, without scripts."""
    return plain_page(head(found), to_html(found, level=1))
