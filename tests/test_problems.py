"""How problems are shown, sorted and named."""

import json

import pytest

from claimmap.problems import (
    MOST_COMPARED,
    WIDTH,
    ClaimmapError,
    InvalidFiles,
    Place,
    Problem,
    UnknownId,
    around,
    cells,
    did_you_mean,
    in_order,
    nearest,
    one_of,
    printable,
)

HERE = Place(file="cases/x/evidence.yaml", line=14, column=16)


def problem(place: Place = HERE, message: str = "'testimoni' is not a kind of evidence", **more: object) -> Problem:
    return Problem(place=place, rule="unknown-value", message=message, **more)  # type: ignore[arg-type]


def test_place() -> None:
    assert str(HERE) == "cases/x/evidence.yaml:14:16"
    assert str(Place(file="a.yaml")) == "a.yaml"
    assert Place(file="a.yaml", line=2, column=9) < Place(file="a.yaml", line=10, column=1) < Place(file="b.yaml")


def test_the_example_of_the_format_page() -> None:
    shown = problem(excerpt="    kind:      testimoni", hint="did you mean 'testimony'?").render()
    assert shown == (
        "cases/x/evidence.yaml:14:16: 'testimoni' is not a kind of evidence  [unknown-value]\n"
        " 14 |     kind:      testimoni\n"
        "    |                ^\n"
        "   = did you mean 'testimony'?"
    )
    assert str(problem(excerpt="    kind:      testimoni", hint="did you mean 'testimony'?")) == shown


def test_severity_and_further_places() -> None:
    one = problem(severity="warning", also=(Place(file="b.yaml", line=3, column=1), Place(file="c.yaml")))
    assert one.render().splitlines() == [
        "cases/x/evidence.yaml:14:16: warning: 'testimoni' is not a kind of evidence  [unknown-value]",
        "   = also at b.yaml:3:1",
        "   = also at c.yaml",
    ]


def test_a_place_without_a_line_shows_none() -> None:
    assert problem(place=Place(file="a.yaml"), excerpt="x").render() == "a.yaml: 'testimoni' is not a kind of evidence  [unknown-value]"


def caret(line: str, column: int) -> str:
    return problem(place=Place(file="a", line=1, column=column), excerpt=line).render().splitlines()[2]


def test_the_caret_stands_below_the_character() -> None:
    assert caret("ab: c", 5) == "   |     ^"
    assert caret("ab", 3) == "   |   ^", "right after the end of the line"
    assert caret("村庄: c", 5) == "   |       ^", "wide characters take two columns"
    assert caret("e\u0301a: c", 3) == "   |  ^", "combining ones none"
    assert caret("\ta: c", 2) == "   |   ^", "a tab is shown as two characters"
    assert caret("\x1b[31ma", 6) == "   |         ^"


def test_no_caret_where_the_column_is_beyond_the_line() -> None:
    assert len(problem(excerpt="short").render().splitlines()) == 2


def test_of_a_long_line_the_part_around_the_place_is_shown() -> None:
    line = "a" * 500 + "#" + "b" * 500
    _, shown, mark = problem(place=Place(file="a", line=1, column=501), excerpt=line).render().splitlines()
    assert len(shown) == len(" 1 | ") + WIDTH + 2 * len("...")
    assert shown[mark.index("^")] == "#"
    assert around("x" * WIDTH, WIDTH) == ("x" * (WIDTH - 1), "x")
    assert around("", 1) == ("", "")
    assert around("x" * 1000, 1) == ("", "x" * WIDTH + "...")
    assert around("x" * 1000, 5000)[0].startswith("...")


@pytest.mark.parametrize("text", ["\x1b[2J", "\x07", "\u202egnp.exe", "\u2066x", "\x9b31m", "\x00", "\u200b", "\udc80", "a\rb", "\u2028"])
def test_control_characters_are_shown_and_not_obeyed(text: str) -> None:
    one = problem(place=Place(file=text, line=1, column=1), message=text, excerpt=text, hint=text, also=(Place(file=text),))
    assert one.render().replace("\n", "").isprintable()
    json.dumps(one.to_plain(), ensure_ascii=False).encode()


def test_printable_leaves_people_s_languages_alone() -> None:
    for text in ("كان الجنود", "他们在夜里", "ھۆكۈمەت", "Žižek", "\U0001f68d", "two\nlines"):
        assert printable(text) == text


def test_a_line_feed_in_a_file_name_makes_no_second_line() -> None:
    assert problem(place=Place(file="a\nb.yaml"), also=(Place(file="c\nd"),)).render().splitlines() == [
        "a\\nb.yaml: 'testimoni' is not a kind of evidence  [unknown-value]",
        "   = also at c\\nd",
    ]


def test_to_plain() -> None:
    assert problem(hint="h", excerpt="x", also=(Place(file="b", line=1, column=2),)).to_plain() == {
        "file": "cases/x/evidence.yaml", "line": 14, "column": 16, "severity": "error", "rule": "unknown-value",
        "message": "'testimoni' is not a kind of evidence", "hint": "h", "also": ["b:1:2"],
    }  # fmt: skip


def test_in_order_sorts_and_drops_repeats() -> None:
    first, second, third = (problem(place=Place(file="a", line=line, column=1)) for line in (2, 10, 11))
    assert in_order([third, first, second, first]) == (first, second, third)
    assert in_order([problem(message="b"), problem(message="a")])[0].message == "a"


def test_invalid_files_holds_every_problem_in_order() -> None:
    first, second = problem(place=Place(file="a")), problem(place=Place(file="b"))
    error = InvalidFiles([second, first])
    assert error.problems == (first, second)
    assert str(error) == f"{first}\n{second}"
    assert isinstance(error, ClaimmapError)


def test_unknown_id() -> None:
    error = UnknownId("claim", "deportaton", ["deportation", "murder"])
    assert str(error) == "there is no claim 'deportaton'; did you mean 'deportation'?"
    assert error.name == "deportaton"
    assert isinstance(error, KeyError)
    assert str(UnknownId("claim", "x")) == "there is no claim 'x'"


def test_nearest() -> None:
    assert nearest("testimoni", ["testimony", "test", "video"]) == ("testimony",)
    assert nearest("VIDEO", ["video", "videos"]) == ("video",)
    assert nearest("zzz", ["testimony"]) == ()
    assert set(nearest("witness-1", ["witness-12", "witness-13", "denial"], limit=2)) == {"witness-12", "witness-13"}
    assert nearest("a", []) == ()


def test_nearest_among_many_looks_at_those_that_begin_and_end_alike() -> None:
    names = [f"witness-{number:05}" for number in range(3 * MOST_COMPARED)]
    assert nearest("witnes-00012", names) == ("witness-00012",)
    assert nearest("Witness-00012", names) == ("witness-00012",)
    assert nearest("vitness-00012", names) == ()


def test_did_you_mean() -> None:
    assert did_you_mean("atack", ["attack", "armed-conflict"]) == "did you mean 'attack'?"
    assert did_you_mean("zzz", ["b", "a"]) == "known: a, b"
    assert did_you_mean("zzz", [str(number) for number in range(100)]) is None
    assert did_you_mean("zzz", []) is None


def test_one_of() -> None:
    assert one_of(["a"]) == "a"
    assert one_of(["a", "b", "c"]) == "a, b or c"


def test_cells() -> None:
    assert cells("渡口ab") == 6
