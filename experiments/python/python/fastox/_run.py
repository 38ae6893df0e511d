"""Runs: lived here, or read from their folder."""

from __future__ import annotations

import html
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from fastox import _fastox
from fastox._clause import Clause
from fastox._experiment import Experiment, asked
from fastox._fastox import Table
from fastox._progress import Progress, shown


class Run(Mapping[str, Table]):
    """What a run left: its tables by name, the summary, the manifest.

    ``run["national_year"]`` is a :class:`Table`; ``list(run)`` has the names. A run is made by :func:`run` and
    :func:`open`.
    """

    def __init__(self, results: _fastox.Results) -> None:
        self._results = results

    def __getitem__(self, name: str) -> Table:
        return self._results[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._results.tables)

    def __len__(self) -> int:
        return len(self._results.tables)

    @property
    def summary(self) -> dict[str, Any]:
        """The headlines of every world and seed, as ``summary.json`` has them."""
        return self._results.summary

    @property
    def manifest(self) -> dict[str, Any]:
        """What decides the results and how the run went, as ``manifest.json`` has it."""
        return self._results.manifest

    @property
    def folder(self) -> Path | None:
        """Where the run lies; ``None`` if it was not written."""
        folder = self._results.folder
        return None if folder is None else Path(folder)

    def report(self, path: str | os.PathLike[str] | None = None) -> str:
        """One page of HTML with pictures, complete in itself; written to ``path`` if one is given."""
        page = self._results.report()
        if path is not None:
            Path(path).write_text(page, encoding="utf-8")
        return page

    def __repr__(self) -> str:
        run = self.manifest["manifest"]
        return f"<fastox.Run {run['experiment']}: {run['people']} people, {len(run['worlds'])} worlds>"

    def __str__(self) -> str:
        return self._results.text(80)

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(self._results.text(120))}</pre>"


def run(
    experiment: Experiment = None,
    *,
    out: str | os.PathLike[str] | None = None,
    people: int | None = None,
    seeds: int | Iterable[int] | None = None,
    draws: int | None = None,
    override: Mapping[str, Any] | None = None,
    clauses: Iterable[Clause] = (),
    progress: bool | Progress | None = None,
) -> Run:
    """Lives an experiment in this process.

    Parameters
    ----------
    experiment
        A dict with the keys of an experiment file, the path of one, the name of a shipped experiment, or a TOML text.
        Without one, the main experiment, which takes minutes.
    out
        Folder to write the run to, as ``fastox run --out`` does. Without one nothing is written.
    people, seeds, draws
        In place of those of the experiment: simulated people (from 100 up), seeds, draws of uncertain parameters.
    override
        Changes of parameters as in an ``[override]``, with the last word: ``{"migration.level": "40 %"}``.
    clauses
        Rules that scenario files of the experiment name; those of a :func:`regime` come with it.
    progress
        ``None`` shows a line on a terminal and a bar in Jupyter, ``False`` nothing; or a function of cell, cells, year,
        lives and seed.

    Raises
    ------
    FastoxError
        With every problem of what was asked, before a year is lived.
    KeyboardInterrupt
        On Ctrl-C, within a year; nothing half-written is left.

    Threads are those of the machine, or as many as ``RAYON_NUM_THREADS`` says; results do not depend on them.

    >>> import fastox
    >>> run = fastox.run({"regimes": ["stand-alone"], "responses": ["fixed"], "last_year": 2022}, people=1000)
    >>> len(run["national_year"])
    3
    """
    question = asked(experiment, people=people, seeds=seeds, draws=draws, override=override, clauses=clauses)
    shows = shown(progress)
    try:
        return Run(_fastox.run(question, None if out is None else Path(out), shows))
    finally:
        getattr(shows, "close", lambda: None)()


def open(path: str | os.PathLike[str]) -> Run:
    """The finished run in a folder. Tables are read, and checked against the manifest, when they are asked for.

    Raises
    ------
    FastoxError
        If it is no run, or a file was changed after the run.
    """
    return Run(_fastox.read(Path(path)))
