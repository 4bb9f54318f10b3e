"""A member's own account: her sessions and her second factor, as the page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from intake.clock import PARIS
from intake.staff import LiveSession


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session, in French; `current` is the one that asks."""

    id: str
    browser: str
    since: str
    seen: str
    current: bool


def session_lines(sessions: tuple[LiveSession, ...], current_id: str, now: datetime) -> list[SessionLine]:
    """The sessions, the one that asks first."""
    lines = [
        SessionLine(
            one.id, one.browser or "Navigateur inconnu", _moment(one.created_at, now), _moment(one.seen_at, now), one.id == current_id
        )
        for one in sessions
    ]
    return sorted(lines, key=lambda line: not line.current)


def _moment(moment: datetime, now: datetime) -> str:
    local, today = moment.astimezone(PARIS), now.astimezone(PARIS).date()
    day = "aujourd’hui" if local.date() == today else f"le {local:%d/%m/%Y}"
    return f"{day} à {local.hour} h {local.minute:02d}"
