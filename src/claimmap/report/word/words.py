"""How the document names elements, items and what they are worth by structure."""

from collections.abc import Iterable
from typing import Final

from claimmap.report.dossier import Showing
from claimmap.report.issues import Present
from claimmap.report.model import ElementReport

SIDES: Final = {"supports": "for", "undermines": "against"}


def address_words(element: ElementReport) -> str:
    """Name an element with the common one it stands for, or a condition with its part or person."""
    if element.part == "jurisdiction":
        row = element.rows[0]
        return f"{element.address} {row.part or row.person or ''}".strip()
    return element.address if element.same_as in (None, element.address) else f"{element.address} = {element.same_as}"


def by_link(showings: Iterable[Showing]) -> list[tuple[Showing, str]]:
    """Return each link once, with all the rows that it counts for in words."""
    found: dict[tuple[str, str, int], tuple[Showing, list[str]]] = {}
    for one in showings:
        found.setdefault((one.exhibit.id, one.link.key, one.link.number), (one, []))[1].append(use_words(one))
    return [(one, "; ".join(dict.fromkeys(word for word in words if word))) for one, words in found.values()]


def evidence_words(one: Showing) -> str:
    """Name an item with its kind and, where it is shown, its title."""
    item = one.exhibit
    return f"{item.id}, {item.kind.replace('-', ' ')}" + (f": {item.title}" if item.title else "")


def present_words(present: Present) -> str:
    """Name items that do not do, and say why."""
    items = "; ".join(f"{one.exhibit.id} ({one.exhibit.kind.replace('-', ' ')})" for one in present.items)
    return f"{items}: {'; '.join(present.why)}."


def side_words(one: Showing) -> str:
    """Say on which side a fact stands."""
    side = SIDES[one.link.key]
    return f"{side} (conclusion, no weight)" if one.exhibit.conclusion else side


def use_words(one: Showing) -> str:
    """Say for which incident, person, part or context a fact counts."""
    use = one.use
    limb = f"limb ({use.limb})" if use.limb else ""
    return ", ".join(word for word in (limb, use.event, use.person, use.part, use.context) if word)


def how_words(one: Showing) -> str:
    """Say how an item comes to the team."""
    item = one.exhibit
    if item.conclusion:
        return "conclusion"
    held = "" if item.held else ", not held"
    if one.first_hand:
        return "first-hand" + held
    if not one.disclosed:
        return "origin undisclosed" + held
    steps = one.steps - 1
    return (f"relayed, {steps} step{'' if steps == 1 else 's'} from the origin" if steps > 0 else f"relayed ({one.link.basis})") + held
