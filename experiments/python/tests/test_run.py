"""Runs: what they leave, how they stop, and that threads change nothing."""

import os
import signal
import subprocess
import sys
import threading
import time

import fastox
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest


def tables(run: fastox.Run) -> dict:
    return {name: pa.table(run[name]).to_pydict() for name in run}


def test_a_run_that_was_written_is_read_back_the_same(small, lived, tmp_path):
    written = fastox.run(small, people=2_000, out=tmp_path / "run")
    assert written.folder == tmp_path / "run"
    again = fastox.open(tmp_path / "run")
    assert tables(again) == tables(lived) and len(again) == 14
    assert again.summary == lived.summary
    assert again.manifest["manifest"] == lived.manifest["manifest"]
    assert "national-pooling" in str(again) and "<svg" in again.report(tmp_path / "page.html")
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!")
    assert "national-pooling" in again._repr_html_() and "2000 people" in repr(again)


def test_a_file_a_text_and_a_dict_ask_the_same(small, tmp_path):
    text = 'regimes = ["stand-alone"]\nresponses = ["fixed"]\nlast_year = 2022\nrange_people = 0\npeople = 1000\n'
    (tmp_path / "asked.toml").write_text(text)
    as_dict = {**small, "regimes": ["stand-alone"], "responses": ["fixed"], "last_year": 2022, "sample": 1000}
    asked = [tmp_path / "asked.toml", str(tmp_path / "asked.toml"), text, as_dict]
    found = [pa.table(fastox.run(one, people=1_000)["national_year"]) for one in asked]
    assert all(table == found[0] for table in found)


def test_numbers_of_numpy_and_rows_of_pandas_are_what_they_say(small, tmp_path):
    asked = {**small, "last_year": 2028, "regimes": np.array(["stand-alone"])}
    changes = pd.Series({"migration.level": pd.Series({2026: "40 %", 2028: "50 %"})})
    run = fastox.run(asked, people=np.int64(500), seeds=np.array([3, 4]), override=changes)
    manifest = run.manifest["manifest"]
    assert manifest["seeds"] == [3, 4] and manifest["people"] == 500
    assert manifest["overrides"]["migration.level"].endswith("40 % from 2026-01, 50 % from 2028-01")
    own = tmp_path / "a=b.toml"
    own.write_text('last_year = 2022\nregimes = ["stand-alone"]\n')
    assert fastox.run(str(own), people=500, seeds=7).manifest["manifest"]["seeds"] == [7]


def test_options_have_the_last_word(small):
    run = fastox.run(
        {**small, "regimes": ["stand-alone"], "last_year": 2027, "override": {"macro.wage_growth": {2026: "4 % per year"}}},
        people=500,
        seeds=[3, 4],
        override={"migration.level": "60 %"},
    )
    manifest = run.manifest["manifest"]
    assert (manifest["people"], manifest["seeds"]) == (500, [3, 4])
    assert manifest["overrides"].keys() == {"migration.level", "macro.wage_growth"}


def test_years_are_reported_and_an_exception_of_who_listens_stops_the_run(small):
    seen = []
    fastox.run(small, people=500, progress=lambda *now: seen.append(now))
    assert [year for _, _, year, _, _ in seen] == [2020, 2021, 2022, 2023, 2024, 2025]

    def enough(place, cells, year, lives, seed):
        if year == 2022:
            raise LookupError("enough")

    with pytest.raises(LookupError, match="enough"):
        fastox.run(small, people=500, progress=enough)


STOPPED = """
import fastox, sys
print("ready", flush=True)
try:
    fastox.run(people=100_000, out=sys.argv[1], progress=lambda *now: print(*now, flush=True))
except KeyboardInterrupt:
    print("stopped", flush=True)
"""


def test_ctrl_c_stops_a_run_within_a_year_and_leaves_nothing(tmp_path):
    command = [sys.executable, "-c", STOPPED, str(tmp_path / "run")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            if " 2021 " in line:
                break
        process.send_signal(signal.SIGINT)
        asked = time.monotonic()
        rest = process.stdout.read().split("\n")
        assert time.monotonic() - asked < 30
    assert rest[-2] == "stopped" and len(rest) < 5
    assert os.listdir(tmp_path) == []


def test_threads_of_python_and_of_rust_change_nothing(small, lived):
    found = {}
    runs = [threading.Thread(target=lambda i=i: found.update({i: fastox.run(small, people=2_000)})) for i in range(2)]
    for thread in runs:
        thread.start()
    for thread in runs:
        thread.join()
    assert tables(found[0]) == tables(lived) and tables(found[1]) == tables(lived)
    text = f"import fastox, pyarrow as pa; print(pa.table(fastox.run({small!r}, people=2_000)['ledger']).to_pylist())"
    one = subprocess.run(
        [sys.executable, "-c", text], env={**os.environ, "RAYON_NUM_THREADS": "1"}, capture_output=True, text=True
    )
    assert one.stdout.strip() == str(pa.table(lived["ledger"]).to_pylist()), one.stderr


FORKED = """
import fastox, multiprocessing
asked = {"regimes": ["stand-alone"], "responses": ["fixed"], "last_year": 2022, "range_people": 0, "people": 500}
def lived(seed):
    return len(fastox.run(asked, seeds=seed)["national_year"]) + len(fastox.evaluate([{}] * 2, people=500, last_year=2022))
first = lived(1)
with multiprocessing.get_context("fork").Pool(2) as pool:
    print([count == first for count in pool.map(lived, [1, 2, 3])])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
def test_a_process_that_was_forked_after_a_run_runs_on():
    forked = subprocess.run([sys.executable, "-c", FORKED], capture_output=True, text=True, timeout=60)
    assert forked.stdout.strip() == "[True, True, True]", forked.stderr


def test_a_rule_may_ask_for_a_run():
    @fastox.clause
    def asks(b):
        if b.settlements == 1:
            fastox.evaluate({}, people=200, last_year=2022)

    regimes = [fastox.regime(name, [asks], base=None) for name in ("a", "b", "c")]
    fastox.run({"regimes": regimes, "last_year": 2023, "range_people": 0, "sample": 0}, people=200)


def test_other_threads_of_python_go_on_meanwhile(small):
    counted, done = [], threading.Event()

    def count():
        while not done.is_set():
            counted.append(1)
            time.sleep(0.001)

    thread = threading.Thread(target=count)
    thread.start()
    before = time.monotonic()
    fastox.run(small, people=20_000)
    took = time.monotonic() - before
    done.set()
    thread.join()
    assert len(counted) > 50 * took
