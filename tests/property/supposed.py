"""Small random cases, and random suppositions on them, from one seeded source of chance."""

import datetime as dt
import random

from attrs import evolve

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
from claimmap.whatif.changes import with_, without

GRADES = ("none", "low", "medium", "high", None)
DAY = When.parse("2026-01-02")


def one_of(chance: random.Random, *values):
    return chance.choice(values)


def random_sources(chance, count, prefix="s"):
    out = []
    for number in range(count):
        behind = [one.id for one in out if chance.random() < 0.3][:2]
        out.append(
            Source(
                id=f"{prefix}{number}", from_=tuple(behind), grade=chance.choice(GRADES[1:]), needs=one_of(chance, "any", "any", "any", "all"),
                identity=one_of(chance, "known", "known", "known", "unknown-to-team", "withheld-from-defence", None),
                tags=one_of(chance, (), (), (), ("anonymous-hearsay",)),
            )  # fmt: skip
        )
    return out


def random_link(chance, addresses, claims, events, alternatives):
    if alternatives and chance.random() < 0.1:
        return Link(alternative=chance.choice(alternatives), shows="Something.", strength=one_of(chance, None, "low", "medium", "high"))
    return Link(
        element=chance.choice(addresses), shows="Something.", strength=one_of(chance, None, None, "low", "medium", "high"),
        basis=one_of(chance, None, None, "direct", "hearsay"), claim=Names(()) if chance.random() < 0.5 else Names((chance.choice(claims),)),
        event=Names(()) if chance.random() < 0.6 or not events else Names((chance.choice(events),)),
        when=When.parse(one_of(chance, "2017-05", "2019-01-01")) if chance.random() < 0.1 else None,
    )  # fmt: skip


def random_items(chance, count, parents, world, prefix="i"):
    out = []
    parents = list(parents)
    for number in range(count):
        behind = [one for one in parents if chance.random() < 0.35][:3]
        if chance.random() < 0.05:
            behind = ["self"]
        grade = chance.choice(GRADES[1:]) if chance.random() < 0.8 else "none"
        links = [random_link(chance, *world) for _ in range(one_of(chance, 0, 1, 1, 2))]
        against = [random_link(chance, *world) for _ in range(one_of(chance, 0, 0, 0, 1))]
        out.append(
            Evidence(
                id=f"{prefix}{number}", title=f"Item {number}", kind=one_of(chance, *["testimony"] * 8, "finding"), from_=tuple(behind), grade=grade,
                needs=one_of(chance, "any", "any", "any", "all"), held=chance.random() < 0.9, tags=one_of(chance, (), (), (), ("anonymous-hearsay",)),
                verification=one_of(chance, *["unverified"] * 8, "disputed"), restrictions=(Restriction(basis="agreement", use="lead-only"),) if chance.random() < 0.05 else (),
                admissibility=Admissibility(status=one_of(chance, *["not-tendered"] * 8, "challenged", "excluded")),
                supports=tuple(links), undermines=tuple(against),
            )  # fmt: skip
        )
        parents.append(out[-1].id)
    return out


def random_challenges(chance, names, items, count):
    out = []
    for _ in range(count):
        linked = [(one.id, link.element) for one in items for link in (*one.supports, *one.undermines) if link.element is not None]
        target = LinkTarget(evidence=(pair := chance.choice(linked))[0], element=pair[1]) if linked and chance.random() < 0.3 else chance.choice(names)
        out.append(Challenge(from_=chance.choice(names), target=target, effect=one_of(chance, "none", "none", "low", "medium"), because="A reason."))
    return out


CRIMES = (
    ("6(b)", ("6(b)/1", "6(b)/2", "6(b)/3", "6/intent")),
    ("7(1)(a)", ("7(1)(a)/1", "7/attack", "7(1)(a)/3")),
    ("8(2)(c)(i)-1", ("8(2)(c)(i)-1/1", "8(2)(c)(i)-1/2", "8(2)(c)/conflict")),
)


def supported(chance, found, names, chosen):
    """Give every element of every claim support, once or twice."""
    for name, (_, addresses) in zip(names, chosen, strict=True):
        for address in addresses:
            for _ in range(one_of(chance, 1, 2, 2)):
                place = chance.randrange(len(found))
                link = Link(element=address, shows="Something.", claim=Names((name,)), strength=one_of(chance, None, "medium", "high"))
                found[place] = evolve(found[place], supports=(*found[place].supports, link))
    return found


def random_case(seed: int, *, sources=4, items=6, challenges=2, claims=2, plain=False, rich=False) -> Case:
    """A case of a few claims; `plain` leaves out challenges, pending items and `needs: all`; `rich` supports every element."""
    chance = random.Random(seed)
    chosen = [chance.choice(CRIMES[:2]) for _ in range(claims)]
    addresses = sorted({address for _, found in chosen for address in found})
    names = [f"c{number}" for number in range(claims)]
    events = ["e0", "e1"]
    alternatives = []
    if chance.random() < 0.4:
        alternatives = [Alternative(id="a0", element=chance.choice(addresses), text="Another explanation.")]
    world = (addresses, names, events, [one.id for one in alternatives])
    made = random_sources(chance, chance.randint(1, sources))
    found = random_items(chance, chance.randint(1, items), [one.id for one in made], world)
    if plain:
        made = [evolve(one, needs="any", tags=(), identity="known" if one.identity != "unknown-to-team" else one.identity) for one in made]
        found = [
            evolve(one, needs="any", tags=(), held=True, verification="unverified", restrictions=(), admissibility=Admissibility(), kind="testimony")
            for one in found
        ]
    if rich:
        found = supported(chance, found, names, chosen)
        alternatives = alternatives if chance.random() < 0.3 else []
    both = [*(one.id for one in made), *(one.id for one in found)]
    return Case(
        id=f"random-{seed}", title="Random", as_of=dt.date(2026, 11, 21), people=(Person(id="p0"), Person(id="p1")),
        contexts=(Context(id="x", kind="attack"),), events=(Event(id="e0", title="One", when=When.parse("2017")), Event(id="e1", title="Two")),
        claims=tuple(
            Claim(id=name, title=name, crime=crime, events=() if rich else one_of(chance, (), ("e0",), ("e0", "e1")),
                  people=() if rich else one_of(chance, (), ("p0",), ("p0", "p1")),
                  modes=() if rich else one_of(chance, (), ("25(3)(a)/direct",), ("25(3)(a)/direct", "25(3)(c)")))
            for name, (crime, _) in zip(names, chosen, strict=True)
        ),
        sources=tuple(made), evidence=tuple(found), alternatives=tuple(alternatives),
        challenges=() if plain else tuple(random_challenges(chance, both, found, chance.randint(0, challenges))),
        assessments=tuple(
            Assessment(element=chance.choice(addresses), standard=one_of(chance, "beyond-reasonable-doubt", "substantial-grounds"), finds="satisfied",
                       by="a", at=DAY, because="Weighed.", claim=Names((chance.choice(names),)))
            for _ in range(chance.randint(0, 3))
        ),
    )  # fmt: skip


def supposition(chance: random.Random, case: Case) -> Case:
    """One random supposition on a case."""
    names = [one.id for one in (*case.sources, *case.evidence)]
    items = [one.id for one in case.evidence]
    addresses = sorted({link.element for one in case.evidence for link in (*one.supports, *one.undermines) if link.element}) or ["7/attack"]
    world = (addresses, [one.id for one in case.claims], [one.id for one in case.events], [one.id for one in case.alternatives])
    kind = chance.randrange(12)
    if kind == 0:
        return without(case, chance.choice(names))
    if kind == 1:
        linked = [(one.id, link.element) for one in case.evidence for link in (*one.supports, *one.undermines) if link.element]
        return without(case, LinkTarget(evidence=(pair := chance.choice(linked))[0], element=pair[1])) if linked else case
    if kind == 2:
        return with_(case, grades={chance.choice(names): one_of(chance, "none", "low", "medium", "high", "unassessed")})
    if kind == 3 and case.sources:
        return with_(case, identities={chance.choice(case.sources).id: one_of(chance, "known", "unknown-to-team", "withheld-from-defence")})
    if kind == 4:
        new = Source(id=f"new-source-{len(case.sources)}", identity=one_of(chance, "known", "unknown-to-team"), grade="high")
        more = random_items(chance, chance.randint(1, 2), [*names, new.id], world, prefix=f"new-{len(case.evidence)}-")
        return with_(case, sources=[new], evidence=more)
    if kind == 5:
        return with_(case, rulings={chance.choice(items): one_of(chance, "admitted", "excluded", "challenged")})
    if kind == 6:
        return with_(case, challenges=random_challenges(chance, names, case.evidence, 1))
    if kind == 7:
        return with_(
            case, assessments=[Assessment(element=chance.choice(addresses), standard="beyond-reasonable-doubt", finds="satisfied", by="b", at=DAY, because="W.",
                                          claim=Names((case.claims[0].id,)))],
            searches=[Search(for_=chance.choice(addresses), direction="exonerating")],
        )  # fmt: skip
    if kind == 8:
        item = chance.choice(items)
        earlier = [one.id for one in case.sources] or ["self"]
        return with_(case, identities={item: chance.choice(earlier)})
    if kind == 10:
        place = chance.randrange(len(case.evidence))
        item = case.evidence[place]
        item = evolve(item, supports=tuple(evolve(one, strength=one_of(chance, None, "low", "high"), when=None) for one in item.supports))
        return evolve(case, evidence=(*case.evidence[:place], item, *case.evidence[place + 1 :]))
    if kind == 9 and case.challenges:
        return evolve(case, challenges=case.challenges[1:])
    return with_(case, settled=[Settled(element=chance.choice(addresses), basis="rule-69", claim=Names((case.claims[0].id,)))])
