"""The simplified year that every peer lives, its opening population, and how a peer reports itself.

A person has a sex, an age, a province, a status (0 pays in, 1 has stopped, 2 is retired), the log of a relative wage, months of
rights counted in years, an account and a pension. A year, in this order:

1. A person dies with the chance of sex and age, and somebody of 20 takes the place in the same province, who does nothing else.
2. Below the retirement age one may move, by age and province; destinations are drawn by weights of distance.
3. Below the retirement age the log wage persists with 0.95 and takes a normal shock of 0.1. The base is exp(profile + log wage)
   within 0.6 and 3 average wages. Who pays in gains a year and a base, and 8 % of the base in an account that earns 3 %; the fund of
   the province gets 16 % of the base, times its compliance.
4. From the retirement age on, who paid at least 15 years retires on half the mean of one and the mean base, a hundredth a
   year, and the account over 139 months; who did not, stops. Pensions in payment rise by 3 %.
5. The fund pays the year's pensions and earns 2.5 %.
6. Everybody is a year older.

A peer is timed over its years, without opening, imports and compilation, and reports persons paying in and retired,
contributions and pensions a person of the last year: these agree between peers to within sampling error.
"""

import json
import resource
import sys
import time

import numpy as np

PROVINCES, AGES, YEARS = 31, 128, 20
RETIREMENT = np.array([60, 55])
PERSISTENCE, SHOCK, FLOOR, CEILING = 0.95, 0.1, 0.6, 3.0

_age, _place = np.arange(AGES), np.arange(PROVINCES)
DEATH = np.minimum(0.6, np.outer([0.0005, 0.0003], np.exp(0.09 * (_age - 20)))).astype(np.float32)
DEATH[:, 105:] = 1.0
PROFILE = (0.02 * (_age - 20) - 0.0003 * (_age - 20.0) ** 2 - 0.1).astype(np.float32)
MOVE = (0.03 * np.outer(np.exp(-(_age - 20) / 15), 0.5 + _place / 30)).astype(np.float32)
_weight = (1 + (7 * _place[None, :]) % 31) / (1.0 + abs(_place[:, None] - _place[None, :]))
np.fill_diagonal(_weight, 0.0)
DESTINATION = np.cumsum(_weight / _weight.sum(1, keepdims=True), 1).astype(np.float32)
DESTINATION[:, -1] = 1.0
COMPLIANCE = (0.7 + 0.01 * _place).astype(np.float32)


def average_wage(year):
    return (60000 * (0.7 + 0.02 * _place) * 1.05**year).astype(np.float32)


def opening(people, seed=1):
    """Columns of an opening population, all ages from 20 to 84 alike."""
    draw = np.random.default_rng(seed)
    age = (20 + np.arange(people) % 65).astype(np.int32)
    sex = draw.integers(0, 2, people).astype(np.int32)
    place = draw.integers(0, PROVINCES, people).astype(np.int32)
    chance = draw.random(people, dtype=np.float32)
    old = age >= RETIREMENT[sex]
    status = np.where(old, np.where(chance < 0.7, 2, 1), np.where(chance < 0.75, 0, 1)).astype(np.int32)
    paid = np.floor(np.where(status == 0, (age - 20) * 0.8, 0)).astype(np.float32)
    wage = average_wage(0)[place]
    return {
        "age": age,
        "sex": sex,
        "place": place,
        "status": status,
        "level": (0.3 * draw.standard_normal(people)).astype(np.float32),
        "paid": paid,
        "bases": paid.copy(),
        "account": (paid * 0.08 * 0.6 * wage).astype(np.float32),
        "pension": np.where(status == 2, 0.45 * wage / 12, 0).astype(np.float32),
    }


def arguments():
    """People and threads, as the runner gives them."""
    return int(float(sys.argv[1])), int(sys.argv[2])


def live(years, one_year):
    """Seconds of the years, and what the last of them gave; a first call, which compiles, is not timed."""
    clock = time.perf_counter()
    for year in range(years):
        found = one_year(year)
    return time.perf_counter() - clock, found


def report(people, threads, seconds, found, years=YEARS):
    """One line of JSON: nanoseconds of a thread a person-year, memory, and the check figures of the last year."""
    paying, retired, contributions, pensions = (float(figure) / people for figure in found)
    print(
        json.dumps(
            {
                "people": people,
                "threads": threads,
                "nanoseconds": 1e9 * seconds * threads / (people * years),
                "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "check": [round(paying, 4), round(retired, 4), round(contributions), round(pensions)],
            }
        )
    )
