"""claimmap in another tool: the service and the script of the tutorial, with good, bad and hostile cases."""

import csv
import importlib.util
import io
import json
import logging
import subprocess
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from flask.testing import FlaskClient

import claimmap as cm

ROOT = Path(__file__).parent.parent
TUTORIAL = ROOT / "docs" / "tutorial"
RIVER = ROOT / "cases" / "fictional" / "river-crossing"
NAME = "Zanzibarova"
SECRET = b"0123456789abcdef0123456789abcdef"
CASE = """\
format: claimmap/case-1
id: ferry
title: Expulsions by ferry (fictional)
as-of: 2026-11-21
claims:
  - {id: deportation, title: Deportation, crime: 7(1)(d), variant: deportation}
sources:
  - {id: w-1, kind: person, title: "Zanzibarova, Maria", identity: known, grade: high, protected: true}
  - {id: agency, kind: organisation, title: News agency, identity: known, grade: medium}
evidence:
  - id: statement-1
    title: Statement of Maria Zanzibarova
    by: Maria Zanzibarova
    kind: testimony
    from: [w-1]
    grade: high
    access: public
    supports:
      - {element: 7(1)(d)/1, shows: Maria Zanzibarova was driven to the ferry.}
  - id: article
    title: Article on the villages
    kind: press-report
    from: [agency]
    grade: medium
    access: public
    supports:
      - {element: 7(1)(d)/2, shows: They had lived there.}
"""


def loaded(name: str) -> ModuleType:
    """Import a file of the tutorial."""
    spec = importlib.util.spec_from_file_location(f"tutorial_{name}", TUTORIAL / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def service() -> ModuleType:
    return loaded("service")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which temporary folders are made, to see that nothing stays there."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def public(service: ModuleType, kept: Path) -> FlaskClient:
    return service.make_app(secret=SECRET).test_client()


@pytest.fixture
def team(service: ModuleType, kept: Path) -> FlaskClient:
    return service.make_app(audience="internal", secret=SECRET).test_client()


def sent(client: FlaskClient, *texts: str, query: str = "") -> Any:
    files = dict(zip(("case.yaml", "second.yaml", "third.yaml"), texts, strict=False))
    return client.post(f"/gaps{query}", json={"files": files})


def rules(answer: Any) -> list[str]:
    assert answer.json["format"] == "claimmap/problems-1"
    return [one["rule"] for one in answer.json["problems"]]


# ---------------------------------------------------------------- good cases


def test_a_case_in_its_gaps_out(team: FlaskClient):
    files = {path.name: path.read_text(encoding="utf-8") for path in RIVER.glob("*.yaml")}
    answer = team.post("/gaps?standard=reasonable-grounds", json={"files": files})
    assert answer.status_code == 200
    assert answer.json["format"] == "claimmap/gaps-1"
    report = cm.gaps(RIVER, "reasonable-grounds").to_plain()
    assert answer.json["policy"] == report["policy"]
    assert [one["elements"] for one in answer.json["claims"]] == [one["elements"] for one in report["claims"]]


def test_one_yaml_text_is_a_case_too(public: FlaskClient):
    one = public.post("/gaps", data=CASE.encode(), content_type="application/yaml")
    assert one.status_code == 200
    assert one.data == sent(public, CASE).data
    assert one.headers["Cache-Control"] == "no-store"


def test_the_public_sees_results_and_no_name(public: FlaskClient):
    answer = sent(public, CASE)
    assert answer.status_code == 200
    found = {one["address"]: one for one in answer.json["claims"][0]["elements"]}
    assert found["7(1)(d)/1"]["result"] == "met"
    assert found["7(1)(d)/1"]["for"] != ["statement-1"]
    assert found["7(1)(d)/2"]["for"] == ["article"]
    assert NAME.lower() not in answer.get_data(as_text=True).lower()
    assert "statement-1" not in answer.get_data(as_text=True)


def test_a_request_cannot_choose_its_readers(public: FlaskClient):
    assert sent(public, CASE, query="?audience=internal").data == sent(public, CASE).data


def test_codes_follow_the_secret_of_the_team(service: ModuleType, public: FlaskClient, kept: Path):
    again, other = service.make_app(secret=SECRET).test_client(), service.make_app(secret=SECRET[::-1]).test_client()
    assert sent(again, CASE).data == sent(public, CASE).data
    assert sent(other, CASE).data != sent(public, CASE).data


# ---------------------------------------------------------------- bad cases

TYPO = CASE.replace("kind: press-report", "kind: pres-report")


def test_problems_have_a_place_and_a_hint(team: FlaskClient):
    answer = sent(team, TYPO)
    assert answer.status_code == 422
    (found,) = answer.json["problems"]
    assert (found["rule"], found["file"]) == ("unknown-value", 1)
    assert TYPO.splitlines()[found["line"] - 1] == "    kind: pres-report"
    assert "'pres-report'" in found["message"]
    assert "press-report" in found["hint"]


def test_the_public_is_told_the_place_and_the_rule_of_a_problem(public: FlaskClient):
    (found,) = sent(public, TYPO).json["problems"]
    assert (found["rule"], found["file"], found["line"]) == ("unknown-value", 1, 22)
    assert found["hint"]
    assert "pres-report" not in str(found)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (CASE + "law: genocide-convention\n", "unknown-law"),
        (CASE + "law: /etc\n", "unknown-law"),
        (CASE + "law: ../../..\n", "unknown-law"),
        ("format: claimmap/case-1\n", "missing-key"),
        ("format: claimmap/case-1\na: [", "not-yaml"),
        ("", "no-case"),
    ],
)
def test_what_cannot_be_used_is_refused(public: FlaskClient, text: str, rule: str):
    answer = sent(public, text)
    assert answer.status_code == 422
    assert rule in rules(answer)


def test_two_cases_at_once_are_refused_without_a_path_of_the_machine(team: FlaskClient, kept: Path):
    answer = sent(team, CASE, CASE.replace("id: ferry", "id: other"))
    assert rules(answer) == ["several-cases"]
    assert str(kept) not in answer.get_data(as_text=True)


def test_an_unknown_standard_is_refused(public: FlaskClient):
    answer = sent(public, CASE, query="?standard=<b>certain</b>")
    assert answer.status_code == 422
    assert rules(answer) == ["unknown-standard"]
    assert "certain" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_other_methods_and_places_are_refused_as_json(public: FlaskClient, method: str):
    assert getattr(public, method)("/gaps").status_code == 405
    assert getattr(public, method)("/").status_code == 404
    assert rules(getattr(public, method)("/")) == ["bad-request"]


# ---------------------------------------------------------------- hostile cases

BOMB = "a: &a [x, x, x]\n" + "".join(f"{one}: &{one} [*{before}, *{before}, *{before}]\n" for before, one in zip("abcdefgh", "bcdefghi", strict=True))


@pytest.mark.parametrize("audience", ["public", "team"])
@pytest.mark.parametrize("text", [CASE + BOMB, CASE + "x: !!python/object/apply:os.system [id]\n", CASE + "note: " + "[" * 5000, CASE + "note: \ud800\n"],
                         ids=["aliases", "tag", "depth", "surrogate"])  # fmt: skip
def test_hostile_yaml_is_a_problem(request: pytest.FixtureRequest, kept: Path, audience: str, text: str):
    answer = sent(request.getfixturevalue(audience), text)
    assert answer.status_code == 422
    assert answer.json["problems"]
    assert list(kept.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    ["../evil.yaml", "/etc/evil.yaml", "a/b.yaml", "..", ".yaml", "case.yaml\0", "case.yaml\n", "CASE.YAML", "c:\\x.yaml", "\u202elmay.yaml", "x" * 300 + ".yaml", "case.lock"],
)
def test_a_name_that_is_more_than_a_name_is_refused(public: FlaskClient, kept: Path, name: str):
    answer = public.post("/gaps", json={"files": {"case.yaml": CASE, name: "people: []\n"}})
    assert answer.status_code == 400
    assert rules(answer) == ["bad-request"]
    assert list(kept.parent.rglob("*.yaml")) == []


@pytest.mark.parametrize(
    "body", [b"", b"null", b"[]", b"{}", b'{"files": {}}', b'{"files": []}', b'{"files": {"case.yaml": 3}}', b"{", b"[" * 100_000, b"\xff"],
)  # fmt: skip
def test_a_body_that_is_no_case_is_refused(public: FlaskClient, body: bytes):
    answer = public.post("/gaps", data=body, content_type="application/json")
    assert answer.status_code == 400
    assert rules(answer) == ["bad-request"]


@pytest.mark.parametrize("kind", ["application/json", "application/yaml"])
def test_a_body_of_five_megabytes_is_refused(public: FlaskClient, kept: Path, kind: str):
    answer = public.post("/gaps", data=b"#" * 5_000_000, content_type=kind)
    assert answer.status_code == 413
    assert rules(answer) == ["bad-request"]
    assert list(kept.iterdir()) == []


def test_markup_stays_a_value_of_json(team: FlaskClient):
    answer = sent(team, CASE.replace("title: Deportation,", 'title: "<script>alert(1)</script>",'))
    assert answer.mimetype == "application/json"
    assert answer.json["claims"][0]["title"] == "<script>alert(1)</script>"


BROKEN = [
    CASE.replace("kind: testimony", f"kind: {NAME}"),
    CASE.replace("from: [w-1]", f"from: [w-{NAME.lower()}]"),
    CASE.replace("id: w-1,", f"id: w-{NAME.lower()},").replace("from: [w-1]", f"from: [w-{NAME.lower()[:-1]}]"),
    CASE.replace("grade: high, protected: true", f"grade: high, protected: {NAME}"),
    CASE.replace("    by: Maria", f"    {NAME}: 1\n    by: Maria"),
    CASE + f"people: [{{id: {NAME}}}]\n",
    CASE + f"note: {NAME}\n  {NAME}: [\n",
    CASE.replace("7(1)(d)/1", NAME),
    CASE.replace("as-of: 2026-11-21", f"as-of: {NAME}"),
    CASE + f"law: {NAME}\n",
]


@pytest.mark.parametrize("text", BROKEN)
def test_no_error_holds_a_protected_name(public: FlaskClient, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], text: str):
    with caplog.at_level(logging.DEBUG):
        answer = public.post("/gaps", json={"files": {"case.yaml": text, f"{NAME.lower()}.yaml": f"leads: [{NAME}]\n"}})
    assert answer.status_code == 422
    assert NAME.lower() not in answer.get_data(as_text=True).lower()
    assert NAME.lower() not in (caplog.text + "".join(capfd.readouterr())).lower()


@pytest.mark.parametrize("place", ["title: Article on Maria Zanzibarova", "note: x"])
def test_an_open_text_that_names_a_protected_person_is_held_back(public: FlaskClient, place: str):
    answer = sent(public, CASE.replace("title: Article on the villages", place if place.startswith("title") else f"title: Zanzibarova's road\n    {place}"))
    assert answer.status_code in (200, 422)
    assert NAME.lower() not in answer.get_data(as_text=True).lower()


def test_what_goes_wrong_inside_is_told_without_detail(service: ModuleType, kept: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture):
    monkeypatch.setattr(service, "LAW", None)  # a fault of the service itself
    answer = sent(service.make_app().test_client(), CASE)
    assert answer.status_code == 500
    assert rules(answer) == ["failed"]
    assert caplog.text == ""
    assert list(kept.iterdir()) == []


def test_nothing_is_kept(public: FlaskClient, team: FlaskClient, kept: Path, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.DEBUG):
        assert sent(team, CASE).status_code == 200
        assert sent(public, TYPO).status_code == 422
    assert list(kept.iterdir()) == []
    assert caplog.text == ""


# ---------------------------------------------------------------- the script


def run_script(*arguments: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, str(TUTORIAL / "script.py"), *arguments], cwd=folder, capture_output=True, check=False)


def test_the_script_writes_one_row_a_gap(tmp_path: Path):
    found = run_script(str(RIVER), folder=tmp_path)
    assert (found.returncode, found.stderr) == (0, b"")
    rows = list(csv.DictReader(io.StringIO(found.stdout.decode())))
    report = cm.gaps(RIVER)
    gaps = [gap for claim in report for gap in (*claim.gaps, *(gap for one in (*claim.elements, *claim.conditions) for gap in one.gaps))]
    assert [row["kind"] for row in rows] == [gap.kind for gap in gaps]
    assert list(tmp_path.iterdir()) == []


def test_the_script_says_what_is_wrong_without_a_traceback(tmp_path: Path):
    (tmp_path / "case.yaml").write_text(TYPO, encoding="utf-8")
    found = run_script(".", folder=tmp_path)
    assert (found.returncode, found.stdout) == (2, b"")
    assert b"case.yaml:22:11" in found.stderr
    assert b"Traceback" not in found.stderr
    assert run_script(folder=tmp_path).returncode == 1


def test_json_goes_in_and_comes_out_again(tmp_path: Path):
    """What the embedding tutorial says: a saved report compares with a later one."""
    saved = tmp_path / "before.json"
    saved.write_text(json.dumps(cm.gaps(RIVER).to_plain()), encoding="utf-8")
    assert not any(claim.changed for claim in cm.compare(saved, RIVER).claims)
