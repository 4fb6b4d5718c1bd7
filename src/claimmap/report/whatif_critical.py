"""What could sink a claim, in words: single points first, with the chain that makes them single."""

from collections.abc import Iterator

from claimmap.report.whatif import Block, Document, Grid, Section, lines, policy_fact
from claimmap.report.whatif_closing import where_words
from claimmap.report.wording import RESULT_WORDS, STANDARD_ARTICLES, STANDARD_WORDS, ids_words
from claimmap.whatif.critical import ClaimCritical, Critical, CriticalNode, ElementProof

CAUTION = (
    "Each line was tried on a copy of the case in which the source or document is excluded, recanted or found forged. "
    "Independence is structural, as recorded: shared bias or collusion that nobody has entered is not seen."
)
MOST_NODES = 40


def document(found: Critical) -> Document:
    """Word what could sink the claims of a case."""
    head = (
        f"Standard: {STANDARD_WORDS[found.standard]} ({STANDARD_ARTICLES[found.standard]}).",
        f"Law: {found.law['id']} {found.law['version']}. " + policy_fact(found.policy["id"], found.policy["sha256"]),
    )
    return Document(title=f"What the claims of {found.title} rest on", facts=head, caution=CAUTION, sections=tuple(_sections(found)))


def _sections(found: Critical) -> Iterator[Section]:
    if found.nodes:
        entries = [_node(one, len(found.claims)) for one in found.nodes[:MOST_NODES]]
        blocks: list[Block] = [lines(*entries, numbered=True)]
        if len(found.nodes) > MOST_NODES:
            blocks.append(f"{len(found.nodes) - MOST_NODES} more are not listed here; the JSON document has them all.")
        yield Section(heading="If one of these falls", level=2, blocks=tuple(blocks))
    else:
        yield Section(heading="If one of these falls", level=2, blocks=("No single source or document brings down a claim that stands.",))
    for claim in found.claims:
        yield _claim(claim)
    if found.weak:
        shown = found.weak[:MOST_NODES]
        blocks = [
            "No claim can lose what it does not have; but what stands, or may stand, of its elements hangs on these:",
            lines(*(_weak(one) for one in shown), numbered=True),
        ]
        if len(found.weak) > len(shown):
            blocks.append(f"{len(found.weak) - len(shown)} more are not listed here; the JSON document has them all.")
        yield Section(heading="Elements of claims that are not reached", level=2, blocks=tuple(blocks))
    if found.fallen:
        word = "claim" if len(found.fallen) == 1 else "claims"
        yield Section(
            heading="Not asked", level=2,
            blocks=((f"{len(found.fallen)} {word} not reached at this standard, so nothing can bring {'it' if len(found.fallen) == 1 else 'them'} "
                    f"down: {ids_words(found.fallen, 20)}."),),
        )  # fmt: skip


def _node(one: CriticalNode, claims: int) -> tuple[str, list[str]]:
    title = f" ({one.title})" if one.title else ""
    falls = [f"{fall.claim} ({RESULT_WORDS[fall.before]} to {RESULT_WORDS[fall.after]})" for fall in one.claims]
    count = "every claim that stands" if len(falls) == claims and claims > 1 else f"{len(falls)} claim{'' if len(falls) == 1 else 's'}"
    under = [f"{'Falls' if len(falls) == 1 else 'Fall'}: {'; '.join(falls)}."]
    elements = [
        f"{fall.address}{where_words(fall.event, fall.person)} of {fall.claim} ({RESULT_WORDS[fall.before]} to {RESULT_WORDS[fall.after]})" for fall in one.elements
    ]
    if elements:
        under.append(f"By: {ids_words(elements, 8)}.")
    if len(one.chain) > 1:
        under.append(f"The chain that makes it single: {' -> '.join(one.chain)}.")
    if one.below:
        under.append(f"{len(one.below)} item{'' if len(one.below) == 1 else 's'} derive{'s' if len(one.below) == 1 else ''} from it: {ids_words(one.below)}.")
    under.append(f"Next: look for a source of the same facts that does not go through {one.id}, and have {one.id} ready to be tested.")
    return f"If {one.id}{title} falls, {count} fall{'s' if len(falls) == 1 and not count.startswith('every') else ''}.", under


def _weak(one: CriticalNode) -> tuple[str, list[str]]:
    title = f" ({one.title})" if one.title else ""
    claims = list(dict.fromkeys(fall.claim for fall in one.elements))
    count = f"{len(one.elements)} element{'' if len(one.elements) == 1 else 's'} of {len(claims)} claim{'' if len(claims) == 1 else 's'}"
    elements = [
        f"{fall.address}{where_words(fall.event, fall.person)} of {fall.claim} ({RESULT_WORDS[fall.before]} to {RESULT_WORDS[fall.after]})" for fall in one.elements
    ]
    under = [f"By element: {ids_words(elements, 6)}."]
    if len(one.chain) > 1:
        under.append(f"The chain that makes it single: {' -> '.join(one.chain)}.")
    if one.below:
        under.append(f"{len(one.below)} item{'' if len(one.below) == 1 else 's'} derive{'s' if len(one.below) == 1 else ''} from it: {ids_words(one.below)}.")
    under.append(f"Next: look for a source of the same facts that does not go through {one.id}.")
    return f"If {one.id}{title} falls, {count} can no longer be reached on what the file holds.", under


def _claim(one: ClaimCritical) -> Section:
    blocks: list[Block] = [
        f"Stands at: {RESULT_WORDS[one.result]}. "
        + (f"Single points: {ids_words(one.singles, 12)}." if one.singles else "No single point brings it down.")
    ]
    if one.pairs:
        blocks.append("Pairs that bring it down together, though neither does alone:")
        blocks.append(lines(*(f"{first} and {second}: {RESULT_WORDS[after]}." for (first, second), after in one.pairs)))
    if one.truncated:
        blocks.append("More pairs than listed exist or may exist.")
    if one.proofs:
        blocks.append(_grid(one.proofs))
    return Section(heading=f"{one.id}: {one.title}", level=2, blocks=tuple(blocks))


def _grid(proofs: tuple[ElementProof, ...]) -> Grid:
    rows = []
    for one in proofs:
        limb = f"({one.limb})" if one.limb else ""
        if one.proof.exact:
            number = f"{one.proof.lines}" if one.proof.complete else f"{one.proof.lines} or more"
            paths = "; ".join(" -> ".join(path) for path in one.proof.paths)
            cut = ", ".join(one.proof.cut) or "not looked for"
        else:
            number = "1" if one.proof.complete else "not proved"
            paths, cut = "needs several sources at once", ", ".join(one.proof.cut)
        rows.append((f"{one.address}{limb}{where_words(one.event, one.person)}", f"{number} at {one.grade}", paths, cut))
    return Grid(
        caption="Proof of independent lines: paths that share nothing, and a cut of as many that meets every path (check: no name twice; without the cut, no path).",
        head=("element", "lines", "paths, origin first", "cut"), rows=tuple(rows),
    )  # fmt: skip
