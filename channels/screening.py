"""Danger first: every raw message of every channel and form passes the rules here before anything else."""

from __future__ import annotations

from intake.convention import sample_convention
from intake.dialogue import safety_words
from intake.draft import DangerHeard
from lexicon import DangerFound, find_danger, find_sure_danger, mask_nir
from lexicon.codes import Channel

# Said where nothing could be stored: no one may believe that these words arrived.
NOT_KEPT = "Votre message n’a pas pu être gardé : un incident technique nous en empêche. N’attendez pas notre réponse."


def screen(raw: str) -> DangerHeard | None:
    """The danger that stands by itself in a raw message, with its words masked; the model weighs all other signs. Needs only the text."""
    return _heard(find_sure_danger(raw), raw)


def screen_alone(raw: str) -> DangerHeard | None:
    """The same where no model can be asked: every sign raises the alarm."""
    return _heard(find_danger(raw), raw)


def _heard(found: DangerFound | None, raw: str) -> DangerHeard | None:
    if found is None:
        return None
    return DangerHeard(kind=found.kind, words=mask_nir(raw[found.start : found.end]) or mask_nir(raw), now=found.now)


def without_memory(danger: DangerHeard, channel: Channel = Channel.WEB) -> str:
    """What to do now while the database is down, with the sentences and numbers that ship with the software."""
    return f"{safety_words(sample_convention(), danger, channel)} {NOT_KEPT}"
