"""Answers without a value: refused, not known, not applicable."""

from __future__ import annotations

import re
from dataclasses import dataclass

from intake.reading.sayings import sayings_of
from lexicon.codes import AnswerStatus

_TELL = (
    r"(?:dis|dire|dirai|dirais|donne|donner|donnerai|donnerais|reponds|repondre|repondrai|repondrais|communique|communiquer|communiquerai|raconte|raconter|raconterai"
    r"|divulgue|divulguer|partage|partager|confie|confier|precise|preciser|indique|indiquer|transmets|transmettre|laisse|laisser|laisserai|ecris|ecrire|ecrirai|dirais)"
)
_OBJECTS = r"(?:(?:vous|te|la|le|l|les|en|y|ca|n|ne) )*"
_WANT = r"(?:veux|veut|voudrais|souhaite|desire|compte|prefere|prefererais|tiens|vais|aimerais|aime)"
_REFUSED = re.compile(
    # « je ne veux pas le dire », « je préfère pas »
    rf"\b(?:(?:je )?(?:ne )?{_WANT} (?:vraiment |surtout |absolument |autant |mieux |plutot )*(?:ne )?(?:pas|plus)(?: (?:a|envie|trop|d|de|que))* {_OBJECTS}(?:{_TELL}|parler|en parler|parler de|que l on|(?:mon|ma|mes) (?:nom|prenom|numero|adresse|date|mail|dossier|identite)\b)\b.*?"
    r"|(?:je )?(?:ne )?(?:veux|souhaite|desire|prefere|prefererais|voudrais|tiens) (?:vraiment |surtout |autant |mieux |plutot )*(?:pas|plus|ne pas)(?= ?(?:$|[,.!;]|merci|non merci|desole))"
    # « je ne le donnerai pas », « je dis rien », « jamais je donne ça »
    rf"|\bje (?:ne )?{_OBJECTS}{_TELL} (?:surtout |vraiment |plus |absolument )*(?:pas|rien|jamais)(?! (?:(?:au|a l|sur le|aux) (?:telephone|tel|appels?|inconnus?|numeros?)|non\b|oui\b|a (?:lui|elle|mon|ma))).*?"
    rf"|(?:jamais|pas question que|hors de question que) je (?:ne )?{_OBJECTS}{_TELL}.*?"
    rf"|(?:je )?(?:n |ne )?(?:ai|suis|etes|avez|vois) (?:pas|rien|nullement|pas du tout) (?:a|oblige[e]? (?:de|d)|tenue? (?:de|d)|pourquoi je) {_OBJECTS}{_TELL}.*?"
    rf"|(?:pas|aucune|vraiment pas)(?: \w+)? envie (?:de |d |qu |que )?.*?|(?:hors de|pas) question(?: .*)?|c est (?:toujours )?non et (?:c est )?non"
    # « ça ne vous regarde pas », « c’est privé »
    r"|(?:ca|cela|ce|(?:mon|ma|mes|ses|son|sa) \w+) (?:ne )?(?:vous |te |nous )?(?:regarden?t?|concernen?t?|regarde pas) (?:pas|personne|que (?:moi|nous|elle|lui))(?<!me concerne pas).*?"
    r"|(?:ca|cela) (?:ne )?regarde (?:pas|que moi|personne).*?|(?:c est|ce sont) (?:tres |trop |un peu |vraiment )*(?:mes affaires|prive|personnel(?! de)|perso|confidentiel|ma vie privee|intime|indiscret|mes oignons)|occupez vous de (?:vos|vous).*?|melez vous (?:de|d).*?"
    r"|vie privee|donnees? (?:privees?|personnelles?)|trop indiscret|(?:ca|cela) me gene.*?|secret(?: medical| professionnel| defense)?"
    # « je passe », « joker »
    r"|(?:sans|(?<!ai )(?<!eu )(?<!recu )(?<!encore )(?<!toujours )pas de) (?:reponse|commentaires?)|no comment|je (?:refuse|m abstiens)(?: .*)?|je (?:passe|zappe)(?: (?:la question|mon tour|cette question|celle la).*)?(?= ?(?:$|[,.!;]))|(?:la )?(?:question )?suivante?(?: s il vous plait)?|(?:on )?(?:passons|passe|passez)(?: (?:a )?(?:la |une |l )?(?:suite|suivante|autre|question suivante|autre question|autre chose))?(?= ?(?:$|[,.!;]))|je (?:la |le |les )?garde (?:ca |cela )?pour (?:moi|nous)|joker"
    # à quelqu’un d’autre, plus tard
    r"|je (?:vous )?(?:le |la )?(?:dirai|donnerai|verrai) (?:ca )?(?:a (?:une|la|quelqu|l)|plus tard|de vive|quand|directement).*?"
    r"|(?:je )?(?:prefere|prefererais|aime mieux|aimerais mieux) (?:qu une|qu on|en parler|le dire|en discuter|voir (?:ca|avec)|attendre|dire (?:ca|a)|eviter|garder|passer|parler (?:a|de)|que ce soit|ne rien|rien (?:dire|repondre|donner|ecrire)|pas (?:dire|repondre)).*?"
    r"|vous (?:n avez|avez) pas (?:besoin|a (?:le )?savoir).*?|(?:je )?(?:prefere|prefererais|veux|souhaite|aimerais|voudrais)(?: vraiment)? (?:rester|garder l|l) ?(?:anonyme|anonymat|discre\w*).*?)"
    r"(?=$| ?[,.;!]| mais\b| par contre\b)"
)
_SINCERELY = r"(?: (?:vraiment|meme|franchement|absolument|toujours|encore|jamais|plus|honnetement))*"
_KNOW = (
    rf"(?:(?:je |j |moi |on |nous )*(?:ne |n )?(?:le |la |l |les |en |y )?(?:sais|sait|savons|savais|connais|connait|connaissons|saurais|saurai){_SINCERELY} (?:pas|plus|rien|point|pu|jamais)(?! (?:bien |trop |tres bien )?(?:lire|ecrire|parler|compter|conduire|marcher|m exprimer|m en servir|utiliser)\b)(?: (?:du tout|vous dire|te dire))*"
    r"|che (?:pas?|plus?|pu)|j en sais (?:foutre )?rien|(?:je )?(?:peux|pourrais|pourrai) (?:pas|plus) (?:vous |te )?(?:le )?(?:dire(?: (?:exactement|comme ca|au juste))?|repondre)(?! (?:a|au) )"
    rf"|(?:je )?(?:ne )?(?:me |m |men )?(?:en )?(?:souviens|rappelle|souvient|rappel|souvien){_SINCERELY} (?:pas|plus|jamais|pu)(?: du tout)?(?: (?:bien))?"
    r"|(?:j ai |j )(?:tout )?(?:oublie|zappe|un (?:gros )?trou(?: de memoire)?)|n en sais rien|aucune? (?:idee|souvenir)|(?:pas|je n ai pas|j ai pas)(?: la moindre| d)? idee|aucun souvenir|j ignore|je l ignore|va savoir|allez savoir|mystere|alors la|idk"
    r"|(?:je (?:ne )?(?:l ai|les ai|l ais)|j ai|on a|n ai) (?:pas|plus|jamais) (?:(?:le|les|mes|mon|ma|la|ca|son|sa) ?(?:[a-z]+ )?)?(?:sous les yeux|sur moi|en tete|avec moi|sous la main|la|note)"
    r"|(?:il )?(?:faut|faudrait|faudra) (?:que je|que j) (?:regarde|verifie|demande|cherche|me renseigne|retrouve|aille voir|appelle)|je (?:dois|vais) (?:regarder|verifier|chercher|demander|me renseigner|retrouver)|je (?:regarderai|verifierai|chercherai)|je (?:retrouve|trouve) (?:pas|plus)(?= ?(?:$|[,.]|le|la|mes|mon|ma))"
    r"|(?:on|ils|le medecin|les medecins|le docteur|personne)(?: ne)?(?: me)?(?: m)?(?: l)? (?:a|ont) (?:pas|rien|jamais)(?: encore)? (?:dit|precise|explique|communique)|personne (?:ne )?(?:le )?sait|ca (?:ne )?me dit rien|difficile a dire|je (?:ne )?suis (?:pas|plus) (?:trop |tres |vraiment )?(?:sure?|certaine?|au courant)|pas (?:trop |tres |vraiment )?(?:sure?|certaine?)(?: du tout)?|trou de memoire|inconnue?"
    r"|(?:je )?(?:n y )?(?:comprends|connais|comprend) rien (?:a|aux|la|dans)(?: \w+)?( \w+)?|j y (?:comprends|connais) rien|c est (?:ma|mon) (?:femme|mari|fille|fils|mere) qui (?:sait|gere|s occupe)\b.*)"
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
    sayings = sayings_of(field)
    for status, patterns in sayings.statuses.items():
        for pattern in patterns:
            if (own := pattern.search(plain)) is not None:
                # In a list the words around a status are part of it: "les arrêts ça me concerne plus".
                start, end = (_clause_start(plain, own.start()), _clause_end(plain, own.end())) if sayings.values else own.span()
                return Told(status, _outside(plain, start, end))
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
