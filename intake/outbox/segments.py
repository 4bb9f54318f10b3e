"""What a text costs: the alphabet of text messages, signs written in it, and the segments that a text is sent and paid as."""

from __future__ import annotations

import re
import unicodedata

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


def plain_signs(text: str) -> str:
    """The text with typographic signs written as the default alphabet of texts writes them; letters keep their accents."""
    quoted = _QUOTES.sub('"', unicodedata.normalize("NFC", text))
    return _AUGUST.sub(r"\1out", quoted.translate(_SIGNS))


def segments(text: str) -> int:
    """How many segments a text is sent and paid as; 0 for an empty one."""
    if all(char in _BASIC or char in _EXTENDED for char in text):
        return _parts([2 if char in _EXTENDED else 1 for char in text], *_SEPTETS)
    return _parts([units(char) for char in text], *_UNITS)


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


def units(text: str) -> int:
    """UTF-16 units: what the network and Twilio count as characters."""
    return len(text) + sum(char > "\uffff" for char in text)
