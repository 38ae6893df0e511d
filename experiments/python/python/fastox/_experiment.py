"""What is asked, as the compiled part reads it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Union

from fastox._clause import Clause, Regime
from fastox._error import FastoxError
from fastox._toml import is_text, text_of

#: A dict of the keys of an experiment file, the path of a file, the name of a shipped experiment, or a TOML text.
Experiment = Union[Mapping[str, Any], str, "os.PathLike[str]", None]


@dataclass
class Named:
    """A text, and what messages call it."""

    name: str
    text: str


@dataclass
class Asked:
    """An experiment with its options."""

    path: Path | None = None
    text: Named | None = None
    options: Named = field(default_factory=lambda: Named("options", ""))
    changes: Named = field(default_factory=lambda: Named("override", ""))
    regimes: list[Named] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)


def asked(
    experiment: Experiment,
    *,
    people: int | None = None,
    seeds: int | Iterable[int] | None = None,
    draws: int | None = None,
    override: Mapping[str, Any] | None = None,
    clauses: Iterable[Clause] = (),
) -> Asked:
    """An experiment as a dict, a path, a name or a text, with what has the last word."""
    found = Asked()
    if isinstance(experiment, Mapping):
        own = _own(experiment)
        found.regimes = [Named(regime.name, regime.text) for regime in own]
        found.clauses = [clause for regime in own for clause in regime.clauses]
        found.text = Named("experiment", text_of(_with_names(experiment)))
    elif is_text(experiment):
        found.text = Named("experiment", str(experiment))
    elif experiment is not None:
        found.path = Path(experiment)
    # A rule may stand in several regimes; two rules of one name may not.
    found.clauses = list(dict.fromkeys([*found.clauses, *clauses]))
    options = {"people": people, "seeds": [seeds] if isinstance(seeds, int) else seeds, "draws": draws}
    found.options = Named("options", text_of({key: value for key, value in options.items() if value is not None}))
    found.changes = Named("override", text_of({} if override is None else override))
    return found


def _own(experiment: Mapping[str, Any]) -> list[Regime]:
    """The regimes that were written in Python; two of one name cannot be told apart."""
    regimes = experiment.get("regimes", ())
    regimes = [regimes] if isinstance(regimes, (str, Regime)) else regimes
    own = [regime for regime in regimes if isinstance(regime, Regime)]
    for place, regime in enumerate(own):
        if any(regime.name == other.name for other in own[:place]):
            raise FastoxError(f"two regimes are called `{regime.name}`", "regimes", hint="give one another name")
    return own


def _with_names(experiment: Mapping[str, Any]) -> dict[str, Any]:
    regimes = experiment.get("regimes")
    if isinstance(regimes, Regime):
        return {**experiment, "regimes": [regimes.name]}
    if not isinstance(regimes, (list, tuple)):
        return dict(experiment)
    names = [regime.name if isinstance(regime, Regime) else regime for regime in regimes]
    return {**experiment, "regimes": names}
