"""For whom an account is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from intake.story.people import FILED, NOBODY, SELF, THIRD, WE, People
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
            return (
                bearer in (self.who, THIRD, FILED)
                or (bearer == WE and self.who in ("mari", "femme"))
                or (bearer == "" and place > self.place[0])
            )
        return bearer in (SELF, WE, "")


LINK = (
    r"(?:fille|fils|femme|epouse|mari|epoux|conjointe?|compagne|compagnon|soeur|frere|mere|pere|maman|papa|niece|neveu|voisine?|amie?|petite fille|petit fils|"
    r"belle fille|beau fils|belle soeur|beau frere|gendre|tut\w+|curat\w+|mandataire)"
)
JOB = (
    r"(?:assistante? (?:de service )?sociale?|assistante? social|as|ide|infirmiere?|infirmier|mandataire(?: judiciaire)?|cadre de sante|educat\w+(?: specialisee?)?|conseill\w+|travailleu\w+ social\w*|medecin|psychologue|coordin\w+|"
    r"referente?|drh|responsable (?:rh|des ressources humaines)|ergotherapeute|kine|kinesitherapeute|orthophoniste|aide a domicile|auxiliaire de vie|benevole|gestionnaire|secretaire medicale)"
)
_WRITES = r"(?:ecris|ecrit|appelle|appele|telephone|contacte|sollicite|viens vers vous|vous demande|demande|message|mail|demarche\w*|renseigne\w*|aide|saisis|adresse|interpelle|signale|oriente|transmets|permets|joins|prends contact)"
_ABOUT = r"(?:pour|concernant|au sujet de|au nom de|de la part de|a propos de|par rapport a|au sujet d|au profit de|a la demande de)"
_FOR_FILE = rf"(?:pour|concernant|accompagne|suis|suit|suivons|chez|adresse|oriente|sollicite|signale|de|avec|aupres de|interviens \w+|demande de) {FILE}"
_ON_BEHALF = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_WRITES}\b[^.!?]{{0,50}}?\b{_ABOUT} (?:{OWN_KIN}|{FILE}|une? (?:autre )?{KIN}|elle|lui|le compte|quelqu un|un proche|m [.]? \w+)\b",
        rf"\bc est (?:pas pour moi (?:c est )?)?(?:pour|au sujet de|concernant|par rapport a) (?:{OWN_KIN}|{FILE}|une? {KIN}|quelqu un|un proche)\b",
        rf"^(?:\W|(?:bonjour|bonsoir|madame|monsieur|messieurs|mesdames|allo|salut|oui|alors|voila)\b)*{_ABOUT} (?:{OWN_KIN}|{FILE})\b",
        rf"\b(?:je|j) (?:vous )?(?:aide|adresse|signale|oriente|transmets|presente|recois|accompagne|suis en charge de|suis)\b[^.!?]{{0,25}}\b{FILE}\b",
        rf"\bje suis (?:(?:la|le|l|sa|son|une?|un) )?{LINK}(?: \w+)? (?:de (?:m|mme|madame|monsieur|mr|la|l|mon|ma)|du|d une?)\b",
        rf"\bpas (?:malade|pour moi|moi)\b[^.!?]{{0,25}}\bc est (?:pour )?{OWN_KIN}\b",
        rf"\bpas (?:malade|pour moi|moi)\b[^.!?]{{0,25}}\bc est (?:pour )?{OWN_KIN}\b",
        rf"\bje suis (?:habilitee?|tut\w+|curat\w+|mandataire)\b[^.!?]{{0,60}}?\b(?:pour|de|d) (?:{OWN_KIN}|{FILE})\b",
        rf"\b(?:je suis|c est) (?:sa|son|leur) (?:\w+ )?{LINK}\b",
        r"\b(?:il|elle) (?:ne |n )?(?:est pas au courant que je|sait pas que je vous|est au courant que je|m a demande de vous|veut bien que vous|m a dit que je pouvais vous)",
        rf"^(?:\W|(?:bonjour|bonsoir|madame|monsieur|ici|je suis|allo|la|l|une?|le)\b)*{JOB}\b[^.!?]{{0,90}}?\b{_FOR_FILE}\b",
        rf"^(?:\W|(?:bonjour|bonsoir|madame|monsieur)\b)*{JOB}\b[^.!?]{{0,40}}[.:] (?:une? )?(?:patiente?|{FILE})\b",
        rf"\b(?:je suis|ici) (?:l |une? |le |la |son |sa )?{JOB}\b[^.!?]{{0,60}}?\b{_FOR_FILE}\b",
        rf"\b(?:nous|on) (?:suivons|accompagnons|sollicitons|orientons|suit|accompagne|vous adressons)\b[^.!?]{{0,25}}\b{FILE}\b",
    )
)  # fmt: skip

_I_FOR_ONE = re.compile(r"\bmoi (?:j ai|je) (?:juste |seulement |simplement )?(?:besoin|voudrais|cherche|veux)\b")
# Enough when nothing is said of oneself.
_PERHAPS_ON_BEHALF = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\bc est {OWN_KIN}\b(?! (?:qui|que|m))",
        rf"\b(?:aider|aide pour|soutenir|accompagner) (?:{OWN_KIN})\b",
        rf"\b(?:{OWN_KIN}) (?:\w+ )?(?:a besoin|aurait besoin|voudrait|demande|ne sait pas|n arrive (?:pas|plus)|arrive (?:pas|plus)|ne peut (?:pas|plus)|peut (?:pas|plus)|est perdue?)\b",
        rf"\b{OWN_KIN}\b[^.!?]{{0,90}}\b(?:aimerais|voudrais|veux|peux|souhaite|essaie d|essaie de|comment) (?:l|la|le|les) ?(?:aider|accompagner|soutenir)\b",
        rf"\b(?:rappeler|appeler|joindre|contacter) {OWN_KIN}\b",
        r"\b(?:un|une) (?:patiente?|assuree?|salariee?|beneficiaire) (?:de|qui|agee?|\d+)\b",
    )
)  # fmt: skip

# Said of oneself: the matter is the writer's own.
_OWN_MATTER = re.compile(
    r"\b(?:je|j) (?:ne |n |me |m |y |en )*(?:suis (?:\w+ ){0,2}?(?:malade|en arr?et|en mi temps|en cdi|en cdd|en interim|au chomage|hospitalisee?|a l hopital|a la clinique|enceinte|retraitee?|a la retraite|"
    r"en invalidite|reconnue?|licencie\w*|salariee?|fonctionnaire|caissiere?|veu\w+|divorcee?|seule?|a mon compte|arretee?|en accident|sous \w+|atteinte?|"
    r"suivie?|en chimio|en dialyse|sortie?|operee?|macon|vend\w+|chauffeur|agent|agricult\w+|eleveu\w+|convoquee?|inapte|(?:l )?aidante?)"
    r"|ai (?:\w+ ){0,2}?(?:un cancer|une maladie|une sclerose|le cancer|ete operee?|eu un accident|mal au|un accident|la rqth|une rqth|une depression|un burn|\d+ ans)"
    rf"|ai (?:eu|fait|ete|perdu|recu|repris|demande|du mal|mal|un|une) (?!(?:petite? )?{KIN}\b|patient|salarie|dame|monsieur|collegue|votre|vos)"
    r"|(?:n )?arrive (?:pas|plus)|(?:ne )?peux (?:pas|plus)|touche|dois (?:passer|etre operee?|me faire operer)|travaille|bosse|reprends|reprendre|sors|habite|vis)\b"
    r"|\b(?:mon|ma|mes) (?:\w+ )?(?:arret|patron(?:ne)?|employeur|chef(?:fe)?|directeur|directrice|boss|contrat|poste|boulot|travail|metier|maladie|cancer|traitement|loyer|indemnites|ij|dos|"
    r"epaule|genou|operation|sante|pension|invalidite|rqth|mi temps|chimio|salaire|licenciement|hospitalisation|dossier|mutuelle|factures?|dettes?)\b"
)  # fmt: skip


_FOR_ME = re.compile(r"\b(?:c est pour moi(?! c est)|(?:ecris|appelle|contacte) (?:\w+ ){0,2}?pour moi|pour moi que j)\b")
# Enough when nobody else is named.
_OF_ONESELF = re.compile(
    r"\b(?:je suis(?! (?:sa|son|leur|la|le|l|a la recherche|un professionnel))|j (?!aimerais|appelle|ecris|attends votre|ai (?:une question|besoin d un renseignement))\w+|je (?!vous|voudrais|souhait|cherche|demande|viens vers|suis|desire|sollicite|voulais|contacte|m adresse|me permets|veux savoir|sais pas si|remercie)\w+"
    r"|(?:mon|ma|mes) (?!nom\b|prenom\b|question\b|demande\b|message\b|numero\b|mail\b|adresse\b|telephone\b)\w+|(?:m a|m ont) (?!parle|dit de vous|donne votre|conseille)\w+)"
)


def who_speaks(plain: str, people: People) -> Concern:
    """For whom the account is, by what it says outright."""
    own = _OWN_MATTER.search(plain)
    for_me = _FOR_ME.search(plain)
    if for_me is not None:
        return Concern(Speaker.SELF, SELF, for_me.span())
    for pattern in _ON_BEHALF if own is not None else (*_ON_BEHALF, *_PERHAPS_ON_BEHALF):
        found = pattern.search(plain)
        if found is not None:
            return Concern(Speaker.OTHER, _named(people, *found.span()), found.span())
    for_me = _I_FOR_ONE.search(plain)
    if for_me is not None:
        return Concern(Speaker.SELF, SELF, for_me.span())
    # A relative named first may be whom it is about: facts will tell.
    first = next((m.start for m in people.mentions if m.named), len(plain) + 1)
    if own is None and first > len(plain):
        own = _OF_ONESELF.search(plain)
    if own is not None and first > own.start():
        return Concern(Speaker.SELF, SELF, own.span())
    return Concern(Speaker.UNKNOWN)


def _named(people: People, start: int, end: int) -> str:
    """The person named in the words that tell for whom it is, else the one of whom the account says most."""
    inside = [m for m in people.mentions if m.female is not None and start <= m.start < end]
    if inside:
        return inside[-1].who
    others = [m.who for m in people.mentions if m.who not in (SELF, WE, NOBODY, THIRD)]
    named = [m.who for m in people.mentions if m.named and m.who in others]
    return max(named, key=others.count) if named else THIRD
