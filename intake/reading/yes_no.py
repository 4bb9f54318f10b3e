"""Every way of saying yes or no, and whether it is the answer itself."""

from __future__ import annotations

import re

_SMALL = (
    r"(?:ah|oh|eh|he|ben|bah|bin|euh|heu|hum|alors|mais|et|bon|hein|donc|voila|la|franchement|honnetement|malheureusement|helas|heureusement|pour l instant|pour le moment|actuellement"
    r"|en ce moment|oui oui|tout a fait|merci|madame|monsieur|s il vous plait|enfin|vraiment|moi|desolee?|toujours|encore|aujourd hui|maintenant|grace a dieu|c est|,|\.|!|:)"
)
_YES = (
    r"(?:oui(?! (?:, )?(?:bonjour|bonsoir|allo)\b)|ouais|yes|yep|yeah|ok|okay|ouiii+|ouh oui|d accord|exact(?:ement)?|tout a fait|absolument|bien sur(?: que oui)?|bien entendu|evidemment|carrement|affirmatif|effectivement|en effet"
    r"|c est (?:bien )?(?:ca|exact|vrai|juste|le cas|correct|bien le cas)|je confirme|parfaitement|volontiers|avec plaisir|je (?:crois|pense)(?: bien)?(?: que oui| qu oui)?|je crois bien|certainement"
    r"|(?:il parait|on m a dit|il semblerait|il semble|je dirais|a priori|normalement|bien sur|je suppose|j imagine)(?: que)? oui|il parait|plutot oui|assurement|totalement|completement|clairement|que oui|vrai|positif|pas de (?:souci|probleme)s?|aucun (?:souci|probleme)|sans (?:souci|probleme)|allez y|il me semble|normalement oui)"
)
_NO = (
    r"(?:non|no|nan|nah|pas du tout|du tout|jamais|absolument pas|surtout pas|certainement pas|pas vraiment|je (?:ne )?(?:crois|pense) (?:vraiment )?pas|je (?:crois|pense|dirais) que non|negatif|pas encore"
    r"|toujours pas|pas (?:a|de) ma connaissance|pas que je sache|pas pour (?:le moment|l instant)|pour l instant pas|plus maintenant|hors de question|meme pas|nullement|aucunement|pas forcement|pas specialement|plus (?:du tout|depuis)|jamais de la vie|ca non|non plus"
    r"|c est (?:pas (?:ca|vrai|le cas|exact)|faux)(?: du tout)?|ce n est pas le cas|aucun(?:e)?|pas moi|pas mon cas|pas actuellement|pas en ce moment|pas maintenant|rien|rien (?:de|en) particulier|que non|(?:il parait|on m a dit|il semblerait|il semble|a priori|normalement|je suppose|j imagine)(?: que)? non|plutot non|normalement non|pas trop(?= ?(?:$|[,.]))|pas du tout du tout)"
)
# One letter answers only when it is all.
_LETTERS = {"o": True, "y": True, "n": False}
_SI = r"(?:si|si si|bah si|ben si|mais si)"
_MAYBE = re.compile(
    r"\b(?:peut etre|ca depend|oui et non|plus ou moins|possible|probable|ni oui ni non|moitie|un peu oui un peu non|on verra|a voir)\b"
)

_WHOLE_YES = re.compile(rf"(?:{_SMALL} )*(?:{_YES}|{_SI})(?: (?:{_SMALL}|{_YES}|{_SI}|,|\.))*")
_WHOLE_NO = re.compile(rf"(?:{_SMALL} )*{_NO}(?: (?:{_SMALL}|{_NO}|,|\.))*")
_LEADING_YES = re.compile(rf"(?:{_SMALL} )*(?:{_YES}(?! que (?!oui))|si(?= si\b| ,| \.| !| j | je | elle | il | on | c est))(?= |$)")
_LEADING_NO = re.compile(rf"(?:{_SMALL} )*{_NO}(?= |$)")
# "non non pas de problème, allez-y": yes to what was asked.
_NO_BUT_YES = re.compile(
    rf"(?:{_SMALL} )*(?:non ?,? ?)+(?:,? ?(?:{_SMALL} )*(?:pas|aucun|sans|zero|y a (?:pas|aucun)|il n y a (?:pas|aucun)) ?(?:de |d )?(?:soucis?|problemes?|pb|inconvenient|dangers?|risques?)|(?:{_SMALL} )*(?:allez y|bien sur|au contraire))\b.*"
)
# Words that only follow: the sentence says yes, its rest says more.
_TRAILING = re.compile(
    rf"(?:^|.* )(?P<yes>oui|ouais|tout a fait)(?: (?:{_SMALL}))*$|(?:^|.* )(?P<no>non|pas du tout|plus maintenant|plus du tout)(?: (?:{_SMALL}))*$"
)
# "oui enfin non", "non… ah si": said otherwise in the same breath.
_TURN = r"(?:enfin|ah|euh|heu|attendez|attends|pardon|plutot|en fait|en realite|je me (?:suis )?trompee?s?|je (?:veux|voulais) dire|ou plutot|quoique|erreur|zut|bah|ben|finalement|remarquez|a la reflexion)"
_PAUSE = r"(?:\.|,|!|;)"
_TURNED_NO = re.compile(
    rf" ?(?:{_PAUSE} )*(?:(?:(?:{_TURN}|{_PAUSE}) )*{_TURN} (?:(?:{_TURN}|{_PAUSE}) )*{_NO}|(?:mais )?(?:non|plus maintenant|plus du tout|plus depuis|pas encore))(?= |$)"
)
_TURNED_YES = re.compile(
    rf" ?(?:(?:{_TURN}|{_PAUSE}|mais) )*(?:si(?: si)*(?! (?:j|je|on|il|elle|vous|ca|c|possible|besoin) )|(?:(?:{_TURN}|mais) )(?:oui|ouais|tout a fait))(?= |$)"
)


def whole_yes_no(plain: str) -> bool | None:
    """True or False when the answer says nothing but yes or no."""
    if _MAYBE.search(plain):
        return None
    if plain in _LETTERS:
        return _LETTERS[plain]
    if _NO_BUT_YES.fullmatch(plain):
        return True
    if _WHOLE_NO.fullmatch(plain):
        return False
    return True if _WHOLE_YES.fullmatch(plain) else None


def leading_yes_no(plain: str) -> tuple[bool, str] | None:
    """Yes or no at the start (or the very end) of an answer, with the words that remain; said twice, the last counts."""
    if _MAYBE.search(plain):
        return None
    if (both := _NO_BUT_YES.match(plain)) is not None:
        return True, plain[both.end() :]
    first = _LEADING_NO.match(plain)
    said = first is None
    if first is None:
        first = _LEADING_YES.match(plain)
    if first is not None:
        return _turned(said, plain, first.end())
    if (last := _TRAILING.fullmatch(plain)) is not None:
        return (True, plain[: last.start("yes")]) if last["yes"] else (False, plain[: last.start("no")])
    return None


def _turned(said: bool, plain: str, end: int) -> tuple[bool, str]:
    """What a yes or no becomes by the words right after it."""
    while (turn := (_TURNED_NO if said else _TURNED_YES).match(plain, end)) is not None:
        said, end = not said, turn.end()
    return said, plain[end:]
