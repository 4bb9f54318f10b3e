"""What is said around an answer: questions back, and corrections in the same breath."""

from __future__ import annotations

import re

_ASKING = (
    r"(?:pourquoi|comment (?:ca|vous|je|on|faire)|quoi|quel(?:le)?s?|est ce (?:que|qu)|qu est ce|c est quoi|faut il|dois je|puis je|peut on|combien (?:ca|de temps)|a quoi|ca (?:veut dire|compte|sert|change|signifie)"
    r"|vous (?:me |m |nous )?(?:voulez|demandez|parlez|etes|avez besoin|allez|entendez|pouvez|savez|appelez)|pouvez vous|pourriez vous|voulez vous|etes vous|lequel|laquelle|c est (?:obligatoire|grave|bon|important|necessaire|quoi|qui|pour quoi|a dire|utile)"
    r"|je (?:dois|peux) (?:repondre|mettre|dire|donner)|qui (?:va|est|lit|etes)|on est oblige|j ai le droit|et si|ou (?:ca|je|trouve|est))"
)
_ASKS = re.compile(rf"\b{_ASKING}\b")
_ASKS_FIRST = re.compile(
    r"(?:(?:oui|non|mais|et|ben|bah|euh|alors|pardon|attendez|hein|ah|desolee?|excusez moi) (?:, )?)*(?:pourquoi|c est quoi|qu est ce (?:que|qu|qui)|est ce (?:que|qu)|a quoi (?:ca|cela)|ca (?:veut dire|sert)|comment (?:ca|je|on|vous|faire)"
    r"|vous (?:pouvez|pourriez) (?:repeter|m expliquer|redire|reformuler|preciser)|pouvez vous|pourriez vous|(?:je )?(?:ne |n )?(?:ai |j ai )?(?:rien |pas )?(?:comprends|compris) (?:pas|rien|pas bien|la question)?|repetez|vous (?:me |m )?(?:etes|voulez dire|voulez savoir|parlez de|demandez)"
    r"|quel(?:le)?s? (?:date|numero|sorte|genre|adresse|est|sont|code)|qui (?:etes|est|va)|qu appelez|qu entendez|c est a dire)\b"
)
_CLAUSE = re.compile(r"[^.!?;]+[.!?;]*|[.!?;]+")
CORRECTION = re.compile(
    r"(?:[,.;!] ?)?\b(?:(?:euh|ah|oh|enfin|mais|attendez|attends|zut|oups|et) )*"
    r"(?:non (?:non )?,? ?(?:pardon|attendez|attends|desolee?|excusez(?: moi)?|je (?:me suis|m suis) trompee?s?|je me trompe|plutot|c est(?! ca)|enfin|en fait|je (?:voulais|veux) dire|je dis n importe quoi|pas [^,.;]{1,25}?,)"
    r"|pardon|excusez moi|je (?:me |m )?(?:suis )?trompe(?:e|es)?|oups|erreur|je (?:voulais|veux) dire|je rectifie|rectification|je corrige|correction|ou plutot|enfin plutot|enfin non|euh non|en fait non|en fait(?= c est)|ah non|non(?= ?,)|(?<=\d )non(?= (?:le )?\d)|non(?= le \d))"
    r"(?: (?:pardon|desolee?|excusez moi|je (?:me|m) (?:suis )?trompee?s?))*\b"
)


def without_questions(plain: str) -> tuple[tuple[int, int], ...]:
    """The stretches of plain words that are not questions back."""
    kept: list[tuple[int, int]] = []
    for clause in _CLAUSE.finditer(plain):
        words = clause.group()
        if _ASKS_FIRST.match(words.strip()):
            continue
        if "?" in words and _ASKS.search(words):
            comma = max((m.start() for m in re.finditer(",", words)), default=-1)
            if comma > 0 and not _ASKS.search(words[:comma]):
                kept.append((clause.start(), clause.start() + comma))
            continue
        kept.append(clause.span())
    return tuple(kept)


def correction(plain: str) -> tuple[int, int, bool] | None:
    """Where the last correction stands (start, end) and whether it says no; None when nothing is corrected."""
    found = [m for m in CORRECTION.finditer(plain) if plain[: m.start()].strip(" ,.;!")]
    if not found:
        return None
    last = found[-1]
    return last.start(), last.end(), bool(re.search(r"\bnon\b", last.group()))
