"""A person asked for in plain words: this works at every turn, whatever a model thinks of the message."""

from __future__ import annotations

import re

from lexicon.text import plain

_WHO = (
    r"(?:une (?:vraie |autre )?personne(?: (?:humaine|reelle|physique))?|quelqu un|un (?:vrai )?(?:humain|etre humain|conseiller|agent|interlocuteur|operateur|responsable|travailleur social)"
    r"|une (?:vraie )?(?:assistante sociale|as|conseillere|secretaire|dame|operatrice|standardiste)|qqun|qqn|kelkun|quelquun)"
)
_WISH = r"(?:veux|veut|j?voudrais|voudrait|vx|jveux|aimerais?|aimerai|souhaite|peux|peut on|puis|pourrais|possible|besoin|prefere|prefererais|exige|demande|faut que je|moyen)"
_SPEAK = r"(?:parler|parle|echanger|discuter|dialoguer|communiquer|avoir|joindre|contacter|mis en relation|mise en relation|voir)"
_ELSEWHERE = (
    r"(?! (?:de|du|a|chez) (?:la |l |le )?(?:caf|cpam|secu|mairie|mdph|banque|hopital|prefecture|police|impots|carsat|msa|ma|mon|chez))"
)

_DEMANDS = (
    re.compile(rf"\b{_WISH} (?:\S+ ){{0,4}}?{_SPEAK} (?:\S+ ){{0,3}}?{_WHO}\b{_ELSEWHERE}"),
    re.compile(rf"\b(?:passez|mettez|passe|donnez) (?:moi |nous )?(?:\S+ ){{0,3}}?{_WHO}\b"),
    re.compile(r"\bparler (?:a|avec) (?:une vraie personne|un (?:vrai )?(?:humain|etre humain))\b"),
    re.compile(
        rf"^(?:bonjour |non |s il vous plait |svp |je (?:veux|voudrais) |parler (?:a|avec) )*{_WHO}(?: (?:s il vous plait|svp|stp|merci|vite|maintenant|tout de suite))*$"
    ),
)
# « rappelez-moi », « plus tard »: to be phoned, which is another wish.
_LATER = re.compile(r"\b(?:rappel\w*|plus tard|demain|la semaine prochaine)\b")
_NOT = re.compile(r"\b(?:pas|plus) (?:besoin|envie|la peine|parler)\b")
_APART = re.compile(r"[^a-z0-9]+")


def asks_for_person(text: str) -> bool:
    """True when the message asks, in plain words, to speak to a person now."""
    words = _APART.sub(" ", plain(text)).strip()
    if _LATER.search(words) or _NOT.search(words):
        return False
    return any(demand.search(words) for demand in _DEMANDS)
