"""Signed tokens that tie a browser or a program to its own conversation."""

from __future__ import annotations

import hashlib

from itsdangerous import BadSignature, URLSafeTimedSerializer

from intake.settings import Settings

COOKIE = "seuil"
MOST_SECONDS = 3 * 24 * 3600


class Sessions:
    """Issues and checks tokens; every key of the service is accepted, the newest signs."""

    def __init__(self, settings: Settings) -> None:
        """Derives signing keys from the service's keys."""
        keys = [hashlib.sha256(b"seuil session" + key).hexdigest() for _, key in reversed(settings.keys)]
        self._tokens = URLSafeTimedSerializer(keys, salt="conversation")
        self._forms = URLSafeTimedSerializer(keys, salt="form")

    def issue(self, conversation_id: str) -> str:
        """A token for one conversation."""
        return self._tokens.dumps(conversation_id)

    def conversation_of(self, token: str) -> str | None:
        """The conversation of a token, or None when it is wrong or too old."""
        return _read(self._tokens, token)

    def issue_form(self, key: str) -> str:
        """A token for one form."""
        return self._forms.dumps(key)

    def form_of(self, token: str) -> str | None:
        """The key of a form's token, or None."""
        return _read(self._forms, token)


def _read(serializer: URLSafeTimedSerializer, token: str) -> str | None:
    try:
        value = serializer.loads(token, max_age=MOST_SECONDS)
    except BadSignature:
        return None
    return value if isinstance(value, str) else None
