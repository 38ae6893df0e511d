"""Opens every table of a run, or those that are named, with pyarrow and DuckDB; fails on an empty table, a key that is not unique or not sorted, or a
column without its unit."""

import pathlib
import re
import sys

import duckdb
import pyarrow.parquet as parquet

TABLES = """national_year province_year transfers incentives decomposition range uncertainty dates inequality cohorts migration ledger
people fit diagnostics""".split()
DICTIONARY = pathlib.Path(__file__).parents[1] / "outputs" / "DICTIONARY.md"


def read_keys() -> dict[str, list[str]]:
    """The key of every table: the bold columns of the dictionary."""
    sections = re.split(r"^## ", DICTIONARY.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {part[1 : part.index("`", 1)]: re.findall(r"^\| \*\*`(\w+)`", part, re.MULTILINE) for part in sections if part[0] == "`"}


KEYS = read_keys()


def faults(file: pathlib.Path):
    if not file.is_file():
        yield "is missing"
        return
    table = parquet.read_table(file)
    counted = duckdb.sql(f"SELECT count(*) FROM '{file}'").fetchall()[0][0]
    if table.num_rows == 0:
        yield "has no rows"
    if counted != table.num_rows:
        yield f"has {table.num_rows} rows in pyarrow and {counted} in DuckDB"
    keys = KEYS[file.stem]
    rows = table.select(keys).to_pandas()
    if rows.duplicated().any():
        yield f"has {rows.duplicated().sum()} rows whose key {keys} another row has"
    if not rows.equals(rows.sort_values(keys, ignore_index=True, kind="stable")):
        yield "is not sorted by its key"
    for name in table.column_names:
        if len(name) > 32:
            yield f"has a column `{name}` that Stata and SAS cannot read"
    for field in table.schema:
        if not (field.metadata or {}).get(b"unit"):
            yield f"says no unit for `{field.name}`"
    if b"fastox.manifest" not in parquet.read_metadata(file).metadata:
        yield "has no manifest in its footer"
    print(f"{file.stem:14} {table.num_rows:>8} rows {table.num_columns:>3} columns")


def main(folder: str, *names: str) -> int:
    files = [pathlib.Path(folder) / f"{name}.parquet" for name in names or TABLES]
    files += sorted(set(pathlib.Path(folder).glob("*.parquet")) - set(files))
    found = [f"`{file.name}` {fault}" for file in files for fault in faults(file)]
    print("\n".join(found) or "every table opens, is sorted by a key that is unique, has rows, units and a manifest")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
