"""The findings of both READMEs from a run of `how-sure`: `python3 outputs/figures/findings.py RUN [--write | --check]`.

Prints the table of both READMEs and the numbers of the sentences below it. `--write` puts the rows into the READMEs; `--check` says
which rows are not those of the run and ends with code 1. Needs pyarrow and pandas.
"""

import argparse
import pathlib
import sys

import pandas as pd

ROOT = pathlib.Path(__file__).parents[2]
REGIMES = ["stand-alone", "central-adjustment", "national-pooling", "unified", "norm-based", "full-package"]
ENACTED = "national-pooling"


def amount(value: float, digits: int) -> str:
    return f"{value:.{digits}f}".replace("-", "−")


def percent(value: float) -> str:
    return amount(100 * value, 0)


def trillions(value: float) -> str:
    value /= 1e12
    return amount(value, 0 if abs(value) >= 9.95 else 1)


def of_gdp(value: float) -> str:
    return amount(100 * value, 2)


# Measure, how it is written, head of the row in either language.
ROWS = [
    ("kept_2035_surplus", percent, "kept of one more yuan 2035, provinces in surplus, %", "2035 年多征一元的留存，结余省份，%"),
    ("kept_2035_deficit", percent, "the same, in deficit, %", "同上，缺口省份，%"),
    ("collection_rate_2035", percent, "collection rate 2035, %", "2035 年征缴率，%"),
    ("lost_to_incentives_yuan", trillions, "not collected 2022–75, trillion yuan", "2022—75 年少征，万亿元"),
    ("central_burden_2050_gdp_share", of_gdp, "central burden 2050, % of GDP", "2050 年中央财政负担占 GDP，%"),
    ("exhaustion_year", None, "provinces' and pool's reserves below a month of spending", "各省与统筹资金结余合计不足一个月支出的年份"),
]
PAGES = {"README.md": ("–", " to ", "never"), "README.zh-CN.md": ("—", " 至 ", "不出现")}


def band(row: pd.Series | None, write, dash: str, to: str, never: str) -> tuple[str, str]:
    """Median and band; a year that never comes is missing, and one that comes in no draw has no row."""
    if write is None:
        if row is None or pd.isna(row.p50):
            return never, ""
        end = never if pd.isna(row.p95) else f"{row.p95 % 100:02.0f}"
        return f"{row.p50:.0f}", f" [{row.p05 % 100:02.0f}{dash}{end}]"
    low, high = write(row.p05), write(row.p95)
    return write(row.p50), f" [{low}{to if low.startswith('−') else dash}{high}]"


def rows(bands: pd.DataFrame, page: str) -> list[str]:
    dash, to, never = PAGES[page]
    lines = []
    for measure, write, *heads in ROWS:
        cells = []
        for regime in REGIMES:
            key = (regime, "", measure)
            median, rest = band(bands.loc[key] if key in bands.index else None, write, dash, to, never)
            cells.append((f"**{median}**" if regime == ENACTED else median) + rest)
        lines.append(f"| {heads[page != 'README.md']} | {' | '.join(cells)} |")
    return lines


def sentences(bands: pd.DataFrame) -> str:
    """What pooling does against provinces that stand alone, draw by draw, with the weight of each sign."""
    measures = ["kept_2035_surplus", "kept_2035_deficit", "collection_rate_2035", "lost_to_incentives_yuan",
                "central_burden_2035_gdp_share", "central_burden_2050_gdp_share", "central_burden_pv_2050_yuan", "central_burden_pv_yuan"]
    against = bands.xs("stand-alone", level="against").loc[[ENACTED, "norm-based", "full-package"]]
    against = against[against.index.get_level_values("measure").isin(measures)]
    return against[["p05", "p50", "p95", "positive"]].to_string(float_format=lambda value: f"{value:.4g}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("run", type=pathlib.Path)
    parser.add_argument("--write", action="store_true", help="put the rows into the READMEs")
    parser.add_argument("--check", action="store_true", help="fail if a README has other rows")
    asked = parser.parse_args()
    table = pd.read_parquet(asked.run / "uncertainty.parquet").query("response == 'responding'")
    bands = table.set_index(["world", "against", "measure"]).sort_index()
    differ = 0
    for page in PAGES:
        path = ROOT / page
        lines = path.read_text(encoding="utf-8").splitlines()
        for row in rows(bands, page):
            print(row)
            head = row.split("|")[1]
            place = next(number for number, line in enumerate(lines) if line.startswith(f"|{head}|"))
            if lines[place] != row:
                differ += 1
                print(f"  {page}, line {place + 1}, has: {lines[place]}")
            lines[place] = row
        print()
        if asked.write:
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(sentences(bands))
    return 1 if asked.check and differ else 0


if __name__ == "__main__":
    sys.exit(main())
