"""The drawings of the page: provenance of an element, and the timeline of jurisdiction."""

import datetime as dt
import itertools
import re

from hypothesis import given
from hypothesis import strategies as st

from claimmap.case import Case, Context, Event, Nationality, Part, Person, StateFacts
from claimmap.dates import When
from claimmap.report.html.provenance_svg import Network, Node, _Canvas, draw_provenance
from claimmap.report.html.spans import timeline_of
from claimmap.report.html.timeline_svg import Mark, Stretch, Timeline, draw_timeline, rows
from claimmap.states import States


@st.composite
def networks(draw: st.DrawFn) -> Network:
    count = draw(st.integers(1, 14))
    nodes = {}
    for number in range(count):
        parents = draw(st.sets(st.integers(0, number - 1), max_size=3)) if number else set()
        nodes[f"n{number}"] = Node(name=f"n{number}", words="item", parents=tuple(f"n{one}" for one in sorted(parents)))
    return Network(nodes=nodes)


def chosen(network: Network, number: int) -> list[tuple[str, str]]:
    return [(name, ("for", "against", "pointer")[place % 3]) for place, name in enumerate(sorted(network.nodes)) if place % (number + 1) == 0]


class TestProvenance:
    @given(networks(), st.integers(0, 2))
    def test_no_line_runs_behind_a_box(self, network: Network, number: int) -> None:
        """Where a line passes a column, the place that it passes is apart from every box of that column."""
        links = chosen(network, number)
        sides = {name: {side} for name, side in links}
        kept: dict[str, None] = {}
        for name in sides:
            kept.update(dict.fromkeys(network.behind(name, kept)))
        canvas = _Canvas(network, kept, sides, frozenset())
        for column in canvas.columns:
            spans = sorted((canvas.place[id(one)] - one.tall / 2, canvas.place[id(one)] + one.tall / 2) for one in column)
            assert all(upper[1] < lower[0] for upper, lower in itertools.pairwise(spans))
        for way in (*canvas.plain, *canvas.links.values()):
            assert [one.column for one in way] == list(range(way[0].column, way[-1].column + 1))

    @given(networks(), st.integers(0, 2))
    def test_every_parent_stands_before_what_derives_from_it(self, network: Network, number: int) -> None:
        drawing = draw_provenance(network, "7/attack", chosen(network, number), most=100)
        assert (drawing.left_out, drawing.shortened) == (0, False)
        assert drawing.svg.startswith("<svg")
        assert drawing.svg == draw_provenance(network, "7/attack", chosen(network, number), most=100).svg

    def test_it_says_how_many_items_it_leaves_out(self) -> None:
        network = Network(nodes={f"n{one}": Node(name=f"n{one}", words="item", parents=()) for one in range(50)})
        drawing = draw_provenance(network, "7/attack", [(f"n{one}", "for") for one in range(50)], most=10)
        assert (drawing.left_out, drawing.size) == (40, 10)
        assert "and 40 more items: see the table" in drawing.svg

    def test_single_points_and_the_other_side_are_kept_first(self) -> None:
        network = Network(nodes={f"n{one}": Node(name=f"n{one}", words="item", parents=()) for one in range(50)})
        links = [(f"n{one}", "for") for one in range(49)] + [("n49", "against")]
        drawing = draw_provenance(network, "7/attack", links, single_points=["n30"], most=4)
        assert "\u25c6 n30" in drawing.svg
        assert ">n49<" in drawing.svg

    def test_one_item_is_always_drawn(self) -> None:
        nodes = {f"n{one}": Node(name=f"n{one}", words="item", parents=(f"n{one - 1}",) if one else ()) for one in range(30)}
        drawing = draw_provenance(Network(nodes=nodes), "7/attack", [("n29", "for")], most=5)
        assert (drawing.size, drawing.shortened) == (5, True)

    def test_names_are_text(self) -> None:
        nodes = {"a": Node(name="<b>\u202e", words="<i>", parents=())}
        svg = draw_provenance(Network(nodes=nodes), '"><x', [("a", "for")]).svg
        assert not re.search(r"<[bix]\b|\u202e", svg)

    def test_nothing_to_draw(self) -> None:
        assert not draw_provenance(Network(nodes={}), "7/attack", []).svg


DAY = dt.date(2020, 1, 1)


class TestTimeline:
    def test_every_span_stands_in_the_picture_and_in_the_table(self) -> None:
        spans = (
            Stretch(lane="A", label="Party", kind="membership", first=dt.date(2010, 6, 1), last=None),
            Stretch(lane="A", label="Declaration", kind="declaration", first=None, last=DAY, firm=False, note="why"),
            Stretch(lane="B", label="never", kind="none", first=None, last=None),
        )
        timeline = Timeline(stretches=spans, marks=(Mark(day=DAY, label="today"),))
        svg = draw_timeline(timeline, "label")
        assert all(f">{one.label}<" in svg for one in spans)
        assert rows(timeline) == [
            ("A", "Party", "Party to the Statute", "since 2010-06-01", ""),
            ("A", "Declaration", "declaration", "until 2020-01-01", "not certain, why"),
            ("B", "never", "no span", "", ""),
        ]

    @given(st.lists(st.tuples(st.dates(), st.integers(0, 40_000)), min_size=1, max_size=6))
    def test_any_dates_can_be_drawn(self, found: list[tuple[dt.date, int]]) -> None:
        spans = tuple(
            Stretch(lane="A", label="x", kind="event", first=first, last=min(dt.date.fromordinal(min(first.toordinal() + days, 3_652_059)), dt.date.max))
            for first, days in found
        )
        svg = draw_timeline(Timeline(stretches=spans), "label")
        left = [float(one) for one in re.findall(r'<rect x="([0-9.]+)"', svg)]
        assert len(left) == len(spans)
        assert all(260 <= one <= 880 for one in left)

    def test_nothing_dated_draws_nothing(self) -> None:
        assert not draw_timeline(Timeline(stretches=(Stretch(lane="A", label="x", kind="none", first=None, last=None),)), "label")


def case_in(*places: str, **more: object) -> Case:
    parts = tuple(Part(id=f"p{number}", at=one) for number, one in enumerate(places))
    event = Event(id="e", title="An incident", when=When.parse("2018"), parts=parts)
    return Case(id="c", title="C", as_of=dt.date(2026, 11, 21), events=(event,), **more)  # type: ignore[arg-type]


class TestSpans:
    def found(self, case: Case, states: States) -> list[tuple[str, ...]]:
        timeline = timeline_of(case, states)
        return [] if timeline is None else list(rows(timeline))

    def test_membership_ends_with_the_day_before_the_withdrawal_takes_effect(self, states: States) -> None:
        row = next(one for one in self.found(case_in("PHL"), states) if one[2] == "Party to the Statute")
        assert row[3] == "2011-11-01 to 2019-03-16"

    def test_parts_vessels_and_doubts_are_traced_to_their_state(self, states: States) -> None:
        lanes = {one[0] for one in self.found(case_in("SDN-darfur?", "vessel:COM", "unknown", "high-seas"), states)}
        assert {"Sudan (SDN)", "Comoros (COM)", "Incidents"} <= lanes

    def test_a_state_that_never_was_a_party_says_so(self, states: States) -> None:
        assert ("Myanmar (MMR)", "has never been a Party", "no span", "", "") in self.found(case_in("MMR"), states)

    def test_what_the_case_states_of_a_state_replaces_what_is_shipped(self, states: States) -> None:
        case = case_in("BGD", states={"BGD": StateFacts(party="never", accepts=())})
        assert ("Bangladesh (BGD)", "has never been a Party", "no span", "", "") in self.found(case, states)

    def test_a_coarse_day_is_not_certain(self, states: States) -> None:
        row = next(one for one in self.found(case_in("BGD"), states) if one[0] == "Incidents")
        assert row[3:] == ("2018", "not certain, some day within it")

    def test_nationality_and_context_count_too(self, states: States) -> None:
        case = Case(
            id="c", title="C", as_of=DAY, people=(Person(id="p", nationality=(Nationality(state="KEN"),)),),
            contexts=(Context(id="x", kind="attack", at=("UGA",)),),
        )  # fmt: skip
        assert {one[0] for one in self.found(case, states)} == {"Kenya (KEN)", "Uganda (UGA)"}

    def test_a_case_without_states_has_no_timeline(self, states: States) -> None:
        assert timeline_of(Case(id="c", title="C", as_of=DAY), states) is None
