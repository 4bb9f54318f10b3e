"""What a <Say> sounds like: its words, how long they last, and whether a question is short enough to be held in mind."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

# A calm synthetic voice, and a person telling her story: about 150 words a minute both.
WORDS_A_SECOND = 2.5
MOST_SENTENCES = 2
MOST_WORDS = 30
# « ? », « ! » and « . », not the point inside « 3.5 ».
_END = re.compile(r"(?<=[?!….])\s+(?=\S)")
_WORD = re.compile(r"[\w’'-]+")


def plain(say: ET.Element) -> str:
    """The text, without marks, on one line. A substitute is heard in place of what it stands for."""
    parts = [say.text or ""]
    for child in say:
        parts += [child.get("alias") or plain(child), " " if child.tag == "break" else "", child.tail or ""]
    return " ".join("".join(parts).split())


def seconds(text: str) -> float:
    """How long it takes to say."""
    return len(_WORD.findall(text)) / WORDS_A_SECOND


def sentences(text: str) -> list[str]:
    """The sentences, in order, with what ends them."""
    return [part for part in _END.split(text.strip()) if _WORD.search(part)]


def question(text: str) -> str:
    """The question at the end of what is said, with the help that follows it; all of it when nothing is asked."""
    parts = sentences(text)
    asked = [place for place, part in enumerate(parts) if part.endswith("?")]
    return " ".join(parts[asked[-1] :]) if asked else text


def too_long(text: str) -> list[str]:
    """What makes something said hard to hold in mind: more than two sentences, or than about thirty words."""
    words, parts = len(_WORD.findall(text)), len(sentences(text))
    found = []
    if parts > MOST_SENTENCES:
        found.append(f"{parts} sentences: « {text} »")
    if words > MOST_WORDS:
        found.append(f"{words} words: « {text} »")
    return found
