"""How many: dependent children, or any small number."""

from __future__ import annotations

import re

from intake.reading.model import NOTHING, Read
from intake.reading.wording import with_digits
from intake.reading.yes_no import whole_yes_no

MAX_COUNT = 20
_TOO_MANY = Read(error="Ce nombre me semble trop grand : combien y en a-t-il, par exemple deux ?")
_WHICH = Read(error="Je n’ai pas compris combien : pouvez-vous me donner un seul nombre, par exemple deux ?")
_NONE = re.compile(
    r"\b(?:aucune?|personne)(?= ?(?:$|[,.;!])| (?:enfants?|a (?:ma )?charge|a la maison|gosses?|pour|je|c est|merci|non|de mes|d entre|des)\b)|(?<!\d )\b0\b(?! \d)|\b(?:pas|plus|sans|jamais eu) (?:d |de )?(?:enfants?|charge|gosses?|gamins?|mome)\b|\bj en ai (?:pas|plus|aucun)\b"
    r"|\bn en ai (?:pas|plus|aucun)\b|\b(?:tous|toutes) (?:grands?|partis?|adultes|majeurs|independants?)\b|\bsont (?:tous |toutes |deja |maintenant )*(?:partie?s|grande?s|majeure?s|adultes|independante?s|autonomes)\b"
    r"|\b(?:tous|toutes) mariee?s\b|\b(?:ont |a )?quitte (?:le nid|la maison)\b|\b(?:plus|pas|rien) a (?:ma )?charge\b"
)
_NO = re.compile(r"(?:(?:non|ben|bah|euh|ah|pas du tout|merci|moi|je n|ai|pas|du|tout)\W*)+")
_AGES = re.compile(
    r"\b(?:de |ages? de |qui ont |qui a |il a |elle a |ils ont |ont )?\d{1,2}(?: ans| mois)?(?:(?: ?[,/]| et| ou)+ \d{1,2}(?: ans| mois)?)* (?:ans|mois)\b( et demi)?"
)
_CHARGE = re.compile(
    r"\b(\d{1,3})(?: (?:enfants?|filles?|garcons?|petite?s?|fils))? (?:seule?s? )?(?:encore |toujours |qui sont |sont |est |reste(?:nt)? |qui restent )*(?:a (?:ma |notre )?charge|a la maison|mineurs?)\b"
)
_WITH_ME = re.compile(
    r"\b(\d{1,2}) (?:enfants? )?(?:qui )?(?:vivent|vit|habitent|habite|sont|est)? ?(?:encore |toujours )?(?:avec|chez) (?:moi|nous)\b"
)
_LAST_ONE = re.compile(
    r"\b(?:le|la|mon|ma) (?:petite? )?(?:dernier|derniere|plus jeune|petite?) (?:qui )?(?:est |vit |reste )?(?:encore |toujours )?(?:a la maison|avec (?:moi|nous)|chez (?:moi|nous)|a (?:ma )?charge)\b"
)
# People who are no dependent children: the household, grandchildren, the person's own age.
_OTHERS = re.compile(
    r"\b(?:on|nous) (?:est|sommes|vit a|vivons a)(?: a)? \d+(?: (?:a la maison|en tout))?|\bj ai \d{2} ans\b|\b(?:moi|mari|femme) (?:a )?\d{2} ans\b"
)
_GRANDCHILDREN = re.compile(r"\bpetits? enfants?\b")
_STILL = re.compile(r"\b(?:etudi\w*|etudes|fac|lycee|handicap\w*|charge|pai\w*|paye\w*|a la maison|apprenti\w*|alternance)\b")
_ADULT = 20
_OF_WHOM = re.compile(r"\bdont (\d{1,3})\b(?: (\w+ )?a (?:ma )?charge\b)?")
_TOTAL = re.compile(r"\b(\d{1,3}) (?:petits? |jeunes? |beaux )?(?:enfants?|gosses?|gamins?|momes?|loulous?|petits bouts)\b")
_KINDS = re.compile(
    r"\b(?:(\d{1,3}) |(?:mon|ma|mes|ses|son|sa|des|les|nos) (?:(\d{1,3}) )?)(?:petite?s? |grande?s? |jeunes? )?(fils|filles?|garcons?|bebes?|jumeaux|jumelles|triples|petite?s?|grande?|ainee?|cadet(?:te)?|derniere?)\b"
    r"|\b()()(?:le|la) (grande?|petite?|ainee?|cadet(?:te)?|derniere?)\b"
)
# Figures that tell a telephone number or a postal code.
_ELSEWHERE = re.compile(r"\d{4,}|\d{1,2}(?: \d{1,2}){3,}(?! (?:ans|mois))")
_BELOW_ZERO = re.compile(r"\W*- ?\d")
_ELDER = re.compile(r"\b(?:grande?|ainee?|cadet(?:te)?|derniere?)\b")
_MANY_IN = {"jumeaux": 2, "jumelles": 2, "triples": 3}
# A number that is not that of something else: "deux", "deux qui…", "deux, …", but not "un mail" nor "le 12".
_NUMBER = re.compile(
    r"(?<!\d )(?<!\ble )(?<!\bdu )(?<!\bau )(?<!\bla )\b(\d{1,3})\b(?! (?:ou|a) \d)(?! ?(?:ans|mois|h)\b)"
    r"(?= ?(?:$|[^\w ])| (?:qui|dont|et|a|en|de|d|chez|avec|sur|pour|mais|plus|pas|encore|tous|toutes|seule?s?|seulement|maintenant|actuellement|aujourd|environ|je|j|il|elle|ils|elles|on|c|ca|non|euh|voila|merci|hein|mineure?s?|majeure?s?|ados?|adolescent\w*|petite?s?|grande?s?|jeunes?|scolarise\w*|du|sont|est|la|le|les|l|madame|monsieur|\d)\b)"
)


def read_count(plain: str) -> Read:
    """A whole number from 0 to 20, or what is wrong, from plain words."""
    text = _OTHERS.sub(" ", with_digits(plain))
    if _ELSEWHERE.search(text):
        return NOTHING
    if _BELOW_ZERO.match(text):
        return _WHICH
    if (charge := _CHARGE.search(text)) is not None:
        return _bounded(int(charge[1]))
    if (charge := _WITH_ME.search(text)) is not None:
        return _bounded(int(charge[1]))
    if _NONE.search(text) or _NO.fullmatch(text) or whole_yes_no(plain) is False:
        return Read(value=0)
    if _GRANDCHILDREN.search(text):
        return _WHICH
    if _LAST_ONE.search(text):
        return Read(value=1)
    if (part := _OF_WHOM.search(text)) is not None and part[2] is None:
        return _bounded(int(part[1]))
    if re.search(r"\b\d+ ou \d+\b", text):
        return _WHICH
    ages = [[int(n) for n in re.findall(r"\d+", m.group())] for m in _AGES.finditer(text)]
    if any(n >= _ADULT for told in ages for n in told) and not _STILL.search(text):
        return _WHICH
    text = _AGES.sub(" ", text)
    if (total := _TOTAL.search(text)) is not None:
        return _bounded(int(total[1]))
    if re.search(r"\b(?:est|a) (?:deja )?(?:grande?|majeure?|adulte|partie?|independante?)\b", text):
        return _WHICH
    kinds = [_MANY_IN[k[2]] if k[2] in _MANY_IN else int(k[0] or k[1] or 1) for k in _KINDS.findall(text)]
    numbers = [int(n) for n in _NUMBER.findall(text)]
    # "Deux, la grande travaille": a number said alone counts more than words such as "la grande".
    if kinds and not (len(set(numbers)) == 1 and _ELDER.search(text)):
        return _bounded(sum(kinds))
    # "un de 3 ans et un de 7 ans": one for each age.
    if len(numbers) > 1 and len(numbers) == len(ages) and set(numbers) == {1}:
        return _bounded(len(numbers))
    if len(set(numbers)) == 1:
        return _bounded(numbers[0])
    if numbers or len(ages) != 1:
        return _WHICH if numbers else NOTHING
    # "deux, 8 et 12 ans" or only "8 et 12 ans".
    first, *rest = ages[0]
    return _bounded(first if first == len(rest) else len(ages[0]))


def _bounded(count: int) -> Read:
    return Read(value=count) if count <= MAX_COUNT else _TOO_MANY
