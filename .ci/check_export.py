"""Round trips of `fastox export`: CSV in pandas, polars and DuckDB, Stata files and the workbook in pandas, against the Parquet tables."""

import pathlib
import sys

import duckdb
import numpy
import pandas
import polars

# Of many rows; the workbook of a whole run takes a minute to read.
IN_WORKBOOK = ["national_year", "dates", "transfers"]


def differences(name: str, wanted: pandas.DataFrame, found: pandas.DataFrame):
    if list(found.columns) != list(wanted.columns):
        yield f"{name}: columns {list(found.columns)}"
        return
    if len(found) != len(wanted):
        yield f"{name}: {len(found)} rows instead of {len(wanted)}"
        return
    for column in wanted:
        a, b = wanted[column], found[column]
        if pandas.api.types.is_numeric_dtype(a):
            a, b = a.astype(float).to_numpy(), pandas.to_numeric(b).astype(float).to_numpy()
            same = numpy.array_equal(a, b, equal_nan=True)
        else:
            same = a.astype(str).tolist() == b.fillna("").astype(str).tolist()
        if not same:
            yield f"{name}.{column} differs"


def labels(name: str, path: pathlib.Path):
    with pandas.read_stata(path, iterator=True) as reader:
        if not reader.data_label or not all(reader.variable_labels().values()):
            yield f"{name}: a variable or the file has no label"


def main(run: str) -> int:
    run, found, tables = pathlib.Path(run), [], 0
    for path in sorted((run / "csv").glob("*.csv")):
        name = path.stem
        if name == "columns":
            continue
        tables += 1
        wanted = pandas.read_parquet(run / f"{name}.parquet")
        found += differences(f"csv in pandas: {name}", wanted, pandas.read_csv(path, encoding="utf-8-sig", low_memory=False))
        found += differences(f"csv in polars: {name}", wanted, polars.read_csv(path, infer_schema_length=None).to_pandas())
        found += differences(f"csv in DuckDB: {name}", wanted, duckdb.read_csv(str(path), sample_size=-1).df())
        stata = run / "dta" / f"{name}.dta"
        found += differences(f"dta in pandas: {name}", wanted, pandas.read_stata(stata, convert_categoricals=False))
        found += labels(f"dta: {name}", stata)
        if name in IN_WORKBOOK:
            sheet = pandas.read_excel(run / "tables.xlsx", sheet_name=name, keep_default_na=False, na_values=[""])
            found += differences(f"xlsx in pandas: {name}", wanted, sheet)
    assert tables > 10 and (run / "csv" / "columns.csv").is_file(), tables
    assert pandas.read_excel(run / "tables.xlsx", sheet_name=0, header=None).shape[0] > 100, "the README sheet is short"
    print("\n".join(found) or f"{tables} tables come back from CSV, Stata files and the workbook as they were")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
