"""NumPy: whole columns, masks, and fancy indexing where few change."""

import numpy as np

import year as y

people, threads = y.arguments()
c = y.opening(people)
draw = np.random.default_rng(2)
fund = np.zeros(y.PROVINCES)


def one_year(year):
    global fund
    wage = y.average_wage(year)
    age, sex, place, status = c["age"], c["sex"], c["place"], c["status"]
    dies = draw.random(people, dtype=np.float32) < y.DEATH[sex, age]
    working = ~dies & (age < y.RETIREMENT[sex])
    moves = np.flatnonzero(working & (draw.random(people, dtype=np.float32) < y.MOVE[age, place]))
    where = draw.random(len(moves), dtype=np.float32)
    place[moves] = np.minimum((y.DESTINATION[place[moves]] < where[:, None]).sum(1), y.PROVINCES - 1)
    shock = draw.standard_normal(people, dtype=np.float32)
    c["level"] = np.where(working, np.float32(y.PERSISTENCE) * c["level"] + np.float32(y.SHOCK) * shock, c["level"])
    base = np.clip(np.exp(y.PROFILE[age] + c["level"]), y.FLOOR, y.CEILING)
    pays = working & (status == 0)
    own = base * wage[place]
    c["paid"] += pays
    c["bases"] += np.where(pays, base, 0)
    c["account"] = np.where(pays, c["account"] * np.float32(1.03) + np.float32(0.08) * own, c["account"])
    revenue = np.bincount(place, weights=np.where(pays, 0.16 * own * y.COMPLIANCE[place], 0), minlength=y.PROVINCES)
    old = ~dies & ~working
    c["pension"] = np.where(old & (status == 2), c["pension"] * np.float32(1.03), c["pension"])
    ready = old & (status == 0)
    claims = np.flatnonzero(ready & (c["paid"] >= 15))
    status[ready] = 1
    status[claims] = 2
    mean = c["bases"][claims] / c["paid"][claims]
    earned = wage[place[claims]] / 12 * (1 + mean) / 2 * c["paid"][claims] * 0.01
    c["pension"][claims] = earned + c["account"][claims] / 139
    retired = old & (status == 2)
    spent = np.bincount(place, weights=np.where(retired, 12 * c["pension"], 0), minlength=y.PROVINCES)
    fund = fund * 1.025 + revenue - spent
    c["age"] = np.where(dies, 20, age + 1)
    new = np.flatnonzero(dies)
    status[new] = np.where(draw.random(len(new), dtype=np.float32) < 0.75, 0, 1)
    c["level"][new] = np.float32(0.3) * draw.standard_normal(len(new), dtype=np.float32)
    for column in ("paid", "bases", "account", "pension"):
        c[column][new] = 0
    return pays.sum(), retired.sum(), revenue.sum(), spent.sum()


seconds, found = y.live(y.YEARS, one_year)
y.report(people, threads, seconds, found)
