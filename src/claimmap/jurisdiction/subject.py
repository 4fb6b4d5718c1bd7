"""Which crime it is, on the facts alleged: articles 5 to 8 bis."""

from claimmap.case import Claim, Dispute
from claimmap.jurisdiction.conditions import All, Fact, Node, failed, met, missing
from claimmap.jurisdiction.crimes import canonical, within_article_5
from claimmap.jurisdiction.register import Register
from claimmap.jurisdiction.standing import SIDES


def subject_matter(claim: Claim, register: Register) -> Node:
    """Tell whether the facts alleged make out a crime within article 5.

    Every element counts as alleged unless the claim says otherwise. An element whose presence is disputed in law is
    contested, with the lean that the claim states.

    Source:
        Rome Statute, arts. 5, 6, 7, 8, 8 bis, 9.
    """
    if claim.crime == "none" or not within_article_5(claim.crime):
        label = claim.label or ("the conduct alleged" if claim.crime == "none" else claim.crime)
        return failed("5", f"Article 5 holds no crime named {label}.", "Rome Statute, art. 5", label)
    facts = [met("5", f"{claim.crime} is a crime within article 5.", "Rome Statute, art. 5", claim.crime)]
    facts += [_element(register, canonical(address), said) for address, said in sorted(claim.alleges.items())]
    return All(tuple(facts))


def _element(register: Register, address: str, said: Dispute) -> Fact:
    source = "the allegations of the claim"
    if said.value == "alleged":
        return met(address, f"{address} is alleged.", source, address)
    if said.value == "negated":
        return failed(address, f"The facts alleged exclude {address}.", source, address)
    if said.value == "unknown":
        return missing(
            address,
            f"Whether the facts alleged include {address} is not known.",
            source,
            f"facts that bear on {address}",
            address,
            words=("if they show it", "if they exclude it"),
        )
    point = register.about_element(address)
    return Fact(
        article=address,
        about=address,
        outcome="contested",
        prevailing=SIDES[said.prevailing] if said.prevailing else None,
        because=f"Whether the facts alleged meet {address} is disputed.",
        source=source,
        point=f"element {address}",
        topic=point.id if point is not None else None,
    )
