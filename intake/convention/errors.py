"""The one error of a refused convention: one French line that an administrator can act on."""

from __future__ import annotations

MAX_LINE = 300


class ConventionError(ValueError):
    """A convention cannot be used; `str(error)` is one French line of at most 300 characters."""

    def __init__(self, message: str) -> None:
        line = " ".join(message.split())
        super().__init__(line if len(line) <= MAX_LINE else line[: MAX_LINE - 1] + "…")


def shown(value: object) -> str:
    """A value as it may be quoted in an error: short and on one line."""
    text = " ".join(str(value).split())
    return text if len(text) <= 40 else text[:39] + "…"
