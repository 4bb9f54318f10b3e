"""From what people type or say to plain spaced words: SMS spelling, missing apostrophes, masked swearing, common misspellings."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from lexicon.text import Folded, fold

# Words as typed on a phone, with what they stand for. An empty value drops the word: « ne » says nothing that « pas » or « plus » does not.
_SHORT: dict[str, str] = {
    typed: meant
    for typed_forms, meant in {
        "n ne": "",
        "j": "je",
        "m": "me",
        "s": "se",
        "d": "de",
        "t": "te",
        "qu ke q k": "que",
        "ki": "qui",
        "c": "ce",
        "cest": "ce est",
        "ct cetait setait": "ce etait",
        "jveu jveux jve jveut jveus jvx": "je veux",
        "jvai jvais jv jvé": "je vais",
        "jpeu jpeux jpe jpx": "je peux",
        "jsuis jsui chuis chui jss jsuit": "je suis",
        "jme": "je me",
        "jm": "je me",
        "jte": "je te",
        "jen": "je en",
        "jle": "je le",
        "jpense jpens": "je pense",
        "jdor jdors jdort": "je dors",
        "jsai jsais": "je sais",
        "jser jsers jsert": "je sers",
        "jfais jfai": "je fais",
        "jprends jprend": "je prends",
        "jvoudrais jvoudrai": "je voudrais",
        "jnai": "je ai",
        "jnen": "je en",
        "jvoulais": "je voulais",
        "jorai": "je aurais",
        "jsens": "je sens",
        "jmsens jmesens": "je me sens",
        "veu ve vx": "veux",
        "px": "peux",
        "vai": "vais",
        "sui": "suis",
        "fai": "fais",
        "plu": "plus",
        "pa ps": "pas",
        "jamai": "jamais",
        "kil quil": "que il",
        "kel": "que elle",
        "quils": "que ils",
        "quon kon": "que on",
        "sil": "si il",
        "tt tou": "tout",
        "ts touts": "tous",
        "tte": "toute",
        "ttes": "toutes",
        "ds dan": "dans",
        "av avk ac": "avec",
        "bcp": "beaucoup",
        "pr": "pour",
        "mtn mnt mtnt maintenan": "maintenant",
        "ajd auj ojd aujourdhui": "aujourd hui",
        "envi envies anvie": "envie",
        "mor": "mort",
        "morire mourire mourrir mouri morir mouriir mourrire mourirr": "mourir",
        "krever": "crever",
        "vivr viv": "vivre",
        "tuez tuee": "tuer",
        "lair": "l air",
        "qq1 qqn kelkun": "quelqu un",
        "ryen rein": "rien",
        "mwa moa": "moi",
        "ya": "il y a",
        "dormire": "dormir",
        "dorm dor": "dors",
        "dehor deor dhors": "dehors",
        "soire": "soir",
        "frape": "frappe",
        "fraper": "frapper",
        "frapent": "frappent",
        "tappe": "tape",
        "hopita hosto": "hopital",
        "medoc medocs": "medicaments",
        "cacheton cachetons": "cachets",
        "bb": "bebe",
        "gosse gamin gamine mome mioche": "enfant",
        "gosses gamins gamines momes mioches": "enfants",
        "meuf": "femme",
        "keum": "mec",
        "reveiler revellier": "reveiller",
        "respir": "respire",
        "tjr tjrs tjs toujour tjour": "toujours",
        "ss": "sans",
        "biento": "bientot",
        "finire": "finir",
    }.items()
    for typed in typed_forms.split()
}
_GLUE = {"j": "je", "l": "l", "m": "me", "t": "te", "s": "se", "d": "de", "n": ""}
_AFTER_GLUE = frozenset(
    "ai as avais avait aurais irai en y etouffe etouffer avale habite attends espere ecris envisage aimerais aime arrive arrete etais etait ose "
    "hopital enferme enferment enfermee etrangle etrangler eau enfant enfants ecole insulte attache agresse abuse ex appartement hotel oxygene "
    "insuline overdose avc infarctus attaque envie etre un une ici ouvre endors endormir eteint ouvrir oblige empeche interdit".split()
)
# Words worth recognising with one letter wrong; short or crowded ones are left out.
_KEY = (
    "suicide suicider suicidaire suicidaires suicides overdose poitrine thoracique convulsions convulse convulsion saignement saigne hemorragie "
    "etouffe etouffer dehors medicaments cachets comprimes somniferes inconscient inconsciente evanouie evanoui paralyse paralysee mourir reveiller "
    "disparaitre couteau maltraite maltraitee violence violences violentee connaissance respirer respire frapper frappee etrangle etrangler "
    "sequestre sequestree tentative pendre veines affaires lettre infarctus ambulance allergique anaphylactique enferme enfermee menace menacee "
    "tabasse tabassee attouchements pistolet balcon cauchemar souffrir souffrance existence"
).split()
# Real words one letter away from a key word.
_REAL = frozenset(
    "mourir nourrir nourir courir pourrir pourir mourra mourrir etoffe etoffer prendre perdre rendre vendre tendre fendre pente attendre etendre "
    "depends entendre tentatives respiree veine reines saine saines lettres laitre lettree mettre lettree affaire medicament cachet cachee caches comprime comprise compris "
    "somnifere poitrines menage menagee menaces menacer menacent menager enfermer enferment enfermes frappe frappes frappent frapper frappait trappe grappe respirez respirent "
    "allergiques tabasser paralyser paralyses evanouir evanouis souffrirai souffert souffrances existences ambulances couteaux reveille reveillee reveilles violente violent violents violentes "
    "paralysie convulsif suicidee saigner saignes saignements hemorragies maltraiter maltraitance sequestrer etouffee etouffes disparaitra disparaitrait ballon balcons infarctus veinés "
    "connaissances reconnaissance paralysant sequestree offrir ouvrir couvrir retendre inconscients menagere respirait peindre pendue pendu pendant vendres defendre descendre".split()
)
_WORD = re.compile(r"[\w*]+|(?P<stop>[.!?;]+)")
_LONG_RUN = re.compile(r"([^\W\d_])\1{2,}")
_MASKED = re.compile(r"(?=[a-z]*\*)[a-z*]{3,}\Z")
_SWEAR = {"f": "foutre", "c": "cul", "g": "gueule"}


def _without_one(word: str) -> list[str]:
    return [word[:i] + word[i + 1 :] for i in range(len(word))]


def _neighbours() -> dict[str, str]:
    table: dict[str, str] = {}
    for key in _KEY:
        for shape in (key, *_without_one(key)):
            table.setdefault(shape, key)
    return table


_NEAR = _neighbours()
_KEY_SET = frozenset(_KEY)


def _one_off(word: str, key: str) -> bool:
    """Whether two words differ by one letter added, lost, changed or swapped with its neighbour."""
    if abs(len(word) - len(key)) > 1:
        return False
    if len(word) == len(key):
        wrong = [i for i, (a, b) in enumerate(zip(word, key)) if a != b]
        swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and word[wrong[0]] == key[wrong[1]] and word[wrong[1]] == key[wrong[0]]
        return len(wrong) <= 1 or swapped
    short, long = sorted((word, key), key=len)
    return short in _without_one(long)


def _closest_key(word: str) -> str | None:
    if len(word) < 5 or word in _REAL or not word.isalpha():
        return None
    for shape in (word, *_without_one(word)):
        key = _NEAR.get(shape)
        # The first letter is seldom wrong; a changed one is usually another word.
        if key is not None and key[0] == word[0] and len(key) >= 6 and _one_off(word, key):
            return key
    return None


def _unmask(word: str) -> str:
    """The word behind stars, when one of ours fits; a recogniser masks swearing this way."""
    if any(c != "*" for c in word) and len(word) >= 4:
        shape = re.compile(word.replace("*", "[a-z]"))
        for key in (*_KEY, "tuer", "crever", "mort", "viol", "viole"):
            if len(key) == len(word) and shape.fullmatch(key):
                return key
    return _SWEAR.get(word[0], "*")


@lru_cache(maxsize=8192)
def canonical(token: str) -> tuple[str, ...]:
    """The plain words behind one token of folded text; none for a token that says nothing."""
    short = _SHORT.get(token)
    if short is not None:
        return tuple(short.split())
    if token in _KEY_SET:
        return (token,)
    if "*" in token:
        return (_unmask(token),) if _MASKED.match(token) else ("*",)
    if _LONG_RUN.search(token):
        return canonical(_LONG_RUN.sub(r"\1", token))
    if token[0] in _GLUE and token[1:] in _AFTER_GLUE and token not in ("lai", "sy", "men", "sen", "den", "tas", "mas", "lune", "dune", "dun", "sun"):
        return tuple(f"{_GLUE[token[0]]} {token[1:]}".split())
    key = _closest_key(token)
    return (key,) if key else (token,)


@dataclass(frozen=True)
class Words:
    """Plain words with one space on each side; « . » stands for the end of a sentence."""

    text: str
    index: frozenset[str]
    _folded: Folded
    _at: tuple[int, ...]
    _tokens: tuple[tuple[int, int], ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text behind a span of these words."""
        first = self._tokens[bisect_right(self._at, start) - 1]
        last = self._tokens[bisect_right(self._at, max(start, end - 2)) - 1]
        return self._folded.span(first[0], last[1])


def read_words(text: str) -> Words:
    """Read any text as plain words; total and linear."""
    folded = fold(text)
    out: list[str] = []
    at: list[int] = []
    tokens: list[tuple[int, int]] = []
    position = 1
    previous = ""
    for match in _WORD.finditer(folded.text):
        token = match.group()
        following = folded.text[match.end() : match.end() + 1]
        if match["stop"]:
            # Dots in a row are a pause, not an end.
            words: tuple[str, ...] = () if token.startswith("..") else (".",)
        elif token == "g" and not previous.isdigit():
            words = ("je", "ai")
        elif token == "c" and following != "'":
            words = ("ce",) if folded.text.startswith((" est", " etait"), match.end()) else ("ce", "est")
        elif token == "ts" and previous in ("une", "sa", "de", "des", "ma", "la"):
            words = ("tentative", "de", "suicide")
        else:
            words = canonical(token)
        previous = token
        for word in words:
            out.append(word)
            at.append(position)
            tokens.append(match.span())
            position += len(word) + 1
    index = set(out)
    for word in tuple(index):
        index.update(word[:size] + "*" for size in range(2, min(len(word), 9) + 1))
    return Words(f" {' '.join(out)} ", frozenset(index), folded, tuple(at), tuple(tokens))
