"""
Time `claimmap gaps` as a page beside the same command as JSON, as whole processes in one run, and the filter in a browser.

    python benchmarks/page.py [SIZE ...]        # default 1000 10000; the median of five runs in turn

Prints seconds, bytes and the ratio of the two, then the slowest of each filter's runs in milliseconds if playwright and
chromium are installed: from the change of a control until the matrix is drawn and laid out again.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
RUNS = 5
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
TIMED = """([id, value]) => {
  const control = document.getElementById(id);
  const start = performance.now();
  control.value = value;
  control.dispatchEvent(new Event(control.tagName === "INPUT" ? "input" : "change", { bubbles: true }));
  void document.getElementById("grid").getBoundingClientRect().height;
  return performance.now() - start;
}"""
FILTERS = {
    "all claims": ("f-claim", ""),
    "one claim": ("f-claim", "3"),
    "kind": ("f-kind", "1"),
    "side": ("f-side", "0"),
    "source": ("f-source", "s1"),
    "no source": ("f-source", ""),
    "status": ("f-status", "1"),
}


def seconds(command: list[str]) -> float:
    """Run a command and return its seconds."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def filter_times(page: Path) -> dict[str, float]:
    """Return the slowest of five runs of each filter in milliseconds, and the time to load the page; empty without a browser."""
    where = shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return {}
    if where is None:
        return {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=where, args=ARGUMENTS)
        opened: Any = browser.new_page(viewport={"width": 1280, "height": 900})
        start = time.perf_counter()
        opened.goto(page.as_uri())
        found = {"load": (time.perf_counter() - start) * 1000}
        for name, (control, value) in FILTERS.items():
            found[name] = max(opened.evaluate(TIMED, [control, value]) for _ in range(RUNS))
        browser.close()
    return found


def main(sizes: list[int]) -> None:
    """Print one table for all sizes."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([sys.executable, HERE / "generate.py", str(size), folder], check=True)
            commands = {
                name: [sys.executable, "-m", "claimmap", "gaps", folder, "-o", f"{folder}/report.{name}"] for name in ("json", "html")
            }
            for command in commands.values():
                seconds(command)
            found: dict[str, list[float]] = {name: [] for name in commands}
            for _ in range(RUNS):
                for name, command in commands.items():
                    found[name].append(seconds(command))
            medians = {name: statistics.median(runs) for name, runs in found.items()}
            for name, median in medians.items():
                print(f"{size:>8} items  {name:<5} {median:6.2f} s  {Path(folder, f'report.{name}').stat().st_size / 1e6:6.2f} MB")
            print(f"{size:>8} items  page / JSON = {medians['html'] / medians['json']:.2f}")
            for name, milliseconds in filter_times(Path(folder, "report.html")).items():
                print(f"{size:>8} items  {name:<11} {milliseconds:7.0f} ms")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1000, 10_000])
