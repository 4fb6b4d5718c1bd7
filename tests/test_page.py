"""The page without a browser: what it holds agrees with the JSON, it shows nothing else, and it is the same in every run."""

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from attrs import evolve

from claimmap import outputs, workbench
from claimmap.case import Case
from claimmap.law import Law
from claimmap.policy import Policy
from claimmap.problems import ClaimmapError
from claimmap.report.audience import Audience
from claimmap.report.exhibits import exhibits_of
from claimmap.report.html import html_of, to_page, to_pdf
from claimmap.report.html.blocks import SIGNS, number_blocks
from claimmap.report.model import Report
from claimmap.report.wording import RESULT_WORDS, lines_words
from claimmap.workbench.paging import gaps_page

RIVER = Path(__file__).parent / "browser" / "river"


class Tables(HTMLParser):
    """Every table of a page as its caption and its rows of texts; end tags of rows and cells may be left out."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tables: list[tuple[str, list[list[str]]]] = []
        self.caption: list[str] | None = None
        self.rows: list[list[str]] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.rows, self.title = [], ""
        elif tag == "caption":
            self.caption = []
        elif tag == "tr" and self.rows is not None:
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "caption" and self.caption is not None:
            self.title = "".join(self.caption)
            self.caption = None
        elif tag == "table" and self.rows is not None:
            self.tables.append((self.title, self.rows))
            self.rows = None

    def handle_data(self, data: str) -> None:
        if self.caption is not None:
            self.caption.append(data)
        elif self.rows and self.rows[-1]:
            self.rows[-1][-1] += data

    def of(self, caption: str) -> list[list[str]]:
        """Return the rows of the tables whose caption begins so, without their heads."""
        return [[" ".join(cell.split()) for cell in row] for title, rows in self.tables if title.startswith(caption) for row in rows[1:]]


@pytest.fixture(scope="module")
def river(law: Law) -> Case:
    return workbench.load_case(RIVER, law)


def shown(case: Case, law: Law, policy: Policy) -> tuple[Report, str]:
    return gaps_page(case, law=law, policy=policy)


def check_cells(report: Report, page: str) -> None:
    """Compare every cell of the page's overview, element tables and link tables with the JSON of the report."""
    tables = Tables(page)
    plain = json.loads(json.dumps(report.to_plain()))
    overview = tables.of("Claims by standard of proof")
    assert len(overview) == len(plain["claims"])
    for row, claim in zip(overview, plain["claims"], strict=True):
        assert row[0].split()[0] == claim["id"]
        assert row[1:5] == [f"{SIGNS[claim['results'][one]]} {RESULT_WORDS[claim['results'][one]]}" for one in report.standards]
        answer = claim["jurisdiction"]
        assert row[5] == (answer["outcome"] + (", contested" if answer["contested"] else "") if answer else "not asked")
        rows = tables.of(f"Elements of {claim['id']} at")
        assert len(rows) == len(claim["elements"])
        for cells, element in zip(rows, claim["elements"], strict=True):
            status = element["status"] + (" (open)" if element["open"] else "")
            assert cells[0].split()[0] == element["address"]
            assert cells[1] == f"{SIGNS[element['result']]} {RESULT_WORDS[element['result']]}"
            assert cells[2] == (status if element["asked"] else "not asked")
            assert cells[3:5] == [lines_words(tuple(element["lines"][side])) for side in ("for", "against")]
            assert cells[5].startswith("".join(SIGNS[element["results"][one]] for one in report.standards))
            assert cells[6] == element["statement"]


class TestAgreesWithTheJson:
    def test_cell_by_cell(self, river: Case, law: Law, policy: Policy) -> None:
        check_cells(*shown(river, law, policy))

    def test_after_the_loss_of_any_one_link(self, river: Case, law: Law, policy: Policy) -> None:
        whole = shown(river, law, policy)[0]
        moved = 0
        for case in without_each_link(river):
            report, page = shown(case, law, policy)
            check_cells(report, page)
            moved += report.to_plain() != whole.to_plain()
        assert moved == sum(len(one.supports) + len(one.undermines) for one in river.evidence)

    def test_items_of_each_element(self, river: Case, law: Law, policy: Policy) -> None:
        report, page = shown(river, law, policy)
        tables = Tables(page)
        for claim in report:
            for element in claim:
                name = element.same_as or element.address if element.scope == "context" else element.address
                rows = [row for row in tables.of("What the evidence shows for or against ") if row]
                assert rows
                found = {
                    side: sorted({row[1].split()[0] for title, rows in tables.tables if title == f"What the evidence shows for or against {name}"
                                  for row in rows[1:] if row[0].strip().endswith(side) and not row[0].strip().endswith(f"er {side}")})
                    for side in ("for", "against", "pointer")
                }  # fmt: skip
                if claim.id == "deportation":
                    assert (found["for"], found["against"], found["pointer"]) == tuple(sorted(one) for one in (element.for_, element.against, element.pointers))

    def test_the_matrix_has_the_same_links(self, river: Case, law: Law, policy: Policy) -> None:
        report, page = shown(river, law, policy)
        data = json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)[1])
        assert [one["id"] for one in data["claims"]] == [claim.id for claim in report]
        for claim, told in zip(report, data["claims"], strict=True):
            for element, number in zip(claim.elements, told["elements"], strict=False):
                flat = data["links"][number]
                ids = {side: sorted({data["nodes"][flat[at]][0] for at in range(0, len(flat), 2) if flat[at + 1] == side}) for side in (0, 1, 2)}
                assert (ids[0], ids[1], ids[2]) == tuple(sorted(one) for one in (element.for_, element.against, element.pointers))


def without_each_link(case: Case) -> Iterator[Case]:
    for place, item in enumerate(case.evidence):
        for key in ("supports", "undermines"):
            links = getattr(item, key)
            for number in range(len(links)):
                less = evolve(item, **{key: links[:number] + links[number + 1 :]})
                yield evolve(case, evidence=(*case.evidence[:place], less, *case.evidence[place + 1 :]))


class TestWhatIsHeldBack:
    def test_titles_stand_only_where_access_is_public(self, river: Case, law: Law, policy: Policy) -> None:
        page = shown(river, law, policy)[1]
        for item in river.evidence:
            assert (item.title in page) == (item.access == "public"), item.id

    def test_people_and_sources_stand_by_code(self, river: Case, law: Law, policy: Policy) -> None:
        titled = evolve(river, sources=tuple(evolve(one, title=f"Name of {one.id}") for one in river.sources))
        page = shown(titled, law, policy)[1]
        assert "Name of" not in page
        assert "Commander A" not in page


class TestAudiences:
    @pytest.mark.parametrize("audience", ["partner", "public"])
    def test_the_page_shows_only_the_dossier_that_was_cut(self, river: Case, law: Law, policy: Policy, audience: Audience) -> None:
        page = html_of(outputs.dossier_of(river, law=law, policy=policy, audience=audience)).decode()
        assert f"For the audience: {audience}." in page
        for held in ("witness-12", "w31", "at gunpoint", "house by the mill"):
            assert held not in page
        assert "satellite-0825" in page


class TestPolicyOfThePage:
    def test_hashes_name_the_style_and_the_script(self, river: Case, law: Law, policy: Policy) -> None:
        page = shown(river, law, policy)[1]
        said = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1].replace("&#39;", "'")
        assert said.startswith("default-src 'none'; ")
        for tag in ("style", "script"):
            body = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)[1]
            digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
            assert f"{tag}-src 'sha256-{digest}'" in said

    def test_nothing_is_inline_and_nothing_is_elsewhere(self, river: Case, law: Law, policy: Policy) -> None:
        page = shown(river, law, policy)[1]
        markup = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", page, flags=re.DOTALL)
        assert not re.search(r"<[^>]*\s(?:on\w+|style|src|srcset|action|xlink:href)\s*=", markup)
        assert set(re.findall(r"href=\"?(.)", markup)) == {"#"}
        assert "http" not in re.sub(r"https://[^ <]*treaties[^ <]*", "", markup.replace('http-equiv="', ""))


class TestSameInEveryRun:
    def test_byte_for_byte_whatever_the_seed_and_the_folder(self, tmp_path: Path) -> None:
        pages = []
        for seed in ("1", "2"):
            folder = tmp_path / seed
            folder.mkdir()
            subprocess.run(
                [sys.executable, "-m", "claimmap", "gaps", str(RIVER), "-o", "report.html"], check=True, cwd=folder,
                env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo" if seed == "1" else "UTC"},
            )  # fmt: skip
            pages.append((folder / "report.html").read_bytes())
        assert pages[0] == pages[1]

    def test_the_pdf_too(self, river: Case, law: Law, policy: Policy) -> None:
        pytest.importorskip("weasyprint", reason="weasyprint is not installed: pip install 'claimmap[pdf]'")
        page = gaps_page(river, law=law, policy=policy, cut=lambda report: report.only(claims=["killing"], element="7(1)(a)/1"))[1]
        assert to_pdf(page) == to_pdf(page)


class TestSize:
    def test_a_thousand_items_can_be_mailed(self, tmp_path: Path, law: Law, policy: Policy) -> None:
        generate = Path(__file__).parent.parent / "benchmarks" / "generate.py"
        subprocess.run([sys.executable, str(generate), "1000", str(tmp_path)], check=True)
        case = workbench.load_case(tmp_path, law)
        long = "It speaks of the village, the road to the river, the order of the day and the families who were made to leave in the night."
        items = tuple(evolve(one, supports=tuple(evolve(link, shows=long) for link in one.supports)) for one in case.evidence)
        page = gaps_page(evolve(case, evidence=items), law=law, policy=policy)[1]
        assert len(page.encode()) < 2_000_000


class TestSpeed:
    def test_ten_thousand_items_take_at_most_three_times_the_json(self, tmp_path: Path) -> None:
        generate = Path(__file__).parent.parent / "benchmarks" / "generate.py"
        subprocess.run([sys.executable, str(generate), "10000", str(tmp_path)], check=True)
        taken: dict[str, list[float]] = {"json": [], "html": []}
        for _ in range(3):
            for suffix, found in taken.items():
                start = time.perf_counter()
                subprocess.run(
                    [sys.executable, "-m", "claimmap", "gaps", str(tmp_path), "-o", str(tmp_path / f"report.{suffix}")],
                    check=True, stderr=subprocess.DEVNULL,
                )  # fmt: skip
                found.append(time.perf_counter() - start)
        assert min(taken["html"]) <= 3 * min(taken["json"]), taken


class TestBlocks:
    def test_a_contextual_element_stands_once(self, river: Case, law: Law, policy: Policy) -> None:
        report = gaps_page(river, law=law, policy=policy)[0]
        evaluation = workbench.run(river, law=law, policy=policy)
        claims, blocks = number_blocks(report, exhibits_of(evaluation.graph, report))
        assert [one.claims for one in blocks if one.address == "7/attack"] == [("deportation", "killing")]
        assert len({number for one in claims for number in (*one.numbers, *one.conditions)}) == len(blocks)

    def test_a_report_cut_to_one_element_keeps_what_stands_behind_it(self, river: Case, law: Law, policy: Policy) -> None:
        report = workbench.gaps(river, law=law, policy=policy).only(claims=["deportation"], element="25(3)(a)/co-perpetration/1")
        data = exhibits_of(workbench.run(river, law=law, policy=policy).graph, report)
        assert [one.id for one in data] == ["radio-log"]
        assert [one.id for one in data.providers] == ["unit-9"]
        assert "radio-log" in to_page(report, data)


class TestPdf:
    def test_without_weasyprint_the_message_says_what_to_install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "weasyprint", None)
        with pytest.raises(ClaimmapError, match=re.escape("pip install 'claimmap[pdf]'")):
            to_pdf("<!doctype html><title>x</title>")

    def test_nothing_is_fetched(self) -> None:
        pytest.importorskip("weasyprint", reason="weasyprint is not installed: pip install 'claimmap[pdf]'")
        assert to_pdf("<!doctype html><title>x</title><img src='file:///etc/hostname'><p>a</p>").startswith(b"%PDF")
