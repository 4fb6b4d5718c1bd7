"""Policies, States and problems in words, for a notebook."""

from collections.abc import Sequence

from claimmap.policy import Policy, Stage
from claimmap.problems import Place, Problem, printable
from claimmap.report.casefaces import sheet
from claimmap.report.statetext import timeline
from claimmap.report.whatif import Document, Grid, Section
from claimmap.report.wording import STANDARD_WORDS
from claimmap.states import State, States, Status

CON_WORDS = {
    "note": "contradiction is noted", "outweighed": "contradiction must be outweighed", "answered": "contradiction must be answered",
}  # fmt: skip


def policy_document(policy: Policy) -> Document:
    """Word a policy: what each standard asks."""
    rows = tuple((STANDARD_WORDS[one.standard], one.basis, asked_words(one), CON_WORDS[one.con], limits_words(one)) for one in policy.stages)
    grades = [("source " + key, value) for key, value in policy.admiralty.letter.items()] + [
        ("information " + key, value) for key, value in policy.admiralty.digit.items()
    ]
    return Document(
        title=f"Policy {policy.id}: {policy.title}",
        facts=(f"sha256 {policy.sha256[:12] or 'not loaded from a file'}", f"Conclusions carry {'nothing' if policy.conclusions == 'none' else 'their grade'}."),
        caution="Working thresholds that a team chooses. They are not law.",
        sections=(
            Section(heading="What each standard asks", level=2, blocks=(Grid(caption="", head=("standard", "basis", "asks", "contradiction", "limits"), rows=rows),)),
            Section(heading="How the admiralty code reads", level=2, blocks=(Grid(caption="", head=("code", "grade"), rows=tuple(grades)),)),
        ),
    )  # fmt: skip


def asked_words(stage: Stage) -> str:
    """Say what reaches a standard."""
    ways = [
        f"{'one line' if one.lines == 1 else f'{one.lines} lines'} of grade {one.grade}{'' if one.grade == 'high' else ' or better'}"
        + (" and a recorded assessment" if one.assessment else "")
        for one in stage.pro
    ]
    return "; or ".join(ways)


def limits_words(stage: Stage) -> str:
    """Say what a standard caps, holds as pending, and asks of rival explanations."""
    said = [f"{tag} at most {grade}" for tag, grade in stage.caps.items()] + [f"{tag} is pending" for tag in stage.pending]
    said.append("rival explanations must be excluded" if stage.alternatives == "exclude" else "rival explanations are reported")
    return "; ".join(said)


def state_document(state: State) -> Document:
    """Word every dated fact about a State."""
    grid = Grid(caption="Dated facts, each with how far it can be trusted.", head=("day", "fact", "trust"),
                rows=tuple((day or "no day", fact, trust) for day, fact, trust in timeline(state)))  # fmt: skip
    facts = () if grid.rows else (f"{state.name} has never been a Party and has accepted nothing.",)
    return sheet(f"{state.code} {state.name}", ("kind", state.kind), ("part of", state.part_of), facts=facts, more=(grid,))


def states_document(states: States) -> Document:
    """Word the register of States."""
    found = list(states)
    joined = sum(one.membership is not None for one in found)
    return sheet(
        "States", ("States and territories with a file", str(len(found))), ("of these ever a Party", str(joined)),
        ("names of ISO 3166-1", str(len(states.countries))), ("Security Council referrals", str(len(states.referrals))),
        ("amendments", str(len(states.amendments))), facts=("law.state(code) shows one, and its .on(day) where it stood.",),
    )  # fmt: skip


def status_document(status: Status) -> Document:
    """Word where a State stood on a day."""
    return sheet(
        f"{status.code} on {status.day.isoformat()}", ("standing", status.standing), ("because", status.because),
        ("declarations under article 12(3) in reach", "; ".join(one.what for one in status.declarations)),
    )  # fmt: skip


# ---------------------------------------------------------------- problems


def problems_document(found: Sequence[Problem]) -> Document:
    """Word problems; they quote what stands in a file, so they are for those who may read it."""
    rows = tuple((place_words(one.place), message(one), one.hint or "") for one in found)
    grid = Grid(caption="", head=("place", "what is wrong", "what would be right"), rows=rows)
    errors = sum(one.severity == "error" for one in found)
    title = f"{len(found)} problem{'' if len(found) == 1 else 's'}" if found else "No problem"
    if found:
        title += "; no report until it is mended" if errors == len(found) == 1 else f", {errors} to mend before there is a report" if errors else "; a report can be made"
    return Document(title=title, facts=(), caution="", sections=(Section(heading="", level=0, blocks=(grid,)),) if rows else ())


def message(one: Problem) -> str:
    """Say what is wrong, with the name of the rule."""
    return f"{'' if one.severity == 'error' else f'{one.severity}: '}{one.message} [{one.rule}]"


def place_words(place: Place) -> str:
    """Return a place on one line."""
    return printable(str(place)).replace("\n", "\\n")


def problems_text(found: Sequence[Problem]) -> str:
    """Return problems as the command line shows them."""
    return "\n".join(one.render() for one in found) if found else "no problem"


# ---------------------------------------------------------------- expectations


def expectations_document(passed: int, failed: int, rows: Sequence[tuple[str, ...]], problems: Sequence[Problem]) -> Document:
    """Word what came of the expectations that case files carry."""
    grid = Grid(caption="", head=("claim", "what", "expected", "found", "file"), rows=tuple(rows))
    sections = [Section(heading="", level=0, blocks=(grid,))] if rows else []
    return Document(
        title=f"{passed} passed, {failed} failed", facts=("Counted are claims that carry an expectation.",), caution="",
        sections=(*sections, *(problems_document(problems).sections if problems else ())),
    )  # fmt: skip
