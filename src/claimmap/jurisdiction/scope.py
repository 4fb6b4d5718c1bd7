"""What a trigger covers: the area, the period and, for a referral by the Security Council, what it leaves out."""

from typing import final

from attrs import frozen

from claimmap.case import Trigger
from claimmap.jurisdiction.periods import Stretch
from claimmap.states import States


@final
@frozen(kw_only=True)
class Scope:
    """The reach of a trigger.

    Attributes:
        area: Places covered; none = not limited.
        period: Days covered; None = not limited.
        operations: Operations that a carve-out concerns: UNSC, AU.
        nationals: States whose nationals a carve-out names.
        situation: The State in which the situation lies, where the referral is on record.
    """

    area: tuple[str, ...] = ()
    period: Stretch | None = None
    operations: tuple[str, ...] = ()
    nationals: tuple[str, ...] = ()
    situation: str | None = None
    source: str = "the case file"


def scope_of(trigger: Trigger, states: States) -> Scope:
    """Work out what a trigger covers: what the case says of it, else what the referral on record says.

    A carve-out on record stands even where the case states area and dates and is silent on it.

    Source:
        Security Council resolutions 1593 (2005) and 1970 (2011), paras. 1, 4 and 6.
    """
    on_record = states.referrals.get(trigger.resolution or "") if trigger.route == "13(b)" else None
    covers = trigger.covers
    area: tuple[str, ...] = ()
    period, source = None, "the case file"
    if covers is not None:
        area = covers.at
        if covers.from_ is not None or covers.to is not None:
            begin = Stretch.of(covers.from_) if covers.from_ is not None else Stretch.between(None, None)
            end = Stretch.of(covers.to) if covers.to is not None else Stretch.between(None, None)
            period = Stretch(begin.begins, begin.begun, end.ending, end.ended)
    elif on_record is not None:
        area, period = on_record.area, Stretch.between(on_record.from_, on_record.to)
        source = f"{on_record.cite} ({on_record.confidence})"
    written = covers.carve_out if covers is not None else ()
    operations = tuple(one for one in written if one in ("UNSC", "AU"))
    nationals = tuple(one for one in written if states.known(one))
    if not written and on_record is not None and on_record.carve_out is not None:
        operations = on_record.carve_out.operations
    return Scope(
        area=area,
        period=period,
        operations=operations,
        nationals=nationals,
        source=source,
        situation=on_record.state if on_record is not None else None,
    )
