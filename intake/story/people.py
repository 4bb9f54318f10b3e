"""Who is named in an account, and whom each of its words is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from intake.story.clauses import Clause, Clauses
from intake.story.words import FILE, KIN, WORK_PEOPLE

SELF, WE, NOBODY, FILED, THIRD = "self", "we", "nobody", "file", "third"

_SAME = {
    "maman": "mere", "papa": "pere", "epoux": "mari", "conjoint": "mari", "compagnon": "mari", "copain": "mari", "homme": "mari",
    "bonhomme": "mari", "epouse": "femme", "conjointe": "femme", "compagne": "femme", "copine": "femme", "gamine": "fille",
    "gars": "fils", "gosse": "fils", "gamin": "fils", "mamie": "grand mere", "mamy": "grand mere", "papi": "grand pere",
    "papy": "grand pere", "tata": "tante", "tonton": "oncle", "parent": "parents",
}  # fmt: skip
_FEMALE = re.compile(
    r"\b(?:mere|fille|femme|soeur|tante|niece|cousine|voisine|amie|filleule|belle \w+)$|^(?:mme|madame|mlle|"
    r"mademoiselle)\b|(?:patiente|assuree|salariee|dame|beneficiaire|usagere|residente|administree|protegee|agee|"
    r"personne)$"
)  # fmt: skip
_MENTION = re.compile(
    r"\b(?:(?P<kin>(?:(?P<mine>mon|ma|mes|notre|nos)|son|sa|ses|leur|une?|le|la|l|d une?) (?:petite? |jeune |"
    rf"propre |vieille |vieux |pauvre )?(?:{KIN})s?|maman|papa|mamie|papi|papy|tonton|tata)"
    rf"|(?P<file>{FILE})|(?P<work>{WORK_PEOPLE})|(?P<self>je|j|moi|nous|on)|(?P<they>il|elle|ils|elles|lui))\b"
)
# "Il faut", "il y a": nobody.
_IMPERSONAL = re.compile(
    r"\bil (?:(?:vous|te) plait|y|faut|fallait|parait|semble|me semble|me reste|reste|est (?:question|possible|"
    r"prevu|tard|temps)|pleut|s agit)\b"
)
# « Je suis une maman », « maman solo », « je soussignée Mme Roux »: the speaker herself.
_IS_ME = re.compile(r"\b(?:suis|soussignee?|m appelle|comme|en tant que|c est|ici) (?:encore |aussi |moi meme )?$")
_OF_ONESELF = re.compile(r" (?:solo|celibataire|isolee?|seule|au foyer|divorcee?|de (?:\d|deux|trois|quatre|cinq|six|famille))\b")
# « Mon père est décédé »: nobody's account is for him.
_GONE = re.compile(r" (?:\w+ )?(?:est|etait|sont|vient de) (?:mort|morte|decedee?|decede|mourir|parti|partie)\b")
# « Dans une banque », « avec mon mari », « pour ma mère ».
_BESIDE = re.compile(r"\b(?:dans|a|de|du|par|chez|avec|pour|sur|contre|d|en|sans|concernant) $")
_SOMEONE = re.compile(r"une? (?:dame|monsieur|femme|homme|jeune|jeune \w+|personne)")
_PROFESSIONAL = re.compile(
    r"\b(?:assistante?|educat\w+|infirmi\w+|mandataire|conseill\w+|service social|travailleu\w+ social\w*|kine|benevole|tutrice|tuteur)\b"
)
_APPOSING = (",", "(", ":", "")
_BEFORE_KIN = re.compile(
    r"^(?:(?:mon|ma|mes|notre|nos|son|sa|ses|leur|une?|d une?|le|la|l) )?(?:petite? |jeune |propre |vieille |vieux |pauvre )?"
)
_APPOSED = re.compile(r"(?: \w+){0,3}\s*$")


@dataclass(frozen=True, slots=True)
class Mention:
    """One naming of a person: the speaker, a relative, a person whose file it is, or somebody else."""

    start: int
    end: int
    who: str
    female: bool | None = None
    # The account's own relative, or a person written about: may be whom it is for.
    named: bool = False
    # « Avec mon mari », « pour ma mère »: not who does what is told.
    beside: bool = False


class People:
    """The people of an account, in the order in which they are named."""

    def __init__(self, plain: str, pieces: Clauses) -> None:
        self._plain, self._pieces = plain, pieces
        self.mentions: list[Mention] = []
        for match in _MENTION.finditer(plain):
            mention = self._mention(match)
            if mention is not None:
                self.mentions.append(mention)

    def _mention(self, match: re.Match[str]) -> Mention | None:
        start, end = match.span()
        beside = _BESIDE.search(self._plain[max(0, start - 10) : start]) is not None
        if match["self"]:
            return Mention(start, end, WE if match["self"] in ("nous", "on") else SELF, beside=beside and match["self"] == "moi")
        if match["kin"]:
            mine = match["mine"] is not None or " " not in match["kin"]
            if (not mine and self._is_me(start)) or _OF_ONESELF.match(self._plain, end):
                return None
            who = _relative(match["kin"])
            named = mine and _GONE.match(self._plain, end) is None
            return Mention(start, end, who, _FEMALE.search(who) is not None, named, beside)
        if match["file"]:
            female = _FEMALE.search(match["file"]) is not None
            named = _SOMEONE.fullmatch(match["file"]) is None
            return None if self._is_me(start, by_name=True) else Mention(start, end, FILED, female, named, beside)
        if match["work"]:
            return None if beside else Mention(start, end, NOBODY)
        if _IMPERSONAL.match(self._plain, start):
            return None
        return Mention(start, end, self._antecedent(match.group()), beside=beside)

    def _is_me(self, place: int, *, by_name: bool = False) -> bool:
        """True when the person named at a place is the speaker herself."""
        if by_name and _PROFESSIONAL.search(self._plain, 0, place) is not None:
            return False
        return _IS_ME.search(self._plain[max(0, place - 30) : place]) is not None

    def _antecedent(self, pronoun: str) -> str:
        female = pronoun.startswith("elle") if pronoun != "lui" else None
        for mention in reversed(self.mentions):
            if mention.female is not None and (female is None or mention.female == female):
                return mention.who
        for mention in reversed(self.mentions):
            if mention.female is not None:
                return NOBODY
        return THIRD

    def third(self, place: int) -> str:
        """Whom « son », « le », « est » are about at a place: the last one spoken of who is not the speaker."""
        for mention in reversed(self.mentions):
            if mention.start <= place and mention.who not in (SELF, WE, NOBODY):
                return mention.who
        return THIRD

    def object(self, place: int, pronoun: str) -> str:
        """Whom « le », « la », « l » stand for at a place: someone spoken of, never the one who acts."""
        for mention in reversed(self.mentions):
            if mention.start < place and mention.female is not None and mention.who != NOBODY:
                if pronoun == "la" and not mention.female:
                    continue
                return mention.who
        return THIRD

    def subject(self, place: int, *, acting: bool = False) -> str:
        """Whom words without a telling verb are about at a place; with `acting`, never one who is only beside."""
        index = self._pieces.index(place)
        clause = self._pieces.all[index]
        inside = [m for m in self.mentions if clause.start <= m.start <= place and not (acting and m.beside)]
        if inside:
            return inside[-1].who
        return self._carried(index)

    def subject_of_third(self, place: int) -> str:
        """Whom a verb in the third person is about at a place."""
        clause = self._pieces.at(place)
        inside = [m for m in self.mentions if clause.start <= m.start <= place and m.who not in (SELF, WE)]
        if inside:
            return inside[-1].who
        carried = self._carried(self._pieces.index(place))
        return carried if carried not in (SELF, WE, "") else self.third(place)

    def is_relative(self, who: str) -> bool:
        """True for someone close to the speaker, or a person written about."""
        return who not in (SELF, "", "collegue") and any(mention.named and mention.who == who for mention in self.mentions)

    def others(self) -> bool:
        """True when somebody else than the speaker is named."""
        return any(mention.who not in (SELF, WE, NOBODY, THIRD) for mention in self.mentions)

    def opens_with_relative(self) -> bool:
        """True when the first person named is someone close to the speaker."""
        return bool(self.mentions) and self.mentions[0].named

    def employed_by(self, place: int) -> str:
        """Whose employer the last person at work named before a place is: « mon patron », « son chef »; "" when it is not said."""
        for mention in reversed(self.mentions):
            if mention.start <= place and mention.who == NOBODY:
                word = self._plain[mention.start : mention.end].split(" ", 1)[0]
                return SELF if word in ("mon", "ma", "mes") else self.third(mention.start) if word in ("son", "sa", "ses") else ""
        return ""

    def _carried(self, index: int) -> str:
        """Whom a clause without a subject is about: whom the clause before it ended with, or was about."""
        clause = self._pieces.all[index]
        opens = clause.start == clause.sentence_start
        while index > 0:
            index -= 1
            before = self._pieces.all[index]
            inside = [m for m in self.mentions if before.start <= m.start < before.end]
            if not inside:
                continue
            last = inside[-1]
            if not opens and clause.mark in _APPOSING and last.who not in (SELF, WE, NOBODY) and self._ends_with(before, last):
                return last.who
            if opens:
                # A new sentence goes on about whom the last one was about.
                inside = [m for m in self.mentions if before.sentence_start <= m.start < before.end]
            acting = [m for m in inside if not m.beside]
            if acting:
                return acting[0].who
        return ""

    def _ends_with(self, clause: Clause, mention: Mention) -> bool:
        return _APPOSED.fullmatch(self._plain, mention.end, clause.end) is not None


def _relative(words: str) -> str:
    """One word for a relative, however named: « ma pauvre maman » is `mere`."""
    noun = _BEFORE_KIN.sub("", words)
    noun = noun if noun in ("fils", "gars", "parents") else noun.removesuffix("s")
    return _SAME.get(noun, noun)
