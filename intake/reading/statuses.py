"""Answers without a value: refused, not known, not applicable."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from intake.reading.sayings import said_everywhere, sayings_of
from lexicon.codes import AnswerStatus

# After these the person goes on about what she does not know.
_ABOUT = re.compile(
    r" ?(?:si|quel(?:le)?s?|quand|combien|ou|le|la|les|l|mon|ma|mes|son|sa|ce|c est (?:quoi|quand|quel)|a quoi|de quoi|quoi|comment|pourquoi|qui|depuis|par coeur|son nom|lequel|laquelle|en quelle|encore|pour|de|du|a)\b"
)
_HEDGED = re.compile(
    r" ?(?:trop|exactement|precisement|au juste|tres bien|bien|vraiment|plus trop|la date exacte|le jour exact|la date|le jour exactement|quel jour(?: exactement)?|le jour|si c est (?:exact|juste|bon)|exactement quand)(?=$| )"
)
_NOT_CONCERNED = re.compile(
    r"\b(?:(?:je (?:ne )?suis )?(?:pas|non) concernee?|sans objet|(?:ca|cela) (?:ne )?(?:me|nous|la|le) concerne pas|pas applicable|non applicable)(?=$|\W)|^n (?:/ )?a$"
)
_CLAUSE_END = re.compile(r"[,.;!]|\b(?:mais|par contre|sinon|en revanche)\b")
_SMALL_TALK = re.compile(
    r"(?:(?:oui|non|ouais|ben|bah|euh|heu|ah|oh|eh|alors|la|franchement|honnetement|desolee?|moi|pour (?:le moment|l instant)|ca|c est|et|mais|en fait|hein|trop|bien|exactement|tres|madame|monsieur|merci|pardon|plus|du tout|ok|bon|je crois|encore|la non|vraiment|a vrai dire|excusez moi|s il vous plait)|[,.!;:])(?: |$)"
)


_SENT = re.compile(r"\b(?:demandes?|dossiers?|envoye\w*|depose\w*|rempli\w*|postee?|renvoye\w*|mdph|courrier|attends?|attente)\b")


@dataclass(frozen=True)
class Told:
    """A status, and the stretches of plain words that it does not govern."""

    status: AnswerStatus
    kept: tuple[tuple[int, int], ...]


@cache
def _everywhere() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What refuses and what says that one does not know, whatever is asked."""
    refused, unknown = said_everywhere()
    return (
        re.compile(rf"\b(?:{'|'.join(refused)})(?=$| ?[,.;!]| mais\b| par contre\b)"),
        re.compile(rf"\b(?:{'|'.join(unknown)})(?=$|\W)"),
    )


def status_told(field: str, plain: str) -> Told | None:
    """The status that an answer tells, with what else was said; None when it tells none."""
    sayings = sayings_of(field)
    for status, patterns in sayings.statuses.items():
        for pattern in patterns:
            if (own := pattern.search(plain)) is not None:
                # In a list the words around a status are part of it: "les arrêts ça me concerne plus".
                start, end = (_clause_start(plain, own.start()), _clause_end(plain, own.end())) if sayings.values else own.span()
                return Told(status, _outside(plain, start, end))
    refusing, not_knowing = _everywhere()
    if (refused := refusing.search(plain)) is not None and not _of_an_office(plain, refused):
        return Told(AnswerStatus.REFUSED, _outside(plain, _clause_start(plain, refused.start()), _clause_end(plain, refused.end())))
    if (unknown := not_knowing.search(plain)) is not None:
        return Told(AnswerStatus.UNKNOWN, _outside(plain, unknown.start(), _unknown_end(plain, unknown.end())))
    if (aside := _NOT_CONCERNED.search(plain)) is not None:
        return Told(AnswerStatus.NOT_APPLICABLE, _outside(plain, aside.start(), aside.end()))
    return None


def _of_an_office(plain: str, refused: re.Match[str]) -> bool:
    """True when it is the office that has not answered: « demande envoyée en octobre pas de réponse »."""
    return "reponse" in refused[0] and _SENT.search(plain, 0, refused.start()) is not None


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
