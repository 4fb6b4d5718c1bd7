"""The provenance of one element as SVG: origins on the left, what derives from them, and the element on the right.

Everything is drawn in the colour of the text; sides, single points and undisclosed origins differ by line and word.
A drawing holds a limited number of items and says how many it leaves out: the table beside it holds them all.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final, final

from attrs import field, frozen
from markupsafe import Markup, escape

from claimmap.problems import printable
from claimmap.report.exhibits import POLARITY_SIGNS, Exhibit, PageData, Polarity
from claimmap.report.html.timeline_svg import cut

_BOX: Final = 152
_TALL: Final = 38
_GAP: Final = 48
_PASSAGE: Final = 8
_SPACE: Final = 12
_MOST_NAME: Final = 20
_DASHES: Final[Mapping[Polarity, str]] = {"for": "", "against": "7 4", "pointer": "2 4", "pointer-against": "2 4 7 4"}
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
    """A picture.

    Attributes:
        left_out: Items of the element that it leaves out.
        shortened: Whether it leaves out a part of what an item in it derives from.
        size: Nodes in it.
    """

    svg: Markup
    left_out: int
    shortened: bool
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
    """Draw what stands behind one element.

    Args:
        network: Sources and items of the page.
        element: Its address.
        links: Items with their side, in the order in which they are to be kept where not all fit.
        single_points: Sources and items each of whose loss leaves nothing; drawn first.
        most: Nodes to draw at most; one item is always drawn, with what it derives from.
    """
    chosen, sides, left_out = _choose(network, links, single_points, most)
    if not sides:
        return Drawing(svg=Markup(), left_out=left_out, shortened=False, size=0)
    canvas = _Canvas(network, chosen, sides, frozenset(single_points))
    shortened = any(one not in chosen and one in network.nodes for name in chosen for one in network.nodes[name].parents)
    return Drawing(svg=canvas.svg(element, left_out), left_out=left_out, shortened=shortened, size=len(chosen))


def _choose(
    network: Network, links: Sequence[tuple[str, Polarity]], single_points: Sequence[str], most: int
) -> tuple[dict[str, None], dict[str, set[Polarity]], int]:
    """Choose the items to draw: single points first, then each side in turn, as long as they fit."""
    sides: dict[str, set[Polarity]] = {}
    for name, side in links:
        if name in network.nodes:
            sides.setdefault(name, set()).add(side)
    points = set(single_points)
    turns: dict[Polarity, int] = {}
    ranked: list[tuple[bool, int, Polarity, int, str]] = []
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
@frozen(kw_only=True, eq=False)
class _Slot:
    """A place in a column: a node, or the passage of a line that goes on to a later column.

    Attributes:
        name: Of the node; None for a passage and for the element itself.
        before: Slots of the column before that lead here.
    """

    name: str | None
    column: int
    tall: int
    before: list["_Slot"] = field(factory=list)
    after: list["_Slot"] = field(factory=list)


@final
class _Canvas:
    """The layout of one drawing: nodes in columns, and lines led between them so that none runs behind a box.

    A line that skips columns gets a passage of its own in each.
    """

    def __init__(self, network: Network, chosen: Mapping[str, None], sides: Mapping[str, set[Polarity]], points: frozenset[str]) -> None:
        self.network, self.chosen, self.sides, self.points = network, chosen, sides, points
        column = self._columns()
        self.last = max(column.values()) + 1
        self.columns: list[list[_Slot]] = [[] for _ in range(self.last + 1)]
        self.slots = {name: self._slot(name, number, _TALL) for name, number in column.items()}
        self.goal = self._slot(None, self.last, _TALL)
        self.plain: list[list[_Slot]] = []
        self.links: dict[str, list[_Slot]] = {}
        for name in chosen:
            self.plain += [self._lead(self.slots[one], self.slots[name]) for one in self._parents(name) if column[one] < column[name]]
        for name in sorted(sides):
            self.links[name] = self._lead(self.slots[name], self.goal)
        self.place = self._places()

    def _slot(self, name: str | None, column: int, tall: int) -> _Slot:
        out = _Slot(name=name, column=column, tall=tall)
        self.columns[column].append(out)
        return out

    def _lead(self, start: _Slot, end: _Slot) -> list[_Slot]:
        """Lead a line from a slot to another, with a passage in each column between them."""
        way = [start, *(self._slot(None, number, _PASSAGE) for number in range(start.column + 1, end.column)), end]
        for one, other in pairwise(way):
            one.after.append(other)
            other.before.append(one)
        return way

    def _parents(self, name: str) -> list[str]:
        return [one for one in self.network.nodes[name].parents if one in self.chosen and one != name]

    def _columns(self) -> dict[str, int]:
        """Give each node the column just before the first of what derives from it; the items nearest the element come last."""
        children: dict[str, list[str]] = {name: [] for name in self.chosen}
        waiting = dict.fromkeys(self.chosen, 0)
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

    def _places(self) -> dict[int, float]:
        """Give each slot its middle: order each column by what it is joined to, forth and back, then centre it."""
        middle: dict[int, float] = {}
        for column in self.columns:
            self._stack(column, middle)
        for forth in (False, True, False, True):
            for column in self.columns if forth else reversed(self.columns):
                joined = {id(one): _mean([middle[id(other)] for other in (one.before if forth else one.after)], middle[id(one)]) for one in column}
                column.sort(key=lambda one: (joined[id(one)], middle[id(one)]))
                self._stack(column, middle)
        highest = max(self._height(column) for column in self.columns)
        for column in self.columns:
            slack = (highest - self._height(column)) / 2
            for one in column:
                middle[id(one)] = round(middle[id(one)] + slack, 1)
        return middle

    @staticmethod
    def _stack(column: Sequence[_Slot], middle: dict[int, float]) -> None:
        at = 1.0
        for one in column:
            middle[id(one)] = at + one.tall / 2
            at += one.tall + _SPACE

    @staticmethod
    def _height(column: Sequence[_Slot]) -> float:
        return sum(one.tall + _SPACE for one in column)

    def svg(self, element: str, left_out: int) -> Markup:
        """Return the picture."""
        x = self.last * (_BOX + _GAP) + 1.0
        y = self.place[id(self.goal)]
        bottom = max(self.place[id(one)] + one.tall / 2 for column in self.columns for one in column)
        width, height = x + _BOX + 1, bottom + 2 + (26 if left_out else 0)
        label = f"Provenance of {element}: {len(self.sides)} items and what they derive from"
        head = (
            f'<svg class="graph" role="img" aria-label="{escape(printable(label))}" width="{width:g}" height="{height:g}"'
            f' viewBox="0 0 {width:g} {height:g}" font-size="12" font-family="sans-serif" fill="none" stroke="currentColor">'
        )
        out = [head, *self._edges(), *self._boxes()]
        out.append(
            f'<path stroke-width="2" d="M{x:g} {y:g}l10 -19h{_BOX - 20}l10 19l-10 19h-{_BOX - 20}z"/>'
            f'<g fill="currentColor" stroke="none"><text x="{x + 16:g}" y="{y - 3:g}" font-weight="bold">{escape(cut(element, _MOST_NAME))}</text>'
            f'<text x="{x + 16:g}" y="{y + 12:g}" font-size="11">element</text>'
        )
        if left_out:
            out.append(f'<text x="1" y="{height - 8:g}">and {left_out} more {"item" if left_out == 1 else "items"}: see the table</text>')
        out.append("</g></svg>")
        return Markup("".join(out))  # noqa: S704 - every text in it is escaped above

    def _edges(self) -> Iterable[str]:
        if self.plain:
            yield f'<path stroke-opacity=".6" d="{"".join(self._line(way) for way in self.plain)}"/>'
        signs: list[str] = []
        for side, dashes in _DASHES.items():
            found = [name for name in self.links if side in self.sides[name]]
            if not found:
                continue
            dash = f' stroke-dasharray="{dashes}"' if dashes else ""
            ways: list[str] = []
            for name in found:
                x, y = self._corner(self.slots[name])
                turn = sorted(self.sides[name]).index(side)
                ways.append(self._line(self.links[name], 6 * turn))
                signs.append(f'<text x="{x + _BOX + 5 + 13 * turn:g}" y="{y + 11:g}">{POLARITY_SIGNS[side]}</text>')
            yield f'<path stroke-width="1.6"{dash} d="{"".join(ways)}"/>'
        x, y = self._corner(self.goal)[0], self.place[id(self.goal)]
        yield f'<path fill="currentColor" d="M{x:g} {y:g}l-9 -5v10z"/>'
        yield f'<g class="sign" fill="currentColor" stroke="none" font-size="15" font-weight="bold">{"".join(signs)}</g>'

    def _corner(self, slot: _Slot) -> tuple[float, float]:
        return slot.column * (_BOX + _GAP) + 1.0, self.place[id(slot)] - slot.tall / 2

    def _line(self, way: Sequence[_Slot], shift: float = 0) -> str:
        """Draw a line through its passages, straight where it passes a column; `shift` keeps two lines of one item apart."""
        x, y = self._corner(way[0])[0] + _BOX, self.place[id(way[0])] + shift
        out = [f"M{x:g} {y:g}"]
        for one in way[1:]:
            to_x, to_y = self._corner(one)[0], self.place[id(one)] + (0 if one is way[-1] else min(shift, _PASSAGE / 2))
            half = (x + to_x) / 2
            out.append(f"C{half:g} {y:g} {half:g} {to_y:g} {to_x:g} {to_y:g}")
            x, y = to_x, to_y
            if one is not way[-1]:
                x = to_x + _BOX
                out.append(f"H{x:g}")
        return "".join(out)

    def _boxes(self) -> Iterable[str]:
        shapes: dict[tuple[bool, bool], list[str]] = {}
        words: list[str] = []
        for name, slot in self.slots.items():
            node = self.network.nodes[name]
            x, y = self._corner(slot)
            shapes.setdefault((node.dashed, name in self.points), []).append(f"M{x:g} {y:g}h{_BOX}v{_TALL}h-{_BOX}z")
            sign = "\u25c6 " if name in self.points else ""
            words.append(
                f'<text x="{x + 8:g}" y="{y + 16:g}">{sign}{escape(cut(node.name, _MOST_NAME))}</text>'
                f'<text x="{x + 8:g}" y="{y + 31:g}" font-size="11">{escape(cut(node.words, 24))}</text>'
            )
        for (dashed, single), found in sorted(shapes.items()):
            dash = ' stroke-dasharray="4 3"' if dashed else ""
            yield f'<path class="box" stroke-width="{3 if single else 1}"{dash} d="{"".join(found)}"/>'
        yield f'<g fill="currentColor" stroke="none">{"".join(words)}</g>'


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise
