"""Which link, judgment or rival explanation counts where: what is left out is filled only where there is no choice."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, Literal, final

from attrs import frozen

from claimmap.case import Case, Link
from claimmap.graph.calling import ClaimLaw
from claimmap.graph.provenance import Provenance
from claimmap.graph.rows import Links, Misplaced, Row, Scoped, Slot, Slots, Unassigned, slots_for
from claimmap.law import Law


def place_links(case: Case, law: Law, nodes: Provenance, askers: Slots) -> tuple[Links, list[Unassigned], dict[str, tuple[list[int], list[int]]]]:
    """Put every link on the rows it counts for; what fits nowhere or more than one place is unassigned."""
    links = Links(item=[], link=[], against=[], where=[])
    unassigned: list[Unassigned] = []
    alternative_links: dict[str, tuple[list[int], list[int]]] = {one.id: ([], []) for one in case.alternatives}
    item_of, link_of, against_of, where_of = links.item, links.link, links.against, links.where
    slots_of: dict[str, tuple[list[Slot], str]] = {}
    bare: dict[str, tuple[Placement, str]] = {}
    index = nodes.index
    for number, item in enumerate(case.evidence):
        node = index[item.id]
        for against, key, found in ((False, "supports", item.supports), (True, "undermines", item.undermines)):
            for place, link in enumerate(found):
                position = len(item_of)
                item_of.append(node)
                link_of.append(link)
                against_of.append(against)
                where_of.append((number, key, place))
                address = link.element
                if address is None:
                    if link.alternative in alternative_links:
                        alternative_links[link.alternative][against].append(position)
                    continue
                if link.claim or link.event or link.person or link.context or link.group is not None:
                    slots, limb = slots_of.get(address) or slots_of.setdefault(address, slots_for(address, law, askers))
                    placement = place_scoped(link, slots)
                else:
                    if address not in bare:
                        slots, limb = slots_of.setdefault(address, slots_for(address, law, askers))
                        bare[address] = (place_scoped(link, slots), limb)
                    placement, limb = bare[address]
                for misfit in placement.misfits:
                    unassigned.append(Unassigned(link=position, element=address, reason=misfit.reason, missing=misfit.missing, claims=misfit.claims))
                for row in placement.rows:
                    (row.con if against else row.pro).setdefault(limb, []).append(position)
    return links, unassigned, alternative_links


Reason = Literal["choice", "no-claim", "outside-group", "no-match"]


@final
@frozen(kw_only=True)
class Misfit:
    """Why something counts nowhere, or not for every claim it names, and what to state."""

    reason: Reason
    missing: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


@final
@frozen(kw_only=True, eq=False)
class Placement:
    """Where something with a scope counts, and for which claims that is not settled."""

    rows: tuple[Row, ...] = ()
    misfits: tuple[Misfit, ...] = ()


def place_scoped(scoped: Scoped, slots: Sequence[Slot]) -> Placement:
    """Say which rows something with a scope counts for.

    What it leaves out is filled only where there is no choice.
    """
    if not slots:
        return Placement(misfits=(Misfit(reason="no-claim"),))
    contextual = slots[0].scope == "context"
    fitting, outside = _fitting(scoped, slots, contextual=contextual)
    names = tuple(dict.fromkeys(slot.claim.claim.id for slot in slots))
    if not fitting:
        return Placement(misfits=(Misfit(reason="outside-group" if outside else "no-match", claims=names),))
    if contextual:
        contexts = {slot.claim.context for slot in fitting}
        unclear = None in contexts and slots[0].contexts > 1
        if not scoped.context and (len(contexts) > 1 or unclear):
            return Placement(misfits=(Misfit(reason="choice", missing=("context",), claims=names),))
        return Placement(rows=tuple(row for slot in fitting for row in slot.rows), misfits=_left_out(scoped, fitting))
    claims = tuple(dict.fromkeys(slot.claim.claim.id for slot in fitting))
    if len(claims) > 1 and not scoped.claim:
        return Placement(misfits=(Misfit(reason="choice", missing=("claim",), claims=claims),))
    rows: list[Row] = []
    open_: dict[str, list[str]] = {}
    nowhere: dict[str, bool] = {}
    for slot in fitting:
        name = slot.claim.claim.id
        chosen = _choose(scoped, slot)
        if isinstance(chosen, str):
            open_.setdefault(name, []).append(chosen)
            continue
        nowhere[name] = nowhere.get(name, True) and not chosen
        rows += chosen
    misfits = [Misfit(reason="choice", missing=tuple(dict.fromkeys(missing)), claims=(name,)) for name, missing in open_.items()]
    misfits += [Misfit(reason="no-match", claims=(name,)) for name, empty in nowhere.items() if empty and name not in open_]
    return Placement(rows=tuple(rows), misfits=(*misfits, *_left_out(scoped, fitting)))


def _left_out(scoped: Scoped, fitting: Sequence[Slot]) -> tuple[Misfit, ...]:
    """Say which of the claims that something names it does not count for, though it counts for another."""
    placed = {slot.claim.claim.id for slot in fitting}
    return tuple(Misfit(reason="no-match", claims=(name,)) for name in scoped.claim if name not in placed)


def _fitting(scoped: Scoped, slots: Sequence[Slot], *, contextual: bool) -> tuple[list[Slot], bool]:
    """Return the slots whose claim matches all that is stated, and whether one failed only by its group."""
    fitting: list[Slot] = []
    outside = False
    for slot in slots:
        claim = slot.claim.claim
        if scoped.claim and claim.id not in scoped.claim:
            continue
        if scoped.event and not any(one in claim.events for one in scoped.event):
            continue
        if scoped.group is not None and not _group_fits(scoped.group, slot):
            outside = True
            continue
        if scoped.context and slot.claim.context not in scoped.context:
            continue
        if scoped.person and not (any(one in claim.people for one in scoped.person) or (not contextual and _of_perpetrators(slot))):
            continue
        fitting.append(slot)
    return fitting, outside


def _group_fits(group: str, slot: Slot) -> bool:
    stated = slot.claim.claim.group
    if stated is not None:
        return stated == group
    crime = slot.claim.crime
    return crime is None or not (crime.article == "6" or crime.address == "7(1)(h)")


def _of_perpetrators(slot: Slot) -> bool:
    """Whether the slot may speak of those who carried the conduct out, who are not accused."""
    return "perpetrators" in slot.claim.holders() and slot.mode is None


def _choose(scoped: Scoped, slot: Slot) -> list[Row] | str:
    """Choose rows of a slot; the name of a key means that it must be stated."""
    if slot.scope == "incident":
        part = getattr(scoped, "part", None) if slot.element.part == "jurisdiction" else None
        rows = [row for row in slot.rows if part is None or str(row.part).partition(" at ")[0] == part]
        if scoped.event:
            rows = [row for row in rows if row.event in scoped.event]
        if slot.element.part == "jurisdiction":
            return rows if len(rows) < 2 else "part"
        return rows if scoped.event or len(rows) == 1 else "event"
    if slot.scope != "person":
        return slot.rows
    rows = [row for row in slot.rows if not scoped.event or row.event is None or row.event in scoped.event]
    accused = [row for row in rows if row.holder == "accused"]
    others = [row for row in rows if row.holder == "perpetrators"]
    if scoped.person:
        chosen = [row for row in accused if row.person in scoped.person]
        if any(one not in slot.claim.claim.people for one in scoped.person):
            chosen += others
        return chosen
    if not accused:
        return others
    return accused if len({row.person for row in accused}) == 1 else "person"


def attach(case: Case, law: Law, askers: Slots) -> list[Misplaced]:
    """Put alternatives, assessments, searches and settled matters on the rows they speak of; return what fits nowhere."""
    for alternative in sorted(case.alternatives, key=lambda one: one.id):
        for row in _every(alternative, slots_for(alternative.element, law, askers)[0]):
            row.alternatives.append(alternative)
    out: list[Misplaced] = []

    def place(key: str, number: int, scoped: Scoped, address: str) -> tuple[Row, ...]:
        placement = place_scoped(scoped, slots_for(address, law, askers)[0])
        for one in placement.misfits:
            out.append(Misplaced(key=key, number=number, element=address, reason=one.reason, missing=one.missing, claims=one.claims))
        return placement.rows

    for number, assessment in sorted(enumerate(case.assessments), key=lambda one: (one[1].standard, one[1].by, one[1].finds, one[1].because)):
        for row in place("assessments", number, assessment, assessment.element):
            row.assessments.append(assessment)
    for number, settled in enumerate(case.settled):
        for row in place("settled", number, settled, settled.element):
            row.settled.append(settled)
    for number, search in enumerate(case.searches):
        for row in place("searches", number, search, search.for_):
            row.searches.append(search)
    return out


def _every(scoped: Scoped, slots: Sequence[Slot]) -> Iterator[Row]:
    """Give every row that something does not exclude: a rival explanation stands against all it may concern."""
    for slot in slots:
        claim = slot.claim.claim
        if scoped.claim and claim.id not in scoped.claim:
            continue
        if scoped.group is not None and claim.group is not None and scoped.group != claim.group:
            continue
        if scoped.context and slot.claim.context not in scoped.context:
            continue
        for row in slot.rows:
            if scoped.event and row.event is not None and row.event not in scoped.event:
                continue
            if scoped.event and row.event is None and not any(one in claim.events for one in scoped.event):
                continue
            if scoped.person and row.person is not None and row.person not in scoped.person:
                continue
            yield row


REFUTED_BY: Final = {"context": ("context",), "person": ("claim", "person"), "incident": ("claim", "event"), "group": ("claim",)}
"""What a link to a rival explanation must leave no choice about, by the scope of the element explained."""


def place_refuters(
    rows: Sequence[Row], links: Links, alternative_links: dict[str, tuple[list[int], list[int]]], claims: Sequence[ClaimLaw]
) -> list[Unassigned]:
    """Put the links that refute a rival explanation on the rows where they count.

    To refute it is to incriminate: what is left out is filled only where there is no choice, as for other links.
    """
    unassigned: list[Unassigned] = []
    standing: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for one in row.alternatives:
            standing[one.id].append(row)
    for name, (_, against) in alternative_links.items():
        for position in against:
            link = links.link[position]
            found = [row for row in standing[name] if _row_fits(link, row, claims[row.claim])]
            scope = found[0].element.scope if found else "incident"
            keys = REFUTED_BY[scope]
            missing = tuple(key for key in keys if not getattr(link, key) and len({getattr(row, key) for row in found}) > 1)
            if missing or not found:
                reason: Reason = "choice" if missing else "no-match"
                unassigned.append(Unassigned(link=position, element=f"alternative {name}", reason=reason, missing=missing, claims=()))
                continue
            for row in found:
                row.excluders.setdefault(name, []).append(position)
    return unassigned


def _row_fits(link: Link, row: Row, claim: ClaimLaw) -> bool:
    """Tell whether a row is one of those that a link to a rival explanation states."""
    events, accused = claim.claim.events, claim.claim.people
    if row.holder == "perpetrators":
        of_person = any(one not in accused for one in link.person)
    else:
        of_person = row.person in link.person if row.person is not None else any(one in accused for one in link.person)
    return (
        (not link.claim or claim.claim.id in link.claim)
        and (not link.event or (row.event in link.event if row.event is not None else any(one in events for one in link.event)))
        and (not link.person or of_person)
        and (not link.context or claim.context in link.context)
        and (link.group is None or claim.claim.group is None or claim.claim.group == link.group)
    )
