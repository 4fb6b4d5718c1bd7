"""What the law says at an address: as the JSON values of `claimmap/law-1`, as text and as Markdown."""

from typing import Any

from claimmap.law import Crime, Element, Law, Mode, Note, Provision, SourceText
from claimmap.report.markdown import escape


def source_plain(source: SourceText) -> dict[str, Any]:
    """Return a source as JSON values."""
    return {
        "title": source.title, "cite": source.cite, "href": source.href,
        "checked": None if source.checked is None else source.checked.isoformat(),
    }  # fmt: skip


def notes_plain(notes: tuple[Note, ...]) -> list[dict[str, Any]]:
    """Return notes as JSON values."""
    return [{"text": one.text, "cite": one.cite, "checked": None if one.checked is None else one.checked.isoformat()} for one in notes]


def element_plain(element: Element) -> dict[str, Any]:
    """Return an element as JSON values."""
    return {
        "number": element.number, "address": element.address, "kind": element.kind, "scope": element.scope,
        "statement": element.statement, "about": list(element.about), "same_as": element.same_as, "mental": mental_words(element),
        "limbs": [{"letter": one.letter, "address": f"{element.address}({one.letter})", "statement": one.statement} for one in element.limbs],
        "limbs_combine": element.limbs_combine if element.limbs else None, "means": list(element.means),
        "notes": notes_plain(element.notes), "source": source_plain(element.source), "fingerprint": element.fingerprint,
    }  # fmt: skip


def mental_words(element: Element) -> str:
    """
    Say which mental standard goes with an element.

    Source:
        Rome Statute, art. 30; Elements of Crimes, general introduction, para. 2.
    """
    if element.mental is not None:
        return element.mental
    return {
        "conduct": "article-30: intent (means to engage in the conduct)",
        "consequence": "article-30: intent (means to cause it, or is aware that it will occur in the ordinary course of events)",
        "circumstance": "article-30: knowledge (awareness that the circumstance exists)",
        "contextual": "as its own element of knowledge or awareness says",
        "mental": "article-30",
    }[element.kind]


def document(law: Law, text: str) -> dict[str, Any]:
    """
    Return what stands at an address.

    Raises:
        UnknownId, AmbiguousAddress, BadAddress: see `Law.__getitem__`.
    """
    found = law.resolve(text)
    owner, _, inner = found.owner.rpartition(":")
    home = law.others[owner] if owner else law
    base = {"format": "claimmap/law-1", "address": found.address, "repairs": list(found.notes)}
    if found.kind == "crime":
        return base | crime_plain(home.crime_index[inner], home)
    if found.kind == "mode":
        return base | mode_plain(home.mode_index[inner], home)
    if found.kind == "provision":
        return base | provision_plain(home.provisions[inner], home)
    element = law.element(found.address)
    return base | {
        "kind": found.kind, "title": f"{found.owner}: {element.kind} element", "instrument": home.id, "in_force": [],
        "source": source_plain(element.source), "elements": [element_plain(element)],
    }  # fmt: skip


def crime_plain(crime: Crime, law: Law) -> dict[str, Any]:
    """Return a crime as JSON values."""
    return {
        "kind": "crime", "title": crime.title, "instrument": law.id, "in_force": [crime.in_force.isoformat()], "amendment": crime.amendment,
        "source": source_plain(crime.source), "no_elements": crime.no_elements,
        "variants": [{"id": one.id, "title": one.title} for one in crime.variants],
        "neighbours": [{"address": one.address, "why": one.why} for one in crime.neighbours],
        "elements": [element_plain(one) for one in crime.elements], "routes": [list(route) for route in crime.routes],
        "judgment": [{"element": one.element, "question": one.question, "why": one.why} for one in crime.judgment],
        "notes": notes_plain(crime.notes),
    }  # fmt: skip


def mode_plain(mode: Mode, law: Law) -> dict[str, Any]:
    """Return a mode of liability as JSON values."""
    return {
        "kind": "mode", "title": mode.title, "instrument": law.id, "in_force": [mode.in_force.isoformat()], "source": source_plain(mode.source),
        "crime_mental": mode.crime_mental, "asks": mode.asks, "crimes": mode.crimes,
        "elements": [element_plain(one) for one in mode.elements],
        "judgment": [{"element": one.element, "question": one.question, "why": one.why} for one in mode.judgment],
        "notes": notes_plain(mode.notes),
    }  # fmt: skip


def provision_plain(provision: Provision, law: Law) -> dict[str, Any]:
    """Return a provision as JSON values."""
    return {
        "kind": "provision", "family": provision.family, "title": provision.title, "instrument": law.id,
        "in_force": [] if provision.in_force is None else [provision.in_force.isoformat()], "source": source_plain(provision.source),
        "statement": provision.statement, "elements": [],
        "conditions": [{"number": one.number, "statement": one.statement} for one in provision.conditions], "combine": provision.combine,
        "what_excludes": list(provision.what_excludes), "notes": notes_plain(provision.notes),
    }  # fmt: skip


def title_of(law: Law, address: str) -> str:
    """Return the title at an address, or an element's statement."""
    found = law[address]
    return found.full_statement() if isinstance(found, Element) else found.title


def source_words(source: dict[str, Any]) -> str:
    """Say a source and whether it was checked."""
    return f"{source['title']}, {source['cite']} ({'checked ' + source['checked'] if source['checked'] else 'not checked'})"


def show(found: dict[str, Any], format_: str) -> str:
    """Show a document as text or Markdown."""
    markdown = format_ == "md"

    def say(text: str) -> str:
        return escape(text) if markdown else text

    out = [("## " if markdown else "") + say(f"{found['address']} {found['title']}"), "", say(source_words(found["source"]))]
    if found.get("no_elements"):
        out += ["", say(found["no_elements"])]
    if found.get("statement"):
        out += ["", say(found["statement"])]
    out += [f"{'- ' if markdown else '  '}{say('(' + str(one['number']) + ') ' + one['statement'])}" for one in found.get("conditions", ())]
    for one in found["elements"]:
        same = f" = {one['same_as']}" if one["same_as"] and one["same_as"] != one["address"] else ""
        out += ["", ("### " if markdown else "") + say(f"{one['address']}{same}  {one['kind']}, by {one['scope']}")]
        out.append(("" if markdown else "  ") + say(one["statement"]))
        out += [("- " if markdown else "    ") + say(f"({limb['letter']}) {limb['statement']}") for limb in one["limbs"]]
        if one["limbs"]:
            out.append(("" if markdown else "  ") + say(f"Limbs: {one['limbs_combine']}"))
        out.append(("" if markdown else "  ") + say(f"Mental: {one['mental']}" + (f", about {', '.join(map(str, one['about']))}" if one["about"] else "")))
        out += [("- " if markdown else "  * ") + say(f"Means of proof: {means}") for means in one["means"]]
        out += [("- " if markdown else "  * ") + say(f"Note: {note['text']} [{note['cite']}]") for note in one["notes"]]
    if found.get("routes"):
        out += ["", say("Routes: " + " or ".join("+".join(route) for route in found["routes"]))]
    out += [("- " if markdown else "  * ") + say(f"Left to people: {one['question']} {one['why']}") for one in found.get("judgment", ())]
    out += [("- " if markdown else "  * ") + say(f"Excluded by: {one}") for one in found.get("what_excludes", ())]
    out += [("- " if markdown else "  * ") + say(f"Near: {one['address']}: {one['why']}") for one in found.get("neighbours", ())]
    out += [("- " if markdown else "  * ") + say(f"Note: {note['text']} [{note['cite']}]") for note in found.get("notes", ())]
    return "\n".join(out) + "\n"
