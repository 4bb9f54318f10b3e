"""How many: dependent children, or any small number."""

from __future__ import annotations

import re

from intake.reading.model import NOTHING, Read
from intake.reading.wording import with_digits

MAX_COUNT = 20
_TOO_MANY = Read(error="Ce nombre me paraît trop grand : combien y en a-t-il, par exemple deux ?")
_WHICH = Read(error="Je n’ai pas compris combien : pouvez-vous me donner un seul nombre, par exemple deux ?")
_NONE = re.compile(
    r"\b(?:aucune?|zero|0|personne)\b|\b(?:pas|plus|sans|jamais eu) (?:d |de )?(?:enfants?|charge|gosses?|gamins?|mome)\b|\bj en ai (?:pas|plus|aucun)\b"
    r"|\bn en ai (?:pas|plus|aucun)\b|\b(?:tous|toutes) (?:grands?|partis?|adultes|majeurs|independants?)\b|\bsont (?:tous |toutes |deja |maintenant )*(?:partie?s|grande?s|majeure?s|adultes|independante?s|autonomes)\b"
    r"|\b(?:plus|pas|rien) a (?:ma )?charge\b"
)
_NO = re.compile(r"(?:(?:non|ben|bah|euh|ah|pas du tout|merci|moi|je n|ai|pas|du|tout)\W*)+")
_AGES = re.compile(
    r"\b(?:de |ages? de |qui ont |qui a |il a |elle a |ils ont |ont )?\d{1,2}(?: ans| mois)?(?:(?: ?[,/]| et| ou)+ \d{1,2}(?: ans| mois)?)* (?:ans|mois)\b( et demi)?"
)
_CHARGE = re.compile(
    r"\b(\d{1,3})(?: (?:enfants?|filles?|garcons?|petite?s?|fils))? (?:encore |toujours |qui sont |sont |est |reste(?:nt)? |qui restent )*(?:a (?:ma |notre )?charge|a la maison|mineurs?)\b"
)
_OF_WHOM = re.compile(r"\bdont (\d{1,3})\b(?: (\w+ )?a (?:ma )?charge\b)?")
_TOTAL = re.compile(r"\b(\d{1,3}) (?:petits? |jeunes? |beaux )?(?:enfants?|gosses?|gamins?|momes?|loulous?|petits bouts)\b")
_KINDS = re.compile(
    r"\b(?:(\d{1,3}) |(?:mon|ma|mes|ses|son|sa|des) (?:(\d{1,3}) )?)(?:petite?s? |grande?s? |jeunes? )?(fils|filles?|garcons?|bebes?|jumeaux|jumelles|triples|petite?s?)\b"
)
_MANY_IN = {"jumeaux": 2, "jumelles": 2, "triples": 3}
_NUMBER = re.compile(r"(?<!\d )\b(\d{1,3})\b(?! (?:ou|a) \d)(?! ?(?:ans|mois|h)\b)")


def read_count(plain: str) -> Read:
    """A whole number from 0 to 20, or what is wrong, from plain words."""
    text = with_digits(plain)
    if (charge := _CHARGE.search(text)) is not None:
        return _bounded(int(charge[1]))
    if _NONE.search(text) or _NO.fullmatch(text):
        return Read(value=0)
    if (part := _OF_WHOM.search(text)) is not None and part[2] is None:
        return _bounded(int(part[1]))
    if re.search(r"\b\d+ ou \d+\b", text):
        return _WHICH
    ages = [[int(n) for n in re.findall(r"\d+", m.group())] for m in _AGES.finditer(text)]
    text = _AGES.sub(" ", text)
    if (total := _TOTAL.search(text)) is not None:
        return _bounded(int(total[1]))
    if re.search(r"\b(?:est|a) (?:deja )?(?:grande?|majeure?|adulte|partie?|independante?)\b", text):
        return _WHICH
    kinds = [_MANY_IN.get(k[2], 1) if k[2] in _MANY_IN else int(k[0] or k[1] or 1) for k in _KINDS.findall(text)]
    if kinds:
        return _bounded(sum(kinds))
    numbers = [int(n) for n in _NUMBER.findall(text)]
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
