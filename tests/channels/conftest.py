from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import pytest

from tests.channels.line import Line, running
from tests.conftest import NOW

LineAt = Callable[..., Line]


@pytest.fixture
def line_at(tmp_path: Path) -> Iterator[LineAt]:
    """Makes a line at a chosen time and with chosen settings."""
    with ExitStack() as stack:

        def make(now: datetime = NOW, name: str = "line", **more: object) -> Line:
            folder = tmp_path / name
            folder.mkdir()
            return Line(stack.enter_context(running(folder, now, **more)))

        yield make


@pytest.fixture
def line(line_at: LineAt) -> Line:
    """In opening hours, in development."""
    return line_at()
