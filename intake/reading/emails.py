"""E-mail addresses, typed or spelled out loud."""

from __future__ import annotations

import re

from email_validator import EmailNotValidError, validate_email

from intake.reading.model import NOTHING, Read
from intake.reading.wording import with_digits
from lexicon.text import plain as folded

_TYPED = re.compile(r"[^\s@,;:<>()]+@[^\s@,;:<>()]+\.[^\s@,;:<>()]+")
_WRONG = Read(error="Cette adresse e-mail ne semble pas complète : pouvez-vous la redonner, par exemple jeanne.martin@exemple.fr ?")
_AT = re.compile(r" ?(?:@|\b(?:arobase|arobas|arrobase|arobaz|arrobas|a commercial|a roulotte|at)\b) ?")
_SPOKEN = [
    (re.compile(r"\b(?:tout |en |tout en )?(?:minuscules?|attaches?|colles?|un seul mot|sans accents?|sans espaces?)\b"), " "),
    (re.compile(r"\b(?:tiret du bas|tiret bas|tiret du 8|under ?score|souligne|sous tiret)\b"), "_"),
    (re.compile(r"\b(?:tiret du milieu|trait d union|tiret|moins)\b"), "-"),
    (re.compile(r"\b(?:point|dot)\b"), "."),
    (re.compile(r"\bg mail\b"), "gmail"),
    (re.compile(r"\bhot mail\b"), "hotmail"),
    (re.compile(r"\bla poste\b"), "laposte"),
    (re.compile(r"\by a hoo\b"), "yahoo"),
]
_LEAD = re.compile(
    r".*\b(?:adresse(?: (?:mail|e ?mail|electronique))?|e ?mail|mail|courriel|c est|voici|alors|donc|euh|oui)\b(?: (?:c|s) est| est| :)?(?= )",
    re.DOTALL,
)
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
    local = _LEAD.sub("", f" {local}")
    # What follows the top level is no part of the address.
    ended = re.match(r"[\w .-]*?\. ?(?:com|fr|net|org|eu|re|bzh|be|ch|info)\b", domain)
    return f"{_joined(local)}@{_joined(ended.group() if ended else domain)}"


def _joined(text: str) -> str:
    return re.sub(r"[^\w.+-]", "", text).strip(".")


def _validated(address: str) -> Read:
    try:
        found = validate_email(folded(address), check_deliverability=False)
    except EmailNotValidError:
        return _WRONG
    return Read(value=found.normalized.lower())
