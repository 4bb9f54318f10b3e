"""Many rows written a few at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


def in_batches(items: Sequence[T], size: int = 500) -> Iterator[Sequence[T]]:
    """The same items in the same order, at most `size` at once: databases limit the values of one statement."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
