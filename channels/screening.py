"""Danger first: every raw message of every channel and form passes the rules here before anything else."""

from __future__ import annotations

from intake.convention import sample_convention
from intake.dialogue import safety_words
from intake.draft import DangerHeard
from lexicon import find_danger, mask_nir
from lexicon.codes import Channel


def screen(raw: str) -> DangerHeard | None:
    """The danger that the rules hear in a raw message, with its words masked; None when there is none. Needs nothing but the text."""
    found = find_danger(raw)
    if found is None:
        return None
    return DangerHeard(kind=found.kind, words=mask_nir(raw[found.start : found.end]) or mask_nir(raw), now=found.now)


# Said where nothing could be stored: no one may believe that these words arrived.
NOT_KEPT = "Votre message n’a pas pu être gardé : un incident technique nous en empêche. N’attendez pas notre réponse."


def without_memory(danger: DangerHeard, channel: Channel = Channel.WEB) -> str:
    """What to do now while the database is down, with the sentences and numbers that ship with the software."""
    return f"{safety_words(sample_convention(), danger, channel)} {NOT_KEPT}"
