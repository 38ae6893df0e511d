"""The views of `outputs/views.sql` answer, and `kept_by_position` gives the numbers that the run itself reports."""

import json
import pathlib
import sys

import duckdb

ROOT = pathlib.Path(__file__).parents[1]
VIEWS = "who_pays_whom kept_at_the_margin kept_by_position what_it_costs who_bears_it which_package".split()


def main(run: str) -> int:
    with duckdb.connect() as connection:
        connection.execute(f"SET file_search_path = '{pathlib.Path(run).resolve()}'")
        connection.execute((ROOT / "outputs" / "views.sql").read_text(encoding="utf-8"))
        for view in VIEWS:
            rows = connection.sql(f"SELECT count(*) FROM {view}").fetchall()[0][0]
            assert rows > 0, f"{view} has no rows"
            print(f"{view:20} {rows:>8} rows")
        query = "SELECT world, position, kept_percent FROM kept_by_position WHERE year = 2035"
        kept = {(world, position): percent for world, position, percent in connection.sql(query).fetchall()}
        query = "SELECT sum(paid_bn_yuan), sum(received_bn_yuan) FROM who_pays_whom WHERE year = 2024 AND world = 'national-pooling'"
        paid, received = connection.sql(query).fetchall()[0]
    worlds = json.loads((pathlib.Path(run) / "summary.json").read_text())["worlds"]
    seeds = [world for world in worlds if world["response"] == "responding" and world["seed"] == worlds[0]["seed"]]
    for world in seeds if len({world["seed"] for world in worlds}) == 1 else []:
        for position in ["surplus", "deficit"]:
            wanted, found = world["measures"][f"kept_2035_{position}"], kept.get((world["world"], position))
            assert wanted is None or abs(found - 100 * wanted) < 1e-6, (world["world"], position, wanted, found)
    assert paid > 0 and received > 0, (paid, received)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
