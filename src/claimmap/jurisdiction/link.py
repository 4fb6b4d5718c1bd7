"""The link of the crime to a State that consents: articles 12(2)(a), 12(2)(b) and 12(3).

Each way to a State is a path with a label such as `12(2)(a) BGD` or `12(3) UKR + 12(2)(a)`. The first uncontested
path suffices, and all are listed.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Final, Literal, final

from attrs import frozen

from claimmap.case import Dispute, Nationality
from claimmap.jurisdiction.conditions import All, Fact, Node, failed, met, missing
from claimmap.jurisdiction.inquiry import Inquiry, Located
from claimmap.jurisdiction.periods import Moment, Stretch
from claimmap.jurisdiction.standing import SIDES, Accepted, Timeline, party_fact
from claimmap.jurisdiction.withdrawal import Matter, after_withdrawal, past_withdrawal
from claimmap.states import FIRST_DAY

TERRITORY: Final = "12(2)(a)"
NATIONALITY: Final = "12(2)(b)"
ACCEPTANCE: Final = "12(3)"
_PLACE: Final = ("where the State is a Party or accepts for that time", "elsewhere")
_NATIONAL: Final = ("that of a State that is a Party or accepts for that time", "of none")
Kind = Literal["territory", "nationality", "council"]


@final
@frozen(kw_only=True)
class Path:
    """One way to jurisdiction.

    Attributes:
        label: How it is written in an answer; None where it cannot be named.
        state: The State that consents.
        node: What must hold for it.
        located: For a path through territory, the part of the crime.
    """

    kind: Kind
    label: str | None
    state: str | None
    node: Node
    located: Located | None = None


@final
@frozen
class Standing:
    """One way in which a State consents: as a Party, or by a declaration."""

    label: str
    state: str | None
    node: All


def territory_paths(inquiry: Inquiry, moment: Moment, matter: Matter) -> Iterator[Path]:
    """Yield the paths through the place of each part of the crime.

    Source:
        Rome Statute, art. 12(2)(a); Pre-Trial Chamber I, 6 September 2018: at least one legal element of a crime, or
        part of it; Pre-Trial Chamber III, 14 November 2019: part of the actus reus.
    """
    if not inquiry.parts:
        gap = "where each part of the crime happened"
        fact = missing(
            TERRITORY, "Where the crime happened is not stated.", "Rome Statute, art. 12(2)(a)", gap, words=_PLACE
        )
        yield Path(kind="territory", label=None, state=None, node=fact)
    for one in inquiry.parts:
        placed = (_counts(inquiry, one), *_placed(inquiry, one))
        if one.place.code is None:
            yield Path(kind="territory", label=None, state=None, node=All(placed), located=one)
            continue
        day = inquiry.day_of(one, moment)
        own = _own_position(inquiry, one, day)
        craft = one.place.kind if one.place.craft else ""
        for way in _standings(inquiry, one.place.code, day, matter, TERRITORY, craft):
            node = All((*placed, *own, way.node))
            yield Path(kind="territory", label=way.label, state=way.state, node=node, located=one)


def nationality_paths(inquiry: Inquiry, moment: Moment, matter: Matter) -> tuple[Path, ...]:
    """Return the paths through each nationality of the person accused, at the time of the conduct.

    Where a State has withdrawn they depend on the trigger and on how long the crime went on, else on the days alone.

    Source:
        Rome Statute, art. 12(2)(b).
    """
    table, days = inquiry.table, inquiry.conduct_days(moment)
    key = ("nationality", None if inquiry.person is None else inquiry.person.id, days)
    found: tuple[Path, ...] | None = table.recall(key)
    if found is None:
        found = tuple(_through_nationality(inquiry, days, matter))
        stated = (inquiry.person.nationality if inquiry.person is not None else None) or ()
        if all(one.state == "unknown" or table.on(one.state, day).left is None for one in stated for day in days):
            table.keep(key, found)
    return found


def _through_nationality(inquiry: Inquiry, days: tuple[dt.date, ...], matter: Matter) -> Iterator[Path]:
    person = inquiry.person
    if person is None or person.nationality is None:
        who = person.id if person is not None else "the person accused"
        fact = missing(
            NATIONALITY,
            "The nationality of the person accused is not known.",
            "Rome Statute, art. 12(2)(b)",
            f"the nationality of {who} at the time of the conduct",
            who,
            words=_NATIONAL,
        )
        yield Path(kind="nationality", label=None, state=None, node=fact)
        return
    if not person.nationality:
        fact = failed(NATIONALITY, f"{person.id} is stateless.", "Rome Statute, art. 12(2)(b)", person.id)
        yield Path(kind="nationality", label=None, state=None, node=fact)
    for one in person.nationality:
        for day in days:
            held = tuple(_held(inquiry, one, day))
            if one.state == "unknown":
                yield Path(kind="nationality", label=None, state=None, node=All(held))
                continue
            for way in _standings(inquiry, one.state, day, matter, NATIONALITY, ""):
                node = All((*held, way.node)) if held else way.node
                yield Path(kind="nationality", label=way.label, state=way.state, node=node)


def _placed(inquiry: Inquiry, one: Located) -> Iterator[Fact]:
    """Yield what must hold, besides what the part is, for it to count as an element committed in its place.

    What the place makes of it is disputed only where it leads to some State.
    """
    if one.place.plain and not one.part.via:
        return
    place, about, source = one.place, one.name, "Rome Statute, art. 12(2)(a)"
    if place.kind == "unknown" or (place.craft and place.registered is None):
        what = "Where this happened" if not place.craft else f"In which State the {place.kind} was registered"
        gap = f"where '{one.name}' happened" if not place.craft else f"the registration of the {place.kind}"
        yield missing(TERRITORY, f"{what} is not known: {one.name}.", source, gap, about, words=_PLACE)
    elif place.code is None:
        why = "The high seas are" if not place.craft else f"An unregistered {place.kind} is"
        yield failed(TERRITORY, f"{why} the territory of no State: {one.name}.", source, about)
    elif place.inferred:
        gap = f"whether '{one.name}' happened in {place}"
        yield missing(TERRITORY, f"The place is only inferred: {one.name}.", source, gap, about)
    if place.kind == "exclusive-economic-zone":
        because = f"This happened in the exclusive economic zone of {place.code}: {one.name}."
        yield inquiry.register.dispute("exclusive-economic-zone", because, about=place.code)
    if one.counts is None and place.code is not None:
        if one.part.via:
            because = f"The arrival came after passage through {', '.join(one.part.via)}: {one.name}."
            yield inquiry.register.dispute("indirect-arrival", because, about=str(place))
        if place.craft and one.role == "consequence" and not _conduct_on_board(inquiry, one):
            because = f"Only the consequence happened on board: {one.name}."
            yield inquiry.register.dispute("consequence-on-board", because, about=str(place))


def _counts(inquiry: Inquiry, one: Located) -> Fact:
    source = "Rome Statute, art. 12(2)(a)"
    if one.counts is not None:
        return _disputed_part(one, one.counts)
    if one.role in ("conduct", "consequence"):
        key = ("element there", one.role, one.name)
        found: Fact | None = inquiry.table.recall(key)
        if found is None:
            found = met(TERRITORY, f"{one.role.capitalize()} of the crime: {one.name}.", source, one.name)
            inquiry.table.keep(key, found)
        return found
    if one.role in ("context", "circumstance", "accessory"):
        because = f"Of the crime only this {one.role} is placed here: {one.name}."
        return inquiry.register.dispute(f"{one.role}-only-link", because, about=str(one.place))
    if one.role == "effect":
        return failed(TERRITORY, f"An effect is no element of the crime: {one.name}.", source, one.name)
    gap = f"which element of the crime '{one.name}' is"
    return missing(TERRITORY, f"What this is to the crime is not stated: {one.name}.", source, gap, one.name)


def _disputed_part(one: Located, said: Dispute) -> Fact:
    source, about = "the case file", one.name
    if said.value == "alleged":
        return met(TERRITORY, f"An element of the crime committed there: {one.name}.", source, about)
    if said.value == "negated":
        return failed(TERRITORY, f"No element of the crime was committed there: {one.name}.", source, about)
    if said.value == "unknown":
        gap = f"whether '{one.name}' is an element committed there"
        return missing(
            TERRITORY, f"Whether this is an element committed there is not known: {one.name}.", source, gap, about
        )
    return Fact(
        article=TERRITORY,
        about=about,
        outcome="contested",
        source=source,
        topic="located-part",
        prevailing=SIDES[said.prevailing] if said.prevailing else None,
        because=f"Whether this is an element committed there is disputed: {one.name}.",
        point=f"located-part {one.part.id or one.name} {one.place}",
    )


def _conduct_on_board(inquiry: Inquiry, one: Located) -> bool:
    return any(other.role == "conduct" and other.place == one.place for other in inquiry.parts)


def _own_position(inquiry: Inquiry, one: Located, day: dt.date) -> tuple[Fact, ...]:
    """Return what must hold where the place is a part of a State with a position of its own."""
    own = inquiry.table.part(one.place.code or "")
    if own is None:
        return ()
    reached = own.reaches(day)
    if reached:
        return (met(TERRITORY, f"The Statute extends to {own.name} on {day}.", own.source, own.code),)
    if reached is None:
        gap = f"whether the Statute extended to {own.name} on {day}"
        return (
            missing(TERRITORY, f"Whether the Statute extends to {own.name} is not known.", own.source, gap, own.code),
        )
    because = f"By its declaration the State had not extended the Statute to {own.name} on {day}."
    return (inquiry.register.dispute("overseas-territory", because, about=own.code),)


def _held(inquiry: Inquiry, one: Nationality, day: dt.date) -> Iterator[Fact]:
    """Yield what must hold for a nationality to count on the day of the conduct."""
    source, who = "Rome Statute, art. 12(2)(b)", inquiry.person.id if inquiry.person is not None else ""
    if one.state == "unknown":
        gap = f"every nationality of {who} at the time of the conduct"
        yield missing(NATIONALITY, f"A nationality of {who} is not known.", source, gap, who, words=_NATIONAL)
    if one.held is not None and one.held.value != "alleged":
        yield _held_really(one, one.held, who)
    if one.when is None:
        return
    period = Stretch.of(one.when)
    then = period.contains(day)
    if then is None:
        gap = f"whether {who} was a national of {one.state} on {day}"
        yield missing(NATIONALITY, f"Whether the nationality was held on {day} is not known.", source, gap, one.state)
    elif not then and period.begins > day:
        because = f"The nationality of {one.state} was acquired after the conduct."
        yield inquiry.register.dispute("later-nationality", because, about=f"{who} {one.state}")
    elif not then:
        yield failed(NATIONALITY, f"The nationality of {one.state} was lost before the conduct.", source, one.state)
    elif period.contains(inquiry.case.as_of) is False:
        because = f"The nationality of {one.state} was held at the conduct and lost later."
        yield inquiry.register.dispute("lost-nationality", because, about=f"{who} {one.state}")


def _held_really(one: Nationality, said: Dispute, who: str) -> Fact:
    source = "the case file"
    if said.value == "negated":
        return failed(NATIONALITY, f"{who} is no national of {one.state}.", source, one.state)
    if said.value == "unknown":
        gap = f"whether {who} is a national of {one.state}"
        return missing(NATIONALITY, f"Whether {who} is a national of {one.state} is not known.", source, gap, one.state)
    return Fact(
        article=NATIONALITY,
        about=one.state,
        outcome="contested",
        source=source,
        topic="nationality-held",
        prevailing=SIDES[said.prevailing] if said.prevailing else None,
        because=f"Whether {who} is really a national of {one.state} is disputed.",
        point=f"nationality-held {who} {one.state}",
    )


def _standings(
    inquiry: Inquiry, code: str, day: dt.date, matter: Matter, article: str, craft: str
) -> tuple[Standing, ...]:
    """Return the ways in which a State consents for conduct on a day; of each the label and what must hold.

    Where a State has withdrawn they depend on the trigger and on how long the crime went on, else on the day alone.
    """
    table = inquiry.table
    key = ("consent", code, day, article, craft)
    found: tuple[Standing, ...] | None = table.recall(key)
    if found is not None:
        return found
    line = table.on(code, day)
    ways = _consents(inquiry, line, day, matter, article, vessel=bool(craft))
    found = tuple(_named(label, article, craft, line.code, facts) for label, facts in ways)
    return table.keep(key, found) if line.left is None else found


def _named(label: str, article: str, craft: str, state: str, facts: tuple[Fact, ...]) -> Standing:
    """Write the label of a way: `12(2)(a) BGD`, `12(2)(a) vessel COM + 127(2)`, `12(3) UKR + 12(2)(a)`."""
    name = " ".join(filter(None, (label, craft, state))) if label == article else label
    suffix = " + 127(2)" if any(one.article == "127(2)" and one.outcome == "met" for one in facts) else ""
    return Standing(name + suffix, state, All(facts))


def _consents(
    inquiry: Inquiry, line: Timeline, day: dt.date, matter: Matter, article: str, *, vessel: bool
) -> Iterator[tuple[str, tuple[Fact, ...]]]:
    """Yield the ways in which a State consents for conduct on a day: as a Party, or by declarations that reach the day.

    A declaration counts only while the State is not a Party.

    Source:
        Rome Statute, arts. 11(2), 12(1), 12(3), 127.
    """
    party, fact = line.party(day), party_fact(line, day, article)
    statehood = _statehood(inquiry, line)
    if party is not False:
        yield article, (fact, *statehood, *after_withdrawal(inquiry, line, matter))
        if party:
            return
    continued = past_withdrawal(inquiry, line, day)
    if continued is not None:
        yield article, (continued, *statehood, *after_withdrawal(inquiry, line, matter))
        return
    reached = False
    for declared in line.declared:
        if day < FIRST_DAY or declared.covers.contains(day) is False:
            continue
        reached = True
        facts = (*_acceptance(inquiry, line, declared, day, article, vessel=vessel), *statehood)
        yield f"{ACCEPTANCE} {line.code} + {article}", facts
    if party is False and not reached:
        yield article, (fact,)


def _statehood(inquiry: Inquiry, line: Timeline) -> tuple[Fact, ...]:
    if line.state.statehood is None:
        return ()
    return (inquiry.register.dispute("statehood", line.state.statehood.why, about=line.code),)


def _acceptance(
    inquiry: Inquiry, line: Timeline, declared: Accepted, day: dt.date, article: str, *, vessel: bool
) -> Iterator[Fact]:
    """Yield what must hold for a declaration to carry the conduct.

    Source:
        Rome Statute, art. 12(3); Rules of Procedure and Evidence, Rule 44(2).
    """
    if declared.covers.contains(day) is None:
        gap = f"the days that the declaration of {line.name} covers"
        yield missing(
            ACCEPTANCE, f"Whether the declaration reaches {day} is not known.", declared.source, gap, line.code
        )
    yield _valid(line, declared)
    if declared.one_sided:
        because = f"The declaration of {line.name} names the crimes of one side only."
        yield inquiry.register.dispute("one-sided-declaration", because, about=line.code)
    if declared.over != "territory":
        return
    if article == NATIONALITY:
        because = f"The declaration of {line.name} is worded for crimes on its territory."
        yield inquiry.register.dispute("territorial-declaration-nationals", because, about=line.code, article=article)
    elif vessel:
        because = f"The declaration of {line.name} is worded for its territory, and this happened on board."
        yield inquiry.register.dispute("territorial-declaration-vessels", because, about=line.code, article=article)


def _valid(line: Timeline, declared: Accepted) -> Fact:
    said, lodged = declared.validity, declared.lodged or "an unknown day"
    if said is None or said.value == "unknown":
        gap = f"whether the declaration of {line.name} was lodged with the Registrar by someone able to bind the State"
        because = f"Whether the declaration of {line.name} binds it is not known."
        return missing(ACCEPTANCE, because, declared.source, gap, line.code)
    if said.value == "alleged":
        return met(ACCEPTANCE, f"{line.name} accepted by a declaration lodged on {lodged}.", declared.source, line.code)
    if said.value == "negated":
        return failed(ACCEPTANCE, f"The declaration of {line.name} does not bind it.", declared.source, line.code)
    return Fact(
        article=ACCEPTANCE,
        about=line.code,
        outcome="contested",
        source=declared.source,
        topic="declaration-validity",
        prevailing=SIDES[said.prevailing] if said.prevailing else None,
        because=f"Whether the declaration of {line.name} lodged on {lodged} binds it is disputed.",
        point=f"declaration-validity {line.code} {lodged}",
    )
