"""Numba, tuned: one compiled loop over all columns, threads over chunks, draws by a hash of person and year."""

import os
import sys

os.environ["NUMBA_NUM_THREADS"] = sys.argv[2]

import math

import numpy as np
from numba import njit, prange

import year as y

people, threads = y.arguments()
c = y.opening(people)
CHUNKS = 64


@njit(inline="always")
def word(person, year, which):
    """Two rounds of a 32-bit mixer: uniform in [0, 1)."""
    # Products of 32 bits are of 64 here, so each is cut.
    x = np.uint32(np.uint32(person) * np.uint32(0x9E3779B1) ^ np.uint32(year * 8 + which) * np.uint32(0x85EBCA6B))
    x = np.uint32((x ^ (x >> np.uint32(16))) * np.uint32(0x7FEB352D))
    x = np.uint32((x ^ (x >> np.uint32(15))) * np.uint32(0x846CA68B))
    return np.float32((x ^ (x >> np.uint32(16))) >> np.uint32(8)) * np.float32(1.0 / 16777216.0)


@njit(inline="always")
def normal(person, year, which):
    radius = math.sqrt(np.float32(-2.0) * math.log(np.float32(1.0) - word(person, year, which)))
    return np.float32(radius * math.cos(np.float32(6.2831855) * word(person, year, which + 1)))


@njit(parallel=True, fastmath=True)
def live(year, wage, age, sex, place, status, level, paid, bases, account, pension, death, profile, move, to, comply):
    people, sums = len(age), np.zeros((CHUNKS, 4, 31))
    for chunk in prange(CHUNKS):
        for i in range(chunk * people // CHUNKS, (chunk + 1) * people // CHUNKS):
            a, p = age[i], place[i]
            if word(i, year, 0) < death[sex[i], a]:
                age[i], status[i] = 20, 0 if word(i, year, 1) < 0.75 else 1
                level[i] = np.float32(0.3) * normal(i, year, 2)
                paid[i] = bases[i] = account[i] = pension[i] = 0
                continue
            if a < (60 if sex[i] == 0 else 55):
                if word(i, year, 1) < move[a, p]:
                    u, q = word(i, year, 4), 0
                    while to[p, q] < u and q < 30:
                        q += 1
                    p = place[i] = q
                level[i] = np.float32(0.95) * level[i] + np.float32(0.1) * normal(i, year, 2)
                if status[i] == 0:
                    base = min(max(math.exp(profile[a] + level[i]), np.float32(0.6)), np.float32(3.0))
                    own = base * wage[p]
                    paid[i] += 1
                    bases[i] += base
                    account[i] = account[i] * np.float32(1.03) + np.float32(0.08) * own
                    sums[chunk, 0, p] += 1
                    sums[chunk, 2, p] += 0.16 * own * comply[p]
            else:
                if status[i] == 2:
                    pension[i] *= np.float32(1.03)
                elif status[i] == 0 and paid[i] >= 15:
                    status[i] = 2
                    earned = wage[p] / 12 * (1 + bases[i] / paid[i]) / 2 * paid[i] * np.float32(0.01)
                    pension[i] = earned + account[i] / 139
                else:
                    status[i] = 1
                if status[i] == 2:
                    sums[chunk, 1, p] += 1
                    sums[chunk, 3, p] += 12 * pension[i]
            age[i] = a + 1
    return sums


fund = np.zeros(y.PROVINCES)


def one_year(year):
    global fund
    names = ("age", "sex", "place", "status", "level", "paid", "bases", "account", "pension")
    columns = (c[name] for name in names)
    sums = live(year, y.average_wage(year), *columns, y.DEATH, y.PROFILE, y.MOVE, y.DESTINATION, y.COMPLIANCE).sum(0)
    fund = fund * 1.025 + sums[2] - sums[3]
    return sums.sum(1)


one_year(0)
c = y.opening(people)
seconds, found = y.live(y.YEARS, one_year)
y.report(people, threads, seconds, found)
