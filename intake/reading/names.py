"""First and last names, written or spelled, in either order."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib import resources

from intake.reading.model import NOTHING, Read
from intake.reading.spelling import Spelled, spelled_words
from lexicon.text import plain as folded

MAX_WORDS = 7
PARTICLES = frozenset(
    [
        "de",
        "du",
        "des",
        "d",
        "la",
        "le",
        "les",
        "l",
        "ben",
        "bel",
        "ibn",
        "el",
        "al",
        "ait",
        "abou",
        "abu",
        "van",
        "von",
        "der",
        "den",
        "da",
        "das",
        "dos",
        "do",
        "di",
        "del",
        "della",
        "delle",
        "saint",
        "sainte",
        "st",
        "ste",
        "o",
        "mac",
    ]
)
# Written small unless the person wrote them with a capital.
_LOWER_PARTICLES = frozenset(("de", "du", "des", "d", "van", "von", "der", "den", "y"))
# Surnames more often than not when told alone.
_ALSO_SURNAMES = frozenset(
    [
        "martin",
        "thomas",
        "bernard",
        "robert",
        "richard",
        "laurent",
        "simon",
        "michel",
        "andre",
        "david",
        "bertrand",
        "vincent",
        "nicolas",
        "henri",
        "roger",
        "mathieu",
        "gautier",
        "clement",
        "francois",
        "lucas",
        "vidal",
        "pascal",
        "guillaume",
        "arnaud",
        "charles",
        "remy",
        "gilbert",
        "gerard",
        "denis",
        "benoit",
        "germain",
        "leon",
        "raymond",
        "albert",
        "julien",
        "marie",
        "rose",
        "baptiste",
        "blaise",
        "noel",
        "philippe",
    ]
)
_COMPOUND_HEADS = frozenset(("jean", "marie", "anne"))
# Words that are no part of a name: one of them, and the answer is about something else.
_NOT_NAMES = frozenset(resources.files(__package__).joinpath("not_names.txt").read_text(encoding="utf-8").split())
_LEAD = re.compile(
    r"^.*?\b(?:je (?:m['’ ]?)?ap+el+e[s]?|j['’ ]?m['’ ]?ap+el+e|m['’ ]?ap+el+e|mappel+e?|mapel+e?|nomme|mon nom(?: de famille)?(?: et (?:mon )?pr[eé]nom)?(?: (?:c['’ ]?est|est))?(?: :)?"
    r"|(?:c['’ ]?est|moi c['’ ]?est|ici|je suis|chuis|jsuis))\b[\s:,]*",
    re.IGNORECASE | re.DOTALL,
)
_SAID_AS_NAME = re.compile(r"ap+el|\bnom(?:me)?\b|\bm\. |\bmme\b|\bmadame\b|\bmonsieur\b|\bmoi c est\b|prenom", re.IGNORECASE)
_POLITE = re.compile(
    r"^(?:\s|[,.!:;-]|\b(?:oui|ouais|bonjour|bonsoir|salut|euh+|heu|alors|donc|ben|bah|eh|voilà|voila|d['’]accord|ok|allô|allo|pardon|bien s[uû]r)\b(?=[\s,.!]))+",
    re.IGNORECASE,
)
_CIVILITY = re.compile(
    r"\b(?:madame|monsieur|mademoiselle|mme|mlle|melle|mr|dr|docteur|ma[iî]tre)\b\.?|\bM\.|\bm\.(?= )|^M (?=\w{2,})", re.IGNORECASE
)
_BORN_ON = re.compile(r"[\s,(;]*\bné?e?e?s? (?:le|en|à|a|au)\b.*$|[\s,(;]*\b(?:\d|j['’]ai \d).*$", re.IGNORECASE | re.DOTALL)
_BORN = re.compile(
    r"[\s,(]*\b(?:née?|nee|n[eé]\(e\))\s+(?P<maiden>(?:(?:de|du|la|le|d['’])\s*)*[^\W\d_]+(?:[-'’][^\W\d_]+)*)\)?[\s,]*", re.IGNORECASE
)
_MARRIED = re.compile(r"^(?P<before>.*?)[\s,(]*\b(?:[eé]pouse|[eé]p\.|veuve|vve)\s+(?P<usual>.+?)\)?$", re.IGNORECASE | re.DOTALL)
_IS = r"(?:[\s:,]|\bc['’ ]?(?:est)?\b|\best\b)*"
_WIDOW = re.compile(r"^\s*(?:veuve|vve|[eé]pouse)\b", re.IGNORECASE)
_LABELLED = tuple(
    re.compile(pattern, re.IGNORECASE | re.DOTALL)
    for pattern in (
        rf"\bpr[eé]nom\b{_IS}(?P<first>.+?)[\s,;.]+(?:et )?(?:mon |le )?nom(?: de famille)?\b{_IS}(?P<last>.+)$",
        rf"\bnom(?: de famille)?\b{_IS}(?P<last>.+?)[\s,;.]+(?:et )?(?:mon |le )?pr[eé]nom\b{_IS}(?P<first>.+)$",
        rf"^(?!mon\b|le\b)(?P<last>.+?)[\s,;]+(?:de |mon )?pr[eé]nom\b{_IS}(?P<first>.+)$",
    )
)
_LINK = re.compile(
    r"^\s*(?:(?:pour|de)\s+)?(?:sa|son|ma|mon|la|le|l['’])\s*(?:(?:belle|beau|grand|petite?)[- ])?(?:fille|fils|m[eè]re|p[eè]re|s[oœ]e?ur|fr[eè]re|mari|femme|[eé]pouse|[eé]poux|"
    r"conjointe?|compagne|compagnon|ni[eè]ce|neveu|tante|oncle|cousine?|amie?|voisine?|maman|papa|infirmi[eè]re?|assistante sociale|tut(?:eur|rice)|curat(?:eur|rice))\b[\s,]*(?=\S)",
    re.IGNORECASE,
)
_ONLY_FIRST = re.compile(r"^.*?\bpr[eé]nom\b[\s:,]*(?:c['’ ]?est|est)?[\s:,]*(?P<first>.+)$", re.IGNORECASE | re.DOTALL)
# "avec un D", "pas Dupont": what only tells how it is written.
_NOT_THAT = re.compile(r"[\s,]+(?:avec (?:un|une|deux)|et (?:pas|non)|pas) .*$", re.IGNORECASE | re.DOTALL)
_WORD = re.compile(r"[^\W\d_]+(?:['’‘-][^\W\d_]+)*[.’']?")


@lru_cache(maxsize=1)
def first_names() -> frozenset[str]:
    """Usual first names in plain letters."""
    return frozenset(resources.files(__package__).joinpath("first_names.txt").read_text(encoding="utf-8").split())


def read_name(text: str) -> Read:
    """{"first", "last"}, the part that was not given as None, from the words as written or heard."""
    text = unicodedata.normalize("NFC", text)[:300].replace("’", "'").replace("‘", "'")
    text = _NOT_THAT.sub("", text)
    as_name = _SAID_AS_NAME.search(folded(text)) is not None
    text = _POLITE.sub("", text)
    labelled = _labelled(text)
    if labelled is not None:
        return labelled
    body = _LEAD.sub("", text, count=1) if not re.fullmatch(r"(?i)merci\b.*", text) else text
    body = _BORN_ON.sub("", _LINK.sub("", _POLITE.sub("", body)))
    for part in _parts(body):
        read = _read_part(part, as_name)
        if not read.empty:
            return read
    return NOTHING


def _parts(body: str) -> list[str]:
    """The whole when it is a name; otherwise the pieces between commas and sentences."""
    pieces = [p for p in re.split(r"[,.;!\n]|\bet\b", body) if p.strip()]
    return [body, *pieces] if len(pieces) > 1 else [body]


def _labelled(text: str) -> Read | None:
    for pattern in _LABELLED:
        match = pattern.search(text)
        if match is not None:
            last = _CIVILITY.sub(" ", _LEAD.sub("", match["last"], count=1))
            first_words, last_words = _name_words(match["first"], True), _name_words(last, True)
            return _value(first_words, last_words) if first_words and last_words else None
    only = _ONLY_FIRST.search(text)
    if only is not None and "nom" not in folded(only["first"]):
        words = _name_words(only["first"], True)
        return _value(words, []) if words and len(words) <= 3 else None
    return None


def _name_words(text: str, as_name: bool) -> list[str]:
    """The words of a name, spelled letters in the place of what they spell; empty when it is no name."""
    words = spelled_words(text)
    if words is None:
        return []
    plain_words: list[str] = []
    for word in words:
        if isinstance(word, Spelled):
            plain_words = word.replaces(plain_words)
        elif (found := _WORD.fullmatch(word)) is None:
            return []
        else:
            plain_words.append(found.group().rstrip("'."))
    if not plain_words or len(plain_words) > MAX_WORDS or not any(len(w) > 1 for w in plain_words):
        return []
    return [] if any(_stops(w, as_name, len(plain_words)) for w in plain_words) else plain_words


def _stops(word: str, as_name: bool, count: int) -> bool:
    plain = folded(word)
    if plain in PARTICLES and count > 1:
        return False
    if plain == "merci" and count == 2:
        return False
    plain = plain.removeprefix("d'").removeprefix("l'").removeprefix("qu'").removeprefix("j'")
    # "Laissez-moi": a hyphen does not make a name of it.
    if "-" in plain and any(part in _NOT_NAMES and part not in PARTICLES for part in plain.split("-")):
        return True
    return plain in _NOT_NAMES and not (as_name and count <= 2 and len(plain) > 3 and word[:1].isupper())


def _read_part(part: str, as_name: bool) -> Read:
    titled = _CIVILITY.search(part) is not None
    part = _WIDOW.sub("", _CIVILITY.sub(" ", part))
    if (born := _BORN.search(part)) is not None and part[: born.start()].strip():
        return _married_or_born(part[: born.start()], part[born.end() :], as_name)
    if (married := _MARRIED.match(part)) is not None and married["before"].strip():
        usual = _name_words(married["usual"], as_name)
        before = _name_words(married["before"], as_name)
        if not usual or not before:
            return NOTHING
        firsts = [w for w in before if _given(w)]
        if len(usual) > 1 and _given(usual[-1]):
            return _ordered(usual)
        return _value(firsts[:2], usual)
    if "," in part:
        last, _, first = part.partition(",")
        last_words, first_words = _name_words(last, as_name), _name_words(first, as_name)
        if not last_words or not first_words or "," in first:
            return NOTHING
        # "Pascal, Pascal Moreau": said again in full.
        if first_words[: len(last_words)] == last_words and len(first_words) > len(last_words):
            return _ordered(first_words)
        given = folded(last_words[0])
        spelled = any(isinstance(w, Spelled) for w in spelled_words(first) or [])
        if spelled or (given in first_names() and given not in _ALSO_SURNAMES):
            return _ordered(_name_words(part.replace(",", " "), as_name))
        return _value(first_words, last_words)
    words = _name_words(part, as_name)
    if not words:
        return NOTHING
    if len(words) == 1:
        return _single(words[0], titled)
    # Two unknown lower-case words are a name only when said as one.
    known = any(map(_given, words))
    if not (
        known or as_name or titled or all(w[:1].isupper() for w in words) or len([w for w in words if folded(w) not in PARTICLES]) <= 3
    ):
        return NOTHING
    if titled and not known:
        return _value([], words) if len(words) == 1 or folded(words[0]) in PARTICLES else _ordered(words)
    return _ordered(words)


def _married_or_born(before: str, after: str, as_name: bool) -> Read:
    head, tail = _name_words(before, as_name), _name_words(after, as_name) if after.strip() else []
    if not head:
        return NOTHING
    return _value(tail, head) if tail else _ordered(head) if len(head) > 1 else _value([], head)


def _single(word: str, titled: bool) -> Read:
    plain = folded(word)
    if len(plain) < 2 or (len(plain) < 3 and not titled and not word[0].isupper()):
        return NOTHING
    if plain in first_names() and plain not in _ALSO_SURNAMES and not titled:
        return _value([word], [])
    return _value([], [word])


def _given(word: str) -> bool:
    """True for a usual first name, compound ones included."""
    return all(part in first_names() for part in folded(word).split("-"))


def _ordered(words: list[str]) -> Read:
    """Which words are the first name: by capitals, by usual first names, else the first word."""
    if len(words) == 1:
        return _single(words[0], False)
    known = [_given(w) for w in words]
    shouted = [w.isupper() and len(w) > 1 for w in words]
    if any(shouted) and not all(shouted):
        lasts = [w for w, s in zip(words, shouted, strict=True) if s or folded(w) in PARTICLES]
        firsts = [w for w, s in zip(words, shouted, strict=True) if not s and folded(w) not in PARTICLES]
        if firsts:
            return _value(firsts, lasts)
    particle = next((i for i, w in enumerate(words) if folded(w.split("'")[0]) in PARTICLES and not known[i]), None)
    if particle:
        return _value(words[:particle], words[particle:])
    leading = next((i for i, k in enumerate(known) if not k), len(words))
    if leading == 0:
        trailing = next((i for i, k in enumerate(reversed(known)) if not k), len(words))
        if trailing:
            return _value(words[-trailing:], words[:-trailing])
        if particle is None:
            return _value(words[:1], words[1:])
        body = next((i for i, w in enumerate(words) if folded(w) not in PARTICLES), len(words) - 1)
        return _value(words[body + 1 :], words[: body + 1])
    # "martin jeanne": told in the order of forms.
    if leading == len(words) == 2 and folded(words[0]) in _ALSO_SURNAMES and folded(words[1]) not in _ALSO_SURNAMES:
        return _value(words[1:], words[:1])
    compound = leading > 1 and folded(words[0]) in _COMPOUND_HEADS and len(words) > 2
    return _value(words[:2], words[2:]) if compound else _value(words[:1], words[1:])


def _value(first: list[str], last: list[str]) -> Read:
    given = " ".join(first)
    if len(first) == 2 and folded(first[0]) in _COMPOUND_HEADS and folded(first[1]) in first_names():
        given = "-".join(first)
    return Read(value={"first": _cased(given) or None, "last": _cased(" ".join(last)) or None})


def _cased(name: str) -> str:
    return " ".join(_cased_word(w, i) for i, w in enumerate(name.split()))


def _cased_word(word: str, place: int) -> str:
    plain = folded(word)
    if plain in _LOWER_PARTICLES:
        return word.lower()
    if not word.islower() and not word.isupper():
        return word
    pieces = re.split(r"(['-])", word.lower())
    small = len(pieces) > 2 and pieces[0] == "d" and pieces[1] == "'"
    return "".join(p if i == 0 and small else p[:1].upper() + p[1:] for i, p in enumerate(pieces))
