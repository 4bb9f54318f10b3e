"""How many dependent children."""

from __future__ import annotations

import re
from collections.abc import Iterator

from intake.reading import with_digits
from intake.story.heard import Heard, Value
from intake.story.speaker import Speaker

_KIDS = r"(?:enfants?|gosses?|gamine?s?|petits?|petites?|mome?s?|loulous?|ados?|bouts de chou)"
_COUNT = r"(?P<count>\d+|une?|deux|trois|quatre|cinq|six|sept|huit)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_COUNT} (?:petits |jeunes )?{_KIDS} (?:\w+ )?a (?:ma |notre |sa |leur )?charge\b",
        rf"\b(?:mes|nos|ai|avons|avec|de|ses|a|et) {_COUNT} (?:petits |jeunes |petites )?{_KIDS}\b",
        rf"(?<!est )(?<!sommes )\b{_COUNT} (?:petits |jeunes )?enfants\b",
        
            rf"\b(?:eleve|avec|vis avec|ai|avons|mes|nos) (?:(?:mes|nos|ses) )?{_COUNT} (?:petits |petites |jeunes |"
            r"grands )?(?:garcons?|filles?|fils|bebe|petit garcon|petite fille)\b(?! (?:de (?:mon|ma)|et|,))"
        ,
        rf"\b{_COUNT} (?:grands |petits )?(?:ados?|garcons|filles) (?:a la maison|a charge)\b",
        r"\bseule? avec (?:ma|mon) (?P<count>)(?:petite? )?(?:fille|fils)\b(?! et)",
        r"\b(?P<count>une?) (?:petite? )?(?:fille|fils|garcon) de \w+ (?:ans|mois)\b(?! et)",
        r"\b(?:sans|pas d|aucun) enfants?\b(?! (?:a l ecole|avec moi))",
    )
)  # fmt: skip
_NOT_THEIRS = re.compile(r"\b(?:garde|gardais|m occupe d|nounou|assistante maternelle|creche|ecole|classe|perdu)\b")
_GROWN = re.compile(r"\b(?:grands|adultes?|majeurs?|partis|independants|loin|ont (?:leur|quitte))\b")


def children(heard: Heard) -> Iterator[Value]:
    """The count that is told of the person's own children."""
    plain = heard.account.plain
    for pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            clause = heard.account.pieces.at(match.start())
            own = match.group().startswith(("mes ", "nos "))
            if (not own and _NOT_THEIRS.search(plain, clause.start, match.start())) or _GROWN.search(plain, match.end(), clause.end):
                continue
            theirs = match.group().startswith("ses ") and heard.concern.speaker is not Speaker.OTHER
            if not theirs and heard.concern.holds(heard.account.people.subject(match.start() - 1, acting=True)):
                said = with_digits(match["count"] or "1") if "count" in match.re.groupindex else "0"
                yield "children_count", int(said) if said.isdigit() else 1, match.span()
                return
