"""From a case and the table of States to the spans that the timeline draws; what the law makes of them is said elsewhere."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Final

from claimmap.case import Acceptance, Case, StateFacts
from claimmap.dates import When
from claimmap.problems import UnknownId
from claimmap.report.audience import HELD
from claimmap.report.html.timeline_svg import Kind, Mark, Stretch, Timeline
from claimmap.states import Declaration, State, States

STATUTE_IN_FORCE: Final = dt.date(2002, 7, 1)
_CODE: Final = re.compile(r"(?:[a-z]+:)?([A-Z]{3}(?:-[a-z-]+)?)[?~%]?").fullmatch


def timeline_of(case: Case, states: States) -> Timeline | None:
    """Put the States concerned, the referrals and the incidents of a case on one axis; None where it names no State.

    Source:
        Rome Statute, arts. 11, 12(2) and (3), 13, 124, 126, 127.
    """
    lanes = list(states_named(case, states))
    if not lanes:
        return None
    stretches = [one for code in lanes for one in _state(case, states, code)]
    stretches += _triggers(case)
    stretches += _incidents(case)
    marks = (Mark(day=STATUTE_IN_FORCE, label="entry into force of the Statute (art. 11(1))"), Mark(day=case.as_of, label="the day of the question"))
    return Timeline(stretches=tuple(stretches), marks=marks)


def states_named(case: Case, states: States) -> Iterator[str]:
    """Return the States that the case names, in order of first mention."""
    seen: set[str] = set()
    for text in _places(case):
        found = _CODE(text)
        if found is None:
            continue
        try:
            code = states.state_of(found[1])
        except UnknownId:
            continue
        if code not in seen:
            seen.add(code)
            yield code


def _places(case: Case) -> Iterator[str]:
    for event in case.events:
        for part in event.parts:
            yield from (part.at or "", *part.via)
    for context in case.contexts:
        yield from context.at
    for person in case.people:
        yield from (one.state for one in person.nationality or ())
    for trigger in case.triggers:
        yield trigger.by or ""
        yield from trigger.covers.at if trigger.covers else ()
    yield from case.states


def _state(case: Case, states: States, code: str) -> Iterator[Stretch]:
    state, facts = states.get(code), case.states.get(code)
    lane = f"{state.name} ({code})"
    found = [*_membership(lane, state, facts), *_declarations(lane, state, facts)]
    found += [
        Stretch(lane=lane, label="War crimes kept out, art. 124", first=one.from_, last=one.to, kind="exclusion", note=one.note or "")
        for one in state.article_124
    ]
    found += [
        Stretch(lane=lane, label="Aggression kept out, art. 15 bis(4)", first=one.lodged, last=one.withdrawn, kind="exclusion")
        for one in state.article_15bis_4
    ]
    for referral in state.referrals:
        by = ", ".join(referral.by)
        first = referral.from_ or referral.received
        found.append(Stretch(lane=lane, label=f"Referred by {by}", first=first, last=None, kind="referral", note=f"received {referral.received}"))
    for number in state.council_referrals:
        if number in states.referrals:
            council = states.referrals[number]
            label = f"Council resolution {number}"
            found.append(Stretch(lane=lane, label=label, first=council.from_, last=council.to, kind="referral", note=council.cite))
    if not found:
        found.append(Stretch(lane=lane, label="has never been a Party", first=None, last=None, kind="none"))
    yield from found


def _membership(lane: str, state: State, facts: StateFacts | None) -> Iterator[Stretch]:
    if facts is not None and facts.party is not None:
        if facts.party != "never":
            yield from _when(lane, "Party to the Statute", _parsed(facts.party), "membership", "as the case file states")
        return
    if state.membership is None:
        return
    left = state.withdrawal
    last = left.effective - dt.timedelta(days=1) if left is not None and left.effective is not None else None
    first, note = state.membership.in_force, state.membership.source
    yield Stretch(lane=lane, label="Party to the Statute", first=first, last=last, kind="membership", note=note)


def _declarations(lane: str, state: State, facts: StateFacts | None) -> Iterator[Stretch]:
    shipped = [one for one in state.declarations if one.confirms is None]
    given: Iterable[Declaration | Acceptance] = shipped if facts is None or facts.accepts is None else facts.accepts
    for one in given:
        if isinstance(one, Declaration):
            firm, note, first, last = one.validity == "alleged", one.what, one.from_, one.to
        else:
            firm = one.validity is None or one.validity.value == "alleged"
            note, first, last = "as the case file states", _first(one.from_), _last(one.to)
        if first is not None:
            yield Stretch(lane=lane, label="Declaration, art. 12(3)", first=first, last=last, kind="declaration", firm=firm, note=note)


def _triggers(case: Case) -> Iterator[Stretch]:
    for one in case.triggers:
        label = f"Art. {one.route}" + (f", by {one.by}" if one.by else "") + (f", resolution {one.resolution}" if one.resolution else "")
        stage = f"{one.stage}; " + (f"dated {one.date}" if one.date else "no date")
        covers = one.covers
        if covers is not None and (covers.from_ is not None or covers.to is not None):
            yield Stretch(lane="Trigger", label=label, first=_first(covers.from_), last=_last(covers.to), kind="referral",
                          firm=one.stage != "hypothetical", note=stage)  # fmt: skip
        elif one.date is not None:
            yield from _when("Trigger", label, one.date, "referral", stage)


def _incidents(case: Case) -> Iterator[Stretch]:
    for context in case.contexts:
        if context.when is not None:
            yield from _when("Contexts", _name(context.title, context.id), context.when, "event", "")
    for event in case.events:
        if event.when is not None:
            yield from _when("Incidents", _name(event.title, event.id), event.when, "event", "goes on" if event.continuing else "")


def _name(title: str | None, code: str) -> str:
    """Return a title, or the id where there is none or it is held back."""
    return code if title in (None, "", HELD) else str(title)


def _when(lane: str, label: str, when: When | None, kind: Kind, note: str) -> Iterator[Stretch]:
    """Make a span of a date; a coarse single date is some day within it, and is not drawn as certain."""
    if when is None or not when.known:
        return
    first, last = _first(when), _last(when)
    coarse = not when.course and first != last
    untold = (first is None and not when.open_start) or (last is None and not when.open_end)
    words = "; ".join(filter(None, ["some day within it" if coarse else "", "one end is not known" if untold else "", note]))
    yield Stretch(lane=lane, label=label, first=first, last=last, kind=kind, firm=not (coarse or untold or when.qualified), days=str(when), note=words)


def _parsed(text: str) -> When | None:
    try:
        return When.parse(text)
    except ValueError:
        return None


def _first(when: When | None) -> dt.date | None:
    return None if when is None else when.start.first


def _last(when: When | None) -> dt.date | None:
    return None if when is None else when.end.last
