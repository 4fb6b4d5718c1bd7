"""The case and its parts in words, for a notebook.

A saved notebook travels further than the case's files. So people appear by code only, and an item is shown in words only
where the file marks it public and it is not somebody's own statement; its title, maker and sentences stay in the value
(`item.title`) and in the file. Notes are left out throughout.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final

from claimmap.case import Case, Claim, Context, Event, Evidence, Group, Lead, Link, Names, Nationality, Person, Source
from claimmap.dates import When
from claimmap.report.audience.names import Forbidden, forbidden_names
from claimmap.report.whatif import Block, Document, Grid, Section
from claimmap.report.wording import STANDARD_WORDS

BY_CODE: Final = "Shown by code: the title, the maker and the sentences stand in the case file."
HELD: Final = "(holds the name of a protected person: left out)"
NOT_SAID: Final = "not said"
Wording = Callable[[str], str]


def case_document(case: Case) -> Document:
    """Word a case: what is claimed, against whom, what happened, and how much stands in the file."""
    names = names_at_risk(case)

    def safe(text: str) -> str:
        return HELD if names.found_in(text) else text

    sections = [
        Section(heading="Claims", level=2, blocks=(claims_grid(case.claims, safe),)),
        Section(heading="Incidents", level=2, blocks=(events_grid(case.events, safe),)),
        Section(heading="People, by code", level=2, blocks=(people_grid(case.people),)),
        Section(heading="In the file", level=2, blocks=tuple(file_blocks(case))),
    ]
    return Document(
        title=safe(case.title),
        facts=(f"Case {case.id}, as of {case.as_of.isoformat()}. Law: {case.law}. Standard: {STANDARD_WORDS[case.standard]}.",),
        caution="What the file holds, not what it shows: claimmap.gaps(case) reports what is missing.",
        sections=tuple(one for one in sections if has_rows(one)),
    )


def names_at_risk(case: Case) -> Forbidden:
    """Gather the names of protected people that titles of sources hold."""
    return forbidden_names([], [one.title for one in case.sources if one.title and one.at_risk])


def has_rows(section: Section) -> bool:
    """Tell whether a section shows anything."""
    return any(bool(block.rows) if isinstance(block, Grid) else bool(block) for block in section.blocks)


def claims_grid(claims: Iterable[Claim], safe: Wording = str) -> Grid:
    """Return one row a claim."""
    return Grid(
        caption="Each claim is a count: one crime, the people accused of it, the incidents it rests on.",
        head=("claim", "title", "crime", "modes", "accused", "incidents", "context"),
        rows=tuple(
            (one.id, safe(one.title), one.crime, listed(one.modes), listed(one.people), listed(one.events), one.context or NOT_SAID) for one in claims
        ),
    )


def events_grid(events: Iterable[Event], safe: Wording = str) -> Grid:
    """Return one row an incident."""
    return Grid(
        caption="Incidents, with where their parts happened.",
        head=("incident", "title", "when", "where"),
        rows=tuple((one.id, safe(one.title), day_words(one.when), listed(dict.fromkeys(part.at or "unknown" for part in one.parts))) for one in events),
    )


def people_grid(people: Iterable[Person]) -> Grid:
    """Return one row a person: the code and what jurisdiction asks."""
    return Grid(
        caption="Names, birth and position are left out here.",
        head=("person", "kind", "nationality", "adult"),
        rows=tuple((one.id, one.kind, nationality_words(one.nationality), yes_no(one.adult)) for one in people),
    )


def file_blocks(case: Case) -> Iterable[Block]:
    """Return how many items of each kind stand in the file, and what people have recorded about them."""
    held: Counter[str] = Counter(one.kind for one in case.evidence if one.held)
    only_mentioned: Counter[str] = Counter(one.kind for one in case.evidence if not one.held)
    links: Counter[str] = Counter()
    for one in case.evidence:
        links[one.kind] += len(one.supports) + len(one.undermines)
    yield Grid(
        caption="Evidence by kind.",
        head=("kind", "held", "only mentioned", "links"),
        rows=tuple((kind, str(held[kind]), str(only_mentioned[kind]), str(links[kind])) for kind in sorted(held | only_mentioned)),
    )
    sources = Counter((one.kind, one.identity or "unknown-to-team") for one in case.sources)
    yield Grid(
        caption="Sources by kind and by whether they can be named.",
        head=("kind", "identity", "sources"),
        rows=tuple((kind, identity, str(count)) for (kind, identity), count in sorted(sources.items())),
    )
    recorded = {
        "challenges": case.challenges, "rival explanations": case.alternatives, "settled matters": case.settled, "assessments": case.assessments,
        "searches": case.searches, "leads": case.leads, "questions of identity": case.maybe_same, "filings": case.filings,
    }  # fmt: skip
    said = [f"{name}: {len(found)}" for name, found in recorded.items() if found]
    if said:
        yield "Recorded besides: " + "; ".join(said) + "."


# ---------------------------------------------------------------- what is alleged


def claim_document(one: Claim) -> Document:
    """Word a claim."""
    alleged = [(f"alleged of {address}", said.value + (f", leaning {said.prevailing}" if said.prevailing else "")) for address, said in one.alleges.items()]
    return sheet(
        f"Claim {one.id}: {one.title}",
        ("crime", one.crime + (f", {one.variant}" if one.variant else "")), ("label", one.label), ("modes, in the alternative", listed(one.modes)),
        ("accused", listed(one.people)), ("incidents", listed(one.events)), ("context", one.context or NOT_SAID), ("group", one.group),
        ("alternative to", listed(one.alternative_to)), ("cumulative with", listed(one.cumulative_with)), *alleged,
        ("operation", one.operation),
    )  # fmt: skip


def person_document(one: Person) -> Document:
    """Word a person, by code."""
    said = [what for what, value in (("name", one.name), ("birth", one.born), ("role", one.role), ("position", one.position)) if value]
    return sheet(
        f"Person {one.id}", ("kind", one.kind), ("nationality", nationality_words(one.nationality)), ("adult", yes_no(one.adult)),
        ("in the case file, left out here", ", ".join(said)),
    )  # fmt: skip


def group_document(one: Group) -> Document:
    """Word a group of victims."""
    return sheet(f"Group {one.id}", ("kind", one.kind), ("name", one.name))


def context_document(one: Context) -> Document:
    """Word an attack or an armed conflict."""
    return sheet(
        f"Context {one.id}: {one.title or one.kind}", ("kind", one.kind), ("character", one.character), ("when", day_words(one.when)),
        ("where", listed(one.at)), ("against", one.against), ("population", one.population), ("policy of", one.policy_of),
    )  # fmt: skip


def event_document(one: Event) -> Document:
    """Word an incident with its parts; of victims only the code, the number and the group."""
    parts = Grid(
        caption="Where and when each part of the crime happened; article 12 is asked of these.",
        head=("part", "what", "element", "role", "where", "when"),
        rows=tuple(
            (part.id or str(number), part.what or "", part.element or "", part.role or "", part.at or "unknown", day_words(part.when or one.when))
            for number, part in enumerate(one.parts, 1)
        ),
    )
    victims = [f"{each.id}, number {each.count or 'unknown'}" + (f", group {each.group}" if each.group else "") for each in one.victims]
    return sheet(
        f"Incident {one.id}: {one.title}", ("when", day_words(one.when)), ("continuing", yes_no(one.continuing)), ("victims", "; ".join(victims)),
        more=(parts,),
    )  # fmt: skip


# ---------------------------------------------------------------- evidence


def evidence_document(one: Evidence) -> Document:
    """Word an item: where it comes from, where it stands, and what it bears on."""
    shown = not one.by_code
    links = [("for", link) for link in one.supports] + [("against", link) for link in one.undermines]
    grid = Grid(
        caption="What it is linked to.",
        head=("element", "for or against", "basis", "strength", "scope", "what it shows"),
        rows=tuple(
            (target(link), side, link.basis or NOT_SAID, link.strength or NOT_SAID, scope(link), link.shows if shown else "in the case file")
            for side, link in links
        ),
    )
    state = one.admissibility.status + (f", {one.admissibility.ground}" if one.admissibility.ground else "")
    return sheet(
        f"Item {one.id}" + (f": {one.title}" if shown else ""),
        ("kind", one.kind), ("made", day_words(one.made) if shown else None), ("by", one.by if shown else None),
        ("derives from", listed(one.from_) or "undisclosed origin"), ("copy of", one.copy_of), ("held", yes_no(one.held)),
        ("grade of the information", one.grade or one.credibility or "nobody has graded it"), ("verification", one.verification),
        ("admissibility", state), ("access", one.access or "nobody has said: read as restricted"),
        ("restrictions", "; ".join(f"{each.basis}, {each.use}" + (", lifted" if each.lifted else "") for each in one.restrictions)),
        ("tags", listed(one.tags) if shown else None),
        facts=() if shown else (BY_CODE,), more=(grid,),
    )  # fmt: skip


def source_document(one: Source) -> Document:
    """Word a source; a person, and whoever is protected, by code only."""
    shown = not one.by_code
    return sheet(
        f"Source {one.id}" + (f": {one.title}" if shown and one.title else ""),
        ("kind", one.kind), ("identity", one.identity or "nobody has said: read as unknown to the team"), ("side", one.party or NOT_SAID),
        ("derives from", listed(one.from_) or "it is an origin"), ("grade of the source", one.grade or one.reliability or "nobody has graded it"),
        ("protected", yes_no(one.at_risk)), ("tags", listed(one.tags) if shown else None),
        facts=() if shown else ("Shown by code: who it is stands in the case file at most.",),
    )  # fmt: skip


def link_document(one: Link) -> Document:
    """Word a link without its sentence, for a link alone does not say whether its item is public."""
    return sheet(
        f"Link to {target(one)}", ("basis", one.basis or NOT_SAID), ("strength", one.strength or NOT_SAID), ("scope", scope(one)),
        facts=("What the item shows stands in the case file.",),
    )  # fmt: skip


def lead_document(one: Lead) -> Document:
    """Word a lead."""
    return sheet(f"Lead on {one.for_}", ("who may hold it", one.who), ("why", one.why), ("claim", listed(one.claim)))


# ---------------------------------------------------------------- shared words


def sheet(title: str, *rows: tuple[str, str | None], facts: tuple[str, ...] = (), more: tuple[Grid, ...] = ()) -> Document:
    """Make a document of one table of names and values; what has no value is left out."""
    grid = Grid(caption="", head=("what", "value"), rows=tuple((name, value) for name, value in rows if value))
    blocks: tuple[Block, ...] = (grid, *(one for one in more if one.rows))
    return Document(title=title, facts=facts, caution="", sections=(Section(heading="", level=0, blocks=blocks),))


def listed(names: Iterable[str]) -> str:
    """Join ids, or say nothing where there are none."""
    return ", ".join(names)


def day_words(when: When | None) -> str:
    """Return a date as written."""
    return "unknown" if when is None else str(when)


def yes_no(value: bool | None) -> str:
    """Say a fact that may be unknown."""
    return "unknown" if value is None else "yes" if value else "no"


def nationality_words(found: tuple[Nationality, ...] | None) -> str:
    """Say of which State a person is."""
    if found is None:
        return "unknown"
    return ", ".join(one.state + (f" ({one.when})" if one.when else "") for one in found) or "stateless"


def target(one: Link) -> str:
    """Return what a link speaks of."""
    return one.element or f"rival explanation {one.alternative}"


def scope(one: Link) -> str:
    """Return the scope that a link states."""

    def part(name: str, ids: Names) -> str:
        return f"{name} {', '.join(ids)}" if ids else ""

    parts = [part("claim", one.claim), part("event", one.event), part("person", one.person), part("context", one.context)]
    parts += [f"part {one.part}" if one.part else "", f"group {one.group}" if one.group else ""]
    return "; ".join(filter(None, parts)) or "not stated"
