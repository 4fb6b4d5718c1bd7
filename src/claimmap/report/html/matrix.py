"""The data of the interactive matrix: one block of JSON beside the tables, without any sentence of the case."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from markupsafe import Markup

from claimmap.problems import printable
from claimmap.report.exhibits import POLARITY_SIGNS, POLARITY_WORDS, Exhibit, ExhibitLink, PageData, Polarity
from claimmap.report.html.blocks import Block, ClaimView, result_sign
from claimmap.report.wording import RESULT_WORDS

SIDES: Final[tuple[Polarity, ...]] = ("for", "against", "pointer", "pointer-against")
_SCRIPT_SAFE: Final = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def script_json(value: object) -> Markup:
    r"""Write JSON that may stand inside a script block: nothing in it can end the block or begin a comment.

    >>> print(script_json("</script><!--"))
    "\u003c/script\u003e\u003c!--"
    """
    return Markup(json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_SCRIPT_SAFE))  # noqa: S704 - nothing in it can be markup


def matrix_data(claims: Sequence[ClaimView], blocks: Sequence[Block], data: PageData) -> dict[str, Any]:
    """Return what the script needs to draw, filter and explain the matrix.

    Items come first among the nodes, in the order of the table of items; links are numbered as in the table of their
    element, so that the script finds each sentence in the page itself.
    """
    items: dict[str, int] = {one.id: number for number, one in enumerate(data.exhibits)}
    nodes: dict[str, int] = dict(items)
    for source in data.providers:
        nodes.setdefault(source.id, len(nodes))
    kinds: dict[str, int] = {}
    told = [
        [printable(one.id), kinds.setdefault(one.kind, len(kinds)), [nodes[name] for name in _parents(one) if name in nodes]]
        for one in data.exhibits
    ]
    told += [
        [printable(one.id), -1, [nodes[name] for name in one.from_ if name in nodes]]
        for one in data.providers
        if nodes[one.id] >= len(items)
    ]
    statuses = sorted({block.status for block in blocks})
    return {
        "items": len(items),
        "kinds": list(kinds),
        "statuses": statuses,
        "signs": [POLARITY_SIGNS[side] for side in SIDES],
        "sides": [POLARITY_WORDS[side] for side in SIDES],
        "claims": [{"id": printable(one.claim.id), "elements": [*one.numbers, *one.conditions]} for one in claims],
        "elements": [
            {
                "address": printable(block.address), "for": printable(block.owner), "status": statuses.index(block.status),
                "sign": result_sign(block.element.result), "result": RESULT_WORDS[block.element.result],
            }
            for block in blocks
        ],
        "links": [_links(block.links, items) for block in blocks],
        "nodes": told,
    }  # fmt: skip


def _parents(item: Exhibit) -> tuple[str, ...]:
    return (item.copy_of, *item.from_) if item.copy_of else item.from_


def _links(links: Sequence[tuple[Exhibit, ExhibitLink]], items: Mapping[str, int]) -> list[int]:
    out: list[int] = []
    for item, link in links:
        out += (items[item.id], SIDES.index(link.polarity))
    return out
