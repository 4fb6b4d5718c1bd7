"""What the law says at an address, as the JSON values of `claimmap/law-1`."""

from collections.abc import Iterable
from typing import Any

from claimmap.checks import applies
from claimmap.law import AmbiguousAddress, Crime, Element, Law, Mode, Note, Provision, SourceText
from claimmap.precedents import OUTCOME_WORDS, Precedent
from claimmap.problems import UnknownId

COURT = "rome-statute"


def source_plain(source: SourceText) -> dict[str, Any]:
    """Return a source as JSON values."""
    return {
        "title": source.title, "cite": source.cite, "href": source.href,
        "checked": None if source.checked is None else source.checked.isoformat(),
    }  # fmt: skip


def notes_plain(notes: tuple[Note, ...]) -> list[dict[str, Any]]:
    """Return notes as JSON values."""
    return [{"text": one.text, "cite": one.cite, "checked": None if one.checked is None else one.checked.isoformat()} for one in notes]


def element_plain(element: Element, law: Law | None = None) -> dict[str, Any]:
    """Return an element as JSON values, with the official wording beside ours where the user has given a text."""
    return {
        "number": element.number, "address": element.address, "kind": element.kind, "scope": element.scope,
        "statement": element.statement, "official": None if law is None else official_wording(element, law),
        "about": list(element.about), "same_as": element.same_as, "mental": mental_words(element),
        "limbs": [
            {"letter": one.letter, "address": f"{element.address}({one.letter})", "statement": one.statement,
             "official": None if law is None else law.official.wording(f"{element.address}({one.letter})")}
            for one in element.limbs
        ],
        "limbs_combine": element.limbs_combine if element.limbs else None, "means": list(element.means),
        "notes": notes_plain(element.notes), "source": source_plain(element.source), "fingerprint": element.fingerprint,
    }  # fmt: skip


def official_wording(element: Element, law: Law) -> str | None:
    """Return the official wording of an element.

    An element common to an article has no entry of its own; it is worded where every crime words it alike.
    """
    if element.number is not None:
        return law.official.wordings.get(element.address)
    if not law.official:
        return None
    said = {law.official.wordings.get(one.address) for crime in law.crimes() for one in crime.elements if one.same_as == element.address}
    return said.pop() if len(said) == 1 else None


def mental_words(element: Element) -> str:
    """Say which mental standard goes with an element.

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
    """Return what stands at an address, or what stands under it where it is no single thing.

    Raises:
        UnknownId, AmbiguousAddress, BadAddress: see `Law.__getitem__`.
    """
    try:
        found = law.resolve(text)
    except AmbiguousAddress as error:
        if all(one.startswith(f"{error.name}-") for one in error.candidates):
            raise
        return subtree_plain(law, text)
    except UnknownId:
        if not law.under(text):
            raise
        return subtree_plain(law, text)
    owner, _, inner = found.owner.rpartition(":")
    home = law.others[owner] if owner else law
    base = {
        "format": "claimmap/law-1", "address": found.address, "repairs": list(found.notes), "as_of": _iso(law.as_of),
        "instrument": home.id, "official": None if found.kind in ("element", "shared") else home.official.wording(inner),
        "official_title": home.official.titles.get(inner),
    }  # fmt: skip
    if found.kind == "crime":
        return base | crime_plain(home.crime_index[inner], home)
    if found.kind == "mode":
        return base | mode_plain(home.mode_index[inner], home)
    if found.kind == "provision":
        return base | provision_plain(home.provisions[inner], home)
    element = law.element(found.address)
    return base | {
        "kind": found.kind, "title": f"{found.owner}: {element.kind} element", "in_force": [], "source": source_plain(element.source),
        "elements": [element_plain(element, home)],
        "precedents": precedents_plain(home.precedents.failures({element.address, element.same_as or element.address})),
    }  # fmt: skip


def subtree_plain(law: Law, text: str) -> dict[str, Any]:
    """Return what stands under an address.

    Raises:
        BadAddress: the text is no address.
    """
    names = law.under(text)
    top = law.address_of(text)
    return {
        "format": "claimmap/law-1", "address": top, "kind": "subtree", "title": f"{len(names)} entries", "repairs": [], "as_of": _iso(law.as_of),
        "instrument": law.id, "in_force": [], "source": None, "official": law.official.wording(top), "elements": [], "under": under_plain(law, names),
    }  # fmt: skip


def under_plain(law: Law, names: Iterable[str]) -> list[dict[str, Any]]:
    """Return the addresses below another as JSON values."""
    out = []
    for name in names:
        one = law[name]
        kind = "crime" if isinstance(one, Crime) else "mode" if isinstance(one, Mode) else "provision"
        out.append({"address": name, "kind": kind, "title": title_of(law, name), "elements": len(getattr(one, "elements", ()))})
    return out


def crime_plain(crime: Crime, law: Law | None = None) -> dict[str, Any]:
    """Return a crime as JSON values; without the law, only what the crime itself says."""
    return {
        "kind": "crime", "title": crime.title, "in_force": [crime.in_force.isoformat()], "amendment": crime.amendment,
        "source": source_plain(crime.source), "no_elements": crime.no_elements,
        "variants": [{"id": one.id, "title": one.title} for one in crime.variants],
        "neighbours": [{"address": one.address, "why": one.why} for one in crime.neighbours],
        "elements": [element_plain(one, law) for one in crime.elements], "routes": [list(route) for route in crime.routes],
        "judgment": [{"element": one.element, "question": one.question, "why": one.why} for one in crime.judgment],
        "notes": notes_plain(crime.notes),
        "modes": [] if law is None else [{"address": one.address, "title": one.title} for one in law.modes() if applies(one, crime)],
        "bound": None if law is None else bound_plain(crime, law), "precedents": decided_plain(crime.address, law),
    }  # fmt: skip


def bound_plain(crime: Crime, law: Law) -> dict[str, Any] | None:
    """Say which States a crime binds.

    Source:
        Rome Statute, arts. 121(5) and 126.
    """
    if law.id != COURT:
        return None
    if crime.amendment is None:
        return {
            "amendment": None, "rule": "every State Party, from the day on which the Statute entered into force for it (art. 126)", "accepted": [],
        }  # fmt: skip
    amendment = law.states.amendments.get(crime.amendment)
    accepted = [
        {"state": state.code, "name": state.name, "deposited": _iso(one.deposited), "in_force": _iso(one.in_force),
         "in_force_earliest": _iso(one.in_force_earliest), "in_force_latest": _iso(one.in_force_latest), "excludes": list(one.excludes),
         "source": one.source, "confidence": one.confidence}
        for state in law.states
        for one in state.amendments
        if one.concerns(crime.amendment, crime.address) and (law.as_of is None or one.binds(law.as_of) is not False)
    ]  # fmt: skip
    return {
        "amendment": crime.amendment, "title": None if amendment is None else amendment.title,
        "rule": "only States Parties that have accepted the amendment, each one year after its deposit (art. 121(5))",
        "accepted": sorted(accepted, key=lambda one: (one["in_force"] or one["in_force_earliest"] or "9999", one["state"])),
    }  # fmt: skip


def precedents_plain(found: Iterable[Precedent]) -> list[dict[str, Any]]:
    """Return counts of decided cases as JSON values."""
    out = []
    for one in found:
        count, trust = one.count, one.count.trust
        facts = ("crime", "article", "number", "mode", "outcome", "reason", "final_address")
        out.append({
            "case": one.case.id, "case_number": one.case.number, "name": one.name, "accused": one.case.accused,
            "situation": one.case.situation,
            "count": count.number, "crime": count.crime, "cited": count.cited, "address": count.address, "mode_charged": count.mode_charged,
            "outcome": count.outcome, "outcome_words": OUTCOME_WORDS[count.outcome], "final_address": count.final_address,
            "final_mode": count.final_mode, "failed_here": one.failed_here,
            "failed": None if count.failed is None else {
                "kinds": list(count.failed.kinds), "on": list(count.failed.on), "what": count.failed.what, "why": count.failed.why,
            },
            "trust": {fact: getattr(trust, fact) for fact in facts if getattr(trust, fact) is not None} | {"note": trust.note},
        })  # fmt: skip
    return out


def mode_plain(mode: Mode, law: Law | None = None) -> dict[str, Any]:
    """Return a mode of liability as JSON values; without the law, only what the mode itself says."""
    return {
        "kind": "mode", "title": mode.title, "in_force": [mode.in_force.isoformat()], "source": source_plain(mode.source),
        "crime_mental": mode.crime_mental, "asks": mode.asks, "crimes": mode.crimes,
        "elements": [element_plain(one, law) for one in mode.elements],
        "judgment": [{"element": one.element, "question": one.question, "why": one.why} for one in mode.judgment],
        "notes": notes_plain(mode.notes), "precedents": decided_plain(mode.address, law),
    }  # fmt: skip


def decided_plain(address: str, law: Law | None) -> list[dict[str, Any]]:
    """Return the decided counts that charged a crime or a mode, or ended with it, as JSON values."""
    return [] if law is None else precedents_plain(law.precedents.about(address))


def provision_plain(provision: Provision, law: Law | None = None) -> dict[str, Any]:
    """Return a provision as JSON values, with what stands under it where the law is given."""
    start = provision.in_force if law is None else law.first_day(provision)
    return {
        "kind": "provision", "family": provision.family, "title": provision.title,
        "in_force": [] if start is None else [start.isoformat()], "source": source_plain(provision.source),
        "statement": provision.statement, "elements": [],
        "conditions": [{"number": one.number, "statement": one.statement} for one in provision.conditions], "combine": provision.combine,
        "what_excludes": list(provision.what_excludes), "notes": notes_plain(provision.notes), "fingerprint": provision.fingerprint,
        "under": [] if law is None else under_plain(law, law.under(provision.address)),
    }  # fmt: skip


def title_of(law: Law, address: str) -> str:
    """Return the title at an address, or an element's statement."""
    found = law[address]
    return found.full_statement() if isinstance(found, Element) else found.title


def failures(law: Law, text: str) -> list[dict[str, Any]]:
    """Return the decided counts that failed at an address: on an element, on any finding of a mode, or in charging a crime.

    Raises:
        UnknownId, BadAddress: the text is no address of the law.
    """
    below = law.under(text)
    try:
        found = law.resolve(text)
    except UnknownId:
        if not below:
            raise
        found = None
    if found is not None and found.kind in ("element", "shared"):
        element = law.element(found.address)
        return precedents_plain(law.precedents.failures({element.address, element.same_as or element.address}))
    names = {*below, *(() if found is None else (found.owner,))}
    owners = [law.mode_index.get(name) or law.crime_index[name] for name in names if name in law.mode_index or name in law.crime_index]
    own = {one.address for owner in owners for one in owner.elements if one.same_as is None}
    return precedents_plain(law.precedents.failures(names | own, charged={name for name in names if name in law.crime_index}))


def official_plain(law: Law) -> dict[str, Any]:
    """Return how far official texts could be aligned, as JSON values of `claimmap/official-1`."""
    official = law.official
    numbered = [one.address for crime in law.crimes() for one in crime.elements]
    return {
        "format": "claimmap/official-1", "instrument": law.id, "texts": list(official.files),
        "elements": len(numbered), "elements_aligned": sum(one in official.wordings for one in numbered),
        "aligned": len(official.wordings), "beyond": list(official.beyond),
        "misfits": [{"address": one.address, "why": one.why, "file": one.file or None, "line": one.line or None} for one in official.misfits],
    }  # fmt: skip


def _iso(day: Any) -> str | None:
    return None if day is None else str(day.isoformat())
