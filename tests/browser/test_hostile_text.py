"""Text that means to be more than text: in every field of a case, ids included, it shows as text and does nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claimmap.case import Case
from claimmap.law import Law
from claimmap.policy import Policy

Open = Callable[..., Any]
BIDI = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"


@pytest.fixture(scope="module")
def hostile(hostile_case: Case, law: Law, policy: Policy, write_page: Callable[..., Path]) -> Path:
    return write_page(hostile_case, law, policy)


def test_the_file_holds_no_control_and_no_direction_characters(hostile: Path) -> None:
    text = hostile.read_text(encoding="utf-8")
    assert not set(text) & set(BIDI)
    assert not [one for one in text if ord(one) < 32 and one != "\n"]


def test_nothing_runs_and_nothing_is_planted(opened: Open, hostile: Path) -> None:
    page = opened(hostile, viewport={"width": 1280, "height": 900})
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    page.select_option("#f-claim", index=0)
    for place in range(page.locator("#grid thead button").count()):
        page.locator("#grid thead button").nth(place).click(position={"x": 4, "y": 4})
    for place in range(page.locator("#grid tbody button").count()):
        page.locator("#grid tbody button").nth(place).click(position={"x": 4, "y": 4})
    assert page.title().startswith("Gap report: ")
    assert page.locator("#planted, img, iframe, object, form:not(#filter), base, link, a:not([href^='#'])").count() == 0
    assert page.locator("script").count() == 2
    assert page.evaluate("[...document.querySelectorAll('*')].every(one => [...one.attributes].every(a => !a.name.startsWith('on')))")
    assert page.locator("h1").count() == 1


def test_every_hostile_text_is_there_to_read(opened: Open, hostile: Path) -> None:
    text = opened(hostile).evaluate("document.body.textContent")
    for words in (
        "<script>document.title='run'</script>", '"><img src=x onerror="alert(1)">', "</title></style></script><h1 id=planted>planted</h1>",
        "left \\u202e thgir \\u2066 isolate \\u200f mark", '=HYPERLINK("https://example.invalid/?"&A1;"click")', "{{ 7 * 7 }}{% raw %}[[ x ]]",
        "\\x00\\x1b[31m\\x07 control \\ud800 half", "--><!--<![CDATA[ &lt;b&gt; &amp;amp; ]]>", "w" * 100_000,
    ):  # fmt: skip
        assert words in text, words[:40]


@pytest.mark.parametrize("width", [360, 1280])
def test_it_does_not_break_the_layout(opened: Open, hostile: Path, width: int) -> None:
    page = opened(hostile, viewport={"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_axe_finds_no_violation(opened: Open, hostile: Path) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    found = axe.Axe().run(opened(hostile))
    assert found.violations_count == 0, found.generate_report()
