"""What a pooling rule sees of the books, and how it moves money."""

from __future__ import annotations

from typing import Any, Literal, Protocol, Union

import numpy as np
from numpy.typing import NDArray

Yuan = NDArray[np.float64]
Heads = NDArray[np.int64]
#: One amount, one for each province, for each settlement (settlements, 1), or for both.
Amounts = Union[float, NDArray[Any]]

#: Province-level units in the order of every array.
PROVINCES = 31


class _Core(Protocol):
    @property
    def year(self) -> int: ...
    @property
    def trials(self) -> int: ...
    @property
    def memory(self) -> bytes | None: ...
    @memory.setter
    def memory(self, own: bytes) -> None: ...
    def yuan(self, name: str) -> bytes: ...
    def whole(self, name: str) -> bytes: ...
    def gdp_per_head_national(self) -> bytes: ...
    def move(self, source: str, to: str, yuan: bytes) -> bytes: ...
    def fill(self, asked: bytes, available: bytes | None) -> bytes: ...
    def split(self, sums: bytes, weights: bytes) -> bytes: ...
    def share(self, yuan: bytes, rate: float) -> bytes: ...
    def file(self, yuan: bytes) -> None: ...


class Books:
    """The books of a year as a rule sees them: the year itself, or all the trials by which incentives are measured.

    Arrays have the shape (settlements, 31), one row a settlement and one column a province in the order of the codes of
    GB/T 2260; sums of the nation have (settlements, 1), so that they go with the others. Money is yuan, exact to the fen.
    Arrays cannot be written to: money moves by :meth:`move`, which rounds to fen and lets nothing be lost.

    A row is a settlement of its own. A rule must treat every row alike and look at no other: what a province keeps of one
    more yuan is the difference between rows.
    """

    def __init__(self, core: _Core) -> None:
        self._core = core
        self._known: dict[str, NDArray[Any]] = {}

    @property
    def year(self) -> int:
        """The calendar year; in trials of a rule that remembers also those after it."""
        return self._core.year

    @property
    def settlements(self) -> int:
        """How many rows there are: 1 for the year itself, some 1,400 for its trials."""
        return self._core.trials

    # What the year brought; no rule changes it.

    @property
    def contributions(self) -> Yuan:
        """Contributions received."""
        return self._yuan("contributions")

    @property
    def revenue(self) -> Yuan:
        """What published revenue counts: contributions, purchases, interest and base subsidy."""
        return self._yuan("balances") + self._yuan("benefits")

    @property
    def benefits(self) -> Yuan:
        """Pensions and other benefits paid."""
        return self._yuan("benefits")

    @property
    def interest(self) -> Yuan:
        """Returns on reserves."""
        return self._yuan("interest")

    @property
    def subsidy_central(self) -> Yuan:
        """Base subsidy of the centre."""
        return self._yuan("subsidy_central")

    @property
    def subsidy_local(self) -> Yuan:
        """Base subsidy of local budgets."""
        return self._yuan("subsidy_local")

    @property
    def put_off(self) -> Yuan:
        """Contributions of this year put off (缓缴), less those of earlier years made good."""
        return self._yuan("put_off")

    @property
    def balance(self) -> Yuan:
        """Revenue less benefits, before any transfer."""
        return self._yuan("balances")

    @property
    def potential(self) -> Yuan:
        """What the statutory rates on own wages would yield."""
        return self._yuan("potential")

    @property
    def plan(self) -> Yuan:
        """The collection plan of the year."""
        return self._yuan("plan")

    @property
    def top_up(self) -> Yuan:
        """What retirees with low pensions are paid for lost local items, part of benefits."""
        return self._yuan("top_up")

    @property
    def average_wage(self) -> Yuan:
        """Average wage, yuan a year."""
        return self._yuan("average_wage")

    @property
    def gdp_per_head(self) -> Yuan:
        """Regional GDP per resident, yuan."""
        return _array(self._core.whole("gdp_per_head"))

    @property
    def gdp_per_head_national(self) -> Yuan:
        """The same of the nation, (settlements, 1)."""
        return _array(self._core.gdp_per_head_national(), 1)

    @property
    def insured(self) -> Heads:
        """In-service insured, heads."""
        return self._heads("insured")

    @property
    def employed(self) -> Heads:
        """People employed in urban enterprises, heads."""
        return self._heads("employed")

    @property
    def retirees(self) -> Heads:
        """Certified retirees, heads."""
        return self._heads("retirees")

    # What it has come to so far; each movement changes it.

    @property
    def reserves(self) -> Yuan:
        """What every province's fund holds now."""
        return _array(self._core.yuan("reserves"))

    @property
    def surplus(self) -> Yuan:
        """By how much a fund has grown this year so far; 0 where it has shrunk."""
        return _array(self._core.yuan("surplus"))

    @property
    def gap(self) -> Yuan:
        """What a fund lacks this year so far, if its reserve is to stay as it was; 0 where it lacks nothing."""
        return _array(self._core.yuan("gap"))

    @property
    def pool(self) -> Yuan:
        """What the national pool holds now, (settlements, 1)."""
        return _array(self._core.yuan("pool"), 1)

    @property
    def received(self) -> Yuan:
        """What clauses brought to the pool this year and it still holds, (settlements, 1)."""
        return _array(self._core.yuan("received"), 1)

    @property
    def claims(self) -> Yuan:
        """What clauses filed as claims on the pool."""
        return self._yuan("claims")

    @property
    def memory(self) -> Yuan:
        """What the rule remembers from year to year, 0 at first; assign an array to remember it.

        Only a rule with a horizon of several years has it.
        """
        own = self._core.memory
        if own is None:
            raise AttributeError("a rule with a horizon of one year remembers nothing: @fastox.clause(horizon=2)")
        return _array(own)

    @memory.setter
    def memory(self, own: Amounts) -> None:
        self._core.memory = self._bytes(own)

    # What it can do.

    def move(
        self,
        source: Literal["fund", "pool", "local", "centre"],
        to: Literal["fund", "pool", "centre"],
        amount: Amounts,
    ) -> Yuan:
        """Moves yuan, province by province, and gives what was moved, in whole fen.

        From ``"fund"`` to ``"pool"`` (上解) and back (下拨), from ``"centre"`` or ``"local"`` to ``"fund"`` or ``"pool"``,
        from ``"local"`` to ``"centre"``. A negative amount goes the other way. What a province may keep of what it hands up,
        by a clause before, is left out of what comes back.

        Raises
        ------
        FastoxError
            Where the pool would pay more than it holds, or an amount is no number: with year, province and sums.
        """
        return _array(self._core.move(source, to, self._bytes(amount)))

    def fill(self, asked: Amounts, available: Amounts | None = None) -> Yuan:
        """What each province gets of what it asks: all of it, or the same part everywhere where there is less.

        ``available`` is what is there, summed over the provinces of a settlement; without it, all the pool holds. Not a
        fen more is given than there is.
        """
        there = None if available is None else self._bytes(available)
        return _array(self._core.fill(self._bytes(asked), there))

    def split(self, amount: Amounts, weights: NDArray[Any]) -> Yuan:
        """An amount a settlement, (settlements, 1), shared out by whole weights of the provinces to the last fen."""
        sums = np.broadcast_to(np.asarray(amount, "<f8"), (self.settlements, 1))
        shape = (self.settlements, PROVINCES)
        return _array(self._core.split(sums.tobytes(), np.broadcast_to(np.asarray(weights, "<i8"), shape).tobytes()))

    def share(self, amount: Amounts, rate: float) -> Yuan:
        """A share of amounts, rounded once, half to even, as built-in clauses do; ``rate * amount`` may differ by a fen."""
        return _array(self._core.share(self._bytes(amount), rate))

    def __repr__(self) -> str:
        return f"<fastox.Books {self.year}: {self.settlements} settlements>"

    def _yuan(self, name: str) -> Yuan:
        if name not in self._known:
            self._known[name] = _array(self._core.yuan(name))
        return self._known[name]

    def _heads(self, name: str) -> Heads:
        return np.frombuffer(self._core.whole(name), "<i8").reshape(-1, PROVINCES)

    def _bytes(self, amount: Amounts) -> bytes:
        return np.broadcast_to(np.asarray(amount, "<f8"), (self.settlements, PROVINCES)).tobytes()


def _array(numbers: bytes, columns: int = PROVINCES) -> Yuan:
    # Python never writes to bytes, and neither can an array of them.
    return np.frombuffer(numbers, "<f8").reshape(-1, columns)
