"""Suppositions, identities, the ladder, analysts, sensitivity and disclosure candidates in words."""

from collections.abc import Sequence

from claimmap.report.whatif import Block, Document, Grid, Section, lines, policy_fact
from claimmap.report.whatif_closing import where_words
from claimmap.report.wording import RESULT_WORDS, STANDARD_WORDS, ids_words, lines_words
from claimmap.whatif.analysts import Analysts
from claimmap.whatif.disclosure import CAUTION, Candidate, Disclosure
from claimmap.whatif.identities import Identities, IdentityQuestion
from claimmap.whatif.ladder import Ladder, Rung
from claimmap.whatif.recharacterise import Recharacterised
from claimmap.whatif.sensitivity import Flip, Sensitivity
from claimmap.whatif.supposed import ClaimChange, ElementChange, WhatIf

MOST_ELEMENTS = 30


def change_words(one: ClaimChange) -> tuple[str, list[str]]:
    """Say what becomes of a claim."""
    under = [
        f"{STANDARD_WORDS[standard]}: {RESULT_WORDS[before]} becomes {RESULT_WORDS[one.after[standard]]}."
        for standard, before in one.before.items() if before != one.after[standard]
    ]  # fmt: skip
    return f"{one.claim} changes.", under


def element_words(one: ElementChange) -> str:
    """Say what becomes of an element."""
    what = f"{one.address}{where_words(one.event, one.person)} of {one.claim}"
    result = f"{RESULT_WORDS[one.before]} becomes {RESULT_WORDS[one.after]}" if one.before != one.after else f"still {RESULT_WORDS[one.after]}"
    parts = []
    for place, side in enumerate(("for", "against")):
        before, after = one.lines_before[place], one.lines_after[place]
        if before != after:
            parts.append(f"lines {side} {lines_words(before)} become {lines_words(after)}")
    return f"{what}: {result}" + (f"; {', '.join(parts)}" if parts else "") + "."


def changes(claims: Sequence[ClaimChange], elements: Sequence[ElementChange]) -> list[Block]:
    """Say what a supposition changes, or that it changes nothing."""
    blocks: list[Block] = []
    if claims:
        blocks.append(lines(*(change_words(one) for one in claims)))
    if elements:
        blocks.append("Element by element:")
        blocks.append(lines(*(element_words(one) for one in elements[:MOST_ELEMENTS])))
        if len(elements) > MOST_ELEMENTS:
            blocks.append(f"{len(elements) - MOST_ELEMENTS} more elements differ.")
    return blocks or ["No result changes, and no line is lost or won."]


def supposed_document(found: WhatIf) -> Document:
    """Word a supposition."""
    head = (
        f"Standard shown: {STANDARD_WORDS[found.standard]}. Claims are compared at every standard.",
        policy_fact(found.policy["id"], found.policy["sha256"]),
    )
    same = f"Claims that stand as they stood: {ids_words(found.same, 20)}." if found.same else "No claim stands as it stood."
    return Document(
        title=f"What if: {found.title}", facts=head, caution="",
        sections=(
            Section(heading="Supposed", level=2, blocks=(lines(*(found.supposed or ("Nothing.",))),)),
            Section(heading="What changes", level=2, blocks=(*changes(found.claims, found.elements), same)),
        ),
    )  # fmt: skip


def identities_document(found: Identities) -> Document:
    """Word the questions of identity."""
    return Document(
        title=f"Questions of identity in {found.title}", facts=(policy_fact(found.policy["id"], found.policy["sha256"]),),
        caution="Nothing is merged: each answer was tried on a copy. Only a person can say yes.",
        sections=tuple(_question(one) for one in found.questions) or (Section(heading="The case asks no such question", level=2, blocks=()),),
    )  # fmt: skip


def _question(one: IdentityQuestion) -> Section:
    blocks: list[Block] = [one.why]
    blocks += [f"If they are one: {one.why_not}"] if not one.asked else ["If they are one:", *changes(one.claims, one.elements)]
    return Section(heading=f"Is {' the same as '.join(one.ids)}?", level=2, blocks=tuple(blocks))


def ladder_document(found: Ladder) -> Document:
    """Word the ladder of standards."""
    head = ("claim", *(STANDARD_WORDS[one] for one in found.standards))
    grid = Grid(
        caption="Claims by standard of proof", head=head, rows=tuple((one.claim, *(RESULT_WORDS[one.results[name]] for name in found.standards)) for one in found.claims)
    )  # fmt: skip
    return Document(
        title=f"The ladder of standards for {found.title}", facts=(policy_fact(found.policy["id"], found.policy["sha256"]),), caution="",
        sections=(Section(heading="Where each claim stands", level=2, blocks=(grid,)), *(_rung(one) for one in found.claims)),
    )  # fmt: skip


def _rung(one: Rung) -> Section:
    highest = f"Highest standard reached: {STANDARD_WORDS[one.highest]}." if one.highest else "No standard is reached."
    blocks: list[Block] = [highest]
    if one.next is not None:
        blocks.append(f"What separates it from {STANDARD_WORDS[one.next]}:")
        entries = []
        for gap in one.separates:
            limb = f"({gap.limb})" if gap.limb else ""
            if gap.new_lines is None:
                takes = "nothing that the file asks for would do"
            else:
                takes = f"at least {gap.new_lines} new line{'' if gap.new_lines == 1 else 's'} and {gap.others} other step{'' if gap.others == 1 else 's'}"
            entries.append(f"{gap.address}{limb}{where_words(gap.event, gap.person)}: {RESULT_WORDS[gap.result]}; {takes}.")
        blocks.append(lines(*entries) if entries else "The law states no elements for it.")
    if one.fallbacks:
        blocks.append("What already stands higher:")
        blocks.append(
            lines(
                *(
                    f"{'Mode' if back.kind == 'mode' else 'Claim in the alternative' if back.kind == 'claim' else 'Neighbouring crime'} {back.what}, at "
                    f"{STANDARD_WORDS[back.highest]}: {back.why.rstrip('.')}." + (f" {back.review} links to review first." if back.review else "")
                    for back in one.fallbacks
                )
            )
        )
    elif one.next is not None:
        blocks.append("No other mode, alternative claim or neighbouring crime on the same links stands higher.")
    return Section(heading=f"{one.claim} ({one.crime}): {one.title}", level=2, blocks=tuple(blocks))


def analysts_document(found: Analysts) -> Document:
    """Word the grades of several analysts, side by side."""
    if not found.analysts:
        return Document(title=f"Analysts on {found.title}", facts=("The case holds no grades by analyst.",), caution="", sections=())
    claims = Grid(
        caption=f"Claims at {STANDARD_WORDS[found.standard]}, each analyst's grades evaluated apart", head=("claim", *found.analysts),
        rows=tuple((claim, *(RESULT_WORDS[one[name]] for name in found.analysts)) for claim, one in found.claims.items()),
    )  # fmt: skip
    sections = [Section(heading="Claims", level=2, blocks=(claims,))]
    if found.elements:
        grid = Grid(caption="Elements on which they differ", head=("element", *found.analysts),
                    rows=tuple((name, *(RESULT_WORDS[one[who]] if who in one else "-" for who in found.analysts)) for name, one in found.elements.items()))  # fmt: skip
        sections.append(Section(heading="Elements", level=2, blocks=(grid,)))
    entries = []
    for one in found.disagreements:
        what = one.about + (f" on {one.element}" if one.element else "")
        matters = f"It matters to {ids_words(one.matters, 8)}." if one.matters else "It changes no result, whichever is right."
        entries.append((f"{what}: " + "; ".join(f"{name} says {grade} ({one.reasons[name]})" for name, grade in one.grades.items()) + ".", [matters]))
    sections.append(Section(heading="Where they disagree", level=2, blocks=(lines(*entries) if entries else "Nowhere.",)))
    return Document(
        title=f"Analysts on {found.title}", facts=(policy_fact(found.policy["id"], found.policy["sha256"]),),
        caution="Nothing is averaged: each column is one analyst's grades, and the file's own where that analyst gives none.", sections=tuple(sections),
    )  # fmt: skip


def sensitivity_document(found: Sensitivity) -> Document:
    """Word what each step of the policy would change."""
    sections = []
    for one in found.moves:
        kind = "stricter" if one.stricter else "laxer"
        note = [] if one.nested else ["So changed, the policy would no longer ask at least as much at every stricter standard."]
        blocks: list[Block] = [lines(*(_flip(flip) for flip in (*one.claims, *one.elements[:MOST_ELEMENTS])), *note)]
        if len(one.elements) > MOST_ELEMENTS:
            blocks.append(f"{len(one.elements) - MOST_ELEMENTS} more elements flip.")
        sections.append(Section(heading=f"{STANDARD_WORDS[one.standard]}, {kind}: {one.step}", level=2, blocks=tuple(blocks)))
    if not sections:
        sections.append(Section(heading="No result flips if a clause moves by one step", level=2, blocks=()))
    return Document(
        title=f"What hangs on one step of the policy in {found.title}", facts=(policy_fact(found.policy["id"], found.policy["sha256"]),),
        caution="The policy is a choice of the team, not law. What flips here should be read with that in mind.", sections=tuple(sections),
    )  # fmt: skip


def _flip(one: Flip) -> str:
    what = f"claim {one.claim}" if one.address is None else f"{one.address}{where_words(one.event, one.person)} of {one.claim}"
    return f"{what}: {RESULT_WORDS[one.before]} becomes {RESULT_WORDS[one.after]}."


def disclosure_document(found: Disclosure) -> Document:
    """Word the candidates for disclosure review."""
    waiting = [one for one in found.candidates if not one.reviews]
    reviewed = [one for one in found.candidates if one.reviews]
    sections = [
        Section(heading=f"Not yet reviewed: {len(waiting)}", level=2, blocks=(lines(*(_candidate(one) for one in waiting)) if waiting else "None.",)),
        Section(heading=f"Reviewed: {len(reviewed)}", level=2, blocks=(lines(*(_candidate(one) for one in reviewed)) if reviewed else "None.",)),
    ]
    if found.statements:
        sections.append(
            Section(heading="Statements (rule 76) that are no candidates otherwise", level=2, blocks=(f"{ids_words(found.statements, 40)}.",))
        )
    if found.other_reviews:
        entries = [f"{one.item}: {one.reviewer}, {one.date.text}: {one.category}. {one.reason}" for one in found.other_reviews]
        sections.append(Section(heading="Reviews of items that are no candidates here", level=2, blocks=(lines(*entries),)))
    entries = [f"{claim}: {ids_words(elements, 20)}." for claim, elements in found.unsearched.items()]
    sections.append(
        Section(
            heading="Nobody has recorded a search for exonerating material", level=2,
            blocks=(("Elements on which nothing undermines the claim and no search is recorded (art. 54(1)(a)): that nothing was found means nothing until "
                    "somebody has looked."), lines(*entries)) if entries else ("On every element something undermines the claim or a search is recorded.",),
        )  # fmt: skip
    )
    return Document(
        title=f"Candidates for disclosure review: {found.title}", facts=("Sources: arts. 54(1)(a) and 67(2); rules 76 and 77.",), caution=CAUTION,
        sections=tuple(sections),
    )  # fmt: skip


def _candidate(one: Candidate) -> tuple[str, list[str]]:
    title = f" ({one.title})" if one.title else ""
    under = [f"{touch.how}{f' {touch.element}' if touch.element else ''}" + (f", for {', '.join(touch.claims)}" if touch.claims else "")
             + (f": {touch.says}" if touch.says else "") for touch in one.touches]  # fmt: skip
    under += [f"To be asked: {head}?" for head in one.heads]
    under += [f"In the way: {reason}." for reason in one.holds_back]
    under += [f"Reviewed by {log.reviewer} on {log.date.text}: {log.category}. {log.reason}" for log in one.reviews]
    return f"{one.id}{title}, {one.kind}" + (f", {one.access}" if one.access else ""), under


def recharacterised_document(found: Recharacterised) -> Document:
    """Word what became of the links of a claim under another crime or mode."""
    grid = Grid(
        caption="Links that counted for the claim; those to be reviewed count nowhere for it.", head=("item", "element", "what became of it", "now", "why"),
        rows=tuple((one.evidence, one.element, one.what, one.to or "", one.why) for one in found.links),
    )  # fmt: skip
    blocks: list[Block] = [grid] if grid.rows else ["No link counted for the claim."]
    if found.judgments:
        blocks += ["Not carried over:", lines(*found.judgments)]
    return Document(
        title=f"{found.claim} under another qualification", facts=("The case with the change stands in .case.",), caution="",
        sections=(Section(heading="Links", level=2, blocks=tuple(blocks)),),
    )  # fmt: skip
