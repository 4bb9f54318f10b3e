"""Names told in an account: the person's, her doctor's, and who writes for her."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import JsonValue

from intake.story.heard import Heard, Value
from intake.story.people import NOBODY, SELF
from intake.story.speaker import JOB, LINK, Speaker
from intake.story.words import KIN

_MANY = 6
_NAMED = re.compile(
    r"(?:\b(?:je|j) m appelle|(?<!\w )\bm appelle|\bje soussignee? (?:madame|monsieur|m [.])?|"
    r"\bmon nom (?:de famille )?(?:c )?est|\bs appelle)\b"
)
_NAME_END = re.compile(
    r"[,.;:!?()\n]|\b(?:et|je|j|ai|suis|nee?|qui|il|elle|pour|mon|ma|en|depuis|agee?|habite|dans|a|au|est|actuellement|salariee?|c)\b|\d"
)
_TITLED = re.compile(
    r"\b(?:madame|monsieur|mademoiselle|m [.]) (?=(?!madame|monsieur|mesdames|messieurs|bonjour|la |le |l |s |ou |et )[a-z]+)"
)
_SELF_BEFORE = re.compile(r"\bje (?:suis|m appelle) $|^$")
_TREATING = re.compile(
    r"\b(?:mon|son) (?:medecin traitant|generaliste|medecin de famille) ?(?:,|:|c est|est|s appelle)? ?(?:le |la )?"
    r"(?:docteure?|dr|m|mme|madame|monsieur)\b"
)
_LINKED = re.compile(
    rf"\b(?:je suis|c est moi|c est) (?:bien )?(?:sa|son|leur|la|le|l) (?P<link>(?:(?:belle|beau|petite?|grand) )?{LINK})\b"
)
_WRITER = re.compile(
    rf"(?:^\W*|\b(?:je suis|bonjour|bonsoir|ici|en tant que|moi c est|madame|monsieur) |[,.:] )(?:l |la |le |une? )?"
    rf"(?P<job>{JOB}(?: (?:france travail|pole emploi|cpam|caf))?)\b"
)
_WRITTEN = {
    "maman": "mère",
    "papa": "père",
    "frere": "frère",
    "mere": "mère",
    "pere": "père",
    "soeur": "sœur",
    "niece": "nièce",
    "epouse": "épouse",
}
_MINE = re.compile(rf"\b(?:mon|ma|notre) (?:petite? |vieille |vieux |pauvre )?{KIN}\b|\b(?:maman|papa|mamie|papi)\b")


def name(heard: Heard) -> Iterator[Value]:
    """The person's first and last name, when she gives it or is named by who writes for her; half a name is left to be asked."""
    plain = heard.account.plain
    for match in list(_NAMED.finditer(plain))[:_MANY]:
        bearer = heard.account.people.subject(match.start()) or NOBODY if match.group() == "s appelle" else SELF
        if heard.concern.holds(bearer) and (found := _whole_name(heard, match.end(), "je m'appelle ")) is not None:
            yield "name", *found
            return
    if heard.concern.speaker is Speaker.OTHER:
        for match in list(_TITLED.finditer(plain))[:_MANY]:
            own = _SELF_BEFORE.search(plain[max(0, match.start() - 14) : match.start()])
            if own is None and (found := _whole_name(heard, match.end(), "madame ")) is not None:
                yield "name", *found
                return


def _whole_name(heard: Heard, start: int, lead: str) -> tuple[JsonValue, tuple[int, int]] | None:
    plain = heard.account.plain
    end = _NAME_END.search(plain, start, start + 60)
    stop = end.start() if end else min(len(plain), start + 60)
    said = heard.account.said((start, stop)).split()[:4]
    while len(said) > 1:
        value = heard.value_of("name", lead + " ".join(said))
        if isinstance(value, dict) and value.get("last") and value.get("first"):
            return value, (start, stop)
        said = said[:-1]
    return None


def treating_doctor(heard: Heard) -> Iterator[Value]:
    """The doctor's name, when it is said to be hers."""
    for match in list(_TREATING.finditer(heard.account.plain))[:_MANY]:
        span = (match.start(), min(len(heard.account.plain) - 1, match.end() + 40))
        value = heard.read("treating_doctor", span)
        if value is not None:
            yield "treating_doctor", value, span
            return


def link(heard: Heard) -> Iterator[Value]:
    """Who writes, for the person."""
    plain = heard.account.plain
    if heard.concern.speaker is not Speaker.OTHER:
        return
    told = _LINKED.search(plain)
    if told is not None:
        said = heard.account.said(told.span("link")).lower()
        yield "third_party_link", _WRITTEN.get(said, said), told.span("link")
    elif (writer := _WRITER.search(plain, 0, 150)) is not None:
        yield "third_party_link", heard.account.said(writer.span("job")).lower(), writer.span("job")
    elif (mine := _MINE.search(plain, *heard.concern.place)) is not None:
        said = heard.account.said(mine.span())
        yield "third_party_link", heard.value_of("third_party_link", said if " " in said else f"c’est ma {said}"), mine.span()
