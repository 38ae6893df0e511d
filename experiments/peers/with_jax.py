"""JAX: a year as one compiled function of columns, draws by its own counter-based generator."""

import os
import sys

os.environ["XLA_FLAGS"] = f"--xla_cpu_multi_thread_eigen={'false' if sys.argv[2] == '1' else 'true'} intra_op_parallelism_threads={sys.argv[2]}"
os.environ["JAX_PLATFORMS"] = "cpu"
if sys.argv[2] == "1" and hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

import jax
import jax.numpy as jnp

import year as y

people, threads = y.arguments()
death, profile, move, to, comply, limit = map(jnp.asarray, (y.DEATH, y.PROFILE, y.MOVE, y.DESTINATION, y.COMPLIANCE, y.RETIREMENT))


@jax.jit
def live(c, key, wage):
    keys = jax.random.split(key, 5)
    uniform = [jax.random.uniform(k, (people,)) for k in keys[:4]]
    shock = jax.random.normal(keys[4], (people,))
    age, sex, place, status = c["age"], c["sex"], c["place"], c["status"]
    dies = uniform[0] < death[sex, age]
    working, old = ~dies & (age < limit[sex]), ~dies & (age >= limit[sex])
    goes = working & (uniform[1] < move[age, place])
    target = jnp.minimum((to[place] < uniform[2][:, None]).sum(1), y.PROVINCES - 1)
    place = jnp.where(goes, target, place)
    level = jnp.where(working, y.PERSISTENCE * c["level"] + y.SHOCK * shock, c["level"])
    pays = working & (status == 0)
    base = jnp.where(pays, jnp.clip(jnp.exp(profile[age] + level), y.FLOOR, y.CEILING), 0)
    own = base * wage[place]
    paid, bases = c["paid"] + pays, c["bases"] + base
    account = jnp.where(pays, c["account"] * 1.03 + 0.08 * own, c["account"])
    claims = old & (status == 0) & (paid >= 15)
    earned = wage[place] / 12 * (1 + bases / jnp.maximum(paid, 1)) / 2 * paid * 0.01 + account / 139
    pension = jnp.where(claims, earned, jnp.where(old & (status == 2), c["pension"] * 1.03, c["pension"]))
    status = jnp.where(claims, 2, jnp.where(old & (status == 0), 1, status))
    retired = old & (status == 2)
    by_place = lambda values: jax.ops.segment_sum(values, place, y.PROVINCES)
    revenue, spent = by_place(0.16 * own * comply[place]), by_place(jnp.where(retired, 12 * pension, 0))
    new = lambda value, other: jnp.where(dies, value, other)
    columns = {
        "age": new(20, age + 1),
        "sex": sex,
        "place": place.astype(jnp.int32),
        "status": new(jnp.where(uniform[3] < 0.75, 0, 1), status).astype(jnp.int32),
        "level": new(0.3 * shock, level),
        "paid": new(0, paid),
        "bases": new(0, bases),
        "account": new(0, account),
        "pension": new(0, pension),
    }
    return columns, (pays.sum(), retired.sum(), revenue.sum(), spent.sum()), revenue - spent


c = {name: jnp.asarray(column) for name, column in y.opening(people).items()}
key = jax.random.key(2)
fund = jnp.zeros(y.PROVINCES)


def one_year(year):
    global c, key, fund
    key, own = jax.random.split(key)
    c, found, balance = live(c, own, jnp.asarray(y.average_wage(year)))
    fund = (fund * 1.025 + balance).block_until_ready()
    return found


one_year(0)
c = {name: jnp.asarray(column) for name, column in y.opening(people).items()}
seconds, found = y.live(y.YEARS, one_year)
y.report(people, threads, seconds, found)
