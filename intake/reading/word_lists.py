"""Lists of words kept beside the code, one file a list."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def listed(file: str) -> frozenset[str]:
    """The plain words of a list of the package."""
    return frozenset(resources.files(__package__).joinpath("name_words", file).read_text(encoding="utf-8").split())
