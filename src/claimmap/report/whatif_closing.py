"""Closing sets in words: what to do, with which item, for which element, and what came of it on a copy of the case."""

from collections.abc import Iterator
from typing import Final

from claimmap.graph import PERPETRATORS
from claimmap.policy import GRADES
from claimmap.report.whatif import Block, Document, Section, lines, policy_fact
from claimmap.report.wording import RESULT_WORDS, STANDARD_ARTICLES, STANDARD_WORDS, ids_words
from claimmap.whatif.closing import Advice, Closing, ClosingSet, ElementClosing, Served
from claimmap.whatif.steps import Scope, or_better

CAUTION = (
    "Every set below was put into a copy of the case, as if it had succeeded, and the copy was evaluated; a set of which fewer steps would do is not "
    "shown. Whether a step succeeds is for the evidence: an item that turns out weak, or speaks against, is an answer too. "
    "Grade on the evidence alone, never towards a threshold."
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
    return Document(title=title, facts=head, caution=CAUTION, sections=(*_whole(found), *(_element(one) for one in found.elements)))


def _whole(found: Closing) -> Iterator[Section]:
    if found.note:
        yield Section(heading="The claim as a whole", level=2, blocks=(found.note,))
        return
    if not found.sets:
        return
    first = found.sets[0]
    mode = f" under {found.mode}" if found.mode else ""
    blocks: list[Block] = [
        f"The smallest way that was found{mode} takes {cost_words(first)}. Re-evaluated with all of it done: {RESULT_WORDS[first.result]}.",
        lines(*(step_words(one) for one in first.steps), numbered=True),
    ]
    ties = len(found.sets) - 1 + found.more
    if ties:
        blocks.append(f"{ties:,} other {'set takes' if ties == 1 else 'sets take'} no more; they differ in the choices listed under each element.")
    if found.truncated:
        blocks.append("The search was cut short for at least one element: a smaller set may exist, and ties may be missing.")
    others = [(name, news, more) for name, news, more in found.modes if name != found.mode]
    if others:
        blocks.append("Other modes named by the claim:")
        blocks.append(lines(*(f"{name}: {'nothing that the file asks for suffices' if news is None else takes_words(news, more or 0)}." for name, news, more in others)))
    if any(one.kind == "new-line" for one in first.steps):
        blocks.append("A new line is counted for each element that lacks one; a single new witness may serve several of them.")
    unsearched = list(dict.fromkeys(one.address for one in found.elements if one.unsearched))
    if unsearched:
        blocks.append(
            f"Search for exonerating material as well, and record where, for {ids_words(unsearched, 20)}: nobody has recorded a search for what speaks "
            "against them (art. 54(1)(a)). Re-evaluated: no result changes by it; it must be done all the same."
        )
    yield Section(heading="The claim as a whole", level=2, blocks=tuple(blocks))


def _element(one: ElementClosing) -> Section:
    blocks: list[Block] = [one.statement, f"Now: {RESULT_WORDS[one.result]}."]
    if not one.sets:
        blocks.append(
            "No set of steps on what the file holds brings it there, even with as many new lines as the policy asks for: "
            "what stands in the way is decided already."
        )
    for place, chosen in enumerate(one.sets):
        start = "Do" if place == 0 else "Or do instead"
        blocks.append(f"{start} ({cost_words(chosen)}); re-evaluated with {'it' if len(chosen.steps) == 1 else 'all of it'} done: {RESULT_WORDS[chosen.result]}:")
        blocks.append(lines(*(step_words(step) for step in chosen.steps)))
    if one.more:
        blocks.append(f"{one.more} more {'set' if one.more == 1 else 'sets'} of the same size {'is' if one.more == 1 else 'are'} not listed.")
    if one.truncated:
        blocks.append("The search was cut short here: a smaller set may exist, and ties may be missing.")
    if one.instead is not None:
        blocks.append(f"Or leave what the file holds aside ({cost_words(one.instead)}); re-evaluated: {RESULT_WORDS[one.instead.result]}:")
        blocks.append(lines(*(step_words(step) for step in one.instead.steps)))
    limb = f"({one.limb})" if one.limb else ""
    same = f" = {one.same_as}" if one.same_as and one.same_as != one.address else ""
    return Section(heading=f"{one.address}{limb}{same}{where_words(one.event, one.person, one.context, one.holder)}", level=2, blocks=tuple(blocks))


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
    return takes_words(found.new_lines, found.others)


def takes_words(news: int, others: int) -> str:
    """Say how much new evidence and how many other steps."""
    if not news:
        return f"no new evidence, {others} step{'' if others == 1 else 's'}"
    lines_ = f"{news} new line{'' if news == 1 else 's'} of evidence"
    return lines_ if not others else f"{lines_} and {others} other step{'' if others == 1 else 's'}"


def scope_words(scope: Scope | None) -> str:
    """Name the element that a step is for."""
    if scope is None:
        return ""
    perpetrators = scope.person == PERPETRATORS
    return scope.address + where_words(scope.event, None if perpetrators else scope.person, scope.context, "perpetrators" if perpetrators else None)


def served_words(one: Served) -> str:
    """Name an element that a step helps."""
    return one.address + where_words(one.event, one.person, None, one.holder)


def step_words(one: Advice) -> str:
    """Say one step: the action, the item, the element, and the result of the copy in which it was done."""
    title = f" ({one.title})" if one.title else ""
    grade = or_better(GRADES[one.grade])
    served = _several([served_words(each) for each in one.serves])
    if one.kind == "new-line":
        text = f"Find a new independent line for {scope_words(one.scope)}: a known source not counted yet, {grade}, with an item that shows it directly"
    elif one.kind == "refute":
        text = f"Find evidence, {grade}, that refutes the rival explanation {one.about}{title} of {scope_words(one.scope)}"
    elif one.kind == "answer-challenge":
        text = f"Answer the challenge that {one.about}{title} makes, for {served}: show that it is unfounded"
    elif one.kind == "answer":
        where = f" where it contradicts {scope_words(one.scope)}" if one.scope else f", from which several contradictions of {served} derive"
        text = f"Answer {one.about}{title}{where}: find out whether it can stand, on evidence that both sides would accept"
    elif one.kind == "record-assessment":
        text = f"Weigh all evidence on {scope_words(one.scope)}, for and against, and record an assessment with reasons, if it finds the element satisfied"
    else:
        verbs = [SHORTER.get(verb, verb) for verb in one.verbs]
        about = f"the undisclosed origin of {one.about[1:]}" if one.about.startswith("?") else one.about
        text = f"{ACTIONS[one.kind]} {about}{title} for {served}: " + "; ".join(verbs)
    return f"{text}. {_outcome(one)}".rstrip()


MOST_SERVED: Final = 3


def _several(names: list[str]) -> str:
    shown = "; ".join(names[:MOST_SERVED])
    return shown + (f"; and {len(names) - MOST_SERVED} more" if len(names) > MOST_SERVED else "")


ACTIONS: Final = {
    "assess": "Assess", "identify": "Identify", "obtain": "Obtain", "ruling": "Obtain a ruling on", "authenticate": "Authenticate",
}  # fmt: skip


SHORTER: Final = {
    "identify it, and show that it is not one already counted": "show that it is not one already counted",
    "obtain it: the file only mentions it": "the file only mentions it",
    "authenticate it": "its authenticity is disputed",
}
"""Verbs that the action already says."""


def _outcome(one: Advice) -> str:
    """Say what the copy gave: for one element, this step alone; for a claim, each element with the whole set done."""
    if one.alone:
        before = one.serves[0].before
        return "Re-evaluated with this alone: " + (f"still {RESULT_WORDS[before]}." if one.alone == before else f"{RESULT_WORDS[one.alone]}.")
    was, then = {each.before for each in one.serves}, {each.after for each in one.serves}
    if not one.serves:
        return ""
    return f"Re-evaluated with the whole list done: {' and '.join(RESULT_WORDS[each] for each in sorted(then))} (now {' or '.join(RESULT_WORDS[each] for each in sorted(was))})."
