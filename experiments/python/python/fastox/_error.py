"""Problems of what was asked."""

from __future__ import annotations


class FastoxError(Exception):
    """What was asked cannot be done, and what would work.

    The text names every problem that was found, each with its place. ``file``, ``line`` (from 1) and ``hint`` are those of
    the first; they are ``None`` where a problem has no such place.

    >>> import fastox
    >>> try:
    ...     fastox.run({"poeple": 1000})
    ... except fastox.FastoxError as error:
    ...     print(error.file, error.line, error.hint.split("?")[0])
    experiment 1 did you mean `people`
    """

    def __init__(
        self, message: str, file: str | None = None, line: int | None = None, hint: str | None = None
    ) -> None:
        super().__init__(message)
        self.file = file
        self.line = line
        self.hint = hint

    def __reduce__(self) -> tuple[type[FastoxError], tuple[str, str | None, int | None, str | None]]:
        return type(self), (self.args[0], self.file, self.line, self.hint)
