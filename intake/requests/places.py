"""Where a page of hand-offs ends, in the order that lists have: urgent first, then the oldest due."""

from __future__ import annotations

import base64
import binascii
import json
from datetime import datetime
from typing import Any


class BadCursorError(ValueError):
    """The cursor was not given by this program."""


def write_place(urgent: bool, due_at: datetime, handoff_id: str) -> str:
    """The cursor of what comes after this hand-off."""
    raw = json.dumps([urgent, due_at.isoformat(), handoff_id])
    return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")


def read_place(cursor: str) -> tuple[bool, datetime, str]:
    """Urgency, due time and id of the hand-off that a cursor stands after; raises BadCursorError."""
    try:
        raw: Any = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        urgent, due, last = raw
        moment = datetime.fromisoformat(due)
        if not isinstance(urgent, bool) or not isinstance(last, str) or moment.tzinfo is None:
            raise ValueError
    except (ValueError, TypeError, binascii.Error):
        raise BadCursorError("ce curseur de page n’est pas valable : reprenez depuis la première page") from None
    return urgent, moment, last
