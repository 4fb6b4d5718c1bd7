"""What is reported beside jurisdiction and never turned into "no jurisdiction": admissibility, deferral, immunity,
discretion, legality, and the steps before an investigation of aggression.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from claimmap.case import Trigger
from claimmap.jurisdiction.answer import Separately
from claimmap.jurisdiction.court import Whole
from claimmap.jurisdiction.periods import LAST

_ALWAYS: Final = (
    Separately(
        article="17(1)(a)-(c)",
        outcome="unknown",
        because="It turns on national proceedings against the same person for substantially the same conduct.",
    ),
    Separately(article="17(1)(d)", outcome="unknown", because="It turns on scale, nature, manner and impact."),
    Separately(
        article="20(3)", outcome="unknown", because="It turns on any earlier trial, and whether it was genuine."
    ),
    Separately(
        article="27(2)",
        outcome="no-bar",
        because="Official capacity and immunities bar neither jurisdiction nor its exercise.",
    ),
    Separately(
        article="98",
        outcome="unknown",
        because="It concerns cooperation only, and turns on office held and on agreements.",
    ),
    Separately(article="53", outcome="unknown", because="It turns on gravity and the interests of justice."),
)


def separately(whole: Whole) -> tuple[Separately, ...]:
    """List what stands beside the answer for a claim."""
    return (*_deferrals(whole), *_ALWAYS, *_legality(whole), *_before_aggression(whole))


def _deferrals(whole: Whole) -> Iterator[Separately]:
    """Tell whether a request of the Security Council to defer is in force on the day of the question.

    Source:
        Rome Statute, art. 16: twelve months, renewable; jurisdiction is untouched.
    """
    as_of = whole.docket.case.as_of
    active = [one for one in whole.docket.bench.states.deferrals if one.from_ <= as_of <= one.to]
    for one in active:
        yield Separately(article="16", outcome="active", because=f"{one.cite} is in force: {one.about}")
    if not active:
        yield Separately(article="16", outcome="none", because=f"No request on record is in force on {as_of}.")


def _legality(whole: Whole) -> Iterator[Separately]:
    """Report the legality check where jurisdiction reaches people who were not bound by the Statute at the time.

    Source:
        Rome Statute, arts. 22, 24; Appeals Chamber (OA8) on conduct in the territory of a State that is not a Party.
    """
    retroactive = any(label.startswith(("12(3)", "13(b)")) for label in whole.paths)
    first = whole.docket.crime(whole.claim.crime).in_force
    days = [clock.low for pair in whole.pairs for clock in pair.inquiry.clocks]
    if days and any(label.startswith("13(b)") for label in whole.paths) and max(days) < first:
        yield Separately(
            article="22, 24", outcome="not-met", because=f"The crime entered into force for no State before {first}."
        )
    elif retroactive:
        because = "It must have been criminal, and foreseeable as such, when and where it was done."
        yield Separately(article="22, 24", outcome="unknown", because=because)


def _before_aggression(whole: Whole) -> Iterator[Separately]:
    """Tell whether an investigation of aggression may proceed.

    Source:
        Rome Statute, art. 15 bis(6)-(8): a determination by the Security Council, or six months after notification
        without one and an authorisation by the Pre-Trial Division.
    """
    if not whole.docket.crime(whole.claim.crime).aggression:
        return
    for trigger in whole.docket.case.triggers:
        if trigger.route != "13(b)":
            yield _may_proceed(trigger, whole.docket.case.as_of)


def _may_proceed(trigger: Trigger, as_of: dt.date) -> Separately:
    if trigger.council_determination is not None:
        return Separately(article="15bis(7)", outcome="met", because="The Council has made a determination.")
    notified, authorised = trigger.notified_unsg, trigger.ptd_authorised
    if notified is None:
        because = "The Secretary-General has not been notified, as far as the case says."
        return Separately(article="15bis(6)", outcome="unknown", because=because)
    start = notified.end.last
    if start is None:
        return Separately(article="15bis(8)", outcome="unknown", because="The day of notification is not known.")
    due = six_months_after(start)
    if as_of <= due:
        return Separately(article="15bis(8)", outcome="not-met", because=f"Six months end on {due}.")
    if authorised is None:
        because = "The Pre-Trial Division has not authorised the investigation, as far as the case says."
        return Separately(article="15bis(8)", outcome="unknown", because=because)
    early = authorised.start.last is not None and authorised.start.last <= due
    if early:
        because = f"The authorisation came before six months had passed on {due}."
        return Separately(article="15bis(8)", outcome="not-met", because=because)
    return Separately(
        article="15bis(8)", outcome="met", because="Six months passed, and the Pre-Trial Division authorised."
    )


def six_months_after(day: dt.date) -> dt.date:
    """Return the last day of the six months after a day.

    >>> six_months_after(dt.date(2027, 8, 31))
    datetime.date(2028, 2, 29)
    """
    if day.year >= LAST.year:
        return LAST
    month = day.month + 6
    year, month = day.year + (month > 12), (month - 1) % 12 + 1
    last = (dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)).day
    return dt.date(year, month, min(day.day, last))
