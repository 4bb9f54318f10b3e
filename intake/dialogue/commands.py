"""Short commands that need no understanding: slower, wait, a code, and the words that stand for a button."""

from __future__ import annotations

import re
from collections.abc import Iterable

from intake.dialogue.state import Stage, State
from intake.requests import Choice
from intake.resuming import is_code
from lexicon import plain
from lexicon.codes import Channel

_POLITE = r"(?:(?:s il (?:vous|te) plait|svp|merci|pardon|excusez moi|euh|ah|oh|bon|ben|alors|je vous prie)[ ]?)*"

_MOMENT = r"(?:une?|deux) (?:petite? )?(?:instants?|minutes?|secondes?|moments?)"
_THING = (
    r"(?:lunettes?|papiers?|stylo|crayon|feuille|cartes?|numero|telephone|portable|agenda|calendrier|sac|dossier|courrier|lettre|date|"
    r"portefeuille|ordonnance|carnet|ordinateur|attestation|bulletin|fiche|code|adresse)"
)
_WHERE = r"(?: (?:de|pour|dans|sur|du|a)(?: \w+){1,3})?"
_FETCHING = (
    r"(?:que )?(?:j arrive|je (?:cherche|prends|prenne|regarde|vais (?:chercher|voir|prendre|regarder)|note|reviens|mets|allume)"
    rf"(?: (?:ca|de quoi (?:noter|ecrire)|(?:mes|mon|ma|le|la|les|l|un|une|son|sa) (?:\w+ )?{_THING}{_WHERE}))?)"
)
_UNWANTED = (
    r"(?:je (?:ne )?(?:veux|souhaite|voudrais|tiens a) pas|surtout pas|je (?:prefere|prefererais)|pas besoin|"
    r"(?:ce n est|c est) pas la peine|inutile)"
)
_BEING_CALLED = (
    r"(?:(?:qu on|que vous) (?:ne )?(?:me |m )?(?:rappel|appel)\w*(?: pas)?|"
    r"(?:ne )?(?:pas )?(?:etre |me |m )?(?:rappel|appel)(?:ee?|er)(?: pas)?)"
)
_CALL_ME = r"(?:ne )?(?:me |m )?(?:rappel|appel)(?:ez|er)"

_ON_THE_TELEPHONE = {
    "slower": r"(?:(?:pouvez vous |vous pouvez |parlez |parler |un peu |beaucoup )*(?:plus (?:lentement|doucement)|moins vite)|"
    r"(?:vous (?:parlez|allez) )?(?:c est )?trop vite|doucement|lentement)",
    "faster": r"(?:(?:pouvez vous |vous pouvez |parlez |parler |un peu |beaucoup )*(?:plus vite|moins (?:lentement|doucement))|"
    r"(?:vous (?:parlez|allez) )?(?:c est )?trop lent(?:ement)?)",
    "wait": rf"(?:attendez|attends|ne quittez pas|patientez|{_MOMENT})(?: (?:un peu|moi|{_MOMENT}))?(?: {_FETCHING})?"
    rf"|je vous demande {_MOMENT}|je (?:reviens|vais (?:le |la |les )chercher)|j arrive",
    "repeat": r"(?:repetez|repeter|repete|(?:vous )?pouvez vous repeter|vous pouvez repeter|redites|redites le|comment|pardon|"
    r"j ai pas (?:entendu|compris la question)|je n ai pas entendu|quoi|hein|qu est ce que vous dites)(?: la question)?",
    "no_callback": rf"(?:non |surtout )*(?:{_CALL_ME}(?: surtout)? pas|{_UNWANTED}(?: de| d| a)? {_BEING_CALLED})",
    "goes_on": r"(?:on )?(?:continue|continuer|continuez|continuons|(?:je|on) (?:veux|peut|voudrais) continuer|reprendre|on reprend)",
}
_ANYWHERE = {
    "give_code": r"(?:(?:je (?:veux|voudrais|souhaite)|donnez moi|il me faut|envoyez moi|pouvez vous me donner) )?(?:un|le|mon) code"
    r"(?: pour (?:plus tard|continuer|reprendre)(?: (?:plus tard|ailleurs|par telephone|sur internet|par sms))?)?|"
    r"(?:(?:je (?:veux|voudrais|prefere)|est ce que je peux|on peut) )?(?:continuer|finir|reprendre) "
    r"(?:ailleurs|plus tard|par telephone|au telephone|par sms|sur (?:internet|l ordinateur|mon telephone|le site))",
    "have_code": r"j ai (?:deja |recu )*(?:un|le|mon) code",
}


def _compiled(patterns: dict[str, str]) -> dict[str, re.Pattern[str]]:
    return {move: re.compile(rf"{_POLITE}(?:{pattern})(?: {_POLITE})?") for move, pattern in patterns.items()}


_SPOKEN, _TYPED = _compiled(_ON_THE_TELEPHONE), _compiled(_ANYWHERE)
_LEADING = r"(?:(?:bonjour|bonsoir|oui|alors|euh|ben|bon|voila) )*"
_CODE = re.compile(
    rf"{_LEADING}(?:j ai (?:deja |recu )*(?:un|le|mon) code )?(?:(?:mon|le|un) code )?(?:est |c est )?(?:le )?((?:\d ?){{6}})"
)
# Where nothing was said yet there is nothing to carry elsewhere: the word alone means one that she has.
_HAS_CODE = re.compile(rf"{_LEADING}(?:j ai (?:deja |recu )*)?(?:un|le|mon) code(?: de reprise| pour (?:continuer|reprendre))?")
# A command is said in few words; more are an answer, or an account.
_MOST_WORDS = 12


def command_of(text: str, channel: Channel, state: State) -> str | None:
    """The move that a short command asks for, or None; `text` was screened for danger before."""
    said = _bare(text)
    if not said or len(said.split()) > _MOST_WORDS:
        return None
    asked = state.asked.field if state.asked else None
    if _expects_code(state, asked) and (found := _CODE.fullmatch(said)) is not None and is_code(found[1]):
        return "take_code"
    if asked == "narrative" and state.memory.stage is Stage.OPENING and _HAS_CODE.fullmatch(said) is not None:
        return "have_code"
    for move, pattern in {**(_SPOKEN if channel is Channel.VOICE else {}), **_TYPED}.items():
        if pattern.fullmatch(said):
            return move
    return None


def _expects_code(state: State, asked: str | None) -> bool:
    return state.memory.code_expected or (asked == "narrative" and state.memory.stage is Stage.OPENING)


# What is said for a button where there is none to press.
_SAID = {
    "send": ("transmettre", "transmettez", "envoyer", "envoyez", "oui transmettez", "oui envoyez"),
    "stop": ("arreter", "arretez", "arreter la", "j arrete", "on arrete"),
    "resume": ("continuer", "continuez", "continue", "on continue", "je continue"),
    "delete": ("tout effacer", "effacez tout", "effacer", "effacez"),
    "restart": ("recommencer", "recommencez", "on recommence"),
    "add": ("ajouter", "j ajoute", "ajouter quelque chose"),
}


def choice_said(text: str, choices: Iterable[Choice]) -> Choice | None:
    """The button whose title, or whose word, is exactly what was said; values of fields are left to their readers."""
    said = _bare(text)
    for choice in choices:
        if choice.field is not None and choice.act is None:
            continue
        if said == _bare(choice.title) or said in _SAID.get(choice.step or "", ()):
            return choice
    return None


def _bare(text: str) -> str:
    """Words and figures only, folded, one space between."""
    return " ".join(_WORD.findall(plain(text)))


_WORD = re.compile(r"[a-z0-9]+")
