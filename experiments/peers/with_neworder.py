"""neworder: a model on a yearly timeline with its Monte-Carlo draws; columns of a pandas frame."""

import neworder
import numpy as np
import pandas as pd

import year as y

people, threads = y.arguments()


class Country(neworder.Model):
    def __init__(self):
        super().__init__(neworder.LinearTimeline(0, y.YEARS, y.YEARS), neworder.MonteCarlo.deterministic_identical_stream)
        self.people = pd.DataFrame(y.opening(people))
        self.fund = np.zeros(y.PROVINCES)
        self.found = None

    def uniform(self, count):
        return np.asarray(self.mc.ustream(count))

    def normal(self, count):
        radius = np.sqrt(-2 * np.log1p(-self.uniform(count)))
        return radius * np.cos(2 * np.pi * self.uniform(count))

    def step(self):
        year = int(round(self.timeline.time))
        t, wage = self.people, y.average_wage(year)
        age, sex = t["age"].to_numpy(), t["sex"].to_numpy()
        dies = np.asarray(self.mc.hazard(y.DEATH[sex, age].astype(float))) == 1
        working, old = ~dies & (age < y.RETIREMENT[sex]), ~dies & (age >= y.RETIREMENT[sex])
        goes = np.asarray(self.mc.hazard(np.where(working, y.MOVE[age, t["place"]], 0).astype(float))) == 1
        where = self.uniform(int(goes.sum()))
        to = (y.DESTINATION[t.loc[goes, "place"]] < where[:, None]).sum(1)
        t.loc[goes, "place"] = np.minimum(to, y.PROVINCES - 1).astype(np.int32)
        place = t["place"].to_numpy()
        level = y.PERSISTENCE * t["level"] + y.SHOCK * self.normal(people)
        t["level"] = t["level"].where(~working, level)
        pays = working & (t["status"] == 0).to_numpy()
        base = np.where(pays, np.clip(np.exp(y.PROFILE[age] + t["level"]), y.FLOOR, y.CEILING), 0)
        own = base * wage[place]
        t["paid"] += pays
        t["bases"] += base
        t["account"] = t["account"].where(~pays, t["account"] * 1.03 + 0.08 * own)
        t.loc[old & (t["status"] == 2), "pension"] *= 1.03
        ready = old & (t["status"] == 0).to_numpy()
        claims = ready & (t["paid"] >= 15).to_numpy()
        t.loc[ready, "status"] = 1
        t.loc[claims, "status"] = 2
        own_rights = t[claims]
        earned = wage[own_rights["place"]] / 12 * (1 + own_rights["bases"] / own_rights["paid"]) / 2 * own_rights["paid"] * 0.01
        t.loc[claims, "pension"] = (earned + own_rights["account"] / 139).astype(np.float32)
        retired = old & (t["status"] == 2).to_numpy()
        revenue = np.bincount(place, weights=0.16 * own * y.COMPLIANCE[place], minlength=y.PROVINCES)
        spent = np.bincount(place, weights=np.where(retired, 12 * t["pension"], 0), minlength=y.PROVINCES)
        self.fund = self.fund * 1.025 + revenue - spent
        t["age"] = np.where(dies, 20, age + 1)
        new = int(dies.sum())
        t.loc[dies, "status"] = np.where(self.uniform(new) < 0.75, 0, 1).astype(np.int32)
        t.loc[dies, "level"] = (0.3 * self.normal(new)).astype(np.float32)
        t.loc[dies, ["paid", "bases", "account", "pension"]] = 0.0
        self.found = pays.sum(), retired.sum(), revenue.sum(), spent.sum()

    def finalise(self):
        pass


country = Country()
seconds, _ = y.live(1, lambda _: neworder.run(country))
y.report(people, threads, seconds, country.found)
