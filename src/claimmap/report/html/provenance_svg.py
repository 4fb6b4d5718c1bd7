"""
The provenance of one element as SVG: origins on the left, what derives from them, and the element on the right.

Everything is drawn in the colour of the text; sides, single points and undisclosed origins differ by line and word.
A drawing holds a limited number of items and says how many it leaves out: the table beside it holds them all.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, final

from attrs import field, frozen
from markupsafe import Markup, escape

from claimmap.problems import printable
from claimmap.report.exhibits import POLARITY_SIGNS, Exhibit, PageData, Polarity
from claimmap.report.html.timeline_svg import cut

_BOX: Final = 168
_TALL: Final = 38
_GAP: Final = 62
_STEP: Final = 50
_MOST_NAME: Final = 21
_DASHES: Final[Mapping[str, str]] = {"for": "", "against": "7 4", "pointer": "2 4", "pointer-against": "2 4 7 4"}
_MOST_DEEP: Final = 8


@final
@frozen(kw_only=True)
class Node:
    """A source, an item or an origin that nobody has disclosed, as it is drawn."""

    name: str
    words: str
    parents: tuple[str, ...]
    dashed: bool = False


@final
@frozen(kw_only=True)
class Network:
    """Every source and item of a page, to draw parts of it."""

    nodes: Mapping[str, Node]

    @classmethod
    def of(cls, data: PageData) -> "Network":
        """Take the sources and items of a page; undisclosed origins become nodes of their own."""
        nodes: dict[str, Node] = {}
        for source in data.providers:
            words = f"source: {source.kind}"
            if source.undisclosed:
                words = "source, not disclosed" if source.identity is None else "source, unknown to team"
            nodes[source.id] = Node(name=source.id, words=words, parents=source.from_, dashed=source.undisclosed)
        for item in data.exhibits:
            parents = (item.copy_of,) if item.copy_of else item.from_
            if item.undisclosed:
                parents = (f"?{item.id}",)
                nodes[parents[0]] = Node(name="origin", words="not disclosed", parents=(), dashed=True)
            nodes[item.id] = Node(name=item.id, words=item_words(item), parents=parents)
        return cls(nodes=nodes)

    def behind(self, name: str, known: Iterable[str] = (), most: int = 1000) -> list[str]:
        """Return a node and what it derives from, nearest first, without what is known already."""
        seen = set(known)
        out: list[str] = []
        waiting = [name]
        for one in waiting:
            if one in seen or one not in self.nodes or len(out) >= most:
                continue
            seen.add(one)
            out.append(one)
            waiting += self.nodes[one].parents
        return out


@final
@frozen(kw_only=True)
class Drawing:
    """A picture and how many of the element's items it leaves out."""

    svg: Markup
    left_out: int
    size: int


def item_words(item: Exhibit) -> str:
    """Say what an item is, for a second line: `leaked document, not held`."""
    words = item.kind.replace("-", " ")
    if item.copy_of:
        return f"copy, {words}"
    return words if item.held else f"{words}, not held"


def draw_provenance(
    network: Network, element: str, links: Sequence[tuple[str, Polarity]], single_points: Sequence[str] = (), most: int = 30
) -> Drawing:
    """
    Draw what stands behind one element.

    Args:
        links: Items with their side, in the order in which they are to be kept where not all fit.
        most: Nodes to draw at most; one item is always drawn, with what it derives from.
    """
    chosen, sides, left_out = _choose(network, links, single_points, most)
    if not sides:
        return Drawing(svg=Markup(), left_out=left_out, size=0)
    canvas = _Canvas(network, chosen, sides, frozenset(single_points))
    return Drawing(svg=canvas.svg(element, left_out), left_out=left_out, size=len(chosen))


def _choose(
    network: Network, links: Sequence[tuple[str, Polarity]], single_points: Sequence[str], most: int
) -> tuple[dict[str, None], dict[str, set[Polarity]], int]:
    """Choose the items to draw: single points first, then each side in turn, as long as they fit."""
    sides: dict[str, set[Polarity]] = {}
    for name, side in links:
        if name in network.nodes:
            sides.setdefault(name, set()).add(side)
    points = set(single_points)
    turns: dict[str, int] = {}
    ranked = []
    for name, found in sides.items():
        side = min(found)
        turns[side] = turns.get(side, 0) + 1
        ranked.append((name not in points, turns[side], side, len(ranked), name))
    chosen: dict[str, None] = {}
    kept: dict[str, set[Polarity]] = {}
    for *_, name in sorted(ranked):
        behind = network.behind(name, chosen, most if not kept else most + 1)
        if kept and len(chosen) + len(behind) > most:
            continue
        chosen.update(dict.fromkeys(behind))
        kept[name] = sides[name]
    return chosen, kept, len(sides) - len(kept)


@final
@frozen(kw_only=False, eq=False)
class _Canvas:
    """Places of the nodes of one drawing."""

    network: Network
    chosen: Mapping[str, None]
    sides: Mapping[str, set[Polarity]]
    points: frozenset[str]
    column: dict[str, int] = field(init=False)
    place: dict[str, tuple[float, float]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "column", self._columns())
        object.__setattr__(self, "place", self._places())

    def _parents(self, name: str) -> list[str]:
        return [one for one in self.network.nodes[name].parents if one in self.chosen and one != name]

    def _columns(self) -> dict[str, int]:
        """Give each node the column just before the first of what derives from it; the items nearest the element come last."""
        children: dict[str, list[str]] = {name: [] for name in self.chosen}
        waiting = {name: 0 for name in self.chosen}
        for name in self.chosen:
            for parent in self._parents(name):
                children[parent].append(name)
                waiting[parent] += 1
        back: dict[str, int] = {}
        order = [name for name, count in waiting.items() if not count]
        for name in order:
            back[name] = min(max((back[one] + 1 for one in children[name]), default=0), _MOST_DEEP)
            for parent in self._parents(name):
                waiting[parent] -= 1
                if not waiting[parent]:
                    order.append(parent)
        deepest = max(back.values(), default=0)
        return {name: deepest - back.get(name, 0) for name in self.chosen}

    def _places(self) -> dict[str, tuple[float, float]]:
        """Place each column so that nodes stand near what they derive from."""
        columns: dict[int, list[str]] = {}
        for name, number in self.column.items():
            columns.setdefault(number, []).append(name)
        out: dict[str, tuple[float, float]] = {}
        for number in sorted(columns):
            found = columns[number]
            if number:
                heights = {name: _mean([out[one][1] for one in self._parents(name) if one in out]) for name in found}
                found.sort(key=lambda name: (heights[name], name))
            else:
                order = self._first_use()
                found.sort(key=lambda name: (order.get(name, 0), name))
            for row, name in enumerate(found):
                out[name] = (number * (_BOX + _GAP) + 1.0, row * _STEP + 1.0)
        tallest = max(y for _, y in out.values())
        for number, found in columns.items():
            slack = (tallest - (len(found) - 1) * _STEP) / 2
            if number:
                for name in found:
                    x, y = out[name]
                    out[name] = (x, round(y + slack, 1))
        return out

    def _first_use(self) -> dict[str, int]:
        """Order origins by the first item that rests on them."""
        out: dict[str, int] = {}
        for number, name in enumerate(sorted(self.sides)):
            for one in self.network.behind(name):
                out.setdefault(one, number)
        return out

    def svg(self, element: str, left_out: int) -> Markup:
        """Return the picture."""
        last = max(self.column.values()) + 1
        x = last * (_BOX + _GAP) + 1.0
        bottom = max(y for _, y in self.place.values()) + _TALL
        goal_y = round((bottom - _TALL) / 2, 1)
        extra = 26 if left_out else 0
        width, height = x + _BOX + 1, bottom + 2 + extra
        label = f"Provenance of {element}: {len(self.sides)} items and what they derive from"
        out = [
            f'<svg class="graph" role="img" aria-label="{escape(printable(label))}" width="{width:g}" height="{height:g}"'
            f' viewBox="0 0 {width:g} {height:g}" font-size="12" font-family="sans-serif" fill="none" stroke="currentColor">'
        ]
        out += self._edges(x, goal_y)
        out += self._boxes()
        out.append(
            f'<path stroke-width="2" d="M{x:g} {goal_y + _TALL / 2:g}l10 -19h{_BOX - 20}l10 19l-10 19h-{_BOX - 20}z"/>'
            f'<g fill="currentColor" stroke="none"><text x="{x + 16:g}" y="{goal_y + 16:g}" font-weight="bold">'
            f"{escape(cut(element, _MOST_NAME))}</text>"
            f'<text x="{x + 16:g}" y="{goal_y + 31:g}" font-size="11">element</text>'
        )
        if left_out:
            out.append(f'<text x="1" y="{height - 8:g}">and {left_out} more {"item" if left_out == 1 else "items"}: see the table</text>')
        out.append("</g></svg>")
        return Markup("".join(out))  # noqa: S704 - every text in it is escaped above

    def _edges(self, goal_x: float, goal_y: float) -> Iterable[str]:
        plain: list[str] = []
        for name in self.place:
            x, y = self.place[name]
            plain += [_curve(self.place[one], (x, y)) for one in self._parents(name) if self.column[one] < self.column[name]]
        if plain:
            yield f'<path stroke-opacity=".55" d="{"".join(plain)}"/>'
        goal = (goal_x, goal_y)
        signs: list[str] = []
        for side, dashes in _DASHES.items():
            found = [name for name in sorted(self.sides) if side in self.sides[name]]
            if not found:
                continue
            dash = f' stroke-dasharray="{dashes}"' if dashes else ""
            yield f'<path stroke-width="1.6"{dash} d="{"".join(_curve(self.place[name], goal) for name in found)}"/>'
            signs += [
                f'<text x="{self.place[name][0] + _BOX + 6 + 12 * sorted(self.sides[name]).index(side):g}"'  # type: ignore[arg-type]
                f' y="{self.place[name][1] + 15:g}">{POLARITY_SIGNS[side]}</text>'  # type: ignore[index]
                for name in found
            ]
        tip = goal_y + _TALL / 2
        yield f'<path fill="currentColor" d="M{goal_x:g} {tip:g}l-9 -5v10z"/>'
        yield f'<g fill="currentColor" stroke="none" font-size="15" font-weight="bold">{"".join(signs)}</g>'

    def _boxes(self) -> Iterable[str]:
        shapes: dict[tuple[bool, bool], list[str]] = {}
        words: list[str] = []
        for name, (x, y) in self.place.items():
            node = self.network.nodes[name]
            shapes.setdefault((node.dashed, name in self.points), []).append(f"M{x:g} {y:g}h{_BOX}v{_TALL}h-{_BOX}z")
            sign = "\u25c6 " if name in self.points else ""
            words.append(
                f'<text x="{x + 8:g}" y="{y + 16:g}">{sign}{escape(cut(node.name, _MOST_NAME))}</text>'
                f'<text x="{x + 8:g}" y="{y + 31:g}" font-size="11">{escape(cut(node.words, 27))}</text>'
            )
        for (dashed, single), found in sorted(shapes.items()):
            dash = ' stroke-dasharray="4 3"' if dashed else ""
            yield f'<path class="box" stroke-width="{3 if single else 1}"{dash} d="{"".join(found)}"/>'
        yield f'<g fill="currentColor" stroke="none">{"".join(words)}</g>'


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _curve(start: tuple[float, float], end: tuple[float, float]) -> str:
    """Draw from the right edge of a box to the left edge of another."""
    x, y = start[0] + _BOX, start[1] + _TALL / 2
    to_x, to_y = end[0], end[1] + _TALL / 2
    middle = (x + to_x) / 2
    return f"M{x:g} {y:g}C{middle:g} {y:g} {middle:g} {to_y:g} {to_x:g} {to_y:g}"
