"""Keyed-hash tokens: search without storing what is searched for."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable

from lexicon import plain

_WORD = re.compile(r"[a-z0-9]{3,}")


def words_of(text: str) -> frozenset[str]:
    """The searchable words of a text: folded, three signs or more, each once."""
    return frozenset(_WORD.findall(plain(text)))


class Indexer:
    """Makes tokens of 16 bytes (32 hexadecimal signs) with the index key."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def token(self, kind: str, value: str) -> str:
        """The token of one value of one kind (name, phone, email, reference, word, secret)."""
        return hmac.new(self._key, f"{kind}\x00{value}".encode(), hashlib.sha256).hexdigest()[:32]

    def tokens(self, kind: str, values: Iterable[str]) -> frozenset[str]:
        """The tokens of several values."""
        return frozenset(self.token(kind, value) for value in values)
