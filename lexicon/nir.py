"""French social-security numbers: found and hidden wherever a person lets one slip."""

from __future__ import annotations

import re

__all__ = ["MASK", "find_nir", "mask_nir"]

MASK = "[numéro de sécurité sociale masqué]"

_SEP = r"[ \t\r\n\u00a0\u2009\u202f.\-‐‑–—]{0,3}"
# A run of digits with light separators; A or B only where Corsica has it.
_RUN = re.compile(rf"(?<!\d)\d(?:{_SEP}(?:\d|(?<=2)[AaBb](?={_SEP}\d)|(?<=2 )[AaBb](?={_SEP}\d)))*", re.ASCII)
_GAPS = re.compile(r"[^0-9AB]")
_MONTH = r"(?:0[1-9]|1[0-2]|20|3\d|4[0-2]|[5-9]\d)"
_PLACE = rf"(?:2{_SEP}[AaBb]|0[1-9]|[1-9]\d)"
_BODY = re.compile(rf"[123478]\d\d{_MONTH}(?:2[AB]|0[1-9]|[1-9]\d)\d{{6}}(?:\d\d)?\Z")
# As printed on the card, or with some of the groups joined.
_PRINTED = re.compile(rf"(?<!\d)[123478]{_SEP}\d\d{_SEP}{_MONTH}{_SEP}{_PLACE}{_SEP}\d{{3}}{_SEP}\d{{3}}(?:{_SEP}\d\d)?(?!\d)", re.ASCII)
_CARD = re.compile(rf"[123478]{_SEP}\d\d{_SEP}\d\d{_SEP}{_PLACE}{_SEP}\d{{3}}{_SEP}\d{{3}}{_SEP}\d\d\Z", re.ASCII)
_PHONE = re.compile(r"(?<!\d)0[1-9](?:[\s.\-]?\d\d){4}(?!\d)", re.ASCII)
_CORSICA = {"2A": "19", "2B": "18"}
_COUNTRY = re.compile(r"(?:^|[^A-Za-z])[A-Z]{2}$")


def _key_right(body: str) -> bool:
    if len(body) != 15:
        return False
    number = body[:5] + _CORSICA.get(body[5:7], body[5:7]) + body[7:]
    return number.isdigit() and 97 - int(number[:13]) % 97 == int(number[13:])


def _is_nir(run: str) -> bool:
    """Whether a whole run of digits is one number, with its key (right or wrong) or without."""
    body = _GAPS.sub("", run.upper())
    if len(body) not in (13, 15) or body[0] not in "123478":
        return False
    if _key_right(body) or (len(body) == 15 and (run.isalnum() or _CARD.match(run))):
        return True
    return bool(_BODY.match(body)) and not _PHONE.search(run)


def find_nir(text: str) -> tuple[tuple[int, int], ...]:
    """Spans (start, end) of the social-security numbers of a text, in order."""
    found: list[tuple[int, int]] = []
    for match in _RUN.finditer(text):
        start, run = match.start(), match.group()
        if len(run) < 13 or _COUNTRY.search(text[max(0, start - 3) : start]):
            continue
        if _is_nir(run):
            found.append(match.span())
        else:
            # Other figures may stand right before or after: an age, a phone number.
            found.extend((start + inner.start(), start + inner.end()) for inner in _PRINTED.finditer(run))
    return tuple(found)


def mask_nir(text: str) -> str:
    """The text with every social-security number replaced by a plain notice."""
    parts: list[str] = []
    last = 0
    for start, end in find_nir(text):
        parts += [text[last:start], MASK]
        last = end
    return "".join([*parts, text[last:]])
