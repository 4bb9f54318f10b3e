"""For whom someone writes, and who each clause is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from intake.story.words import FILE, KIN, OWN_KIN


class Speaker(StrEnum):
    """For whom the account is."""

    SELF = "self"
    OTHER = "other"
    UNKNOWN = "unknown"


class About(StrEnum):
    """Whom a clause is about."""

    SELF = "self"
    OTHER = "other"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of the account with one subject; `start` and `end` are places in the plain text."""

    start: int
    end: int
    sentence_start: int
    sentence_end: int


_SENTENCE_END = re.compile(r"[.!?;…]+")
_CLAUSE_END = re.compile(
    r"[.!?;:,()…]+|\b(?:et|mais|car|parce que|parceque|puisque|donc|puis|alors que|sauf que|du coup|tandis que|pendant que|ensuite|or|sinon|"
    r"depuis que|quand|lorsque)\b"
)

_ON_BEHALF = [
    re.compile(rf"\b(?:ecris|ecrit|appelle|contacte|sollicite|viens vers vous|demande|message|demarche\w*|renseigne|aide|besoin d aide|saisis|adresse)\b[^.!?]{{0,40}}?\b(?:pour|concernant|au sujet de|au nom de|de la part de|a propos de) (?:{OWN_KIN}|{FILE}|une?? {KIN}|elle|lui|le compte)\b"),
    re.compile(rf"\bc est pour (?:{OWN_KIN}|{FILE}|une? {KIN}|quelqu un)\b"),
    re.compile(rf"^\W*(?:bonjour|bonsoir|madame|monsieur|messieurs|mesdames|allo|,|\s|salut|slt|bjr)*(?:pour|concernant) (?:{OWN_KIN}|{FILE})\b"),
    re.compile(rf"\bje (?:vous )?(?:adresse|signale|oriente|transmets|presente|recois|accompagne|suis en charge de|suis)\b[^.!?]{{0,25}}\b{FILE}\b"),
    re.compile(r"\bje suis (?:(?:la|le|l|sa|son|une?|un) )?(?:fille|fils|femme|epouse|mari|epoux|conjointe?|compagne|compagnon|soeur|frere|mere|pere|niece|neveu|voisine?|aidante?|tut\w+|curat\w+|mandataire)(?: \w+)? (?:de (?:m|mme|madame|monsieur|mr|la|l)|du|d une?)\b"),
    re.compile(r"\bje suis (?:sa|son) (?:fille|fils|femme|epouse|mari|epoux|conjointe?|compagne|compagnon|soeur|frere|mere|pere|niece|neveu|voisine?|amie?|aidante?|tut\w+|curat\w+)\b"),
    re.compile(r"\bje suis (?:l |une? |le |la )?(?:assistante? (?:de service )?sociale?|as|infirmiere? (?:de liaison|coordin\w+)|mandataire judiciaire|cadre de sante|educat\w+|conseill\w+ (?:cpam|en economie))\b[^.!?]{0,60}\b(?:pour|patiente?|madame|monsieur|mme|mr|suivi\w*)\b"),
]  # fmt: skip

# Said of oneself: the matter is the writer's own.
_OWN_MATTER = re.compile(
    r"\b(?:je|j) (?:ne |n |me |m |y |en )*(?:suis (?:\w+ ){0,2}?(?:malade|en arret|en mi temps|en cdi|en cdd|en interim|au chomage|hospitalisee?|a l hopital|enceinte|retraitee?|a la retraite|"
    r"en invalidite|reconnue?|licencie\w*|salariee?|fonctionnaire|caissiere?|veu\w+|divorcee?|seule?|a mon compte|arretee?|en accident|sous \w+|atteinte?|"
    r"suivie?|en chimio|en dialyse|sortie?|operee?|aide soignante?|infirmiere?|macon|vend\w+|chauffeur|agent|agricult\w+|eleveu\w+)"
    r"|ai (?:\w+ ){0,2}?(?:un cancer|une maladie|une sclerose|le cancer|ete operee?|eu un accident|mal au|un accident|la rqth|une rqth|\d+ ans|une depression|un burn)"
    r"|(?:n )?arrive (?:pas|plus)|(?:ne )?peux (?:pas|plus)|touche|travaille|reprends|reprendre|sors|habite|vis)\b"
    r"|\b(?:mon|ma|mes) (?:\w+ )?(?:arret|patron(?:ne)?|employeur|chef(?:fe)?|directeur|directrice|boss|contrat|poste|boulot|travail|metier|maladie|cancer|traitement|loyer|indemnites|ij|dos|"
    r"epaule|genou|operation|sante|pension|invalidite|rqth|mi temps|chimio|salaire|licenciement|hospitalisation|dossier|mutuelle|factures?|dettes?)\b"
)  # fmt: skip

_SUBJECTS = re.compile(
    rf"\b(?P<other>{OWN_KIN}|{FILE}|(?:son|sa|un|une) {KIN})\b|\b(?P<self>je|j|moi|me|m(?= (?:a|ont|ai))|g(?= (?:ai|eu|ete|un|une)))\b|\b(?P<they>il|elle|ils|elles|lui)\b(?! (?:y|faut|me semble|est question|reste))"
    r"|\b(?P<work>mon|ma|mes) (?:\w+ )?(?:arret|contrat|sortie|invalidite|pension|hospitalisation|accident|poste|travail|emploi|dos|licenciement)\b"
    r"|\b(?P<boss>(?:mon|ma|le|la|l|une?) (?:collegues?|patron(?:ne)?|employeur|chef(?:fe)?|directeur|directrice|boss|drh|rh|entreprise|boite|medecin|docteur|kine|chirurgien|proprietaire|caf|cpam|secu))\b"
)


def clauses(plain: str) -> list[Clause]:
    """The clauses of a plain text, in order, with the sentence that each is part of."""
    pieces: list[Clause] = []
    sentence_start = 0
    for end in [*(m.end() for m in _SENTENCE_END.finditer(plain)), len(plain)]:
        start = sentence_start
        cuts = [m.start() for m in _CLAUSE_END.finditer(plain, sentence_start, end)]
        for cut in [*cuts, end]:
            if plain[start:cut].strip():
                pieces.append(Clause(start, cut, sentence_start, end))
            start = cut
        sentence_start = end
    return pieces


def about(plain: str, clause: Clause, start: int, carried: About, kin_named: bool) -> About:
    """Whom the words that begin at `start` are about; `carried` is whom the clause before was about."""
    own = _SUBJECTS.match(plain, start)
    if own is not None:
        return _subject(own, kin_named)
    found = carried
    for match in _SUBJECTS.finditer(plain, clause.start, start):
        found = _subject(match, kin_named)
    return found


def subject_of_clause(plain: str, clause: Clause, carried: About, kin_named: bool) -> About:
    """Whom the whole clause is about, to be carried to the next."""
    first = _SUBJECTS.search(plain, clause.start, clause.end)
    return carried if first is None else _subject(first, kin_named)


def _subject(match: re.Match[str], kin_named: bool) -> About:
    if match["other"]:
        return About.OTHER
    if match["self"] or match["work"]:
        return About.SELF
    if match["they"]:
        return About.OTHER if kin_named else About.NOBODY
    return About.NOBODY


_ANYONE = re.compile(rf"\b(?:{OWN_KIN}|{FILE})\b")


def first_kin(plain: str) -> int:
    """Where a relative or a person written about is first named; past the end when nobody is."""
    found = _ANYONE.search(plain)
    return len(plain) + 1 if found is None else found.start()


def who_speaks(plain: str) -> tuple[Speaker, tuple[int, int]]:
    """For whom the account is, and the place of the words that tell it."""
    for pattern in _ON_BEHALF:
        found = pattern.search(plain)
        if found is not None:
            return Speaker.OTHER, found.span()
    own = _OWN_MATTER.search(plain)
    # A relative named first may be whom it is about: facts will tell.
    if own is not None and first_kin(plain) > own.start():
        return Speaker.SELF, own.span()
    return Speaker.UNKNOWN, (0, 0)
