"""What the team decides about an audience, besides what the case says."""

from collections.abc import Mapping
from typing import final

from attrs import field, frozen

from claimmap.policy import Policy


@final
@frozen(kw_only=True)
class Rules:
    """What the team decides about an audience, besides what the case says.

    Attributes:
        secret: What codes are keyed with, besides the case's id and the audience.
        names: Names that must not be shown and stand in no file of the case.
        no_names: Words of ids and titles that name nobody.
        places: Names of States by their code.
        tags: Tags that evaluation asks for; all others are free text and are dropped.
        hold: Hold back whatever holds a protected name, instead of refusing.
    """

    secret: bytes = field(default=b"", repr=False)
    names: tuple[str, ...] = field(default=(), repr=False)
    no_names: tuple[str, ...] = ()
    places: Mapping[str, tuple[str, ...]] = field(factory=dict, repr=False)
    tags: frozenset[str] = frozenset()
    hold: bool = False


def tags_of(policy: Policy) -> frozenset[str]:
    """Return the tags that a policy asks for."""
    return frozenset(tag for stage in policy.stages for tag in (*stage.caps, *stage.pending))
