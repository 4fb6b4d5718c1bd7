"""The register of contested points: what is disputed, which way authority leans, and who says so.

Authority ranks as article 21 does: the Statute, then the Elements and the Rules, then what interprets them: the
Appeals Chamber, then Trial and Pre-Trial Chambers, the Assembly, the Prosecutor, States, scholarship. Submissions of
parties and papers of organisations never create a lean.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Final, Literal, final

from attrs import field, frozen

from claimmap.jurisdiction.conditions import Fact, Side

Rank = Literal[
    "statute",
    "elements-or-rules",
    "appeals",
    "trial-or-pre-trial",
    "assembly",
    "prosecutor",
    "states",
    "scholarship",
    "submissions",
]
RANKS: Final[tuple[str, ...]] = Rank.__args__  # type: ignore[attr-defined]
Answer = Literal["yes", "no", "open"]
_SIDES: Final[Mapping[str, Side | None]] = {"yes": "met", "no": "not-met", "open": None}


@final
@frozen(kw_only=True)
class View:
    """One side of a contested point.

    Attributes:
        answer: yes where it supports jurisdiction, no where it denies it.
        rank: The highest authority that the side can point to.
    """

    answer: Literal["yes", "no"]
    who: str
    why: str
    rank: Rank
    cite: str | None = None
    checked: dt.date | None = None


@final
@frozen(kw_only=True)
class Point:
    """A contested point of law.

    Attributes:
        question: Asked so that yes supports jurisdiction.
        leans: Which answer prevails; open where authority leans to neither.
        address: For a point about an element, its address.
    """

    id: str
    article: str
    question: str
    leans: Answer
    address: str | None = None
    why_it_leans: str | None = None
    views: tuple[View, ...]


@final
@frozen(kw_only=True)
class RegisterFile:
    """The file of contested points."""

    format: Literal["claimmap/contested-1"]
    points: tuple[Point, ...]


@final
@frozen
class Register:
    """Contested points by id."""

    points: Mapping[str, Point] = field(factory=dict)

    @classmethod
    def of(cls, file: RegisterFile) -> "Register":
        """Index the points of a file."""
        return cls({one.id: one for one in file.points})

    def dispute(self, topic: str, because: str, *, about: str | None = None, article: str | None = None) -> Fact:
        """Make the condition that turns on a contested point.

        Args:
            topic: Id of the point.
            because: How the point arises here.
            about: State, part or person it concerns; the same point about the same thing is answered once.
            article: What fails if the answer is no; the point's own article unless given.
        """
        point = self.points[topic]
        return Fact(
            article=article or point.article,
            about=about,
            outcome="contested",
            prevailing=_SIDES[point.leans],
            because=because,
            source=f"Rome Statute, art. {point.article}",
            point=f"{topic} {about or ''}",
            topic=topic,
        )

    def about_element(self, address: str) -> Point | None:
        """Return the point registered for an element, if any."""
        return next((one for one in self.points.values() if one.address == address), None)
