"""A typed sentence as a speech recogniser would write down what is said: lower case, no punctuation, words in full."""

from __future__ import annotations

import re
import unicodedata

MONTHS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"]

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\d+])(?:\+33 ?|0)([1-9])((?:[ .-]?\d{2}){4})(?!\d)")
_DATE = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b")
_HOUR = re.compile(r"\b(\d{1,2}) ?h ?(\d{2})?\b")
_ORDINAL = re.compile(r"\b(\d+)(?:i?[èe]me|e)\b")
# What stands between words, apostrophes and inner hyphens apart.
_PUNCTUATION = re.compile(r"[^\w\s'+-]|(?<!\w)-|-(?!\w)|(?<!\w)'|_|\+(?!\d)")

# Read aloud in full. Initials are heard as they are written.
_ABBREVIATIONS = {
    "rdv": "rendez-vous",
    "mme": "madame",
    "mr": "monsieur",
    "m.": "monsieur",
    "dr": "docteur",
    "svp": "s'il vous plaît",
    "stp": "s'il te plaît",
    "tel": "téléphone",
    "n°": "numéro",
    "€": "euros",
    "%": "pour cent",
    "&": "et",
    "nn": "non",
    "ui": "oui",
    "jsp": "je sais pas",
    "tkt": "t'inquiète",
    "slt": "salut",
    "bjr": "bonjour",
    "jsuis": "je suis",
    "jsui": "je suis",
    "jme": "je me",
    "jsai": "je sais",
    "jen": "j'en",
    "sui": "suis",
    "ke": "que",
    "ki": "qui",
    "koi": "quoi",
    "pr": "pour",
    "ds": "dans",
    "pa": "pas",
    "plu": "plus",
    "fer": "faire",
    "aprem": "après-midi",
}
# Typed without accents or apostrophes; a recogniser spells them.
_SPELT = {
    "a mon compte": "à mon compte",
    "a l hopital": "à l'hôpital",
    "a l'hopital": "à l'hôpital",
    "a l usine": "à l'usine",
    "l hopital": "l'hôpital",
    "l après-midi": "l'après-midi",
    "l aprem": "l'après-midi",
    "hospitalisé a": "hospitalisé à",
    "amené a": "amené à",
    "g eu": "j'ai eu",
    "g peur": "j'ai peur",
    "g plus": "j'ai plus",
    "c bon": "c'est bon",
    "hopital": "hôpital",
    "arret": "arrêt",
    "interimaire": "intérimaire",
    "etre": "être",
    "apres": "après",
    "chomage": "chômage",
    "secu": "sécu",
    "renouvelee": "renouvelée",
    "coeur": "cœur",
}


def recognised(text: str) -> str:
    """What the recogniser gives for the sentence, for example « 06 39 98 12 12 » or « 3 mai 1970 » whatever way it was typed."""
    said = unicodedata.normalize("NFC", text).replace("’", "'").replace("‘", "'")
    said = _EMAIL.sub(lambda m: _spoken_email(m[0]), said)
    said = _PHONE.sub(_spoken_phone, said)
    said = _DATE.sub(_spoken_date, said)
    said = _HOUR.sub(lambda m: f"{m[1]} heures {m[2] or ''}", said)
    said = _ORDINAL.sub(r"\1e", said)
    said = said.lower()
    said = " ".join(_ABBREVIATIONS.get(word.strip(',;:!?…()«»"'), word) for word in said.split())
    said = " ".join(_PUNCTUATION.sub(" ", said).split())
    said = " ".join(_ABBREVIATIONS.get(word, word) for word in said.split())
    for typed, spelt in _SPELT.items():
        said = re.sub(rf"(?<![\w'-]){re.escape(typed)}(?![\w'-])", spelt, said)
        # The word after an elided one: « l'hopital ».
        said = re.sub(rf"(?<=[dljmnst]'){re.escape(typed)}(?![\w'-])", spelt, said)
    return said


def _spoken_email(address: str) -> str:
    return address.replace("@", " arobase ").replace(".", " point ").replace("-", " tiret ")


def _spoken_phone(found: re.Match[str]) -> str:
    pairs = re.findall(r"\d{2}", found[2])
    first = f"+33 {found[1]}" if found[0].startswith("+") else f"0{found[1]}"
    return " ".join([first, *pairs])


def _spoken_date(found: re.Match[str]) -> str:
    day, month = int(found[1]), int(found[2])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return found[0]
    return f"{'1er' if day == 1 else day} {MONTHS[month - 1]} {found[3]}"
