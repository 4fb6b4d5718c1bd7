"""What may identify a protected person in combination: family and the detained, routes and days, places, days and roles."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final, final

from attrs import field, frozen

from claimmap.case import Case, Event, Evidence, Link
from claimmap.dates import When
from claimmap.report.audience.names import KIN, MONTHS, Forbidden, forbidden_names, words_of


@final
@frozen(kw_only=True)
class Details:
    """What may identify protected people in combination.

    Attributes:
        detained: Names of people of the case who are not accused, and of victims.
        route, at: Places through which, and where, it happened, folded.
        days: Days and months, in the ways in which they are written, folded.
        roles: Words that say who the protected people are.
    """

    detained: Forbidden
    route: frozenset[str]
    at: frozenset[str]
    days: frozenset[str]
    roles: frozenset[str]
    _longest: int = field(init=False, eq=False, repr=False)

    @_longest.default
    def _most_words(self) -> int:
        return max((one.count(" ") + 1 for said in (self.route, self.at, self.days, self.roles) for one in said), default=0)

    def joined_in(self, text: str) -> bool:
        """Tell whether a text joins details that identify a protected person together."""
        if KIN.search(text) and self.detained.found_in(text):
            return True
        if not self.days:
            return False
        words = words_of(text)
        runs = {" ".join(words[place : place + count]) for count in range(1, self._longest + 1) for place in range(len(words) - count + 1)}

        def holds(said: frozenset[str]) -> bool:
            return not said.isdisjoint(runs)

        return holds(self.days) and (holds(self.route) or (holds(self.at) and holds(self.roles)))


NOTHING: Final = Details(detained=Forbidden(), route=frozenset(), at=frozenset(), days=frozenset(), roles=frozenset())


def texts_of_item(item: Evidence) -> str:
    """Return all that is said of an item, whom and what its links are about included."""
    said = [item.id, item.title, item.by, item.url, str(item.made or "")]
    said += [one for link in (*item.supports, *item.undermines) for one in _texts_of_link(link)]
    return "\n".join(one for one in said if one)


def _texts_of_link(link: Link) -> Iterator[str]:
    yield link.shows
    yield from (*link.person, link.at or "", str(link.when or ""))


def texts_of_event(event: Event) -> str:
    """Return all that is said of an incident: its name, days, victims, and where and by way of where each part happened."""
    said = [event.id, event.title, str(event.when or ""), *(one.id for one in event.victims)]
    for part in event.parts:
        said += [part.id or "", part.what or "", part.at or "", *part.via, str(part.when or "")]
    return "\n".join(one for one in said if one)


def combined_details(
    case: Case, people: Collection[str], behind: Collection[str], events: Collection[str], places: Mapping[str, Collection[str]]
) -> Details:  # fmt: skip
    """Gather what may identify protected people in combination; nothing where there are none."""
    if not people:
        return NOTHING
    accused = {name for claim in case.claims for name in claim.people}
    others = [one for one in case.people if one.id not in accused]
    victims = [one.id for event in case.events if event.id in events for one in event.victims]
    detained = forbidden_names([*(one.id for one in others), *victims], [one.name for one in others if one.name])
    route: set[str] = set()
    at: set[str] = set()
    days: set[str] = set()
    for event in case.events:
        if event.id not in events:
            continue
        for part in event.parts:
            route.update(name for code in part.via for name in _names_of_place(code, places))
            at.update(_names_of_place(part.at, places) if part.at else ())
            days.update(_days(part.when))
        days.update(_days(event.when))
    for item in case.evidence:
        if item.id in behind:
            days.update(_days(item.made))
            for link in (*item.supports, *item.undermines):
                days.update(_days(link.when))
    roles = {
        word
        for one in case.sources if one.id in people
        for word in words_of(" ".join([one.title or "", *one.tags]))
        if len(word) > 2 and not word.isdigit()
    }  # fmt: skip
    return Details(detained=detained, route=frozenset(route), at=frozenset(at), days=frozenset(days), roles=frozenset(roles))


def _names_of_place(code: str, places: Mapping[str, Collection[str]]) -> Iterator[str]:
    """Give the ways in which a place is named: its code, its State, and the place within the State."""
    bare = code.rstrip("?~%").rpartition(":")[2]
    state, _, within = bare.partition("-")
    for name in (bare, *places.get(state, ()), within):
        if found := " ".join(words_of(name)):
            yield found


def _days(when: When | None) -> Iterator[str]:
    """Give the ways in which the days and months of a date are written, folded as words.

    >>> found = set(_days(When.parse("2017-08-25")))
    >>> {"2017 08 25", "25 8 2017", "8 25 2017", "25 august", "25 th of august", "aug 25", "august 2017", "2017 08"} <= found
    True
    """
    for year, month, day in re.findall(r"(\d{4})-(\d\d)(?:-(\d\d))?", str(when or "")):
        number = int(month)
        names = (MONTHS[number - 1], MONTHS[number - 1][:3]) if 1 <= number <= len(MONTHS) else (month,)
        months = dict.fromkeys((month, str(number)))
        yield from (f"{year} {one}" for one in months)
        yield from (f"{one} {year}" for one in (*names, *months))
        if not day:
            continue
        for name in names:
            for one in dict.fromkeys((day, str(int(day)))):
                yield from (f"{one} {name}", f"{name} {one}", f"{one} of {name}")
                yield from (f"{one} {ordinal} {link}{name}" for ordinal in ORDINALS for link in ("", "of "))
        for one in months:
            for other in dict.fromkeys((day, str(int(day)))):
                yield from (f"{year} {one} {other}", f"{other} {one} {year}", f"{one} {other} {year}", f"{other} {one} {year[2:]}")


ORDINALS: Final = ("st", "nd", "rd", "th")
