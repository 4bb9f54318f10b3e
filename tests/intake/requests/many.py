"""Thousands of invented hand-offs, written straight into the tables: for plans of queries and for pages, not for what they say."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

from sqlalchemy import insert

from intake.runtime import Runtime
from intake.storage import HandoffRow, RequestRow, new_id

STATUSES = ("closed",) * 60 + ("redirected",) * 15 + ("accepted",) * 10 + ("new",) * 8 + ("in_review",) * 5 + ("waiting_person",) * 2
ANTENNAS = ("nantes", "angers", None)
CHANNELS = ("web", "voice", "sms", "callback_form")


def many(runtime: Runtime, count: int, *, staff: tuple[str, ...] = (), seed: int = 1, open_only: bool = False) -> list[dict[str, Any]]:
    """Make that many hand-offs; several share one due time, so that pages must part them by their ids."""
    random, now = Random(seed), runtime.clock.now()
    requests: list[dict[str, Any]] = []
    handoffs: list[dict[str, Any]] = []
    for number in range(count):
        received = now - timedelta(hours=random.randrange(24 * 400))
        request_id, reference = new_id(), f"{number:08d}"
        requests.append(
            {
                "id": request_id,
                "reference": reference,
                "channel": "web",
                "convention_version": 1,
                "reference_date": received.date(),
                "created_at": received,
                "first_message_at": received,
                "last_message_at": received,
            }
        )
        handoffs.append(
            {
                "id": new_id(),
                "request_id": request_id,
                "reference": reference,
                "channel": random.choice(CHANNELS),
                "reason": "sent",
                "status": random.choice(STATUSES[75:] if open_only else STATUSES),
                "complete": random.random() < 0.6,
                "urgent": random.random() < 0.1,
                "axis": random.choice(("emploi", "soins", "none")),
                "outcome": random.choice(("axis_ok", "needs_human_review", "out_of_scope")),
                "ruleset_version": 1,
                "proposal": {},
                "summary": {"headline": "x" * 40},
                "antenna": random.choice(ANTENNAS),
                "assigned_to": random.choice((None, *staff)),
                "created_at": received,
                "updated_at": received,
                "due_at": (received + timedelta(days=2)).replace(hour=16, minute=0, second=0, microsecond=0),
            }
        )
    with runtime.database.write() as session:
        session.execute(insert(RequestRow), requests)
        session.execute(insert(HandoffRow), handoffs)
    return handoffs
