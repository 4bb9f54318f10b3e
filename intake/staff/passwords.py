"""Passwords: argon2id, a floor of length, and the same work whether or not the account exists."""

from __future__ import annotations

import secrets
from functools import lru_cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST = 12
MOST = 200

_hasher = PasswordHasher()
# Each check takes 64 MiB: many sign-ins at once wait for their turn instead of filling the memory.
_turn = BoundedSemaphore(2)
# Neither 0/O nor 1/l: a generated password is often copied by hand.
_SIGNS = "abcdefghijkmnpqrstuvwxyz23456789"


def check_strength(password: str) -> None:
    """Raise ValueError with one French line when a new password is too short or too long."""
    if len(password) < LEAST:
        raise ValueError(f"le mot de passe doit avoir au moins {LEAST} signes")
    if len(password) > MOST:
        raise ValueError(f"le mot de passe doit avoir au plus {MOST} signes")


def hashed(password: str) -> str:
    """The argon2id hash to store."""
    with _turn:
        return _hasher.hash(password)


def verify(stored: str | None, password: str) -> bool:
    """Whether the password is right; without a stored hash, the same work is done and the answer is False."""
    candidate = password if len(password) <= MOST else ""
    with _turn:
        try:
            _hasher.verify(stored or _nobody(), candidate)
        except (VerificationError, InvalidHashError):
            return False
    return stored is not None and candidate == password


def outdated(stored: str) -> bool:
    """True when a hash was made with weaker settings than today’s."""
    return _hasher.check_needs_rehash(stored)


@lru_cache(maxsize=1)
def _nobody() -> str:
    return _hasher.hash(secrets.token_urlsafe(32))


def generate_password() -> str:
    """Four groups of four signs, about 80 bits, easy to read aloud."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(4))
