"""Which of the languages that the service can answer a sentence in a message is written in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from lexicon.codes import Code
from lexicon.text import plain

__all__ = ["Language", "find_language"]


class Language(Code):
    """A language in which one sentence is ready."""

    ENGLISH = "en", "anglais"
    SPANISH = "es", "espagnol"
    PORTUGUESE = "pt", "portugais"
    ARABIC = "ar", "arabe"
    TURKISH = "tr", "turc"
    UKRAINIAN = "uk", "ukrainien"


# Frequent little words, each in one of these languages only; plain text (no accents), common misspellings included.
_WORDS: Mapping[Language, str] = MappingProxyType(
    {
        Language.ENGLISH: "the is are am my you your what where when how why please hello thank thanks need help want with from have has can could "
        "not they she he hospital doctor sick speak english work lost don t i it this for and me husband wife rent",
        Language.SPANISH: "el los las una por para con quiero necesito usted donde cuando como gracias soy estoy tengo puedo hay muy pero yo del hola "
        "hablo espanol ayuda trabajo enfermo enferma mi marido esta buenos buenas dias tardes favor hijo hija",
        Language.PORTUGUESE: "ola obrigado obrigada eu nao meu minha preciso quero voce bom boa ajuda com uma fico estou falo portugues trabalho doente "
        "tenho posso marido senhora senhor muito fazer esta um para filho filha dia tarde",
        Language.TURKISH: "merhaba tesekkur tesekkurler bir icin var yok nasil yardim iyi gunler lutfen istiyorum turkce bilmiyorum hasta hastayim esim "
        "calisiyorum benim fransizca konusamiyorum degil cok ama ve ne kadar hastane",
        # Arabic in Latin letters, as it is typed on phones.
        Language.ARABIC: "salam salem alaykoum alikoum choukran chokran labas wach bghit nhder 3afak 3endi 3andi ana mrid mrida lah inchallah inshallah "
        "hamdoullah kifach chkoun smahli bezaf bzaf sa7a wakha khoya khti mafhemtch nehder bel arabia rani rani fi sbitar tbib khedma nakhdem ma nafhamch",
    }
)
_SETS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_WORD = re.compile(r"[^\W_]+")
_CYRILLIC, _ARABIC = re.compile(r"[\u0400-\u04ff]"), re.compile(r"[\u0600-\u06ff]")


def find_language(text: str) -> Language | None:
    """The language of a message that is not French, None when it is none of these or cannot be told.

    Cyrillic counts as Ukrainian only with one of its own letters, or without any letter that is Russian only.
    """
    letters = [char for char in text if char.isalpha()]
    if len(_ARABIC.findall(text)) * 2 > len(letters) > 0:
        return Language.ARABIC
    if len(_CYRILLIC.findall(text)) * 2 > len(letters) > 0:
        russian = re.search("[ыэъё]", text.casefold()) is not None
        ukrainian = re.search("[іїєґ]", text.casefold()) is not None
        return Language.UKRAINIAN if ukrainian or not russian else None
    words = _WORD.findall(plain(text))
    counts = {language: sum(word in known for word in words) for language, known in _SETS.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] and list(counts.values()).count(counts[best]) == 1 else None
