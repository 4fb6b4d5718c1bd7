"""Closing sets in words: what to do, with which item, for which element, and what came of it on a copy of the case."""

from collections.abc import Iterator

from claimmap.policy import GRADES
from claimmap.report.whatif import Document, Section, lines, policy_fact
from claimmap.report.wording import RESULT_WORDS, STANDARD_ARTICLES, STANDARD_WORDS
from claimmap.whatif.closing import Advice, Closing, ClosingSet, ElementClosing
from claimmap.whatif.steps import Scope, or_better

CAUTION = (
    "Every set below was put into a copy of the case, as if it had succeeded, and the copy was evaluated; a set of which fewer steps would do is not "
    "shown. Whether a step succeeds is for the evidence: an item that turns out weak, or speaks against, is an answer too."
)


def document(found: Closing) -> Document:
    """Word what would bring a claim to a standard."""
    standard = STANDARD_WORDS[found.standard]
    head = (
        f"Standard asked for: {standard} ({STANDARD_ARTICLES[found.standard]}). Result now: {RESULT_WORDS[found.result]}.",
        f"Law: {found.law['id']} {found.law['version']}. " + policy_fact(found.policy["id"], found.policy["sha256"]),
    )
    title = f"What would bring {found.claim} ({found.crime}) to {standard}"
    if found.result == "met":
        return Document(title=title, facts=head, caution="", sections=(Section(heading="Nothing is missing at this standard", level=2, blocks=()),))
    return Document(title=title, facts=head, caution=CAUTION, sections=(*_whole(found), *(_element(one, found) for one in found.elements)))


def _whole(found: Closing) -> Iterator[Section]:
    if found.note:
        yield Section(heading="The claim as a whole", level=2, blocks=(found.note,))
        return
    if not found.sets:
        return
    first = found.sets[0]
    mode = f" under {found.mode}" if found.mode else ""
    blocks: list[object] = [
        f"The smallest way that was found{mode} takes {cost_words(first)}. Re-evaluated with all of it done: {RESULT_WORDS[first.result]}.",
        lines(*(step_words(one, whole=True) for one in first.steps), numbered=True),
    ]
    ties = len(found.sets) - 1 + found.more
    if ties:
        blocks.append(f"{ties} other {'set takes' if ties == 1 else 'sets take'} no more; they differ in the choices listed under each element.")
    if found.truncated:
        blocks.append("The search was cut short for at least one element: a smaller set may exist, and ties may be missing.")
    if any(one.kind == "new-line" for one in first.steps):
        blocks.append("A new line is counted for each element that lacks one; a single new witness may serve several of them.")
    yield Section(heading="The claim as a whole", level=2, blocks=tuple(blocks))  # type: ignore[arg-type]


def _element(one: ElementClosing, found: Closing) -> Section:
    blocks: list[object] = [one.statement, f"Now: {RESULT_WORDS[one.result]}."]
    if not one.sets:
        blocks.append(
            "No set of steps on what the file holds brings it there, even with as many new lines as the policy asks for: "
            "what stands in the way is decided already."
        )
    for place, chosen in enumerate(one.sets):
        start = "Do" if place == 0 else "Or do instead"
        entries = [step_words(step, now=one.result) for step in chosen.steps]
        blocks.append(f"{start} ({cost_words(chosen)}); re-evaluated with {'it' if len(entries) == 1 else 'all of it'} done: {RESULT_WORDS[chosen.result]}:")
        blocks.append(lines(*entries))
    if one.more:
        blocks.append(f"{one.more} more {'set' if one.more == 1 else 'sets'} of the same size {'is' if one.more == 1 else 'are'} not listed.")
    if one.truncated:
        blocks.append("The search was cut short here: a smaller set may exist, and ties may be missing.")
    if one.instead is not None:
        blocks.append(f"Or leave what the file holds aside ({cost_words(one.instead)}); re-evaluated: {RESULT_WORDS[one.instead.result]}:")
        blocks.append(lines(*(step_words(step, now=one.result) for step in one.instead.steps)))
    if one.unsearched:
        blocks.append(
            "Search for exonerating material as well, and record where: nobody has recorded a search for what speaks against this element "
            "(art. 54(1)(a)). It changes no result; it must be done all the same."
        )
    limb = f"({one.limb})" if one.limb else ""
    same = f" = {one.same_as}" if one.same_as and one.same_as != one.address else ""
    return Section(heading=f"{one.address}{limb}{same}{where_words(one.event, one.person, one.context, one.holder)}", level=2, blocks=tuple(blocks))  # type: ignore[arg-type]


def where_words(event: str | None, person: str | None, context: str | None = None, holder: str | None = None) -> str:
    """Say which incident, person or context a row is about."""
    words = []
    if event is not None:
        words.append(f"in {event}")
    if holder == "perpetrators":
        words.append("for the direct perpetrators")
    elif person is not None:
        words.append(f"for {person}")
    if context is not None:
        words.append(f"in the context {context}")
    return ", " + ", ".join(words) if words else ""


def cost_words(found: ClosingSet) -> str:
    """Say how much a set takes."""
    news = f"{found.new_lines} new line{'' if found.new_lines == 1 else 's'} of evidence"
    others = f"{found.others} other step{'' if found.others == 1 else 's'}"
    if not found.new_lines:
        return f"no new evidence, {found.others} step{'' if found.others == 1 else 's'}"
    return news if not found.others else f"{news} and {others}"


def scope_words(scope: Scope | None) -> str:
    """Name the element that a step is for."""
    return "" if scope is None else scope.address + where_words(scope.event, scope.person, scope.context)


def step_words(one: Advice, *, whole: bool = False, now: str | None = None) -> str:
    """Say one step: the action, the item, the element, and what it would do alone."""
    del whole
    title = f" ({one.title})" if one.title else ""
    grade = or_better(GRADES[one.grade])
    if one.kind == "new-line":
        text = f"Find a new independent line for {scope_words(one.scope)}: a known source not counted yet, {grade}, with an item that shows it directly"
    elif one.kind == "refute":
        text = f"Find evidence that refutes the rival explanation {one.about}{title} of {scope_words(one.scope)}, {grade}"
    elif one.kind == "answer-challenge":
        text = f"Answer the challenge that {one.about}{title} makes: show that it is unfounded"
    elif one.kind == "answer":
        text = f"Answer {one.about}{title}" + (f" where it contradicts {scope_words(one.scope)}" if one.scope else ", from which several contradictions derive")
        text += ": find out whether it can stand, with evidence that the other side would accept"
    elif one.kind == "record-assessment":
        text = f"Weigh the evidence on {scope_words(one.scope)} as a whole, for and against, and record the assessment with reasons, if it finds the element satisfied"
    else:
        about = f"the undisclosed origin of {one.about[1:]}" if one.about.startswith("?") else one.about
        text = f"{about[:1].upper()}{about[1:]}{title}: " + "; ".join(one.verbs)
    if one.alone and now is not None:
        text += f". Alone: {'still ' + RESULT_WORDS[now] if one.alone == now else RESULT_WORDS[one.alone]}"
    return text + "."
