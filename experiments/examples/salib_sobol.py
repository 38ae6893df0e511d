"""Sobol' indices of one number of `fastox evaluate`, sampled and analysed by SALib.

The program is driven from outside: `--list` gives the names, bounds and spreads of the uncertain parameters, each row of the
sample goes to standard input as a parameter file, and one row of numbers comes back.

    cargo build --release
    pip install SALib
    python experiments/examples/salib_sobol.py --samples 64 --parameters early_claiming.take_up,macro.wage_growth,coverage.growth

With `--exceeds A,B` the exit code is 1 unless the total index of A exceeds that of B.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy
from SALib.analyze import sobol as analyse
from SALib.sample import sobol as sample


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fastox", default="target/release/fastox", help="the program")
    parser.add_argument("--parameters", default="early_claiming.take_up,macro.wage_growth,firms.declared_to_detection")
    parser.add_argument("--output", default="benefits_2035_gdp_share", help="a column of `fastox evaluate`")
    parser.add_argument("--samples", type=int, default=64, help="rows of the design, a power of two")
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--last-year", type=int, default=2035)
    parser.add_argument("--exceeds", help="two parameters, A,B")
    return parser.parse_args()


def problem_of(fastox, names):
    """SALib's problem for these parameters, from the program's own list."""
    listed = subprocess.run([fastox, "evaluate", "--list"], check=True, capture_output=True, text=True).stdout
    space = {row["name"]: row for row in csv.DictReader(listed.splitlines())}
    unknown = [name for name in names if name not in space]
    if unknown:
        sys.exit(f"not among the uncertain parameters of `fastox evaluate --list`: {', '.join(unknown)}")
    bounds, spreads = [], []
    for name in names:
        row = space[name]
        if row["spread"] == "normal":
            bounds.append([float(row["central"]), float(row["standard_error"])])
            spreads.append("norm")
        else:
            bounds.append([float(row["low"]), float(row["high"])])
            spreads.append("unif")
    return {"num_vars": len(names), "names": names, "bounds": bounds, "dists": spreads}


def evaluate(asked, names, values):
    """One parameter file in, one number out."""
    file = "".join(f'"{name}" = {float(value)!r}\n' for name, value in zip(names, values))
    command = [asked.fastox, "evaluate", "-", "--json", "--quiet"]
    command += ["--people", str(asked.people), "--last-year", str(asked.last_year)]
    completed = subprocess.run(command, input=file, capture_output=True, text=True)
    if completed.returncode != 0:
        raise RuntimeError(completed.stderr)
    number = json.loads(completed.stdout)[asked.output]
    if number is None:
        raise RuntimeError(f"`{asked.output}` is not reached by {asked.last_year}")
    return number


def main():
    asked = arguments()
    names = asked.parameters.split(",")
    problem = problem_of(asked.fastox, names)
    points = sample.sample(problem, asked.samples, calc_second_order=False, seed=1)
    # Each evaluation is a process of its own, so threads wait and do not work.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        values = numpy.array(list(pool.map(lambda point: evaluate(asked, names, point), points)))
    found = analyse.analyze(problem, values, calc_second_order=False, seed=1)
    print(f"{asked.output}: mean {values.mean():.6g}, standard deviation {values.std():.3g}, {len(values)} evaluations")
    print(f"{'parameter':32} {'first':>7} {'±':>6} {'total':>7} {'±':>6}")
    for place, name in enumerate(names):
        numbers = [found[key][place] for key in ("S1", "S1_conf", "ST", "ST_conf")]
        print("{:32} {:7.3f} {:6.3f} {:7.3f} {:6.3f}".format(name, *numbers))
    if asked.exceeds:
        larger, smaller = (found["ST"][names.index(name)] for name in asked.exceeds.split(","))
        if not larger > smaller:
            sys.exit(f"the total index of {asked.exceeds.replace(',', ' does not exceed that of ')}")


if __name__ == "__main__":
    main()
