"""
Time `claimmap gaps --format json` as a whole process beside the bare fold and CSafeLoader, in one run.

    python benchmarks/gaps.py [SIZE ...]        # default 1000 10000 100000; the median of five runs in turn

Prints seconds, peak memory in MiB, and the ratios that matter: absolute times depend on the machine.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
LOADER = "import sys, yaml\nfor name in sys.argv[1:]:\n    yaml.load(open(name, 'rb'), Loader=yaml.CSafeLoader)"
RUNS = 5


def measure(command: list[str]) -> tuple[float, float]:
    """Run a command and return its seconds and its peak memory in MiB."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def main(sizes: list[int]) -> None:
    """Print one table for all sizes."""
    ratios = {}
    print(f"{'items':>8}  {'command':<12} {'seconds':>8} {'MiB':>7}  ratio to fold, median of {RUNS}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([sys.executable, HERE / "generate.py", str(size), folder], check=True)
            files = [f"{folder}/case.yaml", f"{folder}/evidence.yaml"]
            commands = {
                "fold": [sys.executable, str(HERE / "fold.py"), *files],
                "gaps": [sys.executable, "-m", "claimmap", "gaps", folder, "--format", "json"],
                "CSafeLoader": [sys.executable, "-c", LOADER, *files],
            }
            measure(commands["gaps"])
            found = {name: [] for name in commands}
            for _ in range(RUNS):
                for name, command in commands.items():
                    found[name].append(measure(command))
            seconds = {name: statistics.median(one for one, _ in runs) for name, runs in found.items()}
            for name, runs in found.items():
                memory = statistics.median(one for _, one in runs)
                print(f"{size:>8}  {name:<12} {seconds[name]:>8.2f} {memory:>7.0f}  {seconds[name] / seconds['fold']:.2f}")
            ratios[size] = seconds["gaps"] / seconds["fold"]
            print(f"{size:>8}  gaps / CSafeLoader = {seconds['gaps'] / seconds['CSafeLoader']:.2f}")
    if len(ratios) > 1:
        smaller, larger = sorted(ratios)[-2:]
        print(f"ratio at {larger} / ratio at {smaller} = {ratios[larger] / ratios[smaller]:.2f}")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1000, 10_000, 100_000])
