"""From the replies of a turn to one text message, and what such a message costs in segments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from intake.outbox import plain_signs, segments, units
from intake.requests import Reply

__all__ = ["MAX_UNITS", "plain_signs", "segments", "text_of"]

# Twilio refuses longer bodies.
MAX_UNITS = 1600

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
    if units(whole) <= MAX_UNITS:
        return whole
    end = "".join(f"\n{part}" for part in (plain_signs(more).strip(), lines) if part)
    room = MAX_UNITS - units(end)
    return _up_to(_joined(texts), room) + end if room > 0 else _up_to(whole, MAX_UNITS)


def _joined(texts: Iterable[str]) -> str:
    return "\n\n".join(text.strip() for text in texts if text.strip())


def _numbered(reply: Reply) -> Iterator[str]:
    for number, choice in enumerate(reply.choices, 1):
        if not choice.secondary:
            yield f"{number} {plain_signs(choice.title).strip()}"


def _up_to(text: str, most: int) -> str:
    """The text up to the last end of a sentence within so many units; up to a word, or anywhere, when there is none."""
    if units(text) <= most:
        return text
    kept, used = 0, 0
    while used + units(text[kept]) <= most:
        used += units(text[kept])
        kept += 1
    ends = [match.end() for match in _SENTENCE_END.finditer(text) if match.end() <= kept]
    word = text.rfind(" ", 0, kept)
    return text[: ends[-1] if ends else word if word > 0 else kept].rstrip()
