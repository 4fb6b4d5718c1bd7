"""Why: the conditions, failures, views, hooks and deciding days of a claim, and what is reported beside them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import Final

from attrs import evolve

from claimmap.jurisdiction.answer import (
    ClaimJurisdiction,
    DecidingDay,
    Each,
    Failure,
    Hook,
    Neighbour,
    OpinionHeld,
    Reasons,
    Stated,
)
from claimmap.jurisdiction.combine import Findings, Pair, contested, outcome_of, stages_of
from claimmap.jurisdiction.conditions import MET, Fact, Node
from claimmap.jurisdiction.court import Whole
from claimmap.jurisdiction.findings import STATUS_KEYS, Way
from claimmap.jurisdiction.link import NATIONALITY, TERRITORY, Path
from claimmap.jurisdiction.needs import needs
from claimmap.jurisdiction.register import RANKS
from claimmap.jurisdiction.separately import separately

_SENTENCES: Final = 3
_ARTICLES: Final = {"territory": TERRITORY, "nationality": NATIONALITY, "council": "13(b)"}


def answer(whole: Whole) -> ClaimJurisdiction:
    """Return the answer for a claim; its reasons are put in words when they are asked for."""
    return ClaimJurisdiction(
        id=whole.claim.id,
        outcome=whole.outcome,
        contested=whole.contested,
        exercise=whole.exercise,
        paths=whole.paths,
        status=whole.status,
        failing=tuple(sorted(whole.fails)),
        facts=whole.facts,
        why=partial(explain, whole),
    )


def explain(whole: Whole) -> Reasons:
    """Put the reasons of an answer in words."""
    return Reasons(
        conditions=tuple(_conditions(whole)),
        fails=tuple(_failures(whole)),
        needs=needs(whole),
        views=tuple(_views(whole)),
        by=tuple(_each(whole, one) for one in whole.pairs),
        separately=separately(whole),
        hooks=tuple(_hooks(whole)),
        decides=tuple(_deciding(whole)),
        neighbours=tuple(_neighbours(whole)),
        parts=tuple(_parts(whole)),
    )


def _decisive(node: Node) -> tuple[Fact, ...]:
    """Return the conditions that make a node come out as it does."""
    outcome = node.verdict.outcome
    facts = node.facts
    return tuple([one for one in facts if one.outcome == outcome]) or facts


def _because(facts: Iterable[Fact]) -> str:
    return " ".join(list(dict.fromkeys(one.because for one in facts))[:_SENTENCES])


def _stated(node: Node, article: str | None = None, about: str | None = None) -> Stated:
    if isinstance(node, Fact):
        return Stated(
            article=article or node.article,
            about=about or node.about,
            outcome=node.outcome,
            prevailing=node.prevailing,
            because=node.because,
            source=node.source,
        )
    verdict = node.verdict
    decisive = _decisive(node)
    return Stated(
        article=article or decisive[0].article,
        about=about or decisive[0].about,
        outcome=verdict.outcome,
        prevailing=verdict.prevailing,
        because=_because(decisive),
        source="; ".join(dict.fromkeys(one.source for one in decisive)),
    )


TURNS: Final = "It turns on the day, which is not known well enough."


def _conditions(whole: Whole) -> Iterator[Stated]:
    """Yield every condition, each once; one that changes with a day that is not known is unknown."""
    seen: set[tuple[str, str | None, str]] = set()
    for pair in whole.pairs:
        moments = [tuple(_of_moment(finding)) for finding in pair.findings]
        turning = _turning(moments) if pair.outcome == "unknown" else {}
        for one in (one for moment in moments for one in moment):
            stated = turning.get((one.article, one.about), one) if one.outcome in ("met", "not-met") else one
            key = (stated.article, stated.about, stated.outcome)
            if key not in seen:
                seen.add(key)
                yield stated


def _turning(moments: Sequence[Sequence[Stated]]) -> dict[tuple[str, str | None], Stated]:
    """Return, as unknown, the conditions that are met on some possible days and not on others."""
    found: dict[tuple[str, str | None], dict[str, Stated]] = {}
    for moment in moments:
        for one in moment:
            found.setdefault((one.article, one.about), {}).setdefault(one.outcome, one)
    together = {(one.article, one.about) for moment in moments for one in moment if one.outcome == "met"} & {
        (one.article, one.about) for moment in moments for one in moment if one.outcome == "not-met"
    }
    return {key: evolve(found[key]["met"], outcome="unknown", prevailing=None, because=TURNS) for key in together}


def _of_moment(finding: Findings) -> Iterator[Stated]:
    for node in (finding.ground.person, finding.ground.age, finding.material, finding.ground.floor):
        if node is not None:
            for fact in node.facts:
                yield _stated(fact)
    for way in finding.ground.ways:
        yield from _of_way(way)


def _of_way(way: Way) -> Iterator[Stated]:
    for node in way.times:
        for fact in node.facts:
            yield _stated(fact)
    for reach in way.reaches:
        path = reach.path
        yield _stated(path.node, _ARTICLES[path.kind], _about(path))
        if path.node.verdict.outcome != "contested":
            yield from (_stated(fact) for fact in path.node.facts if fact.point is not None)
        if reach.bar is not None:
            yield from (_stated(fact) for fact in reach.bar.facts)
    for node in way.bars:
        yield from (_stated(fact) for fact in node.facts)
    if way.carried is not None and way.trigger is not None:
        yield _stated(way.carried, way.trigger.route, way.trigger.by or way.trigger.resolution)


def _about(path: Path) -> str | None:
    if path.kind != "territory" or path.located is None or not path.located.place.craft:
        return path.state
    return str(path.located.place)


def _failures(whole: Whole) -> Iterator[Failure]:
    for article in sorted(whole.fails):
        facts = [
            fact
            for pair in whole.pairs
            for finding in pair.findings
            for fact in finding.facts
            if fact.article == article and fact.verdict.side == "not-met"
        ]
        yield Failure(article=article, because=_because(facts) or "No link of this kind holds.")


def _views(whole: Whole) -> Iterator[OpinionHeld]:
    """Yield both sides of each contested point, highest authority first.

    Where the facts do not tell whether an element is there, the views on a contested point about it are given too:
    the facts may leave the answer to it.
    """
    seen: set[str] = set()
    register = whole.docket.bench.register
    for pair in whole.pairs:
        for fact in (fact for finding in pair.findings for fact in finding.facts if fact.point or fact.topic):
            name = fact.topic or fact.point or ""
            if name in seen:
                continue
            seen.add(name)
            prevails = "yes" if fact.prevailing == "met" else "no" if fact.prevailing == "not-met" else None
            point = register.points.get(fact.topic or "")
            if point is None:
                for answer in ("yes", "no"):
                    yield OpinionHeld(
                        answer=answer,
                        who="one side of a dispute that the case file states",
                        why=fact.because,
                        point=name,
                        prevails=answer == prevails,
                    )
                continue
            for view in sorted(point.views, key=lambda one: RANKS.index(one.rank)):
                yield OpinionHeld(
                    answer=view.answer,
                    who=view.who,
                    why=view.why,
                    point=point.id,
                    question=point.question,
                    rank=view.rank,
                    cite=view.cite,
                    prevails=view.answer == prevails,
                )


def _each(whole: Whole, pair: Pair) -> Each:
    return Each(
        person=pair.person.id if pair.person is not None else None,
        event=pair.event.id if pair.event is not None else None,
        outcome=pair.outcome,
        contested=whole.contested if len(whole.pairs) == 1 else contested((pair,)),
        paths=tuple(sorted(pair.paths)),
        fails=tuple(sorted(pair.fails)),
    )


def _hooks(whole: Whole) -> Iterator[Hook]:
    """Yield the link of each part of the crime to a State.

    Source:
        Rome Statute, art. 12(2)(a).
    """
    seen: set[tuple[str, str, str | None, str]] = set()
    for pair in whole.pairs:
        found = list(_hooks_of(pair))
        answers: dict[tuple[str, str, str | None], set[str]] = {}
        for hook in found:
            answers.setdefault((hook.part, hook.place, hook.state), set()).add(hook.suffices)
        for hook in found:
            turns = pair.outcome == "unknown" and answers[hook.part, hook.place, hook.state] >= {"met", "not-met"}
            one = evolve(hook, suffices="unknown", prevailing=None, because=TURNS) if turns else hook
            key = (one.part, one.place, one.state, one.suffices)
            if key not in seen:
                seen.add(key)
                yield one


def _hooks_of(pair: Pair) -> Iterator[Hook]:
    event = pair.event
    for finding in pair.findings:
        for reach in (one for way in finding.ground.ways for one in way.reaches if one.path.located is not None):
            located, verdict = reach.path.located, reach.path.node.verdict
            if located is None:
                continue
            when = located.part.when or (event.when if event is not None else None)
            yield Hook(
                part=located.name,
                element=located.part.element,
                role=located.role,
                place=str(located.place),
                state=reach.path.state,
                when=when.canonical() if when is not None else None,
                suffices=verdict.outcome,
                prevailing=verdict.prevailing,
                because=_because(_decisive(reach.path.node)),
            )


def _deciding(whole: Whole) -> Iterator[DecidingDay]:
    """Yield the days on which the answer turns, where one thing happened on an unknown day."""
    seen: set[tuple[str, str, str]] = set()
    for pair in whole.pairs:
        answers = [(stages[0], stages_of(stages)) for stages in pair.alternatives if stages]
        for (before, first), (after, then) in pairwise(answers):
            key = (after.moment.first.isoformat(), first, then)
            if first != then and key not in seen:
                seen.add(key)
                yield DecidingDay(day=key[0], before=first, from_=then, because=_change(before, after))


def _change(before: Findings, after: Findings) -> str:
    changed = [key for key in STATUS_KEYS if before.status(key) != after.status(key)]
    return "On that day these conditions change: " + ", ".join(changed) + "." if changed else "The answer changes."


def _parts(whole: Whole) -> Iterator[str]:
    """Yield what qualifies and what does not, where only a part does."""
    if whole.outcome != "partly":
        return
    for pair in whole.pairs:
        who = " / ".join(one.id for one in (pair.person, pair.event) if one is not None)
        for stages in pair.alternatives:
            for one in stages:
                days = f"{one.moment.first} to {one.moment.last}"
                outcome = outcome_of(one.verdict)
                fails = ", ".join(sorted(one.fails)) if outcome == "no" else ""
                yield f"{who}, {days}: {outcome}" + (f" ({fails})" if fails else "")


def _neighbours(whole: Whole) -> Iterator[Neighbour]:
    """Yield the crimes that the same facts may meet, for a claim that fails, with the answer if they are alleged."""
    if whole.outcome != "no" or whole.claim.crime == "none":
        return
    docket, claim = whole.docket, whole.claim
    asked = docket.asked(claim)
    known = [(docket.subject(claim), whole, [docket.question(claim, None, *one) for one in asked])]
    for address, why in docket.crime(claim.crime).neighbours:
        subject, questions = docket.subject(claim, address), [docket.question(claim, address, *one) for one in asked]
        alike = (one for on, one, same in known if on.verdict == subject.verdict == MET and same == questions)
        found = next(alike, None)
        if found is None:
            found = docket.whole(claim, address)
            known.append((subject, found, questions))
        yield Neighbour(address=address, why=why, outcome=found.outcome, contested=found.contested)
