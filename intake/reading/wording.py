"""French as people write and say it, made plain, with the way back to the exact words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from text_to_num import alpha2digit

from lexicon.text import fold

MAX_CHARS = 20_000

_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\s]")

# Short forms of text messages and of speech recognition, word for word.
SHORT_FORMS = {
    "jsuis": "je suis", "chui": "je suis", "chuis": "je suis", "jsui": "je suis", "jss": "je suis", "chuit": "je suis", "jai": "j ai",
    "jvais": "je vais", "jveux": "je veux", "jpeux": "je peux", "jtravaille": "je travaille", "jsais": "je sais",
    "jsai": "je sais", "chais": "je sais", "jsp": "je sais pas", "jspas": "je sais pas", "jen": "j en", "jetais": "j etais",
    "javais": "j avais", "jhabite": "j habite", "jabite": "j habite", "jattends": "j attends", "jaimerais": "j aimerais",
    "jaimerai": "j aimerais", "jy": "j y", "cest": "c est", "cetait": "c etait", "ctait": "c etait", "nai": "n ai", "nest": "n est",
    "nen": "n en", "quil": "qu il", "quon": "qu on", "dun": "d un", "dune": "d une", "dla": "de la", "lhopital": "l hopital",
    "lhosto": "l hopital", "lhopitale": "l hopital", "hopitale": "hopital", "hosto": "hopital", "opital": "hopital",
    "daccord": "d accord", "dac": "d accord", "ya": "y a", "yen": "y en", "sest": "s est", "mappelle": "m appelle",
    "mapelle": "m appelle", "mapel": "m appelle", "mappel": "m appelle", "mapl": "m appelle", "aprem": "apres midi",
    "ke": "que", "ki": "qui", "koi": "quoi", "kan": "quand", "qd": "quand", "pr": "pour", "pa": "pas",
    "ds": "dans", "avk": "avec", "tt": "tout", "ts": "tous", "tjs": "toujours", "tjrs": "toujours", "mtn": "maintenant",
    "bcp": "beaucoup", "rdv": "rendez vous", "dr": "docteur", "svp": "s il vous plait", "ojd": "aujourd hui", "auj": "aujourd hui",
    "depui": "depuis", "dps": "depuis", "dpuis": "depuis", "ouai": "ouais", "ouaip": "ouais",
    "ouep": "ouais", "wi": "oui", "voui": "oui", "nan": "non", "nn": "non", "nop": "non", "nope": "non", "cb": "combien",
    "ns": "nous", "vs": "vous", "pck": "parce que", "pcq": "parce que", "boulo": "boulot", "taf": "boulot", "taff": "boulot",
    "licensier": "licencier", "licensie": "licencie", "licenciment": "licenciement", "licensiement": "licenciement",
    "hospitaliser": "hospitalise", "ospitalise": "hospitalise", "hospitalize": "hospitalise", "mutuel": "mutuelle",
    "mutuele": "mutuelle", "retrete": "retraite", "aret": "arret", 
    "aretee": "arrete", "areter": "arrete", "maladi": "maladie", "chomaje": "chomage", "chaumage": "chomage",
     "aranger": "arranger", "medcin": "medecin",
    "interin": "interim", "interimm": "interim", "selibataire": "celibataire", "celibatere": "celibataire",
    "ui": "oui", "oue": "ouais", "jame": "jamais", "jamai": "jamais", "koa": "quoi", "kwa": "quoi", "pk": "pourquoi",
    "pq": "pourquoi", "pkoi": "pourquoi", "pourkoi": "pourquoi", "keske": "qu est ce que", "dsl": "desole", "rep": "reponds",
    "sai": "sais", "vi": "vis", "fo": "faut", "fau": "faut", "vou": "vous", "jme": "je me", "jprefere": "je prefere",
    "prefer": "prefere", "ptet": "peut etre", "ptetre": "peut etre", "peutetre": "peut etre", "nimporte": "n importe", "enfan": "enfant",
    "enfans": "enfants", "kelkun": "quelqu un", "qqun": "quelqu un", "medsin": "medecin", "telefone": "telephone", "telephon": "telephone",
    "txto": "texto", "txt": "texto", "msg": "message", "mesage": "message", "apel": "appel", "apele": "appelle", "apeler": "appeler",
    "appeller": "appeler", "courier": "courrier", "tutel": "tutelle", "curatel": "curatelle", "demin": "demain", "oprer": "operer",
    "slt": "salut", "bjr": "bonjour", "bsr": "bonsoir", "mr": "monsieur", "mme": "madame", "mlle": "mademoiselle", "chepa": "je sais pas",
    "chepas": "je sais pas", "cpa": "c est pas", "jatten": "j attends", "jaten": "j attends", "divorse": "divorce", 
    "ossi": "aussi", "osi": "aussi", "toutseul": "tout seul", "travay": "travail", "travaye": "travaille", "secue": "secu", "nimport": "n importe",
}  # fmt: skip

# Written as they sound, told from other words by their accent.
SOUNDED = {"é": "et", "mé": "mais", "lé": "l ai", "jé": "j ai", "wé": "oui", "sé": "sais", "ché": "je sais", "cé": "c est", "dé": "des"}  # fmt: skip
# A letter in the place of words, before a word; never in an address, where letters are spelled.
_LETTER = re.compile(r"(?<![\w@.] )(?<![\w'@.-])[cg] (?=[a-z]{2})(?!c?est\b)(?!(?:point|tiret|comme|arobas\w*)\b)|(?<=\bje )v (?=[a-z]{2})")
_LETTERS = {"c": "c est", "g": "j ai", "v": "vais"}
_ADDRESS = re.compile(r"@|\barr?obas\w*|\bat\b")


@dataclass(frozen=True)
class Wording:
    """Plain words of a text separated by single spaces, punctuation as words of its own.

    Apostrophes and hyphens between letters are spaces: `j ai`, `quatre vingt`. `said` gives back the exact words.
    """

    source: str
    plain: str
    # For each character of `plain`, the index of its token; for each token, its place in `source`.
    _token_of: tuple[int, ...]
    _places: tuple[tuple[int, int], ...]

    def said(self, start: int, end: int) -> str:
        """The exact substring of the source that `plain[start:end]` came from."""
        if not self._places or start >= end:
            return ""
        first = self._token_of[min(start, len(self._token_of) - 1)]
        last = self._token_of[min(end, len(self._token_of)) - 1]
        return self.source[self._places[first][0] : self._places[last][1]]


@lru_cache(maxsize=256)
def wording(text: str) -> Wording:
    """Make a text plain; text past 20,000 characters is not looked at."""
    source = text[:MAX_CHARS]
    folded = fold(source)
    parts: list[str] = []
    token_of: list[int] = []
    places: list[tuple[int, int]] = []
    letters = set() if _ADDRESS.search(folded.text) else {m.start() for m in _LETTER.finditer(folded.text)}
    for match in _TOKEN.finditer(folded.text):
        word = match.group()
        if word == "'" or (word == "-" and _between_letters(folded.text, match.start())):
            continue
        if match.start() in letters:
            word = "je" if folded.text.startswith("g suis", match.start()) else _LETTERS[word]
        elif len(word) < 4 and (sounded := SOUNDED.get(source[slice(*folded.span(*match.span()))].lower())) is not None:
            word = sounded
        else:
            word = SHORT_FORMS.get(word, word)
        if parts:
            parts.append(" ")
            token_of.append(len(places))
        parts.append(word)
        token_of.extend([len(places)] * len(word))
        places.append(folded.span(*match.span()))
    return Wording(source, "".join(parts), tuple(token_of), tuple(places))


def _between_letters(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1].isalpha() and text[at + 1].isalpha()


# Ways of saying numbers that the library does not know.
_SAID = (
    (re.compile(r"\bzeros?\b"), "0"),
    (re.compile(r"(?<!quatre )\b(vingt|trente|quarante|cinquante|soixante) (une?)\b"), r"\1 et \2"),
    (re.compile(r"\b(?:dix neuf|mil neuf) cents?\b"), "mille neuf cent"),
)


@lru_cache(maxsize=512)
def with_digits(plain: str) -> str:
    """Plain words with French numbers in digits: `le 12 mars 1961`, `49100`, `0 6 39`."""
    for said, usual in _SAID:
        plain = said.sub(usual, plain)
    return str(alpha2digit(plain, "fr", 0))
