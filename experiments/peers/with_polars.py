"""Polars: one lazy expression a year; draws come from NumPy, since expressions have none."""

import os
import sys

os.environ["POLARS_MAX_THREADS"] = sys.argv[2]

import numpy as np
import polars as pl

import year as y

people, threads = y.arguments()
table = pl.DataFrame(y.opening(people))
draw = np.random.default_rng(2)
fund = np.zeros(y.PROVINCES)
death, profile = (pl.Series(np.ascontiguousarray(v).ravel()) for v in (y.DEATH, y.PROFILE))
move, compliance = (pl.Series(np.ascontiguousarray(v).ravel()) for v in (y.MOVE, y.COMPLIANCE))
col = pl.col


def at(series, place):
    return pl.lit(series).gather(place)


def one_year(year):
    global table, fund
    wage = pl.Series(y.average_wage(year))
    uniform = {name: draw.random(people, dtype=np.float32) for name in ("die", "go", "where", "enter")}
    table = table.with_columns(**{k: pl.Series(v) for k, v in uniform.items()}, shock=pl.Series(draw.standard_normal(people, dtype=np.float32)))
    limit = pl.when(col("sex") == 0).then(60).otherwise(55)
    table = table.with_columns(dies=col("die") < at(death, col("sex") * y.AGES + col("age")), young=col("age") < limit)
    table = table.with_columns(working=~col("dies") & col("young"), old=~col("dies") & ~col("young"))
    goes = table.select(col("working") & (col("go") < at(move, col("age") * y.PROVINCES + col("place")))).to_series().arg_true().to_numpy()
    place = table["place"].to_numpy().copy()
    where = uniform["where"][goes]
    place[goes] = np.minimum((y.DESTINATION[place[goes]] < where[:, None]).sum(1), y.PROVINCES - 1)
    table = table.with_columns(place=pl.Series(place))
    level = pl.when(col("working")).then(col("level") * y.PERSISTENCE + col("shock") * y.SHOCK).otherwise(col("level"))
    table = table.with_columns(level=level.cast(pl.Float32), pays=col("working") & (col("status") == 0))
    base = (at(profile, col("age")) + col("level")).exp().clip(y.FLOOR, y.CEILING)
    table = table.with_columns(base=pl.when("pays").then(base).otherwise(0.0))
    table = table.with_columns(own=col("base") * at(wage, col("place")))
    claims = col("old") & (col("status") == 0) & (col("paid") >= 15)
    account = col("account") * 1.03 + col("own") * 0.08
    table = table.with_columns(
        paid=(col("paid") + col("pays").cast(pl.Float32)),
        bases=col("bases") + col("base"),
        account=pl.when("pays").then(account).otherwise(col("account")).cast(pl.Float32),
        claims=claims,
    )
    earned = at(wage, col("place")) / 12 * (1 + col("bases") / col("paid")) / 2 * col("paid") * 0.01 + col("account") / 139
    raised = pl.when(col("old") & (col("status") == 2)).then(col("pension") * 1.03).otherwise(col("pension"))
    stopped = pl.when(col("old") & (col("status") == 0)).then(1).otherwise(col("status"))
    table = table.with_columns(
        pension=pl.when("claims").then(earned).otherwise(raised).cast(pl.Float32),
        status=pl.when("claims").then(2).otherwise(stopped).cast(pl.Int32),
    )
    table = table.with_columns(retired=col("old") & (col("status") == 2))
    sums = table.group_by("place").agg(
        pays=col("pays").sum(),
        retired=col("retired").sum(),
        revenue=(0.16 * col("own") * at(compliance, col("place"))).sum(),
        spent=(12 * pl.when("retired").then(col("pension")).otherwise(0.0)).sum(),
    ).sort("place")
    fund = fund * 1.025 + sums["revenue"].to_numpy() - sums["spent"].to_numpy()
    entered = pl.when(col("enter") < 0.75).then(0).otherwise(1)
    table = table.select(
        "sex",
        "place",
        age=pl.when("dies").then(20).otherwise(col("age") + 1).cast(pl.Int32),
        status=pl.when("dies").then(entered).otherwise(col("status")).cast(pl.Int32),
        level=pl.when("dies").then(col("shock") * 0.3).otherwise(col("level")).cast(pl.Float32),
        **{n: pl.when("dies").then(0.0).otherwise(col(n)).cast(pl.Float32) for n in ("paid", "bases", "account", "pension")},
    )
    return tuple(sums[name].sum() for name in ("pays", "retired", "revenue", "spent"))


seconds, found = y.live(y.YEARS, one_year)
y.report(people, threads, seconds, found)
