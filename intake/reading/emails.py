"""E-mail addresses, typed or spelled out loud."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from email_validator import EmailNotValidError, validate_email

from intake.reading.model import NOTHING, Read
from intake.reading.wording import with_digits
from lexicon.text import plain as folded

_TYPED = re.compile(r"[^\s@,;:<>()]+@[^\s@,;:<>()]+\.[^\s@,;:<>()]+")
_WRONG = Read(error="Cette adresse e-mail ne semble pas complète : pouvez-vous la redonner, par exemple jeanne.martin@exemple.fr ?")
_AT = re.compile(r" ?(?:@|\b(?:arobase|arobas|arrobase|arobaz|arrobas|a commercial|a roulotte|at)\b) ?")
_SPOKEN = [
    (re.compile(r"\b(?:tout |en |tout en )?(?:minuscules?|attaches?|colles?|un seul mot|sans accents?|sans espaces?)\b"), " "),
    (re.compile(r"\b(?:tiret (?:du |d en |en )?bas|tiret du 8|under ?scores?|underscor|souligne|sous tiret|barre (?:du )?bas)\b"), "_"),
    (re.compile(r"\b(?:tiret (?:du |d )?(?:6|milieu|haut|normal|simple)|trait d union|petit tiret|tiret|moins)\b"), "-"),
    (re.compile(r"\b(?:points?|dot)\b"), "."),
    (re.compile(r"\bplus\b"), "+"),
    (re.compile(r"\b(?:en |le |les )?(?:chiffres?|nombre)\b"), " "),
    (re.compile(r"\bavec (?:1|2|une?|deux) [a-z](?: a la fin)?\b|\bcomme (?!\.)[a-z]+\b"), " "),
    (re.compile(r"\bg mail\b"), "gmail"),
    (re.compile(r"\bhot mail\b"), "hotmail"),
    (re.compile(r"\bla poste\b"), "laposte"),
    (re.compile(r"\by a hoo\b"), "yahoo"),
]
_LEAD = re.compile(
    r".*\b(?:adresse(?: (?:mail|e ?mail|electronique))?|e ?mail|mail|courriel|c est|voici|alors|donc|euh|oui)\b(?: (?:c|s) est| est| :)?(?= )",
    re.DOTALL,
)
_ENDED = re.compile(r"[\w .-]*?\. ?(?:com|f ?r|net|org|eu|re|bzh|be|ch|info)\b")
_JOINED = re.compile(r"[\w-]+(?: ?[.-] ?[\w-]+)+")
_SPELLED = re.compile(r"\b(?P<word>[a-z]{3,})(?P<letters>(?: [a-z]){3,})\b")
_DOMAINS = ("gmail", "hotmail", "orange", "free", "laposte", "wanadoo", "yahoo", "outlook", "sfr", "live", "icloud", "bbox", "neuf")


def read_email(text: str, plain: str) -> Read:
    """A normalised address in lower case, or an error when it is one that cannot be right."""
    typed = _TYPED.findall(text)
    if typed:
        return _validated(typed[-1].strip(".'\"’«»!?"))
    if text.count("@") > 1:
        return _WRONG
    if not _AT.search(plain):
        domain = re.search(rf"\b(?:{'|'.join(_DOMAINS)}) ?(?:\.|point) ?(?:com|fr|net)\b", plain)
        return _WRONG if domain else NOTHING
    return _validated(_spoken(plain))


def _spoken(plain: str) -> str:
    local, _, domain = _AT.sub("@", with_digits(plain), count=1).partition("@")
    for pattern, written in _SPOKEN:
        local, domain = pattern.sub(written, local), pattern.sub(written, domain)
    local = _SPELLED.sub(_said_once, _LEAD.sub("", f" {local}"))
    domain = _SPELLED.sub(_said_once, domain.lstrip(" )]"))
    # What follows the top level is no part of the address.
    ended = _ENDED.match(domain) or _JOINED.match(domain)
    return f"{_joined(local)}@{_joined(ended.group() if ended else domain)}"


def _said_once(match: re.Match[str]) -> str:
    """A word and then its letters: the letters win when they spell about the same word."""
    letters = match["letters"].replace(" ", "")
    return letters if SequenceMatcher(None, match["word"], letters).ratio() >= 0.6 else match.group()


def _joined(text: str) -> str:
    return re.sub(r"[^\w.+-]", "", text).strip(".")


def _validated(address: str) -> Read:
    try:
        found = validate_email(folded(address), check_deliverability=False)
    except EmailNotValidError:
        return _WRONG
    # A domain ends with at least two letters.
    return Read(value=found.normalized.lower()) if re.search(r"\.[^\W\d_]{2,}$", found.normalized) else _WRONG
