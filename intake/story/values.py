"""Values told in free words: numbers, places, names, ways to be reached; read by the readers of answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import cast

from pydantic import JsonValue

from intake.reading import Policy, read_date, read_line, with_digits
from intake.story.account import Account
from intake.story.dates import Facts, Value, discharge, leave_date
from intake.story.people import NOBODY, SELF
from intake.story.speaker import Concern, Speaker
from intake.story.words import KIN

_KIDS = r"(?:enfants?|gosses?|gamine?s?|petits?|petites?|mome?s?|loulous?|ados|bouts de chou)"
_COUNT = r"(\d+|une?|deux|trois|quatre|cinq|six|sept|huit)"
_CHILDREN = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_COUNT} (?:petits |jeunes )?{_KIDS} (?:\w+ )?a (?:ma |notre |sa |leur )?charge\b",
        
            rf"\b(?:mes|nos|ai|avons|avec|de|ses|a|et) {_COUNT} (?:petits |jeunes |petites )?{_KIDS}\b(?! (?:adultes?|"
            r"majeurs?|grands|sont (?:grands|partis|majeurs|adultes)|a l ecole de|dans la classe|ont (?:leur|quitte)))"
        ,
        rf"\b{_COUNT} (?:petits |jeunes )?enfants\b(?! (?:adultes?|majeurs?|grands|sont (?:grands|partis|majeurs|adultes)))",
    )
)  # fmt: skip
_NOT_THEIRS = re.compile(r"\b(?:garde|gardais|m occupe d|nounou|assistante maternelle|creche|ecole|classe|perdu)\b")
_GROWN = re.compile(r"\b(?:grands|adultes|majeurs|partis|independants|loin)\b")
_LIVES = re.compile(
    r"\b(?:(?P<own>j habite|je vis|je reside|je demeure|je loge|on habite|nous habitons)|habite|vit|reside|demeure|"
    r"domiciliee?|mon adresse|son adresse|code postal|(?P<am>je suis (?:de|sur)))\b"
)
_PLACE_END = re.compile(r"[.!?;]|\b(?:et (?:je|mon|ma|mes|son|sa)|mais|depuis|je suis|parce|pour|car|hospitalis\w+|qui|travaille)\b")
_PHONE = re.compile(
    r"(?<![\d+])(?:0[1-9]|(?:\+ ?|00 ?)33 ?(?:\( ?0 ?\) ?)?[1-9])(?: ?[./-]? ?\d\d){4}(?!\d)|(?<![\d])0 ?[1-9](?: ?[./-]? ?\d){8}(?! ?\d)"
)
_SPOKEN_PHONE = re.compile(r"\b(?:numero|joindre|rappel\w+|telephone|portable|appel\w+|tel|joignable|contacter) (?:\w+ ){0,6}?(?=zero )")
_OTHERS_PHONE = re.compile(
    r"\b(?:medecin|docteur|employeur|patron|hopital|service|standard|secretariat|fixe de|numero de (?:mon|ma|son)|cabinet|drh|cpam)\b"
)
_EMAIL = re.compile(r"[^\s@,;:<>()]+@[^\s@,;:<>()]+\.[a-zA-Z]{2,}")
_SPOKEN_EMAIL = re.compile(r"\b(?:mail|courriel|adresse)\b[^@]{0,80}?\barr?oba[sz]e?\b")
_BORN = re.compile(r"\b(?:nee? le|date de naissance|ne e le|nee? en date du)\b")
_NAMED = re.compile(
    r"\b(?:je m appelle|m appelle|je soussignee? (?:madame|monsieur|m [.])?|mon nom (?:c )?est|"
    r"mon nom de famille (?:c )?est|s appelle)\b"
)
_NAME_END = re.compile(
    r"[,.;:!?()\n]|\b(?:et|je|j|ai|suis|nee?|qui|il|elle|pour|mon|ma|en|depuis|agee?|habite|de 19|dans|a|au|est|"
    r"actuellement|salariee?|c)\b|\d"
)
_TITLED = re.compile(
    r"\b(?:mme|madame|monsieur|mlle|mademoiselle) (?P<name>(?!madame|monsieur|mesdames|messieurs|bonjour|la|le|l\b|"
    r"s\b|ou\b|et\b)[a-z]+)|\bm \. (?P<mister>[a-z]{2,})"
)
_DOCTOR = re.compile(
    r"\b(?:(?:mon|son) (?:medecin traitant|generaliste|medecin de famille|medecin)|medecin traitant) ?(?:,|:|c est|"
    r"est|s appelle)? ?(?:le |la )?(?:docteure?|dr)\b"
)
_TREATING = re.compile(
    r"\b(?:mon|son) (?:medecin traitant|generaliste|medecin de famille) ?(?:,|:|c est|est|s appelle)? ?(?:le |"
    r"la )?(?:docteure?|dr|m|mme|madame|monsieur)\b"
)
_REACH = re.compile(
    r"\b(?:disponible|dispo|joignable|libre|me joindre|m appeler|me rappeler|rappelez|appelez|me contacter|rappeler|"
    r"la joindre|le joindre|nous joindre|me telephoner|telephonez)\b"
)
_MOMENT = re.compile(
    r"\b(?:matins?|matinee|apres midi|aprem|soir|lundis?|mardis?|mercredis?|jeudis?|vendredis?|semaine|apres \d|"
    r"avant \d|entre \d|a partir de \d|midi|heures?|tous les jours|n importe quand|toute la journee|tout le temps|"
    r"demain|quand vous voulez|\d+ h)\b"
)
_LINK = re.compile(
    r"\bje suis (?:bien )?(?:sa|son|leur|la|le|l) (?P<link>(?:(?:belle|beau|petite?|grand) )?(?:fille|fils|femme|"
    r"epouse|mari|epoux|conjointe?|compagne|compagnon|soeur|frere|mere|pere|maman|papa|niece|neveu|voisine?|amie?|"
    r"aidante?|tutrice|tuteur|curatrice|curateur|gendre|mandataire(?: judiciaire)?|assistante? sociale?|infirmiere?))\b"
)
_PROFESSION = re.compile(
    r"\b(?P<link>assistante? (?:de service )?sociale?|infirmiere? (?:liberale?|coordinat\w+|de liaison)|infirmiere?|"
    r"mandataire judiciaire|educat(?:eur|rice)(?: specialisee?)?|aide a domicile|auxiliaire de vie|cadre de sante|"
    r"psychologue|travailleu(?:r|se) sociale?|conseillere? \w+|tutrice|curatrice)\b"
)
_MINE = re.compile(rf"\b(?:mon|ma|notre) (?:petite? |vieille |vieux |pauvre )?{KIN}\b|\b(?:maman|papa|mamie|papi)\b")


def children(account: Account, concern: Concern, facts: Facts) -> Iterator[Value]:
    """How many dependent children."""
    for pattern in _CHILDREN:
        for match in pattern.finditer(account.plain):
            clause = account.pieces.at(match.start())
            if _NOT_THEIRS.search(account.plain, clause.start, match.start()) or _GROWN.search(account.plain, match.end(), clause.end):
                continue
            theirs = match.group().startswith("ses ") and concern.speaker is not Speaker.OTHER
            if not theirs and concern.holds(account.people.subject(match.start())):
                value = with_digits(match[1])
                yield "children_count", int(value) if value.isdigit() else 1, (match.start(1), match.end())
                return


def postal_code(account: Account, concern: Concern, facts: Facts) -> Iterator[Value]:
    """The postal code of where the person lives, told or given by a commune that has one."""
    for match in _LIVES.finditer(account.plain):
        if not concern.holds(SELF if match["own"] or match["am"] else account.people.subject(match.end())):
            continue
        clause = account.pieces.at(match.start())
        limit = min(clause.sentence_end, match.end() + 90)
        end = _PLACE_END.search(account.plain, match.end(), limit)
        span = (match.start(), end.start() if end else limit)
        value = _read("postal_code", account, span)
        if value is not None:
            yield "postal_code", value, span
            return


def phone(account: Account, concern: Concern, facts: Facts) -> Iterator[Value]:
    """A number at which the person herself can be reached."""
    plain = account.plain
    spans = [m.span() for m in _PHONE.finditer(plain)]
    spans = spans or [(m.end(), min(len(plain), m.end() + 90)) for m in _SPOKEN_PHONE.finditer(plain)]
    for start, end in spans:
        clause = account.pieces.at(start)
        lead = plain[max(clause.sentence_start, start - 50) : start]
        if _OTHERS_PHONE.search(lead):
            continue
        if concern.speaker is Speaker.OTHER and not re.search(
            r"\b(?:son (?:numero|telephone|portable|tel)|(?:la|le) (?:joindre|rappeler|appeler|contacter)|(?:joindre|"
            r"rappeler|appeler|contacter) \w+ \w+ (?:\w+ )?au|joignable)\b",
            lead,
        ):
            continue
        value = _read("phone", account, (start, end))
        if value is not None:
            yield "phone", value, (start, end)
            return


def email(account: Account, concern: Concern, facts: Facts) -> Iterator[Value]:
    """The person's own address."""
    if concern.speaker is Speaker.OTHER:
        return
    if "@" in account.plain and (match := _EMAIL.search(account.words.source)) is not None:
        value = _value("email", match.group(), account)
        place = account.plain.find("@")
        yield "email", value, (max(0, account.plain.rfind(" ", 0, place - 1) + 1), place + 1)
    elif (spoken := _SPOKEN_EMAIL.search(account.plain)) is not None:
        span = (spoken.start(), min(len(account.plain) - 1, spoken.end() + 40))
        yield "email", _read("email", account, span), span


def birth_date(account: Account, concern: Concern, facts: Facts) -> Iterator[Value]:
    """When the person was born."""
    for match in _BORN.finditer(account.plain):
        clause = account.pieces.at(match.start())
        span = (
            match.start(),
            min(clause.sentence_end if "/" in account.plain[match.end() : match.end() + 6] else len(account.plain), match.end() + 45),
        )
        value = read_date(with_digits(account.plain[slice(*span)]), account.today, Policy.BIRTH).value
        if isinstance(value, str) and concern.holds(account.people.subject(match.start())):
            yield "birth_date", value, span
            return


def name(account: Account, concern: Concern, facts: Facts) -> Iterator[Value]:
    """The person's name, when she gives it or is named by who writes for her."""
    plain = account.plain
    for match in _NAMED.finditer(plain):
        own = match.group() != "s appelle"
        bearer = SELF if own else account.people.subject(match.start()) or NOBODY
        if concern.holds(bearer) and (found := _name(account, match.end(), "je m'appelle ")) is not None:
            yield "name", *found
            return
    if concern.speaker is Speaker.OTHER:
        for match in _TITLED.finditer(plain):
            if re.search(r"\bje (?:suis|m appelle) $|^$", plain[max(0, match.start() - 14) : match.start()]):
                continue
            place = match.start("name") if match["name"] else match.start("mister")
            if (found := _name(account, place, "madame ")) is not None:
                yield "name", *found
                return


def _name(account: Account, start: int, lead: str) -> tuple[JsonValue, tuple[int, int]] | None:
    end = _NAME_END.search(account.plain, start, start + 60)
    stop = end.start() if end else min(len(account.plain), start + 60)
    said = account.words.said(start, stop).strip().split()[:4]
    while said:
        value = _value("name", lead + " ".join(said), account)
        if isinstance(value, dict) and (value.get("last") or value.get("first")):
            return value, (start, stop)
        said = said[:-1]
    return None


def treating_doctor(account: Account, concern: Concern, facts: Facts) -> Iterator[Value]:
    """The doctor's name, when she says that it is hers."""
    for match in _TREATING.finditer(account.plain):
        span = (match.start(), min(len(account.plain) - 1, match.end() + 40))
        value = _read("treating_doctor", account, span)
        if value is not None:
            yield "treating_doctor", value, span
            return


def availability(account: Account, concern: Concern, facts: Facts) -> Iterator[Value]:
    """When to call."""
    for match in _REACH.finditer(account.plain):
        clause = account.pieces.at(match.start())
        span = (clause.start, min(clause.sentence_end, match.end() + 80))
        if _MOMENT.search(account.plain, *span):
            value = _read("availability", account, span)
            if value is not None:
                yield "availability", value, span
                return


def link(account: Account, concern: Concern, facts: Facts) -> Iterator[Value]:
    """Who writes, for the person."""
    if concern.speaker is not Speaker.OTHER:
        return
    match = _LINK.search(account.plain) or _PROFESSION.search(account.plain, 0, 120)
    if match is not None:
        yield "third_party_link", account.words.said(*match.span("link")).lower(), match.span("link")
        return
    match = _MINE.search(account.plain, *concern.place)
    if match is not None:
        said = account.words.said(*match.span())
        yield "third_party_link", _value("third_party_link", said if " " in said else f"c’est ma {said}", account), match.span()


def _read(field: str, account: Account, span: tuple[int, int]) -> JsonValue:
    """What the reader of a field makes of these words; None when it makes nothing sure of them."""
    return _value(field, account.words.said(*span), account)


def _value(field: str, text: str, account: Account) -> JsonValue:
    return cast("JsonValue", read_line({"asked": field, "text": text, "today": account.today.isoformat()}).get("value"))


Reader = Callable[[Account, Concern, Facts], Iterator[Value]]
READERS: tuple[Reader, ...] = (
    leave_date, discharge, children, postal_code, phone, email, birth_date, name, treating_doctor, availability, link,
)  # fmt: skip
