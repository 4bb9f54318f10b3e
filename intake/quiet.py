"""Logs without anyone's words: an error is told by its kind and its place in the code, never by its message."""

from __future__ import annotations

import logging
from types import TracebackType
from typing import Any


class _QuietRecord(logging.LogRecord):
    """A record whose exception keeps its kind and place only: messages of errors may quote what people said."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        error = self.exc_info[1] if self.exc_info else None
        if error is not None:
            self.msg, self.args = f"{self.getMessage()} [{where(error)}]", ()
        self.exc_info = self.exc_text = None


def where(error: BaseException) -> str:
    """« KeyError at answers.py:42 »."""
    last: TracebackType | None = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    if last is None:
        return type(error).__name__
    return f"{type(error).__name__} at {last.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{last.tb_lineno}"


def quiet_logs() -> None:
    """Make every log of this process quiet about people."""
    logging.setLogRecordFactory(_QuietRecord)
