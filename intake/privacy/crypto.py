"""Authenticated encryption with named keys, so that keys rotate without downtime."""

from __future__ import annotations

import os
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12


class UnreadableError(RuntimeError):
    """Stored bytes cannot be read: their key is missing or they were altered. Carries no content."""


class KeyRing:
    """Encrypts with the newest key (AES-256-GCM); decrypts with any key it holds.

    Stored form: one byte with the length of the key id, the key id, a nonce of 12 bytes, the ciphertext.
    """

    def __init__(self, keys: Sequence[tuple[str, bytes]]) -> None:
        if not keys:
            raise ValueError("au moins une clé de chiffrement est nécessaire")
        self._newest = keys[0][0].encode()
        self._ciphers = {key_id.encode(): AESGCM(key) for key_id, key in keys}

    def encrypt(self, plain: bytes, place: bytes) -> bytes:
        """Encrypted bytes bound to `place` (table and column): they cannot be moved to another column."""
        nonce = os.urandom(_NONCE)
        sealed = self._ciphers[self._newest].encrypt(nonce, plain, place)
        return bytes([len(self._newest)]) + self._newest + nonce + sealed

    def decrypt(self, stored: bytes, place: bytes) -> bytes:
        """The plain bytes; raises UnreadableError when the key is unknown or the bytes were altered."""
        end = 1 + stored[0] if stored else 1
        key_id, nonce, sealed = stored[1:end], stored[end : end + _NONCE], stored[end + _NONCE :]
        cipher = self._ciphers.get(key_id)
        if cipher is None:
            raise UnreadableError("SEUIL_SECRET_KEYS ne contient pas la clé d’une donnée enregistrée")
        try:
            return cipher.decrypt(nonce, sealed, place)
        except InvalidTag:
            raise UnreadableError("une donnée enregistrée a été altérée ou déplacée") from None

    def is_newest(self, stored: bytes) -> bool:
        """True when the bytes were encrypted with the newest key."""
        return stored[1 : 1 + stored[0]] == self._newest
