"""Questions that need no run: what it would take, values in and numbers out, the parameters, the law for one person,
comparisons."""

from __future__ import annotations

import html
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, overload

from fastox import _fastox
from fastox._clause import Clause, Regime
from fastox._error import FastoxError
from fastox._experiment import Experiment, Named, asked
from fastox._fastox import Table
from fastox._progress import Progress, shown
from fastox._run import Run
from fastox._toml import is_table, is_text, text_of

_Values = Mapping[str, Any]


class _Plan(dict[str, Any]):
    """A dict that prints as the command line shows a plan."""

    def __init__(self, known: Mapping[str, Any], text: str) -> None:
        super().__init__(known)
        self._text = text

    def __str__(self) -> str:
        return self._text

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(self._text)}</pre>"


def plan(
    experiment: Experiment = None,
    *,
    people: int | None = None,
    seeds: int | Iterable[int] | None = None,
    draws: int | None = None,
    override: Mapping[str, Any] | None = None,
    clauses: Iterable[Clause] = (),
) -> dict[str, Any]:
    """What a run would take, asked as :func:`run` is: a dict, which prints as ``fastox plan`` does.

    Returns
    -------
    dict
        ``cells``, ``worlds``, ``files`` and ``rows`` are counted; ``seconds`` is measured on the first years of the same
        worlds, here; ``bytes`` on disk and ``memory`` (bytes) hold within a factor of 1.5. ``refused`` says why it would
        not fit, ``imprecise`` which headlines need more people.

    >>> import fastox
    >>> fastox.plan({"regimes": ["stand-alone"], "responses": ["fixed"], "last_year": 2030}, people=1000)["cells"]
    1
    """
    question = asked(experiment, people=people, seeds=seeds, draws=draws, override=override, clauses=clauses)
    return _Plan(*_fastox.plan(question))


@overload
def evaluate(
    values: _Values,
    *,
    regime: str | Regime = ...,
    against: str | Regime | None = ...,
    response: str = ...,
    people: int = ...,
    seed: int = ...,
    last_year: int = ...,
    refit: int = ...,
    clauses: Iterable[Clause] = ...,
    progress: bool | Progress | None = ...,
) -> dict[str, float]: ...
@overload
def evaluate(
    values: Iterable[_Values],
    *,
    regime: str | Regime = ...,
    against: str | Regime | None = ...,
    response: str = ...,
    people: int = ...,
    seed: int = ...,
    last_year: int = ...,
    refit: int = ...,
    clauses: Iterable[Clause] = ...,
    progress: bool | Progress | None = ...,
) -> list[dict[str, float]]: ...
def evaluate(
    values: _Values | Iterable[_Values],
    *,
    regime: str | Regime = "national-pooling",
    against: str | Regime | None = None,
    response: str = "responding",
    people: int = 100_000,
    seed: int = 1,
    last_year: int = 2075,
    refit: int = 0,
    clauses: Iterable[Clause] = (),
    progress: bool | Progress | None = False,
) -> dict[str, float] | list[dict[str, float]]:
    """Lives a regime under values of parameters and gives its headlines, as ``fastox evaluate`` does.

    Parameters
    ----------
    values
        A dict of parameters, or many of them: a dict gives a dict, a list or a data frame gives a list in its order,
        several rows at a time. A number is in the parameter's own unit (shares as fractions of one, times in months, money in yuan); a text
        has its unit, as ``"4 %"``. :func:`parameters` has the names and how far each may go. One that no year reads is
        refused; one that is read and moves nothing is not looked for, as :func:`run` and ``fastox evaluate`` do.
    regime, against
        What is lived; with ``against``, each headline less that of the other regime comes besides, as ``vs_…``.
    refit
        Rounds of the calibration under these values before the years are lived, so that every row meets the accounts.

    Returns
    -------
    dict
        Headlines by name; shares as fractions, points as points, years as years. What a run does not reach, such as a
        year that does not come, is ``nan``.

    >>> import fastox
    >>> rows = fastox.evaluate([{}, {"macro.wage_growth": 0.03}], people=1000, last_year=2030, response="fixed")
    >>> len(rows), rows[0] != rows[1]
    (2, True)
    """
    several = not is_table(values) or hasattr(values, "columns")
    rows = _rows(values) if several else [values]
    regimes = [regime] if against is None else [regime, against]
    experiment = {
        "regimes": regimes,
        "responses": [response],
        "people": people,
        "seeds": [seed],
        "last_year": last_year,
    }
    named = [Named(f"values {place}" if several else "values", text_of(row)) for place, row in enumerate(rows)]
    shows = shown(progress)
    try:
        found = _fastox.evaluate(asked(experiment, clauses=clauses), named, refit, shows)
    finally:
        getattr(shows, "close", lambda: None)()
    numbers = [{name: float("nan") if value is None else value for name, value in row} for row in found]
    return numbers if several else numbers[0]


def _rows(values: Any) -> list[Any]:
    if hasattr(values, "to_dicts"):
        return list(values.to_dicts())
    rows = list(values.to_dict("records") if hasattr(values, "columns") else values)
    for place, row in enumerate(rows):
        if not is_table(row):
            told = f"row {place} is a {type(row).__name__}, which has no names"
            raise FastoxError(told, f"values {place}", hint="give dicts: `[dict(zip(names, row)) for row in rows]`")
    return rows


def parameters(year: int = 2025) -> Table:
    """Every parameter as it stands in a year: central value, range, spread, unit, source, and where it acts.

    >>> import fastox
    >>> fastox.parameters().columns[:5]
    ['parameter', 'central', 'written', 'low', 'high']
    """
    return _fastox.parameters(year)


def pension(case: Mapping[str, Any] | str | os.PathLike[str]) -> dict[str, Any]:
    """What an award comes to under the law, to the fen: a dict with the keys of a case, the path of one, or its text.

    Amounts are yuan a month.

    >>> import fastox
    >>> case = {"province": 23, "award": "2024-12", "sex": "male", "age_months": 720, "years": 42.58,
    ...         "years_transitional": 13.92, "index": 0.97, "account_yuan": 91000}
    >>> fastox.pension(case)["divisor"]
    139.0
    """
    if isinstance(case, Mapping):
        named = Named("case", text_of(case))
    elif is_text(case):
        named = Named("case", str(case))
    else:
        named = Named(os.fspath(case), _text(Path(case)))
    answer: dict[str, Any] = _fastox.pension(named)
    return answer


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FastoxError(f"cannot read `{path}`: {error}", str(path), hint="give a dict, a path or a text") from None


def retirement(
    born: str, category: str, *, province: str | int | None = None, ground: str | None = None
) -> dict[str, Any]:
    """When one person may retire: statutory month, earliest and latest claim, months of contributions required.

    ``born`` is a month as ``"1971-04"``; ``category`` is ``male-60``, ``female-55`` or ``female-50``, the original age.

    >>> import fastox
    >>> fastox.retirement("1971-04", "female-55")["date"]
    '2026-08'
    """
    place = None if province is None else str(province)
    answer: dict[str, Any] = _fastox.retirement(born, category, place, ground)
    return answer


def compare(a: Run, b: Run | None = None) -> dict[str, list[dict[str, Any]]]:
    """Paired differences with their errors: ``b`` less ``a`` where both have a world and seed, or every world of ``a``
    less its first.

    ``differences`` has one entry a measure and world: means, difference, half of the 95 % interval over seeds (``None``
    with fewer than three), how much pairing gains. ``decomposition`` divides the differences between regimes of one run into what
    rules do and what reactions add; of two runs it is empty.
    """
    found: dict[str, list[dict[str, Any]]] = _fastox.compare(a._results, None if b is None else b._results)
    return found
