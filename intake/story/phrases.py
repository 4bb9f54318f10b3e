"""A small language for what people say, compiled to regular expressions over plain words.

`en [long~] arret` : words, those in brackets may be missing, `~` is any ending, `e?` an optional letter; `(a|b c)` is one of them,
`*3` up to three words, `!(a|b)` not followed by these, `=(a|b)` followed by, `#` a number, `^` no word before, `{name}` a shared
group. The first words of an alternative may tell whose the fact is: `own:suis` the speaker's, `our:sommes` hers with others,
`his:est` someone else's, `him:le` theirs to whom something is done.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count

_TOKEN = re.compile(r"[()\[\]|!=]|\{\w+\}|\*\d|[^\s()\[\]|{}!=]+")
_NUMBER = r"(?:\d+|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|premier)"
_SAYS = re.compile(r"(own|our|his|him):(.*)")


@dataclass(frozen=True)
class Phrase:
    """A phrase; any text that it matches contains one of `needs` (none when unknown)."""

    regex: str
    needs: tuple[str, ...]

    @cached_property
    def words(self) -> re.Pattern[str]:
        """The regular expression, compiled when first needed."""
        return re.compile(self.regex)


@dataclass(slots=True)
class _Part:
    regex: str
    # One of these is in every text that matches; None when nothing is sure.
    needs: tuple[str, ...] | None = None


@dataclass(slots=True)
class _Reader:
    tokens: list[str]
    macros: Mapping[str, str]
    numbers: count[int] = field(default_factory=count)
    at: int = 0

    def next(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1]

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""


def phrase(text: str, macros: Mapping[str, str]) -> Phrase:
    """Compile a phrase; raises ValueError when it is not well formed."""
    reader = _Reader(_tokens(text, macros), macros)
    part = _alternatives(reader)
    if reader.peek():
        raise ValueError(f"« {text} » : parenthèse en trop")
    return Phrase(rf"(?<!\w){part.regex}", part.needs or ())


def _tokens(text: str, macros: Mapping[str, str]) -> list[str]:
    found: list[str] = []
    for token in _TOKEN.findall(text):
        found += _tokens(macros[token[1:-1]], macros) if token.startswith("{") else [token]
    return found


def _alternatives(reader: _Reader) -> _Part:
    parts = [_sequence(reader)]
    while reader.peek() == "|":
        reader.next()
        parts.append(_sequence(reader))
    if len(parts) == 1:
        return parts[0]
    needs = None if any(p.needs is None for p in parts) else tuple(n for p in parts for n in p.needs or ())
    return _Part(f"(?:{'|'.join(p.regex for p in parts)})", needs)


def _sequence(reader: _Reader) -> _Part:
    parts: list[_Part] = []
    owner = ""
    while reader.peek() not in ("", "|", ")", "]"):
        token = reader.next()
        if (says := _SAYS.fullmatch(token)) is not None:
            owner, token = says[1], says[2] or reader.next()
        parts.append(_item(token, reader))
    regex = "".join(p.regex for p in parts)
    sure = [p.needs for p in parts if p.needs]
    needs = max(sure, key=lambda words: (min(map(len, words)), -len(words))) if sure else None
    return _Part(f"(?P<{owner}{next(reader.numbers)}>{regex})" if owner else regex, needs)


def _item(token: str, reader: _Reader) -> _Part:
    match token[0]:
        case "(":
            return _closed(reader, ")")
        case "[":
            return _Part(f"(?:{_closed(reader, ']').regex})?")
        case "!" | "=":
            reader.next()
            return _Part(f"(?{token}{_closed(reader, ')').regex})")
        case "*":
            return _Part(rf"(?:\w+ ){{0,{token[1]}}}?")
        case "^":
            return _Part(r"(?<!\w )")
        case "#":
            return _Part(f"{_NUMBER} ")
        case _:
            if not token[0].isalnum() and token[0] != "\\":
                return _Part(re.escape(token) + " ")
            stem = re.split(r".\?|~", token, maxsplit=1)[0]
            return _Part(token.replace("~", r"\w*") + " ", (stem,) if len(stem) > 1 else None)


def _closed(reader: _Reader, end: str) -> _Part:
    part = _alternatives(reader)
    if reader.at >= len(reader.tokens) or reader.next() != end:
        raise ValueError(f"parenthèse « {end} » manquante")
    return part


def owner_of(match: re.Match[str]) -> tuple[str, int] | None:
    """`own` or `his`, and where it is told, when the words tell whose the fact is; None when only the subject of the sentence does."""
    told = [(match.start(name), name[:3]) for name, value in match.groupdict().items() if value]
    if not told:
        return None
    place, owner = min(told)
    return owner, place
