"""Noting what became of something that has left already: forgetting it would send it twice."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from intake.runtime import Runtime
from intake.storage import DatabaseDownError

# Between two tries, while the database is down.
_AGAIN_SECONDS = 0.2

Outcome = Callable[[Session], Any]


def note_outcome(runtime: Runtime, outcome: Outcome, stop: threading.Event | None) -> None:
    """Write it, however long the database is down; raises DatabaseDownError once `stop` is set."""
    ended = stop or threading.Event()
    while True:
        try:
            with runtime.database.write() as session:
                outcome(session)
            return
        except DatabaseDownError:
            if ended.wait(_AGAIN_SECONDS):
                raise
