"""Encryption, search tokens and the trace of every read."""

from intake.privacy.actors import ASSISTANT, PERSON, Actor, ActorKind
from intake.privacy.crypto import KeyRing, UnreadableError
from intake.privacy.tokens import Indexer, words_of
from intake.privacy.vault import EncryptedJson, EncryptedText, unlock

__all__ = [
    "ASSISTANT",
    "PERSON",
    "Actor",
    "ActorKind",
    "EncryptedJson",
    "EncryptedText",
    "Indexer",
    "KeyRing",
    "UnreadableError",
    "unlock",
    "words_of",
]
