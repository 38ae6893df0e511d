"""How far a run is: a line on a terminal, a bar in Jupyter, silence elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

#: ``progress(place, cells, year, lives, seed)``: the cell that is lived, from 0, of how many; the year that ended; which
#: lives it holds; its seed.
Progress = Callable[[int, int, int, str, int], object]


def shown(progress: bool | Progress | None) -> Progress | None:
    """What a run reports its years to."""
    if callable(progress):
        return progress
    if progress is False:
        return None
    if _in_jupyter():
        return _Bar()
    return _Line() if progress or sys.stderr.isatty() else None


def _in_jupyter() -> bool:
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return shell is not None and hasattr(shell, "kernel")


class _Line:
    """One line that is written again every tenth of a second."""

    def __init__(self) -> None:
        self._next = 0.0

    def __call__(self, place: int, cells: int, year: int, lives: str, seed: int) -> None:
        now = time.monotonic()
        if now >= self._next:
            self._next = now + 0.1
            sys.stderr.write(f"\r{place + 1} of {cells}  {lives}, seed {seed}  {year}\x1b[K")
            sys.stderr.flush()

    def close(self) -> None:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


class _Bar:
    """A bar that is drawn again in its place."""

    def __init__(self) -> None:
        from IPython import display

        shown: Any = display
        self._html = shown.HTML
        self._handle = shown.display(shown.HTML(""), display_id=True)

    def __call__(self, place: int, cells: int, year: int, lives: str, seed: int) -> None:
        text = f'<progress value="{place}" max="{cells}"></progress> {lives}, seed {seed}, {year}'
        self._handle.update(self._html(text))

    def close(self) -> None:
        self._handle.update(self._html(""))
