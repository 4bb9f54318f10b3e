"""How a subscriber knows that a message is ours and fresh: HMAC-SHA256 over its time and its body."""

from __future__ import annotations

import hashlib
import hmac

# A receiver refuses what is older: nobody posts an old message again.
FRESH_SECONDS = 300


def sign(secret: str, at: int, body: bytes) -> str:
    """The header `X-Seuil-Signature` of a body sent at a Unix time: « t=1764000000,v1=<hexadecimal> »."""
    return f"t={at},v1={_digest(secret, str(at), body)}"


def verify(secret: str, header: str, body: bytes, now: int) -> bool:
    """What a receiver does: the signature is ours, and no older than five minutes."""
    parts = dict(part.partition("=")[::2] for part in header.split(","))
    at, given = parts.get("t", ""), parts.get("v1", "")
    if not (at.isascii() and at.isdigit() and len(at) < 12):
        return False
    return abs(now - int(at)) <= FRESH_SECONDS and hmac.compare_digest(given.encode(), _digest(secret, at, body).encode())


def _digest(secret: str, at: str, body: bytes) -> str:
    return hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
