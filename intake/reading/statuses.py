"""Answers without a value: refused, not known, not applicable."""

from __future__ import annotations

import re
from dataclasses import dataclass

from intake.reading.sayings import sayings_of
from lexicon.codes import AnswerStatus

_REFUSED = re.compile(
    r"\b(?:(?:je )?(?:ne )?(?:veux|souhaite|desire|compte|prefere|prefererais|voudrais|tiens) (?:vraiment |surtout )?(?:pas|plutot pas|mieux pas|autant pas|plus|ne pas)"
    r"(?: a| envie)?(?: de| d)?(?: vous| le| la| l| y| en| t| te| m| les)*(?: (?:dire|donner|repondre|en parler|parler de|communiquer|partager|indiquer|preciser|laisser|transmettre|l indiquer|que (?:vous|l on|on))|(?= ?(?:$|[,.!;]|merci))).*?"
    r"|(?:ca|cela|ce) (?:ne )?(?:vous |te |nous )?(?:regarde|concerne) (?:pas|personne|que moi)|(?:ca|cela) (?:ne )?regarde (?:que moi|personne)|(?:c est|ce sont) (?:mes affaires|prive|personnel|confidentiel|ma vie privee|trop personnel|intime|indiscret)"
    r"|(?:sans|pas de) (?:reponse|commentaires?)|no comment|je (?:passe|refuse|m abstiens)(?: .*)?|(?:question )?suivante?|passons|je (?:la )?garde pour moi|joker|(?:mon|ma|mes) \w+ (?:ne )?(?:vous |te )(?:regarden?t?|concernen?t?) pas|(?:non )?(?:j ai |je n ai )?(?:vraiment )?(?:pas|aucune) envie(?: .*)?|je (?:le )?(?:dirai|donnerai) (?:a (?:une|la|quelqu|l)|plus tard|de vive).*?"
    r"|(?:je )?(?:prefere|prefererais|aime mieux|aimerais mieux) (?:qu une|qu on|en parler|le dire|voir|attendre|dire|eviter|garder|passer|parler|que ce soit).*?|je (?:vous )?(?:le |la )?(?:dis|donne|dirai|donnerai|reponds|repondrai) pas|vous (?:n avez|avez) pas (?:besoin|a (?:le )?savoir).*?|(?:ca|cela) me gene.*?|trop indiscret|(?:je )?(?:prefere|prefererais|veux|souhaite|aimerais) (?:rester|garder l|l) ?(?:anonyme|anonymat|discre\w*))"
    r"(?=$| ?[,.;!]| mais\b| par contre\b)"
)
_KNOW = (
    r"(?:(?:je |j |moi |on |nous )*(?:ne |n )?(?:le |la |l |les |en |y )?(?:sais|sait|savons|savais|connais|connait|connaissons|saurais|saurai)(?: (?:vraiment|meme|franchement|absolument|toujours|encore))* (?:pas|plus|rien|point)(?: (?:du tout|vous dire|te dire))*"
    r"|(?:je )?(?:ne )?(?:me |m |men )?(?:en )?(?:souviens|rappelle|souvient|rappel|souvien)(?: (?:vraiment|meme|franchement))* (?:pas|plus)(?: du tout)?(?: (?:bien))?"
    r"|(?:j ai |j )(?:oublie|zappe|un (?:gros )?trou(?: de memoire)?)|j en sais rien|je n en sais rien|aucune? (?:idee|souvenir)|(?:pas|je n ai pas|j ai pas)(?: la moindre| d)? idee|aucun souvenir|j ignore|je l ignore|va savoir|allez savoir|mystere|alors la|idk|ché pas|che pas"
    r"|(?:je (?:ne )?(?:l ai|les ai)|j ai) pas (?:(?:le papier|les papiers|mes papiers|le numero|ca|mon carnet|le document) )?(?:sous les yeux|sur moi|en tete|avec moi|sous la main)|(?:il )?(?:faut|faudrait|faudra) que je (?:regarde|verifie|demande|cherche|me renseigne|retrouve)"
    r"|(?:on|ils|le medecin|les medecins|personne)(?: ne)?(?: me)?(?: m)?(?: l)? (?:a|ont) (?:pas|rien)(?: encore)? (?:dit|precise|explique|communique)|ca (?:ne )?me dit rien|difficile a dire|je (?:ne )?suis (?:pas|plus) (?:sure?|certaine?|au courant)|pas (?:sure?|certaine?)(?: du tout)?|trou de memoire|inconnue?)"
)
_UNKNOWN = re.compile(rf"\b{_KNOW}(?=$|\W)")
# After these the person goes on about what she does not know.
_ABOUT = re.compile(
    r" ?(?:si|quel(?:le)?s?|quand|combien|ou|le|la|les|l|mon|ma|mes|son|sa|ce|c est (?:quoi|quand|quel)|a quoi|de quoi|quoi|comment|pourquoi|qui|depuis|par coeur|son nom|lequel|laquelle|en quelle|encore|pour|de|du|a)\b"
)
_HEDGED = re.compile(
    r" ?(?:trop|exactement|precisement|au juste|tres bien|bien|vraiment|plus trop|la date exacte|le jour exact|la date|le jour exactement|quel jour(?: exactement)?|le jour|si c est (?:exact|juste|bon)|exactement quand)(?=$| )"
)
_NOT_CONCERNED = re.compile(
    r"\b(?:(?:je (?:ne )?suis )?(?:pas|non) concernee?|sans objet|(?:ca|cela) (?:ne )?(?:me|nous|la|le) concerne pas|pas applicable|non applicable|n a)(?=$|\W)"
)
_CLAUSE_END = re.compile(r"[,.;!]|\b(?:mais|par contre|sinon|en revanche)\b")
_SMALL_TALK = re.compile(
    r"(?:(?:oui|non|ouais|ben|bah|euh|heu|ah|oh|eh|alors|la|franchement|honnetement|desolee?|moi|pour (?:le moment|l instant)|ca|c est|et|mais|en fait|hein|trop|bien|exactement|tres|madame|monsieur|merci|pardon|plus|du tout|ok|bon|je crois|encore|la non|vraiment|a vrai dire|excusez moi|s il vous plait)|[,.!;:])(?: |$)"
)


@dataclass(frozen=True)
class Told:
    """A status, and the stretches of plain words that it does not govern."""

    status: AnswerStatus
    kept: tuple[tuple[int, int], ...]


def status_told(field: str, plain: str) -> Told | None:
    """The status that an answer tells, with what else was said; None when it tells none."""
    for status, patterns in sayings_of(field).statuses.items():
        for pattern in patterns:
            if (own := pattern.search(plain)) is not None:
                return Told(status, _outside(plain, own.start(), own.end()))
    if (refused := _REFUSED.search(plain)) is not None:
        return Told(AnswerStatus.REFUSED, _outside(plain, _clause_start(plain, refused.start()), _clause_end(plain, refused.end())))
    if (unknown := _UNKNOWN.search(plain)) is not None:
        return Told(AnswerStatus.UNKNOWN, _outside(plain, unknown.start(), _unknown_end(plain, unknown.end())))
    if (aside := _NOT_CONCERNED.search(plain)) is not None:
        return Told(AnswerStatus.NOT_APPLICABLE, _outside(plain, aside.start(), aside.end()))
    return None


def _unknown_end(plain: str, end: int) -> int:
    hedge = _HEDGED.match(plain, end)
    if hedge is not None:
        return hedge.end()
    return _clause_end(plain, end) if _ABOUT.match(plain, end) else end


def _clause_start(plain: str, start: int) -> int:
    ends = [m.end() for m in _CLAUSE_END.finditer(plain, 0, start)]
    return ends[-1] if ends else 0


def _clause_end(plain: str, end: int) -> int:
    stop = _CLAUSE_END.search(plain, end)
    return stop.start() if stop else len(plain)


def _outside(plain: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    kept = [(0, start), (end, len(plain))]
    return tuple((s, e) for s, e in kept if not only_small_talk(plain[s:e]))


def only_small_talk(plain: str) -> bool:
    """True when nothing but fillers, yes and no remain."""
    return not _SMALL_TALK.sub("", plain.strip() + " ").strip()
