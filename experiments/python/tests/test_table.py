"""Tables cross without a copy, with their units."""

import duckdb
import fastox
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest


def address(table: pa.Table, column: str) -> int:
    return table.column(column).chunk(0).buffers()[1].address


def test_two_readers_see_the_same_bytes(lived):
    table = lived["province_year"]
    columns = ["contributions_yuan", "year"]
    first, second = pa.table(table), pa.table(table)
    assert [address(first, c) for c in columns] == [address(second, c) for c in columns]
    # The bytes outlive whoever handed them over.
    del table
    assert first["year"][0].as_py() == 2020
    # Whole numbers have no nulls, so that polars keeps them where they are.
    other = pl.DataFrame(first)["year"].to_arrow().buffers()[1].address
    assert other == address(first, "year")


def test_every_reader_finds_the_rows(lived):
    table = table_of_run = lived["national_year"]
    rows = len(table_of_run)
    assert pa.table(table).num_rows == rows and len(pl.DataFrame(table)) == rows
    assert len(pd.DataFrame.from_arrow(table) if hasattr(pd.DataFrame, "from_arrow") else pa.table(table).to_pandas()) == rows
    assert duckdb.sql("SELECT count(*) FROM table_of_run").fetchall() == [(rows,)]
    assert repr(table) == f"<fastox.Table national_year: {rows} rows, {len(table.columns)} columns>"


def test_units_stand_in_the_schema(lived):
    table = lived["national_year"]
    schema = pa.schema(table)
    assert schema.field("contributions_yuan").metadata[b"unit"] == table.units["contributions_yuan"].encode()
    assert table.units["year"] == "year" and "contributions" in table.meanings["contributions_yuan"]
    assert pa.table(table)["gdp_yuan"].null_count > 0, "the opening has no GDP"


def test_a_table_that_is_not_there_is_named(lived):
    with pytest.raises(KeyError, match="nation_year: the tables are national_year, "):
        lived["nation_year"]
    assert "national_year" in lived and "uncertainty" not in lived


def test_parameters_say_where_they_act():
    table = pa.table(fastox.parameters()).to_pylist()
    growth = next(row for row in table if row["parameter"] == "macro.wage_growth")
    assert (growth["central"], growth["high"], growth["measured_in"]) == (0.045, 0.055, "% per year")
    assert growth["source"] and growth["read_by"].startswith("run") and growth["first_year"]
