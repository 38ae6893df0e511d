"""Agent-based demographic-fiscal model of China's urban employees' pension.

>>> import fastox
>>> run = fastox.run({"regimes": ["stand-alone", "national-pooling"], "last_year": 2024}, people=1000)
>>> run["national_year"].units["contributions_yuan"]
'yuan'
"""

from typing import TYPE_CHECKING

from fastox._clause import clause, regime
from fastox._error import FastoxError
from fastox._fastox import Table, __version__
from fastox._questions import compare, evaluate, parameters, pension, plan, retirement
from fastox._run import Run, open, run

if TYPE_CHECKING:
    from fastox._books import Books

__all__ = [
    "Books",
    "FastoxError",
    "Run",
    "Table",
    "__version__",
    "clause",
    "compare",
    "evaluate",
    "open",
    "parameters",
    "pension",
    "plan",
    "regime",
    "retirement",
    "run",
]


def __getattr__(name: str) -> object:
    # Only rules need numpy, which takes longer to import than all the rest.
    if name == "Books":
        from fastox._books import Books

        return Books
    raise AttributeError(f"module `fastox` has no attribute `{name}`")


def __dir__() -> list[str]:
    return __all__
