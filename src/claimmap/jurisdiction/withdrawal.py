"""Withdrawal: article 127.

Conduct on or after the day a withdrawal takes effect is out of reach through that State. Conduct before it stays
within reach, if the matter was under consideration before that day.
"""

import datetime as dt
from typing import final

from attrs import frozen

from claimmap.case import Trigger
from claimmap.jurisdiction.conditions import Fact, met, missing
from claimmap.jurisdiction.inquiry import Inquiry
from claimmap.jurisdiction.standing import Timeline

SOURCE = "Rome Statute, art. 127(2)"


@final
@frozen
class Matter:
    """When the Court took a matter up.

    Attributes:
        triggers: The triggers that may carry the conduct.
        own: The trigger by which it is asked; None = none has been used.
    """

    triggers: tuple[Trigger, ...] = ()
    own: Trigger | None = None

    def exercised_before(self, day: dt.date) -> bool | None:
        """Tell whether the trigger was used before a day."""
        return False if self.own is None else None if self.own.date is None else self.own.date.before(day)

    def considered_before(self, day: dt.date) -> bool | None:
        """Tell whether the matter was under consideration before a day."""
        answers: list[bool | None] = []
        for one in self.triggers:
            answers += [when.before(day) for when in (one.date, one.under_consideration_since) if when is not None]
            if one.date is None and one.under_consideration_since is None:
                answers.append(None)
        return True if True in answers else None if None in answers else False


def after_withdrawal(inquiry: Inquiry, line: Timeline, matter: Matter) -> tuple[Fact, ...]:
    """Return what must hold for conduct before a withdrawal that has since taken effect.

    Source:
        Rome Statute, art. 127(2); Pre-Trial Chamber I, 23 October 2025, and Appeals Chamber, 22 April 2026.
    """
    left = line.left
    if left is None or left > inquiry.case.as_of or matter.exercised_before(left):
        return ()
    considered = matter.considered_before(left)
    if considered:
        because = f"The matter was under consideration before the withdrawal of {line.name} took effect on {left}."
        return (met("127(2)", because, SOURCE, line.code),)
    if considered is None:
        because = f"Whether the matter was under consideration before {left} is not known."
        gap = f"whether the Court had the matter under consideration before {left}"
        return (missing("127(2)", because, SOURCE, gap, line.code),)
    because = f"The matter was not yet under consideration when the withdrawal of {line.name} took effect on {left}."
    return (inquiry.register.dispute("withdrawal-not-under-consideration", because, about=line.code),)


def past_withdrawal(inquiry: Inquiry, line: Timeline, day: dt.date) -> Fact | None:
    """Return the disputed point of a continuing crime that began while a State was a Party and ran past its withdrawal.

    Source:
        Rome Statute, art. 127(1); Pre-Trial Chamber III, ICC-01/17-9-Red.
    """
    left = line.left
    if left is None or day < left or inquiry.event is None or not inquiry.event.continuing:
        return None
    began = max((clock.span.begun for clock in inquiry.clocks if clock.course), default=None)
    if began is None or began >= left:
        return None
    because = f"The crime began while {line.name} was a Party and went on after its withdrawal took effect on {left}."
    return inquiry.register.dispute("continuing-past-withdrawal", because, about=line.code)
