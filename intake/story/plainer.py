"""Plain words made plainer: without hesitations, with the short spellings of stories written out; each with the way back."""

from __future__ import annotations

import re

from intake.reading import Wording

_HESITATIONS = frozenset(("euh", "heu", "hum", "hein", "ben", "bah", "beh"))
# Word for word; the right-hand side may be several words.
_SPELT = {
    "ve": "veut", "veu": "veut", "di": "dit", "pu": "plus", "kil": "qu il", "kils": "qu ils", "kon": "qu on", "kelle": "qu elle",
    "el": "elle", "ele": "elle", "ell": "elle", "sui": "suis", "vi": "vis", "plu": "plus", "ier": "hier", "cop": "copine", "mn": "mon",
    "clinik": "clinique", "licensiment": "licenciement", "fe": "fait", "mutuel": "mutuelle", "mutuele": "mutuelle",
    "jpense": "je pense", "jtouche": "je touche", "jsors": "je sors", "jrentre": "je rentre", "jcherche": "je cherche",
    "jmoccupe": "je m occupe", "jannule": "j annule", "jrepousse": "je repousse", "jdois": "je dois", "jdoi": "je dois",
    "jvis": "je vis", "jvi": "je vis", "jmet": "je mets", "jfais": "je fais", "jfai": "je fais", "jpeu": "je peux", "jve": "je veux",
    "jveu": "je veux", "jme": "je me", "jle": "je le", "jne": "je ne", "jnai": "je n ai", "jnen": "je n en", "mutuell": "mutuelle",
    "jrs": "jours", "jr": "jour", "sem": "semaines", "dep": "depuis", "toubi": "toubib", "doctoresse": "docteur", "doc": "docteur",
    "boss": "patron", "patrone": "patronne", "meuf": "femme", "mec": "copain", "fiston": "fils",
}  # fmt: skip
# « Le docteur ma arrete » : « m’a arrêté ».
_DONE = re.compile(
    r"arr?eter?|arr?etee|mis?|dit|di|licencier?|licenciee|viree?|virer|declaree?|donner?|done|prolonger?|prolongee|"
    r"prescrit|remplacee?|convoquee?|"
    r"menacee?|proposer?|envoyer?|operee?|hospitalisee?|reconnue?|refait|laissee?|conseille|oriente"
)
# « Larret », « dinvalidite »: an apostrophe left out.
_ELIDED = re.compile(
    r"[ldj](?=(?:arr?et|invalid|hopital|agence|employ|operation|assist|usine|accident|attend|annul|habite|avais?$|"
    r"aurais?$|etais?$|ai$))"
)
_NUMBER = re.compile(r"\d+|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|quelques|plusieurs")


class Plainer:
    """The words of an account as its phrases expect them, ended as a sentence is."""

    def __init__(self, words: Wording) -> None:
        self._words = words
        parts: list[str] = []
        # For each character, where its word begins in the plain text.
        self._places: list[int] = []
        tokens = [(m.group(), m.start()) for m in re.finditer(r"\S+", words.plain)]
        before = ""
        for index, (word, start) in enumerate(tokens):
            after = tokens[index + 1][0] if index + 1 < len(tokens) else ""
            if word not in _HESITATIONS and not (word == before and word.isalpha()):
                spelt = _spelt(word, before, after)
                parts.append(spelt)
                self._places += [start] * (len(spelt) + 1)
            before = word
        self.text = " ".join([*parts, ". "])

    def said(self, start: int, end: int) -> str:
        """The person's own words behind a span of the text."""
        start += len(self.text[start:end]) - len(self.text[start:end].lstrip())
        if not self._places or start >= end:
            return ""
        first = self._places[min(start, len(self._places) - 1)]
        last = self._places[min(end, len(self._places)) - 1]
        stop = self._words.plain.find(" ", last)
        return self._words.said(first, stop if stop >= 0 else len(self._words.plain)).strip()


def _spelt(word: str, before: str, after: str) -> str:
    if word in ("ma", "mont") and _DONE.fullmatch(after):
        return "m a" if word == "ma" else "m ont"
    if word in ("moi", "moie") and _NUMBER.fullmatch(before):
        return "mois"
    if word == "sa" and after in ("fait", "fai", "va"):
        return "ca"
    if word in ("g", "c") and after.isalnum() and after not in ("est", "etait", "2"):
        return "j ai" if word == "g" else "c est"
    if word == "avc" and after in ("eux", "mes", "mon", "ma", "lui", "elle", "nos", "les", "moi", "ses"):
        return "avec"
    if word == "e" and before.isalpha() and after.isalpha():
        return "est"
    if word == "u" and before in ("ai", "jai"):
        return "eu"
    if word not in _SPELT and (elided := _ELIDED.match(word)) is not None:
        return f"{elided.group()} {word[1:]}"
    return _SPELT.get(word, word)
