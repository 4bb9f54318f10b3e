"""From the replies of a turn to one text message, and what such a message costs in segments."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from intake.requests import Reply

# Twilio refuses longer bodies.
MAX_UNITS = 1600

# The default alphabet of 3GPP TS 23.038, section 6.2.1, and its extension table, each of whose characters takes two septets.
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")
# Septets and UTF-16 units of a message alone, and of each part of a longer one, whose header takes room.
_SEPTETS, _UNITS = (160, 153), (70, 67)

# Signs that the default alphabet lacks and that say the same without it. The circumflex of « août » is optional since 1990.
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("’‘‛ʼ′", "'"),
        **dict.fromkeys("“”„″", '"'),
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("\u00a0\u202f\u2009\u2007", " "),
        "…": "...",
        "œ": "oe",
        "Œ": "Oe",
    }
)
_QUOTES = re.compile(r"«[^\S\n]*|[^\S\n]*»")
_AUGUST = re.compile(r"\b([Aa])oût\b")
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n")


def text_of(replies: Sequence[Reply], *, more: str = "") -> str:
    """The replies of one turn as one text of at most 1,600 characters.

    The main choices of the last reply that has any follow it, one a line, numbered by their place among all its choices.
    What is too long is cut at the end of a sentence, where `more` is said; the choices are kept.
    """
    asking = next((index for index in reversed(range(len(replies))) if replies[index].choices), None)
    texts = [plain_signs(reply.text).strip() for reply in replies]
    lines = "\n".join(_numbered(replies[asking])) if asking is not None else ""
    whole = _joined(f"{text}\n{lines}" if index == asking and lines else text for index, text in enumerate(texts))
    if _units(whole) <= MAX_UNITS:
        return whole
    end = "".join(f"\n{part}" for part in (plain_signs(more).strip(), lines) if part)
    room = MAX_UNITS - _units(end)
    return _up_to(_joined(texts), room) + end if room > 0 else _up_to(whole, MAX_UNITS)


def _joined(texts: Iterable[str]) -> str:
    return "\n\n".join(text.strip() for text in texts if text.strip())


def plain_signs(text: str) -> str:
    """The text with typographic signs written as the default alphabet of texts writes them; letters keep their accents."""
    quoted = _QUOTES.sub('"', unicodedata.normalize("NFC", text))
    return _AUGUST.sub(r"\1out", quoted.translate(_SIGNS))


def segments(text: str) -> int:
    """How many segments a text is sent and paid as; 0 for an empty one."""
    if all(char in _BASIC or char in _EXTENDED for char in text):
        return _parts([2 if char in _EXTENDED else 1 for char in text], *_SEPTETS)
    return _parts([_units(char) for char in text], *_UNITS)


def _parts(sizes: list[int], alone: int, each: int) -> int:
    """How many parts characters of these sizes fill: none is split between two parts."""
    if sum(sizes) <= alone:
        return 1 if sizes else 0
    count, filled = 1, 0
    for size in sizes:
        if filled + size > each:
            count, filled = count + 1, 0
        filled += size
    return count


def _numbered(reply: Reply) -> Iterator[str]:
    for number, choice in enumerate(reply.choices, 1):
        if not choice.secondary:
            yield f"{number} {plain_signs(choice.title).strip()}"


def _units(text: str) -> int:
    """UTF-16 units: what the network and Twilio count as characters."""
    return len(text) + sum(char > "\uffff" for char in text)


def _up_to(text: str, most: int) -> str:
    """The text up to the last end of a sentence within so many units; up to a word, or anywhere, when there is none."""
    if _units(text) <= most:
        return text
    kept, used = 0, 0
    while used + _units(text[kept]) <= most:
        used += _units(text[kept])
        kept += 1
    ends = [match.end() for match in _SENTENCE_END.finditer(text) if match.end() <= kept]
    word = text.rfind(" ", 0, kept)
    return text[: ends[-1] if ends else word if word > 0 else kept].rstrip()
