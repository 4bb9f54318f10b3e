"""Why a text did not arrive, in plain French."""

from __future__ import annotations

from datetime import date

from desk.views.words import moment
from intake.requests import UndeliveredText

# The carrier's codes that say something a reader can use.
_CAUSES = {
    "21211": "ce numéro n’existe pas",
    "21610": "la personne a écrit STOP : elle ne veut plus de SMS",
    "21614": "ce numéro ne reçoit pas de SMS",
    "30003": "le téléphone est éteint ou hors réseau",
    "30004": "le téléphone ou son opérateur refuse ces SMS",
    "30005": "ce numéro n’est plus en service",
    "30006": "ce numéro est un fixe, ou ne reçoit pas de SMS",
    "30007": "l’opérateur l’a bloqué",
}


def not_arrived(text: UndeliveredText | None, today: date) -> str | None:
    """« Le dernier SMS n’est pas arrivé (le téléphone est éteint ou hors réseau). Il date de lundi 23 novembre à 9 h 05. »."""
    if text is None:
        return None
    cause = _CAUSES["21610"] if text.stopped else _CAUSES.get(text.error or "", "cause inconnue")
    return f"Le dernier SMS n’est pas arrivé ({cause}). Écrit {moment(text.at, today)}."
