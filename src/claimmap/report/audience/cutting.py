"""A case cut to an audience: what may be shown, and what is evaluated for it under the same codes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, final

from attrs import evolve, field, frozen

from claimmap.case import Case
from claimmap.jurisdiction.answer import ClaimJurisdiction, Reasons
from claimmap.problems import ClaimmapError
from claimmap.report.audience.closing import WHY_EVENT, WHY_NAMED, WHY_PEOPLE, Audience, Closed, close
from claimmap.report.audience.combining import NOTHING, Details
from claimmap.report.audience.cutter import Cutter
from claimmap.report.audience.names import Forbidden, forbidden_names
from claimmap.report.audience.remaining import plain_texts, texts_of
from claimmap.report.audience.rules import Rules


class WouldLeak(ClaimmapError):  # noqa: N818 - the name says what would happen
    """A report would show what its audience may not see; the message says where, never what."""


@final
@frozen(kw_only=True, eq=False)
class Shown:
    """A case cut to an audience.

    Attributes:
        case: What may be shown.
        weighing: The same under the same codes, with the days that evaluation needs; never shown.
        forbidden: Names that nothing written for the audience may hold.
        held: How many things were held back, by reason.
        details: What identifies protected people in combination.
        claims: Each claim's id as the audience sees it, and whether it rests on incidents that are held back.
    """

    audience: Audience
    case: Case
    weighing: Case
    forbidden: Forbidden
    held: tuple[tuple[str, int], ...]
    details: Details = NOTHING
    claims: Mapping[str, str] = field(factory=dict)

    def check(self, plain: Any, law_texts: Iterable[str] = ()) -> None:
        """Refuse values that would show a forbidden name, or details that identify somebody together.

        Args:
            plain: JSON values of what is about to be written.
            law_texts: Sentences in it that are the law's or ours, whose words identify nobody.

        Raises:
            WouldLeak: naming the place, never the name.
        """
        if self.audience == "internal":
            return
        said = tuple(law_texts)
        names = self.forbidden.without(said)
        details = evolve(self.details, detained=self.details.detained.without(said))
        for path, text in plain_texts(plain):
            if names.found_in(text):
                where = _named(path, self.forbidden)
                raise WouldLeak(f"nothing was written for {self.audience}: {where} would show a protected name or a part of one")
            if details.joined_in(text):
                where = _named(path, self.forbidden)
                raise WouldLeak(f"nothing was written for {self.audience}: {where} would join details that identify a protected person together")

    def answer(self, found: ClaimJurisdiction) -> ClaimJurisdiction:
        """Return an answer on jurisdiction without the places and days that it reasons from."""
        if self.audience == "internal":
            return found
        fails = tuple(evolve(one, because="the reason is left out for this audience") for one in found.fails)
        views = tuple(one for one in found.views if one.rank is not None)  # the law's; others repeat what the file says of a part
        kept = Reasons(fails=fails, views=views)
        return evolve(found, id=self.claims.get(found.id, found.id), facts=None, why=lambda: kept)

    def safe(self, text: str) -> str:
        """Return a message, or that it is held back if it would show a forbidden name."""
        return "the message is held back: it would show a protected name" if self.forbidden.found_in(text) else text


def for_audience(case: Case, audience: Audience, rules: Rules | None = None, *, beside: Iterable[Case] = ()) -> Shown:
    """Cut a case to what an audience may see.

    Args:
        case: The whole case. A report alone does not say who is protected, so it cannot be cut.
        audience: Whom the output is for.
        rules: What the team decides.
        beside: Other states of the same case that are shown together with this one: what is held back in any of them
            is held back in all, or a code could be matched with a name.

    Raises:
        WouldLeak: an open text holds a protected name; the message says where.
    """
    if audience == "internal":
        return Shown(audience=audience, case=case, weighing=case, forbidden=Forbidden(), held=())
    rules = rules or Rules()
    several = [case, *beside]
    closed = _all_of([close(one, audience, rules.places) for one in several])
    states = [name for found in rules.places.values() for name in found]
    forbidden = forbidden_names([], [], listed=rules.names)
    for one in several:
        forbidden = forbidden.joined(_forbidden_of(one, closed, [*states, *rules.no_names]))
    if rules.hold:
        closed = _held_too(several, closed, forbidden, rules)
    cutter = Cutter(case, several, audience, closed, forbidden, rules)
    shown = cutter.case(shown=True)
    for path, text in texts_of(shown):
        where = _named(path, forbidden)
        if forbidden.found_in(text):
            raise WouldLeak(
                f"nothing was written for {audience}: {where} holds a protected name or a part of one; reword it, hold the item back "
                "(access: protected, or everything of the kind by --hold-back), or say in the list of names that the word names nobody"
            )
        if closed.details.joined_in(text):
            raise WouldLeak(f"nothing was written for {audience}: {where} joins details that identify a protected person together; reword it")
    held = _tally(case, closed)
    if cutter.cleaned:
        held = (*held, ("titles and other texts", len(cutter.cleaned)))
    return Shown(
        audience=audience, case=shown, weighing=cutter.case(shown=False), forbidden=forbidden, held=held, details=closed.details,
        claims={one.id: cutter.name("claim", one.id) for one in case.claims},
    )  # fmt: skip


def _named(path: str, forbidden: Forbidden) -> str:
    """Name a place, unless its name is a protected one."""
    return "a place whose id" if forbidden.found_in(path) else path


def _held_too(several: Sequence[Case], closed: Closed, forbidden: Forbidden, rules: Rules) -> Closed:
    """Add the items and incidents whose open texts hold a forbidden name, and the items that identify somebody through these."""
    items, events = dict(closed.items), set(closed.events)
    for case in several:
        for item in case.evidence:
            links = (*item.supports, *item.undermines)
            said = [item.title, item.by, item.url, *(text for link in links for text in (link.shows, link.at))]
            if item.id not in items and any(text and forbidden.found_in(text) for text in said):
                items[item.id] = WHY_NAMED
        for event in case.events:
            if event.id not in events and any(forbidden.found_in(text) for _, text in texts_of(evolve(event, id="", note=None, cite=()))):
                events.add(event.id)
    wider = [close(case, closed.audience, rules.places, frozenset(events)) for case in several] if events != closed.events else []
    return _all_of([evolve(closed, items=items, events=frozenset(events)), *wider])


def _all_of(cuts: Sequence[Closed]) -> Closed:
    """Join what is held back in any of several states of a case."""
    items: dict[str, str] = {}
    for cut in cuts:
        items |= {name: why for name, why in cut.items.items() if name not in items}

    def union(name: str) -> frozenset[str]:
        return frozenset[str]().union(*(getattr(cut, name) for cut in cuts))

    def details(name: str) -> frozenset[str]:
        return frozenset[str]().union(*(getattr(cut.details, name) for cut in cuts))

    detained = Forbidden()
    for cut in cuts:
        detained = detained.joined(cut.details.detained)
    return Closed(
        audience=cuts[0].audience, people=union("people"), sources=union("sources"), items=items, events=union("events"),
        details=Details(detained=detained, route=details("route"), at=details("at"), days=details("days"), roles=details("roles")),
    )  # fmt: skip


def _tally(case: Case, closed: Closed) -> tuple[tuple[str, int], ...]:
    out: dict[str, int] = {}
    for item in case.evidence:
        if item.id in closed.items:
            why = "items: " + closed.items[item.id]
            out[why] = out.get(why, 0) + 1
    people = sum(one.id in closed.people for one in case.sources)
    events = sum(one.id in closed.events for one in case.events)
    return (*sorted(out.items()), *((WHY_PEOPLE, people),) * bool(people), *((WHY_EVENT, events),) * bool(events))


def _forbidden_of(case: Case, closed: Closed, no_names: Iterable[str]) -> Forbidden:
    people = [one for one in case.sources if one.id in closed.people]
    own = {one.id for one in people}
    given = [item for item in case.evidence if item.from_ and own.issuperset(item.from_)]
    makers = [item.by for item in given if item.by and len(item.from_) == 1]
    codes = [item.id for item in given]
    return forbidden_names(sorted(own), [one.title for one in people if one.title], makers, no_names=no_names, codes=codes)
