"""The notebooks of the tutorial run from beginning to end and show what is committed; `pytest --update` writes them anew."""

import re
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest

nbformat = pytest.importorskip("nbformat")
pytest.importorskip("ipykernel")

ROOT = Path(__file__).parent.parent
TUTORIAL = ROOT / "docs" / "tutorial"
NOTEBOOKS = sorted(TUTORIAL.glob("*.ipynb"))
FIRST, REST = [ROOT], [TUTORIAL]
"""Where a notebook is opened: in the folder of the project, and where Jupyter opens it."""

pytestmark = pytest.mark.filterwarnings(
    # What runs kernels warns of its own machinery: event loops, sockets and files of a process that is gone.
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning", "ignore:.*zmq:RuntimeWarning", "ignore::DeprecationWarning",
)  # fmt: skip


def executed(path: Path, folder: Path, private: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run a notebook in a fresh kernel, in a folder, and return it with what it showed and nothing else."""
    from nbclient import NotebookClient

    for name, value in {
        "IPYTHONDIR": private / "ipython", "JUPYTER_RUNTIME_DIR": private / "runtime", "JUPYTER_CONFIG_DIR": private / "config",
        "TMPDIR": private, "PYDEVD_DISABLE_FILE_VALIDATION": "1", "NO_COLOR": "1", "COLUMNS": "80",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, str(value))
    for name in ("FORCE_COLOR", "PYTHONPATH"):
        monkeypatch.delenv(name, raising=False)
    notebook = nbformat.read(path, as_version=4)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        client = NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(folder)}}, record_timing=False)
        client.execute()
    return stripped(notebook)


def stripped(notebook: Any) -> Any:
    """Leave what the author wrote and what the cells show; everything that differs from run to run goes."""
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}, "language_info": {"name": "python"}}
    for cell in notebook.cells:
        cell.metadata = {"tags": cell.metadata["tags"]} if cell.metadata.get("tags") else {}
        if cell.cell_type == "code":
            cell.outputs = joined(cell.outputs)
    return notebook


def joined(outputs: list[Any]) -> list[Any]:
    """Join what a cell printed, which comes in pieces of any size, and drop metadata."""
    out: list[Any] = []
    for one in outputs:
        if "metadata" in one:
            one.metadata = {}
        if one.output_type == "stream" and out and out[-1].get("name") == one.name:
            out[-1].text += one.text
        else:
            out.append(one)
    return out


def as_text(notebook: Any) -> str:
    """Return the bytes of a notebook that are committed."""
    return nbformat.writes(notebook, indent=1, sort_keys=True) + "\n"


@pytest.mark.parametrize("place", [*FIRST, *REST], ids=["the project", "its own folder"])
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_shows_what_is_committed(
    path: Path, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
):
    pytest.importorskip("pandas")
    pytest.importorskip("flask")
    before = sorted(one.name for one in place.iterdir())
    made = executed(path, place, tmp_path, monkeypatch)
    if request.config.getoption("--update") and place in FIRST:
        path.write_text(as_text(made), encoding="utf-8")
    kept = nbformat.read(path, as_version=4)
    assert len(made.cells) == len(kept.cells)
    for found, expected in zip(made.cells, kept.cells, strict=True):
        assert (found.source, found.get("execution_count"), found.get("outputs")) == (expected.source, expected.get("execution_count"), expected.get("outputs"))
    assert as_text(made) == path.read_text(encoding="utf-8")
    assert sorted(one.name for one in place.iterdir()) == before


def test_there_are_three_of_them():
    assert [path.stem for path in NOTEBOOKS] == ["embedding", "first-case", "gaps-with-pandas"]


MACHINE = re.compile(r"/(?:home|tmp|root|work|usr|var|private)/|0x[0-9a-f]{6,}|site-packages|[A-Z]:\\Users")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_what_is_committed_holds_nothing_of_the_machine(path: Path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    shown = [str(output) for cell in notebook.cells for output in cell.get("outputs", ())]
    assert shown
    for text in shown:
        assert not MACHINE.search(text)
        assert sys.prefix not in text
    errors = [cell for cell in notebook.cells for output in cell.get("outputs", ()) if output.output_type == "error"]
    assert all("raises-exception" in cell.metadata.get("tags", []) for cell in errors)
    assert not [one for cell in notebook.cells for one in cell.get("outputs", ()) if one.get("name") == "stderr"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_code_cell_was_run_in_order(path: Path):
    notebook = nbformat.read(path, as_version=4)
    counts = [cell.execution_count for cell in notebook.cells if cell.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_prose_has_one_sentence_a_line(path: Path):
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown":
            for line in cell.source.splitlines():
                if not line.startswith(("|", "-", " ", "#")):
                    assert not re.search(r"[a-z)]\. [A-Z]", line), line
