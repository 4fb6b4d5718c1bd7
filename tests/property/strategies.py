"""Cases for property tests: provenance, grades, states, links, attacks and judgments drawn together over real law."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from claimmap.case import (
    Admissibility,
    Alternative,
    Assessment,
    Case,
    Challenge,
    Claim,
    Context,
    Event,
    Evidence,
    Group,
    Link,
    LinkTarget,
    Names,
    Person,
    Restriction,
    Search,
    Settled,
    Source,
)
from claimmap.dates import When
from claimmap.policy import STANDARDS

AS_OF = dt.date(2026, 11, 21)
DAY = When.parse("2026-11-01")

grades = st.sampled_from(["none", "low", "medium", "high", "high", "high", None])
strengths = st.sampled_from([None, None, None, "low", "medium", "high"])
bases = st.sampled_from([None, None, None, "direct", "hearsay"])
tags = st.sampled_from([(), (), (), (), ("anonymous-hearsay",)])

PEOPLE = (Person(id="ada"), Person(id="ben"))
GROUPS = (Group(id="river", kind="ethnical"), Group(id="hill", kind="religious"))
CONTEXTS = (Context(id="earlier", kind="attack"), Context(id="later", kind="attack"))
EVENTS = (Event(id="raid", title="Raid", when=When.parse("2017-08")), Event(id="ferry", title="Ferry", when=When.parse("2018-08")))

ONE_CLAIM = (Claim(id="harm", title="Harm", crime="6(b)"),)
SEVERAL_CLAIMS = (
    Claim(id="harm", title="Harm", crime="6(b)", group="river", people=("ada",), events=("raid",), context="later"),
    Claim(
        id="deportation", title="Deportation", crime="7(1)(d)", modes=("25(3)(a)/direct", "28(a)"), people=("ada", "ben"),
        events=("raid", "ferry"), context="earlier",
    ),
    Claim(id="taken", title="Taken", crime="7(1)(i)", modes=("25(3)(c)",), people=("ben",), events=("raid", "ferry"), context="later"),
    Claim(id="removal", title="Removal", crime="7(1)(d)", people=("ben",), events=("raid", "ferry"), context="later"),
)  # fmt: skip

ONE_ADDRESS = ("6(b)/1", "6(b)/1", "6(b)/1", "6/intent", "6/pattern")
SEVERAL_ADDRESSES = (
    "6(b)/1", "6/intent", "6(b)/3", "6/group", "6/pattern", "7(1)(d)/1", "7(1)(d)/2", "7(1)(d)/3", "7(1)(d)/5", "7/attack", "7(1)(d)/4",
    "7/knowledge", "7(1)(i)/1", "7(1)(i)/1(a)", "7(1)(i)/1(b)", "7(1)(i)/2(a)", "7(1)(i)/2(b)", "7(1)(i)/3(a)", "7(1)(i)/3(b)", "7(1)(i)/6",
    "25(3)(a)/direct/1", "28(a)/4", "28(a)/5(b)", "25(3)(c)/2",
)  # fmt: skip


BOTH_EVENTS = {"event": Names(("raid", "ferry"))}
BOTH_PEOPLE = {"person": Names(("ada", "ben"))}
BACKBONE: tuple[tuple[str, dict[str, Any]], ...] = (
    *((f"6(b)/{number}", {"claim": Names(("harm",))}) for number in (1, 2, 3)),
    ("6/pattern", {"context": Names(("later",))}),
    *((f"7(1)(d)/{number}", {"claim": Names(("deportation",)), **BOTH_EVENTS}) for number in (1, 2)),
    *((f"7(1)(d)/{number}", {"claim": Names(("deportation",)), "person": Names(("ada", "ben", "direct-perpetrators"))}) for number in (3, 5)),
    ("7/attack", {"context": Names(("earlier",))}),
    *((f"25(3)(a)/direct/{number}", BOTH_PEOPLE) for number in (1, 2)),
    *((f"28(a)/{number}", BOTH_PEOPLE) for number in range(1, 7)),
    *((f"7(1)(i)/{number}", BOTH_EVENTS) for number in ("1(a)", "2(a)", "4", "5")),
    *((f"7(1)(i)/{number}", {}) for number in ("3(a)", "6", "8")),
    ("7/attack", {"context": Names(("later",))}),
    *((f"25(3)(c)/{number}", {}) for number in range(1, 5)),
    *((f"7(1)(d)/{number}", {"claim": Names(("removal",)), **BOTH_EVENTS}) for number in (1, 2)),
    *((f"7(1)(d)/{number}", {"claim": Names(("removal",))}) for number in (3, 5)),
)  # fmt: skip
"""Every element of the four claims, with just the scope that leaves no choice: with them all, each claim is met."""


@st.composite
def backbones(draw: st.DrawFn) -> tuple[tuple[Evidence, ...], tuple[Assessment, ...]]:
    """One witness who shows nearly everything and nearly as many judgments at trial, so that results can fall."""
    gaps = draw(st.sets(st.integers(0, len(BACKBONE) - 1), max_size=2))
    doubts = draw(st.sets(st.integers(0, len(BACKBONE) - 1), max_size=2))
    shown = tuple(Link(element=address, shows="It.", **scope) for place, (address, scope) in enumerate(BACKBONE) if place not in gaps)
    judged = tuple(
        Assessment(element=address, standard="beyond-reasonable-doubt", finds="satisfied", by="counsel", at=DAY, because="Weighed.", **scope)
        for place, (address, scope) in enumerate(BACKBONE) if place not in doubts
    )  # fmt: skip
    return (Evidence(id="backbone", title="B", kind="testimony", from_=("self",), grade="high", supports=shown),), judged


def names(*choices: str) -> st.SearchStrategy[Names]:
    """Mostly nothing, else one or two of the choices."""
    some = st.lists(st.sampled_from(choices), min_size=1, max_size=2, unique=True).map(lambda found: Names(tuple(found)))
    return st.one_of(st.just(Names(())), some)


@st.composite
def scopes(draw: st.DrawFn, *, several: bool) -> dict[str, Any]:
    """What a link, an assessment and the like may state of where it belongs."""
    if not several:
        return {}
    return {
        "claim": draw(names("harm", "deportation", "taken", "removal")), "event": draw(names("raid", "ferry")),
        "person": draw(names("ada", "ben")), "context": draw(names("earlier", "later")),
        "group": draw(st.sampled_from([None, None, None, "river", "hill"])),
    }  # fmt: skip


@st.composite
def links(draw: st.DrawFn, *, several: bool, rivals: Sequence[str] = ()) -> Link:
    """A link to an element that some claim asks for, or to a rival explanation."""
    aim: dict[str, Any] = {"element": draw(st.sampled_from(SEVERAL_ADDRESSES if several else ONE_ADDRESS))}
    if rivals and draw(st.integers(0, 4)) == 0:
        aim = {"alternative": draw(st.sampled_from(list(rivals)))}
    when = draw(st.sampled_from([None, None, None, When.parse("2017-08-25"), When.parse("2015")])) if several else None
    return Link(shows="It.", strength=draw(strengths), basis=draw(bases), when=when, **aim, **draw(scopes(several=several)))


@st.composite
def sources(draw: st.DrawFn, most: int, *, undisclosed: bool) -> list[Source]:
    """Origins, and a few intermediaries that derive from earlier ones."""
    out: list[Source] = []
    identities = ["known", "known", "known", "withheld-from-public", "withheld-from-defence"]
    if undisclosed:
        identities += ["unknown-to-team", None]
    for number in range(draw(st.integers(0, most))):
        behind = draw(st.lists(st.sampled_from([one.id for one in out]), max_size=2, unique=True)) if out else []
        out.append(
            Source(
                id=f"s{number}", kind="person", identity=draw(st.sampled_from(identities)), grade=draw(grades), tags=draw(tags),
                from_=tuple(behind), needs=draw(st.sampled_from(["any", "any", "all"])),
                party=draw(st.sampled_from([None, "none", "accused"])),
            )
        )  # fmt: skip
    return out


@st.composite
def items(draw: st.DrawFn, known: list[Source], most: int, *, several: bool, undisclosed: bool, copies: bool = False, rivals: Sequence[str] = ()) -> list[Evidence]:
    """Items that derive from sources and from earlier items, in every state."""
    out: list[Evidence] = []
    states = ["not-tendered", "not-tendered", "not-tendered", "not-tendered", "admitted", "challenged", "excluded", "withdrawn"]
    kinds = ["testimony", "testimony", "testimony", "testimony", "leaked-document", "denial", "finding"]
    for number in range(draw(st.integers(0, most))):
        behind = [one.id for one in known] + [one.id for one in out]
        origins: tuple[str, ...] = ("self",)
        if behind:
            origins = tuple(draw(st.lists(st.sampled_from(behind), min_size=1, max_size=3, unique=True)))
        if draw(st.integers(0, 5)) == 0:
            origins = ("self",)
        if undisclosed and draw(st.integers(0, 5)) == 0:
            origins = ()
        found = links(several=several, rivals=rivals)
        out.append(
            Evidence(
                id=f"x{number}", title=f"Item {number}", kind=draw(st.sampled_from(kinds)), from_=origins,
                needs=draw(st.sampled_from(["any", "any", "any", "all"])), grade=draw(grades), tags=draw(tags),
                admissibility=Admissibility(status=draw(st.sampled_from(states))), held=draw(st.integers(0, 7)) > 0,
                verification=draw(st.sampled_from(["unverified", "unverified", "unverified", "authenticated", "disputed"])),
                restrictions=draw(st.sampled_from([(), (), (), (), (Restriction(basis="72", use="lead-only"),)])),
                sha256=draw(st.sampled_from([None, None, "a" * 64, "b" * 64])) if copies else None,
                supports=tuple(draw(st.lists(found, max_size=2))), undermines=tuple(draw(st.lists(found, max_size=1))),
            )
        )  # fmt: skip
    return out


@st.composite
def challenges(draw: st.DrawFn, known: list[Source], made: list[Evidence]) -> list[Challenge]:
    """Attacks on sources, items and links; cycles of attack are allowed."""
    nodes = [one.id for one in known] + [one.id for one in made]
    joined = [LinkTarget(evidence=one.id, element=link.element) for one in made for link in (*one.supports, *one.undermines) if link.element]
    if not nodes:
        return []
    one = st.builds(
        Challenge, from_=st.sampled_from(nodes), target=st.sampled_from([*nodes, *joined]), effect=st.sampled_from(["none", "low", "medium"]),
        because=st.just("It does."),
    )  # fmt: skip
    return draw(st.lists(one, max_size=3))


@st.composite
def assessments(draw: st.DrawFn, *, several: bool) -> Assessment:
    """A recorded judgment, for or against."""
    return Assessment(
        element=draw(st.sampled_from(SEVERAL_ADDRESSES if several else ONE_ADDRESS)), standard=draw(st.sampled_from(STANDARDS)),
        finds=draw(st.sampled_from(["satisfied", "satisfied", "not-satisfied"])), by="counsel", at=DAY, because="Weighed.",
        **draw(scopes(several=several)),
    )  # fmt: skip


@st.composite
def cases(
    draw: st.DrawFn, *, several: bool = False, undisclosed: bool = True, attacks: bool = True, judged: bool = True, copies: bool = False, most: int = 5
) -> Case:
    """
    Draw a whole case.

    Args:
        several: Four claims with people, incidents, contexts and groups, instead of one claim of 6(b) without any.
        undisclosed: Whether origins may be unknown to the team or left out.
        attacks: Whether there are challenges.
        judged: Whether there are assessments, rival explanations, settled matters and searches.
        copies: Whether several items may have one hash.
        most: Most sources, and most items.
    """
    aims = st.sampled_from(SEVERAL_ADDRESSES if several else ONE_ADDRESS)
    rivals = tuple(
        Alternative(id=f"rival-{number}", element=draw(aims), text="Another reason.", **draw(scopes(several=several)))
        for number in range(draw(st.integers(0, 2)) if judged else 0)
    )
    known = draw(sources(most, undisclosed=undisclosed))
    made = draw(items(known, most, several=several, undisclosed=undisclosed, copies=copies, rivals=[one.id for one in rivals]))
    scope = scopes(several=several)
    base: tuple[Evidence, ...] = ()
    judged_by: tuple[Assessment, ...] = ()
    if several and draw(st.booleans()):
        base, judged_by = draw(backbones())
    return Case(
        id="drawn", title="Drawn", as_of=AS_OF, claims=SEVERAL_CLAIMS if several else ONE_CLAIM,
        people=PEOPLE if several else (), groups=GROUPS if several else (), contexts=CONTEXTS if several else (), events=EVENTS if several else (),
        sources=tuple(known), evidence=(*base, *made), challenges=tuple(draw(challenges(known, [*base, *made]))) if attacks else (), alternatives=rivals,
        assessments=(*judged_by, *draw(st.lists(assessments(several=several), max_size=3))) if judged else (),
        settled=tuple(Settled(element=draw(aims), basis="rule-69", **draw(scope)) for _ in range(draw(st.integers(0, 1)))) if judged and several else (),
        searches=tuple(
            Search(for_=draw(aims), direction=draw(st.sampled_from(["exonerating", "both"])), **draw(scope)) for _ in range(draw(st.integers(0, 1)))
        ) if judged else (),
    )  # fmt: skip


@st.composite
def forests(draw: st.DrawFn) -> Case:
    """A case in which every node derives from one other at most and everything is graded high."""
    known = [Source(id=f"s{number}", identity="known", grade="high") for number in range(draw(st.integers(1, 4)))]
    made: list[Evidence] = []
    for number in range(draw(st.integers(1, 6))):
        behind = draw(st.sampled_from([one.id for one in known] + [one.id for one in made]))
        linked = draw(st.booleans())
        made.append(
            Evidence(id=f"x{number}", title="X", kind="testimony", from_=(behind,), grade="high", supports=(Link(element="6(b)/1", shows="It."),) if linked else ())
        )
    return Case(id="drawn", title="Drawn", as_of=AS_OF, claims=ONE_CLAIM, sources=tuple(known), evidence=tuple(made))


def shuffled(case: Case) -> st.SearchStrategy[Case]:
    """The same case with every list of records in another order; claims keep theirs, which is the report's."""
    keys = ("people", "groups", "contexts", "events", "sources", "evidence", "challenges", "alternatives", "assessments", "settled", "searches")
    return st.fixed_dictionaries({key: st.permutations(getattr(case, key)).map(tuple) for key in keys}).map(lambda found: evolve(case, **found))


def disclosed(case: Case) -> list[Evidence]:
    """The items of a case that nobody attacks and that attack nobody."""
    touched = {one.from_ for one in case.challenges}
    touched |= {one.target.evidence if isinstance(one.target, LinkTarget) else one.target for one in case.challenges}
    return [one for one in case.evidence if one.id not in touched]
