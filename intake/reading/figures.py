"""Figures told one by one or in pairs, with every way in which spoken pairs can be written."""

from __future__ import annotations

import re

_UNITS = ["zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze",
          "quinze", "seize", "dix sept", "dix huit", "dix neuf"]  # fmt: skip
_TENS = {
    "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "octante": 80, "huitante": 80,
    "quatre vingt": 80, "nonante": 90,
}  # fmt: skip
_MAX_READINGS = 200
# Said between figures without being one.
_FILLERS = frozenset(
    {"euh", "heu", "hein", "alors", "puis", "ensuite", "voila", "attendez", "donc", "ben", ",", ".", "-", "/", ";", "(", ")", ":"}
)


def _pair_words() -> dict[str, int]:
    words = {name: n for n, name in enumerate(_UNITS)}
    words |= {"une": 1, "zeros": 0}
    for name, tens in _TENS.items():
        words[name] = tens
        for n in range(1, 10):
            words[f"{name} {_UNITS[n]}"] = tens + n
        words[f"{name} et un"] = tens + 1
        words[f"{name} et une"] = tens + 1
    for name, tens in (("soixante", 60), ("quatre vingt", 80)):
        for n in range(10, 20):
            words[f"{name} {_UNITS[n]}"] = tens + n
        words[f"{name} et onze"] = tens + 11
    words["quatre vingts"] = 80
    return words


PAIR_WORDS = _pair_words()
_NUMBER_WORDS = frozenset(w for phrase in PAIR_WORDS for w in phrase.split())
_LONGEST = max(len(phrase.split()) for phrase in PAIR_WORDS)


def runs(plain: str) -> list[list[str]]:
    """The stretches of plain words that hold only figures, number words and small words between them."""
    found: list[list[str]] = []
    current: list[str] = []
    # A capital O before a figure is a zero.
    for word in [*re.sub(r"\bo (?=\d)", "0 ", plain).split(), "|"]:
        numeric = word.isascii() and word.isdigit()
        if numeric or word in ("+", "double", "triple") or (word in _NUMBER_WORDS and (word != "et" or current)):
            current.append(word)
        elif word == "plus" and not current:
            current.append("+")
        elif word not in _FILLERS:
            if any(w.isdigit() or w in _NUMBER_WORDS - {"et", "un", "une"} for w in current):
                found.append(_trimmed(current))
            current = []
    return found


def _trimmed(words: list[str]) -> list[str]:
    while words and words[-1] in ("et", "+", "double", "triple"):
        words = words[:-1]
    return words


def readings(words: list[str], in_pairs: bool) -> list[str]:
    """Every way to write a run as figures, likeliest first; in pairs, a number of two figures starts a pair."""
    results: dict[str, None] = {}

    def go(i: int, written: str) -> None:
        if len(results) >= _MAX_READINGS or len(written) > 20:
            return
        if i == len(words):
            results.setdefault(written)
            return
        word = words[i]
        if (word.isascii() and word.isdigit()) or word == "+":
            go(i + 1, written + word)
            return
        if word in ("double", "triple") and i + 1 < len(words):
            times = 2 if word == "double" else 3
            unit = PAIR_WORDS.get(words[i + 1], int(words[i + 1]) if words[i + 1].isdigit() else 10)
            if unit < 10:
                go(i + 2, written + str(unit) * times)
            return
        for size in range(min(_LONGEST, len(words) - i), 0, -1):
            value = PAIR_WORDS.get(" ".join(words[i : i + size]))
            if value is None or (in_pairs and value > 9 and len(written.lstrip("+")) % 2 and "+" not in written):
                continue
            go(i + size, written + str(value))

    go(0, "")
    return list(results)


DATE_SHAPE = re.compile(r"(?<!\d )(?<!\d[./-] )(?<!\d [./-] )\b\d{1,2} ?[./-] ?\d{1,2} ?[./-] ?(?:\d{4}|\d\d)\b(?! ?[./-]? ?\d)")
