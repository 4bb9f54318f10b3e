"""Figures told one by one or in pairs, with every way in which spoken pairs can be written."""

from __future__ import annotations

import re

_UNITS = ["zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze",
          "quinze", "seize", "dix sept", "dix huit", "dix neuf"]  # fmt: skip
_TENS = {
    "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "octante": 80, "huitante": 80,
    "quatre vingt": 80, "nonante": 90,
}  # fmt: skip
_AND_FOUR = frozenset((24, 34, 44, 54, 64))
_MAX_READINGS = 200
# Said between figures without being one.
_FILLERS = frozenset({"euh", "heu", "hein", "alors", "puis", "ensuite", "apres", "voila", "attendez", "donc", "ben", "bon", "enfin"})
_PAUSES = frozenset({",", ".", "-", "/", ";", "(", ")", ":"})
# What speech recognition writes for numbers.
_HOMOPHONES = {
    "de": "deux", "deu": "deux", "toi": "trois", "troi": "trois", "quatres": "quatre", "quat": "quatre", "katre": "quatre", "sein": "cinq", "saint": "cinq",
    "cinque": "cinq", "si": "six", "sis": "six", "scie": "six", "cis": "six", "cet": "sept", "cette": "sept", "set": "sept", "hui": "huit", "huite": "huit",
    "uit": "huit", "nef": "neuf", "neuve": "neuf", "dis": "dix", "dit": "dix", "onz": "onze", "vin": "vingt", "vain": "vingt", "vins": "vingt",
    "trante": "trente", "quarente": "quarante", "soissante": "soixante", "hun": "un", "zerro": "zero",
}  # fmt: skip


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


_TEENS = {"dix": "", "onze": " et un", "douze": "-deux", "treize": "-trois", "quatorze": "-quatre", "quinze": "-cinq", "seize": "-six"}
_HYPHENED = re.compile(
    r"\b(?P<base>quatre[-‑]vingts?|soixante)(?:[-‑](?P<teen>dix|onze|douze|treize|quatorze|quinze|seize)\b|(?P<et> et onze\b))?(?=[-‑](?P<unit>un|deux|trois|quatre|cinq|six|sept|huit|neuf)\b)?",
    re.IGNORECASE,
)


def unambiguous(text: str) -> str:
    """Numbers written with their hyphens in words that are read one way only: "trente quatre-vingt-un" as "trente huitante-un"."""
    return _HYPHENED.sub(_swiss, text)


def _swiss(match: re.Match[str]) -> str:
    eighty = match["base"].lower().startswith("quatre")
    if match["et"]:
        return "septante et un" if not eighty else match.group()
    if not match["teen"]:
        return "huitante" if eighty else match.group()
    return ("nonante" if eighty else "septante") + _TEENS[match["teen"].lower()]


def runs(plain: str, heard: bool = False) -> list[list[str]]:
    """The stretches of plain words that hold only figures, number words and small words between them.

    `heard` also takes the words that speech recognition writes for numbers, next to a number. A pause stays as a comma.
    """
    found: list[list[str]] = []
    current: list[str] = []
    # A capital O before a figure is a zero.
    words = re.sub(rf"\bo (?=\d|(?:{'|'.join(_UNITS[1:10])})\b)", "0 ", plain).split()
    for word in [*(_heard(words) if heard else words), "|"]:
        numeric = word.isascii() and word.isdigit()
        if numeric or word in ("+", "double", "triple") or (word in _NUMBER_WORDS and (word != "et" or current)):
            current.append(word)
        elif word == "plus" and not current:
            current.append("+")
        elif word in _PAUSES:
            current += [","] if current else []
        elif word not in _FILLERS:
            if any(w.isdigit() or w in _NUMBER_WORDS - {"et", "un", "une"} for w in current):
                found.append(_trimmed(current))
            current = []
    return found


def _heard(words: list[str]) -> list[str]:
    """Number words in the place of words that sound alike, when a neighbour is a number."""
    numbers = [w.isdigit() or w in _NUMBER_WORDS - {"et"} or w in _HOMOPHONES for w in words]
    return [_HOMOPHONES.get(w, w) if any(numbers[i] for i in (n - 1, n + 1) if 0 <= i < len(words)) else w for n, w in enumerate(words)]


def _trimmed(words: list[str]) -> list[str]:
    while words and words[-1] in ("et", "+", "double", "triple", ","):
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
        if word == ",":
            go(i + 1, written)
            return
        if word.isdigit() or word == "+":
            go(i + 1, written + word)
            return
        if word in ("double", "triple") and i + 1 < len(words):
            times = 2 if word == "double" else 3
            unit = PAIR_WORDS.get(words[i + 1], int(words[i + 1]) if words[i + 1].isdigit() else 10)
            if unit < 10:
                go(i + 2, written + str(unit) * times)
            return
        inside = in_pairs and _inside_pair(written)
        for size in range(min(_LONGEST, len(words) - i), 0, -1):
            phrase = " ".join(words[i : i + size])
            value = PAIR_WORDS.get(phrase)
            if value is None or (inside and value > 9):
                continue
            if in_pairs and not inside and size == 2 and value in _AND_FOUR and words[i + 2 : i + 3] in (["vingt"], ["vingts"]):
                # "trente quatre vingt deux" can be 34 22 or 30 82.
                go(i + 1, written + str(value - 4))
            go(i + size, written + str(value))
            # "soixante dix" can be two numbers; "trente neuf" is one.
            if in_pairs and (inside or not (value in range(70, 80) or value in range(90, 100))):
                break

    go(0, "")
    return list(results)


def _inside_pair(written: str) -> bool:
    """Whether one figure of a pair stands before; after +33 the pairs begin with the second figure."""
    for prefix in ("+33", "0033"):
        if written.startswith(prefix):
            return len(written) - len(prefix) > 0 and (len(written) - len(prefix)) % 2 == 0
    return "+" not in written and len(written) % 2 == 1


DATE_SHAPE = re.compile(r"(?<!\d )(?<!\d[./-] )(?<!\d [./-] )\b\d{1,2} ?[./-] ?\d{1,2} ?[./-] ?(?:\d{4}|\d\d)\b(?! ?[./-]? ?\d)")
