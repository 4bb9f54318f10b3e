"""Keep people's words and secrets out of the logs of the Rasa process."""

from __future__ import annotations

import logging
import re
import traceback
from typing import Any

_TOKEN = re.compile(r"([?&]token=)[^&\s'\"]+")
# Rasa writes messages, slots and trackers at DEBUG.
_FLOOR = {"": logging.INFO, "rasa": logging.INFO, "aiohttp": logging.WARNING}
# Writes each URL with its token; Rasa sets its level after the channels are made, so a level would not hold.
_SILENT = "sanic.access"

_make_record = logging.getLogRecordFactory()


def _where(error: BaseException) -> str:
    """The error's type and the places it went through, without its message: messages quote requests."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    places = " > ".join(f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in frames)
    return f"[{type(error).__name__} at {places or 'an unknown place'}]"


def _quiet_record(*args: Any, **kwargs: Any) -> logging.LogRecord:
    record = _make_record(*args, **kwargs)
    message = record.getMessage()
    error = record.exc_info[1] if record.exc_info else None
    if error is not None:
        # Some callers put the error, or str(error), in the message itself.
        message = message.replace(str(error), type(error).__name__) if str(error) else message
        message = f"{message} {_where(error)}"
    record.msg, record.args = _TOKEN.sub(r"\1…", message), ()
    record.exc_info = record.exc_text = None
    return record


def install() -> None:
    """Raise the loggers to a level without personal data and scrub every record; safe to call twice."""
    logging.setLogRecordFactory(_quiet_record)
    for name, level in _FLOOR.items():
        logger = logging.getLogger(name)
        logger.setLevel(max(level, logger.level))
    silent = logging.getLogger(_SILENT)
    if _nothing not in silent.filters:
        silent.addFilter(_nothing)


def _nothing(record: logging.LogRecord) -> bool:
    return False
