"""Signed papers of a rehearsal: the invitation that the desk makes, and the pass that the public page gives for it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from itsdangerous import BadSignature, URLSafeSerializer

from intake.settings import Settings

# How long an invitation may be used, and how long a rehearsal lasts.
VALID: Final = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Invitation:
    """The right to rehearse a draft as if it were a given day."""

    draft_id: str
    day: date


@dataclass(frozen=True, slots=True)
class Pass:
    """One rehearsal that was opened: the number of its convention, and when that was, so that a number used again is not it."""

    version: int
    opened: int
    # False once its time is over: whoever still holds it is told so, and never finds herself among real people unawares.
    valid: bool


class Passes:
    """Makes and checks both; every key of the service is accepted, the newest signs."""

    def __init__(self, settings: Settings) -> None:
        """Derives signing keys from the service's keys."""
        keys = [hashlib.sha256(b"seuil rehearsal" + key).hexdigest() for _, key in reversed(settings.keys)]
        self._invitations = URLSafeSerializer(keys, salt="invitation")
        self._passes = URLSafeSerializer(keys, salt="pass")

    def invite(self, invitation: Invitation, now: datetime) -> str:
        """An invitation as a token."""
        return str(self._invitations.dumps([invitation.draft_id, invitation.day.isoformat(), _seconds(now + VALID)]))

    def invitation_in(self, token: str, now: datetime) -> Invitation | None:
        """The invitation of a token, None when it is not ours or its time is over."""
        told = _told(self._invitations, token)
        if told is None or told[2] < _seconds(now):
            return None
        return Invitation(told[0], date.fromisoformat(told[1]))

    def admit(self, version: int, opened: datetime, now: datetime) -> str:
        """A pass as a token."""
        return str(self._passes.dumps([version, _seconds(opened), _seconds(now + VALID)]))

    def pass_in(self, token: str, now: datetime) -> Pass | None:
        """The pass of a token, None when it is not ours."""
        told = _told(self._passes, token)
        return None if told is None else Pass(told[0], told[1], valid=told[2] >= _seconds(now))


def _told(serializer: URLSafeSerializer, token: str) -> list[Any] | None:
    try:
        told = serializer.loads(token)
    except BadSignature:
        return None
    return told if isinstance(told, list) and len(told) == 3 else None


def _seconds(moment: datetime) -> int:
    return int(moment.astimezone(UTC).timestamp())
