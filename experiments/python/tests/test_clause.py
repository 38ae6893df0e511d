"""Rules in Python: the bytes of the built-in ones, their incentives, and what is refused."""

import time
import traceback

import fastox
import numpy as np
import pyarrow as pa
import pytest


@fastox.clause(name="paid-by-heads")
def per_retiree(b):
    b.move("pool", "fund", b.split(b.received, b.retirees))


@fastox.clause(name="assessed")
def assessed(b):
    half_more = np.rint(b.average_wage * 100).astype(np.int64) * (b.insured + b.employed)
    # Half a person: whole fen, half to even.
    wages = (half_more // 2 + ((half_more % 2 == 1) & (half_more // 2 % 2 == 1))) / 100
    b.move("fund", "pool", b.share(b.share(wages, 0.9), 0.045))


@fastox.clause(name="tier")
def tier(b):
    raised = b.move("fund", "pool", b.share(b.contributions, 0.5))
    b.move("pool", "fund", b.split(raised.sum(axis=1, keepdims=True), b.retirees))


@fastox.clause(name="top-ups")
def top_up(b):
    b.move("pool", "fund", b.fill(b.top_up))


@top_up.claims
def asked(b):
    return b.top_up


@fastox.clause(name="clawback", horizon=4)
def clawback(b):
    b.move("local", "centre", b.memory)
    missed = np.maximum(b.share(b.potential, 0.9) - b.contributions, 0.0)
    b.memory = b.share(np.minimum(missed, np.maximum(-b.balance, 0.0)), 0.5)


@fastox.clause(name="all-of-it")
def unified(b):
    b.move("fund", "pool", np.maximum(b.revenue - b.interest, 0.0))
    b.move("pool", "fund", b.fill(b.benefits))


@fastox.clause(name="gaps")
def gaps(b):
    b.move("pool", "fund", b.fill(missing(b)))


@gaps.claims
def missing(b):
    # Interest and deferrals are assessed in part, local subsidies not at all.
    gap = np.maximum(-(b.balance - b.share(b.interest, 0.5) - b.subsidy_local + b.share(b.put_off, 0.9)), 0.0)
    received = np.maximum(b.surplus - b.gap - b.balance, 0.0)
    return np.maximum(gap - received, 0.0)


REMITTANCE = {"assessed-remittance": {"ratio": {"2018": "4.5 %"}, "wage-share": {"2018": "90 %"}}}
CLEARED = [{"surplus-remittance": {"share": "cleared"}}, "gap-allocation"]

GAPS = {"gap-allocation": {"assessed-interest": "50 %", "assessed-local-subsidy": "0 %", "assessed-deferral": "10 %"}}

#: Each list with a built-in clause, and with its copy.
COPIES = {
    "paid-by-heads": ([REMITTANCE, "per-retiree-allocation"], [REMITTANCE, per_retiree]),
    "assessed": ([REMITTANCE, "per-retiree-allocation"], [assessed, "per-retiree-allocation"]),
    "tier": (["national-tier"], [tier]),
    "all-of-it": (["unified-collection"], [unified]),
    "gaps": ([CLEARED[0], GAPS], [CLEARED[0], gaps]),
    "top-ups": (
        [CLEARED[0], "low-pension-top-up", CLEARED[1]],
        [CLEARED[0], top_up, CLEARED[1]],
    ),
    "clawback": ([*CLEARED, {"transfer-clawback": {"collection-target": "90 %"}}], [*CLEARED, clawback]),
}


def lived(clauses, *, reforms=(), people=2_000, **more):
    asked = {"regimes": [fastox.regime("own", clauses, base=None, reforms=reforms)]}
    return fastox.run({**asked, "last_year": 2026, "range_people": 0, "sample": 0, **more}, people=people)


def same(built_in: fastox.Run, own: fastox.Run, renamed: dict[str, str] | None = None) -> None:
    """Every table; a copy has another name than its original, so that rows may stand in another order."""
    for name in built_in:
        first, other = pa.table(built_in[name]).to_pandas(), pa.table(own[name]).to_pandas()
        for column in {"clause", "entry"} & set(first):
            other[column] = other[column].replace(renamed or {})
            first, other = (table.sort_values(list(table), ignore_index=True) for table in (first, other))
        assert first.equals(other), name


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_of_a_built_in_clause_gives_the_same_bytes(name):
    built_in, own = COPIES[name]
    # Local items end from 2027 on, and few pensions are low.
    late = {"reforms": ["end-of-local-items"], "last_year": 2030, "people": 20_000, "responses": ["fixed"]}
    more = late if name == "top-ups" else {}
    first, other = lived(built_in, **more), lived(own, **more)
    original = next(clause for clause, copy in zip(built_in, own) if clause != copy)
    original = original if isinstance(original, str) else next(iter(original))
    same(first, other, {name: original})
    assert original in set(pa.table(first["ledger"]).to_pandas()["entry"]), "it moved something"


def test_a_run_with_a_rule_is_the_same_every_time():
    same(lived([tier]), lived([tier]))


def test_the_incentive_is_measured():
    @fastox.clause
    def a_third(b):
        b.move("fund", "pool", b.share(b.contributions, 0.3))

    kept = pa.table(lived([a_third], responses=["fixed"])["incentives"]).to_pandas()
    kept = kept[(kept["margin"] == "collection") & (kept["year"] == 2024)]
    assert kept["marginal_retention"].max() == pytest.approx(0.7, abs=1e-6)


class Mine(Exception):
    pass


def test_an_exception_comes_out_as_it_is_with_the_year():
    raised = Mine("of my own")

    @fastox.clause
    def late(b):
        if b.year == 2025:
            raise raised

    with pytest.raises(Mine) as caught:
        lived([late])
    assert caught.value is raised and caught.value.__notes__ == ["in the rule `late`, year 2025"]
    assert any(frame.name == "late" for frame in traceback.extract_tb(raised.__traceback__))


def test_a_rule_that_makes_money_is_refused_with_year_province_and_sums():
    @fastox.clause
    def generous(b):
        b.move("pool", "fund", b.received + 1_000_000)

    with pytest.raises(fastox.FastoxError) as caught:
        lived([generous])
    text = str(caught.value)
    for part in ["year 2022, ", "the rule makes money", "31000000.00 yuan", "1000000.00 yuan of it here"]:
        assert part in text, text
    assert "`fill` or `split`" in caught.value.hint and caught.value.file == "generous"


def test_what_is_no_amount_no_way_and_no_memory_is_refused():
    def refused(rule) -> str:
        with pytest.raises((fastox.FastoxError, AttributeError, ValueError)) as caught:
            lived([fastox.clause(name="bad")(rule)])
        return str(caught.value)

    assert "Beijing: NaN yuan is no amount" in refused(lambda b: b.move("fund", "pool", b.surplus * float("nan")))
    assert "no rule moves money from `fund` to `centre`" in refused(lambda b: b.move("fund", "centre", 1.0))
    assert "remembers nothing" in refused(lambda b: b.memory)
    assert "could not be broadcast" in refused(lambda b: b.move("fund", "pool", np.zeros(30)))

    def in_place(b):
        b.reserves[:] -= 1.0

    assert "read-only" in refused(in_place)
    with pytest.raises(fastox.FastoxError, match="a built-in clause is called `gap-allocation`"):
        lived([fastox.clause(name="gap-allocation")(in_place)])
    with pytest.raises(fastox.FastoxError, match="two rules are called `twin`"):
        lived([fastox.clause(name="twin")(in_place), fastox.clause(name="twin")(refused)])


def test_files_name_rules_that_are_handed_over(tmp_path):
    (tmp_path / "own.toml").write_text(
        'title = "own"\nsource = "a test"\n[[pooling]]\nfrom = 2022\n'
        'clauses = [{ tier = {} }, { central-backstop = { centre-share = "50 %" } }]\n'
    )
    asked = {"regimes": [str(tmp_path / "own.toml")], "last_year": 2023, "range_people": 0, "sample": 0}
    run = fastox.run(asked, people=1_000, clauses=[tier])
    assert "b.contributions" in run.manifest["manifest"]["overrides"]["clause tier"]
    with pytest.raises(fastox.FastoxError, match="there is no clause `tier`"):
        fastox.run(asked, people=1_000)


def test_a_rule_is_evaluated_and_shapes_are_as_said():
    shapes = set()

    @fastox.clause
    def look(b):
        assert b.revenue.shape == b.benefits.shape == b.retirees.shape == (b.settlements, 31)
        assert b.insured.dtype == np.int64 and b.pool.shape == (b.settlements, 1)
        shapes.add((b.revenue.shape, b.gdp_per_head_national.shape))

    row = fastox.evaluate({}, regime=fastox.regime("look", [look]), people=1_000, last_year=2028)
    assert row and ((1, 31), (1, 1)) in shapes and max(shape[0][0] for shape in shapes) > 200


#: Every column of `Books` that no movement changes.
UNCHANGED = (
    "contributions revenue benefits interest subsidy_central subsidy_local put_off balance potential plan top_up "
    "average_wage gdp_per_head insured employed retirees claims"
).split()


def test_columns_are_those_of_each_trial_whenever_they_are_looked_at():
    differ = set()

    @fastox.clause(horizon=2)
    def looks_twice(b):
        first = {name: getattr(b, name) for name in UNCHANGED}
        b.move("fund", "pool", 0.3 * b.surplus)
        later = fastox.Books(b._core)
        for name, column in first.items():
            assert column.shape == (b.settlements, 31) and (getattr(later, name) == column).all(), name
            differ.update([name] if (column != column[0]).any() else [])
        # Half a fen at most is lost where yuan are added and subtracted.
        assert np.abs(first["revenue"] - first["benefits"] - first["balance"]).max() < 0.005
        assert (b.surplus * b.gap == 0).all() and (b.pool >= b.received).all()

    lived([looks_twice], last_year=2023)
    changed = {"contributions", "revenue", "benefits", "balance", "potential", "insured", "retirees", "plan"}
    assert differ == changed, differ


@pytest.mark.slow
def test_a_rule_in_python_takes_at_most_twice_the_time():
    def took(clauses):
        asked = {"regimes": [fastox.regime("own", clauses, base=None)], "last_year": 2035, "range_people": 0}
        began = time.perf_counter()
        fastox.run({**asked, "sample": 0}, people=200_000)
        return time.perf_counter() - began

    ratio = min(took([tier]) for _ in range(3)) / min(took(["national-tier"]) for _ in range(3))
    assert ratio < 2.0, ratio
