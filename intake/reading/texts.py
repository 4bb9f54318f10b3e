"""Free words: what is expected, the doctor's name, the link with the person."""

from __future__ import annotations

import re

from intake.reading.model import NOTHING, Read
from intake.reading.names import best_name, stretches
from intake.reading.wording import wording
from intake.reading.yes_no import whole_yes_no

MAX_TEXT = 2000
MAX_STORY = 20_000
_SHORT_QUESTION = 12
_WISH = re.compile(r"\b(?:aide\w*|voudrais|aimerais|besoin|souhaite|droits?|comment)\b")
_GREETING = re.compile(
    r"(?:(?:bonjour|bonsoir|salut|coucou|allo|merci|madame|monsieur|oui|non|ok|d accord|euh|attendez|une minute|deux minutes|un instant|[,.!?])(?: |$))+"
)
_TOO_LONG = Read(error="C’est un peu long pour cette question : pouvez-vous le dire en quelques phrases, par exemple deux ou trois ?")

_LINKS = (
    "(?:(?:belle|beau|grand|grande|petite?|demi|arriere|ex) )*(?:fils|fille|mere|pere|maman|papa|frere|soeur|mari|femme|epouse|epoux|conjointe?|compagne|compagnon|concubine?|tante|oncle|neveu|niece|"
    "cousine?|copine?|parrain|marraine|gendre|bru|amie?|voisine?|collegue|tut(?:eur|rice)(?: legale?)?|curat(?:eur|rice)|mandataire(?: judiciaire)?|aide (?:a domicile|soignante?|menagere)|aidante?(?: familiale?)?|auxiliaire de vie"
    "|infirmi(?:er|ere)(?: liberale?)?|assistante? (?:sociale?|de service social)|educat(?:eur|rice)|conseiller(?:e)?|medecin(?: (?:traitant|du travail))?|docteur|generaliste|kine|psychologue|employeur|patronn?e?|chef|cheffe|responsable(?: rh)?|proprietaire|benevole|famille(?: d accueil)?|proche(?: aidante?)?|parents?|papi|papy|mamie|mamy|tata|tonton|secretaire|gardien(?:ne)?|concierge|colocataire|coloc|associe[e]?|pharmacien(?:ne)?|soignante?|cadre de sante|directeur|directrice|referente?|travailleu(?:r|se) sociale?|accompagnante?|personne de confiance|(?:petit|petite) (?:ami|amie)|notaire|avocate?|pretre|filleule?|ex (?:mari|femme|conjointe?|compagne|compagnon))"
)
_OWN = re.compile(rf"\b(?:je suis|c est|en tant que|moi c est|suis|comme)? ?(?:sa|son|leur|la|le|l|une?|leur|votre)? ?(?P<link>{_LINKS})\b")
_AROUND = re.compile(
    r"^(?:(?:oui|alors|euh|ben|bah) )+|(?: quoi)?[ .,!]+$| quoi$| (?:a|au|aux|de l|de la|du|des|dans|chez|depuis|en|qui|et|pour)\b.*$|[,.(].*$"
)
_HIS = re.compile(rf"\b(?:sa|son|leur|la|le|l|un|une) (?P<link>{_LINKS})\b")
_MINE = re.compile(rf"\b(?:ma|mon|notre|mes) (?:propre )?(?P<link>{_LINKS}|parents)\b")
# "C’est ma mère" tells the link from the other end.
INVERSE = {
    "mere": "enfant", "pere": "enfant", "maman": "enfant", "papa": "enfant", "parents": "enfant", "fils": "parent", "fille": "parent", "mari": "conjoint", "femme": "conjoint",
    "epouse": "conjoint", "epoux": "conjoint", "conjoint": "conjoint", "conjointe": "conjoint", "compagne": "conjoint", "compagnon": "conjoint", "concubin": "conjoint", "concubine": "conjoint",
    "copain": "conjoint", "copine": "conjoint", "frere": "frère ou sœur", "soeur": "frère ou sœur", "voisin": "voisin", "voisine": "voisine", "ami": "ami", "amie": "amie", "collegue": "collègue",
    "tante": "neveu ou nièce", "oncle": "neveu ou nièce", "grand mere": "petit-enfant", "grand pere": "petit-enfant", "belle mere": "gendre ou belle-fille", "beau pere": "gendre ou belle-fille",
    "cousin": "cousin", "cousine": "cousin", "neveu": "oncle ou tante", "niece": "oncle ou tante", "beau frere": "beau-frère ou belle-sœur", "belle soeur": "beau-frère ou belle-sœur",
}  # fmt: skip


def read_text(text: str) -> Read:
    """Trimmed words of at most 2,000 characters; a bare yes or no says nothing."""
    words = text.strip()
    if _says_nothing(words):
        return NOTHING
    return _TOO_LONG if len(words) > MAX_TEXT else Read(value=words)


def read_story(text: str) -> Read:
    """The account as it is, at most 20,000 characters."""
    if _says_nothing(text):
        return NOTHING
    return Read(value=text[:MAX_STORY])


def _only_asks(plain: str) -> bool:
    return plain.endswith("?") and plain.count("?") == 1 and len(plain.split()) <= _SHORT_QUESTION and not _WISH.search(plain)


def _says_nothing(text: str) -> bool:
    """True for signs alone, a bare yes or no, a greeting."""
    if not any(c.isalnum() for c in text):
        return True
    plain = wording(text[:200]).plain
    return len(text) < 200 and (_only_asks(plain) or whole_yes_no(plain) is not None or _GREETING.fullmatch(plain) is not None)


def read_doctor(text: str) -> Read:
    """The name only: "docteur Le Guen à Cholet" is Le Guen."""
    found, alone = stretches(text)
    titled = [s for s in found if s.role == "titled"]
    read = best_name(titled[:1] or found, alone)
    if not isinstance(read.value, dict):
        return NOTHING
    return Read(value=" ".join(str(part) for part in (read.value["first"], read.value["last"]) if part))


def link_in(text: str, own_only: bool = False) -> str | None:
    """The writer's link with the person, in her words, or told from the other end ("ma mère" is "enfant")."""
    said = wording(text)
    if (
        his := re.search(
            rf"\b(?:je suis|suis|c est|en tant que|moi c est) (?:bien )?(?:sa|son|leur|la|le|l|une?) (?P<link>{_LINKS})\b", said.plain
        )
    ) is not None:
        return said.said(*his.span("link")).lower()
    if (mine := _MINE.search(said.plain)) is not None:
        return INVERSE.get(mine["link"])
    if own_only:
        return None
    his = _HIS.search(said.plain) or _OWN.fullmatch(_AROUND.sub("", said.plain).strip())
    return said.said(*_found(said.plain, his["link"])).lower() if his else None


def _found(plain: str, words: str) -> tuple[int, int]:
    at = plain.find(words)
    return at, at + len(words)


def read_link(text: str) -> Read:
    """The link with the person in few words; what is no link is not recorded."""
    link = link_in(text)
    return Read(value=link) if link is not None else NOTHING
