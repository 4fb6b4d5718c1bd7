"""What importing costs, and what the wheel may hold."""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_importing_the_library_pulls_in_nothing_heavy() -> None:
    code = "import sys, claimmap; print(*sorted({'networkx', 'rich', 'jinja2', 'click', 'pandas'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_the_wheel_is_built_from_an_allow_list() -> None:
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["only-include"] == ["src/claimmap", "statutes", "cases/xinjiang", "cases/precedents", "cases/fictional"]
    assert set(wheel["sources"].values()) == {"", "claimmap/_data/statutes", "claimmap/_data/cases"}


def test_every_export_is_listed_and_documented() -> None:
    import claimmap

    for name in claimmap.__all__:
        assert getattr(claimmap, name).__doc__, name
