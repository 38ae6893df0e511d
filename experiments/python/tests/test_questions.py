"""Questions without a run."""

import math
from pathlib import Path

import fastox
import numpy as np
import pandas as pd
import polars as pl
import pytest

SHEETS = Path(__file__).parents[3] / "tests" / "data" / "award_sheets.toml"

ASKED = {"people": 1_000, "last_year": 2030, "response": "fixed"}


def test_many_rows_are_the_single_rows():
    rows = [{"macro.wage_growth": growth} for growth in (0.03, 0.045, 0.05)]
    together = fastox.evaluate(rows, **ASKED)
    alone = [fastox.evaluate(row, **ASKED) for row in rows]
    for one, other in zip(together, alone):
        assert one.keys() == other.keys()
        assert all(a == b or math.isnan(a) and math.isnan(b) for a, b in zip(one.values(), other.values()))
    assert len({tuple(row.values()) for row in together}) == 3
    # The central value is no change, and numbers of numpy are numbers.
    plain = fastox.evaluate({}, **ASKED)
    assert fastox.evaluate({"macro.wage_growth": np.float64(0.045)}, **ASKED) == pytest.approx(plain, nan_ok=True)


def test_rows_may_stand_in_frames_and_arrays():
    asked = {**ASKED, "response": "responding"}
    frame = pd.DataFrame({"macro.wage_growth": [0.03, 0.05], "effort.scale": [0.4, 0.6]})
    expected = [fastox.evaluate(frame.iloc[row], **asked) for row in range(2)]
    for rows in (frame, pl.DataFrame(frame.to_dict("list")), [dict(zip(frame, row)) for row in frame.to_numpy()]):
        assert [pytest.approx(row, rel=0, abs=0, nan_ok=True) for row in expected] == fastox.evaluate(rows, **asked)
    with pytest.raises(fastox.FastoxError, match="row 0 is a ndarray") as caught:
        fastox.evaluate(frame.to_numpy(), **asked)
    assert "dict(zip(names, row))" in caught.value.hint
    assert fastox.evaluate([], **asked) == []


def test_a_plan_says_what_a_run_takes(small, lived):
    plan = fastox.plan(small, people=2_000, seeds=[1, 2])
    assert (plan["people"], plan["cells"], plan["worlds"]) == (2_000, 2, 4)
    assert 0 < plan["seconds"] < 600 and plan["memory"] > 1e6 and not plan["refused"]
    people, cells, *_ = str(plan).splitlines()
    assert people.split()[:2] == ["people", "2000"] and cells.split()[:2] == ["cells", "2"]
    assert "<pre>" in plan._repr_html_()
    # Counted and measured, not guessed: rows as the run has them within what is promised.
    rows = sum(len(lived[name]) for name in lived)
    assert 1 / 1.5 < fastox.plan(small, people=2_000)["rows"] / rows < 1.5
    assert fastox.plan(small, people=10**9)["refused"]
    with pytest.raises(fastox.FastoxError, match="no regime `gone`"):
        fastox.plan({"regimes": ["gone"]})


def test_a_headline_against_another_regime():
    row = fastox.evaluate({}, regime="unified", against="stand-alone", **ASKED)
    assert any(name.startswith("vs_") and value != 0 for name, value in row.items())


def test_a_pension_to_the_fen(tmp_path):
    case = {"province": 23, "award": "2024-12", "sex": "male", "age_months": 720, "index": 0.97}
    case |= {"years": 42.58, "years_transitional": 13.92, "account_yuan": 91_000}
    answer = fastox.pension(case)
    assert answer["account"] == round(91_000 / 139 + 1e-9, 2)
    parts = sum(answer[part] for part in ("basic", "account", "transitional", "local", "rounding"))
    assert answer["total"] == pytest.approx(parts, abs=0.005)
    text = "".join(f"{key} = {value!r}\n" for key, value in case.items())
    (tmp_path / "case.toml").write_text(text)
    assert fastox.pension(text) == fastox.pension(tmp_path / "case.toml") == answer


def test_the_published_awards_to_the_fen():
    sheets = pytest.importorskip("tomllib").loads(SHEETS.read_text(encoding="utf-8"))["sheet"]
    assert len(sheets) > 50
    for sheet in sheets:
        answer, within = fastox.pension(sheet["case"]), sheet.get("within", {})
        for part, printed in sheet["expected"].items():
            assert answer[part] == pytest.approx(printed, abs=within.get(part, 0.0) + 0.001), sheet["name"]


def test_when_one_may_retire():
    assert fastox.retirement("1971-04", "female-55")["date"] == "2026-08"
    with pytest.raises(fastox.FastoxError, match="no province `Atlantis`"):
        fastox.retirement("1971-04", "female-55", province="Atlantis")


def test_worlds_and_runs_are_compared(small, lived):
    within = fastox.compare(lived)
    assert {"mechanical", "behavioural"} <= within["decomposition"][0].keys()
    other = fastox.run({**small, "override": {"contribution.employer_rate": {2022: "15 %"}}}, people=2_000)
    between = fastox.compare(lived, other)["differences"]
    assert any(found["difference"] != 0 for found in between) and between[0]["error"] is None
    assert all(found["difference"] == 0 for found in fastox.compare(lived, lived)["differences"])
