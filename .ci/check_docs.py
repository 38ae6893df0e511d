"""Runs the code blocks of the READMEs, the dictionary and the tutorials against a small run, in their order.

Blocks of `sh`, `sql`, `python`, `r` and `toml` (written to the file that their first line names) are run; `text` is not.
`fastox run` and `cargo run --release -- run` are made small by a wrapper, where the page does not say how large. SQL must
give rows; the first query of a README must give what provinces in surplus and in deficit keep, as the run's own summary has it."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import duckdb

ROOT = pathlib.Path(__file__).parents[1]
PAGES = ["README.md", "README.zh-CN.md", "outputs/DICTIONARY.md", "experiments/tutorial.md", "experiments/tutorial.zh-CN.md"]
WRAPPER = """#!/usr/bin/env bash
small() {{ [[ " $* " == *" $flag "* ]] || extra+=("$flag" "$value"); }}
extra=()
if [ "$1" = run ]; then
  for pair in "--people 2000" "--range-people 2000" "--last-year 2036"; do flag=${{pair% *}} value=${{pair#* }}; small "$@"; done
  extra+=(--quiet)
fi
exec {fastox} "$@" "${{extra[@]}}"
"""
# Tests and installation are steps of their own.
CARGO = """#!/usr/bin/env bash
[ "$1 $2" = "run --release" ] || exit 0
shift 3; exec fastox "$@"
"""


def blocks(page: pathlib.Path):
    text = page.read_text(encoding="utf-8")
    return [(kind, body) for kind, body in re.findall(r"^```(\w+)\n(.*?)^```$", text, re.M | re.S) if kind != "text"]


def executable(path: pathlib.Path, text: str):
    path.write_text(text)
    path.chmod(0o755)


def workplace(folder: pathlib.Path, run: pathlib.Path, fastox: str) -> dict[str, str]:
    """A folder that looks like the repository to whoever reads the pages."""
    (folder / "bin").mkdir()
    executable(folder / "bin" / "fastox", WRAPPER.format(fastox=fastox))
    executable(folder / "bin" / "cargo", CARGO)
    shutil.copytree(run, folder / "outputs" / "runs" / "main-1")
    shutil.copy(ROOT / "outputs" / "views.sql", folder / "outputs")
    return {**os.environ, "PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "MPLBACKEND": "agg"}


def query(sql: str, folder: pathlib.Path) -> list[tuple]:
    before = os.getcwd()
    os.chdir(folder)
    try:
        with duckdb.connect() as connection:
            rows = connection.execute(sql).fetchall()
    finally:
        os.chdir(before)
    assert rows, f"no rows: {sql}"
    return rows


def check_whip(rows: list[tuple], run: pathlib.Path):
    """World, position and percent kept are those of the summary."""
    worlds = json.loads((run / "summary.json").read_text())["worlds"]
    known = {w["world"]: w["measures"] for w in worlds if w["response"] == "responding"}
    assert len(rows) >= len(known), rows
    for world, position, kept in rows:
        wanted = 100 * known[world][f"kept_2035_{position}"]
        assert abs(kept - wanted) <= 0.5 + 1e-9, f"{world} {position}: the query gives {kept}, the run {wanted}"


def run_block(kind: str, body: str, folder: pathlib.Path, env: dict[str, str]):
    if kind == "toml":
        name = re.match(r"# (\S+\.toml)", body)
        if name:
            (folder / name[1]).write_text(body, encoding="utf-8")
        return []
    if kind == "sql":
        return query(body, folder)
    if kind == "r" and not shutil.which("Rscript"):
        print("  R is not here; its block is left out")
        return []
    command = {"sh": ["bash", "-euo", "pipefail", "-c"], "python": [sys.executable, "-c"], "r": ["Rscript", "-e"]}[kind]
    done = subprocess.run([*command, body], cwd=folder, env=env, capture_output=True, text=True)
    assert done.returncode == 0, f"{kind} block:\n{body}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return []


def main(run: str, fastox: str) -> int:
    for name in PAGES:
        found = blocks(ROOT / name)
        with tempfile.TemporaryDirectory() as place:
            folder = pathlib.Path(place)
            env = workplace(folder, pathlib.Path(run), str(pathlib.Path(fastox).resolve()))
            is_readme, queries = name.startswith("README"), 0
            for kind, body in found:
                rows = run_block(kind, body, folder, env)
                if kind == "sql" and is_readme and queries == 0:
                    check_whip(rows, pathlib.Path(run))
                queries += kind == "sql"
        print(f"{name}: {len(found)} blocks")
        assert found, f"{name} has no block that could be run"
        assert queries or not is_readme, f"{name} has no query"
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
