"""The small language in which danger rules are declared: readable templates over plain words, with guards."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lexicon.codes import DangerKind
from lexicon.danger.words import Words, canonical

_GAP = re.compile(r"([~-])(\d+)\Z")
_NEGATIONS = "pas|jamais|aucun|aucune|sans"


def _same_sound(words: str) -> list[str]:
    """The same words with the ending that people mix up: « frapper », « frappé », « frappez »."""
    if len(words) < 5 or not words.isascii():
        return []
    if words.endswith("er"):
        return [words[:-1], words[:-1] + "z"]
    return [words[:-1] + "r" if words.endswith("ee") else words + "r"] if words.endswith("e") else []


def _alternatives(piece: str, concepts: Mapping[str, str]) -> list[str]:
    """The alternatives of one template piece: words joined by « _ », a concept in capitals, « * » for any ending."""
    found: list[str] = []
    for part in piece.split("|"):
        if part.isupper():
            if part not in concepts:
                raise ValueError(f"unknown concept {part}")
            found += _alternatives("|".join(concepts[part].split()), concepts)
        elif re.fullmatch(r"[\w*]+", part):
            # Read like a message, so that a rule may be written with the usual spelling.
            plain_words = " ".join(" ".join(canonical(word)) if not word.endswith("*") else word for word in part.split("_"))
            found += [plain_words, *_same_sound(plain_words)]
        else:
            raise ValueError(f"cannot read « {part} »")
    return found


def _regex_of(alternatives: list[str]) -> str:
    # The longest first, then by name: the same order in every process.
    words = sorted(set(alternatives), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", " ") for word in words) + ") "


def _anchor(alternative: str) -> str:
    """The word of an alternative that must be in the message for it to be there."""
    word = max(alternative.split(), key=lambda w: len(w.rstrip("*")))
    return word if not word.endswith("*") else word[:-1][:9] + "*"


@dataclass(frozen=True)
class Template:
    """A compiled template.

    Tokens: ``word``, ``one|two``, ``two_words``, ``begin*``, ``CONCEPT``; ``?`` after a piece makes it optional; ``~3`` lets up to three
    words pass in the same sentence; ``-3`` the same but no negation; ``>>`` lets up to 120 characters pass, sentences included.
    """

    source: str
    regex_text: str
    anchors: tuple[frozenset[str], ...]

    @property
    def rarest(self) -> frozenset[str]:
        """The words of which one must be in the message: the shortest such list."""
        return self.anchors[0]

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern, compiled at first use: most are never needed for a message."""
        return re.compile(self.regex_text)

    def find(self, words: Words) -> Iterator[re.Match[str]]:
        """Every place where the template is met."""
        if any(words.index.isdisjoint(anchor) for anchor in self.anchors):
            return iter(())
        return self.regex.finditer(words.text)


def template(source: str, concepts: Mapping[str, str]) -> Template:
    """Read a template; ValueError for an unknown concept or sign."""
    parts: list[str] = []
    anchors: list[frozenset[str]] = []
    for piece in source.split():
        gap = _GAP.match(piece)
        if gap:
            no = rf"(?!(?:{_NEGATIONS}) )" if gap[1] == "-" else ""
            parts.append(rf"(?:{no}[^ .]+ ){{0,{gap[2]}}}?")
        elif piece == ">>":
            parts.append(r"(?:.{0,119} )??")
        else:
            alternatives = _alternatives(piece.rstrip("?"), concepts)
            if piece.endswith("?"):
                parts.append(f"(?:{_regex_of(alternatives)})?")
            else:
                parts.append(_regex_of(alternatives))
                anchors.append(frozenset(_anchor(a) for a in alternatives))
    return Template(source, "(?<= )" + "".join(parts), tuple(sorted(anchors, key=len)))


@dataclass(frozen=True)
class Guard:
    """A condition on the words around a hit: ``before`` and ``after`` are how many characters of the same sentence it looks at."""

    name: str
    pattern: re.Pattern[str]
    before: int = 0
    after: int = 0
    # Look past the end of the sentence.
    beyond: bool = False
    # The guard says nothing when this is met in the same place.
    void_if: re.Pattern[str] | None = None

    def holds(self, text: str, start: int, end: int) -> bool:
        """Whether the condition is met around text[start:end]."""
        left = text[max(0, start - self.before) : start]
        right = text[end : end + self.after]
        if not self.beyond:
            left = left[left.rfind(" . ") + 3 :] if " . " in left else left
            right = right.split(". ", 1)[0]
        # A cut word must not look like a whole one.
        window = f"{left if self.before else ''}{text[start:end] if self.before and self.after else ''}{right}"
        if not self.before and self.after:
            window = " " + window
        return bool(self.pattern.search(window)) and not (self.void_if is not None and self.void_if.search(window))


@dataclass(frozen=True)
class Rule:
    """One declared sign of danger; ``kind`` is None for distress."""

    code: str
    kind: DangerKind | None
    template: Template
    confidence: float
    # How near the threat to life is: 3 in progress, 2 imminent or told, 1 hidden.
    urgency: int
    unless: tuple[Guard, ...] = field(default=())
    only: tuple[Guard, ...] = field(default=())

    def hits(self, words: Words) -> Iterator[tuple[int, int]]:
        """Spans, in the plain words, where the rule holds."""
        for match in self.template.find(words):
            start, end = match.span()
            if any(guard.holds(words.text, start, end) for guard in self.unless):
                continue
            if all(guard.holds(words.text, start, end) for guard in self.only):
                yield start, end
