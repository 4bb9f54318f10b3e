"""Names spelled letter by letter: "D U P O N D", "deux L", "D comme Denise", "L E espace G O F F"."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

from lexicon.text import plain as folded

_COMME = re.compile(r"\b([^\W\d_])\s+comme\s+(?!l['’]|une?\b)[^\W\d_]+", re.IGNORECASE)
_ACCENTS = {"accent aigu": "\u0301", "aigu": "\u0301", "accent grave": "\u0300", "grave": "\u0300", "accent circonflexe": "\u0302", "circonflexe": "\u0302",
            "trema": "\u0308", "cedille": "\u0327"}  # fmt: skip
_ACCENTED = re.compile(r"\b([a-z])\s+((?:accent )?(?:aigu|grave|circonflexe)|tr[eé]ma|c[eé]dille)\b", re.IGNORECASE)
_TWICE = re.compile(r"\b(?:deux|2|double)\s+(?:fois\s+)?(?:le\s+)?([^\W\d_])\b", re.IGNORECASE)
_CASE = re.compile(r"(?<=\b[^\W\d_])\s+(?:majuscules?|minuscules?)\b", re.IGNORECASE)
_BREAK = r"(?:espace|plus loin|nouveau mot|deuxi[eè]me mot|en deux mots)"
_SIGN = r"(?:trait d['’]union|tiret(?: du (?:six|6|milieu))?|apostrophe)"
_LETTER = r"(?!à|[ay] l(?:a\b|['’]))[^\W\d_](?![\w'’])"
_BETWEEN = rf"(?:\s*[,.]?\s*{_BREAK}\s*[,.]?\s*|\s*[,.]?\s*{_SIGN}\s*[,.]?\s*|\s?[.,-]\s{{0,2}}|\s{{1,2}})"
# Single letters between blanks, dots, commas or hyphens.
_LETTERS = re.compile(rf"(?<![\w'’]){_LETTER}(?:{_BETWEEN}{_LETTER}){{2,}}", re.IGNORECASE)
_STEP = re.compile(rf"(?P<space>{_BREAK})|(?P<sign>{_SIGN})|(?P<letter>[^\W\d_])", re.IGNORECASE)
_ANNOUNCED = re.compile(
    r"[\s,.]*\b(?:ça|ca|cela|qui|je l['’]|je vous l['’]|je|j['’]|et)?\s*(?:s['’ ]?[ée]cri(?:t|s|re)|s['’ ]?[ée]p[eè]le|[ée]p[eè]le|en lettres?)\b[\s:,.]*$",
    re.IGNORECASE,
)
_SAID_SIGN = re.compile(r"(?<=[^\W\d_]{2})\s+(trait d['’]union|tiret|apostrophe)\s+(?=[^\W\d_]{2})", re.IGNORECASE)
_HOW_WRITTEN = re.compile(
    r"[\s,(]*\b(?:avec|[çc]a prend|il y a|y a)\s+(?:un|une|deux|le|2|1|des)\s+(?:[^\W\d_]|accent|tr[ée]ma|trait)(?:\s+(?:aigu|grave|circonflexe|d['’]union))?(?:\s+(?:à|a|en|sur|et|comme|pas)\s+(?:la |le |un[e]? )?(?:fin|d[ée]but|bout|premier|dernier|milieu|[^\W\d_]))*\b\)?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NEAR = 4
# Stands before a word that was spelled: it is a name, whatever else it means.
MARK = "\ue000"


def unspelled(text: str) -> str:
    """The text with spelled letters made words behind a mark, in the place of the word that they spell when it was said just before."""
    text = _COMME.sub(r"\1", _HOW_WRITTEN.sub("", text))
    text = _ACCENTED.sub(lambda m: unicodedata.normalize("NFC", m[1] + _ACCENTS[folded(m[2])]), text)
    text = _TWICE.sub(r"\1 \1", _CASE.sub("", text))
    said = ""
    last = 0
    for match in _LETTERS.finditer(text):
        said = _with_spelled(said + text[last : match.start()], _joined(match.group()))
        last = match.end()
    return _SAID_SIGN.sub(lambda m: "'" if "apostrophe" in m[1].lower() else "-", said + text[last:])


def _joined(letters: str) -> str:
    pieces = [" " if m["space"] else _sign(m["sign"]) if m["sign"] else m["letter"] for m in _STEP.finditer(letters)]
    word = unicodedata.normalize("NFC", "".join(pieces)).lower()
    return " ".join(re.sub(r"(^|['-])([^\W\d_])", lambda m: m[1] + m[2].upper(), w) for w in word.split())


def _sign(said: str) -> str:
    return "'" if said.lower().startswith("apostrophe") else "-"


def _with_spelled(before: str, spelled: str) -> str:
    """What was said with the spelled word in the place of the last words that sound like it, or added."""
    announced = _ANNOUNCED.search(before)
    body = before[: announced.start()] if announced else before
    words = list(_WORD.finditer(body))[-_NEAR:]
    key = _key(spelled)
    best, place = 0.0, None
    for size in (1, 2, 3):
        for i in range(len(words) - size + 1):
            start, end = words[i].start(), words[i + size - 1].end()
            likeness = SequenceMatcher(None, _key(body[start:end]), key).ratio()
            if likeness > best:
                best, place = likeness, (start, end)
    # After "ça s’écrit" the letters are the last word's, however it was heard.
    if announced and words and best < 0.55:
        best, place = 1.0, words[-1].span()
    if place is None or best < 0.55:
        return f"{before} {_marked(spelled)} "
    heard = body[slice(*place)]
    # Heard as it is spelled: its accents and capitals stay.
    same = _key(heard) == key and " " not in spelled
    kept = heard if same and (" " in heard or not heard.islower() or folded(heard) != heard) else spelled
    return f"{body[: place[0]]}{_marked(kept)}{body[place[1] :]} "


def _marked(words: str) -> str:
    return " ".join(MARK + word.removeprefix(MARK) for word in words.split())


def _key(words: str) -> str:
    return re.sub(r"[\W\d_]", "", folded(words))
