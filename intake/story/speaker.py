"""For whom an account is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from intake.story.people import FILED, NOBODY, SELF, THIRD, People
from intake.story.words import FILE, KIN, OWN_KIN


class Speaker(StrEnum):
    """For whom the account is."""

    SELF = "self"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Concern:
    """Whom an account is about, and the place of the words that tell it."""

    speaker: Speaker
    who: str = SELF
    place: tuple[int, int] = (0, 0)

    def holds(self, bearer: str, place: int = 1 << 30) -> bool:
        """True when facts of `bearer` told at a place are those of the person concerned."""
        if self.speaker is Speaker.OTHER:
            return bearer in (self.who, THIRD, FILED) or (bearer == "" and place > self.place[0])
        return bearer in (SELF, "")


_LINK = (
    r"(?:fille|fils|femme|epouse|mari|epoux|conjointe?|compagne|compagnon|soeur|frere|mere|pere|maman|papa|niece|neveu|voisine?|amie?|aidante?|petite fille|petit fils|"
    r"belle fille|beau fils|belle soeur|beau frere|gendre|tut\w+|curat\w+|mandataire)"
)
_JOB = (
    r"(?:assistante? (?:de service )?sociale?|assistante? social|as|ide|infirmiere?|infirmier|mandataire|cadre de sante|educat\w+|conseill\w+|travailleu\w+ social\w*|medecin|psychologue|coordin\w+|"
    r"referente?|aide a domicile|auxiliaire de vie|benevole|gestionnaire|secretaire medicale)"
)
_WRITES = r"(?:ecris|ecrit|appelle|contacte|sollicite|viens vers vous|vous demande|demande|message|mail|demarche\w*|renseigne\w*|aide|saisis|adresse|interpelle|signale|oriente|transmets|permets|joins|prends contact)"
_ABOUT = r"(?:pour|concernant|au sujet de|au nom de|de la part de|a propos de|par rapport a|au sujet d|au profit de|a la demande de)"
_FOR_FILE = rf"(?:pour|concernant|accompagne|suis|suit|suivons|chez|adresse|oriente|sollicite|signale|de|avec|aupres de|interviens \w+|demande de) {FILE}"
_ON_BEHALF = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_WRITES}\b[^.!?]{{0,50}}?\b{_ABOUT} (?:{OWN_KIN}|{FILE}|une? (?:autre )?{KIN}|elle|lui|le compte|quelqu un|un proche|m [.]? \w+)\b",
        rf"\bc est (?:pas pour moi (?:c est )?)?pour (?:{OWN_KIN}|{FILE}|une? {KIN}|quelqu un|un proche)\b",
        rf"^(?:\W|(?:bonjour|bonsoir|madame|monsieur|messieurs|mesdames|allo|salut|oui|alors|voila)\b)*{_ABOUT} (?:{OWN_KIN}|{FILE})\b",
        rf"\bje (?:vous )?(?:adresse|signale|oriente|transmets|presente|recois|accompagne|suis en charge de|suis)\b[^.!?]{{0,25}}\b{FILE}\b",
        rf"\bje suis (?:(?:la|le|l|sa|son|une?|un) )?{_LINK}(?: \w+)? (?:de (?:m|mme|madame|monsieur|mr|la|l|mon|ma)|du|d une?)\b",
        rf"\bje suis (?:sa|son|leur) (?:\w+ )?{_LINK}\b",
        rf"^(?:\W|(?:bonjour|bonsoir|madame|monsieur|ici|je suis|allo|la|l|une?|le)\b)*{_JOB}\b[^.!?]{{0,90}}?\b{_FOR_FILE}\b",
        rf"^(?:\W|(?:bonjour|bonsoir|madame|monsieur)\b)*{_JOB}\b[^.!?]{{0,40}}[.:] (?:une? )?(?:patiente?|{FILE})\b",
        rf"\b(?:je suis|ici) (?:l |une? |le |la |son |sa )?{_JOB}\b[^.!?]{{0,60}}?\b{_FOR_FILE}\b",
        rf"\b(?:nous|on) (?:suivons|accompagnons|sollicitons|orientons|suit|accompagne|vous adressons)\b[^.!?]{{0,25}}\b{FILE}\b",
    )
)  # fmt: skip

# Enough when nothing is said of oneself.
_PERHAPS_ON_BEHALF = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:aider|aide pour|soutenir|accompagner) (?:{OWN_KIN})\b",
        rf"\b(?:{OWN_KIN}) (?:\w+ )?(?:a besoin|aurait besoin|voudrait|demande|ne sait pas|n arrive (?:pas|plus)|arrive (?:pas|plus)|ne peut (?:pas|plus)|peut (?:pas|plus)|est perdue?)\b",
        rf"\b{OWN_KIN}\b[^.!?]{{0,90}}\b(?:aimerais|voudrais|veux|peux|souhaite|essaie d|essaie de|comment) (?:l|la|le|les) ?(?:aider|accompagner|soutenir)\b",
        rf"\b(?:rappeler|appeler|joindre|contacter) {OWN_KIN}\b",
        r"\b(?:un|une) (?:patiente?|assuree?|salariee?|dame|monsieur|beneficiaire) (?:de|qui|agee?|\d+)\b",
    )
)  # fmt: skip

# Said of oneself: the matter is the writer's own.
_OWN_MATTER = re.compile(
    r"\b(?:je|j) (?:ne |n |me |m |y |en )*(?:suis (?:\w+ ){0,2}?(?:malade|en arr?et|en mi temps|en cdi|en cdd|en interim|au chomage|hospitalisee?|a l hopital|enceinte|retraitee?|a la retraite|"
    r"en invalidite|reconnue?|licencie\w*|salariee?|fonctionnaire|caissiere?|veu\w+|divorcee?|seule?|a mon compte|arretee?|en accident|sous \w+|atteinte?|"
    r"suivie?|en chimio|en dialyse|sortie?|operee?|macon|vend\w+|chauffeur|agent|agricult\w+|eleveu\w+|convoquee?|inapte)"
    r"|ai (?:\w+ ){0,2}?(?:un cancer|une maladie|une sclerose|le cancer|ete operee?|eu un accident|mal au|un accident|la rqth|une rqth|une depression|un burn)"
    r"|(?:n )?arrive (?:pas|plus)|(?:ne )?peux (?:pas|plus)|touche|dois (?:passer|etre operee?|me faire operer)|travaille|bosse|reprends|reprendre|sors|habite|vis)\b"
    r"|\b(?:mon|ma|mes) (?:\w+ )?(?:arret|patron(?:ne)?|employeur|chef(?:fe)?|directeur|directrice|boss|contrat|poste|boulot|travail|metier|maladie|cancer|traitement|loyer|indemnites|ij|dos|"
    r"epaule|genou|operation|sante|pension|invalidite|rqth|mi temps|chimio|salaire|licenciement|hospitalisation|dossier|mutuelle|factures?|dettes?)\b"
)  # fmt: skip


def who_speaks(plain: str, people: People) -> Concern:
    """For whom the account is, by what it says outright."""
    own = _OWN_MATTER.search(plain)
    for pattern in _ON_BEHALF if own is not None else (*_ON_BEHALF, *_PERHAPS_ON_BEHALF):
        found = pattern.search(plain)
        if found is not None:
            return Concern(Speaker.OTHER, _named(people, *found.span()), found.span())
    # A relative named first may be whom it is about: facts will tell.
    first = next((m.start for m in people.mentions if m.named), len(plain) + 1)
    if own is not None and first > own.start():
        return Concern(Speaker.SELF, SELF, own.span())
    return Concern(Speaker.UNKNOWN)


def _named(people: People, start: int, end: int) -> str:
    """The person named in the words that tell for whom it is, else the first one named in the account."""
    inside = [m for m in people.mentions if m.named and start <= m.start < end]
    after = [m for m in people.mentions if m.named and m.start >= end]
    before = [m for m in people.mentions if m.named and m.start < start]
    return next((m.who for m in (*reversed(inside), *before, *after) if m.who != NOBODY), THIRD)
