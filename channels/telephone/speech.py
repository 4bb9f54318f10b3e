"""Words as a voice should say them: figures in groups, hours in full, nothing that only an eye can read."""

from __future__ import annotations

import itertools
import re

_PAIRS = re.compile(r"(?<![\d,])\d{2}(?: \d{2}){2,}(?![\d])")
_POSTAL = re.compile(r"(?<![\d+])(\d{2})(\d{3})(?!\d)")
# Service numbers of four figures, such as 3646.
_SHORT = re.compile(r"(?<![\d+] )(?<!\d)(3\d)(\d{2})(?! ?\d)")
_HOURS = re.compile(r"\b(\d{1,2})\s?h\b(?:\s?(\d{2})\b)?")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_URL = re.compile(r"(?:https?://|www\.)\S+|(?<![\w/])/[a-z][\w/-]+")
_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_ITEM = re.compile(r"^\s*[–—-]\s*", re.MULTILINE)
_LETTERS = re.compile(r"\b(CPAM|MSA|RQTH|MDPH|CSS|CAF|RSA|SNCF|RATP|CCAS|MDS|CDD|CDI)\b")
# How fast a voice speaks French, in characters a second.
CHARACTERS_A_SECOND = 14.0


def spoken(text: str) -> str:
    """The text as it is to be said."""
    said = text.replace("\u00a0", " ").replace("\u202f", " ")
    said = _EMAIL.sub(_email, _URL.sub("", said))
    said = _PAIRS.sub(lambda m: m[0].replace(" ", ", "), said)
    said = _POSTAL.sub(r"\1 \2", said)
    said = _SHORT.sub(r"\1 \2", said)
    said = _HOURS.sub(lambda m: f"{m[1]} heure{'' if m[1] in ('0', '1') else 's'}" + (f" {m[2]}" if m[2] else ""), said)
    said = _BRACKETS.sub(r", \1,", said)
    said = _LETTERS.sub(lambda m: " ".join(m[1]), said)
    said = said.replace("«", "").replace("»", "").replace("…", ".").replace("/", " ")
    said = _lines(said)
    return re.sub(r"\s+([,.])", r"\1", re.sub(r",(?=[,.])", "", re.sub(r"\s+", " ", said))).strip()


def _lines(text: str) -> str:
    """The items of a list follow each other with a pause; any other line is a sentence of its own."""
    said: list[str] = []
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for line, following in itertools.zip_longest(lines, lines[1:], fillvalue=""):
        words = _ITEM.sub("", line).strip()
        pause = "" if words[-1:] in ".!?:;," else "," if _ITEM.match(line) and _ITEM.match(following) else "."
        said.append(words + pause)
    return " ".join(said)


def _email(match: re.Match[str]) -> str:
    return match[0].replace("@", " arobase ").replace(".", " point ").replace("-", " tiret ").replace("_", " souligné ")


def seconds_to_say(text: str) -> float:
    """About how long a voice takes for it, in seconds."""
    return len(text) / CHARACTERS_A_SECOND
