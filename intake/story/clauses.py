"""An account cut into clauses: about one verb each, also when nothing was punctuated."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of the account; places are in the plain text. `mark` is the sign or word that opens it."""

    start: int
    end: int
    sentence_start: int
    sentence_end: int
    mark: str


_SENTENCE_END = re.compile(r"(?<!\b[a-z] )(?<!\bdocteur )[.!?;…]+")
_ASKING = (
    r"est ce qu?e?|qu est ce|que (?:dois|faire|puis|peut|peux|va)|comment|pourquoi|(?:pouvez|pourriez|avez|savez|"
    r"connaissez|etes) vous|vous (?:pouvez|pourriez)|"
    r"(?:puis|dois|ai|suis|peux|pourrais) je|peut (?:on|il|elle)|y a t il|a t (?:on|il|elle)|a quoi|vers qui|a qui|quelles?|quels?"
)
_CUT = re.compile(
    r"[:,()\"]|\b(?:et(?! (?:demie?|quart)\b)|mais|car|parce qu?e?|parcequ?e?|puisque|donc|puis|alors(?! que)|sauf|"
    r"du coup|ensuite|or|sinon|comme|"
    rf"alors que|tandis que|pendant que|depuis qu?e?(?= (?:je|j|il|elle|on|mon|ma)\b)|quand|lorsqu?e?|qd)\b|\b(?:{_ASKING})\b"
    r"|\b(?P<subject>je|j|il(?! y a| (?:vous|te) plait)|elle|ils|elles|on|c est|moi je|moi j|ca fait|voila|cela fait)\b"
)
# A subject after these belongs to the clause before it.
_GOVERNED = re.compile(
    r"\b(?:qu?e?|si|s|quand|lorsqu?e?|comme|dont|ou|puis|dois|peux|ai|suis|est|t|ce|moi|lui|depuis|fait|voila|dit|jamais)$"
)
# A noun as subject with its verb and something after it.
_NOUN_CLAUSE = re.compile(r"\b(?:mon|ma|mes|le|la|les|l|notre|nos) \w+(?: \w+){2,}\s*$")
# Only these open a clause whose subject may still come.
_OPENING = re.compile(r"\W*(?:\w+ ){0,2}$")


def clauses(plain: str) -> list[Clause]:
    """The clauses of a plain text, in order, with the sentence that each is part of."""
    pieces: list[Clause] = []
    sentence_start = 0
    for end in [*(m.end() for m in _SENTENCE_END.finditer(plain)), len(plain)]:
        start, mark, subject = sentence_start, "", False
        for cut in _CUT.finditer(plain, sentence_start, end):
            told = cut["subject"] is not None
            governed = told and _GOVERNED.search(plain[max(start, cut.start() - 12) : cut.start()].rstrip()) is not None
            if told and (governed or not (subject or _another_speaks(cut, plain[start : cut.start()]))):
                subject = True
                continue
            if plain[start : cut.start()].strip():
                pieces.append(Clause(start, cut.start(), sentence_start, end, mark))
                start = cut.start()
            mark, subject = cut.group(), told
        if plain[start:end].strip():
            pieces.append(Clause(start, end, sentence_start, end, mark))
        sentence_start = end
    return pieces


def _another_speaks(cut: re.Match[str], before: str) -> bool:
    """True when « je » begins a clause after one whose subject is a noun: « mon employeur veut me licencier j’ai la RQTH »."""
    return cut["subject"] in ("je", "j") and _NOUN_CLAUSE.search(before) is not None


class Clauses:
    """The clauses of an account, found by place."""

    def __init__(self, plain: str) -> None:
        self.all = clauses(plain)
        self._starts = [clause.start for clause in self.all]

    def index(self, place: int) -> int:
        """Which clause holds this place."""
        return max(bisect_right(self._starts, place) - 1, 0)

    def at(self, place: int) -> Clause:
        """The clause that holds this place."""
        return self.all[self.index(place)]
