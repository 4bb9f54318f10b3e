"""Sentences found by their words, and shown as they will be read, heard and texted, with what a text costs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import Formatter
from typing import Any, Final

from intake.amending import Content
from intake.outbox import plain_signs, segments
from lexicon.text import plain

MOST: Final = 60
VARIANTS: Final = (
    ("web", "Sur le site"),
    ("voice", "Au téléphone"),
    ("sms", "Par SMS"),
    ("behalf", "Quand un proche parle, sur le site"),
    ("behalf_voice", "Quand un proche parle, au téléphone"),
    ("behalf_sms", "Quand un proche parle, par SMS"),
)
# What stands for the values while nobody's are there.
_EXAMPLES: Final = {"reference": "12 34 56 78", "when": "mardi 24 novembre", "phone": "02 61 91 00 10", "count": "3", "minutes": "10"}
# Beyond this a sentence is hard to follow when one is tired (Inclusion Europe's rules ask for less).
LONG_SENTENCE: Final = 18


@dataclass(frozen=True, slots=True)
class Preview:
    """A sentence as one channel says it: its text, what it costs as a text message, and its longest sentence in words."""

    label: str
    text: str
    segments: int
    longest: int

    @property
    def hard(self) -> bool:
        """True when one of its sentences is too long."""
        return self.longest > LONG_SENTENCE


def find_sentences(content: Content, words: str) -> tuple[list[tuple[str, str]], int]:
    """The sentences of which a text or the key holds all these words, at most 60, and how many there are in all."""
    wanted = plain(words).split()
    found = []
    for key, variants in content["sentences"].items():
        told = plain(" ".join([key, *variants.values()]))
        if all(word in told for word in wanted):
            found.append((key, str(variants.get("web", ""))))
    return found[:MOST], len(found)


def previews(content: Content, variants: dict[str, str]) -> list[Preview]:
    """How each channel says it; one without a text of its own says the web's."""
    web = variants.get("web", "")
    shown = []
    for code, label in VARIANTS[:3]:
        text = _filled(content, variants.get(code) or web, spoken=code == "voice")
        text = plain_signs(text) if code == "sms" else text
        shown.append(Preview(label, text, segments(text) if code == "sms" else 0, longest_sentence(text)))
    return shown


def places_in(text: str) -> frozenset[str]:
    """The names between braces of a text, where values come; braces that do not close count as one without a name."""
    try:
        return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)
    except ValueError:
        return frozenset({""})


def longest_sentence(text: str) -> int:
    """The number of words of the longest sentence of a text."""
    return max((len(part.split()) for part in re.split(r"[.!?;:\n]", text)), default=0)


def _filled(content: Content, text: str, *, spoken: bool) -> str:
    numbers: dict[str, Any] = content["danger_numbers"]

    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        if name in numbers:
            return str(numbers[name]["spoken" if spoken else "number"])
        return _EXAMPLES.get(name, "…")

    return re.sub(r"\{([a-z_]+)\}", value, text)
