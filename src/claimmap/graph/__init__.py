"""Where facts meet law: rows, provenance and links as index arrays.

A row is one element for one claim and, by the element's scope, for one incident, person, context or group.
A link counts for a row if the claim asks for its address and everything that the link states matches; what it leaves
out is filled only where there is no choice, else it is unassigned and counts nowhere.
"""

from typing import Any

from claimmap.case import CONCLUSIONS, Case
from claimmap.graph.calling import (
    CONDITIONS,
    ClaimLaw,
    Holder,
    claim_law,
    conditions_asked,
    placed_parts,
    with_nationality,
)
from claimmap.graph.placing import (
    REFUTED_BY,
    Misfit,
    Placement,
    Reason,
    attach,
    place_links,
    place_refuters,
    place_scoped,
)
from claimmap.graph.provenance import Provenance, originals, provenance
from claimmap.graph.rows import (
    PERPETRATORS,
    Graph,
    Links,
    Misplaced,
    Row,
    Scoped,
    Slot,
    Slots,
    Unassigned,
    condition_rows,
    limb_of,
    make_rows,
    slots_for,
)
from claimmap.law import Law

__all__ = [
    "CONDITIONS",
    "PERPETRATORS",
    "REFUTED_BY",
    "ClaimLaw",
    "Graph",
    "Holder",
    "Links",
    "Misfit",
    "Misplaced",
    "Placement",
    "Provenance",
    "Reason",
    "Row",
    "Scoped",
    "Slot",
    "Slots",
    "Unassigned",
    "attach",
    "build",
    "claim_law",
    "condition_rows",
    "conditions_asked",
    "limb_of",
    "make_rows",
    "network",
    "originals",
    "place_links",
    "place_refuters",
    "place_scoped",
    "placed_parts",
    "provenance",
    "slots_for",
    "with_nationality",
]


def build(case: Case, law: Law) -> Graph:
    """Join a case with the law it is measured by."""
    nodes = provenance(case)
    claims = claim_law(case, law)
    rows, askers = make_rows(case, law, claims)
    links, unassigned, alternative_links = place_links(case, law, nodes, askers)
    misplaced = attach(case, law, askers)
    unassigned += place_refuters(rows, links, alternative_links, claims)
    weightless = [it is not None and it.kind in CONCLUSIONS for it in nodes.items]
    for node, copies in nodes.copies.items():
        weightless[node] = weightless[node] and all(one.kind in CONCLUSIONS for one in copies)
    return Graph(
        case=case, law=law, provenance=nodes, links=links, claims=claims, rows=tuple(rows), unassigned=tuple(unassigned),
        misplaced=tuple(misplaced), alternative_links=alternative_links, conclusions=weightless,
    )  # fmt: skip


def network(case: Case, law: Law) -> Any:
    """Return sources, items and elements as a `networkx.DiGraph`.

    Nodes carry `kind` (source, item, origin, element); edges from items to elements carry `polarity` and `shows`.
    """
    import networkx as nx  # noqa: PLC0415 - costs 0.4 s, so only on request

    graph = build(case, law)
    out = nx.DiGraph()
    nodes = graph.provenance
    for number, name in enumerate(nodes.names):
        kind = "item" if nodes.items[number] else "source" if nodes.sources[number] else "origin"
        out.add_node(name, kind=kind, undisclosed=nodes.undisclosed[number])
    for number, parents in enumerate(nodes.parents):
        out.add_edges_from((nodes.names[parent], nodes.names[number]) for parent in sorted(parents))
    for row in graph.rows:
        for polarity, table in (("supports", row.pro), ("undermines", row.con)):
            for positions in table.values():
                for position in positions:
                    out.add_node(row.element.key, kind="element")
                    out.add_edge(nodes.names[graph.links.item[position]], row.element.key, polarity=polarity,
                                 shows=graph.links.link[position].shows)  # fmt: skip
    return out
