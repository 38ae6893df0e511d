"""Dicts as TOML, a line a key: what is asked is read from text, so that every problem has a line."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from fastox._error import FastoxError


def text_of(table: Mapping[str, Any]) -> str:
    """A table as a TOML text."""
    return "".join(f"{_key(key)} = {_value(value)}\n" for key, value in table.items())


def is_text(asked: object) -> bool:
    """Whether it is a TOML text itself; otherwise it names a file."""
    return isinstance(asked, str) and ("\n" in asked or "=" in asked and not Path(asked).exists())


def is_table(value: object) -> bool:
    """Whether it has names and values, as a dict or a row of pandas."""
    return isinstance(value, Mapping) or hasattr(value, "keys") and hasattr(value, "items")


def _key(key: object) -> str:
    key = str(key)
    bare = key.replace("_", "").replace("-", "").isalnum() and key.isascii()
    return key if bare else json.dumps(key, ensure_ascii=False)


def _value(value: Any) -> str:
    value = _plain(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if is_table(value):
        inside = ", ".join(f"{_key(key)} = {_value(inner)}" for key, inner in value.items())
        return "{ " + inside + " }"
    if isinstance(value, Iterable):
        return "[" + ", ".join(_value(inner) for inner in value) + "]"
    kind = type(value).__name__
    raise FastoxError(f"`{value!r}` is a {kind}, which no key takes", hint="give a text, a number, a list or a dict")


def _plain(value: Any) -> Any:
    """Numbers and arrays of numpy and pandas in Python's own types, paths as texts."""
    if isinstance(value, str) or is_table(value):
        return value
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    return value.tolist() if hasattr(value, "tolist") else value
