"""A person as an object with a year of its own, for peers whose agents are objects."""

import bisect
import math

import year as y

DEATH, PROFILE, MOVE, COMPLIANCE = (table.tolist() for table in (y.DEATH, y.PROFILE, y.MOVE, y.COMPLIANCE))
DESTINATION = y.DESTINATION.tolist()


class Sums:
    """What persons add to in a year."""

    def __init__(self):
        self.paying = self.retired = 0
        self.revenue, self.spent = [0.0] * y.PROVINCES, [0.0] * y.PROVINCES

    def totals(self):
        return self.paying, self.retired, sum(self.revenue), sum(self.spent)


def live(person, wage, random, sums):
    """One year; `person` has the columns of the opening as attributes."""
    age, draw = person.age, random.random
    if draw() < DEATH[person.sex][age]:
        person.age, person.status = 20, 0 if draw() < 0.75 else 1
        person.level = random.gauss(0.0, 0.3)
        person.paid = person.bases = person.account = person.pension = 0.0
        return
    if age < (60 if person.sex == 0 else 55):
        if draw() < MOVE[age][person.place]:
            person.place = min(bisect.bisect_left(DESTINATION[person.place], draw()), y.PROVINCES - 1)
        person.level = y.PERSISTENCE * person.level + y.SHOCK * random.gauss(0.0, 1.0)
        if person.status == 0:
            base = min(max(math.exp(PROFILE[age] + person.level), y.FLOOR), y.CEILING)
            own = base * wage[person.place]
            person.paid += 1
            person.bases += base
            person.account = person.account * 1.03 + 0.08 * own
            sums.paying += 1
            sums.revenue[person.place] += 0.16 * own * COMPLIANCE[person.place]
    else:
        if person.status == 2:
            person.pension *= 1.03
        elif person.status == 0 and person.paid >= 15:
            person.status = 2
            earned = wage[person.place] / 12 * (1 + person.bases / person.paid) / 2 * person.paid * 0.01
            person.pension = earned + person.account / 139
        else:
            person.status = 1
        if person.status == 2:
            sums.retired += 1
            sums.spent[person.place] += 12 * person.pension
    person.age = age + 1
