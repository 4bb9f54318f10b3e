"""Names spelled letter by letter: "D U P O N D", "deux L", "D comme Denise"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher

from lexicon.text import plain as folded

_COMME = re.compile(r"\b([^\W\d_])\s+comme\s+(?!l['’]|une?\b)[^\W\d_]+[,;]?", re.IGNORECASE)
_ACCENTS = {"accent aigu": "\u0301", "aigu": "\u0301", "accent grave": "\u0300", "grave": "\u0300", "accent circonflexe": "\u0302", "circonflexe": "\u0302",
            "trema": "\u0308", "cedille": "\u0327"}  # fmt: skip
_ACCENTED = re.compile(r"\b([a-z])\s+((?:accent )?(?:aigu|grave|circonflexe)|tr[eé]ma|c[eé]dille)\b", re.IGNORECASE)
_TWICE = re.compile(r"\b(?:deux|2|double)\s+(?:fois\s+)?([^\W\d_])\b", re.IGNORECASE)
_SIGNS = re.compile(r"(?<=\b[^\W\d_])\s+(trait d['’]union|tiret|apostrophe)\s+(?=[^\W\d_]\b)", re.IGNORECASE)
# Single letters between blanks, dots, commas or hyphens.
_LETTERS = re.compile(r"(?<![\w'’])[^\W\d_](?:(?:[\s.,-]{1,3}|(?=[-'])[-'])[^\W\d_](?![\w'’])){2,}[.]?", re.IGNORECASE)
_ANNOUNCED = re.compile(
    r"\b(?:ça|ca|cela)?\s*(?:s['’ ]?(?:é|e)crit|s['’ ]?(?:é|e)p[eè]le|qui s['’ ]?(?:é|e)crit|j['’ ]?(?:é|e)p[eè]le|je l['’ ]?(?:é|e)p[eè]le|en lettres?)\b\s*:?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Spelled:
    """A word given letter by letter; it wins over the same word as it was heard."""

    word: str

    def replaces(self, heard: list[str]) -> list[str]:
        """The words heard so far with the one that this spells replaced, or with this added."""
        if [folded(w) for w in heard] == [folded(self.word)]:
            return heard
        likeness = [SequenceMatcher(None, folded(w), folded(self.word)).ratio() for w in heard]
        if likeness and max(likeness) >= 0.55:
            at = likeness.index(max(likeness))
            return [*heard[:at], self.word, *heard[at + 1 :]]
        # A particle and its word spelled as one: "Le Goff, L E G O F F".
        if len(heard) > 1 and folded("".join(heard[-2:])) == folded(self.word):
            return heard
        return [*heard, self.word]


def spelled_words(text: str) -> list[str | Spelled] | None:
    """The words of a text with its spelled stretches made words; None when figures remain."""
    text = _ANNOUNCED.sub(" ", text)
    text = _COMME.sub(r"\1 ", text)
    text = _ACCENTED.sub(lambda m: unicodedata.normalize("NFC", m[1] + _ACCENTS[folded(m[2])]), text)
    text = _TWICE.sub(r"\1 \1", text)
    signs = {"tiret": "-", "trait d'union": "-", "trait d’union": "-", "apostrophe": "'"}
    text = _SIGNS.sub(lambda m: f" {signs[m[1].lower()]}", text)
    found: list[str | Spelled] = []
    last = 0
    for match in _LETTERS.finditer(text):
        found.extend(_words(text[last : match.start()]))
        found.append(Spelled(_joined(match.group())))
        last = match.end()
    found.extend(_words(text[last:]))
    return None if any(isinstance(w, str) and any(c.isdigit() for c in w) for w in found) else found


def _words(text: str) -> list[str]:
    return [w for w in re.split(r"[\s,.;:!()\"«»?]+", text) if w.strip("-'")]


def _joined(letters: str) -> str:
    spelled = re.sub(r"[\s.,]+(?=[-'])", "", letters)
    word = re.sub(r"(?<=[-'])\s+", "", spelled)
    # A hyphen between every letter only separates them.
    if re.fullmatch(r"(?:[^\W\d_]-)+[^\W\d_]\.?", word):
        word = word.replace("-", "")
    return unicodedata.normalize("NFC", re.sub(r"[\s.,]+", "", word)).lower()
