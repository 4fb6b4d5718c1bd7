"""The faces of what could change, by type."""

from functools import singledispatch

from claimmap.report import whatif_closing, whatif_critical, whatif_other
from claimmap.report.whatif import Document, to_html, to_markdown, to_text
from claimmap.whatif.analysts import Analysts
from claimmap.whatif.closing import Closing
from claimmap.whatif.critical import Critical
from claimmap.whatif.disclosure import Disclosure
from claimmap.whatif.identities import Identities
from claimmap.whatif.ladder import Ladder
from claimmap.whatif.recharacterise import Recharacterised
from claimmap.whatif.sensitivity import Sensitivity
from claimmap.whatif.supposed import WhatIf


@singledispatch
def document(value: object) -> Document:
    """Word a value; raises TypeError where there are no words for it."""
    raise TypeError(f"there are no words for {type(value).__name__}")


document.register(Closing)(whatif_closing.document)
document.register(Critical)(whatif_critical.document)
document.register(WhatIf)(whatif_other.supposed_document)
document.register(Identities)(whatif_other.identities_document)
document.register(Ladder)(whatif_other.ladder_document)
document.register(Analysts)(whatif_other.analysts_document)
document.register(Sensitivity)(whatif_other.sensitivity_document)
document.register(Disclosure)(whatif_other.disclosure_document)
document.register(Recharacterised)(whatif_other.recharacterised_document)


def bundle(value: object) -> dict[str, str]:
    """Return what a notebook may show."""
    worded = document(value)
    return {"text/plain": to_text(worded), "text/markdown": to_markdown(worded), "text/html": to_html(worded)}
