"""Who may be tried: articles 25(1) and 26."""

import datetime as dt

from claimmap.case import Person
from claimmap.jurisdiction.conditions import All, Fact, Node, failed, met, missing
from claimmap.jurisdiction.inquiry import Inquiry, majority
from claimmap.jurisdiction.periods import Moment, Stretch


def natural_person(inquiry: Inquiry) -> Fact | None:
    """Tell whether the accused is a natural person; None where the claim names nobody.

    Source:
        Rome Statute, art. 25(1).
    """
    person = inquiry.person
    if person is None:
        return None
    if person.kind == "natural":
        key = ("natural", person.id)
        found: Fact | None = inquiry.table.recall(key)
        if found is None:
            found = met("25(1)", "The accused is a natural person.", "Rome Statute, art. 25(1)", person.id)
            inquiry.table.keep(key, found)
        return found
    return failed(
        "25(1)",
        f"The accused is a {person.kind}; the natural persons who act through it can be asked about.",
        "Rome Statute, art. 25(1)",
        person.id,
    )


def adult(inquiry: Inquiry, moment: Moment) -> Node | None:
    """Tell whether the accused was eighteen at the conduct; None where there is nobody of whom to ask it.

    Whoever turns eighteen on the day of the conduct was. A course of conduct that passes the birthday divides there.

    Source:
        Rome Statute, art. 26.
    """
    person = inquiry.person
    if person is None or person.kind != "natural":
        return None
    days = inquiry.conduct_days(moment)
    key = ("adult", person.id, days)
    found: All | None = inquiry.table.recall(key)
    return inquiry.table.keep(key, All(tuple(_adult_on(person, day) for day in days))) if found is None else found


def _adult_on(person: Person, day: dt.date) -> Fact:
    source = "Rome Statute, art. 26"
    if person.born is None:
        if person.adult is None:
            return missing(
                "26",
                "The date of birth is not stated.",
                source,
                f"whether {person.id} was born on or before {_eighteen_before(day)}",
                person.id,
            )
        if person.adult:
            return met("26", "The accused was an adult.", source, person.id)
        return failed("26", "The accused was under eighteen.", source, person.id)
    first, last = majority(Stretch.of(person.born))
    if day >= last:
        return met("26", f"The accused was eighteen or older on {day}.", source, person.id)
    if day < first:
        return failed("26", f"The accused was under eighteen on {day}; the birthday is on {first}.", source, person.id)
    return missing(
        "26",
        f"The accused turned eighteen between {first} and {last}.",
        source,
        f"whether {person.id} was born on or before {_eighteen_before(day)}",
        person.id,
    )


def _eighteen_before(day: dt.date) -> dt.date:
    try:
        return day.replace(year=max(day.year - 18, 1))
    except ValueError:
        return dt.date(day.year - 18, 2, 28)
