"""Whether a text looks like an answer of a given kind: light and liberal, so that an answer wins over an uncertain act."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from lexicon.nir import find_nir
from lexicon.text import plain

__all__ = ["SHAPE_KINDS", "has_shape"]

_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d", re.ASCII)
_UNITS_WORDS = (
    "zero un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts "
    "trente quarante cinquante soixante septante huitante octante nonante cent cents mille premier"
)
_NUMBERS = frozenset(_UNITS_WORDS.split())
_MONTH = r"(?:janvier|janv|fevrier|fevr|mars|avril|avr|mai|juin|juillet|juil|aout|septembre|sept|octobre|oct|novembre|nov|decembre|dec)"
_DAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
_QUESTION = re.compile(
    r"\?\s*$|^(?:mais |et |euh |bah |ben |alors )*(?:pourquoi|pk|pq|comment|combien de temps|c'?est quoi|c est quoi|"
    r"ca veut dire|ca sert|a quoi|qui etes|qui est|qui parle|est[- ]ce|qu'?est|qu est|quest ce"
    r"|que voulez|quelle? |quand (?:est|aurai|serai|vais|allez)|vous (?:etes|avez|pouvez|faites|voulez)|puis[- ]je|"
    r"peut[- ]on|pouvez|pourriez|dois[- ]je|faut[- ]il|je (?:ne )?comprends? (?:pas|rien)|j'?ai pas compris)"
)
_DEMAND = re.compile(
    r"\b(?:quelqu'?un|quelqu un|un humain|une humaine|vraie? (?:personne|humain|gens)|conseillere?s?|operateur|"
    r"operatrice|standard|assistante? sociale|un agent|une dame|un monsieur|repete\w*|redites?|reformul\w*|pardon"
    r"|hein|comprends? (?:pas|rien)|pas compris|rappel\w*|au revoir|aurevoir|recommenc\w*|effac\w*|supprim\w*|"
    r"annul\w*|stop|arretez|au secours|laissez tomber|laisse tomber|parler a|parler avec|passez[- ]moi|robot|machine"
    r"|preferer?e? (?:ne )?pas|veux pas|refuse|sais pas|sais plus|aucune idee|ca (?:ne )?vous regarde)\b|"
    r"^une personne$|^personne$|^(?:allo|aide|help)\b"
)
_NOT_NAME_WORDS = (
    "oui non ouais nan si ok okay daccord accord bonjour bonsoir salut je j tu il elle on nous vous ils elles suis ai as "
    "es est sont avez etes veux peux faut pas plus rien tout tous que qui quoi ou quand comment pourquoi donc alors parce "
    "pour avec sans dans chez sur cette cet ces mon ma mes votre vos aujourd hui demain hier matin soir arret maladie "
    "travail hopital caf cpam secu ca cela voila bien tres trop encore toujours jamais deja merde putain aide svp stp "
    "attendez attends minute moment personne quelqu"
)
_NOT_NAME = frozenset(_NOT_NAME_WORDS.split())
_NAME_LEAD = re.compile(
    r"^(?:(?:euh|alors|oui|bonjour|voila|eh bien|ben|bah)[ ,.]+)*(?:je m'?appelle|moi c'?est|"
    r"mon nom (?:de famille )?(?:c'?est|est)|c'?est au nom de|au nom de|je suis|c'?est|ici|prenom|nom|il s'?appelle|"
    r"elle s'?appelle|son nom"
    r" (?:c'?est|est)|monsieur|madame|mademoiselle|docteur|dr|mme|mlle|m\.?)[ :,]+"
)
_NAME_CHARS = re.compile(r"[^\W\d_][^\W\d_' .,\-]*(?:[' .,\-]+[^\W\d_]+\.?)*[ .,!]*")
_DATE = re.compile(
    rf"\b\d{{1,4}}[/.\- ]\d{{1,2}}(?:[/.\- ]\d{{2,4}})?\b|\b{_MONTH}\b|\b{_DAY}\b|\b(?:19|20)\d\d\b|\b\d{{6}}\b|"
    rf"\b\d{{8}}\b|\b(?:aujourd'?hui|hier|avant[- ]hier|demain|apres[- ]demain|ce matin|cette semaine|la semaine|"
    rf"le mois|l'?an|l'?annee"
    rf"|annee|noel|paques|toussaint|ete|hiver|printemps|automne|rentree|debut|mi[- ]|fin)\b|\b(?:jours?|semaines?|"
    rf"mois|ans?|annees?)\b|^(?:le |depuis le )?(?:\d{{1,2}}|premier|1er)[ .]*$",
    re.ASCII,
)
_AVAILABILITY = re.compile(
    rf"\b(?:{_DAY}s?|matins?|matinees?|midi|apres[- ]midis?|aprem|soirs?|soirees?|journees?|jours?|semaine|"
    rf"week[- ]?end|n'?importe|nimporte|peu importe|quand vous (?:voulez|pouvez)|tout le temps|toujours|libre|"
    rf"disponible|dispo|jamais"
    r"|avant|apres|entre|heures?|partir de|demain|comme vous voulez|ca m'?est egal|egal|indifferent|oui|non)\b|"
    r"\b\d{1,2} ?h\b|\b\d{1,2} ?h ?\d\d\b|\b\d{1,2}:\d\d\b"
)
_EMAIL = re.compile(
    r"\S ?@|\b(?:arobase|arrobase|at) \S|\b(?:gmail|orange|hotmail|outlook|yahoo|free|laposte|sfr|wanadoo|icloud) ?(?:\.|point) ?\w+"
)
_FIVE = re.compile(r"(?<!\d)\d{2} ?\d{3}(?!\d)", re.ASCII)
_PEOPLE = re.compile(r"\b(?:aucun|aucune|pas d|zero|seul|seule|moi|que moi|personne|enfants?|non|oui|plusieurs|jumeaux|quelques)\b")


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _asks(text: str) -> bool:
    """A question to the service, or a demand: never an answer."""
    return bool(_QUESTION.search(text) or _DEMAND.search(text))


def _digits(text: str) -> int:
    return len(_DIGIT.findall(text))


def _spoken(text: str) -> int:
    return sum(word in _NUMBERS or word.isdigit() for word in _words(text))


def _name(text: str) -> bool:
    body = _NAME_LEAD.sub("", text)
    words = _words(body)
    if not words or _digits(body) or _asks(text) or not _NAME_CHARS.fullmatch(body):
        return False
    whole = [word for word in words if len(word) > 1]
    # A name may be spelled after it is said.
    return len(whole) <= 6 and len(words) <= 30 and not any(word in _NOT_NAME for word in whole)


def _short(limit: int) -> Callable[[str], bool]:
    def shape(text: str) -> bool:
        return 1 <= len(_words(text)) <= limit and not _asks(text)

    return shape


def _date(text: str) -> bool:
    return not _asks(text) and len(_words(text)) <= 20 and (bool(_DATE.search(text)) or _spoken(text) >= 3)


def _phone(text: str) -> bool:
    return _digits(text) >= 6 or _spoken(text) >= 5


def _postal_code(text: str) -> bool:
    return (
        bool(re.search(r"(?<!\d)\d{2} ?\d{3}(?!\d)", text, re.ASCII))
        or (_digits(text) > 0 and len(_words(text)) <= 4)
        or _spoken(text) >= 2
        or _name(text)
    )


def _count(text: str) -> bool:
    return len(_words(text)) <= 12 and not _asks(text) and (_spoken(text) > 0 or _digits(text) > 0 or bool(_PEOPLE.search(text)))


def _availability(text: str) -> bool:
    return len(_words(text)) <= 25 and not text.endswith("?") and bool(_AVAILABILITY.search(text))


def _email(text: str) -> bool:
    return bool(_EMAIL.search(text))


def _nir(text: str) -> bool:
    return bool(find_nir(text)) or _digits(text) >= 11 or _spoken(text) >= 8


def _story(text: str) -> bool:
    return len(_words(text)) >= 4 and not (len(_words(text)) <= 8 and _asks(text))


_SHAPES: Mapping[str, Callable[[str], bool]] = {
    "story": _story,
    "text": _short(40),
    "name": _name,
    "date": _date,
    "phone": _phone,
    "email": _email,
    "postal_code": _postal_code,
    "choice": _short(8),
    "choices": _short(20),
    "count": _count,
    "availability": _availability,
    "nir": _nir,
}
_LONGEST = 600
SHAPE_KINDS: frozenset[str] = frozenset(_SHAPES)


def has_shape(kind: str, text: str) -> bool:
    """Whether the text could answer a field of this kind; ValueError for a kind that has no shape."""
    shape = _SHAPES.get(str(kind))
    if shape is None:
        raise ValueError(f"no shape for the kind {kind}")
    # Nothing but a story is told at length.
    return (len(text) <= _LONGEST or kind == "story") and shape(plain(text))
