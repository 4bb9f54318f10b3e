"""Where the person lives and how she can be reached, told in free words and read by the readers of answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from intake.story.heard import Heard, Value
from intake.story.people import SELF, WE
from intake.story.speaker import Speaker

# Occurrences that are looked at.
_MANY = 8
_LIVES = re.compile(
    r"\b(?:(?P<we>on habite|on vit|nous habitons|nous vivons)|(?P<own>j habite|je vis|je reside|je demeure|je loge|je suis (?:de|sur)|"
    r"(?:m installer|m installe|installee?|"
    r"demenage|emmenage) a(?: \w+)?)|habite|vis|vit|vivent|habitent|reside|demeure|domiciliee?|mon adresse|son adresse|code postal)\b"
)
_PLACE_END = re.compile(
    r"[.!?;]|\b(?:et (?:je|j|mon|ma|mes|son|sa)|mais|depuis|je suis|parce|pour|car|hospitalis\w+|qui|travaille|il|elle|ca fait)\b"
)
_PHONE = re.compile(
    r"(?<![\d+])(?:0[1-9]|(?:\+ ?|00 ?)33 ?(?:\( ?0 ?\) ?)?[1-9])(?: ?[./-]? ?\d\d){4}(?!\d)|(?<![\d])0 ?[1-9](?: ?[./-]? ?\d){8}(?! ?\d)"
)
_SPOKEN_PHONE = re.compile(r"\b(?:numero|joindre|rappel\w+|telephone|portable|appel\w+|tel|joignable|contacter) (?:\w+ ){0,6}?(?=zero )")
_OTHERS_PHONE = re.compile(
    r"\b(?:medecin|docteur|employeur|patron|hopital|service|standard|secretariat|fixe de|numero de (?:mon|ma|son)|cabinet|drh|cpam)\b"
)
_HIS_PHONE = re.compile(
    r"\b(?:son (?:numero|telephone|portable|tel)|(?:la|le) (?:joindre|rappeler|appeler|contacter)|"
    r"(?:joindre|rappeler|appeler|contacter) \w+ \w+ (?:\w+ )?au|joignable)\b"
)
_EMAIL = re.compile(r"[^\s@,;:<>()]+@[^\s@,;:<>()]+\.[a-zA-Z]{2,}")
_SPOKEN_EMAIL = re.compile(r"\b(?:mail|courriel|adresse)\b[^@]{0,80}?\barr?oba[sz]e?\b")
_REACH = re.compile(
    r"\b(?:disponible|dispo|joignable|libre|me joindre|m appeler|me rappeler|rappelez|appelez|me contacter|rappeler|la joindre|le joindre|"
    r"nous joindre|me telephoner|telephonez)\b"
)
_MOMENT = re.compile(
    r"\b(?:matins?|matinee|apres midi|aprem|soir|lundis?|mardis?|mercredis?|jeudis?|vendredis?|semaine|apres \d|avant \d|entre \d|"
    r"a partir de \d|midi|heures?|tous les jours|n importe quand|toute la journee|tout le temps|demain|quand vous voulez|\d+ h)\b"
)


def postal_code(heard: Heard) -> Iterator[Value]:
    """The postal code of where the person lives, told or given by a commune that has one."""
    account = heard.account
    for match in list(_LIVES.finditer(account.plain))[:_MANY]:
        if not heard.concern.holds(WE if match["we"] else SELF if match["own"] else account.people.subject(match.end())):
            continue
        limit = min(account.pieces.at(match.start()).sentence_end, match.end() + 90)
        end = _PLACE_END.search(account.plain, match.end(), limit)
        span = (match.start(), end.start() if end else limit)
        value = heard.read("postal_code", span)
        if value is not None:
            yield "postal_code", value, span
            return


def phone(heard: Heard) -> Iterator[Value]:
    """A number at which the person herself can be reached."""
    plain = heard.account.plain
    spans = [m.span() for m in _PHONE.finditer(plain)]
    spans = spans or [(m.end(), min(len(plain), m.end() + 90)) for m in _SPOKEN_PHONE.finditer(plain)]
    for start, end in spans[:_MANY]:
        lead = plain[max(heard.account.pieces.at(start).sentence_start, start - 50) : start]
        if _OTHERS_PHONE.search(lead) or (heard.concern.speaker is Speaker.OTHER and not _HIS_PHONE.search(lead)):
            continue
        value = heard.read("phone", (start, end))
        if value is not None:
            yield "phone", value, (start, end)
            return


def email(heard: Heard) -> Iterator[Value]:
    """The person's own address."""
    plain = heard.account.plain
    if heard.concern.speaker is Speaker.OTHER:
        return
    if "@" in plain and (match := _EMAIL.search(heard.account.words.source)) is not None:
        place = plain.find("@")
        yield "email", heard.value_of("email", match.group()), (max(0, plain.rfind(" ", 0, place - 1) + 1), place + 1)
    elif (spoken := _SPOKEN_EMAIL.search(plain)) is not None:
        span = (spoken.start(), min(len(plain) - 1, spoken.end() + 40))
        yield "email", heard.read("email", span), span


def availability(heard: Heard) -> Iterator[Value]:
    """When to call."""
    plain = heard.account.plain
    for match in list(_REACH.finditer(plain))[:_MANY]:
        clause = heard.account.pieces.at(match.start())
        span = (clause.start, min(clause.sentence_end, match.end() + 80))
        if _MOMENT.search(plain, *span):
            value = heard.read("availability", span)
            if value is not None:
                yield "availability", value, span
                return
