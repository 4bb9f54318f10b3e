"""What is said around an answer: questions back, and corrections in the same breath."""

from __future__ import annotations

import re

_ASKING = (
    r"(?:pourquoi|combien|c est (?:ouvert|ferme)|comment (?:ca|vous|je|on|faire)|quoi|quel(?:le)?s?|est ce (?:que|qu)|qu est ce|c est quoi|faut il|dois je|puis je|peut on|combien (?:ca|de temps)|a quoi|ca (?:veut dire|compte|sert|change|signifie)"
    r"|vous (?:me |m |nous )?(?:voulez|demandez|parlez|etes|avez besoin|allez|entendez|pouvez|savez|appelez)|pouvez vous|pourriez vous|voulez vous|etes vous|lequel|laquelle|c est (?:obligatoire|grave|bon|important|necessaire|quoi|qui|pour quoi|a dire|utile)"
    r"|je (?:dois|peux) (?:repondre|mettre|dire|donner)|qui (?:va|est|lit|etes)|on est oblige|j ai le droit|et si|ou (?:ca|je|trouve|est))"
)
_ASKS = re.compile(rf"\b{_ASKING}\b")
_ASKS_FIRST = re.compile(
    r"(?:(?:oui|non|mais|et|ben|bah|euh|alors|pardon|attendez|hein|ah|desolee?|excusez moi) (?:, )?)*(?:pourquoi|c est quoi|qu est ce (?:que|qu|qui)|est ce (?:que|qu)|a quoi (?:ca|cela)|ca (?:veut dire|sert)|comment (?:ca|je|on|vous|faire)"
    r"|vous (?:pouvez|pourriez) (?:repeter|m expliquer|redire|reformuler|preciser)|pouvez vous|pourriez vous|(?:je )?(?:ne )?(?:comprends?|saisis) (?:vraiment )?(?:pas|rien)(?! (?:bien |trop |beaucoup |tres bien )?(?:le |au )?francais)(?: bien| la question)?|(?:j ai |je n ai )?(?:rien|pas) (?:bien |tout )?compris|repetez|vous (?:me |m )?(?:etes|voulez dire|voulez savoir|parlez de|demandez)"
    r"|quel(?:le)?s? (?:date|numero|sorte|genre|adresse|est|sont|code)|qui (?:etes|est|va)|qu appelez|qu entendez|c est a dire|(?:je suis|c est|vous etes|on est) bien (?:au|le|la|a l|chez|dans|ici)(?: \w+){0,3} (?:service|numero|secu|cpam|assistante|endroit|la)|(?:y a|il y a) quelqu un|(?:allo ?)?(?:,|!)? ?(?:vous|tu) m entend\w*|allo)\b"
)
_MOST = 4
# A question in the middle of what a phone hears without its mark.
_ASKED_INSIDE = re.compile(
    r"\bc est quoi(?: ca| donc| deja| ce truc| cette \w+)?(?= ?[,.;?!]*$)|\bpourquoi (?:c est|il faut|faut|vous|je (?:dois|devrais)|ca)\b|\bc est oblig\w+ \?"
)
_ANSWERED = re.compile(r" ?(?:(?:ben|bah|euh|ah|eh) )*(?:oui|non|si)\b")
_CLAUSE = re.compile(r"[^.!?;]+[.!?;]*|[.!?;]+")
_SORRY = r"(?:pardon|desolee?|excusez(?: moi)?|attendez|attends|zut|oups)"
_WRONG = r"(?:je (?:me |m )?(?:suis )?trompe(?:e|es|r)?s?|j ai fait (?:une )?erreur|je (?:voulais|veux) dire|je dis (?:n importe quoi|des betises)|je (?:rectifie|corrige|confonds|reprends)|rectification|correction|erreur|c est pas ca|c est faux|qu est ce que je dis|(?:mettez|notez|ecrivez) plutot)"
CORRECTION = re.compile(
    r"(?:[,.;!] ?)*\b(?:(?:euh|heu|ah|oh|enfin|mais|attendez|attends|zut|oups|et|bah|ben) )*"
    rf"(?:non (?:non )?(?:[,.!] ?)*(?:{_SORRY}|{_WRONG}|plutot|pas (?:comme )?ca|c est(?! ca)|enfin|en fait|vous notez|notez|mettez|pas [^,.;]{{1,25}}?,)"
    rf"|pardon|excusez moi|{_WRONG}|oups|ou plutot|(?:enfin |euh )+plutot|enfin non|euh non|en fait non|en fait(?= c est)|ah non|enfin (?:mettez|notez|disons)|(?<=, )enfin|enfin(?= (?:l|la|le|sa|son|un|une) )|(?<=[a-z] )non(?= (?:la|le|l|a la|au|en|sous) )|non(?= ?[,.])|(?<=\d )non(?= (?:le )?\d)|non(?= (?:le \d|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)))"
    rf"(?: (?:[,.] )?(?:{_SORRY}|{_WRONG}|plutot|vous notez|notez|mettez|c est))*\b"
)
# "trente-quatre non trente-cinq": among figures a "non" between two of them is enough.
_NUMBER = r"(?:\d|zero|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|septante|huitante|octante|nonante)"
_CORRECTED_FIGURE = re.compile(rf"\b(?:euh )?(?:non|enfin|plutot)(?= (?:le )?{_NUMBER})")


_SENTENCE = re.compile(r"[,;]|\.(?= [^\W\d])|\bmais\b|\b(?:et |a |c est )?(?=maintenant\b|aujourd hui\b|desormais\b)")
_FORMER = re.compile(
    r"\b(?:avant|ancien(?:ne)?|autrefois|j habitais|j etais|c etait|j avais|marche plus|n est plus|existe plus|plus valable)\b"
)


def without_questions(plain: str) -> tuple[tuple[int, int], ...]:
    """The stretches of plain words that are not questions back."""
    kept: list[tuple[int, int]] = []
    for clause in _CLAUSE.finditer(plain):
        words = clause.group()
        if (first := _ASKS_FIRST.match(words.strip())) is not None:
            # "Oui, pourquoi ?" answers before it asks.
            if (answered := _ANSWERED.match(words)) is not None and first.group().endswith("pourquoi"):
                kept.append((clause.start(), clause.start() + answered.end()))
            continue
        if _ASKED_INSIDE.search(words) and not _ANSWERED.match(words):
            continue
        if "?" in words and _ASKS.search(words):
            comma = max((m.start() for m in re.finditer(",", words)), default=-1)
            if comma > 0 and not _ASKS.search(words[:comma]):
                kept.append((clause.start(), clause.start() + comma))
            continue
        if kept and kept[-1][1] == clause.start():
            kept[-1] = (kept[-1][0], clause.end())
        else:
            kept.append(clause.span())
    return tuple(kept)


def without_past(plain: str) -> str:
    """The words that tell how things are now, when others tell how they were; all of them otherwise."""
    clauses = [c for c in _SENTENCE.split(plain) if c.strip()]
    present = [c for c in clauses if not _FORMER.search(c)]
    return " , ".join(present) if present and len(present) < len(clauses) else plain


def corrections(plain: str, figures: bool = False) -> list[tuple[int, int, bool]]:
    """Where corrections stand (start, end) and whether each says no, the last one first; `figures` when a number is told."""
    found = [*CORRECTION.finditer(plain), *(_CORRECTED_FIGURE.finditer(plain) if figures else ())]
    last_first = sorted((m for m in found if plain[: m.start()].strip(" ,.;!")), key=lambda m: (-m.end(), m.start()))
    return [(m.start(), m.end(), bool(re.search(r"\bnon\b", m.group()))) for m in last_first[:_MOST]]
