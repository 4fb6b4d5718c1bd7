"""Sources and items as a graph of indices: who derives from whom."""

from collections import defaultdict
from collections.abc import Sequence
from typing import final

from attrs import field, frozen

from claimmap.case import SELF, Case, Evidence, Source


@final
@frozen(kw_only=True)
class Provenance:
    """Sources and items as a graph of indices.

    Attributes:
        names: Id of each node; an undisclosed origin is named `?` and the id of the item behind it.
        index: Node of each id; a copy has the node of its original.
        parents: Nodes that each node derives from.
        needs_all: Whether all parents must hold.
        order: Topological order, parents first, independent of the order of the file.
        undisclosed: Whether a node is an origin that nobody on the team can name.
        sources: Source of each node, if it is one.
        items: Item of each node, if it is one.
        copies: Further records of a node's item: what is least favourable in any of them holds for all.
    """

    names: list[str]
    index: dict[str, int]
    parents: list[tuple[int, ...]]
    needs_all: list[bool]
    order: list[int]
    undisclosed: list[bool]
    sources: list[Source | None]
    items: list[Evidence | None]
    copies: dict[int, tuple[Evidence, ...]] = field(factory=dict)


def originals(case: Case) -> dict[str, str]:
    """Map each copy to its original: `copy-of`, or the first by id of the items with one hash.

    A chain of copies ends at the first original; hashes that disagree about provenance are a problem of `checks`.
    """
    by_hash: dict[str, list[str]] = defaultdict(list)
    for item in case.evidence:
        if item.sha256 and not item.copy_of:
            by_hash[item.sha256].append(item.id)
    out = {name: min(same) for same in by_hash.values() if len(same) > 1 for name in same if name != min(same)}
    out.update({item.id: item.copy_of for item in case.evidence if item.copy_of})
    for name in list(out):
        seen = {name}
        while out[name] in out and out[name] not in seen:
            seen.add(out[name])
            out[name] = out[out[name]]
    return out


def provenance(case: Case) -> Provenance:
    """Build the provenance graph.

    A source without `from` is an origin; an item without `from` derives from an origin of its own that nobody has
    disclosed; an item `from: self` is an origin. A name that does not resolve, which `checks` reports, counts as an
    origin that nobody has disclosed.
    """
    copies = originals(case)
    names: list[str] = []
    index: dict[str, int] = {}
    sources: list[Source | None] = []
    items: list[Evidence | None] = []
    for source in case.sources:
        if source.id not in index:
            index[source.id] = len(names)
            names.append(source.id)
            sources.append(source)
            items.append(None)
    for item in case.evidence:
        if item.id not in copies and item.id not in index:
            index[item.id] = len(names)
            names.append(item.id)
            sources.append(None)
            items.append(item)
    twins: dict[int, list[Evidence]] = defaultdict(list)
    for name, original in copies.items():
        if original in index:
            index[name] = index[original]
    if copies:
        for item in sorted(case.evidence, key=lambda one: one.id):
            if item.id in copies and item.id in index:
                twins[index[item.id]].append(item)
    count = len(names)
    parents: list[tuple[int, ...]] = []
    undisclosed = [False] * count
    needs_all = [False] * count
    hidden: list[int] = []
    for node in range(count):
        it, so = items[node], sources[node]
        from_ = it.from_ if it is not None else so.from_ if so is not None else ()
        needs_all[node] = (it.needs if it is not None else so.needs if so is not None else "any") == "all"
        if len(from_) == 1 and (only := index.get(from_[0])) is not None and only != node:
            parents.append((only,))
            continue
        found = {index[name] for name in from_ if name in index} - {node}
        if (it is not None and not from_) or any(name not in index and name != SELF for name in from_):
            found.add(count + len(hidden))  # nobody says where it comes from, or a name that means nothing
            hidden.append(node)
        parents.append(tuple(found))
        if so is not None and not from_:
            undisclosed[node] = so.identity is None or so.identity == "unknown-to-team"
    for node in hidden:
        names.append("?" + names[node])
        sources.append(None)
        items.append(None)
        parents.append(())
        undisclosed.append(True)
        needs_all.append(False)
    return Provenance(
        names=names, index=index, parents=parents, needs_all=needs_all, order=_topological(parents), undisclosed=undisclosed,
        sources=sources, items=items, copies={node: tuple(found) for node, found in twins.items()},
    )  # fmt: skip


def _topological(parents: Sequence[tuple[int, ...]]) -> list[int]:
    """Order nodes so that parents come first; nodes on a cycle are left out (`checks` refuses cycles)."""
    waiting = [len(found) for found in parents]
    children: list[list[int]] = [[] for _ in parents]
    for node, found in enumerate(parents):
        for parent in found:
            children[parent].append(node)
    order = [node for node, count in enumerate(waiting) if not count]
    for node in order:
        for child in children[node]:
            waiting[child] -= 1
            if not waiting[child]:
                order.append(child)
    return order
