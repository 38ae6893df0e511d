"""Mesa: agents as objects, activated by its agent set."""

import mesa

import year as y
from person import Sums, live

people, threads = y.arguments()


class Person(mesa.Agent):
    def __init__(self, model, values):
        super().__init__(model)
        self.__dict__.update(values)

    def step(self):
        live(self, self.model.wage, self.model.random, self.model.sums)


class Country(mesa.Model):
    def __init__(self, columns):
        super().__init__(seed=2)
        names, rows = list(columns), zip(*(column.tolist() for column in columns.values()))
        for row in rows:
            Person(self, dict(zip(names, row)))

    def step(self):
        self.agents.do("step")


country = Country(y.opening(people))


def one_year(year):
    country.wage, country.sums = y.average_wage(year).tolist(), Sums()
    country.step()
    return country.sums.totals()


seconds, found = y.live(y.YEARS, one_year)
y.report(people, threads, seconds, found)
