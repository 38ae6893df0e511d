"""Pooling rules and regimes of one's own."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Union, overload

from fastox._error import FastoxError
from fastox._toml import text_of

if TYPE_CHECKING:
    from fastox._books import Books

#: Closes every list: a gap that is left open is paid half by the centre.
_BACKSTOP = {"central-backstop": {"centre-share": "50 %"}}


#: What a rule is: it looks at books and moves money.
Rule = Callable[["Books"], object]


class Clause:
    """A pooling rule in Python, as :func:`clause` makes it."""

    def __init__(self, rule: Rule, name: str | None = None, horizon: int = 1) -> None:
        self.rule = rule
        self.name = name or str(getattr(rule, "__name__", "rule")).replace("_", "-")
        self.horizon = horizon
        self.source = _source(rule)
        self.file: Callable[[Any], None] | None = None
        self.__doc__ = rule.__doc__

    def claims(self, claims: Callable[[Books], Any]) -> Callable[[Books], Any]:
        """What the rule asks of the pool before any money is raised: a function that gives yuan, (settlements, 31).

        Clauses that raise as much as is asked, as ``surplus-remittance`` with ``share = "cleared"``, go by it.
        """

        def file(core: Any) -> None:
            books = _books(core)
            core.file(books._bytes(claims(books)))

        self.file = file
        self.source += _source(claims)
        return claims

    def settle(self, core: Any) -> None:
        """Called by the model."""
        self.rule(_books(core))

    def __call__(self, books: Books) -> object:
        return self.rule(books)

    def __repr__(self) -> str:
        return f"<fastox clause {self.name}>"


def _books(core: Any) -> Books:
    # With the first rule that is called numpy is imported.
    from fastox._books import Books

    return Books(core)


def _source(function: object) -> str:
    try:
        return inspect.getsource(function)  # type: ignore[arg-type]
    except (OSError, TypeError):
        return repr(function)


@overload
def clause(rule: Rule, /) -> Clause: ...
@overload
def clause(rule: None = ..., /, *, horizon: int = ..., name: str | None = ...) -> Callable[[Rule], Clause]: ...
def clause(
    rule: Rule | None = None, /, *, horizon: int = 1, name: str | None = None
) -> Clause | Callable[[Rule], Clause]:
    """Makes a pooling rule of a function of :class:`Books`.

    Parameters
    ----------
    horizon
        Over how many years a yuan collected now still changes what the rule moves: 1, or more if it remembers
        (``Books.memory``). What provinces keep is then measured over so many years.
    name
        Its name in ledgers and scenario files; that of the function, with hyphens, unless it is given.

    The function is called twice a year: for the year itself, and for all the trials by which the model measures what a
    province keeps of one more yuan. It moves money, and says nothing of incentives. An exception in it comes out of the run
    as it is, with the year in a note.

    >>> import fastox
    >>> @fastox.clause
    ... def thirty(b):
    ...     up = b.move("fund", "pool", 0.3 * b.surplus)
    ...     b.move("pool", "fund", b.fill(b.gap, up))
    >>> asked = {"regimes": [fastox.regime("thirty", [thirty])], "last_year": 2027, "range_people": 0}
    >>> run = fastox.run(asked, people=1000)
    >>> "clause thirty" in run.manifest["manifest"]["overrides"]
    True
    """
    if horizon < 1:
        raise FastoxError(f"a horizon of {horizon} years does not exist", hint="give 1, or more if the rule remembers")
    if rule is None:
        return lambda function: Clause(function, name, horizon)
    return Clause(rule, name, horizon)


#: A clause: a rule in Python, the name of a built-in one, or a dict of its name and what is set.
AnyClause = Union[Clause, str, Mapping[str, Any]]


@dataclass(frozen=True)
class Regime:
    """A scenario that was written in Python: its name in tables, and its text as a file would have it."""

    name: str
    text: str
    clauses: tuple[Clause, ...] = ()


def regime(
    name: str,
    clauses: Iterable[AnyClause],
    *,
    base: str | None = "national-pooling",
    since: int = 2027,
    title: str | None = None,
    source: str = "written in Python",
    reforms: Iterable[str] = (),
    override: Mapping[str, Any] | None = None,
) -> Regime:
    """A regime of one's own, for the ``regimes`` of an experiment.

    Parameters
    ----------
    name
        Its name in every table.
    clauses
        In the order in which they act: rules made by :func:`clause`, names of built-in ones (``"gap-allocation"``), or
        dicts as in a scenario file (``{"surplus-remittance": {"share": "cleared"}}``). Where the list does not end with
        ``central-backstop``, one with half for the centre is added.
    base, since
        The scenario that holds before, and the year from which the clauses do; proposals of the project begin in 2027.
        Without a base, ``since`` is 2022.
    reforms, override
        Changes of parameters that the regime brings, as in a scenario file.
    """
    given = list(clauses)
    listed = [_as_dict(clause) for clause in given]
    own = tuple(clause for clause in given if isinstance(clause, Clause))
    if not listed or "central-backstop" not in listed[-1]:
        listed.append(_BACKSTOP)
    head = {"title": title or name, "source": source}
    begins = since if base is not None else min(since, 2022)
    heads = head if base is None else {**head, "base": base}
    periods = {"pooling": [{"from": begins, "clauses": listed}]}
    changes: dict[str, Any] = {"override": override} if override else {}
    if reforms := list(reforms):
        changes["reforms"] = reforms
    return Regime(name, text_of({**heads, **periods, **changes}), own)


def _as_dict(clause: AnyClause) -> Mapping[str, Any]:
    if isinstance(clause, Clause):
        return {clause.name: {}}
    return {clause: {}} if isinstance(clause, str) else clause
