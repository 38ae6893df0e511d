"""Problems have a file, a line and a way out."""

import pickle

import fastox
import numpy as np
import pytest


def refused(call, *arguments, **options) -> fastox.FastoxError:
    with pytest.raises(fastox.FastoxError) as caught:
        call(*arguments, **options)
    return caught.value


def test_a_key_of_a_dict_has_its_line():
    error = refused(fastox.run, {"people": 1_000, "responses": ["responing"]})
    assert (error.file, error.line) == ("experiment", 2)
    assert "did you mean `responding`" in error.hint and "^^^" in str(error)


def test_every_problem_of_a_file_is_told(tmp_path):
    path = tmp_path / "asked.toml"
    path.write_text('\npeople = 50\nregimes = ["gone"]\n')
    error = refused(fastox.run, path)
    assert error.file == str(path) and error.line == 3
    assert "`50` is too small" in str(error) and "no regime `gone`" in str(error)


def test_options_and_overrides_are_checked():
    assert "`10` is too small" in str(refused(fastox.run, people=10))
    assert refused(fastox.run, override={"migration.levle": "40 %"}).hint == "did you mean `migration.level`?"
    assert refused(fastox.run, {"people": 1_000, "title": object()}).hint.startswith("give a text")
    assert "a bare number" in str(refused(fastox.run, override={"effort.scale": np.float64(0.5)}))
    assert refused(fastox.run, "how-shure").hint.startswith("did you mean `how-sure`?")
    own = [fastox.regime("twin", ["gap-allocation"]), fastox.regime("twin", ["national-tier"])]
    assert "two regimes are called `twin`" in str(refused(fastox.run, {"regimes": own}))


def test_folders_that_are_no_runs_and_files_that_were_changed(small, tmp_path):
    nowhere = refused(fastox.open, tmp_path)
    assert "manifest.json" in nowhere.hint and nowhere.file == str(tmp_path / "manifest.json")
    run = fastox.run({**small, "last_year": 2022}, people=500, out=tmp_path / "run")
    assert "choose another folder" in refused(fastox.run, small, people=500, out=tmp_path / "run").hint
    assert "`out=`" in refused(fastox.run, small, people=500, out=tmp_path / "run").hint
    path = run.folder / "ledger.parquet"
    path.write_bytes(path.read_bytes() + b"x")
    again = fastox.open(run.folder)
    assert "was changed after the run" in str(refused(again.__getitem__, "ledger"))


def test_people_of_the_law_and_values():
    assert refused(fastox.retirement, "April", "female-55").hint == "write it as `1971-04`"
    assert refused(fastox.retirement, "1971-04", "female-54").file == "class"
    assert refused(fastox.pension, {"province": 23}).file == "case"
    assert refused(fastox.pension, "gone.toml").file == "gone.toml"
    assert refused(fastox.evaluate, {"macro.wage_grwth": 0.03}).file == "values"
    assert refused(fastox.evaluate, [{}, {"macro.wage_growth": "fast"}]).file == "values 1"


def test_a_problem_survives_a_pool_of_processes():
    error = refused(fastox.retirement, "April", "female-55")
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.hint, again.line) == (str(error), error.hint, error.line)
