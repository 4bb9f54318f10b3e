"""Column types that encrypt on the way in and decrypt on the way out."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import LargeBinary
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from intake.privacy.crypto import KeyRing

_ring: KeyRing | None = None


def unlock(ring: KeyRing) -> None:
    """Give this process its keys; before that, sensitive columns can be neither read nor written."""
    global _ring
    _ring = ring


def _keys() -> KeyRing:
    if _ring is None:
        raise RuntimeError("les clés de chiffrement n’ont pas été chargées : unlock() vient avant la base")
    return _ring


class EncryptedText(TypeDecorator[str]):
    """Text stored encrypted; `place` names table and column and is bound to the ciphertext."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Encrypt."""
        return None if value is None else _keys().encrypt(value.encode(), self.place.encode())

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Decrypt."""
        return None if value is None else _keys().decrypt(bytes(value), self.place.encode()).decode()


class EncryptedJson(TypeDecorator[Any]):
    """A JSON value stored encrypted; None is stored as JSON null, so that nothing is left in clear."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes:
        """Encrypt."""
        return _keys().encrypt(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), self.place.encode())

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Any:
        """Decrypt."""
        return None if value is None else json.loads(_keys().decrypt(bytes(value), self.place.encode()))
