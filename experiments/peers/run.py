"""Times the simplified year in the peers that are installed and in the stages of this engine, and prints ratios.

    python3 experiments/peers/run.py [--install] [--threads 1] [--only numpy,polars]

`--install` puts the Python peers into a virtual environment under target/peers. A peer that is not there is left out by name.
Each gets a number of people it can live in a few seconds; the middle of three processes counts.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WORK = ROOT / "target" / "peers"
TIMES = 3
# Name, people, whether it knows threads.
PYTHON = [
    ("numba", 1_000_000, True),
    ("jax", 1_000_000, True),
    ("numpy", 1_000_000, False),
    ("polars", 1_000_000, True),
    ("neworder", 100_000, False),
    ("mesa", 20_000, False),
]
PACKAGES = ["numpy", "numba", "polars", "jax", "mesa", "neworder"]


def install():
    WORK.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, "-m", "venv", WORK / "python"], check=True)
    for package in PACKAGES:
        done = subprocess.run([WORK / "python/bin/pip", "install", "--quiet", "--disable-pip-version-check", package])
        if done.returncode:
            print(f"{package} could not be installed", file=sys.stderr)


def python():
    own = WORK / "python/bin/python"
    return own if own.exists() else Path(sys.executable)


def has(package):
    return subprocess.run([python(), "-c", f"import {package}"], capture_output=True).returncode == 0


def cargo(*arguments, folder):
    """Builds for the vectors of this machine."""
    if not shutil.which("cargo"):
        return False
    flags = {**os.environ, "RUSTFLAGS": "-C target-cpu=native"}
    return subprocess.run(["cargo", "build", "--quiet", "--release", *arguments], cwd=folder, env=flags).returncode == 0


def programs(threads):
    """Name, command and people of every peer that is there."""
    engine = WORK / "engine/release/simplified-year"
    if cargo("--target-dir", WORK / "engine", folder=HERE / "engine"):
        yield "this engine", [engine], 1_000_000, True
    else:
        print("this engine: not built", file=sys.stderr)
    for name, people, threaded in PYTHON:
        if not has(name):
            print(f"{name}: not installed, left out", file=sys.stderr)
        else:
            yield name, [python(), "-W", "ignore", HERE / f"with_{name}.py"], people, threaded
    if cargo("--target-dir", WORK / "krabmaga", folder=HERE / "krabmaga"):
        yield "krabmaga", [WORK / "krabmaga/release/with-krabmaga"], 100_000, False
    else:
        print("krabmaga: not built, left out", file=sys.stderr)


def lived(command, people, threads):
    told = subprocess.run([*command, str(people), str(threads)], capture_output=True, text=True)
    lines = told.stdout.strip().splitlines()
    if told.returncode or not lines:
        print(f"{command[-1]}: {told.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    return json.loads(lines[-1])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--install", action="store_true")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    if asked.install:
        install()
    only = set(filter(None, asked.only.split(",")))
    rows = []
    for name, command, people, threaded in programs(asked.threads):
        if only and name not in only and name != "this engine":
            continue
        threads = asked.threads if threaded else 1
        found = [row for row in (lived(command, people, threads) for _ in range(TIMES)) if row]
        if found:
            middle = statistics.median(row["nanoseconds"] for row in found)
            rows.append((middle, name, found[0]))
    rows.sort(key=lambda row: row[0])
    own = next((row[0] for row in rows if row[1] == "this engine"), None)
    print(f"{'':12} {'people':>8} {'threads':>7} {'ns':>8} {'x engine':>8} {'MB':>6}  paying, retired, yuan in, yuan out")
    for nanoseconds, name, row in rows:
        ratio = f"{nanoseconds / own:8.1f}" if own else " " * 8
        check = ", ".join(f"{figure:g}" for figure in row["check"])
        print(f"{name:12} {row['people']:8} {row['threads']:7} {nanoseconds:8.1f} {ratio} {row['megabytes']:6.0f}  {check}")


if __name__ == "__main__":
    main()
